"""Rounds of every mode for the tests of the track strips: the real Round, played to where a test wants it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

from quizapp.game.options import Drawn
from quizapp.game.question import Distractor, Kind, Question
from quizapp.game.round import Round
from quizapp.game.rules import NEWEST, ClockFactor, Mode, RoundSettings, Runner

if TYPE_CHECKING:
    from quizapp.play import Play

FOUR = ("Anna", "Croquis", "BlueBird", "Ramen8")
EIGHT = (*FOUR, "Kei", "Jooheon", "Wizard", "Tea")
LONG = (
    "Maximiliane Wilhelmine von Hohenlohe-Ber",
    "달리는사람달리는사람 달리는사람달리는사람달리는사람달리는사람달리는사람",
    "Bo",
)


@dataclass
class TrackPlay:
    """As much of Play as a strip looks at."""

    round: Round
    now: int = 1_000
    known: tuple[int, ...] = ()
    best: float | None = None
    standing_told: str | None = None
    log: list[str] = field(default_factory=list[str])

    def now_ms(self) -> int:
        return self.now

    def levels(self) -> tuple[int, ...]:
        return self.known

    def best_progress(self) -> float | None:
        return self.best

    def standing(self) -> str | None:
        return self.standing_told

    def show(self) -> None:
        """The question is on the screen."""
        self.round = self.round.show(self.now)

    def pass_ms(self, elapsed_ms: int) -> None:
        """Let time pass."""
        self.now += elapsed_ms

    def give(self, right: bool, after_ms: int = 4_000, *, go_on: bool = True) -> None:
        """Answers the question; then on to the next one, unless the verdict is to be looked at."""
        self.show()
        self.pass_ms(after_ms)
        self.round = self.round.answer([0 if right else 1], self.now)
        if go_on:
            self.go_on()

    def go_on(self) -> None:
        """On from the verdict."""
        self.round = self.round.next_question(self.now).show(self.now)

    def run(self, verdicts: str, after_ms: int = 4_000) -> None:
        """A question for each letter: r is right, x is wrong."""
        for verdict in verdicts:
            self.give(verdict == "r", after_ms)

    def play(self) -> Play:
        """The same, for those who ask for a Play."""
        return cast("Play", self)


def track_play(
    mode: Mode,
    verdicts: str = "",
    *,
    clock: ClockFactor = ClockFactor.X1,
    count: int = 60,
    names: Sequence[str] = FOUR,
    after_ms: int = 4_000,
) -> TrackPlay:
    """A round of this mode after some answers; `count` questions are drawn, `names` run a relay."""
    relay = tuple(Runner(at + 1, name, 16) for at, name in enumerate(names)) if mode is Mode.RELAY else ()
    settings = RoundSettings("tea", 16, ("people",), mode=mode, clock=clock, relay=relay)
    rules = NEWEST[mode].for_settings(settings)
    made = TrackPlay(Round(rules, settings, "seed", tuple(_drawn(at) for at in range(count))))
    made.show()
    made.run(verdicts, after_ms)
    return made


def _drawn(number: int) -> Drawn:
    options = tuple(Distractor(name) for name in ("Ki Seon-gyeom", "Seo Dan-ah", "Nobody"))
    question = Question(
        uid=f"tea/{number}",
        kind=Kind.SINGLE_CHOICE,
        category="people",
        prompt="Who pours the tea?",
        episode=1,
        difficulty=1,
        answers=("Oh Mi-joo",),
        distractors=options,
    )
    return Drawn(question, 1, (0, 1, 2, 3))
