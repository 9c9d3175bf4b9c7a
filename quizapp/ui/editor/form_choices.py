"""Fields with a few values to choose from: category, kind, difficulty. A value that is not known stays what it is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QCoreApplication, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QRadioButton, QSizePolicy, QWidget

from quizapp.game.question import Category, Kind
from quizapp.game.text import cleaned
from quizapp.ui import icons, theme
from quizapp.ui.editor.form_text import FIELD_LENGTH_MAX

_CARD_ICONS = {"film": "quote", "lyrics": "lyric", "slate": "plot", "credits": "cast", "plain": "list"}


def kind_name(kind: str) -> str:
    """What a kind is called in the editor; an unknown one as it is written."""
    translate = QCoreApplication.translate
    names = {
        Kind.SINGLE_CHOICE: translate("kind", "Single choice"),
        Kind.MULTIPLE_CHOICE: translate("kind", "Multiple choice"),
        Kind.TRUE_FALSE: translate("kind", "True or false"),
        Kind.SHORT_ANSWER: translate("kind", "Typed answer"),
        Kind.MISSING_WORD: translate("kind", "Missing word"),
        Kind.MATCHING: translate("kind", "Matching"),
        Kind.ORDERING: translate("kind", "Ordering"),
    }
    return {str(known): name for known, name in names.items()}.get(kind, kind)


class ValueCombo(QComboBox):
    """A box of values; one that is loaded and not among them is added for as long as it is shown.

    The wheel does nothing: it is for scrolling the form, and would change what it passes.
    """

    picked = Signal()

    def __init__(self, accessible_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._known = 0
        self._loaded: Any = None
        self.setProperty("dense", True)
        self.setProperty("ringRadius", 6)
        self.setAccessibleName(accessible_name)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setIconSize(QSize(theme.px(16), theme.px(16)))
        self.currentIndexChanged.connect(lambda _: self.picked.emit())

    def set_values(self, values: Iterable[tuple[str, Any, str]]) -> None:
        """What can be chosen: words, value and the name of an icon or ""; without a signal."""
        with QSignalBlocker(self):
            self.clear()
            for words, value, icon_name in values:
                if icon_name:
                    self.addItem(icons.icon(icon_name, "ink", 16), words, value)
                else:
                    self.addItem(words, value)
        self._known = self.count()

    def load(self, value: Any, words: str = "") -> None:
        """Show a value without a signal; `words` for it if it is not one of those known."""
        with QSignalBlocker(self):
            while self.count() > self._known:
                self.removeItem(self._known)
            place = self._place_of(value)
            if place < 0:
                self.addItem((words or str(value))[:100], value)
                place = self.count() - 1
            self.setCurrentIndex(place)

    def value(self) -> Any:
        """The value that is chosen."""
        return self.itemData(self.currentIndex())

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def _place_of(self, value: Any) -> int:
        # Not findData, to which 1 and True, or a text and a kind, may be the same.
        return next((place for place in range(self._known) if self.itemData(place) == value), -1)


class CategoryCombo(ValueCombo):
    """The categories of a pack; where it has none of its own, any can be written."""

    def set_categories(self, categories: Iterable[Category]) -> None:
        """What can be chosen."""
        self.set_values((each.title, each.id, _CARD_ICONS.get(each.card, "")) for each in categories)
        free = self._known == 0
        if free and not self.isEditable():
            self.setEditable(True)
            self.editTextChanged.connect(self.picked)
        elif not free and (line := self.lineEdit()) is not None:
            # Qt gives the line the focus of this box, and takes it from the box when it deletes the line a while later.
            line.setFocusProxy(None)  # pyright: ignore[reportArgumentType]
            self.setEditable(False)

    def value(self) -> str:
        chosen = super().value() or ""
        if not self.isEditable() or self.currentText() == self.itemText(self.currentIndex()):
            return chosen
        return cleaned(self.currentText()[:FIELD_LENGTH_MAX])


class Truth(QWidget):
    """Whether a statement is right; at first neither is said."""

    picked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.right = QRadioButton(self.tr("True"), self)
        self.wrong = QRadioButton(self.tr("False"), self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(20)
        for button in (self.right, self.wrong):
            button.setProperty("dense", True)
            row.addWidget(button)
            button.toggled.connect(self._tell)
        row.addStretch(1)

    def load(self, answer: bool | None) -> None:
        """Show what is right without a signal."""
        for button, on in ((self.right, answer is True), (self.wrong, answer is False)):
            with QSignalBlocker(button):
                button.setAutoExclusive(False)
                button.setChecked(on)
                button.setAutoExclusive(True)

    def answer(self) -> bool | None:
        """True, False or None where nothing is said yet."""
        if self.right.isChecked():
            return True
        return False if self.wrong.isChecked() else None

    def stops(self) -> list[QWidget]:
        """Everything the Tab key stops at, in order."""
        return [self.right, self.wrong]

    def _tell(self, on: bool) -> None:
        if on:
            self.picked.emit()
