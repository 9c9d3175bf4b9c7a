"""The status line of the editor: how much is shown and chosen, and whether everything is saved."""

from __future__ import annotations

from PySide6.QtWidgets import QStatusBar, QWidget

from quizapp.ui.common.labels import PlainLabel
from quizapp.ui.editor.form_status import SaveStatus
from quizapp.ui.play.home_words import number


class EditorStatus(QStatusBar):
    """Counts at the left, how saving goes at the right."""

    def __init__(self, saving: SaveStatus, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeGripEnabled(False)
        self._shown = PlainLabel("", "caption", "ink2")
        self._chosen = PlainLabel("", "caption", "ink2")
        for label in (self._shown, self._chosen):
            label.setContentsMargins(10, 4, 6, 4)
            self.addWidget(label)
        saving.setContentsMargins(6, 0, 10, 0)
        self.addPermanentWidget(saving)
        self._saving = saving

    def show_counts(self, shown: int, total: int, chosen: int) -> None:
        """How many questions there are, match the search, and are chosen."""
        if shown == total:
            words = self.tr("Questions: {total}").format(total=number(total))
        else:
            words = self.tr("{shown} of {total} questions shown").format(shown=number(shown), total=number(total))
        _change(self._shown, words)
        _change(self._chosen, self.tr("{count} selected").format(count=number(chosen)))

    def text(self) -> str:
        """All that the line says."""
        parts = (self._shown.text(), self._chosen.text(), self._saving.text())
        return " · ".join(part for part in parts if part)


def _change(label: PlainLabel, words: str) -> None:
    if label.text() != words:
        label.setText(words)
