"""What can be done in the editor: words, keys, icons and menus of its actions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu, QToolBar, QWidget

from quizapp.errors import Sentence
from quizapp.ui import icons
from quizapp.ui.common.labels import button_text, tool_tip
from quizapp.ui.messages import translated

_LONGEST_TITLE = 60
SEPARATOR = ""
TOOLS = (
    "new",
    "duplicate",
    SEPARATOR,
    "undo",
    "redo",
    SEPARATOR,
    "import",
    "export",
    SEPARATOR,
    "replace",
    "bulk",
    SEPARATOR,
    "history",
    "appeals",
)
"""What stands in the tool bar."""
MENUS = {
    "file": ("new", "new_pack", SEPARATOR, "packs", "import", "export", SEPARATOR, "save", SEPARATOR, "close"),
    "edit": ("undo", "redo", SEPARATOR, "find", "replace", SEPARATOR, "select_all", "bulk"),
    "question": (
        "duplicate",
        "save_and_new",
        "edit",
        SEPARATOR,
        "previous",
        "next",
        SEPARATOR,
        "history",
        "duplicates",
        "merge",
        "appeals",
        "analysis",
        SEPARATOR,
        "retire",
        "restore",
    ),
    "view": ("problems", "bin", "to_table", "to_form"),
    "help": ("keys",),
}
"""The menus and what stands in them; the window adds columns and sorting to "view"."""
CONTEXT = ("edit", "duplicate", "bulk", "merge", SEPARATOR, "history", SEPARATOR, "retire", "restore")
"""What the menu of a row offers."""


class Words(NamedTuple):
    """How an action is called: in a menu, in the tool bar, on a key table."""

    text: str
    short: str
    keys: tuple[str, ...] = ()
    icon: str = ""


def action_words() -> dict[str, Words]:
    """Every action's words, keys and icon, by name."""
    translate = QCoreApplication.translate

    def words(text: str, short: str = "", keys: tuple[str, ...] = (), icon: str = "") -> Words:
        return Words(text, short or text, keys, icon)

    return {
        "new": words(
            translate("EditorActions", "New question"), translate("EditorActions", "New"), ("Ctrl+N",), "plus"
        ),
        "new_pack": words(translate("EditorActions", "New pack…"), keys=("Ctrl+Shift+N",), icon="folder"),
        "packs": words(translate("EditorActions", "Packs…"), keys=("Ctrl+Shift+K",), icon="list"),
        "import": words(
            translate("EditorActions", "Import…"), translate("EditorActions", "Import"), ("Ctrl+I",), "import"
        ),
        "export": words(
            translate("EditorActions", "Export…"), translate("EditorActions", "Export"), ("Ctrl+E",), "export"
        ),
        "save": words(translate("EditorActions", "Save now"), keys=("Ctrl+S",), icon="save"),
        "close": words(translate("EditorActions", "Close the editor"), keys=("Ctrl+W",)),
        "undo": words(translate("EditorActions", "Undo"), keys=("Ctrl+Z",), icon="undo"),
        "redo": words(translate("EditorActions", "Redo"), keys=("Ctrl+Shift+Z", "Ctrl+Y"), icon="redo"),
        "find": words(translate("EditorActions", "Find"), keys=("Ctrl+F",), icon="search"),
        "replace": words(
            translate("EditorActions", "Find and replace…"), translate("EditorActions", "Replace"), ("Ctrl+H",), "again"
        ),
        "select_all": words(translate("EditorActions", "Select all hits"), keys=("Ctrl+A",)),
        "bulk": words(
            translate("EditorActions", "Change several…"),
            translate("EditorActions", "Change several"),
            ("Ctrl+B",),
            "list",
        ),
        "duplicate": words(translate("EditorActions", "Duplicate"), keys=("Ctrl+D",), icon="duplicate"),
        "save_and_new": words(translate("EditorActions", "Save and new"), keys=("Ctrl+Return", "Ctrl+Enter")),
        "edit": words(translate("EditorActions", "Edit this cell"), keys=("F2",), icon="edit"),
        "previous": words(translate("EditorActions", "Previous question"), keys=("Ctrl+PgUp",), icon="chevron-up"),
        "next": words(translate("EditorActions", "Next question"), keys=("Ctrl+PgDown",), icon="chevron-down"),
        "history": words(
            translate("EditorActions", "History…"), translate("EditorActions", "History"), ("Ctrl+Shift+H",), "restore"
        ),
        "duplicates": words(translate("EditorActions", "Find duplicates…"), keys=("Ctrl+Shift+D",), icon="duplicate"),
        "merge": words(translate("EditorActions", "Merge…"), translate("EditorActions", "Merge"), ("Ctrl+M",), "copy"),
        "appeals": words(
            translate("EditorActions", "Appeals of players…"),
            translate("EditorActions", "Appeals"),
            ("Ctrl+J",),
            "appeal",
        ),
        "analysis": words(translate("EditorActions", "Item analysis…"), keys=("Ctrl+Shift+A",), icon="chart"),
        "retire": words(translate("EditorActions", "Retire"), keys=("Del",), icon="trash"),
        "restore": words(translate("EditorActions", "Bring back"), keys=("Ctrl+Shift+R",), icon="again"),
        "problems": words(translate("EditorActions", "Problems only"), keys=("Ctrl+Shift+P",), icon="warning"),
        "bin": words(translate("EditorActions", "Rubbish bin"), keys=("Ctrl+Shift+B",), icon="trash"),
        "to_table": words(translate("EditorActions", "Go to the table"), keys=("Ctrl+1",)),
        "to_form": words(translate("EditorActions", "Go to the form"), keys=("Ctrl+2",)),
        "keys": words(translate("EditorActions", "Keys"), keys=("F1",), icon="help"),
    }


CHECKABLE = ("problems", "bin")


def menu_title(name: str) -> str:
    """What a menu of the menu bar is called."""
    translate = QCoreApplication.translate
    return {
        "file": translate("EditorActions", "&File"),
        "edit": translate("EditorActions", "&Edit"),
        "question": translate("EditorActions", "&Question"),
        "view": translate("EditorActions", "&View"),
        "help": translate("EditorActions", "&Help"),
    }[name]


class EditorActions:
    """The actions of one window, by name."""

    def __init__(self, window: QMainWindow, table: QWidget) -> None:
        self._by_name = {name: _made(name, words, window) for name, words in action_words().items()}
        for action in self._by_name.values():
            window.addAction(action)
        # Del empties a field of the form; only in the table it may mean the question.
        retire = self["retire"]
        window.removeAction(retire)
        retire.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        for name in CONTEXT:
            table.addAction(self._separator(window) if name == SEPARATOR else self[name])
        for name in CHECKABLE:
            self[name].setCheckable(True)

    def __getitem__(self, name: str) -> QAction:
        return self._by_name[name]

    def _separator(self, window: QMainWindow) -> QAction:
        made = QAction(window)
        made.setSeparator(True)
        return made

    def fill_menus(self, window: QMainWindow) -> Mapping[str, QMenu]:
        """Puts the menus into the window's menu bar and gives them by name."""
        menus: dict[str, QMenu] = {}
        for name, content in MENUS.items():
            menu = menus[name] = window.menuBar().addMenu(menu_title(name))
            menu.setToolTipsVisible(True)
            for each in content:
                if each == SEPARATOR:
                    menu.addSeparator()
                else:
                    menu.addAction(self[each])
        return menus

    def fill_tool_bar(self, bar: QToolBar) -> None:
        """Puts the most used actions into the tool bar."""
        for name in TOOLS:
            if name == SEPARATOR:
                bar.addSeparator()
            else:
                bar.addAction(self[name])

    def show_undo(self, undo: Sentence | None, redo: Sentence | None) -> None:
        """What can be undone and redone next, None for nothing."""
        translate = QCoreApplication.translate
        _show_step(self["undo"], undo, translate("EditorActions", "Undo"), translate("EditorActions", "Undo: {title}"))
        _show_step(self["redo"], redo, translate("EditorActions", "Redo"), translate("EditorActions", "Redo: {title}"))

    def show_typing(self) -> None:
        """What is being typed can be undone, as soon as it is saved, which undoing sees to."""
        self["undo"].setEnabled(True)

    def key_table(self) -> list[tuple[str, str]]:
        """Keys and what they do, for the window of keys; ("", text) is a heading."""
        rows: list[tuple[str, str]] = []
        for name, content in MENUS.items():
            keyed = [self[each] for each in content if each != SEPARATOR and self[each].shortcuts()]
            if keyed:
                rows.append(("", menu_title(name).replace("&", "")))
                rows += [(_keys(action), str(action.property("words"))) for action in keyed]
        return [*rows, *_keys_of_fields()]


def _keys_of_fields() -> list[tuple[str, str]]:
    """What a key means only where the focus is."""
    translate = QCoreApplication.translate
    return [
        ("", translate("EditorActions", "Options, answers and pairs")),
        (_native("Enter"), translate("EditorActions", "Next one; in the last, add one")),
        (f"{_native('Alt+Up')} / {_native('Alt+Down')}", translate("EditorActions", "Move it up or down")),
        (_native("Ctrl+Shift+Del"), translate("EditorActions", "Remove it")),
        (_native("Ctrl+R"), translate("EditorActions", "Mark an option as right or wrong")),
        (_native("Alt+Enter"), translate("EditorActions", "Open episode and feedback of a wrong option")),
        ("", translate("EditorActions", "Search")),
        (_native("Ctrl+Space"), translate("EditorActions", "Show what can be searched for")),
        (_native("Enter"), translate("EditorActions", "Go to the questions found")),
        (_native("Esc"), translate("EditorActions", "Clear the search")),
        ("", translate("EditorActions", "Table")),
        (_native("Enter"), translate("EditorActions", "Edit this cell in the form")),
        (f"{_native('Shift+Up')} / {_native('Shift+Down')}", translate("EditorActions", "Select several")),
        (f"{_native('Alt+Left')} / {_native('Alt+Right')}", translate("EditorActions", "Move this column")),
        (
            f"{_native('Alt+Shift+Left')} / {_native('Alt+Shift+Right')}",
            translate("EditorActions", "Make this column narrower or wider"),
        ),
        ("", translate("EditorActions", "A cell while you edit it")),
        (_native("Enter"), translate("EditorActions", "Save it and go to the next row")),
        (f"{_native('Tab')} / {_native('Shift+Tab')}", translate("EditorActions", "Save it and edit one beside it")),
        (_native("Esc"), translate("EditorActions", "Leave it as it was")),
    ]


def _native(keys: str) -> str:
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)


def _made(name: str, words: Words, window: QMainWindow) -> QAction:
    action = QAction(button_text(words.text), window)
    action.setObjectName(name)
    action.setProperty("words", words.text)
    action.setIconText(words.short)
    action.setShortcuts([QKeySequence(keys) for keys in words.keys])
    if words.icon:
        action.setIcon(icons.icon(words.icon))
    _show_tip(action, words.text.removesuffix("…"))
    return action


def _show_tip(action: QAction, text: str) -> None:
    keys = _keys(action)
    action.setToolTip(tool_tip(f"{text} ({keys})" if keys else text))


def _keys(action: QAction) -> str:
    shown = action.shortcuts()[:1] if action.objectName() == "save_and_new" else action.shortcuts()
    return " / ".join(keys.toString(QKeySequence.SequenceFormat.NativeText) for keys in shown)


def _show_step(action: QAction, step: Sentence | None, bare: str, titled: str) -> None:
    action.setEnabled(step is not None)
    title = translated(step) if step is not None else ""
    if len(title) > _LONGEST_TITLE:
        title = title[: _LONGEST_TITLE - 1] + "…"
    text = titled.format(title=title) if title else bare
    action.setText(button_text(text))
    action.setIconText(bare)
    _show_tip(action, text)
