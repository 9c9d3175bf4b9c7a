"""The window of questions that were changed both here and in a newer version of their pack, to decide about them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from quizapp.ui.common.buttons import PlainButton
from quizapp.ui.common.flow_layout import FlowLayout
from quizapp.ui.editor.editor_dialog import SIDE, EditorDialog
from quizapp.ui.editor.two_line_list import TwoLineList
from quizapp.ui.imports.plan_details import difference, field_lines
from quizapp.ui.messages import telling
from quizapp.ui.play.home_words import counted

if TYPE_CHECKING:
    from quizapp.author.packs import Shelf
    from quizapp.game.edits import Settled
    from quizapp.game.question import PackInfo
    from quizapp.game.stored import Conflict


class ConflictsDialog(EditorDialog):
    """Ours are kept until the pack's are taken. `changed(Changed)` when it was decided about some."""

    changed = Signal(object)

    def __init__(self, shelf: Shelf, info: PackInfo, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Changed here and by the pack"), (760, 620), parent)
        self._shelf = shelf
        self._info = info
        self._conflicts: tuple[Conflict, ...] = ()
        self.set_about(
            self.tr(
                "A newer version of “{title}” says something else than you have written. Yours are in use until you "
                "take the pack’s."
            ).format(title=" ".join(info.title.split()))
        )
        self._build()
        self._lay_out()
        self.add_close()
        self._read()
        self._list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build(self) -> None:
        self._list = TwoLineList(self.tr("Questions to decide about"))
        self._details = QPlainTextEdit()
        self._details.setReadOnly(True)
        self._details.setTabChangesFocus(True)
        self._details.setProperty("dense", True)
        self._details.setAccessibleName(self.tr("What differs"))
        self._take = PlainButton(self.tr("Take the pack’s"), "check", small=True)
        self._keep = PlainButton(self.tr("Keep ours"), small=True)
        self._take_all = PlainButton(self.tr("Take all of the pack’s"), small=True)
        self._keep_all = PlainButton(self.tr("Keep all of ours"), small=True)
        self._list.currentRowChanged.connect(self._show_current)
        self._take.clicked.connect(lambda: self._settle(self._chosen(), take_theirs=True))
        self._keep.clicked.connect(lambda: self._settle(self._chosen(), take_theirs=False))
        self._take_all.clicked.connect(lambda: self._settle(self._conflicts, take_theirs=True))
        self._keep_all.clicked.connect(lambda: self._settle(self._conflicts, take_theirs=False))

    def _lay_out(self) -> None:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(SIDE, 8, SIDE, 8)
        column.setSpacing(12)
        column.addWidget(self._list.in_card(), 2)
        column.addWidget(self._details, 3)
        buttons = QWidget()
        flow = FlowLayout(buttons, line_gap=8)
        for button in (self._take, self._keep, self._take_all, self._keep_all):
            flow.addWidget(button)
        column.addWidget(buttons)
        self.set_content(content)

    def _read(self) -> None:
        """Shows what is yet to be decided; the place in the list stays."""
        row = self._list.currentRow()
        with telling(self):
            self._conflicts = self._shelf.conflicts(self._info.id)
        self._list.blockSignals(True)
        self._list.show_rows(
            [self._lines(each) for each in self._conflicts], min(max(row, 0), len(self._conflicts) - 1)
        )
        self._list.blockSignals(False)
        self._show_current()

    def _lines(self, conflict: Conflict) -> tuple[str, str]:
        if conflict.theirs is None:
            words = self.tr("version {version} does not hold it any more; taking that retires it")
        else:
            words = self.tr("version {version} says something else")
        return " ".join(conflict.ours.prompt.split()), words.format(version=conflict.pack_version)

    def _chosen(self) -> tuple[Conflict, ...]:
        row = self._list.currentRow()
        return self._conflicts[row : row + 1] if row >= 0 else ()

    def _show_current(self) -> None:
        chosen = self._chosen()
        for button in (self._take, self._keep, self._take_all, self._keep_all):
            button.setEnabled(bool(chosen))
        self._details.setPlainText("\n".join(line for each in chosen for line in self._difference(each)))

    def _difference(self, conflict: Conflict) -> Iterator[str]:
        if conflict.theirs is None:
            yield from field_lines(conflict.ours, self._info)
        else:
            pack = self.tr("{field}, the pack’s:")
            yield from difference(conflict.ours, conflict.theirs, self._info, pack)

    def _settle(self, conflicts: Sequence[Conflict], *, take_theirs: bool) -> None:
        if not conflicts:
            return
        self.quieten()
        with telling(self):
            settled = self._shelf.settle(conflicts, take_theirs=take_theirs)
            self._read()
            self.changed.emit(settled.changed)
            said, parent = " ".join(self._said(settled, take_theirs=take_theirs)), self.parentWidget()
            if self._conflicts:
                self.say(said)
                if settled.left:
                    self._notice.set_kind("warn")
            elif isinstance(parent, EditorDialog):
                parent.say(said)  # this window goes, and with it what it says
        if not self._conflicts:
            self.close()

    def _said(self, settled: Settled, *, take_theirs: bool) -> Iterator[str]:
        count, left = len(settled.decided), len(settled.left)
        if not count and not left:
            yield self.tr("This was decided elsewhere meanwhile, so nothing was changed.")
        if count:
            yield counted(self._decided_words(settled, count, take_theirs=take_theirs), count)
        if left:
            words = self.tr(
                "%n question(s) got a newer version meanwhile, here or in the pack; look at it again.", "", left
            )
            yield counted(words, left)

    def _decided_words(self, settled: Settled, count: int, *, take_theirs: bool) -> str:
        if not take_theirs:
            return self.tr("%n question(s) stay as you have written them.", "", count)
        if not settled.changed.change_id:
            return self.tr("%n question(s) said the same as the pack already.", "", count)
        return self.tr("%n question(s) are as the pack has them. Undo in the editor brings yours back.", "", count)
