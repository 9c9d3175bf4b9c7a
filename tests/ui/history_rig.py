"""A small made-up history, written out answer by answer, so that every figure of it can be worked out by hand.

Nine custom rounds of four questions and a training of two by BlueBird, and one custom round by Croquis. An answer is
written as the number of the question, R(ight), W(rong) or S(kipped), and its seconds.

    round  day  answers             right  points                       time  best streak
        1   -9  1R4 2W6 3W5 4R5     2 / 4  2000                         0:20  1
        2   -8  1R2 2R2 5W4 4W8     2 / 4  2166 = 2000 + 166            0:16  2
        3   -7  1R1 2R2 3R3 4R2     4 / 4  4998 = 4000 + 166 + 333 + 499  0:08  4
        4   -6  1W5 2W5 5W5 4W5     0 / 4  0                            0:20  0
        5   -4  1R3 2R3 3R3 5W3     3 / 4  3499 = 3000 + 166 + 333      0:12  3
        6   -3  (Croquis) 1R3 2R3 3R3 4W3  3 / 4  3499                  0:12  3
        7   -2  1R2 2W2 3W2 4R2     2 / 4  2000                         0:08  1
        8   -1  1R4 2R4 5R4 4W4     3 / 4  3499                         0:16  3
        9   -1  6S2 1W6 2R2 3R2 4R2 3 / 4  3499, the skip is a lifeline 0:14  3
       10    0  1R2 2R2 3R2 4W6     3 / 4  3499                         0:12  3
       11    0  1R2 3W4 (training)  1 / 2                               0:06  1

The bonus of the s-th right answer in a row of four questions is floor(999 (s - 1) / 6): 0, 166, 333, 499.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from quizapp.bank.bank import Bank
from quizapp.game.question import Kind
from quizapp.game.records import Board
from quizapp.game.rules import CUSTOM_1, TRAINING_1, CustomRules, Mode, RoundSettings, RuleSet
from quizapp.play import Clock, Lobby
from quizapp.play.player_figures import Figures
from tests.bank.builders import CATEGORIES, DAY_MS, Game, board, open_bank, pack, question, round_of, sql
from tests.bank.builders import Clock as UtcClock

CUSTOM = RoundSettings("run-on", 16, CATEGORIES, mode=Mode.CUSTOM, custom=CustomRules(4))
TRAINING = RoundSettings("run-on", 16, CATEGORIES, mode=Mode.TRAINING)
BOARD: Board = board(CUSTOM, rules=CUSTOM_1)
QUESTIONS = (
    question(1, category="cast", episode=1, difficulty=1),
    question(
        2, category="plot", episode=1, difficulty=2, kind=Kind.TRUE_FALSE, answers=(), distractors=(), answer=True
    ),
    question(3, category="cast", episode=4, difficulty=3),
    question(4, category="plot", episode=4, difficulty=1),
    question(5, category="cast", episode=4, difficulty=2),
    question(6, category="plot", episode=16, difficulty=3),
)
CARDS = ((1, 3, 3.0, 0), (3, 0, 2.0, 2), (4, -1, 5.0, 5), (5, 40, 9.0, 0))
"""BlueBird's training: number of the question, days until it is due, stability in days, days since it was reviewed.

Of a card reviewed as many days ago as its stability says nine of ten are still known; of one just reviewed all.
"""
_SCHEDULED = (
    "INSERT INTO schedule (player_id, uid, due_at_ms, stability, difficulty, last_review_at_ms, reviews, missed) "
    "VALUES (?, ?, ?, ?, ?, ?, 1, 0)"
)


@dataclass
class History:
    """The bank with these rounds, of which the last were played today."""

    bank: Bank
    today: date
    now_ms: int
    blue_bird: int
    croquis: int

    def lobby(self, player_id: int) -> Lobby:
        """This player plays now."""
        made = Lobby(self.bank, self.clock())
        made.choose_player(player_id)
        return made

    def clock(self) -> Clock:
        """It is noon of today."""
        return Clock(utc_ms=lambda: self.now_ms, today=lambda: self.today)

    def figures(self) -> Figures:
        """What reads the statistics."""
        return Figures(self.bank, self.clock())


def make_history(folder: Path) -> History:
    """Plays all of it; whoever is done closes the bank."""
    today = datetime.now().astimezone().date()
    noon = datetime.combine(today, datetime.min.time()).astimezone() + timedelta(hours=12)
    now_ms = round(noon.timestamp() * 1000)
    clock = UtcClock(now_ms - 9 * DAY_MS)
    bank = open_bank(folder, clock)
    bank.packs.load(pack(QUESTIONS), "digest 1")
    blue, croquis = (bank.players.add(name, "run-on", 16).id for name in ("BlueBird", "Croquis 크로키"))
    game = Game(bank, clock)
    for player_id, days_ago, answers in (
        (blue, 9, "1R4 2W6 3W5 4R5"),
        (blue, 8, "1R2 2R2 5W4 4W8"),
        (blue, 7, "1R1 2R2 3R3 4R2"),
        (blue, 6, "1W5 2W5 5W5 4W5"),
        (blue, 4, "1R3 2R3 3R3 5W3"),
        (croquis, 3, "1R3 2R3 3R3 4W3"),
        (blue, 2, "1R2 2W2 3W2 4R2"),
        (blue, 1, "1R4 2R4 5R4 4W4"),
        (blue, 1, "6S2 1W6 2R2 3R2 4R2"),
        (blue, 0, "1R2 2R2 3R2 4W6"),
    ):
        clock.ms = now_ms - days_ago * DAY_MS
        play(game, player_id, answers, CUSTOM, CUSTOM_1)
    clock.ms = now_ms
    play(game, blue, "1R2 3W4", TRAINING, TRAINING_1)
    for number, due_in_days, stability, reviewed_days_ago in CARDS:
        values = blue, QUESTIONS[number - 1].uid, now_ms + due_in_days * DAY_MS, stability, 5.0
        sql(bank.path, _SCHEDULED, *values, now_ms - reviewed_days_ago * DAY_MS)
    return History(bank, today, now_ms, blue, croquis)


def play(game: Game, player_id: int, answers: str, settings: RoundSettings, rules: RuleSet) -> None:
    """A round of these answers."""
    said = [(int(each[0]), each[1], int(each[2:]) * 1_000) for each in answers.split()]
    state = round_of(game.bank, [QUESTIONS[number - 1].uid for number, _, _ in said], settings=settings, rules=rules)
    round_id = game.begin(player_id, state)
    skipped_ms = 0
    for _, verdict, elapsed_ms in said:
        if verdict == "S":
            state = state.show(0).skip(elapsed_ms)
            game.record(round_id, state)
            skipped_ms = elapsed_ms
        else:
            state = game.answer(round_id, state, right=verdict == "R", elapsed_ms=skipped_ms + elapsed_ms)
            skipped_ms = 0
    assert state.is_complete
