"""How long the page of high scores takes to open, with a million answers in the bank: 100,000 finished rounds."""

from __future__ import annotations

import json
import sqlite3
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import asdict

from PySide6.QtTest import QTest

from quizapp.bank.bank import Bank
from quizapp.bank.convert import board_values
from quizapp.bank.tables import BOARD_COLUMNS, COUNTED
from quizapp.game.records import Board
from quizapp.play import Clock, Lobby
from quizapp.ui.application import apply_theme, make_application
from quizapp.ui.scores.scores_page import ScoresPage
from tests.benchmarks.large_bank import EPISODES, large_bank
from tests.benchmarks.screen import screen
from tests.benchmarks.table import Measurement, as_table

_SIZE = 10_000
_ROUNDS = 100_000
_PLAYERS = 20
_NOW_MS = 1_795_262_400_000

# Sixty-eight boards, as of somebody who has played four modes through the whole series, or a single one.
_INSERT = """
INSERT INTO round (uid, player_id, rule_set, pack_uid, pack_version, spoiler_limit, categories, clock, variant,
                   settings, seed, pack_edited, practice, started_at_ms, finished_at_ms, points, base_points,
                   streak_points, speed_points, "right", asked, best_streak, lifelines, elapsed_ms)
WITH RECURSIVE number (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM number WHERE n + 1 < :rounds)
SELECT 'many-' || n, :player_id + n % :players,
       CASE :single WHEN 1 THEN 'sprint@2'
       ELSE json_extract('["sprint@2", "dash@1", "marathon@1", "sprint@1"]', '$[' || (n / 7 % 4) || ']') END,
       :pack, '1', CASE :single WHEN 1 THEN 16 ELSE n % 17 END, :categories, 'x1', '', '{}', n, 0, 0,
       :now_ms - (:rounds - n) * 60000, :now_ms - (:rounds - n) * 60000 + 50000, n * 7919 % 11000, 7000, 0, 0,
       n % 11, 10, n % 11, n % 3, 50000 + n % 1000
FROM number
"""
_DRAWN = """
INSERT INTO drawn (round_id, position, uid, revision, options)
SELECT round.id, place.value, printf('%s/q-%07d', :pack, (round.id * 10 + place.value) * 7919 % :size), 1, '[]'
FROM round, json_each('[0, 1, 2, 3, 4, 5, 6, 7, 8, 9]') AS place WHERE finished_at_ms IS NOT NULL
"""
_EVENTS = """
INSERT INTO event (round_id, number, action, position, elapsed_ms, chosen, text, at_ms, verdict, share)
SELECT round_id, position + 1, 'answer', position, 5000, '[0]', '', finished_at_ms, 'right', 1
FROM round JOIN drawn ON drawn.round_id = round.id WHERE finished_at_ms IS NOT NULL
"""
_ON = " AND ".join(f"{name} IS :{name}" for name in BOARD_COLUMNS)
_BARE = (
    f"SELECT {', '.join(BOARD_COLUMNS)}, max(finished_at_ms) FROM round WHERE {COUNTED} "
    f"GROUP BY {', '.join(BOARD_COLUMNS)}",
    f"SELECT id, player_id, finished_at_ms FROM round WHERE {COUNTED} AND {_ON} "
    "ORDER BY points DESC, lifelines, elapsed_ms, finished_at_ms, id",
)


def measure() -> list[Measurement]:
    """Opening the page until it is painted, with the rounds on many boards and on one; in a process with a screen."""
    with screen() as environment:
        done = subprocess.run(
            [sys.executable, "-m", "tests.benchmarks.scores", "--json"],
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
    return [Measurement(**values) for values in json.loads(done.stdout)]


def _measured(*, single: bool) -> Measurement:
    with large_bank(_SIZE) as (bank, plain, player_id):
        _fill(bank, plain, player_id, single=single)
        lobby = Lobby(bank, Clock(utc_ms=lambda: _NOW_MS))
        lobby.choose_player(player_id)
        last = bank.stats.last_entry(player_id)
        assert last is not None
        bare_ms = _median_ms(lambda: _ask(plain, last[0]))
        page = ScoresPage()
        page.resize(1112, 764)
        page.set_lobby(lobby)
        page.show()

        def open_page() -> None:
            page.activate()
            page.grab()

        opened_ms = _median_ms(open_page)
        QTest.qWait(1)
        page.close()
    if single:
        return Measurement(
            "high scores, all on one board", opened_ms, "bare SELECTs", bare_ms, 1.5, "target: under 100 ms"
        )
    return Measurement("high scores, 68 boards", opened_ms, "bare SELECTs", bare_ms, 2.0, "target: under 100 ms")


def _ask(plain: sqlite3.Connection, board: Board) -> None:
    for statement in _BARE:
        plain.execute(statement, board_values(board)).fetchall()


def _fill(bank: Bank, plain: sqlite3.Connection, player_id: int, *, single: bool) -> None:
    for number in range(_PLAYERS - 1):
        bank.players.add(f"Runner {number}", str(_SIZE), EPISODES)
    pack = bank.packs.get(str(_SIZE))
    assert pack is not None
    values = {
        "pack": str(_SIZE),
        "size": _SIZE,
        "player_id": player_id,
        "players": _PLAYERS,
        "rounds": _ROUNDS,
        "single": int(single),
        "categories": str(sorted(category.id for category in pack.categories)).replace("'", '"').replace(" ", ""),
        "now_ms": _NOW_MS,
    }
    plain.execute("BEGIN")
    for statement in (_INSERT, _DRAWN, _EVENTS):
        plain.execute(statement, values)
    plain.execute("COMMIT")
    plain.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def _median_ms(action: Callable[[], object]) -> float:
    values: list[float] = []
    for _ in range(5):
        began = time.perf_counter()
        action()
        values.append((time.perf_counter() - began) * 1000)
    return statistics.median(values)


def _main() -> None:
    application = make_application(["scores"])
    apply_theme(application, "light", "reduced", 100)
    measured = [_measured(single=False), _measured(single=True)]
    print(json.dumps([asdict(each) for each in measured]) if "--json" in sys.argv else as_table(measured))


if __name__ == "__main__":
    _main()
