"""What the window shows when the bank cannot be opened."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from quizapp.ui.common.buttons import MainButton, PlainButton
from quizapp.ui.common.card import Card
from quizapp.ui.common.labels import PlainLabel
from quizapp.ui.common.scroll_page import ScrollPage
from quizapp.ui.play.home_layout import PageContent


class FailurePage(QWidget):
    """One sentence, and what can be done about it.

    Signals: `retry_requested()`, `folder_requested()` (open the data folder), `quit_requested()`.
    """

    retry_requested = Signal()
    folder_requested = Signal()
    quit_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._build()
        self._retry.clicked.connect(self.retry_requested)
        self._folder.clicked.connect(self.folder_requested)
        self._quit.clicked.connect(self.quit_requested)

    def _build(self) -> None:
        self._sentence = PlainLabel("", "body", wrap=True)
        self._sentence.setObjectName("failure")
        self._sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._retry = MainButton(self.tr("Try again"), "again")
        self._folder = PlainButton(self.tr("Open data folder"), "folder")
        self._quit = PlainButton(self.tr("Quit"))
        buttons = QHBoxLayout()
        buttons.setSpacing(12)
        for button in (self._retry, self._folder, self._quit):
            buttons.addWidget(button)
        buttons.addStretch(1)
        card = Card()
        inside = QVBoxLayout(card)
        inside.setContentsMargins(32, 28, 32, 28)
        inside.setSpacing(20)
        inside.addWidget(PlainLabel(self.tr("The quiz cannot start yet"), "page_title"))
        inside.addWidget(self._sentence)
        inside.addLayout(buttons)
        card.setMaximumWidth(760)
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(card, 1_000)
        across.addStretch(1)
        content = PageContent()
        column = QVBoxLayout(content)
        column.setContentsMargins(16, 12, 16, 12)
        column.addStretch(1)
        column.addLayout(across)
        column.addStretch(2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(ScrollPage(content))

    def show_sentence(self, text: str) -> None:
        """The sentence of the failure."""
        self._sentence.setText(text)
        self._sentence.setAccessibleName(text)

    def activate(self) -> None:
        self._retry.setFocus()

    def hints(self) -> list[tuple[str, str]]:
        return [("Enter", self.tr("try again"))]

    def set_window_class(self, name: str) -> None:
        """The page is the same in every window."""
