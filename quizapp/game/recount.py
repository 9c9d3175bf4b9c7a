"""A round recounted from its log, and beside it what was shown when it was played."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from quizapp.game.round import Round
from quizapp.game.turns import Result, Turn

Worth = tuple[str | None, float | None, int | None, int | None, int | None]
"""What a turn was worth as it was shown: verdict, share, and the points for base, streak and speed."""

_PARTS = ("verdict", "share", "base points", "streak points", "speed points")


class Recounted(StrEnum):
    """What came of recounting a round."""

    SAME = "same"
    DIFFERS = "differs"
    UNKNOWN_RULES = "unknown_rules"
    """Played by rules of a later version: kept and shown, but neither ranked nor recounted."""
    UNREADABLE = "unreadable"
    """Its questions or its log cannot be replayed."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that was shown otherwise than it is recounted; `number` is that of the answer, 0 = of the round."""

    number: int
    what: str
    shown: str
    recounted: str


@dataclass(frozen=True, slots=True)
class RoundRecount:
    """A round after recounting. `finished_at_ms` is None for a round that was not finished."""

    round_id: int
    player_name: str
    rule_set: str
    started_at_ms: int
    finished_at_ms: int | None
    outcome: Recounted
    differences: tuple[Difference, ...] = ()

    @property
    def is_sound(self) -> bool:
        """Nothing was shown that is not so."""
        return self.outcome in (Recounted.SAME, Recounted.UNKNOWN_RULES)


def differences(round_: Round, shown_turns: Sequence[Worth], shown: Result | None) -> tuple[Difference, ...]:
    """How a replayed round differs from what was shown of its turns, and of its result (None = not finished)."""
    return (*_of_turns(round_.turns, shown_turns), *_of_result(round_, shown))


def _of_turns(turns: Sequence[Turn], shown_turns: Sequence[Worth]) -> Iterator[Difference]:
    if len(turns) != len(shown_turns):
        yield Difference(0, "answers", str(len(shown_turns)), str(len(turns)))
    for number, (turn, shown) in enumerate(zip(turns, shown_turns, strict=False), 1):
        points = turn.points
        again: Worth = (turn.verdict.value, turn.share, points.base, points.streak, points.speed)
        for what, was, now in zip(_PARTS, shown, again, strict=True):
            if was != now:
                yield Difference(number, what, _text(was), _text(now))


def _of_result(round_: Round, shown: Result | None) -> Iterator[Difference]:
    if (shown is not None) != round_.is_complete:
        yield Difference(0, "finished", _text(shown is not None), _text(round_.is_complete))
    elif shown is not None:
        again = round_.result()
        for name in Result.__dataclass_fields__:
            was, now = getattr(shown, name), getattr(again, name)
            if was != now:
                yield Difference(0, name.replace("_", " "), _text(was), _text(now))


def _text(value: object) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:g}" if isinstance(value, float) else str(value)
