"""The rows of options: text, whether it is right, and folded away from which episode it shows and what it answers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QRectF, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from quizapp.game.question import Distractor
from quizapp.ui import icons, theme
from quizapp.ui.common.buttons import IconButton
from quizapp.ui.common.labels import PlainLabel, tool_tip
from quizapp.ui.common.painted_button import PaintedButton
from quizapp.ui.common.painting import mix, rounded
from quizapp.ui.editor.form_rows import GAP_PX, Entry, Row, RowKind, RowList
from quizapp.ui.editor.form_text import LineField, NumberLine, set_state

TEXT_LEAST_PX, BESIDE_TEXT_PX = 96, 148
"""Of an option beside another: the least that its text has, and what stands around it."""
MARK_KEYS, FOLD_KEYS = "Ctrl+R", "Alt+Enter"


@dataclass(frozen=True, slots=True)
class Option:
    """One option. A right one keeps episode and feedback only until it is saved: a key has neither."""

    text: str = ""
    is_right: bool = False
    episode: int | None = None
    feedback: str = ""

    def distractor(self) -> Distractor:
        """This option as a wrong one."""
        return Distractor(self.text, self.episode, self.feedback)


def native(keys: str) -> str:
    """How keys are called on this system."""
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)


def letter(place: int) -> str:
    """A, B, … Z, 27, 28, …"""
    return chr(ord("A") + place) if place < 26 else str(place + 1)


class KeyMark(PaintedButton):
    """Whether an option is right: a dot where only one can be, a tick where several can."""

    takes_enter = False

    def __init__(self, parent: QWidget | None = None) -> None:
        self._is_round = True
        super().__init__("", parent=parent)
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_round(self, is_round: bool) -> None:
        """Draw a dot or a box."""
        self._is_round = is_round
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(28), theme.px(30))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        side = theme.px(18)
        box = QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)
        radius = side / 2 if self._is_round else 5
        if not self.isChecked():
            edge = mix(theme.colour("line2"), theme.colour("primary"), self._hover)
            rounded(painter, box, radius, theme.colour("surface"), edge)
        elif self._is_round:
            rounded(painter, box, radius, theme.colour("surface"), theme.colour("ok"), 5)
        else:
            rounded(painter, box, radius, theme.colour("ok"))
            tick = icons.coloured_pixmap("check", theme.colour("on_ok"), side - 4, self.devicePixelRatioF())
            painter.drawPixmap(round(box.x()) + 2, round(box.y()) + 2, tick)


class FoldButton(IconButton):
    """Shows or hides what is folded away; a dot says that something is in it."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__("chevron-down", name, size=28, parent=parent)
        self.setCheckable(True)
        self.has_content = False

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.has_content and not self.isChecked():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.colour("surface"), 1))
            painter.setBrush(theme.colour("primary"))
            painter.drawEllipse(QRectF(self.width() - 11, 3, 8, 8))


class OptionRow(Row):
    """A mark, a text, and below it, folded away, episode and feedback of a wrong option.

    Tab goes from text to text: Ctrl+R marks the option whose text has the focus, Alt+Enter opens what is folded away.
    """

    marked = Signal(bool)
    unfolded = Signal()

    def __init__(self, parent: QWidget | None = None, *, with_mark: bool = True) -> None:
        super().__init__(parent)
        self._with_mark = with_mark
        self.mark = KeyMark(self)
        self._letter = PlainLabel("", "dense", bold=True, parent=self)
        self.field = self._add_field(LineField("", parent=self))
        self.field.takes_lines = True
        self._right = PlainLabel(self.tr("Right"), "dense", "ok", bold=True, parent=self)
        self.fold = FoldButton(self.tr("Episode and feedback"), self)
        self._button = self._remove_button()
        self.episode = NumberLine(self.tr("Hidden from players before episode"), self.tr("ep."), parent=self)
        self.feedback = LineField("", self.tr("Said to who chose this"), parent=self)
        for field in (self.episode, self.feedback):
            self._add_field(field)
        for button in (self.mark, self.fold):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.mark.setToolTip(tool_tip(self.tr("Right or wrong ({keys})").format(keys=native(MARK_KEYS))))
        self._lay_out()
        self.mark.toggled.connect(self._mark)
        self.fold.toggled.connect(self._unfold)
        self._refresh()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(4)
        self._letter.setMinimumWidth(theme.px(16))
        top.addWidget(self.mark)
        top.addWidget(self._letter)
        top.addWidget(self.field, 1)
        for widget in (self._right, self.fold, self._button):
            top.addWidget(widget)
        self._below = QWidget(self)
        below = QHBoxLayout(self._below)
        below.setContentsMargins(theme.px(28 + 16 + 8) if self._with_mark else theme.px(20), 0, theme.px(32), 2)
        below.setSpacing(6)
        below.addWidget(self.feedback, 1)
        below.addWidget(PlainLabel(self.tr("from episode"), "caption", "ink2"))
        below.addWidget(self.episode)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addLayout(top)
        column.addWidget(self._below)
        self._below.setVisible(False)
        self.mark.setVisible(self._with_mark)

    def load(self, value: Option) -> None:
        self.field.load(value.text)
        with QSignalBlocker(self.mark):
            self.mark.setChecked(value.is_right)
        self.episode.load_number(value.episode)
        self.feedback.load(value.feedback)
        self.fold.setChecked(self.fold.isChecked() and bool(value.feedback or value.episode is not None))
        self._refresh()

    def value(self) -> Option:
        return Option(self.field.value(), self.mark.isChecked(), self.episode.number(), self.feedback.value())

    def is_blank(self) -> bool:
        return is_blank(self.value())

    def stops(self) -> list[QWidget]:
        return [self.field, self.feedback, self.episode]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        pressed = QKeySequence(event.keyCombination())
        if pressed == QKeySequence(MARK_KEYS) and self._with_mark:
            self.mark.click()
        elif pressed in (QKeySequence(FOLD_KEYS), QKeySequence("Alt+Return")) and not self.fold.isHidden():
            self.fold.click()
            (self.feedback if self.fold.isChecked() else self.field).setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)

    def set_place(self, place: int) -> None:
        self._letter.setText(letter(place))
        option = self.tr("option {letter}").format(letter=letter(place))
        self.field.setAccessibleName(option[:1].upper() + option[1:])
        self.mark.setAccessibleName(self.tr("Right: {option}").format(option=option))
        self.fold.set_name(self.tr("Episode and feedback: {option}").format(option=option))
        self.fold.setToolTip(tool_tip(self.tr("Episode and feedback ({keys})").format(keys=native(FOLD_KEYS))))
        self.feedback.setAccessibleName(self.tr("Feedback: {option}").format(option=option))
        self.episode.setAccessibleName(self.tr("Hidden before episode: {option}").format(option=option))
        self._button.set_name(self.tr("Remove {name}").format(name=option))

    def set_single(self, single: bool) -> None:
        """Whether only one option can be right."""
        self.mark.set_round(single)

    def _mark(self, on: bool) -> None:
        self._refresh()
        self.marked.emit(on)
        self.changed.emit()

    def _unfold(self, on: bool) -> None:
        self.fold.set_icon_name("chevron-up" if on else "chevron-down")
        self._refresh()
        self.unfolded.emit()

    def fits(self, text_width: int) -> bool:
        """Whether all of the text is seen in so many pixels, and nothing is unfolded that needs a line for itself."""
        is_folded = self._below.isHidden()
        return is_folded and self.field.fontMetrics().horizontalAdvance(self.field.text()) <= text_width

    def _refresh(self) -> None:
        on = self.mark.isChecked() and self._with_mark
        self._right.setVisible(on)
        self.fold.setVisible(not on)
        self.fold.has_content = bool(self.feedback.text() or self.episode.text())
        self.fold.update()
        self._below.setVisible(self.fold.isChecked() and not on)
        set_state(self.field, "ok" if on else "")


def is_blank(option: Option) -> bool:
    """Whether nothing is written in an option."""
    return not option.text.strip() and not option.feedback.strip() and option.episode is None


def _with_text(option: Any, text: str) -> Option:
    return replace(option, text=text)


class OptionList(RowList):
    """Options of a choice; in a single choice a mark takes the others away.

    They stand two by two where there is room for all of each. While one types they only ever part: what is written
    shall not jump about.
    """

    def __init__(self, add_text: str, *, with_mark: bool = True, least: int = 4, parent: QWidget | None = None) -> None:
        self._single = False

        def make(parent: QWidget) -> Row:
            row = OptionRow(parent, with_mark=with_mark)
            row.set_single(self._single)
            row.marked.connect(lambda on: self._unmark_others(row, on))
            row.unfolded.connect(self._arrange)
            return row

        super().__init__(RowKind(make, Option(), _with_text, is_blank), add_text, least=least, parent=parent)
        self.changed.connect(self._part)

    def set_single(self, single: bool) -> None:
        """Whether only one option can be right."""
        self._single = single
        for row in self._made:
            if isinstance(row, OptionRow):
                row.set_single(single)

    def load_options(self, answers: Iterable[str], distractors: Iterable[Distractor]) -> None:
        """Show the right options first, then the wrong ones."""
        right = [Option(text, is_right=True) for text in answers]
        wrong = [Option(each.text, False, each.episode, each.feedback) for each in distractors]
        self.load([*right, *wrong])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _show(self, entries: list[Entry]) -> None:
        super()._show(entries)
        self._arrange()

    def _arrange(self) -> None:
        self.set_columns(2 if self._fit_two_by_two() else 1)

    def _part(self) -> None:
        if self.columns > 1 and not self._fit_two_by_two():
            self.set_columns(1)

    def _fit_two_by_two(self) -> bool:
        room = (self.width() - GAP_PX) // 2 - theme.px(BESIDE_TEXT_PX)
        rows = [row for row in self.rows() if isinstance(row, OptionRow)]
        return room >= theme.px(TEXT_LEAST_PX) and all(row.fits(room) for row in rows)

    def mark_first_if_empty(self) -> None:
        """In a list with nothing in it the first row is for the right option."""
        rows = self.rows()
        if rows and all(row.is_blank() for row in rows) and isinstance(first := rows[0], OptionRow):
            first.load(Option(is_right=True))

    def answers(self) -> tuple[str, ...]:
        """The texts of the right options."""
        return tuple(option.text for option in self.values() if option.is_right)

    def distractors(self) -> tuple[Distractor, ...]:
        """The wrong options."""
        return tuple(option.distractor() for option in self.values() if not option.is_right)

    def _unmark_others(self, row: Row, on: bool) -> None:
        if not (on and self._single):
            return
        for other in self.rows():
            if other is not row and isinstance(other, OptionRow):
                other.mark.setChecked(False)
