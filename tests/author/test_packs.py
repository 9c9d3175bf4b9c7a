"""Packs as a whole: described, taken away and brought back, each as one step of undo."""

from __future__ import annotations

from dataclasses import replace

import pytest

from quizapp.author import Author
from quizapp.author.packs import Shelf
from quizapp.bank.bank import Bank
from quizapp.errors import QuizError

from ..play.conftest import INFO, a_pack
from .conftest import OTHER, change, uid


@pytest.fixture
def shelf(bank: Bank) -> Shelf:
    return Shelf(bank)


def ids(shelf: Shelf) -> list[str]:
    return [each.info.id for each in shelf.all()]


def test_the_shelf_says_how_many_questions_a_pack_has_and_whether_it_was_edited(shelf: Shelf, author: Author) -> None:
    assert [(each.info.id, each.question_count, each.is_edited) for each in shelf.all()] == [
        ("run-on", 42, False),
        ("other", 1, False),
    ]
    author.retire([uid(1)])
    assert [(each.question_count, each.is_edited) for each in shelf.all()] == [(41, True), (1, False)]


def test_a_pack_that_is_removed_can_be_brought_back_and_taken_away_again(shelf: Shelf, author: Author) -> None:
    shelf.remove("run-on")
    assert ids(shelf) == ["other"]
    assert len(author.find("").ids) == 1
    author.undo()
    assert ids(shelf) == ["run-on", "other"]
    assert len(author.find("").ids) == 43
    author.redo()
    assert ids(shelf) == ["other"]


def test_a_step_that_takes_from_the_pack_names_what_it_took(shelf: Shelf, author: Author, bank: Bank) -> None:
    for number in (1, 2):
        change(author, uid(number), hint="Mine.")
    pack = a_pack()
    theirs = (replace(each, hint=f"Theirs {each.uid}.") for each in pack.questions)
    bank.packs.load(replace(pack, info=replace(pack.info, version="2099.1"), questions=tuple(theirs)), "digest 3")
    first, second = shelf.conflicts("run-on")
    change(author, first.uid, hint="Mine, better.")
    assert shelf.settle([first, second], take_theirs=True).left == (first.uid,)
    assert str(author.undo_state().undo) == f"Take “{second.ours.prompt}” from the pack"


def test_the_history_of_its_questions_stays(shelf: Shelf, author: Author) -> None:
    before = author.history(uid(1))
    shelf.remove("run-on")
    assert author.history(uid(1)) == before


def test_the_last_pack_stays(shelf: Shelf) -> None:
    shelf.remove("run-on")
    with pytest.raises(QuizError, match="only pack"):
        shelf.remove("other")
    assert ids(shelf) == ["other"]


def test_a_pack_that_is_gone_is_neither_removed_nor_described(shelf: Shelf) -> None:
    shelf.remove("run-on")
    for act in (lambda: shelf.remove("run-on"), lambda: shelf.describe(replace(INFO, title="Back"))):
        with pytest.raises(QuizError, match="not in the bank any more"):
            act()
    assert ids(shelf) == ["other"]


def test_another_description_is_tidied_and_can_be_undone(shelf: Shelf, author: Author, bank: Bank) -> None:
    shelf.describe(replace(OTHER, title=" Zoo\x07 ", authors=("Kim", " "), licence="CC0"))
    found = bank.packs.get("other")
    assert found is not None
    assert (found.title, found.authors, found.licence) == ("Zoo", ("Kim",), "CC0")
    author.undo()
    assert bank.packs.get("other") == OTHER


def test_a_description_that_says_nothing_else_is_no_step(shelf: Shelf, author: Author) -> None:
    assert shelf.describe(OTHER).change_id == 0
    assert author.undo_state().undo is None


def test_an_unusable_description_changes_nothing(shelf: Shelf, bank: Bank) -> None:
    with pytest.raises(QuizError, match="needs a title"):
        shelf.describe(replace(OTHER, title="  "))
    assert bank.packs.get("other") == OTHER
