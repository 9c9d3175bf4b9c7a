"""One answer to choose: a key box, the text, and after the verdict a mark and a label."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import (
    QEasingCurve,
    QEvent,
    QPoint,
    QPointF,
    QRectF,
    QSize,
    QSizeF,
    Qt,
    QVariantAnimation,
)
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from quizapp.ui import theme
from quizapp.ui.play import choice_look
from quizapp.ui.play.choice_look import KEYS, QUIET, ChoiceState, Look
from quizapp.ui.play.text_block import Fit, FittedText, Ink, TextBlock

__all__ = ["ChoiceButton", "ChoiceState"]

_HOVER_MS = 80
_REVEAL_MS = 120
_MINIMUM_HEIGHT_PX = 54
_SMALLEST_TEXT_PX = 15
_RIGHT_MARGIN_PX = 17
# The label takes no more of the width than this; longer ones wrap.
_LABEL_SHARE = 0.3
_ENDLESS = 1e6


@dataclass(frozen=True, slots=True)
class _Plan:
    """Where the parts lie on a button of some width; `height` is what they need."""

    block: TextBlock
    left: float
    label_width: float
    below: bool
    label_height: float
    height: float


class ChoiceButton(QAbstractButton):
    """An answer; its height follows its width and text, and a verdict moves nothing in it.

    The page handles the digit and letter keys and calls `click`.
    """

    def __init__(
        self,
        letter: str,
        text: str,
        hangul: str = "",
        *,
        checkable: bool = False,
        compact: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._letter = letter
        self._shown = f"{text} {hangul}".strip()
        self._beside, self._below = FittedText(self._shown), FittedText(self._shown)
        self._compact = compact
        self._type_scale = 1.0
        self._state = ChoiceState.OPEN
        self._hovered = False
        self._before: Look | None = None
        self._needed_height = 0
        self._plans: dict[int, _Plan] = {}
        self._change = QVariantAnimation(self)
        self._change.setStartValue(0.0)
        self._change.setEndValue(1.0)
        self._change.valueChanged.connect(self._repaint)
        self.setCheckable(checkable)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("ringRadius", round(choice_look.RADIUS_PX))
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.MinimumExpanding)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._name_it()

    def letter(self) -> str:
        """The key that chooses this answer."""
        return self._letter

    def shown_text(self) -> str:
        """The text as shown, Hangul included."""
        return self._shown

    def state(self) -> ChoiceState:
        """The state last set."""
        return self._state

    def set_state(self, state: ChoiceState) -> None:
        """Show this state; all but OPEN refuse clicks, and TAKEN cannot be focused either."""
        if state is self._state:
            return
        self._begin_change(_REVEAL_MS, QEasingCurve.Type.OutQuad)
        self._state = state
        self.setEnabled(state is not ChoiceState.TAKEN)
        self._name_it()
        self.update()

    def set_compact(self, compact: bool) -> None:
        """Choose the form for small windows: smaller type and key box."""
        if compact != self._compact:
            self._compact = compact
            self._remeasure()

    def set_type_scale(self, scale: float) -> None:
        """Enlarge the type for wide windows (1 is as drawn)."""
        if scale != self._type_scale:
            self._type_scale = scale
            self._remeasure()

    def text_rect(self) -> QRectF:
        """Where the text lies at the present size."""
        plan = self._plan(self.width())
        return QRectF(plan.left, self._text_top(plan), plan.block.limit, plan.block.height)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return round(self._plan(width).height)

    def sizeHint(self) -> QSize:
        return QSize(360, self.heightForWidth(max(360, self.width())))

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self.heightForWidth(max(200, self.width())))

    def hitButton(self, pos: QPoint) -> bool:
        return self._state is ChoiceState.OPEN and super().hitButton(pos)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._state is ChoiceState.OPEN:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def click(self) -> None:
        """Choose this answer as the mouse would; nothing happens unless it is OPEN."""
        if self._state is ChoiceState.OPEN:
            super().click()

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.HoverEnter, QEvent.Type.HoverLeave):
            self._begin_change(_HOVER_MS, QEasingCurve.Type.Linear)
            self._hovered = event.type() == QEvent.Type.HoverEnter
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self._remeasure()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        needed = self.heightForWidth(self.width())
        if needed != self._needed_height:
            self._needed_height = needed
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            self._paint(painter)

    def _paint(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look, plan = self._present_look(), self._plan(self.width())
        key = self._key_square()
        key_end = (key.right() + plan.left) / 2
        choice_look.draw_box(painter, QRectF(self.rect()), look, self._state, key_end)
        letter_font = theme.sized_font(15 if self._compact else 16, bold=not self._is_quiet(), scale=self._type_scale)
        choice_look.draw_key(painter, key, look, self._state, self._letter, letter_font)
        at = QPointF(plan.left, self._text_top(plan))
        self._block_as_drawn(plan).draw(painter, at, Ink(look.text, look.hangul))
        self._draw_label(painter, plan)

    def _is_quiet(self) -> bool:
        return self._state in QUIET

    def _repaint(self) -> None:
        self.update()

    def _remeasure(self) -> None:
        self._needed_height = 0
        self._plans.clear()
        self.updateGeometry()
        self.update()

    def _name_it(self) -> None:
        name = f"{self._letter}. {self._shown}"
        if self._state in (ChoiceState.CHOSEN_WRONG, ChoiceState.CHOSEN_RIGHT):
            name += self.tr(", your choice")
        if self._state in KEYS:
            name += self.tr(", right answer")
        self.setAccessibleName(name)
        taken = self._state is ChoiceState.TAKEN
        self.setAccessibleDescription(self.tr("Taken away by 50:50") if taken else "")
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.NameChanged))

    def _label(self, state: ChoiceState) -> str:
        texts = {
            ChoiceState.TAKEN: self.tr("Taken away by 50:50"),
            ChoiceState.RIGHT: self.tr("{0} · Right answer"),
            ChoiceState.CHOSEN_WRONG: self.tr("{0} · Your choice"),
            ChoiceState.CHOSEN_RIGHT: self.tr("{0} · Your choice, right"),
            ChoiceState.MISSED: self.tr("{0} · Right, not chosen"),
        }
        return texts.get(state, "").replace("{0}", self._letter)

    def _look(self) -> Look:
        if self._state is ChoiceState.OPEN:
            return choice_look.open_look(hovered=self._hovered, pressed=self.isDown(), checked=self.isChecked())
        return choice_look.settled_look(self._state)

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

    def _scale(self) -> float:
        return theme.text_scale() * self._type_scale

    def _font(self) -> QFont:
        if self._compact:
            return theme.sized_font(_SMALLEST_TEXT_PX, bold=True, scale=self._type_scale)
        return theme.font("answer", self._type_scale)

    def _label_font(self) -> QFont:
        return theme.sized_font(12 if self._compact else 13, bold=True, scale=self._type_scale)

    def _key_side(self) -> float:
        return (32 if self._compact else 38) * (1 + (self._scale() - 1) / 2)

    def _check_side(self) -> float:
        return 22 * (1 + (self._scale() - 1) / 2)

    def _key_square(self) -> QRectF:
        side = self._key_side()
        return QRectF(9 if self._compact else 13, (self.height() - side) / 2, side, side)

    def _plan(self, width: int) -> _Plan:
        """How the parts lie in this width; layouts ask for the same few widths again and again."""
        if width not in self._plans:
            self._plans[width] = self._new_plan(width)
        return self._plans[width]

    def _new_plan(self, width: int) -> _Plan:
        """Text beside the place of the label or, where it is long, above it."""
        left = (9 if self._compact else 13) + self._key_side() + (10 if self._compact else 14)
        room = width - left - _RIGHT_MARGIN_PX
        label_width, label_height = self._label_room(width)
        block = self._fit(self._beside, room - label_width - 12)
        height = max(block.height, label_height)
        plan = _Plan(block, left, label_width, False, label_height, self._high_enough(height))
        if block.line_count <= 2 and not block.splits_words:
            return plan
        room -= self._check_side() + 10 if self.isCheckable() else 0.0
        line = QFontMetricsF(self._label_font()).height()
        wide = self._fit(self._below, room)
        height = self._high_enough(wide.height + line)
        if height < plan.height or block.splits_words:
            return _Plan(wide, left, room, True, line, height)
        return plan

    def _fit(self, text: FittedText, room: float) -> TextBlock:
        fit = Fit(_SMALLEST_TEXT_PX * self._scale(), max_lines=2)
        return text.fit(self._font(), QSizeF(max(40.0, room), _ENDLESS), fit)

    def _high_enough(self, content_height: float) -> float:
        return max(_MINIMUM_HEIGHT_PX, content_height + 14, self._key_side() + 16)

    def _label_room(self, width: int) -> tuple[float, float]:
        """Width and height kept free for the longest label, so that it moves nothing."""
        metrics = QFontMetricsF(self._label_font())
        labels = [self._label(state) for state in ChoiceState if state is not ChoiceState.TAKEN]
        widest = max(metrics.horizontalAdvance(label) for label in labels) + 1
        words = [word for label in labels for word in label.split()]
        longest_word = max(metrics.horizontalAdvance(word) for word in words) + 1
        share = max(width * _LABEL_SHARE, longest_word)
        return (widest, metrics.height()) if widest <= share else (share, metrics.height() * 2)

    def _text_top(self, plan: _Plan) -> float:
        centred = (self.height() - plan.block.height) / 2
        if not plan.below or centred >= plan.label_height + 6:
            return centred
        # Little height: text and label are in the middle together.
        return centred - plan.label_height / 2

    def _block_as_drawn(self, plan: _Plan) -> TextBlock:
        """Quiet answers are in regular weight, broken where the bold lines were."""
        if not self._is_quiet():
            return plan.block
        font = QFont(plan.block.font)
        font.setWeight(QFont.Weight.Normal)
        return TextBlock("\n".join(plan.block.line_texts()), font, plan.block.limit)

    def _draw_label(self, painter: QPainter, plan: _Plan) -> None:
        text = self._label(self._state)
        if not text:
            if self.isCheckable() and self._state is ChoiceState.OPEN:
                self._draw_check_box(painter)
            return
        align = Qt.AlignmentFlag.AlignRight
        block = TextBlock(text, self._label_font(), plan.label_width, align=align, factor=1.25)
        top = (self.height() - block.height) / 2
        if plan.below:
            top = self._text_top(plan) + plan.block.height
        left = plan.left if plan.below else self.width() - _RIGHT_MARGIN_PX - plan.label_width
        at = QPointF(left, top)
        block.draw(painter, at, Ink(choice_look.label_colour(self._state)))

    def _draw_check_box(self, painter: QPainter) -> None:
        side = self._check_side()
        top = (self.height() - side) / 2
        square = QRectF(self.width() - _RIGHT_MARGIN_PX - side, top, side, side)
        choice_look.draw_check_box(painter, square, self.isChecked())
