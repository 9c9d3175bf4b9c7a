"""Which Latin spellings are one Korean name, and which are not."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.game.hangul import is_syllable, jamo, syllable_parts
from quizapp.game.romanisation import (
    CONSONANTS,
    FAMILIES,
    VOWELS,
    family_sound,
    joined,
    readings,
    sound_of,
    without_space,
)

SYLLABLES = st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3)

SPELLINGS = {
    "기선겸": "Ki Seon-gyeom, Gi Seon-gyeom, Ki Sun-kyum, Kee Sun Kyeom, Ki Sŏn-gyŏm, Ki Son-gyom, Gi Soun-gyoum",
    "오미주": "Oh Mi-joo, O Mi-ju, Oh Mee-joo, Oh Mi-jou, O Miju, Oh Mi-chu",
    "서단아": "Seo Dan-ah, Suh Dan-a, So Tan-a, Sŏ Tana, Seo Dan-aa, Seoh Danah",
    "이영화": "Yi Yeong-hwa, I Yŏnghwa, Yi Young-hwa, Yi Yung-hwa, Yi Yong-hwa, Ee Yeoung-hwa",
    "박매이": "Bak Mae-yi, Pak Mae-i, Pak Mae-ee, Pak Me-yi, Bak Mai-yi",
    "육지우": "Yook Ji-woo, Yuk Ji-u, Yuk Jee-wu, Youk Chi-u, Yuk Ji-oo",
    "김우식": "Kim Woo-sik, Gim U-sik, Kim Woo-shik, Kim U-sik, Keem Oo-sheek",
    "최수영": "Choi Soo-young, Choe Su-yeong, Ch'oe Suyŏng, Choi Su-yung, Joi Soo-yeong, Chwe Soo-young",
    "임시완": "Im Si-wan, Yim Shi-wan, Im Siwan, Eem See-wan",
    "신세경": "Shin Se-kyung, Sin Se-gyeong, Shin Sae-kyeong, Shin Se-kyoung, Sin Segyŏng, Shin Sei-kyung",
    "강태오": "Kang Tae-oh, Gang Tae-o, Kang T'aeo, Kang Taeoh, Kang Dae-oh",
    "정지현": "Jung Ji-hyun, Jeong Ji-hyeon, Chung Ji-hyun, Chŏng Chihyŏn, Joung Jee-hyoun, Jyeong Ji-hyeon",
    "이황의": "Yi Hwang-ui, I Hwang-eui, Yi Hwang-yi, Yi Hwang-ee",
    "박희진": "Pak Hee-jin, Bak Hui-jin, Pak Hi-jin, Pak Heui-chin",
    "연제욱": "Yeon Je-wook, Yun Je-uk, Yŏn Che-uk, Yeon Jae-ook, Youn Je-wuk",
    "류아벨": "Ryu Abel, Lyu Aber, Ryoo Abell",
    "허준": "Heo Jun, Hŏ Chun, Huh Joon, Ho Jun",
    "권상우": "Kwon Sang-woo, Gwon Sang-u, Kweon Sang-oo",
    "안재현": "Ahn Jae-hyun, An Chae-hyon, Ahn Jai-hyeon",
    "수지": "Suzy, Sooji, Su-ji, Soo-jee",
    "백현": "Baekhyun, Baek-hyeon, Paekhyŏn, Paik-hyun, Baeckhyun",
    "종현": "Jonghyun, Jong-hyeon, Chonghyŏn",
    "태희": "Thae-hee, Tae-hui, Taehi",
    "동경": "Dong-kyung, Donggyeong, Tongkyŏng",
    "동영": "Dong-young, Dongyeong, Tongyŏng",
    "서은": "Seo-eun, Seoeun, Suh-eun, Seo-un",
}  # fmt: skip

OTHERS = [
    ("기선겸", "Ki Seon-gyeum"), ("기선겸", "Ki Seon-gom"), ("기선겸", "Ki Soon-gyeom"), ("기선겸", "Mi Seon-gyeom"),
    ("정지현", "Joong Ji-hyun"), ("정지현", "Jung Ji-hoon"), ("오미주", "Oh Mi-jeo"), ("강태오", "Kang Tae-ah"),
    ("수지", "Suji-ya"), ("선호", "Sang-ho"), ("선호", "Seon-ho-n"), ("지훈", "Ji-hyun"), ("재훈", "Jae-hwan"),
    ("김우식", "Kim Moo-sik"), ("박영규", "Bak Gyeong-gyu"), ("박규덕", "Bak Yu-deok"), ("한아", "Han-na"),
    ("단아", "Danna"),
    ("서", "Seoul"), ("은비", "Eun-mi"), ("동영", "Dong-kyung"), ("동경", "Dongyoung"), ("원해", "Won-hui"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("hangul", "spelling"), [(hangul, each) for hangul, all_ in SPELLINGS.items() for each in all_.split(", ")]
)
def test_regular_spellings_are_the_name(hangul: str, spelling: str) -> None:
    own, other = sound_of(hangul), sound_of(spelling)
    assert own is not None
    assert other is not None
    assert own.may_be(other)
    assert other.may_be(own)


@pytest.mark.parametrize("hangul", SPELLINGS)
def test_a_name_is_no_spelling_of_the_others(hangul: str) -> None:
    own = sound_of(hangul)
    assert own is not None
    for other, spellings in SPELLINGS.items():
        for spelling in spellings.split(", ") if other != hangul else ():
            sound = sound_of(spelling)
            assert sound is not None
            assert not own.may_be(sound), spelling


@pytest.mark.parametrize(
    ("hangul", "spelling"),
    [
        ("혁규", "Hyukkyu"),
        ("혁규", "Hyeokgyu"),
        ("국가", "Gukga"),
        ("국가", "kukka"),
        ("설령", "Seollyeong"),
        ("한나", "Hanna"),
    ],
)
def test_consonants_that_meet_may_be_written_as_one_doubled(hangul: str, spelling: str) -> None:
    own = sound_of(hangul)
    assert own is not None
    assert any(own.may_be(each) for each in readings(spelling))


@pytest.mark.parametrize(("hangul", "spelling"), OTHERS)
def test_other_names_are_not_the_name(hangul: str, spelling: str) -> None:
    own, other = sound_of(hangul), sound_of(spelling)
    assert own is not None
    assert other is None or not own.may_be(other)


@pytest.mark.parametrize(
    "text", ["", "...", "film", "coach", "vase", "1988", "Ki 2", "quick", "コイ", "가a", "ㄱ", "Ж"]
)
def test_what_is_not_korean_has_no_sound(text: str) -> None:
    assert sound_of(text) is None
    assert readings(text) == ()


@pytest.mark.parametrize("text", ["u" * 39, "u-" * 19, "yeou" * 9, "ae-" * 13, "n" * 40, "a" * 10_000, "가" * 10_000])
def test_long_rows_of_letters_cost_nothing(text: str) -> None:
    sound = sound_of(text)
    assert sound is None or len(sound.vowels) <= 40


@pytest.mark.parametrize(
    ("families", "sounding"),
    [
        ("Lee Yi Ri Rhee I Li Ee 이 리", "이"),
        ("Park Pak Bak 박", "박"),
        ("Choi Choe Choy 최", "최"),
        ("Kim Gim 김", "김"),
        ("Im Lim Rim Yim 임 림", "임"),
        ("Jung Jeong Chung Cheong Joung 정", "정"),
        ("Kang Gang 강", "강"),
        ("Shin Sin 신", "신"),
        ("Ryu Yoo Yu You Lyu Lew 류 유", "유"),
        ("Noh Roh No Ro 노", "노"),
        ("Hur Heo Huh 허", "허"),
        ("Baek Paik Back Baik 백", "백"),
        ("Ahn An 안", "안"),
        ("Oh O 오", "오"),
    ],
)
def test_spellings_of_family_names(families: str, sounding: str) -> None:
    own = family_sound(sounding)
    assert own is not None
    for family in families.split():
        sound = family_sound(family)
        assert sound is not None, family
        assert sound.may_be(own), family


@pytest.mark.parametrize("word", ["Run", "On", "Coach", "Director", "James", "Solar", "Cherry", "Seon-gyeom", "", "?"])
def test_other_words_are_no_family_names(word: str) -> None:
    assert family_sound(word) is None


@pytest.mark.parametrize(
    ("text", "hangul"), [("parksangwon", "박상원"), ("limsiwan", "임시완"), ("leeyounghwa", "이영화")]
)
def test_irregular_families_are_found_without_a_space(text: str, hangul: str) -> None:
    own = sound_of(hangul)
    assert own is not None
    assert any(own.may_be(sound) for sound in without_space(text))


def test_the_table_names_each_family_once() -> None:
    assert len(set(FAMILIES)) == len(FAMILIES)
    assert all(is_syllable(char) for family in FAMILIES for char in family)


def test_the_table_can_be_read() -> None:
    assert all(spelling.isalpha() and sound.isalpha() for spelling, sound in CONSONANTS.items())
    assert all(set(spelling) <= set("aeiouwy") for spelling in VOWELS)


@given(st.text(SYLLABLES, min_size=1, max_size=6), st.text(SYLLABLES, min_size=1, max_size=6))
def test_hangul_sounds_like_itself_however_it_is_parted(one: str, two: str) -> None:
    first, second, whole = sound_of(one), sound_of(two), sound_of(one + two)
    assert first is not None
    assert second is not None
    assert whole is not None
    assert whole.may_be(whole)
    assert joined(first, second) == whole == sound_of(f"{one} {two}")
    assert sound_of(unicodedata.normalize("NFD", one)) == first


@given(SYLLABLES)
def test_a_syllable_is_its_parts(syllable: str) -> None:
    decomposed = unicodedata.normalize("NFD", syllable)
    assert "".join(map(jamo, decomposed)) == jamo(syllable) == "".join(syllable_parts(syllable))


@given(
    st.text(st.sampled_from("aeiouwykgnmhsrl- '"), max_size=30), st.text(st.sampled_from("aeiouwykgnmh-"), max_size=20)
)
def test_likeness_goes_both_ways(one: str, two: str) -> None:
    first, second = sound_of(one), sound_of(two)
    if first is not None and second is not None:
        assert first.may_be(first)
        assert first.may_be(second) == second.may_be(first)


@given(st.text(max_size=60))
def test_any_text_can_be_asked(text: str) -> None:
    sound_of(text)
    family_sound(text)
    without_space(text)
