"""Find and replace: every hit is shown before, and no expression holds the program up."""

from __future__ import annotations

import pytest

from quizapp.author import Author
from quizapp.errors import QuizError
from quizapp.game.authoring import REPLACEABLE, Hit, ReplacePlan
from quizapp.game.question import Distractor, Media, Source
from quizapp.game.stored import State

from .conftest import MATCHING, SHORT, SINGLE, change, of, state_of, uid


def hits(author: Author, find: str, replacement: str, *, uids=(SINGLE,), fields=REPLACEABLE, regex=False, case=False):
    plan = author.plan_replace(uids, find, replacement, fields, regex, case)
    assert plan.problem is None
    return plan.hits


def test_every_hit_is_shown_with_its_place(author: Author) -> None:
    (hit,) = hits(author, "s", "Z", fields=["prompt"], case=True)
    assert hit == Hit(SINGLE, "prompt", 0, "Who is in scene 7?", "Who iZ in Zcene 7?", ((5, 6), (10, 11)), hit.spans)
    plan = author.plan_replace([SINGLE], "s", "Z", ["prompt"], case=True)
    assert (plan.count, plan.uids) == (2, (SINGLE,))


def test_spans_after_follow_the_length_of_what_is_put_in(author: Author) -> None:
    (hit,) = hits(author, "s", "long", fields=["prompt"])
    assert [hit.after[start:end] for start, end in hit.after_spans] == ["long", "long"]
    assert [hit.before[start:end] for start, end in hit.spans] == ["s", "s"]


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("line", {"line": "old"}),
        ("answers", {"answers": ("x", "old")}),
        ("distractors", {"distractors": (Distractor("x"), Distractor("y", 3, "old"))}),
        ("pairs", {"pairs": (("a", "b"), ("c", "old"))}),
        ("extra", {"extra": ("old",)}),
        ("sequence", {"sequence": ("a", "b", "old")}),
        ("hint", {"hint": "old"}),
        ("explanation", {"explanation": "so old"}),
        ("sources", {"sources": (Source("x"), Source("t", "https://old", 3, "old"))}),
        ("tags", {"tags": ("old",)}),
        ("category", {"category": "old"}),
        ("media", {"media": Media("media/old.png", "old")}),
    ],
)
def test_texts_of_every_field_are_found_and_put_back(author: Author, field: str, values: dict) -> None:
    change(author, SINGLE, **values)
    before = of(author, SINGLE)
    plan = author.plan_replace([SINGLE], "old", "new", REPLACEABLE)
    assert [hit.field for hit in plan.hits] == [field]
    author.replace(plan)
    after = of(author, SINGLE)
    assert repr(getattr(after, field)) != repr(getattr(before, field))
    plan_back = author.plan_replace([SINGLE], "new", "old", [field])
    author.replace(plan_back)
    assert of(author, SINGLE) == before


def test_only_the_chosen_fields_are_looked_at(author: Author) -> None:
    assert hits(author, "Think", "x", fields=["prompt", "nonsense"]) == ()
    assert len(hits(author, "Think", "x", fields=["hint"])) == 1


def test_case_counts_when_it_is_said(author: Author) -> None:
    assert len(hits(author, "WHO", "x", fields=["prompt"])) == 1
    assert hits(author, "WHO", "x", fields=["prompt"], case=True) == ()


def test_plain_texts_are_plain(author: Author) -> None:
    change(author, SINGLE, prompt=r"Who (is) \1 he?")
    (hit,) = hits(author, r"(is) \1", r"\g<0>.*", fields=["prompt"])
    assert hit.after == r"Who \g<0>.* he?"


def test_expressions_have_groups(author: Author) -> None:
    (hit,) = hits(author, r"(?<word>\w+) (\d)", r"\2 \g<word>", fields=["prompt"], regex=True)
    assert hit.after == "Who is in 7 scene?"


def test_hangul_is_found_however_it_was_typed(author: Author) -> None:
    change(author, SINGLE, prompt="기선겸?")
    (hit,) = hits(author, "\u1100\u1175선", "이선", fields=["prompt"])
    assert hit.after == "이선겸?"


def test_everything_that_is_not_in_the_bin_is_searched_when_nothing_is_chosen(author: Author) -> None:
    author.retire([SINGLE])
    plan = author.plan_replace(None, "Who is in", "Who runs in", ["prompt"])
    assert SHORT in plan.uids
    assert "other/q-0001" in plan.uids
    assert SINGLE not in plan.uids


def test_a_long_search_can_be_stopped(author: Author) -> None:
    def stop(done: int, total: int) -> None:
        raise QuizError("Stopped at {done} of {total}.", done=done, total=total)

    with pytest.raises(QuizError, match="Stopped at 1 of 43"):
        author.plan_replace(None, "x", "y", ["prompt"], progress=stop)


def test_a_replacement_that_changes_nothing_is_no_hit(author: Author) -> None:
    assert hits(author, "scene", "scene", fields=["prompt"]) == ()
    assert hits(author, "x*", "", fields=["prompt"], regex=True) == ()


# Carrying it out


def test_a_misspelt_name_is_mended_everywhere_at_once(author: Author) -> None:
    uids = [uid(number) for number in range(1, 43)]
    plan = author.plan_replace(uids, "Ki Seon-gyeom", "Ki Sun-kyum", REPLACEABLE)
    assert plan.count == 12
    changed = author.replace(plan)
    assert str(changed.title) == "Replace “Ki Seon-gyeom” in 12 questions"
    assert of(author, SHORT).answers == ("Ki Sun-kyum",)
    author.undo()
    assert author.plan_replace(uids, "Ki Sun-kyum", "x", REPLACEABLE).hits == ()


def test_hits_may_be_taken_out(author: Author) -> None:
    plan = author.plan_replace([SINGLE, SHORT, MATCHING], "scene", "act", ["prompt"])
    author.replace(plan.with_hits(tuple(hit for hit in plan.hits if hit.uid != SHORT)))
    assert of(author, SINGLE).prompt == "Who is in act 7?"
    assert of(author, SHORT).prompt == "Who is in scene 3?"
    author.replace(author.plan_replace([SHORT], "Who", "What", ["prompt"]))


def test_what_gets_an_error_becomes_a_draft(author: Author) -> None:
    author.replace(author.plan_replace([SINGLE, SHORT], ".+", "", ["answers"], regex=True))
    assert {state_of(author, SINGLE), state_of(author, SHORT)} == {State.DRAFT}
    author.undo()
    assert {state_of(author, SINGLE), state_of(author, SHORT)} == {State.LIVE}


def test_an_empty_plan_is_told(author: Author) -> None:
    with pytest.raises(QuizError, match="Nothing was found"):
        author.replace(author.plan_replace([SINGLE], "xyzzy", "", ["prompt"]))


# Bad input


@pytest.mark.parametrize(
    ("find", "replacement", "told"),
    [
        ("", "x", "Type what is to be found"),
        ("(", "x", "not understood.*position 0|not understood.*missing"),
        ("*", "x", "not understood"),
        ("[", "x", "not understood"),
        (r"(?P<a", "x", "not understood"),
        ("scene", r"\5", "replacement is not understood"),
        ("scene", r"\g<no>", "replacement is not understood"),
        ("scene", "\\", "replacement is not understood"),
        ("x" * 1001, "x", "1000 characters"),
        ("(" * 500 + ")" * 500, "x", "too complex"),
        ("((((a{1000}){1000}){1000}){1000}){1000}", "x", "too complex"),
        ("scene", "x" * 60_000, "longer than 50000"),
    ],
)
def test_what_cannot_be_done_is_told_and_not_carried_out(
    author: Author, find: str, replacement: str, told: str
) -> None:
    plan = author.plan_replace([SINGLE], find, replacement, ["prompt"], regex=True)
    assert plan.hits == ()
    with pytest.raises(QuizError, match=told):
        author.replace(plan)


@pytest.mark.parametrize("find", [r"(a+)+$", r"(a|aa)+$", r"(.*)*(.*)*(.*)*b", "(?R)"])
def test_an_expression_that_never_ends_is_stopped(author: Author, find: str) -> None:
    uids = [uid(number) for number in range(1, 43)]
    author.set_field(uids, "prompt", "a" * 1_500 + "!")
    plan = author.plan_replace(uids, find, "x", ["prompt"], regex=True)
    assert plan.hits == ()
    assert plan.problem is None or "too long" in str(plan.problem) or "too complex" in str(plan.problem)


def test_many_slow_expressions_share_their_time(author: Author, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quizapp.author.replacing.TEXT_TIME_S", 100.0)
    monkeypatch.setattr("quizapp.author.replacing.SLOW_TIME_S", 0.05)
    author.set_field([uid(number) for number in range(1, 43)], "prompt", "a" * 1_500 + "!")
    plan = author.plan_replace(None, r"(a+)+$", "x", ["prompt"], regex=True)
    assert "too long" in str(plan.problem)


# In steps


def test_planning_goes_one_question_at_a_time(author: Author) -> None:
    steps = list(author.replace_steps(None, "Who is", "Who was", ["prompt"]))
    assert [(step.done, step.total) for step in steps] == [(place, 43) for place in range(1, 44)]
    whole = author.plan_replace(None, "Who is", "Who was", ["prompt"])
    assert tuple(hit for step in steps for hit in step.hits) == whole.hits
    assert {step.hits[0].uid: step.revision for step in steps if step.hits} == whole.revisions


def test_what_was_found_before_a_stop_can_be_replaced(author: Author) -> None:
    steps = author.replace_steps([SINGLE, SHORT, MATCHING], "scene", "act", ["prompt"])
    first = next(steps)
    author.replace(ReplacePlan("scene", "act", first.hits, {SINGLE: first.revision}))
    assert (of(author, SINGLE).prompt, of(author, SHORT).prompt) == ("Who is in act 7?", "Who is in scene 3?")


def test_an_endless_expression_ends_the_steps_with_its_sentence(author: Author) -> None:
    author.set_field([SHORT], "prompt", "a" * 1_500 + "!")
    *before, last = author.replace_steps([SINGLE, SHORT, MATCHING], r"(a+)+$", "x", ["prompt"], regex=True)
    assert [step.problem for step in before] == [None]
    assert "too long" in str(last.problem)


def test_carrying_out_tells_how_far_it_is(author: Author) -> None:
    told: list[tuple[int, int]] = []
    uids = [uid(number) for number in range(1, 43)]
    plan = author.plan_replace(uids, "scene", "act", ["prompt"])
    author.replace(plan, lambda done, total: told.append((done, total)))
    assert told == [(42, 42)]
