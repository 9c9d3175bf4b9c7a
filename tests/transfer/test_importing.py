"""What an import takes, what it leaves, and that it is done whole or not at all."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from quizapp.author import Author
from quizapp.bank.backup import listed
from quizapp.bank.bank import Bank
from quizapp.bank.import_pieces import AT_ONCE
from quizapp.errors import QuizError
from quizapp.game.authoring import REPLACEABLE
from quizapp.game.plans import Fate
from quizapp.game.question import Kind
from quizapp.game.stored import State
from quizapp.transfer.transfer import Transfer

from ..author.conftest import Desk
from .conftest import Write, imported, opentdb, planned, quiet, transfer_of
from .moments import at_each_number

MANY = 5 * AT_ONCE
"""Some pieces."""


class _Stopped(Exception):  # noqa: N818  no error: somebody pressed a button
    """The user pressed cancel."""


def _questions(bank: Bank, pack_id: str = "things") -> dict[str, tuple[State, str]]:
    return {each.question.uid: (each.state, each.question.prompt) for each in bank.questions.of_pack(pack_id)}


# What becomes of questions


def test_a_file_becomes_a_pack_of_its_own_with_its_categories(transfer: Transfer, bank: Bank, write: Write) -> None:
    result = imported(transfer, write(opentdb(8)))
    (info,) = bank.packs.all()
    assert (info.id, info.title, result.added) == ("things", "things", 8)
    assert [category.title for category in info.categories] == [f"Category {number}" for number in range(4)]
    assert {category.card for category in info.categories} == {"plain"}
    stored = bank.questions.of_pack("things")
    assert {each.state for each in stored} == {State.LIVE}
    assert {each.question.difficulty for each in stored} == {1, 2, 3}
    assert all(each.question.uid.startswith("things/") for each in stored)


def test_what_comes_in_is_found_and_checked_at_once(transfer: Transfer, bank: Bank, desk: Desk, write: Write) -> None:
    imported(transfer, write(opentdb(8)))
    author = desk.author(bank)
    assert len(author.find("number 3").ids) == 1
    assert len(author.find("problem:sources").ids) == 8
    assert author.refresh() == 0, "everything was checked when it came in"


def test_the_same_file_again_changes_nothing(transfer: Transfer, bank: Bank, write: Write) -> None:
    path = write(opentdb(8))
    imported(transfer, path)
    before = _questions(bank)
    plan = planned(transfer, path)
    assert plan.counts() == {Fate.UNCHANGED: 8}
    with pytest.raises(QuizError, match="Tick at least one question"):
        transfer.commit(plan, quiet)
    assert _questions(bank) == before


def test_a_newer_file_changes_only_what_differs(transfer: Transfer, bank: Bank, write: Write) -> None:
    path = write(opentdb(8))
    imported(transfer, path)
    write(opentdb(10, incorrect_answers=["Nothing", "Nobody", "Nowhere"]))
    plan = planned(transfer, path)
    assert plan.counts() == {Fate.CHANGED: 1, Fate.UNCHANGED: 7, Fate.NEW: 2}
    result = transfer.commit(plan, quiet)
    assert (result.added, result.changed) == (2, 1)
    changed = [each for each in bank.questions.of_pack("things") if each.revision == 2]
    assert [each.text for each in changed[0].question.distractors] == ["Nothing", "Nobody", "Nowhere"]


def test_a_question_changed_in_the_bank_and_in_the_file_is_asked_about(
    transfer: Transfer, bank: Bank, desk: Desk, write: Write
) -> None:
    path = write(opentdb(4))
    imported(transfer, path)
    author = desk.author(bank)
    first = next(each for each in bank.questions.of_pack("things") if "number 0" in each.question.prompt)
    author.set_field([first.question.uid], "hint", "Ours.")
    write(opentdb(4, incorrect_answers=["Theirs", "Nobody", "Nowhere"]))
    plan = planned(transfer, path)
    assert plan.counts() == {Fate.CONFLICT: 1, Fate.UNCHANGED: 3}
    (conflict,) = [item for item in plan.items if item.fate is Fate.CONFLICT]
    assert not conflict.chosen, "what was written here stays unless somebody says otherwise"
    conflict.chosen = True
    transfer.commit(plan, quiet)
    now = bank.questions.stored(first.question.uid)
    assert now
    assert now.question.distractors[0].text == "Theirs"
    assert bank.revisions.history(first.question.uid)[1].after.question.hint == "Ours."  # type: ignore[union-attr]


def test_a_question_that_stands_elsewhere_is_a_duplicate_and_is_not_taken(
    transfer: Transfer, bank: Bank, write: Write
) -> None:
    imported(transfer, write(opentdb(4)))
    other = write(opentdb(6, question="WHICH thing has  the number 0, of all things"), "others.json")
    plan = planned(transfer, other)
    assert plan.counts() == {Fate.DUPLICATE: 4, Fate.NEW: 2}
    assert plan.items[0].like.startswith("things/")
    assert imported(transfer, other).added == 2
    assert len(bank.packs.all()) == 2


def test_a_question_that_comes_twice_in_one_file_is_taken_once(transfer: Transfer, write: Write) -> None:
    twice = opentdb(3)
    twice["results"] += opentdb(3)["results"]
    plan = planned(transfer, write(twice))
    assert [item.fate for item in plan.items] == [Fate.NEW] * 3 + [Fate.DUPLICATE] * 3


def test_what_cannot_be_used_is_listed_with_its_place_and_reason(transfer: Transfer, write: Write) -> None:
    plan = planned(transfer, write(opentdb(5, incorrect_answers=["Some thing", "some-thing", "Any"])))
    (rejected,) = [item for item in plan.items if item.fate is Fate.REJECTED]
    assert (rejected.file, rejected.line > 0, rejected.chosen) == ("things.json", True, False)
    assert "stands there twice" in " ".join(str(problem.message) for problem in rejected.problems)
    assert len(plan.items) == 5


def test_everything_can_be_set_on_the_way(transfer: Transfer, bank: Bank, write: Write) -> None:
    imported(transfer, write(opentdb(4)), title="Things to know", category="Things", tags=("thing",), difficulty=3)
    (info,) = bank.packs.all()
    assert (info.id, info.title) == ("things-to-know", "Things to know")
    stored = bank.questions.of_pack(info.id)
    assert {(each.question.category, each.question.tags, each.question.difficulty) for each in stored} == {
        ("things", ("thing",), 3)
    }


def test_several_files_and_a_folder_go_into_one_pack(transfer: Transfer, bank: Bank, write: Write) -> None:
    folder = write(opentdb(4), "one.json").parent
    write("::Q1:: Who runs? {=Ki Seon-gyeom ~Oh Mi-joo}\n", "two.gift")
    write("nothing of a quiz", "three.bin")
    plan = planned(transfer, folder)
    assert plan.info.title == "files"
    assert plan.counts() == {Fate.NEW: 5}
    assert set(plan.formats.values()) == {"Open Trivia DB", "GIFT"}
    assert ["no format" in str(note.problem.message) for note in plan.notes] == [True]


# Whole or not at all


def test_cancelling_at_any_moment_leaves_the_bank_as_it_was(transfer: Transfer, bank: Bank, write: Write) -> None:
    imported(transfer, write(opentdb(4)))
    before = _questions(bank)
    plan = planned(transfer, write(opentdb(MANY, first=100), "many.json"))
    for stop_at in (0, AT_ONCE, 3 * AT_ONCE, MANY):

        def progress(done: int, total: int, stop_at: int = stop_at) -> None:
            if done >= stop_at:
                raise _Stopped

        with pytest.raises(_Stopped):
            transfer.commit(plan, progress)
        assert [info.id for info in bank.packs.all()] == ["things"]
        assert _questions(bank) == before
        assert bank.imports.packs_of([item.draft.uid for item in plan.items if item.draft]) == {}
    assert transfer.commit(plan, quiet).added == MANY, "and it can be done after all"


def test_nobody_sees_an_import_before_it_is_whole(transfer: Transfer, bank: Bank, desk: Desk, write: Write) -> None:
    plan = planned(transfer, write(opentdb(MANY)))
    seen: list[tuple[int, int]] = []

    def progress(done: int, total: int) -> None:
        with desk.open() as other:
            author = Author(other, desk.time.clock())
            seen.append((len(author.find("thing").ids), len(other.packs.all())))

    transfer.commit(plan, at_each_number(progress))
    assert len(seen) > MANY / AT_ONCE
    assert set(seen) == {(0, 0)}
    assert len(desk.author(bank).find("thing").ids) == MANY


def test_a_killed_import_leaves_nothing_that_anybody_sees_and_is_swept(desk: Desk, write: Write) -> None:
    path = write(opentdb(MANY))
    program = (
        "import os, sys\n"
        "from pathlib import Path\n"
        "from tests.author.conftest import Desk\n"
        "from tests.transfer.conftest import planned, transfer_of\n"
        "desk = Desk(Path(sys.argv[1]))\n"
        "transfer = transfer_of(desk.open(), desk)\n"
        "plan = planned(transfer, Path(sys.argv[2]))\n"
        "transfer.commit(plan, lambda done, total: os.kill(os.getpid(), 9) if done > 5_000 else None)\n"
    )
    root = Path(__file__).resolve().parents[2]
    assert subprocess.run([sys.executable, "-c", program, desk.folder, path], cwd=root, check=False).returncode == -9
    with desk.open() as bank:
        assert bank.packs.all() == ()
        assert len(desk.author(bank).find("thing").ids) == 0
        assert imported(transfer_of(bank, desk), path).added == MANY, "at once"
        assert bank.imports.sweep() == 0, "it is gone already"


def test_a_question_changed_since_the_plan_was_made_stops_it(
    transfer: Transfer, bank: Bank, desk: Desk, write: Write
) -> None:
    path = write(opentdb(4))
    imported(transfer, path)
    write(opentdb(5, incorrect_answers=["Theirs", "Nobody", "Nowhere"]))
    plan = planned(transfer, path)
    changed = next(item.draft for item in plan.items if item.fate is Fate.CHANGED)
    assert changed
    desk.author(bank).set_field([changed.uid], "hint", "Meanwhile.")
    before = _questions(bank)
    with pytest.raises(QuizError, match="Read the files again"):
        transfer.commit(plan, quiet)
    assert _questions(bank) == before


def test_a_large_import_has_the_bank_backed_up_before(transfer: Transfer, desk: Desk, write: Write) -> None:
    imported(transfer, write(opentdb(500)))
    assert listed(desk.folder / "backups") == ()
    imported(transfer, write(opentdb(501, first=500), "more.json"))
    assert [file.reason for file in listed(desk.folder / "backups")] == ["import"]


# Back again


@pytest.mark.parametrize("count", [6, MANY])
def test_an_import_is_one_step_of_undo_also_after_a_restart(desk: Desk, write: Write, count: int) -> None:
    with desk.open() as bank:
        imported(transfer_of(bank, desk), write(opentdb(count)))
    with desk.open() as bank:
        author = desk.author(bank)
        assert str(author.undo_state().undo) == f"Import {count} questions into “things”"
        author.undo()
        assert bank.packs.all() == ()
        assert len(author.find("thing").ids) == 0
        author.redo()
        assert len(author.find("thing").ids) == count
        assert [info.id for info in bank.packs.all()] == ["things"]


@pytest.mark.parametrize("count", [6, MANY])
def test_an_import_into_a_pack_that_was_there_is_undone_alone(desk: Desk, write: Write, count: int) -> None:
    with desk.open() as bank:
        transfer = transfer_of(bank, desk)
        imported(transfer, write(opentdb(4)))
        info, before = bank.packs.all()[0], _questions(bank)
        imported(transfer, write(opentdb(count, first=100, category="New"), "more.json"), pack_id="things")
        assert len(_questions(bank)) == 4 + count
        author = desk.author(bank)
        author.undo()
        left = {uid: each for uid, each in _questions(bank).items() if each[0] is not State.RETIRED}
        assert left == before
        assert bank.packs.all() == (info,)
        author.redo()
        assert len([each for each in _questions(bank).values() if each[0] is State.LIVE]) == 4 + count


def test_a_pack_whose_import_was_undone_comes_back_when_it_is_imported_again(
    transfer: Transfer, bank: Bank, desk: Desk, write: Write
) -> None:
    path = write(opentdb(6))
    imported(transfer, path)
    desk.author(bank).undo()
    plan = planned(transfer, path)
    assert plan.counts() == {Fate.UNCHANGED: 6}
    transfer.commit(plan, quiet)
    assert len(desk.author(bank).find("thing").ids) == 6


def test_what_was_typed_after_an_import_is_undone_before_it(
    transfer: Transfer, bank: Bank, desk: Desk, write: Write
) -> None:
    imported(transfer, write(opentdb(6)))
    author = desk.author(bank)
    plan = author.plan_replace(None, "thing", "object", REPLACEABLE)
    author.replace(plan)
    author.undo()
    assert len(author.find("thing").ids) == 6
    author.undo()
    assert bank.packs.all() == ()


def test_questions_that_came_in_can_be_played(transfer: Transfer, bank: Bank, desk: Desk, write: Write) -> None:
    from quizapp.play import Lobby

    imported(transfer, write(opentdb(30)))
    lobby = Lobby(bank, desk.time.clock())
    lobby.add_player("Fox", 0)
    assert lobby.choose_pack("things").title == "things"
    play = lobby.start(lobby.settings([category.id for category in lobby.pack.categories], None))
    assert {drawn.question.kind for drawn in play.round.drawn} == {Kind.SINGLE_CHOICE}
    assert len(play.round.drawn) >= 10


def test_a_question_without_a_category_of_its_pack_is_mended_on_the_way(
    transfer: Transfer, bank: Bank, write: Write
) -> None:
    plan = planned(transfer, write(opentdb(3)))
    item = plan.items[0]
    transfer.change(plan, [item], category="")
    assert (item.fate, item.chosen) == (Fate.REJECTED, False)
    transfer.change(plan, [item], category="category-1", tags=("thing",))
    assert (item.fate, item.chosen) == (Fate.NEW, True)
    assert transfer.commit(plan, quiet).added == 3
    assert [each.question.category for each in bank.questions.of_pack("things") if each.question.tags] == ["category-1"]
