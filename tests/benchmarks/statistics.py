"""How long the statistics page waits for its figures, with a million answers in the bank, half of them one player's."""

from __future__ import annotations

import os
import sqlite3
import statistics
import time
from collections.abc import Callable
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

from quizapp.bank.bank import Bank
from quizapp.game.player_statistics import Filters
from quizapp.game.question import PackInfo
from quizapp.game.records import Player
from quizapp.play import Clock
from quizapp.play.player_figures import Figures
from tests.benchmarks.large_bank import EPISODES, large_bank
from tests.benchmarks.table import Measurement

if TYPE_CHECKING:
    from quizapp.play import Lobby

_SIZE = 100_000
_ANSWERS = 1_000_000
_PLAYERS = 20
_NOW_MS = 1_795_262_400_000
_SPAN_MS = 3 * 365 * 86_400_000

_ROUNDS = """
INSERT INTO round (uid, player_id, rule_set, pack_uid, pack_version, spoiler_limit, categories, clock, variant,
                   settings, seed, pack_edited, practice, started_at_ms, finished_at_ms, points, base_points,
                   streak_points, speed_points, "right", asked, best_streak, lifelines, elapsed_ms)
WITH RECURSIVE number (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM number WHERE n + 1 < :rounds)
SELECT 'many-' || n, CASE n % 2 WHEN 0 THEN :player_id ELSE :player_id + 1 + n / 2 % :others END,
       json_extract('["sprint@2", "dash@1", "marathon@1", "training@1"]', '$[' || (n / 7 % 4) || ']'), :pack, '1',
       n % 17, '[]', 'x1', '', '{}', n, 0, 0, :from_ms + n * :step_ms, :from_ms + n * :step_ms + 60000, 7000, 7000,
       0, 0, 7, 10, n % 11, 0, 50000 + n % 1000
FROM number
"""
_DRAWN = """
INSERT INTO drawn (round_id, position, uid, revision, options)
SELECT round.id, place.value, printf('%s/q-%07d', :pack, (round.id * 10 + place.value) * 7919 % :size), 1, '[]'
FROM round, json_each('[0, 1, 2, 3, 4, 5, 6, 7, 8, 9]') AS place WHERE finished_at_ms IS NOT NULL
"""
_EVENTS = """
INSERT INTO event (round_id, number, action, position, elapsed_ms, chosen, text, at_ms, verdict, share)
SELECT round_id, position + 1, 'answer', position, 5000, '[0]', '', finished_at_ms,
       CASE (round_id + position) % 10 WHEN 0 THEN 'wrong' WHEN 1 THEN 'partly' WHEN 2 THEN 'timed_out' ELSE 'right'
       END, 1
FROM round JOIN drawn ON drawn.round_id = round.id WHERE finished_at_ms IS NOT NULL
"""
_CARDS = """
INSERT INTO schedule (player_id, uid, due_at_ms, stability, difficulty, last_review_at_ms, reviews, missed)
SELECT DISTINCT :player_id, uid, :now_ms + id % 40 * 86400000, 5.0, 5.0, :now_ms - 86400000, 2, 0
FROM question WHERE id % 10 = 0
"""
_BARE = (
    'SELECT count(*), sum("right"), sum(asked), sum(elapsed_ms), max(best_streak) FROM round '
    "WHERE player_id = ? AND finished_at_ms IS NOT NULL AND rule_set NOT LIKE 'relay@%'",
    "SELECT finished_at_ms / 900000 AS quarter, count(*) FROM round WHERE player_id = ? "
    "AND finished_at_ms IS NOT NULL AND rule_set NOT LIKE 'relay@%' GROUP BY quarter",
)
_BARE_ANSWERS = """
SELECT drawn.uid, question.category, episode, kind, question.difficulty, count(*), sum(verdict IN ('right', 'slip')),
       sum(event.elapsed_ms)
FROM round JOIN drawn ON drawn.round_id = round.id
JOIN event ON event.round_id = drawn.round_id AND event.position = drawn.position
JOIN question ON question.uid = drawn.uid
WHERE round.player_id = ? AND finished_at_ms IS NOT NULL AND verdict <> 'skipped' GROUP BY drawn.uid
"""


def measure() -> list[Measurement]:
    """The figures on top, and what fills in behind them, each against the plain statements for the same rows."""
    with large_bank(_SIZE) as (bank, plain, player_id):
        _fill(bank, plain, player_id)
        figures, pack = Figures(bank, Clock(utc_ms=lambda: _NOW_MS)), bank.packs.get(str(_SIZE))
        assert pack is not None
        return _measured(figures, pack, plain, player_id)


def _page_ms(figures: Figures, pack: PackInfo, viewer: Player) -> float:
    """From the wish to see the page, which was open before, to its first figures painted. No charts are counted."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from quizapp.ui.application import make_application
    from quizapp.ui.stats.stats_page import StatsPage

    application = make_application(["quizapp"])
    page = StatsPage()
    page.set_lobby(cast("Lobby", SimpleNamespace(player=viewer, pack=pack, players=lambda: (viewer,))))
    page.set_figures(lambda: figures)
    page.resize(1112, 764)
    page.show()
    page.activate()
    page._filters.choose_all()
    application.processEvents()

    def open_again() -> None:
        page.activate()
        page.repaint()

    return _median_ms(open_again, 5)


def _measured(figures: Figures, pack: PackInfo, plain: sqlite3.Connection, player_id: int) -> list[Measurement]:
    everything, usual = Filters(player_id), Filters(player_id + 1, days=30)
    viewer = Player(player_id, "Bench", spoiler_limits=((pack.id, EPISODES),))
    first = figures.first(everything, pack)
    assert first.totals.answered == _ANSWERS // 2
    bare_ms = _median_ms(lambda: [plain.execute(each, (player_id,)).fetchall() for each in _BARE], 5)
    bare_answers_ms = _median_ms(lambda: plain.execute(_BARE_ANSWERS, (player_id,)).fetchall(), 1)
    steps_ms = _steps_ms(figures, everything, pack)
    what, against = "statistics, {}", "the bare SELECTs"

    def against_bare(name: str, action: Callable[[], object], ratio: float, note: str) -> Measurement:
        return Measurement(what.format(name), _median_ms(action, 5), against, bare_ms, ratio, note)

    return [
        against_bare("first figures", lambda: figures.first(everything, pack), 4.0, "target: under 300 ms"),
        against_bare(
            "first figures of a usual player", lambda: figures.first(usual, pack), 1.0, "30 days of 25,000 answers"
        ),
        Measurement(
            what.format("page opened"),
            _page_ms(figures, pack, viewer),
            against,
            bare_ms,
            5.0,
            "first figures painted; target: under 300 ms",
        ),
        against_bare("rounds of the charts", lambda: figures.rounds(everything, pack), 2.0, "fills in"),
        against_bare("training", lambda: figures.training(everything, pack, viewer), 3.0, "fills in; 10,000 cards"),
        Measurement(what.format("all answers"), sum(steps_ms), "the bare SELECT", bare_answers_ms, 5.0, "fills in"),
        Measurement(
            what.format("longest step"),
            max(steps_ms),
            "the bare SELECT",
            bare_answers_ms,
            0.2,
            f"of {len(steps_ms)} steps",
        ),
    ]


def _steps_ms(figures: Figures, filters: Filters, pack: PackInfo) -> list[float]:
    tallies, values = figures.tallies(filters, pack), list[float]()
    while True:
        began = time.perf_counter()
        ended = next(tallies, None) is None
        values.append((time.perf_counter() - began) * 1000)
        if ended:
            return values


def _fill(bank: Bank, plain: sqlite3.Connection, player_id: int) -> None:
    for number in range(_PLAYERS):
        bank.players.add(f"Runner {number}", str(_SIZE), EPISODES)
    rounds = _ANSWERS // 10
    values = {
        "pack": str(_SIZE),
        "size": _SIZE,
        "player_id": player_id,
        "others": _PLAYERS,
        "rounds": rounds,
        "now_ms": _NOW_MS,
        "from_ms": _NOW_MS - _SPAN_MS,
        "step_ms": _SPAN_MS // rounds,
    }
    plain.execute("BEGIN")
    for statement in (_ROUNDS, _DRAWN, _EVENTS, _CARDS):
        plain.execute(statement, values)
    plain.execute("COMMIT")
    plain.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def _median_ms(action: Callable[[], object], times: int) -> float:
    values: list[float] = []
    for _ in range(times):
        began = time.perf_counter()
        action()
        values.append((time.perf_counter() - began) * 1000)
    return statistics.median(values)


if __name__ == "__main__":
    from tests.benchmarks.table import as_table

    print(as_table(measure()))
