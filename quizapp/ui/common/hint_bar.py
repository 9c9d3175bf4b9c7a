"""The bar at the foot of a page that says which keys do what."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from quizapp.ui import theme
from quizapp.ui.common.key_cap import KeyCap
from quizapp.ui.common.labels import PlainLabel

Hint = tuple[str | Sequence[str], str]


class HintBar(QWidget):
    """Key caps with a word or two each; hints that have no room are left out, last first."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._small = False
        self._hints: list[Hint] = []
        self._groups: list[QWidget] = []
        self._made: dict[tuple[str, ...], QWidget] = {}
        self._row = QHBoxLayout(self)
        self._row.setSpacing(22)
        self._row.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.set_small(False)

    def set_hints(self, hints: Sequence[Hint]) -> None:
        """Show these pairs of keys and words; keys are one text ("A–D") or several ("Ctrl", "C")."""
        if list(hints) == self._hints:
            return
        self._hints = list(hints)
        wanted = [self._group(keys, words) for keys, words in hints]
        for group in self._groups:
            self._row.removeWidget(group)
            if group not in wanted:
                group.hide()
        self._groups = wanted
        for index, group in enumerate(self._groups):
            self._row.insertWidget(index, group)
        self._show_what_fits()

    def _group(self, keys: str | Sequence[str], words: str) -> QWidget:
        """Made once: a round goes back and forth between the same few hints at each answer."""
        key = (words, *([keys] if isinstance(keys, str) else keys))
        if key not in self._made:
            self._made[key] = _group(key[1:], words, self)
        return self._made[key]

    def set_small(self, small: bool) -> None:
        """Switch between the usual and the small size."""
        self._small = small
        side = 16 if small else 28
        self._row.setContentsMargins(side, 1, side, 0)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(400, theme.px(30 if self._small else 36))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_what_fits()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("sunken"))
        painter.fillRect(0, 0, self.width(), 1, theme.colour("line"))

    def _show_what_fits(self) -> None:
        margins = self._row.contentsMargins()
        room = self.width() - margins.left() - margins.right()
        for group in self._groups:
            room -= group.sizeHint().width()
            group.setVisible(room >= 0)
            room -= self._row.spacing()


def _group(keys: Sequence[str], words: str, parent: QWidget) -> QWidget:
    group = QWidget(parent)
    row = QHBoxLayout(group)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(6)
    for key in keys:
        row.addWidget(KeyCap(key, parent=group), 0, Qt.AlignmentFlag.AlignVCenter)
    row.addWidget(PlainLabel(words, "caption", "ink2", parent=group))
    return group
