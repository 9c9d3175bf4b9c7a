"""The card of lyrics: a record, the line as in karaoke with a ball that hops to the gap."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPen

from quizapp.ui import theme
from quizapp.ui.play import marks
from quizapp.ui.play.card_content import GAP, CardContent, sentence
from quizapp.ui.play.card_frame import (
    ANSWER,
    Moment,
    Scale,
    clip_to_card,
    draw_cached,
    draw_scrolled,
    fill_card,
    is_bare,
    scale_of,
)
from quizapp.ui.play.lyric_flow import Flow, Piece, fit_flow
from quizapp.ui.play.text_block import Fit, FittedText, Ink, TextBlock, fit_block

_GROOVE = QColor("#1C4468")
_RAIL = QColor("#2B567D")
_GAP_PX = 160.0


class LyricCard:
    """Paints a karaoke screen; without a line the record stands alone."""

    duration_ms = 260

    def __init__(self, content: CardContent) -> None:
        self._content = content
        self._line = content.line.strip()
        self._long = FittedText(content.filled(self._line))
        self._note = FittedText(_note(content))
        self.shows: object = content
        self._flows: dict[object, Flow | None] = {}

    def spoken(self) -> str:
        """The line and the note."""
        content = self._content
        return sentence(content.spoken(content.line) or content.category_title, _note(content))

    def paint(self, painter: QPainter, area: QRectF, moment: Moment) -> float:
        """Draw record, words, ball, bar and note."""
        scale = scale_of(area)
        painter.save()
        clip_to_card(painter, area)
        alone = not self._line
        name = f"lyric{alone}{theme.text_scale()}{theme.scheme()}"
        draw_cached(painter, area, name, _draw_alone_ground if alone else _draw_ground)
        bare = self._line and is_bare(area, scale)
        foot = self._draw_foot(painter, area, scale) if self._line and not bare else area.bottom()
        if bare:
            inset = 41 * scale.space
            overflow = self._draw_long_line(painter, area.adjusted(inset, 4, -inset, -4), scale, moment.scroll)
        elif self._line:
            overflow = self._draw_line(painter, area, foot, scale, moment)
        else:
            overflow = 0.0
            self._draw_record_alone(painter, area, scale)
        painter.restore()
        return overflow

    def _draw_record_alone(self, painter: QPainter, area: QRectF, scale: Scale) -> None:
        align = Qt.AlignmentFlag.AlignLeft if scale.flat else Qt.AlignmentFlag.AlignHCenter
        left = 41 * scale.space
        width = area.width() - 2 * left - (area.height() if scale.flat else 0)
        title = fit_block(
            self._content.category_title,
            scale.font(31, bold=True),
            QSizeF(width, 1e6),
            Fit(scale.smallest_px, 2, align),
        )
        note = self._note.fit(scale.font(14), QSizeF(width, 1e6), Fit(scale.font(12).pixelSize(), 2, align, 1.4))
        high = title.height + note.height
        top = area.center().y() - high / 2 if scale.flat else area.bottom() - 18 * scale.space - high
        title.draw(painter, QPointF(area.x() + left, top), Ink(theme.colour("subtitle")))
        note.draw(painter, QPointF(area.x() + left, top + title.height), Ink(theme.colour("lyric_note")))

    def _draw_foot(self, painter: QPainter, area: QRectF, scale: Scale) -> float:
        """Record, bar and note; the y above which the words have their room."""
        left, right = area.x() + 41 * scale.space, area.right() - 41 * scale.space
        room = QSizeF(right - left, area.height() * 0.2)
        note = self._note.fit(scale.font(14.5), room, Fit(scale.font(12).pixelSize(), 2, factor=1.35))
        under = (22 if not scale.flat else 10) * scale.space
        # The bar keeps its place where there is no note.
        top = area.bottom() - under - max(note.height, scale.font(14.5).pixelSize() * 1.35)
        note.draw(painter, QPointF(left, top), Ink(theme.colour("lyric_note")))
        if scale.flat and area.height() < 190 * scale.space:
            return top - 2
        bar = top - (13 if not scale.flat else 8) * scale.space
        _draw_bar(painter, left, right, bar, self._content.number / max(1, self._content.total), scale)
        return bar - (52 if not scale.flat else 20) * scale.space

    def _draw_line(self, painter: QPainter, area: QRectF, foot: float, scale: Scale, moment: Moment) -> float:
        left = area.x() + 41 * scale.space
        top = self._draw_heading(painter, area, scale)
        centre, radius = _record_place(area, scale)
        right = area.right() - 41 * scale.space
        beside = QRectF(left, top, centre.x() - radius - 12 * scale.space - left, foot - top)
        below = QRectF(left, centre.y() + radius, right - left, foot - centre.y() - radius)
        room, flow = beside, None
        for room in (beside,) if scale.flat else (below, beside):
            flow = self._fitted_flow(room, scale)
            if flow is not None:
                break
        if flow is None:
            long_room = beside.adjusted(0, 6 * scale.space, -10, 30 * scale.space)
            return self._draw_long_line(painter, long_room, scale, moment.scroll)
        drop = room.bottom() - flow.height - room.y()
        painter.save()
        painter.translate(0, max(0.0, drop))
        for row in flow.rows:
            _draw_hops(painter, row, flow)
            for piece in row:
                self._draw_piece(painter, piece, flow)
        self._draw_ball(painter, flow, moment.progress)
        painter.restore()
        return 0.0

    def _draw_heading(self, painter: QPainter, area: QRectF, scale: Scale) -> float:
        has_gap = GAP.search(self._line) is not None
        text = QCoreApplication.translate("LyricCard", "Fill the gap") if has_gap else self._content.category_title
        font = scale.font(14, bold=True)
        top = area.y() + (38 if not scale.flat else 14) * scale.space
        block = fit_block(text, font, QSizeF(area.width() * 0.55, 1e6), Fit(12 * scale.type, 2))
        block.draw(painter, QPointF(area.x() + 41 * scale.space, top), Ink(theme.colour("lyric_note")))
        return top + block.height

    def _fitted_flow(self, room: QRectF, scale: Scale) -> Flow | None:
        key = (room.getRect(), scale, theme.text_scale())
        if key not in self._flows:
            if len(self._flows) > 4:  # sizes of a window being dragged
                self._flows.clear()
            font = scale.font(37 if not scale.flat else 34, bold=True)
            gap = max(_GAP_PX * font.pixelSize() / 37, self._answer_width(font))
            self._flows[key] = fit_flow(self._line, font, room, scale.smallest_px, gap)
        return self._flows[key]

    def _answer_width(self, font: QFont) -> float:
        if not self._known():
            return 0.0
        return TextBlock(self._content.answer[:80], font, 1e6).width + font.pixelSize() * 0.9

    def _known(self) -> bool:
        return self._content.answered and bool(self._content.answer)

    def _draw_long_line(self, painter: QPainter, room: QRectF, scale: Scale, scroll: float) -> float:
        fit = Fit(scale.smallest_px, 0, factor=1.4)
        block = self._long.fit(scale.font(28, bold=True), room.size(), fit)
        ink = Ink(theme.colour("subtitle"))

        def draw(at: QPointF) -> None:
            block.draw(painter, at, ink)

        return draw_scrolled(painter, block, room, scroll, draw)

    def _draw_piece(self, painter: QPainter, piece: Piece, flow: Flow) -> None:
        if piece.block is not None:
            top = _baseline_box(piece.place, flow).center().y() - piece.block.height / 2
            piece.block.draw(painter, QPointF(piece.place.x(), top), Ink(theme.colour("subtitle")))
            return
        box = _baseline_box(piece.place, flow)
        known, yellow = self._known(), theme.colour("subtitle")
        painter.setPen(QPen(ANSWER, 2.2) if known else marks.dashed_pen(yellow, 2.2, 7, 5))
        painter.setBrush(theme.colour("lyric_gap"))
        painter.drawRoundedRect(box, 8, 8)
        if known:
            room = QSizeF(box.width() - 12, box.height())
            block = fit_block(
                self._content.answer,
                flow.font,
                room,
                Fit(12, 1, Qt.AlignmentFlag.AlignHCenter, 1.2),
            )
            block.draw(painter, QPointF(box.x() + 6, box.center().y() - block.height / 2), Ink(ANSWER))
            return
        caret = box.x() + box.height() * 0.35
        painter.setPen(QPen(yellow, max(1.5, flow.font.pixelSize() * 0.07)))
        painter.drawLine(
            QPointF(caret, box.y() + box.height() * 0.18),
            QPointF(caret, box.bottom() - box.height() * 0.18),
        )

    def _draw_ball(self, painter: QPainter, flow: Flow, progress: float) -> None:
        row = next((row for row in flow.rows if any(piece.is_gap for piece in row)), None)
        if row is None:
            return
        at = next(index for index, piece in enumerate(row) if piece.is_gap)
        end = _landing(row[at], flow)
        start = _landing(row[at - 1], flow) if at else QPointF(end.x() - flow.font.pixelSize() * 2, end.y())
        spot = _hop(start, end, flow).pointAtPercent(min(1.0, max(0.0, progress)))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("lyric_ball"))
        radius = flow.font.pixelSize() * 0.21
        painter.drawEllipse(spot, radius, radius)


def _record_place(area: QRectF, scale: Scale) -> tuple[QPointF, float]:
    """Centre and radius of the record beside a line."""
    if scale.flat:
        centre = QPointF(area.right() - 84 * scale.space, area.y() + area.height() * 0.38)
        return centre, min(44 * scale.space, area.height() * 0.24)
    centre = QPointF(area.right() - 128 * scale.space, area.y() + 95 * scale.space)
    return centre, 58.5 * scale.space


def _lone_record_place(area: QRectF, scale: Scale) -> tuple[QPointF, float]:
    """Centre and radius of the record that has the card for itself, but for the title."""
    if scale.flat:
        centre = QPointF(area.right() - area.height() * 0.62, area.center().y())
        return centre, area.height() * 0.3
    high = area.height() - 84 * scale.space * theme.text_scale() ** 0.5
    return QPointF(area.center().x(), area.y() + high * 0.52), high * 0.31


def _draw_ground(painter: QPainter, area: QRectF) -> None:
    fill_card(painter, area, theme.colour("lyric"))
    clip_to_card(painter, area)
    _draw_record(painter, area, *_record_place(area, scale_of(area)))


def _draw_alone_ground(painter: QPainter, area: QRectF) -> None:
    fill_card(painter, area, theme.colour("lyric"))
    clip_to_card(painter, area)
    _draw_record(painter, area, *_lone_record_place(area, scale_of(area)))


def _note(content: CardContent) -> str:
    """The song once it may be known, before that a promise; nothing where there is none to keep."""
    if content.answered or not content.note_after:
        return content.note_after
    return QCoreApplication.translate("LyricCard", "Song and singer shown after you answer")


def _baseline_box(place: QRectF, flow: Flow) -> QRectF:
    """The lower part of a row: the word's own box; the hops have the upper part."""
    high = flow.font.pixelSize() * 1.42
    return QRectF(place.x(), place.bottom() - high, place.width(), high)


def _landing(piece: Piece, flow: Flow) -> QPointF:
    """Where the ball touches down above a piece."""
    box = _baseline_box(piece.place, flow)
    size = flow.font.pixelSize()
    above = size * 0.34 if piece.is_gap else -size * 0.02
    return QPointF(box.center().x(), box.y() - above)


def _hop(start: QPointF, end: QPointF, flow: Flow) -> QPainterPath:
    path = QPainterPath(start)
    lift = min(flow.font.pixelSize() * 0.5, abs(end.x() - start.x()) * 0.2)
    path.quadTo(QPointF((start.x() + end.x()) / 2, min(start.y(), end.y()) - lift), end)
    return path


def _draw_hops(painter: QPainter, row: list[Piece], flow: Flow) -> None:
    words = [piece for piece in row if not piece.glued]
    size = max(1.2, flow.font.pixelSize() * 0.055)
    pen = QPen(theme.colour("lyric_ball"), size, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
    pen.setDashPattern([0.01, 3.2])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for first, second in pairwise(words):
        painter.drawPath(_hop(_landing(first, flow), _landing(second, flow), flow))


def _draw_record(painter: QPainter, area: QRectF, centre: QPointF, radius: float) -> None:
    """Label, rings and grooves that fill the card."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    step = radius * 0.605
    for at in range(1, 2 + int(max(area.width(), area.height()) / step)):
        ring = radius + (at - 0.15) * step
        painter.setPen(QPen(marks.faint(_GROOVE, 0.95 if at % 2 else 0.6), max(0.8, radius * 0.028)))
        painter.drawEllipse(centre, ring, ring)
    chalk = theme.colour("chalk")
    painter.setPen(QPen(chalk, max(1.0, radius * 0.034)))
    painter.setBrush(QColor("#A94733"))
    painter.drawEllipse(centre, radius, radius)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(marks.faint(chalk, 0.7), max(0.8, radius * 0.025)))
    painter.drawEllipse(centre, radius * 0.63, radius * 0.63)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("lyric"))
    painter.drawEllipse(centre, radius * 0.16, radius * 0.16)


def _draw_bar(painter: QPainter, left: float, right: float, y: float, share: float, scale: Scale) -> None:
    """How far the round has come, as a player shows how far a song has."""
    width = 5 * scale.space
    at = left + (right - left) * min(1.0, max(0.0, share))
    for start, end, colour in ((at, right, _RAIL), (left, at, theme.colour("subtitle"))):
        painter.setPen(QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawLine(QPointF(start, y), QPointF(end, y))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("subtitle"))
    painter.drawEllipse(QPointF(at, y), width * 1.4, width * 1.4)
