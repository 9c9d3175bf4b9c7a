"""How long the editor's table takes to open, to search, to sort and to change ten thousand rows."""

from __future__ import annotations

import sqlite3
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from quizapp.bank.bank import Bank
from quizapp.errors import sentence
from quizapp.game.edits import Edit, Sort
from quizapp.game.search import parse
from quizapp.game.stored import Snapshot
from tests.benchmarks.large_bank import large_bank
from tests.benchmarks.table import Measurement, percentile_95

_TODAY = date(2026, 11, 21)
_PAGE = 60
_TYPED = ("s", "sc", "scene", "scene 4711", "wha* happ*", "4*", "4711", '"there to see"', "see -4711", "who OR nobody")
"""What somebody types, letter by letter and word by word: found everywhere, here and there, once."""
_BARE_PAGE = """
SELECT id, uid, prompt, kind, category, episode, difficulty, tags, state, revision, changed_at_ms FROM question
WHERE id IN (SELECT rowid FROM question_search WHERE question_search MATCH ?) ORDER BY uid LIMIT 60
"""
_BARE_EDIT = "UPDATE question SET difficulty = ?, revision = revision + 1, digest = '1' WHERE uid = ?"
_BARE_REVISION = """
INSERT INTO revision (uid, revision, action, who, at_ms, before, after)
SELECT uid, revision, 'edit', '', 1, '', prompt || options || explanation FROM question WHERE uid = ?
"""
_EDITED = 10_000


def measure() -> list[Measurement]:
    """Opening at 500,000 questions, everything else at 100,000."""
    with large_bank(500_000) as (bank, plain, _):
        opened = _opened(bank, plain)
    with large_bank(100_000) as (bank, plain, _):
        return [opened, _typed(bank, plain), _sorted(bank, plain), _changed(bank, plain)]


def _opened(bank: Bank, plain: sqlite3.Connection) -> Measurement:
    everything = parse("", _TODAY)

    def _open() -> None:
        bank.search.rows(bank.search.ids(everything, Sort(), 1)[:_PAGE])

    bare_ms = _median_ms(lambda: plain.execute("SELECT id FROM question ORDER BY uid").fetchall(), 5)
    return Measurement(
        *("table of 500,000, first rows", _median_ms(_open, 5), "the bare SELECT of ids", bare_ms, 1.5),
        "target: under 300 ms",
    )


def _typed(bank: Bank, plain: sqlite3.Connection) -> Measurement:
    """95 of 100 of all that is typed."""

    def _search(typed: str) -> None:
        found = bank.search.ids(parse(typed, _TODAY), Sort(), 1, limit=_PAGE)
        assert len(bank.search.rows(found)) == len(found)

    times_ms = [_ms(lambda typed=typed: _search(typed)) for typed in _TYPED * 10]
    bare_ms = [_ms(lambda: plain.execute(_BARE_PAGE, ('"scene"',)).fetchall()) for _ in range(20)]
    return Measurement(
        *("search of 100,000, first rows", percentile_95(times_ms), "the bare SELECT of a frequent word"),
        *(statistics.median(bare_ms), 1.0, "target: under 10 ms, 95 of 100"),
    )


def _sorted(bank: Bank, plain: sqlite3.Connection) -> Measurement:
    everything = parse("", _TODAY)
    bare = "SELECT id FROM question ORDER BY prompt COLLATE NOCASE, uid"
    value_ms = _median_ms(lambda: bank.search.ids(everything, Sort("prompt"), 1), 5)
    bare_ms = _median_ms(lambda: plain.execute(bare).fetchall(), 5)
    return Measurement("sort of 100,000 by prompt", value_ms, "the bare SELECT", bare_ms, 1.5)


def _changed(bank: Bank, plain: sqlite3.Connection) -> Measurement:
    rows = bank.search.rows(bank.search.ids(parse("", _TODAY), Sort(), 1)[:_EDITED])
    uids = [row.uid for row in rows]

    def _change() -> None:
        stored = bank.questions.stored_many(uids)
        edits = [
            Edit(uid, one.pack_id, one.revision, Snapshot(one.state, replace(one.question, difficulty=difficulty)))
            for uid, one in stored.items()
            for difficulty in [one.question.difficulty % 3 + 1]
        ]
        assert bank.changes.apply(sentence("Set the difficulty"), edits).change_id

    bare_ms = _median_ms(lambda: change_barely(plain, uids), 3)
    return Measurement("change of 10,000 rows at once", _median_ms(_change, 3), "the bare statements", bare_ms, 12.0)


def change_barely(plain: sqlite3.Connection, uids: Sequence[str]) -> None:
    """What `sqlite3` alone needs to write a field of these questions and a line of history for each; taken back."""
    plain.execute("BEGIN IMMEDIATE")
    plain.executemany(_BARE_REVISION, [(uid,) for uid in uids])
    plain.executemany(_BARE_EDIT, [(2, uid) for uid in uids])
    plain.execute("ROLLBACK")


def _ms(action: Callable[[], object]) -> float:
    began = time.perf_counter()
    action()
    return (time.perf_counter() - began) * 1000


def _median_ms(action: Callable[[], object], times: int) -> float:
    return statistics.median(_ms(action) for _ in range(times))


if __name__ == "__main__":
    from tests.benchmarks.table import as_table

    print(as_table(measure()))
