"""History, merging and conflicts: versions are seen field by field before one of them stays."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QRadioButton
from pytestqt.qtbot import QtBot

from quizapp.errors import BankError
from quizapp.ui.application import load_translation
from quizapp.ui.common.labels import PlainLabel
from quizapp.ui.common.notice import Notice
from quizapp.ui.editor.conflict_dialog import ConflictDialog
from quizapp.ui.editor.difference_list import DifferenceList
from quizapp.ui.editor.editor_dialog import EditorDialog
from quizapp.ui.editor.history_dialog import HistoryDialog
from quizapp.ui.editor.merge_dialog import QUESTIONS_MAX, MergeDialog
from quizapp.ui.editor.two_line_list import TwoLineList
from tests.ui.editor.dialogs_rig import heard, opened
from tests.ui.editor.fake_author_dialogs import OTHER, PACK, FakeAuthor, draft, history_of_three, many, stored
from tests.ui.fakes import DISK_FULL
from tests.ui.page_host import named, press
from tests.ui.painted import still_theme


@pytest.fixture(autouse=True)
def still(qapp: QApplication) -> Iterator[None]:
    load_translation(qapp)
    with still_theme(qapp):
        yield


@pytest.fixture
def author() -> FakeAuthor:
    made = many(3)
    made.revisions = history_of_three()
    return made


def shown(dialog: EditorDialog, place: int = 0) -> dict[str, tuple[tuple[str, str], ...]]:
    return dict(dialog.findChildren(DifferenceList)[place].rows())


def told(dialog: EditorDialog) -> list[str]:
    return [each.accessibleName() for each in dialog.findChildren(Notice) if each.isVisible()]


# History


@pytest.fixture
def history(qtbot: QtBot, author: FakeAuthor) -> HistoryDialog:
    return opened(qtbot, HistoryDialog(author, "q1"))  # pyright: ignore[reportArgumentType]


def test_the_newest_change_stands_first(history: HistoryDialog) -> None:
    rows = history.findChildren(TwoLineList)[0]
    texts = [rows.item(row).text().split("\n") for row in range(rows.count())]

    assert [first for first, _ in texts] == ["Retired", "Changed", "Came with the pack"]
    assert [second.split(" · ")[1] for _, second in texts] == ["author", "author", "run-on 1.2.0"]
    assert shown(history) == {"State": (("In play", "removed"), ("Retired", "added"))}
    assert not named(history, QAbstractButton, "Back to this version").isEnabled()


def test_differences_field_by_field(history: HistoryDialog) -> None:
    press(Qt.Key.Key_Down)

    fields = shown(history)
    assert list(fields) == ["Prompt", "Hint", "Tags"]
    assert ("Director ", "added") in fields["Prompt"]

    press(Qt.Key.Key_Down)
    assert shown(history)["Prompt"] == (("What does Seon-gyeom point at Han?", "same"),)


def test_back_to_a_version_by_keyboard(history: HistoryDialog, author: FakeAuthor) -> None:
    heard_of = heard(history)
    press(Qt.Key.Key_End)
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    assert author.done == [("back_to", "q1", 1)]
    assert heard_of == [("q1",)]
    rows = history.findChildren(TwoLineList)[0]
    assert (rows.count(), rows.currentRow()) == (4, 0)
    assert told(history)[0].startswith("The question is as it was")


def test_categories_have_their_titles(history: HistoryDialog) -> None:
    press(Qt.Key.Key_End)

    assert shown(history)["Category"] == (("Plot", "same"),)


def test_a_moved_question_says_from_which_pack_to_which(qtbot: QtBot, author: FakeAuthor) -> None:
    newest = author.revisions[0]
    author.revisions[0] = replace(newest, after=newest.before, pack_before="run-on", pack_after="extra")
    history = opened(qtbot, HistoryDialog(author, "q1"))  # pyright: ignore[reportArgumentType]

    rows = history.findChildren(TwoLineList)[0]
    assert rows.item(0).text().startswith("Moved to another pack")
    (field, pieces), *others = shown(history).items()
    assert (field, others) == ("Pack", [])
    assert "".join(text for text, change in pieces if change != "added").strip() == "Run On"
    assert "".join(text for text, change in pieces if change != "removed").strip() == "Extra <b>pack</b>"


def test_what_was_typed_in_one_go_is_one_change(qtbot: QtBot, author: FakeAuthor) -> None:
    binned, edited, loaded = author.revisions
    assert edited.after is not None
    half = replace(edited.after, question=replace(edited.after.question, prompt="What does Seon-gy"))
    author.revisions = [
        replace(binned, revision=4),
        replace(edited, revision=3, before=half, change_id=7),
        replace(edited, revision=2, after=half, change_id=7),
        loaded,
    ]
    history = opened(qtbot, HistoryDialog(author, "q1"))  # pyright: ignore[reportArgumentType]

    assert history.findChildren(TwoLineList)[0].count() == 3
    press(Qt.Key.Key_Down)
    assert list(shown(history)) == ["Prompt", "Hint", "Tags"]
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert author.done == [("back_to", "q1", 3)], "to what it was when all had been typed"


def test_going_back_to_what_it_is_already_says_so_and_tells_nobody(history: HistoryDialog, author: FakeAuthor) -> None:
    author.back_to("q1", 2)
    history.refresh()
    heard_of = heard(history)

    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    assert told(history) == ["The question already is as it was then. It stays in the pack where it is now."]
    assert heard_of == []


def test_a_change_elsewhere_leaves_the_chosen_version_chosen(history: HistoryDialog, author: FakeAuthor) -> None:
    press(Qt.Key.Key_Down)
    author.back_to("q1", 1)

    history.refresh()

    assert history.findChildren(TwoLineList)[0].currentRow() == 2
    assert "Hint" in shown(history)


def test_a_version_that_cannot_be_read_is_said_to_be(qtbot: QtBot, author: FakeAuthor) -> None:
    author.revisions = [replace(each, after=None) for each in author.revisions]
    history = opened(qtbot, HistoryDialog(author, "q1"))  # pyright: ignore[reportArgumentType]

    press(Qt.Key.Key_Down)

    assert shown(history) == {}
    assert not named(history, QAbstractButton, "Back to this version").isEnabled()


def test_going_back_can_fail(history: HistoryDialog, author: FakeAuthor) -> None:
    press(Qt.Key.Key_Down)
    author.fails = BankError(DISK_FULL)
    named(history, QAbstractButton, "Back to this version").click()

    assert told(history) == [DISK_FULL]
    assert history.findChildren(TwoLineList)[0].currentRow() == 1


# Merge


def act(dialog: EditorDialog) -> QAbstractButton:
    return next(each for each in dialog.findChildren(QAbstractButton) if each.accessibleName().startswith("Merge"))


def test_the_others_go_into_the_one_that_is_kept(qtbot: QtBot, author: FakeAuthor) -> None:
    dialog = opened(qtbot, MergeDialog(author, ["q1", "q2", "q3"]))  # pyright: ignore[reportArgumentType]
    heard_of = heard(dialog)
    assert "2" in act(dialog).accessibleName()
    assert shown(dialog, 0)["Prompt"] == (("Whom does Sun-gyeom meet in scene 1?", "same"),)
    assert ("2", "other") in shown(dialog, 1)["Prompt"]

    assert shown(dialog, 0)["Category"] == (("Plot", "same"),)

    press(Qt.Key.Key_Right)  # the first of the choices has the focus
    assert named(dialog, QRadioButton, "Keep question B").isChecked()
    assert ("1", "other") in shown(dialog, 0)["Prompt"]
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    assert author.done == [("merge", "q2", ("q1", "q3"))]
    assert heard_of == [("q2", "q1", "q3")]
    assert not dialog.isVisible()


@pytest.mark.parametrize("uids", [[], ["q1"], ["q1", "q1"], ["q1", "gone"]])
def test_one_question_cannot_be_merged(qtbot: QtBot, author: FakeAuthor, uids: list[str]) -> None:
    dialog = opened(qtbot, MergeDialog(author, uids))  # pyright: ignore[reportArgumentType]

    assert told(dialog) == ["Choose at least two questions in the table to merge them."]
    assert not act(dialog).isEnabled()


def test_only_so_many_at_once(qtbot: QtBot) -> None:
    author = many(QUESTIONS_MAX + 5)
    dialog = opened(qtbot, MergeDialog(author, list(author.questions)))  # pyright: ignore[reportArgumentType]

    assert told(dialog) == ["At most 12 questions can be merged at once; these are the first of 17."]
    act(dialog).click()
    assert len(author.done[0][2]) == QUESTIONS_MAX - 1


def test_a_merge_that_fails_leaves_the_window_open(qtbot: QtBot, author: FakeAuthor) -> None:
    dialog = opened(qtbot, MergeDialog(author, ["q1", "q2"]))  # pyright: ignore[reportArgumentType]
    author.fails = BankError(DISK_FULL)
    act(dialog).click()

    assert told(dialog) == [DISK_FULL]
    assert dialog.isVisible()


# Conflict


def conflict(qtbot: QtBot) -> tuple[ConflictDialog, list[object]]:
    mine, theirs = draft("q1", "Who?"), stored(draft("q1", "Whom?", hint="Toy"), revision=7)
    dialog = opened(qtbot, ConflictDialog(mine, theirs, PACK))
    decided: list[object] = []
    dialog.mine_kept.connect(lambda *values: decided.append(values))
    dialog.theirs_taken.connect(decided.append)
    return dialog, decided


def test_a_key_that_was_meant_for_the_form_decides_nothing(qtbot: QtBot) -> None:
    dialog, decided = conflict(qtbot)
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_Return)
    assert decided == []
    assert dialog.isVisible()


def test_both_versions_are_seen(qtbot: QtBot) -> None:
    dialog, _ = conflict(qtbot)

    assert shown(dialog, 0)["Prompt"] == (("Who", "other"), ("?", "same"))
    assert shown(dialog, 1)["Prompt"] == (("Whom", "other"), ("?", "same"))
    assert shown(dialog, 0)["Hint"] == (("(empty)", "other"),)
    assert shown(dialog, 0)["Category"] == (("Plot", "same"),)


def test_a_move_to_another_pack_is_told_where_the_texts_are_the_same(qtbot: QtBot) -> None:
    theirs = replace(stored(draft("q1", "Who?"), revision=7), pack_id=OTHER.id)
    dialog = opened(qtbot, ConflictDialog(draft("q1", "Who?"), theirs, PACK))
    about = [each.text() for each in dialog.findChildren(PlainLabel) if "moved to another pack" in each.text()]
    assert len(about) == 1


def test_mine_is_kept_as_made_from_their_revision(qtbot: QtBot) -> None:
    dialog, decided = conflict(qtbot)
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    assert decided == [(draft("q1", "Who?"), 7)]
    assert not dialog.isVisible()


def test_theirs_is_taken(qtbot: QtBot) -> None:
    dialog, decided = conflict(qtbot)
    named(dialog, QAbstractButton, "Take theirs").click()

    assert decided == [stored(draft("q1", "Whom?", hint="Toy"), revision=7)]


def test_to_close_decides_nothing(qtbot: QtBot) -> None:
    _, decided = conflict(qtbot)
    press(Qt.Key.Key_Escape)

    assert decided == []
