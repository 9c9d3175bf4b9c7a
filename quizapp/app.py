"""The composition root, the only place that builds: paths, settings, first window, bank, and the rest."""

from __future__ import annotations

import builtins
import gc
import logging
import sys
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from quizapp import crash, log
from quizapp.errors import QuizError, Sentence, sentence
from quizapp.paths import Paths, bundled_packs
from quizapp.settings import SettingsFile

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from quizapp.bank.bank import Bank
    from quizapp.bank.recovery import Recovery
    from quizapp.play import Clock, Lobby
    from quizapp.play.player_figures import Figures
    from quizapp.ui.background import TaskRunner
    from quizapp.ui.editor.editor_window import EditorWindow
    from quizapp.ui.main_window import MainWindow

logger = logging.getLogger(__name__)

EXIT_FAILED = 2
BACKUP_DELAY_MS = 3_000

_plain_import = builtins.__import__
"""What `import` does before PySide6 puts its own function there; PySide6 is never imported above this line."""


class Program:
    """The running program: what lives as long as the window."""

    def __init__(self, paths: Paths, application: QApplication, *, editor_alone: bool = False) -> None:
        """With `editor_alone` the main window shows only where the bank cannot be opened."""
        from PySide6.QtCore import QTimer

        from quizapp.ui.main_window import MainWindow
        from quizapp.windows import Windows

        self._paths = paths
        self._application = application
        self._bank: Bank | None = None
        self._clock: Clock | None = None
        self._editor: EditorWindow | None = None
        self._tasks: TaskRunner | None = None
        self._editor_alone = editor_alone
        self._failed = False
        self._ready = False
        self._reported = False
        self._backup_timer = QTimer(application, singleShot=True)
        self.settings_file = SettingsFile(paths.settings)
        self._apply_theme()
        self.window: MainWindow = MainWindow(self.settings_file, paths.data)
        self.window.set_tasks(self.tasks)
        self.window.first_painted.connect(self.open_bank)
        self.window.retry_requested.connect(self.open_bank)
        self.window.theme_changed.connect(self._apply_theme)
        self.window.editor_requested.connect(self.open_editor)
        self.windows = Windows(
            paths,
            self.tasks,
            front=self._front,
            changed=self._packs_changed,
            restore=self.restore,
            play=self._play_pack,
            least_likeness=self._least_likeness,
        )
        self.window.packs_requested.connect(self.windows.open_packs)
        self.window.import_requested.connect(self.windows.open_import)
        self.window.restore_requested.connect(self.windows.open_backups)
        self.window.backup_requested.connect(self.windows.back_up_and_tell)
        self._backup_timer.timeout.connect(self._do_chores)
        application.styleHints().colorSchemeChanged.connect(self._apply_theme)

    def _apply_theme(self) -> None:
        from quizapp.ui.application import apply_theme

        current = self.settings_file.current
        apply_theme(self._application, current.theme, current.motion, current.text_size)

    def show(self) -> None:
        """The window appears; the bank is opened once it has been painted, because SQLModel takes 0.3 s to import."""
        from PySide6.QtCore import QTimer

        self.window.restore_geometry()
        if self._editor_alone:
            QTimer.singleShot(0, self.window, self.open_bank)
        else:
            self.window.show()

    @property
    def is_ready(self) -> bool:
        """The bank is open and the window is in play."""
        return self._ready

    @property
    def has_failed(self) -> bool:
        """The bank could not be opened; the window says why."""
        return self._failed

    def open_bank(self) -> None:
        """Opens the bank, brings the shipped packs up to date and hands the lobby to the window.

        An expected failure is shown in the window, which offers to try again. On the main thread: importing pydantic in
        another thread while PySide6 is being imported has failed. A second call does nothing once the bank is open.
        """
        if self._ready:
            return
        self._finish_window()
        try:
            self._paths.data.mkdir(parents=True, exist_ok=True)
            lobby, recovery = self._open_lobby()
        except OSError as error:
            self._fail(_no_data_folder(self._paths.data, error))
        except QuizError as error:
            self._fail(error.sentence)
        else:
            self._failed = False
            self.window.set_figures(self._figures)
            self.window.begin(lobby)
            if self._bank is not None and self._clock is not None:
                self.windows.use(self._bank, self._clock)
            self.windows.take_drops(self.window)
            self._ready = True
            logger.info("ready with the pack %s %s", lobby.pack.id, lobby.pack.version)
            if self._editor_alone:
                self.open_editor()
                self.window.hide()
            if recovery is not None:
                self._tell_recovery(recovery)
            self._backup_timer.start(BACKUP_DELAY_MS)

    def _finish_window(self) -> None:
        """What the first paint need not wait for: plurals, the ring around the keyboard focus, the window's icon."""
        from quizapp.ui import icons
        from quizapp.ui.application import load_translation
        from quizapp.ui.common import focus_ring

        load_translation(self._application)
        focus_ring.install(self._application)
        self.window.setWindowIcon(icons.icon("logo"))

    def _open_lobby(self) -> tuple[Lobby, Recovery | None]:
        from quizapp.bank.recovery import open_or_recover
        from quizapp.play import Clock, Lobby
        from quizapp.transfer.bundled import load_bundled
        from quizapp.ui import pictures

        clock = self._clock = Clock()
        self.close_bank()
        self._bank, recovery = open_or_recover(self._paths.bank, self._paths.backups, now_ms=clock.utc_ms)
        load_bundled(self._bank, bundled_packs())
        pictures.find_with(self._find_picture)
        return Lobby(self._bank, clock), recovery

    def _figures(self) -> Figures:
        """What reads the statistics from the bank that is open."""
        from quizapp.play.player_figures import Figures

        assert self._bank is not None, "the page of statistics is shown once the bank is open"
        return Figures(self._bank, self._clock)

    def _find_picture(self, image: str) -> Path | None:
        """The file of a `Media.image`: in the media folder of the bank, else in that of a pack that ships with us."""
        from quizapp.bank.media import MediaFolder

        beside = [self._paths.bank, *(folder / "pack.toml" for folder in bundled_packs())]
        return next((path for each in beside if (path := MediaFolder(each).find(image)) is not None), None)

    def _tell_recovery(self, recovery: Recovery) -> None:
        from quizapp.ui.start_notices import recovery_notice

        what = recovery.why, recovery.set_aside, recovery.backup_made_at_ms
        self.window.tell_recovery(*what)
        if self._editor_alone and self._editor is not None:
            self._editor.add_notice(recovery_notice(*what))

    def open_editor(self) -> None:
        """Opens the question editor, or puts it on top where it is open. Nothing happens before the bank is open."""
        if self._bank is None or self._clock is None:
            return
        if self._editor is None:
            from quizapp.author import Author
            from quizapp.ui.editor.editor_window import EditorWindow

            try:
                author = Author(self._bank, self._clock, self._least_likeness)
                self._editor = EditorWindow(author, self.settings_file, self.tasks)
            except QuizError as error:
                self.window.show()
                self.window.tell(error.sentence)
                return
            self._editor.setWindowIcon(self.window.windowIcon())
            self._editor.questions_changed.connect(self.window.questions_changed)
            self._editor.questions_changed.connect(self.windows.refresh)
            self._editor.import_requested.connect(self.windows.open_import)
            self._editor.export_requested.connect(self.windows.open_export)
            self._editor.packs_requested.connect(self.windows.open_packs)
            self.windows.take_drops(self._editor)
        self._editor.bring_forward()

    def _least_likeness(self) -> int:
        return self.settings_file.current.least_likeness

    def tasks(self) -> TaskRunner:
        """What runs long work off the screen's thread; made when it is first needed."""
        if self._tasks is None:
            from quizapp.ui.background import TaskRunner

            self._tasks = TaskRunner(self._application)
        return self._tasks

    def _packs_changed(self) -> None:
        self.window.questions_changed()
        self.windows.refresh()
        if self._editor is not None and self._editor.isVisible():
            self._editor.look_again()

    def _play_pack(self, pack_id: str) -> None:
        self.window.play_pack(pack_id)
        self.window.show()
        self.window.raise_()

    def restore(self, chosen: Path) -> None:
        """Makes the bank what it was in this backup; what was open works on it from then on."""
        from quizapp.ui.messages import translated

        had_editor = self._editor is not None and self._editor.isVisible()
        if self._editor is not None:
            if not self._editor.close():
                return  # the editor says what it could not save
            self._editor.deleteLater()  # what is connected to it would keep it, and all it has read, until the end
        self.close_bank()
        try:
            done = self._restored(chosen)
        except QuizError as error:
            self._front().tell(error.sentence)
        else:
            self._front().say(translated(done))
        if had_editor:
            self.open_editor()

    def _restored(self, chosen: Path) -> Sentence:
        from quizapp.bank.recovery import restore
        from quizapp.play import Clock

        try:
            before = restore(self._paths.bank, chosen, self._paths.backups, now_ms=Clock().utc_ms())
        finally:
            self.open_bank()
        template = "The backup {name} was restored. What the bank was before is kept as {before}."
        return sentence(template, name=chosen.name, before=before.name)

    def _do_chores(self) -> None:
        """What killed imports left, and the backup of the day; it waits until the first question can be answered."""
        bank = self._bank
        if bank is not None:
            task = self.tasks().start(lambda report: self._chores(bank))
            task.done.connect(self._tell_conflicts)
            task.failed.connect(self.windows.tell_failure)

    def _chores(self, bank: Bank) -> int:
        """Gives how many questions wait for a decision between what is here and a newer version of their pack."""
        from quizapp.bank.backup import back_up_daily
        from quizapp.play import Clock

        swept = bank.imports.sweep()
        if swept:
            logger.info("imports that were never finished and are gone now: %d", swept)
        made = back_up_daily(self._paths.bank, self._paths.backups, now_ms=Clock().utc_ms())
        logger.info("backup of the day: %s", made.name if made else "none is due")
        return sum(bank.conflicts.counts().values())

    def _tell_conflicts(self, count: int) -> None:
        """In the window in front alone, so that it is said once; what the main window says of an earlier bank goes."""
        from quizapp.ui.start_notices import ConflictsNotice

        editor = self._editor
        is_in_editor = editor is not None and self._front() is editor
        self.window.tell_conflicts(0 if is_in_editor else count)
        if editor is not None and is_in_editor and count:
            editor.add_notice(ConflictsNotice(count, editor.packs_requested))

    def _front(self) -> MainWindow | EditorWindow:
        """The window in which sentences are seen."""
        editor = self._editor
        return editor if editor is not None and editor.isVisible() and not self.window.isVisible() else self.window

    def _fail(self, what: Sentence) -> None:
        self._failed = True
        print(what, file=sys.stderr, flush=True)
        logger.warning("%s", what)
        self.window.show_failure(what)
        self.window.show()  # the editor alone has had none so far

    def tell_of_crash(self, report: Path | None) -> None:
        """Says that the last run crashed, if it did."""
        if report is not None:
            self.window.tell_crash(report)

    def report(self, kind: type[BaseException], error: BaseException, traceback: TracebackType | None) -> None:
        """What happens to an exception nobody caught: the log has it, the user hears of it, the program stays up."""
        if issubclass(kind, KeyboardInterrupt):
            self._application.quit()
            return
        logger.critical("uncaught", exc_info=(kind, error, traceback))
        if isinstance(error, QuizError):
            self._front().tell(error.sentence)
        elif not self._reported:
            self._reported = True
            self.window.report_bug(kind, error, traceback)
        if not self._ready and not self._failed:
            self._fail(
                sentence("The question bank could not be opened because of a fault in the program. It was kept.")
            )

    def close_bank(self) -> None:
        """Closes the bank, if it is open, and the editor that works on it."""
        self.windows.close()  # before the editor, whose children they can be
        if self._tasks is not None:
            self._tasks.shut_down()
        self._editor = None
        if self._bank is not None:
            self._bank.close()
            self._bank = None
            self._ready = False

    def exit_code(self, code: int) -> int:
        """The process's exit code: 2 when the bank could not be opened."""
        return EXIT_FAILED if self._failed else code


def _no_data_folder(folder: Path, error: OSError) -> Sentence:
    return sentence(
        "The data folder {folder} cannot be used ({reason}). Nothing was changed. "
        "Make the folder writable, or start the program with --data-dir and another folder.",
        folder=folder,
        reason=error.strerror,
    )


def main(data_dir: Path | None, *, verbose: bool = False, editor_alone: bool = False) -> int:
    """Runs the window, or the question editor alone, until it is closed; gives the exit code."""
    # Until the bank is open nearly all that is made is kept: collecting would cost a fifth of the start for nothing.
    gc.disable()
    paths = Paths.default() if data_dir is None else Paths(data_dir.absolute())
    log.start(paths.log, verbose=verbose)
    crash_file = crash.CrashFile(paths.crash)
    try:
        import PySide6.QtGui  # noqa: F401  first: its error names the library

        # PySide6 reads the source of every module imported after it, in search of `from __feature__` and stars, neither
        # of which is used here: that takes a third of the time SQLModel takes.
        builtins.__import__ = _plain_import
        from quizapp.ui.application import make_application
    except ImportError as error:
        print(_missing_library(error), file=sys.stderr)
        return EXIT_FAILED
    application = make_application(sys.argv[:1])
    crash_file.open()
    program = Program(paths, application, editor_alone=editor_alone)
    sys.excepthook = program.report
    program.tell_of_crash(crash_file.previous)
    program.window.first_painted.connect(_collect_garbage)
    program.show()
    code = program.exit_code(application.exec())
    program.close_bank()
    crash_file.close()
    log.stop()
    return code


def _collect_garbage() -> None:
    """From now on; what the start made stays until the end and is left out of every collection."""
    gc.freeze()
    gc.enable()


def _missing_library(error: ImportError) -> Sentence:
    """The sentence for a Qt that cannot be loaded, such as on a server without graphics libraries."""
    return sentence(
        "The window cannot open: a library that Qt needs is missing ({reason}). On Debian or Ubuntu install "
        "“sudo apt install libegl1 libgl1 libxkbcommon0 libdbus-1-3 libfontconfig1”. Nothing was changed.",
        reason=error,
    )
