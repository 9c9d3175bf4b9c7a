"""The pages of the main window, each made and joined to it when it is first needed.

Their modules are imported then too: the first window must not wait for them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from quizapp.ui.play.home_sketch import HomeSketch

if TYPE_CHECKING:
    from quizapp.ui.main_window import MainWindow


def make_page(name: str, window: MainWindow) -> QWidget:
    """The page of this name, one of the window's own; it asks the window for all that leads away from it."""
    return _MAKERS[name](window)


def _starting(window: MainWindow) -> QWidget:
    return HomeSketch()


def _home(window: MainWindow) -> QWidget:
    from quizapp.ui.play.home_page import HomePage

    page = HomePage(window.lobby)
    page.start_requested.connect(window.start)
    page.resume_requested.connect(window.resume)
    page.abandon_requested.connect(window.abandon)
    page.players_requested.connect(window.show_players)
    page.packs_requested.connect(window.packs_requested)
    page.import_requested.connect(window.import_requested)
    page.hints_changed.connect(window.refresh_hints)
    return page


def _first_start(window: MainWindow) -> QWidget:
    from quizapp.ui.play.first_start import FirstStartPage

    assert window.lobby is not None  # the page asks who plays, so the bank is open
    page = FirstStartPage(window.lobby)
    page.done.connect(window.go_home)
    return page


def _round(window: MainWindow) -> QWidget:
    from quizapp.ui.play.round_page import RoundPage

    page = RoundPage()
    page.finished.connect(window.finish)
    page.left.connect(window.go_home)
    page.given_up.connect(window.go_home)
    page.hints_changed.connect(window.refresh_hints)
    return page


def _result(window: MainWindow) -> QWidget:
    from quizapp.ui.play.result_page import ResultPage

    page = ResultPage()
    page.set_lobby(window.lobby)
    page.play_again_requested.connect(window.start)
    page.practise_requested.connect(window.practise)
    page.hints_changed.connect(window.refresh_hints)
    page.home_requested.connect(window.go_home)
    page.scores_requested.connect(window.go_to_scores)
    return page


def _scores(window: MainWindow) -> QWidget:
    from quizapp.ui.scores.scores_page import ScoresPage

    page = ScoresPage()
    page.set_lobby(window.lobby)
    if window.tasks is not None:
        page.set_tasks(window.tasks)
    page.home_requested.connect(window.go_home)
    page.hints_changed.connect(window.refresh_hints)
    return page


def _stats(window: MainWindow) -> QWidget:
    from quizapp.ui.stats.stats_page import StatsPage

    page = StatsPage()
    page.set_lobby(window.lobby)
    if window.make_figures is not None:
        page.set_figures(window.make_figures)
    page.home_requested.connect(window.go_home)
    page.practise_requested.connect(window.practise)
    page.hints_changed.connect(window.refresh_hints)
    return page


def _settings(window: MainWindow) -> QWidget:
    from quizapp.ui.settings.settings_page import SettingsPage

    page = SettingsPage(window.settings_file)
    page.set_lobby(window.lobby)
    page.theme_changed.connect(window.theme_changed)
    page.players_requested.connect(window.show_players)
    page.open_data_folder_requested.connect(window.open_data_folder)
    page.backup_requested.connect(window.backup_requested)
    page.restore_requested.connect(window.restore_requested)
    page.home_requested.connect(window.go_home)
    page.hints_changed.connect(window.refresh_hints)
    return page


def _failure(window: MainWindow) -> QWidget:
    from quizapp.ui.start_pages import FailurePage

    page = FailurePage()
    page.retry_requested.connect(window.retry_requested)
    page.folder_requested.connect(window.open_data_folder)
    page.quit_requested.connect(window.close)
    return page


_MAKERS = {
    "starting": _starting,
    "home": _home,
    "first_start": _first_start,
    "round": _round,
    "result": _result,
    "scores": _scores,
    "stats": _stats,
    "settings": _settings,
    "failure": _failure,
}
