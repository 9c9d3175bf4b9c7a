"""The button that says who plays, with a face and a chevron; it opens the list of players."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from quizapp.ui import icons, theme
from quizapp.ui.common.painted_button import PaintedButton
from quizapp.ui.common.painting import rounded

_DISC = 40


class PlayerButton(PaintedButton):
    """A name, a note below it, a disc with a face."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        self._note = ""
        super().__init__("", parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_player(self, name: str, note: str = "") -> None:
        """Show a player and a word about them."""
        self._note = note
        self.set_text(name)
        self.setAccessibleName(self.tr("Player: {name}").format(name=name))
        self.setAccessibleDescription(note)

    def sizeHint(self) -> QSize:
        name = QFontMetrics(theme.sized_font(14, bold=True)).horizontalAdvance(self._text)
        note = QFontMetrics(theme.font("caption")).horizontalAdvance(self._note)
        disc = theme.px(_DISC)
        return QSize(8 + max(name, note) + 10 + disc + 8 + theme.px(20) + 4, disc + 8)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._hover or self.isDown():
            fill = theme.colour("sunken" if self.isDown() else "tint")
            fill.setAlphaF(max(self._hover, float(self.isDown())))
            rounded(painter, QRectF(self.rect()), 8, fill)
        disc, chevron = theme.px(_DISC), theme.px(18)
        ratio = self.devicePixelRatioF()
        x = self.width() - 4 - chevron
        arrow = icons.pixmap("chevron-down", "ink", chevron, ratio)
        painter.drawPixmap(x, (self.height() - chevron) // 2, arrow)
        x -= 8 + disc
        self._paint_face(painter, QRect(x, (self.height() - disc) // 2, disc, disc), ratio)
        self._paint_words(painter, QRect(8, 0, x - 18, self.height()))

    def _paint_face(self, painter: QPainter, disc: QRect, ratio: float) -> None:
        token = "rail_sel" if theme.is_dark() else "film"
        rounded(painter, QRectF(disc), disc.width() / 2, theme.colour(token))
        side = theme.px(20)
        face = icons.pixmap("user", "subtitle", side, ratio)
        inset = (disc.width() - side) // 2
        painter.drawPixmap(disc.x() + inset, disc.y() + inset, face)

    def _paint_words(self, painter: QPainter, area: QRect) -> None:
        right = Qt.AlignmentFlag.AlignRight
        middle = area.center().y()
        painter.setFont(theme.sized_font(14, bold=True))
        painter.setPen(theme.colour("ink"))
        if not self._note:
            painter.drawText(area, right | Qt.AlignmentFlag.AlignVCenter, self._text)
            return
        upper = QRect(area.x(), area.y(), area.width(), middle - area.y())
        painter.drawText(upper, right | Qt.AlignmentFlag.AlignBottom, self._text)
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.colour("ink2"))
        lower = QRect(area.x(), middle + 1, area.width(), area.bottom() - middle)
        painter.drawText(lower, right | Qt.AlignmentFlag.AlignTop, self._note)
