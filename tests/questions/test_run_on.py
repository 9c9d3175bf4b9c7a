"""The Run On pack keeps every rule that can be counted."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from quizapp.game.likeness import near_duplicates
from quizapp.game.names import NameBook, fold
from quizapp.game.options import all_options, is_chosen, is_typed, key_texts, match_rights
from quizapp.game.question import GAP, Kind, Pack, Question
from quizapp.game.typed import Likeness, judge_typed
from quizapp.transfer.pack_files import read_path

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "questions" / "run-on"
SOURCES = ROOT.parent / "shared" / "run-on" / "sources"
DISPUTED = Path(__file__).with_name("disputed.toml")

LEAST_BY_CATEGORY = {"plot": 145, "cast": 80, "quotes": 50, "ost-lyrics": 65}
LEAST_BY_KIND = {
    Kind.SHORT_ANSWER: 50,
    Kind.MISSING_WORD: 25,
    Kind.MATCHING: 15,
    Kind.ORDERING: 15,
    Kind.MULTIPLE_CHOICE: 20,
}
TRUE_FALSE_MOST = 25
SHARE_BY_DIFFICULTY = {1: 0.35, 2: 0.40, 3: 0.25}
AT_EPISODE_1 = {"plot": 8, "cast": 8, "ost-lyrics": 8, "quotes": 6}
QUOTE_WORDS_MOST, LYRIC_WORDS_MOST = 8, 6
RUN_OF_WORDS = 9


def load() -> Pack:
    read = read_path(FOLDER)
    assert not read.problems, "\n".join(map(str, read.problems))
    return read.pack()


PACK = load()
QUESTIONS = PACK.questions
NAMES = NameBook(PACK.info.names)


def guard(question: Question) -> int:
    return PACK.info.guard_episode(question.episode)


def each(*kinds: Kind) -> list[Question]:
    return [question for question in QUESTIONS if question.kind in (kinds or tuple(Kind))]


def texts(question: Question) -> Iterator[str]:
    """Every text a player may read."""
    yield from (question.prompt, question.line, question.hint, question.explanation)
    yield from question.answers
    yield from (text for each in question.distractors for text in (each.text, each.feedback))
    yield from (text for pair in question.pairs for text in pair)
    yield from (*question.extra, *question.sequence)


def words(text: str) -> list[str]:
    return re.findall(r"\w+", unicodedata.normalize("NFKC", text).casefold().replace("’", "").replace("'", ""))


# Size and spread


@pytest.mark.parametrize(("category", "least"), LEAST_BY_CATEGORY.items())
def test_there_is_enough_of_every_category(category: str, least: int) -> None:
    assert sum(question.category == category for question in QUESTIONS) >= least


@pytest.mark.parametrize(("kind", "least"), LEAST_BY_KIND.items())
def test_there_is_enough_of_every_kind(kind: Kind, least: int) -> None:
    assert len(each(kind)) >= least


def test_statements_are_few_and_the_pack_is_large() -> None:
    assert len(each(Kind.TRUE_FALSE)) <= TRUE_FALSE_MOST
    assert len(QUESTIONS) >= 340


@pytest.mark.parametrize(("difficulty", "share"), SHARE_BY_DIFFICULTY.items())
def test_difficulties_are_spread(difficulty: int, share: float) -> None:
    there = sum(question.difficulty == difficulty for question in QUESTIONS)
    assert abs(there / len(QUESTIONS) - share) <= 0.05


def test_every_category_has_every_difficulty() -> None:
    assert {(question.category, question.difficulty) for question in QUESTIONS} >= {
        (category, difficulty) for category in LEAST_BY_CATEGORY for difficulty in SHARE_BY_DIFFICULTY
    }


def test_who_has_seen_one_episode_has_enough_to_play() -> None:
    there = Counter(question.category for question in QUESTIONS if guard(question) <= 1)
    assert sum(there.values()) >= 60
    assert all(there[category] >= least for category, least in AT_EPISODE_1.items()), there


def test_every_episode_has_questions_of_its_own() -> None:
    assert {guard(question) for question in QUESTIONS} >= set(range(1, 17))


# Each question


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.uid)
def test_a_question_is_whole(question: Question) -> None:
    assert question.episode is not None
    assert question.hint
    assert question.explanation
    assert question.sources
    assert all(source.title for source in question.sources)
    assert question.tags
    assert not any(re.search(r"\.txt\b|\b00[0-4]\b|seed", source.title) for source in question.sources)


@pytest.mark.parametrize("question", each(Kind.SINGLE_CHOICE), ids=lambda question: question.uid)
def test_a_single_choice_has_three_to_six_distractors(question: Question) -> None:
    assert 3 <= len(question.distractors) <= 6
    always = [one for one in question.distractors if one.episode is None or one.episode <= guard(question)]
    assert len(always) >= 3, "three for everybody who may be asked this"


def test_the_key_is_seldom_the_longest_option() -> None:
    longest = [
        question
        for question in each(Kind.SINGLE_CHOICE)
        if len(question.answers[0]) > max(len(one.text) for one in question.distractors)
    ]
    assert len(longest) / len(each(Kind.SINGLE_CHOICE)) <= 0.35


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.uid)
def test_no_key_stands_in_its_prompt_or_hint(question: Question) -> None:
    if question.kind in (Kind.TRUE_FALSE, Kind.MATCHING, Kind.ORDERING):
        return
    keys = key_texts(question) if is_chosen(question) else question.answers
    for key in keys:
        if len(fold(key)) > 2:
            assert not contains(question.prompt, key)
            assert not contains(question.hint, key)
            assert GAP in question.line or not contains(question.line, key)


def contains(text: str, key: str) -> bool:
    """Whether the words of the key stand in the text, one behind the other."""
    there, wanted = words(text), words(key)
    return any(there[at : at + len(wanted)] == wanted for at in range(len(there)))


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.uid)
def test_no_options_are_the_same_in_another_spelling(question: Question) -> None:
    offered = match_rights(question) or question.sequence or (all_options(question) if is_chosen(question) else ())
    people = [NAMES.find(text) for text in offered]
    said = [person.canonical if person else fold(text) for text, person in zip(offered, people, strict=True)]
    assert len(set(said)) == len(said)


@pytest.mark.parametrize("question", [each for each in QUESTIONS if is_typed(each)], ids=lambda question: question.uid)
def test_a_typed_answer_is_accepted_as_it_is_shown_and_in_every_form_written(question: Question) -> None:
    for answer in question.answers:
        assert judge_typed(answer, question.answers, NAMES).likeness is Likeness.EXACT
        assert judge_typed(answer.upper().replace("-", " "), question.answers, NAMES).likeness in (
            Likeness.EXACT,
            Likeness.SPELLING,
        )


@pytest.mark.parametrize("question", each(Kind.ORDERING), ids=lambda question: question.uid)
def test_an_order_has_three_to_six_items(question: Question) -> None:
    assert 3 <= len(question.sequence) <= 6


@pytest.mark.parametrize("question", each(Kind.MATCHING), ids=lambda question: question.uid)
def test_matching_fits_a_small_window(question: Question) -> None:
    assert 3 <= len(question.pairs) <= 5
    assert len(question.extra) <= 2


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.uid)
def test_fragments_are_short(question: Question) -> None:
    """What stands in curly quotation marks, on a film card and on a lyrics card."""
    most = LYRIC_WORDS_MOST if question.category == "ost-lyrics" else QUOTE_WORDS_MOST
    quoted = [part for text in texts(question) for part in re.findall(r"“([^”]+)”", text)]
    if question.category in ("quotes", "ost-lyrics"):
        quoted.append(question.line)
    assert [part for part in quoted if len(words(part.replace(GAP, "gap"))) > most] == []


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.uid)
def test_texts_are_set_with_care(question: Question) -> None:
    for text in texts(question):
        assert not re.search(r"['\"`]|--|\.\.\.|<[a-z/]|  ", text), text
        assert text == text.strip()
    assert question.prompt.endswith(("?", ".", "…", "!", "”", "___")) or question.kind is Kind.MISSING_WORD


# The pack as a whole


def test_no_two_questions_are_near_duplicates() -> None:
    assert list(near_duplicates(QUESTIONS)) == []


def test_a_page_tells_of_the_same_episodes_wherever_it_is_a_source() -> None:
    """The episode of a source is the last one its page tells of: a matter of the page, not of the question."""
    said: dict[str, set[tuple[str, int | None]]] = {}
    for source in (source for question in QUESTIONS for source in question.sources):
        said.setdefault(source.url or source.title, set()).add((source.title, source.episode))
    assert {page: ways for page, ways in said.items() if len(ways) > 1} == {}


def test_a_page_on_one_episode_tells_of_nothing_later() -> None:
    """A recap is known by its title and marked with the very episode it retells; no mark goes beyond the last."""
    sources = {source for question in QUESTIONS for source in question.sources}
    named = {source: re.search(r"Run On episode (\d+)", source.title, re.IGNORECASE) for source in sources}
    recaps = {source: int(found[1]) for source, found in named.items() if found}
    assert recaps
    assert [source for source, episode in recaps.items() if source.episode != episode] == []
    assert {source.episode for source in sources} <= {None, *range(1, 17)}


def test_uids_are_unique_and_say_their_category() -> None:
    assert len({question.uid for question in QUESTIONS}) == len(QUESTIONS)
    prefixes = {category: category.split("-")[0] for category in LEAST_BY_CATEGORY}
    assert all(question.uid.startswith(f"run-on/{prefixes[question.category]}-") for question in QUESTIONS)


def test_every_person_in_the_answers_has_a_name_entry() -> None:
    """Whoever is a key somewhere and looks like a Korean name can be typed in any spelling."""
    looks = re.compile(r"[A-Z][a-z]+ [A-Z][a-z]+-[a-z]+")
    keys = {key for question in QUESTIONS for key in question.answers if looks.fullmatch(key)}
    assert {key for key in keys if NAMES.find(key) is None} == set()


def test_nothing_disputed_is_asked() -> None:
    """A hand-written list of claims and answers on which the sources disagree."""
    import tomllib

    claims = tomllib.loads(DISPUTED.read_text(encoding="utf-8"))["claim"]
    assert len(claims) >= 25
    found = [
        (question.uid, claim["why"])
        for question in QUESTIONS
        for claim in claims
        if said(question, claim.get("all", [])) and answered(question, claim.get("key", []))
    ]
    assert found == []


def said(question: Question, patterns: list[str]) -> bool:
    """Whether prompt, key and explanation together hold all of these."""
    keys = key_texts(question) if is_chosen(question) else question.answers
    everything = " ".join((question.prompt, question.explanation, *keys, *map(" ".join, question.pairs)))
    return all(re.search(pattern, everything, re.IGNORECASE) for pattern in patterns)


def answered(question: Question, patterns: list[str]) -> bool:
    """Whether one of the keys holds one of these; true where none are named."""
    keys = key_texts(question) if is_chosen(question) else (*question.answers, *question.sequence)
    keys = (*keys, *(right for _, right in question.pairs))
    return not patterns or any(re.search(pattern, key, re.IGNORECASE) for pattern in patterns for key in keys)


@pytest.mark.skipif(not SOURCES.is_dir(), reason="the reviews are not beside the project")
def test_no_run_of_nine_words_is_somebody_elses() -> None:
    runs = {
        run for path in SOURCES.iterdir() for run in runs_of_words(path.read_text(encoding="utf-8", errors="replace"))
    }
    ours = [(question.uid, run) for question in QUESTIONS for text in texts(question) for run in runs_of_words(text)]
    assert [(uid, " ".join(run)) for uid, run in ours if run in runs] == []


def runs_of_words(text: str) -> Iterator[tuple[str, ...]]:
    there = words(text)
    return (tuple(there[at : at + RUN_OF_WORDS]) for at in range(len(there) - RUN_OF_WORDS + 1))


def test_runs_of_words_are_found() -> None:
    assert len(list(runs_of_words("one two three four five six seven eight nine ten"))) == 2
    assert all(len(first) == len(second) == 9 for first, second in pairwise(runs_of_words("a " * 20)))
