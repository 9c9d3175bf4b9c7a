"""Challenge codes between the bank and the rules: from a round to its code, and from a code to settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizapp.game.challenge import Challenge, can_be_challenged, check_challenge, decode, encode
from quizapp.game.drawing import Pool, skips_of
from quizapp.game.question import PackInfo
from quizapp.game.records import Player
from quizapp.game.round import Round
from quizapp.game.rules import RULE_SETS, Mode, RoundSettings

if TYPE_CHECKING:
    from quizapp.bank.bank import Bank


def checked(bank: Bank, pack: PackInfo, code: str, player: Player) -> Challenge:
    """What a code says, if it is for this pack and within what the player has watched; else ChallengeError."""
    challenge = decode(code, pack)
    check_challenge(challenge, bank.packs.content_digest(pack.id), player.spoiler_limit(pack.id))
    return challenge


def settings_of(bank: Bank, pack: PackInfo, code: str, player: Player) -> RoundSettings:
    """The settings of the round a code tells of, with the player's own clock; ChallengeError as for `checked`."""
    challenge = checked(bank, pack, code, player)
    return RoundSettings(
        pack_id=pack.id,
        spoiler_limit=challenge.spoiler_limit,
        categories=challenge.categories,
        difficulty=challenge.difficulty,
        mode=Mode(RULE_SETS[challenge.rule_set_id].mode),
        clock=player.clock,
        custom=challenge.custom,
        challenge=encode(challenge, pack),
    )


def code_of(bank: Bank, pack: PackInfo, round_: Round) -> str | None:
    """The code of a round, None where it has none: other modes, or questions the pack would not draw today."""
    settings = round_.settings
    if settings.challenge:
        return settings.challenge
    if not can_be_challenged(round_.rules.id):
        return None
    told = round_.drawn if round_.question_count is not None else round_.drawn[: len(round_.turns)]
    pool = Pool(bank.questions.candidates(settings, round_.rules, None))
    skips = skips_of(pool, round_.seed, [drawn.question.uid for drawn in told])
    if skips is None:
        return None
    challenge = Challenge(
        rule_set_id=round_.rules.id,
        difficulty=settings.difficulty,
        spoiler_limit=settings.spoiler_limit,
        clock=settings.clock,
        categories=settings.categories,
        custom=settings.custom,
        seed=round_.seed,
        pack_digest=bank.packs.content_digest(pack.id),
        skips=skips,
    )
    try:
        return encode(challenge, pack)
    except ValueError:
        return None
