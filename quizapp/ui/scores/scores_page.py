"""The high scores: boards of rounds that can be compared, and how who plays now stands on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

from quizapp.game.records import Board
from quizapp.ui import theme
from quizapp.ui.common.labels import PlainLabel, button_text
from quizapp.ui.common.page_header import PageHeader
from quizapp.ui.messages import telling
from quizapp.ui.play.home_layout import page_margins
from quizapp.ui.scores.board_chooser import BoardChooser
from quizapp.ui.scores.board_empty import EmptyBoard
from quizapp.ui.scores.board_panel import BoardPanel
from quizapp.ui.scores.board_summary import BoardSummary
from quizapp.ui.scores.board_table import BoardTable
from quizapp.ui.scores.board_words import board_words, category_titles, mode_of, mode_title
from quizapp.ui.theme import WindowClass

if TYPE_CHECKING:
    from quizapp.play import Lobby


_LEAST_FOR_ALL_FIGURES = 450


class ScoresPage(QWidget):
    """Signals: `home_requested()`, `hints_changed()`."""

    home_requested = Signal()
    hints_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lobby: Lobby | None = None
        self._window_class: WindowClass = "regular"
        self._all_boards: list[Board] = []
        self._boards: list[Board] = []
        self._modes: list[str] = []
        self._build()
        self._lay_out()
        self._connect()

    def _build(self) -> None:
        self._header = PageHeader(self.tr("High scores"))
        self._chooser = BoardChooser(self.tr("Board"))
        self._header.add_widget(self._chooser)
        self._header.setContentsMargins(0, 4, 0, 4)
        self._tabs = QTabBar()
        self._tabs.setAccessibleName(self.tr("Mode"))
        self._tabs.setDrawBase(False)
        self._tabs.setExpanding(False)
        self._panel = BoardPanel(self._tabs)
        self._summary = BoardSummary()
        self._table = BoardTable()
        self._ties = PlainLabel(
            self.tr("Ties: fewer lifelines, then less time, then earlier."), "caption", "ink2", wrap=True
        )
        self._ties.setContentsMargins(24, 8, 24, 10)
        self._empty = EmptyBoard()
        self._shown = QStackedWidget()

    def _lay_out(self) -> None:
        filled = QWidget()
        inside = QVBoxLayout(filled)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        inside.addWidget(self._summary)
        inside.addWidget(self._table, 1)
        inside.addWidget(self._ties)
        self._shown.addWidget(filled)
        self._shown.addWidget(self._empty)
        panel = QVBoxLayout(self._panel)
        panel.setContentsMargins(1, 1, 1, 1)
        panel.addWidget(self._shown)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(0)
        self._column.addWidget(self._header)
        self._column.addSpacing(14)
        self._column.addWidget(self._tabs)
        self._column.addWidget(self._panel, 1)

    def _connect(self) -> None:
        self._tabs.currentChanged.connect(self._show_mode)
        self._chooser.currentIndexChanged.connect(self._show_board)
        self._empty.invited.connect(self.home_requested)
        QShortcut(QKeySequence("Ctrl+Tab"), self).activated.connect(self._next_mode)

    # What the window asks

    def set_lobby(self, lobby: Lobby | None) -> None:
        """The bank is open: boards can be shown."""
        self._lobby = lobby

    def activate(self) -> None:
        """Fresh boards; that of the player's present settings is shown, or where it is empty their last round's."""
        lobby = self._lobby
        if lobby is None or lobby.player is None:
            return
        with telling(self):
            present, last, filled_boards = self._present_board(lobby), lobby.last_entry(), lobby.boards()
            if last is not None and present not in filled_boards:
                present = last[0]
            self._all_boards = [present, *(board for board in filled_boards if board != present)]
            self._show_modes(mode_of(present))
            filled = bool(self._table.entries.rowCount())
            (self._table if filled else self._empty).setFocus(Qt.FocusReason.OtherFocusReason)

    def _present_board(self, lobby: Lobby) -> Board:
        return Board.of(lobby.rules.id, lobby.pack, lobby.last_settings())

    def hints(self) -> list[tuple[list[str], str]]:
        """The keys of this page."""
        hints: list[tuple[list[str], str]] = []
        if self._tabs.count() > 1:
            hints.append((["Ctrl", "Tab"], self.tr("next mode")))
        if self._table.entries.rowCount():
            hints.append((["↑", "↓"], self.tr("move")))
            hints.append((["Ctrl", "C"], self.tr("copy row")))
        return [*hints, (["Esc"], self.tr("back to lanes"))]

    def set_window_class(self, name: WindowClass) -> None:
        """Arrange the page for a window of this class."""
        self._window_class = name
        self._header.set_small(name == "small")
        self._table.set_small(name == "small")
        self._set_margins()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._set_margins()
        self._summary.set_brief(self.height() < theme.px(_LEAST_FOR_ALL_FIGURES))

    def _set_margins(self) -> None:
        margins = page_margins(self.width(), self._window_class)
        self._column.setContentsMargins(margins)
        title = self._header.minimumSizeHint().width() - self._chooser.minimumSizeHint().width()
        self._chooser.set_room(self.width() - margins.left() - margins.right() - title)

    # Modes and boards

    def _show_modes(self, current: str) -> None:
        self._modes = sorted({mode_of(board) for board in self._all_boards}, key=self._first_place)
        self._tabs.blockSignals(True)
        while self._tabs.count():
            self._tabs.removeTab(0)
        for mode in self._modes:
            self._tabs.addTab(button_text(mode_title(mode)))
        self._tabs.setCurrentIndex(self._modes.index(current))
        self._tabs.blockSignals(False)
        self._show_mode(self._tabs.currentIndex())

    def _first_place(self, mode: str) -> int:
        return [mode_of(board) for board in self._all_boards].index(mode)

    def _show_mode(self, place: int) -> None:
        lobby = self._lobby
        if lobby is None or not 0 <= place < len(self._modes):
            return
        self._boards = [board for board in self._all_boards if mode_of(board) == self._modes[place]]
        words = [(board_words(board, lobby.pack), category_titles(board, lobby.pack)) for board in self._boards]
        self._chooser.show_boards(words)
        self._panel.update()
        self._show_board(0)

    def _next_mode(self) -> None:
        if self._tabs.count() > 1:
            self._tabs.setCurrentIndex((self._tabs.currentIndex() + 1) % self._tabs.count())

    def _show_board(self, place: int) -> None:
        lobby = self._lobby
        if lobby is None or not 0 <= place < len(self._boards):
            return
        with telling(self):
            board = self._boards[place]
            entries = lobby.board(board)
            last = lobby.last_entry()
            self._summary.show_standing(entries, lobby.player.id if lobby.player else None)
            self._table.show_entries(entries, last[1] if last and last[0] == board else None)
            self._shown.setCurrentIndex(0 if entries else 1)
        self.hints_changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not event.isAutoRepeat():
            self.home_requested.emit()
            return
        super().keyPressEvent(event)
