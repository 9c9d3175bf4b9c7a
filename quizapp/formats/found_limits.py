"""How much may be found in a file of some size, so that crafted ones cost little more than plain ones do.

What a file costs grows with what is found in it, not with its bytes: four bytes of a table can be a question.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from quizapp.errors import of_count
from quizapp.formats.choices import file_error, file_warning
from quizapp.formats.reading import FileProblem, Found, ReadItem
from quizapp.game.checking_notes import loss
from quizapp.game.draft import Problem, Severity

FREE = 3_000
"""Questions and notes of a file whose size does not matter."""
ITEM_BYTES = 10
"""Bytes on disk that a question takes at least, on average: lists of the shortest words have more in a row."""
NOTE_BYTES = 40
"""Bytes on disk for each note that is listed; the others are counted."""
_SHARED_MAX = 1_000

_TOO_DENSE = (
    "the {count} questions up to here are more than real ones for so small a file (one for every {bytes} bytes), so it "
    "was read no further; what was read can be used; leave out the rows that ask nothing, and import the rest"
)

_LOST_MORE = loss("lost", "not everything of this question was taken over; there are too many such notes to list each")


def within_size(found: Iterator[Found], size: int, item_bytes: int = ITEM_BYTES) -> Iterator[Found]:
    """What was found in a file of so many bytes on disk, as far as it is no more than such a file can mean.

    Of notes the first are kept, and the others counted; the errors of questions are always kept.
    """
    items_max = max(FREE, size // item_bytes)
    limits = _Limits(items_max, max(FREE, size // NOTE_BYTES))
    for each in found:
        if isinstance(each, ReadItem):
            if limits.items_left == 0:
                yield file_error(each.file, each.line, _TOO_DENSE, count=items_max, bytes=item_bytes)
                break
            yield limits.item(each)
        elif limits.keeps(each):
            yield each
    yield from limits.rest()


class _Limits:
    """Counts what was found."""

    def __init__(self, items_max: int, notes_max: int) -> None:
        self.items_left = items_max
        self._left = {Severity.WARNING: notes_max, Severity.ERROR: notes_max}
        self._left_out = 0
        self._last: FileProblem | None = None
        self._shared: dict[tuple[Problem, ...], tuple[Problem, ...]] = {}

    def item(self, item: ReadItem) -> ReadItem:
        """The item, without warnings where there were too many before, but for a word that something was lost."""
        self.items_left -= 1
        if not item.problems:
            return item
        problems = self._kept(item)
        return item if problems is item.problems else replace(item, problems=problems)

    def _kept(self, item: ReadItem) -> tuple[Problem, ...]:
        """The problems that are kept; equal ones as the same objects, as a hundred thousand take room."""
        problems = item.problems
        errors = tuple(each for each in problems if each.severity is Severity.ERROR)
        if (warnings := len(problems) - len(errors)) > self._left[Severity.WARNING]:
            self._leave_out(FileProblem(item.file, item.line, problems[-1]), warnings)
            problems = (*errors, _LOST_MORE) if any(each.is_loss for each in problems) else errors
        else:
            self._left[Severity.WARNING] -= warnings
        if len(self._shared) < _SHARED_MAX:
            return self._shared.setdefault(problems, problems)
        return self._shared.get(problems, problems)

    def keeps(self, problem: FileProblem) -> bool:
        """Whether a note on the file is listed and not only counted."""
        if self._left[problem.problem.severity]:
            self._left[problem.problem.severity] -= 1
            return True
        self._leave_out(problem, 1)
        return False

    def _leave_out(self, last: FileProblem, count: int) -> None:
        if self._last is None or last.problem.severity is Severity.ERROR:
            self._last = last
        self._left_out += count

    def rest(self) -> Iterator[FileProblem]:
        """How many notes are not listed; an error where one of them was."""
        if self._last is None:
            return
        one = "{count} more note on this file is not listed; mend what the others say and look again"
        many = "{count} more notes on this file are not listed; mend what the others say and look again"
        make = file_error if self._last.problem.severity is Severity.ERROR else file_warning
        yield make(self._last.file, 0, of_count(self._left_out, one, many), count=self._left_out)
