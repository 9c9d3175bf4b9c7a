"""The widgets that know nothing of quizzes: texts stay texts, keys work, names are there."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QAccessible, QGuiApplication, QKeyEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from quizapp.ui import theme
from quizapp.ui.common import confirm, focus_ring
from quizapp.ui.common.buttons import IconButton, LinkButton, MainButton, PlainButton, ToggleTile
from quizapp.ui.common.card import Card
from quizapp.ui.common.hint_bar import HintBar
from quizapp.ui.common.labels import FittedArea, FittedLabel, PlainLabel, button_text, tool_tip
from quizapp.ui.common.motion import animate
from quizapp.ui.common.notice import Notice
from quizapp.ui.common.page_header import PageHeader
from quizapp.ui.common.painted_button import PaintedButton
from quizapp.ui.common.player_button import PlayerButton
from quizapp.ui.common.rail import Rail
from quizapp.ui.common.scroll_page import ScrollPage
from quizapp.ui.common.segmented import Segmented
from quizapp.ui.common.stepper import Stepper
from quizapp.ui.play.episode_strip import EpisodeStrip
from quizapp.ui.play.home_scene import HomeScene
from quizapp.ui.play.lane_list import Lane, LaneList

LANES = [
    Lane("sprint", "Sprint", "10 questions", "Best", "1,498"),
    Lane("dash", "Dash & more", "As many as you can in 60 seconds", "Best", "14 right"),
    Lane("daily", "Daily race", "The same for everyone", "21 Nov", "Not run yet", "Not run today"),
]


@pytest.fixture(autouse=True)
def _light_theme(qapp: QApplication) -> Iterator[None]:
    theme.apply(qapp, "light")
    theme.set_motion("reduced")
    focus_ring.install(qapp)
    yield
    keeper = qapp.findChild(QObject, "focus-ring")
    assert keeper is not None
    delete(keeper)  # what was pressed here must not show a ring in the next test
    theme.set_motion("follow")
    theme.apply(qapp, "light")


Show = Callable[..., QWidget]


@pytest.fixture
def shown(qtbot: QtBot) -> Iterator[Show]:
    """Puts widgets into a window that is active and on screen, and keeps it for the length of the test."""
    windows: list[QWidget] = []

    def show(*widgets: QWidget) -> QWidget:
        window = QWidget()
        windows.append(window)
        column = QVBoxLayout(window)
        column.setContentsMargins(20, 20, 20, 20)
        for widget in widgets:
            column.addWidget(widget)
        window.resize(500, 400)
        qtbot.addWidget(window)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        return window

    yield show
    for window in windows:
        window.close()


def press(widget: QWidget, key: Qt.Key, *, held: bool = False) -> bool:
    """Send one key press to a widget; whether the widget took it."""
    event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, "", held)
    QApplication.sendEvent(widget, event)
    return event.isAccepted()


def spoken(widget: QWidget) -> tuple[str, QAccessible.Role]:
    """What a screen reader says of a widget: name and role."""
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name), interface.role()


# Texts


def test_a_label_shows_markup_as_it_is(qtbot: QtBot) -> None:
    label = PlainLabel("<b>x</b>")
    qtbot.addWidget(label)
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert label.text() == "<b>x</b>"
    assert label.sizeHint().width() > PlainLabel("x").sizeHint().width() * 3


def test_an_ampersand_stays_an_ampersand(qtbot: QtBot) -> None:
    assert button_text("R&D & more") == "R&&D && more"
    button = PlainButton("R&D")
    qtbot.addWidget(button)
    assert button.plain_text() == "R&D"
    assert button.text() == "R&&D"
    assert button.shortcut().isEmpty()
    assert spoken(button) == ("R&D", QAccessible.Role.Button)


def test_a_tool_tip_is_never_markup() -> None:
    assert tool_tip("<img src='x'>") == "<span>&lt;img src=&#x27;x&#x27;&gt;</span>"
    assert tool_tip("") == ""


def test_a_wrapped_korean_word_is_not_split_and_is_read_as_written(qtbot: QtBot) -> None:
    label = PlainLabel("기선겸 오미주", wrap=True)
    qtbot.addWidget(label)
    assert label.text() == "기선겸 오미주"
    assert QLabel.text(label) == "기\u2060선\u2060겸 오\u2060미\u2060주"
    assert spoken(label)[0] == "기선겸 오미주"
    label.setText("run")
    assert spoken(label)[0] == "run"


def test_a_long_heading_wraps_then_shrinks_then_grows_taller(qtbot: QtBot) -> None:
    label = FittedLabel("Who?")
    qtbot.addWidget(label)
    label.resize(300, 100)
    assert label.font().pixelSize() == 23
    label.setText("Who says this line about running away from everything he knows?")
    assert 15 < label.font().pixelSize() < 23
    label.setText("word " * 200)
    assert label.font().pixelSize() == 15
    assert label.heightForWidth(300) > 20 * 15


def test_an_enormous_heading_is_measured_quickly(qtbot: QtBot) -> None:
    label = FittedLabel("word " * 10_000)
    qtbot.addWidget(label)
    started = time.perf_counter()
    label.resize(400, 100)
    assert label.sizeHint().height() > 10_000
    assert time.perf_counter() - started < 2


def test_a_heading_without_room_scrolls(qtbot: QtBot, shown: Show) -> None:
    area = FittedArea("word " * 200)
    window = shown(area)
    window.resize(300, 200)
    qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() > 0)
    assert area.text() == "word " * 200


# Buttons


@pytest.mark.parametrize("kind", [MainButton, PlainButton, LinkButton])
@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_enter_presses_a_button_once(qtbot: QtBot, shown: Show, kind: type[PaintedButton], key: Qt.Key) -> None:
    button = kind("Go")
    shown(button)
    presses: list[bool] = []
    button.clicked.connect(lambda: presses.append(True))
    press(button, key)
    press(button, key, held=True)
    press(button, key, held=True)
    assert len(presses) == 1


def test_a_tile_toggles_with_space_and_leaves_enter_to_the_page(qtbot: QtBot, shown: Show) -> None:
    tile = ToggleTile("Quotes", "quote", "128")
    shown(tile)
    QTest.keyClick(tile, Qt.Key.Key_Space)
    assert tile.isChecked()
    assert not press(tile, Qt.Key.Key_Return)
    assert tile.isChecked()
    assert spoken(tile) == ("Quotes", QAccessible.Role.CheckBox)


def test_a_disabled_button_does_nothing(qtbot: QtBot, shown: Show) -> None:
    button = MainButton("Start")
    shown(button)
    button.setEnabled(False)
    with qtbot.assertNotEmitted(button.clicked):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        press(button, Qt.Key.Key_Return)


def test_a_button_makes_room_for_all_it_shows(qtbot: QtBot) -> None:
    bare, full = PlainButton("50:50"), PlainButton("50:50", "fifty", "H")
    qtbot.addWidget(bare)
    qtbot.addWidget(full)
    assert full.minimumSizeHint().width() > bare.minimumSizeHint().width() + 40
    before = full.sizeHint().width()
    full.set_key("")
    assert full.sizeHint().width() < before


def test_sizes_are_those_of_the_design(qtbot: QtBot) -> None:
    buttons = [
        MainButton("a"),
        PlainButton("a"),
        PlainButton("a", small=True),
        ToggleTile("a"),
        IconButton("cross", "a"),
    ]
    for button in buttons:
        qtbot.addWidget(button)
    assert [button.sizeHint().height() for button in buttons] == [52, 40, 32, 40, 32]


def test_buttons_grow_with_wide_windows(qtbot: QtBot) -> None:
    for button in (MainButton("Next", key="Enter"), LinkButton("Report"), IconButton("cross", "Close")):
        qtbot.addWidget(button)
        before = button.sizeHint()
        button.set_type_scale(1.5)
        assert button.sizeHint().height() == before.height() * 3 // 2
        assert button.sizeHint().width() > before.width()


def test_the_name_follows_the_text_unless_it_was_set(qtbot: QtBot) -> None:
    first, second = PlainButton("One"), PlainButton("One")
    qtbot.addWidget(first)
    qtbot.addWidget(second)
    second.setAccessibleName("Named")
    for button in (first, second):
        button.set_text("Two")
    assert (first.accessibleName(), second.accessibleName()) == ("Two", "Named")


# Choices


def test_arrow_keys_move_a_segmented_choice(qtbot: QtBot, shown: Show) -> None:
    control = Segmented([("mixed", "Mixed"), ("easy", "Easy"), ("hard", "Hard")], "Difficulty")
    shown(control)
    told: list[str] = []
    control.selected.connect(told.append)
    segments = control.findChildren(PaintedButton)
    segments[0].setFocus()
    QTest.keyClick(segments[0], Qt.Key.Key_Right)
    assert control.current() == "easy"
    assert segments[1].hasFocus()
    QTest.keyClick(segments[1], Qt.Key.Key_Left)
    QTest.keyClick(segments[0], Qt.Key.Key_Left)
    assert told == ["easy", "mixed", "hard"]
    assert spoken(segments[0]) == ("Mixed", QAccessible.Role.RadioButton)


def test_a_segmented_choice_can_be_set_silently_and_skips_what_is_forbidden(qtbot: QtBot, shown: Show) -> None:
    control = Segmented([("mixed", "Mixed"), ("easy", "Easy"), ("hard", "Hard")], "Difficulty")
    shown(control)
    with qtbot.assertNotEmitted(control.selected):
        control.set_current("hard")
    control.set_option_enabled("mixed", False)
    segments = control.findChildren(PaintedButton)
    segments[2].setFocus()
    QTest.keyClick(segments[2], Qt.Key.Key_Right)
    assert control.current() == "easy"
    with pytest.raises(KeyError):
        control.set_current("none")


def test_a_stepper_counts_with_keys_and_mouse_and_keeps_its_limits(qtbot: QtBot, shown: Show) -> None:
    stepper = Stepper("Episode", 0, 16, 15)
    shown(stepper)
    told: list[int] = []
    stepper.changed.connect(told.append)
    stepper.setFocus()
    field = QApplication.focusWidget()
    assert field is not None
    QTest.keyClick(field, Qt.Key.Key_Up)
    QTest.keyClick(field, Qt.Key.Key_Up)
    minus, plus = stepper.findChildren(IconButton)
    assert not plus.isEnabled()
    QTest.mouseClick(minus, Qt.MouseButton.LeftButton)
    assert told == [16, 15]
    assert spoken(field) == ("Episode", QAccessible.Role.SpinBox)
    value = QAccessible.queryAccessibleInterface(field).valueInterface()
    assert (value.currentValue(), value.minimumValue(), value.maximumValue()) == (15, 0, 16)


def test_a_stepper_is_set_without_a_signal(qtbot: QtBot) -> None:
    stepper = Stepper("Episode", 0, 16, 16)
    qtbot.addWidget(stepper)
    with qtbot.assertNotEmitted(stepper.changed):
        stepper.set_value(3)
        stepper.set_range(0, 2)
    assert stepper.value() == 2


def test_the_number_of_a_stepper_has_room(qtbot: QtBot, shown: Show) -> None:
    stepper = Stepper("Episode", 0, 16, 16)
    shown(stepper)
    line = stepper.findChild(QLineEdit)
    assert line is not None
    assert line.width() >= line.fontMetrics().horizontalAdvance("16")


def test_film_frames_say_what_is_watched(qtbot: QtBot, shown: Show) -> None:
    strip = EpisodeStrip("Episodes")
    shown(strip)
    with qtbot.assertNotEmitted(strip.chosen):
        strip.set_episode(12)
    frames = strip.findChildren(PaintedButton)
    names = [frame.accessibleName() for frame in frames]
    assert (names[0], names[11], names[12]) == (
        "Episode 1, watched",
        "Episode 12, last watched",
        "Episode 13, hidden",
    )
    with qtbot.waitSignal(strip.chosen) as told:
        QTest.mouseClick(frames[4], Qt.MouseButton.LeftButton)
    assert told.args == [5]
    frames[4].setFocus()
    QTest.keyClick(frames[4], Qt.Key.Key_Right)
    assert strip.episode() == 6
    assert [frame for frame in frames if frame.focusPolicy() & Qt.FocusPolicy.TabFocus] == [frames[5]]


def test_film_frames_follow_the_pack(qtbot: QtBot) -> None:
    strip = EpisodeStrip("Episodes")
    qtbot.addWidget(strip)
    strip.set_episode(16)
    strip.set_count(8)
    assert strip.episode() == 8


# Lanes


def test_lanes_are_moved_with_the_arrow_keys_and_named(qtbot: QtBot, shown: Show) -> None:
    lanes = LaneList()
    lanes.set_lanes(LANES)
    shown(lanes)
    assert lanes.current() == "sprint"
    told: list[str] = []
    lanes.current_changed.connect(told.append)
    QTest.keyClick(lanes, Qt.Key.Key_Down)
    QTest.keyClick(lanes, Qt.Key.Key_Down)
    QTest.keyClick(lanes, Qt.Key.Key_Up)
    assert told == ["dash", "daily", "dash"]
    model = lanes.model()
    names = [model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(3)]
    assert names == [
        "1. Sprint. 10 questions. Best 1,498",
        "2. Dash & more. As many as you can in 60 seconds. Best 14 right",
        "3. Daily race. The same for everyone. Not run today",
    ]


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_E, Qt.Key.Key_1, Qt.Key.Key_Space, Qt.Key.Key_Escape])
def test_lanes_leave_other_keys_to_the_page(qtbot: QtBot, shown: Show, key: Qt.Key) -> None:
    lanes = LaneList()
    lanes.set_lanes(LANES)
    shown(lanes)
    assert not press(lanes, key)


def test_lanes_keep_the_current_one_and_share_the_board(qtbot: QtBot, shown: Show) -> None:
    lanes = LaneList()
    lanes.set_lanes(LANES)
    shown(lanes)
    with qtbot.assertNotEmitted(lanes.current_changed):
        lanes.set_current("daily")
        lanes.set_lanes(LANES[1:])
    assert lanes.current() == "daily"
    lanes.set_lanes(LANES[:1])
    assert lanes.current() == "sprint"
    assert lanes.row_height(0) == 120
    lanes.set_lanes(LANES * 2)
    assert sum(lanes.row_height(row) for row in range(6)) == lanes.viewport().height()
    lanes.set_lanes([])
    assert lanes.current() == ""


def test_the_lane_model_is_sound(qtbot: QtBot, qtmodeltester) -> None:
    lanes = LaneList()
    qtbot.addWidget(lanes)
    lanes.set_lanes(LANES)
    qtmodeltester.check(lanes.model())


# Frames of a page


def test_the_rail_tells_what_was_chosen(qtbot: QtBot, shown: Show) -> None:
    rail = Rail()
    rail.add_item("play", "Play", "flag")
    rail.add_item("scores", "Scores", "trophy")
    rail.add_item("settings", "Settings", "gear", bottom=True)
    window = shown(rail)
    rail.set_current("play")
    play, scores, settings = rail.findChildren(PaintedButton)
    with qtbot.waitSignal(rail.selected) as told:
        press(scores, Qt.Key.Key_Return)
    assert told.args == ["scores"]
    assert (play.isChecked(), rail.current()) == (False, "scores")
    assert settings.y() > scores.y() + 100
    assert rail.width() == 88
    rail.set_small(True)
    assert rail.sizeHint().width() == 60
    assert play.toolTip() == "<span>Play</span>"
    rail.set_current("")
    assert rail.current() == ""
    assert window.isVisible()


def test_hints_without_room_are_left_out(qtbot: QtBot, shown: Show) -> None:
    bar = HintBar()
    bar.set_hints([("1–7", "pick a lane"), (("Ctrl", "C"), "copy"), ("F1", "help")])
    window = shown(bar)
    words = [label for label in bar.findChildren(PlainLabel) if label.isVisible()]
    assert [label.text() for label in words] == ["pick a lane", "copy", "help"]
    window.resize(220, 400)
    qtbot.waitUntil(lambda: not words[2].isVisible())
    assert words[0].isVisible()


def test_a_notice_is_named_and_can_be_closed(qtbot: QtBot, shown: Show) -> None:
    notice = Notice("warn", "No questions match", "Episode 1 has none.", closable=True)
    shown(notice)
    button = notice.add_button("Any level")
    assert notice.accessibleName() == "No questions match Episode 1 has none."
    assert button.accessibleName() == "Any level"
    close = notice.findChild(IconButton)
    assert close is not None
    with qtbot.waitSignal(notice.closed):
        QTest.mouseClick(close, Qt.MouseButton.LeftButton)
    assert notice.isHidden()
    notice.clear_buttons()


def test_a_card_brings_its_shadow_along(qtbot: QtBot, shown: Show) -> None:
    card = Card()
    window = shown(card)
    shadow = next(child for child in window.children() if type(child).__name__ == "_Shadow")
    assert isinstance(shadow, QWidget)
    assert shadow.geometry().contains(card.geometry())
    card.hide()
    assert shadow.isHidden()


def test_a_question_calls_back_once(qtbot: QtBot, shown: Show) -> None:
    window = shown(QLabel("page"))
    answers: list[str] = []
    dialog = confirm.ask(
        window, "Delete <b>it</b>?", "It is gone then.", "Delete", "Keep", lambda: answers.append("yes")
    )
    qtbot.waitUntil(dialog.isVisible)
    assert dialog.windowModality() != Qt.WindowModality.NonModal
    yes, no = dialog.findChild(MainButton), dialog.findChild(PlainButton)
    assert yes is not None
    assert no is not None
    qtbot.waitUntil(no.hasFocus)
    yes.click()
    assert answers == ["yes"]
    other = confirm.ask(
        window, "Again?", "", "Yes", "No", lambda: answers.append("yes"), on_no=lambda: answers.append("no")
    )
    QTest.keyClick(other, Qt.Key.Key_Escape)
    assert answers == ["yes", "no"]


# Focus


def ring_in(window: QWidget) -> QWidget | None:
    """The ring that shows in a window."""
    rings = [child for child in window.children() if type(child).__name__ == "_Ring"]
    return next((ring for ring in rings if isinstance(ring, QWidget) and ring.isVisible()), None)


def ring_place(window: QWidget) -> QRect:
    """Where the ring is; fails when there is none."""
    ring = ring_in(window)
    assert ring is not None
    return ring.geometry()


def click_by_pointer(window: QWidget, widget: QWidget) -> None:
    """A press that goes through the window, as a real one does."""
    handle = window.windowHandle()
    place = QPointF(widget.mapTo(window, widget.rect().center()))
    for kind in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease):
        button, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        held = button if kind == QEvent.Type.MouseButtonPress else Qt.MouseButton.NoButton
        QGuiApplication.sendEvent(handle, QMouseEvent(kind, place, handle.mapToGlobal(place), button, held, none))


def test_the_ring_shows_to_the_keyboard_only(qtbot: QtBot, shown: Show) -> None:
    first, second = PlainButton("One"), PlainButton("Two")
    window = shown(first, second)
    first.setFocus()
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: ring_in(window) is not None)
    assert second.hasFocus()
    assert ring_place(window) == second.geometry().adjusted(-7, -7, 7, 7)
    click_by_pointer(window, first)
    qtbot.waitUntil(lambda: ring_in(window) is None)
    assert not focus_ring.keyboard_focus_visible()


def test_a_field_always_shows_its_ring_and_it_moves_and_hides_with_it(qtbot: QtBot, shown: Show) -> None:
    field = QLineEdit()
    window = shown(PlainButton("One"), field)
    click_by_pointer(window, field)
    qtbot.waitUntil(lambda: ring_in(window) is not None)
    window.resize(700, 500)
    qtbot.waitUntil(lambda: ring_place(window) == field.geometry().adjusted(-7, -7, 7, 7))
    field.hide()
    qtbot.waitUntil(lambda: ring_in(window) is None)


def test_the_ring_survives_the_end_of_its_widget(qtbot: QtBot, shown: Show) -> None:
    field = QLineEdit()
    window = shown(field)
    field.setFocus()
    qtbot.waitUntil(lambda: ring_in(window) is not None)
    field.deleteLater()
    qtbot.waitUntil(lambda: ring_in(window) is None)


def test_the_ring_does_not_keep_a_window_alive(qtbot: QtBot) -> None:
    window = QWidget()
    field = QLineEdit(window)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    del window
    gc.collect()
    with pytest.raises(RuntimeError):
        field.setEnabled(False)


def test_the_ring_goes_round_the_whole_stepper(qtbot: QtBot, shown: Show) -> None:
    stepper = Stepper("Episode", 0, 16, 16)
    window = shown(stepper)
    stepper.setFocus()
    qtbot.waitUntil(lambda: ring_in(window) is not None)
    assert ring_place(window) == stepper.geometry().adjusted(-7, -7, 7, 7)


def test_a_page_scrolls_to_what_has_the_focus(qtbot: QtBot, shown: Show) -> None:
    content = QWidget()
    column = QVBoxLayout(content)
    buttons = [QPushButton(str(number)) for number in range(30)]
    for button in buttons:
        column.addWidget(button)
    page = ScrollPage(content)
    shown(page)
    buttons[0].setFocus()
    for _ in range(20):
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    visible = page.viewport().rect()
    assert buttons[20].hasFocus()
    assert visible.contains(buttons[20].mapTo(page.viewport(), QPoint(0, 0)) + QPoint(0, buttons[20].height() + 7))


# All of them


def every_widget() -> list[QWidget]:
    """One of each, with texts of some length."""
    player = PlayerButton()
    player.set_player("BlueBird", "4-day streak")
    lanes = LaneList()
    lanes.set_lanes(LANES)
    header = PageHeader("Pick your lane", "Run On 런온 trivia")
    header.add_widget(player)
    rail = Rail()
    rail.add_item("play", "Play", "flag")
    return [
        header,
        rail,
        lanes,
        HomeScene(),
        EpisodeStrip("Episodes"),
        Stepper("Episode", 0, 16, 3),
        Segmented([("a", "A"), ("b", "B")], "Which"),
        MainButton("Start", "flag", "Enter"),
        PlainButton("Toggle", toggle=True),
        ToggleTile("Quotes", "quote", "12"),
        LinkButton("Report"),
        IconButton("cross", "Close"),
        Notice("bad", "Title", "Text", closable=True),
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("text_scale", [1.0, 1.5])
def test_all_widgets_paint_and_every_control_has_a_name(
    qapp: QApplication, qtbot: QtBot, shown: Show, scheme: theme.Scheme, text_scale: float
) -> None:
    window = shown(*every_widget())
    theme.apply(qapp, scheme, text_scale=text_scale)
    window.resize(1000, 1400)
    image = window.grab().toImage()
    assert len({image.pixel(x, y) for x in range(0, image.width(), 7) for y in range(0, image.height(), 7)}) > 30
    nameless = [
        control
        for kind in (PaintedButton, LaneList, Stepper)
        for control in window.findChildren(kind)
        if not (control.accessibleName() or isinstance(control, Stepper))
    ]
    assert nameless == []


def test_a_finished_animation_has_reached_its_end(qtbot: QtBot) -> None:
    label = PlainLabel("x")
    qtbot.addWidget(label)
    seen: list[float] = []
    assert animate(label, seen.append, 50) is None
    theme.set_motion("full")
    animation = animate(label, seen.append, 20, start=0.0, end=2.0)
    assert animation is not None
    qtbot.waitUntil(lambda: seen[-1] == 2.0)
    assert seen[0] == 1.0
