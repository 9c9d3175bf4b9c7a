"""Players' appeals: the queue, and what the author makes of one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from quizapp.author.changing import Changing, edit_of, shown
from quizapp.author.merging import accepts_variants, with_variant
from quizapp.errors import QuizError, Sentence, sentence
from quizapp.game.authoring import OpenAppeal
from quizapp.game.edits import Changed
from quizapp.game.names import fold
from quizapp.game.records import Appeal, AppealKind
from quizapp.game.stored import Revision
from quizapp.game.text import cleaned

if TYPE_CHECKING:
    from quizapp.bank.bank import Bank


ACCEPTED = "Accept “{text}” for “{prompt}”"
SETTLED = "Settle what was said about “{prompt}”"
"""The titles of the steps of undo, by which they are known again, also after a restart. That of settling has a further
parameter, `appeals`, with the place of each."""


class AppealQueue:
    """The appeals that wait for the author."""

    def __init__(self, bank: Bank, changing: Changing) -> None:
        self._bank = bank
        self._changing = changing

    def all(self, pack_id: str | None) -> tuple[OpenAppeal, ...]:
        """See `Author.appeals`."""
        names = {player.id: player.name for player in self._bank.players.all()}
        waiting = self._bank.appeals.unsettled(pack_id)
        return tuple(OpenAppeal(appeal, prompt, names.get(appeal.player_id, "")) for appeal, prompt in waiting)

    def settle(self, appeal: Appeal) -> Changed:
        """See `Author.settle`."""
        stored = self._bank.questions.stored(appeal.uid)
        return self._settled([appeal], shown(stored.question) if stored else appeal.uid)

    def _settled(self, appeals: Sequence[Appeal], prompt: str) -> Changed:
        title = sentence(SETTLED, prompt=prompt, appeals=" ".join(map(_place, appeals)))
        return Changed(self._bank.appeals.settle_as_step(appeals, title), title, ())

    def accept(self, appeal: Appeal) -> Changed:
        """See `Author.accept_variant`."""
        text = " ".join(cleaned(appeal.typed).split())
        stored = self._changing.one(appeal.uid)
        if not fold(text):
            raise QuizError(
                "Nothing was typed in this appeal, so there is no variant to accept. "
                "Mend the question yourself, or settle the appeal."
            )
        if not accepts_variants(stored):
            raise QuizError(
                "Only questions with a typed answer can take further answers, so nothing was changed. "
                "Mend the question yourself, or settle the appeal."
            )
        draft = with_variant(stored.question, text)
        title = sentence(ACCEPTED, text=text[:40], prompt=shown(draft))
        changed = self._changing.apply(title, [edit_of(stored, self._changing.snapshot(stored, draft))])
        if not changed.change_id:  # it was accepted already
            return self._settled([*self._alike(appeal.uid, text, without=appeal), appeal], shown(draft))
        self._settle_alike(appeal.uid, text, last=appeal)
        return changed

    def _settle_alike(self, uid: str, text: str, last: Appeal | None = None) -> None:
        """All who typed this are answered by it; the one that was chosen last, so that it can be accepted again."""
        for other in self._alike(uid, text, without=last):
            self._bank.appeals.settle(other)
        if last is not None:
            self._bank.appeals.settle(last)

    def _alike(self, uid: str, text: str, without: Appeal | None) -> list[Appeal]:
        waiting = (appeal for appeal, _ in self._bank.appeals.unsettled(None))
        return [other for other in waiting if other.uid == uid and other != without and _says(other, text)]

    def undone(self, changed: Changed) -> None:
        """Opens again the appeals that this step has settled."""
        for appeal in self._settled_by(changed.title):
            self._bank.appeals.reopen(appeal)
        for uid, made in self._accepted(changed):
            for appeal in self._bank.appeals.settled(uid, made.at_ms):
                if any(_says(appeal, text) for text in _added(made)):
                    self._bank.appeals.reopen(appeal)

    def redone(self, changed: Changed) -> None:
        """Settles them again."""
        for appeal in self._settled_by(changed.title):
            self._bank.appeals.settle(appeal)
        for uid, made in self._accepted(changed):
            for text in _added(made):
                self._settle_alike(uid, text)

    def _settled_by(self, title: Sentence) -> Iterator[Appeal]:
        if title.template != SETTLED:
            return
        for place in str(dict(title.parameters).get("appeals", "")).split():
            round_id, position = map(int, place.split("/")[:2])
            yield from (each for each in self._bank.appeals.of(round_id, position) if _place(each) == place)

    def _accepted(self, changed: Changed) -> Iterator[tuple[str, Revision]]:
        """The question that the step gave a variant, and the entry of its history that says so."""
        if changed.title.template != ACCEPTED:
            return
        for uid, _ in changed.revisions:
            for revision in self._bank.revisions.history(uid):
                if revision.change_id == changed.change_id:
                    yield uid, revision


def _place(appeal: Appeal) -> str:
    """By what an appeal is known: there is one of a kind for each answer."""
    return f"{appeal.round_id}/{appeal.position}/{appeal.kind.value}"


def _says(appeal: Appeal, text: str) -> bool:
    return appeal.kind is AppealKind.MY_ANSWER_WAS_RIGHT and fold(cleaned(appeal.typed)) == fold(text)


def _added(made: Revision) -> list[str]:
    if made.before is None or made.after is None:
        return []  # this version does not understand what the question was
    known = made.before.question.answers
    return [answer for answer in made.after.question.answers if answer not in known]
