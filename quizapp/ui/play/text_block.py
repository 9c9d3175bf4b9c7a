"""Wrapped plain text for painters: Hangul in its own weight, steady baselines, shrinking."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPainterPath,
    QPen,
    QTextLayout,
    QTextLine,
    QTextOption,
)

from quizapp.game.hangul import hangul_runs, tied
from quizapp.ui.common.labels import keep_names

if TYPE_CHECKING:
    from PySide6.QtGui import QTextCharFormat

HANGUL_SCALE = 0.94
_HANGUL = "\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\uac00-\ud7ff"
_TRAILING_HANGUL = f"^(.*[^\\s{_HANGUL}]) ([{_HANGUL}][{_HANGUL} ]*)$"
_UNSHOWABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
# Texts beyond this are laid out once, at the smallest size and without niceties, and are not
# outlined: all of that would cost seconds.
_LONG = 1200


def split_hangul(text: str) -> tuple[str, str]:
    """The text and its trailing Hangul, as `("Ki Seon-gyeom", "기선겸")`, or ""."""
    found = re.match(_TRAILING_HANGUL, text, re.DOTALL)
    return (found[1], found[2]) if found else (text, "")


def showable(text: str) -> str:
    """The text without control characters, its line ends as Qt's text layout knows them."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    return _UNSHOWABLE.sub("\ufffd", text.replace("\t", " ")).replace("\n", "\u2028")


def reads_right_to_left(text: str) -> bool:
    """Whether the first letter of the text belongs to a script that runs to the left."""
    for character in text:
        direction = unicodedata.bidirectional(character)
        if direction in ("L", "R", "AL"):
            return direction != "L"
    return False


def line_gap(font: QFont, factor: float = 1.3) -> float:
    """The distance of two baselines in pixels."""
    return font.pixelSize() * factor


@dataclass(frozen=True, slots=True)
class Ink:
    """The colours a block is drawn in; Hangul takes the first one where it has no own."""

    text: QColor
    hangul: QColor | None = None


class TextBlock:
    """One laid-out text; `height` and `width` in pixels.

    Lines lie at even distances whatever faces they need. `splits_words` says that a word did not
    fit a line.
    """

    def __init__(
        self,
        text: str,
        font: QFont,
        width: float,
        *,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
        factor: float = 1.3,
    ) -> None:
        self.text = showable(text)
        is_long = len(text) > _LONG
        if not is_long:
            # A line may end between words only, so Korean syllables are held together, and names at their hyphen.
            self.text = tied(keep_names(self.text))
        self.font = font
        self.gap = line_gap(font, factor)
        self.limit = max(1.0, width)
        self.splits_words = False
        self._spans = [] if is_long else _hangul_spans(self.text)
        self._hangul_ink: QColor | None = None
        self._layout = QTextLayout(self.text, font)
        self._layout.setCacheEnabled(True)
        self._layout.setTextOption(_option(align))
        if self._spans:
            self._layout.setFormats([_range(span, _hangul_format(font)) for span in self._spans])
        self._lines = self._lay_out()
        self.height = self.gap * len(self._lines)
        self.width = max((line.naturalTextWidth() for line in self._lines), default=0.0)

    @property
    def line_count(self) -> int:
        """How many lines the text takes."""
        return len(self._lines)

    def line_texts(self) -> list[str]:
        """The text of each line, for a second block that is to break at the same places."""
        units = self.text.encode("utf-16-le", "surrogatepass")
        spans = ((line.textStart() * 2, (line.textStart() + line.textLength()) * 2) for line in self._lines)
        return [units[start:end].decode("utf-16-le", "replace").strip("\u2028 ") for start, end in spans]

    def _lay_out(self) -> list[QTextLine]:
        metrics = QFontMetricsF(self.font)
        first = (self.gap + metrics.capHeight()) / 2
        lines: list[QTextLine] = []
        self._layout.beginLayout()
        while (line := self._layout.createLine()).isValid():
            line.setLineWidth(self.limit)
            line.setPosition(QPointF(0, first + self.gap * len(lines) - line.ascent()))
            lines.append(line)
        self._layout.endLayout()
        return lines

    def draw(self, painter: QPainter, at: QPointF, ink: Ink) -> None:
        """Paint the text with its top left corner at `at`."""
        if self._spans and ink.hangul != self._hangul_ink:
            self._set_hangul_ink(ink.hangul)
        painter.setPen(ink.text)
        self._layout.draw(painter, at)

    def _set_hangul_ink(self, ink: QColor | None) -> None:
        """Given to `QTextLayout.draw`, a colour would cut off what hangs down from the line above."""
        self._hangul_ink = ink
        look = _hangul_format(self.font)
        if ink is not None:
            look.setForeground(ink)
        self._layout.setFormats([_range(span, look) for span in self._spans])
        self._lines = self._lay_out()

    def draw_outlined(self, painter: QPainter, at: QPointF, ink: QColor, outline: QColor, edge: float) -> None:
        """Paint the text as a subtitle with `edge` pixels of outline around each letter."""
        pen = QPen(outline, edge * 2)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        for line in self._lines if len(self.text) <= _LONG else ():
            path = QPainterPath()
            path.setFillRule(Qt.FillRule.WindingFill)
            _add_glyphs(path, line, at)
            painter.strokePath(path, pen)
        # Drawn as text, not filled as a path: colour glyphs have no outline and would be lost.
        self.draw(painter, at, Ink(ink))


def _hangul_spans(text: str) -> list[tuple[int, int]]:
    spans = hangul_runs(text)
    if not spans or max(text) <= "\uffff":
        return spans
    # Qt counts in UTF-16 units: a character beyond the basic plane is two.
    units = [0]
    for character in text:
        units.append(units[-1] + (2 if character > "\uffff" else 1))
    return [(units[start], units[end]) for start, end in spans]


def _option(align: Qt.AlignmentFlag) -> QTextOption:
    option = QTextOption(align)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    return option


def _hangul_format(font: QFont) -> QTextCharFormat:
    from PySide6.QtGui import QTextCharFormat  # its class takes 3 ms to load, and many texts have no Hangul

    own = QFont(font)
    own.setPixelSize(max(1, round(font.pixelSize() * HANGUL_SCALE)))
    own.setWeight(QFont.Weight.Normal)
    made = QTextCharFormat()
    made.setFont(own)
    return made


def _range(span: tuple[int, int], what: QTextCharFormat) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    made.start, made.length, made.format = span[0], span[1] - span[0], what
    return made


def _add_glyphs(path: QPainterPath, line: QTextLine, at: QPointF) -> None:
    for run in line.glyphRuns():
        face = run.rawFont()
        for index, position in zip(run.glyphIndexes(), run.positions(), strict=True):
            path.addPath(face.pathForGlyph(index).translated(position + at))


@dataclass(frozen=True, slots=True)
class Fit:
    """How a text is made to keep to its room."""

    smallest_px: float
    max_lines: int = 0
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft
    factor: float = 1.3
    balanced: bool = False


def fit_block(text: str, font: QFont, room: QSizeF, fit: Fit) -> TextBlock:
    """The text in the largest size, from the font's down to `smallest_px`, that keeps to the room.

    At the smallest size it takes as many lines as it needs: look at `height` and let the reader
    scroll. `balanced` gives lines of like length where there are few.
    """
    block, widest_word = _largest(text, font, room, fit)
    if fit.balanced:
        block = _balance(block, widest_word, fit)
    if fit.align == Qt.AlignmentFlag.AlignLeft and reads_right_to_left(text):
        # The block stays where it is, but its lines begin at its right edge.
        right = Qt.AlignmentFlag.AlignRight
        block = TextBlock(text, block.font, block.width + 1, align=right, factor=fit.factor)
    block.splits_words = widest_word > room.width()
    return block


def _largest(text: str, font: QFont, room: QSizeF, fit: Fit) -> tuple[TextBlock, float]:
    """The block in the largest size that fits, and the width of its widest word."""
    smallest = round(min(fit.smallest_px, font.pixelSize()))
    sized = QFont(font)
    if len(text) > _LONG:
        sized.setPixelSize(smallest)
    while True:
        is_last = sized.pixelSize() <= smallest
        widest_word = _widest_word(text, sized)
        if is_last or widest_word <= room.width():
            block = TextBlock(text, sized, room.width(), align=fit.align, factor=fit.factor)
            if is_last or _keeps_to(block, room.height(), fit.max_lines):
                return block, widest_word
        sized = QFont(sized)
        sized.setPixelSize(sized.pixelSize() - 1)


def _widest_word(text: str, font: QFont) -> float:
    if len(text) > _LONG:
        return 0.0
    metrics = QFontMetricsF(font)
    longest = sorted(set(text.split()), key=len, reverse=True)[:6]
    return max((metrics.horizontalAdvance(word) for word in longest), default=0.0) + 1


def _keeps_to(block: TextBlock, height: float, max_lines: int) -> bool:
    return block.height <= height + 0.5 and (not max_lines or block.line_count <= max_lines)


def _balance(block: TextBlock, widest_word: float, fit: Fit) -> TextBlock:
    """The same number of lines, as narrow as they go."""
    if not 1 < block.line_count <= 4 or len(block.text) > _LONG:
        return block
    low, high = max(block.limit / block.line_count, widest_word), block.limit
    while high - low > 4:
        middle = (low + high) / 2
        tried = TextBlock(block.text, block.font, middle, align=fit.align, factor=fit.factor)
        low, high = (low, middle) if tried.line_count == block.line_count else (middle, high)
    return TextBlock(block.text, block.font, high, align=fit.align, factor=fit.factor)


class FittedText:
    """A text that is fitted again only when its room, font or rules have changed."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._key: object = None
        self._block: TextBlock | None = None

    def fit(self, font: QFont, room: QSizeF, fit: Fit) -> TextBlock:
        """The fitted block, see `fit_block`."""
        key = (font.toString(), room.width(), room.height(), fit)
        if self._block is None or key != self._key:
            self._block, self._key = fit_block(self.text, font, room, fit), key
        return self._block
