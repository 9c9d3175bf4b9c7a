"""Changes of many questions: each is one step of undo, also after a restart."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from quizapp.author import Author
from quizapp.bank.bank import Bank
from quizapp.bank.problems import problem_words
from quizapp.errors import QuizError
from quizapp.game.authoring import BulkChange
from quizapp.game.edits import Changed
from quizapp.game.question import Media
from quizapp.game.stored import StaleRevisionError, State

from .conftest import MATCHING, MISSING, MULTIPLE, SHORT, SINGLE, TRUE_FALSE, Desk, change, content, of, state_of, uid

SOME = (SINGLE, SHORT, MATCHING)
EVERYTHING = BulkChange({"category": "cast", "difficulty": 3, "episode": 7}, ("rain",), ("old",), "other")
OPERATIONS: dict[str, Callable[[Author], Changed]] = {
    "retire": lambda author: author.retire(SOME),
    "restore": lambda author: author.restore(["run-on/bin"]),
    "duplicate": lambda author: author.duplicate(SOME),
    "move": lambda author: author.move(SOME, "other"),
    "set category": lambda author: author.set_field(SOME, "category", "plot twists"),
    "set episode": lambda author: author.set_field(SOME, "episode", 16),
    "set prompt": lambda author: author.set_field([SINGLE], "prompt", ""),
    "change tags": lambda author: author.change_tags(SOME, add=["new"], remove=["old"]),
    "merge": lambda author: author.merge(SINGLE, [SHORT, MATCHING]),
    "replace": lambda author: author.replace(author.plan_replace(None, "scene", "act", ["prompt"])),
    "back": lambda author: author.back_to(MISSING, 1),
    "many at once": lambda author: author.change_many(SOME, EVERYTHING),
    "picture": lambda author: change(author, SINGLE, media=Media("media/track.png", "A track")).changed,
    "typing": lambda author: change(author, SINGLE, prompt="Who?", answers=()).changed,
}


@pytest.fixture
def author(author: Author) -> Author:
    """The author, with something in the bin and something changed before."""
    author.save(of(author, SINGLE).__class__(uid="run-on/bin", kind="short_answer"), pack_id="run-on", seen_revision=0)
    author.retire(["run-on/bin"])
    author.change_tags([MISSING], add=["old"])
    return author


@pytest.mark.parametrize("name", OPERATIONS)
def test_everything_can_be_undone_and_redone_at_once(author: Author, bank: Bank, name: str) -> None:
    before = content(bank)
    changed = OPERATIONS[name](author)
    after = content(bank)
    assert changed.change_id
    assert after != before
    assert author.undo_state().undo == changed.title
    undone = author.undo()
    assert undone is not None
    _assert_same(before, content(bank))
    assert author.undo_state().redo == changed.title
    author.redo()
    assert content(bank) == after
    assert author.redo() is None


@pytest.mark.parametrize("name", OPERATIONS)
def test_everything_can_be_undone_and_redone_after_a_restart(author: Author, bank: Bank, desk: Desk, name: str) -> None:
    before = content(bank)
    title = OPERATIONS[name](author).title
    after = content(bank)
    bank.close()
    with desk.open() as again:
        assert desk.author(again).undo_state().undo == title
        desk.author(again).undo()
        _assert_same(before, content(again))
    with desk.open() as again:
        desk.author(again).redo()
        assert content(again) == after


def _assert_same(before: dict, now: dict) -> None:
    """As before, but that what was new is in the bin."""
    assert {uid: now[uid] for uid in before} == before
    assert {state for uid, (_, state, _) in now.items() if uid not in before} <= {State.RETIRED}


def test_a_new_change_drops_what_could_be_redone(author: Author) -> None:
    author.retire(SOME)
    author.undo()
    author.change_tags(SOME, add=["x"])
    assert author.undo_state().redo is None
    assert author.redo() is None


def test_there_is_an_end_to_undoing(author: Author) -> None:
    while author.undo() is not None:
        pass
    assert author.undo_state().undo is None


def test_titles_name_one_question_and_count_many(author: Author) -> None:
    assert str(author.retire([SINGLE]).title) == "Retire “Who is in scene 7?”"
    assert str(author.retire([SHORT, MATCHING]).title) == "Retire 2 questions"
    assert str(author.set_field([SHORT, MATCHING], "episode", 3).title) == "Set the episode of 2 questions"


def test_nothing_selected_is_told(author: Author) -> None:
    for operation in (author.retire, author.restore, author.duplicate):
        with pytest.raises(QuizError, match="No question is selected"):
            operation([])
    with pytest.raises(QuizError, match="No question is selected"):
        author.set_field(["nobody"], "category", "plot")


def test_what_makes_no_difference_is_no_step(author: Author) -> None:
    before = author.undo_state()
    assert author.set_field([SINGLE], "episode", 0).change_id == 0
    assert author.restore([SINGLE]).change_id == 0
    assert author.undo_state() == before


# Retire and restore


def test_the_bin_is_out_of_sight_until_it_is_asked_for(author: Author) -> None:
    author.retire([SINGLE])
    assert SINGLE not in _uids(author, "")
    assert {SINGLE, "run-on/bin"} == _uids(author, "state:retired")
    assert SINGLE in _uids(author, "scene OR state:retired")
    author.restore([SINGLE])
    assert SINGLE in _uids(author, "")


def _uids(author: Author, text: str) -> set[str]:
    return {row.uid for row in author.rows(author.find(text).ids)}


def test_what_comes_back_unfinished_is_a_draft(author: Author) -> None:
    author.restore(["run-on/bin"])
    assert state_of(author, "run-on/bin") is State.DRAFT


# Duplicate and move


def test_duplicates_have_uids_of_their_own_and_are_drafts(author: Author) -> None:
    uids = [uid for uid, _ in author.duplicate([SINGLE, SHORT]).revisions]
    assert len({*uids, SINGLE, SHORT}) == 4
    assert [of(author, each).prompt for each in uids] == [of(author, SINGLE).prompt, of(author, SHORT).prompt]
    assert {state_of(author, each) for each in uids} == {State.DRAFT}
    assert change(author, uids[0], prompt="Who else is there?").state is State.LIVE


def test_moving_takes_the_question_with_its_uid(author: Author, bank: Bank) -> None:
    author.move([SINGLE], "other")
    assert content(bank)[SINGLE][0] == "other"
    assert {SINGLE, "other/q-0001"} == _uids(author, "pack:other")
    with pytest.raises(QuizError, match="Choose another pack"):
        author.move([SINGLE], "gone")


def test_the_history_tells_of_a_move_and_of_undoing_it(author: Author) -> None:
    author.change_tags([SINGLE], add=["new"])
    author.move([SINGLE], "other")
    author.undo()
    author.redo()
    packs = [(each.action, each.pack_before, each.pack_after) for each in author.history(SINGLE) if each.has_moved]
    assert packs == [("redo", "run-on", "other"), ("undo", "other", "run-on"), ("edit", "run-on", "other")]


def test_what_has_an_error_in_its_new_pack_becomes_a_draft(author: Author) -> None:
    author.move(["other/q-0001"], "run-on")
    author.move([SINGLE], "other")
    author.set_field([SINGLE], "episode", 30)
    author.move([SINGLE], "run-on")
    assert (state_of(author, "other/q-0001"), state_of(author, SINGLE)) == (State.LIVE, State.DRAFT)
    author.set_field([SINGLE], "episode", 3)
    assert state_of(author, SINGLE) is State.LIVE


# Fields and tags


def test_a_field_is_set_everywhere(author: Author) -> None:
    author.set_field(SOME, "category", " plot \x00twists ")
    author.set_field(SOME, "difficulty", 3)
    author.set_field(SOME, "tags", ["a", "A", " b "])
    assert {(of(author, each).category, of(author, each).difficulty) for each in SOME} == {("plot twists", 3)}
    assert {of(author, each).tags for each in SOME} == {("A", "b")}


@pytest.mark.parametrize(
    ("field", "value"),
    [("category", " "), ("difficulty", 4), ("episode", -1), ("episode", 17), ("kind", "essay"), ("tags", ["x" * 6000])],
)
def test_a_value_that_would_be_an_error_is_refused(author: Author, bank: Bank, field: str, value: object) -> None:
    before = content(bank)
    with pytest.raises(QuizError, match="Nothing was changed"):
        author.set_field(SOME, field, value)
    assert content(bank) == before


@pytest.mark.parametrize("field", ["uid", "answers", "nothing"])
def test_other_fields_cannot_be_set(author: Author, field: str) -> None:
    with pytest.raises(ValueError, match=field):
        author.set_field(SOME, field, "x")


def test_a_kind_that_does_not_fit_makes_a_draft_and_loses_nothing(author: Author) -> None:
    before = of(author, SINGLE)
    author.set_field([SINGLE], "kind", "ordering")
    assert state_of(author, SINGLE) is State.DRAFT
    author.set_field([SINGLE], "kind", "single_choice")
    assert (of(author, SINGLE), state_of(author, SINGLE)) == (before, State.LIVE)


def test_tags_are_added_and_removed_whatever_their_case(author: Author) -> None:
    author.set_field([SINGLE], "tags", ["Track", "night"])
    author.set_field([SHORT], "tags", ["rain"])
    author.change_tags([SINGLE, SHORT], add=["TRACK", "coat"], remove=["NIGHT"])
    assert (of(author, SINGLE).tags, of(author, SHORT).tags) == (("Track", "coat"), ("rain", "TRACK", "coat"))
    with pytest.raises(QuizError, match="No change is given"):
        author.change_tags([SINGLE], add=[" "])


def test_a_draft_that_was_held_back_is_not_published_by_a_bulk_change(author: Author) -> None:
    copy = author.duplicate([SINGLE]).revisions[0][0]
    author.set_field([copy], "difficulty", 3)
    assert state_of(author, copy) is State.DRAFT


# Other windows


def test_undo_overwrites_nothing_that_another_window_did(author: Author, bank: Bank, desk: Desk) -> None:
    """One log for all windows: what was done last, wherever, is undone first."""
    other = desk.author(bank)
    author.set_field([SINGLE], "difficulty", 1)
    other.set_field([SINGLE], "episode", 5)
    author.undo()
    assert (of(other, SINGLE).difficulty, of(other, SINGLE).episode) == (1, 0)


def test_a_plan_made_before_another_window_changed_something_is_refused_whole(
    author: Author, bank: Bank, desk: Desk
) -> None:
    plan = author.plan_replace([SINGLE, SHORT, uid(10)], "scene", "act", ["prompt"])
    change(desk.author(bank), SHORT, hint="Theirs.")
    before = content(bank)
    with pytest.raises(StaleRevisionError) as told:
        author.replace(plan)
    assert told.value.stored is not None
    assert told.value.stored.question.hint == "Theirs."
    assert content(bank) == before


def test_all_questions_of_a_large_change_are_changed(author: Author) -> None:
    uids = [uid(number) for number in range(1, 43)]
    assert len(author.set_field(uids, "category", "everything").revisions) == 42
    assert len(author.find("category:everything").ids) == 42
    assert MULTIPLE in uids
    assert TRUE_FALSE in uids


# Several fields at once


def test_several_fields_are_one_step_whose_title_names_them(author: Author, bank: Bank) -> None:
    steps = len(author.history(SHORT))
    changed = author.change_many(SOME, EVERYTHING)
    assert str(changed.title) == "Change pack, category, difficulty, episode, tags of 3 questions"
    question = of(author, SHORT)
    assert (question.category, question.difficulty, question.episode, question.tags) == ("cast", 3, 7, ("rain",))
    assert content(bank)[SHORT][0] == "other"
    assert len(author.history(SHORT)) == steps + 1
    one = author.change_many([SHORT], BulkChange({"difficulty": 1}, add_tags=("x",)))
    assert str(one.title) == "Change difficulty, tags of “Who is in scene 3?”"


def test_one_value_that_cannot_be_refuses_all_of_them(author: Author, bank: Bank) -> None:
    before = content(bank)
    with pytest.raises(QuizError, match="difficulty is 9"):
        author.change_many(SOME, BulkChange({"category": "cast", "difficulty": 9}))
    with pytest.raises(ValueError, match="uid"):
        author.change_many(SOME, BulkChange({"uid": "x"}))
    with pytest.raises(QuizError, match="Choose another pack"):
        author.change_many(SOME, BulkChange(pack_id="gone"))
    assert content(bank) == before


@pytest.mark.parametrize(
    "change",
    [
        BulkChange({"category": "nowhere"}),
        BulkChange({"category": "cast", "difficulty": 1}, ("x",)),
        BulkChange({"tags": ("y",)}, ("x",)),
        BulkChange({"episode": None}),
        BulkChange({"category": "cast"}, pack_id="other"),
    ],
)
def test_the_table_says_after_many_were_changed_what_a_check_says(
    author: Author, bank: Bank, change: BulkChange
) -> None:
    """Where only some fields were changed, only these are checked again."""
    uids = [uid(number) for number in range(1, 43)]
    author.change_many(uids[:20], BulkChange({"category": "nowhere", "explanation": ""}))
    author.change_many(uids, change)
    infos = {info.id: info for info in author.packs()}
    for row in author.rows(author.find("").ids):
        assert row.problems == problem_words(of(author, row.uid), infos[row.pack_id])
        assert (row.category, row.difficulty, row.tags) == (
            (question := of(author, row.uid)).category,
            question.difficulty,
            question.tags,
        )
