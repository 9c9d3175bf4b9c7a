"""Newer versions of packs, what other files bring into them, and the packs that files make."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from quizapp.author.packs import Shelf
from quizapp.bank.bank import Bank
from quizapp.errors import QuizError
from quizapp.formats.archive import write_archive
from quizapp.formats.toml_pack import write_pack
from quizapp.game.checking import CATEGORIES_MAX, check_info
from quizapp.game.plans import Fate, ImportPlan
from quizapp.game.stored import State
from quizapp.transfer.transfer import Transfer

from ..author.conftest import Desk
from .conftest import Write, imported, opentdb, planned, quiet
from .moments import MANY, a_zoo, live, packed, zoo

pytestmark = pytest.mark.usefixtures("is_whole")


# Packs of our own


def test_a_newer_version_of_a_pack_is_taken_undone_and_taken_again(
    transfer: Transfer, bank: Bank, desk: Desk, write: Write
) -> None:
    imported(transfer, packed(write, a_zoo("1", *"abcd")))
    author = desk.author(bank)
    author.set_field(["zoo/d"], "hint", "Ours.")
    before, info = zoo(bank), bank.packs.get("zoo")
    newer = packed(write, a_zoo("2", *"acde", a="Is it another one?", d="Theirs?"))
    fates = {Fate.CHANGED: 1, Fate.REMOVED: 1, Fate.UNCHANGED: 1, Fate.CONFLICT: 1, Fate.NEW: 1}
    plan = planned(transfer, newer)
    assert plan.counts() == fates
    plan.choose([item for item in plan.items if item.fate is Fate.CONFLICT], False)
    transfer.commit(plan, quiet)
    after = zoo(bank)
    assert after["a"][1] == "Is it another one?"
    assert (after["b"][0], after["d"], after["e"][0]) == (State.RETIRED, before["d"], State.LIVE)
    assert planned(transfer, newer).counts() == {Fate.UNCHANGED: 4}, "what was decided is not asked again"
    author.undo()
    assert {key: each for key, each in zoo(bank).items() if key != "e"} == before
    assert zoo(bank)["e"][0] is State.RETIRED
    assert bank.packs.get("zoo") == info
    counts = planned(transfer, newer).counts()
    assert (counts[Fate.CHANGED], counts[Fate.REMOVED]) == (2, 1), "an undone import can be done again by the file"
    author.redo()
    assert zoo(bank) == after
    assert planned(transfer, newer).counts() == {Fate.UNCHANGED: 4}
    newest = packed(write, a_zoo("3", *"abcde", a="Is it yet another one?"))
    counts = planned(transfer, newest).counts()
    assert (counts[Fate.CHANGED], counts[Fate.CONFLICT]) == (2, 1), (
        "nobody changed these here: they are not asked about"
    )
    imported(transfer, newest)
    assert zoo(bank)["b"][0] is State.LIVE


def _decided(transfer: Transfer, newer: Path, *, is_taken: bool) -> ImportPlan:
    """What the newer version did after it was decided about the one question that it holds no more."""
    plan = planned(transfer, newer)
    (gone,) = (item for item in plan.items if item.fate is Fate.CONFLICT)
    assert gone.is_gone
    assert not gone.chosen, "ours is kept unless somebody says otherwise"
    plan.choose([gone], is_taken)
    transfer.commit(plan, quiet)
    return plan


@pytest.mark.parametrize("is_taken", [True, False])
def test_a_question_changed_here_that_a_newer_version_holds_no_more_is_to_be_decided_about(
    transfer: Transfer, bank: Bank, desk: Desk, write: Write, is_taken: bool
) -> None:
    imported(transfer, packed(write, a_zoo("1", *"abc")))
    author = desk.author(bank)
    author.set_field(["zoo/b"], "hint", "Ours.")
    before = zoo(bank)
    newer = packed(write, a_zoo("2", *"ac"))
    assert _decided(transfer, newer, is_taken=is_taken).counts() == {Fate.UNCHANGED: 2, Fate.CONFLICT: 1}
    assert (zoo(bank)["b"][0] is State.RETIRED) is is_taken
    assert planned(transfer, newer).counts() == {Fate.UNCHANGED: 2}, "it is not asked again"
    author.undo()
    assert zoo(bank) == before
    author.redo()
    assert (zoo(bank)["b"][0] is State.RETIRED) is is_taken
    back = planned(transfer, packed(write, a_zoo("3", *"abc")))
    assert back.counts() == {Fate.UNCHANGED: 2, Fate.CHANGED if is_taken else Fate.CONFLICT: 1}


def test_a_question_written_here_is_no_matter_of_a_newer_version(
    transfer: Transfer, bank: Bank, desk: Desk, write: Write
) -> None:
    imported(transfer, packed(write, a_zoo("1", *"ab")))
    author = desk.author(bank)
    author.duplicate(["zoo/a"])
    author.retire(["zoo/b"])
    assert planned(transfer, packed(write, a_zoo("2", "a"))).counts() == {Fate.UNCHANGED: 1}


def test_a_question_that_a_newer_version_has_spoilt_is_kept_as_it_is(
    transfer: Transfer, bank: Bank, write: Write
) -> None:
    imported(transfer, packed(write, a_zoo("1", *"abc")))
    before = zoo(bank)
    newer = packed(write, a_zoo("2", *"abc", b=""))
    assert planned(transfer, newer).counts() == {Fate.UNCHANGED: 2, Fate.REJECTED: 1}
    imported(transfer, newer)
    assert zoo(bank) == before


@pytest.mark.parametrize("is_decided", [True, False])
def test_an_import_takes_the_place_of_the_conflicts_that_an_update_at_a_start_has_left(
    transfer: Transfer, bank: Bank, desk: Desk, write: Write, is_decided: bool
) -> None:
    bank.packs.load(a_zoo("1", *"abc"), "digest 1")
    desk.author(bank).set_field(["zoo/a", "zoo/b"], "hint", "Ours.")
    bank.packs.load(a_zoo("2", *"bc", b="Two?"), "digest 2")
    assert [(each.info.id, each.conflict_count) for each in Shelf(bank).all()] == [("zoo", 2)]
    plan = planned(transfer, packed(write, a_zoo("3", *"abc", a="Three?", b="Three too?")))
    assert plan.counts() == {Fate.CONFLICT: 2, Fate.UNCHANGED: 1}
    if is_decided:
        plan.choose(plan.items, False)
    assert transfer.commit(plan, quiet).to_decide == (0 if is_decided else 2)
    theirs = [each.theirs and each.theirs.prompt for each in bank.packs.conflicts("zoo")]
    assert theirs == ([] if is_decided else ["Three?", "Three too?"])


def test_a_version_that_was_undone_leaves_its_pack_as_it_was_published(
    transfer: Transfer, bank: Bank, desk: Desk, write: Write
) -> None:
    imported(transfer, packed(write, a_zoo("1", *"abc")))
    imported(transfer, packed(write, a_zoo("2", *"abd", a="Is it another one?")))
    desk.author(bank).undo()
    assert not bank.packs.is_edited("zoo")
    desk.author(bank).redo()
    assert not bank.packs.is_edited("zoo")


def test_a_newer_version_that_says_what_was_changed_here_may_be_replaced_unasked_again(
    transfer: Transfer, bank: Bank, desk: Desk, write: Write
) -> None:
    imported(transfer, packed(write, a_zoo("1", *"ab")))
    desk.author(bank).set_field(["zoo/a"], "prompt", "A better one?")
    imported(transfer, packed(write, a_zoo("2", *"ab", a="A better one?", b="New?")))
    assert not bank.packs.is_edited("zoo")
    newest = planned(transfer, packed(write, a_zoo("3", *"ab", a="The best one?", b="New?")))
    assert newest.counts() == {Fate.CHANGED: 1, Fate.UNCHANGED: 1}


def test_what_other_files_bring_into_a_published_pack_outlives_its_next_version(
    transfer: Transfer, bank: Bank, write: Write
) -> None:
    bank.packs.load(a_zoo("1", *"abc"), "digest 1")
    for path in (write(opentdb(4), "few.json"), write(opentdb(MANY, first=100), "many.json")):
        imported(transfer, path, pack_id="zoo")
        assert set(planned(transfer, path, pack_id="zoo").counts()) == {Fate.UNCHANGED}
    assert bank.packs.is_edited("zoo")
    assert planned(transfer, packed(write, a_zoo("2", *"ab"))).counts()[Fate.REMOVED] == 1
    assert bank.packs.load(a_zoo("2", *"ab"), "digest 2").retired == ("zoo/c",)
    assert len(live(bank, "zoo")) == 2 + 4 + MANY


def test_what_a_table_changes_in_a_published_pack_is_not_overwritten_by_its_next_version(
    transfer: Transfer, bank: Bank, desk: Desk, write: Write
) -> None:
    bank.packs.load(a_zoo("1", *"abc"), "digest 1")
    mine = write(
        "id,question,answer,type,category,wrong1\nzoo/a,Is this mine?,True,true_false,cast,False\n", "mine.csv"
    )
    plan = planned(transfer, mine, pack_id="zoo")
    assert [(item.fate, item.draft and item.draft.uid) for item in plan.items] == [(Fate.CHANGED, "zoo/a")]
    transfer.commit(plan, quiet)
    assert bank.packs.is_edited("zoo")
    assert len(bank.packs.load(a_zoo("2", *"abc", a="Theirs?"), "digest 2").kept) == 1
    assert zoo(bank)["a"][1] == "Is this mine?"


def test_an_older_version_can_be_imported_where_the_newer_one_was_taken_away(
    transfer: Transfer, bank: Bank, desk: Desk, write: Write
) -> None:
    imported(transfer, write(opentdb(4)))
    imported(transfer, packed(write, a_zoo("2", *"ab", a="Newer?")))
    older = packed(write, a_zoo("1", *"ab"))
    with pytest.raises(QuizError, match="newer than version 1"):
        planned(transfer, older)
    Shelf(bank).remove("zoo")
    imported(transfer, older)
    assert zoo(bank)["a"] == (State.LIVE, "Is a one of the letters?")
    desk.author(bank).undo()
    assert bank.packs.get("things")
    assert [info.id for info in bank.packs.all()] == ["things"]
    desk.author(bank).undo()
    assert zoo(bank)["a"] == (State.LIVE, "Newer?")


def test_the_program_starts_with_the_newer_version_of_its_own_pack_that_a_file_brought(
    transfer: Transfer, bank: Bank, write: Write
) -> None:
    from quizapp.paths import bundled_packs
    from quizapp.transfer.bundled import load_bundled
    from quizapp.transfer.pack_files import read_path

    load_bundled(bank, bundled_packs())
    shipped = read_path(bundled_packs()[0]).pack()
    newer = replace(shipped, info=replace(shipped.info, version="9999.1"), questions=shipped.questions[:-1])
    imported(transfer, write(write_archive(write_pack(newer)), "run-on.quizpack"))
    last = shipped.questions[-1].uid
    load_bundled(bank, bundled_packs())
    assert bank.packs.get("run-on") == newer.info
    stored = bank.questions.stored(last)
    assert stored
    assert stored.state is State.RETIRED


# Taken away, and titles


def test_a_pack_that_comes_back_under_its_title_keeps_its_categories(
    transfer: Transfer, bank: Bank, desk: Desk, write: Write
) -> None:
    imported(transfer, write(opentdb(4)), title="Things")
    desk.author(bank).undo()
    imported(transfer, write(opentdb(2, first=50, category="New"), "more.json"), title="Things")
    info = bank.packs.get("things")
    assert info
    known = {category.id for category in info.categories}
    assert {each.question.category for each in bank.questions.of_pack("things")} <= known
    assert len(known) == 5


def test_a_pack_that_was_undone_comes_back_under_its_title_though_no_question_is_new(
    transfer: Transfer, bank: Bank, desk: Desk, write: Write
) -> None:
    path = write(opentdb(4))
    imported(transfer, path, title="Things")
    desk.author(bank).undo()
    plan = planned(transfer, path, title="Things")
    assert plan.counts() == {Fate.UNCHANGED: 4}
    transfer.commit(plan, quiet)
    assert len(live(bank)) == 4


@pytest.mark.parametrize("title", ["أسئلة", "한국 드라마", "Тест 1", "Straße", "!!!", "x" * 10_000, "问题 x" * 3_000])
def test_a_file_of_any_name_is_known_again_and_its_pack_can_be_described(
    transfer: Transfer, bank: Bank, write: Write, title: str
) -> None:
    path = write(opentdb(4), f"{title[:60]}.json")
    imported(transfer, path)
    (info,) = bank.packs.all()
    assert check_info(info) == ()
    assert planned(transfer, path).counts() == {Fate.UNCHANGED: 4}
    plan = planned(transfer, write(opentdb(2, first=50), "other.json"), title=title)
    assert check_info(plan.info) == ()


def test_titles_that_differ_in_foreign_letters_alone_are_two_packs(
    transfer: Transfer, bank: Bank, write: Write
) -> None:
    imported(transfer, write(opentdb(2), "Тест 1.json"))
    imported(transfer, write(opentdb(2, first=50), "Опрос 1.json"))
    assert len(bank.packs.all()) == 2


def test_more_categories_than_a_pack_can_have_come_into_a_general_one_and_that_is_said(
    transfer: Transfer, bank: Bank, write: Write
) -> None:
    many = opentdb(CATEGORIES_MAX + 50)
    for number, item in enumerate(many["results"]):
        item["category"] = f"Field {number}"
    plan = planned(transfer, write(many))
    assert "the questions of 51 others" in str(plan.notes[0].problem.message)
    transfer.commit(plan, quiet)
    (info,) = bank.packs.all()
    assert check_info(info) == ()
    assert len(live(bank)) == CATEGORIES_MAX + 50


def test_a_file_without_questions_makes_no_pack(transfer: Transfer, bank: Bank, write: Write) -> None:
    for path in (write(opentdb(0)), write("", "empty.csv"), packed(write, a_zoo("1"))):
        with pytest.raises(QuizError, match="Tick at least one question"):
            transfer.commit(planned(transfer, path), quiet)
    assert bank.packs.all() == ()


# Duplicates that are wanted all the same


def test_repeats_that_were_taken_are_unchanged_when_the_file_comes_again(
    transfer: Transfer, bank: Bank, write: Write
) -> None:
    twice = opentdb(3)
    twice["results"] += opentdb(3)["results"]
    path = write(twice)
    plan = planned(transfer, path)
    plan.choose(plan.items, True)
    assert transfer.commit(plan, quiet).added == 6
    assert planned(transfer, path).counts() == {Fate.UNCHANGED: 6}


def test_a_question_that_stands_in_another_pack_can_be_taken_once_more(
    transfer: Transfer, bank: Bank, desk: Desk, write: Write
) -> None:
    path = write(opentdb(4))
    imported(transfer, path)
    imported(transfer, write(opentdb(4, first=50), "others.json"))
    (moved,) = sorted(live(bank))[:1]
    stored = bank.questions.stored(moved)
    assert stored
    desk.author(bank).save(replace(stored.question), pack_id="others", seen_revision=stored.revision)
    plan = planned(transfer, path)
    assert plan.counts() == {Fate.UNCHANGED: 3, Fate.DUPLICATE: 1}
    plan.choose(plan.items, True)
    assert transfer.commit(plan, quiet).added == 1
    assert bank.questions.stored(f"{moved}-2")
