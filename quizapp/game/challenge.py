"""Challenge codes: a round in about 25 characters, so that somebody else can play the same one."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from quizapp.errors import QuizError
from quizapp.game.challenge_bits import BitReader, BitWriter, OutOfBitsError
from quizapp.game.question import Kind, PackInfo
from quizapp.game.rules import CUSTOM_COUNTS, CUSTOM_LIMITS_MS, ClockFactor, CustomRules, Mode

Item = TypeVar("Item")

# Crockford's base 32 (https://www.crockford.com/base32.html): the digits and letters without I, L, O and U.
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_TWINS = {"O": "0", "I": "1", "L": "1", "U": "V"}
_AS_WRITTEN = {letter: letter for letter in _ALPHABET} | _TWINS
_READ = _AS_WRITTEN | {letter.lower(): symbol for letter, symbol in _AS_WRITTEN.items()}
_GROUP = 5
_CHECK = 5
"""How many characters at the end are the checksum: 25 bits, so one of 30 million wrong codes passes."""
_LENGTH_MAX = 400
_REPAIR_LENGTH_MAX = 60
_TYPED_MAX = 1_000

# What follows is part of the format: only _RULE_SETS may ever grow, at its end. Anything else is a new _FORMAT.
_FORMAT = 1
_RULE_SETS = ("sprint@1", "sprint@2", "dash@1", "marathon@1", "custom@1")
_CLOCKS = (ClockFactor.X1, ClockFactor.X2, ClockFactor.X5, ClockFactor.X10, ClockFactor.OFF)
_KINDS = (
    Kind.SINGLE_CHOICE,
    Kind.MULTIPLE_CHOICE,
    Kind.TRUE_FALSE,
    Kind.SHORT_ANSWER,
    Kind.MISSING_WORD,
    Kind.MATCHING,
    Kind.ORDERING,
)
_FORMAT_BITS, _CLOCK_BITS, _DIFFICULTY_BITS, _COUNT_BITS, _LIMIT_BITS = 3, 3, 2, 7, 3
_EPISODE_BITS, _LONG_EPISODE_BITS = 5, 14
_CATEGORIES_BITS = 6
_SEED_DIGITS, _DIGEST_DIGITS = 10, 6
_RICE_BITS = 4


class ChallengeError(QuizError):
    """A code that begins no round; the sentence says why, and nothing was changed."""


class _UnknownError(Exception):
    """The bits mean something this version does not know."""


@dataclass(frozen=True, slots=True)
class Challenge:
    """A round to be played again by somebody else.

    `categories` are ids in sorted order, `difficulty` None = mixed, `seed` 10 hex digits. `pack_digest` is in hex; a
    code keeps its first 6 digits only. `skips` as `drawing.skips_of` gives them; a code keeps them without the zeros at
    their end. `custom` is set exactly where the rules are those of a custom round.
    """

    rule_set_id: str
    spoiler_limit: int
    categories: tuple[str, ...]
    seed: str
    pack_digest: str
    difficulty: int | None = None
    clock: ClockFactor = ClockFactor.X1
    custom: CustomRules | None = None
    skips: tuple[int, ...] = ()


def can_be_challenged(rule_set_id: str) -> bool:
    """Whether rounds of this rule set have codes; daily races are everybody's, relay and training one table's own."""
    return rule_set_id in _RULE_SETS


def check_challenge(challenge: Challenge, pack_digest: str, own_limit: int) -> None:
    """ChallengeError when the code is for other questions than these, or asks beyond what the player has watched."""
    if challenge.pack_digest[:_DIGEST_DIGITS].lower() != pack_digest[:_DIGEST_DIGITS].lower():
        raise ChallengeError(
            "This code is for another pack, or for another version of this one. Both of you need the same version: "
            "compare them, update the older one, then enter a new code."
        )
    if challenge.spoiler_limit > own_limit:
        raise ChallengeError(
            "This challenge asks up to episode {episode}, and you have watched up to episode {own}, so it would spoil "
            "what you have not seen. Keep the code, and enter it again when you have moved your episode on.",
            episode=challenge.spoiler_limit,
            own=own_limit,
        )


# Writing


def encode(challenge: Challenge, pack: PackInfo) -> str:
    """The code, in groups of five with hyphens between them.

    ValueError when there is none for this round: rules that have no codes, values or categories a code cannot hold, or
    so many skips that it would be longer than 400 characters.
    """
    if not can_be_challenged(challenge.rule_set_id):
        raise ValueError(f"there are no codes for {challenge.rule_set_id}")
    bits = BitWriter()
    bits.number(_FORMAT, _FORMAT_BITS)
    bits.gamma(_RULE_SETS.index(challenge.rule_set_id))
    _write_limit(bits, challenge.spoiler_limit)
    bits.number(challenge.difficulty or 0, _DIFFICULTY_BITS)
    bits.number(_CLOCKS.index(challenge.clock), _CLOCK_BITS)
    _write_categories(bits, challenge.categories, pack)
    _write_custom(bits, challenge)
    _write_skips(bits, challenge.skips)
    _write_hex(bits, challenge.seed, _SEED_DIGITS)
    _write_hex(bits, challenge.pack_digest[:_DIGEST_DIGITS].lower(), _DIGEST_DIGITS)
    data = "".join(_ALPHABET[value] for value in bits.in_groups(_GROUP))
    if len(data) + _CHECK > _LENGTH_MAX:
        raise ValueError("the code of this round would be too long")
    return _grouped(data + _checksum(data))


def _write_limit(bits: BitWriter, limit: int) -> None:
    is_long = limit >= 1 << _EPISODE_BITS
    bits.number(is_long, 1)
    bits.number(limit, _LONG_EPISODE_BITS if is_long else _EPISODE_BITS)


def _write_categories(bits: BitWriter, categories: Sequence[str], pack: PackInfo) -> None:
    chosen = set(categories)
    known = [category.id for category in pack.categories]
    places = [place for place, category in enumerate(known) if category in chosen]
    if len(places) != len(chosen):
        raise ValueError("the pack does not have these categories")
    bits.number(len(places) == len(known), 1)
    if len(places) < len(known):
        if not places:
            raise ValueError("a challenge has a category")
        bits.number(places[-1], _CATEGORIES_BITS)
        bits.number(sum(1 << place for place in places), places[-1] + 1)


def _write_custom(bits: BitWriter, challenge: Challenge) -> None:
    custom = challenge.custom
    if (custom is not None) != _is_custom(challenge.rule_set_id):
        raise ValueError("custom rules belong to custom rounds")
    if custom is None:
        return
    least, most = CUSTOM_COUNTS
    if not (least <= custom.question_count <= most and custom.kinds):
        raise ValueError("no round can have these custom rules")
    bits.number(custom.question_count - least, _COUNT_BITS)
    bits.number(sum(1 << place for place, kind in enumerate(_KINDS) if kind in custom.kinds), len(_KINDS))
    bits.number(CUSTOM_LIMITS_MS.index(custom.answer_limit_ms), _LIMIT_BITS)
    for count in (custom.fifty_fifties, custom.hints, custom.skips):
        bits.gamma(count)


def _write_skips(bits: BitWriter, skips: Sequence[int]) -> None:
    if any(skip < 0 for skip in skips):
        raise ValueError("a pick passes over no question or some")
    last = next((place for place in range(len(skips), 0, -1) if skips[place - 1]), 0)
    bits.gamma(last)
    if not last:
        return
    written = [max(skip - 1, 0) for skip in skips[:last]]
    parameter = min(range(1 << _RICE_BITS), key=lambda each: sum((skip >> each) + 1 + each for skip in written))
    bits.number(parameter, _RICE_BITS)
    for skip in skips[:last]:
        bits.number(skip > 0, 1)
        if skip:
            bits.rice(skip - 1, parameter)


def _write_hex(bits: BitWriter, digits: str, count: int) -> None:
    if len(digits) != count or not set(digits) <= set("0123456789abcdef"):
        raise ValueError(f"{count} hex digits are needed, in small letters")
    bits.number(int(digits, 16), 4 * count)


# Reading


def decode(code: str, pack: PackInfo) -> Challenge:
    """The challenge of a code as somebody has typed it: case, spaces and punctuation do not matter.

    ChallengeError when it is none. Whether it is for this pack, and what the player may see, is `check_challenge`'s:
    of a code for another pack the categories may be wrong.
    """
    symbols = _symbols(code)
    data, check = symbols[:-_CHECK], symbols[-_CHECK:]
    if _checksum(data) != check:
        raise _mistake(symbols, pack)
    try:
        challenge, length = _read(data, pack)
    except (_UnknownError, OutOfBitsError):
        length = 0
        challenge = None
    if challenge is None or length != len(symbols):
        raise ChallengeError(
            "This code was made by a newer version of the program. Update yours, then enter the code again."
        )
    return challenge


def _symbols(code: str) -> str:
    """The characters of a code that mean something, each as it is written."""
    if len(code) > _TYPED_MAX:
        raise _too_long()
    symbols: list[str] = []
    for typed in unicodedata.normalize("NFC", code):
        for character in unicodedata.normalize("NFKC", typed):
            symbol = _READ.get(character)
            if symbol is not None:
                symbols.append(symbol)
            elif unicodedata.category(character) not in _IGNORED:
                raise _foreign(typed)
    if not symbols:
        raise ChallengeError("There is no code yet. Type or paste the code that you were given.")
    return "".join(symbols)


# Spaces, control and format characters, dashes and other punctuation: what comes along when a code is copied.
_IGNORED = frozenset({"Zs", "Zl", "Zp", "Cc", "Cf", "Pd", "Pc", "Ps", "Pe", "Pi", "Pf", "Po"})


# Cyrillic, then Greek.
_LOOK_LATIN = frozenset("АВЕЅІЈКМНОРСТУХасеѕіјорсухΑΒΕΖΗΙΚΜΝΟΡΤΥΧονυ")


def _foreign(character: str) -> ChallengeError:
    shown = character if character.isprintable() else "\N{REPLACEMENT CHARACTER}"
    if character in _LOOK_LATIN:
        return ChallengeError(
            "“{character}” is a letter of another alphabet that only looks like one from A to Z. Codes have only those "
            "and the digits 0 to 9: switch your keyboard to them and type the code again.",
            character=shown,
        )
    if character.isalnum() and not unicodedata.name(character, "").startswith("LATIN "):
        return ChallengeError(
            "“{character}” is a letter of another alphabet. Codes have only the letters A to Z and the digits 0 to 9: "
            "switch your keyboard to them and type the code again.",
            character=shown,
        )
    return ChallengeError(
        "“{character}” is in no code. Codes have only the letters A to Z and the digits 0 to 9: take it out, or copy "
        "the code again.",
        character=shown,
    )


def _mistake(symbols: str, pack: PackInfo) -> ChallengeError:
    """What is probably wrong with a code whose checksum is."""
    meant = next((each for each in _near(symbols) if _checksum(each[:-_CHECK]) == each[-_CHECK:]), None)
    if meant is not None:
        return ChallengeError(
            "There is a typing mistake in this code. Perhaps it should be {code}: compare it with the one you were "
            "given.",
            code=_grouped(meant),
        )
    try:
        _, length = _read(symbols, pack)
    except OutOfBitsError:
        length = len(symbols) + 1
    except _UnknownError:
        length = len(symbols)
    if length > len(symbols):
        return ChallengeError("This code is cut short. Copy or type all of it, to its last character.")
    if length < len(symbols):
        return _too_long()
    return ChallengeError(
        "There is a typing mistake in this code. Compare it with the one you were given, character by character."
    )


def _too_long() -> ChallengeError:
    return ChallengeError("This is longer than the code it begins with. Copy or type the code only, nothing else.")


def _near(symbols: str) -> Iterator[str]:
    """The codes that differ by one character, or by two neighbours in the other order."""
    if len(symbols) > _REPAIR_LENGTH_MAX:
        return
    for place, symbol in enumerate(symbols):
        before, after = symbols[:place], symbols[place + 1 :]
        yield from (before + other + after for other in _ALPHABET)
        yield before + after[:1] + symbol + after[1:]


def _read(data: str, pack: PackInfo) -> tuple[Challenge, int]:
    """The challenge these characters begin with, and how long its code is with the checksum."""
    bits = BitReader("".join(f"{_ALPHABET.index(symbol):0{_GROUP}b}" for symbol in data))
    if bits.number(_FORMAT_BITS) != _FORMAT:
        raise _UnknownError
    rule_set_id = _one_of(_RULE_SETS, bits.gamma())
    spoiler_limit = bits.number(_LONG_EPISODE_BITS if bits.number(1) else _EPISODE_BITS)
    difficulty = bits.number(_DIFFICULTY_BITS) or None
    clock = _one_of(_CLOCKS, bits.number(_CLOCK_BITS))
    categories = _read_categories(bits, pack)
    custom = _read_custom(bits) if _is_custom(rule_set_id) else None
    skips = _read_skips(bits)
    seed = f"{bits.number(4 * _SEED_DIGITS):0{_SEED_DIGITS}x}"
    digest = f"{bits.number(4 * _DIGEST_DIGITS):0{_DIGEST_DIGITS}x}"
    challenge = Challenge(rule_set_id, spoiler_limit, categories, seed, digest, difficulty, clock, custom, skips)
    return challenge, -(-bits.place // _GROUP) + _CHECK


def _read_categories(bits: BitReader, pack: PackInfo) -> tuple[str, ...]:
    known = [category.id for category in pack.categories]
    if bits.number(1):
        return tuple(sorted(known))
    mask = bits.number(bits.number(_CATEGORIES_BITS) + 1)
    return tuple(sorted(category for place, category in enumerate(known) if mask >> place & 1))


def _read_custom(bits: BitReader) -> CustomRules:
    least, most = CUSTOM_COUNTS
    count = bits.number(_COUNT_BITS) + least
    mask = bits.number(len(_KINDS))
    if count > most or not mask:
        raise _UnknownError
    kinds = tuple(sorted(kind for place, kind in enumerate(_KINDS) if mask >> place & 1))
    limit_ms = _one_of(CUSTOM_LIMITS_MS, bits.number(_LIMIT_BITS))
    return CustomRules(count, kinds, limit_ms, bits.gamma(), bits.gamma(), bits.gamma())


def _read_skips(bits: BitReader) -> tuple[int, ...]:
    count = bits.gamma()
    parameter = bits.number(_RICE_BITS) if count else 0
    skips: list[int] = []
    while len(skips) < count:
        skips.append(bits.rice(parameter) + 1 if bits.number(1) else 0)
    return tuple(skips)


# Both ways


def _one_of(items: Sequence[Item], place: int) -> Item:
    if place >= len(items):
        raise _UnknownError
    return items[place]


def _is_custom(rule_set_id: str) -> bool:
    return rule_set_id.partition("@")[0] == Mode.CUSTOM


def _grouped(symbols: str) -> str:
    return "-".join(symbols[place : place + _GROUP] for place in range(0, len(symbols), _GROUP))


def _checksum(data: str) -> str:
    digest = hashlib.blake2b(data.encode(), digest_size=4, person=b"challenge").digest()
    value = int.from_bytes(digest, "big") >> (32 - 5 * _CHECK)
    return "".join(_ALPHABET[value >> shift & 31] for shift in range(5 * (_CHECK - 1), -1, -5))
