"""The window around the queue of players' appeals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from quizapp.ui.editor.appeals_panel import AppealsPanel
from quizapp.ui.editor.editor_dialog import SIDE, EditorDialog

if TYPE_CHECKING:
    from quizapp.author import Author


class AppealsDialog(EditorDialog):
    """May stay open while the author works. `changed(object)`: (uid,). `open_requested(str)`: a uid."""

    changed = Signal(object)
    open_requested = Signal(str)

    def __init__(self, author: Author, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Appeals of players"), (900, 580), parent)
        self.panel = AppealsPanel(author)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(SIDE, 8, SIDE, 8)
        column.addWidget(self.panel)
        self.set_content(content)
        self.add_close()
        self.panel.changed.connect(self.changed)
        self.panel.open_requested.connect(self.open_requested)
        self.panel.count_changed.connect(self._show_count)
        self.panel.accepted.connect(self._say_accepted)
        self.panel.settled.connect(self._say_settled)
        self.take_as_action(self.panel.accept)
        self.panel.refresh()
        self.panel.setFocus()

    def refresh(self) -> None:
        """Undo or another window may have changed the queue."""
        self.quieten()
        self.panel.refresh()

    def _say_accepted(self, text: str) -> None:
        self.say(self.tr("“{text}” is accepted from now on. Undo takes this back.").format(text=text))

    def _say_settled(self) -> None:
        self.say(self.tr("The appeal is settled, and the question stays as it was. Undo takes this back."))

    def _show_count(self, count: int) -> None:
        self.set_about(self.tr("%n appeal(s) wait", "", count) if count else "")
