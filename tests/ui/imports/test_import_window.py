"""From files to a report over a real bank: what is shown, what is written, and the ways back."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDialog, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from quizapp.bank.bank import Bank
from quizapp.game.mapping import Field
from quizapp.transfer.transfer import Transfer
from quizapp.ui.imports.fields_dialog import FieldsDialog
from quizapp.ui.imports.plan_model import Column

from ...author.conftest import Desk
from ...transfer.conftest import Write, imported, opentdb
from ...transfer.moments import a_zoo, packed
from ..page_host import named
from .import_rig import Rig, rig_with_bank

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def rig(qtbot: QtBot, transfer: Transfer, desk: Desk, bank: Bank) -> Rig:
    return rig_with_bank(qtbot, transfer, desk, bank)


def _prompts(bank: Bank, pack_id: str = "things") -> list[str]:
    return [each.question.prompt for each in bank.questions.of_pack(pack_id) if each.state == "live"]


def _combo(rig: Rig, name: str) -> QComboBox:
    return named(rig.window, QComboBox, name)


# The way of a new user


def test_a_file_is_read_looked_at_and_written_by_the_keyboard_alone(rig: Rig, bank: Bank, write: Write) -> None:
    rig.window.add_files([write(opentdb(8))])
    rig.key(Qt.Key.Key_Return)
    rig.wait_for("plan")
    assert "new pack “things”" in rig.window._head.words()
    assert bank.packs.all() == (), "nothing is written yet"
    rig.key(Qt.Key.Key_Return, CTRL)
    rig.wait_for("report")
    assert len(_prompts(bank)) == 8
    assert "8 added" in rig.window._list.result_words()
    rig.key(Qt.Key.Key_Return)
    assert not rig.window.isVisible()


def test_a_pack_and_other_files_come_one_after_the_other(rig: Rig, bank: Bank, write: Write) -> None:
    zoo = packed(write, a_zoo("1", *"ab"))
    rig.read(zoo, write(opentdb(8)), write(zoo.read_bytes(), "again.quizpack"))
    assert "afterwards “things.json”, “again.quizpack”" in rig.window._head.words()
    rig.press("Import 2 questions")
    rig.wait_for("report")
    rig.press("Go on to the next")
    rig.wait_for("plan")
    assert "new pack “things”" in rig.window._head.words()
    rig.press("Import 8 questions")
    rig.wait_for("report")
    rig.press("Go on to the next")
    rig.wait_for("plan")
    assert "pack “Zoo”" in rig.window._head.words()
    assert [len(_prompts(bank, info.id)) for info in bank.packs.all()] == [8, 2]


def test_what_holds_nothing_to_write_is_passed_over_for_the_next(rig: Rig, bank: Bank, write: Write) -> None:
    things = write(opentdb(8))
    imported(rig.window._transfer, things)
    rig.read(things, packed(write, a_zoo("1", *"ab")))
    rig.press("Go on to the next")
    rig.wait_for("plan")
    rig.press("Import 2 questions")
    rig.wait_for("report")
    rig.press("Done")
    assert not rig.window.isVisible()
    assert {info.id for info in bank.packs.all()} == {"things", "zoo"}


def test_a_published_pack_is_not_proposed_for_a_file_that_is_called_so(rig: Rig, bank: Bank, write: Write) -> None:
    bank.packs.load(a_zoo("1", *"ab"), "digest 1")
    rig.window._refresh_packs()
    rig.window.add_files([write(opentdb(2), "Zoo.json")])
    assert rig.window._choose.pack_id() is None


def test_the_pack_takes_its_title_from_the_file_or_from_whoever_imports(rig: Rig, bank: Bank, write: Write) -> None:
    rig.window.add_files([write(opentdb(2), "Odds and ends.json")])
    title = named(rig.window, QLineEdit, "Title of the new pack")
    assert title.text() == "Odds and ends"
    title.setFocus()
    title.selectAll()
    title.insert("My own")
    title.textEdited.emit("My own")
    rig.press("Read the files")
    rig.wait_for("plan")
    rig.press("Import 2")
    rig.wait_for("report")
    assert [pack.title for pack in bank.packs.all()] == ["My own"]


def test_a_pack_that_is_there_can_be_the_target(rig: Rig, transfer: Transfer, bank: Bank, write: Write) -> None:
    imported(transfer, write(opentdb(2)))
    rig.window.close()
    rig.window.bring_forward()
    rig.window.add_files([write(opentdb(2, first=10), "more.json")], "things")
    assert _combo(rig, "Put the questions into").currentText() == "things"
    assert not named(rig.window, QLineEdit, "Title of the new pack").isEnabled()
    rig.press("Read the files")
    rig.wait_for("plan")
    rig.press("Import 2")
    rig.wait_for("report")
    assert len(_prompts(bank)) == 4


def test_the_same_file_again_goes_into_its_pack_and_changes_nothing(
    rig: Rig, transfer: Transfer, bank: Bank, write: Write
) -> None:
    path = write(opentdb(4))
    imported(transfer, path)
    rig.window.close()
    rig.window.bring_forward()
    rig.read(path)
    assert rig.model.tally.same == 4
    assert not rig.window._foot.main.isEnabled()
    assert len(bank.packs.all()) == 1


def test_several_files_and_a_folder_say_of_each_question_where_it_stands(rig: Rig, write: Write) -> None:
    folder = write(opentdb(2), "one.json").parent
    write("::Q:: Who runs? {=Ki Seon-gyeom ~Oh Mi-joo}\n", "two.gift")
    write("nothing of a quiz", "three.bin")
    rig.read(folder)
    rig.show("All 4")
    places = rig.cells(Column.PLACE)
    assert any(place.startswith("two.gift") for place in places)
    assert "three.bin" in places[0], "what is wrong with a whole file stands first"
    assert "no format" in rig.cells(Column.WHY)[0]


def test_files_can_be_taken_off_the_list(rig: Rig, write: Write) -> None:
    rig.window.add_files([write(opentdb(2)), write(opentdb(3), "other.json")])
    rig.key(Qt.Key.Key_Delete)
    assert [path.name for path in rig.window._choose.paths()] == ["other.json"]
    rig.window.add_files([rig.window._choose.paths()[0]])
    assert len(rig.window._choose.paths()) == 1, "each once"


# Looking and deciding


def _mixed(write: Write) -> Path:
    data = opentdb(6, incorrect_answers=["Some", "some", "Any"])
    data["results"].append(data["results"][3])
    return write(data)


def test_what_needs_a_look_is_shown_first_with_its_reason(rig: Rig, write: Write) -> None:
    rig.read(_mixed(write))
    assert rig.cells(Column.RESULT) == ["Not added", "Duplicate"]
    assert "stands there twice" in rig.cells(Column.WHY)[0]
    details = named(rig.window, QPlainTextEdit, "The whole question").toPlainText()
    assert "Which thing has the number 0, of all things?" in details
    assert "Wrong options: " in details
    rig.key(Qt.Key.Key_Down)
    details = named(rig.window, QPlainTextEdit, "The whole question").toPlainText()
    assert "Which thing has the number 3" in details.split("“")[1], "the question that a duplicate repeats"


def test_space_ticks_and_unticks_all_that_are_chosen(rig: Rig, bank: Bank, write: Write) -> None:
    rig.read(write(opentdb(6)))
    rig.show("All 6")
    rig.table.setFocus()
    rig.table.go_to(0)
    rig.key(Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    rig.key(Qt.Key.Key_Space)
    assert rig.cells(Column.RESULT) == ["Left out"] * 2 + ["New"] * 4
    assert rig.window._foot.main.plain_text().startswith("Import 4")
    rig.key(Qt.Key.Key_Space)
    assert rig.model.tally.chosen == 6
    rig.key(Qt.Key.Key_A, CTRL)
    rig.key(Qt.Key.Key_Space)
    assert not rig.window._foot.main.isEnabled()
    rig.table.go_to(5)
    rig.key(Qt.Key.Key_Space)
    rig.press("Import 1")
    rig.wait_for("report")
    assert _prompts(bank) == ["Which thing has the number 5, of all things?"]


def test_a_rejected_question_cannot_be_ticked(rig: Rig, write: Write) -> None:
    rig.read(_mixed(write))
    rig.table.go_to(0)
    rig.key(Qt.Key.Key_Space)
    assert rig.model.data(rig.model.index(0, Column.TICK), Qt.ItemDataRole.CheckStateRole) is None
    assert rig.model.tally.chosen == 5


def test_a_search_narrows_what_is_shown_and_ticked(rig: Rig, write: Write) -> None:
    rig.read(write(opentdb(20)))
    rig.show("All 20")
    named(rig.window, QLineEdit, "Search in these questions").setText("NUMBER 7")
    rig.until(lambda: len(rig.cells(Column.QUESTION)) == 1)
    rig.press("Untick all shown")
    assert rig.model.tally.chosen == 19


def test_fields_can_be_set_for_many_questions_before_they_are_written(rig: Rig, bank: Bank, write: Write) -> None:
    rig.read(write(opentdb(6)))
    rig.show("All 6")
    rig.table.selectAll()
    rig.press("Set category, tags")
    dialog = rig.window.findChildren(FieldsDialog)[0]
    named(dialog, QComboBox, "Category").setEditText("Things & more")
    named(dialog, QComboBox, "Difficulty").setCurrentIndex(3)
    named(dialog, QLineEdit, "Add tags").setText("track, field")
    dialog._act.click()
    rig.wait_for("plan")
    rig.until(lambda: "Set in 6" in rig.said())
    rig.press("Import 6")
    rig.wait_for("report")
    stored = bank.questions.of_pack("things")
    assert {(each.question.category, each.question.difficulty, each.question.tags) for each in stored} == {
        ("things-more", 3, ("track", "field"))
    }
    info = bank.packs.all()[0]
    assert "Things & more" in [category.title for category in info.categories]


def _with_conflict(transfer: Transfer, desk: Desk, bank: Bank, write: Write) -> Path:
    path = write(opentdb(4))
    imported(transfer, path)
    first = next(each for each in bank.questions.of_pack("things") if "number 0" in each.question.prompt)
    desk.author(bank).set_field([first.question.uid], "hint", "Ours.")
    return write(opentdb(5, incorrect_answers=["Theirs", "Nobody", "Nowhere"]))


@pytest.mark.parametrize("take", [True, False])
def test_conflicts_are_decided_all_at_once(
    rig: Rig, transfer: Transfer, desk: Desk, bank: Bank, write: Write, take: bool
) -> None:
    path = _with_conflict(transfer, desk, bank, write)
    rig.window.close()
    rig.window.bring_forward()
    rig.read(path)
    assert rig.cells(Column.RESULT) == ["Undecided"], "until somebody says something"
    assert "changed here and in the file" in rig.cells(Column.WHY)[0]
    rig.press("Take all of the file’s" if take else "Keep all of ours")
    assert rig.cells(Column.RESULT) == ["The file’s" if take else "Ours kept"]
    rig.window._press("main")
    rig.wait_for("report")
    wrong = {each.text for stored in bank.questions.of_pack("things") for each in stored.question.distractors}
    assert ("Theirs" in wrong) == take
    assert bank.conflicts.counts() == {}


def test_a_conflict_that_was_not_decided_waits_and_the_report_says_where(
    rig: Rig, transfer: Transfer, desk: Desk, bank: Bank, write: Write
) -> None:
    path = _with_conflict(transfer, desk, bank, write)
    rig.window.close()
    rig.window.bring_forward()
    rig.read(path)
    rig.press("Untick all shown")
    assert rig.cells(Column.RESULT) == ["Undecided"], "that is no word for ours"
    rig.window._press("main")
    rig.wait_for("report")
    assert rig.cells(Column.RESULT) == ["Undecided"]
    assert "your decision in the packs window" in rig.said()
    assert bank.conflicts.counts() == {"things": 1}
    rig.read(path)
    assert rig.cells(Column.RESULT) == ["Undecided"], "the same file asks about it again"
    assert not rig.window._foot.main.isEnabled(), "but there is nothing else to do"
    rig.press("Keep all of ours")
    rig.until(rig.window._foot.main.isEnabled)
    rig.window._press("main")
    rig.wait_for("report")
    assert bank.conflicts.counts() == {}


def test_a_conflict_is_decided_by_its_tick(rig: Rig, transfer: Transfer, desk: Desk, bank: Bank, write: Write) -> None:
    path = _with_conflict(transfer, desk, bank, write)
    rig.window.close()
    rig.window.bring_forward()
    rig.read(path)
    rig.table.setFocus()
    rig.table.go_to(0)
    for expected in ("The file’s", "Ours kept", "The file’s"):
        rig.key(Qt.Key.Key_Space)
        assert rig.cells(Column.RESULT) == [expected]


def test_questions_that_ask_nearly_the_same_are_marked_as_they_are_found(
    rig: Rig, transfer: Transfer, write: Write
) -> None:
    imported(transfer, write("::A:: Who is it that runs so fast? {=Ki Seon-gyeom ~Oh Mi-joo}\n", "one.gift"))
    rig.read(write("::B:: Who is it who runs so fast? {=Ki Seon-gyeom ~Seo Dan-ah}\n", "two.gift"))
    rig.until(lambda: rig.model.tally.to_look_at == 1)
    rig.show("Needs a look 1")
    assert rig.cells(Column.RESULT) == ["Note"]
    assert "nearly the same" in rig.cells(Column.WHY)[0]


def test_what_is_marked_meanwhile_joins_what_needs_a_look(rig: Rig, transfer: Transfer, write: Write) -> None:
    imported(transfer, write("::A:: Who is it that runs so fast? {=Ki Seon-gyeom ~Oh Mi-joo}\n", "one.gift"))
    near = "::B:: Who is it who runs so fast? {=Ki Seon-gyeom ~Seo Dan-ah}\n\n"
    rig.read(write(near + "::C:: Who waits? {~No ~no ~No one}\n", "two.gift"))
    rig.until(lambda: len(rig.cells(Column.RESULT)) == 2)
    assert rig.cells(Column.RESULT) == ["Note", "Not added"]
    assert rig.table.current().fate == "rejected", "who looked at a row stays there"


# Ways back


def test_an_import_is_undone_from_its_report(rig: Rig, bank: Bank, write: Write) -> None:
    undone: list[bool] = []
    rig.window.undone.connect(lambda: undone.append(True))
    rig.read(write(opentdb(4)))
    rig.press("Import 4")
    rig.wait_for("report")
    rig.press("Undo import")
    rig.until(lambda: "undone" in rig.said())
    assert (bank.packs.all(), undone) == ((), [True])
    assert not rig.window._foot.has("undo")


def test_what_was_changed_since_is_not_undone_instead(rig: Rig, bank: Bank, desk: Desk, write: Write) -> None:
    rig.read(write(opentdb(4)))
    rig.press("Import 4")
    rig.wait_for("report")
    uid = bank.questions.of_pack("things")[0].question.uid
    desk.author(bank).set_field([uid], "hint", "Mine.")
    rig.press("Undo import")
    rig.until(lambda: "changed since" in rig.said())
    assert len(_prompts(bank)) == 4


def test_the_report_is_saved_as_a_table_without_formulas(rig: Rig, write: Write, tmp_path: Path) -> None:
    rig.read(write(opentdb(3, question="=1+1 is what?", correct_answer="@2")))
    rig.press("Import 3")
    rig.wait_for("report")
    there = tmp_path / "report.csv"
    there.write_text("what was there")
    rig.window._report.save(str(there))
    rig.until(lambda: "saved" in rig.said())
    rows = list(csv.reader(there.read_text("utf-8-sig").splitlines()))
    assert rows[0] == ["File", "Line", "Result", "Question", "Why"]
    assert rows[1][2:4] == ["Added", "'=1+1 is what?"]
    assert len(rows) == 4
    assert [path.name for path in tmp_path.iterdir() if path.name.endswith(".part")] == []


def test_what_questions_lost_is_counted_shown_and_stands_in_the_report(rig: Rig, write: Write, tmp_path: Path) -> None:
    powers = "What is 10<sup>5</sup>? {=100000 ~1000}\n\nWhat is two and two? {=4 ~5}\n"
    rig.read(write(powers, "powers.gift"))
    rig.show("Needs a look 1")
    (why,) = rig.cells(Column.WHY)
    assert why.startswith("Markup was left out")
    assert "<sup>" in why
    rig.press("Import 2")
    rig.wait_for("report")
    assert rig.window._list.result_words() == "1 added, 1 with a note, 0 not added"
    assert rig.cells(Column.WHY) == [why]
    rig.window._report.save(str(tmp_path / "report.txt"))
    rig.until(lambda: "was saved" in rig.said())
    assert "powers.gift:1: Note: What is 105?: Markup was left out" in (tmp_path / "report.txt").read_text("utf-8")


def test_a_report_that_cannot_be_saved_says_so_and_can_be_saved_elsewhere(
    rig: Rig, write: Write, tmp_path: Path
) -> None:
    rig.read(write(opentdb(3)))
    rig.press("Import 3")
    rig.wait_for("report")
    rig.window._report.save(str(tmp_path / "no such folder" / "report.txt"))
    rig.until(lambda: "could not be saved" in rig.said())
    rig.window._report.save(str(tmp_path / "report.txt"))
    rig.until(lambda: "was saved" in rig.said())
    assert "Import finished" in (tmp_path / "report.txt").read_text("utf-8")


def test_the_pack_can_be_played_at_once(rig: Rig, write: Write) -> None:
    wanted: list[str] = []
    rig.window.play_requested.connect(wanted.append)
    rig.read(write(opentdb(3)))
    rig.press("Import 3")
    rig.wait_for("report")
    rig.press("Play this pack")
    assert wanted == ["things"]


def test_the_next_import_begins_anew(rig: Rig, bank: Bank, write: Write) -> None:
    rig.read(write(opentdb(3)))
    rig.press("Import 3")
    rig.wait_for("report")
    rig.window.add_files([write(opentdb(2, first=9), "more.json")])
    assert rig.stage == "choose"
    assert [path.name for path in rig.window._choose.paths()] == ["more.json"]
    rig.press("Read the files")
    rig.wait_for("plan")
    rig.press("Import 2")
    rig.wait_for("report")
    assert len(bank.packs.all()) == 2


# Tables


_STRANGE = "Nr,Satz,Loesung,a,b\n" + "".join(f"{n},Was ist Nummer {n}?,Ding {n},Nichts {n},Etwas\n" for n in range(4))


def test_a_table_that_nobody_understands_asks_for_its_columns_and_remembers_them(
    rig: Rig, bank: Bank, write: Write
) -> None:
    path = write(_STRANGE, "strange.csv")
    rig.window.add_files([path])
    rig.press("Read the files")
    rig.wait_for("columns")
    assert not rig.window._foot.main.isEnabled()
    for number, field in ((2, Field.PROMPT), (3, Field.KEY), (4, Field.WRONG), (5, Field.WRONG)):
        combo = _combo(rig, f"Column {number}")
        combo.setCurrentIndex(combo.findData(field))
    rig.until(lambda: "Right: Ding 0" in rig.window._columns._sample.text())
    rig.press("Read the questions")
    rig.wait_for("plan")
    rig.press("Import 4")
    rig.wait_for("report")
    assert _prompts(bank, "strange")[0].startswith("Was ist Nummer")
    rig.window.close()
    rig.window.bring_forward()
    rig.read(write(_STRANGE.replace("Was ist", "Wer ist"), "other.csv"))
    assert rig.model.tally.chosen == 4, "remembered for this header"
    rig.press("Columns")
    rig.wait_for("columns")
    assert _combo(rig, "Column 2").currentData() == Field.PROMPT


def test_a_table_divided_by_another_sign_is_divided_anew(rig: Rig, write: Write) -> None:
    rig.window.add_files([write("Frage|Antwort\nWer ist es?|Ding, oder so\nWer war es?|Nichts\n", "bars.csv")])
    rig.press("Columns")
    rig.wait_for("columns")
    sign = _combo(rig, "Sign between columns")
    sign.setCurrentIndex(sign.findData(","))
    assert rig.window._columns.mapping().delimiter == ","
    sign.setCurrentIndex(sign.findData("|"))
    assert len(rig.window._columns.mapping().columns) == 2


def test_files_without_a_table_have_no_columns_to_tell(rig: Rig, write: Write) -> None:
    rig.window.add_files([write(opentdb(2))])
    rig.press("Columns")
    rig.until(lambda: "no table" in rig.said())
    assert rig.stage == "choose"


def test_what_was_ticked_is_not_thrown_away_unasked(rig: Rig, write: Write) -> None:
    rig.read(write(opentdb(3)))
    rig.press("Untick all shown")
    rig.key(Qt.Key.Key_Escape)
    assert rig.window.isVisible()
    question = next(each for each in rig.window.findChildren(QDialog) if each.windowTitle() == "Leave this import?")
    question.accept()
    assert not rig.window.isVisible()
