"""One row of an answer that is put together: key box, text, hover, and what became of it at the verdict."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QEasingCurve, QEvent, QPoint, QPointF, QRectF, QSizeF, Qt, QVariantAnimation
from PySide6.QtGui import QAccessible, QAccessibleEvent, QFont, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from quizapp.ui import theme
from quizapp.ui.play import choice_look
from quizapp.ui.play.choice_look import QUIET, ChoiceState, Look
from quizapp.ui.play.round_text import breakable
from quizapp.ui.play.text_block import Fit, FittedText, Ink, TextBlock

_HOVER_MS = 80
_REVEAL_MS = 120
_SMALLEST_TEXT_PX = 15
_ENDLESS = 1e6


@dataclass(frozen=True, slots=True)
class _Measures:
    """Pixels of a form as drawn: edge to key box, side of it, key box to text, text to edge, around text, least row."""

    pad: float
    key: float
    gap: float
    end: float
    around: float
    least: float


_REGULAR = _Measures(11, 34, 12, 14, 14, 46)
_COMPACT = _Measures(6, 24, 9, 10, 12, 34)


class AnswerRow(QAbstractButton):
    """A row of `MatchBoard` or `OrderList`; its height follows its width and text, and a verdict moves nothing in it.

    `key` is its number or letter. It draws the states of an answer, see `ChoiceState`; a row that is settled refuses
    clicks.
    """

    def __init__(self, key: str, text: str, hangul: str = "", *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = key
        self._text = text
        self._shown = f"{text} {hangul}".strip()
        self._fitted = FittedText(breakable(self._shown))
        self._compact, self._type_scale = False, 1.0
        self._state, self._settled = ChoiceState.OPEN, False
        self._raised = False
        self._hovered = False
        self._before: Look | None = None
        self._blocks: dict[int, TextBlock] = {}
        self._change = QVariantAnimation(self)
        self._change.setStartValue(0.0)
        self._change.setEndValue(1.0)
        self._change.valueChanged.connect(self._repaint)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("ringRadius", round(choice_look.RADIUS_PX))
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAccessibleName(f"{key}. {self._shown}")

    def key(self) -> str:
        """The number or letter in the key box."""
        return self._key

    def set_key(self, key: str) -> None:
        """Change the number or letter."""
        self._key = key
        self.update()

    def plain_text(self) -> str:
        """The text without its Hangul."""
        return self._text

    def shown_text(self) -> str:
        """The text as shown, Hangul included."""
        return self._shown

    def state(self) -> ChoiceState:
        """What became of the row."""
        return self._state

    def is_settled(self) -> bool:
        """Whether the verdict is out."""
        return self._settled

    def settle(self, state: ChoiceState) -> None:
        """Show what became of the row and refuse clicks from now on; OPEN leaves it plain."""
        self._begin_change(_REVEAL_MS, QEasingCurve.Type.OutQuad)
        self._state, self._settled, self._raised = state, True, False
        self.unsetCursor()
        self.setAccessibleDescription("")
        self.update()

    def set_raised(self, raised: bool) -> None:
        """Mark the row as the one in hand."""
        if raised != self._raised:
            self._begin_change(_HOVER_MS, QEasingCurve.Type.Linear)
            self._raised = raised
            self.update()

    def is_raised(self) -> bool:
        """Whether the row is the one in hand."""
        return self._raised

    def set_name(self, name: str) -> None:
        """What a screen reader says of the row."""
        if name != self.accessibleName():
            self.setAccessibleName(name)
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.NameChanged))

    def set_style(self, *, compact: bool, scale: float) -> None:
        """Small form, and size of the type (1 is as drawn)."""
        if (compact, scale) != (self._compact, self._type_scale):
            self._compact, self._type_scale = compact, scale
            self.remeasure()

    def is_compact(self) -> bool:
        """Whether the row has the small form."""
        return self._compact

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        measures = self._measures()
        least = measures.least * (1 + (self.scale() - 1) / 2)
        return round(max(least, self._block(width).height + measures.around, self.key_side() + 8))

    def text_rect(self) -> QRectF:
        """Where the text lies at the present size."""
        block = self._block(self.width())
        return QRectF(self.text_left(), (self.height() - block.height) / 2, block.limit, block.height)

    def key_square(self) -> QRectF:
        """Where the key box lies at the present size."""
        side = self.key_side()
        return QRectF(self._measures().pad + self.room_before(), (self.height() - side) / 2, side, side)

    def key_side(self) -> float:
        """The side of the key box in pixels."""
        return self._measures().key * (1 + (self.scale() - 1) / 2)

    def text_left(self) -> float:
        """Where the text begins."""
        measures = self._measures()
        return measures.pad + self.room_before() + self.key_side() + measures.gap

    def scale(self) -> float:
        """How much larger than drawn the type is."""
        return theme.text_scale() * self._type_scale

    def room_before(self) -> float:
        """Pixels kept free before the key box."""
        return 0.0

    def room_after(self, width: int) -> float:
        """Pixels kept free behind the text of a row of this width, besides its margin."""
        return 0.0

    def margin_after(self) -> int:
        """Pixels from what is last in the row to its edge."""
        return round(self._measures().end)

    def label_font(self) -> QFont:
        """The font of short words beside the text."""
        return theme.sized_font(12 if self._compact else 13, bold=True, scale=self._type_scale)

    def remeasure(self) -> None:
        """Lay the text out again, because its font or room has changed."""
        self._blocks.clear()
        self.update()

    def hitButton(self, pos: QPoint) -> bool:
        return not self._settled and super().hitButton(pos)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._settled:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.HoverEnter, QEvent.Type.HoverLeave):
            self._begin_change(_HOVER_MS, QEasingCurve.Type.Linear)
            self._hovered = event.type() == QEvent.Type.HoverEnter
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self.remeasure()

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            look, key = self._present_look(), self.key_square()
            choice_look.draw_box(painter, QRectF(self.rect()), look, self._state, (key.right() + self.text_left()) / 2)
            self._draw_key(painter, key, look)
            place = self.text_rect()
            self._block_as_drawn().draw(painter, place.topLeft(), Ink(look.text, look.hangul))
            self.draw_extra(painter, look)

    def draw_extra(self, painter: QPainter, look: Look) -> None:
        """Paint what a kind of row has besides."""

    def draw_label(self, painter: QPainter, text: str, room: float, token: str) -> None:
        """Words at the right edge in at most `room` pixels."""
        block = TextBlock(text, self.label_font(), room, align=Qt.AlignmentFlag.AlignRight, factor=1.2)
        left = self.width() - self._measures().end - room
        block.draw(painter, QPointF(left, (self.height() - block.height) / 2), Ink(theme.colour(token)))

    def _draw_key(self, painter: QPainter, square: QRectF, look: Look) -> None:
        """Of a row in hand it is filled, so that it looks other than one the pointer is over."""
        if self._raised:
            look = replace(look, key=theme.colour("primary"), text=theme.colour("on_primary"))
        choice_look.draw_key(painter, square, look, self._state, self._key, self._key_font())

    def _measures(self) -> _Measures:
        return _COMPACT if self._compact else _REGULAR

    def _key_font(self) -> QFont:
        return theme.sized_font(14 if self._compact else 16, bold=self._state not in QUIET, scale=self._type_scale)

    def _font(self) -> QFont:
        if self._compact:
            return theme.sized_font(_SMALLEST_TEXT_PX, bold=True, scale=self._type_scale)
        return theme.font("answer", self._type_scale)

    def _block(self, width: int) -> TextBlock:
        """Layouts ask for the same few widths again and again."""
        if width not in self._blocks:
            room = width - self.text_left() - self.room_after(width) - self._measures().end
            fit = Fit(_SMALLEST_TEXT_PX * self.scale(), max_lines=2)
            self._blocks[width] = self._fitted.fit(self._font(), QSizeF(max(40.0, room), _ENDLESS), fit)
        return self._blocks[width]

    def _block_as_drawn(self) -> TextBlock:
        """Quiet rows are in regular weight, broken where the bold lines were."""
        block = self._block(self.width())
        if self._state not in QUIET:
            return block
        font = QFont(block.font)
        font.setWeight(QFont.Weight.Normal)
        return TextBlock("\n".join(block.line_texts()), font, block.limit)

    def _look(self) -> Look:
        if self._state is not ChoiceState.OPEN:
            return choice_look.settled_look(self._state)
        live = not self._settled
        return choice_look.open_look(
            hovered=live and self._hovered and not self._raised, pressed=live and self.isDown(), checked=self._raised
        )

    def _present_look(self) -> Look:
        if self._before is None or self._change.state() != QVariantAnimation.State.Running:
            return self._look()
        return self._before.towards(self._look(), float(self._change.currentValue() or 0.0))

    def _begin_change(self, duration_ms: int, curve: QEasingCurve.Type) -> None:
        if theme.reduced_motion() or not self.isVisible():
            return
        self._before = self._present_look()
        self._change.stop()
        self._change.setDuration(duration_ms)
        self._change.setEasingCurve(curve)
        self._change.start()

    def _repaint(self) -> None:
        self.update()
