"""Points in their parts: base + streak = points."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from quizapp.game.scoring import Points
from quizapp.ui.common.labels import PlainLabel
from quizapp.ui.play.home_words import number
from quizapp.ui.play.round_words import points_text


def points_line(points: Points, *, has_clock: bool, base: str, speed: str, streak: str, total: str) -> str:
    """The parts in one line; the four texts hold `{points}` each."""
    parts = [base.format(points=number(points.base))]
    if has_clock:
        parts.append(speed.format(points=number(points.speed)))
    parts.append(streak.format(points=number(points.streak)))
    return " · ".join([*parts, total.format(points=points_text(points.total))])


class PointsBreakdown(QWidget):
    """The parts over their names, with plus and equals signs between them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._numbers: dict[str, PlainLabel] = {}
        self._captions: list[PlainLabel] = []
        self._signs: dict[str, PlainLabel] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(0)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        columns = (("base", self.tr("Base")), ("speed", self.tr("Speed")), ("streak", self.tr("Streak")))
        for at, (part, caption) in enumerate((*columns, ("total", self.tr("points")))):
            if at:
                self._sign(part, "=" if part == "total" else "+", at * 2 - 1)
            self._part(part, caption, at * 2)
        self.set_type_scale(1.0)

    def show_points(self, points: Points, *, has_clock: bool) -> None:
        """Show these points; the speed part only where there is a clock."""
        texts = {"base": number(points.base), "speed": number(points.speed), "streak": number(points.streak)}
        for part, text in {**texts, "total": points_text(points.total)}.items():
            self._numbers[part].setText(text)
        for widget in (self._numbers["speed"], self._captions[1], self._signs["speed"]):
            widget.setVisible(has_clock)
        self._numbers["base"].setAccessibleName(self.tr("Base {points}").format(points=texts["base"]))
        self._numbers["speed"].setAccessibleName(self.tr("Speed {points}").format(points=texts["speed"]))
        self._numbers["streak"].setAccessibleName(self.tr("Streak {points}").format(points=texts["streak"]))
        self._numbers["total"].setAccessibleName(self.tr("{points} points").format(points=number(points.total)))

    def set_type_scale(self, scale: float) -> None:
        """Enlarge the type for wide windows (1 is as drawn)."""
        for part, label in self._numbers.items():
            label.set_role(
                "page_title" if part == "total" else "section", scale=scale * (1 if part == "total" else 19 / 18)
            )
        for caption in self._captions:
            caption.set_role("caption", scale=scale)
        for sign in self._signs.values():
            sign.set_role("body", scale=scale)

    def _sign(self, part: str, text: str, column: int) -> None:
        sign = PlainLabel(text, "body", "ink2")
        self._signs[part] = sign
        self._grid.addWidget(sign, 0, column, 2, 1, Qt.AlignmentFlag.AlignCenter)

    def _part(self, part: str, caption_text: str, column: int) -> None:
        self._numbers[part] = PlainLabel("", "section")
        caption = PlainLabel(caption_text, "caption", "ink2")
        self._captions.append(caption)
        self._grid.addWidget(self._numbers[part], 0, column, Qt.AlignmentFlag.AlignCenter)
        self._grid.addWidget(caption, 1, column, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
