"""The window that makes one question of several that ask the same."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QRadioButton, QScrollArea, QVBoxLayout, QWidget

from quizapp.errors import QuizError
from quizapp.ui import theme
from quizapp.ui.editor.difference_list import DifferenceList, plain_rows, version_rows
from quizapp.ui.editor.editor_dialog import SIDE, EditorDialog
from quizapp.ui.editor.field_texts import field_texts
from quizapp.ui.messages import telling

if TYPE_CHECKING:
    from quizapp.author import Author
    from quizapp.game.question import PackInfo
    from quizapp.game.stored import StoredQuestion

QUESTIONS_MAX = 12
_COLUMN_WIDTH, _COLUMN_WIDTH_MAX = 240, 300
_LETTERS = "ABCDEFGHIJKL"


class MergeDialog(EditorDialog):
    """What the others have and the kept one has not is marked in them. Closes when done.

    `changed(object)`: the uids, the kept one first.
    """

    changed = Signal(object)

    def __init__(self, author: Author, uids: Sequence[str], parent: QWidget | None = None) -> None:
        """`uids`: the questions, the one to be kept first unless the author chooses another."""
        super().__init__(self.tr("Merge questions"), (900, 600), parent)
        self._author = author
        self._questions: tuple[StoredQuestion, ...] = ()
        self._packs: dict[str, PackInfo] = {}
        self._keeps = QButtonGroup(self)
        self._lists: list[DifferenceList] = []
        self._read(list(dict.fromkeys(uids)))
        about = self.tr(
            "Choose the question that stays. It takes over sources, tags and further typed answers; the others go to "
            "the rubbish bin. Undo takes this back."
        )
        self.set_about(about)
        self.set_content(self._columns())
        self.add_close(self.tr("Cancel"))
        self._act = self.add_action("")
        self._act.clicked.connect(self._merge)
        self._keeps.idToggled.connect(self._show_kept)
        others = max(0, len(self._questions) - 1)
        self._act.set_text(self.tr("Merge %n question(s) into this", "", others))
        self._act.setEnabled(others > 0)
        if self._questions:
            self._keeps.button(0).setChecked(True)
            self._keeps.button(0).setFocus()

    def _read(self, uids: list[str]) -> None:
        with telling(self):
            self._packs = {pack.id: pack for pack in self._author.packs()}
            found = self._author.get_many(uids[:QUESTIONS_MAX])
            self._questions = tuple(found[uid] for uid in uids[:QUESTIONS_MAX] if uid in found)
            if len(uids) > QUESTIONS_MAX:
                template = "At most {limit} questions can be merged at once; these are the first of {count}."
                raise QuizError(template, limit=QUESTIONS_MAX, count=len(uids))
            if len(self._questions) < 2:
                raise QuizError("Choose at least two questions in the table to merge them.")

    def _columns(self) -> QScrollArea:
        inside = QWidget()
        row = QHBoxLayout(inside)
        row.setContentsMargins(SIDE, 8, SIDE, 8)
        row.setSpacing(16)
        for place in range(len(self._questions)):
            row.addLayout(self._column_of(place), 1)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.viewport().setAutoFillBackground(False)
        area.setWidget(inside)
        inside.setAutoFillBackground(False)
        return area

    def _column_of(self, place: int) -> QVBoxLayout:
        letter = _LETTERS[place]
        keep = QRadioButton(self.tr("Keep question {letter}").format(letter=letter))
        prompt = " ".join(self._questions[place].question.prompt.split())[:200]
        keep.setAccessibleName(keep.text())
        keep.setAccessibleDescription(prompt)
        self._keeps.addButton(keep, place)
        fields = DifferenceList(self.tr("Question {letter}").format(letter=letter))
        fields.setMinimumWidth(min(theme.px(_COLUMN_WIDTH), _COLUMN_WIDTH_MAX))
        self._lists.append(fields)
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addWidget(keep)
        column.addWidget(fields, 1)
        return column

    def _show_kept(self, place: int, checked: bool) -> None:
        if not checked:
            return
        texts = [field_texts(each.question, str(each.state), self._packs.get(each.pack_id)) for each in self._questions]
        nothing = self.tr("Every field is empty.")
        for other, shown in enumerate(self._lists):
            rows = plain_rows(texts[other]) if other == place else version_rows(texts[other], texts[place])
            shown.show_rows(rows, nothing)

    def _merge(self) -> None:
        uids = [each.question.uid for each in self._questions]
        kept = uids.pop(self._keeps.checkedId())
        self.quieten()
        with telling(self):
            self._author.merge(kept, tuple(uids))
            self.changed.emit((kept, *uids))
            self.close()
