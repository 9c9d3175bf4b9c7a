"""Find and replace: planned hit by hit, carried out as one step of undo."""

from __future__ import annotations

import math
import time
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING

import regex

from quizapp.author.changing import Changing, edit_of, state_after, titled
from quizapp.author.finding import NOT_RETIRED, Progress
from quizapp.errors import QuizError, Sentence, sentence
from quizapp.game.authoring import REPLACEABLE, Hit, ReplacePlan, ReplaceStep, Span
from quizapp.game.draft import Draft
from quizapp.game.edits import Changed, Edit, Sort
from quizapp.game.question import PackInfo
from quizapp.game.search import Query
from quizapp.game.stored import Snapshot, StaleRevisionError, StoredQuestion
from quizapp.game.texts import texts_of, tidied, with_texts

if TYPE_CHECKING:
    from quizapp.bank.bank import Bank
    from quizapp.play.clock import Clock

PATTERN_LENGTH_MAX = 1_000
REPETITIONS_MAX = 10_000
"""Repetitions within repetitions are written out by the library: a{1000} within (...){1000} takes 274 MB."""
TEXT_LENGTH_MAX = 50_000
"""What a text may grow to; longer ones could not be used anyway."""
TEXT_TIME_S = 0.5
SLOW_TIME_S = 2.0
_SLOW_FROM_S = 0.01
_BATCH = 100
"""Questions read at once: some milliseconds, so that nobody waits for a step."""

_REPETITION = regex.compile(r"\{\s*(\d+)")


class _PlanError(Exception):
    """Carries why nothing can be planned."""

    def __init__(self, reason: Sentence) -> None:
        self.reason = reason
        super().__init__(str(reason))


class Replacing:
    """Plans and carries out replacements."""

    def __init__(self, bank: Bank, clock: Clock, changing: Changing) -> None:
        self._bank = bank
        self._clock = clock
        self._changing = changing

    def plan(self, steps: Iterator[ReplaceStep], find: str, replacement: str, progress: Progress | None) -> ReplacePlan:
        """See `Author.plan_replace`."""
        hits: list[Hit] = []
        revisions: dict[str, int] = {}
        for step in steps:
            if step.problem is not None:
                return ReplacePlan(find, replacement, problem=step.problem)
            if step.hits:
                hits += step.hits
                revisions[step.hits[0].uid] = step.revision
            if progress is not None:
                progress(step.done, step.total)
        return ReplacePlan(find, replacement, tuple(hits), revisions)

    def steps(
        self,
        uids: Iterable[str] | None,
        find: str,
        replacement: str,
        fields: Collection[str],
        *,
        is_regex: bool,
        match_case: bool,
    ) -> Iterator[ReplaceStep]:
        """See `Author.replace_steps`."""
        chosen = [field for field in REPLACEABLE if field in fields]
        done = total = 0
        try:
            replacer = _Replacer(find, replacement, is_regex=is_regex, match_case=match_case)
            for done, total, stored in self._questions(uids):
                hits = tuple(_hits(stored.question, chosen, replacer))
                yield ReplaceStep(done, total, hits, stored.revision)
        except _PlanError as error:
            yield ReplaceStep(done, total, problem=error.reason)

    def _questions(self, uids: Iterable[str] | None) -> Iterator[tuple[int, int, StoredQuestion]]:
        """With their place and how many there are, in the order given; by uid everything not retired when None."""
        if uids is None:
            ids = self._bank.search.ids(Query((NOT_RETIRED,), ()), Sort(), self._clock.utc_ms())
            for first in range(0, len(ids), _BATCH):
                yield from self._batch(self._bank.search.uids(ids[first : first + _BATCH]), first, len(ids))
        else:
            wanted = list(dict.fromkeys(uids))
            for first in range(0, len(wanted), _BATCH):
                yield from self._batch(wanted[first : first + _BATCH], first, len(wanted))

    def _batch(self, uids: list[str], first: int, total: int) -> Iterator[tuple[int, int, StoredQuestion]]:
        found = self._bank.questions.stored_many(uids)
        for place, uid in enumerate(uids, first + 1):
            if uid in found:
                yield place, total, found[uid]

    def replace(self, plan: ReplacePlan, progress: Progress | None) -> Changed:
        """See `Author.replace`."""
        if plan.problem is not None:
            raise QuizError(plan.problem.template, **dict(plan.problem.parameters))
        if not plan.hits:
            raise QuizError("Nothing was found, so nothing was changed.")
        questions = self._changing.stored(plan.uids)
        by_uid = {uid: list(hits) for uid, hits in groupby(sorted(plan.hits, key=_uid), _uid)}
        one, many = "Replace “{find}” in “{prompt}”", "Replace “{find}” in {count} questions"
        title = titled(one, many, questions, find=plan.find[:40])
        infos = {pack_id: self._changing.info(pack_id) for pack_id in {stored.pack_id for stored in questions}}
        edits: list[Edit] = []
        for done, stored in enumerate(questions, 1):
            edits.append(_edit(stored, by_uid[stored.question.uid], plan, infos[stored.pack_id]))
            if progress is not None and (done % _BATCH == 0 or done == len(questions)):
                progress(done, len(questions))
        return self._changing.apply(title, edits)


def _edit(stored: StoredQuestion, hits: Iterable[Hit], plan: ReplacePlan, info: PackInfo) -> Edit:
    uid = stored.question.uid
    if stored.revision != (plan.revisions or {})[uid]:
        raise StaleRevisionError(uid, stored)
    draft = tidied(_replaced(stored.question, hits))
    return edit_of(stored, Snapshot(state_after(stored, draft, info), draft))


def _uid(hit: Hit) -> str:
    return hit.uid


def _replaced(draft: Draft, hits: Iterable[Hit]) -> Draft:
    for hit in hits:
        texts = list(texts_of(draft, hit.field))
        texts[hit.place] = hit.after
        draft = with_texts(draft, hit.field, texts)
    return draft


def _hits(draft: Draft, fields: Iterable[str], replacer: _Replacer) -> Iterator[Hit]:
    for field in fields:
        for place, before in enumerate(texts_of(draft, field)):
            if field == "sources" and place % 3 == 2:
                continue  # a time of an episode is no text
            found = replacer.replaced(before) if before else None
            if found is not None:
                yield Hit(draft.uid, field, place, before, *found)


class _Replacer:
    """One replacement for many texts; all expressions of one plan together have limited time."""

    def __init__(self, find: str, replacement: str, *, is_regex: bool, match_case: bool) -> None:
        self._replacement = unicodedata.normalize("NFC", replacement)
        self._is_regex = is_regex
        self._slow_s = 0.0
        find = unicodedata.normalize("NFC", find)
        _refuse_pattern(find, is_regex=is_regex)
        flags = 0 if match_case else regex.IGNORECASE
        try:
            self._pattern = regex.compile(find if is_regex else regex.escape(find), flags)
        except regex.error as error:
            raise _PlanError(_not_understood(error)) from error
        except (RecursionError, MemoryError, OverflowError) as error:
            raise _PlanError(_TOO_COMPLEX) from error

    def replaced(self, text: str) -> tuple[str, tuple[Span, ...], tuple[Span, ...]] | None:
        """The text after replacing, with what was found before and what stands there after; None without a change."""
        parts: list[str] = []
        before: list[Span] = []
        after: list[Span] = []
        at = length = 0
        for start, end, new in self._found(text):
            length += start - at + len(new)
            if length > TEXT_LENGTH_MAX:
                raise _PlanError(_TOO_LONG)
            parts += (text[at:start], new)
            before.append((start, end))
            after.append((length - len(new), length))
            at = end
        changed = "".join(parts) + text[at:]
        return None if changed == text else (changed, tuple(before), tuple(after))

    def _found(self, text: str) -> list[tuple[int, int, str]]:
        began_s = time.monotonic()
        try:
            left_s = min(TEXT_TIME_S, SLOW_TIME_S - self._slow_s)
            matches = self._pattern.finditer(text, timeout=max(left_s, 0.001))
            return [(*match.span(), self._new(match)) for match in matches]
        except TimeoutError as error:
            raise _PlanError(_ENDLESS) from error
        except (MemoryError, RecursionError) as error:
            raise _PlanError(_TOO_COMPLEX) from error
        finally:
            took_s = time.monotonic() - began_s
            self._slow_s += took_s if took_s > _SLOW_FROM_S else 0.0

    def _new(self, match: regex.Match[str]) -> str:
        if not self._is_regex:
            return self._replacement
        try:
            return match.expand(self._replacement)
        except (regex.error, IndexError) as error:
            raise _PlanError(sentence("The replacement is not understood: {reason}.", reason=str(error))) from error


_ENDLESS = sentence(
    "The expression takes too long, so nothing was changed. Repetitions within repetitions such as (a+)+ are "
    "the usual reason; make it simpler and try again."
)
_TOO_COMPLEX = sentence("The expression is too complex, so nothing was changed. Make it simpler and try again.")
_TOO_LONG = sentence(
    "A text would become longer than {limit} characters, so nothing was changed. "
    "Shorten the replacement and try again.",
    limit=TEXT_LENGTH_MAX,
)


def _refuse_pattern(find: str, *, is_regex: bool) -> None:
    if not find:
        raise _PlanError(sentence("Type what is to be found."))
    if len(find) > PATTERN_LENGTH_MAX:
        template = "What is to be found can have {limit} characters. Shorten it and try again."
        raise _PlanError(sentence(template, limit=PATTERN_LENGTH_MAX))
    counts = [int(found[1][:10]) for found in _REPETITION.finditer(find)] if is_regex else []
    if math.prod(count for count in counts if count) > REPETITIONS_MAX:
        raise _PlanError(_TOO_COMPLEX)


def _not_understood(error: regex.error) -> Sentence:
    """The library says in English what is wrong, and where."""
    return sentence("The expression is not understood: {reason}.", reason=str(error))
