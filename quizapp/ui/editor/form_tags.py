"""Tags: chips that a press takes away, and a field that adds one."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QRect, QRectF, QSize, QStringListModel, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QCompleter, QSizePolicy, QVBoxLayout, QWidget

from quizapp.ui import icons, theme
from quizapp.ui.common.flow_layout import FlowLayout
from quizapp.ui.common.labels import tool_tip
from quizapp.ui.common.painted_button import PaintedButton
from quizapp.ui.common.painting import mix, rounded
from quizapp.ui.editor.form_text import LineField

TAGS_MAX = 100
_WIDEST_PX = 220


class TagChip(PaintedButton):
    """A tag; a press takes it away."""

    def __init__(self, tag: str, parent: QWidget | None = None) -> None:
        self.tag = tag
        super().__init__(tag, parent=parent)
        self.setAccessibleName(self.tr("Remove tag {tag}").format(tag=tag))
        self.setToolTip(tool_tip(self.accessibleName()))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        text = QFontMetrics(theme.font("dense")).horizontalAdvance(self.tag[:100])
        return QSize(min(text + theme.px(40), theme.px(_WIDEST_PX)), theme.px(28))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        fill = mix(theme.colour("tint"), theme.colour("sunken"), self._hover)
        rounded(painter, QRectF(self.rect()), self.height() / 2, fill)
        font = theme.font("dense")
        painter.setFont(font)
        painter.setPen(theme.colour("ink"))
        room = QRect(theme.px(10), 0, self.width() - theme.px(36), self.height())
        shown = QFontMetrics(font).elidedText(self.tag[:100], Qt.TextElideMode.ElideRight, room.width() + 2)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)
        side = theme.px(14)
        sign = icons.pixmap("cross", "ink2", side, self.devicePixelRatioF())
        painter.drawPixmap(self.width() - side - theme.px(8), (self.height() - side) // 2, sign)


class _TagLine(LineField):
    """The field of `TagField`. Signal: `backed()` on Backspace where nothing is written."""

    backed = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Backspace and not self.text():
            self.backed.emit()
        else:
            super().keyPressEvent(event)


class TagField(QWidget):
    """The tags of a question. A comma or Enter ends a tag; Backspace in the empty field takes the last one away.

    Signals: `changed()`; `reshaped()` when chips came or went.
    """

    changed = Signal()
    reshaped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tags: tuple[str, ...] = ()
        self._chips: list[TagChip] = []
        self.field = _TagLine(self.tr("Add a tag"), self.tr("Add tag…"), parent=self)
        self.field.takes_lines = True
        self._known = QStringListModel(self)
        completer = QCompleter(self._known, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.field.setCompleter(completer)
        # Queued: the field has the chosen text only after the signal.
        completer.activated.connect(self.take_typed, Qt.ConnectionType.QueuedConnection)
        self._patch = QWidget(self)
        self._flow = FlowLayout(self._patch, gap=6, line_gap=4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._patch)
        column.addWidget(self.field)
        self.field.entered.connect(self.take_typed)
        self.field.backed.connect(self.remove_last)
        self.field.editingFinished.connect(self.take_typed)
        self.field.pasted.connect(self.add)
        self.field.textEdited.connect(self._split)
        self.load(())

    def set_known(self, tags: Iterable[str]) -> None:
        """The tags that are offered while one is typed."""
        self._known.setStringList(sorted(tags))

    def load(self, tags: Iterable[str]) -> None:
        """Show these tags without a signal."""
        self._tags = tuple(tags)
        self.field.load("")
        self._show()

    def tags(self) -> tuple[str, ...]:
        """The tags in written order, with one that is just being typed."""
        typed = self.field.value()
        return self._tags if not typed or typed in self._tags else (*self._tags, typed)

    def add(self, tags: Iterable[str]) -> None:
        """Add tags that are not there yet."""
        fresh = dict.fromkeys(part.strip() for tag in tags for part in tag.split(","))
        new = [tag for tag in fresh if tag and tag not in self._tags][: max(0, TAGS_MAX - len(self._tags))]
        self.field.load("")
        if new:
            self._tags = (*self._tags, *new)
            self._show()
        self.changed.emit()

    def remove(self, place: int) -> None:
        """Take the tag at this place away."""
        self._tags = self._tags[:place] + self._tags[place + 1 :]
        self._show()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def take_typed(self) -> None:
        """Make a chip of what is typed."""
        if self.field.text().strip():
            self.add([self.field.value()])

    def remove_last(self) -> None:
        """Take the last tag away."""
        if self._tags:
            self.remove(len(self._tags) - 1)

    def stops(self) -> list[QWidget]:
        """Everything the Tab key stops at, in order."""
        return [*self._chips, self.field]

    def _split(self, text: str) -> None:
        if "," in text:
            self.add([text])
        else:
            self.changed.emit()

    def _show(self) -> None:
        if [chip.tag for chip in self._chips] == list(self._tags):
            return
        for chip in self._chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = [TagChip(tag, self._patch) for tag in self._tags]
        for chip in self._chips:
            self._flow.addWidget(chip)
            chip.clicked.connect(lambda _=False, chip=chip: self.remove(self._chips.index(chip)))
            chip.show()
        self._patch.setVisible(bool(self._chips))
        self._patch.updateGeometry()
        self.reshaped.emit()
