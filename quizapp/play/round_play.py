"""One round in progress: every change is on disk before it is told."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from typing import TYPE_CHECKING, Literal

from quizapp.errors import QuizError
from quizapp.game import review
from quizapp.game.grading import Verdict
from quizapp.game.names import NameBook
from quizapp.game.options import Drawn, is_typed
from quizapp.game.question import PackInfo
from quizapp.game.records import Appeal, AppealKind, Placing, Player, Run
from quizapp.game.review import Card, Grade, grade_of, level, reviewed
from quizapp.game.round import Round
from quizapp.game.rules import Mode, Runner
from quizapp.game.turns import Action, Event, Turn

if TYPE_CHECKING:
    from quizapp.bank.bank import Bank
    from quizapp.play.clock import Clock
    from quizapp.play.dealing import Dealer

Standing = Literal["ahead", "level", "behind"]
Tick = Literal["running", "time_up", "slept"]

OPEN_BATCH = 10
"""How many questions a round with an open end is dealt at a time."""
_LEAST_AHEAD = 3
_SLEEP_MS = 1_000
"""The clocks that tell sleep from a stall are read one after the other, and one of them may be adjusted a little."""


class Play:
    """One round in progress. GUI thread only.

    A failed write raises BankError and leaves the round where it was, so the same action can be tried again.
    """

    def __init__(
        self,
        bank: Bank,
        clock: Clock,
        round_id: int,
        player: Player,
        pack: PackInfo,
        round_: Round,
        dealer: Dealer,
        best: Run | None,
        *,
        is_practice: bool = False,
    ) -> None:
        self._bank = bank
        self._clock = clock
        self._dealer = dealer
        self._to_write: tuple[Drawn, ...] = ()
        self._times_met: dict[str, int] = {}
        self._cards: dict[str, Card] = {}
        self._slept_ms = clock.slept_ms()
        self._baton_taken_at: int | None = None
        self._is_review_ready = False
        self._has_typed = False
        self._untold = 0  # of so many answers nothing was told of the last: it was given just now
        self.round_id = round_id
        self.player = player
        self.pack = pack
        self.round = round_
        self.best = best
        self.is_practice = is_practice
        self._learn_of(round_.drawn, 0)

    def _learn_of(self, drawn: tuple[Drawn, ...], first_position: int) -> None:
        """Reads what is known of these questions and whoever is to answer them."""
        self._has_typed = self._has_typed or any(is_typed(each.question) for each in drawn)
        lanes = self.round.lane_count
        for lane in range(lanes):
            own = [each.question.uid for position, each in enumerate(drawn, first_position) if position % lanes == lane]
            player_id = self._player_id_of(lane)
            self._times_met |= self._bank.stats.times_met(player_id, own)
            self._cards |= self._bank.schedule.get(player_id, own)

    def _player_id_of(self, lane: int) -> int:
        relay = self.round.settings.relay
        return relay[lane].player_id if relay else self.player.id

    @property
    def names(self) -> NameBook:
        """The names of the pack as they were when the round began."""
        return self.round.names

    # Time

    def now_ms(self) -> int:
        """The time of the monotonic clock that answering time is measured by."""
        return self._clock.monotonic_ms()

    def show(self) -> None:
        """The current question is on the screen: its time runs. In a relay the player whose turn it is has said so."""
        self._baton_taken_at = self.round.position
        self._slept_ms = self._clock.slept_ms()
        self.round = self.round.show(self.now_ms())

    def pause(self) -> None:
        """The question is hidden and its time stands. Also what happens when the player leaves."""
        now_ms = self.now_ms()
        # The question has to be hidden also where nothing can be written: then only a resumed round has some time back.
        with suppress(QuizError):
            self._note_time(now_ms)
        self.round = self.round.pause(now_ms)

    def _note_time(self, now_ms: int) -> None:
        round_, elapsed_ms = self.round, self.round.elapsed_ms(now_ms)
        if round_.can_answer and elapsed_ms:
            self._keep(round_.apply(Event(Action.PAUSE, round_.position, elapsed_ms)))

    def go_on(self) -> None:
        """Back from a pause; in a relay the question stays hidden while the baton is not taken."""
        hidden = self.baton() is not None
        self._slept_ms = self._clock.slept_ms()
        self.round = self.round.go_on(self.now_ms(), show=not hidden)

    def tick(self) -> Tick:
        """To be called some times a second while a question is asked.

        `time_up`: the question is timed out now, and its verdict is the last turn. `slept`: the computer slept, so the
        round is paused; its clock stood all the while.
        """
        now_ms = self.now_ms()
        if self._clock.slept_ms() - self._slept_ms > _SLEEP_MS:
            self.pause()
            return "slept"
        self._get_ready()
        if self.round.is_time_up(now_ms):
            self._keep(self.round.time_out(now_ms))
            return "time_up"
        return "running"

    def _get_ready(self) -> None:
        """What a verdict would wait for, one thing a tick: the question is on the screen, and nobody is as quick."""
        if not self._is_review_ready:
            self._is_review_ready = True
            review.get_ready()
        elif self._has_typed:
            from quizapp.game import typed

            self._has_typed = False
            typed.get_ready(self.round.names)

    # Actions

    def answer(self, chosen: Iterable[int]) -> Turn:
        """The player gave this answer (the form of `Event.chosen`); gives the verdict, which is safe on disk.

        An answer that comes when the time is up is a time-out.
        """
        now_ms = self.now_ms()
        late = self.round.is_time_up(now_ms)
        self._keep(self.round.time_out(now_ms) if late else self.round.answer(chosen, now_ms))
        return self.round.turns[-1]

    def answer_text(self, text: str) -> Turn:
        """The player typed this; otherwise as `answer`."""
        now_ms = self.now_ms()
        late = self.round.is_time_up(now_ms)
        self._keep(self.round.time_out(now_ms) if late else self.round.answer_text(text, now_ms))
        return self.round.turns[-1]

    def time_out(self) -> Turn:
        """The time for the question is over."""
        self._keep(self.round.time_out(self.now_ms()))
        return self.round.turns[-1]

    def skip(self) -> None:
        """The question gives way to the next of the draw."""
        self._keep(self.round.skip(self.now_ms()))

    def fifty(self) -> None:
        """Two wrong options go: `round.taken_away`."""
        self._keep(self.round.fifty(self.now_ms()))

    def hint(self) -> str:
        """The hint of the current question."""
        self._keep(self.round.hint(self.now_ms()))
        return self.round.current.question.hint

    def next_question(self) -> None:
        """On from the verdict, to the next question or the result."""
        self.deal_ahead()
        self.round = self.round.next_question(self.now_ms())

    def give_up(self) -> None:
        """Ends the round without a result; its answers are kept."""
        self._bank.rounds.abandon(self.round_id, self._clock.utc_ms())

    def _keep(self, after: Round) -> None:
        turn = after.turns[-1] if len(after.turns) > len(self.round.turns) else None
        finished = after.result() if after.is_complete else None
        at_ms = self._clock.utc_ms()
        card = self._reviewed(turn, at_ms) if turn else None
        number, event = len(after.events), after.events[-1]
        self._bank.rounds.record(self.round_id, number, event, turn, at_ms=at_ms, finished=finished, card=card)
        self.round = after
        if turn is not None:
            self._untold = len(after.turns)
        if turn is not None and card is not None:
            self._cards[turn.drawn.question.uid] = card

    def _reviewed(self, turn: Turn, at_ms: int) -> Card | None:
        """The card of an answered question: a miss makes one in every mode, else only training reviews it."""
        if turn.verdict is Verdict.SKIPPED:
            return None
        grade = grade_of(turn.verdict, turn.lifelines)
        if grade is not Grade.AGAIN and self.round.settings.mode is not Mode.TRAINING:
            return None
        return reviewed(self._cards.get(turn.drawn.question.uid), grade, at_ms)

    def deal_ahead(self) -> None:
        """Keeps a round with an open end in questions, so that it ends only when the pack has no other.

        Also for who leaves at a verdict and so never goes on from it.
        """
        round_ = self.round
        ahead = len(round_.drawn) - len(round_.turns)
        if round_.question_count is not None or round_.is_complete or ahead > _LEAST_AHEAD:
            return
        self._dealer.go_on_behind(round_.drawn)
        # What could not be written is kept for the next try: the deck deals nothing twice.
        self._to_write = more = self._to_write or self._dealer.deal(OPEN_BATCH)
        if more:
            self._bank.rounds.extend(self.round_id, len(round_.drawn), more)
            self._to_write = ()
            self._learn_of(more, len(round_.drawn))
            self.round = round_.extended(more)

    # Relay

    def baton(self) -> Runner | None:
        """Who must take the baton before the question may be shown; None when it may be shown."""
        if self.round.showing_verdict or self.round.is_complete or self._baton_taken_at == self.round.position:
            return None
        return self.round.runner

    # Appeals

    def appeal(self, kind: AppealKind, note: str = "") -> None:
        """Tells the author something about the question whose verdict is shown; the round stays as it is."""
        self._untold = 0
        turn, position = self.round.turns[-1], len(self.round.turns) - 1
        self._bank.appeals.add(
            Appeal(
                kind=kind,
                round_id=self.round_id,
                position=position,
                player_id=self._player_id_of(turn.lane),
                uid=turn.drawn.question.uid,
                revision=turn.drawn.revision,
                typed=turn.text,
                at_ms=self._clock.utc_ms(),
                note=note,
            )
        )

    def withdraw_appeal(self, kind: AppealKind) -> None:
        """Takes back what was told of the question whose verdict is shown."""
        self._bank.appeals.withdraw(self.round_id, len(self.round.turns) - 1, kind)

    def appeals(self) -> frozenset[AppealKind]:
        """What was told of the question whose verdict is shown."""
        if self._untold == len(self.round.turns):
            return frozenset()
        told = self._bank.appeals.of(self.round_id, len(self.round.turns) - 1)
        return frozenset(appeal.kind for appeal in told)

    # What the screen shows beside the round

    def times_met(self) -> int:
        """How often the player had answered the current question before this round."""
        return self._times_met.get(self.round.current.question.uid, 0)

    def levels(self) -> tuple[int, ...]:
        """How well each drawn question is known, 1 to 5, by the cards as they are now."""
        return tuple(level(self._cards.get(drawn.question.uid)) for drawn in self.round.drawn)

    def best_progress(self) -> float | None:
        """How far, 0 to 1, the player's best run was after the same answering time; None without a best run."""
        if self.best is None or not self.best.split_ms:
            return None
        elapsed_ms = self.round.total_elapsed_ms(self.now_ms())
        return self.best.progress(elapsed_ms) / len(self.best.split_ms)

    def standing(self) -> Standing | None:
        """Whether the player is ahead of the best run: by a whole question at the same answering time, else level."""
        if self.best is None or not self.best.split_ms:
            return None
        lead = len(self.round.answered) - self.best.progress(self.round.total_elapsed_ms(self.now_ms()))
        if abs(lead) < 1:
            return "level"
        return "ahead" if lead > 0 else "behind"

    # After the round

    def placing(self) -> Placing | None:
        """Where the finished round stands on its board; None for practice and for modes without a board."""
        if self.is_practice or self.round.rules.ranked_by == "nothing":
            return None
        return self._bank.stats.placing(self.round_id)

    def missed(self) -> tuple[str, ...]:
        """The uids of the questions that the player did not answer right, in the order asked.

        In a relay these are the ones on the player's own lane; of all only what the player may see.
        """
        not_right = (turn for turn in self.round.answered if turn.share < 1)
        own = (turn for turn in not_right if self._player_id_of(turn.lane) == self.player.id)
        return tuple(turn.drawn.question.uid for turn in own if not self.is_hidden(turn))

    def is_hidden(self, turn: Turn) -> bool:
        """Whether this question, or an option dealt with it, is beyond what the player has watched.

        In a relay it can be.
        """
        return turn.drawn.guard_episode(self.pack) > self.player.spoiler_limit(self.pack.id)

    def challenge_code(self) -> str | None:
        """A text by which a friend with the same pack is asked the same; None where a round cannot be told so."""
        from quizapp.play import challenges  # no start should wait for it

        return challenges.code_of(self._bank, self.pack, self.round)
