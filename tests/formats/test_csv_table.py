"""Tables as text: every row becomes a question or is listed, and what we write comes back as it was."""

from __future__ import annotations

import csv
import io
import os
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.formats.csv_layout import guarded, unguarded
from quizapp.formats.csv_table import preview, read, recognises, write
from quizapp.formats.reading import FileProblem, Found, ReadItem, Source
from quizapp.game.draft import Draft, Severity
from quizapp.game.mapping import Field, KeyStyle, Mapping
from quizapp.game.question import Category, Distractor, Kind, PackInfo, Question
from quizapp.game.question import Source as Reference
from quizapp.game.texts import tidied
from tests.formats.packs import DATA
from tests.formats.strategies import questions

VALID = sorted((DATA / "valid").glob("csv-*.csv"))
INFO = PackInfo("pack", "Pack", "1", episodes=16, categories=(Category("plot", "The plot"),))


def found(text: str | bytes, mapping: Mapping | None = None, name: str = "quiz.csv") -> list[Found]:
    return list(read(Source(name, text if isinstance(text, bytes) else text.encode()), mapping))


def items(results: Sequence[Found]) -> list[ReadItem]:
    return [each for each in results if isinstance(each, ReadItem)]


def drafts(results: Sequence[Found]) -> list[Draft]:
    return [item.draft for item in items(results) if item.draft]


def reasons(results: Sequence[Found]) -> dict[int, str]:
    return {item.line: str(item.problems[0].message) for item in items(results) if item.draft is None}


LINES = {  # of the questions that are read, and of the rows that are rejected
    "valid/csv-from-0": ([2, 3, 4], []),
    "valid/csv-german": ([2, 3, 4], []),
    "valid/csv-kinds": ([2, 3, 4, 5, 6, 7], []),
    "valid/csv-korean": ([2, 3], []),
    "valid/csv-letters": ([2, 3, 4], []),
    "valid/csv-line-breaks": ([3, 7], []),
    "valid/csv-no-header": ([1, 2, 3], []),
    "valid/csv-typed": ([2, 3, 4], []),
    "invalid/csv-from-0": ([2, 5], [3, 4]),
    "invalid/csv-german": ([3, 4], [2]),
    "invalid/csv-kinds": ([], [2, 3, 4, 5, 6]),
    "invalid/csv-korean": ([4], [2, 3]),
    "invalid/csv-letters": ([6], [2, 3, 4, 5]),
    "invalid/csv-line-breaks": ([4, 5, 7], [2, 3, 6]),
    "invalid/csv-no-header": ([1, 2], [3, 4, 5]),
    "invalid/csv-typed": ([4], [2, 3]),
}


@pytest.mark.parametrize("name", LINES)
def test_every_row_is_a_question_or_is_listed_with_its_line(name: str) -> None:
    source = Source(f"{name}.csv", (DATA / f"{name}.csv").read_bytes())
    results = list(read(source))
    taken, rejected = LINES[name]
    assert [item.line for item in items(results) if item.draft] == taken
    assert list(reasons(results)) == rejected
    assert recognises(source)
    assert recognises(replace(source, name="without an ending"))


def test_every_valid_table_has_an_invalid_sibling() -> None:
    assert {path.name for path in VALID} == {path.name for path in (DATA / "invalid").glob("csv-*.csv")}


def test_umlauts_of_windows_are_read_with_a_warning() -> None:
    results = found((DATA / "valid" / "csv-german.csv").read_bytes())
    assert drafts(results)[0].explanation == "Sie schreibt Untertitel."
    assert drafts(results)[0].prompt == "Was übersetzt Oh Mi-joo?"
    assert "cp1252" in str(results[0])


def test_kinds_are_those_that_the_table_names() -> None:
    read_ones = drafts(found((DATA / "valid" / "csv-kinds.csv").read_bytes()))
    assert [draft.kind for draft in read_ones] == [
        "single_choice", "true_false", "short_answer", "missing_word", "multiple_choice", "ordering",
    ]  # fmt: skip
    assert read_ones[1].answer is False
    assert read_ones[2].answers == ("Seo Dan-ah", "Dan-ah")
    assert read_ones[3].prompt == "The broadcaster was ___."
    assert read_ones[5].sequence == ("first", "second", "third")
    assert read_ones[0].sources == (Reference("Recap of episode 1", "https://example.org/1"),)
    assert read_ones[0].tags == ("meeting", "film")


def test_a_quotation_mark_that_is_never_closed_costs_its_own_line_only() -> None:
    results = found('question,answer\na?,1st\n"b?,2nd\nc?,3rd\nd?,"4th\ne?,5th')
    assert [item.line for item in items(results) if item.draft] == [2, 4, 6]
    assert list(reasons(results)) == [3, 5]
    assert "not closed" in reasons(results)[3]
    assert items(results)[1].text == '"b?,2nd'


def test_a_quotation_mark_that_is_not_doubled_is_read_with_a_warning() -> None:
    results = found('question,answer\n"Who says "run" here?",Oh Mi-joo\n')
    assert len(drafts(results)) == 1
    (warning,) = [each for each in results if isinstance(each, FileProblem)]
    assert (warning.line, warning.problem.severity) == (2, Severity.WARNING)


def test_a_header_with_an_open_quotation_mark_costs_no_question() -> None:
    mapping = Mapping((Field.PROMPT, Field.KEY))
    results = found('"question,answer\na?,b\nc?,d\n', mapping)
    assert [item.line for item in items(results)] == [1, 2, 3]
    assert len(drafts(results)) == 2


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_are_counted_as_in_the_file(end: str) -> None:
    text = end.join(["question,answer", "", '"a', 'b?",c', "", "d?,e"])
    assert [item.line for item in items(found(text))] == [3, 6]


def test_huge_cells_rows_and_nuls_are_told_and_cost_nothing_else() -> None:
    huge = "x" * 3_000_000
    text = f'question,answer\n{huge},b\n"{huge}",b\na\0?,b\n{"x," * 100_000}y\n{"y" * 20_001},b\nc?,d\n'
    results = found(text)
    assert [item.line for item in items(results) if item.draft] == [4, 7]
    assert list(reasons(results)) == [2, 3, 5, 6]
    assert drafts(results)[0].answers == ("b",)
    assert all(len(item.text) <= 200 for item in items(results))


@pytest.mark.parametrize("line", ['"a,b\n', '"""\n', '"a\n""\n', '"a"b\n""\n', '"\n', ',",\n', "\n"])
def test_damaged_quotation_marks_on_every_line_take_time_in_proportion(line: str) -> None:
    assert found("question,answer\n" + line * 20_000)


def test_an_even_table_without_question_and_answer_gets_one_sentence() -> None:
    (only,) = found("country,capital\nKorea,Seoul\nFrance,Paris\n")
    assert isinstance(only, FileProblem)
    assert str(only.problem.message) == "no columns for question and answer were recognised; choose the mapping"
    mapped = found("country,capital\nKorea,Seoul\nFrance,Paris\n", Mapping((Field.PROMPT, Field.KEY)))
    assert [(draft.prompt, draft.answers) for draft in drafts(mapped)] == [
        ("Korea", ("Seoul",)),
        ("France", ("Paris",)),
    ]


@pytest.mark.parametrize(
    "content",
    [b"PK\x03\x04question,answer\na,b\n", b"\x00\x01\x02" * 500, b'{"question": "a", "answer": "b"}', b"", b"   \n",
     b'[{"question": "a"},\n{"answer": "b"}]', b"<quiz>\n<question>a, b</question>\n</quiz>",
     b"%PDF-1.7\nquestion,answer\n"],
)  # fmt: skip
def test_what_is_no_text_with_columns_is_not_recognised(content: bytes) -> None:
    assert not recognises(Source("quiz.csv", content))
    assert all(str(each) for each in found(content))


def test_prose_and_lists_of_questions_are_no_tables() -> None:
    prose = "Question one, who ran?\nThe answer is given below, in the second part.\nThis is, after all, a text.\n"
    assert not recognises(Source("quiz.txt", prose.encode()))


def test_the_preview_shows_rows_and_guess_and_reads_only_the_beginning() -> None:
    text = "sep=;\nFrage;Antwort\n" + "Wer?;Sie\n" * 50_000
    seen = preview(Source("quiz.csv", text.encode()))
    assert seen.rows[:2] == (("Frage", "Antwort"), ("Wer?", "Sie"))
    assert len(seen.rows) == 200
    assert seen.mapping == Mapping((Field.PROMPT, Field.KEY), delimiter=";")


@pytest.mark.parametrize("path", VALID, ids=lambda path: path.stem)
def test_a_table_cut_or_changed_anywhere_is_read_or_told(path: Path) -> None:
    content = path.read_bytes()
    for end in range(0, len(content), 97):
        results = found(content[:end])
        assert results
        assert all(item.draft or item.problems for item in items(results))
    for number, place in enumerate(range(0, len(content), 89)):
        byte = b"\",;\t|\n\r\x00\xff'["[number % 11]
        damaged = content[:place] + bytes([byte]) + content[place + 1 :]
        assert found(damaged)
        recognises(Source("quiz", damaged))
        preview(Source("quiz", damaged))


@given(st.binary(max_size=300))
def test_any_bytes_can_be_read(content: bytes) -> None:
    assert found(content)
    recognises(Source("quiz", content))


pieces = st.sampled_from(
    ["question", "answer", "wrong", "kind", "A", "1", "true", '"', '""', ",", ";", "\t", "|", "\n", "\r\n", "?", "___",
     "[", "]", "'", "=", " ", "poll", "\0", "기선겸", "sep=;\n", "id", "tags", "difficulty", "\\"]
)  # fmt: skip


@given(st.lists(pieces, max_size=40).map("".join), st.sampled_from(list(KeyStyle)))
def test_any_heap_of_cells_can_be_read(text: str, style: KeyStyle) -> None:
    assert found(text)
    columns = (
        Field.KIND,
        Field.PROMPT,
        Field.OPTIONS,
        Field.OPTION,
        Field.OPTION,
        Field.KEY,
        Field.TAGS,
        Field.EPISODE,
    )
    results = found(text, Mapping(columns, 0, style))
    assert all(item.draft or item.problems for item in items(results))


# What this program writes.


def written(*given_questions: Question) -> bytes:
    return write(given_questions, INFO).content


def as_held(question: Question) -> Draft:
    """What of a question the table promises to hold."""
    source = question.sources[0] if question.sources else None
    category = INFO.category(question.category)
    return tidied(
        replace(
            Draft.of(question),
            uid="",
            line="",
            category=category.title if category else question.category,
            distractors=tuple(Distractor(each.text) for each in question.distractors),
            sources=(Reference(source.title or source.url, source.url),) if source else (),
            tags=tuple(dict.fromkeys(tag for tag in question.tags if tag)),
            keep_order=False,
            media=None,
        )
    )


@given(st.lists(st.integers(0, 5).flatmap(questions), max_size=4))
def test_questions_come_back_as_they_were_written(asked: list[Question]) -> None:
    source = Source("quiz.csv", written(*asked))
    results = list(read(source))
    held = [question for question in asked if question.kind is not Kind.MATCHING]
    assert [item.own_id for item in items(results)] == [question.uid for question in held]
    assert [item.draft and tidied(item.draft) for item in items(results)] == [as_held(question) for question in held]
    assert all(item.problems == () for item in items(results))
    assert recognises(source)


@given(
    st.lists(st.sampled_from(["'", "=", "+", "-", "@", "\t", "\r", "\n", " ", "a", "＝", "\u200b", "1"])).map("".join)
)
def test_the_apostrophe_before_formulas_comes_off_and_no_other(text: str) -> None:
    assert list(unguarded([(1, [guarded(text)])])) == [(1, [text])]


FORMULA = re.compile(r"[\s\x00-\x1f]*[=+\-@＝＋－＠]|[\t\r\n]")


@given(
    st.lists(st.integers(0, 5).flatmap(questions), max_size=3), st.sampled_from(["=1+1", " =cmd|x", "@a", "\t=1", "-1"])
)
def test_no_cell_is_a_formula(asked: list[Question], text: str) -> None:
    asked = [replace(question, prompt=text, hint=text, tags=(text,)) for question in asked]
    for row in csv.reader(io.StringIO(written(*asked).decode("utf-8-sig"), newline="")):
        assert not any(FORMULA.match(cell) for cell in row)


def test_an_apostrophe_in_a_strangers_table_stays() -> None:
    (draft,) = drafts(found("question,answer\nWhich sign adds?,'+'\n"))
    assert draft.answers == ("'+'",)


def test_what_the_table_cannot_hold_is_listed_question_by_question() -> None:
    matching = Question("m", Kind.MATCHING, "plot", "Match", pairs=(("a", "b"), ("c", "d")))
    rich = Question(
        "r", Kind.SINGLE_CHOICE, "plot", "Who?", answers=("a",), distractors=(Distractor("b", 3, "No."),),
        line="Scene", keep_order=True, sources=(Reference("One", "", 1, "12:30"), Reference("Two")),
    )  # fmt: skip
    plain = Question("p", Kind.TRUE_FALSE, "plot", "Is it?", answer=True)
    left_out = write([matching, rich, plain], INFO).left_out
    assert [(problem.uid, problem.severity) for problem in left_out if problem.uid == "m"] == [("m", Severity.ERROR)]
    assert [problem.field for problem in left_out if problem.uid == "r"] == [
        "sources", "sources", "distractors", "distractors", "line", "keep_order",
    ]  # fmt: skip
    assert all(problem.severity is Severity.WARNING for problem in left_out if problem.uid == "r")
    assert not [problem for problem in left_out if problem.uid == "p"]


def test_a_written_table_can_be_opened_by_spreadsheets() -> None:
    content = written(Question("p", Kind.TRUE_FALSE, "plot", "Läuft 기선겸?", answer=True, episode=0))
    assert content.startswith(b"\xef\xbb\xbfid,kind,question,correct 1,correct 2,wrong 1,")
    assert content.endswith(b"\r\n")
    (draft,) = drafts(found(content))
    assert (draft.prompt, draft.answer, draft.episode, draft.category) == ("Läuft 기선겸?", True, 0, "The plot")


@pytest.mark.skipif("QUIZAPP_CORPORA" not in os.environ, reason="real files are not part of the project")
@pytest.mark.parametrize(
    ("name", "count"),
    [("csv/letter_key.csv", 5), ("csv/no_header_key_by_number.csv", 30), ("kahoot/male-voices-quiz.csv", 16)],
)
def test_real_tables_lose_nothing(name: str, count: int) -> None:
    results = found((Path(os.environ["QUIZAPP_CORPORA"]) / name).read_bytes())
    assert len(items(results)) == len(results) == count
    assert len(drafts(results)) == count


@pytest.mark.skipif("QUIZAPP_CORPORA" not in os.environ, reason="real files are not part of the project")
def test_real_tables_that_are_no_quiz_ask_for_the_mapping_and_follow_it() -> None:
    folder = Path(os.environ["QUIZAPP_CORPORA"]) / "csv"
    names = ["capital", "capital_hint", "capital_info", "country", "country_info", "flag_similarity", "guid", "main"]
    for name in names:
        content = (folder / f"{name}.csv").read_bytes()
        (only,) = found(content)
        assert "choose the mapping" in str(only)
        rows = list(csv.reader(io.StringIO(content.decode(), newline="")))
        columns = (Field.PROMPT, Field.KEY, *([Field.NOTHING] * (len(rows[0]) - 2)))
        filled = [row for row in rows[1:] if row and (row[0].strip() or row[1].strip())]
        assert len(items(found(content, Mapping(columns)))) == len(filled)
