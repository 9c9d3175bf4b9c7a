"""What all changes of questions have in common: which questions, in which state, under which title."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from quizapp.errors import QuizError, Sentence, sentence
from quizapp.game.checking import check, has_errors
from quizapp.game.draft import Draft
from quizapp.game.edits import Changed, Edit
from quizapp.game.item_analysis import asks_same
from quizapp.game.question import PackInfo
from quizapp.game.stored import Snapshot, State, StoredQuestion

if TYPE_CHECKING:
    from quizapp.bank.bank import Bank

_SHOWN = 40


class Changing:
    """Reads questions to be changed and writes them, each call as one step of undo."""

    def __init__(self, bank: Bank) -> None:
        self._bank = bank

    def info(self, pack_id: str) -> PackInfo:
        """The description of a pack; QuizError when it is gone."""
        info = self._bank.packs.get(pack_id)
        if info is None:
            template = "The pack {pack} is not in the bank, so nothing was changed. Choose another pack and try again."
            raise QuizError(template, pack=pack_id)
        return info

    def stored(self, uids: Iterable[str]) -> list[StoredQuestion]:
        """These questions as they are now, each once, in this order; QuizError when there is none of them."""
        wanted = list(dict.fromkeys(uids))
        found = self._bank.questions.stored_many(wanted)
        if not found:
            raise QuizError("No question is selected, so nothing was changed. Select some and try again.")
        return [found[uid] for uid in wanted if uid in found]

    def one(self, uid: str) -> StoredQuestion:
        """This question as it is now; QuizError when it is not in the bank or cannot be understood."""
        stored = self._bank.questions.stored(uid)
        if stored is None:
            raise QuizError("The question {uid} is not in the bank, so nothing was changed.", uid=uid)
        return stored

    def change(
        self, title: Sentence, questions: Iterable[StoredQuestion], change: Callable[[StoredQuestion], Snapshot]
    ) -> Changed:
        """Writes what `change` makes of each question, in the pack where it is."""
        return self.apply(title, [edit_of(stored, change(stored)) for stored in questions])

    def apply(self, title: Sentence, edits: Sequence[Edit]) -> Changed:
        """Writes these edits in one transaction; StaleRevisionError when one was changed elsewhere meanwhile."""
        with without_collecting():
            return self._bank.changes.apply(title, edits)

    def snapshot(self, stored: StoredQuestion, draft: Draft, info: PackInfo | None = None) -> Snapshot:
        """The question changed to this draft, in the state that follows: see `state_after`."""
        return Snapshot(state_after(stored, draft, info or self.info(stored.pack_id)), draft)


@contextmanager
def without_collecting() -> Iterator[None]:
    """Keeps the garbage collector from looking through thousands of questions that are all in use, over and over.

    A quarter of the time that changing 10,000 of them takes.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def edit_of(stored: StoredQuestion, after: Snapshot) -> Edit:
    """The edit that makes this of a question and leaves it in its pack."""
    same = asks_same(stored.question, after.question)
    return Edit(stored.question.uid, stored.pack_id, stored.revision, after, asks_same=same)


def state_after(stored: StoredQuestion, draft: Draft, info: PackInfo) -> State:
    """A retired question stays retired, and a live one becomes a draft when it gets errors.

    A draft becomes live when its last error goes. Without errors before it is a draft for another reason, and stays.
    """
    if stored.state is State.RETIRED:
        return State.RETIRED
    if has_errors(check(draft, info)):
        return State.DRAFT
    if stored.state is State.LIVE or has_errors(check(stored.question, info)):
        return State.LIVE
    return State.DRAFT


def state_by_errors(draft: Draft, info: PackInfo) -> State:
    """Live without errors, else a draft."""
    return State.DRAFT if has_errors(check(draft, info)) else State.LIVE


def titled(one: str, many: str, questions: Sequence[StoredQuestion], **parameters: Any) -> Sentence:
    """The title of a change: `one` names the `prompt` of its only question, `many` the `count` of them."""
    if len(questions) == 1:
        return sentence(one, prompt=shown(questions[0].question), **parameters)
    return sentence(many, count=len(questions), **parameters)


def shown(draft: Draft) -> str:
    """The beginning of a prompt, or the uid where there is none, to tell a question in half a line."""
    words = " ".join(draft.prompt[: 4 * _SHOWN].split())
    return words if 0 < len(words) <= _SHOWN else words[: _SHOWN - 1].rstrip() + "…" if words else draft.uid
