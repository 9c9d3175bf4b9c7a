"""A picture in the room it gets, or the text that stands for it where it cannot be shown."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from quizapp.ui import pictures, theme
from quizapp.ui.common.labels import FittedArea, tool_tip
from quizapp.ui.common.painting import rounded
from quizapp.ui.common.themed_icon import ThemedIcon

_PAD_PX = 8
_RADIUS_PX = 10


class PictureView(QWidget):
    """Keeps the aspect of a picture and never enlarges it; a screen reader says its alternative text.

    `ground`: the colour round the picture, a token; `height_max`: pixels it takes where a layout asks.
    """

    def __init__(self, ground: str = "sunken", *, height_max: int = 10_000, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image = QImage()
        self._ground, self._height_max = ground, height_max
        self._picture = QLabel(self)
        self._picture.setTextFormat(Qt.TextFormat.PlainText)
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._missing = QWidget(self)
        self._sign = ThemedIcon("warning", "warn", 20)
        self._text = FittedArea("", "body", "ink", max_lines=3)
        row = self._row = QHBoxLayout(self._missing)
        row.setContentsMargins(6, 6, 6, 6)
        row.setSpacing(8)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._text, 1)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.show_picture(QImage(), "")

    def show_picture(self, image: QImage, alt: str) -> None:
        """Show this picture, or `alt` with a mark for a null one."""
        self._image = image
        self._picture.setVisible(not image.isNull())
        self._missing.setVisible(image.isNull())
        words = alt.strip() or self.tr("A picture without a text")
        self._picture.setAccessibleName(words)
        self._text.setText(words)
        self._text.label.setAccessibleName(words)
        self._text.label.setAccessibleDescription(self.tr("This picture cannot be shown."))
        self._sign.setToolTip(tool_tip(self._text.label.accessibleDescription()))
        self.updateGeometry()
        self._arrange()

    def set_type_scale(self, scale: float) -> None:
        """Enlarge the text that stands for a picture (1 is as drawn)."""
        self._text.label.set_type_scale(scale)
        self._arrange()

    def is_missing(self) -> bool:
        """Whether the text stands in the place of the picture."""
        return self._image.isNull()

    def words(self) -> str:
        """The alternative text, as it is said or shown."""
        return self._picture.accessibleName()

    def natural_size(self) -> QSize:
        """The size of the picture in the window's pixels, 0 x 0 for none."""
        return self._image.size() / self.devicePixelRatioF()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if self.is_missing():
            wanted = self._row.totalHeightForWidth(width - 2 * _PAD_PX)
        else:
            room = QSize(max(1, width - 2 * _PAD_PX), 10_000)
            wanted = pictures.fitted(self.natural_size(), room).height()
        return min(wanted + 2 * _PAD_PX, self._height_max)

    def sizeHint(self) -> QSize:
        return QSize(240, self.heightForWidth(240))

    def minimumSizeHint(self) -> QSize:
        return QSize(60, 40)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        ground = "sunken" if self.is_missing() else self._ground
        rounded(QPainter(self), QRectF(self.rect()), _RADIUS_PX, theme.colour(ground))

    def _arrange(self) -> None:
        room = self.rect().adjusted(_PAD_PX, _PAD_PX, -_PAD_PX, -_PAD_PX)
        if self.is_missing():
            high = min(room.height(), self._row.totalHeightForWidth(room.width()))
            self._missing.setGeometry(pictures.centred(QSize(room.width(), high), room))
        elif not room.isEmpty():
            size = pictures.fitted(self.natural_size(), room.size())
            self._picture.setPixmap(self._scaled(size))
            self._picture.setGeometry(pictures.centred(size, room))
        self.update()

    def _scaled(self, size: QSize) -> QPixmap:
        ratio = self.devicePixelRatioF()
        smooth = Qt.TransformationMode.SmoothTransformation
        scaled = self._image.scaled(size * ratio, Qt.AspectRatioMode.IgnoreAspectRatio, smooth)
        scaled.setDevicePixelRatio(ratio)
        return QPixmap.fromImage(scaled)
