"""What a file may hold for its size, and what is said where it holds more: the limits behind the cost of a file."""

from __future__ import annotations

import pytest

from quizapp.errors import QuizError
from quizapp.formats.archive import Limits, open_archive
from quizapp.formats.found_limits import FREE, ITEM_BYTES, NOTE_BYTES
from quizapp.formats.reading import FileProblem, Found, ReadItem, Source
from quizapp.formats.registry import recognised
from quizapp.formats.toml_limits import PROBLEMS_FREE, TABLE_BYTES, TABLES_FREE
from quizapp.formats.toml_pack import read_pack
from quizapp.formats.xlsx_limits import CELLS_FREE
from quizapp.game.draft import Severity
from tests.formats.crafted import PACK, SHEET, SHEET_END, TABLE, noise, short
from tests.formats.plain_files import zipped
from tests.formats.sheets import packed


def found(content: bytes, name: str = "things.csv") -> list[Found]:
    source = Source(name, content)
    known = recognised(source)
    assert known is not None
    return list(known.read(source))


def usable(results: list[Found]) -> int:
    return sum(isinstance(each, ReadItem) and each.draft is not None for each in results)


def sentences(results: list[Found]) -> list[str]:
    return [str(each.problem.message) for each in results if isinstance(each, FileProblem)]


def test_a_list_of_the_shortest_words_is_read_whole() -> None:
    rows = [f"{short(number):x>3},aller\n" for number in range(2 * FREE)]
    assert {len(row) for row in rows} == {ITEM_BYTES}
    results = found((TABLE + "".join(rows)).encode())
    assert (usable(results), sentences(results)) == (2 * FREE, [])


def test_a_small_file_may_be_as_dense_as_it_likes() -> None:
    results = found((TABLE + "a,b\n" * FREE).encode())
    assert (usable(results), sentences(results)) == (FREE, [])


def test_more_questions_than_a_file_of_its_size_can_mean_are_read_no_further_and_that_is_told() -> None:
    results = found((TABLE + "a,b\n" * 20_000).encode())
    most = len(TABLE + "a,b\n" * 20_000) // ITEM_BYTES
    assert usable(results) == most
    last = results[-1]
    assert isinstance(last, FileProblem)
    assert (last.line, last.problem.severity) == (most + 2, Severity.ERROR)
    assert sentences(results) == [
        f"the {most} questions up to here are more than real ones for so small a file (one for every {ITEM_BYTES} "
        "bytes), so it was read no further; what was read can be used; leave out the rows that ask nothing, and import "
        "the rest"
    ]


def test_of_very_many_notes_the_first_are_listed_and_the_others_counted() -> None:
    rows = [f"Who is the number {number}?,b,x,y\n" for number in range(FREE)]
    content = ("question,answer,difficulty,episode\n" + "".join(rows)).encode()
    assert len(content) // NOTE_BYTES < FREE
    results = found(content)
    listed = [problem for each in results if isinstance(each, ReadItem) for problem in each.problems]
    notes = sum(problem.field in ("difficulty", "episode") for problem in listed)
    assert (usable(results), notes) == (FREE, FREE), "no question is lost"
    assert sentences(results) == [
        f"{FREE} more notes on this file are not listed; mend what the others say and look again"
    ]


def test_errors_of_questions_are_never_only_counted() -> None:
    rows = [f"Who is the number {number}?,,x,y\n" for number in range(2 * FREE)]
    results = found(("question,answer,difficulty,episode\n" + "".join(rows)).encode())
    refused = [each for each in results if isinstance(each, ReadItem) and each.draft is None]
    assert len(refused) == 2 * FREE
    assert all(any(problem.severity is Severity.ERROR for problem in each.problems) for each in refused)


def test_a_zip_file_that_holds_many_times_its_own_size_is_refused() -> None:
    content = zipped({str(number): noise(30_000) + " " * 900_000 for number in range(4)})
    with pytest.raises(QuizError, match="more than 30 times its own size"):
        open_archive(content)
    assert len(open_archive(content, Limits(total_ratio=100)).names) == 4


def test_what_unpacks_to_a_megabyte_is_no_bomb() -> None:
    assert open_archive(zipped({"a": " " * 2**20})).read("a") == b" " * 2**20


def test_a_pack_of_bare_tables_is_refused_before_it_is_parsed() -> None:
    read = read_pack({"pack.toml": (PACK + "[[a]]\n" * (TABLES_FREE + 1)).encode()})
    assert [str(each) for each in read.problems] == [
        f"pack.toml:0: error: the pack holds {TABLES_FREE + 1} tables, which is more than real ones of its size have, "
        "so nothing of it was read; take out those that say nothing"
    ]


def test_a_pack_of_many_names_is_read() -> None:
    names = "".join(f'[[name]]\ncanonical = "Name {number}"\n' for number in range(2 * TABLES_FREE))
    assert len(names) / (2 * TABLES_FREE) > TABLE_BYTES
    read = read_pack({"pack.toml": (PACK + names).encode()})
    assert read.info is not None
    assert len(read.info.names) == 2 * TABLES_FREE


def test_of_very_many_problems_of_a_pack_the_others_are_counted() -> None:
    questions = "".join(f'[[question]]\nuid = "small/{number}"\na = 1\nb = 1\nc = 1\n' for number in range(1_000))
    read = read_pack({"pack.toml": (PACK + questions).encode()})
    assert len(read.problems) == PROBLEMS_FREE + 1
    (told,) = (str(each) for each in read.problems if "not listed" in str(each))
    assert "more problems are not listed; mend the others and look again" in told
    assert read.error_count > 1


@pytest.mark.parametrize("place", ["C100000", "XFD30"])
def test_a_cell_far_from_the_others_costs_the_sheet_with_a_sentence(place: str) -> None:
    row = place.lstrip("CXFD")
    far = f'<row r="{row}"><c r="{place}"><v>1</v></c></row>'
    content = packed({"xl/worksheets/sheet1.xml": f'{SHEET}<row r="1"><c r="A1"><v>1</v></c></row>{far}{SHEET_END}'})
    (told,) = sentences(found(content, "far.xlsx"))
    assert "which is too large for what it holds, so nothing was read; clear the cells far from the others" in told


def test_a_sheet_with_rows_of_empty_styled_cells_is_read() -> None:
    rows = "".join(
        f'<row r="{row}">' + "".join(f'<c r="{chr(65 + place)}{row}" s="1"/>' for place in range(20)) + "</row>"
        for row in range(4, 8_000)
    )
    asked = "".join(
        f'<row r="{row}"><c r="A{row}" t="inlineStr"><is><t>{left}</t></is></c>'
        f'<c r="B{row}" t="inlineStr"><is><t>{right}</t></is></c></row>'
        for row, (left, right) in enumerate([("question", "answer"), ("Who?", "Fox"), ("Where?", "Here")], start=1)
    )
    assert CELLS_FREE > 8_000 * 20
    content = packed({"xl/worksheets/sheet1.xml": SHEET + asked + rows + SHEET_END})
    assert usable(found(content, "styled.xlsx")) == 2


def test_a_question_of_very_many_elements_costs_itself_alone() -> None:
    whole = '<question type="truefalse"><questiontext><text>So?</text></questiontext>' + "".join(
        f'<answer fraction="{points}"><text>{text}</text></answer>' for points, text in ((100, "true"), (0, "false"))
    )
    content = f"<quiz><question>{'<a/>' * 30_000}</question>{whole}</question></quiz>"
    first, second = found(content.encode(), "quiz.xml")
    assert isinstance(first, ReadItem)
    assert "there are more than 20000 elements in one question" in str(first.problems[0].message)
    assert isinstance(second, ReadItem)
    assert second.draft is not None


def test_of_very_many_things_left_out_of_one_question_some_are_named() -> None:
    images = "".join(f"<img src={short(number)}.png>" for number in range(5_000))
    text = f"<questiontext><text><![CDATA[So?{images}]]></text></questiontext>"
    answers = '<answer fraction="100"><text>true</text></answer><answer fraction="0"><text>false</text></answer>'
    (item,) = found(f'<quiz><question type="truefalse">{text}{answers}</question></quiz>'.encode(), "quiz.xml")
    assert isinstance(item, ReadItem)
    assert 10 < len(item.problems) < 100
    assert "more of this question was altered or left out" in str(item.problems[-1].message)
