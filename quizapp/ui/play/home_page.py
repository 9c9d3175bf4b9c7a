"""The home page: who plays, how far they have watched, what to run next."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from quizapp.ui.common.notice import Notice
from quizapp.ui.common.page_header import PageHeader
from quizapp.ui.common.scroll_page import ScrollPage
from quizapp.ui.messages import telling, translated
from quizapp.ui.play.home_board import Board
from quizapp.ui.play.home_guard import SpoilerGuard
from quizapp.ui.play.home_layout import PageContent, page_margins
from quizapp.ui.play.home_player import HomePlayer
from quizapp.ui.play.home_setup import Fix, SetupPanel
from quizapp.ui.play.home_words import moment, number
from quizapp.ui.play.lane_list import Lane, LaneList
from quizapp.ui.theme import WindowClass

if TYPE_CHECKING:
    from quizapp.game.records import OpenRound, Player, PlayerRecord, PoolCounts
    from quizapp.game.rules import RoundSettings
    from quizapp.play import Lobby
    from quizapp.ui.common.buttons import PlainButton

_ENTER_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_QUESTIONS_OF_A_SPRINT = 10


class HomePage(QWidget):
    """Lanes, spoiler guard and set-up. Before `set_lobby` everything is drawn and nothing can be started.

    Signals: `start_requested(RoundSettings)`, `resume_requested(round id)`, `abandon_requested(round id)`,
    `players_requested("choose" | "add" | "rename")`, `hints_changed()`.
    """

    start_requested = Signal(object)
    resume_requested = Signal(object)
    abandon_requested = Signal(object)
    players_requested = Signal(str)
    hints_changed = Signal()

    def __init__(self, lobby: Lobby | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lobby: Lobby | None = None
        self._shown_player: int | None = None
        self._is_fresh = False
        self._open: OpenRound | None = None
        self._shown_open: tuple[OpenRound | None, bool] = (None, False)
        self._go_on: PlainButton | None = None
        self._open_notice: Notice | None = None
        self._window_class: WindowClass = "regular"
        self._build()
        self._lay_out()
        self._connect()
        self._show_lanes(None)
        if lobby is not None:
            self.set_lobby(lobby)

    def _build(self) -> None:
        self._header = PageHeader(self.tr("Pick your lane"))
        self._player = HomePlayer()
        self._header.add_widget(self._player)
        self._guard = SpoilerGuard()
        self._lanes = LaneList()
        self._panel = SetupPanel()
        self._board = Board(self._lanes, self._panel)

    def _lay_out(self) -> None:
        content = PageContent()
        self._notices = QVBoxLayout()
        self._notices.setSpacing(10)
        self._column = QVBoxLayout(content)
        self._column.addWidget(self._header)
        self._column.addLayout(self._notices)
        self._column.addWidget(self._guard)
        self._column.addLayout(self._board, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(ScrollPage(content))

    def _connect(self) -> None:
        self._player.chosen.connect(self._choose_player)
        self._player.players_requested.connect(self.players_requested)
        self._guard.changed.connect(self._save_spoiler_limit)
        self._panel.changed.connect(self._refresh_setup)
        self._panel.start_clicked.connect(self._start)
        self._lanes.started.connect(self._start)
        QShortcut(QKeySequence("Ctrl+E"), self).activated.connect(self._guard.take_focus)

    # What the window asks

    def set_lobby(self, lobby: Lobby | None) -> None:
        """The bank is open: the page can be used."""
        self._lobby = lobby
        self._shown_player = None
        if lobby is not None:
            self._panel.set_pack(lobby.pack)
            self._guard.setVisible(lobby.pack.episodes is not None)
            self._header.set_subtitle(self._about_pack(lobby))
            self._refresh()
            self._is_fresh = True

    def activate(self) -> None:
        """Fresh data, and the focus on what Enter should do next."""
        if not self._is_fresh:  # else the lobby came just now, and reading all of it again would delay the start
            self._refresh()
        self._is_fresh = False
        if self._go_on is not None:
            self._go_on.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._panel.focus_start()

    def hints(self) -> list[tuple[list[str], str]]:
        """The keys of this page."""
        player = self._lobby.player if self._lobby else None
        episode_key = ["E"] if player and player.single_letter_keys else ["Ctrl", "E"]
        hints: list[tuple[list[str], str]] = []
        if self._lanes.lane_count() > 1:
            hints.append((["↑", "↓"], self.tr("move")))
        if self._go_on is not None or self._panel.can_start():
            hints.append((["Enter"], self.tr("go on") if self._go_on else self.tr("start")))
        if self._lobby is not None and self._lobby.pack.episodes is not None:
            hints.append((episode_key, self.tr("change episode")))
        return [*hints, (["F1"], self.tr("help"))]

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
        title_room = self._header.minimumSizeHint().width() - self._player.sizeHint().width()
        self._player.set_room(room - title_room)

    # Data

    def _refresh(self) -> None:
        lobby = self._lobby
        if lobby is None or lobby.player is None:
            return
        with telling(self):
            if lobby.player.id != self._shown_player:
                self._panel.set_settings(lobby.last_settings())
                self._shown_player = lobby.player.id
            self._guard.set_episode(lobby.player.spoiler_limit(lobby.pack.id), lobby.pack.episodes or 0)
            self._guard.set_counts(lobby.counts())
            self._show_open_round(lobby.open_round())
        self._refresh_setup()

    def _refresh_setup(self) -> None:
        lobby = self._lobby
        if lobby is None or lobby.player is None:
            return
        with telling(self):
            settings = self._settings(lobby)
            record = lobby.record(settings)
            counts = lobby.counts(settings.difficulty)
            self._panel.show_counts(counts)
            self._panel.show_record(record)
            self._show_refusal(lobby, settings, counts)
            self._show_lanes(record)
            self._show_player(lobby.player, lobby.players(), record.day_streak)
        self.hints_changed.emit()

    def _settings(self, lobby: Lobby) -> RoundSettings:
        return lobby.settings(self._panel.categories(), self._panel.difficulty())

    def _show_refusal(self, lobby: Lobby, settings: RoundSettings, counts: PoolCounts) -> None:
        refusal = lobby.why_not(settings, counts)
        if refusal is None:
            self._panel.show_refusal("", [])
            return
        every = [category.id for category in lobby.pack.categories]
        widened: dict[Fix, RoundSettings] = {
            "categories": lobby.settings(every, settings.difficulty),
            "difficulty": lobby.settings(settings.categories, None),
        }
        helping: list[Fix] = [fix for fix, wider in widened.items() if wider != settings]
        mending: list[Fix] = [fix for fix in helping if lobby.why_not(widened[fix]) is None]
        self._panel.show_refusal(translated(refusal), mending or helping)

    def _show_lanes(self, record: PlayerRecord | None) -> None:
        count = self._lobby.rules.question_count if self._lobby else _QUESTIONS_OF_A_SPRINT
        sentence = self.tr("%n question(s), no clock", "", count)
        caption, value, short = "", "", ""
        if record is not None:
            caption, value = (
                self.tr("Best"),
                number(record.best.points) if record.best else self.tr("Not run yet"),
            )
            short = f"{caption} {value}" if record.best else value
            caption = caption if record.best else ""
        self._lanes.set_lanes([Lane("sprint", self.tr("Sprint"), sentence, caption, value, short)])

    def _show_player(self, player: Player, players: Sequence[Player], day_streak: int) -> None:
        others = [each for each in players if each.id != player.id]
        self._player.set_player(player, others, day_streak)
        self._set_margins()

    def _about_pack(self, lobby: Lobby) -> str:
        title = lobby.names.with_hangul(lobby.pack.title)
        if not lobby.pack.episodes:
            return self.tr("{pack} trivia").format(pack=title)
        episodes = self.tr("%n episode(s)", "", lobby.pack.episodes)
        return self.tr("{pack} trivia · {episodes}").format(pack=title, episodes=episodes)

    # A round that waits

    def _show_open_round(self, found: OpenRound | None) -> None:
        beyond = found is not None and self._is_beyond_limit(found)
        if (found, beyond) == self._shown_open:
            return
        self._open, self._shown_open = found, (found, beyond)
        if self._open_notice is not None:
            self._remove_notice(self._open_notice)
            self._open_notice = self._go_on = None
        if found is not None:
            title = self.tr("A Sprint from {moment} waits at question {question} of {count}.").format(
                moment=moment(found.started_at_ms),
                question=number(found.answered + 1),
                count=number(self._lobby.rules.question_count if self._lobby else _QUESTIONS_OF_A_SPRINT),
            )
            later = self.tr("It asks up to episode {episode} and goes on once you have watched that far.")
            text = later.format(episode=number(found.settings.spoiler_limit)) if beyond else ""
            self._open_notice = Notice("warn", title, text, icon_name="pause")
            if not beyond:
                self._go_on = self._open_notice.add_button(self.tr("Go on"), "play")
                self._go_on.set_key("Enter")
                self._go_on.clicked.connect(self._resume)
            self._open_notice.add_button(self.tr("Give it up")).clicked.connect(self._ask_to_give_up)
            self._notices.addWidget(self._open_notice)
            self._open_notice.show()
        self._panel.set_enter_starts(self._go_on is None)

    def _is_beyond_limit(self, found: OpenRound) -> bool:
        player = self._lobby.player if self._lobby is not None else None
        return player is None or found.settings.spoiler_limit > player.spoiler_limit(found.settings.pack_id)

    def _resume(self) -> None:
        if self._open is not None:
            self.resume_requested.emit(self._open.round_id)

    def _ask_to_give_up(self) -> None:
        from quizapp.ui.common import confirm

        title = self.tr("Give this Sprint up?")
        text = self.tr("Its answers are kept, but it gets no place in the high scores and cannot be played on.")
        confirm.ask(self, title, text, self.tr("Give it up"), self.tr("Keep it"), self._give_up)

    def _give_up(self) -> None:
        if self._open is not None:
            self.abandon_requested.emit(self._open.round_id)

    # Notices

    def show_notice(
        self,
        title: str,
        text: str = "",
        buttons: Sequence[tuple[str, str, Callable[[], object]]] = (),
    ) -> Notice:
        """Show a notice on top that can be closed; `buttons` are words, icon name and what a click calls."""
        notice = Notice("warn", title, text, icon_name="restore", closable=True)
        for words, icon_name, action in buttons:
            notice.add_button(words, icon_name).clicked.connect(action)
        notice.closed.connect(self._close_notice)
        self._notices.insertWidget(0, notice)
        notice.show()
        return notice

    def _close_notice(self) -> None:
        notice = self.sender()
        if isinstance(notice, Notice):
            self._remove_notice(notice)
            self._panel.focus_start()

    def _remove_notice(self, notice: Notice) -> None:
        self._notices.removeWidget(notice)
        notice.hide()
        notice.deleteLater()

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
        else:
            super().keyPressEvent(event)

    def _has_single_letters(self) -> bool:
        return bool(self._lobby and self._lobby.player and self._lobby.player.single_letter_keys)

    def _start(self, _: object = None) -> None:
        if self._lobby is not None and self._panel.can_start():
            with telling(self):
                self.start_requested.emit(self._settings(self._lobby))

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
