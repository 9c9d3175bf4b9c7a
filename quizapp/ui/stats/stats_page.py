"""The statistics of a player: figures at once, charts and tables filling in behind them in small steps."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMargins, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from quizapp.game.player_statistics import Filters, Tally
from quizapp.game.question import PackInfo
from quizapp.game.records import Player
from quizapp.ui import theme
from quizapp.ui.common.buttons import PlainButton
from quizapp.ui.common.focus_ring import REACH
from quizapp.ui.common.page_header import PageHeader
from quizapp.ui.common.save_dialog import ask_where_to_save
from quizapp.ui.common.scroll_page import ScrollPage
from quizapp.ui.messages import announce, say, telling
from quizapp.ui.play.home_layout import page_margins
from quizapp.ui.stats.figure_tiles import EDGE
from quizapp.ui.stats.filter_bar import FilterBar
from quizapp.ui.stats.stats_board import StatsBoard
from quizapp.ui.stats.stats_empty import EmptyStats
from quizapp.ui.theme import WindowClass

if TYPE_CHECKING:
    from quizapp.play import Lobby
    from quizapp.play.player_figures import Figures

_QUESTIONS = 5
_ONE_LINE = 900
"""From this width on title, filters and button stand on one line."""


class StatsPage(QWidget):
    """Signals: `home_requested()`, `hints_changed()`, `practise_requested(uids)`, `filled()` once all is shown."""

    home_requested = Signal()
    hints_changed = Signal()
    practise_requested = Signal(tuple)
    filled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lobby: Lobby | None = None
        self._figures: Figures | None = None
        self._make_figures: Callable[[], Figures] | None = None
        self._player_id: int | None = None
        self._window_class: WindowClass = "regular"
        self._steps: Iterator[None] | None = None
        self._place = ""  # of what is to be saved as soon as all is shown
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._build()
        self._lay_out()
        self._connect()

    def _build(self) -> None:
        self._header = PageHeader(self.tr("Statistics"))
        self._filters = FilterBar()
        self._save = PlainButton(self.tr("Save…"), "save", small=True)
        self._board = StatsBoard()
        self._scroll = ScrollPage(self._board)
        self._empty = EmptyStats()
        self._shown = QStackedWidget()
        for page in (self._scroll, self._empty):
            self._shown.addWidget(page)

    def _lay_out(self) -> None:
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._head.setSpacing(10)
        self._head.addWidget(self._header)
        self._head.addWidget(self._filters, 1)
        self._filters.add_widget(self._save)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(8)
        self._column.addLayout(self._head)
        self._column.addWidget(self._shown, 1)

    def _connect(self) -> None:
        self._filters.changed.connect(self._show_chosen)
        self._board.practise_requested.connect(self.practise_requested)
        self._empty.invited.connect(self.home_requested)
        self._empty.widened.connect(self._filters.choose_all)
        self._save.clicked.connect(self._choose_file)
        self.filled.connect(self._save_now)
        self._timer.timeout.connect(self._take_step)
        QShortcut(QKeySequence("Ctrl+E"), self).activated.connect(self._choose_file)
        QShortcut(QKeySequence("Ctrl+P"), self).activated.connect(self._board.practise)

    # What the window asks

    def set_lobby(self, lobby: Lobby | None) -> None:
        """The bank is open: somebody plays."""
        self._lobby = lobby

    def set_figures(self, make: Callable[[], Figures]) -> None:
        """What makes the reader of the figures when the page is looked at."""
        self._make_figures, self._figures, self._steps = make, None, None

    def activate(self) -> None:
        """The figures of who plays now, as they are now."""
        lobby = self._lobby
        if lobby is None or lobby.player is None or self._make_figures is None:
            return
        if self._figures is None:
            self._figures = self._make_figures()
        with telling(self):
            chosen = self._filters.filters().player_id if self._player_id == lobby.player.id else lobby.player.id
            self._player_id = lobby.player.id
            self._filters.show_players(lobby.players(), chosen)
            self._refill()
        if self._shown.currentWidget() is self._empty:
            self._empty.take_focus()
        else:
            self._filters.take_focus()

    def hints(self) -> list[tuple[list[str], str]]:
        """The keys of this page."""
        hints: list[tuple[list[str], str]] = []
        if self._shown.currentWidget() is self._scroll:
            if self._board.can_practise():
                hints.append((["P"] if self._has_single_letters() else ["Ctrl", "P"], self.tr("practise these")))
            hints.append((["Ctrl", "C"], self.tr("copy rows")))
            hints.append((["Ctrl", "E"], self.tr("save")))
        return [*hints, (["Esc"], self.tr("back to lanes"))]

    def set_window_class(self, name: WindowClass) -> None:
        """Arrange the page for a window of this class."""
        self._window_class = name
        self._header.set_small(name == "small")
        self._set_margins()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._set_margins()

    def _set_margins(self) -> None:
        margins = page_margins(self.width(), self._window_class)
        self._head.setContentsMargins(EDGE, 0, EDGE, 0)
        self._column.setContentsMargins(margins - QMargins(EDGE, 0, EDGE, EDGE))
        one_line = self.width() >= theme.px(_ONE_LINE)
        direction = QBoxLayout.Direction.LeftToRight if one_line else QBoxLayout.Direction.TopToBottom
        self._head.setDirection(direction)

    # Filling in

    @property
    def is_filled(self) -> bool:
        """Whether all that was asked for is shown."""
        return self._steps is None

    def _show_chosen(self) -> None:
        """Other rounds were chosen: their figures are shown, and told to a screen reader."""
        self._board.wait_for_questions()
        self._refill()
        if self._shown.currentWidget() is self._scroll:
            announce(self, self._board.spoken())

    def _refill(self) -> None:
        """The figures on top now, the rest step by step after the next paint. A file asked for before is not written:
        it would hold other figures."""
        self._place = ""
        lobby, figures = self._lobby, self._figures
        if lobby is None or figures is None or lobby.player is None:
            return
        self._steps = None
        with telling(self):
            filters, pack = self._filters.filters(), lobby.pack
            first = figures.first(filters, pack)
            self._shown.setCurrentWidget(self._scroll if first.totals.rounds else self._empty)
            self._save.setVisible(bool(first.totals.rounds))
            if first.totals.rounds:
                self._board.show_first(first)
            else:
                self._place = ""
            self._steps = self._remaining(figures, filters, pack, lobby.player)
            self._timer.start()
        self.hints_changed.emit()

    def _take_step(self) -> None:
        steps = self._steps
        if steps is None:
            return
        self._steps = None  # else an error would be told again and again
        with telling(self):
            if next(steps, self) is self:
                self.hints_changed.emit()
                self.filled.emit()
            else:
                self._steps = steps
                self._timer.start()

    def _remaining(self, figures: Figures, filters: Filters, pack: PackInfo, viewer: Player) -> Iterator[None]:
        """One step at a time, each short."""
        choices = figures.choices(filters.player_id, pack)
        self._filters.show_choices(choices)
        self._empty.show_nothing(ever_played=bool(choices.modes))
        yield
        if self._shown.currentWidget() is self._empty:
            return
        self._board.show_rounds(figures.rounds(filters, pack))
        yield
        self._board.show_training(figures.training(filters, pack, viewer))
        yield
        yield from self._board.draw_charts()
        tally = Tally()
        for tally in figures.tallies(filters, pack):
            self._board.show_tally(tally, pack)
            yield
        hardest, easiest = (
            figures.questions(found, filters.player_id, pack, viewer)
            for found in (tally.hardest(_QUESTIONS), tally.easiest(_QUESTIONS))
        )
        self._board.show_questions(hardest, easiest, pack, own=filters.player_id == viewer.id)

    # Saving

    def _choose_file(self) -> None:
        if self._shown.currentWidget() is self._scroll and self._lobby is not None:
            kinds = [(self.tr("Table (CSV)"), "csv"), (self.tr("Picture (PNG)"), "png")]
            ask_where_to_save(self, self.tr("Save the statistics"), "statistics", kinds, self.save_to)

    def save_to(self, place: str) -> None:
        """Write what is shown, once all is counted: a picture where the name ends in .png, else a table."""
        self._place = place
        if self.is_filled:
            self._save_now()

    def _save_now(self) -> None:
        place, self._place = self._place, ""
        if self._figures is None or not place:
            return
        with telling(self):
            if place.lower().endswith(".png"):
                self._figures.save(Path(place), self._board.picture())
            else:
                self._figures.save_table(Path(place), self._board.lines())
            say(self, self.tr("Written to {path}.").format(path=place))

    # Keys

    def focusNextPrevChild(self, next: bool) -> bool:
        """What comes to the focus from above the board is brought into sight too."""
        moved = super().focusNextPrevChild(next)
        focused = QApplication.focusWidget()
        if moved and focused is not None and self._board.isAncestorOf(focused):
            self._scroll.ensureWidgetVisible(focused, 0, 2 * REACH)
        return moved

    def _has_single_letters(self) -> bool:
        return bool(self._lobby and self._lobby.player and self._lobby.player.single_letter_keys)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not event.isAutoRepeat():
            self.home_requested.emit()
        elif event.key() == Qt.Key.Key_P and not event.modifiers() and self._has_single_letters():
            self._board.practise()
        else:
            super().keyPressEvent(event)
