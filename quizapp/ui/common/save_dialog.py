"""The system's dialog for where a file is to be saved."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget


def documents() -> str:
    """The folder in which people look for what they have saved."""
    return QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)


def ask_where_to_save(
    parent: QWidget, title: str, name: str, kinds: Sequence[tuple[str, str]], then: Callable[[str], object]
) -> None:
    """Opens the dialog and returns at once; `then` is called with the place that was chosen.

    `kinds` are what can be chosen, by words and ending, such as `("Table (CSV)", "csv")`; the first is proposed, under
    `name` without its ending. A name that is typed without an ending gets that of the kind.
    """
    dialog = QFileDialog(parent, title, documents())
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    endings = {f"{words} (*.{ending})": ending for words, ending in kinds}
    dialog.setNameFilters(list(endings))
    dialog.setDefaultSuffix(kinds[0][1])
    dialog.filterSelected.connect(lambda chosen: dialog.setDefaultSuffix(endings[chosen]))
    dialog.selectFile(f"{name}.{kinds[0][1]}")
    dialog.fileSelected.connect(then)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
