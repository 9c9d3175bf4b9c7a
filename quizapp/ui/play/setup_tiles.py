"""Things to choose from as tiles: the categories of a pack, the kinds of questions, the players of a relay."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
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

if TYPE_CHECKING:
    from quizapp.game.question import Category
    from quizapp.game.records import PoolCounts

_ICONS = {"film": "quote", "lyrics": "lyric", "slate": "plot", "credits": "cast", "plain": "list"}
_GAP = 8
_SCROLL_BAR = 12
_HALF_A_ROW = 0.5
_NO_LIMIT = 16_777_215
_MANY = 8
_ALL = "*"
"""The tile that stands for all categories; no category has such an id."""


@dataclass(frozen=True, slots=True)
class TileWords:
    """One tile: its id, its words, an icon, and what stands at its right."""

    id: str
    title: str
    icon_name: str = ""
    note: str = ""
    described: str = ""
    """The note in full words, for screen readers."""


class ChoiceTiles(QWidget):
    """More tiles than fit in `rows_max` rows scroll. `changed()` when the player chose others.

    A choice that would leave fewer than `fewest` or more than `most` is taken back, and a screen reader hears why.
    """

    changed = Signal()

    def __init__(self, fewest: int = 0, most: int | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fewest, self._most = fewest, most
        self._too_few = self._too_many = ""
        self._tiles: dict[str, ToggleTile] = {}
        self._words: dict[str, TileWords] = {}
        self._quiet = False
        self._columns = 0
        self._columns_max = 2
        self._rows_max = 4
        self._shows_notes = True
        self._shortens = self._grows = False
        self._content = QWidget()
        self._grid = QGridLayout(self._content)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(_GAP)
        self._scroll: ScrollPage | None = None
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._outer.addWidget(self._content)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_refusals(self, too_few: str, too_many: str = "") -> None:
        """What is said when a choice is taken back."""
        self._too_few, self._too_many = too_few, too_many

    def set_items(self, items: Iterable[TileWords]) -> None:
        """Show these, none chosen."""
        for tile in self._tiles.values():
            self._grid.removeWidget(tile)
            tile.hide()
            tile.deleteLater()
        found = list(items)
        self._words = {each.id: each for each in found}
        self._tiles = {each.id: self._tile(each) for each in found}
        self._columns = 0
        self._show_notes()
        self._arrange()

    def _tile(self, words: TileWords) -> ToggleTile:
        tile = ToggleTile(words.title, words.icon_name, parent=self._content)
        tile.setAccessibleName(words.title)
        # Toggled, not clicked: a screen reader ticks without clicking.
        tile.toggled.connect(self._keep_within)
        return tile

    def set_shape(self, columns_max: int, rows_max: int, *, shows_notes: bool, shortens: bool = False) -> None:
        """How many tiles stand side by side and below each other at most, and whether they show their notes.

        Where long words leave no room for so many columns there are fewer, or with `shortens` the words are cut.
        """
        self._columns_max, self._rows_max = columns_max, rows_max
        self._shows_notes, self._shortens = shows_notes, shortens
        self._columns = 0
        self._show_notes()
        self._arrange()

    def set_growing(self, growing: bool) -> None:
        """Take height that is left over, as far as there are tiles to show in it."""
        policy = QSizePolicy.Policy.Expanding if growing else QSizePolicy.Policy.Fixed
        self.setSizePolicy(QSizePolicy.Policy.Preferred, policy)
        self._grows = growing

    def set_notes(self, notes: Mapping[str, tuple[str, str]]) -> None:
        """Change what stands at the right of each tile, and how it is read out."""
        for identity, (note, described) in notes.items():
            words = self._words[identity]
            self._words[identity] = TileWords(identity, words.title, words.icon_name, note, described)
        self._show_notes()
        self._arrange()

    def _show_notes(self) -> None:
        for identity, tile in self._tiles.items():
            words = self._words[identity]
            tile.set_count(words.note if self._shows_notes else "")
            tile.setAccessibleDescription(words.described)

    def chosen(self) -> tuple[str, ...]:
        """The ids of what is chosen, in the order shown."""
        return tuple(identity for identity, tile in self._tiles.items() if tile.isChecked())

    def set_chosen(self, identities: Collection[str]) -> None:
        """Choose exactly these, without a signal."""
        self._quiet = True
        for identity, tile in self._tiles.items():
            tile.setChecked(identity in identities)
        self._quiet = False

    def every(self) -> tuple[str, ...]:
        """The ids of all tiles."""
        return tuple(self._tiles)

    def one_row_width(self) -> int:
        """How wide they must be to stand side by side, as many as may."""
        widths = [tile.sizeHint().width() for tile in self._tiles.values()]
        return _width_of(widths, min(self._columns_max, len(widths)))

    def take_focus(self) -> None:
        """The first tile gets the focus."""
        for tile in list(self._tiles.values())[:1]:
            tile.setFocus(Qt.FocusReason.OtherFocusReason)

    def _keep_within(self) -> None:
        tile = self.sender()
        if self._quiet or not isinstance(tile, ToggleTile):
            return
        count = len(self.chosen())
        too_many = self._most is not None and count > self._most
        if count < self._fewest or too_many:
            self._quiet = True
            tile.setChecked(not tile.isChecked())
            self._quiet = False
            announce(tile, self._too_many if too_many else self._too_few)
            return
        self.changed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def sizeHint(self) -> QSize:
        rows: float = -(-len(self._tiles) // max(1, self._columns))
        if self._scrolls():
            # Half a row says that there is more to scroll to.
            rows = self._rows_max - _HALF_A_ROW
        height = rows * (theme.px(40) + _GAP) - (0 if self._scrolls() else _GAP)
        return QSize(theme.px(324), max(0, round(height)))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(160), self.sizeHint().height())

    def _scrolls(self) -> bool:
        return len(self._tiles) > max(1, self._columns) * self._rows_max

    def _arrange(self) -> None:
        for identity, tile in self._tiles.items():
            tile.set_text(self._words[identity].title)
        columns = self._fitting_columns()
        if columns != self._columns:
            self._place(columns)
        if columns == 1 or self._shortens:
            self._shorten()

    def _place(self, columns: int) -> None:
        for column in range(self._grid.columnCount()):  # also those of an earlier, wider shape
            self._grid.setColumnStretch(column, 0)
        self._columns = columns
        for place, tile in enumerate(self._tiles.values()):
            self._grid.addWidget(tile, place // columns, place % columns)
            tile.show()
            self._grid.setColumnStretch(place % columns, 1)
        self._put_in_scroll_area(self._scrolls())
        rows = -(-len(self._tiles) // columns)
        whole = rows * (theme.px(40) + _GAP) + 2 * REACH
        self.setMaximumHeight(whole if self._grows and self._scroll is not None else _NO_LIMIT)
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
        """Cuts titles that are wider than their column; tool tip and accessible name keep them whole."""
        metrics = QFontMetrics(theme.sized_font(13, bold=True))
        column = (self._room() - (self._columns - 1) * _GAP) // max(1, self._columns)
        for identity, tile in self._tiles.items():
            title = self._words[identity].title
            room = column - tile.sizeHint().width() + metrics.horizontalAdvance(title)
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
        if self._shortens:
            return max(1, min(self._columns_max, len(widths)))
        for columns in range(min(self._columns_max, len(widths)), 1, -1):
            needed = _width_of(widths, columns)
            if needed <= self._room():
                rows = -(-len(widths) // columns)
                return -(-len(widths) // rows)
        return 1


def _width_of(widths: list[int], columns: int) -> int:
    return sum(max(widths[column::columns]) for column in range(columns)) + max(0, columns - 1) * _GAP


class CategoryTiles(ChoiceTiles):
    """The categories of a pack, of which at least one stays chosen.

    Of many one tile stands for all, so that a few can be chosen without unticking the rest; then none may be chosen.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(1, parent=parent)
        self.set_refusals(self.tr("At least one category stays chosen"))
        self.toggles_all = False

    def set_categories(self, categories: Iterable[Category]) -> None:
        """Show these, all chosen."""
        items = [TileWords(each.id, each.title, _ICONS.get(each.card, "list")) for each in categories]
        self.toggles_all = len(items) > _MANY
        self._fewest = 0 if self.toggles_all else 1
        everything = [TileWords(_ALL, self.tr("All categories"), "list")] if self.toggles_all else []
        self.set_items([*everything, *items])
        self.set_chosen(self.every())

    def every(self) -> tuple[str, ...]:
        return tuple(each for each in super().every() if each != _ALL)

    def chosen(self) -> tuple[str, ...]:
        return tuple(each for each in super().chosen() if each != _ALL)

    def set_chosen(self, identities: Collection[str]) -> None:
        is_all = self.toggles_all and all(each in identities for each in self.every())
        super().set_chosen([*identities, _ALL] if is_all else identities)

    def _keep_within(self) -> None:
        if self._quiet:
            return
        if self.toggles_all:
            wanted = self.chosen()
            if self.sender() is self._tiles[_ALL]:
                wanted = self.every() if self._tiles[_ALL].isChecked() else ()
            self.set_chosen(wanted)
        super()._keep_within()

    def set_counts(self, counts: PoolCounts) -> None:
        """Show how many questions each category has."""
        notes = {category: self._note(counts.of(category)) for category in self.every()}
        if self.toggles_all:
            notes[_ALL] = self._note(sum(counts.of(category) for category in self.every()))
        self.set_notes(notes)

    def _note(self, count: int) -> tuple[str, str]:
        shown = number(count)
        return shown, self.tr("Questions in play: {count}").format(count=shown)
