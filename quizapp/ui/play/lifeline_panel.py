"""The panel below a question: 50:50, hint and skip with what each does and how many are left, and the hint itself."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from quizapp.game.question import Kind
from quizapp.game.round import Round
from quizapp.game.rules import Mode
from quizapp.game.turns import Action
from quizapp.ui import theme
from quizapp.ui.common.buttons import MainButton, PlainButton
from quizapp.ui.common.card import Card
from quizapp.ui.common.labels import PlainLabel
from quizapp.ui.common.themed_icon import ThemedIcon
from quizapp.ui.play.home_words import number
from quizapp.ui.play.round_keys import Wish, help_lifeline, key_cap
from quizapp.ui.play.round_pace import PaceBar, whole_seconds
from quizapp.ui.play.round_reading import ReadingArea
from quizapp.ui.play.round_text import ReadingLabel
from quizapp.ui.play.round_words import how_it_counts

_BUTTON_ROW, _TEXT_ROW = 0, 1
_CAPTION_PX, _TEXT_LEAST_PX, _GAP_PX = 144, 240, 20
_LOW_PX = 116


@dataclass(frozen=True, slots=True)
class _Lifeline:
    """A button and the words that belong to it."""

    button: PlainButton
    caption: PlainLabel


class LifelinePanel(Card):
    """Only what the mode knows is there: a round without lifelines says how it counts instead.

    Signals: `fifty_requested()`, `hint_requested()`, `skip_requested()`, `confirmed()` for what is not answered by
    choosing alone.
    """

    fifty_requested = Signal()
    hint_requested = Signal()
    skip_requested = Signal()
    confirmed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._compact = False
        self._in_row = self._low = False
        self._scale = 1.0
        self._fifty = self._lifeline(self.tr("50:50"), "fifty")
        self._hint = self._lifeline(self.tr("Hint"), "bulb")
        self._skip = self._lifeline(self.tr("Skip"), "skip")
        self._offered = self._all()
        self._confirm = MainButton(self.tr("Confirm"), "", "Enter", parent=self)
        self._icon = ThemedIcon("bulb", "ink", 20)
        # With a parent from the start: what is shown before it has one flashes up as a window.
        self._title = PlainLabel("", "body", bold=True, parent=self)
        self._text = ReadingLabel("", "body", "ink2")
        self._text.setObjectName("hint")
        self._reading = ReadingArea(self._text_column(), self.tr("About the lifelines"))
        self._pace = PaceBar(self)
        self._pace_words = PlainLabel("", "body", bold=True, parent=self)
        self._pace_row = self._paced()
        self._reading_side = self._left_side()
        self._divider = QFrame(self)
        self._divider.setProperty("role", "line")
        self._divider.setFixedWidth(1)
        self._grid = QGridLayout(self)
        self._arrange()
        self._fifty.button.clicked.connect(self.fifty_requested)
        self._hint.button.clicked.connect(self.hint_requested)
        self._skip.button.clicked.connect(self.skip_requested)
        self._confirm.clicked.connect(self.confirmed)

    def _lifeline(self, text: str, icon: str) -> _Lifeline:
        caption = PlainLabel("", "caption", "ink2", wrap=True, parent=self)
        caption.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        return _Lifeline(PlainButton(text, icon, parent=self), caption)

    def _left_side(self) -> QWidget:
        """The time, if it is limited, above the text."""
        made = QWidget(self)
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self._pace_row)
        column.addWidget(self._reading, 1)
        return made

    def _paced(self) -> QWidget:
        made = QWidget(self)
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(self._pace, 1)
        row.addWidget(self._pace_words)
        made.hide()
        return made

    def _text_column(self) -> QWidget:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 6, 0)
        column.setSpacing(4)
        self._text_grid = QGridLayout()
        self._text_grid.setHorizontalSpacing(8)
        self._text_grid.setVerticalSpacing(4)
        self._text_grid.setColumnStretch(1, 1)
        column.addStretch(1)
        column.addLayout(self._text_grid)
        column.addStretch(1)
        return content

    def buttons(self) -> list[QWidget]:
        """What can have the focus, in order."""
        return [self._reading, *(each.button for each in self._offered), self._confirm]

    def all_buttons(self) -> list[QWidget]:
        """Every button of this panel, whether the round knows of it or not."""
        return [*(each.button for each in self._all()), self._confirm]

    def _all(self) -> tuple[_Lifeline, ...]:
        return self._fifty, self._hint, self._skip

    def begin(self, round_: Round) -> None:
        """Show what the rules of this round know of."""
        offered = tuple(each for each, there in zip(self._all(), _known(round_), strict=True) if there)
        self._pace_row.setVisible(round_.rules.answer_limit_ms is not None)
        if offered == self._offered:
            return
        self._offered = offered
        for lifeline in self._all():
            for part in (lifeline.button, lifeline.caption):
                part.setVisible(lifeline in offered)
        self._fit(anew=True)

    def show_time(self, left_ms: int, limit_ms: int) -> None:
        """How much of the time for the question is left, in milliseconds."""
        self._pace.set_time(left_ms, limit_ms)
        words = self.tr("{seconds} s").format(seconds=number(whole_seconds(left_ms)))
        if words != self._pace_words.text():
            self._pace_words.setText(words)

    def show_round(self, round_: Round, *, single_letters: bool) -> None:
        """Show what can be used on the question that is asked, and its hint once that was taken."""
        helps = help_lifeline(round_)
        help_cap = key_cap(Wish.HELP, single_letters=single_letters)
        skip_cap = key_cap(Wish.SKIP, single_letters=single_letters)
        fifty_cap = key_cap(Wish.FIFTY, single_letters=single_letters)
        self._show(self._fifty, round_.can_fifty, fifty_cap if round_.can_fifty else "", self._fifty_words(round_))
        self._show(self._hint, round_.can_hint, help_cap if helps == "hint" else "", self._hint_words(round_))
        self._show(self._skip, round_.can_skip, skip_cap if round_.can_skip else "", self._skip_words(round_))
        self._show_text(round_)
        self._fit()

    def _show_text(self, round_: Round) -> None:
        """The hint once it was taken, before that what lifelines cost, or how a round without them counts."""
        title, name, text = self._about(round_)
        if round_.hint_shown:
            # The button is called Hint already.
            title, name, text = self.tr("Hint"), self.tr("The hint"), round_.current.question.hint
        self._icon.set_icon("bulb" if round_.hint_shown else "info", "ink")
        self._title.setText(title)
        self._title.setAccessibleName(name if round_.hint_shown else title)
        self._text.setText(text)
        self._text.set_token("ink" if round_.hint_shown else "ink2")
        self._reading.setAccessibleName(name)
        self._reading.to_top()

    def _about(self, round_: Round) -> tuple[str, str, str]:
        if not self._offered or round_.settings.mode is Mode.TRAINING:
            return self.tr("How it counts"), self.tr("How this round counts"), how_it_counts(round_)
        parts: list[str] = []
        if round_.rules.with_bonuses and (cost := self._cost(round_)):
            parts.append(cost)
        parts.append(self.tr("Each lifeline used counts in a tie."))
        return self.tr("Lifelines"), self.tr("About the lifelines"), " ".join(parts)

    def _cost(self, round_: Round) -> str:
        clock = round_.rules.answer_limit_ms is not None
        bonus = self.tr("its bonuses") if clock else self.tr("its streak bonus")
        fifty, hint = self._fifty in self._offered, self._hint in self._offered
        if fifty and hint:
            return self.tr("50:50 and the hint cost this question {bonus}.").format(bonus=bonus)
        if fifty:
            return self.tr("50:50 costs this question {bonus}.").format(bonus=bonus)
        return self.tr("The hint costs this question {bonus}.").format(bonus=bonus) if hint else ""

    def show_confirm(self, shown: bool, *, ready: bool) -> None:
        """Whether an answer has to be confirmed, and whether there is something to confirm yet."""
        changed = shown == self._confirm.isHidden()
        self._confirm.setVisible(shown)
        self._confirm.setEnabled(ready)
        if changed:
            self._fit()

    def can_confirm(self) -> bool:
        """Whether Confirm would do something."""
        return not self._confirm.isHidden() and self._confirm.isEnabled()

    def set_style(self, *, compact: bool, scale: float) -> None:
        """Small form, and size of the type (1 is as drawn)."""
        self._compact, self._scale = compact, scale
        self._title.set_role("body", bold=True, scale=scale)
        self._text.set_role("dense" if compact else "body", scale=scale)
        for lifeline in self._all():
            lifeline.caption.set_role("caption", scale=scale)
            lifeline.button.set_small(compact)
            lifeline.button.set_type_scale(scale)
        self._confirm.set_small(compact)
        self._confirm.set_type_scale(scale)
        self._pace_words.set_role("caption" if compact else "body", bold=True, scale=scale)
        self._icon.set_size(round(20 * scale))
        self._fit(anew=True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self, *, anew: bool = False) -> None:
        """Three columns where the text beside them keeps room enough, else one row above the text."""
        in_row = self._compact or self.width() < self._width_of_columns()
        # With the time above it there is no height for a title.
        low = not self._pace_row.isHidden() and self.height() < theme.px(_LOW_PX) * self._scale
        if anew or (in_row, low) != (self._in_row, self._low):
            self._in_row, self._low = in_row, low
            self._arrange()
        if in_row:
            self._drop_captions()

    def _width_of_columns(self) -> int:
        confirm = 0 if self._confirm.isHidden() else self._confirm.sizeHint().width() + _GAP_PX
        columns = len(self._offered)
        room = theme.px(columns * _CAPTION_PX + _TEXT_LEAST_PX) + (columns + 2) * _GAP_PX
        return round(room * self._scale) + confirm

    def _drop_captions(self) -> None:
        """With large type the buttons go before the words beside them, which screen readers get all the same."""
        margins = self._grid.contentsMargins()
        room = self.width() - margins.left() - margins.right()
        widths = [each.button.sizeHint().width() + each.caption.sizeHint().width() for each in self._offered]
        if not self._confirm.isHidden():
            widths.append(self._confirm.sizeHint().width())
        fits = sum(widths) + 8 * (len(widths) + 3) <= room
        for lifeline in self._offered:
            lifeline.caption.setVisible(fits)

    def _show(self, lifeline: _Lifeline, enabled: bool, cap: str, words: tuple[str, str]) -> None:
        long, short = words
        lifeline.button.setEnabled(enabled)
        lifeline.button.set_key(cap)
        lifeline.button.setAccessibleDescription(long)
        lifeline.caption.setText(short if self._in_row else long)
        lifeline.caption.setProperty("words", words)

    def _fifty_words(self, round_: Round) -> tuple[str, str]:
        left = round_.rules.fifty_fifties - round_.used(Action.FIFTY)
        if left <= 0:
            return self._used()
        if not round_.can_fifty:
            return self.tr("Only for one right answer among four."), self.tr("Not here")
        return self._left(self.tr("Takes away two wrong answers."), left, round_)

    def _hint_words(self, round_: Round) -> tuple[str, str]:
        left = round_.rules.hints - round_.used(Action.HINT)
        if round_.hint_shown:
            return self.tr("Shown for this question."), self.tr("Shown")
        if left <= 0:
            return self._used()
        if not round_.can_hint:
            return self.tr("This question has none."), self.tr("None here")
        return self._left(self.tr("Says a little more."), left, round_)

    def _skip_words(self, round_: Round) -> tuple[str, str]:
        left = round_.rules.skips - round_.used(Action.SKIP)
        if left <= 0:
            return self._used()
        if not round_.can_skip:
            return self.tr("No other question is left."), self.tr("Not here")
        return self._left(self.tr("Another question instead."), left, round_)

    def _used(self) -> tuple[str, str]:
        return self.tr("Used in this round."), self.tr("Used")

    def _left(self, does: str, left: int, round_: Round) -> tuple[str, str]:
        still = round_.question_count
        if still is not None and left > still - round_.question_number:
            # One for each question that is still to come: nothing to count.
            return (does, "") if left > 1 else self._counted(does, left)
        return self._counted(does, left)

    def _counted(self, does: str, left: int) -> tuple[str, str]:
        count = self.tr("{left} left").format(left=number(left))
        return f"{does} {count}", count

    def _arrange(self) -> None:
        """Three columns beside the text, or one row above it in small windows."""
        # Not by takeAt: an item that Python keeps would go on answering for its widget's size.
        parts = [widget for each in self._all() for widget in (each.button, each.caption)]
        for part in (self._reading_side, self._divider, self._confirm, *parts):
            self._grid.removeWidget(part)
        for column in range(9):
            self._grid.setColumnStretch(column, 0)
            self._grid.setColumnMinimumWidth(column, 0)
        for lifeline in self._offered:
            words = lifeline.caption.property("words")
            if words:
                lifeline.caption.setText(words[1] if self._in_row else words[0])
            lifeline.caption.setWordWrap(not self._in_row)
            lifeline.caption.setVisible(True)
        self._divider.setVisible(not self._in_row and bool(self._offered))
        self._arrange_text()
        if self._in_row:
            self._arrange_row()
        else:
            self._arrange_columns()

    def _arrange_text(self) -> None:
        """Where there is no height for a title, as in small windows, the icon alone says what the text is."""
        grid = self._text_grid
        for part in (self._icon, self._title, self._text):
            grid.removeWidget(part)
        untitled = self._in_row or self._low
        self._title.setVisible(not untitled)
        grid.addWidget(self._icon, 0, 0, Qt.AlignmentFlag.AlignTop)
        if untitled:
            grid.addWidget(self._text, 0, 1)
        else:
            grid.addWidget(self._title, 0, 1)
            grid.addWidget(self._text, 1, 0, 1, 2)

    def _arrange_columns(self) -> None:
        grid, scale = self._grid, self._scale
        grid.setContentsMargins(*(round(side * scale) for side in (24, 10, 20, 10)))
        grid.setHorizontalSpacing(round(_GAP_PX * scale))
        grid.setVerticalSpacing(round(4 * scale))
        grid.setRowStretch(_BUTTON_ROW, 1)
        grid.setRowStretch(_TEXT_ROW, 1)
        grid.addWidget(self._reading_side, 0, 0, 2, 1)
        grid.setColumnStretch(0, 1)
        grid.addWidget(self._divider, 0, 1, 2, 1)
        for column, lifeline in enumerate(self._offered, start=2):
            grid.addWidget(
                lifeline.button, _BUTTON_ROW, column, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom
            )
            grid.addWidget(lifeline.caption, _TEXT_ROW, column)
            lifeline.caption.setFixedWidth(round(theme.px(_CAPTION_PX) * scale))
        grid.addWidget(self._confirm, 0, 5, 2, 1, Qt.AlignmentFlag.AlignVCenter)

    def _arrange_row(self) -> None:
        grid = self._grid
        grid.setContentsMargins(12, 9, 12, 6)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        grid.setRowStretch(_BUTTON_ROW, 0)
        grid.setRowStretch(_TEXT_ROW, 1)
        for at, lifeline in enumerate(self._offered):
            grid.addWidget(lifeline.button, _BUTTON_ROW, at * 2)
            grid.addWidget(lifeline.caption, _BUTTON_ROW, at * 2 + 1, Qt.AlignmentFlag.AlignVCenter)
            lifeline.caption.setMinimumWidth(0)
            lifeline.caption.setMaximumWidth(16_777_215)
        grid.setColumnStretch(6, 1)
        if self._offered:
            grid.addWidget(self._confirm, _BUTTON_ROW, 7)
            grid.addWidget(self._reading_side, _TEXT_ROW, 0, 1, 8)
        else:
            grid.addWidget(self._reading_side, _BUTTON_ROW, 0, 2, 7)
            grid.addWidget(self._confirm, _BUTTON_ROW, 7, 2, 1, Qt.AlignmentFlag.AlignVCenter)


def _known(round_: Round) -> tuple[bool, bool, bool]:
    """Which lifelines the rules of this round have at all: 50:50, hint, skip."""
    rules = round_.rules
    halved = rules.kinds & {Kind.SINGLE_CHOICE, Kind.MISSING_WORD}
    return rules.fifty_fifties > 0 and bool(halved), rules.hints > 0, rules.skips > 0
