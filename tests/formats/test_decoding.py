"""Files in every encoding people have: their text comes out as it was written, or it is said to be a guess."""

from __future__ import annotations

import os
import tracemalloc
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.formats import decoding
from quizapp.formats.decoding import decode, doubts, in_utf_8

TEXTS = ("Who runs?\nA. 기선겸\n", "Столица России?\r\n", "plain\n", "런 온의 주인공은 누구입니까?\n", "🏃 é\n")


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_is_certain(text: str, encoding: str) -> None:
    decoded = decode(text.encode(encoding))
    assert decoded.text == text
    assert decoded.is_certain


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", TEXTS[:4])
def test_utf_16_is_known_without_a_mark(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)).text == text


def test_stray_bytes_in_utf_8_are_read_as_windows_1252() -> None:
    content = "Señor Ki “runs” to the café, déjà vu; ".encode() + "café – it’s".encode("cp1252")
    decoded = decode(content)
    assert decoded.text == "Señor Ki “runs” to the café, déjà vu; café – it’s"
    assert decoded.encoding == "utf-8"
    assert not decoded.is_certain


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1251", "Кто написал роман «Война и мир»?"),
        ("cp1251", "Хто написав «Кобзар»? Шевченко"),
        ("koi8_r", "Столица России? Кто написал Войну и мир?"),
        ("cp1252", "Wie heißt die Hauptstadt von Österreich?"),
        ("cp1252", "Qui a écrit « Le Père Goriot » ?"),
        ("cp1252", "¿Cuál es la capital de España?"),
        ("cp1252", "It’s a dog’s life – “yes”"),
        ("cp1250", "Který český král založil univerzitu? Žluťoučký kůň."),
        ("cp1254", "Türkiye'nin başkenti neresidir? İstanbul, Ankara, İzmir, Eskişehir, Iğdır"),
        ("cp1253", "Ποια είναι η πρωτεύουσα της Ελλάδας;"),
        ("cp1256", "ما هي عاصمة مصر؟ القاهرة"),
        ("cp949", "런 온의 주인공은 누구입니까? 기선겸"),
        ("gb18030", "中国的首都是哪里？北京是中国的首都"),
        ("cp932", "日本の首都はどこですか？東京です"),
    ],
)
@pytest.mark.parametrize("around", ["", "\nA. yes\nB. no\nANSWER: A\n" * 2_000])
def test_encodings_of_one_country_are_guessed(encoding: str, text: str, around: str) -> None:
    content = (around + text + around).encode(encoding)
    decoded = decode(content)
    assert decoded.text == around + text + around
    assert not decoded.is_certain


def test_a_guess_is_told_and_certainty_is_not() -> None:
    assert not list(doubts("a.txt", decode(b"plain")))
    (guess,) = doubts("a.txt", decode("Столица России?".encode("cp1251")))
    assert "cp1251" in str(guess.problem.message)
    (stray,) = doubts("a.txt", decode("é é é ".encode() + b"\xe9"))
    assert "Windows-1252" in str(stray.problem.message)


def test_nul_characters_and_line_ends_stay() -> None:
    assert decode(b"one\x00two\r\nthree\rfour").text == "one\x00two\r\nthree\rfour"


@given(st.binary(max_size=200))
def test_any_bytes_are_some_text(content: bytes) -> None:
    decoded = decode(content)
    decoded.text.encode("utf-8", "surrogatepass")
    assert bool(decoded.text) or len(content) < 5


@given(st.text(max_size=100).filter(lambda text: "\0" not in text))
def test_every_utf_8_text_comes_back(text: str) -> None:
    assert decode(text.encode()).text == text.removeprefix("\ufeff")


ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "cp949", "gb18030", "cp932")


@given(st.sampled_from(ENCODINGS), st.text(max_size=60), st.binary(max_size=4), st.integers(1, 9))
def test_utf_8_made_in_slices_is_the_text_that_is_made_at_once(
    encoding: str, text: str, stray: bytes, size: int
) -> None:
    """Characters lie across the borders of slices, and stray bytes among them."""
    content = text.encode(encoding, "replace") + stray + text[::-1].encode(encoding, "replace")
    whole = decode(content)
    with patch.object(decoding, "SLICE_BYTES", size):
        sliced = in_utf_8(content)
    assert sliced.content.decode() == whole.text
    assert (sliced.encoding, sliced.is_certain) == (whole.encoding, whole.is_certain)


def test_a_file_in_utf_8_is_not_copied() -> None:
    content = ("런 온 " * 1_000_000 + "🏃").encode()
    tracemalloc.start()
    try:
        assert in_utf_8(content).content is content
        assert tracemalloc.get_traced_memory()[1] < len(content)
    finally:
        tracemalloc.stop()


def test_the_cyrillic_corpus_comes_out_right() -> None:
    if not (corpora := os.environ.get("QUIZAPP_CORPORA")):
        pytest.skip("QUIZAPP_CORPORA is not set")
    for name in ("quiz_unsorted.txt", "quiz_guileful_mytestx.txt"):
        content = (Path(corpora) / "text-1251" / name).read_bytes()
        assert decode(content).text == content.decode("cp1251")
