"""The main window: the rail, one page at a time, notices above it and the keys below it."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QPaintEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget
from shiboken6 import isValid

from quizapp.errors import QuizError, Sentence
from quizapp.ui import theme
from quizapp.ui.common.hint_bar import HintBar
from quizapp.ui.common.rail import Rail
from quizapp.ui.common.screen_room import within_screen
from quizapp.ui.folders import open_folder
from quizapp.ui.messages import telling, translated
from quizapp.ui.notice_area import NoticeArea
from quizapp.ui.round_starting import begin_round
from quizapp.ui.window_pages import make_page

if TYPE_CHECKING:
    from quizapp.game.rules import RoundSettings
    from quizapp.play import Lobby, Play
    from quizapp.play.player_figures import Figures
    from quizapp.settings import SettingsFile
    from quizapp.ui.background import TaskRunner
    from quizapp.ui.common.notice import Notice
    from quizapp.ui.page import Page
    from quizapp.ui.play.players_dialog import Task
    from quizapp.ui.play.result_page import ResultPage
    from quizapp.ui.play.round_page import RoundPage
    from quizapp.ui.start_pages import FailurePage
    from quizapp.ui.stats.stats_page import StatsPage

RAIL_PAGES = ("starting", "home", "scores", "stats", "settings")
EDITOR = "questions"  # in the rail, but no page: it opens a window of its own
PAGES_WITHOUT_HINTS = ("result", "first_start")
MINIMUM_SIZE = (800, 600)


class MainWindow(QMainWindow):
    """All of play in one window.

    Signals: `first_painted()` once, after the window is on the screen; `retry_requested()` to open the bank again;
    `theme_changed()` when theme, motion or text size were set; `editor_requested()` for the window of questions,
    `packs_requested()` for that of packs, `import_requested()` for that of an import; `backup_requested()` for one now,
    `restore_requested()` for those there are.
    """

    first_painted = Signal()
    retry_requested = Signal()
    theme_changed = Signal()
    editor_requested = Signal()
    packs_requested = Signal()
    import_requested = Signal()
    backup_requested = Signal()
    restore_requested = Signal()

    def __init__(self, settings_file: SettingsFile, data_folder: Path) -> None:
        super().__init__()
        self.settings_file = settings_file
        self._data_folder = data_folder
        self.lobby: Lobby | None = None
        self.make_figures: Callable[[], Figures] | None = None
        self.tasks: Callable[[], TaskRunner] | None = None
        self._painted = False
        self._counts_are_old = False
        self._conflicts: Notice | None = None
        self._current_name = "starting"
        self._build()
        self._connect()
        self._show_page("starting")

    def _build(self) -> None:
        self.setWindowTitle("Run On Quiz")
        self.setMinimumSize(*MINIMUM_SIZE)
        self._rail = Rail()
        self._rail.add_item("home", self.tr("Play"), "flag")
        self._rail.add_item("scores", self.tr("Scores"), "trophy")
        self._rail.add_item("stats", self.tr("Statistics"), "chart")
        self._rail.add_item(EDITOR, self.tr("Questions"), "edit")
        self._rail.add_item("settings", self.tr("Settings"), "gear", bottom=True)
        self._stack = QStackedWidget()
        # Else notices would have no room beside the page that needs most, shown or not.
        self._stack.setMinimumSize(1, 1)
        self._pages: dict[str, QWidget] = {}
        self._notices = NoticeArea()
        self._hint_bar = HintBar()
        self._lay_out()

    def _lay_out(self) -> None:
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._notices)
        column.addWidget(self._stack, 1)
        column.addWidget(self._hint_bar)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._rail)
        row.addLayout(column, 1)
        central = QWidget()
        central.setLayout(row)
        self.setCentralWidget(central)

    def _connect(self) -> None:
        self._rail.selected.connect(self._follow_rail)
        QShortcut(QKeySequence("F1"), self).activated.connect(self._show_help)
        QShortcut(QKeySequence("Ctrl+Q"), self).activated.connect(self.close)

    # Pages

    def _page(self, name: str) -> QWidget:
        if name not in self._pages:
            self._pages[name] = make_page(name, self)
            self._stack.addWidget(self._pages[name])
        return self._pages[name]

    # What the program tells the window

    def set_figures(self, make: Callable[[], Figures]) -> None:
        """What makes the reader of statistics, when somebody first looks at them."""
        self.make_figures = make
        if "stats" in self._pages:
            cast("StatsPage", self._pages["stats"]).set_figures(make)

    def set_tasks(self, tasks: Callable[[], TaskRunner]) -> None:
        """What gives the runner of long work, before the pages that need it are made."""
        self.tasks = tasks

    def begin(self, lobby: Lobby) -> None:
        """The bank is open: the pages get to work, beginning with who plays where nobody has said so."""
        self.lobby = lobby
        for name in ("first_start", "round", "result"):
            if name in self._pages:  # of the bank that was open before
                self._stack.removeWidget(self._pages[name])
                self._pages.pop(name).deleteLater()
        for page in self._pages.values():
            if hasattr(page, "set_lobby"):
                cast(Any, page).set_lobby(lobby)
        self._show_page("first_start" if lobby.player is None else "home")

    def show_failure(self, what: Sentence) -> None:
        """The bank cannot be opened: nothing but this sentence and what can be done."""
        cast("FailurePage", self._page("failure")).show_sentence(translated(what))
        self._show_page("failure")

    def tell(self, sentence: Sentence) -> None:
        """Shows a sentence above the page until it is closed or the page changes."""
        self._notices.tell("bad", translated(sentence))

    def say(self, text: str) -> None:
        """Shows above the page that something was done, until it is closed or the page changes."""
        self._notices.tell("ok", text)

    def tell_recovery(self, why: Sentence, set_aside: Path | None, backup_made_at_ms: int | None) -> None:
        """Says that the bank was damaged and what is in use now."""
        from quizapp.ui.start_notices import recovery_notice

        self._tell_of_files(recovery_notice(why, set_aside, backup_made_at_ms))

    def tell_crash(self, report: Path) -> None:
        """Says that the last run crashed and where its report lies."""
        from quizapp.ui.start_notices import crash_notice

        self._tell_of_files(crash_notice(report))

    def tell_conflicts(self, count: int) -> None:
        """Says that it is to be decided about so many questions and leads to the packs; of none it says nothing."""
        from quizapp.ui.start_notices import ConflictsNotice

        if self._conflicts is not None and isValid(self._conflicts):
            self._conflicts.closed.emit()  # of the bank as it was
        self._conflicts = None
        if count:
            self._conflicts = ConflictsNotice(count, self.packs_requested)
            self._notices.add(self._conflicts, stays=True)

    def _tell_of_files(self, notice: Notice) -> None:
        notice.add_button(self.tr("Open folder"), "folder").clicked.connect(self.open_data_folder)
        self._notices.add(notice, stays=True)

    def report_bug(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Shows the report of an exception nobody caught; the window stays usable."""
        from quizapp.ui.crash_dialog import CrashDialog, report_text

        CrashDialog(report_text(kind, error, trace), self).open()

    def questions_changed(self) -> None:
        """Questions were written: home counts them again when it is next looked at. A round is not disturbed."""
        self._counts_are_old = True
        self._look_again()

    def _look_again(self) -> None:
        if self._counts_are_old and self._current_name == "home" and self.isActiveWindow():
            self._counts_are_old = False
            self._current().activate()

    def play_pack(self, pack_id: str) -> None:
        """From now on this pack is played. QuizError while a round is, and when the pack is gone."""
        if self._current_name == "round":
            raise QuizError("A round is being played. Finish or pause it, then choose the pack again.")
        if self.lobby is not None and self.lobby.player is not None:
            self.lobby.choose_pack(pack_id)
            self._show_page("home")
            self.activateWindow()

    # Going from page to page

    def _follow_rail(self, name: str) -> None:
        if name == EDITOR:
            self._rail.set_current(self._current_name)
            self.editor_requested.emit()
        else:
            self._show_page(name)

    def _show_page(self, name: str) -> None:
        self._notices.clear()
        self._current_name = name
        self._stack.setCurrentWidget(self._page(name))
        self._rail.setVisible(name in RAIL_PAGES)
        self._hint_bar.setVisible(name not in PAGES_WITHOUT_HINTS)
        if name in RAIL_PAGES:
            self._rail.set_current("home" if name == "starting" else name)
        self._set_window_class()
        self._current().activate()
        self.refresh_hints()

    def _current(self) -> Page:
        return cast("Page", self._stack.currentWidget())

    def refresh_hints(self) -> None:
        """The keys of the page, as they are now, below it."""
        self._hint_bar.set_hints(self._current().hints())

    def go_home(self) -> None:
        """To the page where rounds begin."""
        self._show_page("home")

    def go_to_scores(self) -> None:
        """To the high scores."""
        self._show_page("scores")

    # Rounds

    def start(self, settings: RoundSettings) -> None:
        """A new round with these settings, and the episodes, the clock and the date of now."""
        if self.lobby is not None:
            lobby = self.lobby
            self._begin(lambda: lobby.start(lobby.refreshed(settings)))

    def practise(self, uids: tuple[str, ...]) -> None:
        """A training of these questions."""
        if self.lobby is not None:
            self._begin(partial(self.lobby.practise, uids))

    def _begin(self, start: Callable[[], Play]) -> None:
        with telling(self):
            if self.lobby is not None:
                begin_round(self, self.lobby, start, self._play)

    def resume(self, round_id: int) -> None:
        """Plays a waiting round on; what hinders that is told."""
        with telling(self):
            if self.lobby is not None:
                self._play(self.lobby.resume(round_id))

    def abandon(self, round_id: int) -> None:
        """Gives a waiting round up, so that it is offered no more."""
        with telling(self):
            if self.lobby is not None:
                self.lobby.abandon(round_id)
                self._current().activate()

    def _play(self, play: Play) -> None:
        cast("RoundPage", self._page("round")).begin(play)
        self._show_page("round")

    def finish(self, play: Play) -> None:
        """The last question is answered: what came of the round."""
        with telling(self):
            cast("ResultPage", self._page("result")).show_result(play)
            self._show_page("result")

    # Around play

    def show_players(self, task: Task = "choose") -> None:
        """The window in which players are chosen, added and set up."""
        from quizapp.ui.play.players_dialog import PlayersDialog

        if self.lobby is not None:
            dialog = PlayersDialog(self.lobby, self, start=task)
            dialog.finished.connect(lambda: self._current().activate())
            dialog.open()

    def _show_help(self) -> None:
        from quizapp.ui.help_dialog import HelpDialog

        HelpDialog(self).open()

    def open_data_folder(self) -> None:
        """Shows the folder of the bank in the system’s own window."""
        with telling(self):
            open_folder(self._data_folder)

    # Window

    def restore_geometry(self) -> None:
        """The size of last time, where the screen has room for it."""
        current = self.settings_file.current
        self.resize(within_screen(self, current.window_width, current.window_height))
        if current.window_maximized:
            self.setWindowState(Qt.WindowState.WindowMaximized)

    def _set_window_class(self) -> None:
        name = theme.window_class(self.width(), self.height())
        self._rail.set_small(name == "small")
        self._hint_bar.set_small(name == "small")
        self._current().set_window_class(name)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._set_window_class()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange:
            self._look_again()
        hidden = event.type() == QEvent.Type.WindowStateChange and self.isMinimized()
        if hidden and self._current_name == "round":
            cast("RoundPage", self._page("round")).pause()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self.first_painted.emit)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Nothing is asked: every answer is on disk, and an open round is offered again."""
        size = self.normalGeometry().size()
        changes = {"window_width": size.width(), "window_height": size.height()}
        with contextlib.suppress(QuizError):  # the window's size is not worth keeping the window open
            self.settings_file.change(window_maximized=self.isMaximized(), **changes)
        super().closeEvent(event)
