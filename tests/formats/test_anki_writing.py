"""What is written for Anki is read again as it was, and shows in Anki as text."""

from __future__ import annotations

import io
import sqlite3
import zipfile
from collections.abc import Callable
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.formats import anki
from quizapp.formats.archive import write_archive
from quizapp.formats.reading import ReadItem, Source
from quizapp.formats.writing import Written
from quizapp.game.draft import Draft, Severity
from quizapp.game.question import Category, Distractor, Kind, Media, PackInfo, Question
from tests.formats.strategies import questions

INFO = PackInfo("pack", "Pack: one::two", "1", episodes=16, categories=(Category("plot", "The plot"),))
CHOICE = Question(
    "pack/u1",
    Kind.SINGLE_CHOICE,
    "plot",
    "Who <b>&amp; {{c1::x}} [sound:a.mp3]?",
    episode=3,
    difficulty=3,
    answers=("A & B",),
    distractors=(Distractor("]]>", 4, "no"), Distractor("C")),
    tags=("two words", "one"),
)
TYPED = Question("pack/u2", Kind.SHORT_ANSWER, "plot", "Who?", answers=("He", "Him"))
MATCHING = Question("pack/u3", Kind.MATCHING, "plot", "Match", pairs=(("a", "1"), ("b", "2")), extra=("3",))


def items_of(content: bytes) -> list[ReadItem]:
    items = [*anki.read(Source("written.apkg", content))]
    assert all(isinstance(item, ReadItem) for item in items)
    return [item for item in items if isinstance(item, ReadItem)]


def kept(question: Question) -> Draft:
    category = "The plot" if question.category == "plot" else question.category
    return replace(Draft.of(question), uid="", category=category, media=None)


def rows(written: Written, query: str) -> list[tuple]:
    with zipfile.ZipFile(io.BytesIO(written.content)) as archive:
        database = sqlite3.connect(":memory:")
        database.deserialize(archive.read("collection.anki2"))
        found = database.execute(query).fetchall()
        database.close()
    return found


def edited(written: Written, change: Callable[[sqlite3.Connection], object]) -> bytes:
    """The package after somebody worked on it in Anki."""
    with zipfile.ZipFile(io.BytesIO(written.content)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    database = sqlite3.connect(":memory:")
    database.deserialize(files["collection.anki2"])
    change(database)
    database.commit()
    files["collection.anki2"] = database.serialize()
    database.close()
    return write_archive(files)


def replaced(old: str, new: str) -> Callable[[sqlite3.Connection], object]:
    """Changes what the fields show, not what the last one holds."""
    place = "instr(flds, '{&quot;')"
    query = f"UPDATE notes SET flds = replace(substr(flds, 1, {place} - 1), ?, ?) || substr(flds, {place})"
    return lambda database: database.execute(query, (old, new))


@settings(max_examples=40)
@given(st.lists(st.integers(0, 9), max_size=4).flatmap(lambda numbers: st.tuples(*map(questions, numbers))))
def test_what_is_written_is_read_again(wanted: tuple[Question, ...]) -> None:
    wanted = tuple({each.uid: each for each in wanted}.values())
    written = anki.write(wanted, INFO)
    assert all(problem.severity is Severity.WARNING for problem in written.left_out)
    assert {problem.uid for problem in written.left_out} == {each.uid for each in wanted if each.media}
    items = items_of(written.content) if wanted else []
    assert [item.own_id for item in items] == [each.uid for each in wanted]
    assert [item.draft for item in items] == [kept(each) for each in wanted]
    assert not [problem for item in items for problem in item.problems]


def test_the_same_questions_give_the_same_bytes() -> None:
    pictures = {"media/x.png": b"1"}
    wanted = [CHOICE, TYPED, MATCHING, replace(TYPED, uid="p", media=Media("media/x.png", "X"))]
    assert anki.write(wanted, INFO, pictures) == anki.write(wanted, INFO, pictures)


def test_a_note_keeps_its_identity_when_its_text_changes() -> None:
    before, after = (
        rows(anki.write([each], INFO), "SELECT guid, mid FROM notes")
        for each in (CHOICE, replace(CHOICE, prompt="Whose?", answers=("D",)))
    )
    assert before == after


def test_anki_takes_a_note_again_that_was_changed_and_leaves_the_others() -> None:
    """Of two notes of one guid Anki takes the one with the later `mod`, which is in seconds."""
    changed_at_ms = {"pack/u1": 1_790_000_000_000, "pack/u2": 1_790_000_000_000}
    first = rows(anki.write([CHOICE, TYPED], INFO, None, changed_at_ms), "SELECT guid, mod, id FROM notes")
    mended = replace(CHOICE, prompt="Whose?")
    changed_at_ms["pack/u1"] += 1_000
    written = anki.write([mended, TYPED], INFO, None, changed_at_ms)
    again = rows(written, "SELECT guid, mod, id FROM notes")
    assert [(guid, mod - before) for (guid, mod, _), (_, before, _) in zip(again, first, strict=True)] == [
        (first[0][0], 1),
        (first[1][0], 0),
    ]
    assert first[0][1] == 1_790_000_000
    assert [number for _, _, number in again] == [number for _, _, number in first]
    assert written == anki.write([mended, TYPED], INFO, None, changed_at_ms), "the same questions, the same bytes"


def test_texts_are_no_markup_in_anki() -> None:
    ((fields,),) = rows(anki.write([CHOICE], INFO), "SELECT flds FROM notes")
    assert fields.startswith("Who &lt;b&gt;&amp;amp; {&#123;c1::x}} &#91;sound:a.mp3]?")
    assert "[sound:" not in fields


def test_anki_shows_one_deck_and_tags_without_spaces() -> None:
    written = anki.write([CHOICE, TYPED], INFO)
    ((decks, tags),) = rows(written, "SELECT decks, (SELECT tags FROM notes ORDER BY id) FROM col")
    assert '"Pack: one:two"' in decks
    assert tags.split() == ["two_words", "one"]


def test_pictures_are_in_the_package() -> None:
    question = replace(TYPED, media=Media("media/a b.png", 'A "face"'))
    written = anki.write([question], INFO, {"media/a b.png": b"\x89PNG"})
    assert not written.left_out
    (item,) = items_of(written.content)
    assert item.draft is not None
    assert item.draft.media is not None
    assert item.picture is not None
    assert item.draft.media.alt == 'A "face"'
    assert item.picture.name == item.draft.media.image
    assert item.picture.load() == b"\x89PNG"


def test_a_picture_that_is_not_given_is_listed() -> None:
    (problem,) = anki.write([replace(TYPED, media=Media("media/x.png", "X"))], INFO).left_out
    assert (problem.uid, problem.severity) == (TYPED.uid, Severity.WARNING)
    assert "media/x.png" in str(problem.message)


def test_what_was_changed_in_anki_is_taken_from_there() -> None:
    content = edited(anki.write([CHOICE], INFO), replaced("A &amp; B", "A and B"))
    (item,) = items_of(content)
    assert item.draft is not None
    assert (item.draft.answers, item.own_id) == (("A and B",), CHOICE.uid)
    assert {each.text for each in item.draft.distractors} == {"]]>", "C"}
    assert (item.draft.episode, item.draft.difficulty, item.draft.category) == (3, 3, "The plot")
    assert item.draft.tags == CHOICE.tags
    assert "changed in Anki" in str(item.problems[0].message)


def test_tags_that_were_changed_in_anki_are_taken_from_there() -> None:
    content = edited(anki.write([TYPED], INFO), lambda database: database.execute("UPDATE notes SET tags = ' new '"))
    (item,) = items_of(content)
    assert item.draft == replace(kept(TYPED), tags=("new",))


def test_pairs_that_were_changed_in_anki_are_told() -> None:
    (item,) = items_of(edited(anki.write([MATCHING], INFO), replaced("Match", "Find")))
    assert item.draft is None
    assert "pairs" in str(item.problems[0].message)


def test_a_note_whose_data_is_damaged_is_read_by_its_texts() -> None:
    content = edited(
        anki.write([TYPED], INFO),
        lambda database: database.execute("UPDATE notes SET flds = replace(flds, '{&quot;', '{')"),
    )
    (item,) = items_of(content)
    assert item.draft is not None
    assert (item.draft.prompt, item.draft.answers) == ("Who?", ("He", "Him"))
