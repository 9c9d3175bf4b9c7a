"""The card beside the question: one widget that shows any of the five kinds."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import Literal, Protocol, cast

from PySide6.QtCore import QEasingCurve, QEvent, QRectF, QSize, Qt, QVariantAnimation
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from quizapp.ui import theme
from quizapp.ui.play.card_content import CardContent
from quizapp.ui.play.card_frame import RADIUS_PX, CardPainter, Moment

__all__ = ["CardContent", "CardKind", "CategoryCard"]

CardKind = Literal["film", "lyrics", "slate", "credits", "plain"]

_PAINTERS: dict[CardKind, tuple[str, str]] = {
    "film": ("film_card", "FilmCard"),
    "lyrics": ("lyric_card", "LyricCard"),
    "slate": ("slate_card", "SlateCard"),
    "credits": ("credits_card", "CreditsCard"),
    "plain": ("plain_card", "PlainCard"),
}


class _PainterClass(Protocol):
    def __call__(self, content: CardContent) -> CardPainter: ...


@cache
def painter_class(kind: CardKind) -> _PainterClass:
    """What paints cards of this kind, imported when first asked for: the first question needs one of the five."""
    module, name = _PAINTERS[kind]
    return cast(_PainterClass, getattr(import_module(f"quizapp.ui.play.{module}"), name))


class CategoryCard(QWidget):
    """A card of any size; 40:27 is the ratio it is drawn for, and wide low sizes take a flat form.

    A text too long for its smallest size is scrolled with the wheel or, when the card has the
    focus, with arrow and page keys.
    """

    def __init__(
        self,
        kind: CardKind = "plain",
        content: CardContent | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._kind: CardKind = kind
        self._content = content or CardContent()
        self._painter: CardPainter = painter_class(kind)(self._content)
        self._scroll = self._overflow = 0.0
        self._entrance = QVariantAnimation(self)
        self._entrance.setStartValue(0.0)
        self._entrance.setEndValue(1.0)
        self._entrance.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._entrance.valueChanged.connect(self._repaint)
        self.setProperty("ringRadius", round(RADIUS_PX))
        # No height for width: a layout would take it for a minimum and never allow the flat form.
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self._painter.spoken())

    def kind(self) -> CardKind:
        """The kind shown."""
        return self._kind

    def content(self) -> CardContent:
        """The content shown."""
        return self._content

    def set_card(self, kind: CardKind, content: CardContent, *, animate: bool = True) -> None:
        """Show this card; another kind or question number comes with its small movement."""
        is_new = kind != self._kind or content.number != self._content.number
        if kind == self._kind and content == self._content:
            return
        painter = painter_class(kind)(content)
        is_same = kind == self._kind and painter.shows == self._painter.shows
        self._kind, self._content = kind, content
        if is_same:
            return
        self._painter = painter
        if is_new:
            self._scroll = 0.0
        self._entrance.stop()
        if is_new and animate and self._painter.duration_ms and not theme.reduced_motion():
            self._entrance.setDuration(self._painter.duration_ms)
            self._entrance.start()
        self.setAccessibleName(self._painter.spoken())
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.NameChanged))
        self.update()

    def scroll_range_px(self) -> int:
        """How many pixels of the text do not fit; known after the first painting."""
        return round(self._overflow)

    def sizeHint(self) -> QSize:
        return QSize(640, 432)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, 120)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (
            QEvent.Type.StyleChange,
            QEvent.Type.PaletteChange,
            QEvent.Type.FontChange,
        ):
            # Fitted texts and the painted scene belong to the old theme and text size.
            self._painter = painter_class(self._kind)(self._content)
            self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._scroll = 0.0

    def wheelEvent(self, event: QWheelEvent) -> None:
        if not self._scroll_by(-event.angleDelta().y() / 2):
            event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        page = self.height() / 2
        steps = {
            Qt.Key.Key_Down: 40.0,
            Qt.Key.Key_Up: -40.0,
            Qt.Key.Key_PageDown: page,
            Qt.Key.Key_PageUp: -page,
            Qt.Key.Key_Home: -self._overflow,
            Qt.Key.Key_End: self._overflow,
        }
        step = steps.get(Qt.Key(event.key()))
        if step is None or not self._scroll_by(step):
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            self._paint(painter)

    def _paint(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        overflow = self._painter.paint(painter, QRectF(self.rect()), Moment(self._progress(), self._scroll))
        if round(overflow) != round(self._overflow):
            self._overflow = overflow
            scrollable = overflow >= 1
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if scrollable else Qt.FocusPolicy.NoFocus)

    def _progress(self) -> float:
        if self._entrance.state() != QVariantAnimation.State.Running:
            return 1.0
        return float(self._entrance.currentValue() or 0.0)

    def _repaint(self) -> None:
        self.update()

    def _scroll_by(self, pixels: float) -> bool:
        """Move the text; False when there is nothing to move."""
        if self._overflow < 1:
            return False
        self._scroll = min(self._overflow, max(0.0, self._scroll + pixels))
        self.update()
        return True
