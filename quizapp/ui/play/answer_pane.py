"""Answers that are put together from rows: what matching and ordering have in common."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QWidget

from quizapp.ui import theme
from quizapp.ui.play.answer_row import AnswerRow
from quizapp.ui.play.answer_scroll import AnswerScroll

_TALLEST_PX = 104
_COMPACT_GAP_PX = 6


class AnswerPane(AnswerScroll):
    """What `MatchBoard` and `OrderList` have in common.

    Signals: `changed()` when the answer so far changed, and those of `AnswerScroll`.
    """

    changed = Signal()

    def rows(self) -> list[AnswerRow]:
        """All rows in the order of the keyboard."""
        raise NotImplementedError

    def parts(self) -> Sequence[QWidget]:
        return self.rows()

    def adopt(self, row: AnswerRow) -> None:
        """Give a new row its style, and listen to its keys."""
        row.set_style(compact=self._compact, scale=self._scale)
        row.installEventFilter(self)
        row.show()

    def drop_rows(self) -> None:
        """Take all rows away, because a new question comes."""
        for row in self.rows():
            row.removeEventFilter(self)
            row.hide()
            row.deleteLater()
        self.verticalScrollBar().setValue(0)

    def set_style(self, *, compact: bool, scale: float, gap: int) -> None:
        """Small form, size of the type (1 is as drawn), and pixels between rows."""
        self._compact, self._scale = compact, scale
        self._gap = min(gap, _COMPACT_GAP_PX) if compact else gap
        for row in self.rows():
            row.set_style(compact=compact, scale=scale)
        self.arrange()

    def first_focus(self) -> QWidget | None:
        """What gets the focus when the question comes."""
        return next(iter(self.rows()), None)

    def tallest(self) -> int:
        """How high a row may become where there is room, in pixels."""
        return round(_TALLEST_PX * self._scale * theme.text_scale())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            for row in self.rows():
                row.remeasure()  # they hear of the new fonts only after this
            self.arrange()
