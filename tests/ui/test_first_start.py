"""What the first start and the window of players promise: nobody is spoiled, and no name does harm."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QListView, QMenu, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from quizapp.game.records import Player
from quizapp.ui import theme
from quizapp.ui.play.first_start import FirstStartPage
from quizapp.ui.play.home_page import HomePage
from quizapp.ui.play.home_player import HomePlayer
from quizapp.ui.play.players_dialog import PlayersDialog, Task
from tests.ui.fakes import DISK_FULL, PACK, FakeBank, fake_lobby
from tests.ui.page_host import SIZES, PageHost, acting, assert_nothing_cut, host, named, press, write
from tests.ui.painted import still_theme

pytestmark = pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)
HOSTILE = [
    "<b>Oh</b> & <img src='/etc/hostname'>",
    "W" * 40,
    "ابن سينا يركض في الملعب الطويل",
    "기선겸과 오미주와 서단아와 이영화",
    "a\tb\nc",
]


@pytest.fixture(autouse=True)
def still(qapp: QApplication) -> Iterator[None]:
    with still_theme(qapp):
        yield


@pytest.fixture
def bank() -> FakeBank:
    """A bank that nobody has played on."""
    return FakeBank()


@pytest.fixture
def first(qtbot: QtBot, bank: FakeBank) -> PageHost:
    """The first start."""
    return host(qtbot, FirstStartPage(fake_lobby(bank)))


def dones(page: FirstStartPage) -> list[bool]:
    """Collects how often the page says that it is done."""
    told: list[bool] = []

    def _keep() -> None:
        told.append(True)

    page.done.connect(_keep)
    return told


def shown(page: QWidget) -> str:
    """All texts of the labels that can be seen."""
    return " | ".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


# First start


def test_who_plays_and_how_far_are_answered_by_keys_alone(first: PageHost, bank: FakeBank) -> None:
    told = dones(first.page)

    write("BlueBird")
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Up)
    press(Qt.Key.Key_Up)
    press(Qt.Key.Key_Return)

    assert [(each.name, each.spoiler_limit("tea")) for each in bank.everybody] == [("BlueBird", 2)]
    assert bank.chosen_player == 1
    assert told == [True]


def test_enter_in_the_name_field_is_enough(first: PageHost, bank: FakeBank) -> None:
    write("  오미주 ")
    press(Qt.Key.Key_Enter)

    assert [(each.name, each.spoiler_limit("tea")) for each in bank.everybody] == [("오미주", 0)]


def test_a_name_can_be_written_with_an_input_method(first: PageHost, bank: FakeBank) -> None:
    field = named(first, QLineEdit, "Who plays?")
    composed = QInputMethodEvent("", [])
    composed.setCommitString("기선겸")
    QApplication.sendEvent(field, composed)
    press(Qt.Key.Key_Return)

    assert [each.name for each in bank.everybody] == ["기선겸"]


def test_enter_goes_on_after_a_quick_answer(first: PageHost, bank: FakeBank) -> None:
    write("BlueBird")
    named(first, QAbstractButton, "I’ve seen it all").setFocus()
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return)

    assert [(each.name, each.spoiler_limit("tea")) for each in bank.everybody] == [("BlueBird", 16)]


def test_quick_answers_set_the_first_and_the_last_episode(first: PageHost, bank: FakeBank) -> None:
    named(first, QAbstractButton, "I’ve seen it all").click()
    assert named(first, QSpinBox, "Last episode watched").value() == 16
    assert "Nothing is hidden from you." in shown(first)

    named(first, QAbstractButton, "I have not started").click()
    assert named(first, QSpinBox, "Last episode watched").value() == 0
    assert "Nothing later is shown anywhere." in shown(first)


def test_the_page_says_what_will_not_be_shown(first: PageHost) -> None:
    named(first, QAbstractButton, "Episode 7, hidden").click()

    assert "Nothing from after episode 7 is shown" in shown(first)


def test_nothing_of_the_series_stands_on_the_page(first: PageHost, bank: FakeBank) -> None:
    texts = shown(first)

    for question in bank.questions_kept:
        assert question.prompt not in texts
        assert question.answers[0] not in texts


def test_an_empty_name_is_told_beside_the_field_and_can_be_mended(first: PageHost, bank: FakeBank) -> None:
    told = dones(first.page)
    field = named(first, QLineEdit, "Who plays?")

    press(Qt.Key.Key_Return)

    assert "A name needs at least one letter." in shown(first)
    assert "at least one letter" in field.accessibleDescription()
    assert field.hasFocus()
    assert bank.everybody == []
    assert first.told == []
    write("BlueBird")
    assert "at least one letter" not in shown(first)
    press(Qt.Key.Key_Return)
    assert told == [True]


def test_a_taken_name_is_told_beside_the_field(first: PageHost, bank: FakeBank) -> None:
    bank.everybody.append(Player(1, "<b>Blue</b>"))

    write("<b>Blue</b>")
    press(Qt.Key.Key_Return)

    assert "The name <b>Blue</b> is taken." in shown(first)


def test_a_full_disk_is_told_by_the_window_and_the_same_key_tries_again(first: PageHost, bank: FakeBank) -> None:
    told = dones(first.page)
    bank.fails = True
    write("BlueBird")
    press(Qt.Key.Key_Return)
    assert (first.told, told) == ([DISK_FULL], [])

    bank.fails = False
    press(Qt.Key.Key_Return)

    assert told == [True]


def test_a_held_enter_adds_nobody(first: PageHost, bank: FakeBank) -> None:
    write("BlueBird")
    held = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "", True)

    QApplication.sendEvent(first.page, held)

    assert bank.everybody == []


def test_a_pack_without_episodes_asks_only_for_the_name(qtbot: QtBot, bank: FakeBank) -> None:
    bank.pack = replace(PACK, episodes=None)
    page = host(qtbot, FirstStartPage(fake_lobby(bank)))

    assert "watched" not in shown(page)
    write("BlueBird")
    press(Qt.Key.Key_Return)
    assert [each.name for each in bank.everybody] == ["BlueBird"]


@pytest.mark.parametrize("scale", [1.0, 1.5])
@pytest.mark.parametrize("size", SIZES)
def test_nothing_is_cut_and_every_control_has_a_name(
    qtbot: QtBot, qapp: QApplication, bank: FakeBank, size: tuple[int, int], scale: float
) -> None:
    theme.apply(qapp, "dark", text_scale=scale)
    page = host(qtbot, FirstStartPage(fake_lobby(bank)), *size)
    press(Qt.Key.Key_Return)

    assert_nothing_cut(page)
    assert [each for each in acting(page) if not each.accessibleName()] == []


# The window of players


def open_players(qtbot: QtBot, bank: FakeBank, start: Task = "choose") -> PlayersDialog:
    """The window of players, active."""
    dialog = PlayersDialog(fake_lobby(bank), start=start)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.open()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


@pytest.fixture
def two(bank: FakeBank) -> FakeBank:
    """A bank with two players, of whom BlueBird plays."""
    bank.everybody += [
        Player(1, "BlueBird", spoiler_limits=(("tea", 16),)),
        Player(2, "<i>Croquis</i> & 기선겸"),
    ]
    bank.chosen_player = 1
    return bank


def test_somebody_else_is_chosen_by_keys_alone(qtbot: QtBot, two: FakeBank) -> None:
    dialog = open_players(qtbot, two)

    press(Qt.Key.Key_Up)
    press(Qt.Key.Key_Return)

    assert two.chosen_player == 2
    assert not dialog.isVisible()


def test_every_row_says_who_how_far_and_who_plays_now(qtbot: QtBot, two: FakeBank) -> None:
    dialog = open_players(qtbot, two)
    rows = named(dialog, QListView, "Players").model()

    spoken = [rows.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(rows.rowCount())]

    assert spoken == [
        "<i>Croquis</i> & 기선겸, has not started watching",
        "BlueBird, watched up to episode 16 · plays now",
    ]


def test_a_player_is_added_with_their_own_episode(qtbot: QtBot, two: FakeBank) -> None:
    dialog = open_players(qtbot, two, "add")

    write("Sneakers")
    named(dialog, QAbstractButton, "I’ve seen it all").click()
    named(dialog, QAbstractButton, "Add and play").click()

    assert (two.everybody[-1].name, two.everybody[-1].spoiler_limit("tea")) == ("Sneakers", 16)
    assert two.chosen_player == 3
    assert not dialog.isVisible()


def test_a_new_name_is_saved_and_a_taken_one_is_told(qtbot: QtBot, two: FakeBank) -> None:
    dialog = open_players(qtbot, two, "rename")
    assert named(dialog, QLineEdit, "New name").text() == "BlueBird"

    write("Kingfisher")
    press(Qt.Key.Key_Return)

    assert two.everybody[0].name == "Kingfisher"
    assert not dialog.isVisible()


def test_a_full_disk_is_told_in_the_window_of_players(qtbot: QtBot, two: FakeBank) -> None:
    dialog = open_players(qtbot, two)
    two.fails = True

    press(Qt.Key.Key_Up)
    press(Qt.Key.Key_Return)

    assert dialog.isVisible()
    assert DISK_FULL in shown(dialog)


def test_escape_changes_nothing(qtbot: QtBot, two: FakeBank) -> None:
    dialog = open_players(qtbot, two)

    press(Qt.Key.Key_Up)
    press(Qt.Key.Key_Escape)

    assert two.chosen_player == 1
    assert not dialog.isVisible()


def test_somebody_added_for_a_relay_is_not_told_to_play_now(qtbot: QtBot, two: FakeBank) -> None:
    dialog = open_players(qtbot, two, "add_runner")
    write("Ramen8")

    named(dialog, QAbstractButton, "Add to the relay").click()

    assert two.everybody[-1].name == "Ramen8"
    assert not dialog.isVisible()


@pytest.mark.parametrize("task", ["choose", "add", "rename"])
@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_the_window_of_players_fits_a_small_screen(
    qtbot: QtBot, qapp: QApplication, two: FakeBank, task: Task, scale: float
) -> None:
    theme.apply(qapp, "light", text_scale=scale)
    dialog = open_players(qtbot, two, task)

    assert dialog.width() <= 800
    assert dialog.height() <= 600
    assert_nothing_cut(dialog)
    assert [each for each in acting(dialog) if not each.accessibleName()] == []


# Who plays, on the home page


def menu_of(page: QWidget) -> QMenu:
    """The player menu, opened."""
    head = page.findChild(HomePlayer)
    assert head is not None
    button = head.findChild(QAbstractButton)
    assert button is not None
    button.click()
    menu = head.findChild(QMenu)
    assert menu is not None
    return menu


def test_somebody_else_plays_from_the_menu(qtbot: QtBot, two: FakeBank) -> None:
    home = host(qtbot, HomePage(fake_lobby(two)))
    menu = menu_of(home)
    menu.actions()[0].trigger()
    menu.close()

    assert two.chosen_player == 2
    assert named(home, QAbstractButton, "Player: <i>Croquis</i> & 기선겸")
    assert named(home, QSpinBox, "I’ve watched up to episode").value() == 0


def test_adding_and_renaming_are_asked_of_the_window(qtbot: QtBot, two: FakeBank) -> None:
    home = host(qtbot, HomePage(fake_lobby(two)))
    asked: list[str] = []
    home.page.players_requested.connect(asked.append)

    for words in ("Add a player…", "Rename…"):
        menu = menu_of(home)
        next(action for action in menu.actions() if action.text() == words).trigger()
        menu.close()

    assert asked == ["add", "rename"]


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("size", SIZES)
def test_any_name_stays_plain_and_inside_the_window(qtbot: QtBot, name: str, size: tuple[int, int]) -> None:
    everybody = [Player(1, name, spoiler_limits=(("tea", 16),)), Player(2, name + "2")]
    page = host(qtbot, HomePage(fake_lobby(FakeBank(everybody=everybody, chosen_player=1))))
    page.show_at(*size)

    button = named(page, QAbstractButton, f"Player: {name}")
    left = button.mapTo(page, button.rect().topLeft()).x()
    assert left >= 0
    assert left + button.width() <= page.width()
    assert button.width() >= button.sizeHint().width()
    assert_nothing_cut(page)
    menu = menu_of(page)
    assert menu.actions()[0].text().replace("&&", "&") == " ".join((name + "2").split())
    menu.close()
