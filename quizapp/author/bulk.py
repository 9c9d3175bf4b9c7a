"""Changes of many questions at once, each one step of undo."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from quizapp.author.changing import Changing, state_after, state_by_errors, titled, without_collecting
from quizapp.author.uids import Uids
from quizapp.errors import QuizError, Sentence
from quizapp.game.authoring import SETTABLE, BulkChange
from quizapp.game.checking import check
from quizapp.game.draft import Draft, Severity
from quizapp.game.edits import ON_THEIR_OWN, Changed, Edit
from quizapp.game.item_analysis import asks_same
from quizapp.game.question import PackInfo
from quizapp.game.search import folded
from quizapp.game.stored import Snapshot, State, StoredQuestion
from quizapp.game.text import cleaned
from quizapp.game.texts import tidied

_MAY_BE_ANYTHING = ("prompt", "line", "hint", "explanation")


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
        title = titled("Bring back “{prompt}”", "Bring back {count} questions", questions)
        return self._changing.change(title, questions, lambda stored: _restored(stored, infos[stored.pack_id]))

    def duplicate(self, uids: Iterable[str]) -> Changed:
        """See `Author.duplicate`."""
        questions = self._changing.stored(uids)
        title = titled("Duplicate “{prompt}”", "Duplicate {count} questions", questions)
        return self._changing.apply(title, [self._copy(stored) for stored in questions])

    def _copy(self, stored: StoredQuestion) -> Edit:
        uid = self._uids.fresh(stored.pack_id, stored.question.category)
        return Edit(uid, stored.pack_id, 0, Snapshot(State.DRAFT, replace(stored.question, uid=uid)))

    def change_many(self, uids: Iterable[str], change: BulkChange) -> Changed:
        """See `Author.change_many`."""
        wanted = _tidied(change)
        if not wanted.names:
            raise QuizError("No change is given, so nothing was changed. Choose one and try again.")
        with without_collecting():
            return self._change_many(uids, wanted)

    def _change_many(self, uids: Iterable[str], wanted: BulkChange) -> Changed:
        questions = self._changing.stored(uids)
        target = self._changing.info(wanted.pack_id) if wanted.pack_id else None
        infos = self._infos(questions)
        _refuse_unusable(wanted, [target] if target else infos.values())
        only = wanted.names if ON_THEIR_OWN.issuperset(wanted.names) else ()
        edits = [_edit(stored, wanted, target or infos[stored.pack_id], only) for stored in questions]
        return self._changing.apply(_title(wanted, questions, target), edits)

    def _infos(self, questions: Iterable[StoredQuestion]) -> dict[str, PackInfo]:
        return {pack_id: self._changing.info(pack_id) for pack_id in {stored.pack_id for stored in questions}}


def _restored(stored: StoredQuestion, info: PackInfo) -> Snapshot:
    """What is not retired stays as it is."""
    is_retired = stored.state is State.RETIRED
    return Snapshot(state_by_errors(stored.question, info) if is_retired else stored.state, stored.question)


def _title(change: BulkChange, questions: Sequence[StoredQuestion], target: PackInfo | None) -> Sentence:
    """Names what is changed."""
    names = change.names
    if target is not None and len(names) == 1:
        return titled("Move “{prompt}” to {pack}", "Move {count} questions to {pack}", questions, pack=target.title)
    if len(names) > 1:
        one, many = "Change {fields} of “{prompt}”", "Change {fields} of {count} questions"
        return titled(one, many, questions, fields=", ".join(names))
    if not change.fields:
        return titled("Change the tags of “{prompt}”", "Change the tags of {count} questions", questions)
    one, many = "Set the {field} of “{prompt}”", "Set the {field} of {count} questions"
    return titled(one, many, questions, field=next(iter(change.fields)))


def _edit(stored: StoredQuestion, change: BulkChange, info: PackInfo, only: tuple[str, ...]) -> Edit:
    """`only`: all that changes, where it says nothing of other fields."""
    draft, state = replace(stored.question, **_values(stored.question, change)), stored.state
    if not only or (change.fields and state is State.DRAFT):
        state = state_after(stored, draft, info)  # to check 10,000 questions takes half a second
    same = bool(only) or asks_same(stored.question, draft)
    return Edit(draft.uid, info.id, stored.revision, Snapshot(state, draft), only, same)


def _values(draft: Draft, change: BulkChange) -> dict[str, Any]:
    if not change.add_tags and not change.remove_tags:
        return dict(change.fields)
    return {**change.fields, "tags": _changed_tags(change.fields.get("tags", draft.tags), change)}


def _changed_tags(tags: Sequence[str], change: BulkChange) -> tuple[str, ...]:
    """Tags are the same whatever their case; the first spelling stays."""
    removed = {folded(tag) for tag in change.remove_tags}
    kept: dict[str, str] = {}
    for tag in tags:
        if folded(tag) not in removed:
            kept.setdefault(folded(tag), tag)
    for tag in change.add_tags:
        kept.setdefault(folded(tag), tag)
    return tuple(kept.values())


def _tags(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple({folded(tag): tag for text in texts if (tag := " ".join(cleaned(text).split()))}.values())


def _tidied(change: BulkChange) -> BulkChange:
    fields = {name: _tidied_value(name, value) for name, value in change.fields.items()}
    return BulkChange(fields, _tags(change.add_tags), _tags(change.remove_tags), change.pack_id)


def _tidied_value(field: str, value: Any) -> Any:
    if field not in SETTABLE:
        raise ValueError(f"{field!r} cannot be set")
    if field == "tags":
        return _tags(value)
    return getattr(tidied(replace(Draft(), **{field: value})), field)


def _refuse_unusable(change: BulkChange, infos: Iterable[PackInfo]) -> None:
    """QuizError for a value that would make errors in every question. A prompt may be emptied: it makes a draft."""
    fields = {name: value for name, value in change.fields.items() if name not in _MAY_BE_ANYTHING}
    if change.add_tags:
        fields["tags"] = (*fields.get("tags", ()), *change.add_tags)
    for info in infos if fields else ():
        for problem in check(replace(Draft(), **fields), info):
            if problem.field in fields and problem.severity is Severity.ERROR:
                template = "Nothing was changed: {problem}. Choose another value and try again."
                raise QuizError(template, problem=str(problem.message))
