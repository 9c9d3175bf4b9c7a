"""Rows and a mapping: what each column and each way of telling the key makes of a row."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from quizapp.errors import QuizError
from quizapp.formats.reading import FileProblem, ReadItem
from quizapp.formats.tables import header_key, read_rows
from quizapp.game.draft import Draft, Severity
from quizapp.game.mapping import Field, KeyStyle, Mapping, mapping_from_dict, mapping_to_dict
from quizapp.game.question import Source

P, K, OPT, W = Field.PROMPT, Field.KEY, Field.OPTION, Field.WRONG
FOUR = Mapping((P, OPT, OPT, OPT, OPT, K), 0)


def item(cells: Sequence[str], mapping: Mapping) -> ReadItem:
    (only,) = read_rows("a.csv", [(7, cells)], mapping)
    assert isinstance(only, ReadItem)
    assert only.line == 7
    return only


def draft(cells: Sequence[str], *columns: Field, style: KeyStyle = KeyStyle.TEXT, separator: str = ";") -> Draft:
    read = item(cells, Mapping(columns, 0, style, separator)).draft
    assert read is not None
    return read


def reason(cells: Sequence[str], *columns: Field, style: KeyStyle = KeyStyle.TEXT) -> str:
    read = item(cells, Mapping(columns, 0, style))
    assert read.draft is None
    assert read.problems[0].severity is Severity.ERROR
    return str(read.problems[0].message)


@pytest.mark.parametrize(
    ("style", "key", "right"),
    [
        (KeyStyle.LETTER, "C", "c"), (KeyStyle.LETTER, "c)", "c"), (KeyStyle.LETTER, "(B)", "b"),
        (KeyStyle.LETTER, "ACD", "acd"), (KeyStyle.LETTER, "A, C", "ac"), (KeyStyle.LETTER, "D and A", "da"),
        (KeyStyle.LETTER, "Option B", "b"), (KeyStyle.LETTER, "option_d", "d"), (KeyStyle.LETTER, "Ｂ", "b"),
        (KeyStyle.NUMBER_FROM_1, "3", "c"), (KeyStyle.NUMBER_FROM_1, "3.0", "c"),
        (KeyStyle.NUMBER_FROM_1, "1;4", "ad"),
        (KeyStyle.NUMBER_FROM_1, "1.2", "ab"), (KeyStyle.NUMBER_FROM_1, "②", "b"),
        (KeyStyle.NUMBER_FROM_1, "134", "acd"),
        (KeyStyle.NUMBER_FROM_0, "0", "a"), (KeyStyle.NUMBER_FROM_0, "3", "d"),
        (KeyStyle.NUMBER_FROM_0, "[0, 2]", "ac"),
    ],
)  # fmt: skip
def test_keys_by_letter_and_number_name_their_options(style: KeyStyle, key: str, right: str) -> None:
    options = ["text a", "text b", "text c", "text d"]
    read = draft(["Which?", *options, key], *FOUR.columns, style=style)
    assert read.answers == tuple(f"text {letter}" for letter in right)
    assert read.kind == ("single_choice" if len(right) == 1 else "multiple_choice")
    assert {each.text for each in read.distractors} == set(options) - set(read.answers)


@pytest.mark.parametrize(
    ("key", "right"),
    [("Seoul", ["Seoul"]), (" seoul ", ["Seoul"]), ("Seoul;Busan", ["Seoul", "Busan"]), ("a; b", ["a; b"]),
     ('["Seoul", "Busan"]', ["Seoul", "Busan"]), ("['Busan']", ["Busan"]), ("B", ["Busan"])],
)  # fmt: skip
def test_keys_by_text_are_found_whole_or_in_parts(key: str, right: list[str]) -> None:
    assert list(draft(["Which?", "Seoul", "Busan", "a; b", "Jeju", key], *FOUR.columns).answers) == right


@pytest.mark.parametrize(
    ("style", "key"),
    [(KeyStyle.LETTER, "E"), (KeyStyle.LETTER, "AA"), (KeyStyle.NUMBER_FROM_1, "0"), (KeyStyle.NUMBER_FROM_1, "5"),
     (KeyStyle.NUMBER_FROM_1, "-1"), (KeyStyle.NUMBER_FROM_0, "4"), (KeyStyle.TEXT, "Daegu"),
     (KeyStyle.TEXT, "Seoul;Daegu"),
     (KeyStyle.TEXT, "bad"), (KeyStyle.LETTER, "D"), (KeyStyle.NUMBER_FROM_1, "9" * 150)],
)  # fmt: skip
def test_a_key_that_is_no_option_is_never_guessed(style: KeyStyle, key: str) -> None:
    said = reason(["Which?", "Seoul", "Busan", "Jeju", "", key], *FOUR.columns, style=style)
    assert said.startswith(f"the right answer “{key[:60]}” is none of the options")


def test_an_empty_option_keeps_the_letters_of_those_after_it() -> None:
    assert draft(["Which?", "a", "", "c", "d", "C"], *FOUR.columns, style=KeyStyle.LETTER).answers == ("c",)


def test_numbers_as_options_are_texts_before_they_are_places() -> None:
    assert draft(["2 + 2?", "4", "3", "2", "1", "4"], *FOUR.columns).answers == ("4",)


def test_a_row_without_prompt_or_key_is_rejected_and_says_how_it_begins() -> None:
    assert reason(["", "a"], P, K) == "there is no question text, so the question was left out"
    assert reason(["Who?", ""], P, K) == "no right answer is given, so the question was left out"
    assert item(["", "a"], Mapping((P, K), 0)).text == "a"


def test_options_in_one_cell_are_divided() -> None:
    assert draft(["Which?", "a|b|c", "b"], P, Field.OPTIONS, K, separator="|").answers == ("b",)
    labelled = draft(["Which?", "A) one B) two C) three", "B"], P, Field.OPTIONS, K, style=KeyStyle.LETTER)
    assert (labelled.answers, len(labelled.distractors)) == (("two",), 2)


def test_letters_before_options_are_taken_away() -> None:
    read = draft(["Which?", "A. one", "B. two", "C. three", "", "B. two"], *FOUR.columns)
    assert (read.answers, [each.text for each in read.distractors]) == (("two",), ["one", "three"])


def test_wrong_options_may_stand_beside_the_key() -> None:
    read = draft(["Which?", "a; b", "c", "", "d"], P, K, W, W, W)
    assert (read.kind, read.answers, [each.text for each in read.distractors]) == (
        "single_choice",
        ("a; b",),
        ["c", "d"],
    )


def test_options_of_a_typed_question_are_dropped_with_a_warning() -> None:
    read = item(["Who?", "short answer", "a", "b"], Mapping((P, Field.KIND, K, W), 0))
    assert read.draft is not None
    assert read.draft.answers == ("a",)
    assert "“b”" in str(read.problems[0].message)
    forms = item(["Who?", "fill in the blank", "a", "b", ""], Mapping((P, Field.KIND, OPT, OPT, K), 0))
    assert forms.draft is not None
    assert (forms.draft.answers, forms.problems) == (("a", "b"), ())


def test_each_option_may_have_a_column_that_says_whether_it_is_right() -> None:
    columns = (P, OPT, K, OPT, K, OPT, K)
    assert draft(["Which?", "a", "FALSE", "b", "TRUE", "c", ""], *columns).answers == ("b",)
    assert draft(["Which?", "a", "1", "b", "0", "c", "1"], *columns).answers == ("a", "c")
    assert "none of the options" in reason(["Which?", "a", "FALSE", "b", "FALSE", "c", "FALSE"], *columns)


def test_a_word_in_brackets_keeps_them() -> None:
    assert draft(["Which?", "[sic]"], P, K).answers == ("[sic]",)


def test_repeated_options_are_left_out_once_with_a_warning() -> None:
    read = item(["Which?", "a", "b", "b", "a"], Mapping((P, OPT, OPT, OPT, K), 0))
    assert read.draft is not None
    assert [each.text for each in read.draft.distractors] == ["b"]
    assert [str(each.message) for each in read.problems] == ["the option “b” stands there twice; one was left out"]
    beside = item(["Which?", "a", "A", "a"], Mapping((P, K, W, W), 0))
    assert beside.draft is not None
    assert [each.text for each in beside.draft.distractors] == ["A"]
    assert "“a”" in str(beside.problems[0].message)


@pytest.mark.parametrize(
    ("cells", "columns", "answer"),
    [
        (["It is?", "True", "False", "False"], (P, OPT, OPT, K), False),
        (["It is?", "false", "true"], (P, K, W), False),
        (["그런가?", "참"], (P, K), True),
        (["It is?", "no", "true_false"], (P, K, Field.KIND), False),
        (["It is?", "True", "False", "A", "true false"], (P, OPT, OPT, K, Field.KIND), True),
        (["It is?", "1", "boolean"], (P, K, Field.KIND), True),
    ],
)
def test_true_and_false_become_their_own_kind(cells: list[str], columns: tuple[Field, ...], answer: bool) -> None:
    read = draft(cells, *columns)
    assert (read.kind, read.answer, read.answers, read.distractors) == ("true_false", answer, (), ())


def test_yes_and_no_stay_options_where_nobody_says_true_or_false() -> None:
    assert draft(["Is it?", "Yes", "No", "No"], P, OPT, OPT, K).kind == "single_choice"


def test_every_other_column_arrives_at_its_field() -> None:
    fields = (Field.OWN_ID, Field.CATEGORY, Field.DIFFICULTY, Field.EPISODE, Field.HINT, Field.HINT, Field.EXPLANATION)
    more = (Field.SOURCE, Field.SOURCE_URL, Field.TAGS)
    mapping = Mapping((P, K, *fields, *more), 0)
    cells = ["Who?", "A;B", "q1", "Plot", "Schwer", "Ep. 7", "one", "two", "so", "Recap", "https://x.org", "a; b"]
    read = item(cells, mapping)
    assert read.own_id == "q1"
    assert read.draft == Draft(
        kind="short_answer", prompt="Who?", answers=("A", "B"), category="Plot", difficulty=3, episode=7,
        hint="one\ntwo", explanation="so", sources=(Source("Recap", "https://x.org"),), tags=("a", "b"),
    )  # fmt: skip


@pytest.mark.parametrize(("text", "episode"), [("0", 0), ("16.0", 16), ("S01E05", 5), ("12회", 12), ("Folge 3", 3)])
def test_episodes_are_understood_as_people_write_them(text: str, episode: int) -> None:
    assert draft(["Who?", "A", text], P, K, Field.EPISODE).episode == episode


def test_what_is_dropped_or_altered_is_said() -> None:
    read = item(
        ["Who?", "A", "late", "odd", "x.png"], Mapping((P, K, Field.EPISODE, Field.DIFFICULTY, Field.PICTURE), 0)
    )
    assert read.draft is not None
    assert sorted(each.field for each in read.problems) == ["difficulty", "episode", "media"]
    assert all(each.severity is Severity.WARNING for each in read.problems)


def test_short_rows_are_read_with_a_warning_and_long_ones_rejected() -> None:
    mapping = Mapping((P, K, W, W, Field.HINT), 0)
    short = item(["Who?", "a", "b"], mapping)
    assert short.draft is not None
    assert "3 cells" in str(short.problems[0].message)
    assert item(["Who?", "a", "b"], Mapping((P, K, W, W), 0)).problems == ()
    assert item(["Who?", "a", "b", "c", "d", "", " "], mapping).problems == ()
    assert reason(["Who", " when?", "a", "b"], P, K, W).startswith("this row has 4 cells where the table has 3 columns")


def test_blank_and_prepared_rows_are_no_questions_but_a_lone_text_is_listed() -> None:
    mapping = Mapping((Field.OWN_ID, Field.KIND, P, K), 0)
    rows = [(1, []), (2, ["", " ", "", ""]), (3, ["3", "multiple choice", "", ""]), (4, ["what is this", "", "", ""]),
            (5, ["5", "", "Who?", "A"])]  # fmt: skip
    assert [each.line for each in read_rows("a", rows, mapping) if isinstance(each, ReadItem)] == [4, 5]


def test_a_header_that_is_repeated_is_no_question() -> None:
    rows = [(1, ["question", "answer"]), (2, ["a?", "b"]), (3, ["question", "answer"]), (4, ["c?", "d"])]
    assert [each.line for each in read_rows("a", rows, Mapping((P, K))) if isinstance(each, ReadItem)] == [2, 4]


def test_too_many_options_and_too_long_texts_are_rejected() -> None:
    assert "101 options" in reason(["Who?", "a", *map(str, range(101))], P, K, *([W] * 101))
    assert "20000 characters" in reason(["x" * 20_001, "a"], P, K)
    assert item(["Who?", "a", "x" * 20_001], Mapping((P, K, Field.NOTHING), 0)).draft is not None


def test_reading_is_lazy() -> None:
    def endless() -> object:
        number = 0
        while True:
            number += 1
            yield number, ["Who?", "A"]

    found = read_rows("a", endless(), Mapping((P, K), 0))  # type: ignore[arg-type]
    assert [each.line for each, _ in zip(found, range(3), strict=False) if isinstance(each, ReadItem)] == [1, 2, 3]


@pytest.mark.parametrize("columns", [(), (P,), (K,), (Field.NOTHING,)])
def test_a_mapping_without_question_or_key_gets_one_sentence(columns: tuple[Field, ...]) -> None:
    (only,) = read_rows("a", [(1, ["a", "b"])], Mapping(columns))
    assert isinstance(only, FileProblem)
    assert "choose the mapping" in str(only)


# Mappings that are remembered.


def test_a_mapping_is_the_same_after_a_file_of_settings() -> None:
    mapping = Mapping((P, OPT, Field.NOTHING, K), 8, KeyStyle.NUMBER_FROM_0, "|", "\t")
    assert mapping_from_dict(mapping_to_dict(mapping)) == mapping
    assert mapping_from_dict({"columns": ["prompt", "key"]}) == Mapping((P, K))


@pytest.mark.parametrize(
    ("name", "value"),
    [("columns", ["prompt"]), ("columns", []), ("columns", "prompt"), ("columns", ["prompt", "key", "colour"]),
     ("columns", ["prompt", "key", 3]), ("columns", ["prompt", "key"] * 600), ("header", -1), ("header", True),
     ("header", "1"), ("key_style", "roman"), ("key_style", None), ("separator", ""), ("separator", "and"),
     ("delimiter", ":"), ("delimiter", 5), ("colour", "red")],
)  # fmt: skip
def test_a_wrong_value_of_a_mapping_gets_a_sentence_that_names_it(name: str, value: object) -> None:
    with pytest.raises(QuizError) as raised:
        mapping_from_dict({"columns": ["prompt", "key"], name: value})
    assert "mapping" in str(raised.value)
    assert name in str(raised.value) or name == "columns"


def test_tables_with_the_same_header_have_the_same_key() -> None:
    mapping = Mapping((P, K))
    key = header_key([["Question ", "ANSWER"], ["a?", "b"]], mapping)
    assert key == header_key([["question", "Answer", ""], ["c?", "d"]], mapping)
    assert key != header_key([["question", "reply"]], mapping)
    assert header_key([["a?", "b"]], Mapping((P, K), 0)) == header_key([], mapping) == ""
    assert len(header_key([["x" * 5_000]], mapping)) <= 200
