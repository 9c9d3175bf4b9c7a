"""What only the other questions of a pack tell of a question: names it gives away early, and its near-duplicates."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rapidfuzz import fuzz, process

from quizapp.game.likeness import NEAR, folded_keys, folded_prompt
from quizapp.game.question import PackInfo, Question
from quizapp.game.spoilers import Appearances

Earliest = Mapping[str, Sequence[tuple[int, str]]]
"""By canonical name the questions that name somebody first: episode and uid of each, the earliest first."""


def named_in(question: Question, info: PackInfo) -> dict[str, int]:
    """By canonical name the first episode in which a question may name somebody; nothing in a pack without episodes."""
    return Appearances((question,), info).first_episodes()


class NamedIn:
    """The names in every question of a pack, each with the first episode in which the question may show it."""

    def __init__(self, info: PackInfo) -> None:
        self.info = info
        self._named: dict[str, dict[str, int]] = {}

    def put(self, question: Question) -> None:
        """Adds a question, in the place of the one of this uid."""
        self.drop(question.uid)
        named = named_in(question, self.info)
        if named:
            self._named[question.uid] = named

    def drop(self, uid: str) -> None:
        """Forgets a question, if it is known."""
        self._named.pop(uid, None)

    def spoilers(self) -> Iterator[tuple[str, bool]]:
        """By uid whether a question names somebody whom the others name only later, as `check_closely` tells it."""
        earliest = self.earliest()
        for uid, named in self._named.items():
            yield uid, any(_first(earliest[name], without=uid) > episode for name, episode in named.items())

    def earliest(self) -> Earliest:
        """By canonical name the two earliest questions, each with its episode: enough to leave out any one."""
        earliest: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
        for uid, named in self._named.items():
            for name, episode in named.items():
                known = earliest[name]
                if len(known) < 2 or (episode, uid) < known[1]:
                    earliest[name] = sorted((*known, (episode, uid)))[:2]
        return earliest


def first_episodes(earliest: Earliest, without: str) -> dict[str, int]:
    """By canonical name the first episode in which another question than `without` names somebody."""
    found = {name: _first(questions, without) for name, questions in earliest.items()}
    return {name: episode for name, episode in found.items() if episode}


def _first(earliest: Sequence[tuple[int, str]], without: str) -> int:
    return next((episode for episode, uid in earliest if uid != without), 0)


class LikenessGroups:
    """Finds out which of all questions of a pack have near-duplicates, by the measure of `near_duplicates`.

    It holds prompts alone and compares one with all of a key in a single call. What has met its like is only compared
    until it is met again, so that thousands which all ask the same take no longer than thousands which do not.
    """

    def __init__(self, least_ratio: float = NEAR) -> None:
        self._least_ratio = least_ratio
        self._alone: defaultdict[str, dict[str, str]] = defaultdict(dict)
        """Prompts by key, then by uid."""
        self._met: defaultdict[str, list[str]] = defaultdict(list)

    def add(self, question: Question) -> set[str]:
        """Adds a question, and gives the uids of all of which it is known by this that they have a near-duplicate."""
        prompt = folded_prompt(question)
        alike: set[str] = set()
        keys = folded_keys(question) if prompt else ()
        for key in keys:
            near = {uid for _, _, uid in self._near(prompt, self._alone[key])}
            self._met[key] += [self._alone[key].pop(uid) for uid in near]
            if near or next(self._near(prompt, self._met[key]), None) is not None:
                alike |= {question.uid, *near}
        for key in keys:
            if alike:
                self._met[key].append(prompt)
            else:
                self._alone[key][question.uid] = prompt
        return alike

    def _near(self, prompt: str, others: Mapping[str, str] | Sequence[str]) -> Iterator[tuple[str, float, Any]]:
        """Those as like as the least ratio, with their key or place."""
        return process.extract_iter(prompt, others, scorer=fuzz.token_set_ratio, score_cutoff=self._least_ratio)
