"""The window that sets fields of many questions of an import before they are written."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from quizapp.game.question import PackInfo
from quizapp.ui import theme
from quizapp.ui.common.number_field import NumberField
from quizapp.ui.editor.editor_dialog import EditorDialog
from quizapp.ui.editor.field_box import FieldBox
from quizapp.ui.editor.field_texts import level_names
from quizapp.ui.play.home_layout import PageContent
from quizapp.ui.play.home_words import counted
from quizapp.ui.play.setup_clock import QuietCombo

_EPISODES_MOST = 9_999
_CATEGORY_MAX = 100


class FieldsDialog(EditorDialog):
    """Whatever is left as it is stays as it is. `chosen(dict, str, tuple)`: fields by name, the title of a category
    ("" = as it is) and tags to add."""

    chosen = Signal(object, str, object)

    def __init__(self, pack: PackInfo, count: int, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Set category, tags and more"), (640, 420), parent)
        self.set_about(self.tr("What is left as it is stays as the file says."))
        self._category = QuietCombo("")
        self._category.setEditable(True)
        self._category.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self._category.addItem("")
        for category in pack.categories:
            self._category.addItem(category.title or category.id)
        editor = self._category.lineEdit()
        if editor is not None:
            editor.setMaxLength(_CATEGORY_MAX)
            editor.setPlaceholderText(self.tr("Leave as it is"))
        self._level = self._combo(level_names())
        self._episode = self._combo({"set": self.tr("Set to…"), "none": self.tr("Not known")})
        self._number = NumberField(0, pack.episodes or _EPISODES_MOST, min(1, pack.episodes or 1))
        self._number.setAccessibleName(self.tr("Number of the episode"))
        self._tags = QLineEdit()
        self._lay_out()
        self.add_close(self.tr("Cancel"))
        self._act = self.add_action(counted(self.tr("Set in %n question(s)", "", count), count))
        self._act.clicked.connect(self._set)
        self._category.editTextChanged.connect(self._refresh)
        self._tags.textChanged.connect(self._refresh)
        for combo in (self._level, self._episode):
            combo.currentIndexChanged.connect(self._refresh)
        self._refresh()
        self._category.setFocus()

    def _combo(self, choices: dict[Any, str]) -> QuietCombo:
        made = QuietCombo("")
        made.addItem(self.tr("Leave as it is"), None)
        for value, words in choices.items():
            made.addItem(words, value)
        return made

    def _lay_out(self) -> None:
        episode = QWidget()
        row = QHBoxLayout(episode)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self._episode, 1)
        row.addWidget(self._number)
        self._number.setMinimumWidth(theme.px(90))
        boxes = (
            FieldBox(self.tr("Category"), self._category, self.tr("One of the pack, or a new one.")),
            FieldBox(self.tr("Difficulty"), self._level),
            FieldBox(self.tr("Episode"), episode),
            FieldBox(self.tr("Add tags"), self._tags, self.tr("Several with commas between them.")),
        )
        for combo, box in ((self._category, boxes[0]), (self._level, boxes[1]), (self._episode, boxes[2])):
            combo.set_name(box.control.accessibleName())
        content = PageContent()
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(16)
        for place, box in enumerate(boxes):
            grid.addWidget(box, place // 2, place % 2, Qt.AlignmentFlag.AlignTop)
            grid.setColumnStretch(place % 2, 1)
        column = QVBoxLayout(content)
        column.addLayout(grid)
        column.addStretch(1)
        self.set_scrolling(content)

    def _fields(self) -> dict[str, Any]:
        fields: dict[str, Any] = {}
        if self._level.currentData() is not None:
            fields["difficulty"] = self._level.currentData()
        if self._episode.currentData() is not None:
            fields["episode"] = self._number.value() if self._episode.currentData() == "set" else None
        return fields

    def _new_tags(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(tag for part in self._tags.text().split(",") if (tag := part.strip())))

    def _refresh(self, _: object = None) -> None:
        self._number.setEnabled(self._episode.currentData() == "set")
        has_category = bool(self._category.currentText().strip())
        self._act.setEnabled(bool(self._fields()) or has_category or bool(self._new_tags()))

    def _set(self) -> None:
        self.chosen.emit(self._fields(), " ".join(self._category.currentText().split()), self._new_tags())
        self.close()
