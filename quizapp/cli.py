"""The commands without a window; nothing here loads Qt."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from quizapp.errors import QuizError
from quizapp.transfer import read_path

EXIT_OK, EXIT_PROBLEMS, EXIT_FAILED = 0, 1, 2


def check(paths: Sequence[Path]) -> int:
    """Prints the packs' problems as `file:line: severity: sentence`, then the counts; 1 when there are errors."""
    errors = 0
    for path in paths:
        read = read_path(path)
        for problem in read.problems:
            print(_escaped(str(replace(problem, file=_place(path, problem.file)))))
        counts = f"{len(read.questions)} questions, {read.error_count} errors, {read.warning_count} warnings"
        print(_escaped(f"{path}: {counts}"), flush=True)
        errors += read.error_count
    return EXIT_PROBLEMS if errors else EXIT_OK


def _place(path: Path, file: str) -> str:
    return str(path / file) if path.is_dir() else str(path)


def _escaped(line: str) -> str:
    """One line, as the terminal can show it."""
    encoding = sys.stdout.encoding or "utf-8"
    return line.replace("\n", " ").encode(encoding, "backslashreplace").decode(encoding)


def run(command: str, paths: Sequence[Path]) -> int:
    """Runs one command; an expected failure is one sentence on the error stream and exit code 2."""
    try:
        return {"check": check}[command](paths)
    except QuizError as error:
        print(error.sentence, file=sys.stderr)
        return EXIT_FAILED
