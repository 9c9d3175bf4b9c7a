"""From which episode on somebody is mentioned, so that a question does not name them earlier."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from quizapp.game.draft import Draft
from quizapp.game.mentions import NameFinder, finder_of
from quizapp.game.question import PackInfo, Question


class DatedText(NamedTuple):
    """A text that players are shown, the field it stands in, and the episode from which it may be shown."""

    field: str
    text: str
    episode: int


def dated_texts(item: Draft | Question, info: PackInfo) -> Iterator[DatedText]:
    """Every text of a question that may name somebody. A distractor's own episode holds for it and its feedback."""
    own = info.guard_episode(item.episode)
    for field in ("prompt", "line", "hint", "explanation"):
        yield DatedText(field, getattr(item, field), own)
    for field in ("answers", "extra", "sequence"):
        yield from (DatedText(field, text, own) for text in getattr(item, field))
    yield from (DatedText("pairs", text, own) for pair in item.pairs for text in pair)
    for distractor in item.distractors:
        episode = own if distractor.episode is None else max(own, info.guard_episode(distractor.episode))
        yield DatedText("distractors", distractor.text, episode)
        yield DatedText("distractors", distractor.feedback, episode)
    if item.media is not None:
        yield DatedText("media", item.media.alt, own)


class Appearances:
    """The first mentions of every name in the questions of a pack; nothing for a pack without episodes."""

    def __init__(self, questions: Iterable[Question], info: PackInfo) -> None:
        self._first: dict[str, list[tuple[int, str]]] = {}
        if info.episodes is None or not info.names:
            return
        finder = finder_of(info.names)
        for question in questions:
            for name, episode in _mentioned(question, info, finder).items():
                self._note(name, episode, question.uid)

    def _note(self, name: str, episode: int, uid: str) -> None:
        """The two earliest questions are enough to leave out any one."""
        known = self._first.setdefault(name, [])
        known.append((episode, uid))
        known.sort()
        del known[2:]

    def first_episodes(self, without: str = "") -> dict[str, int]:
        """By canonical name the smallest episode of a question that mentions it.

        `without` is the uid of a question that does not count, such as the one being written: it would always vouch
        for itself.
        """
        found = {name: [episode for episode, uid in first if uid != without] for name, first in self._first.items()}
        return {name: episodes[0] for name, episodes in found.items() if episodes}


def _mentioned(question: Question, info: PackInfo, finder: NameFinder) -> dict[str, int]:
    found: dict[str, int] = {}
    for _, text, episode in dated_texts(question, info):
        for mention in finder.find(text):
            name = mention.person.canonical
            found[name] = min(episode, found.get(name, episode))
    return found
