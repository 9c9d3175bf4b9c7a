"""Checks for the editor alone: what an author should look at twice, though a pack may have its reasons."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from quizapp.game.checking_key import comparable, tells
from quizapp.game.checking_notes import warning
from quizapp.game.draft import Draft, Problem
from quizapp.game.mentions import NameFinder, finder_of, is_spelt_as
from quizapp.game.question import Kind, PackInfo
from quizapp.game.spoilers import DatedText, dated_texts

_WITH_FURTHER_FORMS = (Kind.SHORT_ANSWER, Kind.MISSING_WORD)
"""Answers behind the first are other accepted forms, so other spellings are meant."""
_SHOWN = 60


def check_closely(draft: Draft, info: PackInfo, first_episodes: Mapping[str, int]) -> tuple[Problem, ...]:
    """Warnings beyond those of `checking.check`, none of which repeats one of them.

    `first_episodes`: by canonical name the episode from which the pack's other questions name somebody
    (`spoilers.Appearances.first_episodes`, without this question).
    """
    finder = finder_of(info.names)
    texts = tuple(dated_texts(draft, info))
    problems = (
        *(_spoilers(texts, finder, first_episodes) if info.episodes is not None else ()),
        *_spellings(draft, texts, finder),
        *_alike(draft, finder),
        *_key_in_prompt(draft, finder),
    )
    return tuple(Problem(each.severity, each.field, each.message, draft.uid) for each in dict.fromkeys(problems))


def _spoilers(texts: Iterable[DatedText], finder: NameFinder, first_episodes: Mapping[str, int]) -> Iterator[Problem]:
    for field, text, episode in texts:
        for mention in finder.find(text):
            name = mention.person.canonical
            first = first_episodes.get(name, 0)
            if first > episode:
                template = (
                    "this may be shown from episode {episode} on, but other questions name “{name}” only from {first}"
                )
                yield warning(field, template, episode=episode, name=name[:_SHOWN], first=first)


def _spellings(draft: Draft, texts: Iterable[DatedText], finder: NameFinder) -> Iterator[Problem]:
    further = set(draft.answers[1:]) if draft.kind in _WITH_FURTHER_FORMS else set[str]()
    for field, text, _ in texts:
        if field == "answers" and text in further:
            continue
        for mention in finder.find(text):
            written = text[mention.start : mention.end]
            if mention.advised and not is_spelt_as(written, mention.advised):
                template = "the name “{written}” is spelt “{advised}” in this pack"
                yield warning(field, template, written=written[:_SHOWN], advised=mention.advised[:_SHOWN])


def _alike(draft: Draft, finder: NameFinder) -> Iterator[Problem]:
    for field, texts in _beside_each_other(draft):
        first: dict[tuple[str, ...], str] = {}
        for text in texts:
            other = first.setdefault(comparable(finder.with_canonical_names(text)), text)
            if comparable(other) != comparable(text):
                yield warning(field, "“{one}” and “{other}” say the same", one=other[:_SHOWN], other=text[:_SHOWN])


def _beside_each_other(draft: Draft) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The texts a player is to tell apart. An accepted form of a missing word is not shown."""
    if draft.distractors:
        keys = draft.answers[:1] if draft.kind == Kind.MISSING_WORD else draft.answers
        yield "distractors", (*keys, *(each.text for each in draft.distractors))
    yield "pairs", tuple(left for left, _ in draft.pairs)
    yield "pairs", (*(right for _, right in draft.pairs), *draft.extra)
    yield "sequence", draft.sequence


def _key_in_prompt(draft: Draft, finder: NameFinder) -> Iterator[Problem]:
    """A person who is the key and stands in the prompt by another form of the name; `check` knows the same letters."""
    if draft.kind not in (Kind.SINGLE_CHOICE, *_WITH_FURTHER_FORMS):
        return
    in_prompt = {mention.person: draft.prompt[mention.start : mention.end] for mention in finder.find(draft.prompt)}
    if not in_prompt or any(tells(draft.prompt, key) for key in draft.answers):
        return
    for key in draft.answers:
        for mention in finder.find(key):
            if (mention.start, mention.end) == (0, len(key)) and mention.person in in_prompt:
                template = "the right answer “{key}” stands in the prompt as “{written}”"
                yield warning("prompt", template, key=key[:_SHOWN], written=in_prompt[mention.person][:_SHOWN])
                return
