"""The home page: who plays, how far they have watched, what to run next."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from quizapp.game.rules import Mode
from quizapp.ui.common.scroll_page import ScrollPage
from quizapp.ui.messages import telling
from quizapp.ui.play.home_board import Board
from quizapp.ui.play.home_guard import SpoilerGuard
from quizapp.ui.play.home_header import HomeHeader
from quizapp.ui.play.home_hints import EnterDoes, enter_does, home_hints, when_focus_moves
from quizapp.ui.play.home_lanes import bare_lanes, lanes
from quizapp.ui.play.home_layout import PageContent, page_margins
from quizapp.ui.play.home_notices import HomeNotices
from quizapp.ui.play.lane_list import LaneList
from quizapp.ui.play.setup_base import NOTHING_KNOWN, SetupState
from quizapp.ui.play.setup_maker import make_setup
from quizapp.ui.play.setup_panel import SetupPanel
from quizapp.ui.theme import WindowClass

if TYPE_CHECKING:
    from quizapp.game.question import PackInfo
    from quizapp.game.records import Overview, Player
    from quizapp.play import Lobby
    from quizapp.ui.common.notice import Notice
    from quizapp.ui.play.challenge_entry import ChallengeEntry
    from quizapp.ui.play.setup_base import ModeSetup

_ENTER_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_TOLD_BY_OVERVIEW = (Mode.DAILY, Mode.TRAINING, Mode.RELAY)
"""Modes whose set-up shows what the lanes show."""
_DIGITS = "1234567"


class HomePage(QWidget):
    """Lanes, spoiler guard and set-up. Before `set_lobby` everything is drawn and nothing can be started.

    Signals: `start_requested(RoundSettings)`, `resume_requested(round id)`, `abandon_requested(round id)`,
    `players_requested("choose" | "add" | "rename")`, `packs_requested()`, `import_requested()`, `hints_changed()`.
    """

    start_requested = Signal(object)
    resume_requested = Signal(object)
    abandon_requested = Signal(object)
    players_requested = Signal(str)
    packs_requested = Signal()
    import_requested = Signal()
    hints_changed = Signal()

    def __init__(self, lobby: Lobby | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lobby: Lobby | None = None
        self._shown_player: int | None = None
        self._shown_pack: PackInfo | None = None
        self._known_players: int | None = None
        self._is_fresh = False
        self._setups: dict[Mode, ModeSetup] = {}
        self._overview: Overview | None = None
        self._challenge: ChallengeEntry | None = None
        self._window_class: WindowClass = "regular"
        self._build()
        self._lay_out()
        self._connect()
        if lobby is not None:
            self.set_lobby(lobby)

    def _build(self) -> None:
        self._header = HomeHeader()
        self._code, self._player, self._pack = self._header.code, self._header.player, self._header.pack
        self._guard = SpoilerGuard()
        self._lanes = LaneList()
        self._lanes.set_lanes(bare_lanes())
        self._panel = SetupPanel()
        self._panel.show_setup(None, bare_lanes()[0].title)
        self._code.setEnabled(False)
        self._board = Board(self._lanes, self._panel)

    def _lay_out(self) -> None:
        content = PageContent()
        self._notices = HomeNotices()
        self._column = QVBoxLayout(content)
        self._column.addWidget(self._header)
        self._column.addLayout(self._notices)
        self._column.addWidget(self._guard)
        self._column.addLayout(self._board, 1)
        self._content = content
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(ScrollPage(content))

    def _connect(self) -> None:
        self._pack.chosen.connect(self._choose_pack)
        self._pack.packs_requested.connect(self.packs_requested)
        self._pack.import_requested.connect(self.import_requested)
        self._player.chosen.connect(self._choose_player)
        self._player.players_requested.connect(self.players_requested)
        self._guard.changed.connect(self._save_spoiler_limit)
        self._notices.resume_requested.connect(self.resume_requested)
        self._notices.abandon_requested.connect(self.abandon_requested)
        self._notices.closed.connect(self._panel.focus_start)
        self._code.clicked.connect(self._open_challenge)
        self._panel.start_clicked.connect(self._start)
        self._panel.lane_step.connect(self._step)
        self._lanes.started.connect(self._start)
        self._lanes.current_changed.connect(self._choose_lane)
        when_focus_moves(self._follow_focus)
        QShortcut(QKeySequence("Ctrl+E"), self).activated.connect(self._guard.take_focus)

    # What the window asks

    def set_lobby(self, lobby: Lobby | None) -> None:
        """The bank is open: the page can be used."""
        self._lobby = lobby
        self._shown_player = self._shown_pack = None
        self._forget_pack()
        if lobby is not None:
            self._code.setEnabled(True)
            if self._challenge is not None:
                self._challenge.set_lobby(lobby)
            self._refresh(with_overview=False)
            self._is_fresh = lobby.player is not None
            # The other lanes must not delay the moment at which this one can be started.
            QTimer.singleShot(0, self, self._read_overview)

    def activate(self) -> None:
        """Fresh data, and the focus on what Enter should do next."""
        if not self._is_fresh:  # else the lobby came just now, and reading all of it again would delay the start
            with telling(self):
                if self._lobby is not None:  # packs may have come, changed or gone
                    self._lobby.refresh_pack()
            self._refresh()
        self._is_fresh = False
        self._focus_next()

    def _focus_next(self) -> None:
        go_on = self._notices.go_on_button()
        if go_on is not None:
            go_on.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._panel.focus_start()
        self._tell_enter()

    def hints(self) -> list[tuple[list[str], str]]:
        """The keys of this page."""
        return home_hints(self._lobby, self._lanes.lane_count(), self._enter_does())

    def _enter_does(self) -> EnterDoes:
        go_on = self._notices.go_on_button()
        return enter_does(self.focusWidget(), self._challenge, go_on, can_start=self._panel.can_start())

    def _follow_focus(self, _: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self.isAncestorOf(now):
            self._tell_enter()

    def _tell_enter(self) -> None:
        """The key stands on the button it presses."""
        goes_on = self._enter_does() == "go_on"
        self._notices.set_enter_goes_on(goes_on)
        self._panel.set_enter_starts(not goes_on)
        self.hints_changed.emit()

    def set_window_class(self, name: WindowClass) -> None:
        """Arrange the page for a window of this class."""
        small = name == "small"
        if name != self._window_class:
            self._window_class = name
            self._header.set_small(small)
            self._guard.set_small(small)
            self._panel.set_small(small)
        self._set_margins()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._set_margins()

    def _set_margins(self) -> None:
        margins = page_margins(self.width(), self._window_class)
        self._column.setContentsMargins(margins)
        self._column.setSpacing(10 if self._window_class == "small" else 16)
        room = self.width() - margins.left() - margins.right()
        self._board.fit(room, small=self._window_class == "small")
        self._header.fit(room)

    # Data

    def _refresh(self, *, with_overview: bool = True) -> None:
        lobby = self._lobby
        if lobby is None or lobby.player is None:
            return
        with telling(self):
            self._keep_host(lobby)
            if lobby.pack != self._shown_pack:
                self._forget_pack()
                self._shown_pack = lobby.pack
            if lobby.player.id != self._shown_player:
                self._recall(lobby)
                self._shown_player = lobby.player.id
            elif not self._setups:
                self._show_current()
            self._guard.setVisible(lobby.pack.episodes is not None)
            self._guard.set_episode(lobby.player.spoiler_limit(lobby.pack.id), lobby.pack.episodes or 0)
            counts = lobby.guard_counts()
            self._guard.set_counts(counts)
            self._pack.show_pack(lobby, counts.in_pack)
            self._notices.show_waiting(lobby.open_round(), lobby.player)
            self._overview = lobby.overview() if with_overview or self._mode() in _TOLD_BY_OVERVIEW else None
            for setup in self._setups.values():
                setup.refresh()
            if self._challenge is not None:
                self._challenge.refresh()
        self._refresh_setup()

    def _forget_pack(self) -> None:
        """What the set-ups show belongs to another pack, or to an earlier version of this one."""
        for setup in self._setups.values():
            setup.hide()
            setup.deleteLater()
        self._setups.clear()
        self._panel.show_setup(None, self._title())

    def _ask_for_runner(self, task: str) -> None:
        if self._lobby is not None:
            self._known_players = len(self._lobby.players())
        self.players_requested.emit(task)

    def _keep_host(self, lobby: Lobby) -> None:
        """Who was added for a relay runs in it; who plays stays."""
        known, self._known_players = self._known_players, None
        if known is not None and len(lobby.players()) > known and self._shown_player is not None:
            lobby.choose_player(self._shown_player)

    def _recall(self, lobby: Lobby) -> None:
        """What this player chose last: the lane at once, the rest of the other lanes when they are chosen."""
        self._lanes.set_current(lobby.last_settings().mode)
        for mode, setup in list(self._setups.items()):
            if mode is self._mode():
                setup.recall()
            else:
                setup.hide()
                self._setups.pop(mode).deleteLater()
        self._show_current()

    def _mode(self) -> Mode:
        return Mode(self._lanes.current())

    def _title(self) -> str:
        lane = self._lanes.lane(self._lanes.currentIndex().row() + 1)
        return lane.title if lane is not None else ""

    def _show_current(self) -> None:
        if self._lobby is None:
            return
        mode = self._mode()
        if mode not in self._setups:
            made = make_setup(mode, self._lobby)
            made.changed.connect(self._refresh_setup)
            made.saved.connect(self._refresh_all)
            made.players_requested.connect(self._ask_for_runner)
            self._setups[mode] = made
        self._panel.show_setup(self._setups[mode], self._title())

    def _read_overview(self) -> None:
        # Who has started a round meanwhile sees no lanes; they are read when the page is back.
        if self._overview is None and not self.isHidden():
            self._refresh_all()

    def _refresh_all(self) -> None:
        """The set-up saved what lanes show."""
        if self._lobby is not None and self._lobby.player is not None:
            with telling(self):
                self._overview = self._lobby.overview()
            self._refresh_setup()

    def _refresh_setup(self) -> None:
        lobby = self._lobby
        if lobby is None or lobby.player is None or self._mode() not in self._setups:
            return
        overview = self._overview
        with telling(self):
            setup = self._setups[self._mode()]
            settings = setup.settings()
            state = SetupState(settings, lobby.counts(settings), lobby.record(settings), overview or NOTHING_KNOWN)
            setup.show_state(state)
            self._panel.show_words(setup.sentence(), setup.chip(state), setup.start_words())
            self._panel.show_refusal(setup.refusal(state))
            if overview is not None:
                self._show_lanes(lobby, overview)
            self._show_player(lobby.player, lobby.players(), state.record.day_streak)
        self.hints_changed.emit()

    def _show_player(self, player: Player, players: Sequence[Player], day_streak: int) -> None:
        others = [each for each in players if each.id != player.id]
        self._player.set_player(player, others, day_streak)
        self._set_margins()

    def _show_lanes(self, lobby: Lobby, overview: Overview) -> None:
        every = [category.id for category in lobby.pack.categories]
        dash = lobby.settings(every, None, Mode.DASH)
        today = lobby.settings(every, None, Mode.DAILY).day
        self._lanes.set_lanes(lanes(overview, lobby.rules(Mode.DASH).for_settings(dash), today))

    # A challenge

    def _open_challenge(self) -> None:
        if self._challenge is None:
            from quizapp.ui.play.challenge_entry import ChallengeEntry

            self._challenge = ChallengeEntry(self._content)
            self._challenge.set_lobby(self._lobby)
            self._challenge.start_requested.connect(self.start_requested)
            self._challenge.closed.connect(self._close_challenge)
            self._column.insertWidget(1, self._challenge)
            self._challenge.come_behind(self._code)
        self._challenge.show()
        self._challenge.take_focus()

    def _close_challenge(self) -> None:
        if self._challenge is not None:
            self._challenge.hide()
            self._code.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_notice(
        self, title: str, text: str = "", buttons: Sequence[tuple[str, str, Callable[[], object]]] = ()
    ) -> Notice:
        """Show a notice on top that can be closed; `buttons` are words, icon name and what a click calls."""
        return self._notices.show_notice(title, text, buttons)

    # What the player does

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.isAutoRepeat():
            return
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        if event.key() in _ENTER_KEYS and plain:
            self._start()
        elif event.key() == Qt.Key.Key_E and plain and self._has_single_letters():
            self._guard.take_focus()
        elif event.text() in _DIGITS and event.text() and plain:
            self._pick_lane(int(event.text()))
        else:
            super().keyPressEvent(event)

    def _has_single_letters(self) -> bool:
        return bool(self._lobby and self._lobby.player and self._lobby.player.single_letter_keys)

    def _step(self, step: int) -> None:
        self._pick_lane(self._lanes.currentIndex().row() + 1 + step)

    def _pick_lane(self, number: int) -> None:
        lane = self._lanes.lane(number)
        if lane is None or self._lobby is None:
            return
        # Else the focus would stay in a set-up that goes, and arrow keys would not move on.
        self._lanes.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if lane.id != self._lanes.current():
            self._lanes.set_current(lane.id)
            self._choose_lane(lane.id)

    def _choose_lane(self, _: str) -> None:
        if self._lobby is None or self._lobby.player is None:
            return
        with telling(self):
            self._show_current()
        self._refresh_setup()

    def _start(self, _: object = None) -> None:
        setup = self._setups.get(self._mode())
        if setup is not None and self._panel.can_start():
            with telling(self):
                self.start_requested.emit(setup.settings())

    def _choose_pack(self, pack_id: str) -> None:
        with telling(self):
            if self._lobby is not None:
                self._lobby.choose_pack(pack_id)
        self._refresh()
        self._focus_next()

    def _choose_player(self, player_id: int) -> None:
        with telling(self):
            if self._lobby is not None:
                self._lobby.choose_player(player_id)
        self._refresh()

    def _save_spoiler_limit(self, episode: int) -> None:
        with telling(self):
            if self._lobby is not None:
                self._lobby.set_spoiler_limit(episode)
        self._refresh()
