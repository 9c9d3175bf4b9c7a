"""A wrapped text with bold, quiet and underlined pieces, painted without any markup."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, cast

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QTextCharFormat, QTextLayout, QTextLine, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

from quizapp.ui import theme
from quizapp.ui.play.round_text import breakable
from quizapp.ui.play.text_block import HANGUL_SCALE, showable

PieceStyle = Literal["plain", "bold", "quiet", "marked"]
Piece = tuple[str, PieceStyle]

_LINE_FACTOR = 1.35
_BAR_PX = 2.5


@dataclass(frozen=True, slots=True)
class _Span:
    start: int
    end: int
    style: PieceStyle


class MarkedText(QWidget):
    """Pieces of text one after the other; "marked" ones are bold with a bar below. Its accessible name is the text."""

    def __init__(self, size_px: float, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._size_px = size_px
        self._scale = 1.0
        self._text = ""
        self._spans: list[_Span] = []
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def text(self) -> str:
        """The text of all pieces."""
        return self._text

    def set_pieces(self, pieces: Sequence[Piece], *, accessible_name: str = "") -> None:
        """Show these pieces."""
        self._text = "".join(text for text, _ in pieces)
        self._shown, self._spans = "", []
        for text, style in pieces:
            shown = breakable(showable(text) if text.strip() else text)
            # `showable` strips, but the space between two pieces belongs to one of them.
            shown = f"{_blank_before(text)}{shown}{_blank_behind(text)}" if text.strip() else shown
            start = _units(self._shown)
            self._shown += shown
            self._spans.append(_Span(start, _units(self._shown), style))
        self.setAccessibleName(accessible_name or self._text)
        self.updateGeometry()
        self.update()

    def set_type_scale(self, scale: float) -> None:
        """Enlarge the type (1 is as drawn)."""
        self._scale = scale
        self.updateGeometry()
        self.update()

    def set_size(self, size_px: float) -> None:
        """Another size of letters, in pixels at text scale 1."""
        self._size_px = size_px
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return round(len(self._lines(self._layout(), width)) * self._gap()) + 2

    def sizeHint(self) -> QSize:
        width = max(self.width(), 200)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(40, self.heightForWidth(max(self.width(), 40)))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        layout = self._layout()
        lines = self._lines(layout, self.width())
        painter.setPen(theme.colour("ink"))
        layout.draw(painter, QPointF(0, 0))
        for span in self._spans:
            if span.style == "marked":
                self._draw_bars(painter, lines, span)

    def _draw_bars(self, painter: QPainter, lines: list[QTextLine], span: _Span) -> None:
        for line in lines:
            start = max(span.start, line.textStart())
            end = min(span.end, line.textStart() + line.textLength())
            if start < end:
                left, right = sorted((_x_at(line, start), _x_at(line, end)))
                top = line.y() + line.ascent() + 2 * self._scale
                painter.fillRect(QRectF(left, top, right - left, _BAR_PX * self._scale), theme.colour("bar"))

    def _font(self, *, bold: bool = False) -> QFont:
        return theme.sized_font(self._size_px, bold=bold, scale=self._scale)

    def _gap(self) -> float:
        return self._font().pixelSize() * _LINE_FACTOR

    def _layout(self) -> QTextLayout:
        made = QTextLayout(self._shown if self._spans else "", self._font())
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        made.setTextOption(option)
        made.setFormats([self._range(span) for span in self._spans if span.style != "plain"])
        return made

    def _range(self, span: _Span) -> QTextLayout.FormatRange:
        look = QTextCharFormat()
        look.setFont(self._font(bold=span.style in ("bold", "marked")))
        if span.style == "quiet":
            quiet = self._font()
            quiet.setPixelSize(max(1, round(quiet.pixelSize() * HANGUL_SCALE)))
            look.setFont(quiet)
            look.setForeground(theme.colour("ink2"))
        made = QTextLayout.FormatRange()
        made.start, made.length, made.format = span.start, span.end - span.start, look
        return made

    def _lines(self, layout: QTextLayout, width: int) -> list[QTextLine]:
        lines: list[QTextLine] = []
        gap = self._gap()
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(20, width))
            line.setPosition(QPointF(0, gap * (len(lines) + 0.76) - line.ascent()))
            lines.append(line)
        layout.endLayout()
        return lines


def pieces_with_marks(text: str, marks: Sequence[tuple[int, int]]) -> list[Piece]:
    """The text cut into plain and marked pieces; `marks` are (start, end) places, outer or overlapping ones cut off."""
    made: list[Piece] = []
    at = 0
    for start, end in sorted(marks):
        start, end = max(at, start), min(len(text), end)
        if start >= end:
            continue
        made.append((text[at:start], "plain"))
        made.append((text[start:end], "marked"))
        at = end
    made.append((text[at:], "plain"))
    return [piece for piece in made if piece[0]]


def _blank_before(text: str) -> str:
    return " " if text[:1].isspace() else ""


def _blank_behind(text: str) -> str:
    return " " if text[-1:].isspace() else ""


def _units(text: str) -> int:
    """How long Qt takes the text to be: a character beyond the basic plane is two."""
    return len(text) + sum(character > "\uffff" for character in text)


def _x_at(line: QTextLine, place: int) -> float:
    # With its place beside it, which cannot be told apart by type alone.
    found = cast(tuple[float, int], line.cursorToX(place))
    return found[0]
