"""The board of the home page: the lanes and, beside or below them, the set-up of the chosen one."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from quizapp.ui import theme
from quizapp.ui.common.card import Card
from quizapp.ui.play.home_layout import BOARD_RADIUS, PANEL_WIDTH
from quizapp.ui.play.lane_list import LaneList

_NO_LIMIT = 16_777_215


class Board(QVBoxLayout):
    """One card with lanes left and panel right; in a small window two cards, the panel's below.

    A layout and no widget, so that the shadows of the cards fall on the page.
    """

    def __init__(self, lanes: LaneList, panel: QWidget) -> None:
        super().__init__()
        self._lanes = lanes
        self._panel = panel
        self._small: bool | None = None
        self._card = Card(radius=BOARD_RADIUS)
        self._side_by_side = QHBoxLayout(self._card)
        self._side_by_side.setContentsMargins(0, 0, 0, 0)
        self._side_by_side.setSpacing(0)
        self._side_by_side.addWidget(lanes, 1)
        self._bar = Card()
        self._below = QVBoxLayout(self._bar)
        self._below.setContentsMargins(0, 0, 0, 0)
        self._bar.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._bar.hide()
        self.setSpacing(10)
        self.addWidget(self._card, 1)
        self.addWidget(self._bar)
        self._side_by_side.addWidget(panel)

    def fit(self, width: int, *, small: bool) -> None:
        """Arrange for a board so wide; `small` makes it two cards."""
        if small:
            self._panel.setMinimumWidth(0)
            self._panel.setMaximumWidth(_NO_LIMIT)
        else:
            self._panel.setFixedWidth(min(theme.px(PANEL_WIDTH), width // 2))
        if small != self._small:
            self._small = small
            self._rearrange(small)

    def _rearrange(self, small: bool) -> None:
        focused = self._panel.focusWidget()
        had_focus = focused is not None and focused.hasFocus()
        (self._below if small else self._side_by_side).addWidget(self._panel)
        self._bar.setVisible(small)
        self._lanes.set_small(small)
        self._lanes.set_corners(*(("tl", "tr", "bl", "br") if small else ("tl", "bl")))
        if focused is not None and had_focus:
            focused.setFocus()
