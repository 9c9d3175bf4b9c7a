"""What Anki exports as text is read by the lines that stand above it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from quizapp.formats import anki_text
from quizapp.formats.anki_fields import OWN_TYPES, fields_of
from quizapp.formats.reading import Source
from quizapp.game.draft import Draft
from quizapp.game.mapping import Field, Mapping
from quizapp.game.question import Kind, Question
from tests.formats.foreign_text import (
    assert_told,
    counts,
    damaged,
    drafts_of,
    fixtures,
    found_in,
    items_of,
    source_of,
    told,
    wrong_texts,
)


def read(text: str, mapping: Mapping | None = None) -> list:
    return list(anki_text.read(Source("notes.txt", text.encode()), mapping))


def test_named_columns_are_read() -> None:
    items = items_of(found_in(anki_text, "valid/anki-columns.txt"))
    first, sport, truth = (item.draft for item in items)
    assert [(item.line, item.own_id) for item in items] == [(8, "ab{c"), (9, "de;f"), (11, "#gh")]
    assert first is not None
    assert sport is not None
    assert truth is not None
    assert (first.kind, first.prompt, first.answers) == (
        Kind.SHORT_ANSWER, "Who translates films?", ("Oh Mi-joo",),
    )  # fmt: skip
    assert (first.category, first.tags, first.explanation) == (
        "Run On", ("cast", "main"), "She works from home & on sets.",
    )  # fmt: skip
    assert (sport.answers, wrong_texts(sport)) == (("sprint",), ["hurdles", "marathon"])
    assert (truth.kind, truth.answer, truth.explanation) == (Kind.TRUE_FALSE, True, 'He says "yes".')


def test_each_note_that_cannot_be_asked_is_told() -> None:
    found = found_in(anki_text, "invalid/anki-columns.txt")
    assert counts(found) == (6, 0)
    said = told(found)
    for line, words in (
        (8, "no question text"), (9, "none of the options"), (10, "too long to be typed"), (11, "no right answer"),
        (12, "this row has"), (13, "not closed"),
    ):  # fmt: skip
        assert any(each.startswith(f"{line}: ") and words in each for each in said), words


def test_plain_text_stays_as_it_is() -> None:
    first, second = drafts_of(found_in(anki_text, "valid/anki-plain.txt"))
    assert (first.prompt, first.answers, first.tags) == ("What is 1 < 2 called?", ("an inequality",), ("drama",))
    assert second.answers == ("Oh Mi-joo",)
    assert counts(found_in(anki_text, "invalid/anki-plain.txt")) == (2, 0)


def test_clozes_are_read() -> None:
    drafts = drafts_of(found_in(anki_text, "valid/anki-cloze.txt"))
    assert [draft.answers for draft in drafts] == [("runner",), ("translator",), ("Seo Dan-ah",), ("Dan-ah",)]
    assert (drafts[0].hint, drafts[0].explanation) == ("sport", "In episode one.")
    assert counts(found_in(anki_text, "invalid/anki-cloze.txt")) == (4, 0)


def test_only_what_anki_wrote_is_recognised() -> None:
    for name in fixtures("anki"):
        assert anki_text.recognises(source_of(f"valid/{name}"))
    for text in ("Question\tAnswer\n", "# remark\nA\tB\n", "#Q Who?\n^ He\n", ""):
        assert not anki_text.recognises(Source("notes.txt", text.encode()))
    assert anki_text.recognises(Source("notes.txt", "#separator:tab\nA\tB\n".encode("utf-16")))


def test_the_preview_shows_names_and_columns() -> None:
    preview = anki_text.preview(source_of("valid/anki-columns.txt"))
    assert preview.rows[0] == ("Guid", "Notetype", "Deck", "Question", "Answer", "Explanation", "Tags")
    assert preview.rows[1][3] == "Who translates films?"
    assert preview.mapping.columns == (
        Field.OWN_ID, Field.NOTHING, Field.CATEGORY, Field.PROMPT, Field.KEY, Field.EXPLANATION, Field.TAGS,
    )  # fmt: skip
    assert preview.mapping.header == 1


def test_a_mapping_counts() -> None:
    text = "#separator:tab\n#html:true\n#tags column:2\n달리다\tverb\tto run\tx\n"
    assert counts(read(text)) == (1, 0)
    mapping = Mapping((Field.KEY, Field.TAGS, Field.PROMPT, Field.NOTHING), 0, delimiter="\t")
    (draft,) = drafts_of(read(text, mapping))
    assert (draft.prompt, draft.answers, draft.tags) == ("to run", ("달리다",), ("verb",))


def test_the_guessed_mapping_reads_the_same() -> None:
    for name in fixtures("anki"):
        source = source_of(f"valid/{name}")
        preview = anki_text.preview(source)
        if preview.mapping.is_usable:
            assert list(anki_text.read(source, preview.mapping)) == list(anki_text.read(source))


def test_a_file_without_notes_is_told() -> None:
    assert told(read("#separator:tab\n#html:true\n")) == ["0: there are no notes in this file"]


@pytest.mark.parametrize("name", fixtures("anki"))
def test_damaged_files_give_questions_or_problems(name: str) -> None:
    for source in damaged(name):
        anki_text.recognises(source)
        anki_text.preview(source)
        assert_told(anki_text.read(source))


def test_notes_of_several_types_are_read_by_their_own_fields() -> None:
    text = (
        "#separator:tab\n#html:true\n#notetype column:1\n#tags column:6\n"
        "Basic\tWho runs?\tKi Seon-gyeom\t\t\tcast\n"
        "Basic\tWho translates?\tOh Mi-joo\t\t\tcast\n"
        "Cloze\tThe {{c1::agent}}.\tSeo Dan-ah\t\t\t\n"
        "Quiz\tone\ttwo\tB\tWhich?\t\n"
    )
    runs, translates, cloze, unknown = items_of(read(text))
    assert [each.draft.answers for each in (runs, translates, cloze) if each.draft] == [
        ("Ki Seon-gyeom",), ("Oh Mi-joo",), ("agent",),
    ]  # fmt: skip
    assert unknown.draft is None
    preview = anki_text.preview(Source("notes.txt", text.encode()))
    assert preview.mapping.columns == (
        Field.NOTHING, Field.PROMPT, Field.KEY, Field.NOTHING, Field.NOTHING, Field.TAGS,
    )  # fmt: skip
    assert read(text, preview.mapping) == read(text)


def test_our_own_notes_come_back_from_text() -> None:
    question = Question("pack/u", Kind.MATCHING, "plot", "Match <b>", pairs=(("a", "1"), ("b", "2")), episode=3)
    cells = fields_of(Draft.of(question))
    rows = ["\t".join(f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in [OWN_TYPES[1], *cells])]
    (item,) = items_of(read("\n".join(["#separator:tab", "#html:true", "#notetype column:1", *rows])))
    assert (item.draft, item.own_id) == (Draft.of(replace(question, uid="")), "pack/u")
