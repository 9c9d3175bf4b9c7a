"""The hits of a search as rows of a table, of which only the pages in sight are read."""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QWidget

from quizapp.errors import QuizError, Sentence
from quizapp.ui.common.labels import tool_tip
from quizapp.ui.editor.question_columns import (
    RIGHT_ALIGNED,
    Column,
    PackWords,
    cell_spoken,
    cell_text,
    cell_tip,
    column_explanation,
    column_title,
)

if TYPE_CHECKING:
    from quizapp.game.edits import ListRow

PAGE_ROWS = 200
_PAGES_KEPT = 16
_Index = QModelIndex | QPersistentModelIndex
_WAITING = "…"


class QuestionModel(QAbstractTableModel):
    """Rows in the order of an array of row ids; `fetch` reads the rows of some ids, a page at a time.

    `failed(Sentence)` when a page cannot be read: its cells then show an ellipsis until `refresh`.
    """

    failed = Signal(object)

    def __init__(self, fetch: Callable[[Sequence[int]], Iterable[ListRow]], parent: QWidget) -> None:
        super().__init__(parent)
        self._fetch = fetch
        self._ids: array[int] = array("q")
        self._pages: OrderedDict[int, dict[int, ListRow]] = OrderedDict()
        self.words = PackWords()

    def show_ids(self, ids: array[int]) -> None:
        """Other rows; nothing is read before it is asked for."""
        self.beginResetModel()
        self._ids = ids
        self._pages.clear()
        self.endResetModel()

    def refresh(self) -> None:
        """Read again what is in sight; the rows and their order stay."""
        self._pages.clear()
        if self._ids:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._ids) - 1, len(Column) - 1))

    def question(self, place: int) -> ListRow | None:
        """The question in a row; None where it is gone or cannot be read."""
        if not 0 <= place < len(self._ids):
            return None
        return self._page(place // PAGE_ROWS).get(self._ids[place])

    def id_at(self, place: int) -> int | None:
        """The row id of a row, None where there is no such row. Nothing is read."""
        return self._ids[place] if 0 <= place < len(self._ids) else None

    def place_of(self, row_id: int) -> int:
        """The row of a question, -1 when it is no hit."""
        try:
            return self._ids.index(row_id)
        except ValueError:
            return -1

    def ids_at(self, places: range) -> array[int]:
        """The row ids of these rows. Nothing is read."""
        return self._ids[places.start : places.stop]

    def runs_of(self, ids: Container[int]) -> Iterator[range]:
        """The rows of these ids, as runs of rows that follow each other."""
        start = -1
        for place, row_id in enumerate(self._ids):
            if row_id in ids:
                start = place if start < 0 else start
            elif start >= 0:
                yield range(start, place)
                start = -1
        if start >= 0:
            yield range(start, len(self._ids))

    def _page(self, number: int) -> dict[int, ListRow]:
        page = self._pages.get(number)
        if page is None:
            page = self._pages[number] = self._read(number)
            if len(self._pages) > _PAGES_KEPT:
                self._pages.popitem(last=False)
        else:
            self._pages.move_to_end(number)
        return page

    def _read(self, number: int) -> dict[int, ListRow]:
        ids = self._ids[number * PAGE_ROWS : (number + 1) * PAGE_ROWS]
        try:
            return {row.id: row for row in self._fetch(ids)}
        except QuizError as error:
            self._tell(error.sentence)
            return {}

    def _tell(self, sentence: Sentence) -> None:
        self.failed.emit(sentence)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own default)
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own default)
        return 0 if parent.isValid() else len(Column)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        column = Column(index.column())
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        if role not in _TEXTS:
            return None
        row = self.question(index.row())
        if row is None:
            return _WAITING if role == Qt.ItemDataRole.DisplayRole else None
        text = _TEXTS[Qt.ItemDataRole(role)](row, column, self.words)
        return tool_tip(text) if role == Qt.ItemDataRole.ToolTipRole else text

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(Column):
            return None
        column = Column(section)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return column_title(column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tool_tip(column_explanation(column) or column_title(column))
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        return None


_TEXTS = {
    Qt.ItemDataRole.DisplayRole: cell_text,
    Qt.ItemDataRole.ToolTipRole: cell_tip,
    Qt.ItemDataRole.AccessibleTextRole: cell_spoken,
}


def _alignment(column: Column) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column in RIGHT_ALIGNED else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
