"""The window that changes fields of many questions at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QCompleter, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from quizapp.game.authoring import BulkChange
from quizapp.ui import theme
from quizapp.ui.common.labels import PlainLabel
from quizapp.ui.common.number_field import NumberField
from quizapp.ui.editor.editor_dialog import EditorDialog
from quizapp.ui.editor.field_box import FieldBox
from quizapp.ui.editor.field_texts import level_names
from quizapp.ui.messages import telling
from quizapp.ui.play.home_layout import PageContent
from quizapp.ui.play.setup_clock import QuietCombo

if TYPE_CHECKING:
    from quizapp.author import Author

_EPISODES_MOST = 9_999


class BulkDialog(EditorDialog):
    """Whatever is left as it is stays as it is in every question. Closes when done.

    `changed(object)`: the uids, after something was changed.
    """

    changed = Signal(object)

    def __init__(self, author: Author, uids: Sequence[str], parent: QWidget | None = None) -> None:
        """`uids` are the questions to be changed."""
        super().__init__(self.tr("Change several questions"), (660, 520), parent)
        self._author = author
        self._uids = tuple(uids)
        self.set_about(self.tr("What is left as it is stays as it is. Everything can be undone."))
        self._build()
        self._lay_out()
        self.add_close(self.tr("Cancel"))
        self._act = self.add_action(self.tr("Change %n question(s)", "", len(self._uids)))
        self._act.clicked.connect(self._change)
        self._connect()
        self._refresh()
        self._category.setFocus()

    def _build(self) -> None:
        packs = self._author.packs()
        self._category = self._combo({category.id: category.title for pack in packs for category in pack.categories})
        self._level = self._combo(level_names())
        self._pack = self._combo({pack.id: pack.title for pack in packs})
        self._episode = self._combo({"set": self.tr("Set to…"), "none": self.tr("Not known")})
        self._number = NumberField(1, max((pack.episodes or 1 for pack in packs), default=_EPISODES_MOST), 1)
        self._number.setAccessibleName(self.tr("Number of the episode"))
        self._number.setEnabled(False)
        tags = list(self._author.known().tags)
        self._add, self._remove = _tags_field(tags), _tags_field(tags)
        self._summary = PlainLabel("", "dense", "ink", wrap=True)
        self._summary.setObjectName("bulk-summary")

    def _combo(self, choices: dict[Any, str]) -> QuietCombo:
        made = QuietCombo("")
        # A long title must not make the window wide.
        made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        made.setMinimumContentsLength(12)
        made.addItem(self.tr("Leave as it is"), None)
        for value, words in choices.items():
            made.addItem(words or str(value), value)
        return made

    def _lay_out(self) -> None:
        episode = QWidget()
        row = QHBoxLayout(episode)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self._episode, 1)
        row.addWidget(self._number)
        several = self.tr("Several with commas between them.")
        episode_box = FieldBox(self.tr("Episode"), episode)
        self._episode.set_name(self.tr("Episode"))
        boxes = [
            FieldBox(self.tr("Category"), self._category),
            FieldBox(self.tr("Difficulty"), self._level),
            episode_box,
            FieldBox(self.tr("Pack"), self._pack),
            FieldBox(self.tr("Add tags"), self._add, several),
            FieldBox(self.tr("Remove tags"), self._remove, several),
        ]
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(16)
        for place, box in enumerate(boxes):
            grid.addWidget(box, place // 2, place % 2, Qt.AlignmentFlag.AlignTop)
            grid.setColumnStretch(place % 2, 1)
        content = PageContent()
        column = QVBoxLayout(content)
        column.setSpacing(16)
        column.addLayout(grid)
        column.addWidget(self._summary)
        column.addStretch(1)
        self.set_scrolling(content)
        self._number.setMinimumWidth(theme.px(90))

    def _connect(self) -> None:
        for combo in (self._category, self._level, self._pack, self._episode):
            combo.currentIndexChanged.connect(self._refresh)
        self._number.valueChanged.connect(self._refresh)
        for field in (self._add, self._remove):
            field.textChanged.connect(self._refresh)

    def _refresh(self) -> None:
        self._number.setEnabled(self._episode.currentData() == "set")
        words = list(self._words())
        self._summary.setText(" ".join(words) or self.tr("Nothing is chosen yet."))
        self._summary.set_token("ink" if words else "ink2")
        self._act.setEnabled(bool(words) and bool(self._uids))

    def _words(self) -> Iterator[str]:
        """What is to be done."""
        becomes = self.tr("{field} becomes “{value}”.")
        if self._pack.currentData():
            yield becomes.format(field=self.tr("Pack"), value=self._pack.currentText())
        for combo in (self._category, self._level):
            if combo.currentData() is not None:
                yield becomes.format(field=combo.accessibleName(), value=combo.currentText())
        if self._episode.currentData() == "set":
            yield becomes.format(field=self.tr("Episode"), value=self._number.value())
        elif self._episode.currentData() == "none":
            yield self.tr("The episode is taken away.")
        add, remove = _tags(self._add.text()), _tags(self._remove.text())
        if add:
            yield self.tr("Tags added: {tags}.").format(tags=", ".join(add))
        if remove:
            yield self.tr("Tags removed: {tags}.").format(tags=", ".join(remove))

    def _wanted(self) -> BulkChange:
        """The same as one step of undo."""
        fields = {"category": self._category.currentData(), "difficulty": self._level.currentData()}
        fields = {name: value for name, value in fields.items() if value is not None}
        if self._episode.currentData() is not None:
            fields["episode"] = self._number.value() if self._episode.currentData() == "set" else None
        add, remove = _tags(self._add.text()), _tags(self._remove.text())
        return BulkChange(fields, add, remove, self._pack.currentData() or "")

    def _change(self) -> None:
        with telling(self):
            self._author.change_many(self._uids, self._wanted())
            self.changed.emit(self._uids)
            self.close()


def _tags_field(known: list[str]) -> QLineEdit:
    """The last tag that is being written is completed from those there are."""
    field = QLineEdit()
    completer = _LastTagCompleter(known, field)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    field.setCompleter(completer)
    return field


class _LastTagCompleter(QCompleter):
    def pathFromIndex(self, index: Any) -> str:
        before, comma, _ = self._text().rpartition(",")
        return f"{before}{comma}{' ' if comma else ''}{super().pathFromIndex(index)}"

    def splitPath(self, path: str) -> list[str]:
        return [path.rpartition(",")[2].strip()]

    def _text(self) -> str:
        field = self.widget()
        return field.text() if isinstance(field, QLineEdit) else ""


def _tags(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(tag for part in text.split(",") if (tag := part.strip())))
