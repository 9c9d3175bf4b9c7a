"""Which spellings are the same person, and where Hangul stands beside a name."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.game.name_forms import FormKind
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


@pytest.mark.parametrize(
    "text",
    [
        "Gi Seon-gyeom", "ki sŏn-gyŏm", "Seon-gyeom", "sun kyum", "Seon-gyeom Ki", "Ki, Seon-gyeom", "선겸",
        "ㄱㅣㅅㅓㄴㄱㅕㅁ", "kiseongyeom", "기 선 겸", "Kï Séon-gyeom", "the Ki Seon-gyeom",
    ],
)  # fmt: skip
def test_more_texts_mean_a_person_than_are_shown_as_one(text: str) -> None:
    assert BOOK.meant_by(text) == BOOK.find("Ki Seon-gyeom")
    if text not in ("kiseongyeom", "기 선 겸"):
        assert BOOK.find(text) is None
        assert BOOK.with_hangul(text) == text


@pytest.mark.parametrize(
    "text", ["", "-", "?", "Ki", "기", "Oh", "Ki Seon-gyeom runs", "Ki Seon", "film", "x" * 10_000]
)
def test_other_texts_mean_nobody(text: str) -> None:
    assert BOOK.meant_by(text) is None
    assert BOOK.could_mean(text) == ()


def test_a_spelling_of_two_means_either() -> None:
    assert [name.canonical for name in BOOK.could_mean("May")] == ["Park Mae-yi", "Hong Sik"]
    assert BOOK.meant_by("May") is None
    assert BOOK.meant_by("Mae-yi") == BOOK.find("Park Mae-yi")


def test_a_form_that_fits_several_means_nobody() -> None:
    book = NameBook([Name("Kim Ji-hyun"), Name("Park Ji-hyun"), Name("Cho Ji-woo"), Name("Jo Ji-u")])
    assert book.meant_by("Ji-hyun") is None
    assert book.meant_by("Cho Ji-wu") is None
    assert book.meant_by("Jo Ji-u") == Name("Jo Ji-u")
    assert book.meant_by("Pak Ji-hyeon") == Name("Park Ji-hyun")


@pytest.mark.parametrize(
    ("name", "given"),
    [
        (Name("Ki Seon-gyeom", "기선겸"), ["Seon-gyeom", "선겸"]),
        (Name("Seon-gyeom Ki", "기선겸"), ["Seon-gyeom", "선겸"]),
        (Name("기선겸"), ["선겸"]),
        (Name("Namgoong Min", "남궁민"), ["Min"]),
        (Name("Sunwoo Eun-sook", "선우은숙"), ["Eun-sook", "은숙"]),
        (Name("Ryu Abel", "류아벨"), ["Abel", "아벨"]),
        (Name("Coach Bang", "방감독"), []),
        (Name("Chairman Seo"), []),
        (Name("Run On", "런 온"), []),
        (Name("SNSD Sooyoung"), []),
        (Name("Yewon", "예원"), []),
        (Name("Albert Einstein"), ["Albert", "Einstein"]),
        (Name("The Lord of Rings"), []),
        (Name("Won Bin", "원빈"), ["Bin"]),
    ],
)
def test_which_part_of_a_name_can_stand_alone(name: Name, given: list[str]) -> None:
    assert [form.text for form in NameBook([name]).forms_of(name) if form.kind is FormKind.GIVEN] == given


@pytest.mark.parametrize(
    ("options", "hangul"),
    [
        (["Ki Seon-gyeom", "Oh Mi-joo", "A sprinter"], ["기선겸", "오미주", ""]),
        (["Ki Seon-gyeom", "Oh Mi-joo", "Kwon Young-il"], ["", "", ""]),
        (["Ki Seon-gyeom", "A sprinter", "A translator"], ["", "", ""]),
        (["A sprinter", "A translator"], ["", ""]),
    ],
)
def test_hangul_beside_options_never_tells_the_key(options: list[str], hangul: list[str]) -> None:
    book = NameBook([Name("Ki Seon-gyeom", "기선겸"), Name("Oh Mi-joo", "오미주"), Name("Kwon Young-il")])
    assert list(book.hangul_beside(options)) == hangul
