"""A round of the past, opened from its board: whoever looks at it is spoiled no more than by any other screen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quizapp.game.names import NameBook
from quizapp.game.question import PackInfo
from quizapp.game.records import Player
from quizapp.game.round import Round
from quizapp.game.turns import Turn

if TYPE_CHECKING:
    from quizapp.bank.round_log import StoredRound


@dataclass(frozen=True, slots=True)
class PastRound:
    """A finished round as its log tells it again, for `viewer` to look at. Times are UTC milliseconds.

    `player_name` is empty where the player was removed.
    """

    round_id: int
    player_id: int
    player_name: str
    viewer: Player
    pack: PackInfo
    pack_version: str
    """That of the pack when the round was played; `pack` is as it is now."""
    round: Round
    finished_at_ms: int

    @classmethod
    def of(cls, stored: StoredRound, player_name: str, viewer: Player) -> PastRound:
        """The round of a log that was replayed."""
        return cls(
            round_id=stored.round_id,
            player_id=stored.player_id,
            player_name=player_name,
            viewer=viewer,
            pack=stored.pack,
            pack_version=stored.board.pack_version,
            round=stored.round_,
            finished_at_ms=stored.finished_at_ms or stored.started_at_ms,
        )

    @property
    def names(self) -> NameBook:
        """The names of the pack as they were when the round began."""
        return self.round.names

    @property
    def is_own(self) -> bool:
        """Whether who looks has played it."""
        return self.player_id == self.viewer.id

    def levels(self) -> tuple[int, ...]:
        """None: how well a question is known now says nothing of a round of the past."""
        return ()

    def is_hidden(self, turn: Turn) -> bool:
        """Whether this question, or an option dealt with it, is beyond what who looks has watched."""
        return turn.drawn.guard_episode(self.pack) > self.viewer.spoiler_limit(self.pack.id)
