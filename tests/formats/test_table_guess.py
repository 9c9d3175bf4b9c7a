"""The guess: columns by their heads in several languages, by their cells where heads say nothing, or not at all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.formats.table_guess import guess
from quizapp.game.mapping import Field, KeyStyle

SHORT = {
    "p": Field.PROMPT, "k": Field.KEY, "o": Field.OPTION, "w": Field.WRONG, "l": Field.OPTIONS, "-": Field.NOTHING,
    "c": Field.CATEGORY, "d": Field.DIFFICULTY, "e": Field.EPISODE, "h": Field.HINT, "x": Field.EXPLANATION,
    "s": Field.SOURCE, "u": Field.SOURCE_URL, "t": Field.TAGS, "i": Field.OWN_ID, "n": Field.KIND, "g": Field.PICTURE,
}  # fmt: skip


def columns(text: str) -> tuple[Field, ...]:
    return tuple(SHORT[letter] for letter in text)


@pytest.mark.parametrize(
    ("head", "row", "expected"),
    [
        ("id,question,option_A,option_B,option_C,option_D,correct", "1,Who?,a,b,c,d,B", "ipooook"),
        ("Question,Answer 1,Answer 2,Answer 3,Correct Answer", "Who?,a,b,c,2", "poook"),
        ("question,answer,wrong 1,wrong 2", "Who?,a,b,c", "pkww"),
        ("question,correctAnswer,incorrectAnswers", "Who?,a,b;c", "pkw"),
        ("question,answer,option1,option2,option3", "Who?,right,bbb,ccc,ddd", "pkwww"),
        ("Question,A,B,C,D,Answer Key", "Who?,a,b,c,d,C", "pooook"),
        ("prompt,answers,correct", "Who?,a;b;c,b", "plk"),
        ("category,type,difficulty,question,answer", "Plot,multiple choice,easy,Who?,a", "cndpk"),
        ("question,answer,type", "Who?,a,Biology", "pk-"),
        ("No.,Question,Answer,Episode,Source,URL,Tags,Image", "1,Who?,a,1,x,y,z,i.png", "-pkesutg"),
        (
            "Frage,Antwort A,Antwort B,Richtig,Erklärung,Kategorie,Schwierigkeit,Folge",
            "Wer?,a,b,A,w,x,leicht,3",
            "pookxcde",
        ),
        ("Question,Réponse correcte,Mauvaise réponse,Indice,Explication,Niveau", "Qui ?,a,b,c,d,e", "pkwhxd"),
        ("Pregunta,Opción A,Opción B,Respuesta correcta,Dificultad,Categoría", "¿Quién?,a,b,B,1,x", "pookdc"),
        ("번호,문제,보기1,보기2,정답,해설,힌트,난이도,출처", "1,누구?,ㄱ,ㄴ,2,왜,음,하,책", "-pookxhds"),
        ("Вопрос,Ответ,Подсказка", "Кто?,Я,там", "pkh"),
        ("question,answer,question:de,answer:de", "Who?,a,Wer?,b", "pk--"),
        ("Front,Back,Tags", "Who?,a,b", "pkt"),
        ("text,answer", "Who?,a", "pk"),
        ("問題,選択肢1,選択肢2,正解", "誰?,a,b,1", "pook"),
    ],
)
def test_heads_are_understood(head: str, row: str, expected: str) -> None:
    mapping = guess([head.split(","), row.split(",")])
    assert mapping.columns == columns(expected)
    assert mapping.header == 1


@pytest.mark.parametrize(
    ("keys", "style"),
    [(["A", "C"], KeyStyle.LETTER), (["AB", "C"], KeyStyle.LETTER), (["b", "d"], KeyStyle.LETTER),
     (["1", "4"], KeyStyle.NUMBER_FROM_1), (["1", "2,3"], KeyStyle.NUMBER_FROM_1), (["0", "3"], KeyStyle.NUMBER_FROM_0),
     (["run", "sit"], KeyStyle.TEXT), (["run;sit", "go"], KeyStyle.TEXT)],
)  # fmt: skip
def test_the_way_the_key_is_told_is_seen_from_the_rows(keys: list[str], style: KeyStyle) -> None:
    rows = [["question", "a", "b", "c", "d", "correct"], *(["Who?", "run", "sit", "go", "fly", key] for key in keys)]
    assert guess(rows).key_style is style


def test_programs_count_the_options_of_a_list_from_0() -> None:
    rows = [["question", "choices", "answer"], ["Who?", "['a', 'b', 'c']", "1"], ["Why?", "['d', 'e', 'f']", "2"]]
    assert guess(rows).key_style is KeyStyle.NUMBER_FROM_0
    rows.append(["When?", "['g', 'h', 'i']", "3"])
    assert guess(rows).key_style is KeyStyle.NUMBER_FROM_1


@pytest.mark.parametrize("keys", [["4", "7"], ["A", "B"], ["10", "x"]])
def test_short_answers_without_options_are_texts(keys: list[str]) -> None:
    assert guess([["question", "answer"], *(["What?", key] for key in keys)]).key_style is KeyStyle.TEXT


def test_one_wrong_0_does_not_move_the_other_keys() -> None:
    rows = [["question", "a", "b", "correct"], *(["Who?", "run", "sit", key] for key in ("1", "2", "2", "0", "1"))]
    assert guess(rows).key_style is KeyStyle.NUMBER_FROM_1


def test_commas_in_wrong_options_divide_them_only_where_all_have_some() -> None:
    rows = [["question", "answer", "wrong"], ["Who?", "a", "No, never"], ["Why?", "a", "Yes"]]
    assert guess(rows).separator == ";"
    assert guess([rows[0], ["Who?", "a", "b, c"], ["Why?", "a", "d, e"]]).separator == ","


def test_numbers_that_are_options_are_texts() -> None:
    rows = [["question", "a", "b", "c", "correct"], ["1 + 1?", "3", "2", "1", "2"], ["2 + 3?", "5", "4", "3", "5"]]
    assert guess(rows).key_style is KeyStyle.TEXT


@pytest.mark.parametrize("separator", [";", "|", "/", ","])
def test_the_sign_between_options_is_seen_from_the_rows(separator: str) -> None:
    rows = [["question", "options", "correct"], ["Who?", separator.join("abc"), "b"]]
    assert guess(rows).separator == separator


@pytest.mark.parametrize(
    ("rows", "expected", "style"),
    [
        (["Who runs?,Ki,Oh,Seo,1", "Who writes?,Ki,Oh,Seo,2"], "poook", KeyStyle.NUMBER_FROM_1),
        (["Who runs?,Ki,Oh,Seo,0", "Who writes?,Ki,Oh,Seo,2"], "poook", KeyStyle.NUMBER_FROM_0),
        (["Who runs?,Ki,Oh,Seo,A", "Who writes?,Ki,Oh,Seo,B"], "poook", KeyStyle.LETTER),
        (["1,Who runs?,B,Ki,Oh,Seo", "2,Who writes?,C,Ki,Oh,Seo"], "-pkooo", KeyStyle.LETTER),
        (["Who runs?,Ki,Oh,Seo,Ki", "Who writes?,Ki,Oh,Seo,Oh"], "poook", KeyStyle.TEXT),
        (["Who runs?,Ki", "Who writes?,Oh"], "pk", KeyStyle.TEXT),
        (["누가 뛰나?,기선겸", "누가 쓰나?,오미주"], "pk", KeyStyle.TEXT),
    ],
)
def test_tables_without_a_header_are_understood_by_their_cells(rows: list[str], expected: str, style: KeyStyle) -> None:
    mapping = guess([row.split(",") for row in rows])
    assert (mapping.columns, mapping.header, mapping.key_style) == (columns(expected), 0, style)


def test_a_header_in_unknown_words_is_none_of_the_questions() -> None:
    rows = [
        ["kysymys", "yksi", "kaksi", "vastaus"],
        ["Kuka juoksee?", "Ki", "Oh", "A"],
        ["Kuka laulaa?", "Ki", "Oh", "B"],
    ]
    mapping = guess(rows)
    assert (mapping.columns, mapping.header) == (columns("pook"), 1)


def test_a_header_may_stand_below_other_rows() -> None:
    rows = [["My quiz"], [], ["made in 2026"], ["Question", "Answer"], ["Who?", "Ki"]]
    assert guess(rows).header == 4


def test_a_question_in_words_of_a_header_hides_none_of_those_above_it() -> None:
    rows = [["Name a runner.", "Ki", "Oh"], ["Name a question word", "right", "wrong"], ["Name a city.", "Seoul", "Oh"]]
    assert guess(rows).header <= 1


def test_ragged_rows_do_not_spoil_the_guess() -> None:
    good = ["Who runs?", "Ki", "Oh", "Seo", "A"]
    rows = [good, [*good, "x", "y"], good, ["Who?"], good, good]
    assert guess(rows).columns == columns("poook")


def test_rows_may_have_more_wrong_options_than_heads() -> None:
    assert guess([["question", "answer", "wrong"], ["Who?", "a", "b", "c", "d"]]).columns == columns("pkwww")


@pytest.mark.parametrize(
    "rows",
    [
        [], [[]], [["", ""]], [["country", "capital"], ["Korea", "Seoul"]], [["name", "price"], ["Tea", "3"]],
        [["question"], ["Who?"]], [["question", "answer 1", "answer 2"], ["Who?", "a", "b"]],
        [["Who runs?", "Ki", "Oh", "Seo"], ["Who writes?", "Ki", "Oh", "Seo"]],
    ],
)  # fmt: skip
def test_where_nothing_tells_the_key_nothing_is_guessed(rows: list[list[str]]) -> None:
    assert not guess(rows).is_usable


def test_a_row_of_instructions_under_the_header_is_skipped() -> None:
    rows = [["Question Text", "Question Type", "Option 1", "Option 2", "Correct Answer"],
            ["Write it here", "One of the kinds that we know", "", "", "The number"],
            ["Who?", "Multiple Choice", "a", "b", "2"]]  # fmt: skip
    mapping = guess(rows)
    assert (mapping.header, mapping.columns, mapping.key_style) == (2, columns("pnook"), KeyStyle.NUMBER_FROM_1)


words = st.sampled_from(
    ["question", "answer", "A", "b", "1", "0", "", "Who?", "wrong", "type", "options", "x" * 300, "?"]
)


@given(st.lists(st.lists(words, max_size=8), max_size=8))
def test_any_rows_can_be_guessed_at(rows: list[list[str]]) -> None:
    mapping = guess(rows)
    assert mapping.header <= max(len(rows), 1)
    assert len(mapping.columns) <= max(map(len, rows), default=0) or not rows
    assert mapping.columns.count(Field.PROMPT) <= 1


def test_a_hundred_thousand_columns_are_not_all_mapped() -> None:
    assert len(guess([["x"] * 100_000, ["y"] * 100_000]).columns) == 1_000
