"""The window in which an author begins a pack."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QVBoxLayout, QWidget

from quizapp.errors import sentence
from quizapp.game.checking_info import check_info_by_part
from quizapp.game.letters import letters_of
from quizapp.game.question import Category, PackInfo
from quizapp.ui.common.number_field import NumberField
from quizapp.ui.editor.editor_dialog import EditorDialog
from quizapp.ui.editor.field_box import FieldBox
from quizapp.ui.messages import announce, telling, translated
from quizapp.ui.play.home_layout import PageContent

if TYPE_CHECKING:
    from quizapp.author import Author

ID_LENGTH_MAX = 64
_EPISODES_MAX = 9_999
_NO_ID_LETTERS = re.compile(r"[^a-z0-9]+")


class NewPackDialog(EditorDialog):
    """What is wrong with a field stands below it once it was changed. `changed(PackInfo)` when the pack is there."""

    changed = Signal(object)

    def __init__(self, author: Author, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("New pack"), (660, 590), parent)
        self._author = author
        self._own_id = False
        self._touched: set[str] = set()
        self.set_about(self.tr("A pack is a set of questions that can be given away as one."))
        self._build()
        self._lay_out()
        self.add_close(self.tr("Cancel"))
        self._act = self.add_action(self.tr("Create the pack"))
        self._act.clicked.connect(self._create)
        self._connect()
        self._title.setFocus()

    def _build(self) -> None:
        self._title, self._id, self._authors, self._categories = (QLineEdit() for _ in range(4))
        self._licence, self._version, self._language = QLineEdit(), QLineEdit("1.0.0"), QLineEdit("en")
        self._episodes = NumberField(0, _EPISODES_MAX, 0)
        self._episodes.setSpecialValueText(self.tr("None"))
        several = self.tr("Several with commas between them.")
        never = self.tr("Made from the title; it never changes once the pack is there.")
        spoilers = self.tr("With episodes the spoiler guard hides what a player has not watched yet.")
        self._boxes = {
            "title": FieldBox(self.tr("Title"), self._title),
            "id": FieldBox(self.tr("Id"), self._id, never),
            "authors": FieldBox(self.tr("Authors"), self._authors, several),
            "licence": FieldBox(self.tr("Licence"), self._licence, self.tr("For example CC BY-SA 4.0.")),
            "version": FieldBox(self.tr("Version"), self._version),
            "language": FieldBox(self.tr("Language"), self._language, self.tr("Its short name, such as en or ko.")),
            "category": FieldBox(self.tr("Categories"), self._categories, several),
            "episodes": FieldBox(self.tr("Episodes"), self._episodes, spoilers),
        }

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(14)
        for place, box in enumerate(self._boxes.values()):
            grid.addWidget(box, place // 2, place % 2)
            grid.setColumnStretch(place % 2, 1)
        content = PageContent()
        column = QVBoxLayout(content)
        column.addLayout(grid)
        column.addStretch(1)
        self.set_scrolling(content)

    def _connect(self) -> None:
        self._title.textChanged.connect(self._follow_title)
        self._id.textEdited.connect(self._keep_id)
        for name, box in self._boxes.items():
            changed = box.control.valueChanged if isinstance(box.control, NumberField) else None
            if isinstance(box.control, QLineEdit):
                changed = box.control.textChanged
            assert changed is not None, "a field is one of the two"
            changed.connect(lambda _=None, name=name: self._check(name))

    def info(self) -> PackInfo:
        """The pack as it is written now."""
        return PackInfo(
            id=self._id.text().strip(),
            title=self._title.text().strip(),
            version=self._version.text().strip(),
            language=self._language.text().strip(),
            episodes=self._episodes.value() or None,
            authors=_parts(self._authors.text()),
            licence=self._licence.text().strip(),
            categories=tuple(Category(slug(title) or title, title) for title in _parts(self._categories.text())),
        )

    def _follow_title(self, title: str) -> None:
        if not self._own_id:
            self._id.setText(slug(title))

    def _keep_id(self, text: str) -> None:
        # An emptied id follows the title again.
        self._own_id = bool(text)

    def _check(self, name: str) -> None:
        self._touched.add(name)
        self._show_problems(only=self._touched)

    def _show_problems(self, only: set[str]) -> dict[str, str]:
        problems = self._problems()
        for name, box in self._boxes.items():
            box.show_problem(problems.get(name, "") if name in only else "")
        return problems

    def _problems(self) -> dict[str, str]:
        """What is wrong, by field; the first of each."""
        info = self.info()
        found: dict[str, str] = {}
        if any(pack.id == info.id for pack in self._author.packs()):
            taken = sentence("a pack with the id “{id}” is there already; take another id", id=info.id)
            found["id"] = translated(taken)
        for (part, _), problem in check_info_by_part(info):
            field = problem.field if part == "pack" else "category"
            found.setdefault(field, translated(problem.message))
        return {field: text[:1].upper() + text[1:] + "." for field, text in found.items()}

    def _create(self) -> None:
        problems = self._show_problems(only=set(self._boxes))
        if problems:
            first = next(name for name in self._boxes if name in problems)
            self._boxes[first].setFocus()
            announce(self._boxes[first].control, problems[first])
            return
        self.quieten()
        with telling(self):
            self.changed.emit(self._author.create_pack(self.info()))
            self.close()


def slug(title: str) -> str:
    """An id made from a title: its letters without marks, words tied by hyphens; "" where it has no Latin letter."""
    return _NO_ID_LETTERS.sub("-", _plain(title)).strip("-")[:ID_LENGTH_MAX].rstrip("-")


def _plain(title: str) -> str:
    return " ".join(letters_of(word).text for word in re.split(r"[\W_]+", title[:500]))


def _parts(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.strip() for part in text.split(",") if part.strip()))
