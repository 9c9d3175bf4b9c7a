"""Connections and sessions: safe against a power cut, patient with other programs, plain about the world's faults."""

from __future__ import annotations

import errno
import os
import re
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import event
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlmodel import Session

from quizapp.bank import faults
from quizapp.bank.bank import Bank
from quizapp.bank.engine import Database, Limits
from quizapp.bank.faults import fault_of, world_faults
from quizapp.errors import BankError, DamagedBankError
from quizapp.game.round import Round

from .builders import Clock, Game, answer, open_bank, pack, round_of, sql, uids

PATH = Path("bank.sqlite")


@pytest.fixture
def database(bank: Bank) -> Iterator[Database]:
    opened = Database(bank.path, Limits(busy_timeout_ms=50))
    yield opened
    opened.close()


def _pragma(session: Session, name: str) -> object:
    return session.connection().exec_driver_sql(f"PRAGMA {name}").scalar()


def test_every_connection_is_safe(bank: Bank) -> None:
    database = Database(bank.path)
    with database.read() as first, database.read() as second, database.write() as third:
        for session in (first, second, third):
            assert _pragma(session, "journal_mode") == "wal"
            assert _pragma(session, "synchronous") == 2  # FULL
            assert _pragma(session, "foreign_keys") == 1
            assert _pragma(session, "busy_timeout") == 5_000
    database.close()


def test_a_writer_takes_its_turn_at_once_and_a_reader_waits_for_nobody(database: Database) -> None:
    begun: list[str] = []
    with database.write() as writer, database.read() as reader:
        for session in (writer, reader):
            event.listen(session.get_bind(), "before_cursor_execute", lambda *call: begun.append(call[2]))
            session.connection()
    assert begun == ["BEGIN IMMEDIATE", "BEGIN"]


def _write(database: Database, *statements: str, error: Exception | None = None) -> None:
    with database.write() as session:
        for statement in statements:
            session.connection().exec_driver_sql(statement)
        if error:
            raise error


def test_a_session_that_fails_writes_nothing(bank: Bank, database: Database) -> None:
    with pytest.raises(ZeroDivisionError):
        _write(database, "DELETE FROM question", error=ZeroDivisionError())
    assert bank.questions.get(uids(1))


def test_a_reader_sees_one_state_throughout(bank: Bank, database: Database) -> None:
    with database.read() as session:
        before = session.connection().exec_driver_sql("SELECT count(*) FROM player").scalar()
        bank.players.add("BlueBird", "run-on", 16)
        assert session.connection().exec_driver_sql("SELECT count(*) FROM player").scalar() == before == 0


# The world's faults


def test_a_full_disk_is_told_and_nothing_before_is_lost(tmp_path: Path, clock: Clock) -> None:
    with open_bank(tmp_path, clock) as bank:
        bank.packs.load(pack(), "digest 1")
        player_id = bank.players.add("BlueBird", "run-on", 16).id
    with open_bank(tmp_path, clock, Limits(max_pages=1)) as full:
        game = Game(full, clock)
        acknowledged, told = _begun_until_full(game, player_id)
        assert acknowledged
        assert re.search("disk is full.*before it is kept.*Free some space", told)
    with open_bank(tmp_path, clock) as bank:
        assert sql(bank.path, "SELECT count(*) FROM round") == [(len(acknowledged),)]
        Game(bank, clock).play(player_id)


def _begun_until_full(game: Game, player_id: int) -> tuple[list[int], str]:
    """The rounds that could be begun, and what was said when one could not."""
    begun: list[int] = []
    for _ in range(1_000):
        try:
            begun.append(game.begin(player_id, round_of(game.bank, uids(11))))
        except BankError as error:
            return begun, str(error)
    raise AssertionError("there was room for all rounds")


def test_an_answer_that_found_the_disk_full_can_be_given_again(tmp_path: Path, clock: Clock) -> None:
    with open_bank(tmp_path, clock) as bank:
        bank.packs.load(pack(), "digest 1")
        player_id = bank.players.add("BlueBird", "run-on", 16).id
        start = round_of(bank, uids(11))
        round_ids = [Game(bank, clock).begin(player_id, start) for _ in range(50)]
    with open_bank(tmp_path, clock, Limits(max_pages=1)) as full:
        round_id, state = _answered_until_full(Game(full, clock), round_ids, start)
        assert full.rounds.load(round_id).round_.events == state.events[:-1]
    with open_bank(tmp_path, clock) as roomy:
        Game(roomy, clock).record(round_id, state)
        assert roomy.rounds.load(round_id).round_.events == state.events


def _answered_until_full(game: Game, round_ids: list[int], start: Round) -> tuple[int, Round]:
    """The round whose last answer found no room."""
    for round_id in round_ids:
        state = start
        for _ in range(10):
            state = answer(state, right=True)
            try:
                game.record(round_id, state)
            except BankError:
                return round_id, state
    raise AssertionError("there was room for all answers")


def test_a_bank_that_another_program_keeps_is_told(bank: Bank, database: Database) -> None:
    with closing(sqlite3.connect(bank.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(BankError, match=r"Another program.*was not saved.*try again"):
            _write(database, "DELETE FROM meta")
    _write(database, "DELETE FROM meta")


def test_a_bank_that_cannot_be_written_is_told(database: Database) -> None:
    with pytest.raises(BankError, match=r"cannot be written.*is kept.*Allow writing"):
        _write(database, "PRAGMA query_only = ON", "DELETE FROM question")


@pytest.mark.skipif(os.name != "posix", reason="needs folders with permissions")
@pytest.mark.parametrize("has_bank", [False, True])
def test_a_data_folder_that_cannot_be_written_is_told_at_the_start(
    tmp_path_factory: pytest.TempPathFactory, clock: Clock, has_bank: bool
) -> None:
    folder = tmp_path_factory.mktemp("read-only")
    if has_bank:
        open_bank(folder, clock).close()
    told = _told_by_a_start_without_rights(folder)
    assert "cannot be written, so nothing was changed" in told
    assert "Allow writing to the file and its folder" in told


def _told_by_a_start_without_rights(folder: Path) -> str:
    """What a start says as a user who may read the folder but not write to it; root may write everywhere."""
    program = (
        "import os, sys; from pathlib import Path; from tests.bank.builders import Clock, open_bank\n"
        "from quizapp.errors import BankError\n"
        "folder = Path(sys.argv[1])\n"
        "os.chdir(folder); os.getuid() or os.setuid(65534)\n"
        "try: open_bank(Path('.'), Clock()).players.add('BlueBird', 'run-on', 16)\n"
        "except BankError as error: print(error)\n"
    )
    root = Path(__file__).resolve().parents[2]
    for path in (folder, *folder.iterdir()):
        path.chmod(0o555 if path.is_dir() else 0o444)
    try:
        started = subprocess.run(
            [sys.executable, "-c", program, folder], cwd=root, capture_output=True, text=True, check=False
        )
    finally:
        folder.chmod(0o755)
    assert not started.stderr
    return started.stdout


@pytest.mark.parametrize(
    ("code", "kind", "template"),
    [
        ("SQLITE_FULL", BankError, faults.FULL),
        ("SQLITE_READONLY", BankError, faults.READ_ONLY),
        ("SQLITE_READONLY_DIRECTORY", BankError, faults.READ_ONLY),
        ("SQLITE_BUSY", BankError, faults.LOCKED),
        ("SQLITE_BUSY_SNAPSHOT", BankError, faults.LOCKED),
        ("SQLITE_LOCKED", BankError, faults.LOCKED),
        ("SQLITE_NOTADB", DamagedBankError, faults.NOT_A_DATABASE),
        ("SQLITE_CORRUPT", DamagedBankError, faults.CORRUPT),
        ("SQLITE_CORRUPT_INDEX", DamagedBankError, faults.CORRUPT),
        ("SQLITE_IOERR_FSYNC", BankError, faults.DISK_ERROR),
        ("SQLITE_CANTOPEN", BankError, faults.NOT_OPENED),
    ],
)
def test_each_fault_of_the_world_has_its_sentence(code: str, kind: type[BankError], template: str) -> None:
    error = sqlite3.OperationalError("as SQLite says it")
    error.sqlite_errorcode = getattr(sqlite3, code)
    wrapped = OperationalError("SELECT 1", {}, error)
    for raised in (error, wrapped):
        fault = fault_of(raised, PATH)
        assert fault is not None
        assert type(fault) is kind
        assert fault.sentence.template == template


def test_every_sentence_says_what_was_kept_and_what_to_do() -> None:
    for template in (faults.FULL, faults.READ_ONLY, faults.LOCKED, faults.NOT_A_DATABASE, faults.CORRUPT):
        what_happened, kept, what_to_do = template.removesuffix(".").split(". ")
        assert what_happened
        assert any(word in kept for word in ("kept", "not changed"))
        assert any(word in what_to_do for word in ("try again", "Start the program again"))


@pytest.mark.parametrize(
    ("number", "template"),
    [(errno.ENOSPC, faults.FULL), (errno.EROFS, faults.READ_ONLY), (errno.EACCES, faults.READ_ONLY)],
)
def test_errors_of_the_system_have_the_same_sentences(number: int, template: str) -> None:
    fault = fault_of(OSError(number, os.strerror(number)), PATH)
    assert fault
    assert fault.sentence.template == template


def test_an_error_of_ours_passes_as_it_is(database: Database) -> None:
    with pytest.raises(OperationalError, match="no such table"):
        _write(database, "SELECT * FROM horses")
    with pytest.raises(IntegrityError):
        _write(database, "INSERT INTO pack (uid, info, loaded_at_ms) VALUES ('run-on', '', 0)")
    with pytest.raises(KeyError), world_faults(PATH):
        raise KeyError


def test_damage_met_in_use_has_the_file_checked_in_full_at_the_next_start(
    bank: Bank, database: Database, clock: Clock
) -> None:
    assert sql(bank.path, "SELECT value FROM meta") == [(str(clock()),)]
    malformed = sqlite3.DatabaseError("malformed")
    malformed.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
    with pytest.raises(DamagedBankError):
        _write(database, error=malformed)
    assert sql(bank.path, "SELECT value FROM meta") == []
