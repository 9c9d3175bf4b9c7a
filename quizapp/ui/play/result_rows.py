"""The questions of a finished round as the result page shows them; what would spoil somebody is masked here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from quizapp.game.grading import Verdict
from quizapp.game.options import is_chosen
from quizapp.game.rules import Mode, RuleSet
from quizapp.game.scoring import Points
from quizapp.game.turns import Turn
from quizapp.ui.play.answer_words import given_lines, given_text, key_lines, key_text, slip_words
from quizapp.ui.play.home_words import number
from quizapp.ui.play.round_points import points_line
from quizapp.ui.play.round_words import CARD_ICONS, feedback, is_right

if TYPE_CHECKING:
    from quizapp.play import Play
    from quizapp.play.past_round import PastRound

_MASKED = "–"


def _tr(text: str) -> str:
    return QCoreApplication.translate("ResultRows", text)


class Column(IntEnum):
    """The columns of the table."""

    NUMBER = 0
    MARK = 1
    CATEGORY = 2
    PLAYER = 3
    QUESTION = 4
    CHOSEN = 5
    RIGHT = 6
    POINTS = 7


@dataclass(frozen=True, slots=True)
class ResultRow:
    """One question. `number` is empty for a skipped one, `player` outside a relay; `level` 1 to 5 in training, else 0.

    `owner` is whose round it is, empty for the round of who looks at it; `parts` are the points in their parts.
    Of a hidden one nothing is told but its number, its category and how it went: `prompt` says why.
    """

    turn: Turn
    number: str
    category: str
    icon: str
    prompt: str
    chosen: str
    right: str
    points: str
    note: str = ""
    player: str = ""
    level: int = 0
    is_hidden: bool = False
    given_lines: tuple[str, ...] = ()
    key_lines: tuple[str, ...] = ()
    feedback: tuple[str, ...] = ()
    owner: str = ""
    parts: str = ""

    @property
    def is_miss(self) -> bool:
        """Whether there is something to learn: neither right nor skipped."""
        return not is_right(self.turn.verdict) and self.turn.verdict is not Verdict.SKIPPED

    @property
    def chosen_with_note(self) -> str:
        """The answer, and behind it that it was close."""
        return f"{self.chosen} ({self.note})" if self.note else self.chosen

    @property
    def answerer(self) -> str:
        """Whose answer it is, in the words before it."""
        name = self.player or self.owner
        return _tr("{name}’s answer").format(name=name) if name else _tr("Your answer")


def rows_of(play: Play | PastRound, owner: str = "") -> list[ResultRow]:
    """The questions of a round in the order they were asked, skipped ones among them.

    `owner` is whose round it is, where that is not who looks at it.
    """
    levels = play.levels() if play.round.rules.mode == Mode.TRAINING else ()
    made: list[ResultRow] = []
    count = 0
    for at, turn in enumerate(play.round.turns):
        count += turn.verdict is not Verdict.SKIPPED
        row = _row(play, turn, count, levels[at] if at < len(levels) else 0)
        made.append(replace(row, owner=owner, parts=_parts(turn.points, play.round.rules)))
    return made


def _parts(points: Points, rules: RuleSet) -> str:
    """The points of an answer in their parts, such as "Base 1,000 · Streak 22 · +1,022"; nothing for no points."""
    if not points.total:
        return ""
    has_bonuses = rules.with_bonuses and rules.question_count is not None
    if not has_bonuses:
        return _tr("Base {points}").format(points=number(points.base))
    return points_line(
        points,
        has_clock=rules.answer_limit_ms is not None,
        base=_tr("Base {points}"),
        speed=_tr("Speed {points}"),
        streak=_tr("Streak {points}"),
        total=_tr("{points} points"),
    )


def _row(play: Play | PastRound, turn: Turn, count: int, level: int) -> ResultRow:
    question, skipped = turn.drawn.question, turn.verdict is Verdict.SKIPPED
    category, hidden = play.pack.category(question.category), play.is_hidden(turn)
    relay: Sequence[str] = [" ".join(runner.name.split()) for runner in play.round.settings.relay]
    texts = _masked() if hidden else _texts(play, turn)
    return ResultRow(
        turn=turn,
        number="" if skipped else number(count),
        category=category.title if category else question.category,
        icon=CARD_ICONS.get(category.card if category else "plain", "list"),
        points="" if skipped else number(turn.points.total),
        player=relay[turn.lane] if relay else "",
        level=level,
        is_hidden=hidden,
        given_lines=() if hidden else given_lines(turn, play.names),
        key_lines=() if hidden else key_lines(question, play.names),
        feedback=() if hidden or not is_chosen(question) else feedback(turn),
        **texts,
    )


def _texts(play: Play | PastRound, turn: Turn) -> dict[str, str]:
    question = turn.drawn.question
    return {
        "prompt": question.prompt,
        "chosen": given_text(turn, play.names),
        "right": key_text(question, play.names),
        "note": slip_words(turn),
    }


def _masked() -> dict[str, str]:
    hidden = _tr("Hidden: from a later episode than you have watched")
    return {"prompt": hidden, "chosen": _MASKED, "right": _MASKED, "note": ""}
