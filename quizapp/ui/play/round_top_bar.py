"""The bar above a round: pause, mode, which question, streak and score."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from quizapp.game.round import Round
from quizapp.ui import theme
from quizapp.ui.common.buttons import PlainButton
from quizapp.ui.common.labels import PlainLabel
from quizapp.ui.common.themed_icon import ThemedIcon
from quizapp.ui.play.home_words import duration, number
from quizapp.ui.play.round_pace import whole_seconds
from quizapp.ui.play.round_words import is_right, mode_title

_MODE_ICONS = {
    "sprint": "flag",
    "dash": "stopwatch",
    "marathon": "hurdle",
    "daily": "calendar",
    "training": "target",
    "relay": "baton",
    "custom": "gear",
}
_NAME_PX = 150


class RoundTopBar(QFrame):
    """`pause_button` is the page's to connect."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "top-bar")
        self._small = False
        self._round: Round | None = None
        self.pause_button = PlainButton(self.tr("Pause"), "pause", "Esc", small=True)
        self._mode = PlainLabel("", "mode")
        self._mode_icon = ThemedIcon("flag", "ink", 20)
        self._streak_icon = ThemedIcon("streak", "ink", 16)
        self._count = PlainLabel("", "body", "ink2")
        self._streak = PlainLabel("", "section")
        self._score = PlainLabel("", "section")
        self._score.setObjectName("score")
        self._time = PlainLabel("", "section")
        self._time.setObjectName("time_left")
        self._captions = [
            PlainLabel(self.tr("Time left"), "caption", "ink2"),
            PlainLabel(self.tr("Streak"), "caption", "ink2"),
            PlainLabel(self.tr("Score"), "caption", "ink2"),
        ]
        self._lines = [_line(self), _line(self)]
        self._row = QHBoxLayout(self)
        self._lay_out()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_small(False)

    def _lay_out(self) -> None:
        row = self._row
        row.setSpacing(0)
        for widget, after in ((self.pause_button, 16), (self._mode_icon, 8), (self._mode, 16), (self._count, 16)):
            row.addWidget(widget)
            row.addSpacing(after)
        row.addStretch(1)
        row.addLayout(_stacked(self._captions[0], self._time))
        row.addSpacing(16)
        row.addWidget(self._lines[0])
        row.addSpacing(16)
        streak = QHBoxLayout()
        streak.setSpacing(3)
        streak.addWidget(self._streak_icon)
        streak.addWidget(self._streak)
        row.addLayout(_stacked(self._captions[1], streak))
        row.addSpacing(16)
        row.addWidget(self._lines[1])
        row.addSpacing(16)
        row.addLayout(_stacked(self._captions[2], self._score))

    def show_round(self, round_: Round) -> None:
        """Show where this round stands."""
        self._round = round_
        mode = round_.settings.mode
        self._mode.setText(mode_title(mode))
        self._mode_icon.set_icon(_MODE_ICONS.get(mode, "flag"), "ink")
        self._show_count(round_)
        streak = number(round_.streak)
        self._streak.setText(streak)
        self._streak.setAccessibleName(self.tr("Streak {streak}").format(streak=streak))
        self._show_score(round_)
        for part in (self._captions[0], self._time, self._lines[0]):
            part.setVisible(round_.rules.has_clock)
        for part in (self._captions[1], self._streak_icon, self._streak, self._lines[1]):
            part.setVisible(round_.rules.with_bonuses)

    def _show_count(self, round_: Round) -> None:
        """Which question, and whose turn it is or how many misses the run still bears."""
        count = round_.question_count
        at = number(round_.question_number if count is None else min(round_.question_number, count))
        if count is None:
            full, short = self.tr("Question {at}").format(at=at), at
        else:
            full = self.tr("Question {at} of {of}").format(at=at, of=number(count))
            short = self.tr("{at} of {of}").format(at=at, of=number(count))
        more = self._aside(round_)
        self._count.setText(" · ".join(part for part in (short if self._small else full, more) if part))
        self._count.setAccessibleName(", ".join(part for part in (full, more) if part))

    def _aside(self, round_: Round) -> str:
        if round_.runner is not None:
            metrics = QFontMetrics(self._count.font())
            return metrics.elidedText(round_.runner.name, Qt.TextElideMode.ElideRight, theme.px(_NAME_PX))
        left = round_.lives_left
        if left is None:
            return ""
        return self.tr("1 hurdle left") if left == 1 else self.tr("{count} hurdles left").format(count=number(left))

    def _show_score(self, round_: Round) -> None:
        """Points, in a relay those of who has to answer; right answers where only they count."""
        turns = round_.answered
        if not round_.rules.with_bonuses:
            right = number(sum(is_right(turn.verdict) for turn in turns))
            self._captions[2].setText(self.tr("Right"))
            self._score.setText(right)
            self._score.setAccessibleName(self.tr("{count} right").format(count=right))
            return
        mine = [turn for turn in turns if turn.lane == round_.lane]
        score = number(sum(turn.points.total for turn in mine))
        self._captions[2].setText(self.tr("Score"))
        self._score.setText(score)
        self._score.setAccessibleName(self.tr("Score {score} points").format(score=score))

    def show_time(self, left_ms: int, *, soon: bool) -> None:
        """How much time is left, of the question or of the round; `soon`: not much. It is not announced each time."""
        text = duration(whole_seconds(left_ms) * 1000)
        if text != self._time.text():
            self._time.setText(text)
            self._time.setAccessibleName(self.tr("Time left {time}").format(time=text))
            self._time.set_token("bad" if soon else "ink")

    def set_small(self, small: bool) -> None:
        """The form for small windows: the pause button without its word, the count without "Question"."""
        self._small = small
        side = 16 if small else 28
        self._row.setContentsMargins(side, 0, side, 1)
        self.pause_button.set_text("" if small else self.tr("Pause"))
        self.pause_button.setAccessibleName(self.tr("Pause"))
        self.pause_button.setToolTip(self.tr("Pause") if small else "")
        if self._round is not None:
            self.show_round(self._round)
        self.updateGeometry()

    def set_type_scale(self, scale: float) -> None:
        """Enlarge the type for wide windows (1 is as drawn)."""
        self._mode.set_role("mode", scale=scale)
        self._count.set_role("body", scale=scale)
        for label in (self._time, self._streak, self._score):
            label.set_role("section", scale=scale * 20 / 18)
        for caption in self._captions:
            caption.set_role("caption", scale=scale)
        self.pause_button.set_type_scale(scale)
        self._mode_icon.set_size(round(20 * scale))
        self._streak_icon.set_size(round(16 * scale))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        least = 48 if self._small else 56
        return QSize(600, max(least, super().sizeHint().height()))

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), self.sizeHint().height())


def _line(parent: QWidget) -> QFrame:
    """A hairline between two values, with room at both sides."""
    line = QFrame(parent)
    line.setProperty("role", "line")
    line.setFixedSize(1, 28)
    return line


def _stacked(caption: PlainLabel, value: QWidget | QHBoxLayout) -> QVBoxLayout:
    """A caption above a value, both at the right."""
    column = QVBoxLayout()
    column.setSpacing(0)
    column.setContentsMargins(0, 0, 0, 0)
    column.addStretch(1)
    column.addWidget(caption, 0, Qt.AlignmentFlag.AlignRight)
    if isinstance(value, QWidget):
        column.addWidget(value, 0, Qt.AlignmentFlag.AlignRight)
    else:
        column.addLayout(value)
        column.setAlignment(value, Qt.AlignmentFlag.AlignRight)
    column.addStretch(1)
    return column
