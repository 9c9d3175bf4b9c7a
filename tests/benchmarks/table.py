"""One measurement, and all of them as a table."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Measurement:
    """What was measured against what: the value and its reference in `unit`, and the ratio that must hold."""

    name: str
    value: float
    reference: str
    reference_value: float
    ratio_max: float
    note: str = ""
    unit: str = "ms"

    @property
    def ratio(self) -> float:
        return self.value / self.reference_value

    @property
    def holds(self) -> bool:
        return self.ratio <= self.ratio_max


def percentile_95(values: Sequence[float]) -> float:
    """The value that 95 of 100 do not exceed."""
    return statistics.quantiles(values, n=20)[-1]


def as_table(measurements: Sequence[Measurement]) -> str:
    """Aligned columns; the last says whether the ratio holds."""
    header = ("what", "value", "reference", "value", "ratio", "at most", "", "note")
    rows = [
        (
            each.name,
            f"{each.value:.2f} {each.unit}",
            each.reference,
            f"{each.reference_value:.2f} {each.unit}",
            f"{each.ratio:.2f}",
            f"{each.ratio_max:.2f}",
            "holds" if each.holds else "FAILS",
            each.note,
        )
        for each in measurements
    ]
    widths = [max(len(row[place]) for row in (header, *rows)) for place in range(len(header))]
    lines = ("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in (header, *rows))
    return "\n".join(line.rstrip() for line in lines)
