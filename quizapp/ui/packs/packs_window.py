"""The window of packs: which there are, and what can be done with one as a whole."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from quizapp.ui.common import confirm
from quizapp.ui.common.buttons import PlainButton
from quizapp.ui.common.flow_layout import FlowLayout
from quizapp.ui.common.notice import Notice
from quizapp.ui.common.scroll_page import ScrollPage
from quizapp.ui.editor.editor_dialog import SIDE, EditorDialog
from quizapp.ui.editor.two_line_list import TwoLineList
from quizapp.ui.messages import telling
from quizapp.ui.packs.pack_facts import PackFacts
from quizapp.ui.play.home_layout import PageContent
from quizapp.ui.play.home_words import counted, number

if TYPE_CHECKING:
    from quizapp.author.packs import Shelf
    from quizapp.game.shelf import ShelvedPack


class PacksWindow(EditorDialog):
    """Signals: `play_requested(str)` and `export_requested(str)` with the id of a pack; `update_requested(list, str)`
    with paths and the id of the pack they are to go to, "" for a new one; `changed(Changed)` after a step of undo.
    """

    play_requested = Signal(str)
    export_requested = Signal(str)
    update_requested = Signal(list, str)
    changed = Signal(object)

    def __init__(self, shelf: Shelf, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Packs"), (880, 560), parent)
        self._shelf = shelf
        self._packs: tuple[ShelvedPack, ...] = ()
        self._is_old = False
        self.set_about(self.tr("A pack is a set of questions that is played, updated and given away as one."))
        self._build()
        self._lay_out()
        self._import = self.add_button(self.tr("Import questions…"), "import")
        self.add_close()
        self._play = self.add_action(self.tr("Play this pack"))
        self._connect()
        self._read()
        self._list.setFocus()

    def _build(self) -> None:
        self._list = TwoLineList(self.tr("Packs"))
        self._facts = PackFacts()
        self._conflicts = Notice("warn", "", stacked=True)
        self._decide = self._conflicts.add_button(self.tr("Decide…"))
        self._update = PlainButton(self.tr("Update from file…"), "import", small=True)
        self._export = PlainButton(self.tr("Export…"), "export", small=True)
        self._describe = PlainButton(self.tr("Edit description…"), "edit", small=True)
        self._remove = PlainButton(self.tr("Remove…"), "trash", small=True)

    def _lay_out(self) -> None:
        about = PageContent()
        column = QVBoxLayout(about)
        column.setContentsMargins(8, 6, 8, 8)
        column.setSpacing(20)
        column.addWidget(self._facts)
        column.addWidget(self._conflicts)
        buttons = QWidget()
        flow = FlowLayout(buttons, line_gap=8)
        for button in (self._update, self._export, self._describe, self._remove):
            flow.addWidget(button)
        column.addWidget(buttons)
        column.addStretch(1)
        content = QWidget()
        row = QHBoxLayout(content)
        row.setContentsMargins(SIDE, 8, SIDE, 8)
        row.setSpacing(16)
        row.addWidget(self._list.in_card(), 5)
        row.addWidget(ScrollPage(about), 6)
        self.set_content(content)

    def _connect(self) -> None:
        self._list.currentRowChanged.connect(self._show_current)
        self._list.enter_pressed.connect(self._ask_to_play)
        self._list.delete_pressed.connect(self._ask_to_remove)
        self._list.itemDoubleClicked.connect(self._ask_to_play)
        self._play.clicked.connect(self._ask_to_play)
        self._update.clicked.connect(self._choose_update)
        self._import.clicked.connect(self._choose_import)
        self._export.clicked.connect(self._ask_to_export)
        self._describe.clicked.connect(self._edit_description)
        self._remove.clicked.connect(self._ask_to_remove)
        self._decide.clicked.connect(self._show_conflicts)

    def refresh(self) -> None:
        """Packs or questions were changed: look again, at the latest when somebody looks here."""
        self._is_old = True
        self._read_if_seen()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange:
            self._read_if_seen()

    def _read_if_seen(self) -> None:
        if self._is_old and self.isActiveWindow():
            self._read()

    def _read(self) -> None:
        """Shows what there is now; the pack that is chosen stays chosen."""
        self._is_old = False
        chosen = self._chosen()
        with telling(self):
            self._packs = self._shelf.all()
        self._list.blockSignals(True)
        ids = [each.info.id for each in self._packs]
        at_first = next((row for row, each in enumerate(self._packs) if each.conflict_count), 0)
        current = ids.index(chosen.info.id) if chosen is not None and chosen.info.id in ids else at_first
        self._list.show_rows([(_title(each), self._second_line(each)) for each in self._packs], current)
        self._list.blockSignals(False)
        self._show_current()

    def choose(self, pack_id: str) -> None:
        """Show this pack, if it is there."""
        for row, each in enumerate(self._packs):
            if each.info.id == pack_id:
                self._list.setCurrentRow(row)

    def _second_line(self, shelved: ShelvedPack) -> str:
        words = counted(self.tr("%n question(s)", "", shelved.question_count), shelved.question_count)
        version = self.tr("version {version}").format(version=shelved.info.version)
        edited = " · " + self.tr("edited here") if shelved.is_edited else ""
        open_ones = " · " + self.tr("%n to decide", "", shelved.conflict_count) if shelved.conflict_count else ""
        return f"{words} · {version}{edited}{open_ones}"

    def _chosen(self) -> ShelvedPack | None:
        row = self._list.currentRow()
        return self._packs[row] if 0 <= row < len(self._packs) else None

    def _show_current(self) -> None:
        chosen = self._chosen()
        for button in (self._play, self._update, self._export, self._describe, self._remove):
            button.setEnabled(chosen is not None)
        self._facts.setVisible(chosen is not None)
        self._show_conflict_count(chosen.conflict_count if chosen is not None else 0)
        if chosen is not None:
            self._facts.show_pack(chosen)
            self._remove.setEnabled(len(self._packs) > 1)

    def _show_conflict_count(self, count: int) -> None:
        words = self.tr(
            "%n question(s) changed both by you and by the pack. Yours are kept until you decide.", "", count
        )
        self._conflicts.set_content("", counted(words, count))
        self._conflicts.setVisible(count > 0)

    # What is done with the pack that is chosen

    def _show_conflicts(self) -> None:
        from quizapp.ui.packs.conflicts_dialog import ConflictsDialog

        chosen = self._chosen()
        if chosen is not None:
            for other in self.findChildren(ConflictsDialog):
                other.close()  # what it lists may be decided by now
            dialog = ConflictsDialog(self._shelf, chosen.info, self)
            dialog.changed.connect(self._tell_changed)
            dialog.bring_forward()

    def _ask_to_play(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            self.quieten()
            self.play_requested.emit(chosen.info.id)

    def _ask_to_export(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            self.export_requested.emit(chosen.info.id)

    def _choose_update(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            pack_id = chosen.info.id
            title = self.tr("Choose the newer version of “{title}”").format(title=chosen.info.title)
            self._choose_files(title, pack_id)

    def _choose_import(self) -> None:
        self._choose_files(self.tr("Choose files with questions"), "")

    def _choose_files(self, title: str, pack_id: str) -> None:
        dialog = QFileDialog(self, title)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(lambda paths: self._request_update(paths, pack_id))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _request_update(self, paths: Sequence[str], pack_id: str) -> None:
        if paths:
            self.update_requested.emit(list(paths), pack_id)

    def _edit_description(self) -> None:
        from quizapp.ui.packs.description_dialog import DescriptionDialog

        chosen = self._chosen()
        if chosen is not None:
            dialog = DescriptionDialog(self._shelf, chosen.info, self)
            dialog.changed.connect(self._tell_changed)
            dialog.bring_forward()

    def _ask_to_remove(self) -> None:
        chosen = self._chosen()
        if chosen is None or len(self._packs) < 2:
            return
        info = chosen.info
        title = self.tr("Remove “{title}”?").format(title=info.title)
        text = self.tr(
            "Its {count} questions are no longer asked or found. Rounds, scores and the history of every question "
            "stay, and Undo in the editor brings the pack back."
        ).format(count=number(chosen.question_count))
        yes, no = self.tr("Remove the pack"), self.tr("Keep it")
        confirm.ask(self, title, text, yes, no, lambda: self._take_away(info.id, info.title))

    def _take_away(self, pack_id: str, title: str) -> None:
        self.quieten()
        with telling(self):
            changed = self._shelf.remove(pack_id)
            self._tell_changed(changed)
            self.say(self.tr("“{title}” was removed. Undo in the editor brings it back.").format(title=title))

    def _tell_changed(self, changed: object) -> None:
        self._read()
        self.changed.emit(changed)


def _title(shelved: ShelvedPack) -> str:
    return " ".join(shelved.info.title.split())
