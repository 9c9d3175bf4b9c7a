"""Where in the rows of a table each field of a question stands, and which rows are none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from quizapp.formats.table_words import difficulty_of, kind_of
from quizapp.game.mapping import Field, Mapping

_SIDE_FIELDS = (Field.NOTHING, Field.OWN_ID, Field.KIND, Field.DIFFICULTY)
"""Alone they make no question: templates have them filled in beforehand."""
_MAY_BE_MISSING = (Field.NOTHING, Field.OPTION, Field.WRONG, Field.TAGS)
_BARE = frozenset((Field.NOTHING, Field.PROMPT, Field.KEY, Field.OPTION, Field.OPTIONS, Field.WRONG))


@dataclass(frozen=True, slots=True)
class Places:
    """Where in a row each field stands, worked out once for all rows."""

    mapping: Mapping
    of_field: dict[Field, tuple[int, ...]]
    telling: tuple[int, ...]
    """Columns of which one must be filled for a row to be a question."""
    must_be_there: int
    """How many cells a row has that leaves out nothing but options."""
    is_bare: bool
    """Whether there is nothing but questions, answers and options: of such lists a small file holds the most rows."""

    @classmethod
    def of(cls, mapping: Mapping) -> Places:
        """Those of this mapping."""
        columns = mapping.columns
        of_field = {each: tuple(place for place, held in enumerate(columns) if held is each) for each in Field}
        telling = tuple(place for place, held in enumerate(columns) if held not in _SIDE_FIELDS)
        needed = [place for place, held in enumerate(columns) if held not in _MAY_BE_MISSING]
        return cls(mapping, of_field, telling, needed[-1] + 1, _BARE.issuperset(columns))

    def is_blank(self, cells: Sequence[str]) -> bool:
        """Whether no question was meant: empty, or numbered and filled in beforehand like the rows of a template."""
        if any(place < len(cells) and cells[place].strip() for place in self.telling):
            return False
        return not any(cell.strip() and not _is_filled_in(cell) for cell in cells)


def _is_filled_in(cell: str) -> bool:
    plain = cell.strip().removesuffix(".")
    return plain.replace(".", "").isdecimal() or kind_of(plain) is not None or difficulty_of(plain) is not None
