"""What stands in the place of the table where it has no rows."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from quizapp.ui.common.notice import Notice


class EmptyTable(QWidget):
    """Says why nothing is shown and offers what helps: `search_requested(str)`, `new_requested()`."""

    search_requested = Signal(str)
    new_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._notice = Notice("warn", "", stacked=True, edge=False)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 16, 12, 12)
        column.addWidget(self._notice, 0, Qt.AlignmentFlag.AlignTop)
        column.addStretch(1)

    def show_no_hits(self, total: int, wider: Sequence[tuple[str, str]]) -> None:
        """The search has no hits among so many questions; `wider` are searches that have some, with their words."""
        self._notice.set_kind("warn")
        self._notice.set_content(
            self.tr("No questions match"),
            self.tr("No question fits all words and filters of this search. Questions in the bank: {total}.").format(
                total=total
            ),
        )
        self._notice.clear_buttons()
        for words, text in (*wider, (self.tr("Show all questions"), "")):
            button = self._notice.add_button(words)
            # Without the `checked` that Qt hands over.
            button.clicked.connect(lambda _=False, search=text: self.search_requested.emit(search))

    def show_no_questions(self) -> None:
        """There is not one question in the bank."""
        self._notice.set_kind("ok")
        self._notice.set_content(
            self.tr("No questions yet"),
            self.tr("Write the first one: it is saved while you type, and in play as soon as it has no errors."),
        )
        self._notice.clear_buttons()
        self._notice.add_button(self.tr("New question"), "plus").clicked.connect(self.new_requested)
