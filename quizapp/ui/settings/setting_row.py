"""One setting: its name, what it does, and its control beside or below."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from quizapp.ui import theme
from quizapp.ui.common.card import Card
from quizapp.ui.common.labels import PlainLabel
from quizapp.ui.play.home_layout import PageContent

_GAP = 24
_LEAST_FOR_WORDS = 220


class SettingRow(PageContent):
    """Words left and control right; where the row is too narrow for both, the control goes below."""

    def __init__(self, title: str, text: str, control: QWidget | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._control = control
        self._title = PlainLabel(title, "body", bold=True, wrap=True)
        self._text = PlainLabel(text, "dense", "ink2", wrap=True)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addStretch(1)
        words.addWidget(self._title)
        words.addWidget(self._text)
        words.addStretch(1)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(_GAP)
        self._row.addLayout(words, 1)
        if control is not None:
            self._row.addWidget(control, 0, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        self._text.setVisible(bool(text))  # after it has a parent: else it would be a window of its own for a moment

    def set_text(self, text: str) -> None:
        """Change what stands below the title."""
        self._text.setText(text)
        self._text.setVisible(bool(text))

    def minimumSizeHint(self) -> QSize:
        control = self._control.minimumSizeHint().width() if self._control is not None else 0
        return QSize(max(control, 160), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._arrange()

    def _arrange(self) -> None:
        control = self._control.sizeHint().width() if self._control is not None else 0
        beside = control + _GAP + theme.px(_LEAST_FOR_WORDS) <= self.width()
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._row.setDirection(across if beside else down)
        self._row.setSpacing(_GAP if beside else 10)


class SettingsCard(Card):
    """A card with a heading and rows."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(24, 18, 24, 20)
        self._column.setSpacing(14)
        self._column.addWidget(PlainLabel(title, "section"))

    def add(self, row: QWidget) -> None:
        """Put a row at the end."""
        self._column.addWidget(row)
