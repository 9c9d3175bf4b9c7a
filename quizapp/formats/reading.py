"""What every reader gives: what could be used, and each problem with its file and line."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from quizapp.game.draft import Draft, Problem, Severity
from quizapp.game.question import Pack, PackInfo, Question

FILE_SIZE_MAX = 32 * 2**20
"""Bytes of one file; a larger one is refused unread."""
TABLE_SIZE_MAX = 128 * 2**20
"""The same of a table as text, which is read row by row: room for half a million questions."""
REFUSED_MAX = 10_000
"""Questions one after the other that cannot be used, after which a file is read no further."""


@dataclass(frozen=True, slots=True)
class FileProblem:
    """A problem and where it stands; `line` counts from 1, 0 = the file as a whole; `number` as in `ReadItem`."""

    file: str
    line: int
    problem: Problem
    number: int = 0

    def __str__(self) -> str:
        """`file:line: severity: [item, uid, field:] sentence`, as compilers print it: one line."""
        problem = self.problem
        item = f"item {self.number}" if self.number else ""
        where = ", ".join(part[:60] for part in (item, problem.uid, problem.field) if part)
        message = f"{where}: {problem.message}" if where else str(problem.message)
        return f"{self.file}:{self.line}: {problem.severity}: {' '.join(message.split())}"


Place = tuple[str, int]
"""A file and a line of it, from 1."""


@dataclass(frozen=True, slots=True)
class ReadPack:
    """A pack as far as it could be read; `info` is None when nothing could be used. `places`: of questions, by uid."""

    info: PackInfo | None
    questions: tuple[Question, ...]
    problems: tuple[FileProblem, ...]
    places: Mapping[str, Place] = field(default_factory=dict[str, Place])

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


@dataclass(frozen=True, slots=True)
class Source:
    """A file as somebody chose it: its name, which problems repeat, and all its bytes."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that came with a question; `load` gives its bytes, or raises QuizError where they are unreadable."""

    name: str
    load: Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class ReadItem:
    """One question that a file means to hold, whether or not it can be used: so nothing is lost without a word.

    Without `draft` it was rejected, and at least one problem is an error. A draft's texts are plain, its `uid` is empty
    (except in our own format) and its `category` is the title that the file gives, empty where it gives none.
    `own_id` is what the file calls the question by. `text` is how the question begins in the file, for rejected ones.
    `picture` belongs to `draft.media`, whose `image` is then its name. `number`: which item of the file it is, from 1,
    where several stand on its line; else 0.
    """

    file: str
    line: int
    draft: Draft | None
    problems: tuple[Problem, ...] = ()
    own_id: str = ""
    text: str = ""
    picture: Picture | None = None
    number: int = 0


Found = ReadItem | FileProblem
"""What a reader of a foreign format yields, in the order of the file. A `FileProblem` is about no one question."""
