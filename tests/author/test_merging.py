"""Duplicates merged, and appeals accepted as variants."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from quizapp.author import Author
from quizapp.author.merging import merged, with_variant
from quizapp.bank.bank import Bank
from quizapp.errors import QuizError
from quizapp.game.draft import Draft
from quizapp.game.question import Distractor, Kind, Source
from quizapp.game.records import Appeal, AppealKind
from quizapp.game.rules import Mode
from quizapp.game.stored import State
from quizapp.play import Lobby

from .conftest import SHORT, SINGLE, Desk, change, of, state_of, stored, uid


def a_draft(kind: Kind = Kind.SHORT_ANSWER, **changes: object) -> Draft:
    return replace(Draft(uid="run-on/kept", kind=kind, answers=("Ki Seon-gyeom",)), **changes)


def test_sources_and_tags_are_united_in_their_order() -> None:
    one, two, three = Source("One"), Source("Two", "https://x"), Source("Two")
    kept = a_draft(sources=(one,), tags=("Track",))
    result = merged(kept, [a_draft(sources=(one, two), tags=("track", "rain")), a_draft(sources=(three, two))])
    assert result.sources == (one, two, three)
    assert result.tags == ("Track", "rain")


def test_answers_of_the_others_are_accepted_from_now_on() -> None:
    others = [a_draft(answers=("Ki Sun-kyum", "the runner")), a_draft(Kind.SINGLE_CHOICE, answers=("기선겸",))]
    assert merged(a_draft(), others).answers == ("Ki Seon-gyeom", "Ki Sun-kyum", "the runner", "기선겸")


@pytest.mark.parametrize("kind", [Kind.SINGLE_CHOICE, Kind.MULTIPLE_CHOICE])
def test_a_choice_gets_no_second_key_by_merging(kind: Kind) -> None:
    assert merged(a_draft(kind), [a_draft(answers=("somebody",))]).answers == ("Ki Seon-gyeom",)


def test_all_that_is_true_of_a_statement_is_no_answer_in_words() -> None:
    assert merged(a_draft(), [a_draft(Kind.MULTIPLE_CHOICE, answers=("a", "b"))]).answers == ("Ki Seon-gyeom",)


@pytest.mark.parametrize("text", ["", " - ", "ki seon gyeom", "WALK"])
def test_a_variant_that_is_known_or_wrong_or_nothing_is_not_added(text: str) -> None:
    draft = a_draft(Kind.MISSING_WORD, distractors=(Distractor("walk"),))
    assert with_variant(draft, text) is draft


def test_merging_keeps_one_and_retires_the_others(author: Author) -> None:
    twins = (uid(10), uid(17))
    for each in twins:
        change(author, each, answers=(f"answer {each[-2:]}",), tags=(each[-2:],))
    changed = author.merge(SHORT, [*twins, SHORT, twins[0]])
    assert str(changed.title) == "Merge 3 questions into “Who is in scene 3?”"
    assert of(author, SHORT).answers == ("Ki Seon-gyeom", "answer 10", "answer 17")
    assert of(author, SHORT).tags == ("10", "17")
    assert {state_of(author, each) for each in twins} == {State.RETIRED}
    assert state_of(author, SHORT) is State.LIVE
    assert of(author, twins[0]).answers == ("answer 10",)


def test_merging_with_nothing_is_told(author: Author) -> None:
    with pytest.raises(QuizError, match="two questions or more"):
        author.merge(SHORT, [SHORT])
    with pytest.raises(QuizError, match="not in the bank"):
        author.merge("nobody", [SHORT])


# Appeals


@pytest.fixture
def appeal(author: Author, bank: Bank, desk: Desk) -> Callable[..., Appeal]:
    """Somebody's appeal about a question."""
    lobby = Lobby(bank, desk.time.clock())
    player = lobby.add_player("BlueBird", 16)
    lobby.start(lobby.settings(("cast", "plot"), None, Mode.SPRINT))
    begun = lobby.open_round()
    assert begun is not None

    def make(
        uid: str = SHORT,
        typed: str = "the runner",
        kind: AppealKind = AppealKind.MY_ANSWER_WAS_RIGHT,
        position: int = 0,
    ) -> Appeal:
        made = Appeal(kind, begun.round_id, position, player.id, uid, 1, typed, desk.time.utc_ms)
        bank.appeals.add(made)
        return made

    return make


def test_a_typed_text_is_accepted_from_now_on_and_the_appeal_settled(author: Author, appeal) -> None:
    made = appeal(typed="  the\x00 runner ")
    assert [(each.appeal, each.prompt) for each in author.appeals()] == [(made, "Who is in scene 3?")]
    changed = author.accept_variant(made)
    assert str(changed.title) == "Accept “the runner” for “Who is in scene 3?”"
    assert of(author, SHORT).answers == ("Ki Seon-gyeom", "the runner")
    assert author.appeals() == ()
    author.undo()
    assert of(author, SHORT).answers == ("Ki Seon-gyeom",)
    assert [each.appeal for each in author.appeals()] == [made]
    author.redo()
    assert of(author, SHORT).answers == ("Ki Seon-gyeom", "the runner")
    assert author.appeals() == ()


def test_undoing_after_a_restart_opens_what_the_step_settled_and_nothing_else(desk: Desk, bank: Bank, appeal) -> None:
    first = appeal(typed="  the\x00 runner ")
    alike = appeal(typed="The  Runner", position=1)
    dismissed = appeal(typed="the runner", position=2)
    walker = appeal(typed="a walker", position=3)
    desk.author(bank).settle(dismissed)
    desk.time.pass_ms(1_000)
    desk.author(bank).accept_variant(first)
    desk.time.pass_ms(1_000)
    desk.author(bank).settle(walker)

    def waiting() -> list[Appeal]:
        return [each.appeal for each in desk.author(bank).appeals()]

    assert waiting() == []
    for _ in range(2):
        desk.time.pass_ms(1_000)
        desk.author(bank).undo()
        assert waiting() == [walker]
        desk.author(bank).undo()
        assert waiting() == [first, alike, walker]
        desk.author(bank).redo()
        assert waiting() == [walker]
        desk.author(bank).redo()
        assert waiting() == []


def test_an_accepted_variant_is_taken_back_after_a_restart(desk: Desk, bank: Bank, appeal) -> None:
    desk.author(bank).accept_variant(appeal())
    bank.close()
    with desk.open() as again:
        desk.author(again).undo()
        assert of(desk.author(again), SHORT).answers == ("Ki Seon-gyeom",)
        assert len(desk.author(again).appeals()) == 1
    with desk.open() as again:
        desk.author(again).redo()
        assert of(desk.author(again), SHORT).answers == ("Ki Seon-gyeom", "the runner")
        assert desk.author(again).appeals() == ()


def test_undoing_something_else_leaves_settled_appeals_alone(author: Author, appeal) -> None:
    author.settle(appeal())
    change(author, SHORT, answers=("Ki Seon-gyeom", "the runner"))
    author.undo()
    assert author.appeals() == ()


def test_all_who_typed_the_same_are_settled(author: Author, appeal) -> None:
    first = appeal()
    appeal(typed="The  Runner", position=1)
    other = appeal(typed="a walker", position=2)
    wrong = appeal(kind=AppealKind.SOMETHING_IS_WRONG, position=3)
    author.accept_variant(first)
    assert {each.appeal for each in author.appeals()} == {other, wrong}


def test_what_is_accepted_already_is_settled_without_a_change_and_opened_again_by_undo(author: Author, appeal) -> None:
    first = appeal(typed="ki seon gyeom")
    alike = appeal(typed="Ki Seon Gyeom", position=1)
    before = stored(author, SHORT)
    author.accept_variant(first)
    assert author.appeals() == ()
    author.undo()
    assert {each.appeal for each in author.appeals()} == {first, alike}
    assert stored(author, SHORT) == before


def test_a_settled_appeal_waits_again_after_undo_also_after_a_restart(desk: Desk, bank: Bank, appeal) -> None:
    made, other = appeal(), appeal(typed="a walker", position=1)
    author = desk.author(bank)
    before = stored(author, SHORT)
    changed = author.settle(made)
    assert [each.appeal for each in author.appeals()] == [other]
    assert author.undo_state().undo == changed.title
    assert str(changed.title) == "Settle what was said about “Who is in scene 3?”"
    bank.close()
    with desk.open() as again:
        desk.author(again).undo()
        assert [each.appeal for each in desk.author(again).appeals()] == [made, other]
    with desk.open() as again:
        desk.author(again).redo()
        assert [each.appeal for each in desk.author(again).appeals()] == [other]
        assert stored(desk.author(again), SHORT) == before


def test_settling_twice_is_one_step_of_undo(author: Author, appeal) -> None:
    made = appeal()
    author.settle(made)
    assert author.settle(made).change_id == 0, "another window was faster"
    author.undo()
    assert [each.appeal for each in author.appeals()] == [made]
    assert author.undo_state().undo is None


def test_a_reported_mistake_at_the_same_answer_stays_settled_when_another_opens_again(author: Author, appeal) -> None:
    typed, wrong = appeal(), appeal(kind=AppealKind.SOMETHING_IS_WRONG)
    author.settle(wrong)
    author.settle(typed)
    author.undo()
    assert [each.appeal for each in author.appeals()] == [typed]


@pytest.mark.parametrize(("uid", "typed", "told"), [(SINGLE, "x", "typed answer"), (SHORT, " ", "Nothing was typed")])
def test_what_cannot_be_accepted_stays_in_the_queue(author: Author, appeal, uid: str, typed: str, told: str) -> None:
    made = appeal(uid, typed)
    with pytest.raises(QuizError, match=told):
        author.accept_variant(made)
    assert [each.appeal for each in author.appeals("run-on")] == [made]
    author.settle(made)
    assert author.appeals() == ()
