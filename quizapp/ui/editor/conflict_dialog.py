"""The window that shows both versions of a question that was changed in two windows at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from quizapp.game.stored import State
from quizapp.ui.common.labels import PlainLabel
from quizapp.ui.editor.difference_list import DifferenceList, version_rows
from quizapp.ui.editor.editor_dialog import SIDE, EditorDialog
from quizapp.ui.editor.field_texts import field_names, field_texts

if TYPE_CHECKING:
    from quizapp.game.draft import Draft
    from quizapp.game.question import PackInfo
    from quizapp.game.stored import StoredQuestion


class ConflictDialog(EditorDialog):
    """It decides nothing itself, and to close it leaves both versions where they are.

    `mine_kept(Draft, int)`: save this draft as made from that revision. `theirs_taken(StoredQuestion)`: show that one
    and forget the draft.
    """

    mine_kept = Signal(object, int)
    theirs_taken = Signal(object)

    def __init__(
        self, mine: Draft, theirs: StoredQuestion, pack: PackInfo | None = None, parent: QWidget | None = None
    ) -> None:
        """`mine` is what stands in the form, `theirs` what the bank has now; `pack` gives titles to categories."""
        super().__init__(self.tr("Changed in another window"), (900, 600), parent)
        self._mine = mine
        self._theirs = theirs
        my_texts, their_texts = field_texts(mine, pack=pack), field_texts(theirs.question, pack=pack)
        names = [name for field, name in field_names().items() if my_texts[field] != their_texts[field]]
        words = self.tr("This question was changed elsewhere while you wrote. What differs: {fields}.")
        same = self.tr("This question was changed elsewhere while you wrote, but both versions say the same.")
        about = words.format(fields=", ".join(names)) if names else same
        notes = [about]
        if theirs.state is State.RETIRED:
            notes.append(self.tr("It was retired too, and stays so until you bring it back."))
        if pack is not None and theirs.pack_id != pack.id:
            notes.append(self.tr("It was moved to another pack too, and stays there."))
        self.set_about(" ".join(notes))
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(SIDE, 8, SIDE, 8)
        row.setSpacing(16)
        nothing = self.tr("Every field is empty.")
        for title, texts, other in (
            (self.tr("Mine, as it stands in the form"), my_texts, their_texts),
            (self.tr("Theirs, as it is saved"), their_texts, my_texts),
        ):
            shown = DifferenceList(title)
            shown.show_rows(version_rows(texts, other), nothing)
            column = QVBoxLayout()
            column.setSpacing(6)
            column.addWidget(PlainLabel(title, "body", bold=True))
            column.addWidget(shown, 1)
            row.addLayout(column, 1)
        self.set_content(both)
        self._add_buttons()
        # It comes while one types: no key that was meant for the form may decide.
        self.findChildren(DifferenceList)[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _add_buttons(self) -> None:
        self.add_close(self.tr("Decide later"))
        take = self.add_button(self.tr("Take theirs"), "import")
        take.clicked.connect(self._take_theirs)
        keep = self.add_action(self.tr("Keep mine"))
        keep.clicked.connect(self._keep_mine)

    def _keep_mine(self) -> None:
        self.mine_kept.emit(self._mine, self._theirs.revision)
        self.close()

    def _take_theirs(self) -> None:
        self.theirs_taken.emit(self._theirs)
        self.close()
