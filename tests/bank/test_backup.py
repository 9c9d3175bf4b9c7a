"""Backups: complete, checked, one a day, and thinned without losing what matters."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from quizapp.bank.backup import back_up, back_up_daily, check_backup, listed, thin
from quizapp.bank.bank import Bank
from quizapp.bank.health import HEAD
from quizapp.bank.recovery import restore
from quizapp.errors import BankError, DamagedBankError

from .builders import DAY_MS, START_MS, Clock, Game, board, open_bank, pack, question, round_of, sql, uids


@pytest.fixture
def backups(tmp_path: Path) -> Path:
    return tmp_path / "backups"


def _daily(bank: Bank, backups: Path, clock: Clock) -> Path | None:
    return back_up_daily(bank.path, backups, now_ms=clock())


# Making one


def test_a_backup_holds_what_is_still_in_the_write_ahead_log(bank: Bank, backups: Path, clock: Clock) -> None:
    bank.players.add("BlueBird", "run-on", 16)
    assert (bank.path.parent / "bank.sqlite-wal").stat().st_size > 0
    path = back_up(bank.path, backups, reason="test", now_ms=clock())
    assert sql(path, "SELECT name FROM player") == [("BlueBird",)]
    assert check_backup(path) == HEAD


def test_a_backup_is_one_file_that_a_read_only_medium_can_hold(bank: Bank, backups: Path, clock: Clock) -> None:
    path = back_up(bank.path, backups, reason="test", now_ms=clock())
    assert list(backups.iterdir()) == [path]
    assert sql(path, "PRAGMA journal_mode") == [("delete",)]
    check_backup(path)
    assert list(backups.iterdir()) == [path]


def test_names_say_when_and_why_and_never_collide(bank: Bank, backups: Path, clock: Clock) -> None:
    paths = [back_up(bank.path, backups, reason="import", now_ms=clock()) for _ in range(3)]
    assert [path.name for path in paths] == [
        "bank-20261121-120000Z-import.sqlite",
        "bank-20261121-120000Z-import-2.sqlite",
        "bank-20261121-120000Z-import-3.sqlite",
    ]
    clock.forward(1_000)
    paths.append(back_up(bank.path, backups, reason="daily", now_ms=clock()))
    assert [file.path for file in listed(backups)] == paths[::-1]
    assert [(file.made_at_ms, file.reason) for file in listed(backups)[:2]] == [
        (START_MS + 1_000, "daily"),
        (START_MS, "import"),
    ]


def test_other_files_in_the_folder_are_passed_over(backups: Path) -> None:
    assert listed(backups) == ()
    backups.mkdir()
    for name in ("notes.txt", "bank-20261121-120000Z-daily.sqlite.partial", "bank-20269921-120000Z-daily.sqlite"):
        (backups / name).touch()
    (backups / "bank-20261121-120000Z-daily.sqlite").mkdir()
    assert listed(backups) == ()


def test_a_bank_in_use_can_be_backed_up_while_another_writes(bank: Bank, backups: Path, clock: Clock) -> None:
    with closing(sqlite3.connect(bank.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("DELETE FROM question")
        path = back_up(bank.path, backups, reason="test", now_ms=clock())
    assert sql(path, "SELECT count(*) FROM question") == [(12,)]


def test_a_bank_that_cannot_be_read_gives_no_backup(bank: Bank, backups: Path, clock: Clock) -> None:
    bank.close()
    content = bank.path.read_bytes()
    for damaged in (b"no bank", content[: len(content) // 2], content[:8192] + b"\xff" * (len(content) - 8192)):
        bank.path.write_bytes(damaged)
        with pytest.raises(DamagedBankError, match=str(bank.path)):
            back_up(bank.path, backups, reason="test", now_ms=clock())
        assert list(backups.iterdir()) == []


def test_a_backup_that_cannot_be_written_is_told(bank: Bank, tmp_path: Path, clock: Clock) -> None:
    (tmp_path / "a file").touch()
    with pytest.raises(BankError):
        back_up(bank.path, tmp_path / "a file", reason="test", now_ms=clock())
    with pytest.raises(BankError):
        back_up(tmp_path / "none.sqlite", tmp_path / "backups", reason="test", now_ms=clock())


# Once a day


def test_there_is_one_backup_a_day_and_only_when_something_changed(bank: Bank, backups: Path, clock: Clock) -> None:
    assert _daily(bank, backups, clock)
    clock.forward(3_600_000)
    bank.players.add("BlueBird", "run-on", 16)
    assert _daily(bank, backups, clock) is None
    clock.forward(DAY_MS)
    assert _daily(bank, backups, clock)
    for _ in range(3):
        clock.forward(DAY_MS)
        assert _daily(bank, backups, clock) is None


def test_every_kind_of_change_counts(bank: Bank, game: Game, player_id: int, backups: Path, clock: Clock) -> None:
    state = round_of(bank, uids())
    player = bank.players.get(player_id)
    assert player
    changes = [
        lambda: bank.packs.load(pack([question(1, prompt="New?")], version="2027.1.1"), "digest 2"),
        lambda: bank.players.save(player),
        lambda: game.begin(player_id, state),
        lambda: game.answer(1, state),
        lambda: bank.rounds.abandon(1, clock()),
        lambda: bank.players.add("Croquis", "run-on", 1),
    ]
    assert _daily(bank, backups, clock)
    for change in changes:
        clock.forward(DAY_MS)
        change()
        assert _daily(bank, backups, clock)
        clock.forward(DAY_MS)
        assert _daily(bank, backups, clock) is None


def test_a_start_that_only_checks_the_bank_is_no_change(
    bank: Bank, backups: Path, clock: Clock, tmp_path: Path
) -> None:
    bank.close()
    assert _daily(bank, backups, clock)
    clock.forward(2 * DAY_MS)
    open_bank(tmp_path, clock).close()
    assert _daily(bank, backups, clock) is None


def test_a_bad_newest_backup_is_no_reason_to_make_none(bank: Bank, backups: Path, clock: Clock) -> None:
    first = _daily(bank, backups, clock)
    assert first
    first.write_text("ruined")
    clock.forward(DAY_MS)
    assert _daily(bank, backups, clock)


# Thinning


def _backups_at(folder: Path, days_ago: list[float], reason: str = "daily") -> list[Path]:
    folder.mkdir(exist_ok=True)
    now = datetime(2026, 11, 21, 12, tzinfo=UTC)
    paths = [folder / f"bank-{now - timedelta(days=ago):%Y%m%d-%H%M%S}Z-{reason}.sqlite" for ago in days_ago]
    for path in paths:
        path.touch()
    return paths


def test_seven_days_four_weeks_and_twelve_months_are_kept(backups: Path) -> None:
    paths = _backups_at(backups, [float(day) for day in range(500)])
    thin(backups)
    left = [paths.index(file.path) for file in listed(backups)]
    assert left[:7] == [0, 1, 2, 3, 4, 5, 6]
    weeks = [0, 6, 13, 20]  # 21 November 2026 is a Saturday: Sundays before it
    assert set(weeks) <= set(left)
    months = [file.made_at.strftime("%Y-%m") for file in listed(backups)]
    assert len(set(months)) == 12
    assert len(left) == 7 + 2 + 11


def test_thinning_again_takes_nothing_more(backups: Path) -> None:
    _backups_at(backups, [float(day) for day in range(100)])
    assert thin(backups)
    assert thin(backups) == ()


def test_all_of_the_newest_day_and_rare_old_ones_are_kept(backups: Path) -> None:
    _backups_at(backups, [0, 0.1, 0.2, 300, 2_000])
    assert thin(backups) == ()


def test_a_backup_before_a_migration_does_not_give_way_to_a_daily_one(backups: Path) -> None:
    (before,) = _backups_at(backups, [40.4], "migration")
    _backups_at(backups, [float(day) for day in range(100)])
    assert before not in thin(backups)


def test_thinning_is_part_of_the_daily_backup(bank: Bank, backups: Path, clock: Clock) -> None:
    paths = _backups_at(backups, [float(day) for day in range(1, 500)])
    assert _daily(bank, backups, clock)
    assert len(listed(backups)) < 25
    assert paths[0].exists()


# Going back to one


def test_a_backup_can_be_restored_while_the_bank_is_open(bank: Bank, backups: Path, game: Game, player_id: int) -> None:
    game.play(player_id)
    chosen = back_up(bank.path, backups, reason="test", now_ms=game.clock())
    game.play(player_id)

    before = restore(bank.path, chosen, backups, now_ms=game.clock.forward(1_000))

    assert len(bank.stats.board(board())) == 1
    assert sql(bank.path, "PRAGMA journal_mode") == [("wal",)]
    assert sql(before, "SELECT count(*) FROM round") == [(2,)]
    game.play(player_id)
    restore(bank.path, before, backups, now_ms=game.clock.forward(1_000))
    assert len(bank.stats.board(board())) == 2


def test_what_is_no_good_is_not_restored(bank: Bank, backups: Path, tmp_path: Path, clock: Clock) -> None:
    newer = back_up(bank.path, backups, reason="test", now_ms=clock())
    sql(newer, "UPDATE alembic_version SET version_num = '9999'")
    bad = tmp_path / "bad.sqlite"
    bad.write_text("no bank")
    with pytest.raises(BankError, match=r"newer version.*not changed"):
        restore(bank.path, newer, backups, now_ms=clock())
    for chosen in (bad, tmp_path / "none.sqlite"):
        with pytest.raises(BankError):
            restore(bank.path, chosen, backups, now_ms=clock())
    assert len(bank.questions.get(uids(12))) == 12


def test_a_bank_in_use_for_too_long_is_not_restored(
    bank: Bank, backups: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("quizapp.bank.backup.COPY_WAIT_S", 0.1)
    chosen = back_up(bank.path, backups, reason="test", now_ms=clock())
    with closing(sqlite3.connect(bank.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(BankError, match="Another program"):
            restore(bank.path, chosen, backups, now_ms=clock())
    assert len(bank.questions.get(uids(12))) == 12


def test_a_copied_folder_is_a_complete_bank(bank: Bank, tmp_path: Path, clock: Clock) -> None:
    bank.close()
    shutil.copytree(tmp_path, tmp_path.with_name("copy"))
    with open_bank(tmp_path.with_name("copy"), clock) as copy:
        assert len(copy.questions.get(uids(12))) == 12
