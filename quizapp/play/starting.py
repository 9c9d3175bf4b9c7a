"""Making rounds: drawn, written down, and taken up again."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from typing import TYPE_CHECKING

from quizapp.errors import QuizError
from quizapp.game.names import NameBook
from quizapp.game.options import Drawn
from quizapp.game.question import PackInfo
from quizapp.game.records import Board, Player
from quizapp.game.round import Round
from quizapp.game.rules import Mode, RoundSettings, RuleSet
from quizapp.play import refusals
from quizapp.play.clock import Clock
from quizapp.play.dealing import Dealer, deal_relay, read
from quizapp.play.round_play import OPEN_BATCH, Play

if TYPE_CHECKING:
    from quizapp.bank.bank import Bank
    from quizapp.bank.round_log import StoredRound

_SEED_BYTES = 5
"""What a challenge code can carry."""


class RoundMaker:
    """Begins and resumes rounds on one pack."""

    def __init__(self, bank: Bank, clock: Clock, pack: PackInfo, names: NameBook) -> None:
        self._bank = bank
        self._clock = clock
        self._pack = pack
        self._names = names

    def begin(
        self,
        player: Player,
        settings: RoundSettings,
        rule_set: RuleSet,
        *,
        seed: str = "",
        skips: Sequence[int] = (),
        uids: Sequence[str] = (),
    ) -> Play:
        """A new round by these rules, written down before its first question shows.

        `seed` and `skips` are those of a challenge; `uids` the questions to practise. RoundRefusedError when not
        enough questions can be read. The second round on a board of a daily race or a challenge is practice.
        """
        seed = seed or self._seed(settings)
        rules = rule_set.for_settings(settings)
        dealer = Dealer(self._bank, self._pack, rules, settings, seed, player.id)
        if settings.mode is Mode.TRAINING:
            drawn = self._to_train(player, settings, seed, uids, rules.question_count or 0)
        else:
            drawn = self._drawn(dealer, rules, settings, seed, skips)
        self._refuse_if_too_few(rules, settings, drawn)
        round_ = Round(rules, settings, seed, drawn, names=self._names)
        return self._written(player, round_, dealer)

    def _seed(self, settings: RoundSettings) -> str:
        if settings.day:
            return f"daily/{self._pack.id}/{self._pack.version}/{settings.spoiler_limit}/{settings.day}"
        return secrets.token_hex(_SEED_BYTES)

    def _to_train(
        self, player: Player, settings: RoundSettings, seed: str, uids: Sequence[str], most: int
    ) -> tuple[Drawn, ...]:
        limit = settings.spoiler_limit
        wanted = uids or self._bank.schedule.due(player.id, self._pack.id, limit, self._clock.day_end_ms(), most)
        drawn = read(self._bank, self._pack, limit, seed, wanted)
        return tuple(each for each in drawn if self._pack.guard_episode(each.question.episode) <= limit)

    def _drawn(
        self, dealer: Dealer, rules: RuleSet, settings: RoundSettings, seed: str, skips: Sequence[int]
    ) -> tuple[Drawn, ...]:
        count = rules.question_count
        if settings.relay and count is not None:
            return deal_relay(self._bank, self._pack, rules, settings, seed, count // len(settings.relay))
        if settings.challenge:
            dealer.follow(skips)
        return dealer.deal(max(OPEN_BATCH, len(skips) + 1) if count is None else count + rules.skips)

    def _refuse_if_too_few(self, rules: RuleSet, settings: RoundSettings, drawn: Sequence[Drawn]) -> None:
        needed = 1 if settings.mode is Mode.TRAINING else rules.question_count or 1
        refusal = refusals.of_unreadable(len(drawn), needed)
        if refusal is not None:
            raise refusals.error(refusal)

    def _written(self, player: Player, round_: Round, dealer: Dealer) -> Play:
        settings = round_.settings
        board = Board.of(round_.rules.id, self._pack, settings)
        # Whoever made a code, or stretches the clock for a second run, knows the questions.
        seen = self._bank.rounds.has_begun(player.id, board) or self._bank.rounds.has_drawn(player.id, round_.seed)
        practice = bool(settings.day or settings.challenge) and seen
        edited = self._bank.packs.is_edited(self._pack.id)
        now_ms = self._clock.utc_ms()
        round_id = self._bank.rounds.begin(player.id, round_, board, edited, now_ms, practice=practice)
        return self._play(round_id, player, round_, dealer, board, is_practice=practice)

    def resume(self, player: Player, stored: StoredRound) -> Play:
        """An open round where it was left. QuizError when it belongs to another pack than the one that is open."""
        round_ = stored.round_
        if round_.settings.pack_id != self._pack.id:
            raise QuizError("This round belongs to another pack. Choose that pack to go on with it.")
        dealer = Dealer(self._bank, self._pack, round_.rules, round_.settings, round_.seed, player.id)
        play = self._play(stored.round_id, player, round_, dealer, stored.board, is_practice=stored.practice)
        play.deal_ahead()
        return play

    def _play(
        self, round_id: int, player: Player, round_: Round, dealer: Dealer, board: Board, *, is_practice: bool
    ) -> Play:
        best = self._bank.stats.record(player.id, board, self._clock.today()).best
        return Play(
            self._bank,
            self._clock,
            round_id,
            player,
            self._pack,
            round_,
            dealer,
            best,
            is_practice=is_practice,
        )
