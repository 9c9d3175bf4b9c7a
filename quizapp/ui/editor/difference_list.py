"""Fields of a question below one another, each with what differs in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from quizapp.ui import theme
from quizapp.ui.common.labels import PlainLabel
from quizapp.ui.common.painting import rounded
from quizapp.ui.common.scroll_page import ScrollPage
from quizapp.ui.editor.difference_text import DifferenceText
from quizapp.ui.editor.differences import Piece, word_pieces
from quizapp.ui.editor.field_texts import field_names
from quizapp.ui.play.home_layout import PageContent

Row = tuple[str, Sequence[Piece]]
"""The name of a field and its text in pieces."""


class DifferenceList(QFrame):
    """A frame that scrolls what is in it; it takes the focus, so that arrow keys and Page Down scroll."""

    def __init__(self, accessible_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._content = PageContent()
        self._column = QVBoxLayout(self._content)
        self._column.setContentsMargins(14, 12, 14, 12)
        self._column.setSpacing(3)
        self._area = ScrollPage(self._content)
        self._area.setAccessibleName(accessible_name)
        self._area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._area.setProperty("ring", "inside")
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.addWidget(self._area)
        self.setFocusProxy(self._area)

    def rows(self) -> list[tuple[str, tuple[Piece, ...]]]:
        """What is shown."""
        texts = self._content.findChildren(DifferenceText)
        return [(text.property("field"), text.pieces()) for text in texts]

    def show_rows(self, rows: Sequence[Row], nothing: str) -> None:
        """Show these; `nothing` where there are none."""
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.setParent(None)
                widget.deleteLater()
        for name, pieces in rows:
            self._add(name, pieces)
        if not rows:
            self._column.addWidget(PlainLabel(nothing, "dense", "ink2", wrap=True))
        self._column.addStretch(1)
        self._area.verticalScrollBar().setValue(0)

    def _add(self, name: str, pieces: Sequence[Piece]) -> None:
        heading = PlainLabel(name, "caption", "ink2", bold=True)
        heading.setContentsMargins(0, 8 if self._column.count() else 0, 0, 0)
        text = DifferenceText()
        text.setProperty("field", name)
        text.set_pieces(pieces)
        self._column.addWidget(heading)
        self._column.addWidget(text)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        rounded(painter, QRectF(self.rect()), 8, theme.colour("surface"), theme.colour("line2"))


def differing_rows(before: Mapping[str, str], after: Mapping[str, str]) -> list[Row]:
    """The fields whose text is not the same, with what was removed and what added."""
    return [
        (name, word_pieces(before.get(field, ""), after.get(field, "")))
        for field, name in field_names().items()
        if before.get(field, "") != after.get(field, "")
    ]


def version_rows(texts: Mapping[str, str], other: Mapping[str, str]) -> list[Row]:
    """Every field that one of two versions fills, as the first has it; what the other has not is marked."""
    rows: list[Row] = []
    for field, name in field_names().items():
        mine, others = texts.get(field, ""), other.get(field, "")
        if mine or others:
            rows.append((name, _own(mine, others) or [(_empty(), "other")]))
    return rows


def _own(mine: str, others: str) -> list[Piece]:
    pieces = word_pieces(others, mine)
    return [(text, "other" if change == "added" else "same") for text, change in pieces if change != "removed"]


def plain_rows(texts: Mapping[str, str]) -> list[Row]:
    """Every filled field as it is."""
    return [(name, [(texts[field], "same")]) for field, name in field_names().items() if texts.get(field)]


def _empty() -> str:
    return QCoreApplication.translate("Differences", "(empty)")
