"""A reader that knows only what a screen reader knows: roles, names, states and actions of the accessibility tree."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from shiboken6 import isValid


@dataclass(frozen=True)
class Item:
    """One thing of the tree that can be seen on the screen.

    Without its interface: Qt frees that with the widget, and PySide crashes later where Python still holds it.
    """

    name: str
    role: QAccessible.Role
    enabled: bool
    checked: bool
    focused: bool
    value: str
    """What is written in a field."""
    place: tuple[int, ...]
    """The way down the tree, by places among children."""


class Reader:
    """Reads and acts in one window."""

    def __init__(self, window: QWidget) -> None:
        self._window = window

    def items(self) -> list[Item]:
        """Everything that has a name and can be seen, in the tree's order."""
        QApplication.processEvents()
        root = QAccessible.queryAccessibleInterface(self._window)
        return [_item(each, place) for each, place in _visible(root) if each.text(QAccessible.Text.Name)]

    def _interface(self, item: Item) -> QAccessibleInterface | None:
        """What the item stands for, if it is still there."""
        found = QAccessible.queryAccessibleInterface(self._window)
        for place in item.place:
            found = found.child(place) if found is not None else None
        return found

    def names(self) -> list[str]:
        """The names of all that can be seen."""
        return [item.name for item in self.items()]

    def find(self, name: str) -> Item:
        """The item whose name is or begins with this text; an exact match goes first."""
        items = self.items()
        exact = [item for item in items if item.name == name]
        near = [item for item in items if item.name.startswith(name)]
        if not exact and not near:
            raise AssertionError(f"nothing is called {name!r}; there are {self.names()}")
        return (exact or near)[0]

    def _find_acting(self, name: str) -> tuple[Item, QAccessibleInterface, str]:
        """The item of this name that does something when pressed; a label beside it may be called the same."""
        item = self.find(name)
        for each in (item, *(other for other in self.items() if other.name == item.name)):
            interface = self._interface(each)
            actions = interface.actionInterface() if interface is not None else None
            wanted = [action for action in actions.actionNames() if action in _ACTS] if actions is not None else []
            if interface is not None and wanted:
                return each, interface, wanted[0]
        raise AssertionError(f"{name!r} cannot be pressed")

    def has(self, name: str) -> bool:
        """Whether something that begins with this name can be seen."""
        return any(each.startswith(name) for each in self.names())

    def press(self, name: str) -> None:
        """Presses what is called so, as a screen reader does; it must be enabled."""
        item, interface, action = self._find_acting(name)
        assert item.enabled, f"{name!r} is disabled"
        button = interface.object()
        interface.actionInterface().doAction(action)
        del interface
        # Qt shows the button pressed for a moment (animateClick) before it acts.
        for _ in range(100):
            QTest.qWait(10)
            if not (isinstance(button, QAbstractButton) and isValid(button) and button.isDown()):
                break
        QApplication.processEvents()

    def write(self, name: str, text: str) -> None:
        """Puts text into the field of this name."""
        field = self._interface(next(each for each in self.items() if each.name.startswith(name) and _is_field(each)))
        assert field is not None
        field.setText(QAccessible.Text.Value, text)
        del field
        QApplication.processEvents()

    def answers(self) -> list[str]:
        """The names of the answer buttons, such as `A. Oh Mi-joo 오미주`."""
        return [name for name in self.names() if len(name) > 3 and name[0] in "ABCDEFGHI" and name[1:3] == ". "]

    def numbered(self) -> list[str]:
        """The names of the left sides of a matching question, such as `1. Oh Mi-joo 오미주`."""
        return [name for name in self.names() if name[:1].isdigit() and name[1:3] == ". "]

    def answer_somehow(self, last: bool = False) -> None:
        """Answers the question that is asked, of whatever kind, without knowing anything; the verdict shows then."""
        if any(item.name == "Your answer" and _is_field(item) for item in self.items()):
            self.write("Your answer", "Somebody or something")
        elif not any(name.startswith("Move ") for name in self.names()):
            lefts, options = self.numbered(), self.answers()
            for left, right in zip(lefts, options, strict=False):
                self.press(left[:3])
                self.press(right[:3])
            if not lefts:
                self.press(options[-1 if last else 0])
        if not self.has("Next") and self.has("Confirm"):
            self.press("Confirm")


_FIELD = QAccessible.Role.EditableText
_ACTS = ("Press", "Toggle")


def _is_field(item: Item) -> bool:
    return item.role is _FIELD


def _visible(
    interface: QAccessibleInterface | None, way: tuple[int, ...] = ()
) -> Iterator[tuple[QAccessibleInterface, tuple[int, ...]]]:
    if interface is None or not interface.isValid() or interface.state().invisible:
        return
    yield interface, way
    for place in range(interface.childCount()):
        yield from _visible(interface.child(place), (*way, place))


def _item(interface: QAccessibleInterface, place: tuple[int, ...]) -> Item:
    state, role = interface.state(), interface.role()
    return Item(
        name=interface.text(QAccessible.Text.Name),
        role=role,
        enabled=not state.disabled,
        checked=bool(state.checked),
        focused=bool(state.focused),
        value=interface.text(QAccessible.Text.Value) if role is _FIELD else "",
        place=place,
    )
