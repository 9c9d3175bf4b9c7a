"""The beginning of an import: which files, and into which pack their questions go."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QDropEvent, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from quizapp.game.question import PackInfo
from quizapp.ui import theme
from quizapp.ui.common.buttons import PlainButton
from quizapp.ui.common.labels import PlainLabel, tool_tip
from quizapp.ui.common.painting import rounded
from quizapp.ui.common.themed_icon import ThemedIcon
from quizapp.ui.editor.field_box import FieldBox
from quizapp.ui.editor.two_line_list import TwoLineList
from quizapp.ui.play.home_layout import PageContent
from quizapp.ui.play.setup_clock import QuietCombo

ENDINGS = "csv tsv txt xlsx xls ods gift aiken xml json jsonl zip apkg colpkg toml quizpack"  # what most people have
TITLE_MAX = 100
_RADIUS = 10


class ChooseStep(PageContent):
    """`changed()` when files or target are others, `go_requested()` when they are to be read now."""

    changed = Signal()
    go_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._packs: tuple[PackInfo, ...] = ()
        self._unasked: Collection[str] = ()
        self.place = 0
        """Which part of the files is at hand, from 0, where they come one after the other."""
        self._has_own_title = self._has_own_target = False
        self._build()
        self._lay_out()
        self._connect()
        self._refresh()

    def _build(self) -> None:
        self._files = _FileList()
        self._choose = PlainButton(self.tr("Choose files…"), "document", self.tr("Ctrl+O"))
        self._folder = PlainButton(self.tr("Choose a folder…"), "folder")
        self._remove = PlainButton(self.tr("Take off the list"), "cross", self.tr("Del"), small=True)
        self._target = QuietCombo("")
        self._title = QLineEdit()
        self._title.setMaxLength(TITLE_MAX)
        own = self.tr("A pack of Run On Quiz itself always goes into the pack that it is.")
        self._target_box = FieldBox(self.tr("Put the questions into"), self._target, own)
        self._target.set_name(self.tr("Put the questions into"))
        self._title_box = FieldBox(self.tr("Title of the new pack"), self._title)

    def _lay_out(self) -> None:
        drop = _DropArea()
        words = QVBoxLayout(drop)
        words.setContentsMargins(20, 18, 20, 18)
        words.setSpacing(12)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(ThemedIcon("import", "ink2", 26), 0, Qt.AlignmentFlag.AlignTop)
        about = self.tr(
            "Drop files or a folder here, or choose them: packs of Run On Quiz, CSV and other tables, Excel, Anki, "
            "Moodle XML, GIFT, Aiken, QTI, Open Trivia DB, The Trivia API, lists of lines."
        )
        head.addWidget(PlainLabel(about, "body", wrap=True), 1)
        words.addLayout(head)
        buttons = QHBoxLayout()
        buttons.setSpacing(16)
        buttons.addWidget(self._choose)
        buttons.addWidget(self._folder)
        buttons.addStretch(1)
        words.addLayout(buttons)
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.addWidget(self._target_box, 0, 0)
        grid.addWidget(self._title_box, 0, 1)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 8, 24, 8)
        column.setSpacing(12)
        column.addWidget(drop)
        column.addWidget(self._files.in_card(), 1)
        column.addWidget(self._remove, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(grid)

    def _connect(self) -> None:
        self._choose.clicked.connect(self.ask_for_files)
        self._folder.clicked.connect(self.ask_for_folder)
        self._remove.clicked.connect(self._take_off)
        self._files.delete_pressed.connect(self._take_off)
        self._files.enter_pressed.connect(self.go_requested)
        self._target.currentIndexChanged.connect(self._refresh)
        self._target.activated.connect(self._keep_target)
        self._title.textEdited.connect(self._keep_title)
        self._title.textChanged.connect(self._refresh)
        QShortcut(QKeySequence("Ctrl+O"), self).activated.connect(self.ask_for_files)

    # What is chosen

    def paths(self) -> list[Path]:
        """The files and folders, in the order in which they were chosen."""
        return self._files.paths()

    def pack_id(self) -> str | None:
        """The pack in which the questions go, None for a new one."""
        return self._target.currentData()

    def title(self) -> str:
        """What the new pack is to be called; "" as the first file is."""
        return self._title.text().strip() if self._has_own_title and self.pack_id() is None else ""

    def show_packs(self, packs: Iterable[PackInfo], unasked: Collection[str]) -> None:
        """The packs that questions can go into; what is chosen stays where it is still there.

        `unasked`: the ids of those that are proposed for a file that is called so.
        """
        chosen = self.pack_id()
        self._packs, self._unasked = tuple(packs), unasked
        self._target.blockSignals(True)
        self._target.clear()
        self._target.addItem(self.tr("A new pack"), None)
        for pack in self._packs:
            self._target.addItem(pack.title or pack.id, pack.id)
        self._target.setCurrentIndex(max(0, self._target.findData(chosen)))
        self._target.blockSignals(False)
        self._refresh()

    def choose_pack(self, pack_id: str) -> None:
        """The questions go into this pack, where there is one of this id."""
        place = self._target.findData(pack_id) if pack_id else -1
        if place >= 0:
            self._has_own_target = True
            self._target.setCurrentIndex(place)

    def add(self, paths: Sequence[Path], pack_id: str = "") -> None:
        """More files and folders, for this pack where one is named; one that is there already stays once."""
        self._files.add(paths)
        self._follow_files()
        self.choose_pack(pack_id)

    def go_on(self) -> None:
        """The next part of the files is at hand, where they come one after the other."""
        self.place += 1

    def clear(self) -> None:
        """No file is chosen any more."""
        self._files.clear()
        self._has_own_title = self._has_own_target = False
        self._follow_files()

    def focus_first(self) -> None:
        """The keyboard works where it goes on: on the files, or where they are chosen."""
        (self._files if self.paths() else self._choose).setFocus(Qt.FocusReason.OtherFocusReason)

    def ask_for_files(self) -> None:
        """The system's dialog for files."""
        dialog = QFileDialog(self, self.tr("Choose files with questions"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        endings = " ".join(f"*.{ending}" for ending in ENDINGS.split())
        dialog.setNameFilters([self.tr("Questions") + f" ({endings})", self.tr("All files") + " (*)"])
        dialog.filesSelected.connect(self._take)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def ask_for_folder(self) -> None:
        """The system's dialog for a folder."""
        dialog = QFileDialog(self, self.tr("Choose a folder with questions"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.filesSelected.connect(self._take)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _take(self, names: list[str]) -> None:
        self.add([Path(name) for name in names])
        self.focus_first()

    def _take_off(self) -> None:
        self._files.take_off_selected()
        self._follow_files()
        if not self.paths():
            self._choose.setFocus(Qt.FocusReason.OtherFocusReason)

    # The target follows the files until somebody chooses another

    def _keep_title(self, text: str) -> None:
        self._has_own_title = bool(text.strip())

    def _keep_target(self, _: int) -> None:
        self._has_own_target = True

    def _follow_files(self) -> None:
        self.place = 0
        paths = self.paths()
        title = (paths[0].resolve().stem or str(paths[0])) if paths else ""
        if not self._has_own_title:
            self._title.setText(title[:TITLE_MAX])
        if not self._has_own_target:
            named = (pack.id for pack in self._packs if title and pack.title == title and pack.id in self._unasked)
            same = next(named, None)
            self._target.setCurrentIndex(max(0, self._target.findData(same)))
        self._refresh()

    def _refresh(self, _: object = None) -> None:
        self._title_box.setEnabled(self.pack_id() is None)
        self._remove.setEnabled(bool(self.paths()))
        self.changed.emit()


class _FileList(TwoLineList):
    """Names, and below each the folder in which it lies."""

    def __init__(self) -> None:
        super().__init__("")
        self.setAccessibleName(self.tr("Files to import"))
        self.setSelectionMode(TwoLineList.SelectionMode.ExtendedSelection)
        self.setMinimumHeight(theme.px(72))

    def paths(self) -> list[Path]:
        return [Path(self.item(row).data(Qt.ItemDataRole.UserRole)) for row in range(self.count())]

    def add(self, paths: Sequence[Path]) -> None:
        there = set(self.paths())
        for path in dict.fromkeys(paths):
            if path not in there:
                item = QListWidgetItem(f"{_name(path)}\n{path.parent}")
                item.setData(Qt.ItemDataRole.UserRole, str(path))
                item.setData(Qt.ItemDataRole.AccessibleTextRole, str(path))
                item.setToolTip(tool_tip(str(path)))
                self.addItem(item)
        if self.currentRow() < 0 and self.count():
            self.setCurrentRow(0)

    def take_off_selected(self) -> None:
        for item in self.selectedItems():
            self.takeItem(self.row(item))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Backspace:
            self.delete_pressed.emit()
        else:
            super().keyPressEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        event.ignore()


def _name(path: Path) -> str:
    return " ".join((path.name or str(path)).split())


class _DropArea(QFrame):
    """Only a look: the whole window takes what is dropped."""

    def paintEvent(self, event: QPaintEvent) -> None:
        edge = theme.colour("line2")
        area = QRectF(self.rect())
        rounded(QPainter(self), area, _RADIUS, theme.colour("sunken"), edge, 1.5, dash=(4, 3))
