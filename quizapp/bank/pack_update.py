"""What a newer version of a pack changes in the bank: a pure comparison by uid, written down by `packs`."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from sys import intern

from quizapp.bank.convert import Document
from quizapp.errors import sentence
from quizapp.game.draft import Draft, Problem, Severity
from quizapp.game.question import Pack, Question
from quizapp.game.stored import State

REMOVED = ""
"""The `shipped_digest` of a question that the pack no longer holds but that stays, because it was changed here."""
OF_FILE = "file:"
"""Stands before the `shipped_digest` of a question that another file brought into a published pack, which does not hold
it: the rest is what that file said."""


@dataclass(frozen=True, slots=True)
class Here:
    """A question of the pack as it stands in the bank, see `QuestionRow`."""

    revision: int
    state: str
    digest: str
    shipped_digest: str | None

    @classmethod
    def of(cls, revision: int, state: str, digest: str, shipped: str | None) -> Here:
        """What a row says. Equal texts are one object: of a million questions they would take a tenth of a gigabyte."""
        return cls(revision, intern(state), digest, digest if shipped == digest else shipped)

    @property
    def is_ours(self) -> bool:
        """Written or changed here; the pack must not overwrite it."""
        return self.digest != self.shipped_digest

    @property
    def is_of_pack(self) -> bool:
        """Whether the pack as published held it in some version that was taken in here."""
        return bool(self.shipped_digest) and not self.is_of_file

    @property
    def is_of_file(self) -> bool:
        """Whether another file brought it into a published pack."""
        return (self.shipped_digest or "").startswith(OF_FILE)

    @property
    def said(self) -> str | None:
        """The digest of what the pack or the file said of it last; None where neither did."""
        return self.shipped_digest.removeprefix(OF_FILE) if self.shipped_digest else self.shipped_digest


def word_of_file(shipped: str | None, said: str, *, is_published: bool) -> str | None:
    """The new `shipped_digest` of a question of which what comes in says `said`, a digest.

    `is_published`: it speaks for the pack. Else the pack's own word stays, or it is told apart from one, see `OF_FILE`.
    """
    if is_published:
        return said
    return OF_FILE + said if shipped is None or shipped.startswith(OF_FILE) else shipped


@dataclass(slots=True)
class Update:
    """What is to be done. Each uid of the pack and of the bank is in one of the first five, or refused."""

    added: list[Document] = field(default_factory=list[Document])
    changed: list[Document] = field(default_factory=list[Document])
    unchanged: list[str] = field(default_factory=list[str])
    retired: list[str] = field(default_factory=list[str])
    conflicts: dict[str, str | None] = field(default_factory=dict[str, str | None])
    """Changed here and there: the pack's document, None = removed there."""
    agreed: list[str] = field(default_factory=list[str])
    """Unchanged because both sides say the same: an earlier conflict is over."""
    shipped: dict[str, str] = field(default_factory=dict[str, str])
    """New values of `shipped_digest` of questions that are not written otherwise."""
    refused: list[Problem] = field(default_factory=list[Problem])


def plan_update(pack: Pack, here: Mapping[str, Here], foreign: Collection[str]) -> Update:
    """Compares a pack with its questions in the bank (`here`, by uid); `foreign` are uids of other packs."""
    update = Update()
    seen: set[str] = set()
    for question in pack.questions:
        if question.uid in seen or question.uid in foreign:
            update.refused.append(_refused(question))
            continue
        seen.add(question.uid)
        _compare(update, question, here.get(question.uid))
    for uid in sorted(here.keys() - seen):
        _missing(update, uid, here[uid])
    return update


def _compare(update: Update, question: Question, ours: Here | None) -> None:
    theirs = Document.of(State.LIVE, Draft.of(question))
    if ours is None:
        update.added.append(theirs)
    elif ours.digest == theirs.digest:
        update.unchanged.append(question.uid)
        update.agreed.append(question.uid)
        if ours.is_ours:
            update.shipped[question.uid] = theirs.digest
    elif not ours.is_ours:
        update.changed.append(theirs)
    elif ours.shipped_digest == theirs.digest:
        update.unchanged.append(question.uid)  # changed here only
    else:
        update.conflicts[question.uid] = theirs.text
        update.shipped[question.uid] = theirs.digest


def _missing(update: Update, uid: str, ours: Here) -> None:
    """A question of the bank that the pack does not hold (any more)."""
    if not ours.is_ours and ours.state != State.RETIRED:
        update.retired.append(uid)
    elif ours.is_ours and ours.is_of_pack:
        update.conflicts[uid] = None
        update.shipped[uid] = REMOVED
    else:
        update.unchanged.append(uid)


def _refused(question: Question) -> Problem:
    message = sentence(
        "The uid {uid} is used twice, so this question was left out. Give it a uid of its own.", uid=question.uid
    )
    return Problem(Severity.ERROR, "uid", message, question.uid)


def version_key(version: str) -> tuple[tuple[int, str], ...]:
    """Sorts versions such as `2026.11.1`: numbers by value, other parts as text."""
    parts = re.findall(r"[0-9]+|[^\W\d_]+", version.lower())
    return tuple((int(part), "") if part.isascii() and part.isdigit() else (-1, part) for part in parts)
