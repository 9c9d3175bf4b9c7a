"""A text with what was taken out and what was put in, painted without any markup."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QPointF, QSize
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

from quizapp.ui import theme
from quizapp.ui.editor.differences import Change, Piece
from quizapp.ui.play.round_text import breakable
from quizapp.ui.play.text_block import showable

_LINE_FACTOR = 1.4
_LAYOUTS_KEPT = 6
_TOKENS: dict[Change, str] = {"removed": "bad", "added": "ok", "other": "warn"}

translate = QCoreApplication.translate


class DifferenceText(QWidget):
    """Removed words are struck through on red, added ones underlined on blue, other ones on yellow."""

    def __init__(self, size_px: float = 13, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._size_px = size_px
        self._pieces: tuple[Piece, ...] = ()
        self._layouts: dict[int, QTextLayout] = {}
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def pieces(self) -> tuple[Piece, ...]:
        """What is shown."""
        return self._pieces

    def set_pieces(self, pieces: Sequence[Piece]) -> None:
        """Show these, one after the other."""
        self._pieces = tuple(pieces)
        self._layouts.clear()
        self.setAccessibleName(spoken_pieces(pieces))
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        lines = max(1, self._layout_at(width).lineCount())
        return round(lines * self._font().pixelSize() * _LINE_FACTOR) + 2

    def sizeHint(self) -> QSize:
        width = max(self.width(), 160)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self.heightForWidth(max(self.width(), 80)))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self._layouts.clear()
            self.updateGeometry()
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(theme.colour("ink"))
        self._layout_at(self.width()).draw(painter, QPointF(0, 0))

    def _layout_at(self, width: int) -> QTextLayout:
        """Kept, because a layout asks for several widths again and again, and some scripts take long."""
        if width not in self._layouts:
            if len(self._layouts) >= _LAYOUTS_KEPT:
                self._layouts.clear()
            self._layouts[width] = laid_out(self._pieces, self._font(), width)
        return self._layouts[width]

    def _font(self) -> QFont:
        return theme.sized_font(self._size_px)


def laid_out(pieces: Sequence[Piece], font: QFont, width: int, *, selected: bool = False) -> QTextLayout:
    """The pieces as Qt paints them, in lines of this width; `selected`: on the colour of a selected row."""
    shown: list[Piece] = [(_shown(text), change) for text, change in pieces]
    layout = QTextLayout("".join(text for text, _ in shown), font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    formats: list[QTextLayout.FormatRange] = []
    start = 0
    for text, change in shown:
        length = len(text) + sum(character > "\uffff" for character in text)
        if change != "same":
            formats.append(_range(start, length, _format(change, selected)))
        start += length
    layout.setFormats(formats)
    layout.beginLayout()
    gap = font.pixelSize() * _LINE_FACTOR
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(20, width))
        line.setPosition(QPointF(0, gap * (layout.lineCount() - 0.28) - line.ascent()))
    layout.endLayout()
    return layout


def spoken_pieces(pieces: Sequence[Piece]) -> str:
    """The pieces for those who cannot see the marks."""
    words = {
        "same": "{text}",
        "removed": translate("Differences", "[removed: {text}]"),
        "added": translate("Differences", "[added: {text}]"),
        "other": translate("Differences", "[differs: {text}]"),
    }
    return " ".join(words[change].format(text=text.strip()) for text, change in pieces if text.strip())


def _shown(text: str) -> str:
    """As `showable`, but white space at the ends belongs to the piece."""
    core = text.strip()
    if not core:
        return text.replace("\n", "\u2028").replace("\t", " ").replace("\r", "")
    before, behind = text[: text.index(core[0])], text[len(text.rstrip()) :]
    return _shown(before) + breakable(showable(core)) + _shown(behind)


def _range(start: int, length: int, look: QTextCharFormat) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    made.start, made.length, made.format = start, length, look
    return made


def _format(change: Change, selected: bool) -> QTextCharFormat:
    token = _TOKENS[change]
    look = QTextCharFormat()
    look.setFontStrikeOut(change == "removed")
    look.setFontUnderline(change in ("added", "other"))
    if selected:
        look.setForeground(theme.colour("on_sel"))
        return look
    look.setForeground(theme.colour(token))
    look.setBackground(theme.colour(f"{token}_bg"))
    return look
