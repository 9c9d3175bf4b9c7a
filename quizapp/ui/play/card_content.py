"""What a category card shows, as plain values."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from PySide6.QtCore import QCoreApplication

GAP = re.compile("_{3,}")


@dataclass(frozen=True, slots=True)
class CardContent:
    """The material of one question; a card takes from it what it needs.

    `line` may hold a gap as `___`; on the credits card it is `left | right`, and `rows` are other
    lines of the credits. `answer` fills the gap once `answered`; `note_after` then takes the place
    of the note.
    """

    number: int = 1
    total: int = 10
    line: str = ""
    pack_title: str = ""
    pack_hangul: str = ""
    episode: int | None = None
    times_met: int = 0
    category_title: str = ""
    note_after: str = ""
    answered: bool = False
    rows: list[tuple[str, str]] = field(default_factory=list)
    answer: str = ""

    def text(self, title: str) -> str:
        """What stands on the card: the line, or without one this title until the answer may be told."""
        return self.filled(self.line.strip()) or self.told() or title.strip()

    def told(self) -> str:
        """The answer where it stands on the card for itself: there is no line, and it may be told; else empty."""
        return self.answer.strip() if self.answered and not self.line.strip() else ""

    def pack(self) -> str:
        """The pack's title with its Hangul."""
        return f"{self.pack_title} {self.pack_hangul}".strip()

    def filled(self, text: str) -> str:
        """The text with the answer in its gap once it is known, else with gaps of one length."""
        return self._with_gaps(text, "_____")

    def spoken(self, text: str) -> str:
        """The text as a screen reader says it: a gap is a word."""
        return self._with_gaps(text, QCoreApplication.translate("CategoryCard", "blank")).strip()

    def _with_gaps(self, text: str, empty: str) -> str:
        # A line has one gap; were an answer put into each of thousands, the text would explode.
        if self.answered and self.answer:
            text = GAP.sub(lambda _: self.answer, text, count=1)
        return GAP.sub(lambda _: empty, text)


def sentence(*parts: str) -> str:
    """The parts that are not empty, as sentences one after the other."""
    said = [part.strip() for part in parts if part.strip()]
    return " ".join(part if part.endswith((".", "!", "?", "…")) else f"{part}." for part in said)
