"""What the five cards share: sizes that follow the card's own, fonts, and scrolled text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import ceil
from typing import Protocol

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPixmap, QPixmapCache

from quizapp.ui import theme
from quizapp.ui.play.marks import faint
from quizapp.ui.play.text_block import TextBlock

# Cards are dark screens in both themes, so what is right on them takes one colour.
ANSWER = QColor("#6CCBF0")
GAP_FILL = QColor("#0C0810")
RADIUS_PX = 10.0
_BARE_PX = 64


@dataclass(frozen=True, slots=True)
class Moment:
    """How far an entrance has come (0-1, 1 is the final pose); how many pixels are scrolled."""

    progress: float = 1.0
    scroll: float = 0.0


class CardPainter(Protocol):
    """One kind of card."""

    duration_ms: int
    # Two painters of a kind that show the same are equal in this.
    shows: object

    def paint(self, painter: QPainter, area: QRectF, moment: Moment) -> float:
        """Draw the card; how many pixels of its text do not fit, 0 when all is seen."""
        ...

    def spoken(self) -> str:
        """What the card shows, for a screen reader."""
        ...


@dataclass(frozen=True, slots=True)
class Scale:
    """How the card's size stands to the drawn one (640 x 432, flat 768 x 226).

    `type` is for letters, `space` for lengths.
    """

    flat: bool
    type: float
    space: float

    @property
    def preview(self) -> bool:
        """Whether the card is a miniature, in which small letters are allowed."""
        return not self.flat and self.space < 0.7

    def font(self, size_px: float, *, bold: bool = False) -> QFont:
        """A face at a size of the drawn card; captions keep to 12 px outside miniatures."""
        size = size_px * self.type
        return theme.sized_font(size if self.preview else max(12.0, size), bold=bold)

    @property
    def smallest_px(self) -> float:
        """The size to which a long text may shrink."""
        return (15 * self.type if self.preview else 15) * theme.text_scale()


def scale_of(area: QRectF) -> Scale:
    """The scale of a card that fills `area`; wide and low areas take the flat form."""
    wide, high = area.width(), max(1.0, area.height())
    if wide > 2.2 * high:
        space = min(1.6, max(0.4, wide / 768))
        return Scale(True, 0.78 * space, space)
    space = max(0.2, min(wide / 640, high / 400))
    # Above the drawn size letters grow more slowly than the screen.
    return Scale(False, space if space <= 1 else 1 + (space - 1) * 0.6, space)


def is_bare(area: QRectF, scale: Scale) -> bool:
    """Whether a card has the height for its line only, and neither for a heading nor for ornaments."""
    return scale.flat and area.height() < _BARE_PX * theme.text_scale()


def draw_cached(painter: QPainter, place: QRectF, name: str, paint: Callable[[QPainter, QRectF], None]) -> None:
    """Draw a picture that depends on its size and `name` only, keeping it for the next time.

    Most repaints come with a verdict, when nothing but a word has changed.
    """
    ratio = painter.device().devicePixelRatioF()
    size = QSize(ceil(place.width() * ratio), ceil(place.height() * ratio))
    if size.isEmpty():
        return
    key = f"card/{name}/{size.width()}x{size.height()}@{ratio}"
    picture = QPixmap()
    if not QPixmapCache.find(key, picture):
        picture = QPixmap(size)
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        with QPainter(picture) as inner:
            inner.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint(inner, QRectF(QPointF(), place.size()))
        QPixmapCache.insert(key, picture)
    painter.drawPixmap(place.topLeft(), picture)


def fill_card(painter: QPainter, area: QRectF, colour: QColor, radius: float = RADIUS_PX) -> None:
    """The rounded ground of a card."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRoundedRect(area, radius, radius)


def clip_to_card(painter: QPainter, area: QRectF, radius: float = RADIUS_PX) -> None:
    """Let nothing be drawn outside the rounded card."""
    path = QPainterPath()
    path.addRoundedRect(area, radius, radius)
    painter.setClipPath(path, Qt.ClipOperation.IntersectClip)


def draw_scrolled(
    painter: QPainter,
    block: TextBlock,
    room: QRectF,
    scroll: float,
    draw: Callable[[QPointF], None],
) -> float:
    """Draw a block in its room, scrolled where it is higher; the pixels that do not fit."""
    fits = block.height < max(room.height(), block.gap) + 1
    if not fits:
        # Whole lines only, so that none is seen by half.
        lines = max(1, int(room.height() / block.gap))
        room = QRectF(room.x(), room.y(), room.width(), lines * block.gap)
    overflow = 0.0 if fits else block.height - room.height()
    scroll = min(scroll, overflow)
    top = room.y() + (room.height() - block.height) / 2 if fits else room.y() - scroll
    painter.save()
    # Piled-up accents must not run over the rest of the card.
    painter.setClipRect(
        room.adjusted(-8, -8, 8, 8) if fits else room.adjusted(-8, 0, 8, 0),
        Qt.ClipOperation.IntersectClip,
    )
    draw(QPointF(room.x(), top))
    painter.restore()
    if fits:
        return 0.0
    _draw_bar(painter, room, scroll, block.height)
    return overflow


def _draw_bar(painter: QPainter, room: QRectF, scroll: float, whole: float) -> None:
    rail = QRectF(room.right() + 6, room.y(), 4, room.height())
    length = max(24.0, room.height() * room.height() / whole)
    share = scroll / (whole - room.height())
    chalk = theme.colour("chalk")
    fill_card(painter, rail, faint(chalk, 0.2), 2)
    fill_card(
        painter,
        QRectF(rail.x(), rail.y() + share * (rail.height() - length), 4, length),
        faint(chalk, 0.85),
        2,
    )


def draw_spaced(
    painter: QPainter,
    place: QRectF,
    text: str,
    font: QFont,
    ink: QColor,
    *,
    centred: bool = False,
    spacing: float = 0.16,
) -> None:
    """A short caption in letter-spaced capitals; `spacing` is a share of the letter size."""
    align = Qt.AlignmentFlag.AlignHCenter if centred else Qt.AlignmentFlag.AlignLeft
    spaced = QFont(font)
    spaced.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, font.pixelSize() * spacing)
    painter.setFont(spaced)
    painter.setPen(ink)
    painter.drawText(place, align | Qt.AlignmentFlag.AlignVCenter, text.upper())
