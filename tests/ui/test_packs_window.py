"""What the window of packs promises: it shows what is known of each, and does nothing that cannot be taken back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from quizapp.errors import QuizError, sentence
from quizapp.game.edits import Changed, Settled
from quizapp.game.question import PackInfo
from quizapp.game.shelf import ShelvedPack
from quizapp.game.stored import Conflict
from quizapp.ui import theme
from quizapp.ui.common.buttons import MainButton, PlainButton
from quizapp.ui.editor.two_line_list import TwoLineList
from quizapp.ui.packs.conflicts_dialog import ConflictsDialog
from quizapp.ui.packs.description_dialog import DescriptionDialog
from quizapp.ui.packs.packs_window import PacksWindow
from tests.ui.editor.dialogs_rig import opened
from tests.ui.editor.fake_author import draft
from tests.ui.page_host import acting, assert_nothing_cut, named, press
from tests.ui.painted import still_theme

pytestmark = pytest.mark.qt_log_ignore("does not support raise", extend=True)
RUN_ON = PackInfo("run-on", "Run On 런온", "2026.11.1", "ko", 16, ("Kim", "Park"), "CC BY-SA 4.0")
ARABIC = PackInfo("cities", "أسئلة عامة عن المدن", "1")
MARKUP = PackInfo("markup", "<b>Fish & chips</b> " + "and-a-very-long-word" * 20, "3", licence="MIT")


class FakeShelf:
    """Three packs; what is done with them is noted."""

    def __init__(self) -> None:
        self.packs = [ShelvedPack(RUN_ON, 359, True), ShelvedPack(ARABIC, 40, False), ShelvedPack(MARKUP, 0, False)]
        self.described: list[PackInfo] = []
        self.refuses = False
        self.open_conflicts: list[Conflict] = []
        self.decided: list[tuple[str, bool]] = []
        self.says_the_same = False

    def all(self) -> tuple[ShelvedPack, ...]:
        return tuple(self.packs)

    def describe(self, info: PackInfo) -> Changed:
        if self.refuses:
            raise QuizError("The disk is full. Nothing was changed; free some space and try again.")
        self.described.append(info)
        self.packs = [replace(each, info=info) if each.info.id == info.id else each for each in self.packs]
        return Changed(1, sentence("Describing"), ())

    def conflicts(self, pack_id: str) -> tuple[Conflict, ...]:
        return tuple(self.open_conflicts) if pack_id == "run-on" else ()

    def settle(self, conflicts: Sequence[Conflict], *, take_theirs: bool) -> Settled:
        if self.refuses:
            raise QuizError("The disk is full. Nothing was changed; free some space and try again.")
        decided = [each for each in self.open_conflicts if each in conflicts]
        waiting = {each.uid for each in self.open_conflicts}
        left = tuple(each.uid for each in conflicts if each not in decided and each.uid in waiting)
        self.decided += [(each.uid, take_theirs) for each in decided]
        self.open_conflicts = [each for each in self.open_conflicts if each not in decided]
        self.packs[0] = replace(self.packs[0], conflict_count=len(self.open_conflicts))
        step = 3 if take_theirs and decided and not self.says_the_same else 0
        return Settled(Changed(step, sentence("Deciding"), ()), tuple(each.uid for each in decided), left)

    def remove(self, pack_id: str) -> Changed:
        if self.refuses:
            raise QuizError("The disk is full. Nothing was changed; free some space and try again.")
        self.packs = [each for each in self.packs if each.info.id != pack_id]
        return Changed(2, sentence("Removing"), ())


@pytest.fixture(autouse=True)
def still(qapp: QApplication) -> Iterator[None]:
    with still_theme(qapp):
        yield


@pytest.fixture
def shelf() -> FakeShelf:
    return FakeShelf()


@pytest.fixture
def window(qtbot: QtBot, shelf: FakeShelf) -> PacksWindow:
    return opened(qtbot, PacksWindow(cast(Any, shelf)))


def conflict(number: int, theirs: str | None) -> Conflict:
    """A question that was changed here, and what its pack says now."""
    ours = draft(number, f"Ours {number}? <b>&</b> 런온")
    return Conflict(ours.uid, "2026.12", ours, replace(ours, prompt=theirs) if theirs is not None else None)


@pytest.fixture
def in_conflict(qtbot: QtBot, shelf: FakeShelf) -> PacksWindow:
    """The window of packs, one of which has three questions to be decided about."""
    shelf.open_conflicts = [conflict(1, "Theirs?"), conflict(2, None), conflict(3, "Theirs too?")]
    shelf.packs = [*reversed(shelf.packs[1:]), replace(shelf.packs[0], conflict_count=3)][::-1]
    return opened(qtbot, PacksWindow(cast(Any, shelf)))


@pytest.fixture
def undecided(in_conflict: PacksWindow) -> ConflictsDialog:
    """The window of decisions that it opens."""
    named(in_conflict, PlainButton, "Decide…").click()
    return in_conflict.findChildren(ConflictsDialog)[0]


def details(dialog: ConflictsDialog) -> str:
    return named(dialog, QPlainTextEdit, "What differs").toPlainText()


def rows(window: QWidget) -> list[str]:
    found = window.findChildren(TwoLineList)[0]
    return [found.item(row).text() for row in range(found.count())]


def question_of(window: PacksWindow) -> QDialog:
    return next(each for each in window.findChildren(QDialog) if each.isVisible())


def test_every_pack_has_its_questions_version_and_whether_it_was_edited(window: PacksWindow) -> None:
    first, second, _ = rows(window)
    assert first.startswith("Run On 런온\n359 ")
    assert "version 2026.11.1" in first
    assert "edited here" in first
    assert "edited here" not in second


def test_a_pack_without_conflicts_says_nothing_of_them(window: PacksWindow) -> None:
    assert not window._conflicts.isVisible()
    assert "to decide" not in "".join(rows(window))


def test_a_pack_with_conflicts_is_shown_first_and_says_how_many_wait(qtbot: QtBot, shelf: FakeShelf) -> None:
    shelf.packs = [*shelf.packs[1:], replace(shelf.packs[0], conflict_count=3)]
    window = opened(qtbot, PacksWindow(cast(Any, shelf)))
    assert rows(window)[2].endswith("3 to decide")
    assert window._list.currentRow() == 2
    assert window._conflicts.accessibleName().startswith("3 question")
    assert "changed both by you and by the pack" in window._conflicts.accessibleName()
    assert_nothing_cut(window)


def test_conflicts_are_decided_one_by_one(undecided: ConflictsDialog, shelf: FakeShelf) -> None:
    told: list[object] = []
    undecided.changed.connect(told.append)
    assert "Ours 1? <b>&</b> 런온" in details(undecided)
    assert "Theirs?" in details(undecided)
    press(Qt.Key.Key_Down)
    assert "does not hold it any more" in rows(undecided)[1]
    named(undecided, PlainButton, "Keep ours").click()
    assert "Theirs too?" in details(undecided), "the next one is there to decide about"
    named(undecided, PlainButton, "Take the pack’s").click()
    assert shelf.decided == [("run-on/plot-0002", False), ("run-on/plot-0003", True)]
    assert rows(undecided) == [rows(undecided)[0]]
    assert len(told) == 2
    assert_nothing_cut(undecided)


@pytest.mark.parametrize(("button", "theirs"), [("Take all of the pack’s", True), ("Keep all of ours", False)])
def test_conflicts_are_decided_all_at_once(
    in_conflict: PacksWindow, undecided: ConflictsDialog, shelf: FakeShelf, button: str, theirs: bool
) -> None:
    named(undecided, PlainButton, button).click()
    assert [each for _, each in shelf.decided] == [theirs] * 3
    assert not undecided.isVisible()
    assert not in_conflict._conflicts.isVisible()


def test_a_decision_that_cannot_be_written_is_told_and_stays_open(undecided: ConflictsDialog, shelf: FakeShelf) -> None:
    shelf.refuses = True
    named(undecided, PlainButton, "Take all of the pack’s").click()
    assert "The disk is full" in undecided._notice.accessibleName()
    assert len(rows(undecided)) == 3


def told(dialog: ConflictsDialog) -> str:
    return dialog._notice.accessibleName() if dialog._notice.isVisible() else ""


def test_what_got_a_newer_version_meanwhile_is_shown_anew_and_not_decided(
    undecided: ConflictsDialog, shelf: FakeShelf
) -> None:
    shelf.open_conflicts[0] = conflict(1, "Theirs, later?")
    named(undecided, PlainButton, "Take the pack’s").click()
    assert shelf.decided == []
    assert told(undecided).startswith("1 question")
    assert "newer version meanwhile" in told(undecided)
    assert "look at it again" in told(undecided)
    assert "Undo" not in told(undecided), "nothing was written"
    assert "Theirs, later?" in details(undecided)
    assert_nothing_cut(undecided)
    named(undecided, PlainButton, "Take the pack’s").click()
    assert shelf.decided == [("run-on/plot-0001", True)]
    assert "newer version" not in told(undecided)


def test_of_several_it_is_told_how_many_were_decided_and_how_many_were_not(
    in_conflict: PacksWindow, undecided: ConflictsDialog, shelf: FakeShelf
) -> None:
    shelf.open_conflicts[0] = conflict(1, "Theirs, later?")
    named(undecided, PlainButton, "Take all of the pack’s").click()
    assert undecided.isVisible()
    assert len(rows(undecided)) == 1
    first, second = told(undecided).split(" Undo in the editor brings yours back. ")
    assert first.startswith("2 questions are as the pack has them")
    assert second.startswith("1 question")


def test_what_another_window_has_decided_is_not_counted_as_done(
    in_conflict: PacksWindow, undecided: ConflictsDialog, shelf: FakeShelf
) -> None:
    shelf.open_conflicts = []
    named(undecided, PlainButton, "Take all of the pack’s").click()
    assert not undecided.isVisible()
    assert in_conflict._notice.accessibleName() == "This was decided elsewhere meanwhile, so nothing was changed."


def test_undo_is_not_promised_where_nothing_was_written(undecided: ConflictsDialog, shelf: FakeShelf) -> None:
    shelf.says_the_same = True
    named(undecided, PlainButton, "Take the pack’s").click()
    assert "said the same as the pack already" in told(undecided)
    assert "Undo" not in told(undecided)


def test_every_control_of_the_decision_has_a_name(undecided: ConflictsDialog) -> None:
    assert all(control.accessibleName() for control in acting(undecided))


def test_what_is_known_of_the_chosen_pack_is_shown_and_nothing_empty(window: PacksWindow) -> None:
    facts = [label.accessibleName() for label in window._facts._texts.values() if label.isVisible()]
    assert facts == [
        "Questions: 359",
        "Version: 2026.11.1, edited here",
        "Authors: Kim, Park",
        "Licence: CC BY-SA 4.0",
        "Language: Korean",
        "Episodes: 16",
        "Id: run-on",
    ]
    window.choose("cities")
    facts = [label.accessibleName() for label in window._facts._texts.values() if label.isVisible()]
    assert facts == ["Questions: 40", "Version: 1", "Language: English", "Id: cities"]


def test_a_pack_is_played_by_enter_and_by_the_button(window: PacksWindow) -> None:
    asked: list[str] = []
    window.play_requested.connect(asked.append)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    named(window, MainButton, "Play this pack").click()
    assert asked == ["cities", "cities"]


def test_export_and_update_name_the_pack(window: PacksWindow) -> None:
    asked: list[object] = []
    window.export_requested.connect(asked.append)
    window.update_requested.connect(lambda paths, pack_id: asked.append((paths, pack_id)))
    named(window, PlainButton, "Export…").click()
    window._request_update(["/a/new.quizpack"], "run-on")
    assert asked == ["run-on", (["/a/new.quizpack"], "run-on")]


def test_a_pack_is_removed_only_when_that_was_agreed_to(window: PacksWindow, shelf: FakeShelf) -> None:
    changed: list[object] = []
    window.changed.connect(changed.append)
    named(window, PlainButton, "Remove…").click()
    named(question_of(window), PlainButton, "Keep it").click()
    assert len(shelf.packs) == 3
    named(window, PlainButton, "Remove…").click()
    named(question_of(window), MainButton, "Remove the pack").click()
    assert [each.info.id for each in shelf.packs] == ["cities", "markup"]
    assert len(rows(window)) == 2
    assert len(changed) == 1


def test_the_last_pack_cannot_be_removed(window: PacksWindow, shelf: FakeShelf) -> None:
    shelf.packs = shelf.packs[:1]
    window.refresh()
    assert not named(window, PlainButton, "Remove…").isEnabled()


def test_a_removal_that_fails_says_why_and_changes_nothing(window: PacksWindow, shelf: FakeShelf) -> None:
    shelf.refuses = True
    named(window, PlainButton, "Remove…").click()
    named(question_of(window), MainButton, "Remove the pack").click()
    assert "disk is full" in window._notice.accessibleName()
    assert len(rows(window)) == 3


def test_looking_again_keeps_the_chosen_pack(window: PacksWindow, shelf: FakeShelf) -> None:
    window.choose("markup")
    shelf.packs.insert(0, ShelvedPack(PackInfo("a", "A", "1"), 1, False))
    window.refresh()
    chosen = window._chosen()
    assert chosen is not None
    assert chosen.info.id == "markup"


def test_a_description_is_changed_with_what_is_wrong_below_its_field(
    window: PacksWindow, shelf: FakeShelf, qtbot: QtBot
) -> None:
    named(window, PlainButton, "Edit description…").click()
    dialog = window.findChildren(DescriptionDialog)[0]
    title, authors = named(dialog, QLineEdit, "Title"), named(dialog, QLineEdit, "Authors")
    title.setText(" ")
    named(dialog, MainButton, "Save").click()
    assert dialog._boxes["title"].problem()
    assert not shelf.described
    title.setText("Run On, again")
    authors.setText("Kim; Lee, Jr.; Kim")
    named(dialog, MainButton, "Save").click()
    assert [(each.title, each.authors, each.episodes) for each in shelf.described] == [
        ("Run On, again", ("Kim", "Lee, Jr."), 16)
    ]
    assert rows(window)[0].startswith("Run On, again\n")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_long_and_foreign_titles_fit(window: PacksWindow, qapp: QApplication, scheme: Any, scale: float) -> None:
    theme.apply(qapp, scheme, text_scale=scale)
    for pack in ("run-on", "cities", "markup"):
        window.choose(pack)
        assert_nothing_cut(window)


def test_every_control_has_a_name(window: PacksWindow) -> None:
    assert all(each.accessibleName() for each in acting(window))
