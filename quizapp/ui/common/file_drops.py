"""Files that are dropped onto a window."""

from __future__ import annotations

from pathlib import Path
from typing import cast

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget


class FileDrops(QObject):
    """`dropped(list[Path])` when files or folders are dropped onto the widget, where nothing in it takes them."""

    dropped = Signal(object)

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        widget.setAcceptDrops(True)
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.DragEnter, QEvent.Type.DragMove):
            if local_paths(cast(QDragEnterEvent, event)):
                cast(QDragEnterEvent, event).acceptProposedAction()
                return True
        elif event.type() == QEvent.Type.Drop:
            paths = local_paths(cast(QDropEvent, event))
            if paths:
                cast(QDropEvent, event).acceptProposedAction()
                self.dropped.emit(paths)
                return True
        return super().eventFilter(watched, event)


def local_paths(event: QDropEvent) -> list[Path]:
    """The files and folders of this machine that hang at the pointer."""
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
