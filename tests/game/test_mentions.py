"""Names are found in running text in every form, and nothing else is taken for one."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.game.mentions import TEXT_READ, NameFinder, finder_of, is_spelt_as
from quizapp.game.question import Name

KI = Name("Ki Seon-gyeom", "기선겸", ("Ki Sun-kyum", "Ki Seon Gyeom", "Agent Ki"))
OH = Name("Oh Mi-joo", "오미주", ("Oh Mi-jo",))
MAE = Name("Park Mae-yi", "박매이", ("Mae", "May"))
HAN = Name("Director Han", "", ("Han Seok-won", "Doctor Han"))
DONG = Name("Dong-kyung", "", ("Ms. Dong",))
CHAIR = Name("Seo Myung-pil", "서명필", ("Chairman Seo", "the chairman"))
TWO = (Name("Yook Ji-woo", "육지우"), Name("Cha Ji-woo"))
WEST = Name("Jonathan Millar", "", ("Jonathan Miller", "John Doe"))
SONG = Name("Run On", "런 온", ("Ran On",))
NAMES = (KI, OH, MAE, HAN, DONG, CHAIR, *TWO, WEST, SONG)

FOUND: list[tuple[str, list[tuple[str, Name, str]]]] = [
    # text, and of each mention: what stands there, who it is, the spelling advised
    ("What does Ki Seon-gyeom do?", [("Ki Seon-gyeom", KI, "Ki Seon-gyeom")]),
    ("Seon-gyeom’s first race", [("Seon-gyeom", KI, "Seon-gyeom")]),
    ("Ki Sun-kyum runs.", [("Ki Sun-kyum", KI, "Ki Seon-gyeom")]),
    ("He calls Sun-kyum.", [("Sun-kyum", KI, "Seon-gyeom")]),
    ("SEON-GYEOM!", [("SEON-GYEOM", KI, "Seon-gyeom")]),
    ("Seongyeom and Mijoo", [("Seongyeom", KI, "Seon-gyeom"), ("Mijoo", OH, "Mi-joo")]),
    ("Mi-joo Oh", [("Mi-joo Oh", OH, "Mi-joo Oh")]),
    ("Mi-jo Oh", [("Mi-jo Oh", OH, "Mi-joo Oh")]),
    ("Oh, Mi-joo!", [("Mi-joo", OH, "Mi-joo")]),
    ("Mi-joo-ssi, run", [("Mi-joo", OH, "Mi-joo")]),
    ("Agent Ki helps.", [("Agent Ki", KI, "")]),
    ("기선겸에게 묻다", [("기선겸", KI, "")]),
    ("오미주", [("오미주", OH, "")]),
    ("In the park. Mae yi comes", [("Mae yi", MAE, "Mae-yi")]),
    ("As in Park. Mae-yi comes", [("Mae-yi", MAE, "Mae-yi")]),
    ("Ms. Dong sings", [("Ms. Dong", DONG, "")]),
    ("They ask the chairman.", [("the chairman", CHAIR, "")]),
    ("Han Seok-won directs", [("Han Seok-won", HAN, "")]),
    ("Doctor Han", [("Doctor Han", HAN, "")]),
    ("Yook Ji-woo", [("Yook Ji-woo", TWO[0], "Yook Ji-woo")]),
    ("Jonathan Miller", [("Jonathan Miller", WEST, "Jonathan Millar")]),
    ("John Doe", [("John Doe", WEST, "")]),
    ("Ran On", [("Ran On", SONG, "")]),
]  # fmt: skip

NOBODY = [
    "",
    "…?!",
    "In May it may rain on Mae.",
    "Who is Ji-woo?",
    "Seo Mi-joo-gyeong",
    "An Oh-Mi sort of day",
    "A Seon-gyeom-like figure",
    "They run on and on.",
    "Kim 기선 had gone",
    "the Chairwoman",
    "Director Kim",
]


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_names_are_found_in_every_form(text: str, expected: list[tuple[str, Name, str]]) -> None:
    found = NameFinder(NAMES).find(text)
    assert [(text[each.start : each.end], each.person, each.advised) for each in found] == expected


@pytest.mark.parametrize("text", NOBODY)
def test_other_words_are_nobody(text: str) -> None:
    assert NameFinder(NAMES).find(text) == ()


def test_texts_with_other_spellings_of_a_name_become_one() -> None:
    finder = NameFinder(NAMES)
    same = {
        finder.with_canonical_names(text) for text in ("Sun-kyum runs on", "Ki Seon Gyeom runs on", "기선겸 runs on")
    }
    assert same == {"Ki Seon-gyeom runs on"}


def test_nothing_is_found_without_names() -> None:
    assert finder_of(()).find("Ki Seon-gyeom") == ()
    assert NameFinder([Name(""), Name("-"), Name("A", "", ("", "."))]).find("- . B") == ()


def test_typesetting_is_no_other_spelling() -> None:
    assert is_spelt_as("KI  Seon‑gyeom", "Ki Seon-gyeom")
    assert is_spelt_as("O’Neil", "O'Neil")
    assert not is_spelt_as("Ki Seon gyeom", "Ki Seon-gyeom")


pieces = st.sampled_from(
    ["Ki", "Seon", "gyeom", "-", " ", "Oh", "Mi", "joo", "기선겸", "에게", ".", "’s", "the", "chairman", "ſ", "ﬁ", "́"]
)


@given(st.lists(pieces, max_size=12).map("".join) | st.text(max_size=40))
def test_any_text_can_be_searched(text: str) -> None:
    found = NameFinder(NAMES).find(text)
    assert all(0 <= each.start < each.end <= len(text) for each in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


def test_no_more_of_a_text_is_read_than_a_question_can_have() -> None:
    text = "Ki Seon-gyeom " * 20_000
    assert len(NameFinder(NAMES).find(text)) == TEXT_READ // len("Ki Seon-gyeom ")
    assert NameFinder([Name("x" * 5000), Name("Ki " * 1600)]).find("x" * 60) == ()


def test_a_name_that_is_one_long_word_is_found() -> None:
    name = Name("Taumatawhakatangihangakoauauotamateapokaiwhenuakitanatahu")
    [found] = NameFinder([name]).find(f"Where is {name.canonical}?")
    assert found.person == name


def test_without_names_nobody_is_mentioned_in_any_script() -> None:
    assert NameFinder(()).find("Who is Oh Mi-joo (오미주)?") == ()
