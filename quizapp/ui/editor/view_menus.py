"""The menus that choose the columns of the table and what it is sorted by."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from quizapp.ui.common.labels import button_text
from quizapp.ui.editor.find_pane import FindPane
from quizapp.ui.editor.question_columns import SORTED_BY, Column, column_title
from quizapp.ui.messages import telling

if TYPE_CHECKING:
    from quizapp.settings import SettingsFile

_DIGITS = 4
_COLUMNS = {column.name.lower(): column for column in Column}


class ViewMenus(QObject):
    """Fills the menus when they are opened; the columns are remembered in the settings."""

    def __init__(self, view: QMenu, pane: FindPane, settings_file: SettingsFile) -> None:
        super().__init__(view)
        self._pane = pane
        self._settings_file = settings_file
        view.addSeparator()
        self.columns = view.addMenu(self.tr("Columns"))
        self.sorting = view.addMenu(self.tr("Sort by"))
        self.columns.aboutToShow.connect(self.fill_columns)
        self.sorting.aboutToShow.connect(self.fill_sorting)
        pane.table.columns.changed.connect(self._keep_columns)

    def restore_columns(self) -> None:
        """The columns of last time, in their order and with their widths."""
        words = (word.partition(":") for word in self._settings_file.current.editor_columns.split())
        known = [(_COLUMNS[name], width) for name, _, width in words if name in _COLUMNS]
        widths = {column: int(width) for column, width in known if width.isdecimal() and len(width) <= _DIGITS}
        self._pane.table.columns.show((column for column, _ in known), widths)

    def fill_columns(self) -> None:
        """One entry for each column."""
        self.columns.clear()
        self._pane.table.columns.fill_menu(self.columns)

    def fill_sorting(self) -> None:
        """One entry for each column that can be sorted by, and the direction."""
        self.sorting.clear()
        sorted_by, descending = self._pane.table.sort()
        for column in SORTED_BY:
            self._add(column_title(column), column == sorted_by, partial(self._sort_by, column))
        self.sorting.addSeparator()
        self._add(self.tr("Largest first"), descending, self._turn_round)

    def _add(self, words: str, checked: bool, act: Callable[[], None]) -> QAction:
        action = self.sorting.addAction(button_text(words))
        action.setCheckable(True)
        action.setChecked(checked)
        action.toggled.connect(lambda _: act())
        return action

    def _sort_by(self, column: Column) -> None:
        self._pane.sort(column, False)

    def _turn_round(self) -> None:
        column, descending = self._pane.table.sort()
        self._pane.sort(column, not descending)

    def _keep_columns(self) -> None:
        columns = self._pane.table.columns
        widths = {column: f":{width}" for column, width in columns.widths().items()}
        names = " ".join(column.name.lower() + widths.get(column, "") for column in columns.shown())
        with telling(self._pane):
            self._settings_file.change(editor_columns=names)
