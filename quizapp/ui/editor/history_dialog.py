"""The window with the history of one question."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from quizapp.ui.editor.difference_list import DifferenceList, Row, differing_rows, plain_rows
from quizapp.ui.editor.editor_dialog import SIDE, EditorDialog
from quizapp.ui.editor.field_texts import field_texts
from quizapp.ui.editor.history_words import action_words, who_words
from quizapp.ui.editor.two_line_list import TwoLineList
from quizapp.ui.messages import telling
from quizapp.ui.play.home_words import moment

if TYPE_CHECKING:
    from quizapp.author import Author
    from quizapp.game.question import PackInfo
    from quizapp.game.stored import Revision, Snapshot


class HistoryDialog(EditorDialog):
    """The newest change first; beside it what it changed. `changed(object)`: (uid,), after going back."""

    changed = Signal(object)

    def __init__(self, author: Author, uid: str, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("History of a question"), (860, 580), parent)
        self._author = author
        self._uid = uid
        self._revisions: tuple[Revision, ...] = ()
        self._pack_id = ""
        self._packs: dict[str, PackInfo] = {}
        self._list = TwoLineList(self.tr("Changes, newest first"))
        self._differences = DifferenceList(self.tr("What this change did"))
        self._lay_out()
        self.add_close()
        self._back = self.add_action(self.tr("Back to this version"))
        self._list.currentRowChanged.connect(self._show_change)
        self._back.clicked.connect(self._go_back)
        self.refresh()
        self._list.setFocus()

    def _lay_out(self) -> None:
        halves = QWidget()
        row = QHBoxLayout(halves)
        row.setContentsMargins(SIDE, 8, SIDE, 8)
        row.setSpacing(16)
        row.addWidget(self._list.in_card(), 2)
        row.addWidget(self._differences, 3)
        self.set_content(halves)

    def refresh(self) -> None:
        """Read the history again; what is chosen stays chosen, and the newest change where that was."""
        self.quieten()
        row = self._list.currentRow()
        chosen = self._revisions[row].revision if row > 0 else None
        with telling(self):
            stored = self._author.get_many([self._uid]).get(self._uid)
            self._pack_id = stored.pack_id if stored is not None else ""
            self._packs = {pack.id: pack for pack in self._author.packs()}
            self._revisions = _by_step(sorted(self._author.history(self._uid), key=lambda each: -each.revision))
        newest = self._revisions[0].after if self._revisions else None
        prompt = newest.question.prompt if newest is not None else ""
        self.set_about(" ".join(prompt.split())[:200] or self.tr("This question has no history."))
        numbers = [revision.revision for revision in self._revisions]
        current = numbers.index(chosen) if chosen in numbers else 0
        self._list.show_rows([_summary(revision) for revision in self._revisions], current)
        self._show_change(self._list.currentRow())

    def _show_change(self, row: int) -> None:
        revision = self._revisions[row] if 0 <= row < len(self._revisions) else None
        self._back.setEnabled(row > 0 and revision is not None and revision.after is not None)
        unknown = revision is not None and revision.after is None
        rows = self._rows(revision) if revision is not None and not unknown else []
        nothing = self.tr("This version cannot be read.") if unknown else self.tr("Nothing differs in any field.")
        self._differences.show_rows(rows, nothing)

    def _go_back(self) -> None:
        row = self._list.currentRow()
        if row < 1:
            return
        self.quieten()
        with telling(self):
            revision = self._revisions[row]
            if not self._author.back_to(self._uid, revision.revision).change_id:
                self.say(self.tr("The question already is as it was then. It stays in the pack where it is now."))
                return
            self._list.setCurrentRow(0)
            self.refresh()
            self.changed.emit((self._uid,))
            words = self.tr("The question is as it was {moment}. Undo takes this back.")
            self.say(words.format(moment=moment(revision.at_ms)))

    def _rows(self, revision: Revision) -> list[Row]:
        after = self._texts(revision.after, revision.pack_after if revision.has_moved else "")
        if revision.before is None:
            return plain_rows(after)
        return differing_rows(self._texts(revision.before, revision.pack_before if revision.has_moved else ""), after)

    def _texts(self, snapshot: Snapshot | None, pack_id: str) -> dict[str, str]:
        """`pack_id` is told where it is not ""; categories are called as in the pack where the question is now."""
        if snapshot is None:
            return {}
        title = self._packs[pack_id].title if pack_id in self._packs else pack_id
        return field_texts(snapshot.question, str(snapshot.state), self._packs.get(self._pack_id), title)


def _by_step(revisions: Iterable[Revision]) -> tuple[Revision, ...]:
    """The newest first, with all that one step of undo wrote as one: what is typed is saved again and again."""
    steps: list[Revision] = []
    for each in revisions:
        if steps and steps[-1].change_id == each.change_id is not None:
            steps[-1] = replace(steps[-1], before=each.before, pack_before=each.pack_before)
        else:
            steps.append(each)
    return tuple(steps)


def _summary(revision: Revision) -> tuple[str, str]:
    return action_words(revision), f"{moment(revision.at_ms)} · {who_words(revision.who)}"
