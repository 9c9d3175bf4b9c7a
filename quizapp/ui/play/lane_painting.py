"""How a lane of the home page is drawn, and the bend of the track below the last lane."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPainterPath, QPen

from quizapp.ui import theme
from quizapp.ui.play.marks import draw_runner_disc

_ENDING_SHARE = 0.42
"""How much of a lane its ending may take: players have long names."""
_TALLEST_LANE, _TOO_TALL = 120, 180
"""Pixels at text size 100 %: how tall lanes are where there are few, and up to where many share all there is."""


def lane_height(height: int, count: int) -> float:
    """How tall each of so many lanes is on a board so tall."""
    share = height / count
    return share if share <= theme.px(_TOO_TALL) else theme.px(_TALLEST_LANE)


def start_line_x(row: int, *, small: bool) -> int:
    """How far from the left a lane has its start line: each a little further on, as on a real bend."""
    first, step = (54, 6) if small else (70, 9)
    return theme.px(first) + step * row


class LanePainter:
    """Draws one lane into its rectangle; the pieces know no more than their texts."""

    def __init__(self, painter: QPainter, rect: QRect, row: int, *, small: bool) -> None:
        self._painter = painter
        self._rect = rect
        self._row = row
        self._small = small

    def paint_ground(self, *, current: bool, hover: bool, last: bool) -> None:
        """Clay, number, start line, chalk below unless it is the last lane, and the runner in the current one."""
        painter, rect = self._painter, self._rect
        painter.save()
        token = "clay" if self._row % 2 == 0 else "clay_alt"
        if hover and not current:
            token = "clay_deep"
        painter.fillRect(rect, theme.colour(token))
        line_x = rect.x() + start_line_x(self._row, small=self._small)
        width = (4 if self._small else 5) + (1 if current else 0)
        if current:
            beyond = rect.adjusted(line_x - rect.x(), 0, 0, 0)
            painter.fillRect(beyond, theme.colour("surface"))
        mark = theme.colour("subtitle" if current else "chalk")
        painter.fillRect(QRect(line_x, rect.y(), width, rect.height()), mark)
        if not last:
            painter.fillRect(rect.x(), rect.bottom() - 1, rect.width(), 2, theme.colour("chalk"))
        self._paint_number()
        if current:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            draw_runner_disc(painter, QPointF(rect.x() + self._runner_x(), self._middle()), self._runner_side())
        painter.restore()

    def paint_ending(self, caption: str, value: str, short: str, *, current: bool) -> int:
        """Caption and value at the right; gives the x where they begin."""
        ink = theme.colour("ink" if current else "chalk")
        pale = theme.colour("ink2" if current else "chalk2")
        right = self._rect.right() - theme.px(16 if self._small else 22)
        room = round(self._rect.width() * _ENDING_SHARE)
        if self._small or not caption:
            font = theme.sized_font(14 if self._small else 16, bold=True)
            text = short if self._small else value
            return self._at_right(text, font, ink, self._band(), right, room)
        caption_font, value_font = theme.font("caption"), theme.sized_font(16, bold=True)
        upper, lower = self._lines(caption_font, value_font)
        begin = self._at_right(caption, caption_font, pale, upper, right, room)
        return min(begin, self._at_right(value, value_font, ink, lower, right, room))

    def paint_words(self, title: str, sentence: str, limit: int, *, current: bool) -> None:
        """Title and sentence, below each other or side by side, to the left of `limit`."""
        title_font = theme.sized_font(16 if self._small else 18, bold=True)
        ink = theme.colour("ink" if current else "chalk")
        pale = theme.colour("ink2" if current else "chalk2")
        x = self._rect.x() + self._words_x(current=current)
        room = limit - theme.px(20) - x
        if self._small:
            self._at_left(title, title_font, ink, self._band(), x, room)
            beside = QFontMetrics(title_font).horizontalAdvance(title) + theme.px(16)
            beside = max(beside, theme.px(104))
            band = self._band().translated(0, 1)
            self._at_left(sentence, theme.font("dense"), pale, band, x + beside, room - beside)
            return
        dense = theme.font("dense")
        line_count = self._sentence_lines(sentence, title_font, dense, room)
        upper, lower = self._lines(title_font, dense, line_count)
        self._at_left(title, title_font, ink, upper, x, room)
        self._at_left(sentence, dense, pale, lower, x, room, wrap=line_count > 1)

    def _runner_side(self) -> int:
        return theme.px(30 if self._small else 42)

    def _runner_x(self) -> int:
        """The middle of the runner: in one line in the first lanes, in the others as far on as the start line needs."""
        line = start_line_x(self._row, small=self._small)
        behind = line + theme.px(10 if self._small else 14) + self._runner_side() // 2
        return max(theme.px(79 if self._small else 108), behind)

    def _words_x(self, *, current: bool) -> int:
        """Where the words begin: in one line in all lanes, but that the runner pushes them on where it needs to."""
        begin = theme.px(108 if self._small else 154)
        if not current:
            return begin
        return max(begin, self._runner_x() + self._runner_side() // 2 + theme.px(12 if self._small else 18))

    def paint_focus(self) -> None:
        """The focus ring, inside the lane."""
        # Nothing has the focus when the first window is painted, and what the ring needs takes 3 ms to import.
        from quizapp.ui.common.focus_ring import REACH, paint_ring

        inner = QRectF(self._rect).adjusted(REACH, REACH, -REACH, -REACH - 2)
        paint_ring(self._painter, inner, 3)

    def _paint_number(self) -> None:
        size = 22 if self._small else 34
        middle = theme.px(25 if self._small else 32)
        area = QRect(self._rect.x() + middle - 40, self._rect.y(), 80, self._rect.height() - 2)
        font = theme.sized_font(size, bold=True)
        self._text(str(self._row + 1), font, theme.colour("chalk"), area, Qt.AlignmentFlag.AlignCenter)

    def _band(self) -> QRect:
        """The lane without the chalk line at its foot."""
        return self._rect.adjusted(0, 0, 0, -2)

    def _middle(self) -> float:
        return self._rect.y() + (self._rect.height() - 2) / 2

    def _sentence_lines(self, sentence: str, title: QFont, dense: QFont, room: int) -> int:
        """Two where the sentence is too long for one and the lane is high enough, else one."""
        metrics = QFontMetrics(dense)
        high = QFontMetrics(title).height() + 2 * metrics.height()
        fits = metrics.horizontalAdvance(sentence) <= room
        return 1 if fits or high > self._rect.height() - 6 else 2

    def _lines(self, upper: QFont, lower: QFont, lower_count: int = 1) -> tuple[QRect, QRect]:
        """The bands of a line and the lines below it, together in the middle of the lane."""
        above = QFontMetrics(upper).height()
        below = QFontMetrics(lower).height() * lower_count
        overlap = 2  # the faces have more air than two lines that belong together need
        top = round(self._middle() - (above - overlap + below) / 2)
        left, width = self._rect.x(), self._rect.width()
        return QRect(left, top, width, above), QRect(left, top + above - overlap, width, below)

    def _at_left(
        self,
        text: str,
        font: QFont,
        colour: QColor,
        band: QRect,
        x: int,
        room: int,
        *,
        wrap: bool = False,
    ) -> None:
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        area = QRect(x, band.y(), max(0, room), band.height())
        if wrap:
            self._text(text, font, colour, area, int(flags) | int(Qt.TextFlag.TextWordWrap))
            return
        elide = Qt.TextElideMode.ElideRight
        shown = QFontMetrics(font).elidedText(text, elide, max(0, room))
        self._text(shown, font, colour, area, int(flags))

    def _at_right(self, text: str, font: QFont, colour: QColor, band: QRect, right: int, room: int) -> int:
        flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        area = QRect(band.x(), band.y(), right - band.x() + 1, band.height())
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, room)
        self._text(shown, font, colour, area, int(flags))
        return right - QFontMetrics(font).horizontalAdvance(shown)

    def _text(self, text: str, font: QFont, colour: QColor, area: QRect, flags: int) -> None:
        self._painter.setFont(font)
        self._painter.setPen(colour)
        self._painter.drawText(area, flags, text)


def paint_empty_track(painter: QPainter, area: QRect) -> None:
    """The bend of the track, seen from above, in the room that no lane needs: decoration."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setClipRect(area)
    painter.translate(area.topLeft())
    width, height = float(area.width()), float(area.height())
    lane = max(26.0, min(44.0, height / 9))
    lanes = 6
    for line in range(lanes, -1, -1):
        # From the infield outwards would hide the inner lanes, so the outermost comes first.
        inward = (lanes - line) * lane
        path = _bend(width, height, lane * 1.2 + inward)
        last = line == 0
        tokens = ("clay", "clay_alt")
        fill = theme.colour("scene_field" if last else tokens[line % 2])
        painter.fillPath(path, fill)
        painter.strokePath(path, QPen(theme.colour("chalk"), 3 if line in (0, lanes) else 2))
    _paint_start_lines(painter, height, lane, lanes)
    painter.restore()


def _bend(width: float, height: float, inset: float) -> QPainterPath:
    """The area inside one lane line: up from the foot, round the bend, and off to the right."""
    radius = max(16.0, min(width, height) * 0.8 - inset)
    path = QPainterPath(QPointF(inset, height + 4))
    path.lineTo(inset, inset + radius)
    path.arcTo(QRectF(inset, inset, 2 * radius, 2 * radius), 180, -90)
    path.lineTo(width + 4, inset)
    path.lineTo(width + 4, height + 4)
    path.closeSubpath()
    return path


def _paint_start_lines(painter: QPainter, height: float, lane: float, lanes: int) -> None:
    for index in range(lanes):
        left = lane * 1.2 + index * lane
        y = height - lane * (0.9 + 0.42 * (lanes - 1 - index))
        token = "subtitle" if index == 0 else "chalk"
        painter.fillRect(QRectF(left + 1, y, lane - 2, 4), theme.colour(token))
