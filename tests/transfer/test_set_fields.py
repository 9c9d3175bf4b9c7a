"""What was set for many questions of a plan: it stays, and the same file changes nothing the next time."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from quizapp.bank.bank import Bank
from quizapp.bank.import_pieces import AT_ONCE
from quizapp.errors import QuizError
from quizapp.game.plans import Fate, ImportPlan, PlanItem
from quizapp.game.stored import State
from quizapp.transfer.transfer import Transfer

from ..author.conftest import Desk
from .conftest import Write, imported, opentdb, planned, quiet
from .moments import a_zoo, packed, zoo

pytestmark = pytest.mark.usefixtures("is_whole")

SIZES = pytest.mark.parametrize("count", [6, 2 * AT_ONCE], ids=["few", "in pieces"])
SET: dict[str, Any] = {"category": "category-1", "tags": ("set",), "difficulty": 3, "episode": 0}


def _set(transfer: Transfer, plan: ImportPlan, items: Iterable[PlanItem] | None = None, **fields: Any) -> None:
    transfer.change(plan, plan.items if items is None else items, **(fields or SET))


def _imported_as_set(transfer: Transfer, path: Path, fields: dict[str, Any] = SET, **options: Any) -> None:
    plan = planned(transfer, path, **options)
    _set(transfer, plan, **fields)
    transfer.commit(plan, quiet)


def _fields(bank: Bank, pack_id: str = "things") -> set[tuple[object, ...]]:
    stored = [each for each in bank.questions.of_pack(pack_id) if each.state is State.LIVE]
    return {tuple(getattr(each.question, name) for name in SET) for each in stored}


@SIZES
def test_the_same_file_changes_nothing_of_what_was_set(
    transfer: Transfer, bank: Bank, write: Write, count: int
) -> None:
    path = write(opentdb(count))
    _imported_as_set(transfer, path)
    before = bank.questions.of_pack("things")
    plan = planned(transfer, path)
    assert plan.counts() == {Fate.UNCHANGED: count}
    with pytest.raises(QuizError, match="Tick at least one question"):
        transfer.commit(plan, quiet)
    assert bank.questions.of_pack("things") == before
    assert _fields(bank) == {tuple(SET.values())}


@SIZES
def test_into_a_pack_that_was_there_too(transfer: Transfer, bank: Bank, write: Write, count: int) -> None:
    imported(transfer, write(opentdb(3)))
    more = write(opentdb(count, first=100), "more.json")
    _imported_as_set(transfer, more, pack_id="things")
    assert planned(transfer, more, pack_id="things").counts() == {Fate.UNCHANGED: count}


@SIZES
def test_into_a_published_pack_too(transfer: Transfer, bank: Bank, write: Write, count: int) -> None:
    bank.packs.load(a_zoo("1", *"abc"), "digest 1")
    path = write(opentdb(count))
    _imported_as_set(transfer, path, {"category": "cast"}, pack_id="zoo")
    assert planned(transfer, path, pack_id="zoo").counts() == {Fate.UNCHANGED: count}
    load = bank.packs.load(a_zoo("2", *"abc"), "digest 2")
    assert (load.retired, load.kept) == ((), ()), "the pack never held them, so it cannot have removed them"
    assert planned(transfer, packed(write, a_zoo("3", *"abc"))).counts() == {Fate.UNCHANGED: 3}


def test_a_newer_file_changes_what_differs_and_what_was_set_stays(transfer: Transfer, bank: Bank, write: Write) -> None:
    path = write(opentdb(6))
    _imported_as_set(transfer, path)
    write(opentdb(6, incorrect_answers=["Nothing", "Nobody", "Nowhere"]))
    plan = planned(transfer, path)
    assert plan.counts() == {Fate.CHANGED: 1, Fate.UNCHANGED: 5}
    transfer.commit(plan, quiet)
    (changed,) = [each.question for each in bank.questions.of_pack("things") if each.revision == 2]
    assert changed.distractors[0].text == "Nothing"
    assert _fields(bank) == {tuple(SET.values())}
    assert planned(transfer, path).counts() == {Fate.UNCHANGED: 6}, "and that is remembered as well"


def test_a_newer_file_into_a_published_pack_changes_only_what_differs(
    transfer: Transfer, bank: Bank, write: Write
) -> None:
    bank.packs.load(a_zoo("1", *"abc"), "digest 1")
    path = write(opentdb(6))
    _imported_as_set(transfer, path, {"category": "cast"}, pack_id="zoo")
    write(opentdb(6, incorrect_answers=["Nothing", "Nobody", "Nowhere"]))
    plan = planned(transfer, path, pack_id="zoo")
    assert plan.counts() == {Fate.CHANGED: 1, Fate.UNCHANGED: 5}
    transfer.commit(plan, quiet)
    assert {each.question.category for each in bank.questions.of_pack("zoo") if each.question.distractors} == {"cast"}
    assert planned(transfer, path, pack_id="zoo").counts() == {Fate.UNCHANGED: 6}


def test_a_field_that_was_set_and_that_the_newer_file_says_otherwise_is_asked_about(
    transfer: Transfer, bank: Bank, write: Write
) -> None:
    path = write(opentdb(6))
    _imported_as_set(transfer, path, {"category": "category-1"})
    write(opentdb(6, category="Category 2", difficulty="hard"))
    plan = planned(transfer, path)
    assert plan.counts() == {Fate.CONFLICT: 1, Fate.UNCHANGED: 5}


def test_a_field_that_was_not_set_follows_the_newer_file(transfer: Transfer, bank: Bank, write: Write) -> None:
    path = write(opentdb(6))
    _imported_as_set(transfer, path, {"category": "category-1"})
    write(opentdb(6, difficulty="hard"))
    plan = planned(transfer, path)
    assert plan.counts() == {Fate.CHANGED: 1, Fate.UNCHANGED: 5}
    transfer.commit(plan, quiet)
    changed = next(each.question for each in bank.questions.of_pack("things") if each.revision == 2)
    assert (changed.category, changed.difficulty) == ("category-1", 3)


def test_what_was_written_here_beside_what_was_set_is_asked_about(
    transfer: Transfer, bank: Bank, desk: Desk, write: Write
) -> None:
    path = write(opentdb(6))
    _imported_as_set(transfer, path)
    uids = [each.question.uid for each in bank.questions.of_pack("things")]
    desk.author(bank).set_field(uids, "hint", "Ours.")
    write(opentdb(6, incorrect_answers=["Nothing", "Nobody", "Nowhere"]))
    assert planned(transfer, path).counts() == {Fate.CONFLICT: 1, Fate.UNCHANGED: 5}


@pytest.mark.parametrize("is_decided", [True, False])
def test_a_conflict_for_which_fields_were_set_is_asked_about_until_it_is_decided(
    transfer: Transfer, bank: Bank, desk: Desk, write: Write, is_decided: bool
) -> None:
    path = write(opentdb(4))
    imported(transfer, path)
    uids = [each.question.uid for each in bank.questions.of_pack("things")]
    desk.author(bank).set_field(uids, "hint", "Ours.")
    write(opentdb(5, incorrect_answers=["Nothing", "Nobody", "Nowhere"]))
    plan = planned(transfer, path)
    _set(transfer, plan, **SET)
    if is_decided:
        plan.choose([item for item in plan.items if item.fate is Fate.CONFLICT], False)
    transfer.commit(plan, quiet)
    assert planned(transfer, path).counts()[Fate.CONFLICT] == (not is_decided)


@SIZES
@pytest.mark.parametrize("is_published", [False, True], ids=["made here", "published"])
def test_it_is_known_again_after_undo_and_redo(
    transfer: Transfer, bank: Bank, desk: Desk, write: Write, count: int, is_published: bool
) -> None:
    if is_published:
        bank.packs.load(a_zoo("1", *"abc"), "digest 1")
    else:
        bank.packs.create(a_zoo("1").info)
    path = write(opentdb(count))
    _imported_as_set(transfer, path, {"category": "cast"}, pack_id="zoo")
    before, author = zoo(bank), desk.author(bank)
    author.undo()
    assert not bank.packs.is_edited("zoo")
    assert planned(transfer, path, pack_id="zoo").counts() == {Fate.CHANGED: count}, "it can be imported again"
    author.redo()
    assert zoo(bank) == before
    assert planned(transfer, path, pack_id="zoo").counts() == {Fate.UNCHANGED: count}


@pytest.fixture(params=["made here", "published"])
def into(request: pytest.FixtureRequest, bank: Bank) -> str:
    """The id of a pack with other questions: one that was made here, or a published one."""
    if request.param == "published":
        bank.packs.load(a_zoo("1", *"abc"), "digest 1")
    else:
        bank.packs.create(a_zoo("1").info)
    return "zoo"


def _newer(write: Write, text: str = "Nothing") -> Path:
    """The file of six questions with other distractors in its first one."""
    return write(opentdb(6, incorrect_answers=[text, "Nobody", "Nowhere"]))


def test_what_a_newer_file_changed_is_known_again_after_undo_and_redo(
    transfer: Transfer, bank: Bank, desk: Desk, write: Write, into: str
) -> None:
    path = write(opentdb(6))
    _imported_as_set(transfer, path, {"category": "cast"}, pack_id=into)
    imported(transfer, _newer(write), pack_id=into)
    after = bank.questions.of_pack(into)
    for _ in range(2):
        desk.author(bank).undo()
        assert planned(transfer, path, pack_id=into).counts() == {Fate.CHANGED: 1, Fate.UNCHANGED: 5}
        with desk.open() as again:  # after a restart
            desk.author(again).redo()
        assert planned(transfer, path, pack_id=into).counts() == {Fate.UNCHANGED: 6}
    assert [each.question for each in bank.questions.of_pack(into)] == [each.question for each in after]
    _newer(write, "Nil")
    assert planned(transfer, path, pack_id=into).counts() == {Fate.CHANGED: 1, Fate.UNCHANGED: 5}, "no conflict"


def test_each_of_several_imports_undone_and_done_again_has_its_own_words(
    transfer: Transfer, bank: Bank, desk: Desk, write: Write, into: str
) -> None:
    path = write(opentdb(6))
    _imported_as_set(transfer, path, {"category": "cast"}, pack_id=into)
    for text in ("Nothing", "Nil"):
        imported(transfer, _newer(write, text), pack_id=into)
    author = desk.author(bank)
    for _ in range(3):
        author.undo()
    write(opentdb(6))
    author.redo()
    assert planned(transfer, path, pack_id=into).counts() == {Fate.UNCHANGED: 6}
    for text in ("Nothing", "Nil"):
        author.redo()
        assert planned(transfer, _newer(write, text), pack_id=into).counts() == {Fate.UNCHANGED: 6}


def test_fields_set_in_a_newer_version_of_a_pack_are_changed_here_after_undo_and_redo_too(
    transfer: Transfer, bank: Bank, desk: Desk, write: Write
) -> None:
    imported(transfer, packed(write, a_zoo("1", *"abc")))
    newer = packed(write, a_zoo("2", *"abc", a="Is it another one?"))
    plan = planned(transfer, newer)
    _set(transfer, plan, difficulty=3)
    transfer.commit(plan, quiet)
    author = desk.author(bank)
    author.undo()
    assert not bank.packs.is_edited("zoo")
    author.redo()
    assert bank.packs.is_edited("zoo")
    assert planned(transfer, newer).counts() == {Fate.UNCHANGED: 3}
    newest = packed(write, a_zoo("3", *"abc", a="Is it yet another one?"))
    assert planned(transfer, newest).counts() == {Fate.CONFLICT: 1, Fate.UNCHANGED: 2}, "it was set here: it is asked"


def test_what_is_set_in_a_pack_of_our_own_is_changed_here_to_its_next_version(
    transfer: Transfer, bank: Bank, write: Write
) -> None:
    first = packed(write, a_zoo("1", *"abc"))
    _imported_as_set(transfer, first, {"difficulty": 3})
    assert planned(transfer, first).counts() == {Fate.UNCHANGED: 3}
    newer = packed(write, a_zoo("2", *"abc", a="Is it another one?"))
    assert planned(transfer, newer).counts() == {Fate.CONFLICT: 1, Fate.UNCHANGED: 2}
    assert bank.packs.is_edited("zoo")
