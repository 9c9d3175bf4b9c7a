"""What a player is told after an answer: sign, sentence, explanation, sources, points in parts, and the way on."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from quizapp.game.grading import Verdict
from quizapp.game.names import NameBook
from quizapp.game.question import PackInfo, Question
from quizapp.game.records import AppealKind
from quizapp.game.round import Round
from quizapp.game.turns import Turn
from quizapp.ui import theme
from quizapp.ui.common import motion
from quizapp.ui.common.buttons import MainButton
from quizapp.ui.common.card import Card
from quizapp.ui.common.focus_ring import REACH
from quizapp.ui.common.labels import PlainLabel
from quizapp.ui.common.painting import rounded
from quizapp.ui.play import marks
from quizapp.ui.play.round_points import PointsBreakdown, points_line
from quizapp.ui.play.round_reading import ReadingArea, SourceList
from quizapp.ui.play.round_text import ReadingLabel
from quizapp.ui.play.round_words import feedback, is_right, points_text, remark, spoken_key, verdict_sentence
from quizapp.ui.play.verdict_appeals import AppealLinks

_SIGN_WIDTH_PX = 65
_SIGN_WIDTH_SMALL_PX = 45
_RADIUS = 12
_FADE_MS = 140
_LOW_PX = 98
_BESIDE_PX = 170


class VerdictPanel(Card):
    """Takes the place of the lifelines.

    Signals: `went_on()` when Next was pressed, `appealed(kind, on)` when a word to the author was said or taken back.
    """

    went_on = Signal()
    appealed = Signal(object, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._verdict = Verdict.RIGHT
        self._compact = False
        self._scale = 1.0
        self._sentence = ReadingLabel("", "section")
        self._sentence.setObjectName("verdict")
        self._feedback = ReadingLabel()
        self._explanation = ReadingLabel()
        self._line = PlainLabel("", "caption", "ink2", wrap=True)
        self._remark = PlainLabel("", "caption", "ink2", wrap=True)
        self._remark.setObjectName("remark")
        self._beside = ReadingLabel("", "body", "ink2")
        self._sources = SourceList()
        self._points = PointsBreakdown()
        self._next = MainButton(self.tr("Next"), "", "Enter")
        self._appeals = AppealLinks()
        self._with_points = True
        self._divider = QFrame()
        self._divider.setProperty("role", "line")
        self._divider.setFixedWidth(1)
        self._reading = ReadingArea(self._text_column(), self.tr("Verdict and explanation"))
        self._row = QHBoxLayout(self)
        self._lay_out()
        self._veil = _Veil(self)
        self._next.clicked.connect(self.went_on)
        self._appeals.appealed.connect(self.appealed)

    def _text_column(self) -> QWidget:
        content = QWidget()
        self._column = QVBoxLayout(content)
        self._column.setContentsMargins(0, 0, 8, 0)
        self._column.setSpacing(4)
        self._column.addStretch(1)
        parts = (self._sentence, self._feedback, self._explanation, self._line, self._remark, self._sources)
        for part in parts:
            self._column.addWidget(part)
        self._column.addStretch(1)
        return content

    def _lay_out(self) -> None:
        self._row.addWidget(self._reading, 1)
        self._row.addWidget(self._divider)
        self._row.addWidget(self._points)
        self._row.addWidget(self._beside)
        self._side = QVBoxLayout()
        self._side.setSpacing(0)
        self._side.addStretch(1)
        self._side.addWidget(self._next)
        self._side.addWidget(self._appeals)
        self._side.addStretch(1)
        self._row.addLayout(self._side)
        self._set_margins()

    def next_button(self) -> MainButton:
        """The way on."""
        return self._next

    def focus_order(self) -> list[QWidget]:
        """What can have the focus, in order."""
        return [self._reading, *self._sources.links(), self._next, *self._appeals.links()]

    def appeals(self) -> AppealLinks:
        """The words to the author."""
        return self._appeals

    def show_appeals(self, told: frozenset[AppealKind]) -> None:
        """What is noted for the author now."""
        self._appeals.show_appeals(told)

    def sentence(self) -> PlainLabel:
        """The label that holds the verdict."""
        return self._sentence

    def prepare(self, question: Question, pack: PackInfo) -> None:
        """Make the sources of the question that is asked ready, unseen, so that the verdict need not wait for them."""
        self._sources.set_sources(question.sources, pack, question.episode)

    def show_turn(self, round_: Round, turn: Turn, names: NameBook) -> str:
        """Show how this answer was; gives what a screen reader is to say."""
        question = turn.drawn.question
        has_clock = round_.rules.answer_limit_ms is not None
        self._verdict = turn.verdict
        sentence = verdict_sentence(turn, names)
        self._sentence.setText(sentence)
        _show(self._feedback, "\n".join(feedback(turn)))
        _show(self._explanation, question.explanation)
        self._show_points(round_, turn, has_clock)
        self._show_next(round_)
        self._appeals.show_turn(turn)
        self._place_appeals()
        self.set_edge("ok" if self._is_good() else "bad")
        self._reading.to_top()
        said = [sentence, spoken_key(turn, names), *feedback(turn), question.explanation, remark(round_, turn)]
        if self._with_points:
            said.append(self.tr("{points} points").format(points=points_text(turn.points.total)))
        return " ".join(part for part in said if part)

    def _show_points(self, round_: Round, turn: Turn, has_clock: bool) -> None:
        """Only where points are what counts."""
        self._with_points = round_.rules.with_bonuses
        said = remark(round_, turn)
        self._remark.setText(said)
        self._beside.setText(said)
        self._line.setText(self._points_line(turn, has_clock))
        self._points.show_points(turn.points, has_clock=has_clock)
        self._show_parts()

    def _show_parts(self) -> None:
        """What the answer did to the round stands in the place of the points where these do not count."""
        remark_beside = not self._with_points and not self._compact and bool(self._remark.text())
        self._points.setVisible(self._with_points and not self._compact)
        self._beside.setVisible(remark_beside)
        self._beside.setFixedWidth(round(theme.px(_BESIDE_PX) * self._scale))
        self._divider.setVisible(not self._points.isHidden() or remark_beside)
        self._line.setVisible(self._with_points and self._compact)
        self._remark.setVisible(bool(self._remark.text()) and not remark_beside)

    def _show_next(self, round_: Round) -> None:
        self._next.set_text(self.tr("See result") if round_.is_complete else self.tr("Next"))
        self._next.setAccessibleName(self.tr("Next, see result") if round_.is_complete else self.tr("Next"))

    def fade_in(self) -> None:
        """Let the content appear; at once where motion is reduced."""
        self._veil.setGeometry(self.rect())
        self._veil.raise_()
        motion.animate(self._veil, self._veil.set_clearness, _FADE_MS)

    def set_style(self, *, compact: bool, scale: float) -> None:
        """Small form, and size of the type (1 is as drawn)."""
        self._compact, self._scale = compact, scale
        if compact:
            self._sentence.set_role("body", bold=True)
            self._explanation.set_role("dense")
            self._feedback.set_role("dense")
        else:
            self._sentence.set_role("section", scale=scale)
            self._explanation.set_role("body", scale=scale)
            self._feedback.set_role("body", scale=scale)
        self._line.set_role("caption", scale=scale)
        self._remark.set_role("caption", scale=scale)
        self._beside.set_role("body", scale=scale)
        self._sources.set_type_scale(scale)
        self._points.set_type_scale(scale)
        self._next.set_type_scale(scale)
        self._appeals.set_type_scale(scale)
        self._show_parts()
        self._place_appeals()
        self._column.setSpacing(1 if compact else 4)
        self._set_margins()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # Where little can be seen without scrolling, the points come before the explanation.
        self._column.removeWidget(self._line)
        before = self._feedback if self.height() < theme.px(_LOW_PX) else self._remark
        self._column.insertWidget(self._column.indexOf(before), self._line)
        self._place_appeals()

    def _place_appeals(self) -> None:
        """Below Next, or where there is too little height beside it."""
        links = self._appeals.sizeHint().height()
        room = self.height() - 2 * round((6 if self._compact else 10) * self._scale)
        self._next.set_small(False)
        if self._next.sizeHint().height() + links > room:
            self._next.set_small(True)
        left = room - self._next.sizeHint().height() - links
        below_next = left >= 0
        # The ring around the focus reaches beyond the button.
        self._side.setSpacing(max(0, min(REACH + 1, left)))
        wanted, other = (self._side, self._row) if below_next else (self._row, self._side)
        if wanted.indexOf(self._appeals) < 0:
            other.removeWidget(self._appeals)
            wanted.insertWidget(wanted.count() - 1, self._appeals)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        token = "ok" if self._is_good() else "bad"
        block = QRectF(0, 0, self._sign_width(), self.height())
        outline = QPainterPath()
        outline.addRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS)
        painter.save()
        painter.setClipRect(block)
        painter.fillPath(outline, theme.colour(f"{token}_bg"))
        if not self._is_good():
            stripes = marks.faint(theme.colour("bad"), 0.2)
            painter.fillPath(outline, marks.hatch_brush(stripes, marks.pixel_ratio(painter)))
        painter.restore()
        rounded(painter, QRectF(self.rect()), _RADIUS, None, theme.colour(token))
        self._draw_sign(painter, block)

    def _draw_sign(self, painter: QPainter, block: QRectF) -> None:
        side = (18 if self._compact else 24) * self._scale * theme.text_scale()
        square = marks.centred_square(block, side)
        if is_right(self._verdict):
            marks.draw_tick(painter, square, theme.colour("ok"), side * 0.14)
        elif self._verdict is Verdict.PARTLY:
            marks.draw_disc(painter, square, "partly")
        else:
            marks.draw_cross(painter, square, theme.colour("bad"), side * 0.14)

    def _is_good(self) -> bool:
        return is_right(self._verdict) or self._verdict is Verdict.PARTLY

    def _sign_width(self) -> int:
        return round((_SIGN_WIDTH_SMALL_PX if self._compact else _SIGN_WIDTH_PX) * self._scale)

    def _set_margins(self) -> None:
        left = self._sign_width() + round((14 if self._compact else 20) * self._scale)
        right = 14 if self._compact else round(20 * self._scale)
        high = 6 if self._compact else round(10 * self._scale)
        self._row.setContentsMargins(left, high, right, high)
        self._row.setSpacing(14 if self._compact else round(24 * self._scale))

    def _points_line(self, turn: Turn, has_clock: bool) -> str:
        return points_line(
            turn.points,
            has_clock=has_clock,
            base=self.tr("Base {points}"),
            speed=self.tr("Speed {points}"),
            streak=self.tr("Streak {points}"),
            total=self.tr("{points} points"),
        )


class _Veil(QWidget):
    """The panel's surface over its content, clearing away."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._clearness = 1.0
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def set_clearness(self, share: float) -> None:
        """0 hides all, 1 nothing."""
        self._clearness = share
        self.setVisible(share < 1)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        colour = theme.colour("surface")
        colour.setAlphaF(1 - self._clearness)
        rounded(QPainter(self), QRectF(self.rect()).adjusted(1, 1, -1, -1), _RADIUS, colour)


def _show(label: PlainLabel, text: str) -> None:
    label.setText(text)
    label.setVisible(bool(text))
