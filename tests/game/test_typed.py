"""What a typed text is worth, for people of the pack and for plain words."""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from quizapp.game.letters import letters_of, numbers
from quizapp.game.names import NameBook, fold
from quizapp.game.question import Name
from quizapp.game.typed import Likeness, TypedJudgement, accepted_forms, get_ready, judge_typed
from tests.game.typed_answers import PEOPLE, WORDS, nfd

NAMES_FILE = Path(__file__).resolve().parents[2] / "questions" / "run-on" / "names.toml"
NO_NAMES = NameBook([])
RIGHT = (Likeness.EXACT, Likeness.SPELLING)


@cache
def book() -> NameBook:
    rows = tomllib.loads(NAMES_FILE.read_text(encoding="utf-8"))["name"]
    names = (Name(row["canonical"], row.get("hangul", ""), tuple(row.get("variants", ()))) for row in rows)
    return NameBook(names)


PEOPLE_OF_THE_PACK = book().names


def likeness(text: str, *answers: str, names: NameBook | None = None) -> Likeness:
    return judge_typed(text, answers, book() if names is None else names).likeness


def assert_sound(judgement: TypedJudgement, text: str) -> None:
    """The marks lie in the texts they are about, in order and apart, and belong to slips only."""
    for marks, shown in ((judgement.typed_marks, text.strip()), (judgement.accepted_marks, judgement.accepted)):
        ends = [0, *(place for mark in marks for place in mark), len(shown)]
        assert ends == sorted(ends)
        assert all(start < end for start, end in marks)
        assert all(start == 0 or not unicodedata.combining(shown[start]) for start, _ in marks)
        assert all(end == len(shown) or not unicodedata.combining(shown[end]) for _, end in marks)
    is_slip = judgement.likeness is Likeness.SLIP
    assert is_slip == bool(judgement.typed_marks or judgement.accepted_marks)
    assert (judgement.accepted == "") == (judgement.likeness is Likeness.WRONG)


@pytest.mark.parametrize(("text", "answer", "expected"), PEOPLE)
def test_names_as_people_write_them(text: str, answer: str, expected: Likeness) -> None:
    judgement = judge_typed(text, (answer,), book())
    assert judgement.likeness is expected
    assert_sound(judgement, text)


@pytest.mark.parametrize(("text", "answer", "expected"), WORDS)
def test_words_as_people_write_them(text: str, answer: str, expected: Likeness) -> None:
    for names in (book(), NO_NAMES):
        judgement = judge_typed(text, (answer,), names)
        assert judgement.likeness is (Likeness.SPELLING if (text, answer) == ("런온", "Run On") else expected)
        assert_sound(judgement, text)


def test_the_table_is_long_enough() -> None:
    assert len(PEOPLE) + len(WORDS) >= 120


def spellings(name: Name) -> Iterator[str]:
    """What the book says, and what follows from it without another romanisation."""
    for written in (name.canonical, name.hangul, *name.variants):
        if written:
            yield from (
                written,
                written.upper(),
                written.lower(),
                f" {written}. ",
                unicodedata.normalize("NFD", written),
            )
            yield from (written.replace("-", ""), written.replace("-", " "), "".join(written.split()))
    words = name.canonical.split()
    if len(words) == 2 and "-" in words[1]:
        yield from (f"{words[1]} {words[0]}", f"{words[1].replace('-', '')} {words[0]}", f"{words[1]}, {words[0]}")
    if name.hangul and book().meant_by(name.hangul[1:]) is name:
        yield name.hangul[1:]
    if len(words) == 2 and book().meant_by(words[1]) is name:
        yield from (words[1], words[1].replace("-", " "), words[1].replace("-", "").upper())


SHARED = {
    spelling
    for one, other in permutations(PEOPLE_OF_THE_PACK, 2)
    for spelling in {fold(each) for each in (one.canonical, one.hangul, *one.variants) if each}
    & {fold(each) for each in (other.canonical, other.hangul, *other.variants) if each}
}


@pytest.mark.parametrize("name", PEOPLE_OF_THE_PACK, ids=lambda name: name.canonical)
def test_every_spelling_of_a_person_is_right(name: Name) -> None:
    for spelling in spellings(name):
        for answer in (name.canonical, *name.variants[:2], name.hangul or name.canonical):
            assert likeness(spelling, answer) in RIGHT, (spelling, answer)


@pytest.mark.parametrize("name", PEOPLE_OF_THE_PACK, ids=lambda name: name.canonical)
def test_no_spelling_of_a_person_is_another(name: Name) -> None:
    for spelling in dict.fromkeys(spellings(name)):
        if fold(spelling) in SHARED:
            continue
        for other in PEOPLE_OF_THE_PACK:
            if other is not name:
                assert likeness(spelling, other.canonical) is Likeness.WRONG, (spelling, other.canonical)
                assert likeness(spelling, other.hangul or "?", other.canonical) is Likeness.WRONG


def test_most_given_names_of_the_pack_stand_alone() -> None:
    alone = [name for name in PEOPLE_OF_THE_PACK if book().meant_by(name.canonical.split()[-1]) is name]
    assert len(alone) > len(PEOPLE_OF_THE_PACK) * 0.8


TWO_OF_A_KIND = NameBook(
    [
        Name("Kim Ji-hyun", "김지현"),
        Name("Park Ji-hyun", "박지현", ("Ji",)),
        Name("Oh Seon-ho", "오선호"),
        Name("Lee Sun-ho", "이순호"),
        Name("Harry Potter", variants=("The Boy Who Lived",)),
        Name("James Potter"),
        Name("Min Yoon-gi", "민윤기", ("Suga",)),
        Name("Hong Sik", "", ("Suga",)),
    ]
)


@pytest.mark.parametrize(
    ("text", "answer", "expected"),
    [
        ("Ji-hyun", "Kim Ji-hyun", Likeness.WRONG),
        ("Ji-hyeon", "Kim Ji-hyun", Likeness.WRONG),
        ("지현", "Park Ji-hyun", Likeness.WRONG),
        ("Gim Jihyeon", "Kim Ji-hyun", Likeness.SPELLING),
        ("Gim Jihyeon", "Park Ji-hyun", Likeness.WRONG),
        ("Seonho", "Oh Seon-ho", Likeness.SPELLING),
        ("Sun-ho", "Oh Seon-ho", Likeness.WRONG),
        ("Sun-ho", "Lee Sun-ho", Likeness.SPELLING),
        ("선호", "Oh Seon-ho", Likeness.SPELLING),
        ("순호", "Oh Seon-ho", Likeness.WRONG),
        ("Son-ho", "Oh Seon-ho", Likeness.SPELLING),
        ("Harry", "Harry Potter", Likeness.SPELLING),
        ("Potter", "Harry Potter", Likeness.WRONG),
        ("Hary Potter", "Harry Potter", Likeness.SLIP),
        ("Boy who lived", "Harry Potter", Likeness.SPELLING),
        ("Suga", "Min Yoon-gi", Likeness.SPELLING),
        ("Suga", "Hong Sik", Likeness.SPELLING),
        ("Suga", "Lee Sun-ho", Likeness.WRONG),
    ],
)
def test_a_part_stands_for_a_name_only_where_it_fits_one(text: str, answer: str, expected: Likeness) -> None:
    assert likeness(text, answer, names=TWO_OF_A_KIND) is expected


def test_what_is_as_near_to_another_name_is_no_slip() -> None:
    names = NameBook([Name("Kim Tae-jin"), Name("Kim Tae-min"), Name("Solaris")])
    assert likeness("Kim Tae-jjn", "Kim Tae-jin", names=names) is Likeness.SLIP
    assert likeness("Kim Tae-rin", "Kim Tae-jin", names=names) is Likeness.WRONG
    assert likeness("taerin", "Kim Tae-jin", names=names) is Likeness.WRONG
    assert likeness("Solari", "Solarium", names=names) is Likeness.WRONG
    assert likeness("Solariun", "Solarium", names=names) is Likeness.SLIP


def test_a_slip_shows_where_it_is() -> None:
    judgement = judge_typed(" ki seon gyeum ", ("Ki Seon-gyeom",), book())
    assert judgement == TypedJudgement(Likeness.SLIP, "Ki Seon-gyeom", ((10, 12),), ((10, 12),))


@pytest.mark.parametrize(
    ("text", "answer", "typed_marked", "accepted", "accepted_marked"),
    [
        ("ki seon gyeum", "Ki Seon-gyeom", ["eu"], "Ki Seon-gyeom", ["eo"]),
        ("translater", "Translator", ["e"], "Translator", ["o"]),
        ("recieved", "received", ["ie"], "received", ["ei"]),
        ("runing", "running", [], "running", ["n"]),
        ("runnning", "running", ["n"], "running", []),
        ("a runnimg sheo", "Running shoe", ["m", "eo"], "Running shoe", ["n", "oe"]),
        ("seongyem", "Ki Seon-gyeom", [], "Ki Seon-gyeom", ["eo"]),
        ("seongyem ki", "Ki Seon-gyeom", [], "Ki Seon-gyeom", ["eo"]),
        ("기선검", "Ki Seon-gyeom", ["검"], "기선겸", ["겸"]),
        (nfd("기선검"), "Ki Seon-gyeom", [nfd("검")], "기선겸", ["겸"]),
        ("ki seon gyeum", "기선겸", ["eu"], "Ki Seon-gyeom", ["eo"]),
        ("Frànzois", "François", ["z"], "François", ["ç"]),
        ("STRAẞEM", "straßen", ["M"], "straßen", ["n"]),
    ],
)  # fmt: skip
def test_the_letters_that_differ_are_marked(
    text: str, answer: str, typed_marked: list[str], accepted: str, accepted_marked: list[str]
) -> None:
    judgement = judge_typed(text, (answer,), book())
    assert judgement.likeness is Likeness.SLIP
    assert judgement.accepted == accepted
    assert [text[start:end] for start, end in judgement.typed_marks] == typed_marked
    assert [accepted[start:end] for start, end in judgement.accepted_marks] == accepted_marked


@pytest.mark.parametrize(
    ("text", "answers", "accepted"),
    [
        ("선겸", ("Ki Seon-gyeom", "기선겸"), "Ki Seon-gyeom"),
        ("기선겸", ("Ki Seon-gyeom", "기선겸"), "Ki Seon-gyeom"),
        ("a footballer", ("Soccer player", "Footballer"), "Footballer"),
        ("footbaler", ("Soccer player", "Footballer"), "Footballer"),
        ("the soccer player", ("Soccer player", "Footballer"), "Soccer player"),
        ("sarang", ("Love", "사랑"), "사랑"),
        ("사랑", ("Sarang", "사랑"), "Sarang"),
        ("Mi-joo", ("Her boss", "Oh Mi-joo"), "Oh Mi-joo"),
    ],
)
def test_the_accepted_answer_is_the_one_that_was_meant(text: str, answers: tuple[str, ...], accepted: str) -> None:
    assert judge_typed(text, answers, book()).accepted == accepted


@pytest.mark.parametrize(
    ("answers", "forms"),
    [
        (("Ki Seon-gyeom",), ("Seon-gyeom", "기선겸", "선겸")),
        (("기선겸",), ("Seon-gyeom", "선겸")),
        (("Seon-gyeom", "The sprinter"), ("기선겸", "선겸", "The sprinter")),
        (("Coach Bang",), ("방감독",)),
        (("Run On",), ("런 온",)),
        (("Kwon Young-il",), ("Young-il",)),
        (("Soccer player", "Footballer", "footballer!", "the soccer player"), ("Footballer", "the soccer player")),
        (("One", "Two", "Three", "Four", "Five", "Six"), ("Two", "Three", "Four", "Five")),
        ((), ()),
    ],
)
def test_what_else_is_accepted(answers: tuple[str, ...], forms: tuple[str, ...]) -> None:
    assert accepted_forms(answers, book()) == forms


@pytest.mark.parametrize("name", PEOPLE_OF_THE_PACK, ids=lambda name: name.canonical)
def test_what_is_said_to_be_accepted_is(name: Name) -> None:
    for form in accepted_forms((name.canonical,), book()):
        assert likeness(form, name.canonical) in RIGHT


def test_given_names_of_several_are_not_said_to_be_accepted() -> None:
    assert accepted_forms(("Kim Ji-hyun",), TWO_OF_A_KIND) == ("김지현",)
    assert accepted_forms(("Oh Seon-ho",), TWO_OF_A_KIND) == ("Seon-ho", "오선호", "선호")


STRANGE = st.characters() | st.sampled_from("\x00\ud800\u200f\u202e\u0301\u1100\u1175\u11ab\u11b9ㅄßİŉ기ㄱ１½&a e'-.")
TEXTS = st.text(STRANGE, max_size=40)
ANSWERS = st.lists(TEXTS | st.sampled_from([name.canonical for name in PEOPLE_OF_THE_PACK]), max_size=3)


@given(TEXTS, ANSWERS)
def test_any_text_can_be_judged(text: str, answers: list[str]) -> None:
    assert_sound(judge_typed(text, answers, book()), text)
    accepted_forms(answers, book())


@pytest.mark.parametrize("text", ["x" * 10_000, "a " * 5_000, "기" * 10_000, "\x00" * 600, " " * 10_000, "u-" * 5_000])
def test_long_texts_are_wrong_at_once(text: str) -> None:
    assert likeness(text, "Ki Seon-gyeom") is Likeness.WRONG
    assert likeness(text, text) is Likeness.WRONG


@given(TEXTS.filter(lambda text: text.strip() != ""))
def test_the_answer_itself_is_exact(text: str) -> None:
    assert likeness(text, text, names=NO_NAMES) is Likeness.EXACT
    assert likeness(text, "another answer", text) is Likeness.EXACT


@given(TEXTS)
def test_folding_twice_changes_nothing(text: str) -> None:
    once = letters_of(text).text
    assert letters_of(once).text == once
    assert letters_of(unicodedata.normalize("NFD", text)).text == letters_of(unicodedata.normalize("NFC", text)).text


@given(TEXTS)
def test_every_letter_has_its_place(text: str) -> None:
    letters = letters_of(text)
    assert len(letters.places) == len(letters.text)
    assert list(letters.places) == sorted(letters.places)
    assert "".join(letters.word_texts()) == letters.text


@given(st.text(min_size=1, max_size=12), st.sampled_from(PEOPLE_OF_THE_PACK), st.sampled_from(PEOPLE_OF_THE_PACK))
def test_a_known_name_never_passes_for_another(text: str, one: Name, other: Name) -> None:
    if one is not other:
        assert likeness(one.canonical, other.canonical) is Likeness.WRONG
        people = book().could_mean(text)
        assert likeness(text, other.canonical) is Likeness.WRONG or not people or other in people


@st.composite
def mistyped(draw: st.DrawFn) -> str:
    """A form of somebody's name with one or two letters wrong, missing, too many or in each other's place."""
    text = draw(st.sampled_from(book().forms)).text
    for _ in range(draw(st.integers(1, 2))):
        at, letter = draw(st.integers(0, len(text))), draw(st.sampled_from("aeiouykgnmhs"))
        text = draw(
            st.sampled_from([
                text[:at] + letter + text[at:],
                text[:at] + text[at + 1 :],
                text[:at] + letter + text[at + 1 :],
                text[:at] + text[at + 1 : at + 2] + text[at : at + 1] + text[at + 2 :],
            ])
        )  # fmt: skip
    return text


@given(mistyped())
def test_a_mistyped_name_is_that_of_one_person_and_nobody_else_is_as_near(text: str) -> None:
    found = {
        name.canonical: judgement.likeness
        for name in PEOPLE_OF_THE_PACK
        if (judgement := judge_typed(text, (name.canonical,), book())).likeness is not Likeness.WRONG
    }
    if Likeness.SLIP not in found.values():
        return  # it means whoever is spelled so
    assert len(found) == 1, found
    distances = {name.canonical: distance_to(name, text) for name in PEOPLE_OF_THE_PACK}
    nearest = min(distances.values())
    assert [who for who, distance in distances.items() if distance == nearest] == list(found)


def distance_to(name: Name, text: str) -> int:
    """How many letters are wrong of the nearest form of this name, title before it or not."""
    written = letters_of(text)
    typed = {written.text, written.without_articles(frozenset(("the",))).text}
    return min(OSA.distance(one, form.letters.text) for one in typed for form in book().forms if form.person is name)


@given(st.text("abcdefgh ", min_size=1, max_size=14), st.text("abcdefgh ", min_size=1, max_size=14))
def test_a_slip_has_at_most_two_letters(one: str, two: str) -> None:
    if likeness(one, two, names=NO_NAMES) is Likeness.SLIP:
        assert len(letters_of(two).text) >= 5
        assert abs(len(letters_of(one).text) - len(letters_of(two).text)) <= 4


@pytest.mark.parametrize("name", PEOPLE_OF_THE_PACK, ids=lambda name: name.canonical)
def test_marks_of_slips_lie_in_both_texts(name: Name) -> None:
    for form in (name.canonical, name.hangul, *name.variants):
        for at in range(len(form)):
            for text in (form[:at] + form[at + 1 :], form[:at] + "x" + form[at:], form[:at] + "e" + form[at + 1 :]):
                assert_sound(judge_typed(text, (name.canonical,), book()), text)


def test_getting_ready_changes_nothing() -> None:
    names = NameBook(PEOPLE_OF_THE_PACK)
    get_ready(names)
    assert judge_typed("ki seon gyeum", ("Ki Seon-gyeom",), names).likeness is Likeness.SLIP
    get_ready(NO_NAMES)


def test_numbers_are_equal_as_written_by_anybody() -> None:
    assert numbers("10,000 m") == numbers("10000m") == numbers("10 000 m") == ("10000",)
    assert numbers("1.5") == numbers("1,5") == ("1.5",)
    assert numbers("-5") == numbers("−5") == ("-5",)
    assert numbers("2020-21") == ("2020", "21")
    assert numbers("1,234,567.8") == ("1234567.8",)
    assert numbers("none") == ()


@pytest.mark.parametrize("family", ["An", "A"])
@pytest.mark.parametrize("name", PEOPLE_OF_THE_PACK, ids=lambda name: name.canonical)
def test_a_family_name_that_looks_like_an_article_is_no_article(name: Name, family: str) -> None:
    parts = name.canonical.split()
    if len(parts) == 2 and "-" in parts[1]:
        assert likeness(f"{family} {parts[1]}", name.canonical) not in RIGHT
        assert likeness(f"the {name.canonical}", name.canonical) in RIGHT
