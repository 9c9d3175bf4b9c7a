"""What is wrong with a question, seen beside the others of its pack."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from typing import TYPE_CHECKING

from quizapp.author.changing import Changing, shown
from quizapp.author.finding import NOT_RETIRED
from quizapp.errors import sentence
from quizapp.game.beside import first_episodes
from quizapp.game.checking import check
from quizapp.game.checking_closely import check_closely
from quizapp.game.draft import Draft, Problem, Severity
from quizapp.game.edits import Sort
from quizapp.game.likeness import NearDuplicate, Sought, folded_prompt
from quizapp.game.likeness_index import LikenessIndex
from quizapp.game.options import is_chosen, key_texts
from quizapp.game.question import Kind, PackInfo, Question
from quizapp.game.search import Filter, FilterName, Phrase, Query, Term, Word
from quizapp.game.search_terms import any_of
from quizapp.game.spoilers import Appearances
from quizapp.game.stored import State, StoredQuestion

if TYPE_CHECKING:
    from quizapp.bank.bank import Bank
    from quizapp.play.clock import Clock

INDEXED_MAX = 3_000
"""Questions of a pack that are held in memory for comparing, which takes 0.3 s to begin with. In larger packs the
likely ones are searched each time, and from when on names are known is as `BesideOthers` last found it."""
CANDIDATES_MAX = 500
NEAR_TOLD = 5
_WORDS_TRIED = 4
_READ_AT_ONCE = 100
_MARGIN_MS = 2_000
"""Clocks of two programs are the same, but what one has written may come into view a little later."""


class Checks:
    """Checks drafts; for near-duplicates and spoiler hints it knows the other questions of the pack."""

    def __init__(self, bank: Bank, clock: Clock, changing: Changing, least_likeness: Callable[[], int]) -> None:
        self._bank = bank
        self._clock = clock
        self._changing = changing
        self.least_likeness = least_likeness
        self._packs: dict[str, _PackIndex | None] = {}

    def check(self, draft: Draft, pack_id: str) -> tuple[Problem, ...]:
        """See `Author.check`."""
        return self.problems(draft, self._changing.info(pack_id))

    def problems(self, draft: Draft, info: PackInfo) -> tuple[Problem, ...]:
        """Everything wrong with a question of this pack, errors first."""
        index = self._index(info)
        episodes = index.first_episodes(draft.uid) if index else self._noted_episodes(draft, info)
        found = (*check(draft, info), *check_closely(draft, info, episodes), *self._near(draft, info, index))
        return tuple(sorted(found, key=lambda problem: problem.severity is not Severity.ERROR))

    def _noted_episodes(self, draft: Draft, info: PackInfo) -> dict[str, int]:
        """Of a large pack, as it was when its questions were last looked at beside each other."""
        return first_episodes(self._bank.close_words.earliest(info.id), without=draft.uid)

    def near_duplicates(self, pack_id: str) -> Iterator[Sought]:
        """See `Author.near_duplicates`."""
        wanted = Query((in_pack(pack_id), NOT_RETIRED), ())
        ids = self._bank.search.ids(wanted, Sort(), self._clock.utc_ms())
        likeness, done = LikenessIndex(), 0
        for first in range(0, len(ids), _READ_AT_ONCE):
            uids = self._bank.search.uids(ids[first : first + _READ_AT_ONCE])
            for stored in self._bank.questions.stored_many(uids).values():
                question, found = finished(stored.question), ()
                if question is not None:
                    found = likeness.near(question, self.least_likeness())
                    likeness.put(question)
                done += 1
                yield Sought(done, len(ids), found)

    def _index(self, info: PackInfo) -> _PackIndex | None:
        """What is known of the pack's questions, up to date; None for a large pack."""
        if info.id not in self._packs:
            inside = Query((in_pack(info.id), NOT_RETIRED), ())
            count = len(self._bank.search.ids(inside, Sort(), self._clock.utc_ms(), limit=INDEXED_MAX + 1))
            self._packs[info.id] = _PackIndex(self._bank, self._clock) if count <= INDEXED_MAX else None
        index = self._packs[info.id]
        if index is not None:
            index.refresh(info)
        return index

    def _near(self, draft: Draft, info: PackInfo, index: _PackIndex | None) -> list[Problem]:
        question = finished(draft)
        if question is None:
            return []
        near = self._alike(question, info, index)[:NEAR_TOLD]
        others = self._bank.questions.stored_many([each.second for each in near]) if near else {}
        return [_told(each, others[each.second].question) for each in near if each.second in others]

    def near(self, question: Question, info: PackInfo) -> tuple[NearDuplicate, ...]:
        """The other questions of its pack that ask nearly the same; of a large pack those that are found quickly."""
        return self._alike(question, info, self._index(info))

    def _alike(self, question: Question, info: PackInfo, index: _PackIndex | None) -> tuple[NearDuplicate, ...]:
        others = index.likeness if index else self._candidates(question, info)
        return others.near(question, self.least_likeness())

    def _candidates(self, question: Question, info: PackInfo) -> LikenessIndex:
        """Of a large pack, the questions that speak of the key, or ask whether a like statement is true."""
        likeness = LikenessIndex()
        likely = _likely_terms(question)
        if not likely:
            return likeness
        wanted = Query((in_pack(info.id), NOT_RETIRED, *likely), ())
        ids = self._bank.search.ids(wanted, Sort(), self._clock.utc_ms(), limit=CANDIDATES_MAX)
        uids = self._bank.search.uids(ids)
        for stored in self._bank.questions.stored_many(uids).values():
            other = finished(stored.question)
            if other is not None:
                likeness.put(other)
        return likeness


class _PackIndex:
    """What is known of the questions of one pack that are not retired."""

    def __init__(self, bank: Bank, clock: Clock) -> None:
        self._bank = bank
        self._clock = clock
        self._seen_ms: int | None = None
        self._info: PackInfo | None = None
        self._first: dict[str, dict[str, int]] = {}
        self._revisions: dict[str, int] = {}
        self.likeness = LikenessIndex()

    def refresh(self, info: PackInfo) -> None:
        """Reads what was changed since the last time, by whomever."""
        now_ms = self._clock.utc_ms()
        if self._seen_ms is None or self._info != info or now_ms < self._seen_ms:
            self._info, self._first, self._revisions, self.likeness = info, {}, {}, LikenessIndex()
            self._take(self._bank.questions.of_pack(info.id), info)
        else:
            self._take(self._changed_since(self._seen_ms, now_ms), info)
        self._seen_ms = now_ms

    def first_episodes(self, without: str) -> dict[str, int]:
        """By canonical name the first episode in which another question than `without` names somebody."""
        found: dict[str, int] = {}
        for uid, named in self._first.items():
            if uid == without:
                continue
            for name, episode in named.items():
                if episode < found.get(name, episode + 1):
                    found[name] = episode
        return found

    def _changed_since(self, seen_ms: int, now_ms: int) -> Iterable[StoredQuestion]:
        age = timedelta(milliseconds=now_ms - seen_ms + _MARGIN_MS)
        ids = self._bank.search.ids(Query((Filter(FilterName.CHANGED, "<=", age),), ()), Sort(), now_ms)
        rows = self._bank.search.rows(ids) if len(ids) else []
        uids = [row.uid for row in rows if self._revisions.get(row.uid) != row.revision]
        return self._bank.questions.stored_many(uids).values() if uids else ()

    def _take(self, questions: Iterable[StoredQuestion], info: PackInfo) -> None:
        for stored in questions:
            uid, question = stored.question.uid, finished(stored.question)
            self._revisions[uid] = stored.revision
            self.likeness.drop(uid)
            self._first.pop(uid, None)
            if question is None or stored.state is State.RETIRED or stored.pack_id != info.id:
                continue
            self.likeness.put(question)
            named = Appearances((question,), info).first_episodes()
            if named:
                self._first[uid] = named


def finished(draft: Draft) -> Question | None:
    """The question of a draft; None when its kind is unknown."""
    try:
        return draft.finish()
    except ValueError:
        return None


def in_pack(pack_id: str) -> Filter:
    """Finds the questions of this pack."""
    return Filter(FilterName.PACK, "=", pack_id)


def _likely_terms(question: Question) -> tuple[Term, ...]:
    """What a near-duplicate of this question must have: a word of its statement, or its key somewhere."""
    if question.kind is Kind.TRUE_FALSE:
        words = sorted(folded_prompt(question).split(), key=len, reverse=True)[:_WORDS_TRIED]
        kind = Filter(FilterName.KIND, "=", Kind.TRUE_FALSE.value)
        return (kind, any_of([Word(word) for word in words])) if words else ()
    keys = key_texts(question) if is_chosen(question) else question.answers
    texts = [*keys, *question.sequence, *(left for left, _ in question.pairs)]
    phrases = [Phrase(tuple(text.split())) for text in texts if any(map(str.isalnum, text))]
    return (any_of(phrases),) if phrases else ()


def _told(near: NearDuplicate, other: Draft) -> Problem:
    message = sentence("nearly the same as “{prompt}” ({uid})", prompt=shown(other), uid=other.uid)
    return Problem(Severity.WARNING, "prompt", message, near.second)
