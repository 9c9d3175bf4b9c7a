"""The windows of packs, backups and export: built with what they work on when they are first asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from quizapp.errors import QuizError, Sentence, sentence
from quizapp.paths import Paths

if TYPE_CHECKING:
    from quizapp.bank.bank import Bank
    from quizapp.game.draft import Draft
    from quizapp.play import Clock
    from quizapp.transfer.transfer import Transfer
    from quizapp.ui.background import TaskRunner
    from quizapp.ui.editor.editor_dialog import EditorDialog
    from quizapp.ui.editor.editor_window import EditorWindow
    from quizapp.ui.imports.import_window import ImportWindow
    from quizapp.ui.main_window import MainWindow
    from quizapp.ui.packs.packs_window import PacksWindow

    Window = MainWindow | EditorWindow

_TAKES_DROPS = "takes-drops"
_CHANGED_SINCE = (
    "Something else was changed since the import, so it was not undone. Open the questions and undo step by step there."
)


class Windows:
    """Each is open once at most. Nothing opens before `use`; `close` comes before the bank is closed.

    `tasks` gives what runs long work, `front` the window in which sentences are seen. `changed` is called after
    something was written, `restore` with the backup to go back to, `play` with a pack. `least_likeness` is asked from
    when on questions are near-duplicates.
    """

    def __init__(
        self,
        paths: Paths,
        tasks: Callable[[], TaskRunner],
        *,
        front: Callable[[], Window],
        changed: Callable[[], object],
        restore: Callable[[Path], object],
        play: Callable[[str], object],
        least_likeness: Callable[[], int],
    ) -> None:
        self._paths, self._tasks, self._front = paths, tasks, front
        self._changed, self._restore, self._play = changed, restore, play
        self._least_likeness = least_likeness
        self._bank: Bank | None = None
        self._clock: Clock | None = None
        self._open: dict[str, EditorDialog] = {}
        self._import: ImportWindow | None = None

    def use(self, bank: Bank, clock: Clock) -> None:
        """The bank is open."""
        self._bank, self._clock = bank, clock

    def close(self) -> None:
        """Closes all of them, for good; the bank is not used any more."""
        for name in list(self._open):
            self._open[name].close()
        if self._import is not None:
            self._import.give_up()
            self._import = None
        self._bank = None

    def refresh(self) -> None:
        """Questions or packs were changed elsewhere."""
        for window in self._open.values():
            look_again = getattr(window, "refresh", None)
            if look_again is not None:
                look_again()

    # Packs

    def open_packs(self) -> None:
        """The packs of the bank."""
        if self._bank is not None and not self._bring_forward("packs"):
            self._show("packs", self._made_packs(self._bank))

    def _made_packs(self, bank: Bank) -> PacksWindow:
        from quizapp.author.packs import Shelf
        from quizapp.ui.packs.packs_window import PacksWindow

        window = PacksWindow(Shelf(bank), self._front())
        window.changed.connect(lambda _: self._changed())
        window.play_requested.connect(lambda pack_id: self._play_from(window, pack_id))
        window.export_requested.connect(lambda pack_id: self.open_export(pack_id=pack_id))
        window.update_requested.connect(
            lambda paths, pack_id: self.open_import([Path(path) for path in paths], pack_id)
        )
        return window

    # Import

    def open_import(self, paths: Sequence[Path] = (), pack_id: str = "") -> None:
        """Import of these files, to the pack of this id or a new one; without files they are chosen in the window."""
        if self._bank is None or self._clock is None:
            return
        if self._import is None:
            self._import = self._made_import(self._bank, self._clock)
        self._import.bring_forward()
        if paths:
            self._import.add_files(paths, pack_id)

    def take_drops(self, window: Window) -> None:
        """Files dropped onto this window are imported."""
        from quizapp.ui.common.file_drops import FileDrops

        if not window.property(_TAKES_DROPS):
            window.setProperty(_TAKES_DROPS, True)
            FileDrops(window).dropped.connect(self.open_import)

    def _made_import(self, bank: Bank, clock: Clock) -> ImportWindow:
        from quizapp.author import Author
        from quizapp.ui.imports.import_window import ImportWindow

        def undo(change_id: int) -> Sentence | None:
            author = Author(bank, clock)
            if author.undo_state().undo_id != change_id:
                raise QuizError(_CHANGED_SINCE)
            changed = author.undo()
            return changed.note if changed is not None else None

        def draft_of(uid: str) -> Draft | None:
            stored = bank.questions.stored(uid)
            return stored.question if stored is not None else None

        transfer = self._transfer(bank, clock)
        made = ImportWindow(transfer, self._tasks(), undo=undo, draft_of=draft_of, parent=self._front())
        made.imported.connect(lambda _: self._changed())
        made.undone.connect(self._changed)
        made.play_requested.connect(lambda pack_id: self._play_from(made, pack_id))
        return made

    def _play_from(self, window: PacksWindow | ImportWindow, pack_id: str) -> None:
        """The windows would stand on top of the page on which the pack is played."""
        from quizapp.ui.messages import telling

        with telling(window):
            self._play(pack_id)
            window.close()
            if "packs" in self._open:
                self._open["packs"].close()

    # Export

    def open_export(self, search: str = "", selected: Sequence[str] = (), pack_id: str = "") -> None:
        """Export of a pack, of what a search finds, or of the questions selected."""
        from quizapp.ui.exports.export_choice import Wanted
        from quizapp.ui.exports.export_window import ExportWindow

        if self._bank is None or self._clock is None:
            return
        wanted = Wanted(search, tuple(selected), pack_id)
        there = self._open.get("export")
        if isinstance(there, ExportWindow):
            there.show_wanted(wanted)
            there.bring_forward()
        else:
            transfer = self._transfer(self._bank, self._clock)
            self._show("export", ExportWindow(transfer, self._tasks(), wanted, self._front()))

    def _transfer(self, bank: Bank, clock: Clock) -> Transfer:
        from quizapp.transfer.transfer import Transfer

        return Transfer(bank, self._paths.backups, clock, self._least_likeness)

    # Backups

    def open_backups(self) -> None:
        """The backups there are."""
        if self._bank is None or self._bring_forward("backups"):
            return
        from quizapp.bank.backup import listed
        from quizapp.ui.settings.backups_window import BackupsWindow

        window = BackupsWindow(lambda: listed(self._paths.backups), self.back_up, self._tasks(), self._front())
        window.restore_requested.connect(self._restore)
        self._show("backups", window)

    def back_up(self) -> Path:
        """Makes a backup now. Any thread; QuizError with a sentence where it cannot be made."""
        from quizapp.bank.backup import back_up

        if self._clock is None:
            raise QuizError("The bank is not open, so there is nothing to back up.")
        return back_up(self._paths.bank, self._paths.backups, reason="hand", now_ms=self._clock.utc_ms())

    def back_up_and_tell(self) -> None:
        """The same off the screen's thread; the window in front says how it went."""
        task = self._tasks().start(lambda report: self.back_up())
        task.done.connect(self._tell_backup)
        task.failed.connect(self.tell_failure)

    def _tell_backup(self, made: Path) -> None:
        from quizapp.ui.messages import translated

        self._front().say(translated(sentence("A backup was made: {name}.", name=made.name)))

    def tell_failure(self, why: Sentence) -> None:
        """Says in the window in front what could not be done."""
        self._front().tell(why)

    # All of them

    def _show(self, name: str, window: EditorDialog) -> None:
        self._open[name] = window
        window.finished.connect(lambda: self._open.pop(name, None))
        window.bring_forward()

    def _bring_forward(self, name: str) -> bool:
        if name in self._open:
            self._open[name].bring_forward()
        return name in self._open
