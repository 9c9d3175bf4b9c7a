"""Shows a folder of the disk in the system's own program for that."""

from __future__ import annotations

from pathlib import Path

from quizapp.errors import QuizError


def open_folder(folder: Path) -> None:
    """Opens the folder; QuizError with its place where the system cannot."""
    from PySide6.QtCore import QUrl
    from PySide6.QtGui import QDesktopServices

    if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))):
        raise QuizError("The folder could not be opened; it is {folder}.", folder=folder)
