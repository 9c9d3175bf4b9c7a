"""A bank of before imports, brought up to date whatever stands in its rows."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizapp.bank import schema
from quizapp.bank.engine import Database
from quizapp.game.sameness import same_key

from .builders import Clock, open_bank, pack, question, sql, uids

UNREADABLE = (
    "options = '{'",
    "options = x'ff'",
    "sources = '7'",
    "tags = '[1]'",
    "prompt = x'ff00'",
    "prompt = CAST(x'ff41' AS TEXT)",
    "kind = x'00'",
    "kind = 'riddle'",
    "category = CAST(x'ff' AS TEXT)",
)


@pytest.mark.parametrize("damage", UNREADABLE)
def test_a_row_that_cannot_be_read_does_not_keep_the_bank_from_opening(
    tmp_path: Path, clock: Clock, damage: str
) -> None:
    with open_bank(tmp_path, clock) as bank:
        bank.packs.load(pack(3), "digest 1")
        path = bank.path
    old = Database(path, foreign_keys=False)
    with old.write() as session:
        schema.run_alembic(session.connection(), "downgrade", "0003")
    old.close()
    first, second, _ = uids(3)
    sql(path, f"UPDATE question SET {damage} WHERE uid = '{first}'")
    with open_bank(tmp_path, clock) as bank:
        assert bank.questions.get([second])[second][0] == question(2)
        assert bank.imports.same([same_key(question(2))]) == {same_key(question(2)): second}
    assert sql(path, "SELECT count(*) FROM question") == [(3,)]
