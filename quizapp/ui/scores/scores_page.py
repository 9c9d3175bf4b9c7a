"""The high scores: boards of rounds that can be compared, and how who plays now stands on them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget
from shiboken6 import isValid

from quizapp.game.records import Board
from quizapp.game.rules import Mode, RoundSettings
from quizapp.ui.common.labels import button_text
from quizapp.ui.common.page_header import PageHeader
from quizapp.ui.common.save_dialog import ask_where_to_save
from quizapp.ui.common.saving_line import SavingLine
from quizapp.ui.messages import announce, telling
from quizapp.ui.play.home_layout import page_margins
from quizapp.ui.play.round_words import mode_title
from quizapp.ui.scores.board_choosers import BoardChoosers
from quizapp.ui.scores.board_filters import BoardFilters
from quizapp.ui.scores.board_panel import BoardPanel
from quizapp.ui.scores.board_view import BoardView
from quizapp.ui.scores.board_words import BOARD_MODES, board_words, is_challenge, mode_of
from quizapp.ui.theme import WindowClass

if TYPE_CHECKING:
    from quizapp.play import Lobby
    from quizapp.ui.background import TaskRunner
    from quizapp.ui.scores.roster_window import RosterWindow
    from quizapp.ui.scores.round_view import RoundView


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
        self._present: dict[str, Board | None] = {}
        self._boards: list[Board] = []
        self._board: Board | None = None
        self._modes: list[str] = []
        self._round: RoundView | None = None
        self._roster: RosterWindow | None = None
        self._build()
        self._lay_out()
        self._connect()

    def _build(self) -> None:
        self._header = PageHeader(self.tr("High scores"))
        self._filters = BoardFilters()
        self._header.add_widget(self._filters)
        self._header.setContentsMargins(0, 4, 0, 4)
        self._tabs = QTabBar()
        self._tabs.setAccessibleName(self.tr("Mode"))
        self._tabs.setDrawBase(False)
        self._tabs.setExpanding(False)
        self._panel = BoardPanel(self._tabs)
        self._choosers = BoardChoosers()
        self._view = BoardView()
        self._sides = QStackedWidget()
        self._saving = SavingLine()

    def _lay_out(self) -> None:
        panel = QVBoxLayout(self._panel)
        panel.setContentsMargins(1, 1, 1, 1)
        panel.setSpacing(0)
        comparable = QHBoxLayout()
        comparable.setContentsMargins(16, 10, 16, 4)
        comparable.addWidget(self._choosers)
        panel.addLayout(comparable)
        panel.addWidget(self._view, 1)
        board = QWidget()
        column = QVBoxLayout(board)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._header)
        column.addSpacing(14)
        column.addWidget(self._tabs)
        column.addWidget(self._panel, 1)
        self._sides.addWidget(board)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self._sides)
        self._column.addWidget(self._saving)

    def _connect(self) -> None:
        self._tabs.currentChanged.connect(self._show_mode)
        self._choosers.chosen.connect(self._show_board)
        self._filters.changed.connect(self._show_again)
        self._view.round_requested.connect(self.open_round)
        self._view.invited.connect(self.home_requested)
        self._view.all_requested.connect(self._show_all)
        self._view.roster_requested.connect(self._open_roster)
        self._view.export_requested.connect(self._choose_file)
        QShortcut(QKeySequence("Ctrl+Tab"), self).activated.connect(partial(self._go_on_by, 1))
        QShortcut(QKeySequence("Ctrl+Shift+Tab"), self).activated.connect(partial(self._go_on_by, -1))
        QShortcut(QKeySequence("Ctrl+E"), self).activated.connect(self._choose_file)

    # What the window asks

    def set_lobby(self, lobby: Lobby | None) -> None:
        """The bank is open: boards can be shown."""
        self._lobby = lobby
        if self._roster is not None and isValid(self._roster):
            self._roster.close()  # it works on the bank that was open before

    def set_tasks(self, tasks: Callable[[], TaskRunner]) -> None:
        """What gives the runner of long work."""
        self._saving.set_tasks(tasks)

    def activate(self) -> None:
        """Fresh boards; that of the player's present settings is shown, or where it is empty their last round's.

        Who has not run yet sees what others have run. Nobody sets a challenge on home, so its board is shown while it
        was the last round.
        """
        lobby = self._lobby
        if lobby is None or lobby.player is None:
            return
        self._sides.setCurrentIndex(0)
        self._filters.reset()
        with telling(self):
            self._filled, last = lobby.high_scores.boards(), lobby.high_scores.last_entry()
            settings = lobby.last_settings()
            self._present = {str(settings.mode): _board_of(lobby, settings)}
            first = self._present[settings.mode]
            if first not in self._filled or (last is not None and is_challenge(last[0])):
                first = last[0] if last is not None else None
            self._first = first
            mode = mode_of(first) if first is not None else str(settings.mode)
            self._show_modes(mode if mode in BOARD_MODES or first is not None else Mode.SPRINT)
            self._view.focus_first()

    def _present_board(self, lobby: Lobby, mode: str) -> Board | None:
        """The board of what this player would run now in this mode; None for modes without boards."""
        if mode in BOARD_MODES and mode not in self._present:
            self._present[mode] = _board_of(lobby, lobby.last_settings(Mode(mode)))
        return self._present.get(mode)

    def hints(self) -> list[tuple[list[str], str]]:
        """The keys of this page."""
        if self._is_round_open():
            return [
                (["↑", "↓"], self.tr("next question")),
                (["Enter"], self.tr("read on")),
                (["Esc"], self.tr("back to the board")),
            ]
        hints: list[tuple[list[str], str]] = []
        if self._tabs.count() > 1:
            hints.append((["Ctrl", "Tab"], self.tr("next mode")))
        if self._view.is_filled():
            hints.append((["↑", "↓"], self.tr("move")))
            hints.append((["Enter"], self.tr("open round")))
            hints.append((["Ctrl", "C"], self.tr("copy row")))
            hints.append((["Ctrl", "E"], self.tr("export")))
        return [*hints, (["Esc"], self.tr("back to lanes"))]

    def set_window_class(self, name: WindowClass) -> None:
        """Arrange the page for a window of this class."""
        self._window_class = name
        small = name == "small"
        self._header.set_small(small)
        self._filters.set_small(small)
        self._view.set_small(small)
        if self._round is not None:
            self._round.set_small(small)
        self._set_margins()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._set_margins()
        self._view.set_room(self.size())

    def _set_margins(self) -> None:
        self._column.setContentsMargins(page_margins(self.width(), self._window_class))

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
            self._panel.update()
            if self._boards:
                self._show_board(self._boards[0])

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

    def _go_on_by(self, tabs: int) -> None:
        """So many modes further; after the last comes the first."""
        if not self._is_round_open():
            self._tabs.setCurrentIndex((self._tabs.currentIndex() + tabs) % max(1, self._tabs.count()))

    def _show_board(self, board: Board) -> None:
        lobby = self._lobby
        if lobby is None:
            return
        is_other = self._board is not None and board != self._board
        self._board = board
        self._choosers.show_boards(self._boards, board, lobby.pack)
        if is_other:
            announce(self._choosers, board_words(board, lobby.pack))
        self._show_again()

    def _show_again(self) -> None:
        """The board as it is now, by the choice of player and time."""
        lobby, board = self._lobby, self._board
        if lobby is None or board is None:
            return
        with telling(self):
            scores, player = lobby.high_scores, lobby.player
            order, last = scores.order(board), scores.last_entry()
            self._filters.show_players(lobby.players(), order.player_ids)
            last_round = last[1] if last and last[0] == board else None
            places = self._filters.places(order)
            self._view.show_board(board, order, places, scores.entries, player.id if player else None, last_round)
        self.hints_changed.emit()

    def _show_all(self) -> None:
        self._filters.reset()
        self._show_again()
        self._view.focus_first()

    # A round

    def _is_round_open(self) -> bool:
        return self._sides.currentIndex() == 1

    def open_round(self, round_id: int) -> None:
        """Show a round in full, in the place of the board."""
        lobby = self._lobby
        if lobby is None:
            return
        with telling(self):
            past = lobby.high_scores.past_round(round_id)
            view = self._round_view()
            view.show_round(past)
            self._sides.setCurrentIndex(1)
            view.activate()
        self.hints_changed.emit()

    def _round_view(self) -> RoundView:
        if self._round is None:
            from quizapp.ui.scores.round_view import RoundView  # the boards need not wait for it

            self._round = RoundView()
            self._round.set_small(self._window_class == "small")
            self._round.closed.connect(self._close_round)
            self._sides.addWidget(self._round)
        return self._round

    def _close_round(self) -> None:
        self._sides.setCurrentIndex(0)
        self._view.focus_first()
        self.hints_changed.emit()

    # Players and files

    def _open_roster(self) -> None:
        if self._lobby is not None:
            from quizapp.ui.scores.roster_window import RosterWindow

            if self._roster is None or not isValid(self._roster):
                self._roster = RosterWindow(self._lobby, self)
                self._roster.changed.connect(self._players_changed)
            self._roster.bring_forward()

    def _players_changed(self) -> None:
        """Whose rounds are whose is not as before, and boards may be empty now."""
        lobby = self._lobby
        if lobby is not None:
            with telling(self):
                self._filled = lobby.high_scores.boards()
                self._show_again()

    def _choose_file(self) -> None:
        if self._is_round_open() or not self._view.is_filled() or self._saving.is_busy:
            return
        kinds = [(self.tr("Table (CSV)"), "csv"), (self.tr("Data (JSON)"), "json")]
        ask_where_to_save(self, self.tr("Export this board"), "high-scores", kinds, self.save_to)

    def save_to(self, place: str) -> None:
        """Write the whole board off the screen's thread: as JSON where the name ends so, else as a table."""
        if self._lobby is not None and self._board is not None and place:
            self._saving.write(partial(self._lobby.high_scores.save, self._board, Path(place)), place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not event.isAutoRepeat():
            self.home_requested.emit()
            return
        super().keyPressEvent(event)


def _board_of(lobby: Lobby, settings: RoundSettings) -> Board | None:
    """The board of new rounds with these settings; None for modes without boards."""
    return Board.of(lobby.rules(settings.mode).id, lobby.pack, settings) if settings.mode in BOARD_MODES else None
