"""The head of the home page: its title, the pack that is played, a way to enter a code, and who plays."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from quizapp.ui.common.buttons import PlainButton
from quizapp.ui.common.page_header import PageHeader
from quizapp.ui.play.home_pack import PackChooser
from quizapp.ui.play.home_player import HomePlayer

_DIRECT = Qt.FindChildOption.FindDirectChildrenOnly
_GAP, _SCROLL_BAR = 12, 16
"""Pixels between the parts of the head, and those of the bar that comes when the page is higher than the window."""


class HomeHeader(PageHeader):
    """Its parts are `pack`, `code` and `player`.

    Where there is not room for all, a long name of a player gives way, then the title, which the rail says too.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent=parent)
        self.set_title(self.tr("Pick your lane"))
        self.pack = PackChooser()
        self.code = PlainButton(self.tr("Have a code?"), small=True)
        self.player = HomePlayer()
        self.add_beside_title(self.pack)
        self.add_widget(self.code)
        self.add_widget(self.player)

    def set_small(self, small: bool) -> None:
        super().set_small(small)
        self.pack.set_small(small)

    def fit(self, width: int) -> None:
        """Use so much room, at once."""
        self.set_title_visible(True)
        least = self._room_beside_player() + self.player.least_width() + _SCROLL_BAR
        self.set_title_visible(least <= width)
        self.player.set_room(width - self._room_beside_player() - _SCROLL_BAR)
        # Else each layout would hear of it one event after the one inside it, and the page be too wide until then.
        for widget in (self.player, self):
            widget.updateGeometry()

    def _room_beside_player(self) -> int:
        """What the head needs for the rest; its own hint lags behind until the next event."""
        rest = [each for each in self.findChildren(QWidget, options=_DIRECT) if each is not self.player]
        shown = [each.minimumSizeHint().width() for each in rest if not each.isHidden()]
        return sum(shown) + (len(shown) + 1) * _GAP
