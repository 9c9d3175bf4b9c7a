"""Changes of many questions at once, each one step of undo."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from quizapp.author.changing import Changing, edit_of, state_after, state_by_errors, titled
from quizapp.author.uids import Uids
from quizapp.errors import QuizError
from quizapp.game.authoring import SETTABLE
from quizapp.game.checking import check
from quizapp.game.draft import Draft, Severity
from quizapp.game.edits import Changed, Edit
from quizapp.game.question import PackInfo
from quizapp.game.search import folded
from quizapp.game.stored import Snapshot, State, StoredQuestion
from quizapp.game.text import cleaned
from quizapp.game.texts import tidied

_ON_THEIR_OWN = ("category", "difficulty", "tags")
"""Fields that say nothing of others: a value without an error brings none into a question."""


class Bulk:
    """Sets fields and tags, retires, restores, duplicates and moves questions."""

    def __init__(self, changing: Changing, uids: Uids) -> None:
        self._changing = changing
        self._uids = uids

    def retire(self, uids: Iterable[str]) -> Changed:
        """See `Author.retire`."""
        questions = self._changing.stored(uids)
        title = titled("Retire “{prompt}”", "Retire {count} questions", questions)
        return self._changing.change(title, questions, lambda stored: Snapshot(State.RETIRED, stored.question))

    def restore(self, uids: Iterable[str]) -> Changed:
        """See `Author.restore`."""
        questions = self._changing.stored(uids)
        infos = self._infos(questions)
        title = titled("Restore “{prompt}”", "Restore {count} questions", questions)
        return self._changing.change(title, questions, lambda stored: _restored(stored, infos[stored.pack_id]))

    def duplicate(self, uids: Iterable[str]) -> Changed:
        """See `Author.duplicate`."""
        questions = self._changing.stored(uids)
        title = titled("Duplicate “{prompt}”", "Duplicate {count} questions", questions)
        return self._changing.apply(title, [self._copy(stored) for stored in questions])

    def _copy(self, stored: StoredQuestion) -> Edit:
        uid = self._uids.fresh(stored.pack_id, stored.question.category)
        return Edit(uid, stored.pack_id, 0, Snapshot(State.DRAFT, replace(stored.question, uid=uid)))

    def move(self, uids: Iterable[str], pack_id: str) -> Changed:
        """See `Author.move`."""
        info = self._changing.info(pack_id)
        questions = self._changing.stored(uids)
        title = titled("Move “{prompt}” to {pack}", "Move {count} questions to {pack}", questions, pack=info.title)
        return self._changing.apply(title, [_moved(stored, info) for stored in questions])

    def set_field(self, uids: Iterable[str], field: str, value: Any) -> Changed:
        """See `Author.set_field`."""
        if field not in SETTABLE:
            raise ValueError(f"{field!r} cannot be set")
        questions = self._changing.stored(uids)
        infos = self._infos(questions)
        value = _tidied_value(field, value)
        _refuse_unusable(field, value, infos.values())
        change = partial(_with_field, field=field, value=value, infos=infos)
        one, many = "Set the {field} of “{prompt}”", "Set the {field} of {count} questions"
        return self._changing.change(titled(one, many, questions, field=field), questions, change)

    def change_tags(self, uids: Iterable[str], add: Iterable[str], remove: Iterable[str]) -> Changed:
        """See `Author.change_tags`."""
        questions = self._changing.stored(uids)
        added, removed = _tags(add), {folded(tag) for tag in _tags(remove)}
        infos = self._infos(questions)
        if not added and not removed:
            raise QuizError("No tag is given, so nothing was changed. Type one and try again.")
        _refuse_unusable("tags", added, infos.values())
        title = titled("Change the tags of “{prompt}”", "Change the tags of {count} questions", questions)
        return self._changing.change(title, questions, lambda stored: _with_tags(stored, added, removed))

    def _infos(self, questions: Iterable[StoredQuestion]) -> dict[str, PackInfo]:
        return {pack_id: self._changing.info(pack_id) for pack_id in {stored.pack_id for stored in questions}}


def _restored(stored: StoredQuestion, info: PackInfo) -> Snapshot:
    """What is not retired stays as it is."""
    is_retired = stored.state is State.RETIRED
    return Snapshot(state_by_errors(stored.question, info) if is_retired else stored.state, stored.question)


def _moved(stored: StoredQuestion, info: PackInfo) -> Edit:
    after = Snapshot(state_after(stored, stored.question, info), stored.question)
    return replace(edit_of(stored, after), pack_id=info.id)


def _with_field(stored: StoredQuestion, field: str, value: Any, infos: Mapping[str, PackInfo]) -> Snapshot:
    draft = replace(stored.question, **{field: value})
    if field in _ON_THEIR_OWN and stored.state is State.LIVE:
        return Snapshot(State.LIVE, draft)  # to check 10,000 questions takes half a second
    return Snapshot(state_after(stored, draft, infos[stored.pack_id]), draft)


def _with_tags(stored: StoredQuestion, added: tuple[str, ...], removed: set[str]) -> Snapshot:
    """Tags are the same whatever their case; the first spelling stays."""
    kept = {folded(tag): tag for tag in reversed(stored.question.tags) if folded(tag) not in removed}
    tags = {key: kept[key] for tag in stored.question.tags if (key := folded(tag)) in kept}
    for tag in added:
        tags.setdefault(folded(tag), tag)
    return Snapshot(stored.state, replace(stored.question, tags=tuple(tags.values())))


def _tags(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple({folded(tag): tag for text in texts if (tag := " ".join(cleaned(text).split()))}.values())


def _tidied_value(field: str, value: Any) -> Any:
    if field == "tags":
        return _tags(value)
    return getattr(tidied(replace(Draft(), **{field: value})), field)


def _refuse_unusable(field: str, value: Any, infos: Iterable[PackInfo]) -> None:
    """QuizError for a value that would make errors in every question. A prompt may be emptied: it makes a draft."""
    if field in ("prompt", "line", "hint", "explanation"):
        return
    for info in infos:
        for problem in check(replace(Draft(), **{field: value}), info):
            if problem.field == field and problem.severity is Severity.ERROR:
                template = "Nothing was changed: {problem}. Choose another value and try again."
                raise QuizError(template, problem=str(problem.message))
