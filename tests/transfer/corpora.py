"""What becomes of real question files, in the folder that QUIZAPP_CORPORA names: `python -m tests.transfer.corpora`."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from quizapp.bank.bank import Bank
from quizapp.errors import QuizError
from quizapp.game.draft import Severity
from quizapp.game.plans import Fate, ImportOptions, ImportPlan
from quizapp.transfer.planning import plan_import

FOLDER = os.environ.get("QUIZAPP_CORPORA", "")
_NO_QUESTIONS = ("LICENSE", "README.md")


def _lines(pattern: str) -> Callable[[bytes], int]:
    """How many lines begin so."""
    return lambda content: len(re.findall(pattern.encode(), content, re.MULTILINE))


def _elements(content: bytes) -> int:
    """The length of a list in JSON, or of the first list in it."""
    value: Any = json.loads(content)
    return len(value if isinstance(value, list) else next(each for each in value.values() if isinstance(each, list)))


def _rows(header: int) -> Callable[[bytes], int]:
    """How many rows of a CSV file hold anything, below its header."""

    def _count(content: bytes) -> int:
        text = content.decode("utf-8-sig")
        return sum(any(row) for row in csv.reader(io.StringIO(text, newline=""))) - header

    return _count


INTENDED: dict[str, int | Callable[[bytes], int]] = {
    "opentriviaqa/": _lines(r"^#Q"),
    "opentdb/": _elements,
    "el-cms/": _elements,
    "arabic/": _elements,
    "text-1251/": _lines(r"^# "),
    "csv/no_header_key_by_number.csv": _rows(0),
    "csv/": _rows(1),
    "kahoot/male-voices-quiz.csv": _rows(1),
    "kahoot/Kahoot-Quiz-Spreadsheet-Template.xlsx": 1,
    "kahoot/kahoot-quiz-from-csv.xlsx": 16,
    "qti/minimal_qti_2.1_sample.zip": 2,
    "anki/casl2.apkg": 3,
    "anki/quiz.apkg": 200,
    "anki/anki21.apkg": 3,
    "anki/基本情報技術者試験.apkg": 160,
    "anki/multiple_choice_as_text.apkg": 963,
}
"""How many questions a file means to hold, by the beginning of its name, the first that fits; counted otherwise than
the readers do."""


@dataclass(frozen=True)
class Outcome:
    """What became of the questions of one file; `sentence` is the first error about the file as a whole."""

    name: str
    format: str
    intended: int | None
    usable: int
    rejected: int
    sentence: str

    @property
    def listed(self) -> int:
        return self.usable + self.rejected


def files() -> list[str]:
    """The question files, by their names in the folder."""
    found = (path for path in Path(FOLDER).rglob("*") if path.is_file() and path.name not in _NO_QUESTIONS)
    return sorted(path.relative_to(FOLDER).as_posix() for path in found) if FOLDER else []


def outcome(name: str) -> Outcome:
    """Plans an import of one file into an empty bank."""
    path = Path(FOLDER) / name
    with tempfile.TemporaryDirectory() as folder, _empty_bank(Path(folder)) as bank:
        try:
            plan = plan_import(bank, [path], ImportOptions(), lambda done, total: None)
        except QuizError as error:
            return Outcome(name, "", _intended(name, path), 0, 0, str(error))
    rejected = sum(item.fate is Fate.REJECTED for item in plan.items)
    formats = ", ".join(plan.formats.values())
    return Outcome(name, formats, _intended(name, path), len(plan.items) - rejected, rejected, _sentence(plan))


def _empty_bank(folder: Path) -> Bank:
    return Bank.open(folder / "bank.sqlite", folder / "backups", now_ms=lambda: 1)


def _sentence(plan: ImportPlan) -> str:
    errors = (note.problem for note in plan.notes if note.problem.severity is Severity.ERROR)
    return next((str(problem.message) for problem in errors), "")


def _intended(name: str, path: Path) -> int | None:
    count = next((count for beginning, count in INTENDED.items() if name.startswith(beginning)), None)
    return count(path.read_bytes()) if callable(count) else count


def as_table(outcomes: list[Outcome]) -> str:
    """One line a file."""
    lines = [f"{'file':48} {'format':24} intended  usable  rejected  "]
    for each in outcomes:
        intended = "" if each.intended is None else each.intended
        counts = f"{intended:>8} {each.usable:>7} {each.rejected:>9}"
        lines.append(f"{each.name[-48:]:48} {each.format:24} {counts}  {each.sentence[:90]}".rstrip())
    return "\n".join(lines)


if __name__ == "__main__":
    print(as_table([outcome(name) for name in files()]))
