"""How long the item analysis takes: 100,000 questions with 1,000,000 answers, of which a fifth have enough to judge."""

from __future__ import annotations

import json
import sqlite3
import statistics
import time
from collections import deque
from collections.abc import Callable, Iterable
from contextlib import suppress

from quizapp.author import Author
from quizapp.bank.bank import Bank
from quizapp.bank.convert import settings_text
from quizapp.game.rules import RoundSettings
from quizapp.play import Clock
from tests.benchmarks.large_bank import EPISODES, large_bank
from tests.benchmarks.table import Measurement

_SIZE = 100_000
_ANSWERS = 1_000_000
_PLAYERS = 211
"""A prime, so that a question meets another player each time it comes round."""

_QUESTIONS = "UPDATE question SET kind = 'single_choice', options = :options, sources = :sources"
_ROUNDS = """
INSERT INTO round (uid, player_id, rule_set, pack_uid, pack_version, spoiler_limit, categories, clock, variant,
                   settings, seed, pack_edited, practice, started_at_ms, finished_at_ms)
WITH RECURSIVE number (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM number WHERE n + 1 < :rounds)
SELECT 'many-' || n, :player_id + n % :players,
       json_extract('["sprint@2", "dash@1", "marathon@1", "training@1"]', '$[' || (n / 7 % 4) || ']'), :pack, '1', 16,
       '[]', 'x1', '', :settings, n, 0, 0, n, n + 1
FROM number
"""
# Half of the answers go to every fifth question, 25 to each; the others share the other half.
_DRAWN = """
INSERT INTO drawn (round_id, position, uid, revision, options)
SELECT round.id, place.value,
       printf('%s/q-%07d', :pack,
              CASE WHEN place.value < 5 THEN (seed * 5 + place.value) * 7919 % 20000 * 5
              ELSE (seed * 5 + place.value - 5) * 7919 % 80000 / 4 * 5 + 1
                   + (seed * 5 + place.value - 5) * 7919 % 4 END),
       1, '[2, 0, 3, 1]'
FROM round, json_each('[0, 1, 2, 3, 4, 5, 6, 7, 8, 9]') AS place WHERE finished_at_ms IS NOT NULL
"""
_EVENTS = """
INSERT INTO event (round_id, number, action, position, elapsed_ms, chosen, text, at_ms, verdict, share)
SELECT round_id, position + 1, 'answer', position, 3000 + (round_id * 31 + position * 7) % 9000,
       '[' || ((round_id / 13 + position) % 5 % 4) || ']', '', finished_at_ms,
       iif((round_id / 13 + position) % 5 % 4 = 0, 'right', 'wrong'), (round_id / 13 + position) % 5 % 4 = 0
FROM round JOIN drawn ON drawn.round_id = round.id WHERE finished_at_ms IS NOT NULL
"""
_BARE = """
SELECT drawn.uid, drawn.options, round.player_id, event.id, event.round_id, share, event.elapsed_ms, chosen
FROM event NOT INDEXED
CROSS JOIN drawn ON drawn.round_id = event.round_id AND drawn.position = event.position
CROSS JOIN round ON round.id = event.round_id
WHERE verdict <> 'skipped' AND share IS NOT NULL ORDER BY drawn.uid, event.id
"""


def measure() -> list[Measurement]:
    """The report of all questions, and how soon it can be stopped, against the plain statement for the same answers."""
    with large_bank(_SIZE) as (bank, plain, player_id):
        _fill(bank, plain, player_id)
        bare_ms = _ms(lambda: _drain(plain.execute(_BARE)))
        return [_report(Author(bank, Clock()), bare_ms), _stopped(bank, bare_ms)]


def _report(author: Author, bare_ms: float) -> Measurement:
    waits: list[float] = []
    before = time.perf_counter()

    def progress(done: int, total: int) -> None:
        nonlocal before
        now = time.perf_counter()
        waits.append((now - before) * 1000)
        before = now

    began = time.perf_counter()
    rows = author.analyse(progress)
    taken_ms = (time.perf_counter() - began) * 1000
    assert len(rows) == _SIZE
    assert sum(bool(row.options) for row in rows) == _SIZE // 5
    note = f"target: 5 s, off the screen's thread; can be stopped every {max(waits):.0f} ms or sooner"
    return Measurement("item analysis, the report", taken_ms, "the bare SELECT, sorted", bare_ms, 2.0, note)


def _stopped(bank: Bank, bare_ms: float) -> Measurement:
    """A stop that comes while the answers are sorted, before there is a first question."""

    class _Stopped(Exception):  # noqa: N818  no error
        pass

    began, asked_ms = time.perf_counter(), list[float]()

    def progress(done: int, total: int) -> None:
        now_ms = (time.perf_counter() - began) * 1000
        if now_ms > bare_ms / 2:
            asked_ms.append(now_ms)
            raise _Stopped

    with suppress(_Stopped):
        _drain(bank.items.all_statistics(progress))
    ended_ms = (time.perf_counter() - began) * 1000
    assert asked_ms
    return Measurement(
        "item analysis, from stop to end", ended_ms - bare_ms / 2, "the bare SELECT, sorted", bare_ms, 0.5, "cancel"
    )


def _drain(rows: Iterable[object]) -> None:
    """Reads them all and keeps none."""
    deque(rows, maxlen=0)


def _ms(action: Callable[[], object], times: int = 3) -> float:
    values: list[float] = []
    for _ in range(times):
        began = time.perf_counter()
        action()
        values.append((time.perf_counter() - began) * 1000)
    return statistics.median(values)


def _fill(bank: Bank, plain: sqlite3.Connection, player_id: int) -> None:
    for number in range(_PLAYERS - 1):
        bank.players.add(f"Runner {number}", str(_SIZE), EPISODES)
    wrong = [{"text": text} for text in ("An umbrella", "A film camera", "A running shoe")]
    values = {
        "pack": str(_SIZE),
        "player_id": player_id,
        "players": _PLAYERS,
        "rounds": _ANSWERS // 10,
        "settings": settings_text(RoundSettings(str(_SIZE), EPISODES, ("cast",))),
        "options": json.dumps({"answers": ["A fake gun"], "distractors": wrong}),
        "sources": json.dumps([{"title": "Episode 1"}]),
    }
    plain.execute("BEGIN")
    for statement in (_QUESTIONS, _ROUNDS, _DRAWN, _EVENTS):
        plain.execute(statement, values)
    plain.execute("COMMIT")
    plain.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


if __name__ == "__main__":
    from tests.benchmarks.table import as_table

    print(as_table(measure()))
