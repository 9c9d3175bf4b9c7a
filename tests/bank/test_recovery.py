"""Whatever lies where the bank should be, the program starts, and nothing is ever deleted."""

from __future__ import annotations

import re
import shutil
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from quizapp.bank import health, schema
from quizapp.bank.backup import back_up, listed
from quizapp.bank.bank import Bank
from quizapp.bank.health import examine
from quizapp.bank.recovery import Recovery, open_or_recover
from quizapp.errors import BankError, DamagedBankError

from .builders import DAY_MS, START_MS, Clock, Game, board, open_bank, pack, sql, uids
from .test_schema import write_next_migration

MADE_AT_MS = START_MS + DAY_MS
ASIDE = "bank.damaged-20261123-120000.sqlite"


@pytest.fixture
def folder(tmp_path: Path, clock: Clock) -> Path:
    """A folder with a bank in which one round was played, and a backup made of it a day later; it is the day after."""
    with open_bank(tmp_path, clock) as bank:
        bank.packs.load(pack(), "digest 1")
        player = bank.players.add("BlueBird", "run-on", 16)
        Game(bank, clock).play(player.id)
    back_up(tmp_path / "bank.sqlite", tmp_path / "backups", reason="daily", now_ms=clock.forward(DAY_MS))
    clock.forward(DAY_MS)
    return tmp_path


def _start(folder: Path, clock: Clock) -> tuple[Bank, Recovery | None]:
    return open_or_recover(folder / "bank.sqlite", folder / "backups", now_ms=clock)


def _text_file(path: Path) -> None:
    path.write_text("This is a shopping list, not a bank.\n" * 100)


def _short_text_file(path: Path) -> None:
    path.write_text("?")


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _half(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])


def _header_only(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:100])


def _bit_rot(path: Path) -> None:
    """All pages but the first two are noise: the file opens, and only reading it tells."""
    content = path.read_bytes()
    path.write_bytes(content[:8192] + b"\xa5" * (len(content) - 8192))


def _one_bad_page(path: Path) -> None:
    content = bytearray(path.read_bytes())
    page = len(content) // 4096 - 1
    content[page * 4096 : (page + 1) * 4096] = b"\x0d\x00\x00\xff" * 1024
    path.write_bytes(content)


def _ruin_questions(path: Path) -> None:
    """Noise in the page with which the table of questions begins; everything else can be read."""
    ((page,),) = sql(path, "SELECT rootpage FROM sqlite_master WHERE name = 'question'")
    content = bytearray(path.read_bytes())
    content[(page - 1) * 4096 : page * 4096] = b"\xa5" * 4096
    path.write_bytes(content)


def _other_database(path: Path) -> None:
    path.unlink()
    sql(path, "CREATE TABLE recipe (id INTEGER)")


def _database_without_tables(path: Path) -> None:
    path.unlink()
    sql(path, "PRAGMA user_version = 7")


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()
    (path / "inside.txt").write_text("precious")


BAD_BYTES = [_text_file, _short_text_file, _empty, _half, _header_only, _bit_rot, _one_bad_page]
BAD = [*BAD_BYTES, _ruin_questions, _other_database, _database_without_tables, _folder]


@pytest.mark.parametrize("damage", BAD)
def test_a_bad_bank_is_refused_and_left_alone_by_a_plain_open(
    folder: Path, clock: Clock, damage: Callable[[Path], None]
) -> None:
    path = folder / "bank.sqlite"
    damage(path)
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(DamagedBankError, match=r"bank\.sqlite.*not changed.*Start the program again"):
        open_bank(folder, clock)
    assert (path.read_bytes() if path.is_file() else None) == before


@pytest.mark.parametrize("damage", BAD)
def test_a_bad_bank_is_set_aside_and_the_backup_taken(
    folder: Path, clock: Clock, damage: Callable[[Path], None]
) -> None:
    path = folder / "bank.sqlite"
    damage(path)
    before = path.read_bytes() if path.is_file() else None

    bank, recovery = _start(folder, clock)

    assert recovery
    assert (recovery.set_aside, recovery.backup_made_at_ms) == (folder / ASIDE, MADE_AT_MS)
    assert re.fullmatch(re.escape(str(path)) + r" was [a-z ]+\.", str(recovery.why))
    assert len(bank.stats.board(board())) == 1
    assert len(bank.questions.get(uids(12))) == 12
    if before is None:
        assert (folder / ASIDE / "inside.txt").read_text() == "precious"
    else:
        assert (folder / ASIDE).read_bytes() == before
    bank.close()
    bank, again = _start(folder, clock)
    assert again is None
    bank.close()
    assert {path.name for path in folder.iterdir()} == {"bank.sqlite", "bank.sqlite.lock", "backups", ASIDE}


@pytest.mark.parametrize("damage", BAD)
def test_without_a_backup_a_bad_bank_gives_way_to_a_new_one(
    folder: Path, clock: Clock, damage: Callable[[Path], None]
) -> None:
    listed(folder / "backups")[0].path.unlink()
    damage(folder / "bank.sqlite")
    bank, recovery = _start(folder, clock)
    assert recovery
    assert (recovery.set_aside, recovery.backup_made_at_ms) == (folder / ASIDE, None)
    assert bank.packs.all() == ()
    assert (folder / ASIDE).exists()
    bank.close()


def test_a_good_bank_is_opened_without_a_word(folder: Path, clock: Clock) -> None:
    bank, recovery = _start(folder, clock)
    assert recovery is None
    bank.close()


def test_a_first_start_is_no_recovery(tmp_path: Path, clock: Clock) -> None:
    bank, recovery = _start(tmp_path / "new", clock)
    assert recovery is None
    bank.close()


def test_a_bank_that_vanished_comes_back_from_its_backup(folder: Path, clock: Clock) -> None:
    (folder / "bank.sqlite").unlink()
    bank, recovery = _start(folder, clock)
    assert recovery
    assert "was missing although there are backups" in str(recovery.why)
    assert (recovery.set_aside, recovery.backup_made_at_ms) == (None, MADE_AT_MS)
    assert len(bank.stats.board(board())) == 1
    bank.close()


def test_a_log_without_its_bank_is_set_aside_and_not_applied_to_the_next(folder: Path, clock: Clock) -> None:
    log = _crash(folder)
    (folder / "bank.sqlite").unlink()

    bank, recovery = _start(folder, clock)

    assert recovery
    assert [player.name for player in bank.players.all()] == ["BlueBird"]
    assert (folder / f"{ASIDE}-wal").read_bytes() == log
    assert recovery.set_aside == folder / ASIDE
    bank.close()


def _crash(folder: Path) -> bytes:
    """Leaves the bank as a power cut does: with a log that is not yet in the file. Gives the log."""
    path, log = folder / "bank.sqlite", folder / "bank.sqlite-wal"
    with closing(sqlite3.connect(path)) as crashed:
        crashed.execute("UPDATE player SET name = 'Ghost'")
        crashed.commit()
        left = path.read_bytes(), log.read_bytes()
    path.write_bytes(left[0])
    log.write_bytes(left[1])
    return left[1]


@pytest.mark.parametrize("damage", BAD_BYTES)
def test_a_damaged_bank_takes_its_log_along(folder: Path, clock: Clock, damage: Callable[[Path], None]) -> None:
    log = _crash(folder)
    damage(folder / "bank.sqlite")
    damaged = (folder / "bank.sqlite").read_bytes()

    bank, recovery = _start(folder, clock)

    assert recovery
    assert recovery.set_aside == folder / ASIDE
    assert (folder / ASIDE).read_bytes() == damaged
    assert (folder / f"{ASIDE}-wal").read_bytes() == log
    assert [player.name for player in bank.players.all()] == ["BlueBird"]
    bank.close()


def test_a_crash_alone_is_no_damage(folder: Path, clock: Clock) -> None:
    _crash(folder)
    bank, recovery = _start(folder, clock)
    assert recovery is None
    assert [player.name for player in bank.players.all()] == ["Ghost"]
    bank.close()


def test_two_damaged_banks_in_one_second_are_both_kept(folder: Path, clock: Clock) -> None:
    for _ in range(2):
        _text_file(folder / "bank.sqlite")
        _start(folder, clock)[0].close()
    assert (folder / ASIDE).exists()
    assert (folder / "bank.damaged-20261123-120000-2.sqlite").exists()


def test_a_corrupt_newest_backup_is_passed_over_and_kept(folder: Path, clock: Clock) -> None:
    bad = [folder / "backups" / f"bank-20261122-13000{number}Z-daily.sqlite" for number in range(4)]
    good = listed(folder / "backups")[0].path.read_bytes()
    for path, content in zip(bad, (b"", b"no bank", good[: len(good) // 2], good[:8192] * 9), strict=True):
        path.write_bytes(content)
    _half(folder / "bank.sqlite")

    bank, recovery = _start(folder, clock)

    assert recovery
    assert recovery.backup_made_at_ms == MADE_AT_MS
    assert len(bank.stats.board(board())) == 1
    assert all(path.exists() for path in bad)
    bank.close()


def test_a_backup_of_a_newer_version_is_passed_over(folder: Path, clock: Clock) -> None:
    newer = folder / "backups" / "bank-20261122-130000Z-daily.sqlite"
    newer.write_bytes(listed(folder / "backups")[0].path.read_bytes())
    sql(newer, "UPDATE alembic_version SET version_num = '9999'")
    _half(folder / "bank.sqlite")
    bank, recovery = _start(folder, clock)
    assert recovery
    assert recovery.backup_made_at_ms == MADE_AT_MS
    bank.close()


def test_a_backup_of_an_older_schema_is_migrated(folder: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    scripts = folder.with_name("scripts")
    shutil.copytree(schema.SCRIPTS, scripts)
    write_next_migration(scripts, monkeypatch)
    _half(folder / "bank.sqlite")

    bank, recovery = _start(folder, clock)

    assert recovery
    assert recovery.backup_made_at_ms == MADE_AT_MS
    assert sql(bank.path, "SELECT name, colour FROM player") == [("BlueBird", "plum")]
    assert {file.reason for file in listed(folder / "backups")} == {"daily", "migration"}
    bank.close()


def test_a_newer_bank_is_refused_and_never_replaced(folder: Path, clock: Clock) -> None:
    sql(folder / "bank.sqlite", "UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(BankError, match="newer version"):
        _start(folder, clock)
    assert not (folder / ASIDE).exists()


def test_a_bank_that_cannot_be_replaced_stays_where_it_is(
    folder: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    _text_file(folder / "bank.sqlite")
    monkeypatch.setattr("quizapp.bank.backup.os.replace", full)
    with pytest.raises(BankError, match="disk is full"):
        _start(folder, clock)
    assert (folder / "bank.sqlite").read_text().startswith("This is a shopping list")


# When the pages are checked


def _checked(folder: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Whether a start checks all pages, and whether in full."""
    checks: list[bool] = []
    check = health.check_pages

    def noted(connection: sqlite3.Connection, path: Path, *, in_full: bool = False) -> None:
        checks.append(in_full)
        check(connection, path, in_full=in_full)

    with monkeypatch.context() as patch:
        patch.setattr(health, "check_pages", noted)
        examine(folder / "bank.sqlite", now_ms=clock())
    return checks


def test_pages_are_checked_once_a_day(folder: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    assert _checked(folder, clock, monkeypatch) == [False]
    clock.forward(DAY_MS - 1)
    assert _checked(folder, clock, monkeypatch) == []
    clock.forward(1)
    assert _checked(folder, clock, monkeypatch) == [False]


def test_pages_are_checked_when_the_clock_was_set_back(
    folder: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    _checked(folder, clock, monkeypatch)
    clock.forward(-1)
    assert _checked(folder, clock, monkeypatch) == [False]


def test_pages_are_checked_after_a_close_that_was_not_clean(
    folder: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    _checked(folder, clock, monkeypatch)
    with open_bank(folder, clock) as bank:  # as long as it is open, it has not been closed well
        bank.players.add("Croquis", "run-on", 1)
        assert _checked(folder, clock, monkeypatch) == [False]


def test_a_suspicious_bank_is_checked_in_full(folder: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    sql(folder / "bank.sqlite", "DELETE FROM meta")
    assert _checked(folder, clock, monkeypatch) == [True]


def test_an_index_that_lies_is_found_after_it_has_shown(folder: Path, clock: Clock) -> None:
    """A check in full compares indexes with tables, which the daily one does not."""
    path = folder / "bank.sqlite"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute("UPDATE sqlite_master SET sql = replace(sql, 'uid, revision', 'uid, round_id') "
                           "WHERE name = 'ix_drawn_uid_revision'")  # fmt: skip
        connection.execute("DELETE FROM meta")
        connection.commit()
    _, recovery = _start(folder, clock)
    assert recovery


def test_damage_met_while_playing_is_mended_by_the_next_start(folder: Path, clock: Clock) -> None:
    bank, _ = _start(folder, clock)
    bank.close()
    _ruin_questions(folder / "bank.sqlite")
    bank, recovery = _start(folder, clock)  # closed well, and its pages were checked today
    assert recovery is None
    with pytest.raises(DamagedBankError, match="Start the program again"):
        bank.questions.get(uids(12))
    bank.close()
    bank, recovery = _start(folder, clock)
    assert recovery
    assert recovery.backup_made_at_ms == MADE_AT_MS
    assert len(bank.questions.get(uids(12))) == 12
    bank.close()


def test_a_check_costs_little(folder: Path, clock: Clock) -> None:
    started_s = time.perf_counter()
    examine(folder / "bank.sqlite", now_ms=clock())
    assert time.perf_counter() - started_s < 0.5
