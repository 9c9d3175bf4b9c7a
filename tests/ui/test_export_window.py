"""What the export window promises: all that a format cannot hold is said before anything is written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, cast

import pytest
from PySide6.QtWidgets import QApplication, QComboBox, QWidget
from pytestqt.qtbot import QtBot

from quizapp.errors import QuizError, sentence
from quizapp.game.draft import Problem, Severity
from quizapp.game.question import PackInfo
from quizapp.transfer.exporting import Export, ExportFormat
from quizapp.ui import theme
from quizapp.ui.background import TaskRunner
from quizapp.ui.common.buttons import MainButton
from quizapp.ui.editor.two_line_list import TwoLineList
from quizapp.ui.exports.export_choice import Wanted
from quizapp.ui.exports.export_window import ExportWindow
from tests.ui.editor.dialogs_rig import opened
from tests.ui.page_host import acting, assert_nothing_cut, named
from tests.ui.painted import still_theme

pytestmark = pytest.mark.qt_log_ignore("does not support raise", extend=True)
OWN = ExportFormat("quizpack", "Run On Quiz pack (one file)", "quizpack")
AIKEN = ExportFormat("aiken", "Aiken", "aiken")
PACKS = (PackInfo("run-on", "Run On 런온", "1"), PackInfo("other", "Fish & chips <b>", "1"))


class FakeTransfer:
    """Two packs of 20 questions. Aiken leaves every tenth out and loses the hints of the rest."""

    def __init__(self) -> None:
        self.written: list[tuple[Export, Path]] = []
        self.planned: list[tuple[tuple[str, ...], str]] = []
        self.fails = False

    def packs(self) -> tuple[PackInfo, ...]:
        return PACKS

    def formats(self) -> tuple[ExportFormat, ...]:
        return OWN, AIKEN

    def uids_of_pack(self, pack_id: str) -> tuple[str, ...]:
        return tuple(f"{pack_id}/{number}" for number in range(20))

    def uids_found(self, search: str) -> tuple[str, ...]:
        return (f"{search}/1", f"{search}/2", f"{search}/3")

    def prompts(self, uids: Sequence[str]) -> dict[str, str]:
        return {uid: f"Who is {uid}?" for uid in uids}

    def plan_export(self, uids: Sequence[str], format_id: str) -> Export:
        self.planned.append((tuple(uids), format_id))
        if not uids:
            raise QuizError("There is no question to export.")
        if format_id == "quizpack":
            return Export(OWN, {"run-on.quizpack": b"zip"}, len(uids), ())
        left = [Problem(Severity.ERROR, "kind", sentence("Aiken holds no pairs"), uid) for uid in uids[::10]]
        kept = [uid for uid in uids if uid not in {each.uid for each in left}]
        lost = [Problem(Severity.WARNING, "hint", sentence("the hint is left out"), uid) for uid in kept]
        return Export(AIKEN, {"run-on.aiken": b"text"}, len(kept), (*lost, *left))

    def write(self, export: Export, to: Path) -> None:
        if self.fails:
            raise QuizError("{path} could not be written (disk full).", path=to)
        self.written.append((export, to))


@pytest.fixture(autouse=True)
def still(qapp: QApplication) -> Iterator[None]:
    with still_theme(qapp):
        yield


@pytest.fixture
def transfer() -> FakeTransfer:
    return FakeTransfer()


class Rig:
    """An open window, and hands on it."""

    def __init__(self, qtbot: QtBot, transfer: FakeTransfer, wanted: Wanted) -> None:
        self._qtbot = qtbot
        self.tasks = TaskRunner()
        self.window = opened(qtbot, ExportWindow(cast(Any, transfer), self.tasks, wanted))
        self.settle()

    def settle(self) -> None:
        """Waits until what would be written is known, or why nothing can be."""
        self._qtbot.waitUntil(lambda: self.window._planning is None)

    def choose(self, box_name: str, entry: str) -> None:
        box = named(self.window, QComboBox, box_name)
        box.setCurrentText(entry)
        assert box.currentText() == entry
        self.settle()

    def entries(self) -> list[str]:
        box = named(self.window, QComboBox, "Questions")
        return [box.itemText(at) for at in range(box.count())]

    def losses(self) -> list[str]:
        found = self.window.findChildren(TwoLineList)[0]
        return [found.item(row).text() for row in range(found.count())]

    def button(self) -> MainButton:
        return self.window.findChildren(MainButton)[0]


@pytest.fixture
def rig(qtbot: QtBot, transfer: FakeTransfer) -> Iterator[Rig]:
    made = Rig(qtbot, transfer, Wanted("tag:track", ("a/1", "a/2"), "run-on"))
    yield made
    made.tasks.shut_down()


def test_packs_the_search_and_the_selection_can_be_chosen(rig: Rig) -> None:
    assert rig.entries() == [
        "The pack “Run On 런온”",
        "The pack “Fish & chips <b>”",
        "The 2 questions selected",
        "What “tag:track” finds",
    ]


def test_from_the_editor_the_selection_comes_first_then_the_search(qtbot: QtBot, transfer: FakeTransfer) -> None:
    made = Rig(qtbot, transfer, Wanted("tag:track", ("a/1", "a/2")))
    assert made.entries()[:2] == ["The 2 questions selected", "What “tag:track” finds"]
    assert transfer.planned[-1] == (("a/1", "a/2"), "quizpack")
    made.choose("Questions", "What “tag:track” finds")
    assert transfer.planned[-1][0] == ("tag:track/1", "tag:track/2", "tag:track/3")
    made.tasks.shut_down()


def test_one_question_that_happens_to_be_selected_is_not_offered(qtbot: QtBot, transfer: FakeTransfer) -> None:
    made = Rig(qtbot, transfer, Wanted("", ("a/1",)))
    assert made.entries()[0] == "The pack “Run On 런온”"
    made.tasks.shut_down()


def test_a_format_that_holds_everything_says_so(rig: Rig) -> None:
    assert rig.window._losses._heading.text() == "The format holds everything."
    assert rig.button().plain_text().startswith("Export 20 ")
    assert rig.losses() == []


def test_each_question_that_is_left_out_or_loses_something_is_listed_before_writing(
    rig: Rig, transfer: FakeTransfer
) -> None:
    rig.choose("Format", "Aiken")
    assert rig.losses()[0] == "Who is run-on/0?\nNot in the file: Aiken holds no pairs"
    assert rig.losses()[2] == "Who is run-on/1?\nHint: the hint is left out"
    assert len(rig.losses()) == 20
    assert rig.button().plain_text() == "Export 18 of 20 questions"
    assert not transfer.written


def test_what_is_written_is_what_was_shown_and_where_it_is_is_said(
    rig: Rig, transfer: FakeTransfer, qtbot: QtBot, tmp_path: Path
) -> None:
    rig.choose("Format", "Aiken")
    rig.window.write_to(str(tmp_path / "x.aiken"))
    qtbot.waitUntil(lambda: bool(transfer.written) and rig.button().isEnabled())
    export, place = transfer.written[0]
    assert (export.question_count, place) == (18, tmp_path / "x.aiken")
    said = rig.window._notice.accessibleName()
    assert "18 " in said
    assert str(tmp_path / "x.aiken") in said
    assert any("Open folder" in each.accessibleName() for each in acting(rig.window))


def test_a_file_that_cannot_be_written_is_told_and_can_be_tried_again(
    rig: Rig, transfer: FakeTransfer, qtbot: QtBot, tmp_path: Path
) -> None:
    transfer.fails = True
    rig.window.write_to(str(tmp_path / "x.quizpack"))
    qtbot.waitUntil(rig.window._notice.isVisible)
    assert "disk full" in rig.window._notice.accessibleName()
    qtbot.waitUntil(rig.button().isEnabled)


def test_nothing_to_export_is_a_sentence_and_no_button(qtbot: QtBot, transfer: FakeTransfer) -> None:
    transfer.uids_found = lambda search: ()  # type: ignore[method-assign]
    made = Rig(qtbot, transfer, Wanted("nothing"))
    assert "no question to export" in made.window._notice.accessibleName()
    assert not made.button().isEnabled()
    made.tasks.shut_down()


def test_the_last_choice_counts_however_fast_they_follow(rig: Rig) -> None:
    formats = named(rig.window, QComboBox, "Format")
    for _ in range(5):
        formats.setCurrentText("Aiken")
        formats.setCurrentText(OWN.title)
    formats.setCurrentText("Aiken")
    rig.settle()
    assert rig.button().plain_text() == "Export 18 of 20 questions"


def test_questions_changed_elsewhere_are_looked_at_again_once_the_window_is(
    rig: Rig, transfer: FakeTransfer, qtbot: QtBot
) -> None:
    other = QWidget()
    qtbot.addWidget(other)
    other.show()
    other.activateWindow()
    qtbot.waitUntil(other.isActiveWindow)
    looked = len(transfer.planned)
    rig.window.refresh()
    rig.window.refresh()
    assert rig.window._planning is None
    rig.window.activateWindow()
    qtbot.waitUntil(lambda: len(transfer.planned) > looked)
    rig.settle()
    assert len(transfer.planned) == looked + 1


def test_a_window_closed_while_it_looks_harms_nothing(rig: Rig, qtbot: QtBot) -> None:
    named(rig.window, QComboBox, "Format").setCurrentText("Aiken")
    rig.window.close()
    qtbot.wait(50)


def test_a_very_long_list_ends_with_how_many_follow(rig: Rig) -> None:
    problems = [Problem(Severity.ERROR, "kind", sentence("no"), f"q/{number}") for number in range(2_500)]
    rig.window._losses.show_losses(problems, {})
    assert len(rig.losses()) == 2_001
    assert rig.losses()[-1].startswith("and 500 more")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_it_fits_in_both_themes_at_any_text_size(rig: Rig, qapp: QApplication, scheme: Any, scale: float) -> None:
    theme.apply(qapp, scheme, text_scale=scale)
    rig.choose("Format", "Aiken")
    assert_nothing_cut(rig.window)
    assert all(each.accessibleName() for each in acting(rig.window))


def test_what_the_pack_loses_is_told_first_and_is_no_question(rig: Rig) -> None:
    of_pack = Problem(Severity.WARNING, "names", sentence("no names"))
    rig.window._losses.show_losses([Problem(Severity.WARNING, "hint", sentence("no hint"), "q/1"), of_pack], {})
    assert rig.losses() == ["All of the file\nLoses something: no names", "q/1\nHint: no hint"]
    assert rig.window._losses._heading.text() == "1 question will lose something."
    rig.window._losses.show_losses([of_pack], {})
    assert rig.window._losses._heading.text() == "Something of the pack will not be in the file."
    assert len(rig.losses()) == 1
