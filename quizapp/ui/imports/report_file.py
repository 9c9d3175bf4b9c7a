"""The report of an import as a file: a table for spreadsheets, or plain text."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from quizapp.files import write_whole
from quizapp.game.plans import ImportPlan
from quizapp.ui.imports.likeness import LikePrompts, PromptOf
from quizapp.ui.imports.plan_words import Entry, outcome, place, reasons

_NOT_WRITTEN = (
    "The report could not be saved as {path} ({reason}). What was imported is safe. Choose another place and try again."
)
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
_REPORTED_EVERY = 1_000

translate = QCoreApplication.translate


def write_report(plan: ImportPlan, heading: str, path: Path, report: Callable[[int, int], None]) -> None:
    """Writes every question of the files and what became of it: CSV where the name says so, else text. Any thread.

    The file is whole or as it was before. Raises QuizError.
    """
    rows, prompt_of = _counted(plan, report), LikePrompts(plan=plan).of
    text = _as_table(rows, prompt_of) if path.suffix.lower() == ".csv" else _as_text(heading, rows, prompt_of)
    write_whole(path, (piece.encode("utf-8", "replace") for piece in text), _NOT_WRITTEN)


def _counted(plan: ImportPlan, report: Callable[[int, int], None]) -> Iterator[Entry]:
    entries: list[Entry] = [*plan.notes, *plan.items]
    for done, entry in enumerate(entries):
        if done % _REPORTED_EVERY == 0:
            report(done, len(entries))
        yield entry
    report(len(entries), len(entries))


def _as_table(entries: Iterator[Entry], prompt_of: PromptOf) -> Iterator[str]:
    yield "\ufeff" + _line(
        [
            translate("Import", "File"),
            translate("Import", "Line"),
            translate("Import", "Result"),
            translate("Import", "Question"),
            translate("Import", "Why"),
        ]
    )
    for entry in entries:
        why = "; ".join(reasons(entry, prompt_of))
        yield _line([entry.file, place(entry, with_file=False), _result(entry), _question(entry), why])


def _line(cells: list[str]) -> str:
    made = io.StringIO(newline="")
    csv.writer(made).writerow([guarded(" ".join(cell.split())) for cell in cells])
    return made.getvalue()


def guarded(cell: str) -> str:
    """The cell as text that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.lstrip().startswith(_FORMULA_STARTS) else cell


def _as_text(heading: str, entries: Iterator[Entry], prompt_of: PromptOf) -> Iterator[str]:
    yield f"{heading}\n\n"
    for entry in entries:
        line = place(entry, with_file=False)
        where = f"{entry.file}:{line}" if line else entry.file
        words = [where, _result(entry), _question(entry), *reasons(entry, prompt_of)]
        yield ": ".join(" ".join(word.split()) for word in words if word) + "\n"


def _result(entry: Entry) -> str:
    return outcome(entry, is_done=True).words


def _question(entry: Entry) -> str:
    return getattr(entry, "shown_text", "")
