"""The questions of a pack by what counts when near-duplicates are sought, kept up to date one by one."""

from __future__ import annotations

from collections import defaultdict

from rapidfuzz import fuzz

from quizapp.game.likeness import NEAR, NearDuplicate, folded_keys, folded_prompt
from quizapp.game.question import Question


class LikenessIndex:
    """Finds the near-duplicates of one question among many; the measure is that of `near_duplicates`."""

    def __init__(self) -> None:
        self._prompts: defaultdict[str, dict[str, str]] = defaultdict(dict)
        """By key, then by uid."""
        self._keys: dict[str, frozenset[str]] = {}

    def put(self, question: Question) -> None:
        """Adds a question, in the place of the one of this uid."""
        self.drop(question.uid)
        prompt = folded_prompt(question)
        if not prompt:
            return
        self._keys[question.uid] = folded_keys(question)
        for key in self._keys[question.uid]:
            self._prompts[key][question.uid] = prompt

    def drop(self, uid: str) -> None:
        """Forgets a question, if it is known."""
        for key in self._keys.pop(uid, ()):
            del self._prompts[key][uid]

    def near(self, question: Question, least_ratio: float = NEAR) -> tuple[NearDuplicate, ...]:
        """The others that have a key in common and a prompt as like as `least_ratio` (0 to 100), the likest first."""
        prompt = folded_prompt(question)
        if not prompt:
            return ()
        others = {uid: other for key in folded_keys(question) for uid, other in self._prompts.get(key, {}).items()}
        others.pop(question.uid, None)
        found: list[NearDuplicate] = []
        for uid, other in others.items():
            ratio = fuzz.token_set_ratio(prompt, other, score_cutoff=least_ratio)
            if ratio >= least_ratio:
                found.append(NearDuplicate(question.uid, uid, ratio))
        return tuple(sorted(found, key=lambda near: (-near.ratio, near.second)))
