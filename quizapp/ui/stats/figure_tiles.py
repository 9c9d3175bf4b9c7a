"""The figures on top of the page, each on a card of its own."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from quizapp.game.player_statistics import FirstFigures, Totals
from quizapp.ui import theme
from quizapp.ui.common.card import Card
from quizapp.ui.common.flow_layout import FlowLayout
from quizapp.ui.common.labels import PlainLabel
from quizapp.ui.play.home_words import date, number
from quizapp.ui.play.round_words import mode_title
from quizapp.ui.stats.stats_words import NOTHING, percent, seconds

EDGE = 7
"""Pixels round the cards for shadows and the ring of the focus."""
_FORMS = ((900, 5, (1, 1, 1, 1, 1)), (560, 6, (2, 2, 2, 3, 3)), (0, 2, (1, 1, 1, 1, 2)))
"""From which width on, how many columns there are, and over how many of them each card reaches; every row is full."""
_COLUMNS_MAX = max(columns for _, columns, _ in _FORMS)


class FigureTiles(QWidget):
    """Answers, share right, best streak, time, days in a row."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._answered = _Tile(self.tr("Questions answered"))
        self._right = _Tile(self.tr("Right"))
        self._streak = _Tile(self.tr("Best streak"))
        self._time = _Tile(self.tr("Average time"))
        self._days = _Tile(self.tr("Days in a row"))
        self._tiles = [self._answered, self._right, self._streak, self._time, self._days]
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(EDGE, EDGE, EDGE, EDGE)
        self._grid.setSpacing(12)
        self._form = -1
        self._place(0)

    def show_figures(self, first: FirstFigures) -> None:
        """Show these."""
        totals = first.totals
        self._answered.show_figure(number(totals.answered), self._round_words(totals))
        self._right.show_figure(percent(totals.accuracy), self._trend(totals, first.before))
        best = totals.best
        when = f"{mode_title(best.rule_set.partition('@')[0])}, {date(best.finished_at_ms)}" if best else ""
        self._streak.show_figure(number(best.best_streak) if best else NOTHING, when)
        self._time.show_figure(seconds(totals.mean_ms), self.tr("per question"))
        longest = self.tr("longest {count}").format(count=number(first.streaks.longest))
        self._days.show_figure(number(first.streaks.current), longest)

    def spoken(self) -> list[str]:
        """Every figure with its name."""
        return [tile.accessibleName() for tile in self._tiles]

    def lines(self) -> list[list[str]]:
        """Name, figure and note of each."""
        return [tile.line() for tile in self._tiles]

    def _round_words(self, totals: Totals) -> str:
        if totals.rounds == 1:
            return self.tr("in one round")
        return self.tr("in {count} rounds").format(count=number(totals.rounds))

    def _trend(self, now: Totals, before: Totals | None) -> str:
        """How it compares with as many days before."""
        if before is None or before.accuracy is None or now.accuracy is None:
            return ""
        points = round(100 * now.accuracy) - round(100 * before.accuracy)
        if points == 0:
            return self.tr("as before")
        words = self.tr("up {points} points") if points > 0 else self.tr("down {points} points")
        if abs(points) == 1:
            words = self.tr("up one point") if points > 0 else self.tr("down one point")
        return words.format(points=number(abs(points)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()

    def _fit(self) -> None:
        self._place(next(form for form, (least, _, _) in enumerate(_FORMS) if self.width() >= theme.px(least)))

    def _place(self, form: int) -> None:
        if form == self._form:
            return
        self._form = form
        _, columns, spans = _FORMS[form]
        for tile in self._tiles:
            self._grid.removeWidget(tile)
        place = 0
        for tile, span in zip(self._tiles, spans, strict=True):
            self._grid.addWidget(tile, place // columns, place % columns, 1, span)
            place += span
        for column in range(_COLUMNS_MAX):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
        self.updateGeometry()


class _Tile(Card):
    """One figure; a screen reader hears it with its name."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self._title = PlainLabel(title, "caption", "ink2", wrap=True)
        self._figure = PlainLabel(NOTHING, "page_title")
        self._note = PlainLabel("", "caption", "ink2", wrap=False)
        line = QWidget()
        flow = FlowLayout(line, gap=8)
        flow.addWidget(self._figure)
        flow.addWidget(self._note)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 12, 14, 12)
        column.setSpacing(2)
        column.addWidget(self._title)
        column.addWidget(line)
        column.addStretch(1)
        self._align()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._align()

    def _align(self) -> None:
        # The smaller words sit a little lower, so that both share a base line.
        self._note.setContentsMargins(0, theme.px(13), 0, 0)

    def show_figure(self, figure: str, note: str) -> None:
        self._figure.setText(figure)
        self._note.setText(note)
        self.setAccessibleName(" ".join(each for each in self.line() if each))

    def line(self) -> list[str]:
        return [self._title.text(), self._figure.text(), self._note.text()]
