"""Conflicts of an import that nobody decides about: they wait in the bank, as those of an update at a start do."""

from __future__ import annotations

import pytest

from quizapp.author.packs import Shelf
from quizapp.bank.bank import Bank
from quizapp.game.plans import Decision, Fate, ImportPlan
from quizapp.game.stored import State
from quizapp.transfer.transfer import Transfer

from ..author.conftest import Desk
from .conftest import Write, imported, opentdb, planned, quiet
from .moments import a_zoo, packed, zoo

pytestmark = pytest.mark.usefixtures("is_whole")


@pytest.fixture
def changed(transfer: Transfer, bank: Bank, desk: Desk, write: Write) -> None:
    """A pack of three questions, two of which were changed here."""
    imported(transfer, packed(write, a_zoo("1", *"abc")))
    desk.author(bank).set_field(["zoo/a", "zoo/b"], "hint", "Ours.")


def _open(bank: Bank) -> dict[str, str | None]:
    return {each.uid[-1]: each.theirs and each.theirs.prompt for each in bank.packs.conflicts("zoo")}


def _version(bank: Bank) -> set[str]:
    return {each.pack_version for each in bank.packs.conflicts("zoo")}


def _conflicts(plan: ImportPlan) -> list[Decision | None]:
    return [item.decision for item in plan.items if item.fate is Fate.CONFLICT]


def _decide(transfer: Transfer, plan: ImportPlan, *, take: bool) -> None:
    plan.choose([item for item in plan.items if item.fate is Fate.CONFLICT], take)
    transfer.commit(plan, quiet)


@pytest.mark.usefixtures("changed")
def test_what_nobody_decided_about_waits_as_after_an_update_at_a_start(
    transfer: Transfer, bank: Bank, write: Write
) -> None:
    result = imported(transfer, packed(write, a_zoo("2", *"bc", b="Theirs?")))
    assert (result.to_decide, result.left) == (2, 3)
    assert _open(bank) == {"a": None, "b": "Theirs?"}
    assert _version(bank) == {"2"}
    shelf = Shelf(bank)
    assert [each.conflict_count for each in shelf.all()] == [2]
    settled = shelf.settle(shelf.conflicts("zoo"), take_theirs=True)
    assert len(settled.decided) == 2
    assert (zoo(bank)["a"][0], zoo(bank)["b"][1]) == (State.RETIRED, "Theirs?")
    assert not bank.packs.is_edited("zoo")


@pytest.mark.usefixtures("changed")
@pytest.mark.parametrize("take", [True, False])
def test_the_same_file_asks_again_and_can_decide(transfer: Transfer, bank: Bank, write: Write, take: bool) -> None:
    newer = packed(write, a_zoo("2", *"bc", b="Theirs?"))
    imported(transfer, newer)
    plan = planned(transfer, newer)
    assert _conflicts(plan) == [Decision.WAITS, Decision.WAITS]
    assert not plan.has_anything_to_write, "they wait already"
    _decide(transfer, plan, take=take)
    assert _open(bank) == {}
    assert planned(transfer, newer).counts() == {Fate.UNCHANGED: 2}
    assert (zoo(bank)["a"][0] is State.RETIRED) is take


@pytest.mark.usefixtures("changed")
def test_a_newer_version_that_says_nothing_new_of_it_ends_no_conflict(
    transfer: Transfer, bank: Bank, write: Write
) -> None:
    imported(transfer, packed(write, a_zoo("2", *"bc", b="Theirs?")))
    imported(transfer, packed(write, a_zoo("3", *"bcd", b="Theirs?")))
    assert _open(bank) == {"a": None, "b": "Theirs?"}


def test_a_newer_version_that_comes_to_say_what_is_written_here_ends_the_conflict(
    transfer: Transfer, bank: Bank, desk: Desk, write: Write
) -> None:
    imported(transfer, packed(write, a_zoo("1", *"abc")))
    desk.author(bank).set_field(["zoo/a"], "prompt", "A better one?")
    imported(transfer, packed(write, a_zoo("2", *"abc", a="Theirs?")))
    assert _open(bank) == {"a": "Theirs?"}
    imported(transfer, packed(write, a_zoo("3", *"abc", a="A better one?")))
    assert _open(bank) == {}


@pytest.mark.usefixtures("changed")
def test_an_update_at_a_start_with_the_same_words_leaves_what_waits(
    transfer: Transfer, bank: Bank, write: Write
) -> None:
    imported(transfer, packed(write, a_zoo("2", *"bc", b="Theirs?")))
    bank.packs.load(a_zoo("3", *"bc", b="Theirs?"), "digest 3")
    assert _open(bank) == {"a": None, "b": "Theirs?"}


@pytest.mark.parametrize("is_published", [True, False])
def test_another_file_asks_again_where_the_pack_was_published_by_somebody(
    transfer: Transfer, bank: Bank, desk: Desk, write: Write, is_published: bool
) -> None:
    if is_published:
        bank.packs.load(a_zoo("1", "a"), "digest 1")
    else:
        imported(transfer, write(opentdb(1, first=50), "zoo.json"))
    more = write(opentdb(2), "more.json")
    imported(transfer, more, pack_id="zoo")
    uids = [each.question.uid for each in bank.questions.of_pack("zoo") if "number 0" in each.question.prompt]
    desk.author(bank).set_field(uids, "hint", "Ours.")
    write(opentdb(2, incorrect_answers=["Theirs", "Nobody", "Nowhere"]), "more.json")
    plan = planned(transfer, more, pack_id="zoo")
    assert _conflicts(plan) == [None]
    assert plan.has_anything_to_write is not is_published
    if not is_published:
        transfer.commit(plan, quiet)
        assert len(_open(bank)) == 1
    again = planned(transfer, more, pack_id="zoo")
    _decide(transfer, again, take=False)
    assert _open(bank) == {}
    assert planned(transfer, more, pack_id="zoo").counts() == {Fate.UNCHANGED: 2}


# Undone


@pytest.mark.usefixtures("changed")
@pytest.mark.parametrize("is_newest", [True, False], ids=["a third version", "the same again"])
def test_an_import_that_decided_what_was_waiting_is_undone_and_it_is_to_decide_again(
    transfer: Transfer, bank: Bank, desk: Desk, write: Write, is_newest: bool
) -> None:
    imported(transfer, packed(write, a_zoo("2", *"bc", b="Theirs?")))
    before = zoo(bank)
    says = "Theirs, later?" if is_newest else "Theirs?"
    newest = packed(write, a_zoo("3" if is_newest else "2", *"bc", b=says))
    _decide(transfer, planned(transfer, newest), take=True)
    after = zoo(bank)
    assert (_open(bank), after["b"][1]) == ({}, says)
    for _ in range(2):
        desk.author(bank).undo()
        assert zoo(bank) == before
        assert _open(bank) == {"a": None, "b": says}
        assert _version(bank) == {"3" if is_newest else "2"}
        desk.author(bank).redo()
        assert zoo(bank) == after
        assert _open(bank) == {}
    desk.author(bank).undo()
    assert set(_conflicts(planned(transfer, newest))) == {Decision.WAITS}


@pytest.mark.usefixtures("changed")
def test_what_an_import_left_to_decide_stays_so_when_the_import_is_undone(
    transfer: Transfer, bank: Bank, desk: Desk, write: Write
) -> None:
    imported(transfer, packed(write, a_zoo("2", *"bc", b="Theirs?")))
    desk.author(bank).undo()
    assert _open(bank) == {"a": None, "b": "Theirs?"}
