"""The picture of a question: what it shows, which file it is, and the text for those who cannot see it."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, Qt, QTemporaryDir, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QGuiApplication, QImage, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from quizapp.game.question import Media
from quizapp.ui import pictures
from quizapp.ui.common.buttons import PlainButton
from quizapp.ui.common.flow_layout import FlowLayout
from quizapp.ui.common.labels import PlainLabel, tool_tip
from quizapp.ui.common.picture_view import PictureView
from quizapp.ui.editor.form_text import LineField

_THUMBNAIL_PX = (150, 96)


def picture_file(data: QMimeData) -> str:
    """The file of this machine that is pasted or dropped; "" for none."""
    return next((url.toLocalFile() for url in data.urls() if url.isLocalFile()), "")


class _AltField(LineField):
    """The alternative text. Signal: `picture_pasted()` where the clipboard holds a picture and no text."""

    picture_pasted = Signal()

    def paste(self) -> None:
        data = QGuiApplication.clipboard().mimeData()
        if picture_file(data) or (data.hasImage() and not data.hasText()):
            self.picture_pasted.emit()
        else:
            super().paste()


class MediaField(QWidget):
    """The picture in small, buttons that choose and remove one, and its alternative text.

    A file can also be dropped here or pasted, and so can a picture that was copied in another program.
    Signals: `changed()`; `chosen(path)` of a file on this machine: who knows the bank copies it at once, for one that
    was pasted is gone afterwards, and calls `load`.
    """

    changed = Signal()
    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._media: Media | None = None
        self._image = ""
        self.choose = PlainButton(self.tr("Choose a picture…"), "folder", small=True, parent=self)
        self.remove = PlainButton(self.tr("Remove the picture"), "cross", small=True, parent=self)
        way = self.tr("A picture can also be dropped or pasted here.")
        self.choose.setToolTip(tool_tip(way))
        self.choose.setAccessibleDescription(way)
        self.view = PictureView(height_max=_THUMBNAIL_PX[1], parent=self)
        self._name = PlainLabel("", "caption", "ink2", parent=self)
        self._name.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.alt = _AltField(self.tr("Text for those who cannot see the picture"), parent=self)
        self.alt.setPlaceholderText(self.alt.accessibleName())
        self.alt.setAcceptDrops(False)
        self.setAcceptDrops(True)
        self._lay_out()
        self.choose.clicked.connect(self._ask)
        self.remove.clicked.connect(self._take_away)
        self.alt.changed.connect(self._change_text)
        self.alt.picture_pasted.connect(self.paste)
        self.load(None)

    def _lay_out(self) -> None:
        buttons = FlowLayout(gap=8, line_gap=4)
        for button in (self.choose, self.remove):
            buttons.addWidget(button)
        words = QVBoxLayout()
        words.setSpacing(4)
        for widget in (self.alt, self._name):
            words.addWidget(widget)
        words.addStretch(1)
        shown = QHBoxLayout()
        shown.setSpacing(8)
        self.view.setFixedSize(*_THUMBNAIL_PX)
        self.view.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        shown.addWidget(self.view, 0, Qt.AlignmentFlag.AlignTop)
        shown.addLayout(words, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(buttons)
        column.addLayout(shown)

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

    def paste(self) -> None:
        """Take the picture of the clipboard, if it holds one."""
        self._take(QGuiApplication.clipboard().mimeData())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if picture_file(event.mimeData()) or event.mimeData().hasImage():
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self._take(event.mimeData())
        event.acceptProposedAction()

    def _take(self, data: QMimeData) -> None:
        path = picture_file(data)
        if path:
            self.chosen.emit(path)
        elif data.hasImage():
            self._take_copied(data)

    def _take_copied(self, data: QMimeData) -> None:
        """A picture without a file gets one for the moment."""
        image, folder = QImage(data.imageData()), QTemporaryDir()
        path = folder.filePath(self.tr("Pasted picture") + ".png")
        if image.save(path):
            self.chosen.emit(path)

    def _refresh(self) -> None:
        there = self._media is not None
        self._name.setText(self._image)
        self._name.setToolTip(tool_tip(self._image))
        if there:
            self._show_picture()
        for widget in (self.view, self._name, self.alt, self.remove):
            widget.setVisible(there)

    def _show_picture(self) -> None:
        self.view.show_picture(pictures.of_question(self._image), self.alt.value())

    def _change_text(self) -> None:
        self._show_picture()
        self.changed.emit()

    def _take_away(self) -> None:
        self.load(None)
        self.choose.setFocus()
        self.changed.emit()

    def _ask(self) -> None:
        dialog = QFileDialog(self, self.tr("Choose a picture"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        kinds = self.tr("Pictures") + " (*.png *.jpg *.jpeg *.webp *.gif)"
        dialog.setNameFilters([kinds, self.tr("All files") + " (*)"])
        dialog.fileSelected.connect(self.chosen)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
