"""Anki packages of every generation are read note by note, and no note is lost without a word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest

from quizapp.formats import anki
from quizapp.formats.reading import FileProblem, Found, ReadItem, Source
from quizapp.game.draft import Draft
from quizapp.game.mapping import Field, Mapping
from quizapp.game.question import Kind, Media
from tests.formats.anki_decks import (
    DUMMY,
    GENERATIONS,
    N,
    collection,
    message,
    newest,
    notes,
    oldest,
    packed,
    second,
    squeezed,
)
from tests.formats.foreign_text import (
    REPLACEMENTS,
    assert_told,
    corpus,
    counts,
    drafts_of,
    items_of,
    needs_corpora,
    told,
    wrong_texts,
)

CLOZE = ("Cloze", ("Text", "Back Extra"))
DECK = [
    *notes("Who <b>translates</b>&nbsp;films?|Oh Mi-joo", "Seoul is in Korea.|True", "|nothing asked"),
    N(("The {{c1::runner::sport}} meets the {{c2::translator}}.", "In episode one."), CLOZE, "a b", "Dramas::Run On"),
    N(("What is <img src='a b.png'>?", "A track"), tags="pictures"),
]
MEDIA = {"a b.png": b"\x89PNG picture", "x.mp3": b"sound"}


def found_in(content: bytes, mapping: Mapping | None = None) -> list[Found]:
    return list(anki.read(Source("deck.apkg", content), mapping))


def draft_of(held: N) -> Draft:
    found = found_in(oldest([held]))
    (draft,) = drafts_of(found) or pytest.fail("\n".join(told(found)))
    return draft


def problems_of(held: N) -> list[str]:
    return [str(problem.message) for item in items_of(found_in(oldest([held]))) for problem in item.problems]


def card(front: str, back: str) -> N:
    return N((front, back))


@pytest.mark.parametrize("name", GENERATIONS)
def test_every_generation_holds_the_same_questions(name: str) -> None:
    source = Source("deck.apkg", GENERATIONS[name](DECK, MEDIA))
    assert anki.recognises(source)
    items = items_of(anki.read(source))
    assert [(item.line, item.own_id, bool(item.draft)) for item in items] == [
        (1, "guid1", True), (2, "guid2", True), (3, "guid3", False),
        (4, "guid4", True), (4, "guid4-c2", True), (5, "guid5", True),
    ]  # fmt: skip
    first, second_, _, runner, translator, picture = (item.draft or Draft() for item in items)
    assert first == Draft(kind=str(Kind.SHORT_ANSWER), prompt="Who translates films?", answers=("Oh Mi-joo",))
    assert (second_.kind, second_.answer) == (Kind.TRUE_FALSE, True)
    assert runner == Draft(
        kind=str(Kind.MISSING_WORD), category="Run On", prompt="The ___ meets the translator.", answers=("runner",),
        hint="sport", explanation="In episode one.", tags=("a", "b"),
    )  # fmt: skip
    assert (translator.prompt, translator.answers) == ("The runner meets the ___.", ("translator",))
    assert (picture.media, picture.tags) == (Media("a b.png", "a b.png"), ("pictures",))
    assert items[5].picture is not None
    assert items[5].picture.load() == b"\x89PNG picture"


def test_a_deck_whose_newer_collection_got_lost_is_not_read_as_its_dummy() -> None:
    (found,) = found_in(packed({"collection.anki2": collection(notes(f"{DUMMY}|"))}))
    assert "newer version" in str(found)


def test_a_damaged_newer_collection_is_told_and_not_replaced_by_the_dummy() -> None:
    dummy = collection(notes(f"{DUMMY}|"))
    for newer in ({"collection.anki21": b"no database at all" * 99}, {"collection.anki21b": b"no zstd"}):
        (found,) = found_in(packed({**newer, "collection.anki2": dummy}))
        assert isinstance(found, FileProblem)
        assert "damaged" in str(found)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04collection.anki2", packed({"collection.anki2": b""})])
def test_what_is_no_collection_is_told(content: bytes) -> None:
    assert anki.recognises(Source("deck.apkg", content))
    (found,) = found_in(content)
    assert isinstance(found, FileProblem)


def test_only_packages_are_recognised() -> None:
    assert not anki.recognises(Source("deck.apkg", packed({"a.txt": b"x"})))
    assert not anki.recognises(Source("deck.txt", b""))
    assert not anki.recognises(Source("deck.apkg", b"collection.anki2"))


@pytest.mark.parametrize(
    ("front", "back", "key", "wrong"),
    [
        ("Which?<br>- [ ] one<br>- [ ] two<br>- [ ] three", "- [x] two", ("two",), ["one", "three"]),
        ("Which?<br>[ ] one<br>[x] two", "", ("two",), ["one"]),
        ("Which?<div>[ ] one</div><div>[ ] two.</div>", "[ ] one<br>[X] Two", ("two.",), ["one"]),
        ("Which?<br>A. one<br>B. two<br>C. three", "B", ("two",), ["one", "three"]),
        ("Which?<br>a) one<br>b) two", "Answer: b) two", ("two",), ["one"]),
        ("Which?<br>(A) one<br>(B) two<br>(C) three", "A, C", ("one", "three"), ["two"]),
        ("Which? A) one B) two C) three", "C.", ("three",), ["one", "two"]),
        ("Which?<br>A) un<br>B) déjà", "deja", ("déjà",), ["un"]),
    ],
)
def test_options_typed_as_text_become_a_choice(front: str, back: str, key: tuple[str, ...], wrong: list[str]) -> None:
    draft = draft_of(card(front, back))
    assert (draft.prompt, draft.answers, wrong_texts(draft)) == ("Which?", key, wrong)
    assert draft.kind == (Kind.SINGLE_CHOICE if len(key) == 1 else Kind.MULTIPLE_CHOICE)


def test_what_stands_beside_typed_options_is_kept() -> None:
    draft = draft_of(card("Which?<br>[ ] one<br>[ ] two<br><br>(several)", "[x] one<br><br>Because of it."))
    assert draft.prompt.split() == ["Which?", "(several)"]
    assert draft.explanation == "Because of it."


@pytest.mark.parametrize(
    ("front", "back", "problem"),
    [
        ("Which?<br>[ ] one<br>[ ] two", "[x] three", "none of the options"),
        ("Which?<br>A) one<br>B) two", "E", "none of the options"),
        ("Which?<br>A) one<br>B) two", "", "no right answer"),
        ("Which?<br>[ ] one<br>[ ] two", "[x] one<br>[x] two", "no wrong option"),
        ("Why?", "x" * 81, "81 characters is too long to be typed"),
        ("Why?", "one<br>two", "several lines"),
        ("Why?", "", "no right answer"),
        ("", "", "the note is empty"),
        ("<img src='a.png'>", "x", "a picture without any text"),
        ("x" * 20_001, "x", "more than 20000 characters"),
    ],
)
def test_a_note_that_cannot_be_asked_is_listed_with_its_reason(front: str, back: str, problem: str) -> None:
    (item,) = items_of(found_in(oldest([card(front, back)])))
    assert item.draft is None
    assert item.own_id == "guid1"
    assert any(problem in str(each.message) for each in item.problems)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("{{c1::a}} and {{c1::b}}", "2 gaps have the number 1"),
        ("___ and {{c1::b}}", "a gap of its own"),
        ("and {{c1::}}", "nothing stands in the gap"),
        ("{{c1::image-occlusion:rect:left=.1}}", "a part of a picture"),
        ("{{c1::" + "x" * 90 + "}}", "too long to be typed"),
    ],
)
def test_a_cloze_that_cannot_be_asked_is_listed_with_its_reason(text: str, problem: str) -> None:
    (item,) = items_of(found_in(oldest([N((text, ""), CLOZE)])))
    assert item.draft is None
    assert problem in str(item.problems[-1].message)


def test_clozes_within_each_other_are_asked_one_by_one() -> None:
    items = items_of(found_in(oldest([N(("{{c1::Seo {{c2::Dan-ah}}}} is {{c3::an agent", ""), CLOZE)])))
    drafts = [item.draft or Draft() for item in items]
    assert [(draft.prompt, draft.answers) for draft in drafts] == [
        ("___ is {{c3::an agent", ("Seo Dan-ah",)),
        ("Seo ___ is {{c3::an agent", ("Dan-ah",)),
    ]


def test_a_cloze_of_many_openings_takes_no_time() -> None:
    text = "{{c1::" * 3_000
    assert_told(found_in(oldest([N((text, ""), CLOZE)])))


def test_sounds_markup_and_missing_pictures_are_named() -> None:
    said = "; ".join(problems_of(card("Who?[sound:a.mp3]<table><tr><td>x</td></tr></table><img src='gone.png'>", "He")))
    for word in ("a.mp3", "table", "gone.png"):
        assert word in said


def test_further_pictures_are_named() -> None:
    content = oldest([card("<img src='a.png' alt='A'> Who? <img src='b.png'>", "He")], {"a.png": b"1", "b.png": b"2"})
    (item,) = items_of(found_in(content))
    assert item.draft is not None
    assert item.draft.media == Media("a.png", "A")
    assert [str(problem.message) for problem in item.problems] == ["the file “b.png” was left out"]


def test_options_of_fields_of_their_own_are_read() -> None:
    options = ("Quiz", ("Question", "Option A", "Option B", "Option C", "Answer", "Hint"))
    draft = draft_of(N(("Which?", "one", "two", "three", "B", "even"), options))
    assert (draft.answers, wrong_texts(draft), draft.hint) == (("two",), ["one", "three"], "even")


def test_options_in_one_field_are_read() -> None:
    held = [N((f"Which {number}?", "one<br>two<br>three", "two"), ("MC", ("Question", "Options", "Answer")))
            for number in range(3)]  # fmt: skip
    drafts = drafts_of(found_in(oldest(held)))
    assert [(draft.answers, wrong_texts(draft)) for draft in drafts] == [(("two",), ["one", "three"])] * 3


def test_statements_with_a_row_of_bits_are_a_multiple_choice() -> None:
    names = ("Question", "Title", "Qtype (0=kprim,1=mc,2=sc)", "Q_1", "Q_2", "Q_3", "Answers", "Extra 1")
    draft = draft_of(N(("Which?", "", "1", "one", "two", "three", "1 0 1", ""), ("All in one", names)))
    assert (draft.kind, draft.answers, wrong_texts(draft)) == (Kind.MULTIPLE_CHOICE, ("one", "three"), ["two"])


@pytest.mark.parametrize("name", GENERATIONS)
def test_the_sides_of_a_card_tell_what_unknown_fields_hold(name: str) -> None:
    words = ("Vocabulary", ("Korean", "English", "Example"))
    sides = ("{{Korean}}", "{{FrontSide}}<hr>{{English}}{{Example}}")
    content = GENERATIONS[name]([N(("달리다", "to run", "..."), words, sides=sides)])
    (draft,) = drafts_of(found_in(content))
    assert (draft.prompt, draft.answers) == ("달리다", ("to run",))


def test_a_mapping_counts_for_the_note_types_with_as_many_fields() -> None:
    words = ("Vocabulary", ("Korean", "English", "Example"))
    content = oldest([N(("달리다", "to run", "He runs."), words), card("Who?", "He")])
    items = items_of(found_in(content))
    assert [bool(item.draft) for item in items] == [False, True]
    mapping = Mapping((Field.KEY, Field.PROMPT, Field.EXPLANATION))
    drafts = drafts_of(found_in(content, mapping))
    assert (drafts[0].prompt, drafts[0].answers, drafts[0].explanation) == ("to run", ("달리다",), "He runs.")
    assert drafts[1].answers == ("He",)


def test_the_guess_for_one_note_type_is_not_taken_for_another() -> None:
    other = ("Places", ("Town", "Country"))
    held = [*notes("Who?|He", "Where?|There"), N(("Seoul", "Korea"), other, sides=("{{Country}}", "{{Town}}"))]
    content = oldest(held)
    mapping = anki.preview(Source("deck.apkg", content)).mapping
    assert [draft.prompt for draft in drafts_of(found_in(content, mapping))] == ["Who?", "Where?", "Korea"]


def test_the_preview_shows_the_commonest_note_type() -> None:
    words = ("Vocabulary", ("Korean", "English", "Example"))
    content = newest([N(("달리다", "to run", ""), words), *notes("Who <b>runs</b>?|He", "Where?|There")])
    preview = anki.preview(Source("deck.apkg", content))
    assert preview.rows == (("Front", "Back"), ("Who runs?", "He"), ("Where?", "There"))
    assert preview.mapping.columns == (Field.PROMPT, Field.KEY)
    assert preview.mapping.header == 1
    assert found_in(content, preview.mapping)[1:] == found_in(content)[1:]


def test_a_preview_of_damage_is_empty() -> None:
    assert anki.preview(Source("deck.apkg", b"PK")).rows == ()


def _changes(content: bytes) -> Iterator[bytes]:
    for end in range(0, len(content), 97):
        yield content[:end]
    for number, place in enumerate(range(0, len(content), 89)):
        byte = REPLACEMENTS[number % len(REPLACEMENTS)]
        yield content[:place] + bytes([byte]) + content[place + 1 :]


@pytest.mark.parametrize("name", GENERATIONS)
def test_a_damaged_package_gives_questions_or_problems(name: str) -> None:
    for content in _changes(GENERATIONS[name](DECK, MEDIA)):
        source = Source("deck.apkg", content)
        anki.recognises(source)
        anki.preview(source)
        assert_told(anki.read(source))


@pytest.mark.parametrize("is_newer", [False, True])
def test_a_damaged_collection_gives_questions_or_problems(is_newer: bool) -> None:
    for content in _changes(collection(DECK, is_newer=is_newer)):
        name = "collection.anki21b" if is_newer else "collection.anki2"
        assert_told(found_in(packed({name: squeezed(content) if is_newer else content})))


def test_notes_before_the_damage_are_read_and_the_others_counted() -> None:
    whole = collection(notes(*(f"Question {number:04}?|answer {number}" for number in range(400))))
    place = whole.rindex(b"Question 0200?") // 512 * 512
    found = found_in(packed({"collection.anki2": whole[:place] + b"\xff" * 512 + whole[place + 512 :]}))
    read = len(items_of(found))
    assert 0 < read < 400
    assert f"behind note {read}, so {400 - read} notes were not read" in str(found[-1])


@pytest.mark.parametrize(
    "script",
    [
        "DROP TABLE notes; CREATE VIEW notes AS WITH RECURSIVE r(id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM r) "
        "SELECT id, '' AS guid, 1 AS mid, '' AS tags, '' AS flds FROM r;",
        "DROP TABLE cards; CREATE VIEW cards AS WITH RECURSIVE r(id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM r) "
        "SELECT id, id AS nid, 1 AS did, 1 AS ord, 0 AS odid FROM r;",
        "UPDATE col SET models = '[' || hex(zeroblob(100000)), decks = '{\"1\": [], \"x\": 3}';",
        "UPDATE notes SET flds = NULL, tags = 3.5, guid = x'ff', mid = 'x' WHERE id = 1;".replace("NULL", "x'ff00'"),
        "DELETE FROM col;",
        "ALTER TABLE notes RENAME TO n; CREATE TABLE notes (id integer PRIMARY KEY, guid, mid, tags, flds AS "
        "(printf('%.*c', 60000000, 'x'))); INSERT INTO notes SELECT id, guid, mid, tags FROM n;",
        "DROP TABLE cards;",
        "DELETE FROM notes;",
    ],
)
def test_strange_databases_give_questions_or_problems(script: str) -> None:
    assert_told(found_in(packed({"collection.anki2": collection(DECK, script=script)})))


def test_too_many_notes_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quizapp.formats.anki_collection.NOTES_MAX", 3)
    found = found_in(oldest(notes(*(f"Who {number}?|He" for number in range(5)))))
    assert (counts(found), "5 notes" in str(found[-1])) == ((3, 3), True)


def test_a_query_that_runs_too_long_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quizapp.formats.anki_collection._STEP", 100)
    monkeypatch.setattr("quizapp.formats.anki_collection._STEPS_MAX", 20)
    found = found_in(oldest(notes(*(f"Who {number}?|He" for number in range(500)))))
    assert "damaged" in str(found[-1])


def test_a_zip_bomb_is_refused() -> None:
    (found,) = found_in(packed({"collection.anki2": bytes(8 * 2**20)}))
    assert "zip bomb" in str(found)


def test_a_zstd_bomb_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = packed({"collection.anki21b": squeezed(bytes(64 * 2**20))})
    (found,) = found_in(bomb)
    assert "packed more than 30 times" in str(found)
    monkeypatch.setattr("quizapp.formats.anki_collection.COLLECTION_SIZE_MAX", 2**20 - 1)
    (found,) = found_in(bomb)
    assert "more than 0 MB" in str(found)


def test_a_picture_that_is_a_bomb_or_cut_is_refused_when_it_is_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quizapp.formats.anki_collection.PICTURE_SIZE_MAX", 2**20)
    listed = message(1, message(1, b"a.png") + message(2, 9))
    database = squeezed(collection([card("Who? <img src=a.png>", "He")], is_newer=True))
    for content in (bytes(2**21), b"cut"):
        members = {"collection.anki21b": database, "media": squeezed(listed), "0": squeezed(content)}
        (item,) = items_of(found_in(packed(members)))
        assert item.picture is not None
        with pytest.raises(Exception, match=r"more than 1 MB|damaged"):
            item.picture.load()


def test_reading_can_stop_early() -> None:
    reading = anki.read(Source("deck.apkg", second(DECK)))
    assert isinstance(next(reading), ReadItem)
    reading.close()  # type: ignore[attr-defined]


@needs_corpora
@pytest.mark.parametrize(
    ("name", "intended", "usable"),
    [
        ("anki21.apkg", 3, 3),
        ("casl2.apkg", 3, 0),
        ("multiple_choice_as_text.apkg", 963, 955),
        ("quiz.apkg", 200, 142),
        ("基本情報技術者試験.apkg", 160, 64),
    ],
)
def test_real_decks_are_accounted_for(name: str, intended: int, usable: int) -> None:
    found: Sequence[Found] = list(anki.read(corpus(f"anki/{name}")))
    assert_told(found)
    assert counts(found) == (intended, usable)
    assert len(found) == intended


@needs_corpora
def test_a_real_empty_file_is_told() -> None:
    source = corpus("anki/empty.apkg")
    assert anki.recognises(source)
    assert_told(anki.read(source))
