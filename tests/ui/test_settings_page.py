"""What the settings promise: every change acts at once, and one that cannot be saved is told."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QCheckBox, QLabel, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from quizapp.game.records import Player
from quizapp.settings import LEAST_LIKENESSES, SettingsFile
from quizapp.ui import theme
from quizapp.ui.about import AboutDialog, library_lines
from quizapp.ui.help_dialog import HelpDialog
from quizapp.ui.settings.settings_page import SettingsPage
from tests.ui.fakes import DISK_FULL, FakeBank, fake_lobby
from tests.ui.page_host import SIZES, PageHost, acting, assert_nothing_cut, host, named, press
from tests.ui.painted import still_theme

pytestmark = pytest.mark.qt_log_ignore("does not support raise", extend=True)


@pytest.fixture(autouse=True)
def still(qapp: QApplication) -> Iterator[None]:
    with still_theme(qapp):
        yield


@pytest.fixture
def bank() -> FakeBank:
    """A bank on which somebody with a difficult name plays."""
    return FakeBank(everybody=[Player(1, "<b>Blue</b> & 오미주")], chosen_player=1)


@pytest.fixture
def file(tmp_path: Path) -> SettingsFile:
    """Settings in a folder of their own."""
    return SettingsFile(tmp_path / "data" / "settings.toml")


@pytest.fixture
def page(qtbot: QtBot, bank: FakeBank, file: SettingsFile) -> PageHost:
    """The settings page with an open bank."""
    made = SettingsPage(file)
    made.set_lobby(fake_lobby(bank))
    return host(qtbot, made)


def shown(page: QWidget) -> str:
    """All texts of the labels that can be seen."""
    return " | ".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def changes(page: SettingsPage) -> list[bool]:
    """Collects how often the page says that the look changed."""
    told: list[bool] = []

    def _keep() -> None:
        told.append(True)

    page.theme_changed.connect(_keep)
    return told


@pytest.mark.parametrize("percent", [percent for percent in LEAST_LIKENESSES if percent != 90])
def test_the_likeness_of_near_duplicates_is_chosen_and_there_at_the_next_start(
    page: PageHost, file: SettingsFile, tmp_path: Path, percent: int
) -> None:
    assert file.current.least_likeness == 90
    named(page, QAbstractButton, f"{percent} %").click()
    assert SettingsFile(tmp_path / "data" / "settings.toml").current.least_likeness == percent


@pytest.mark.parametrize(
    ("button", "setting", "value"),
    [
        ("Dark", "theme", "dark"),
        ("Light", "theme", "light"),
        ("Reduced", "motion", "reduced"),
        ("Full", "motion", "full"),
        ("130 %", "text_size", 130),
        ("150 %", "text_size", 150),
    ],
)
def test_a_choice_acts_at_once_and_is_there_at_the_next_start(
    page: PageHost, file: SettingsFile, tmp_path: Path, button: str, setting: str, value: object
) -> None:
    told = changes(page.page)

    named(page, QAbstractButton, button).click()

    assert told == [True]
    assert getattr(file.current, setting) == value
    assert getattr(SettingsFile(tmp_path / "data" / "settings.toml").current, setting) == value


def test_arrow_keys_change_the_theme(page: PageHost, file: SettingsFile) -> None:
    press(Qt.Key.Key_Right)
    assert file.current.theme == "light"

    press(Qt.Key.Key_Right)
    assert file.current.theme == "dark"


def test_what_was_set_is_shown(qtbot: QtBot, file: SettingsFile) -> None:
    file.change(theme="dark", text_size=115)

    shown_page = host(qtbot, SettingsPage(file))

    assert named(shown_page, QAbstractButton, "Dark").isChecked()
    assert named(shown_page, QAbstractButton, "115 %").isChecked()


def test_a_choice_that_cannot_be_saved_is_told_and_holds(page: PageHost, file: SettingsFile, tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file where the folder should be", encoding="utf-8")
    told = changes(page.page)

    named(page, QAbstractButton, "Dark").click()

    assert len(page.told) == 1
    assert "could not be saved" in page.told[0]
    assert told == [True]
    assert named(page, QAbstractButton, "Dark").isChecked()


# The player


def test_single_letter_keys_are_saved_for_the_player(page: PageHost, bank: FakeBank) -> None:
    box = named(page, QCheckBox, "Single-letter keys")
    assert not box.isChecked()

    box.toggle()  # as a screen reader does, without a click

    assert bank.everybody[0].single_letter_keys
    assert box.isChecked()


def test_single_letter_keys_that_cannot_be_saved_stay_off(page: PageHost, bank: FakeBank) -> None:
    bank.fails = True

    named(page, QCheckBox, "Single-letter keys").click()

    assert page.told == [DISK_FULL]
    assert not named(page, QCheckBox, "Single-letter keys").isChecked()


@pytest.mark.parametrize(
    ("button", "factor"), [("×2", "x2"), ("×5", "x5"), ("×10", "x10"), ("Off", "off"), ("Normal", "x1")]
)
def test_the_clock_is_saved_for_the_player(page: PageHost, bank: FakeBank, button: str, factor: str) -> None:
    named(page, QAbstractButton, "×2" if button == "Normal" else "Normal").click()

    named(page, QAbstractButton, button).click()

    assert bank.everybody[0].clock == factor
    assert named(page, QAbstractButton, button).isChecked()


def test_stretched_clocks_say_that_they_have_boards_of_their_own(page: PageHost) -> None:
    assert "Rounds with another clock have boards of their own" in shown(page)


def test_a_clock_that_cannot_be_saved_goes_back(page: PageHost, bank: FakeBank) -> None:
    bank.fails = True

    named(page, QAbstractButton, "×5").click()

    assert page.told == [DISK_FULL]
    assert named(page, QAbstractButton, "Normal").isChecked()


def test_the_name_is_shown_as_it_is(page: PageHost) -> None:
    assert "<b>Blue</b> & 오미주" in shown(page)


def test_players_and_folder_are_asked_of_the_window(page: PageHost) -> None:
    asked: list[str] = []

    def _folder() -> None:
        asked.append("folder")

    page.page.players_requested.connect(asked.append)
    page.page.open_data_folder_requested.connect(_folder)
    for name in ("Rename…", "Choose…", "Add…", "Open data folder"):
        named(page, QAbstractButton, name).click()

    assert asked == ["rename", "choose", "add", "folder"]


def test_before_the_bank_is_open_the_player_cannot_be_changed(qtbot: QtBot, file: SettingsFile) -> None:
    shown_page = host(qtbot, SettingsPage(file))

    for name in ("Rename…", "Choose…", "Add…", "Single-letter keys", "×2", "Off"):
        assert not named(shown_page, QAbstractButton, name).isEnabled()
    assert named(shown_page, QAbstractButton, "Dark").isEnabled()


def test_escape_goes_back_to_the_lanes(page: PageHost) -> None:
    asked: list[bool] = []

    def _keep() -> None:
        asked.append(True)

    page.page.home_requested.connect(_keep)
    press(Qt.Key.Key_Escape)

    assert asked == [True]


# About and help


def test_the_versions_of_program_and_questions_are_told(page: PageHost) -> None:
    assert "questions “Tea” 1" in shown(page)


def test_about_names_the_libraries_with_their_licences(qtbot: QtBot, page: PageHost) -> None:
    named(page, QAbstractButton, "About…").click()
    about = page.findChild(AboutDialog)
    assert about is not None

    text = named(about, QPlainTextEdit, "Libraries and their licences").toPlainText()

    assert text == library_lines()
    assert "PySide6" in text
    assert "LGPL" in text
    assert all(" · " in line for line in text.splitlines())
    about.activateWindow()
    qtbot.waitUntil(about.isActiveWindow)
    with qtbot.waitSignal(about.destroyed):
        press(Qt.Key.Key_Escape)


def test_help_opens_beside_the_game_and_never_twice(page: PageHost) -> None:
    for _ in range(2):
        named(page, QAbstractButton, "Show all keys").click()

    windows = [each for each in page.findChildren(HelpDialog) if each.isVisible()]

    assert len(windows) == 1
    assert not windows[0].isModal()
    assert "pause; Esc does the same, and nothing is lost" in shown(windows[0])
    caps = {cap.accessibleName() for cap in windows[0].findChildren(QWidget)}
    assert {"F8", "Shift F8", "Alt ↑ ↓", "Ctrl P", "Ctrl C", "P C"} <= caps
    assert_nothing_cut(windows[0])
    windows[0].close()


# Every size


@pytest.mark.parametrize("scale", [1.0, 1.5])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_is_cut_in_any_window(
    page: PageHost, qapp: QApplication, size: tuple[int, int], scale: float, scheme: theme.Scheme
) -> None:
    page.show_at(*size)
    theme.apply(qapp, scheme, text_scale=scale)

    assert_nothing_cut(page)


@pytest.mark.parametrize("size", SIZES)
def test_every_control_has_a_name_and_every_label_is_plain(page: PageHost, size: tuple[int, int]) -> None:
    page.show_at(*size)

    assert [each for each in acting(page) if not each.accessibleName()] == []
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in page.findChildren(QLabel))
