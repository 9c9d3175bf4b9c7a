"""A field for a whole number, with the padding of the other fields."""

from __future__ import annotations

from PySide6.QtWidgets import QSpinBox, QWidget


class NumberField(QSpinBox):
    """A spin box like any other but for its left margin.

    Workaround: a style sheet's padding does not reach the line edit inside a spin box.
    """

    def __init__(self, minimum: int, maximum: int, value: int, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lineEdit().setTextMargins(10, 0, 0, 0)
        self.setRange(minimum, maximum)
        self.setValue(value)
