"""The words of a lyric set out on rows, with a gap where one is missing."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont

from quizapp.ui.play.card_content import GAP
from quizapp.ui.play.text_block import TextBlock, reads_right_to_left

# More than this is no lyric fragment but a text.
MOST_CHARACTERS = 240
_ENDLESS = 1e6


@dataclass(slots=True)
class Piece:
    """A word or the gap; `glued` ones follow without a space."""

    block: TextBlock | None
    width: float
    glued: bool
    place: QRectF = field(default_factory=QRectF)

    @property
    def is_gap(self) -> bool:
        """Whether the player has to fill it."""
        return self.block is None


@dataclass(frozen=True, slots=True)
class Flow:
    """Rows of pieces with their places; `height` in pixels."""

    rows: list[list[Piece]]
    font: QFont
    row_gap: float
    height: float


def fit_flow(text: str, font: QFont, room: QRectF, smallest_px: float, gap_width: float) -> Flow | None:
    """The words in the largest size that fits, else None; `gap_width` is for the font's size."""
    if len(text) > MOST_CHARACTERS:
        return None
    for size in range(font.pixelSize(), round(min(smallest_px, font.pixelSize())) - 1, -1):
        sized = QFont(font)
        sized.setPixelSize(size)
        pieces = _pieces(text, sized, max(gap_width * size / font.pixelSize(), size * 2.4))
        if max(piece.width for piece in pieces) > room.width():
            continue
        flow = _flow(pieces, sized, room, reads_right_to_left(text))
        if flow.height <= room.height():
            return flow
    return None


def _pieces(text: str, font: QFont, gap_width: float) -> list[Piece]:
    made: list[Piece] = []
    for token in text.split():
        glued = False
        for part in _split_gap(token):
            if GAP.fullmatch(part):
                made.append(Piece(None, gap_width, glued))
            else:
                block = TextBlock(part, font, _ENDLESS)
                made.append(Piece(block, block.width, glued))
            glued = True
    return made


def _split_gap(token: str) -> list[str]:
    parts, at = [], 0
    for gap in GAP.finditer(token):
        parts += [token[at : gap.start()], gap[0]]
        at = gap.end()
    return [part for part in (*parts, token[at:]) if part]


def _flow(pieces: list[Piece], font: QFont, room: QRectF, leftwards: bool) -> Flow:
    space = font.pixelSize() * 0.36
    rows = _balanced_rows(pieces, room.width(), space)
    row_gap = font.pixelSize() * (2.05 if len(rows) <= 2 else 1.8)
    height = row_gap * len(rows)
    placed = [_placed(row, room, room.y() + at * row_gap, row_gap, space, leftwards) for at, row in enumerate(rows)]
    return Flow(placed, font, row_gap, height)


def _balanced_rows(pieces: list[Piece], width: float, space: float) -> list[list[Piece]]:
    rows = _rows(pieces, width, space)
    if not 1 < len(rows) <= 4:
        return rows
    low, high = max(piece.width for piece in pieces), width
    while high - low > 4:
        middle = (low + high) / 2
        low, high = (low, middle) if len(_rows(pieces, middle, space)) == len(rows) else (middle, high)
    return _rows(pieces, high, space)


def _rows(pieces: list[Piece], width: float, space: float) -> list[list[Piece]]:
    rows: list[list[Piece]] = []
    used = 0.0
    for piece in pieces:
        step = piece.width + (0 if piece.glued else space)
        if rows and (piece.glued or used + step <= width):
            rows[-1].append(piece)
            used += step
        else:
            rows.append([piece])
            used = piece.width
    return rows


def _placed(row: list[Piece], room: QRectF, top: float, row_gap: float, space: float, leftwards: bool) -> list[Piece]:
    x, made = 0.0, []
    for at, piece in enumerate(row):
        x += space if at and not piece.glued else 0.0
        left = room.right() - x - piece.width if leftwards else room.x() + x
        made.append(replace(piece, place=QRectF(left, top, piece.width, row_gap)))
        x += piece.width
    return made
