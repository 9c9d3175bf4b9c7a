"""What is wrong with a question or a pack: every problem names the field, the message and how grave it is."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, Literal

from quizapp.errors import sentence
from quizapp.game.draft import Draft, Problem, Severity
from quizapp.game.names import fold
from quizapp.game.options import MOST_OPTIONS, leading_number
from quizapp.game.question import CARDS, CHOICE_KINDS, DIFFICULTIES, GAP, Kind, PackInfo

PROMPT_LENGTH_MAX = 2_000
OPTION_LENGTH_MAX = 500
PROSE_LENGTH_MAX = 5_000
PROMPT_FITS = 220
OPTION_FITS = 90
"""What still fits the small window without scrolling."""

CATEGORIES_MAX = 1_000

_UID = re.compile(r"[^\s\x00-\x1f]{1,200}")
_PACK_ID = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")
_NUMBER = re.compile(r"(?:(?<!\S)[-−])?\d+(?:[.,:]\d+)*")
_WITH_DISTRACTORS = (Kind.SINGLE_CHOICE, Kind.MULTIPLE_CHOICE, Kind.MISSING_WORD)
_KEY_FIELDS = {
    Kind.SINGLE_CHOICE: {"answers", "distractors"},
    Kind.MULTIPLE_CHOICE: {"answers", "distractors"},
    Kind.TRUE_FALSE: {"answer"},
    Kind.SHORT_ANSWER: {"answers"},
    Kind.MISSING_WORD: {"answers", "distractors"},
    Kind.MATCHING: {"pairs", "extra"},
    Kind.ORDERING: {"sequence"},
}


def _error(field: str, template: str, **parameters: Any) -> Problem:
    return Problem(Severity.ERROR, field, sentence(template, **parameters))


def _warning(field: str, template: str, **parameters: Any) -> Problem:
    return Problem(Severity.WARNING, field, sentence(template, **parameters))


def has_errors(problems: Iterable[Problem]) -> bool:
    """Whether any of the problems makes the question unusable."""
    return any(problem.severity is Severity.ERROR for problem in problems)


def check(draft: Draft, info: PackInfo) -> tuple[Problem, ...]:
    """Everything wrong with this question of this pack. A draft without errors can be `finish`ed and drawn."""
    problems = [*_check_common(draft, info)]
    if draft.kind in Kind.__members__.values():
        kind = Kind(draft.kind)
        problems += [*_check_key(draft, kind), *_check_foreign_fields(draft, kind), *_check_guard(draft, info, kind)]
    else:
        kinds = ", ".join(Kind)
        problems.append(
            _error("kind", "the kind “{kind}” is unknown; the kinds are {kinds}", kind=draft.kind[:40], kinds=kinds)
        )
    return tuple(Problem(each.severity, each.field, each.message, draft.uid) for each in problems)


def _check_common(draft: Draft, info: PackInfo) -> Iterator[Problem]:
    if not _UID.fullmatch(draft.uid):
        yield _error("uid", "a question needs a uid: up to 200 characters without spaces")
    if not draft.prompt.strip():
        yield _error("prompt", "there is no prompt")
    yield from _check_length(draft)
    if not draft.category.strip():
        yield _error("category", "there is no category")
    elif info.categories and info.category(draft.category) is None:
        yield _warning("category", "the category “{category}” is not one of the pack's", category=draft.category[:40])
    if draft.difficulty not in DIFFICULTIES:
        yield _error("difficulty", "the difficulty is {difficulty}; it must be 1, 2 or 3", difficulty=draft.difficulty)
    yield from _check_episodes(draft, info)
    yield from _check_reading(draft)
    if draft.media is not None:
        yield from _check_media(draft.media.image, draft.media.alt)


def _check_length(draft: Draft) -> Iterator[Problem]:
    fits = "this text has {length} characters; more than {limit} do not fit the small window"
    if len(draft.prompt) > PROMPT_LENGTH_MAX:
        yield _too_long("prompt", draft.prompt, PROMPT_LENGTH_MAX)
    elif len(draft.prompt) > PROMPT_FITS:
        yield _warning("prompt", fits, length=len(draft.prompt), limit=PROMPT_FITS)
    for field, text in _other_texts(draft):
        if len(text) > PROSE_LENGTH_MAX:
            yield _too_long(field, text)
    for field, text in _option_texts(draft):
        if len(text) > OPTION_LENGTH_MAX:
            yield _too_long(field, text, OPTION_LENGTH_MAX)
        elif len(text) > OPTION_FITS:
            yield _warning(field, fits, length=len(text), limit=OPTION_FITS)


def _too_long(field: str, text: str, limit: int = PROSE_LENGTH_MAX) -> Problem:
    template = "this text has {length} characters; at most {limit} can be used"
    return _error(field, template, length=len(text), limit=limit)


def _option_texts(draft: Draft) -> Iterator[tuple[str, str]]:
    yield from (("answers", text) for text in draft.answers)
    yield from (("distractors", distractor.text) for distractor in draft.distractors)
    yield from (("pairs", text) for pair in draft.pairs for text in pair)
    yield from (("extra", text) for text in draft.extra)
    yield from (("sequence", text) for text in draft.sequence)


def _other_texts(draft: Draft) -> Iterator[tuple[str, str]]:
    yield from (("hint", draft.hint), ("explanation", draft.explanation), ("line", draft.line))
    yield ("category", draft.category)
    yield from (("distractors", distractor.feedback) for distractor in draft.distractors)
    yield from (("sources", text) for each in draft.sources for text in (each.title, each.url, each.time))
    yield from (("tags", tag) for tag in draft.tags)
    if draft.media is not None:
        yield from (("media", draft.media.image), ("media", draft.media.alt))


def _check_episodes(draft: Draft, info: PackInfo) -> Iterator[Problem]:
    named = [("episode", draft.episode), *(("distractors", each.episode) for each in draft.distractors)]
    named += [("sources", source.episode) for source in draft.sources]
    for field, episode in named:
        if episode is None:
            continue
        if episode < 0:
            yield _error(field, "episode {episode} is below 0", episode=episode)
        elif info.episodes is not None and episode > info.episodes:
            template = "there is no episode {episode}; the pack has {episodes}"
            yield _error(field, template, episode=episode, episodes=info.episodes)
    if info.episodes is not None and draft.episode is None:
        yield _warning("episode", "no episode is given, so only players who have seen everything are asked this")


def _check_reading(draft: Draft) -> Iterator[Problem]:
    if not draft.explanation:
        yield _warning("explanation", "there is no explanation")
    if not draft.sources:
        yield _warning("sources", "no source is given")
    if any(not source.title for source in draft.sources):
        yield _error("sources", "a source needs a title")
    for source in draft.sources:
        if source.url and not re.match(r"https?://\S+$", source.url):
            yield _warning("sources", "the address “{url}” is no web address", url=source.url[:80])


def _check_media(image: str, alt: str) -> Iterator[Problem]:
    parts = image.replace("\\", "/").split("/")
    if parts[0] != "media" or ".." in parts or len(parts) < 2 or not parts[-1]:
        yield _error("media", "a picture must lie in the pack's media folder, such as media/track.png")
    if not alt:
        yield _error("media", "a picture needs a text (alt) for those who cannot see it")


def _check_key(draft: Draft, kind: Kind) -> Iterator[Problem]:
    checks = {
        Kind.SINGLE_CHOICE: _check_single_choice,
        Kind.MULTIPLE_CHOICE: _check_multiple_choice,
        Kind.TRUE_FALSE: _check_true_false,
        Kind.SHORT_ANSWER: _check_short_answer,
        Kind.MISSING_WORD: _check_missing_word,
        Kind.MATCHING: _check_matching,
        Kind.ORDERING: _check_ordering,
    }
    if empty := next((field for field, text in _option_texts(draft) if not text.strip()), ""):
        yield _error(empty, "an option is empty")
    yield from checks[kind](draft)
    if draft.keep_order and kind in CHOICE_KINDS - {Kind.TRUE_FALSE}:
        yield from _check_order(draft)
    folded_prompt = fold(draft.prompt)
    if kind in (Kind.SINGLE_CHOICE, Kind.SHORT_ANSWER, Kind.MISSING_WORD):
        for text in draft.answers:
            if len(fold(text)) > 2 and fold(text) in folded_prompt:
                yield _warning("prompt", "the key “{key}” stands in the prompt", key=text[:60])


def _check_single_choice(draft: Draft) -> Iterator[Problem]:
    if not draft.answers:
        yield _error("answers", "there is no right option")
    if len(draft.answers) > 1:
        yield _error("answers", "a single choice has one right option, not {count}", count=len(draft.answers))
    yield from _check_distractors(draft)
    yield from _check_key_length(draft)


def _check_multiple_choice(draft: Draft) -> Iterator[Problem]:
    if not draft.answers:
        yield _error("answers", "there is no right option")
    if len(draft.answers) == 1:
        yield _warning("answers", "only one option is right; a single choice would say so")
    if len(draft.answers) >= MOST_OPTIONS:
        yield _error("answers", "at most {limit} options can be right", limit=MOST_OPTIONS - 1)
    yield from _check_distractors(draft)


def _check_distractors(draft: Draft) -> Iterator[Problem]:
    if not draft.distractors:
        yield _error("distractors", "there is no wrong option")
    elif len(draft.distractors) < 3 and draft.kind == Kind.SINGLE_CHOICE:
        yield _warning("distractors", "there are fewer than three wrong options")
    yield from _check_alike("distractors", [*draft.answers, *(each.text for each in draft.distractors)])


def _check_order(draft: Draft) -> Iterator[Problem]:
    """Without numbers to sort by, the written order is keys first: it gives the key away."""
    texts = (*draft.answers, *(each.text for each in draft.distractors))
    if any(leading_number(text) is None for text in texts):
        yield _warning("keep_order", "not every option begins with a number, so the right one is always shown first")


def _check_alike(field: str, texts: list[str]) -> Iterator[Problem]:
    counts = Counter(_likeness(text) for text in texts if text.strip())
    repeated = next((text for text in texts if counts[_likeness(text)] > 1), None)
    if repeated is not None:
        yield _error(field, "“{text}” stands there twice", text=repeated[:60])


def _likeness(text: str) -> tuple[str, ...]:
    """Equal for texts that say the same. Numbers count as written: 1.5 is not 15, and -5 is not 5."""
    return (fold(text) or text.strip(), *_NUMBER.findall(unicodedata.normalize("NFKC", text)))


def _check_key_length(draft: Draft) -> Iterator[Problem]:
    if not draft.answers or not draft.distractors:
        return
    key, longest = len(draft.answers[0]), max(len(each.text) for each in draft.distractors)
    if key > 20 and key > 1.6 * longest:
        yield _warning("answers", "the key is much longer than every wrong option, which gives it away")


def _check_true_false(draft: Draft) -> Iterator[Problem]:
    if draft.answer is None:
        yield _error("answer", "say whether it is right: answer = true or answer = false")


def _check_short_answer(draft: Draft) -> Iterator[Problem]:
    if not draft.answers:
        yield _error("answers", "there is no right answer")


def _check_missing_word(draft: Draft) -> Iterator[Problem]:
    if draft.prompt.count(GAP) != 1:
        yield _error("prompt", "the prompt needs one gap, written ___")
    yield from _check_short_answer(draft)
    if draft.distractors:
        yield from _check_distractors(draft)


def _check_matching(draft: Draft) -> Iterator[Problem]:
    if len(draft.pairs) < 2:
        yield _error("pairs", "matching needs two pairs or more")
    yield from _check_alike("pairs", [left for left, _ in draft.pairs])
    yield from _check_alike("pairs", [*(right for _, right in draft.pairs), *draft.extra])


def _check_ordering(draft: Draft) -> Iterator[Problem]:
    if len(draft.sequence) < 3:
        yield _error("sequence", "ordering needs three items or more")
    yield from _check_alike("sequence", list(draft.sequence))


def _check_foreign_fields(draft: Draft, kind: Kind) -> Iterator[Problem]:
    for field in ("answers", "distractors", "answer", "pairs", "extra", "sequence"):
        if getattr(draft, field) not in ((), None) and field not in _KEY_FIELDS[kind]:
            yield _warning(field, "a question of kind {kind} does not use this", kind=str(kind))


def _check_guard(draft: Draft, info: PackInfo, kind: Kind) -> Iterator[Problem]:
    """At the question's own episode there must be something to choose from."""
    if kind not in _WITH_DISTRACTORS or not draft.distractors or info.episodes is None:
        return
    own = info.guard_episode(draft.episode)
    safe = sum(each.episode is None or each.episode <= own for each in draft.distractors)
    if not safe:
        yield _error("distractors", "every wrong option belongs to a later episode than the question")
    elif safe < min(3, len(draft.distractors)):
        yield _warning("distractors", "only {count} wrong option(s) can be shown at the question's episode", count=safe)


Part = tuple[Literal["pack", "category", "name"], int]
"""What a problem of a description belongs to: the pack itself (then 0), or the category or name of this place."""


def check_info(info: PackInfo) -> tuple[Problem, ...]:
    """Everything wrong with the description of a pack."""
    return tuple(problem for _, problem in check_info_by_part(info))


def check_info_by_part(info: PackInfo) -> Iterator[tuple[Part, Problem]]:
    """Everything wrong with the description of a pack, each with the part of it that is wrong."""
    itself: Part = ("pack", 0)
    yield from ((itself, problem) for problem in _check_top(info))
    yield from _check_categories(info)
    yield from _check_names(info)


def _check_top(info: PackInfo) -> Iterator[Problem]:
    if not _PACK_ID.fullmatch(info.id):
        yield _error("id", "a pack needs an id of small letters, digits, dots and hyphens")
    if not info.title:
        yield _error("title", "a pack needs a title")
    if not info.version:
        yield _error("version", "a pack needs a version")
    if info.episodes is not None and not 1 <= info.episodes <= 9999:
        yield _error("episodes", "the number of episodes is {episodes}; it must be 1 to 9999", episodes=info.episodes)
    if len(info.categories) > CATEGORIES_MAX:
        template = "a pack has {count} categories; it can have {limit}"
        yield _error("category", template, count=len(info.categories), limit=CATEGORIES_MAX)
    texts = [(field, getattr(info, field)) for field in ("title", "version", "language", "licence")]
    for field, text in [*texts, *(("authors", author) for author in info.authors)]:
        if len(text) > PROSE_LENGTH_MAX:
            yield _too_long(field, text)


def _check_categories(info: PackInfo) -> Iterator[tuple[Part, Problem]]:
    met: set[str] = set()
    for place, category in enumerate(info.categories):
        part: Part = ("category", place)
        for field, text in (("id", category.id), ("title", category.title)):
            if not text:
                yield part, _error(field, "a category needs an id and a title")
            if len(text) > PROSE_LENGTH_MAX:
                yield part, _too_long(field, text)
        if category.id and fold(category.id) in met:
            yield part, _error("id", "“{text}” stands there twice", text=category.id[:60])
        met.add(fold(category.id))
        if category.card not in CARDS:
            template = "the card “{card}” is unknown; the cards are {cards}"
            yield part, _error("card", template, card=category.card[:40], cards=", ".join(CARDS))


def _check_names(info: PackInfo) -> Iterator[tuple[Part, Problem]]:
    owner: dict[str, str] = {}
    for place, name in enumerate(info.names):
        part: Part = ("name", place)
        if not name.canonical:
            yield part, _error("canonical", "a name needs a canonical spelling")
        for field, texts in (("canonical", (name.canonical,)), ("hangul", (name.hangul,)), ("variants", name.variants)):
            if long := next((text for text in texts if len(text) > PROSE_LENGTH_MAX), None):
                yield part, _too_long(field, long)
        for spelling in dict.fromkeys(fold(text) for text in (name.canonical, name.hangul, *name.variants)):
            other = owner.setdefault(spelling, name.canonical) if spelling else name.canonical
            if other != name.canonical:
                template = "“{one}” and “{other}” share a spelling"
                yield part, _warning("variants", template, one=other[:60], other=name.canonical[:60])
