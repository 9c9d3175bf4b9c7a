"""The set-up of a relay: who runs, each with the last episode they have watched."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from quizapp.game.rules import RELAY_PLAYERS, Mode
from quizapp.ui.common.buttons import PlainButton
from quizapp.ui.common.labels import PlainLabel
from quizapp.ui.play.home_words import number
from quizapp.ui.play.setup_base import ModeSetup, Refusal, SetupState, row_of, section
from quizapp.ui.play.setup_tiles import ChoiceTiles, TileWords

if TYPE_CHECKING:
    from quizapp.game.records import Player
    from quizapp.game.rules import RoundSettings
    from quizapp.play import Lobby

_FEWEST, _MOST = RELAY_PLAYERS


class RelaySetup(ModeSetup):
    """Turns go in the order of the list, which is that of the names."""

    is_long = True

    def __init__(self, lobby: Lobby, parent: QWidget | None = None) -> None:
        super().__init__(Mode.RELAY, lobby, parent)
        self._players: dict[str, Player] = {}
        self._small: bool | None = None
        self._is_refused = False
        self._runners = ChoiceTiles(0, _MOST)
        self._runners.set_refusals("", self.tr("At most {count} players run a relay").format(count=number(_MOST)))
        self._count = PlainLabel("", "caption", "ink2")
        self._order = PlainLabel(self.tr("Turns go in this order, five questions each."), "caption", "ink2", wrap=True)
        self._winners = PlainLabel("", "caption", "ink2", wrap=True)
        self._add = PlainButton(self.tr("Add player"), "plus", small=True)
        self._add.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._lay_out()
        self._runners.changed.connect(self.changed)
        self._add.clicked.connect(self._ask_for_player)
        self.set_small(False)

    def _lay_out(self) -> None:
        self._who_row = row_of(section(self.tr("Who runs")), self._count)
        self._line = QHBoxLayout()
        self._line.setSpacing(12)
        self._line.addWidget(self._add)
        self._line.addWidget(self._order, 1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._who_row)
        self._column.addWidget(self._runners)
        self._column.addLayout(self._line)
        self._column.addWidget(self._winners)

    def set_small(self, small: bool) -> None:
        if small == self._small:
            return
        self._small = small
        self._runners.set_shape(2 if small else 1, 2 if small else 5, shows_notes=True, shortens=True)
        self._show_notes()
        self._column.setSpacing(8 if small else 10)
        self._who_row.setVisible(not small)
        self._show_winners()

    def least_width(self) -> int:
        return self._add.sizeHint().width() + 160

    def take_focus(self) -> None:
        if self._runners.every():
            self._runners.take_focus()
        else:
            self._add.setFocus()

    # Who runs

    def recall(self) -> None:
        self._show_players()
        last = [str(runner.player_id) for runner in self.lobby.last_settings(Mode.RELAY).relay]
        there = [each for each in last if each in self._players]
        self._runners.set_chosen(there or list(self._players)[:_MOST])

    def refresh(self) -> None:
        if {str(player.id): player for player in self.lobby.players()} != self._players:
            self._show_players()

    def _show_players(self) -> None:
        """Every player, chosen where they were chosen before; somebody new is chosen too."""
        known, chosen = set(self._players), set(self._runners.chosen())
        self._players = {str(player.id): player for player in self.lobby.players()}
        self._runners.set_items(self._tile(identity, player) for identity, player in self._players.items())
        wanted = [each for each in self._players if each in chosen or (known and each not in known)]
        self._runners.set_chosen(wanted[:_MOST])

    def _tile(self, identity: str, player: Player) -> TileWords:
        name = " ".join(player.name.split())
        if self.lobby.pack.episodes is None:
            return TileWords(identity, name, "user")
        return TileWords(identity, name, "user", *self._note(player))

    def _note(self, player: Player) -> tuple[str, str]:
        """How far the player has watched, as shown and as read out."""
        limit = player.spoiler_limit(self.lobby.pack.id)
        described = self.tr("up to episode {episode}") if limit else self.tr("no episode yet")
        described = described.format(episode=number(limit))
        return self.tr("ep. {episode}").format(episode=number(limit)) if self._small else described, described

    def _show_notes(self) -> None:
        if self.lobby.pack.episodes is not None:
            self._runners.set_notes({identity: self._note(player) for identity, player in self._players.items()})

    def settings(self) -> RoundSettings:
        runners = [self._players[identity].id for identity in self._runners.chosen()]
        return self.lobby.settings(self.every_category(), None, Mode.RELAY, relay=runners)

    # What is shown

    def show_state(self, state: SetupState) -> None:
        self._count_runners()
        names = ", ".join(" ".join(name.split()) for name in state.overview.winners)
        self._winners.setText(self.tr("Last winner: {name}").format(name=names) if names else "")
        self._show_winners()

    def _count_runners(self) -> None:
        words = self.tr("{count} of {all} chosen")
        chosen = number(len(self._runners.chosen()))
        self._count.setText(words.format(count=chosen, all=number(len(self._players))))

    def _show_winners(self) -> None:
        self._winners.setVisible(bool(self._winners.text()) and not self._small and not self._is_refused)

    def show_refused(self, refused: bool) -> None:
        self._is_refused = refused
        self._show_winners()

    def refusal(self, state: SetupState) -> Refusal | None:
        refusal = super().refusal(state)
        if refusal is not None and len(state.settings.relay) < _FEWEST:
            return replace(refusal, title=self.tr("Too few players"))
        return refusal

    def chip(self, state: SetupState) -> str:
        return ""

    def sentence(self) -> str:
        return self.tr("Everybody gets questions of what they have watched themselves.")

    def start_words(self) -> str:
        return self.tr("Start relay")

    def _ask_for_player(self) -> None:
        self.players_requested.emit("add_runner")
