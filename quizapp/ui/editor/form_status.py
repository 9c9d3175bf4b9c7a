"""Where the work stands: saved, being saved, not saved and why, or kept as a draft."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from quizapp.errors import Sentence
from quizapp.ui.common.buttons import LinkButton
from quizapp.ui.common.labels import PlainLabel, tool_tip
from quizapp.ui.common.themed_icon import ThemedIcon
from quizapp.ui.messages import announce, translated

_LEAST_WIDTH = 80


class SaveStatus(QWidget):
    """A sentence for the status line, and a way to try again, which stays in sight however long the sentence is.

    Signals: `retry_requested()`; `failed(Sentence)` when saving fails, once for one reason until it succeeds.
    """

    retry_requested = Signal()
    failed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settled = ("", "", "ink2")
        self._sign = ThemedIcon("check", "ok", 16)
        self._reason: Sentence | None = None
        self._text = _Line("", "dense", "ink2", parent=self)
        self.retry = LinkButton(self.tr("Try again"), parent=self)
        self.retry.clicked.connect(self._try_again)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for widget in (self._sign, self._text, self.retry):
            row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        self.show_nothing()

    def text(self) -> str:
        """The sentence shown."""
        return self._text.text()

    def show_nothing(self) -> None:
        """No question shows, or nothing was changed yet."""
        self._settle("", "", "ink2")

    def show_unchanged(self) -> None:
        """What was typed was taken back before it was kept: what was true before it is true again."""
        self._show(*self._settled)

    def show_saving(self) -> None:
        """Something was changed and will be kept in a moment."""
        self._show(self.tr("Saving…"), "", "ink2")

    def show_saved(self, moment: datetime) -> None:
        """Everything is kept."""
        self._settle(self.tr("Saved {time}").format(time=f"{moment:%H:%M}"), "check", "ok")

    def show_draft(self, moment: datetime) -> None:
        """Everything is kept, but the question cannot be asked yet."""
        text = self.tr("Saved {time} as a draft: not asked until the errors are mended")
        self._settle(text.format(time=f"{moment:%H:%M}"), "warning", "warn")

    def show_failed(self, sentence: Sentence) -> None:
        """Nothing was kept; the text is still in the form."""
        text = self.tr("Not saved: {sentence} The text is still here.").format(sentence=translated(sentence))
        self._show(text, "error", "bad", retry=True)
        if sentence != self._reason:
            self._reason = sentence
            announce(self, text)
            self.failed.emit(sentence)

    def _try_again(self) -> None:
        self._reason = None  # who asks is to hear again why not
        self.retry_requested.emit()

    def _settle(self, text: str, icon_name: str, token: str) -> None:
        self._settled = (text, icon_name, token)
        self._reason = None
        self._show(text, icon_name, token)

    def _show(self, text: str, icon_name: str, token: str, *, retry: bool = False) -> None:
        self._text.setText(text)
        self._text.setToolTip(tool_tip(text))
        self._text.set_token("ink2" if token == "ok" else token)
        self._sign.setVisible(bool(icon_name))
        if icon_name:
            self._sign.set_icon(icon_name, token)
        self.retry.setVisible(retry)


class _Line(PlainLabel):
    """One line, which ends in an ellipsis where there is no room for all of it."""

    def minimumSizeHint(self) -> QSize:
        usual = super().minimumSizeHint()
        return QSize(min(usual.width(), _LEAST_WIDTH), usual.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown)
