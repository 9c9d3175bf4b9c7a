"""The bar above a result: what was finished, when, by whom, and the way back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from quizapp.ui.common.buttons import PlainButton
from quizapp.ui.common.labels import PlainLabel, tool_tip
from quizapp.ui.common.themed_icon import ThemedIcon


class ResultTopBar(QFrame):
    """`home_button` and `scores_button` are the page's to connect."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "top-bar")
        self._small = False
        self._title = _ElidedLabel("mode", "ink", takes_rest=False)
        self._flag = ThemedIcon("flag", "ink", 20)
        self._about = _ElidedLabel("body", "ink2", takes_rest=True)
        self.scores_button = PlainButton(self.tr("High scores"), "trophy", small=True)
        self.home_button = PlainButton(self.tr("Back to lanes"), "", "Esc", small=True)
        self._row = QHBoxLayout(self)
        self._row.setSpacing(0)
        self._row.addWidget(self._flag)
        self._row.addSpacing(8)
        self._row.addWidget(self._title)
        self._row.addSpacing(16)
        self._row.addWidget(self._about, 1)
        self._row.addSpacing(16)
        self._row.addWidget(self.scores_button)
        self._row.addSpacing(12)
        self._row.addWidget(self.home_button)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_words(self, title: str, about: Sequence[str]) -> None:
        """What was finished, and what is to be known about it."""
        self._title.set_whole_text(title)
        self._about.set_whole_text(" · ".join(part for part in about if part))

    def set_style(self, *, small: bool, scale: float) -> None:
        """Form for small windows, and size of the type (1 is as drawn)."""
        self._small = small
        side = 16 if small else round(28 * scale)
        self._row.setContentsMargins(side, 4, side, 5)
        self._title.set_role("mode", scale=scale)
        self._about.set_role("dense" if small else "body", scale=scale)
        self._flag.set_size(round(20 * scale))
        for button in (self.scores_button, self.home_button):
            button.set_type_scale(scale)
        name = self.tr("High scores")
        self.scores_button.set_text("" if small else name)
        self.scores_button.setAccessibleName(name)
        self.scores_button.setToolTip(tool_tip(name) if small else "")
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(600, max(48 if self._small else 56, super().sizeHint().height()))


class _ElidedLabel(PlainLabel):
    """A label that ends in an ellipsis where there is no room; the tool tip has all of it."""

    def __init__(self, role: str, token: str, *, takes_rest: bool) -> None:
        super().__init__("", role, token)
        self._whole = ""
        across = QSizePolicy.Policy.Ignored if takes_rest else QSizePolicy.Policy.Maximum
        self.setSizePolicy(across, QSizePolicy.Policy.Preferred)
        self._takes_rest = takes_rest

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        if self._takes_rest:
            return hint
        return QSize(QFontMetrics(self.font()).horizontalAdvance(self._whole) + 2, hint.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(min(60, self.sizeHint().width()), super().minimumSizeHint().height())

    def set_whole_text(self, text: str) -> None:
        """Show this as far as it fits."""
        self._whole = text
        self.setAccessibleName(text)
        self.updateGeometry()
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        shown = QFontMetrics(self.font()).elidedText(self._whole, Qt.TextElideMode.ElideRight, self.width())
        self.setText(shown)
        self.setToolTip(tool_tip(self._whole) if shown != self._whole else "")
