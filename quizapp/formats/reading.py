"""What every reader gives: what could be used, and each problem with its file and line."""

from __future__ import annotations

from dataclasses import dataclass

from quizapp.game.draft import Problem, Severity
from quizapp.game.question import Pack, PackInfo, Question

FILE_SIZE_MAX = 32 * 2**20
"""Bytes of one file; a larger one is refused unread."""


@dataclass(frozen=True, slots=True)
class FileProblem:
    """A problem and where it stands; `line` counts from 1, 0 = the file as a whole."""

    file: str
    line: int
    problem: Problem

    def __str__(self) -> str:
        """`file:line: severity: [uid, field:] sentence`, as compilers print it: one line."""
        problem = self.problem
        where = ", ".join(part[:60] for part in (problem.uid, problem.field) if part)
        message = f"{where}: {problem.message}" if where else str(problem.message)
        return f"{self.file}:{self.line}: {problem.severity}: {' '.join(message.split())}"


@dataclass(frozen=True, slots=True)
class ReadPack:
    """A pack as far as it could be read; `info` is None when nothing could be used."""

    info: PackInfo | None
    questions: tuple[Question, ...]
    problems: tuple[FileProblem, ...]

    @property
    def error_count(self) -> int:
        return sum(each.problem.severity is Severity.ERROR for each in self.problems)

    @property
    def warning_count(self) -> int:
        return len(self.problems) - self.error_count

    def pack(self) -> Pack:
        """What could be read, as a pack. Only for packs with an `info`."""
        if self.info is None:
            raise ValueError("nothing of the pack could be read")
        return Pack(self.info, self.questions)
