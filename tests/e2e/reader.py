"""A reader that knows only what a screen reader knows: roles, names, states and actions of the accessibility tree."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtGui import QAccessible, QAccessibleActionInterface, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from shiboken6 import isValid


@dataclass(frozen=True)
class Item:
    """One thing of the tree that can be seen on the screen."""

    name: str
    role: QAccessible.Role
    enabled: bool
    checked: bool
    focused: bool
    interface: QAccessibleInterface


class Reader:
    """Reads and acts in one window."""

    def __init__(self, window: QWidget) -> None:
        self._window = window

    def items(self) -> list[Item]:
        """Everything that has a name and can be seen, in the tree's order."""
        QApplication.processEvents()
        root = QAccessible.queryAccessibleInterface(self._window)
        return [_item(each) for each in _visible(root) if each.text(QAccessible.Text.Name)]

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

    def _find_acting(self, name: str) -> tuple[Item, QAccessibleActionInterface]:
        """The item of this name that does something when pressed; a label beside it may be called the same."""
        item = self.find(name)
        for each in (item, *(other for other in self.items() if other.name == item.name)):
            actions = each.interface.actionInterface()
            if actions is not None and set(actions.actionNames()) & {"Press", "Toggle"}:
                return each, actions
        raise AssertionError(f"{name!r} cannot be pressed")

    def has(self, name: str) -> bool:
        """Whether something that begins with this name can be seen."""
        return any(each.startswith(name) for each in self.names())

    def press(self, name: str) -> None:
        """Presses what is called so, as a screen reader does; it must be enabled."""
        item, actions = self._find_acting(name)
        assert item.enabled, f"{name!r} is disabled"
        wanted = next(each for each in actions.actionNames() if each in ("Press", "Toggle"))
        button = item.interface.object()
        actions.doAction(wanted)
        del item, actions  # what acts may free them, and PySide crashes when Python still holds what Qt has freed
        # Qt shows the button pressed for a moment (animateClick) before it acts.
        for _ in range(100):
            QTest.qWait(10)
            if not (isinstance(button, QAbstractButton) and isValid(button) and button.isDown()):
                break
        QApplication.processEvents()

    def write(self, name: str, text: str) -> None:
        """Puts text into the field of this name."""
        field = next(item for item in self.items() if item.name.startswith(name) and item.role is _FIELD)
        field.interface.setText(QAccessible.Text.Value, text)
        QApplication.processEvents()

    def answers(self) -> list[str]:
        """The names of the answer buttons, such as `A. Oh Mi-joo 오미주`."""
        return [name for name in self.names() if len(name) > 3 and name[0] in "ABCDEFGHI" and name[1:3] == ". "]

    def numbered(self) -> list[str]:
        """The names of the left sides of a matching question, such as `1. Oh Mi-joo 오미주`."""
        return [name for name in self.names() if name[:1].isdigit() and name[1:3] == ". "]

    def answer_somehow(self, last: bool = False) -> None:
        """Answers the question that is asked, of whatever kind, without knowing anything; the verdict shows then."""
        if any(item.name == "Your answer" and item.role is _FIELD for item in self.items()):
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


def _visible(interface: QAccessibleInterface | None) -> Iterator[QAccessibleInterface]:
    if interface is None or not interface.isValid() or interface.state().invisible:
        return
    yield interface
    for place in range(interface.childCount()):
        yield from _visible(interface.child(place))


def _item(interface: QAccessibleInterface) -> Item:
    state = interface.state()
    return Item(
        name=interface.text(QAccessible.Text.Name),
        role=interface.role(),
        enabled=not state.disabled,
        checked=bool(state.checked),
        focused=bool(state.focused),
        interface=interface,
    )
