"""The picture of a question: which file it is, and the text for those who cannot see it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from quizapp.game.question import Media
from quizapp.ui.common.buttons import PlainButton
from quizapp.ui.common.labels import PlainLabel
from quizapp.ui.editor.form_text import LineField


class MediaField(QWidget):
    """A button that chooses a picture, its name, and its alternative text.

    Signals: `changed()`; `chosen(path)` of a file on this machine: who knows the bank copies it and calls `load`.
    """

    changed = Signal()
    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._media: Media | None = None
        self._image = ""
        self.choose = PlainButton(self.tr("Choose a picture…"), "folder", small=True, parent=self)
        self.remove = PlainButton(self.tr("Remove the picture"), "cross", small=True, parent=self)
        self._name = PlainLabel("", "dense", wrap=True, parent=self)
        self._name.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.alt = LineField(self.tr("Text for those who cannot see the picture"), parent=self)
        self.alt.setPlaceholderText(self.alt.accessibleName())
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.choose, self.remove):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(buttons)
        column.addWidget(self._name)
        column.addWidget(self.alt)
        self.choose.clicked.connect(self._ask)
        self.remove.clicked.connect(self._take_away)
        self.alt.changed.connect(self.changed)
        self.load(None)

    def load(self, media: Media | None) -> None:
        """Show a picture, or that there is none, without a signal."""
        self._media = media
        self._image = media.image if media is not None else ""
        self.alt.load(media.alt if media is not None else "")
        self._refresh()

    def media(self) -> Media | None:
        """The picture with its text; None without a picture."""
        if self._media is None or (self._image, self.alt.value()) == (self._media.image, self._media.alt):
            return self._media
        return Media(self._image, self.alt.value())

    def stops(self) -> list[QWidget]:
        """Everything the Tab key stops at, in order."""
        return [self.choose, self.remove, self.alt]

    def _refresh(self) -> None:
        there = self._media is not None
        self._name.setText(self._image)
        for widget in (self._name, self.alt, self.remove):
            widget.setVisible(there)

    def _take_away(self) -> None:
        self.load(None)
        self.choose.setFocus()
        self.changed.emit()

    def _ask(self) -> None:
        dialog = QFileDialog(self, self.tr("Choose a picture"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        kinds = self.tr("Pictures") + " (*.png *.jpg *.jpeg *.webp *.gif *.svg)"
        dialog.setNameFilters([kinds, self.tr("All files") + " (*)"])
        dialog.fileSelected.connect(self.chosen)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
