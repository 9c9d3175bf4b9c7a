"""Rounds as text: what the player does on the left of the arrow, what comes of it on the right."""

from __future__ import annotations

import re
from collections.abc import Callable
from textwrap import dedent

from quizapp.game.grading import Verdict
from quizapp.game.options import key_indexes
from quizapp.game.round import NotPossibleError, Round

_LINE = re.compile(r"(?P<words>[a-z50: ]+?|[A-I]+)(?: (?P<ms>-?\d+)ms)?")


class Player:
    """Plays a round from lines; `now_ms` is the clock, which a line moves by its milliseconds before it acts.

    Lines: `right`, `wrong` (the first dealt option of that sort), `AC` (the options with these letters), `50:50`,
    `hint`, `skip`, `next`, `pause`, `go on`, `wait`, `result`.
    """

    def __init__(self, game: Round) -> None:
        self.now_ms = 1_000_000
        self.game = game.show(self.now_ms)

    def play(self, line: str) -> str:
        """What comes of one line."""
        match = _LINE.fullmatch(line)
        assert match, f"not a line of a transcript: {line!r}"
        self.now_ms += int(match["ms"] or 0)
        words = match["words"]
        actions: dict[str, Callable[[], str]] = {
            "50:50": self._fifty,
            "hint": self._hint,
            "skip": self._skip,
            "next": lambda: self._move(self.game.next_question(self.now_ms)),
            "pause": lambda: self._move(self.game.pause(self.now_ms)),
            "go on": lambda: self._move(self.game.go_on(self.now_ms)),
            "wait": lambda: f"{self.game.elapsed_ms(self.now_ms)}ms",
            "result": self._result,
        }
        before = self.game
        try:
            return actions[words]() if words in actions else self._answer(words)
        except NotPossibleError:
            assert self.game is before
            return "not possible"

    def _move(self, after: Round) -> str:
        self.game = after
        if after.is_finished:
            return "finished"
        return "paused" if after.paused else f"question {after.question_number}"

    def _choice(self, words: str) -> list[int]:
        options = [index for index in self.game.current.options if index not in self.game.taken_away]
        keys = key_indexes(self.game.current.question)
        if words == "right":
            return sorted(keys)
        if words == "wrong":
            return [next(index for index in options if index not in keys)]
        return [self.game.current.options["ABCDEFGHI".index(letter)] for letter in words]

    def _answer(self, words: str) -> str:
        self.game = self.game.answer(self._choice(words), self.now_ms)
        turn = self.game.turns[-1]
        parts = [f"{turn.verdict} +{turn.points.base}"]
        parts += [f"+{points} {name}" for name in ("streak", "speed") if (points := getattr(turn.points, name))]
        return " ".join(parts)

    def _fifty(self) -> str:
        self.game = self.game.fifty(self.now_ms)
        return f"{len(self.game.current.options) - len(self.game.taken_away)} left"

    def _hint(self) -> str:
        self.game = self.game.hint(self.now_ms)
        return self.game.current.question.hint

    def _skip(self) -> str:
        self.game = self.game.skip(self.now_ms)
        assert self.game.turns[-1].verdict is Verdict.SKIPPED
        return f"question {self.game.question_number}"

    def _result(self) -> str:
        result = self.game.result()
        return (
            f"{result.points} = {result.base_points} + {result.streak_points} streak + {result.speed_points} speed, "
            f"{result.right} of {result.asked}, best streak {result.best_streak}, {result.lifelines} lifelines, "
            f"{result.elapsed_ms}ms"
        )


def written(script: str) -> str:
    """A transcript as a test writes it, without its indent."""
    return dedent(script).strip()


def played(game: Round, script: str) -> str:
    """The transcript of the round when the left sides of these lines are played: equal to it if all came as told."""
    player = Player(game)
    left_sides = [line.split(" → ")[0].strip() for line in written(script).splitlines()]
    return "\n".join(f"{line} → {player.play(line)}" for line in left_sides)
