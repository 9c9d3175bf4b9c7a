"""The report of a bug: what to send, in plain text that can be copied."""

from __future__ import annotations

import platform
import traceback
from types import TracebackType

from PySide6.QtCore import Qt, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from quizapp import __version__
from quizapp.ui.common.buttons import MainButton, PlainButton
from quizapp.ui.common.labels import PlainLabel


def report_text(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> str:
    """Versions and traceback; nothing of questions or players."""
    versions = f"Run On Quiz {__version__}, Python {platform.python_version()}, Qt {qVersion()}, {platform.platform()}"
    return versions + "\n\n" + "".join(traceback.format_exception(kind, error, trace))


class CrashDialog(QDialog):
    """Says that something went wrong inside the program, and offers the report to copy. Does not block."""

    def __init__(self, report: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Something went wrong"))
        self._report = report
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.setSpacing(16)
        layout.addWidget(PlainLabel(self.tr("Something went wrong in the program"), "section"))
        sentence = self.tr(
            "Your answers and scores are safe, and you can go on playing. "
            "Whoever looks after the program can use this report:"
        )
        layout.addWidget(PlainLabel(sentence, wrap=True))
        text = QPlainTextEdit(report)
        text.setReadOnly(True)
        text.setAccessibleName(self.tr("Report"))
        layout.addWidget(text, 1)
        self._copy = PlainButton(self.tr("Copy report"), "copy")
        self._close = MainButton(self.tr("Go on"), small=True)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self._copy)
        buttons.addWidget(self._close)
        layout.addLayout(buttons)
        self.resize(680, 460)
        self._copy.clicked.connect(self._copy_report)
        self._close.clicked.connect(self.close)

    def _copy_report(self) -> None:
        QGuiApplication.clipboard().setText(self._report)
