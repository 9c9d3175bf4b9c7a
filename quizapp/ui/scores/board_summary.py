"""The strip above the table: how who plays now stands on this board."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from quizapp.game.records import BoardEntry, BoardOrder
from quizapp.game.rules import Mode, RankedBy
from quizapp.game.turns import Result
from quizapp.ui import theme
from quizapp.ui.common.labels import PlainLabel
from quizapp.ui.play.home_words import date, day, number
from quizapp.ui.scores.board_model import Read

_NOTHING = "–"


class BoardSummary(QWidget):
    """Your best, last run, the way to the next place, runs: four figures, side by side or two by two."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._best = _Figure(self.tr("Your best"))
        self._last = _Figure(self.tr("Last run"))
        self._next = _Figure("")
        self._runs = _Figure(self.tr("Sprints run"))
        self._figures = (self._best, self._last, self._next, self._runs)
        self._columns = 0
        self._by_right = False
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(24, 12, 24, 14)
        self._grid.setHorizontalSpacing(32)
        self._grid.setVerticalSpacing(10)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._arrange(4)

    def show_standing(
        self, order: BoardOrder, read: Read, player_id: int | None, mode: str, ranked_by: RankedBy = "points"
    ) -> None:
        """Show how this player stands on a board, whose entries `read` gives by round; QuizError when it cannot."""
        self._by_right = ranked_by == "right"
        self._runs.set_title(self._runs_title(mode))
        own = [place for place, owner in enumerate(order.player_ids) if owner == player_id]
        if not own:
            nothing = self.tr("no run yet")
            self._best.show_figure(_NOTHING, nothing)
            self._last.show_figure(_NOTHING, nothing)
            self._next.set_title(self.tr("To the next place"))
            self._next.show_figure(_NOTHING, "")
            self._runs.show_figure(number(0), "")
        else:
            self._show_own(order, read, own, is_ranked=ranked_by != "nothing")
        self._fit()

    def _show_own(self, order: BoardOrder, read: Read, own: list[int], *, is_ranked: bool) -> None:
        best, last = own[0], max(own, key=order.round_ids.__getitem__)  # a clock may have been set back since
        rival = _rival(order, best)
        places = [place for place in (best, last, rival) if place is not None]
        entries = read([order.round_ids[place] for place in places])
        found = {place: entries[order.round_ids[place]] for place in places if order.round_ids[place] in entries}
        self._show_last(found.get(last))
        if is_ranked and best in found:
            self._best.show_figure(self._worth(found[best]), self._place(best + 1))
            self._show_distance(best, found[best], found.get(rival) if rival is not None else None)
        else:
            self._best.show_figure(_NOTHING, self.tr("not ranked"))
            self._next.set_title(self.tr("To the next place"))
            self._next.show_figure(_NOTHING, "")
        first = date(min(order.finished_at_ms[place] for place in own))
        self._runs.show_figure(number(len(own)), self.tr("since {date}").format(date=first))

    def _show_last(self, last: BoardEntry | None) -> None:
        if last is None:
            self._last.show_figure(_NOTHING, "")
            return
        when, result = day(last.finished_at_ms), last.result
        note = self.tr("{day}, {right} of {asked} right").format(day=when, right=result.right, asked=result.asked)
        if self._by_right:
            note = self.tr("{day}, of {asked}").format(day=when, asked=result.asked)
        self._last.show_figure(self._worth(last), note)

    def _show_distance(self, place: int, best: BoardEntry, rival: BoardEntry | None) -> None:
        """To who is one place ahead; whoever leads sees by how much."""
        if place > 0:
            self._next.set_title(self.tr("To {place}").format(place=self._place(place)))
        else:
            self._next.set_title(self.tr("Your lead"))
        if rival is None:
            self._next.show_figure(_NOTHING, self.tr("nobody else has run"))
        elif place > 0:
            self._show_lead(rival.result, best.result, is_ahead=False)
        else:
            self._show_lead(best.result, rival.result, is_ahead=True)

    def _show_lead(self, ahead: Result, behind: Result, *, is_ahead: bool) -> None:
        """By how much, in what the board is ranked by; where that is equal, in points; else what decides."""
        in_right, in_points = ahead.right - behind.right, ahead.points - behind.points
        if self._by_right and in_right:
            words = self.tr("right answers ahead") if is_ahead else self.tr("right answers behind")
            self._next.show_figure(number(in_right), words)
        elif in_points:
            words = self.tr("points ahead") if is_ahead else self.tr("points behind")
            self._next.show_figure(number(in_points), words)
        else:
            self._next.show_figure(number(0), self._tie_words(ahead, behind, is_ahead=is_ahead))

    def _tie_words(self, ahead: Result, behind: Result, *, is_ahead: bool) -> str:
        """What decides between rounds of equal points."""
        if ahead.lifelines != behind.lifelines:
            fewer, more = self.tr("points, but fewer lifelines"), self.tr("points, but more lifelines")
            return fewer if is_ahead else more
        if ahead.elapsed_ms != behind.elapsed_ms:
            return self.tr("points, but faster") if is_ahead else self.tr("points, but slower")
        return self.tr("points, but earlier") if is_ahead else self.tr("points, but later")

    def _worth(self, entry: BoardEntry) -> str:
        if self._by_right:
            return self.tr("{right} right").format(right=number(entry.result.right))
        return number(entry.result.points)

    def _runs_title(self, mode: str) -> str:
        titles = {
            Mode.SPRINT: self.tr("Sprints run"),
            Mode.DASH: self.tr("Dashes run"),
            Mode.MARATHON: self.tr("Marathons run"),
            Mode.DAILY: self.tr("Races run"),
        }
        return titles.get(Mode(mode), self.tr("Rounds run")) if mode in set(Mode) else self.tr("Rounds run")

    def _place(self, rank: int) -> str:
        words = {1: self.tr("first place"), 2: self.tr("second place"), 3: self.tr("third place")}
        return words.get(rank, self.tr("place {rank}").format(rank=number(rank)))

    def set_brief(self, brief: bool) -> None:
        """Where the window is too low for all four, the first two must do."""
        for figure in (self._next, self._runs):
            figure.setVisible(not brief)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def _fit(self) -> None:
        wanted = sum(figure.width_wanted() for figure in self._figures)
        self._arrange(4 if wanted + 3 * 32 + 48 <= self.width() else 2)

    def _arrange(self, columns: int) -> None:
        if columns != self._columns:
            self._columns = columns
            for place, figure in enumerate(self._figures):
                self._grid.addWidget(figure, place // columns, place % columns)
            for column in range(4):
                self._grid.setColumnStretch(column, 1 if column < columns else 0)
            self._grid.setHorizontalSpacing(32 if columns == 4 else 24)
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.colour("line"))
        for place, figure in enumerate(self._figures):
            if place % self._columns and figure.isVisible():
                box: QRect = figure.geometry()
                x = box.x() - self._grid.horizontalSpacing() + 6
                painter.fillRect(x, box.y() + 4, 1, box.height() - 8, theme.colour("line"))


class _Figure(QWidget):
    """A title, a number and a note beside it."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self._title = PlainLabel(title, "caption", "ink2")
        self._value = PlainLabel("", "question")
        self._note = PlainLabel("", "caption", "ink2")
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self._value)
        line.addWidget(self._note)
        line.addStretch(1)
        self._note.setContentsMargins(0, 6, 0, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._title)
        column.addLayout(line)

    def set_title(self, title: str) -> None:
        self._title.setText(title)

    def show_figure(self, value: str, note: str) -> None:
        self._value.setText(value)
        self._note.setText(note)
        self._value.setAccessibleName(" ".join(part for part in (self._title.text(), value, note) if part))

    def width_wanted(self) -> int:
        below = self._value.sizeHint().width() + 8 + self._note.sizeHint().width()
        return max(self._title.sizeHint().width(), below)


def _rival(order: BoardOrder, best: int) -> int | None:
    """The place before the best one; before the first place, the first one of somebody else."""
    if best > 0:
        return best - 1
    return next((place for place, owner in enumerate(order.player_ids) if owner != order.player_ids[best]), None)
