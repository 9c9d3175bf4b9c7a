"""The answer to a matching question: two columns whose items are joined by lines."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from quizapp.ui.common.focus_ring import REACH
from quizapp.ui.messages import announce
from quizapp.ui.play.answer_pane import AnswerPane
from quizapp.ui.play.answer_row import AnswerRow
from quizapp.ui.play.answer_scroll import shared_heights
from quizapp.ui.play.choice_look import ChoiceState
from quizapp.ui.play.match_item import MatchItem, Side
from quizapp.ui.play.match_lines import Join, JoinLook, MatchLines, Told

NOTHING_BESIDE = -1
"""Stands in `MatchBoard.chosen` for a left item that is not joined."""

_STEPS = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}
_FREEING = (Qt.Key.Key_Backspace, Qt.Key.Key_Delete)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_BETWEEN_SHARE, _BETWEEN_LEAST_PX, _BETWEEN_MOST_PX = 0.1, 66, 150


class MatchBoard(AnswerPane):
    """An item of one column and then one of the other are joined; a joined one that is taken up again is freed.

    An item is taken up by a click, by Space, by Enter as long as something is not joined, and by its number or letter
    through `choose` and `choose_right`. Signals: see `AnswerPane`.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(QWidget(), parent)
        self._lefts: list[MatchItem] = []
        self._rights: list[MatchItem] = []
        self._places: list[int] = []
        self._partners: dict[MatchItem, MatchItem] = {}
        self._held: MatchItem | None = None
        self._looks: dict[MatchItem, JoinLook] = {}
        self._lines = MatchLines(self.content)

    # What the page asks

    def show_question(
        self, lefts: Sequence[str], rights: Sequence[tuple[int, str]], hangul: Callable[[str], str]
    ) -> None:
        """New columns; `rights` are places in `match_rights` with their texts, as they lie from top to bottom."""
        self.drop_rows()
        self._partners, self._held, self._looks = {}, None, {}
        self._places = [place for place, _ in rights]
        self._lefts = [self._item("left", str(number), text, hangul) for number, text in enumerate(lefts, start=1)]
        self._rights = [self._item("right", column_letter(at), text, hangul) for at, (_, text) in enumerate(rights)]
        self._lines.raise_()
        self._tell_names()
        self.arrange()

    def chosen(self) -> tuple[int, ...]:
        """For each left item the place in `match_rights` of what it is joined with, or NOTHING_BESIDE."""
        return tuple(self._place_beside(left) for left in self._lefts)

    def is_ready(self) -> bool:
        """Whether every left item is joined."""
        return bool(self._lefts) and all(left in self._partners for left in self._lefts)

    def choose(self, place: int) -> None:
        """Take up this left item as a click would; nothing happens where there is none."""
        self._choose(self._lefts, place)

    def choose_right(self, place: int) -> None:
        """Take up this right item as a click would; nothing happens where there is none."""
        self._choose(self._rights, place)

    def show_verdict(self, chosen: Sequence[int]) -> None:
        """What became of the answer, which is joined as told; () or NOTHING_BESIDE where there was none."""
        self._held = None
        self._join_as(chosen)
        used = self.chosen()
        for at, left in enumerate(self._lefts):
            self._settle_left(left, used[at], at)
        for right, place in zip(self._rights, self._places, strict=True):
            if place >= len(used):
                right.settle(ChoiceState.FADED)
            else:
                right.settle(ChoiceState.RIGHT if used[place] == place else ChoiceState.OPEN)
        self._tell_names()
        self._show_lines()

    def height_needed(self, width: int) -> int:
        """How many pixels all rows take in this width."""
        heights = self._heights(self._column_width(width))
        return sum(heights) + self._gap * max(0, len(heights) - 1)

    def focus_order(self) -> list[QWidget]:
        """What can have the focus, in order."""
        return list(self.rows())

    def lefts(self) -> list[MatchItem]:
        """The left items from top to bottom."""
        return list(self._lefts)

    def rights(self) -> list[MatchItem]:
        """The right items from top to bottom."""
        return list(self._rights)

    def lines(self) -> MatchLines:
        """What draws the joins."""
        return self._lines

    # What the pane asks

    def rows(self) -> list[AnswerRow]:
        return [*self._lefts, *self._rights]

    def place_parts(self, width: int, room: int) -> int:
        column = self._column_width(width)
        heights = shared_heights(self._heights(column), room, self._gap, self.tallest())
        y = REACH
        for at, height in enumerate(heights):
            for items, x in ((self._lefts, REACH), (self._rights, REACH + width - column)):
                if at < len(items):
                    items[at].setGeometry(QRect(x, y, column, height))
            y += height + self._gap
        self._lines.setGeometry(0, 0, width + 2 * REACH, y + REACH)
        self._show_lines()
        return y - self._gap - REACH

    def key_pressed(self, part: QWidget, event: QKeyEvent) -> bool:
        if not isinstance(part, MatchItem) or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        key = Qt.Key(event.key())
        if key in _STEPS:
            self._step(part, *_STEPS[key])
            return True
        if part.is_settled():
            return False
        if key in _FREEING:
            self._free_by_key(part)
            return True
        if key in _ENTER and not self.is_ready():
            if not event.isAutoRepeat():
                part.click()
            return True
        return False

    # Joining

    def _item(self, side: Side, key: str, text: str, hangul: Callable[[str], str]) -> MatchItem:
        item = MatchItem(side, key, text, hangul(text), self.content)
        item.setAccessibleDescription(self.tr("Press it, then its partner in the other column."))
        item.clicked.connect(self._clicked)
        item.ring_changed.connect(self._show_ring)
        self.adopt(item)
        return item

    def _choose(self, items: list[MatchItem], place: int) -> None:
        if not 0 <= place < len(items) or items[place].is_settled():
            return
        item = items[place]
        joins = self._held is not None and self._held.side() != item.side()
        if not joins:
            self.focus_part(item)
        item.click()

    def _clicked(self) -> None:
        item = self.sender()
        if isinstance(item, MatchItem) and not item.is_settled() and item in self.rows():
            self._take_up(item)

    def _take_up(self, item: MatchItem) -> None:
        """Join it with the item in hand, or put it back, or have it in hand, freed if it was joined."""
        held = self._held
        if held is not None and held.side() != item.side():
            self._join(held, item)
        elif held is item:
            self._hold(None)
        else:
            freed = self._free(item)
            self._hold(item)
            if freed:
                announce(self, self.tr("{item}, free again").format(item=_named(item)))
                self.changed.emit()

    def _join(self, one: MatchItem, other: MatchItem) -> None:
        left, right = (one, other) if one.side() == "left" else (other, one)
        lost = self._partners.get(right)
        self._free(left)
        self._free(right)
        self._partners[left], self._partners[right] = right, left
        self._hold(None)
        said = left.accessibleName()
        if lost is not None and lost is not left:
            said += ". " + self.tr("{item}, free again").format(item=_named(lost))
        announce(self, said)
        self.changed.emit()

    def _free(self, item: MatchItem) -> bool:
        partner = self._partners.pop(item, None)
        if partner is None:
            return False
        del self._partners[partner]
        return True

    def _free_by_key(self, item: MatchItem) -> None:
        was_held = self._held is item
        if self._free(item):
            self._hold(self._held)
            announce(self, self.tr("{item}, free again").format(item=_named(item)))
            self.changed.emit()
        elif was_held:
            self._hold(None)

    def _hold(self, item: MatchItem | None) -> None:
        self._held = item
        for row in self.rows():
            row.set_raised(row is item)
        self._tell_names()
        self._show_lines()

    def _join_as(self, chosen: Sequence[int]) -> None:
        self._partners = {}
        for left, place in zip(self._lefts, chosen, strict=False):
            if place in self._places:
                right = self._right(place)
                self._partners[left], self._partners[right] = right, left

    def _right(self, place: int) -> MatchItem:
        return self._rights[self._places.index(place)]

    def _place_beside(self, left: MatchItem) -> int:
        right = self._partners.get(left)
        return NOTHING_BESIDE if right is None else self._places[self._rights.index(right)]

    # Verdict

    def _settle_left(self, left: MatchItem, used: int, place: int) -> None:
        if used == place:
            left.settle(ChoiceState.RIGHT)
            self._looks[left] = "right"
            return
        left.settle(ChoiceState.FADED if used == NOTHING_BESIDE else ChoiceState.CHOSEN_WRONG)
        left.show_partner(self._right(place).key())
        self._looks[left] = "wrong"

    # What is said and drawn

    def _tell_names(self) -> None:
        for at, left in enumerate(self._lefts):
            left.set_name(self._name(left) + (self._left_verdict(left, at) if left.is_settled() else ""))
        for right, place in zip(self._rights, self._places, strict=True):
            right.set_name(self._name(right) + (self._right_verdict(right, place) if right.is_settled() else ""))

    def _name(self, item: MatchItem) -> str:
        name = f"{item.key()}. {item.shown_text()}"
        partner = self._partners.get(item)
        if partner is not None:
            return name + self.tr(", joined with {partner}").format(partner=_named(partner))
        return name + (self.tr(", taken up") if item is self._held else "")

    def _left_verdict(self, left: MatchItem, place: int) -> str:
        partner = self._right(place)
        if self._partners.get(left) is partner:
            return self.tr(", right")
        if left in self._partners:
            return self.tr(", wrong, right is {partner}").format(partner=_named(partner))
        return self.tr(", not joined, right is {partner}").format(partner=_named(partner))

    def _right_verdict(self, right: MatchItem, place: int) -> str:
        if place >= len(self._lefts):
            return self.tr(", belongs to none")
        left = self._lefts[place]
        if self._partners.get(right) is left:
            return self.tr(", right")
        return self.tr(", belongs to {partner}").format(partner=_named(left))

    def _show_lines(self) -> None:
        joins = [self._join_line(left) for left in self._lefts if left in self._partners]
        free = [] if self._looks else [row for row in self._items() if row not in self._partners]
        held = None if self._held is None else self._held.socket()
        self._lines.show_joins(joins, [row.socket() for row in free if row is not self._held], held)
        self._lines.tell([Told(left.socket(), left.partner_shown()) for left in self._lefts if _needs_telling(left)])
        self._show_ring()
        if self._lefts:
            self._lines.set_badges(self._lefts[0].badge_side(), self._lefts[0].badge_font())

    def _show_ring(self) -> None:
        ringed = next((item.geometry() for item in self._items() if item.is_ringed()), None)
        self._lines.show_ring(ringed)

    def _join_line(self, left: MatchItem) -> Join:
        right = self._partners[left]
        return Join(left.socket(), right.socket(), right.key(), left.key(), self._looks.get(left, "open"))

    def _items(self) -> list[MatchItem]:
        return [*self._lefts, *self._rights]

    # Where things lie

    def _column_width(self, width: int) -> int:
        between = max(_BETWEEN_LEAST_PX, min(_BETWEEN_MOST_PX, round(width * _BETWEEN_SHARE)))
        return max(40, (width - between) // 2)

    def _heights(self, column: int) -> list[int]:
        rows = max(len(self._lefts), len(self._rights))
        pairs = [[*self._lefts[at : at + 1], *self._rights[at : at + 1]] for at in range(rows)]
        return [max(item.heightForWidth(column) for item in pair) for pair in pairs]

    def _step(self, item: MatchItem, across: int, down: int) -> None:
        """Arrow keys go from item to item as they lie."""
        own, other = (self._lefts, self._rights) if item.side() == "left" else (self._rights, self._lefts)
        at = own.index(item)
        if down and 0 <= at + down < len(own):
            self.focus_part(own[at + down])
        elif across and (across > 0) == (item.side() == "left"):
            self.focus_part(other[min(at, len(other) - 1)])


def column_letter(at: int) -> str:
    """The letter of a right item: A to Z, then AA and on."""
    return column_letter(at // 26 - 1) + column_letter(at % 26) if at >= 26 else chr(ord("A") + at)


def _needs_telling(left: MatchItem) -> bool:
    return bool(left.partner_shown()) and not left.shows_partner_itself()


def _named(item: MatchItem) -> str:
    return f"{item.key()}. {item.plain_text()}"
