"""Spreadsheets: the templates of Kahoot and Quizizz, any other sheet by its columns, and files that mean harm."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from quizapp.formats.csv_table import recognises as recognises_csv
from quizapp.formats.reading import FileProblem, Found, ReadItem, Source
from quizapp.formats.xlsx import preview, read, recognises
from quizapp.game.draft import Draft
from quizapp.game.mapping import Field, KeyStyle, Mapping
from tests.formats.sheets import Cell, packed, sheet, workbook

KAHOOT_TOP: list[list[Cell]] = [
    [], ["", "A quiz"], ["", "Write your questions below."], [], [], [], [],
    ["", "Question - at most 120", "Answer 1 - at most 75", "Answer 2 - at most 75", "Answer 3 - at most 75",
     "Answer 4 - at most 75", "Time limit (sec): 5, 10, 20, 30, 60, 90, 120 or 240", "Correct answer(s)"],
]  # fmt: skip
QUIZIZZ_TOP: list[list[Cell]] = [
    ["Question Text", "Question Type", "Option 1", "Option 2", "Option 3", "Option 4", "Option 5", "Correct Answer",
     "Time in seconds", "Image Link", "Answer explanation"],
    ["Text of the question (required)", "Which kind of question it is (default: a choice)", "Text of option 1", "", "",
     "", "", "The number of the right option", "How long", "Address of a picture", "Shown afterwards"],
]  # fmt: skip


def found(sheets: dict[str, list[list[Cell]]], mapping: Mapping | None = None) -> list[Found]:
    return list(read(Source("quiz.xlsx", workbook(sheets)), mapping))


def items(results: list[Found]) -> list[ReadItem]:
    return [each for each in results if isinstance(each, ReadItem)]


def drafts(results: list[Found]) -> list[Draft]:
    return [item.draft for item in items(results) if item.draft]


def kahoot(*rows: list[Cell]) -> list[Found]:
    return found({"Sheet1": [*KAHOOT_TOP, *rows]})


@pytest.mark.parametrize(
    ("key", "right"),
    [(2, ["b"]), (2.0, ["b"]), ("2", ["b"]), ("2,4", ["b", "d"]), ("2, 4", ["b", "d"]), (2.4, ["b", "d"]),
     ("2;4", ["b", "d"]), ("2.0", ["b"]), (24, ["b", "d"]), ("b", ["b"])],
)  # fmt: skip
def test_kahoots_key_is_understood_however_the_spreadsheet_keeps_it(key: Cell, right: list[str]) -> None:
    (draft,) = drafts(kahoot([1, "Which?", "a", "b", "c", "d", 20, key]))
    assert list(draft.answers) == right
    assert [each.text for each in draft.distractors] == [text for text in "abcd" if text not in right]
    assert draft.kind == ("single_choice" if len(right) == 1 else "multiple_choice")


def test_kahoots_empty_numbered_rows_are_no_questions_and_rows_keep_their_numbers() -> None:
    results = kahoot([1, "First?", "a", "b", "", "", 20, 1], [2], [3], [4, "Second?", "a", "b", "", "", 20, "1,7"])
    assert [(each.line, each.draft is not None) for each in items(results)] == [(9, True), (12, False)]
    assert str(items(results)[1].problems[0].message) == (
        "the right answer “1,7” is none of the options, so the question was left out"
    )


def test_a_kahoot_sheet_without_questions_says_so() -> None:
    (only,) = kahoot([1], [2])
    assert isinstance(only, FileProblem)
    assert str(only.problem.message) == "no questions stand under the header"


def test_a_long_kahoot_question_is_taken_whole() -> None:
    (draft,) = drafts(kahoot([1, "x" * 500, "a", "b", "", "", 20, 1]))
    assert len(draft.prompt) == 500


def test_kahoots_template_is_known_in_other_languages() -> None:
    head: list[Cell] = ["", "Fr. (120)", "Antw. 1", "Antw. 2", "Antw. 3", "Antw. 4", "5, 10, 20, 30, 60, 120 Sek.", "!"]
    head[7] = "Stimmt"
    results = found({"Tabelle1": [*KAHOOT_TOP[:7], head, [1, "Was?", "a", "b", "c", "", 20, 3]]})
    assert [draft.answers for draft in drafts(results)] == [("c",)]


def test_quizizz_kinds_are_read_and_those_without_a_key_are_listed() -> None:
    results = found({"Sheet1": [
        *QUIZIZZ_TOP,
        ["Which one?", "Multiple Choice", "a", "b", "c", "", "", 2, 20, "", "So it is."],
        ["Which ones?", "Checkbox", "a", "b", "c", "", "", "1,3", 20, "https://example.org/x.png", ""],
        ["The filled word is", "Fill-in-the-Blank", "word", "", "", "", "", "", 20, "", ""],
        ["What do you think?", "Open-Ended", "", "", "", "", "", "", 20, "", ""],
        ["Whom do you like?", "Poll", "a", "b", "", "", "", "", 20, "", ""],
        ["Draw it.", "Draw", "", "", "", "", "", "", 20, "", ""],
    ]})  # fmt: skip
    assert [(draft.kind, draft.answers) for draft in drafts(results)] == [
        ("single_choice", ("b",)), ("multiple_choice", ("a", "c")), ("short_answer", ("word",)),
    ]  # fmt: skip
    assert drafts(results)[0].explanation == "So it is."
    assert "picture" in str(items(results)[1].problems[0].message)
    rejected = [(item.line, str(item.problems[0].message)) for item in items(results) if item.draft is None]
    assert rejected == [
        (line, f"the kind “{kind}” is not one that can be asked here, so the question was left out")
        for line, kind in ((6, "Open-Ended"), (7, "Poll"), (8, "Draw"))
    ]


def test_any_other_sheet_is_read_by_its_columns_and_every_sheet_of_questions_counts() -> None:
    rows: list[list[Cell]] = [["Question", "A", "B", "C", "Correct"], ["Which?", "x", 2.5, True, "C"]]
    results = found({"About": [["Read me"]], "Easy": rows, "Hard": [[], *rows]})
    assert [(item.file, item.line) for item in items(results)] == [("quiz.xlsx (Easy)", 2), ("quiz.xlsx (Hard)", 3)]
    assert {draft.answers for draft in drafts(results)} == {("true",)}
    assert drafts(results)[0].distractors[1].text == "2.5"
    (note,) = [each for each in results if isinstance(each, FileProblem)]
    assert str(note.problem.message).startswith("the sheet “About” was not read")


def test_a_mapping_is_used_for_the_sheet_that_the_preview_shows() -> None:
    rows: list[list[Cell]] = [["Land", "Stadt"], ["Korea", "Seoul"]]
    content = workbook({"Sheet1": rows})
    assert preview(Source("a.xlsx", content)).rows == (("Land", "Stadt"), ("Korea", "Seoul"))
    (unknown,) = read(Source("a.xlsx", content))
    assert "choose the mapping" in str(unknown)
    assert [draft.answers for draft in drafts(found({"Sheet1": rows}, Mapping((Field.PROMPT, Field.KEY))))] == [
        ("Seoul",)
    ]


def test_a_kahoot_preview_tells_its_header_and_its_style() -> None:
    mapping = preview(Source("a.xlsx", workbook({"Sheet1": KAHOOT_TOP}))).mapping
    assert (mapping.header, mapping.key_style) == (8, KeyStyle.NUMBER_FROM_1)


def test_a_workbook_is_known_by_its_content_and_is_no_text() -> None:
    source = Source("quiz.csv", workbook({"Sheet1": KAHOOT_TOP}))
    assert recognises(source)
    assert not recognises_csv(source)
    assert not recognises(Source("quiz.xlsx", b"question,answer\n"))


FAR: dict[str, str] = {
    "far cell": '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
    "cells without places": '<row r="1048576"><c><v>1</v></c>' + "<c><v>1</v></c>" * 100 + "</row>",
    "a sign in an attribute": '<row r="1"><c a=">" r="XFD1048576"><v>1</v></c></row>',
    "other marks of quotation": "<row r='1'><c\n r = 'XFD1048576'><v>1</v></c></row>",
}


@pytest.mark.parametrize("name", FAR)
def test_cells_too_far_apart_are_refused_before_memory_is_taken(name: str) -> None:
    head = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    content = packed({"xl/worksheets/sheet1.xml": head + FAR[name] + "</sheetData></worksheet>"})
    (only,) = read(Source("far.xlsx", content))
    assert isinstance(only, FileProblem)
    assert "too large" in str(only.problem.message)


def test_a_sheet_under_another_name_is_looked_at_too() -> None:
    xml = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    xml += FAR["far cell"] + "</sheetData></worksheet>"
    related = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="hidden.dat"/>'
        "</Relationships>"
    )
    (only,) = read(Source("far.xlsx", packed({"xl/hidden.dat": xml, "xl/_rels/workbook.xml.rels": related})))
    assert "too large" in str(only)


@pytest.mark.parametrize("part", ["content.xml", "xl/workbook.bin"])
def test_other_kinds_of_spreadsheets_are_refused_with_a_sentence(part: str) -> None:
    (only,) = read(Source("a.xlsx", packed({part: "", "xl/worksheets/sheet1.xml": sheet([["question", "answer"]])})))
    assert "no spreadsheet of the kind .xlsx" in str(only)


def test_many_cells_that_share_a_long_text_are_refused() -> None:
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    cells = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 5_001))
    content = packed({
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{cells}</sheetData></worksheet>',
        "xl/sharedStrings.xml": f'<sst xmlns="{main}"><si><t>{"many words " * 10_000}</t></si></sst>',
    })  # fmt: skip
    (only,) = read(Source("shared.xlsx", content))
    assert "take more than" in str(only)


def test_empty_cells_far_away_do_no_harm() -> None:
    xml = sheet([["question", "answer"], ["Which?", "this"]])
    xml = xml.replace("</sheetData>", '<row r="1048576"><c r="P1048576" s="1"/></row></sheetData>')
    assert len(drafts(list(read(Source("a.xlsx", packed({"xl/worksheets/sheet1.xml": xml})))))) == 1


@pytest.mark.parametrize("step", [97, 89])
def test_a_cut_or_changed_workbook_is_read_or_refused(step: int) -> None:
    content = workbook({"Sheet1": [*KAHOOT_TOP, [1, "Which?", "a", "b", "c", "d", 20, "2"]]})
    for place in range(0, len(content), step):
        damaged = content[:place] if step == 97 else content[:place] + b"\xa5" + content[place + 1 :]
        results = list(read(Source("damaged.xlsx", damaged)))
        assert results
        assert all(str(each) for each in results)
        recognises(Source("damaged.xlsx", damaged))
        preview(Source("damaged.xlsx", damaged))


@pytest.mark.parametrize(
    "xml",
    ["", "<worksheet>", "<worksheet><sheetData><row r='x'><c r='1A'><v>1</v></c></row>", "\0", "<c r='A0'><v>1</v>"],
)
def test_broken_xml_in_a_whole_zip_file_is_told(xml: str) -> None:
    results = list(read(Source("broken.xlsx", packed({"xl/worksheets/sheet1.xml": xml}))))
    assert any(isinstance(each, FileProblem) for each in results)


@pytest.mark.skipif("QUIZAPP_CORPORA" not in os.environ, reason="real files are not part of the project")
@pytest.mark.parametrize(
    ("name", "count"), [("Kahoot-Quiz-Spreadsheet-Template.xlsx", 1), ("kahoot-quiz-from-csv.xlsx", 16)]
)
def test_real_sheets_lose_nothing(name: str, count: int) -> None:
    path = Path(os.environ["QUIZAPP_CORPORA"]) / "kahoot" / name
    results = list(read(Source(name, path.read_bytes())))
    assert len(items(results)) == len(results) == count
    assert len(drafts(results)) == count
