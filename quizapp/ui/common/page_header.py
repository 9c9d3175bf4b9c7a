"""The head of a page: its title, a word beside it, and what belongs at the right."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from quizapp.ui.common.labels import PlainLabel


class PageHeader(QWidget):
    """Title and subtitle on one base line, widgets at the right."""

    def __init__(self, title: str, subtitle: str = "", *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = PlainLabel(title, "page_title")
        self._subtitle = PlainLabel(subtitle, "body", "ink2")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(12)
        self._row.addWidget(self._title)
        self._row.addWidget(self._subtitle)
        self._row.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._align()

    def set_title(self, title: str) -> None:
        """Change the title."""
        self._title.setText(title)

    def set_title_visible(self, visible: bool) -> None:
        """Leave the title out where other things need its room."""
        self._title.setVisible(visible)

    def set_subtitle(self, subtitle: str) -> None:
        """Change the words beside the title."""
        self._subtitle.setText(subtitle)

    def add_beside_title(self, widget: QWidget) -> None:
        """Put a widget behind the title, in the place of a subtitle."""
        self._row.insertWidget(1, widget)

    def add_widget(self, widget: QWidget) -> None:
        """Put a widget at the right, after those already there."""
        self._row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)

    def set_small(self, small: bool) -> None:
        """In a small window the title shrinks and the subtitle goes."""
        self._title.set_role("question" if small else "page_title")
        self._subtitle.setVisible(not small)

    def _align(self) -> None:
        # The smaller words sit a little lower, so that both share a base line.
        self._subtitle.setContentsMargins(0, 8, 0, 0)
