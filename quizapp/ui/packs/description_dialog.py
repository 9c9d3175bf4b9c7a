"""The window in which the description of a pack is changed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from quizapp.game.checking_info import check_info_by_part
from quizapp.ui.editor.editor_dialog import EditorDialog
from quizapp.ui.editor.field_box import FieldBox
from quizapp.ui.messages import announce, telling, translated
from quizapp.ui.play.home_layout import PageContent

if TYPE_CHECKING:
    from quizapp.author.packs import Shelf
    from quizapp.game.question import PackInfo


class DescriptionDialog(EditorDialog):
    """Title, authors, licence and version; the id never changes. `changed(Changed)` when it is written."""

    changed = Signal(object)

    def __init__(self, shelf: Shelf, info: PackInfo, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Description of the pack"), (520, 500), parent)
        self._shelf = shelf
        self._info = info
        self._build()
        content = PageContent()
        column = QVBoxLayout(content)
        column.setSpacing(14)
        for box in self._boxes.values():
            column.addWidget(box)
        column.addStretch(1)
        self.set_scrolling(content)
        self.add_close(self.tr("Cancel"))
        self.add_action(self.tr("Save")).clicked.connect(self._save)
        for field in (self._title, self._authors, self._licence, self._version):
            field.textChanged.connect(self._show_problems)
        self._title.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build(self) -> None:
        info = self._info
        self._title, self._authors = QLineEdit(info.title), QLineEdit("; ".join(info.authors))
        self._licence, self._version = QLineEdit(info.licence), QLineEdit(info.version)
        boards = self.tr("Scores of another version stand on boards of their own.")
        self._boxes = {
            "title": FieldBox(self.tr("Title"), self._title),
            "authors": FieldBox(self.tr("Authors"), self._authors, self.tr("Several with semicolons between them.")),
            "licence": FieldBox(self.tr("Licence"), self._licence, self.tr("For example CC BY-SA 4.0.")),
            "version": FieldBox(self.tr("Version"), self._version, boards),
        }
        for field in (self._title, self._authors, self._licence, self._version):
            field.setCursorPosition(0)  # of a long text the beginning is seen

    def info(self) -> PackInfo:
        """The pack as it is described now."""
        authors = dict.fromkeys(part.strip() for part in self._authors.text().split(";") if part.strip())
        return replace(
            self._info,
            title=self._title.text().strip(),
            authors=tuple(authors),
            licence=self._licence.text().strip(),
            version=self._version.text().strip(),
        )

    def _show_problems(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for (part, _), problem in check_info_by_part(self.info()):
            if part == "pack":
                words = translated(problem.message)
                found.setdefault(problem.field, f"{words[:1].upper()}{words[1:]}.")
        for name, box in self._boxes.items():
            box.show_problem(found.get(name, ""))
        return found

    def _save(self) -> None:
        problems = self._show_problems()
        wrong = next((name for name in self._boxes if name in problems), None)
        if wrong is not None:
            self._boxes[wrong].setFocus()
            announce(self._boxes[wrong].control, problems[wrong])
            return
        self.quieten()
        with telling(self):
            self.changed.emit(self._shelf.describe(self.info()))
            self.close()
