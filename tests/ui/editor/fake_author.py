"""An author without a bank: questions in a list, or any number of made-up rows."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from quizapp.errors import BankError, QuizError, Sentence, sentence
from quizapp.game.authoring import Found, QuestionNumbers, Saved
from quizapp.game.checking import check, has_errors
from quizapp.game.draft import Draft, Problem
from quizapp.game.edits import Changed, ListRow, SavedSearch, Sort, UndoState
from quizapp.game.item_report import OptionUse
from quizapp.game.question import Category, Kind, PackInfo
from quizapp.game.search import Filter, FilterName, Known, Not, Term, Word, parse
from quizapp.game.stored import State, StoredQuestion

PACK = PackInfo(
    "run-on",
    "Run On trivia",
    "1.0",
    episodes=16,
    categories=(Category("plot", "Plot", "slate"), Category("cast", "Cast", "credits")),
)
_TODAY = date(2026, 11, 21)


def draft(number: int, prompt: str = "", **fields: Any) -> Draft:
    """A question without errors."""
    base = Draft(
        uid=f"run-on/plot-{number:04}",
        kind=str(Kind.SINGLE_CHOICE),
        category="plot",
        prompt=prompt or f"What is number {number}?",
        episode=1,
        answers=(f"It is {number}",),
        distractors=(),
    )
    return replace(base, **fields)


@dataclass
class Entry:
    """A question of the fake bank with its numbers."""

    draft: Draft
    state: State = State.LIVE
    revision: int = 1
    asked: int = 0
    facility: float | None = None
    problems: str = ""
    appeals: int = 0
    distractors: tuple[OptionUse, ...] = ()


@dataclass
class FakeAuthor:
    """What `quizapp.author.Author` promises, as far as the window uses it."""

    entries: list[Entry] = field(default_factory=list)
    fails: bool = False
    """Whether saving fails as on a full disk."""
    found: list[tuple[str, Sort]] = field(default_factory=list)
    fetched: list[int] = field(default_factory=list)
    """How many rows were asked for, fetch by fetch."""
    searches: dict[str, str] = field(default_factory=dict)
    undone: list[Callable[[], None]] = field(default_factory=list)
    done: list[tuple[Sentence, Callable[[], None]]] = field(default_factory=list)
    packs_there: tuple[PackInfo, ...] = (PACK,)

    # Find

    def packs(self) -> tuple[PackInfo, ...]:
        return self.packs_there

    def refresh(self, progress: object = None) -> int:
        return 0

    def refresh_numbers(self, progress: object = None) -> int:
        return 0

    def find(self, text: str, sort: Sort = Sort(), *, limit: int | None = None) -> Found:  # noqa: B008 (a tuple)
        self.found.append((text, sort))
        query = parse(text, _TODAY)
        speaks_of_state = "state:" in text
        hits = [
            place
            for place, entry in enumerate(self.entries)
            if (speaks_of_state or entry.state is not State.RETIRED) and all(_holds(t, entry) for t in query.terms)
        ]
        hits.sort(key=lambda place: _sort_key(self.entries[place], sort.column), reverse=sort.descending)
        return Found(array("q", [place + 1 for place in hits[:limit]]), query.problems)

    def rows(self, ids: Sequence[int]) -> list[ListRow]:
        self.fetched.append(len(ids))
        return [self._row(row_id) for row_id in ids if row_id <= len(self.entries)]

    def uids(self, ids: Sequence[int]) -> list[str]:
        return [self._row(row_id).uid for row_id in ids]

    def row_ids(self, uids: Iterable[str]) -> dict[str, int]:
        wanted = set(uids)
        return {e.draft.uid: place + 1 for place, e in enumerate(self.entries) if e.draft.uid in wanted}

    def known(self) -> Known:
        tags = sorted({tag for entry in self.entries for tag in entry.draft.tags})
        return Known(("plot", "cast"), tags=tuple(tags), packs=("run-on",))

    def saved_searches(self) -> tuple[SavedSearch, ...]:
        return tuple(SavedSearch(*each) for each in self.searches.items())

    def keep_search(self, name: str, text: str) -> None:
        self.searches[name] = text

    def remove_search(self, name: str) -> None:
        del self.searches[name]

    def get(self, uid: str) -> StoredQuestion | None:
        entry = self._entry(uid)
        return None if entry is None else StoredQuestion(PACK.id, entry.draft, entry.state, entry.revision)

    def numbers(self, uid: str) -> QuestionNumbers:
        return QuestionNumbers(None, ())

    def _entry(self, uid: str) -> Entry | None:
        return next((entry for entry in self.entries if entry.draft.uid == uid), None)

    def _row(self, row_id: int) -> ListRow:
        entry = self.entries[row_id - 1]
        each = entry.draft
        return ListRow(
            row_id,
            each.uid,
            each.prompt,
            each.kind,
            each.category,
            each.episode,
            each.difficulty,
            each.tags,
            PACK.id,
            str(entry.state),
            entry.revision,
            1_000,
            entry.problems,
            entry.asked,
            entry.facility,
            None,
            entry.appeals,
            entry.distractors,
        )

    # Write

    def new(self, pack_id: str, kind: str) -> Draft:
        return Draft(uid=f"run-on/plot-{len(self.entries) + 1:04}", kind=str(kind), category="plot")

    def check(self, question: Draft, pack_id: str) -> tuple[Problem, ...]:
        return tuple(check(question, PACK))

    def save(self, question: Draft, *, pack_id: str, seen_revision: int) -> Saved:
        if self.fails:
            raise BankError("The disk is full. What you typed is kept in the form.")
        problems = self.check(question, pack_id)
        entry = self._entry(question.uid)
        if entry is None:
            entry = Entry(question, revision=0)
            self.entries.append(entry)
        before = entry.draft
        entry.draft, entry.revision = question, entry.revision + 1
        entry.state = State.DRAFT if has_errors(problems) else State.LIVE
        changed = self._did(sentence("Edit a question"), [entry], lambda: setattr(entry, "draft", before))
        stored = StoredQuestion(pack_id, question, entry.state, entry.revision)
        return Saved(stored, problems, changed)

    def retire(self, uids: Iterable[str]) -> Changed:
        return self._set_state(sentence("Retire"), uids, State.RETIRED)

    def restore(self, uids: Iterable[str]) -> Changed:
        return self._set_state(sentence("Bring back"), uids, State.LIVE)

    def duplicate(self, uids: Iterable[str]) -> Changed:
        made: list[Entry] = []
        for uid in uids:
            entry = self._entry(uid)
            assert entry is not None
            copy = replace(entry.draft, uid=f"run-on/plot-{len(self.entries) + 1:04}")
            made.append(Entry(copy, State.DRAFT))
            self.entries.append(made[-1])
        return self._did(sentence("Duplicate"), made, lambda: None)

    def _set_state(self, title: Sentence, uids: Iterable[str], state: State) -> Changed:
        if self.fails:
            raise QuizError("The disk is full. Nothing was changed.")
        wanted = set(uids)
        entries = [entry for entry in self.entries if entry.draft.uid in wanted]
        before = [entry.state for entry in entries]

        def back() -> None:
            for entry, old in zip(entries, before, strict=True):
                entry.state = old

        for entry in entries:
            entry.state = state
        return self._did(title, entries, back)

    def _did(self, title: Sentence, entries: Sequence[Entry], back: Callable[[], None]) -> Changed:
        self.done.append((title, back))
        return Changed(len(self.done), title, tuple((entry.draft.uid, entry.revision) for entry in entries))

    def undo(self) -> Changed | None:
        if not self.done:
            return None
        title, back = self.done.pop()
        back()
        return Changed(1, title, ())

    def redo(self) -> Changed | None:
        return None

    def undo_state(self) -> UndoState:
        return UndoState(self.done[-1][0] if self.done else None, None)


class ManyRows(FakeAuthor):
    """Any number of questions, of which only those asked for are made."""

    def __init__(self, count: int) -> None:
        super().__init__()
        self._count = count

    def find(self, text: str, sort: Sort = Sort(), *, limit: int | None = None) -> Found:  # noqa: B008 (a tuple)
        self.found.append((text, sort))
        count = self._count if limit is None else min(self._count, limit)
        return Found(array("q", range(1, count + 1)), ())

    def _row(self, row_id: int) -> ListRow:
        each = draft(row_id)
        return ListRow(
            row_id, each.uid, each.prompt, each.kind, "plot", 1, 2, (), PACK.id, "live", 1, 0, "", 0, None, None, 0
        )

    def rows(self, ids: Sequence[int]) -> list[ListRow]:
        self.fetched.append(len(ids))
        return [self._row(row_id) for row_id in ids]

    def get(self, uid: str) -> StoredQuestion | None:
        return StoredQuestion(PACK.id, draft(int(uid[-4:])), State.LIVE, 1)


def _holds(term: Term, entry: Entry) -> bool:
    match term:
        case Word(text):
            return text.casefold() in entry.draft.prompt.casefold()
        case Not(inner):
            return not _holds(inner, entry)
        case Filter(FilterName.KIND, _, value):
            return entry.draft.kind == value
        case Filter(FilterName.CATEGORY, _, value):
            return entry.draft.category == value
        case Filter(FilterName.STATE, _, value):
            return entry.state == value
        case Filter(FilterName.PROBLEM):
            return bool(entry.problems)
        case Filter(FilterName.TAG, _, value):
            return value in entry.draft.tags
    return True


def _sort_key(entry: Entry, column: str) -> Any:
    values = {"prompt": entry.draft.prompt, "asked": entry.asked, "facility": entry.facility or 0}
    return values.get(column, entry.draft.uid)
