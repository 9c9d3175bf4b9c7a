"""The answers of a question as buttons in one or two columns; they scroll only where they have no room."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from quizapp.ui import theme
from quizapp.ui.common.focus_ring import REACH
from quizapp.ui.play.answer_scroll import AnswerScroll, shared_heights
from quizapp.ui.play.choice_button import ChoiceButton, ChoiceState
from quizapp.ui.play.round_keys import LETTERS

_STEPS = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}
_TALLEST_PX = 150


class AnswerList(AnswerScroll):
    """Signals: `chosen(place)` when an answer was clicked, `marked()` when one of several was ticked or unticked, and
    those of `AnswerScroll`. Places count from 0 in the order shown.
    """

    chosen = Signal(int)
    marked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(QWidget(), parent)
        self._buttons: list[ChoiceButton] = []
        self._columns = 1

    def show_options(self, texts: Sequence[tuple[str, str]], *, several: bool) -> None:
        """New answers, each a text and its Hangul; `several` = any number may be ticked."""
        for button in self._buttons:
            button.hide()
            button.deleteLater()
        self._buttons = [
            self._button(letter, text, hangul, several) for letter, (text, hangul) in zip(LETTERS, texts, strict=False)
        ]
        self.verticalScrollBar().setValue(0)
        self.arrange()

    def _button(self, letter: str, text: str, hangul: str, several: bool) -> ChoiceButton:
        button = ChoiceButton(letter, text, hangul, checkable=several, compact=self._compact, parent=self.content)
        button.set_type_scale(self._scale)
        button.setProperty("ringRadius", 10)
        # A screen reader toggles a box without clicking it.
        (button.toggled if several else button.clicked).connect(self._clicked)
        button.installEventFilter(self)
        button.show()
        return button

    def parts(self) -> list[ChoiceButton]:
        return self._buttons

    def buttons(self) -> list[ChoiceButton]:
        """The answers in the order shown."""
        return list(self._buttons)

    def choose(self, place: int) -> None:
        """Choose this answer as a click would; nothing happens where there is none or it cannot be chosen."""
        if 0 <= place < len(self._buttons):
            if self._buttons[place].isCheckable() and self._buttons[place].isEnabled():
                self._buttons[place].setFocus(Qt.FocusReason.TabFocusReason)  # or Space would untick another one
            self._buttons[place].click()

    def choose_focused(self) -> None:
        """Choose the answer that has the focus, if any."""
        for button in self._buttons:
            if button.hasFocus():
                button.click()

    def marks(self) -> list[int]:
        """The places that are ticked."""
        return [place for place, button in enumerate(self._buttons) if button.isChecked()]

    def set_state(self, place: int, state: ChoiceState) -> None:
        """What became of one answer."""
        self._buttons[place].set_state(state)

    def first_open(self) -> ChoiceButton | None:
        """The first answer that can be chosen."""
        return next((button for button in self._buttons if button.state() is ChoiceState.OPEN), None)

    def set_style(self, *, compact: bool, scale: float, gap: int) -> None:
        """Small form, size of the type (1 is as drawn), and pixels between answers."""
        self._compact, self._scale, self._gap = compact, scale, gap
        for button in self._buttons:
            button.set_compact(compact)
            button.set_type_scale(scale)

    def set_columns(self, columns: int) -> None:
        """In how many columns the answers stand."""
        self._columns = columns
        self.arrange()

    def height_needed(self, width: int, columns: int) -> int:
        """How many pixels all answers take in this width."""
        heights = self._row_heights(width, columns)
        return sum(heights) + self._gap * max(0, len(heights) - 1)

    def key_pressed(self, part: QWidget, event: QKeyEvent) -> bool:
        """Arrow keys go from answer to answer as they lie."""
        step = _STEPS.get(Qt.Key(event.key()))
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if step is None or not plain or not isinstance(part, ChoiceButton):
            return False
        by = step[0] + step[1] * self._columns
        place = self._buttons.index(part) + by
        while 0 <= place < len(self._buttons):
            if self._buttons[place].isEnabled():
                self.focus_part(self._buttons[place])
                break
            place += by
        return True

    def _clicked(self) -> None:
        button = self.sender()
        if not isinstance(button, ChoiceButton) or button not in self._buttons:
            return
        if button.isCheckable():
            self.marked.emit()
        else:
            self.chosen.emit(self._buttons.index(button))

    def _row_heights(self, width: int, columns: int) -> list[int]:
        column = self._column_width(width, columns)
        needed = [button.heightForWidth(column) for button in self._buttons]
        return [max(needed[at : at + columns]) for at in range(0, len(needed), columns)]

    def _column_width(self, width: int, columns: int) -> int:
        return max(40, (width - (columns - 1) * self._gap) // columns)

    def place_parts(self, width: int, room: int) -> int:
        """All as high as each other where there is room."""
        column = self._column_width(width, self._columns)
        tallest = round(_TALLEST_PX * self._scale * theme.text_scale())
        heights = shared_heights(self._row_heights(width, self._columns), room, self._gap, tallest)
        y = REACH
        for row, height in enumerate(heights):
            for at, button in enumerate(self._buttons[row * self._columns : (row + 1) * self._columns]):
                button.setGeometry(QRect(REACH + at * (column + self._gap), y, column, height))
            y += height + self._gap
        return y - self._gap - REACH
