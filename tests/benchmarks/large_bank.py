"""A bank with two large packs and a player who has met some of each, written in seconds by plain SQL."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from quizapp.bank.bank import Bank
from quizapp.game.question import Category, Kind, Pack, PackInfo

EPISODES = 16
CATEGORIES = ("cast", "ost-lyrics", "plot", "quotes")
MET = 20_000
"""How many questions of each pack the player has answered, ten in each round."""

_QUESTIONS = """
INSERT INTO question (uid, pack_id, kind, category, episode, difficulty, line, prompt, options, hint, explanation,
                      sources, tags, state, revision, digest, changed_at_ms, same_key)
WITH RECURSIVE number (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM number WHERE n + 1 < :size)
SELECT printf('%s/q-%07d', :pack, n), (SELECT id FROM pack WHERE uid = :pack),
       json_extract(:kinds, '$[' || (n / 192 % 7) || ']'), json_extract(:categories, '$[' || (n % 4) || ']'),
       n / 12 % 16 + 1, n / 4 % 3 + 1, '', 'What happens in scene ' || n || ', and who is there to see it?', '{}', '',
       '', '[]', '[]', 'live', 1, '', 1, n * 7919000000000
FROM number
"""
_ROUNDS = """
INSERT INTO round (uid, player_id, rule_set, pack_uid, pack_version, spoiler_limit, categories, clock, variant,
                   settings, seed, pack_edited, practice, started_at_ms)
WITH RECURSIVE number (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM number WHERE n + 1 < :met / 10)
SELECT :pack || n, :player_id, 'sprint@2', :pack, '1', 16, '[]', 'x1', '', '{}', n, 0, 0, n FROM number
"""
# Spread over the pack by a step that shares no divisor with its size.
_DRAWN = """
INSERT INTO drawn (round_id, position, uid, revision, options)
SELECT round.id, place.value, printf('%s/q-%07d', :pack, (seed * 10 + place.value) * 7919 % :size), 1, '[]'
FROM round, json_each('[0, 1, 2, 3, 4, 5, 6, 7, 8, 9]') AS place WHERE pack_uid = :pack
"""
_EVENTS = """
INSERT INTO event (round_id, number, action, position, elapsed_ms, chosen, text, at_ms, verdict)
SELECT round_id, position + 1, 'answer', position, 1000, '[0]', '', round_id * 10 + position, 'right'
FROM drawn JOIN round ON round.id = round_id WHERE pack_uid = :pack
"""


@contextmanager
def large_bank(*sizes: int) -> Iterator[tuple[Bank, sqlite3.Connection, int]]:
    """A bank in a temporary folder with a pack of each size, named by it; a plain connection to it; the player's id."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "bank.sqlite"
        with (
            Bank.open(file, Path(folder) / "backups", now_ms=lambda: 1) as bank,
            closing(sqlite3.connect(file, isolation_level=None)) as plain,
        ):
            player_id = bank.players.add("Bench", str(sizes[0]), EPISODES).id
            for size in sizes:
                bank.packs.load(_empty_pack(str(size)), "")
                _fill(plain, size, player_id)
            yield bank, plain, player_id


def _empty_pack(name: str) -> Pack:
    categories = tuple(Category(category, category.title()) for category in CATEGORIES)
    return Pack(PackInfo(name, name, "1", episodes=EPISODES, categories=categories))


def _fill(plain: sqlite3.Connection, size: int, player_id: int) -> None:
    values = {
        "pack": str(size),
        "size": size,
        "player_id": player_id,
        "met": MET,
        "kinds": json.dumps(list(Kind)),
        "categories": json.dumps(CATEGORIES),
    }
    plain.execute("PRAGMA synchronous = OFF")
    plain.execute("BEGIN")
    for statement in (_QUESTIONS, _ROUNDS, _DRAWN, _EVENTS):
        plain.execute(statement, values)
    plain.execute("COMMIT")
    plain.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
