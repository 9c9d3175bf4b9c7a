"""How Korean is written in Latin letters: the one table of regular spellings, and how a text sounds by it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from quizapp.game.hangul import has_hangul, is_syllable, syllable_parts
from quizapp.game.letters import letters_of

# RR = Revised Romanisation (2000), MR = McCune-Reischauer (1939), which the press writes without breves and
# apostrophes, fan = spellings of names by their bearers, agencies and subtitles.

CONSONANTS: dict[str, str] = {
    # spelling: class of sounds. Sounds that one of the systems writes alike share a class.
    "g": "k", "k": "k", "kk": "k", "gg": "k",  # RR g, MR k or g: Gyeom, Kyŏm; tense sounds are doubled or not
    "ck": "k",  # fan: Baeck
    "d": "t", "t": "t", "tt": "t", "dd": "t",  # RR d, MR t or d: Deok, Tŏk
    "b": "p", "p": "p", "pp": "p", "bb": "p",  # RR b, MR p or b: Bak, Pak
    "j": "c", "ch": "c", "jj": "c", "z": "c",  # RR j, MR ch or j: Jo, Cho; fan: Suzy
    "r": "l", "l": "l", "rr": "l", "ll": "l",  # one letter in Korean: Ri, Li; Abel, Aber
    "s": "s", "ss": "s", "sh": "s",  # MR and fan write the sound of si: Shi-wan, Siwan
    "m": "m", "n": "n",  # doubled only where two syllables meet: Han-na, Hanna
    "ng": "nk",  # or n and g: Min-gyu without its hyphen is written as Ming-yu would be
    "h": "h",
}  # fmt: skip

_A, _AE, _YA, _YAE, _EO, _E, _YEO, _YE = "ㅏㅐㅑㅒㅓㅔㅕㅖ"
_O, _WA, _WAE, _OE, _YO, _U, _WO, _WE, _WI, _YU, _EU, _UI, _I = "ㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"

VOWELS: dict[str, str] = {
    # spelling: the vowels it may mean, the reason in the comment
    "a": _A, "aa": _A,
    "ae": _AE + _E, "ai": _AE, "ay": _AE,  # RR and MR ae; fan: Bai, Kay. Speech does not tell ㅐ and ㅔ apart
    "e": _E + _AE, "ei": _E, "ey": _E,  # fan: Se-kyung, Sae-kyung
    "eo": _EO, "eou": _EO,  # RR
    "o": _O + _EO,  # RR ㅗ; MR ŏ without its breve: Kyŏm, Kyom
    "u": _U + _EO + _EU,  # RR ㅜ; fan ㅓ: Sun, Jung; MR ŭ without its breve: Un
    "oo": _U, "ou": _U + _EO,  # fan, after English: Soo, Joung
    "eu": _EU,  # RR
    "oe": _OE, "oi": _OE,  # RR, older spellings: Choe, Choi
    "we": _WE + _WAE + _OE, "wae": _WAE + _WE + _OE,  # one sound in speech
    "wi": _WI, "wee": _WI,
    "ui": _UI + _WI, "eui": _UI,  # RR, fan: Hwang-ui, Eui; older ㅟ
    "i": _I + _UI, "ee": _I + _UI, "yi": _I + _UI, "yee": _I,  # fan: Hee, Mae-yi
    "ya": _YA,
    "yae": _YAE + _YE, "ye": _YE + _YAE,
    "yeo": _YEO, "yeou": _YEO,  # RR; fan: Yeoung
    "yo": _YO + _YEO,  # RR ㅛ; MR yŏ: Hyon
    "yu": _YU + _YEO, "you": _YEO + _YU,  # RR ㅠ; fan ㅕ: Kyung, Young
    "yoo": _YU,
    "wa": _WA,
    "wo": _WO, "weo": _WO, "wu": _U + _WO,  # MR, RR; fan: Kwun
    "woo": _U,  # fan: Woo-sik for u-sik
}  # fmt: skip

_LEAD_SOUNDS = {"ㅇ": ""}
_AFTER_J = {"ㅑ": _A, "ㅕ": _EO, "ㅛ": _O, "ㅠ": _U}
"""져 sounds like 저, and is written so: Jyeong, Jeong."""
_SOUNDS = {
    **dict.fromkeys("ㄱㄲㅋ", "k"), **dict.fromkeys("ㄷㄸㅌ", "t"), **dict.fromkeys("ㅂㅃㅍ", "p"),
    **dict.fromkeys("ㅈㅉㅊ", "c"), **dict.fromkeys("ㅅㅆ", "s"), "ㄹ": "l", "ㅁ": "m", "ㄴ": "n", "ㅎ": "h",
    "ㄳ": "k", "ㄵ": "n", "ㄶ": "n", "ㄺ": "k", "ㄻ": "m", "ㄼ": "l", "ㄽ": "l", "ㄾ": "l", "ㄿ": "p",
    "ㅀ": "l", "ㅄ": "p",
    "ㅇ": "nk",  # ng is written with n and g, and read as both
    "": "",
}  # fmt: skip

FAMILIES = (
    *"김이박최정강조윤장임한오서신권황안송전홍유고문양손배백허남심노하곽성차주우구나민진지엄원채천방공현함변염여추도소석",
    *"선설마길연위표명기반왕금옥육인맹제모탁국어은편용예봉경사부가복태목형피두감음빈동호범좌팽승간상갈단견당",
    *("남궁", "선우", "황보", "제갈", "독고", "사공", "서문"),
    *"류리림라로량려",
)
"""Korean family names. Those of the last row are written with an r that the South no longer speaks."""
_SOUTHERN = {"류": "유", "리": "이", "림": "임", "라": "나", "로": "노", "량": "양", "려": "여"}
_IRREGULAR_FAMILIES = {
    # Spellings made for readers of English, in which r lengthens a vowel or a vowel sounds as in English.
    "park": "박", "bark": "박", "parc": "박", "choy": "최", "hur": "허", "her": "허", "back": "백", "lew": "유",
    "liu": "유", "leigh": "이", "suck": "석", "key": "기", "gee": "지",
}  # fmt: skip

_PART = re.compile(r"[aeiouwy]+|[^aeiouwy]+")
_SILENT_H = re.compile(r"(?<![sc])h(?![aeiouwy])|(?<=^[kgtpr])h")
"""It lengthens, as in Ahn, Dan-ah and Oh, or stands behind the first letter, as in Rhee and Thae. Baekhyun has none."""
_DOUBLED = re.compile(r"([bdgjklprst])(?=\1)", re.IGNORECASE)
_BETWEEN = re.compile(r"[^\w\u0300-\u036f]+")
_LONGEST_RUN = 7
_MOST_ROWS = 300
_LONGEST_TEXT = 40
"""Letters. Names are shorter; a longer text has too many readings."""


@dataclass(frozen=True, slots=True)
class Sound:
    """How a text may sound. `frame` has a class for each consonant and a point for each stretch of vowels."""

    frame: str
    vowels: tuple[frozenset[str], ...]
    """For each stretch every row of Korean vowels its spelling may mean."""

    def may_be(self, other: Sound) -> bool:
        """Whether both can be spellings of one name."""
        return self.frame == other.frame and all(
            not one.isdisjoint(two) for one, two in zip(self.vowels, other.vowels, strict=True)
        )

    @property
    def syllable_count(self) -> int:
        """The fewest syllables the text can have."""
        return sum(min(map(len, rows)) for rows in self.vowels)


def joined(one: Sound, two: Sound) -> Sound | None:
    """Both in a row, without a space; None where so many vowels meet that it is no name."""
    if not one.frame or not two.frame:
        return two if two.frame else one
    if one.frame[-1] != "." or two.frame[0] != ".":
        # Equal consonants that meet stay two: Kim Moo-sik is not Kim Woo-sik, Dong-kyung is not Dong-young.
        return Sound(one.frame + two.frame, one.vowels + two.vowels)
    before, after = one.vowels[-1], two.vowels[0]
    if len(before) * len(after) > _MOST_ROWS:
        return None
    met = frozenset(first + second for first, second in product(before, after))
    return Sound(one.frame + two.frame[1:], (*one.vowels[:-1], met, *two.vowels[1:]))


def _all_joined(sounds: Iterable[Sound | None]) -> Sound | None:
    whole: Sound | None = NO_SOUND
    for sound in sounds:
        whole = joined(whole, sound) if whole and sound else None
    return whole if whole and whole.vowels else None


NO_SOUND = Sound("", ())


@lru_cache(maxsize=4096)
def sound_of(text: str) -> Sound | None:
    """How a text sounds if it is Hangul or Korean in Latin letters; None for every other text."""
    if len(text) > _LONGEST_TEXT:
        return None
    if has_hangul(text):
        return _sound_of_hangul(text)
    folded = letters_of(text).text
    if not folded.isascii() or not folded.isalpha():
        return None
    parts = _parts(text)
    return _all_joined(map(_sound_of_part, parts)) if "".join(parts) == folded else None


def readings(text: str) -> tuple[Sound, ...]:
    """How a typed text may sound: a doubled letter is one consonant, or ends a syllable and begins the next."""
    return tuple(sound for each in dict.fromkeys((text, _DOUBLED.sub(r"\1-", text))) if (sound := sound_of(each)))


def _parts(text: str) -> list[str]:
    letters = (letters_of(part).text for part in _BETWEEN.split(text))
    return [part for part in letters if part]


def _sound_of_part(part: str) -> Sound | None:
    part = _SILENT_H.sub("", part)
    frame: list[str] = []
    vowels: list[frozenset[str]] = []
    for run in _PART.findall(part):
        if run[0] in "aeiouwy":
            after_j = bool(frame) and frame[-1].endswith("c")
            rows = _rows(run.removeprefix("y") or run if after_j else run)
            if not rows:
                return None
            frame.append(".")
            vowels.append(rows)
        else:
            sounds = _consonants(run)
            if sounds is None:
                return None
            frame.append(sounds)
    return Sound("".join(frame), tuple(vowels))


@lru_cache(maxsize=1024)
def _rows(run: str) -> frozenset[str]:
    """The shortest rows of vowels this stretch of letters may mean: yeo is one vowel, never ye and o."""
    if not run:
        return frozenset(("",))
    if len(run) > _LONGEST_RUN:
        return frozenset()
    rows: set[str] = set()
    for length in range(1, min(4, len(run)) + 1):
        meant = _I if run == "y" else VOWELS.get(run[:length], "")  # at the end of a stretch: Suzy
        rows.update(vowel + row for vowel in meant for row in (_rows(run[length:]) if meant else ()))
    shortest = min(map(len, rows), default=0)
    kept = frozenset(row for row in rows if len(row) == shortest)
    return kept if len(kept) <= _MOST_ROWS else frozenset()


@lru_cache(maxsize=1024)
def _consonants(run: str) -> str | None:
    """The classes of a stretch of consonants; None where it cannot be Korean."""
    classes = ""
    while run:
        length = 2 if run[:2] in CONSONANTS else 1
        sound = CONSONANTS.get(run[:length])
        if sound is None:
            return None
        classes += sound
        run = run[length:]
    return classes


def _sound_of_hangul(text: str) -> Sound | None:
    syllables = unicodedata.normalize("NFKC", "".join(text.split()))
    return _all_joined(map(_sound_of_syllable, syllables))


def _sound_of_syllable(syllable: str) -> Sound | None:
    if not is_syllable(syllable):
        return None
    lead, vowel, tail = syllable_parts(syllable)
    if lead in "ㅈㅉㅊ":
        vowel = _AFTER_J.get(vowel, vowel)
    return Sound(f"{_LEAD_SOUNDS.get(lead, _SOUNDS[lead])}.{_SOUNDS[tail]}", (frozenset((vowel,)),))


@lru_cache(maxsize=1024)
def family_sound(word: str) -> Sound | None:
    """How the word sounds if it can be a Korean family name; None for other words."""
    folded = letters_of(word).text
    if folded in _IRREGULAR_FAMILIES:
        return sound_of(_IRREGULAR_FAMILIES[folded])
    sound = sound_of(word)
    family = (
        next((family for family, own in _families().get(sound.frame, ()) if own.may_be(sound)), "") if sound else ""
    )
    return sound_of(_SOUTHERN[family]) if family in _SOUTHERN else sound if family else None


def without_space(text: str) -> list[Sound]:
    """How a name written in one word may sound whose family name is spelled irregularly."""
    folded = letters_of(text).text
    family = next((spelling for spelling in _IRREGULAR_FAMILIES if folded.startswith(spelling)), "")
    sounds: list[Sound | None] = []
    if family:
        own = sound_of(_IRREGULAR_FAMILIES[family])
        sounds += [_all_joined((own, rest)) for rest in readings(folded[len(family) :])]
    # Lim Si-wan is Im Si-wan.
    sounds += [Sound(sound.frame[1:], sound.vowels) for sound in readings(text) if sound.frame.startswith("l.")]
    return [sound for sound in sounds if sound]


@lru_cache(maxsize=1)
def _families() -> dict[str, list[tuple[str, Sound]]]:
    by_frame: dict[str, list[tuple[str, Sound]]] = {}
    for family in FAMILIES:
        if sound := sound_of(family):
            by_frame.setdefault(sound.frame, []).append((family, sound))
    return by_frame
