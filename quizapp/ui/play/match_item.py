"""One side of a pair: an item of the left or the right column of a matching question."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QPointF, QRectF, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QWidget

from quizapp.ui import theme
from quizapp.ui.common.focus_ring import keyboard_focus_visible
from quizapp.ui.play.answer_row import AnswerRow
from quizapp.ui.play.choice_look import Look
from quizapp.ui.play.match_lines import PILL_PAD_PX, draw_pill

Side = Literal["left", "right"]

_LABEL_SHARE = 0.26
_BADGE_PX, _BADGE_COMPACT_PX = 23, 20


class MatchItem(AnswerRow):
    """An item with a socket for the line at its inner edge; a left one can show the letter of its right partner.

    Narrow items have no room for that: then the board shows it on the socket. The signal `ring_changed()` says that
    the focus has come to be seen on the item, or no longer; the board draws it, because the badge lies over it.
    """

    ring_changed = Signal()

    def __init__(self, side: Side, key: str, text: str, hangul: str, parent: QWidget) -> None:
        super().__init__(key, text, hangul, parent=parent)
        self._side: Side = side
        self._partner = ""
        self._ringed = False
        self.setProperty("ring", "own")

    def is_ringed(self) -> bool:
        """Whether the focus is to be seen on it."""
        return self._ringed

    def side(self) -> Side:
        """The column it belongs to."""
        return self._side

    def show_partner(self, letter: str) -> None:
        """Show, where the verdict is wrong, which letter would have been right."""
        self._partner = letter
        self.update()

    def partner_shown(self) -> str:
        """The letter shown as the right one, or nothing."""
        return self._partner

    def shows_partner_itself(self) -> bool:
        """Whether there is room for the words that tell the right partner."""
        return self._words_width(self.width()) > 0

    def socket(self) -> QPointF:
        """Where the line begins or ends, in coordinates of the parent."""
        x = self.width() if self._side == "left" else 0
        return QPointF(self.pos()) + QPointF(x, self.height() / 2)

    def badge_side(self) -> float:
        """The size of the badge that sits on the socket once it is joined."""
        return (_BADGE_COMPACT_PX if self.is_compact() else _BADGE_PX) * (1 + (self.scale() - 1) * 0.7)

    def badge_font(self) -> QFont:
        """The font of the letter or number on the badge."""
        return self.label_font()

    def room_before(self) -> float:
        return self.badge_side() / 2 - 1 if self._side == "right" else 0.0

    def room_after(self, width: int) -> float:
        if self._side == "right":
            return 0.0
        words = self._words_width(width)
        return self.badge_side() / 2 - 4 + (words + 8 if words else 0.0)

    def draw_extra(self, painter: QPainter, look: Look) -> None:
        ringed = self.hasFocus() and keyboard_focus_visible()
        if ringed != self._ringed:
            self._ringed = ringed
            self.ring_changed.emit()
        if not self._partner or not self.shows_partner_itself():
            return
        width, high = self._words_width(self.width()), QFontMetricsF(self.label_font()).height() + 4
        right = self.width() - self.badge_side() / 2 - 6
        pill = QRectF(right - width, (self.height() - high) / 2, width, high)
        draw_pill(painter, pill, self._words(self._partner), self.label_font(), theme.colour("surface"))

    def _words(self, letter: str) -> str:
        return self.tr("Right: {letter}").format(letter=letter)

    def _words_width(self, width: int) -> float:
        """Room for the words, kept free from the start; 0 where they would take too much of the width."""
        words = QFontMetricsF(self.label_font()).horizontalAdvance(self._words("W")) + 2 * PILL_PAD_PX
        return words if words <= width * _LABEL_SHARE else 0.0
