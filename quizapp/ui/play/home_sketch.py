"""What the home page shows until the questions are there: its title, its cards and its lanes as one drawing.

One widget instead of the eighty of the page, which take as long to make as everything else the first window needs.
The places are those of the page, so that little moves when it comes.
"""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from quizapp.ui import icons, theme
from quizapp.ui.common.card import paint_card
from quizapp.ui.common.painting import round_off, rounded
from quizapp.ui.play.home_layout import BOARD_RADIUS, PANEL_WIDTH, page_margins
from quizapp.ui.play.home_scene import HomeScene
from quizapp.ui.play.lane_painting import LanePainter, lane_height, paint_empty_track
from quizapp.ui.play.lane_words import lane_titles
from quizapp.ui.theme import WindowClass

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class HomeSketch(QWidget):
    """A page with nothing to press."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._window_class: WindowClass = "regular"
        self._scene = HomeScene(corners=("tr",), parent=self)
        self._waiting = self.tr("Getting the questions ready…")
        self.setAccessibleName(self._waiting)

    def activate(self) -> None:
        """There is nothing to focus."""

    def hints(self) -> list[tuple[list[str], str]]:
        """The keys of this page."""
        return [(["F1"], self.tr("help"))]

    def set_window_class(self, name: WindowClass) -> None:
        """Arrange the page for a window of this class."""
        self._window_class = name
        self._scene.setVisible(not self._small)
        self._scene.setGeometry(self._scene_place())
        self.update()

    def resizeEvent(self, event: object) -> None:
        self._scene.setGeometry(self._scene_place())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        title, guard, lanes, panel = self._places()
        role = "question" if self._small else "page_title"
        _write(painter, title, theme.font(role), theme.colour("ink"), self.tr("Pick your lane"))
        paint_card(painter, QRectF(guard))
        self._paint_guard(painter, guard)
        paint_card(painter, QRectF(lanes if self._small else lanes.united(panel)), BOARD_RADIUS)
        if self._small:
            paint_card(painter, QRectF(panel))
        self._paint_lanes(painter, lanes)
        self._paint_start(painter, panel)

    @property
    def _small(self) -> bool:
        return self._window_class == "small"

    def _places(self) -> tuple[QRect, QRect, QRect, QRect]:
        """Title, guard, lanes and panel."""
        area = self.rect().marginsRemoved(page_margins(self.width(), self._window_class))
        gap = 10 if self._small else 16
        title = QRect(area.x(), area.y(), area.width(), theme.px(40) + 8)
        height = max(theme.px(32), theme.px(36) + 2) + 14 if self._small else theme.px(40) + 28
        guard = QRect(area.x(), title.bottom() + 1 + gap, area.width(), height)
        board = QRect(area)
        board.setTop(guard.bottom() + 1 + gap)
        lanes, panel = QRect(board), QRect(board)
        if self._small:
            panel.setTop(board.bottom() + 1 - theme.px(85) - 20)
            lanes.setBottom(panel.top() - 1 - gap)
        else:
            panel.setLeft(board.right() + 1 - min(theme.px(PANEL_WIDTH), board.width() // 2))
            lanes.setRight(panel.left() - 1)
        return title, guard, lanes, panel

    def _scene_place(self) -> QRect:
        panel = self._places()[-1]
        return QRect(panel.x(), panel.y(), panel.width(), max(40, min(panel.height() // 4, 280)))

    def _paint_guard(self, painter: QPainter, card: QRect) -> None:
        side = theme.px(32 if self._small else 40)
        eye = QRect(card.x() + (14 if self._small else 20), card.y() + (card.height() - side) // 2, side, side)
        rounded(painter, QRectF(eye), 8, theme.colour("film"))
        inner = round(side * 0.55)
        inset = (side - inner) // 2
        drawn = icons.pixmap("eye", "subtitle", inner, self.devicePixelRatioF())
        painter.drawPixmap(eye.x() + inset, eye.y() + inset, drawn)
        words = card.adjusted(eye.right() + 17 - card.x(), 0, -16, 0)
        _write(
            painter, words, theme.sized_font(15, bold=True), theme.colour("ink"), self.tr("Later episodes stay hidden")
        )

    def _paint_lanes(self, painter: QPainter, area: QRect) -> None:
        painter.fillRect(area, theme.colour("clay"))
        titles = lane_titles()
        share = lane_height(area.height(), len(titles))
        if share * len(titles) < area.height() - 8:
            paint_empty_track(painter, area.adjusted(0, round(share * len(titles)), 0, 0))
        for row, (_, title, sentence) in enumerate(titles):
            top, bottom = round(row * share), round((row + 1) * share)
            lane = QRect(area.x(), area.y() + top, area.width(), bottom - top)
            drawing = LanePainter(painter, lane, row, small=self._small)
            drawing.paint_ground(current=row == 0, hover=False, last=lane.bottom() >= area.bottom())
            drawing.paint_words(title, sentence, lane.right(), current=row == 0)
        corners = ("tl", "tr", "bl", "br") if self._small else ("tl", "bl")
        round_off(painter, QRectF(area), BOARD_RADIUS, corners, theme.colour("bg"))

    def _paint_start(self, painter: QPainter, panel: QRect) -> None:
        side = theme.px(52)
        place = panel.adjusted(12, 26, -12, -26) if self._small else panel.adjusted(24, 0, -24, -20)
        place.setTop(max(place.top(), place.bottom() + 1 - side))
        rounded(painter, QRectF(place), 8, theme.colour("sunken"), theme.colour("line"))
        _write(painter, place, theme.sized_font(16, bold=True), theme.colour("ink3"), self._waiting, centred=True)


def _write(painter: QPainter, area: QRect, font: QFont, ink: QColor, text: str, *, centred: bool = False) -> None:
    painter.setFont(font)
    painter.setPen(ink)
    painter.drawText(area, Qt.AlignmentFlag.AlignCenter if centred else _LEFT, text)
