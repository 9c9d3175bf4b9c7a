"""The list of what replacing would change: a tick for each place, the text before and after with the marks painted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from quizapp.ui import icons, theme
from quizapp.ui.common.painting import rounded
from quizapp.ui.editor.difference_text import laid_out, spoken_pieces
from quizapp.ui.editor.differences import Change, Piece, marked_pieces
from quizapp.ui.editor.field_texts import field_names

if TYPE_CHECKING:
    from quizapp.game.authoring import Hit, Span

HIT_ROLE = Qt.ItemDataRole.UserRole + 1
_SIDE = 12
_TICK = 18
_BEFORE_MARK, _SHOWN = 24, 160
"""Characters of a text shown before its first mark, and at all."""
_ROOT = QModelIndex()

Index = QModelIndex | QPersistentModelIndex


class HitModel(QAbstractListModel):
    """Places with their ticks. `ticks_changed()` when another number of them is ticked."""

    ticks_changed = Signal()

    def __init__(self, prompt_of: Callable[[str], str], parent: QObject | None = None) -> None:
        """`prompt_of` gives the prompt of a uid; it is asked for rows that show."""
        super().__init__(parent)
        self._prompt_of = prompt_of
        self._prompts: dict[str, str] = {}
        self._names = field_names()
        self._hits: list[Hit] = []
        self._left_out: set[int] = set()
        self._places = 0
        self._ticks_of: Counter[str] = Counter()

    def clear(self) -> None:
        """Show nothing."""
        self.beginResetModel()
        self._hits, self._left_out = [], set()
        self._places = 0
        self._ticks_of.clear()
        self._prompts.clear()
        self.endResetModel()
        self.ticks_changed.emit()

    def add_hits(self, hits: Sequence[Hit]) -> None:
        """Show these too, ticked."""
        if not hits:
            return
        first = len(self._hits)
        self.beginInsertRows(_ROOT, first, first + len(hits) - 1)
        self._hits += hits
        self._count(hits, 1)
        self.endInsertRows()
        self.ticks_changed.emit()

    def places(self) -> int:
        """How many stretches of text are ticked."""
        return self._places

    def questions(self) -> int:
        """In how many questions they are."""
        return len(self._ticks_of)

    def _count(self, hits: Iterable[Hit], by: int) -> None:
        for hit in hits:
            self._places += by * len(hit.spans)
            self._ticks_of[hit.uid] += by
            if not self._ticks_of[hit.uid]:
                del self._ticks_of[hit.uid]

    def ticked(self) -> tuple[Hit, ...]:
        """Those to be carried out."""
        return tuple(hit for place, hit in enumerate(self._hits) if place not in self._left_out)

    def tick(self, rows: Iterable[int], ticked: bool) -> None:
        """Tick these rows, or take their ticks away."""
        turned = {row for row in rows if (row in self._left_out) == ticked}
        self._left_out ^= turned
        self._count((self._hits[row] for row in turned), 1 if ticked else -1)
        if self._hits:
            self.dataChanged.emit(self.index(0), self.index(len(self._hits) - 1))
        self.ticks_changed.emit()

    def tick_all(self, ticked: bool) -> None:
        """The same for every row."""
        self.tick(range(len(self._hits)), ticked)

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._hits)

    def flags(self, index: Index) -> Qt.ItemFlag:
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.CheckStateRole:
            return Qt.CheckState.Unchecked if index.row() in self._left_out else Qt.CheckState.Checked
        hit = self._hits[index.row()]
        if role == HIT_ROLE:
            return hit
        if role == Qt.ItemDataRole.DisplayRole:
            return self._caption(hit)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            before, after = pieces_of(hit)
            return f"{self._caption(hit)}: {spoken_pieces(before)} → {spoken_pieces(after)}"
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid():
            return False
        self.tick([index.row()], Qt.CheckState(value) == Qt.CheckState.Checked)
        return True

    def _caption(self, hit: Hit) -> str:
        if hit.uid not in self._prompts:
            self._prompts[hit.uid] = " ".join(self._prompt_of(hit.uid)[:300].split())
        field = self._names.get(hit.field, hit.field)
        return field if hit.field == "prompt" else f"{field} · {self._prompts[hit.uid]}"


class HitList(QListView):
    """Space ticks the chosen rows or takes their ticks away; so does a click on the tick."""

    def __init__(self, model: HitModel, accessible_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hits = model
        self.setModel(model)
        self.setItemDelegate(_HitDelegate(self))
        self.setAccessibleName(accessible_name)
        self.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        rows = [index.row() for index in self.selectedIndexes()]
        if event.key() != Qt.Key.Key_Space or not rows:
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            state = self._hits.data(self.currentIndex(), Qt.ItemDataRole.CheckStateRole)
            self._hits.tick(rows, state != Qt.CheckState.Checked)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.scheduleDelayedItemsLayout()


class _HitDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, theme.px(76))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect = QRect(_rect(option))
        selected = bool(_state(option) & QStyle.StateFlag.State_Selected)
        hit: Hit = index.data(HIT_ROLE)
        ticked = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
        painter.save()
        painter.setClipRect(rect)
        painter.fillRect(rect, theme.colour("sel" if selected else "surface"))
        painter.fillRect(rect.x(), rect.bottom(), rect.width(), 1, theme.colour("line"))
        _paint_tick(painter, _tick_rect(rect), ticked)
        words = rect.adjusted(2 * _SIDE + theme.px(_TICK), theme.px(7), -_SIDE, -theme.px(6))
        _paint_caption(painter, words, str(index.data(Qt.ItemDataRole.DisplayRole)), selected)
        before, after = pieces_of(hit)
        if not ticked:  # then the text stays as it is
            before = marked_pieces("".join(text for text, _ in before), (), "removed")
        _paint_line(painter, words.adjusted(0, theme.px(20), 0, 0), before, selected)
        _paint_line(painter, words.adjusted(0, theme.px(41), 0, 0), after if ticked else [], selected)
        painter.restore()

    def editorEvent(self, event: QEvent, model: Any, option: QStyleOptionViewItem, index: Index) -> bool:
        if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonRelease:
            reach = _tick_rect(_rect(option)).adjusted(-_SIDE, -_SIDE, _SIDE, _SIDE)
            if event.button() == Qt.MouseButton.LeftButton and reach.contains(event.position().toPoint()):
                ticked = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
                state = Qt.CheckState.Unchecked if ticked else Qt.CheckState.Checked
                return model.setData(index, state, Qt.ItemDataRole.CheckStateRole)
        return False


def pieces_of(hit: Hit) -> tuple[list[Piece], list[Piece]]:
    """The text before and after, cut to what shows of it, with the marks."""
    start = max(0, min((span[0] for span in hit.spans), default=0) - _BEFORE_MARK)
    return _cut(hit.before, hit.spans, start, "removed"), _cut(hit.after, hit.after_spans, start, "added")


def _cut(text: str, spans: Sequence[Span], start: int, change: Change) -> list[Piece]:
    end = start + _SHOWN
    inside = [(max(a, start) - start, min(b, end) - start) for a, b in spans if a < end and b > start]
    pieces = marked_pieces(text[start:end].replace("\n", " "), inside, change)
    head: list[Piece] = [("…", "same")] if start else []
    tail: list[Piece] = [("…", "same")] if end < len(text) else []
    return [*head, *pieces, *tail]


def _tick_rect(rect: QRect) -> QRect:
    side = theme.px(_TICK)
    return QRect(rect.x() + _SIDE, rect.y() + (rect.height() - side) // 2, side, side)


def _paint_tick(painter: QPainter, rect: QRect, ticked: bool) -> None:
    fill = theme.colour("primary" if ticked else "surface")
    rounded(painter, rect.toRectF(), 5, fill, theme.colour("on_primary" if ticked else "line2"))
    if ticked:
        side = rect.width() - 4
        ratio = painter.device().devicePixelRatioF()
        drawn = icons.coloured_pixmap("check", theme.colour("on_primary"), side, ratio)
        painter.drawPixmap(rect.x() + 2, rect.y() + 2, drawn)


def _paint_caption(painter: QPainter, rect: QRect, text: str, selected: bool) -> None:
    font = theme.font("caption")
    painter.setFont(font)
    painter.setPen(theme.colour("on_sel" if selected else "ink2"))
    shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextSingleLine, shown)


def _paint_line(painter: QPainter, rect: QRect, pieces: Sequence[Piece], selected: bool) -> None:
    """The first line of the pieces: what does not fit is beyond the edge of the row."""
    painter.setPen(theme.colour("on_sel" if selected else "ink"))
    font: QFont = theme.font("dense")
    laid_out(pieces, font, 100_000, selected=selected).draw(painter, QPointF(rect.topLeft()))


def _rect(option: Any) -> QRect:
    return option.rect


def _state(option: Any) -> QStyle.StateFlag:
    return option.state
