"""How much a pack of our own may hold for its size: a few bytes of TOML can mean a thousand in memory."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from quizapp.errors import QuizError, of_count, sentence
from quizapp.formats.reading import FileProblem
from quizapp.game.draft import Problem, Severity

REFUSED_MAX = 5_000
"""Questions one after the other that cannot be used, after which nothing of a pack is read."""
TABLES_FREE, VALUES_FREE, PROBLEMS_FREE = 1_000, 20_000, 2_000
"""So many cost too little to be counted."""
TABLE_BYTES = 20
"""Bytes that a table takes at least, on average: the shortest name has 30."""
PACKED_TABLE_BYTES = 10
"""The same in a zip file, where it takes some 70 in a pack of different questions, 25 in one of a single template."""
VALUE_BYTES = 1
"""Bytes on disk for each value and list: a question has some fifteen, and takes ten times as many bytes."""
PROBLEM_BYTES = 40
"""Bytes for each problem that is listed; the others are counted."""

_TABLE = re.compile(rb"^[ \t]*\[", re.MULTILINE)
_VALUES = b"=[{"


def refuse_crowds(contents: Collection[bytes], size: int, packed_size: int) -> None:
    """QuizError, before anything is parsed, where more tables or values begin than the bytes of real packs hold."""
    tables = sum(1 for content in contents for _ in _TABLE.finditer(content))
    if tables > max(TABLES_FREE, min(size // TABLE_BYTES, packed_size // PACKED_TABLE_BYTES)):
        template = (
            "the pack holds {count} tables, which is more than real ones of its size have, so nothing of it was read; "
            "take out those that say nothing"
        )
        raise QuizError(template, count=tables)
    values = sum(content.count(sign) for content in contents for sign in _VALUES)
    if values > max(VALUES_FREE, packed_size // VALUE_BYTES):
        template = (
            "the pack holds {count} values, which is more than real ones of its size have, so nothing of it was read; "
            "take out what belongs to no question"
        )
        raise QuizError(template, count=values)


class ProblemList:
    """The problems of a pack of so many bytes: the first are kept, the others counted."""

    def __init__(self, size: int) -> None:
        self._most = max(PROBLEMS_FREE, size // PROBLEM_BYTES)
        self._problems: list[FileProblem] = []
        self._more = 0
        self._severity = Severity.WARNING

    def add(self, problems: Iterable[FileProblem]) -> None:
        """Adds these, or counts them."""
        for each in problems:
            if len(self._problems) < self._most:
                self._problems.append(each)
                continue
            self._more += 1
            if each.problem.severity is Severity.ERROR:
                self._severity = Severity.ERROR

    def all(self) -> list[FileProblem]:
        """Those that were kept, and a word on how many there are beside them."""
        if not self._more:
            return self._problems
        one = "{count} more problem is not listed; mend the others and look again"
        many = "{count} more problems are not listed; mend the others and look again"
        message = sentence(of_count(self._more, one, many), count=self._more)
        return [*self._problems, FileProblem(self._problems[-1].file, 0, Problem(self._severity, "", message))]
