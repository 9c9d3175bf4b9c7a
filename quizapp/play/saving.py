"""Figures as tables for spreadsheets."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence


def as_table(rows: Iterable[Sequence[str]]) -> bytes:
    """Rows as CSV (UTF-8 with a mark, as spreadsheets want it), no cell of which is a formula."""
    from quizapp.formats.csv_layout import guarded  # no start should wait for it

    text = io.StringIO(newline="")
    csv.writer(text).writerows([guarded(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig", "replace")
