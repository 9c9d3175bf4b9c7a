"""Imports at bad moments: two at once, killed ones, full disks."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import pytest

from quizapp.author.packs import Shelf
from quizapp.bank import import_leftovers
from quizapp.bank.bank import Bank
from quizapp.bank.engine import Limits
from quizapp.bank.import_pieces import AT_ONCE
from quizapp.errors import BankError, QuizError
from quizapp.game.plans import Fate
from quizapp.transfer.committing import _incoming, _title  # pyright: ignore[reportPrivateUsage]
from quizapp.transfer.transfer import Transfer

from ..author.conftest import Desk
from .conftest import Write, imported, opentdb, planned, quiet, transfer_of
from .moments import COUNTS, MANY, at_each_number, begin, live, rows

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.usefixtures("is_whole")


# Two at once


@COUNTS
def test_the_same_file_imported_twice_at_once_comes_in_once(
    transfer: Transfer, bank: Bank, desk: Desk, write: Write, count: int
) -> None:
    path = write(opentdb(count))
    with desk.open() as other_bank:
        other = transfer_of(other_bank, desk)
        plan, late = planned(transfer, path), planned(other, path)
        transfer.commit(plan, quiet)
        for _ in range(2):
            with pytest.raises(QuizError, match="nothing was imported"):
                other.commit(late, quiet)
        assert planned(other, path).counts() == {Fate.UNCHANGED: count}
    assert len(live(bank)) == count


def test_two_that_write_the_same_questions_at_once_are_kept_apart(
    transfer: Transfer, bank: Bank, desk: Desk, write: Write
) -> None:
    path = write(opentdb(MANY))
    late = planned(transfer, path)
    refused: list[str] = []

    def progress(done: int, total: int) -> None:
        if done and not refused:
            with desk.open() as other, pytest.raises(QuizError) as caught:
                transfer_of(other, desk).commit(late, quiet)
            refused.append(str(caught.value))

    transfer.commit(planned(transfer, path), progress)
    assert "Another import of the same questions is running" in refused[0]
    assert "things/" not in refused[0], "nobody knows questions by their uid"
    assert len(live(bank)) == MANY


def test_a_pack_of_the_same_id_that_came_meanwhile_is_not_described_anew(
    transfer: Transfer, bank: Bank, desk: Desk, write: Write
) -> None:
    plan = planned(transfer, write(opentdb(4)))
    with desk.open() as other:
        imported(transfer_of(other, desk), write(opentdb(4, first=50, category="Theirs"), "other.json"), title="things")
    info = bank.packs.get("things")
    with pytest.raises(QuizError, match="There is a pack with the id things already"):
        transfer.commit(plan, quiet)
    assert bank.packs.get("things") == info


@COUNTS
def test_categories_that_another_program_added_meanwhile_are_not_lost(
    transfer: Transfer, bank: Bank, desk: Desk, write: Write, count: int
) -> None:
    imported(transfer, write(opentdb(4)))
    plan = planned(transfer, write(opentdb(count, first=50, category="Ours"), "ours.json"), pack_id="things")
    with desk.open() as other:
        theirs = write(opentdb(4, first=9_000, category="Theirs"), "theirs.json")
        imported(transfer_of(other, desk), theirs, pack_id="things")
    before = live(bank)
    with pytest.raises(QuizError, match=r"changed or taken away.*Read the files again"):
        transfer.commit(plan, quiet)
    assert live(bank) == before
    again = planned(transfer, write(opentdb(count, first=50, category="Ours"), "ours.json"), pack_id="things")
    transfer.commit(again, quiet)
    info = bank.packs.get("things")
    assert info
    assert {"Ours", "Theirs"} <= {category.title for category in info.categories}


def test_a_pack_that_was_taken_away_meanwhile_stays_away(transfer: Transfer, bank: Bank, write: Write) -> None:
    imported(transfer, write(opentdb(4)))
    imported(transfer, write(opentdb(4, first=50), "others.json"))
    plan = planned(transfer, write(opentdb(6)))
    Shelf(bank).remove("things")
    with pytest.raises(QuizError, match="taken away"):
        transfer.commit(plan, quiet)
    assert [info.id for info in bank.packs.all()] == ["others"]


# Killed, and swept


def test_a_file_whose_import_was_killed_can_be_imported_again(
    transfer: Transfer, bank: Bank, desk: Desk, write: Write
) -> None:
    path = write(opentdb(MANY))
    begin(bank, planned(transfer, path))
    plan = planned(transfer, path)
    assert plan.counts() == {Fate.NEW: MANY}, "what a killed program left is no question of the bank"
    assert transfer.commit(plan, quiet).added == MANY


def test_a_few_questions_of_a_killed_import_can_be_imported_again(
    transfer: Transfer, bank: Bank, desk: Desk, write: Write
) -> None:
    imported(transfer, write(opentdb(4)))
    path = write(opentdb(MANY, first=100), "more.json")
    begin(bank, planned(transfer, path, pack_id="things"))
    plan = planned(transfer, write(opentdb(6, first=100), "few.json"), pack_id="things")
    assert transfer.commit(plan, quiet).added == 6


def test_an_import_whose_pieces_are_gone_says_so_and_writes_nothing(
    transfer: Transfer, bank: Bank, desk: Desk, write: Write
) -> None:
    plan = planned(transfer, write(opentdb(MANY)))

    def progress(done: int, total: int) -> None:
        if done == AT_ONCE:
            for sign in desk.folder.glob("*.incoming-*.lock"):
                sign.unlink()  # as in a folder of a network that knows no locks
            with desk.open() as other:
                assert other.imports.sweep() == 1

    with pytest.raises(QuizError, match="is gone from the bank"):
        transfer.commit(plan, at_each_number(progress))
    assert bank.packs.all() == ()
    assert transfer.commit(plan, quiet).added == MANY


def test_an_import_that_goes_on_is_never_swept_however_long_it_takes(
    transfer: Transfer, bank: Bank, desk: Desk, write: Write
) -> None:
    def progress(done: int, total: int) -> None:
        desk.time.pass_ms(24 * 60 * 60 * 1000)
        with desk.open() as other:
            assert other.imports.sweep() == 0
        assert bank.imports.sweep() == 0
        sweep = f"from tests.transfer.moments import sweep_elsewhere; sweep_elsewhere({str(desk.folder)!r})"
        assert subprocess.run([sys.executable, "-c", sweep], cwd=ROOT, check=False).returncode == 0

    transfer.commit(planned(transfer, write(opentdb(MANY))), at_each_number(progress))
    assert len(live(bank)) == MANY


@COUNTS
def test_an_import_leaves_no_file_beside_the_bank(
    transfer: Transfer, bank: Bank, desk: Desk, write: Write, count: int
) -> None:
    plan = planned(transfer, write(opentdb(count)))
    begin(bank, plan)
    with pytest.raises(KeyboardInterrupt):
        transfer.commit(plan, _stop)
    transfer.commit(plan, quiet)
    imported(transfer, write(opentdb(count, first=9_000), "more.json"), pack_id="things")
    (desk.folder / "bank.sqlite.incoming-0123.lock").touch()
    bank.imports.sweep()
    assert list(desk.folder.glob("*.incoming-*")) == []


def _stop(done: int, total: int) -> None:
    raise KeyboardInterrupt


def test_what_was_published_just_when_somebody_wanted_to_sweep_it_stays(
    transfer: Transfer, bank: Bank, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = planned(transfer, write(opentdb(MANY)))
    staging = bank.imports.stage(plan.info, _title(plan, MANY), "author")
    bank.imports.add(staging, [_incoming(bank, item) for item in plan.chosen()], "author", lambda: None)

    @contextmanager
    def published_first(bank_path: Path, uid: str) -> Generator[bool]:
        bank.imports.publish(plan.info, _title(plan, MANY), "author", staging=staging)
        yield True

    monkeypatch.setattr(import_leftovers, "if_dead", published_first)
    bank.imports.sweep()
    assert len(live(bank)) == MANY


@pytest.mark.parametrize("is_killed", [True, False])
def test_nothing_of_an_unfinished_import_stays(
    transfer: Transfer, bank: Bank, desk: Desk, write: Write, is_killed: bool
) -> None:
    imported(transfer, write(opentdb(4)))
    tables = ("question", "revision", "pack", '"change"', "meta")
    desk.author(bank).refresh()
    before = [rows(desk, f"SELECT count(*) FROM {table}") for table in tables]
    plan = planned(transfer, write(opentdb(MANY, first=100), "more.json"), pack_id="things")

    def stop(done: int, total: int) -> None:
        desk.author(bank).refresh()
        if done >= AT_ONCE:
            raise KeyboardInterrupt

    if is_killed:
        begin(bank, plan)
        bank.imports.sweep()
    else:
        with pytest.raises(KeyboardInterrupt):
            transfer.commit(plan, stop)
    assert [rows(desk, f"SELECT count(*) FROM {table}") for table in tables] == before


def test_ids_of_questions_that_were_swept_are_not_given_again(
    transfer: Transfer, bank: Bank, desk: Desk, write: Write
) -> None:
    begin(bank, planned(transfer, write(opentdb(MANY))))
    (highest,) = rows(desk, "SELECT max(id) FROM question")[0]
    imported(transfer, write(opentdb(4)))
    assert rows(desk, "SELECT min(id) FROM question")[0][0] > highest  # type: ignore[operator]


# A full disk


@pytest.mark.parametrize("pages", [1, 30, 100, 300, 600, 900])
def test_a_full_disk_stops_an_import_with_a_sentence_and_it_can_be_done_again(
    bank: Bank, desk: Desk, write: Write, pages: int
) -> None:
    imported(transfer_of(bank, desk), write(opentdb(4)))
    before = live(bank)
    path = write(opentdb(MANY, first=100), "more.json")
    (used,) = rows(desk, "PRAGMA page_count")[0]
    bank.close()
    with desk.open(Limits(max_pages=int(str(used)) + pages)) as full:
        transfer = transfer_of(full, desk)
        plan = planned(transfer, path, pack_id="things")
        with pytest.raises(BankError, match=r"disk is full.*Free some space"):
            transfer.commit(plan, quiet)
        assert live(full) == before
        assert len(desk.author(full).find("thing").ids) == 4
    with desk.open() as roomy:
        assert imported(transfer_of(roomy, desk), path, pack_id="things").added == MANY
        assert len(live(roomy)) == MANY + 4
