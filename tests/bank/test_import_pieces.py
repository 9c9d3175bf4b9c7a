"""How much of an import is written at a time, and that nobody waits for what it leaves in the log."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.bank import engine
from quizapp.bank.bank import Bank
from quizapp.bank.engine import Database
from quizapp.bank.import_pieces import AT_ONCE, GIVES_WAY_TIMES, Pace, written_in_turn
from quizapp.bank.turns import GaveWayError
from quizapp.errors import sentence
from quizapp.game.question import PackInfo

from .test_turns import bank as bank

WRITTEN = st.tuples(st.integers(1, AT_ONCE), st.floats(0, 100))


@given(st.lists(WRITTEN))
def test_who_writes_alone_writes_much_at_a_time_however_long_it_takes(written: list[tuple[int, float]]) -> None:
    pace = Pace()
    for rows, elapsed_s in written:
        pace.note(rows, elapsed_s)
    assert pace.rows(is_shared=False) == AT_ONCE


@given(st.lists(WRITTEN))
def test_while_somebody_plays_a_piece_is_small_but_never_nothing(written: list[tuple[int, float]]) -> None:
    pace = Pace()
    for rows, elapsed_s in written:
        pace.note(rows, elapsed_s)
        assert 25 <= pace.rows(is_shared=True) <= 250


@pytest.mark.parametrize(("ms_of_a_question", "least", "most"), [(1.0, 25, 25), (0.1, 95, 105), (0.01, 250, 250)])
def test_a_piece_soon_takes_a_hundredth_of_a_second_if_it_can(ms_of_a_question: float, least: int, most: int) -> None:
    pace = Pace()
    for _ in range(20):
        rows = pace.rows(is_shared=True)
        pace.note(rows, rows * ms_of_a_question / 1000)
    assert least <= pace.rows(is_shared=True) <= most


def test_the_log_is_put_into_the_file_once_it_is_long(bank: Bank) -> None:
    database: Database = bank.notes.__dict__["_database"]
    database.checkpoint()
    bank.notes.keep("test/long", "x" * 2_000_000)
    database.checkpoint(3_000_000)
    assert pages_waiting(database) > 400
    bank.notes.keep("test/long", "y" * 2_000_000)
    database.checkpoint(2_000_000)
    assert pages_waiting(database) == 0


def pages_waiting(database: Database) -> int:
    """How many pages in the log are not in the file, told by a copy of both."""
    with database.read() as session:
        session.connection().exec_driver_sql("SELECT 1 FROM meta").all()
        before = database.path.read_bytes()
    database.checkpoint()
    after = database.path.read_bytes()
    return sum(before[at : at + 4096] != after[at : at + 4096] for at in range(0, len(after), 4096))


def test_who_gave_way_tries_again_behind_a_pause_and_at_last_insists() -> None:
    done: list[str] = []

    def write(*, gives_way: bool) -> None:
        done.append("gave way" if gives_way else "wrote")
        if gives_way:
            raise GaveWayError

    written_in_turn(write, lambda: done.append("pause"))
    assert done == ["pause", "gave way"] * GIVES_WAY_TIMES + ["pause", "wrote"]


def checkpoint_pages(bank: Bank) -> int:
    """After how many pages in the log a short write puts them into the file."""
    database: Database = bank.notes.__dict__["_database"]
    with database.write() as session:
        return session.connection().exec_driver_sql("PRAGMA wal_autocheckpoint").scalar_one()


def test_no_answer_puts_the_pages_of_an_import_into_the_file(bank: Bank, monkeypatch: pytest.MonkeyPatch) -> None:
    """Many megabytes: it was the longest that an answer had to wait for."""
    usual = checkpoint_pages(bank)
    staging = bank.imports.stage(PackInfo("things", "Things", "1"), sentence("Import"), "author")
    assert checkpoint_pages(bank) == 0
    bank.imports.drop(staging)
    monkeypatch.setattr(engine.time, "monotonic", lambda: 10**9)  # some time later
    assert checkpoint_pages(bank) == usual == 1_000


def test_an_import_leaves_no_long_log_to_the_next_who_writes(bank: Bank) -> None:
    database: Database = bank.notes.__dict__["_database"]
    bank.notes.keep("test/long", "x" * 20_000_000)
    database.checkpoint()
    with database.read() as session:
        busy, pages, moved = session.connection().exec_driver_sql("PRAGMA wal_checkpoint(PASSIVE)").one()
    assert not busy
    assert pages == moved
