"""The keys of the editor, in a window that may stay open beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from quizapp.ui.common.key_cap import KeyCap
from quizapp.ui.common.labels import PlainLabel
from quizapp.ui.editor.editor_dialog import EditorDialog
from quizapp.ui.play.home_layout import PageContent

_BETWEEN_STROKES = re.compile(r"\s*(?:/|,\s)\s*")
_BETWEEN_KEYS = re.compile(r"(?<=[^+\s])\+")


class KeysDialog(EditorDialog):
    """A table of keys and what they do."""

    def __init__(self, keys: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        """`keys` are pairs such as ("Ctrl+Z", "undo"), ("Alt+Up / Alt+Down", "move an option"); ("", "Find") is a
        heading."""
        super().__init__(self.tr("Keys of the editor"), (600, 600), parent)
        content = PageContent()
        grid = QGridLayout(content)
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        for row, (strokes, what) in enumerate(keys):
            if strokes:
                grid.addWidget(_caps(strokes), row, 0, Qt.AlignmentFlag.AlignTop)
                grid.addWidget(PlainLabel(what, "body", wrap=True), row, 1)
            else:
                heading = PlainLabel(what, "section")
                heading.setContentsMargins(0, 10 if row else 0, 0, 2)
                grid.addWidget(heading, row, 0, 1, 2)
        grid.setRowStretch(len(keys), 1)
        page = self.set_scrolling(content)
        page.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        page.setProperty("ring", "inside")
        page.setAccessibleName(self.tr("Keys"))
        self.add_close()
        page.setFocus(Qt.FocusReason.OtherFocusReason)


def _caps(strokes: str) -> QWidget:
    group = QWidget()
    group.setAccessibleName(strokes)
    row = QHBoxLayout(group)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(5)
    for place, stroke in enumerate(_BETWEEN_STROKES.split(strokes)):
        if place:
            row.addWidget(PlainLabel("/", "dense", "ink2"))
        for key in _BETWEEN_KEYS.split(stroke):
            row.addWidget(KeyCap(key))
    row.addStretch(1)
    return group
