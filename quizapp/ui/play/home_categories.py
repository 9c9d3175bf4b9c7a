"""The categories of a pack as tiles of which at least one stays chosen."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from quizapp.ui import theme
from quizapp.ui.common.buttons import ToggleTile
from quizapp.ui.common.focus_ring import REACH
from quizapp.ui.common.labels import tool_tip
from quizapp.ui.common.scroll_page import ScrollPage
from quizapp.ui.messages import announce
from quizapp.ui.play.home_words import number

_ICONS = {"film": "quote", "lyrics": "lyric", "slate": "plot", "credits": "cast", "plain": "list"}

if TYPE_CHECKING:
    from quizapp.game.question import Category
    from quizapp.game.records import PoolCounts
_GAP = 8
_SCROLL_BAR = 12


class CategoryTiles(QWidget):
    """A tile for each category; more than fit in `rows_max` rows scroll. `changed()` when the player chose others."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tiles: dict[str, ToggleTile] = {}
        self._titles: dict[str, str] = {}
        self._counts: dict[str, str] = {}
        self._quiet = False
        self._columns = 0
        self._columns_max = 2
        self._rows_max = 4
        self._shows_counts = True
        self._content = QWidget()
        self._grid = QGridLayout(self._content)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(_GAP)
        self._scroll: ScrollPage | None = None
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._outer.addWidget(self._content)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_categories(self, categories: Iterable[Category]) -> None:
        """Show these categories, all chosen."""
        for tile in self._tiles.values():
            self._grid.removeWidget(tile)
            tile.hide()
            tile.deleteLater()
        found = list(categories)
        self._tiles = {each.id: self._tile(each) for each in found}
        self._titles = {each.id: each.title for each in found}
        self._columns = 0
        self._arrange()

    def _tile(self, category: Category) -> ToggleTile:
        tile = ToggleTile(category.title, _ICONS.get(category.card, "list"))
        tile.setAccessibleName(category.title)
        tile.setChecked(True)
        # Toggled, not clicked: a screen reader ticks without clicking.
        tile.toggled.connect(self._keep_one)
        return tile

    def set_shape(self, columns_max: int, rows_max: int, *, shows_counts: bool) -> None:
        """How many tiles stand side by side and below each other at most, and whether they show their counts."""
        self._columns_max, self._rows_max, self._shows_counts = columns_max, rows_max, shows_counts
        self._columns = 0
        self._show_counts()
        self._arrange()

    def set_counts(self, counts: PoolCounts) -> None:
        """Show how many questions each category has."""
        self._counts = {category: number(counts.of(category)) for category in self._tiles}
        self._show_counts()

    def _show_counts(self) -> None:
        for category, tile in self._tiles.items():
            count = self._counts.get(category, "")
            tile.set_count(count if self._shows_counts else "")
            described = self.tr("Questions in play: {count}").format(count=count) if count else ""
            tile.setAccessibleDescription(described)
        self._arrange()

    def chosen(self) -> tuple[str, ...]:
        """The ids of the categories chosen, in the order of the pack."""
        return tuple(category for category, tile in self._tiles.items() if tile.isChecked())

    def set_chosen(self, categories: Collection[str]) -> None:
        """Choose exactly these, without a signal."""
        self._quiet = True
        for category, tile in self._tiles.items():
            tile.setChecked(category in categories)
        self._quiet = False

    def every(self) -> tuple[str, ...]:
        """The ids of all categories."""
        return tuple(self._tiles)

    def _keep_one(self) -> None:
        tile = self.sender()
        if self._quiet:
            return
        if not self.chosen() and isinstance(tile, ToggleTile):
            self.set_chosen([category for category, each in self._tiles.items() if each is tile])
            announce(tile, self.tr("At least one category stays chosen"))
            return
        self.changed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def sizeHint(self) -> QSize:
        rows = -(-len(self._tiles) // max(1, self._columns))
        if self._scrolls():
            # Half a row says that there is more to scroll to.
            rows = self._rows_max - 0.5
        height = rows * (theme.px(40) + _GAP) - (0 if self._scrolls() else _GAP)
        return QSize(theme.px(324), round(height))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(160), self.sizeHint().height())

    def _scrolls(self) -> bool:
        return len(self._tiles) > max(1, self._columns) * self._rows_max

    def _arrange(self) -> None:
        for category, tile in self._tiles.items():
            tile.set_text(self._titles[category])
        columns = self._fitting_columns()
        if columns != self._columns:
            self._place(columns)
        if columns == 1:
            self._shorten()

    def _place(self, columns: int) -> None:
        for column in range(self._grid.columnCount()):  # also those of an earlier, wider shape
            self._grid.setColumnStretch(column, 0)
        self._columns = columns
        for place, tile in enumerate(self._tiles.values()):
            self._grid.addWidget(tile, place // columns, place % columns)
            self._grid.setColumnStretch(place % columns, 1)
        self._put_in_scroll_area(self._scrolls())
        self.updateGeometry()

    def _put_in_scroll_area(self, wanted: bool) -> None:
        if wanted == (self._scroll is not None):
            return
        if wanted:
            # The ring of a tile at the edge needs room inside the scroll area.
            self._grid.setContentsMargins(REACH, REACH, REACH, REACH)
            self._scroll = ScrollPage(self._content)
            self._outer.addWidget(self._scroll)
            return
        scroll, self._scroll = self._scroll, None
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._outer.addWidget(self._content)
        if scroll is not None:
            scroll.hide()
            scroll.deleteLater()

    def _shorten(self) -> None:
        """Cuts titles that are wider than the only column; tool tip and accessible name keep them whole."""
        metrics = QFontMetrics(theme.sized_font(13, bold=True))
        for category, tile in self._tiles.items():
            title = self._titles[category]
            room = self._room() - tile.sizeHint().width() + metrics.horizontalAdvance(title)
            shown = metrics.elidedText(title, Qt.TextElideMode.ElideRight, max(room, theme.px(40)))
            tile.setToolTip(tool_tip(title) if shown != title else "")
            if shown != title:
                tile.set_text(shown)
                tile.setAccessibleName(title)

    def _room(self) -> int:
        return self.width() - (2 * REACH + _SCROLL_BAR if self._scroll else 0)

    def _fitting_columns(self) -> int:
        """The most columns that fit, then no more than fill the rows evenly."""
        widths = [tile.sizeHint().width() for tile in self._tiles.values()]
        for columns in range(min(self._columns_max, len(widths)), 1, -1):
            needed = sum(max(widths[column::columns]) for column in range(columns)) + (columns - 1) * _GAP
            if needed <= self._room():
                rows = -(-len(widths) // columns)
                return -(-len(widths) // rows)
        return 1
