"""Dealing the questions of a round: drawn from the pool, read from the bank, their options in order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from quizapp.game.drawing import Deck, Pool
from quizapp.game.keyed import KeyedNumbers
from quizapp.game.options import Drawn, deal_options
from quizapp.game.question import PackInfo, Question
from quizapp.game.rules import RoundSettings, RuleSet

if TYPE_CHECKING:
    from quizapp.bank.bank import Bank


class Dealer:
    """Deals one round, question after question, also on behind those that were dealt before a restart.

    A question whose row in the bank cannot be understood is passed over.
    """

    def __init__(
        self, bank: Bank, pack: PackInfo, rules: RuleSet, settings: RoundSettings, seed: str, player_id: int
    ) -> None:
        self._bank = bank
        self._pack = pack
        self._rules = rules
        self._settings = settings
        self._seed = seed
        self._player_id = player_id
        self._deck: Deck | None = None

    def follow(self, skips: Sequence[int]) -> None:
        """Deal the round that a challenge code tells."""
        self._opened().follow(skips)

    def go_on_behind(self, drawn: Iterable[Drawn]) -> None:
        """Deal on behind these, which were dealt before."""
        if self._deck is None:
            self._opened().put_aside([each.question.uid for each in drawn])

    def exclude(self, uids: Iterable[str]) -> None:
        """Never deal these."""
        self._opened().exclude(uids)

    def deal(self, count: int) -> tuple[Drawn, ...]:
        """The next questions, fewer when there are no more."""
        dealt: list[Drawn] = []
        while len(dealt) < count:
            uids = self._opened().deal(count - len(dealt))
            if not uids:
                break
            dealt += read(self._bank, self._pack, self._settings.spoiler_limit, self._seed, uids)
        return tuple(dealt)

    def _opened(self) -> Deck:
        if self._deck is None:
            with_history = self._rules.with_history and not self._settings.challenge
            player_id = self._player_id if with_history else None
            pool = Pool(self._bank.questions.candidates(self._settings, self._rules, player_id))
            self._deck = pool.deck(self._seed, with_history=with_history)
        return self._deck


def read(bank: Bank, pack: PackInfo, spoiler_limit: int, seed: str, uids: Iterable[str]) -> list[Drawn]:
    """These questions with their options dealt, in this order; those that are unknown or unreadable are left out."""
    wanted = tuple(uids)
    questions = bank.questions.get(wanted)
    return [_dealt(questions[uid], pack, spoiler_limit, seed) for uid in wanted if uid in questions]


def _dealt(stored: tuple[Question, int], pack: PackInfo, spoiler_limit: int, seed: str) -> Drawn:
    question, revision = stored
    numbers = KeyedNumbers(seed, f"options/{question.uid}")
    return Drawn(question, revision, deal_options(question, pack, spoiler_limit, numbers))


def deal_relay(
    bank: Bank, pack: PackInfo, rules: RuleSet, settings: RoundSettings, seed: str, turns: int
) -> tuple[Drawn, ...]:
    """Questions for players who take turns, each within their own spoiler limit; no question twice.

    Who has watched least is dealt first, since the others can be asked these and more; empty when too few fit.
    """
    hands: dict[int, tuple[Drawn, ...]] = {}
    taken: list[str] = []
    for lane in sorted(range(len(settings.relay)), key=lambda lane: settings.relay[lane].spoiler_limit):
        runner = settings.relay[lane]
        own = replace(settings, spoiler_limit=runner.spoiler_limit)
        dealer = Dealer(bank, pack, rules, own, f"{seed}/{lane}", runner.player_id)
        dealer.exclude(taken)
        hands[lane] = dealer.deal(turns)
        if len(hands[lane]) < turns:
            return ()
        taken += [each.question.uid for each in hands[lane]]
    return tuple(hands[lane][turn] for turn in range(turns) for lane in range(len(settings.relay)))
