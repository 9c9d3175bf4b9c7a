"""Rows of more than one text: pairs of a matching, and sources."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from quizapp.game.question import Source
from quizapp.ui import theme
from quizapp.ui.common.themed_icon import ThemedIcon
from quizapp.ui.editor.form_rows import Row, RowKind
from quizapp.ui.editor.form_text import LineField, NumberLine

_BETWEEN = ("\t", " = ", " – ", " — ", " - ", " | ", ";")
"""What stands between the sides of a pair in a pasted line, tried in this order."""


class PairRow(Row):
    """Left and right side of a pair."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.left = self._add_field(LineField("", self.tr("Left side"), parent=self))
        self.right = self._add_field(LineField("", self.tr("goes with"), parent=self))
        self.left.takes_lines = True
        self._button = self._remove_button()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(4)
        line.addWidget(self.left, 1)
        line.addWidget(ThemedIcon("chevron-right", "ink2", 16))
        line.addWidget(self.right, 1)
        line.addWidget(self._button)

    def load(self, value: tuple[str, str]) -> None:
        self.left.load(value[0])
        self.right.load(value[1])

    def value(self) -> tuple[str, str]:
        return self.left.value(), self.right.value()

    def set_place(self, place: int) -> None:
        self.left.setAccessibleName(self.tr("Pair {number}, left side").format(number=place + 1))
        self.right.setAccessibleName(self.tr("Pair {number}, right side").format(number=place + 1))
        self._button.set_name(self.tr("Remove pair {number}").format(number=place + 1))


def _pair_with(pair: Any, text: str) -> tuple[str, str]:
    for sign in _BETWEEN:
        left, found, right = text.partition(sign)
        if found and left.strip() and right.strip():
            return left.strip(), right.strip()
    return text, pair[1]


def _pair_is_blank(pair: Any) -> bool:
    return not any(side.strip() for side in pair)


PAIRS = RowKind(PairRow, ("", ""), _pair_with, _pair_is_blank)


class SourceRow(Row):
    """Title, address, episode and time within it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = self._add_field(LineField("", self.tr("Title"), parent=self))
        self.episode = NumberLine("", self.tr("ep."), parent=self)
        self._add_field(self.episode)
        self.url = self._add_field(LineField("", self.tr("https://…"), parent=self))
        self.time = self._add_field(LineField("", "12:30", parent=self))
        self._follow_text_size()
        self.title.takes_lines = True
        self._button = self._remove_button()
        self._lay_out()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._follow_text_size()

    def _follow_text_size(self) -> None:
        self.time.setFixedWidth(theme.px(62))

    def _lay_out(self) -> None:
        first, second = QHBoxLayout(), QHBoxLayout()
        for line, wide, narrow in ((first, self.title, self.episode), (second, self.url, self.time)):
            line.setSpacing(4)
            line.addWidget(wide, 1)
            line.addWidget(narrow)
        first.addWidget(self._button)
        second.addSpacing(theme.px(28) + 4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 2)
        column.setSpacing(3)
        column.addLayout(first)
        column.addLayout(second)

    def load(self, value: Source) -> None:
        self.title.load(value.title)
        self.url.load(value.url)
        self.episode.load_number(value.episode)
        self.time.load(value.time)

    def value(self) -> Source:
        return Source(self.title.value(), self.url.value(), self.episode.number(), self.time.value())

    def set_place(self, place: int) -> None:
        number = place + 1
        self.title.setAccessibleName(self.tr("Source {number}, title").format(number=number))
        self.url.setAccessibleName(self.tr("Source {number}, web address").format(number=number))
        self.episode.setAccessibleName(self.tr("Source {number}, episode").format(number=number))
        self.time.setAccessibleName(self.tr("Source {number}, time within the episode").format(number=number))
        self._button.set_name(self.tr("Remove source {number}").format(number=number))


def _source_with(source: Any, text: str) -> Source:
    if text.startswith(("https://", "http://")) and " " not in text:
        return Source(source.title, text, source.episode, source.time)
    return Source(text, source.url, source.episode, source.time)


def _source_is_blank(source: Any) -> bool:
    return source.episode is None and not any(text.strip() for text in (source.title, source.url, source.time))


SOURCES = RowKind(SourceRow, Source(""), _source_with, _source_is_blank)
