"""Which spellings are the same person, and where Hangul stands beside a name."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.game.names import NameBook, fold
from quizapp.game.question import Name

BOOK = NameBook(
    [
        Name("Ki Seon-gyeom", "기선겸", ("Ki Sun-kyum", "Ki Seon Gyeom")),
        Name("Oh Mi-joo", "오미주"),
        Name("Park Mae-yi", "박매이", ("May", "-")),
        Name("Hong Sik", "", ("May",)),
    ]
)


@pytest.mark.parametrize(
    "spelling",
    [
        "Ki Seon-gyeom", "ki seon-gyeom", "KI SEON GYEOM", " Ki  Seongyeom ", "KiSeonGyeom", "Ki Seon‑gyeom",
        "Ki Seon–gyeom", "Ki Seon'gyeom", "Ki Seon’gyeom", "Ki Sun-kyum", "kisunkyum", "기선겸", "기 선겸",
        unicodedata.normalize("NFD", "기선겸"), "Ｋｉ Ｓｅｏｎ－ｇｙｅｏｍ", "Ki Seon-gyeom.",
    ],
)  # fmt: skip
def test_every_spelling_finds_the_person(spelling: str) -> None:
    name = BOOK.find(spelling)
    assert name is not None
    assert name.canonical == "Ki Seon-gyeom"


@pytest.mark.parametrize(
    "text", ["", " ", "-", "…", "Ki", "Ki Seon-gyeom runs", "Ki Seon-gyeom, Oh Mi-joo", "기선겸은"]
)
def test_other_texts_are_nobodys_name(text: str) -> None:
    assert BOOK.find(text) is None
    assert BOOK.hangul(text) == ""
    assert BOOK.with_hangul(text) == text.rstrip()


def test_the_first_of_two_with_one_spelling_is_found() -> None:
    name = BOOK.find("may")
    assert name is not None
    assert name.canonical == "Park Mae-yi"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Oh Mi-joo", "Oh Mi-joo 오미주"),
        ("oh mijoo", "oh mijoo 오미주"),
        ("오미주", "오미주"),
        ("Oh Mi-joo 오미주", "Oh Mi-joo 오미주"),
        (unicodedata.normalize("NFD", "오미주"), unicodedata.normalize("NFD", "오미주")),
        ("Hong Sik", "Hong Sik"),
        ("Oh Mi-joo's house", "Oh Mi-joo's house"),
    ],
)
def test_hangul_stands_beside_whole_names_and_never_twice(text: str, shown: str) -> None:
    assert BOOK.with_hangul(text) == shown
    assert BOOK.with_hangul(shown) == shown, "a second time changes nothing"


def test_a_book_without_names_knows_nobody() -> None:
    assert NameBook([]).find("Oh Mi-joo") is None
    assert NameBook([]).with_hangul("Oh Mi-joo") == "Oh Mi-joo"


@given(st.text())
def test_the_unicode_form_never_matters(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text)) == fold(text)


@given(st.text(alphabet="aB기선 -’.", max_size=12), st.integers(0, 12), st.sampled_from(" -–'’.·"))
def test_what_stands_between_never_matters(text: str, place: int, between: str) -> None:
    assert fold(text[:place] + between + text[place:]) == fold(text)


def test_letters_and_digits_matter() -> None:
    assert len({fold(text) for text in ("a", "b", "1", "2", "ä", "기", "선", "!", "?")}) == 9
