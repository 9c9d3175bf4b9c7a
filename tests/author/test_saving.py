"""Writing one question: nothing typed is lost, and what is unfinished is never drawn."""

from __future__ import annotations

from dataclasses import replace

import pytest

from quizapp.author import Author
from quizapp.bank.bank import Bank
from quizapp.errors import QuizError
from quizapp.game.authoring import Saved
from quizapp.game.draft import Draft, Severity
from quizapp.game.question import Distractor, Kind, Source
from quizapp.game.rules import NEWEST, Mode, RoundSettings
from quizapp.game.stored import StaleRevisionError, State
from quizapp.play import Lobby

from .conftest import MULTIPLE, SHORT, SINGLE, Desk, change, of, state_of, stored, uid


def written(author: Author, **changes: object) -> Draft:
    """A new question with which nothing is wrong."""
    draft = author.new("run-on", Kind.SINGLE_CHOICE)
    finished = {
        "prompt": "Who runs the marathon at the end?",
        "answers": ("Oh Mi-joo",),
        "distractors": tuple(map(Distractor, ("A", "B", "C"))),
        "episode": 16,
        "explanation": "She does.",
        "sources": (Source("Episode 16"),),
    }
    return replace(draft, **{**finished, **changes})


def save_new(author: Author, draft: Draft) -> Saved:
    return author.save(draft, pack_id="run-on", seen_revision=0)


def test_a_new_question_is_not_in_the_bank_until_it_is_saved(author: Author) -> None:
    draft = author.new("run-on", Kind.TRUE_FALSE)
    assert (draft.kind, draft.category, draft.answer) == ("true_false", "cast", None)
    assert author.get(draft.uid) is None


def test_uids_count_on_within_pack_and_category(author: Author) -> None:
    given = [author.new("run-on", Kind.MATCHING).uid for _ in range(3)]
    assert given == ["run-on/cast-0001", "run-on/cast-0002", "run-on/cast-0003"]
    assert author.new("run-on", Kind.MATCHING, "OST lyrics").uid == "run-on/OST-lyrics-0001"
    assert author.new("other", Kind.MATCHING, "plot").uid == "other/plot-0001"


@pytest.mark.parametrize("used", [1, 2, 3, 6, 15])
def test_a_uid_that_was_ever_used_is_not_given_again(author: Author, bank: Bank, desk: Desk, used: int) -> None:
    saved = [save_new(author, written(author)) for _ in range(used)]
    author.undo()
    author.retire([saved[-1].uid])
    assert desk.author(bank).new("run-on", Kind.ORDERING).uid == f"run-on/cast-{used + 1:04d}"


def test_the_next_question_goes_into_the_category_of_the_last(author: Author) -> None:
    save_new(author, written(author, category="plot"))
    assert author.new("run-on", Kind.SHORT_ANSWER).category == "plot"
    assert author.new("other", Kind.SHORT_ANSWER).category == "cast"


def test_a_finished_question_is_live_and_can_be_drawn(author: Author, bank: Bank) -> None:
    saved = save_new(author, written(author))
    assert (saved.state, saved.revision) == (State.LIVE, 1)
    assert not [problem for problem in saved.problems if problem.severity is Severity.ERROR]
    rules, settings = NEWEST[Mode.SPRINT], RoundSettings("run-on", 16, ("cast",))
    assert saved.uid in {candidate.uid for candidate in bank.questions.candidates(settings, rules, None)}


def test_an_unfinished_question_is_kept_as_a_draft(author: Author, bank: Bank, desk: Desk) -> None:
    draft = author.new("run-on", Kind.SINGLE_CHOICE)
    saved = save_new(author, replace(draft, prompt="Who"))
    assert saved.state is State.DRAFT
    assert [problem for problem in saved.problems if problem.severity is Severity.ERROR]
    assert of(desk.author(bank), saved.uid).prompt == "Who"
    finished = replace(written(author), uid=saved.uid)
    assert author.save(finished, pack_id="run-on", seen_revision=1).state is State.LIVE


def test_a_live_question_that_gets_an_error_is_a_draft_until_it_is_mended(author: Author) -> None:
    answers = of(author, SHORT).answers
    assert change(author, SHORT, answers=()).state is State.DRAFT
    assert change(author, SHORT, answers=answers).state is State.LIVE


def test_a_retired_question_stays_retired_while_it_is_mended(author: Author) -> None:
    author.retire([SINGLE])
    assert change(author, SINGLE, prompt="Who is it?").state is State.RETIRED


def test_the_author_may_hold_a_question_back_or_publish_it(author: Author) -> None:
    draft = written(author)
    held = author.save(draft, pack_id="run-on", seen_revision=0, live=False)
    assert held.state is State.DRAFT
    assert author.save(draft, pack_id="run-on", seen_revision=1, live=True).state is State.LIVE
    author.retire([draft.uid])
    assert author.save(draft, pack_id="run-on", seen_revision=3, live=True).state is State.LIVE


def test_text_from_a_web_page_loses_what_is_invisible_and_keeps_its_signs(author: Author) -> None:
    saved = change(author, SINGLE, prompt="\u200b<b>Who</b>\x00 &amp; \x07why\ud800?\u202e  ", tags=(" a\x01 ",))
    assert saved.question.prompt == "<b>Who</b> &amp; why?"
    assert of(author, SINGLE) == saved.question
    assert saved.question.tags == ("a",)


def test_a_pasted_book_is_kept_as_a_draft(author: Author) -> None:
    saved = change(author, SINGLE, prompt="run " * 50_000)
    assert saved.state is State.DRAFT
    assert len(of(author, SINGLE).prompt) == 199_999


def test_saving_what_is_saved_writes_nothing(author: Author) -> None:
    before = author.history(SINGLE)
    saved = change(author, SINGLE)
    assert (saved.changed.change_id, saved.revision) == (0, 1)
    assert author.history(SINGLE) == before
    assert author.undo_state().undo is None


# Typing


def test_typing_on_is_one_step_of_undo(author: Author, desk: Desk) -> None:
    before = of(author, SINGLE)
    for prompt in ("W", "Wh", "Who"):
        change(author, SINGLE, prompt=prompt)
        desk.time.pass_ms(2_000)
    author.undo()
    assert of(author, SINGLE) == before
    assert author.undo_state().undo is None
    author.redo()
    assert of(author, SINGLE).prompt == "Who"


def test_after_a_pause_a_new_step_begins(author: Author, desk: Desk) -> None:
    change(author, SINGLE, prompt="Who")
    desk.time.pass_ms(2_001)
    change(author, SINGLE, prompt="Who?")
    author.undo()
    assert of(author, SINGLE).prompt == "Who"


def test_typing_elsewhere_begins_a_new_step(author: Author) -> None:
    change(author, SINGLE, prompt="Who")
    change(author, SHORT, prompt="Where")
    change(author, SINGLE, prompt="Who?")
    author.undo()
    assert (of(author, SINGLE).prompt, of(author, SHORT).prompt) == ("Who", "Where")


def test_typing_after_another_change_or_an_undo_is_a_step_of_its_own(author: Author) -> None:
    change(author, SINGLE, prompt="Who")
    author.retire([SHORT])
    change(author, SINGLE, prompt="Who?")
    author.undo()
    assert of(author, SINGLE).prompt == "Who"
    assert state_of(author, SHORT) is State.RETIRED
    change(author, SINGLE, prompt="Where?")
    author.undo()
    assert of(author, SINGLE).prompt == "Who"


def test_a_new_question_that_is_undone_goes_to_the_bin_and_comes_back(author: Author) -> None:
    saved = save_new(author, written(author))
    author.undo()
    assert state_of(author, saved.uid) is State.RETIRED
    assert saved.uid not in {row.uid for row in author.rows(author.find("").ids)}
    author.redo()
    assert state_of(author, saved.uid) is State.LIVE


# Other windows


def test_what_another_window_changed_first_is_not_overwritten(author: Author, bank: Bank, desk: Desk) -> None:
    seen = stored(author, SINGLE)
    change(desk.author(bank), SINGLE, prompt="Theirs")
    mine = replace(seen.question, prompt="Mine")
    with pytest.raises(StaleRevisionError, match="changed in another window") as told:
        author.save(mine, pack_id="run-on", seen_revision=seen.revision)
    theirs = told.value.stored
    assert theirs is not None
    assert (theirs.question.prompt, theirs.revision) == ("Theirs", 2)
    assert of(author, SINGLE).prompt == "Theirs"
    assert author.save(mine, pack_id="run-on", seen_revision=theirs.revision).revision == 3
    assert of(desk.author(bank), SINGLE).prompt == "Mine"


def test_two_programs_that_write_a_new_question_keep_both(author: Author, bank: Bank, desk: Desk) -> None:
    with desk.open() as other_bank:
        other = desk.author(other_bank)
        mine, theirs = written(author), written(other, prompt="Who sings?")
        assert mine.uid == theirs.uid
        save_new(other, theirs)
        saved = save_new(author, mine)
        assert saved.uid == "run-on/cast-0002"
        author.save(replace(mine, hint="Think."), pack_id="run-on", seen_revision=1)
    assert of(author, "run-on/cast-0001").prompt == "Who sings?"
    assert of(author, "run-on/cast-0002").hint == "Think."


def test_a_new_question_cannot_be_written_twice(author: Author) -> None:
    draft = written(author)
    save_new(author, draft)
    with pytest.raises(StaleRevisionError):
        save_new(author, replace(draft, prompt="Who else?"))


def test_a_pack_that_is_gone_is_told(author: Author) -> None:
    with pytest.raises(QuizError, match="Choose another pack"):
        author.save(of(author, SINGLE), pack_id="gone", seen_revision=1)
    with pytest.raises(QuizError, match="Choose another pack"):
        author.new("gone", Kind.SINGLE_CHOICE)


def test_a_round_that_is_being_played_is_not_disturbed(author: Author, bank: Bank, desk: Desk) -> None:
    lobby = Lobby(bank, desk.time.clock())
    lobby.pack = bank.packs.get("run-on") or lobby.pack
    lobby.add_player("BlueBird", 16)
    play = lobby.start(lobby.settings(("cast", "plot"), None, Mode.SPRINT))
    play.show()
    drawn = [each.question for each in play.round.drawn]
    author.replace(author.plan_replace(None, "scene", "act", ["prompt"]))
    author.retire([question.uid for question in drawn])
    begun = lobby.open_round()
    assert begun is not None
    assert [each.question for each in lobby.resume(begun.round_id).round.drawn] == drawn


# Checks beside the other questions


def test_a_near_duplicate_is_told_with_the_uid_of_the_other(author: Author) -> None:
    draft = written(author, prompt="WHO is in scene 7 ?", answers=("Ki Seon-gyeom",))
    near = [problem for problem in author.check(draft, "run-on") if problem.uid == SINGLE]
    assert [problem.severity for problem in near] == [Severity.WARNING]
    assert "Who is in scene 7?" in str(near[0].message)
    assert SINGLE in str(near[0].message)


def test_near_duplicates_follow_every_change(author: Author, bank: Bank, desk: Desk) -> None:
    draft = written(author)

    def near() -> set[str]:
        problems = author.check(draft, "run-on")
        return {problem.uid for problem in problems} - {draft.uid}

    assert near() == set()
    desk.time.pass_ms(60_000)
    twin = save_new(desk.author(bank), replace(draft, uid="run-on/twin")).uid
    assert near() == {twin}
    desk.time.pass_ms(60_000)
    author.retire([twin])
    assert near() == set()
    author.undo()
    assert near() == {twin}
    desk.time.pass_ms(60_000)
    author.move([twin], "other")
    assert near() == set()


def test_a_question_is_no_duplicate_of_itself(author: Author) -> None:
    saved = save_new(author, written(author))
    assert {problem.uid for problem in author.check(saved.question, "run-on")} <= {saved.uid}


def test_likeness_is_found_in_packs_too_large_to_be_held(author: Author, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quizapp.author.checks.INDEXED_MAX", 5)
    draft = written(author, prompt="Who is in scene 7?", answers=("Ki Seon-gyeom",))
    assert SINGLE in {problem.uid for problem in author.check(draft, "run-on")}
    statement = replace(of(author, uid(2)), uid="run-on/twin")
    assert uid(2) in {problem.uid for problem in author.check(statement, "run-on")}


def test_a_name_that_comes_later_elsewhere_is_told_in_packs_too_large_to_be_held(
    author: Author, bank: Bank, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("quizapp.author.checks.INDEXED_MAX", 5)
    for number in (7, 14, 21, 3, 10, 17, 24, 28, 31, 35, 38, 42):
        change(author, uid(number), episode=9)
    draft = written(author, answers=("Ki Seon-gyeom",), episode=2)

    def told(author: Author, of: Draft) -> bool:
        return any("only from 9" in str(problem.message) for problem in author.check(of, "run-on"))

    assert not told(author, draft), "the pack has not been looked at yet"
    author.refresh()
    assert told(author, draft)
    assert told(desk.author(bank), draft), "after a restart"
    saved = save_new(author, draft)
    desk.time.pass_ms(60_000)
    author.refresh()
    assert told(author, saved.question), "a question does not vouch for itself"
    change(author, uid(7), episode=1)
    desk.time.pass_ms(60_000)
    author.refresh()
    assert not told(author, draft)


def test_all_duplicates_of_a_pack_are_found(author: Author) -> None:
    copies = [uid for uid, _ in author.duplicate([SINGLE, SHORT]).revisions]
    steps = list(author.near_duplicates("run-on"))
    pairs = {frozenset(pair[:2]) for step in steps for pair in step.found}
    assert {frozenset((SINGLE, copies[0])), frozenset((SHORT, copies[1]))} <= pairs
    assert [step[:2] for step in steps] == [(done, 44) for done in range(1, 45)]
    author.retire(copies)
    left = [pair for step in author.near_duplicates("run-on") for pair in step.found]
    assert not {uid for pair in left for uid in pair[:2]} & set(copies)


def test_a_name_that_comes_later_elsewhere_is_told(author: Author) -> None:
    for number in (7, 14, 21, 3, 10, 17, 24, 28, 31, 35, 38, 42):
        change(author, uid(number), episode=9)
    draft = written(author, answers=("Ki Seon-gyeom",), episode=2)
    told = [str(problem.message) for problem in author.check(draft, "run-on") if problem.field == "answers"]
    assert any("only from 9" in text for text in told)


def test_errors_come_before_warnings(author: Author) -> None:
    draft = replace(of(author, MULTIPLE), explanation="", answers=())
    severities = [problem.severity for problem in author.check(draft, "run-on")]
    assert severities == sorted(severities, key=lambda severity: severity is not Severity.ERROR)
    assert Severity.ERROR in severities


def test_an_unknown_kind_is_told_and_kept(author: Author) -> None:
    saved = change(author, SINGLE, kind="essay")
    assert saved.state is State.DRAFT
    assert any(problem.field == "kind" for problem in saved.problems)
