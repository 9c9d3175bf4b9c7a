"""The columns of the tables that this program writes, and the apostrophe that keeps their cells from being formulas.

One row is one question. `kind` is a kind of question (`checkbox` for a multiple choice with one right option). Each
`correct` column holds one right answer, accepted form, filled word or item of an order; `true` or `false` where that is
the question. Each `wrong` column holds one wrong option, each `tag` column one tag. The other columns hold what their
head says; empty cells say nothing.

Spreadsheets take a cell for a formula that begins with = + - @ (even after blanks), a tab or a line end. Such a cell,
and one that has only apostrophes before that, is written with an apostrophe in front. Under this header, and no other,
the reader takes one apostrophe away where it stands before such a text: so each text comes back as it was.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from quizapp.game.mapping import Field, Mapping

_BEFORE = ("id", "kind", "question")
_AFTER = ("category", "difficulty", "episode", "hint", "explanation", "source", "source url")
_FIELDS = {
    "id": Field.OWN_ID, "kind": Field.KIND, "question": Field.PROMPT, "correct": Field.KEY, "wrong": Field.WRONG,
    "category": Field.CATEGORY, "difficulty": Field.DIFFICULTY, "episode": Field.EPISODE, "hint": Field.HINT,
    "explanation": Field.EXPLANATION, "source": Field.SOURCE, "source url": Field.SOURCE_URL, "tag": Field.TAGS,
}  # fmt: skip
_REPEATED_MIN = {"correct": 2, "wrong": 3, "tag": 2}
"""At least two, because a lone cell could be one text or several divided by a sign."""
_FORMULA = r"'*(?:[\s\x00-\x1f\x7f-\xa0\u200b-\u200f\u2060\ufeff]*[=+\-@＝＋－＠]|[\t\r\n])"
_DANGEROUS = re.compile(_FORMULA)
_GUARDED = re.compile(f"'{_FORMULA}")


def head_of(correct: int, wrong: int, tags: int) -> list[str]:
    """The header for questions with at most so many right answers, wrong options and tags."""
    counts = {"correct": correct, "wrong": wrong, "tag": tags}
    numbered = {
        name: [f"{name} {number}" for number in range(1, max(count, _REPEATED_MIN[name]) + 1)]
        for name, count in counts.items()
    }
    return [*_BEFORE, *numbered["correct"], *numbered["wrong"], *_AFTER, *numbered["tag"]]


def own_mapping(head: Sequence[str]) -> Mapping | None:
    """The mapping of a table that has exactly such a header; None for any other."""
    names = [name.strip() for name in head]
    while names and not names[-1]:
        names.pop()
    stems = [name.rstrip("0123456789").rstrip() for name in names]
    if names != head_of(*(stems.count(stem) for stem in ("correct", "wrong", "tag"))):
        return None
    return Mapping(tuple(_FIELDS[stem] for stem in stems))


def guarded(text: str) -> str:
    """The text as a cell that no spreadsheet takes for a formula."""
    return f"'{text}" if _DANGEROUS.match(text) else text


def unguarded(rows: Iterable[tuple[int, Sequence[str]]]) -> Iterator[tuple[int, Sequence[str]]]:
    """The rows without the apostrophes of `guarded`."""
    for line, cells in rows:
        yield line, [cell[1:] if cell[:1] == "'" and _GUARDED.match(cell) else cell for cell in cells]
