"""What an import says of each question, in words: what becomes of it, and why."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

from quizapp.game.draft import Problem, Severity
from quizapp.game.plans import Fate, FileNote, PlanItem, in_order
from quizapp.ui.imports.likeness import PromptOf, likeness, unknown
from quizapp.ui.messages import translated

translate = QCoreApplication.translate

Entry = PlanItem | FileNote


class Outcome(NamedTuple):
    """What becomes of a question: an icon, the token of its colour, and a word or two."""

    icon: str
    token: str
    words: str


def outcome(entry: Entry, *, is_done: bool) -> Outcome:
    """What is to become of it, or has when `is_done`."""
    if isinstance(entry, FileNote):
        is_error = entry.problem.severity is Severity.ERROR
        words = translate("Import", "File")
        return Outcome("error", "bad", words) if is_error else Outcome("warning", "warn", words)
    if entry.fate is Fate.REJECTED:
        return Outcome("error", "bad", translate("Import", "Not added"))
    if entry.fate is Fate.UNCHANGED:
        return Outcome("check", "ink2", translate("Import", "Unchanged"))
    if entry.fate is Fate.REMOVED or (entry.is_gone and entry.chosen):
        return _of_removed(entry, is_done)
    if entry.fate is Fate.CONFLICT:
        return _of_conflict(entry)
    if not entry.chosen:
        words = translate("Import", "Duplicate") if entry.fate is Fate.DUPLICATE else translate("Import", "Left out")
        return Outcome("minus", "ink2", words)
    return _of_chosen(entry, is_done)


def _of_conflict(item: PlanItem) -> Outcome:
    if item.is_undecided:
        return Outcome("warning", "warn", translate("Import", "Undecided"))
    words = translate("Import", "The file’s") if item.chosen else translate("Import", "Ours kept")
    return Outcome("check", "ok", words)


def _of_removed(item: PlanItem, is_done: bool) -> Outcome:
    if not item.chosen:
        return Outcome("minus", "ink2", translate("Import", "Kept"))
    return Outcome("trash", "warn", translate("Import", "Retired") if is_done else translate("Import", "To retire"))


def _of_chosen(item: PlanItem, is_done: bool) -> Outcome:
    if item.has_notes:
        return Outcome("warning", "warn", translate("Import", "Note"))
    if item.fate is Fate.CHANGED:
        return Outcome("check", "ok", translate("Import", "Changed"))
    return Outcome("check", "ok", translate("Import", "Added") if is_done else translate("Import", "New"))


def reasons(entry: Entry, prompt_of: PromptOf = unknown) -> list[str]:
    """Everything that is to be said of it as sentences, what stops it first.

    `prompt_of` gives how the question of a uid begins; else the uid itself stands for it.
    """
    if isinstance(entry, FileNote):
        return [told(entry.problem)]
    return [*_of_fate(entry, prompt_of), *map(told, in_order(entry.problems))]


def _of_fate(item: PlanItem, prompt_of: PromptOf) -> Iterator[str]:
    if item.is_gone and item.fate is Fate.CONFLICT:
        yield translate("Import", "It was changed here, and the newer version of the pack does not hold it any more")
    elif item.fate is Fate.CONFLICT:
        yield translate("Import", "It was changed here and in the file")
    elif item.fate is Fate.REMOVED:
        yield translate("Import", "The newer version of the pack does not hold it any more")
    elif item.like:
        yield likeness(item, prompt_of)


def told(problem: Problem) -> str:
    """The sentence of a problem as it stands alone."""
    text = translated(problem.message)
    return text[:1].upper() + text[1:]


def shown_prompt(entry: Entry) -> str:
    """The beginning of the question in quotes, or that there is none."""
    if isinstance(entry, FileNote):
        return ""
    text = " ".join(entry.shown_text[:400].split())
    return f"“{text}”" if text else translate("Import", "(empty)")


def place(entry: Entry, *, with_file: bool) -> str:
    """Where it stands: the line, and the file where there are several; "" where nothing is known."""
    line = str(entry.line) if entry.line else ""
    if isinstance(entry, PlanItem) and entry.number:
        line = translate("Import", "item {number}").format(number=entry.number)
    if not with_file:
        return line
    return f"{entry.file}: {line}" if line and entry.file else entry.file or line
