"""Text as people paste it."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.game.text import cleaned, hides_something

any_text = st.text(alphabet=st.characters() | st.sampled_from("\ud800\u200b\u202e\x00\r\n\t \u0301ㅤe"), max_size=30)


@pytest.mark.parametrize(
    "hidden",
    [
        *"\u200b\u2060\ufeff\u00ad\u180e",
        *"\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069",
        *"\u2061\u2062\u2063\u2064\ufff9\ufffa\ufffb",
        *"\u3164\uffa0",
        *"\x00\x07\x08\x1b\x7f\x85\x9b",
        *"\ud800\udfff",
    ],
    ids=ascii,
)
def test_what_cannot_be_seen_is_left_out(hidden: str) -> None:
    assert cleaned(f"a{hidden}b") == "ab"
    assert cleaned(hidden * 3) == ""
    assert hides_something(f"a{hidden}b")


@pytest.mark.parametrize(
    "text",
    [
        "Who runs?",
        "런 온 “run on” – naïve",
        "مَن يَركُض؟",
        "מי רץ? שָׁלוֹם",
        "می‌خواهم",  # Persian needs its zero-width non-joiner
        "👩‍👩‍👧 and 🏴󠁧󠁢󠁥󠁮󠁧󠁿",  # so do emoji their joiners and tags
        "❤️",
        "क्‍ष",
        "two\nlines\tand a tab",
        "𝄞 日本語 ภาษาไทย",
    ],
)
def test_what_people_write_stays(text: str) -> None:
    assert cleaned(text) == unicodedata.normalize("NFC", text)
    assert not hides_something(text)


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("  a  ", "a"),
        ("\u3000a\u00a0", "a"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("\ufeff a", "a"),
        ("e\u0301", "é"),
        (unicodedata.normalize("NFD", "기선겸"), "기선겸"),
        ("e\u200b\u0301", "é"),
        ("", ""),
        (" \n\t ", ""),
    ],
)
def test_text_is_trimmed_and_composed(text: str, clean: str) -> None:
    assert cleaned(text) == clean


@given(any_text)
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert cleaned(cleaned(text)) == cleaned(text)
    assert not hides_something(cleaned(text))


@given(any_text)
def test_clean_text_can_be_written_to_any_file(text: str) -> None:
    cleaned(text).encode("utf-8")
    assert cleaned(text) == unicodedata.normalize("NFC", cleaned(text))


@given(any_text)
def test_only_hidden_things_are_taken_away(text: str) -> None:
    if not hides_something(text):
        with_lines = text.replace("\r\n", "\n").replace("\r", "\n")
        assert cleaned(text) == unicodedata.normalize("NFC", with_lines).strip()
