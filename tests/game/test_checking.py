"""Every rule has a question that breaks it, and only it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from quizapp.game.checking import (
    CATEGORIES_MAX,
    OPTION_FITS,
    OPTION_LENGTH_MAX,
    PROMPT_FITS,
    PROMPT_LENGTH_MAX,
    PROSE_LENGTH_MAX,
    check,
    check_info,
    check_info_by_part,
    has_errors,
)
from quizapp.game.draft import Draft, Problem, Severity
from quizapp.game.keyed import KeyedNumbers
from quizapp.game.names import fold, folded_anew
from quizapp.game.options import MOST_OPTIONS, deal_options, key_indexes
from quizapp.game.question import CHOICE_KINDS, Category, Distractor, Kind, Media, Name, PackInfo, Source
from tests.game.builders import a_draft, a_picture, a_question, an_info

SINGLE, MULTIPLE, TRUE_FALSE, SHORT, GAP_KIND, MATCHING, ORDERING = Kind

WRONG = (Distractor("a"), Distractor("b"), Distractor("c"))


def long(length: int) -> str:
    return "x" * (length + 1)


def late(*episodes: int | None) -> tuple[Distractor, ...]:
    return tuple(Distractor(f"wrong {place}", episode) for place, episode in enumerate(episodes))


# kind, what is changed, field, the sentence
ERRORS: list[tuple[Kind, dict[str, Any], str, str]] = [
    (SINGLE, {"uid": ""}, "uid", "a question needs a uid: up to 200 characters without spaces"),
    (SINGLE, {"uid": "two words"}, "uid", "a question needs a uid: up to 200 characters without spaces"),
    (SINGLE, {"uid": "x" * 201}, "uid", "a question needs a uid: up to 200 characters without spaces"),
    (SINGLE, {"kind": "riddle"}, "kind", "the kind “riddle” is unknown; the kinds are single_choice, multiple_choice, "
     "true_false, short_answer, missing_word, matching, ordering"),
    (SINGLE, {"prompt": ""}, "prompt", "there is no prompt"),
    (SINGLE, {"prompt": " \n"}, "prompt", "there is no prompt"),
    (SINGLE, {"prompt": long(PROMPT_LENGTH_MAX)}, "prompt",
     "this text has 2001 characters; at most 2000 can be used"),
    (SINGLE, {"hint": long(PROSE_LENGTH_MAX)}, "hint", "this text has 5001 characters; at most 5000 can be used"),
    (SINGLE, {"explanation": long(PROSE_LENGTH_MAX)}, "explanation",
     "this text has 5001 characters; at most 5000 can be used"),
    (SINGLE, {"line": long(PROSE_LENGTH_MAX)}, "line", "this text has 5001 characters; at most 5000 can be used"),
    (SINGLE, {"tags": ("a", long(PROSE_LENGTH_MAX))}, "tags",
     "this text has 5001 characters; at most 5000 can be used"),
    (SINGLE, {"sources": (Source(long(PROSE_LENGTH_MAX)),)}, "sources",
     "this text has 5001 characters; at most 5000 can be used"),
    (SINGLE, {"distractors": (*WRONG, Distractor("d", feedback=long(PROSE_LENGTH_MAX)))}, "distractors",
     "this text has 5001 characters; at most 5000 can be used"),
    (SINGLE, {"media": Media("media/a.png", long(PROSE_LENGTH_MAX))}, "media",
     "this text has 5001 characters; at most 5000 can be used"),
    (SINGLE, {"distractors": (*WRONG, Distractor(long(OPTION_LENGTH_MAX)))}, "distractors",
     "this text has 501 characters; at most 500 can be used"),
    (SHORT, {"answers": (long(OPTION_LENGTH_MAX),)}, "answers",
     "this text has 501 characters; at most 500 can be used"),
    (MATCHING, {"pairs": (("a", "b"), ("c", long(OPTION_LENGTH_MAX)))}, "pairs",
     "this text has 501 characters; at most 500 can be used"),
    (MATCHING, {"extra": (long(OPTION_LENGTH_MAX),)}, "extra",
     "this text has 501 characters; at most 500 can be used"),
    (ORDERING, {"sequence": ("a", "b", long(OPTION_LENGTH_MAX))}, "sequence",
     "this text has 501 characters; at most 500 can be used"),
    (SINGLE, {"category": ""}, "category", "there is no category"),
    (SINGLE, {"difficulty": 0}, "difficulty", "the difficulty is 0; it must be 1, 2 or 3"),
    (SINGLE, {"difficulty": 4}, "difficulty", "the difficulty is 4; it must be 1, 2 or 3"),
    (SINGLE, {"episode": 99}, "episode", "there is no episode 99; the pack has 16"),
    (SHORT, {"episode": -1}, "episode", "episode -1 is below 0"),
    (SINGLE, {"distractors": (*WRONG, Distractor("d", 17))}, "distractors", "there is no episode 17; the pack has 16"),
    (SINGLE, {"sources": (Source("Recap", episode=17),)}, "sources", "there is no episode 17; the pack has 16"),
    (SINGLE, {"sources": (Source("", "https://example.org"),)}, "sources", "a source needs a title"),
    (SINGLE, {"media": Media("track.png", "A track")}, "media",
     "a picture must lie in the pack's media folder, such as media/track.png"),
    (SINGLE, {"media": Media("media/../../track.png", "A track")}, "media",
     "a picture must lie in the pack's media folder, such as media/track.png"),
    (SINGLE, {"media": Media("/media/track.png", "A track")}, "media",
     "a picture must lie in the pack's media folder, such as media/track.png"),
    (SINGLE, {"media": Media("media\\..\\track.png", "A track")}, "media",
     "a picture must lie in the pack's media folder, such as media/track.png"),
    (SINGLE, {"media": Media("media/", "A track")}, "media",
     "a picture must lie in the pack's media folder, such as media/track.png"),
    (SINGLE, {"media": Media("media/track.png", "")}, "media",
     "a picture needs a text (alt) for those who cannot see it"),
    (SINGLE, {"answers": ()}, "answers", "there is no right option"),
    (SINGLE, {"answers": ("one", "two")}, "answers", "a single choice has one right option, not 2"),
    (SINGLE, {"answers": ("",)}, "answers", "an option is empty"),
    (SINGLE, {"distractors": ()}, "distractors", "there is no wrong option"),
    (SINGLE, {"distractors": (*WRONG, Distractor(" "))}, "distractors", "an option is empty"),
    (SINGLE, {"distractors": (*WRONG, Distractor("A."))}, "distractors", "“a” stands there twice"),
    (SINGLE, {"answers": ("Seo Dan Ah",)}, "distractors", "“Seo Dan Ah” stands there twice"),
    (SINGLE, {"distractors": (*WRONG, Distractor("…"), Distractor("…"))}, "distractors", "“…” stands there twice"),
    (SINGLE, {"distractors": late(2, 3, 16)}, "distractors",
     "every wrong option belongs to a later episode than the question"),
    (MULTIPLE, {"answers": ()}, "answers", "there is no right option"),
    (MULTIPLE, {"answers": tuple(f"key {place}" for place in range(9))}, "answers", "at most 8 options can be right"),
    (MULTIPLE, {"distractors": ()}, "distractors", "there is no wrong option"),
    (SINGLE, {"distractors": (*WRONG, Distractor("- A"))}, "distractors", "“a” stands there twice"),
    (SINGLE, {"answers": ("-cos(x)",), "distractors": (*WRONG, Distractor(" -COS(x)"))}, "distractors",
     "“-cos(x)” stands there twice"),
    (MULTIPLE, {"distractors": (*WRONG, Distractor("60m"))}, "distractors", "“60 m” stands there twice"),
    (MULTIPLE, {"distractors": late(2)}, "distractors",
     "every wrong option belongs to a later episode than the question"),
    (TRUE_FALSE, {"answer": None}, "answer", "say whether it is right: answer = true or answer = false"),
    (SHORT, {"answers": ()}, "answers", "there is no right answer"),
    (SHORT, {"answers": ("They run", "")}, "answers", "an option is empty"),
    (GAP_KIND, {"answers": ()}, "answers", "there is no right answer"),
    (GAP_KIND, {"prompt": "Run!"}, "prompt", "the prompt needs one gap, written ___"),
    (GAP_KIND, {"prompt": "___ ___!"}, "prompt", "the prompt needs one gap, written ___"),
    (GAP_KIND, {"distractors": (Distractor("On"),)}, "distractors", "“on” stands there twice"),
    (MATCHING, {"pairs": (("a", "b"),)}, "pairs", "matching needs two pairs or more"),
    (MATCHING, {"pairs": (("a", "b"), ("A", "c"))}, "pairs", "“a” stands there twice"),
    (MATCHING, {"pairs": (("a", "b"), ("c", "b"))}, "pairs", "“b” stands there twice"),
    (MATCHING, {"pairs": (("a", "b"), ("c", ""))}, "pairs", "an option is empty"),
    (MATCHING, {"extra": ("runs",)}, "pairs", "“runs” stands there twice"),
    (MATCHING, {"extra": ("",)}, "extra", "an option is empty"),
    (ORDERING, {"sequence": ("ready", "go")}, "sequence", "ordering needs three items or more"),
    (ORDERING, {"sequence": ("ready", "set", "Ready")}, "sequence", "“ready” stands there twice"),
    (ORDERING, {"sequence": ("ready", "set", "")}, "sequence", "an option is empty"),
]  # fmt: skip

WARNINGS: list[tuple[Kind, dict[str, Any], str, str]] = [
    (SINGLE, {"category": "cast"}, "category", "the category “cast” is not one of the pack's"),
    (SINGLE, {"prompt": long(PROMPT_FITS)}, "prompt",
     "this text has 221 characters; more than 220 do not fit the small window"),
    (SINGLE, {"distractors": (*WRONG, Distractor(long(OPTION_FITS)))}, "distractors",
     "this text has 91 characters; more than 90 do not fit the small window"),
    (SHORT, {"episode": None}, "episode",
     "no episode is given, so only players who have seen everything are asked this"),
    (SINGLE, {"explanation": ""}, "explanation", "there is no explanation"),
    (SINGLE, {"sources": ()}, "sources", "no source is given"),
    (SINGLE, {"sources": (Source("Recap", "example.org"),)}, "sources",
     "the address “example.org” is no web address"),
    (SINGLE, {"sources": (Source("Recap", "file:///etc/passwd"),)}, "sources",
     "the address “file:///etc/passwd” is no web address"),
    (SINGLE, {"prompt": "Who is Oh Mijoo?"}, "prompt", "the right answer “Oh Mi-joo” stands in the prompt"),
    (SHORT, {"answers": ("sprinters",)}, "prompt", "the right answer “sprinters” stands in the prompt"),
    (GAP_KIND, {"answers": ("run!",), "prompt": "___? Run!"}, "prompt", "the right answer “run!” stands in the prompt"),
    (SINGLE, {"prompt": "x" * PROMPT_LENGTH_MAX}, "prompt",
     "this text has 2000 characters; more than 220 do not fit the small window"),
    (SINGLE, {"distractors": (*WRONG, Distractor("x" * OPTION_LENGTH_MAX))}, "distractors",
     "this text has 500 characters; more than 90 do not fit the small window"),
    (SINGLE, {"answers": ("x" * 23,), "distractors": (*WRONG, Distractor("y" * 14))}, "answers",
     "the right answer is much longer than every wrong option, which gives it away"),
    (SINGLE, {"distractors": WRONG[:2]}, "distractors", "there are fewer than three wrong options"),
    (SINGLE, {"answers": ("The one who translates films",)}, "answers",
     "the right answer is much longer than every wrong option, which gives it away"),
    (SINGLE, {"distractors": late(1, 2, 3, None)}, "distractors",
     "only 2 wrong option(s) can be shown at the question's episode"),
    (SINGLE, {"keep_order": True}, "keep_order",
     "not every option begins with a number, so the right one is always shown first"),
    (MULTIPLE, {"keep_order": True, "answers": ("60 m", "half")}, "keep_order",
     "not every option begins with a number, so the right one is always shown first"),
    (MULTIPLE, {"answers": ("60 m",)}, "answers", "only one option is right; a single choice would say so"),
    (SINGLE, {"answer": False}, "answer", "a question of kind single_choice does not use this"),
    (SINGLE, {"sequence": ("a",)}, "sequence", "a question of kind single_choice does not use this"),
    (MULTIPLE, {"pairs": (("a", "b"),)}, "pairs", "a question of kind multiple_choice does not use this"),
    (TRUE_FALSE, {"answers": ("True",)}, "answers", "a question of kind true_false does not use this"),
    (SHORT, {"distractors": WRONG}, "distractors", "a question of kind short_answer does not use this"),
    (GAP_KIND, {"extra": ("off",)}, "extra", "a question of kind missing_word does not use this"),
    (MATCHING, {"answers": ("runs",)}, "answers", "a question of kind matching does not use this"),
    (ORDERING, {"distractors": WRONG}, "distractors", "a question of kind ordering does not use this"),
]  # fmt: skip


def told(problems: tuple[Problem, ...]) -> list[tuple[str, str, str]]:
    return [(str(problem.severity), problem.field, str(problem.message)) for problem in problems]


def name_of(case: object) -> str:
    return ",".join(case) if isinstance(case, dict) else str(case)[:30]


@pytest.mark.parametrize(("kind", "changes", "field", "sentence"), ERRORS, ids=name_of)
def test_an_error_is_told_alone_with_its_field(kind: Kind, changes: dict[str, Any], field: str, sentence: str) -> None:
    draft = replace(a_draft(kind), **changes)
    problems = check(draft, an_info())
    assert told(problems) == [("error", field, sentence)]
    assert problems[0].uid == draft.uid
    assert has_errors(problems)


@pytest.mark.parametrize(
    ("key", "prompt", "is_told"),
    [
        ("Art", "When did the war start?", False),
        ("Ann", "Who can now say so?", False),
        ("Art", "Which art is older than all other arts?", True),
        ("sprinter", "What do sprinters wear?", True),
        ("Oh Mi-joo", "Who is Mijoo, or Oh  Mi Joo’s friend?", True),
        ("Mi-joo", "Who is Mi-joo's friend?", True),
        ("U.S.A.", "What does USA mean?", True),
        ("3.14", "Is pi 3.1415?", False),
        ("오미주", "오미주는 누구인가?", True),
        ("no", "Yes or no?", False),
        ("!!!", "What does !!! mean?", True),
        ("x" * 200, "x" * 300, True),
    ],
)
def test_a_key_stands_in_a_prompt_as_words_of_its_own(key: str, prompt: str, is_told: bool) -> None:
    problems = check(a_draft(Kind.SHORT_ANSWER, answers=(key,), prompt=prompt), an_info())
    assert any("stands in the prompt" in str(each.message) for each in problems) is is_told


@pytest.mark.parametrize(("kind", "changes", "field", "sentence"), WARNINGS, ids=name_of)
def test_a_warning_is_told_alone_with_its_field(kind: Kind, changes: dict[str, Any], field: str, sentence: str) -> None:
    problems = check(a_draft(kind, **changes), an_info())
    assert told(problems) == [("warning", field, sentence)]
    assert not has_errors(problems)


GOOD: list[tuple[Kind, dict[str, Any]]] = [
    *((kind, {}) for kind in Kind),
    (SINGLE, {"media": a_picture()}),
    (SINGLE, {"keep_order": True, "answers": ("1",), "distractors": tuple(map(Distractor, "234"))}),
    (SINGLE, {"answers": ("1.5 million",), "distractors": tuple(map(Distractor, ("15 million", "150", "1 500")))}),
    (SINGLE, {"answers": ("-5",), "distractors": tuple(map(Distractor, ("5", "0", "-0.5")))}),
    (SINGLE, {"answers": ("cos(x)",), "distractors": tuple(map(Distractor, ("-cos(x)", "sin(x)", "−sin(x)")))}),
    (SINGLE, {"answers": ("10:30",), "distractors": tuple(map(Distractor, ("1030", "10:3", "103 0")))}),
    (SINGLE, {"answers": ("?",), "distractors": tuple(map(Distractor, ("!", ".", "-")))}),
    (SINGLE, {"episode": 16, "distractors": late(16, 16, None)}),
    (SINGLE, {"episode": 0, "distractors": late(0, 0, None, 16)}),
    (MULTIPLE, {"answers": tuple(f"key {place}" for place in range(8))}),
    (TRUE_FALSE, {"answer": False}),
    (TRUE_FALSE, {"keep_order": True}),
    (GAP_KIND, {"distractors": (Distractor("off"),)}),
    (MATCHING, {"extra": ()}),
    (SHORT, {"sources": (Source("Recap", "https://example.org/a?b=c", 3, "12:30"),)}),
    (SHORT, {"answers": ("do",)}),
    (SINGLE, {"uid": "x" * 200}),
    (SINGLE, {"prompt": "x" * PROMPT_FITS}),
    (SINGLE, {"distractors": (*WRONG, Distractor("x" * OPTION_FITS))}),
    (SINGLE, {"hint": "x" * PROSE_LENGTH_MAX}),
    (SINGLE, {"answers": ("x" * 20,), "distractors": WRONG}),
    (SINGLE, {"answers": ("x" * 22,), "distractors": (*WRONG, Distractor("y" * 14))}),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "changes"), GOOD, ids=name_of)
def test_a_good_question_has_no_problem(kind: Kind, changes: dict[str, Any]) -> None:
    assert told(check(a_draft(kind, **changes), an_info())) == []


def test_a_pack_without_episodes_and_categories_asks_for_none() -> None:
    draft = a_draft(episode=None, category="anything", distractors=late(5, 500, None))
    assert check(draft, an_info(episodes=None, categories=())) == ()


def test_an_episode_below_0_is_wrong_in_every_pack() -> None:
    problems = check(a_draft(TRUE_FALSE, episode=-3), an_info(episodes=None))
    assert told(problems) == [("error", "episode", "episode -3 is below 0")]


def test_everything_wrong_is_told_at_once() -> None:
    fields = {problem.field for problem in check(Draft(difficulty=7, episode=99), an_info())}
    assert fields == {"uid", "prompt", "category", "difficulty", "episode", "explanation", "sources", "kind"}


words = st.sampled_from(
    ["", " ", "a", "A", "Run ___", "___", "1", "1.5", "{x}", "{", "%s", "\n", "ㅤ", "기선겸", "x" * 95, "y" * 600]
) | st.text(max_size=12)
episodes = st.none() | st.integers(-2, 18) | st.integers()
distractors = st.builds(Distractor, words, episodes, words)
drafts = st.builds(
    Draft,
    uid=words | st.just("u1"),
    kind=st.sampled_from([*Kind, "", "riddle"]),
    category=words | st.just("plot"),
    prompt=words | st.just("What ___?"),
    episode=episodes,
    difficulty=st.integers(1, 3) | st.integers(),
    line=words,
    answers=st.lists(words, max_size=10).map(tuple),
    distractors=st.lists(distractors, max_size=10).map(tuple),
    answer=st.none() | st.booleans(),
    pairs=st.lists(st.tuples(words, words), max_size=4).map(tuple),
    extra=st.lists(words, max_size=3).map(tuple),
    sequence=st.lists(words, max_size=5).map(tuple),
    keep_order=st.booleans(),
    hint=words,
    explanation=words,
    sources=st.lists(st.builds(Source, words, words, episodes, words), max_size=2).map(tuple),
    tags=st.lists(words, max_size=2).map(tuple),
    media=st.none() | st.builds(Media, words | st.just("media/a.png"), words),
)
infos = st.sampled_from([an_info(), an_info(episodes=None), an_info(categories=()), an_info(episodes=1)])


@given(drafts, infos)
@example(a_draft(), an_info())
def test_any_draft_can_be_checked_and_one_without_errors_can_be_asked(draft: Draft, info: PackInfo) -> None:
    problems = check(draft, info)
    assert all(str(problem.message) for problem in problems)
    if has_errors(problems):
        return
    assert_can_be_asked(draft, info)


@st.composite
def nearly_good(draw: st.DrawFn) -> Draft:
    """Good drafts with one or two fields gone wild."""
    good = a_draft(draw(st.sampled_from(list(Kind))))
    wild = draw(drafts)
    fields = draw(st.lists(st.sampled_from(sorted(Draft.__dataclass_fields__)), max_size=2))
    return Draft(**{name: getattr(wild if name in fields else good, name) for name in Draft.__dataclass_fields__})


@given(nearly_good(), infos)
def test_a_draft_that_is_nearly_good_can_be_asked_unless_it_has_errors(draft: Draft, info: PackInfo) -> None:
    if not has_errors(check(draft, info)):
        assert_can_be_asked(draft, info)


def assert_can_be_asked(draft: Draft, info: PackInfo) -> None:
    question = draft.finish()
    assert Draft.of(question) == draft
    if question.kind not in CHOICE_KINDS:
        return
    for limit in range(info.guard_episode(question.episode), (info.episodes or 1) + 1):
        options = deal_options(question, info, limit, KeyedNumbers("seed", "options"))
        assert key_indexes(question) <= set(options)
        assert len(key_indexes(question)) < len(options) <= MOST_OPTIONS, "there is something to choose from"


# What is wrong with the description of a pack

INFO_ERRORS: list[tuple[dict[str, Any], str, str]] = [
    ({"id": ""}, "id", "a pack needs an id of small letters, digits, dots and hyphens"),
    ({"id": "Run On"}, "id", "a pack needs an id of small letters, digits, dots and hyphens"),
    ({"id": "../x"}, "id", "a pack needs an id of small letters, digits, dots and hyphens"),
    ({"id": "x" * 65}, "id", "a pack needs an id of small letters, digits, dots and hyphens"),
    ({"title": ""}, "title", "a pack needs a title"),
    ({"title": long(PROSE_LENGTH_MAX)}, "title", "this text has 5001 characters; at most 5000 can be used"),
    ({"authors": (long(PROSE_LENGTH_MAX),)}, "authors", "this text has 5001 characters; at most 5000 can be used"),
    ({"version": ""}, "version", "a pack needs a version"),
    ({"episodes": 0}, "episodes", "the number of episodes is 0; it must be 1 to 9999"),
    ({"episodes": 10_000}, "episodes", "the number of episodes is 10000; it must be 1 to 9999"),
    ({"categories": (Category("a", "A"), Category("A", "B"))}, "id", "“A” stands there twice"),
    ({"categories": (Category("", "A"),)}, "id", "a category needs an id and a title"),
    ({"categories": (Category("a", ""),)}, "title", "a category needs an id and a title"),
    ({"categories": (Category("a", "A", "poker"),)}, "card",
     "the card “poker” is unknown; the cards are film, lyrics, slate, credits, plain"),
    ({"categories": (Category("a", long(PROSE_LENGTH_MAX)),)}, "title",
     "this text has 5001 characters; at most 5000 can be used"),
    ({"categories": tuple(Category(f"c{place}", "C") for place in range(CATEGORIES_MAX + 1))}, "category",
     "a pack has 1001 categories; it can have 1000"),
    ({"names": (Name("", "기선겸"),)}, "canonical", "a name needs a canonical spelling"),
    ({"names": (Name("Ki", "", (long(PROSE_LENGTH_MAX),)),)}, "variants",
     "this text has 5001 characters; at most 5000 can be used"),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "field", "sentence"), INFO_ERRORS, ids=name_of)
def test_what_is_wrong_with_a_description_is_told_alone(changes: dict[str, Any], field: str, sentence: str) -> None:
    assert told(check_info(an_info(**changes))) == [("error", field, sentence)]


def test_two_people_with_one_spelling_are_told() -> None:
    names = (
        Name("Park Mae-yi", "박매이", ("May",)),
        Name("May Kim", "", ("M-a-y",)),
        Name("Park Mae-yi", "", ("Mae",)),
    )
    assert told(check_info(an_info(names=names))) == [
        ("warning", "variants", "“Park Mae-yi” and “May Kim” share a spelling")
    ]


def test_a_good_description_has_no_problem() -> None:
    names = (Name("Ki Seon-gyeom", "기선겸", ("Ki Sun-kyum", "Ki Seon Gyeom")), Name("Oh Mi-joo"))
    assert check_info(an_info(names=names, authors=("A",), licence="CC0", episodes=9999)) == ()
    assert check_info(an_info(categories=(), episodes=None)) == ()
    assert check_info(an_info(episodes=1, title="x" * PROSE_LENGTH_MAX, id="x" * 64)) == ()
    many = tuple(Category(f"c{place}", "x" * PROSE_LENGTH_MAX) for place in range(CATEGORIES_MAX))
    assert check_info(an_info(categories=many, names=(Name("x" * PROSE_LENGTH_MAX),))) == ()


def test_a_problem_of_a_description_names_the_part() -> None:
    info = an_info(title="", categories=(Category("a", "A"), Category("", "")), names=(Name("A"), Name("")))
    assert [part for part, _ in check_info_by_part(info)] == [
        ("pack", 0),
        ("category", 1),
        ("category", 1),
        ("name", 1),
    ]


def test_only_errors_are_errors() -> None:
    warning = check(a_draft(explanation=""), an_info())
    assert [problem.severity for problem in warning] == [Severity.WARNING]
    assert not has_errors(warning)
    assert not has_errors(())


@pytest.mark.parametrize("kind", Kind)
def test_a_draft_is_a_question_and_back(kind: Kind) -> None:
    question = a_question(kind, media=a_picture(), tags=("a",), line="A line")
    assert Draft.of(question).finish() == question
    assert type(Draft.of(question).kind) is str


def test_a_draft_of_an_unknown_kind_cannot_be_finished() -> None:
    with pytest.raises(ValueError, match="riddle"):
        Draft(kind="riddle").finish()


@given(st.text(st.characters(max_codepoint=127)))
def test_texts_are_folded_alike_whether_or_not_they_are_ascii(text: str) -> None:
    """ASCII is folded in a way of its own, which is faster."""
    assert f"é{folded_anew(text)}" == folded_anew(f"é{text}")
    assert fold(text) == folded_anew(text)
