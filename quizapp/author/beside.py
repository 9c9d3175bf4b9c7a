"""Looks at the questions of every pack beside each other, in small pieces, and notes what that tells of each."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from quizapp.author.checks import Checks, finished, in_pack
from quizapp.author.finding import NOT_RETIRED, Progress
from quizapp.errors import QuizError
from quizapp.game.beside import LikenessGroups, NamedIn, named_in
from quizapp.game.draft import BESIDE_OTHERS
from quizapp.game.edits import Sort
from quizapp.game.likeness import folded_keys, folded_prompt
from quizapp.game.question import PackInfo, Question
from quizapp.game.search import Query
from quizapp.game.stored import State, StoredQuestion

if TYPE_CHECKING:
    from quizapp.bank.bank import Bank
    from quizapp.bank.close_words import PackChanges
    from quizapp.play.clock import Clock

_SPOILER, _NEAR_DUPLICATE = BESIDE_OTHERS
_AT_ONCE = 100
_WRITTEN_AT_ONCE = 1_000
LOOKED_UP_MAX = 500
"""When more questions ask something else than before, looking at the whole pack anew is faster."""


class _Piece(NamedTuple):
    """How far the work has come, and how many notes were news."""

    done: int
    total: int
    news: int = 0


class BesideOthers:
    """Notes of spoilers and near-duplicates, made anew where something was changed."""

    def __init__(self, bank: Bank, clock: Clock, checks: Checks) -> None:
        self._bank = bank
        self._clock = clock
        self._checks = checks
        self._named: dict[str, NamedIn] = {}
        self._seen: dict[str, int] = {}
        self._work: Iterator[_Piece] | None = None

    def refresh(self, progress: Progress | None) -> int:
        """Goes on where it was stopped the last time; gives how many notes were news since then."""
        news = 0
        self._work = self._work or self._pieces()
        try:
            for piece in self._work:
                news += piece.news
                if progress is not None:
                    progress(piece.done, piece.total)
        except QuizError:
            self._work = None
            raise
        self._work = None
        return news

    def _pieces(self) -> Iterator[_Piece]:
        for changes in self._bank.close_words.changes(self._checks.least_likeness()):
            pack_id = changes.info.id
            if self._seen.get(pack_id) != changes.seen:
                self._named.pop(pack_id, None)  # another program has looked at changes that are not known here
            yield from (self._whole(changes) if changes.is_new else self._changed(changes))
            self._bank.close_words.note(changes)
            self._seen[pack_id] = changes.newest

    # All of a pack

    def _whole(self, changes: PackChanges) -> Iterator[_Piece]:
        groups, alike = LikenessGroups(changes.least_ratio), set[str]()
        named = NamedIn(changes.info)
        for piece, question in self._questions(changes.info):
            if question is not None:
                alike |= groups.add(question)
                named.put(question)
            yield piece
        del groups
        self._named[changes.info.id] = named
        yield from self._noted(changes.info, named, alike, None)

    def _questions(self, info: PackInfo) -> Iterator[tuple[_Piece, Question | None]]:
        """Every question that is not in the bin, with its place; None for one of an unknown kind."""
        wanted = Query((in_pack(info.id), NOT_RETIRED), ())
        ids = self._bank.search.ids(wanted, Sort(), self._clock.utc_ms())
        for first in range(0, len(ids), _AT_ONCE):
            uids = self._bank.search.uids(ids[first : first + _AT_ONCE])
            for place, stored in enumerate(self._bank.questions.stored_many(uids).values(), first + 1):
                yield _Piece(place, len(ids)), finished(stored.question)

    # What was changed

    def _changed(self, changes: PackChanges) -> Iterator[_Piece]:
        info, total = changes.info, len(changes.before)
        others: list[Question] = []
        has_other_names = False
        for done, (uid, was, now) in enumerate(self._before_and_now(changes), 1):
            self._remember(info, uid, now)
            has_other_names |= _names_of(was, info) != _names_of(now, info)
            if _likeness_of(was) != _likeness_of(now):
                others += [each for each in (was, now) if each is not None]
            yield _Piece(done, total)
        if len(others) > LOOKED_UP_MAX:
            yield from self._whole(changes)
            return
        if has_other_names and info.id not in self._named:
            yield from self._read_names(info)
        named = self._named.get(info.id) if has_other_names else None
        looked_up = {each.uid for each in others}
        for done, question in enumerate(others, 1):
            looked_up |= {near.second for near in self._checks.near(question, info)}
            yield _Piece(done, len(others))
        alike: set[str] = set()
        for done, (uid, stored) in enumerate(self._bank.questions.stored_many(looked_up).items(), 1):
            question = _in_play(stored, info)
            if question is not None and self._checks.near(question, info):
                alike.add(uid)
            yield _Piece(done, len(looked_up))
        yield from self._noted(info, named, alike, looked_up)

    def _remember(self, info: PackInfo, uid: str, now: Question | None) -> None:
        named = self._named.get(info.id)
        if named is not None:
            named.drop(uid)
            if now is not None:
                named.put(now)

    def _read_names(self, info: PackInfo) -> Iterator[_Piece]:
        """After a start, when a question names others than before; most changes name nobody else."""
        named = NamedIn(info)
        for piece, question in self._questions(info):
            if question is not None:
                named.put(question)
            yield piece
        self._named[info.id] = named

    def _before_and_now(self, changes: PackChanges) -> Iterator[tuple[str, Question | None, Question | None]]:
        remaining = iter(changes.before.items())
        while some := dict(islice(remaining, _AT_ONCE)):
            now = self._bank.questions.stored_many(some)
            for uid, before in some.items():
                question = _in_play(now[uid], changes.info) if uid in now else None
                yield uid, None if before is None else finished(before), question

    # What is told

    def _noted(
        self, info: PackInfo, named: NamedIn | None, alike: set[str], looked_up: Collection[str] | None
    ) -> Iterator[_Piece]:
        """Writes what is news. What was not looked at stays as it was told: spoilers where `named` is None, likeness of
        questions that are not among `looked_up`, None = all are.
        """
        told = self._bank.close_words.told(info.id)
        if looked_up is not None:
            alike = alike | {uid for uid, notes in told.items() if _NEAR_DUPLICATE in notes and uid not in looked_up}
        if named is not None:
            self._bank.close_words.write_earliest(info.id, named.earliest())
        spoilers = {uid for uid, notes in told.items() if _SPOILER in notes and named is None}
        for done, (uid, is_spoiler) in enumerate(named.spoilers() if named else (), 1):
            if is_spoiler:
                spoilers.add(uid)
            if done % _AT_ONCE == 0:
                yield _Piece(done, done)
        wanted = {uid: _notes(uid in spoilers, uid in alike) for uid in {*told, *spoilers, *alike}}
        news = iter([(uid, notes) for uid, notes in wanted.items() if notes != told.get(uid, frozenset())])
        while some := dict(islice(news, _WRITTEN_AT_ONCE)):
            yield _Piece(0, 0, self._bank.close_words.write(info.id, some))


def _notes(is_spoiler: bool, is_alike: bool) -> frozenset[str]:
    return frozenset(note for note, holds in ((_SPOILER, is_spoiler), (_NEAR_DUPLICATE, is_alike)) if holds)


def _in_play(stored: StoredQuestion, info: PackInfo) -> Question | None:
    """The question, where it is in this pack and not in the bin."""
    if stored.pack_id != info.id or stored.state is State.RETIRED:
        return None
    return finished(stored.question)


def _names_of(question: Question | None, info: PackInfo) -> dict[str, int]:
    return {} if question is None else named_in(question, info)


def _likeness_of(question: Question | None) -> tuple[str, frozenset[str]] | None:
    """What counts when near-duplicates are sought."""
    return None if question is None else (folded_prompt(question), folded_keys(question))
