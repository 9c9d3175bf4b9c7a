"""What the statistics page promises: figures at once, the same in charts, sentences and tables, and no spoilers."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QFileDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from quizapp.bank.bank import Bank
from quizapp.game.question import Category
from quizapp.game.rules import Mode
from quizapp.play import Lobby
from quizapp.play.player_figures import Figures
from quizapp.settings import SettingsFile
from quizapp.ui import theme
from quizapp.ui.main_window import MainWindow
from quizapp.ui.stats.figures_table import FiguresTable
from quizapp.ui.stats.plots import BarsPlot, CalendarPlot, LinesPlot
from quizapp.ui.stats.stats_page import StatsPage
from tests.bank.builders import sql
from tests.play.conftest import House, a_pack, question
from tests.ui.page_host import SIZES, PageHost, acting, assert_nothing_cut, host, named, press
from tests.ui.painted import still_theme
from tests.ui.stats_rig import play, play_days, show_stats, wait

HANGUL = "오미주 <b>W&W</b>"


@pytest.fixture(autouse=True)
def still(qapp: QApplication) -> Iterator[None]:
    with still_theme(qapp):
        yield


@pytest.fixture
def house(tmp_path: Path) -> House:
    """A house in which it is the day that the screens take for today."""
    made = House(tmp_path)
    today = datetime.now().astimezone().date()
    made.time.utc_ms += (today - made.time.today) // timedelta(days=1) * 86_400_000
    made.time.today = today
    return made


@pytest.fixture
def bank(house: House) -> Iterator[Bank]:
    with house.open() as opened:
        opened.packs.load(a_pack(24), "digest 1")
        yield opened


@pytest.fixture
def lobby(bank: Bank, house: House) -> Lobby:
    """BlueBird plays, who has seen everything."""
    made = house.lobby(bank)
    made.add_player("BlueBird", 16)
    return made


@pytest.fixture
def stats(qtbot: QtBot, bank: Bank, lobby: Lobby, house: House) -> PageHost:
    """The page after five days with a sprint each and one training."""
    play_days(house, lobby, [5, 4, 4, 3, 2])
    play(house, lobby, 0, 1, Mode.TRAINING)
    return show_stats(qtbot, bank, lobby, house)


def texts(page: QWidget) -> list[str]:
    """All labels that can be seen."""
    return [label.text() for label in page.findChildren(QLabel) if label.isVisible() and label.text()]


def table(page: QWidget, name: str) -> FiguresTable:
    """A table of the page, shown or not."""
    (found,) = (each for each in page.findChildren(FiguresTable) if each.accessibleName() == name)
    return found


def rows(page: QWidget, name: str) -> list[list[str]]:
    """The texts of a table."""
    return table(page, name).figures.table.lines()


def choose(page: PageHost, name: str, words: str, qtbot: QtBot) -> None:
    """Choose by the name of a combo box."""
    named(page, QComboBox, name).setCurrentText(words)
    wait(qtbot, page)


# Figures


def test_the_figures_on_top_are_those_of_the_rounds(stats: PageHost, bank: Bank, lobby: Lobby) -> None:
    assert lobby.player is not None
    totals = Figures(bank).first(stats.page._filters.filters(), lobby.pack).totals
    shown = texts(stats)
    assert totals.accuracy is not None
    assert totals.rounds == 6
    assert str(totals.answered) in shown
    assert f"{round(100 * totals.accuracy)}%" in shown
    assert {"in 6 rounds", "5.0 s", "longest 5"} <= set(shown)


def test_first_figures_are_shown_before_anything_else_is_read(
    qtbot: QtBot, bank: Bank, lobby: Lobby, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    play_days(house, lobby, [2])
    stats = show_stats(qtbot, bank, lobby, house)
    asked: list[str] = []
    for name in ("rounds", "training", "tallies", "choices"):
        real = getattr(Figures, name)
        monkeypatch.setattr(Figures, name, lambda *given, real=real, name=name: (asked.append(name), real(*given))[1])
    play(house, lobby, 0, 7)

    stats.page.activate()

    assert "20" in texts(stats)
    assert asked == []
    assert not stats.page.is_filled
    wait(qtbot, stats)
    assert asked == ["choices", "rounds", "training", "tallies"]


def test_charts_sentences_and_tables_say_the_same(stats: PageHost) -> None:
    accuracy, times = (each for each in stats.findChildren(LinesPlot))
    assert accuracy._lines is not None
    lines = rows(stats, "Right answers per round")
    assert lines[0] == ["Round", "Right", "Answers", "Average of 7", "Average of 30"]
    drawn = [f"{round(100 * dot)}%" for dot in accuracy._lines.dots if dot is not None]
    assert [line[1] for line in lines[:0:-1]] == drawn
    assert drawn[:5] == ["50%", "60%", "60%", "70%", "80%"]
    assert accuracy._lines.last == lines[1][3]
    sentence = next(text for text in texts(stats) if text.endswith(f"of the last 30: {lines[1][4]}."))
    assert lines[1][3] in sentence
    assert accuracy.accessibleDescription() == sentence
    assert times._lines is not None
    assert {line[1] for line in rows(stats, "Answering time per question")[1:]} == {"5.0 s"}


def test_training_and_days_say_what_their_charts_show(stats: PageHost, lobby: Lobby) -> None:
    (bars,), (days,) = stats.findChildren(BarsPlot), stats.findChildren(CalendarPlot)
    lines = rows(stats, "Training to come")[1:-1]
    assert [int(line[1]) for line in lines] == list(bars._counts)
    assert bars._counts[0] == lobby.training().due
    played = rows(stats, "Days played")[1:]
    assert [int(line[1]) for line in played] == [count for _, count in reversed(days._days) if count] == [2, 1, 1, 1, 1]


def test_right_answers_can_be_sorted_by_all_that_questions_have_in_common(stats: PageHost, qtbot: QtBot) -> None:
    every = sum(int(line[1]) for line in rows(stats, "Right answers by group")[1:])
    for words, first in {"Category": "Cast", "Kind": "One right answer", "Difficulty": "Easy"}.items():
        choose(stats, "Right by", words, qtbot)
        lines = rows(stats, "Right answers by group")
        assert lines[0][0] == words
        assert lines[1][0] == first
        assert sum(int(line[1]) for line in lines[1:]) == every
    choose(stats, "Right by", "Episode", qtbot)
    assert [line[0] for line in rows(stats, "Right answers by group")[1:]] == ["Before episode 1"]


# Filters


def test_period_and_mode_choose_rounds(stats: PageHost, house: House, lobby: Lobby, qtbot: QtBot) -> None:
    play(house, lobby, 20, 9)
    stats.page.activate()
    wait(qtbot, stats)
    assert "in 7 rounds" in texts(stats)
    named(stats, QAbstractButton, "7 days").click()
    wait(qtbot, stats)
    assert "in 6 rounds" in texts(stats)
    choose(stats, "Mode", "Training", qtbot)
    assert "in one round" in texts(stats)
    assert len(rows(stats, "Right answers per round")) == 2


def test_what_was_chosen_is_told_to_a_screen_reader(
    stats: PageHost, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr("quizapp.ui.stats.stats_page.announce", lambda widget, text: told.append(text))
    choose(stats, "Mode", "Sprint", qtbot)
    assert len(told) == 1
    assert told[0].startswith("Questions answered 50 in 5 rounds. Right 64%")


def test_spoiler_limit_and_player_choose_rounds(qtbot: QtBot, bank: Bank, lobby: Lobby, house: House) -> None:
    play_days(house, lobby, [1, 1])
    lobby.set_spoiler_limit(3)
    play(house, lobby, 0, 2)
    lobby.add_player(HANGUL, 16)
    play(house, lobby, 0, 8)
    stats = show_stats(qtbot, bank, lobby, house)
    assert "in one round" in texts(stats)

    choose(stats, "Player", "BlueBird", qtbot)
    assert "in 3 rounds" in texts(stats)
    choose(stats, "Spoiler limit", "Up to episode 3", qtbot)
    assert "in one round" in texts(stats)
    assert not [each for each in acting(stats) if each.accessibleName().startswith("Practise")]


def test_filters_that_leave_nothing_offer_all_rounds(stats: PageHost, qtbot: QtBot) -> None:
    choose(stats, "Mode", "Training", qtbot)
    named(stats, QAbstractButton, "7 days").click()
    stats.page._filters._modes.append("daily")
    stats.page._filters._mode.addItem("Daily race")
    choose(stats, "Mode", "Daily race", qtbot)
    assert "No finished round fits" in texts(stats)

    named(stats, QAbstractButton, "Show all rounds").click()
    wait(qtbot, stats)

    assert "in 6 rounds" in texts(stats)


def test_before_the_first_round_the_page_invites_to_play(qtbot: QtBot, bank: Bank, lobby: Lobby, house: House) -> None:
    stats = show_stats(qtbot, bank, lobby, house)
    assert "Nothing to count yet" in texts(stats)
    assert not [each for each in acting(stats) if each.accessibleName() == "Save…"]
    with qtbot.waitSignal(stats.page.home_requested):
        named(stats, QAbstractButton, "Pick a lane").click()


def test_a_player_with_one_round_is_shown_whole(qtbot: QtBot, bank: Bank, lobby: Lobby, house: House) -> None:
    play_days(house, lobby, [10])
    stats = show_stats(qtbot, bank, lobby, house)
    assert "0%" in texts(stats)
    assert "0% right over one round. Average of the last 7 rounds: 0%, of the last 30: 0%." in texts(stats)


# Questions


def test_the_hardest_questions_can_be_practised(stats: PageHost) -> None:
    hardest = rows(stats, "Questions")[1:]
    assert 1 <= len(hardest) <= 5
    shares = [int(line[2].rstrip("%")) for line in hardest]
    assert shares == sorted(shares)
    asked: list[tuple[str, ...]] = []
    stats.page.practise_requested.connect(asked.append)
    press(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert [len(uids) for uids in asked] == [len(hardest)]
    named(stats, QAbstractButton, "Easiest").click()
    assert rows(stats, "Questions")[1][2] == "100%"


@pytest.mark.parametrize(
    ("misses", "hardest", "easiest"),
    [
        ([0], "no question was answered 2 times or more.", "no question was answered 2 times or more."),
        ([0, 0, 0], "of the questions answered 2 times or more, all were right every time.", ""),
        ([10, 10, 10], "", "of the questions answered 2 times or more, none was right even once."),
    ],
    ids=["nothing asked twice", "all right", "all wrong"],
)
def test_where_no_question_is_hard_or_easy_it_is_told_why(
    qtbot: QtBot, bank: Bank, lobby: Lobby, house: House, misses: list[int], hardest: str, easiest: str
) -> None:
    play_days(house, lobby, misses)
    stats = show_stats(qtbot, bank, lobby, house)
    for side, why in (("Hardest", hardest), ("Easiest", easiest)):
        named(stats, QAbstractButton, side).click()
        told = [text for text in texts(stats) if text.startswith("None yet: ")]
        assert told == ([f"None yet: {why}"] if why else [])


def test_p_alone_practises_only_where_single_letters_are_switched_on(
    stats: PageHost, lobby: Lobby, qtbot: QtBot
) -> None:
    with qtbot.assertNotEmitted(stats.page.practise_requested, wait=1):
        press(Qt.Key.Key_P)
    lobby.set_single_letter_keys(True)
    with qtbot.waitSignal(stats.page.practise_requested):
        press(Qt.Key.Key_P)


def test_a_retired_question_counts_and_is_not_practised(qtbot: QtBot, bank: Bank, lobby: Lobby, house: House) -> None:
    play_days(house, lobby, [8, 8, 8, 8])
    stats = show_stats(qtbot, bank, lobby, house)
    gone = stats.page._board._questions._hardest[0].count.uid
    sql(bank.path, "UPDATE question SET state = 'retired' WHERE uid = ?", gone)

    stats.page.activate()
    wait(qtbot, stats)

    hardest = rows(stats, "Questions")[1:]
    assert hardest[0][-1] == "asked no more"
    with qtbot.waitSignal(stats.page.practise_requested) as asked:
        named(stats, QAbstractButton, f"Practise these {len(hardest) - 1}").click()
    assert asked.args is not None
    assert gone not in asked.args[0]


def test_rounds_by_unknown_rules_count_and_are_named(qtbot: QtBot, bank: Bank, lobby: Lobby, house: House) -> None:
    play_days(house, lobby, [1, 2])
    sql(bank.path, "UPDATE round SET rule_set = 'hurdles@7' WHERE id = 1")
    stats = show_stats(qtbot, bank, lobby, house)

    assert "in 2 rounds" in texts(stats)
    assert rows(stats, "Right answers per round")[2][0].endswith(", Hurdles")
    choose(stats, "Mode", "Hurdles", qtbot)
    assert "in one round" in texts(stats)


def test_no_text_of_a_later_episode_is_shown_copied_saved_or_practised(
    qtbot: QtBot, bank: Bank, lobby: Lobby, house: House, tmp_path: Path
) -> None:
    late = [question(number, episode=9) for number in range(1, 13)]
    bank.packs.load(a_pack(0, *late), "digest 2")
    play_days(house, lobby, [5, 5, 5])
    lobby.set_spoiler_limit(3)

    stats = show_stats(qtbot, bank, lobby, house)

    prompts = [line[0] for line in rows(stats, "Questions")[1:]]
    assert set(prompts) == {"Hidden: from a later episode than you have watched"}
    assert not [each for each in acting(stats) if each.accessibleName().startswith("Practise")]
    stats.page.save_to(str(tmp_path / "figures.csv"))
    assert "scene" not in (tmp_path / "figures.csv").read_text("utf-8")


# To copy and to save


def test_rows_are_copied_with_their_titles(stats: PageHost) -> None:
    figures = table(stats, "Questions")
    figures.setFocus()
    press(Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "\n".join("\t".join(line) for line in rows(stats, "Questions"))
    figures.selectRow(0)
    press(Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert len(QGuiApplication.clipboard().text().split("\n")) == 2


def test_what_is_saved_before_all_was_shown_waits_until_it_is_whole(
    stats: PageHost, house: House, lobby: Lobby, tmp_path: Path, qtbot: QtBot
) -> None:
    play(house, lobby, 0, 3)
    stats.page.activate()
    assert not stats.page.is_filled
    stats.page.save_to(str(tmp_path / "figures.csv"))
    assert not (tmp_path / "figures.csv").exists()
    wait(qtbot, stats)
    assert stats.said == [f"Written to {tmp_path / 'figures.csv'}."]
    assert len(rows(stats, "Right answers per round")) == 8
    assert "By kind" in (tmp_path / "figures.csv").read_text("utf-8")


def test_all_figures_are_saved_as_a_table(stats: PageHost, tmp_path: Path) -> None:
    stats.page.save_to(str(tmp_path / "figures.csv"))
    with (tmp_path / "figures.csv").open(encoding="utf-8-sig", newline="") as stream:
        saved = list(csv.reader(stream))
    for name in ("Right answers per round", "Answering time per question", "Training to come", "Days played"):
        for line in rows(stats, name):
            assert line in saved
    assert ["By kind"] in saved
    assert ["Easiest questions"] in saved


def test_the_picture_shows_what_is_out_of_sight_too(stats: PageHost, tmp_path: Path) -> None:
    stats.page.save_to(str(tmp_path / "figures.png"))
    picture = QImage(str(tmp_path / "figures.png"))
    assert picture.height() > stats.height()
    assert picture.pixelColor(0, 0) == theme.colour("bg")


def test_a_picture_taken_as_soon_as_all_is_there_has_all_its_room(
    qtbot: QtBot, bank: Bank, lobby: Lobby, house: House, tmp_path: Path
) -> None:
    play_days(house, lobby, [4])
    page = StatsPage()
    page.set_lobby(lobby)
    page.set_figures(lambda: Figures(bank, house.time.clock()))
    stats = host(qtbot, page, 900, 700)
    page.save_to(str(tmp_path / "figures.png"))
    qtbot.waitUntil(lambda: bool(stats.said))
    QTest.qWait(50)
    assert QImage(str(tmp_path / "figures.png")).height() == page._board.height()


def test_a_file_that_cannot_be_written_is_told(stats: PageHost, tmp_path: Path) -> None:
    stats.page.save_to(str(tmp_path / "nowhere" / "figures.csv"))
    assert "could not be written" in stats.told[0]


def test_ctrl_e_asks_where_to_save(stats: PageHost, qtbot: QtBot) -> None:
    press(Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    (dialog,) = stats.findChildren(QFileDialog)
    assert dialog.nameFilters() == ["Table (CSV) (*.csv)", "Picture (PNG) (*.png)"]
    dialog.reject()


# Eyes, hands and ears


def test_everything_has_a_name_and_is_reached_by_tab(stats: PageHost) -> None:
    controls = [each for each in acting(stats) if each.focusPolicy() is not Qt.FocusPolicy.NoFocus]
    assert [each for each in controls if not each.accessibleName()] == []
    reached: set[QWidget | None] = set()
    for _ in range(60):
        focused = QApplication.focusWidget()
        assert focused is not None
        reached |= {focused, focused.parentWidget()}
        press(Qt.Key.Key_Tab)
    by_arrows = [each for each in controls if isinstance(each, QAbstractButton) and each.isCheckable()]
    missed = [each.accessibleName() for each in controls if each not in reached and each not in by_arrows]
    assert missed == []


def test_tab_brings_what_it_reaches_into_sight(stats: PageHost) -> None:
    for _ in range(20):
        press(Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        assert focused is not None
        corner = focused.mapTo(stats, QPoint(0, 0))
        assert -1 <= corner.y() < stats.height(), focused.accessibleName()


def test_a_chart_gives_way_to_its_table(stats: PageHost) -> None:
    assert not table(stats, "Days played").isVisible()
    named(stats, QAbstractButton, "Days played: table").click()
    assert table(stats, "Days played").isVisible()
    assert not stats.findChildren(CalendarPlot)[0].isVisible()


@pytest.mark.parametrize("text_scale", [1.0, 1.5])
def test_nothing_is_cut_in_any_size_theme_and_text_size(stats: PageHost, qapp: QApplication, text_scale: float) -> None:
    schemes: tuple[theme.Scheme, ...] = ("light", "dark")
    for scheme, size in product(schemes, SIZES):
        theme.apply(qapp, scheme, text_scale=text_scale)
        stats.show_at(*size)
        assert_nothing_cut(stats)
        plot = stats.findChildren(LinesPlot)[0]
        assert plot.backgroundBrush().color() == theme.colour("surface")


def test_foreign_letters_and_markup_stay_text(qtbot: QtBot, bank: Bank, lobby: Lobby, house: House) -> None:
    odd = [question(number, prompt=f"{HANGUL} &amp; {number}?") for number in range(1, 12)]
    info = {"categories": (Category("cast", HANGUL), Category("plot", "W" * 80))}
    bank.packs.load(a_pack(0, *odd, **info), "digest 2")
    lobby.refresh_pack()
    lobby.add_player(HANGUL, 16)
    play_days(house, lobby, [4, 4])
    stats = show_stats(qtbot, bank, lobby, house)
    assert rows(stats, "Right answers by group")[1][0] == HANGUL
    assert all(HANGUL in line[0] for line in rows(stats, "Questions")[1:])
    assert_nothing_cut(stats)


def test_esc_goes_back_to_the_lanes(stats: PageHost, qtbot: QtBot) -> None:
    for name in ("Questions", "Right answers by group"):
        table(stats, name).setFocus()
        with qtbot.waitSignal(stats.page.home_requested):
            press(Qt.Key.Key_Escape)


def test_the_window_opens_the_page_from_its_rail_and_practises_from_there(
    qtbot: QtBot, bank: Bank, lobby: Lobby, house: House, tmp_path: Path
) -> None:
    play_days(house, lobby, [6, 6, 6, 6])
    window = MainWindow(SettingsFile(tmp_path / "settings.toml"), tmp_path)
    qtbot.addWidget(window)
    window.resize(1200, 800)
    window.show()
    window.set_figures(lambda: Figures(bank, house.time.clock()))
    window.begin(lobby)

    named(window, QAbstractButton, "Statistics").click()

    page: Any = window._page("stats")
    assert "in 4 rounds" in texts(page)
    qtbot.waitUntil(lambda: page.is_filled)
    hardest = rows(page, "Questions")[1:]
    named(page, QAbstractButton, f"Practise these {len(hardest)}").click()
    play: Any = window._page("round")
    assert window._current_name == "round"
    assert sorted(each.question.prompt for each in play._play.round.drawn) == sorted(line[0] for line in hardest)


def test_the_charts_are_not_imported_before_the_page_opens(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from quizapp import app; from quizapp.paths import Paths\n"
        "from quizapp.ui.application import make_application\n"
        f"program = app.Program(Paths(Path({str(tmp_path)!r})), make_application(['quizapp']))\n"
        "program.show(); program.open_bank(); lobby = program.window.lobby; lobby.add_player('BlueBird', 16)\n"
        "program.window._show_page('home'); print('pyqtgraph' in sys.modules, 'numpy' in sys.modules)\n"
        "program.window._show_page('stats'); page = program.window._page('stats')\n"
        "while not page.is_filled: program._application.processEvents()\n"
        "print('pyqtgraph' in sys.modules); program.close_bank()"
    )
    root = Path(__file__).resolve().parents[2]
    run = subprocess.run(
        [sys.executable, "-c", code],
        cwd=root,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert run.stdout.split() == ["False", "False", "False"], run.stderr
