"""The high scores: boards of rounds that can be compared, and how who plays now stands on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

from quizapp.game.records import Board
from quizapp.game.rules import Mode, RankedBy
from quizapp.ui import theme
from quizapp.ui.common.labels import PlainLabel, button_text
from quizapp.ui.common.page_header import PageHeader
from quizapp.ui.messages import telling
from quizapp.ui.play.home_layout import page_margins
from quizapp.ui.play.round_words import mode_title
from quizapp.ui.scores.board_chooser import BoardChooser
from quizapp.ui.scores.board_empty import EmptyBoard
from quizapp.ui.scores.board_panel import BoardPanel
from quizapp.ui.scores.board_summary import BoardSummary
from quizapp.ui.scores.board_table import BoardTable
from quizapp.ui.scores.board_words import BOARD_MODES, board_words, category_titles, is_challenge, mode_of, ranked_by
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
        self._filled: tuple[Board, ...] = ()
        self._first: Board | None = None
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
        self._ties = PlainLabel("", "caption", "ink2", wrap=True)
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
        """Fresh boards; that of the player's present settings is shown, or where it is empty their last round's.

        Nobody sets a challenge on home, so its board is shown while it was the last round.
        """
        lobby = self._lobby
        if lobby is None or lobby.player is None:
            return
        with telling(self):
            self._filled, last = lobby.boards(), lobby.last_entry()
            self._first = self._present_board(lobby, lobby.last_settings().mode)
            if last is not None and (self._first not in self._filled or is_challenge(last[0])):
                self._first = last[0]
            self._show_modes(mode_of(self._first) if self._first is not None else Mode.SPRINT)
            filled = bool(self._table.entries.rowCount())
            (self._table if filled else self._empty).setFocus(Qt.FocusReason.OtherFocusReason)

    def _present_board(self, lobby: Lobby, mode: str) -> Board | None:
        """The board of what this player would run now in this mode; None for modes without boards."""
        if mode not in BOARD_MODES:
            return None
        known = Mode(mode)
        return Board.of(lobby.rules(known).id, lobby.pack, lobby.last_settings(known))

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
        """Every mode has its tab, run or not; modes of old rounds that are gone come last."""
        gone = sorted({mode_of(board) for board in self._filled} - set(BOARD_MODES))
        self._modes = [*BOARD_MODES, *gone]
        self._tabs.blockSignals(True)
        while self._tabs.count():
            self._tabs.removeTab(0)
        for mode in self._modes:
            self._tabs.addTab(button_text(mode_title(mode)))
        self._tabs.setCurrentIndex(self._modes.index(current))
        self._tabs.blockSignals(False)
        self._show_mode(self._tabs.currentIndex())

    def _show_mode(self, place: int) -> None:
        lobby = self._lobby
        if lobby is None or not 0 <= place < len(self._modes):
            return
        with telling(self):
            self._boards = self._boards_of(lobby, self._modes[place])
            words = [(board_words(board, lobby.pack), category_titles(board, lobby.pack)) for board in self._boards]
            self._chooser.show_boards(words)
            self._panel.update()
            self._show_board(0)

    def _boards_of(self, lobby: Lobby, mode: str) -> list[Board]:
        """The board to begin with, then all others: that of the present settings, and those with rounds.

        An empty board begins only where there is no other, or where it is today's race.
        """
        first = [self._first] if self._first is not None and mode_of(self._first) == mode else []
        filled = [board for board in self._filled if mode_of(board) == mode]
        present = self._present_board(lobby, mode)
        if present is None:
            return list(dict.fromkeys([*first, *filled]))
        leads = present in filled or mode == Mode.DAILY
        return list(dict.fromkeys([*first, present, *filled] if leads else [*first, *filled, present]))

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
            ranking, mode = ranked_by(board), mode_of(board)
            self._summary.show_standing(entries, lobby.player.id if lobby.player else None, mode, ranking)
            self._table.show_entries(entries, last[1] if last and last[0] == board else None, ranking)
            self._ties.setText(self._tie_words(mode, ranking))
            self._empty.show_mode(mode)
            self._shown.setCurrentIndex(0 if entries else 1)
        self.hints_changed.emit()

    def _tie_words(self, mode: str, ranking: RankedBy) -> str:
        if ranking == "right":
            return self.tr("Ties: more points, then fewer lifelines, then less time, then earlier.")
        ties = self.tr("Ties: fewer lifelines, then less time, then earlier.")
        return f"{self.tr('The first run of a day counts.')} {ties}" if mode == Mode.DAILY else ties

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not event.isAutoRepeat():
            self.home_requested.emit()
            return
        super().keyPressEvent(event)
