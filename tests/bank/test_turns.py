"""A long piece of writing gives way to a short one, and is done all the same."""

from __future__ import annotations

import signal
import threading
import time
from pathlib import Path

import pytest
from sqlalchemy import text

from quizapp.bank.bank import Bank
from quizapp.bank.engine import Database
from quizapp.bank.import_pieces import GIVES_WAY_TIMES
from quizapp.bank.imports import Incoming
from quizapp.bank.turns import GaveWayError, Turns
from quizapp.errors import sentence
from quizapp.game.draft import Draft
from quizapp.game.question import PackInfo

_LONG = text("WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 1000000000) SELECT count(*) FROM n")
_NOTE = text("INSERT OR REPLACE INTO meta (key, value) VALUES (:key, 'x')")


@pytest.fixture
def bank(tmp_path: Path) -> Bank:
    return Bank.open(tmp_path / "bank.sqlite", tmp_path / "backups", now_ms=lambda: 1)


def test_who_gives_way_is_stopped_in_the_middle_and_has_written_nothing(bank: Bank) -> None:
    database, runs = bank.imports.__dict__["_database"], threading.Event()
    stopped: list[BaseException] = []

    def write_long() -> None:
        try:
            with database.write(gives_way=True) as session:
                session.execute(_NOTE, {"key": "test/long"})
                runs.set()
                session.execute(_LONG)  # some minutes
        except GaveWayError as error:
            stopped.append(error)

    thread = threading.Thread(target=write_long)
    thread.start()
    assert runs.wait(10)
    assert not database.is_shared
    bank.notes.keep("test/short", "there")
    thread.join(10)
    assert stopped
    assert database.is_shared
    assert (bank.notes.get("test/short"), bank.notes.get("test/long")) == ("there", None)


def test_who_does_not_give_way_is_waited_for(bank: Bank) -> None:
    database, began = bank.imports.__dict__["_database"], threading.Event()

    def write_slowly() -> None:
        with database.write() as session:
            began.set()
            time.sleep(0.2)
            session.execute(_NOTE, {"key": "test/slow"})

    thread = threading.Thread(target=write_slowly)
    thread.start()
    assert began.wait(10)
    bank.notes.keep("test/next", "there")
    assert bank.notes.get("test/slow") == "x"
    thread.join(10)


def test_an_interrupt_from_the_keyboard_stays_one_and_nothing_is_written(bank: Bank) -> None:
    """It mostly comes while SQLite works, and then in what SQLite calls to ask whether to go on."""
    database = bank.imports.__dict__["_database"]
    threading.Timer(0.3, signal.raise_signal, [signal.SIGINT]).start()
    with pytest.raises(KeyboardInterrupt):
        _write_long(database)
    assert bank.notes.get("test/long") is None


def test_an_error_of_its_own_is_no_giving_way(bank: Bank) -> None:
    database = bank.imports.__dict__["_database"]
    with pytest.raises(Exception, match="no such table"), database.write(gives_way=True) as session:
        session.execute(text("INSERT INTO nowhere VALUES (1)"))


def test_after_its_patience_a_writer_leaves_the_decision_to_sqlite() -> None:
    turns = Turns(0.01)
    with turns.turn(), turns.turn():
        pass
    with turns.turn():
        pass


@pytest.mark.parametrize("times", [1, 3, GIVES_WAY_TIMES])
def test_a_piece_that_gave_way_is_written_after_all(bank: Bank, monkeypatch: pytest.MonkeyPatch, times: int) -> None:
    given: list[bool] = []
    write = type(bank.imports)._write  # pyright: ignore[reportPrivateUsage]

    def _write(self: object, *parts: object, gives_way: bool) -> None:
        given.append(gives_way)
        if len(given) <= times:
            raise GaveWayError
        write(self, *parts, gives_way=gives_way)  # type: ignore[arg-type]

    monkeypatch.setattr(type(bank.imports), "_write", _write)
    info, title = PackInfo("things", "Things", "1"), sentence("Import")
    staging = bank.imports.stage(info, title, "author")
    new = [Incoming(Draft(f"things/{n}", "short_answer", prompt="Who?"), ()) for n in range(3)]
    bank.imports.add(staging, new, "author", _no_pause)
    bank.imports.publish(info, title, "author", staging=staging)
    assert len(bank.questions.of_pack("things")) == 3
    assert given[-1] is (times < GIVES_WAY_TIMES)


def _write_long(database: Database) -> None:
    with database.write(gives_way=True) as session:
        session.execute(_NOTE, {"key": "test/long"})
        session.execute(_LONG)


def _no_pause() -> None:
    pass
