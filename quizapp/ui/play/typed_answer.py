"""The field for an answer that is typed, and what became of it: a mark, a note on spelling, what else counts."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from quizapp.game.grading import Verdict
from quizapp.game.names import NameBook
from quizapp.game.text import cleaned
from quizapp.game.turns import Turn
from quizapp.game.typed import accepted_forms
from quizapp.ui import theme
from quizapp.ui.common.focus_ring import REACH
from quizapp.ui.common.labels import PlainLabel
from quizapp.ui.play import marks
from quizapp.ui.play.round_words import is_right
from quizapp.ui.play.typed_note import AlsoAccepted, TypedNote

LENGTH_MAX = 200
_PASTE_MAX = 2_000
"""More is not even taken in from the clipboard; both count Unicode characters."""
_FIELD_PX, _FIELD_COMPACT_PX = 58, 46
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class TypedAnswer(QScrollArea):
    """Signals: `changed()` when the text did, so that it may be ready or not any more."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scale = 1.0
        self._compact = False
        self._content = QWidget()
        self._label = PlainLabel(self.tr("Your answer"), "dense", "ink2", bold=True)
        self._field = AnswerField(self._content)
        self._cut = PlainLabel(
            self.tr("Only the first {count} characters count.").format(count=LENGTH_MAX), "caption", "warn", wrap=True
        )
        self._cut.setObjectName("cut")
        self._note = TypedNote(self._content)
        self._line = QFrame()
        self._help = PlainLabel(
            self.tr(
                "Capitals, spaces and hyphens never count. In longer names one or two wrong letters are forgiven. "
                "Hangul works too."
            ),
            "dense",
            "ink2",
            wrap=True,
        )
        self._also = AlsoAccepted(self._content)
        self._label.setBuddy(self._field)
        self._field.setAccessibleDescription(self._help.text())
        self._lay_out()
        self._field.textChanged.connect(self._text_changed)
        self.show_question()

    def _lay_out(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self.setViewport(QWidget())  # to ask for Qt's own costs 15 ms, see LaneList
        self.viewport().setAutoFillBackground(False)
        self._line.setProperty("role", "line")
        self._line.setFixedHeight(1)
        self._column = QVBoxLayout(self._content)
        self._column.setContentsMargins(REACH, REACH, REACH, REACH)
        self._column.setSpacing(6)
        for part in (self._label, self._field, self._cut, self._note):
            self._column.addWidget(part)
        self._column.addStretch(1)
        for part in (self._line, self._help, self._also):
            self._column.addWidget(part)
        self.setWidget(self._content)
        self._content.setAutoFillBackground(False)

    # What is asked and answered

    def show_question(self) -> None:
        """An empty field to type in."""
        self._field.set_mark("")
        self._field.setReadOnly(False)
        self._field.clear()
        self._field.setAccessibleName(self.tr("Your answer"))
        self._cut.hide()
        self._note.hide()
        self._also.show_forms(())
        self._show_help()
        self.verticalScrollBar().setValue(0)

    def show_verdict(self, turn: Turn, names: NameBook) -> None:
        """What became of the text; the field keeps it and cannot be changed any more."""
        self._field.setReadOnly(True)
        if turn.text:
            self._field.setText(turn.text)
        self._field.set_mark("right" if is_right(turn.verdict) else "wrong")
        self._field.setAccessibleName(self._name_after(turn.verdict))
        self._cut.hide()
        self._note.show_turn(turn, names)
        self._also.show_forms(accepted_forms(turn.drawn.question.answers, names))
        self._show_help()
        self.verticalScrollBar().setValue(0)

    def _name_after(self, verdict: Verdict) -> str:
        if verdict is Verdict.SLIP:
            return self.tr("Your answer, accepted with a slip")
        if verdict is Verdict.TIMED_OUT:
            return self.tr("Your answer, too late")
        return self.tr("Your answer, right") if is_right(verdict) else self.tr("Your answer, wrong")

    def text(self) -> str:
        """The text as typed, without what an input method has still in the making."""
        return self._field.text()

    def settle(self) -> None:
        """Takes over what an input method has still in the making."""
        self._field.settle()

    def is_ready(self) -> bool:
        """Whether there is something to confirm."""
        return bool(cleaned(self._field.text()))

    # What the round page asks of every kind of answer

    def choose(self, place: int) -> None:
        """A digit that was pressed elsewhere: the field is where to type."""
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)

    def first_focus(self) -> QWidget:
        """The field."""
        return self._field

    def focus_order(self) -> list[QWidget]:
        """What can have the focus, in order."""
        return [self._field]

    def set_style(self, *, compact: bool, scale: float, gap: int) -> None:
        """Small form, size of the type (1 is as drawn), and pixels between the parts."""
        self._compact, self._scale = compact, scale
        self._label.set_role("caption" if compact else "dense", bold=True, scale=scale)
        self._cut.set_role("caption", scale=scale)
        self._help.set_role("caption" if compact else "dense", scale=scale)
        self._field.set_style(round((_FIELD_COMPACT_PX if compact else _FIELD_PX) * scale), compact, scale)
        self._note.set_style(compact=compact, scale=scale)
        self._also.set_type_scale(scale)
        self._column.setSpacing(3 if compact else gap)
        self._show_help()

    def height_needed(self, width: int) -> int:
        """How many pixels the field and the note of a verdict take, so that nothing moves when it comes."""
        spacing = self._column.spacing()
        label = self._label.sizeHint().height()
        return label + self._field.height() + 2 * spacing + self._note.usual_height()

    def _show_help(self) -> None:
        """Where there is little height, the help gives way to the note of the verdict."""
        room = not (self._compact and not self._note.isHidden())
        self._help.setVisible(room)
        self._line.setVisible(not self._compact)
        self._also.setVisible(self._also.has_forms() and not self._compact)

    def _text_changed(self, text: str) -> None:
        if not self._field.isReadOnly():
            too_long = len(text) > LENGTH_MAX
            if too_long:
                self._field.shorten(text[:LENGTH_MAX])
            self._cut.setVisible(too_long or (self._cut.isVisible() and len(text) == LENGTH_MAX))
            self.changed.emit()


class AnswerField(QLineEdit):
    """A line to type in. Enter while an input method composes takes over what it has, and nothing more."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._composing = ""
        self._mark = ""
        self._scale = 1.0
        self._compact = False
        self._high_px = _FIELD_PX
        self.setMaxLength(_PASTE_MAX)
        self.set_style(_FIELD_PX, compact=False, scale=1.0)

    def set_mark(self, mark: str) -> None:
        """Show "right" or "wrong" at the end of the field; "" for none yet."""
        self._mark = mark
        self.setProperty("state", {"right": "ok", "wrong": "bad"}.get(mark, ""))
        right = round(46 * self._scale * theme.text_scale()) if mark else 0
        self.setTextMargins(4, 0, right, 0)
        self.style().unpolish(self)
        self.style().polish(self)
        self._refresh_form()

    def set_style(self, height: int, compact: bool, scale: float) -> None:
        """Height in pixels at text scale 1, small form, size of the type."""
        self._high_px, self._compact, self._scale = height, compact, scale
        self._refresh_form()

    def shorten(self, text: str) -> None:
        """Replace what is too long, the caret where it was."""
        at = min(self.cursorPosition(), len(text))
        self.setText(text)
        self.setCursorPosition(at)

    def settle(self) -> None:
        """Takes over what an input method has still in the making."""
        if not self._composing:
            return
        QGuiApplication.inputMethod().commit()
        if self._composing:
            # No input method that could do it, or one that left it.
            event = QInputMethodEvent("", [])
            event.setCommitString(self._composing)
            QApplication.sendEvent(self, event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._composing = event.preeditString()
        super().inputMethodEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and not self.isReadOnly():
            if self._composing:
                self.settle()
            else:
                # The page confirms; a key held down is for it to judge too.
                event.ignore()
            return
        if event.key() == Qt.Key.Key_Escape or Qt.Key.Key_F1 <= event.key() <= Qt.Key.Key_F35:
            event.ignore()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._mark:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = 25 * self._scale * theme.text_scale()
        block = QRectF(self.width() - side - 24 * self._scale, 0, side + 24 * self._scale, self.height())
        if self._mark == "wrong":
            stripes = marks.faint(theme.colour("bad"), 0.2)
            painter.fillRect(block.adjusted(0, 2, -2, -2), marks.hatch_brush(stripes, marks.pixel_ratio(painter)))
        square = marks.centred_square(block, side)
        marks.draw_disc(painter, square, "right" if self._mark == "right" else "wrong")

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._refresh_form()

    def _refresh_form(self) -> None:
        """The style sheet sets a height of its own whenever it is applied."""
        self.setFixedHeight(theme.px(self._high_px))
        self.setFont(theme.sized_font(17 if self._compact else 20, scale=self._scale))
