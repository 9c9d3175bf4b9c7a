"""Challenge codes: what goes in comes out, and nothing else is taken for one."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from quizapp.game import challenge as challenge_codes
from quizapp.game.challenge import Challenge, ChallengeError, can_be_challenged, check_challenge, decode, encode
from quizapp.game.drawing import SKIP_MAX
from quizapp.game.question import Category, Kind, PackInfo
from quizapp.game.rules import CUSTOM_COUNTS, CUSTOM_LIMITS_MS, RULE_SETS, ClockFactor, CustomRules
from tests.game.builders import an_info

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
PACK = an_info(categories=tuple(Category(name, name.title()) for name in ("plot", "cast", "quotes", "ost-lyrics")))
ALL = ("cast", "ost-lyrics", "plot", "quotes")
SPRINT = Challenge("sprint@2", 16, ALL, "0123456789", "abcdef")
CUSTOM = Challenge(
    "custom@1",
    9,
    ("cast", "plot"),
    "fedcba9876",
    "012345",
    difficulty=3,
    clock=ClockFactor.X5,
    custom=CustomRules(25, (Kind.MATCHING, Kind.SHORT_ANSWER), 20_000, 0, 3, 2),
    skips=(0, 3, 0, 0, 12),
)
GOLDEN = {
    "54060-938NK-RKAYD-XWPCW-5N": SPRINT,
    "4MKM0-WRA3J-6C5GZ-QZDSE-MRER0-J6H8T-H0GM": CUSTOM,
    "5R346-909G1-4D2PF-2DBSQ-QG49D-9G": replace(
        SPRINT, rule_set_id="dash@1", spoiler_limit=200, difficulty=1, clock=ClockFactor.OFF, skips=(1, 0, 2)
    ),
}


def a_pack(size: int) -> PackInfo:
    """A pack of so many categories."""
    return replace(PACK, categories=tuple(Category(f"c{place}", f"Category {place}") for place in range(size)))


def plain(code: str) -> str:
    return code.replace("-", "")


def refusal(code: str, pack: PackInfo = PACK) -> str:
    """What the player is told about a code."""
    with pytest.raises(ChallengeError) as caught:
        decode(code, pack)
    return str(caught.value)


hexes = st.text("0123456789abcdef", min_size=10, max_size=10)
customs = st.builds(
    CustomRules,
    st.integers(*CUSTOM_COUNTS),
    st.sets(st.sampled_from(Kind), min_size=1).map(lambda kinds: tuple(sorted(kinds))),
    st.sampled_from(CUSTOM_LIMITS_MS),
    st.integers(0, 100),
    st.integers(0, 100),
    st.integers(0, 100),
)


@st.composite
def challenges(draw: st.DrawFn) -> tuple[Challenge, PackInfo]:
    """Any challenge that has a code, and its pack."""
    pack = a_pack(draw(st.integers(1, 64)))
    names = [category.id for category in pack.categories]
    rules = draw(st.sampled_from([rules for rules in RULE_SETS if can_be_challenged(rules)]))
    skips = draw(st.lists(st.integers(0, 20) | st.integers(0, SKIP_MAX), max_size=40).map(tuple))
    while skips and not skips[-1]:
        skips = skips[:-1]
    challenge = Challenge(
        rules,
        draw(st.integers(0, 20) | st.integers(0, 9_999)),
        tuple(sorted(draw(st.sets(st.sampled_from(names), min_size=1)))),
        draw(hexes),
        draw(hexes)[:6],
        draw(st.sampled_from([None, 1, 2, 3])),
        draw(st.sampled_from(ClockFactor)),
        draw(customs) if rules == "custom@1" else None,
        skips,
    )
    return challenge, pack


# Round trip


@given(challenges())
def test_what_goes_in_comes_out(told: tuple[Challenge, PackInfo]) -> None:
    challenge, pack = told
    assert decode(encode(challenge, pack), pack) == challenge


@given(challenges(), st.integers(1, 30))
def test_zeros_behind_the_last_skip_cost_nothing(told: tuple[Challenge, PackInfo], zeros: int) -> None:
    challenge, pack = told
    longer = replace(challenge, skips=(*challenge.skips, *[0] * zeros))
    assert encode(longer, pack) == encode(challenge, pack)


@pytest.mark.parametrize("code", GOLDEN)
def test_a_golden_code(code: str) -> None:
    """When this fails, the codes people were given before no longer mean the same."""
    assert encode(GOLDEN[code], PACK) == code
    assert decode(code, PACK) == GOLDEN[code]


def test_a_code_keeps_the_beginning_of_the_digest() -> None:
    challenge = replace(SPRINT, pack_digest="ABCDEF0123456789")
    assert encode(challenge, PACK) == encode(SPRINT, PACK)


def test_all_categories_are_told_in_one_bit_whatever_their_number() -> None:
    pack = a_pack(200)
    everything = replace(SPRINT, categories=tuple(sorted(category.id for category in pack.categories)))
    assert len(encode(everything, pack)) == len(encode(SPRINT, PACK))
    assert decode(encode(everything, pack), pack) == everything


def test_a_usual_code_is_short() -> None:
    assert len(plain(encode(SPRINT, PACK))) <= 22
    half_met = replace(SPRINT, categories=("cast", "plot"), difficulty=2, skips=(1, 0, 2, 0, 0, 3, 1, 0, 1, 4, 0))
    assert len(plain(encode(half_met, PACK))) <= 30


def test_a_zero_among_skips_costs_one_bit() -> None:
    shorter = plain(encode(replace(SPRINT, skips=(*[0] * 63, 1)), PACK))
    longer = plain(encode(replace(SPRINT, skips=(*[0] * 113, 1)), PACK))
    assert len(longer) - len(shorter) == 10


def test_a_code_stands_in_groups_of_five_clear_characters() -> None:
    *groups, last = encode(CUSTOM, PACK).split("-")
    assert {len(group) for group in groups} == {5}
    assert 1 <= len(last) <= 5
    assert set("".join(groups) + last) <= set(ALPHABET)


# What a code cannot hold


@pytest.mark.parametrize(
    ("rule_set_id", "can"),
    [
        ("sprint@1", True),
        ("sprint@2", True),
        ("dash@1", True),
        ("marathon@1", True),
        ("custom@1", True),
        ("daily@1", False),
        ("relay@1", False),
        ("training@1", False),
        ("sprint@99", False),
    ],
)
def test_which_rule_sets_have_codes(rule_set_id: str, can: bool) -> None:
    assert can_be_challenged(rule_set_id) is can


@pytest.mark.parametrize(
    "challenge",
    [
        replace(SPRINT, rule_set_id="daily@1"),
        replace(SPRINT, rule_set_id="relay@1"),
        replace(SPRINT, rule_set_id="training@1"),
        replace(SPRINT, spoiler_limit=-1),
        replace(SPRINT, spoiler_limit=1 << 14),
        replace(SPRINT, difficulty=4),
        replace(SPRINT, categories=()),
        replace(SPRINT, categories=("plot", "of another pack")),
        replace(SPRINT, seed="012345678"),
        replace(SPRINT, seed="0x23456789"),
        replace(SPRINT, seed="01234 6789"),
        replace(SPRINT, seed="ABCDEF6789"),
        replace(SPRINT, pack_digest=""),
        replace(SPRINT, skips=(1, -1, 1)),
        replace(SPRINT, skips=(SKIP_MAX,) * 200),
        replace(SPRINT, custom=CustomRules()),
        replace(CUSTOM, custom=None),
        replace(CUSTOM, custom=CustomRules(0)),
        replace(CUSTOM, custom=CustomRules(101)),
        replace(CUSTOM, custom=CustomRules(kinds=())),
        replace(CUSTOM, custom=CustomRules(answer_limit_ms=1)),
        replace(CUSTOM, custom=CustomRules(hints=-1)),
    ],
)
def test_what_no_code_can_hold_is_refused(challenge: Challenge) -> None:
    with pytest.raises(ValueError, match=r"."):
        encode(challenge, PACK)


def test_a_code_holds_the_first_64_categories_of_a_pack() -> None:
    pack = a_pack(65)
    last_held = replace(SPRINT, categories=("c63",))
    assert decode(encode(last_held, pack), pack) == last_held
    with pytest.raises(ValueError, match="bits"):
        encode(replace(SPRINT, categories=("c64",)), pack)


# How it may be typed


@pytest.mark.parametrize(
    "change",
    [
        str.lower,
        plain,
        lambda code: code.replace("-", "  "),
        lambda code: code.replace("-", "–"),
        lambda code: f"\n\t “{code}”.\n",
        "\u200b".join,
        lambda code: "".join(chr(ord(each) + 0xFEE0) for each in code),
        lambda code: code.replace("0", "O").replace("1", "I"),
        lambda code: code.replace("0", "o").replace("1", "l"),
        lambda code: code.replace("0", "O").replace("1", "i"),
        lambda code: code.replace("0", "o").replace("1", "L"),
        lambda code: code.replace("V", "u"),
    ],
)
@pytest.mark.parametrize("challenge", [SPRINT, CUSTOM, replace(SPRINT, seed="7b" * 5), replace(SPRINT, seed="0" * 10)])
def test_ways_to_type_the_same_code(challenge: Challenge, change) -> None:
    assert decode(change(encode(challenge, PACK)), PACK) == challenge


# What is not a code


def one_wrong(code: str) -> Iterator[str]:
    for place, right in enumerate(code):
        yield from (code[:place] + wrong + code[place + 1 :] for wrong in ALPHABET if wrong != right)


def one_missing(code: str) -> Iterator[str]:
    return (code[:place] + code[place + 1 :] for place in range(len(code)))


def one_extra(code: str) -> Iterator[str]:
    return (code[:place] + extra + code[place:] for place in range(len(code) + 1) for extra in ALPHABET)


def neighbours_swapped(code: str) -> Iterator[str]:
    swapped = (code[:place] + code[place : place + 2][::-1] + code[place + 2 :] for place in range(len(code) - 1))
    return (each for each in swapped if each != code)


@pytest.mark.parametrize("challenge", [SPRINT, CUSTOM, replace(SPRINT, seed="0" * 10, pack_digest="0" * 6)])
@pytest.mark.parametrize("mistakes", [one_wrong, one_missing, one_extra, neighbours_swapped])
def test_every_small_mistake_is_found(challenge: Challenge, mistakes) -> None:
    code = plain(encode(challenge, PACK))
    for mistaken in mistakes(code):
        refusal(mistaken)


@given(challenges(), st.data())
def test_small_mistakes_are_found_in_any_code(told: tuple[Challenge, PackInfo], data: st.DataObject) -> None:
    challenge, pack = told
    code = plain(encode(challenge, pack))
    place = data.draw(st.integers(0, len(code) - 2))
    mistakes = [
        code[:place] + data.draw(st.sampled_from(ALPHABET)) + code[place + 1 :],
        code[:place] + data.draw(st.sampled_from(ALPHABET)) + code[place:],
        code[:place] + code[place + 1 :],
        code[:place] + code[place + 1] + code[place] + code[place + 2 :],
    ]
    for mistaken in mistakes:
        if mistaken != code:
            refusal(mistaken, pack)


@pytest.mark.parametrize("mistakes", [one_wrong, neighbours_swapped])
def test_a_slip_of_one_character_is_told_with_what_was_meant(mistakes) -> None:
    code = encode(SPRINT, PACK)
    for mistaken in mistakes(plain(code)):
        assert f"Perhaps it should be {code}:" in refusal(mistaken)


@pytest.mark.parametrize("challenge", [SPRINT, CUSTOM])
def test_a_code_cut_short_is_told_so(challenge: Challenge) -> None:
    code = plain(encode(challenge, PACK))
    for length in range(1, len(code)):
        assert "cut short" in refusal(code[:length])


@pytest.mark.parametrize("challenge", [SPRINT, CUSTOM])
def test_a_code_with_something_behind_it_is_told_so(challenge: Challenge) -> None:
    code = encode(challenge, PACK)
    for behind in ("0", "XY", " and good luck", code, code * 30):
        assert "longer than the code" in refusal(code + behind)


@pytest.mark.parametrize("nothing", ["", " ", "--", "\n", "…", "\u200b"])
def test_no_code_yet(nothing: str) -> None:
    assert "no code yet" in refusal(nothing)


@pytest.mark.parametrize("letter", ["안", "ㅁ", "Д", "α", "走", "٣"])
def test_letters_of_another_alphabet_are_named(letter: str) -> None:
    code = encode(SPRINT, PACK)
    assert f"“{letter}” is a letter of another alphabet. " in refusal(code[:4] + letter + code[5:])


@pytest.mark.parametrize("letter", ["А", "с", "Ο", "ο", "Х"])
def test_letters_that_only_look_like_those_of_a_code_are_told_so(letter: str) -> None:
    assert not letter.isascii()
    code = encode(SPRINT, PACK)
    assert "another alphabet that only looks like one from A to Z" in refusal(code[:4] + letter + code[5:])


@pytest.mark.parametrize("sign", ["é", "+", "=", "€", "🏃", "ß"])
def test_signs_that_are_in_no_code_are_named(sign: str) -> None:
    assert f"“{sign}” is in no code" in refusal(f"{encode(SPRINT, PACK)}{sign}")


def test_a_sign_that_cannot_be_shown_is_not() -> None:
    assert "“\N{REPLACEMENT CHARACTER}” is in no code" in refusal("\ud800")


def test_a_code_of_a_newer_version_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as newer:
        newer.setattr("quizapp.game.challenge._FORMAT", 2)
        another_format = encode(SPRINT, PACK)
    with monkeypatch.context() as newer:
        newer.setattr("quizapp.game.challenge._RULE_SETS", ("", "", "", "", "", "sprint@2"))
        another_rule_set = encode(SPRINT, PACK)
    assert "newer version" in refusal(another_format)
    assert "newer version" in refusal(another_rule_set)


@given(st.text() | st.text(ALPHABET) | st.text(ALPHABET, min_size=20, max_size=40))
@example("0" * 5)
@example("2" * 1_000)
@example("Z" * 399)
@example("\ufdfa" * 1_000)
@example("\u0300" * 1_000)
def test_any_other_text_is_refused_with_a_sentence(text: str) -> None:
    assume(text.strip())
    assert refusal(text)


@given(st.text(ALPHABET, max_size=60))
def test_whatever_has_a_right_checksum_is_read_or_refused(data: str) -> None:
    with contextlib.suppress(ChallengeError):
        assert isinstance(decode(data + challenge_codes._checksum(data), PACK), Challenge)


def test_long_texts_are_refused_in_no_time() -> None:
    """Each takes less than two hundred right codes do."""
    code = encode(CUSTOM, PACK)
    began = time.perf_counter()
    for _ in range(200):
        decode(code, PACK)
    reference = time.perf_counter() - began
    for text in ("X" * 10_000, "안" * 10_000, "e\u0301" * 5_000, "-" * 10_000, code * 300):
        began = time.perf_counter()
        refusal(text)
        assert time.perf_counter() - began < reference


# Whether it can be played here


def test_a_code_for_this_pack_and_player_is_fine() -> None:
    check_challenge(decode(encode(SPRINT, PACK), PACK), "ABCDEF0123456789", 16)


def test_a_code_of_another_pack_or_version_is_refused() -> None:
    told = decode(encode(SPRINT, PACK), PACK)
    with pytest.raises(ChallengeError, match="another pack, or for another version"):
        check_challenge(told, "abcdee0123456789", 16)
    with pytest.raises(ChallengeError, match="another pack, or for another version"):
        check_challenge(told, "", 16)


def test_a_code_that_would_spoil_is_refused() -> None:
    with pytest.raises(ChallengeError, match="up to episode 16, and you have watched up to episode 15"):
        check_challenge(SPRINT, SPRINT.pack_digest, 15)


@given(challenges(), st.integers(0, 70))
def test_a_code_can_be_read_whatever_pack_is_open(told: tuple[Challenge, PackInfo], size: int) -> None:
    challenge, pack = told
    read = decode(encode(challenge, pack), a_pack(size))
    assert replace(read, categories=challenge.categories) == challenge
