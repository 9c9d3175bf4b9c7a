"""A bank, and files to take into it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from quizapp.bank.bank import Bank
from quizapp.game.plans import ImportOptions, ImportPlan, ImportResult
from quizapp.transfer.transfer import Transfer

from ..author.conftest import Desk

Write = Callable[..., Path]


def opentdb(count: int, first: int = 0, **changes: Any) -> dict[str, Any]:
    """A file of the Open Trivia DB with so many questions; `changes` are for the first of them."""
    items = [
        {
            "type": "multiple",
            "difficulty": ("easy", "medium", "hard")[number % 3],
            "category": f"Category {number % 4}",
            "question": f"Which thing has the number {number}, of all things?",
            "correct_answer": f"Thing {number}",
            "incorrect_answers": [f"No thing {number}", f"Some thing {number}", f"Any thing {number}"],
        }
        for number in range(first, first + count)
    ]
    if items:
        items[0] |= changes
    return {"response_code": 0, "results": items}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path / "data")


@pytest.fixture
def bank(desk: Desk) -> Iterator[Bank]:
    with desk.open() as opened:
        yield opened


@pytest.fixture
def is_whole(desk: Desk) -> Iterator[None]:
    """After everything: no row refers to one that is gone, and the search index is what a new one would be."""
    yield
    with closing(sqlite3.connect(desk.folder / "bank.sqlite")) as bank:
        assert bank.execute("PRAGMA foreign_key_check").fetchall() == []
        assert bank.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        names = [row[1] for row in bank.execute("PRAGMA table_info(question_search)")]
        bank.execute(
            f"CREATE VIRTUAL TABLE temp.anew USING fts5({', '.join(names)}, content='', "
            "tokenize='unicode61 remove_diacritics 2', prefix='2 3')"
        )
        bank.execute(f"INSERT INTO temp.anew (rowid, {', '.join(names)}) SELECT * FROM question_text")
        bank.execute("CREATE VIRTUAL TABLE temp.words USING fts5vocab(main, question_search, instance)")
        bank.execute("CREATE VIRTUAL TABLE temp.words_anew USING fts5vocab(temp, anew, instance)")
        for one, other in (("words", "words_anew"), ("words_anew", "words")):
            assert bank.execute(f"SELECT * FROM temp.{one} EXCEPT SELECT * FROM temp.{other} LIMIT 5").fetchall() == []


@pytest.fixture
def transfer(bank: Bank, desk: Desk) -> Transfer:
    return transfer_of(bank, desk)


def transfer_of(bank: Bank, desk: Desk) -> Transfer:
    return Transfer(bank, desk.folder / "backups", desk.time.clock())


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes a file: text, bytes, or anything as JSON."""

    def _write(content: Any, name: str = "things.json") -> Path:
        path = tmp_path / "files" / name
        path.parent.mkdir(exist_ok=True)
        if isinstance(content, bytes):
            path.write_bytes(content)
        else:
            path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
        return path

    return _write


def quiet(done: int, total: int) -> None:
    """Nobody looks at the progress."""
    assert 0 <= done <= total


def planned(transfer: Transfer, *paths: Path, **options: Any) -> ImportPlan:
    return transfer.plan(paths, ImportOptions(**options), quiet)


def imported(transfer: Transfer, *paths: Path, **options: Any) -> ImportResult:
    return transfer.commit(planned(transfer, *paths, **options), quiet)
