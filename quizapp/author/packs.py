"""New packs, and what is done with packs as a whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from quizapp.author.changing import shown
from quizapp.errors import QuizError, Sentence, of_count, sentence
from quizapp.game.checking import check_info, has_errors
from quizapp.game.draft import Severity
from quizapp.game.edits import Changed, Settled
from quizapp.game.question import Category, PackInfo
from quizapp.game.rules import ALL_KINDS
from quizapp.game.shelf import ShelvedPack
from quizapp.game.stored import Conflict
from quizapp.game.text import cleaned

if TYPE_CHECKING:
    from quizapp.bank.bank import Bank

_GONE = "The pack {pack} is not in the bank any more. Nothing was changed."
_THE_LAST = "“{title}” is the only pack, so it was not removed. Import or begin another one first."


def create_pack(bank: Bank, info: PackInfo) -> PackInfo:
    """See `Author.create_pack`."""
    info = _tidied(info)
    problems = check_info(info)
    if has_errors(problems):
        worst = next(problem for problem in problems if problem.severity is Severity.ERROR)
        raise QuizError("The pack was not made: {problem}.", problem=str(worst.message))
    bank.packs.create(info)
    return info


def _tidied(info: PackInfo) -> PackInfo:
    categories = tuple(Category(cleaned(each.id), cleaned(each.title), each.card) for each in info.categories)
    authors = tuple(author for text in info.authors if (author := cleaned(text)))
    texts = {name: cleaned(getattr(info, name)) for name in ("id", "title", "version", "language", "licence")}
    return replace(info, categories=categories, authors=authors, **texts)


class Shelf:
    """The packs of a bank, for who looks after them. GUI thread only.

    What gives a `Changed` is one step of undo; it raises QuizError with a sentence, and nothing is changed then.
    """

    def __init__(self, bank: Bank) -> None:
        self._bank = bank

    def all(self) -> tuple[ShelvedPack, ...]:
        """Every pack, by title."""
        conflicts = self._bank.conflicts.counts()
        return tuple(self._shelved(info, conflicts.get(info.id, 0)) for info in self._bank.packs.all())

    def _shelved(self, info: PackInfo, conflict_count: int) -> ShelvedPack:
        counts = self._bank.questions.counts(info.id, ALL_KINDS, info.episodes or 0, None)
        return ShelvedPack(info, counts.in_pack, self._bank.packs.is_edited(info.id), conflict_count)

    def conflicts(self, pack_id: str) -> tuple[Conflict, ...]:
        """The questions of a pack that were changed both here and in a newer version of it, by uid."""
        return self._bank.packs.conflicts(pack_id)

    def settle(self, conflicts: Sequence[Conflict], *, take_theirs: bool) -> Settled:
        """Decides about these as they were read: the pack's versions are taken, as one step of undo, or ours stay.

        One of which either side was changed since is left undecided.
        """
        return self._bank.conflicts.settle(conflicts, _settling, take_theirs=take_theirs, who="author")

    def describe(self, info: PackInfo) -> Changed:
        """Another title, version, licence or other authors of the pack with this id."""
        return change_pack(self._bank, info)

    def remove(self, pack_id: str) -> Changed:
        """Takes a pack away with its questions; rounds, scores and the history of the questions stay.

        The last pack stays: without one nothing could be played.
        """
        packs = {pack.id: pack for pack in self._bank.packs.all()}
        if pack_id not in packs:
            raise QuizError(_GONE, pack=pack_id)
        if len(packs) == 1:
            raise QuizError(_THE_LAST, title=packs[pack_id].title)
        title = sentence("Removing the pack “{pack}”", pack=packs[pack_id].title)
        return self._bank.changes.change_pack(title, packs[pack_id], shown=False)


def _settling(conflicts: Sequence[Conflict]) -> Sentence:
    template = of_count(len(conflicts), "Take “{prompt}” from the pack", "Take {count} questions from the pack")
    return sentence(template, count=len(conflicts), prompt=shown(conflicts[0].ours) if conflicts else "")


def change_pack(bank: Bank, info: PackInfo) -> Changed:
    """Gives the pack with this id another description, its texts tidied, as one step of undo; QuizError if unusable."""
    info = _tidied(info)
    worst = next((problem for problem in check_info(info) if problem.severity is Severity.ERROR), None)
    if worst is not None:
        raise QuizError("The pack was not changed: {problem}.", problem=str(worst.message))
    if info.id not in {pack.id for pack in bank.packs.all()}:
        raise QuizError(_GONE, pack=info.id)
    return bank.changes.change_pack(sentence("Describing the pack “{pack}”", pack=info.title), info)
