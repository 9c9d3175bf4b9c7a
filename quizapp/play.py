"""What the screens of play talk to: the lobby before and between rounds, and one round in progress."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Literal

from quizapp.errors import QuizError, RoundRefusedError, Sentence, sentence
from quizapp.game.drawing import Pool
from quizapp.game.keyed import KeyedNumbers
from quizapp.game.names import NameBook
from quizapp.game.options import Drawn, deal_options
from quizapp.game.question import PackInfo, Question
from quizapp.game.records import Board, BoardEntry, OpenRound, Placing, Player, PlayerRecord, PoolCounts, Run
from quizapp.game.round import Round, Turn
from quizapp.game.rules import SPRINT_1, RoundSettings, RuleSet

if TYPE_CHECKING:
    from quizapp.bank.bank import Bank

_UNREADABLE_RESERVE = 5
"""Drawn beyond what a round needs: a question whose row in the bank cannot be understood is kept and never asked."""

Standing = Literal["ahead", "level", "behind"]


def _monotonic_ms() -> int:
    return time.monotonic_ns() // 1_000_000


def _utc_ms() -> int:
    return time.time_ns() // 1_000_000


@dataclass(frozen=True, slots=True)
class Clock:
    """The three clocks of play: answering time (never set back), moments (UTC), and the local date."""

    monotonic_ms: Callable[[], int] = _monotonic_ms
    utc_ms: Callable[[], int] = _utc_ms
    today: Callable[[], date] = date.today


class Lobby:
    """Players, what can be drawn for them, their records; starts and resumes rounds. GUI thread only.

    Every method that writes raises BankError with a sentence when the bank cannot be written; nothing is changed then.
    """

    def __init__(self, bank: Bank, clock: Clock | None = None, *, rules: RuleSet = SPRINT_1) -> None:
        self._bank = bank
        self._clock = clock or Clock()
        self._player: Player | None = bank.players.last()
        packs = bank.packs.all()
        if not packs:
            raise QuizError("The bank holds no questions. Import a pack, or install the program again.")
        self.rules = rules
        self.pack: PackInfo = packs[0]
        self.names = NameBook(self.pack.names)

    # Players

    @property
    def player(self) -> Player | None:
        """Who plays now; None until somebody said who they are."""
        return self._player

    def players(self) -> tuple[Player, ...]:
        """Everybody who plays here, by name."""
        return self._bank.players.all()

    def add_player(self, name: str, spoiler_limit: int) -> Player:
        """A new player, who plays from now on. A name that is empty, too long or taken raises QuizError."""
        self._player = self._bank.players.add(name, self.pack.id, self._within_pack(spoiler_limit))
        return self._player

    def choose_player(self, player_id: int) -> Player:
        """This player plays from now on, also at the next start."""
        self._bank.players.choose(player_id)
        return self._refreshed(player_id)

    def rename_player(self, name: str) -> Player:
        """Another name for who plays now; raises QuizError like `add_player`."""
        return self._save(replace(self._needed_player(), name=name))

    def set_single_letter_keys(self, switched_on: bool) -> Player:
        """Whether H, S, R and P act without Ctrl for this player."""
        return self._save(replace(self._needed_player(), single_letter_keys=switched_on))

    def set_spoiler_limit(self, episode: int) -> Player:
        """The last episode of this pack the player has watched, kept within the pack's episodes."""
        player = self._needed_player()
        others = tuple(each for each in player.spoiler_limits if each[0] != self.pack.id)
        return self._save(replace(player, spoiler_limits=(*others, (self.pack.id, self._within_pack(episode)))))

    def _within_pack(self, episode: int) -> int:
        return max(0, min(episode, self.pack.episodes or 0))

    def _save(self, player: Player) -> Player:
        self._bank.players.save(player)
        return self._refreshed(player.id)

    def _refreshed(self, player_id: int) -> Player:
        self._player = self._bank.players.get(player_id)
        return self._needed_player()

    def _needed_player(self) -> Player:
        if self._player is None:
            raise QuizError("Nobody has said who plays. Choose or add a player first.")
        return self._player

    # What can be played

    def settings(self, categories: Iterable[str], difficulty: int | None) -> RoundSettings:
        """The settings of a round for who plays now, with their spoiler limit."""
        limit = self._needed_player().spoiler_limit(self.pack.id)
        return RoundSettings(self.pack.id, limit, tuple(sorted(categories)), difficulty)

    def last_settings(self) -> RoundSettings:
        """What this player chose for the last round, at today's spoiler limit; everything, mixed, before the first."""
        every = [category.id for category in self.pack.categories]
        last = self._bank.rounds.last_settings(self._needed_player().id, self.pack.id)
        if last is None:
            return self.settings(every, None)
        return self.settings([each for each in last.categories if each in every] or every, last.difficulty)

    def counts(self, difficulty: int | None = None, spoiler_limit: int | None = None) -> PoolCounts:
        """How many questions can be drawn at this difficulty; for another spoiler limit than the player's if given."""
        if spoiler_limit is None:
            spoiler_limit = self._player.spoiler_limit(self.pack.id) if self._player else 0
        return self._bank.questions.counts(self.pack.id, self.rules.kinds, spoiler_limit, difficulty)

    def why_not(self, settings: RoundSettings, counts: PoolCounts | None = None) -> Sentence | None:
        """Why no round can start with these settings; None when one can. `counts`: those of the settings, if known."""
        counts = counts or self.counts(settings.difficulty, settings.spoiler_limit)
        fitting = sum(counts.of(category) for category in settings.categories)
        if fitting >= self.rules.question_count:
            return None
        return sentence(
            "A round needs {needed} questions and only {fitting} fit these settings.",
            needed=self.rules.question_count,
            fitting=fitting,
        )

    def record(self, settings: RoundSettings) -> PlayerRecord:
        """Best and last run of who plays now on the board of these settings, and their days in a row."""
        board = Board.of(self.rules.id, self.pack, settings)
        return self._bank.stats.record(self._needed_player().id, board, self._clock.today())

    # Rounds

    def start(self, settings: RoundSettings) -> Play:
        """A new round, written down before its first question shows. RoundRefusedError when too few questions fit."""
        player = self._needed_player()
        refusal = self.why_not(settings)
        if refusal is not None:
            raise RoundRefusedError(refusal.template, **dict(refusal.parameters))
        seed = secrets.token_hex(16)
        drawn = self._drawn(settings, seed, player.id)
        if len(drawn) < self.rules.question_count:
            raise RoundRefusedError("Too many questions of this pack cannot be read, so no round can start.")
        round_ = Round(self.rules, settings, seed, drawn)
        board = Board.of(self.rules.id, self.pack, settings)
        edited = self._bank.packs.is_edited(self.pack.id)
        round_id = self._bank.rounds.begin(player.id, round_, board, edited, self._clock.utc_ms())
        return self._play(round_id, player, round_, board)

    def _drawn(self, settings: RoundSettings, seed: str, player_id: int) -> tuple[Drawn, ...]:
        pool = Pool(self._bank.questions.candidates(settings, self.rules, player_id))
        wanted = self.rules.question_count + self.rules.skips
        uids = pool.draw(seed, self.rules.question_count, reserve=self.rules.skips + _UNREADABLE_RESERVE)
        questions = self._bank.questions.get(uids)
        readable = [questions[uid] for uid in uids if uid in questions][:wanted]
        return tuple(self._dealt(stored, settings, seed) for stored in readable)

    def _dealt(self, stored: tuple[Question, int], settings: RoundSettings, seed: str) -> Drawn:
        question, revision = stored
        numbers = KeyedNumbers(seed, f"options/{question.uid}")
        return Drawn(question, revision, deal_options(question, self.pack, settings.spoiler_limit, numbers))

    def open_round(self) -> OpenRound | None:
        """The round this player began and neither finished nor gave up."""
        return self._bank.rounds.open_round(self._player.id) if self._player else None

    def resume(self, round_id: int) -> Play:
        """An open round at the very question where it was left, with the same options in the same order.

        QuizError when it asks beyond what the player has watched by their own word of today.
        """
        stored = self._bank.rounds.load(round_id)
        asked_up_to = stored.board.spoiler_limit
        if asked_up_to > self._needed_player().spoiler_limit(self.pack.id):
            raise QuizError(
                "This round asks up to episode {episode}, which is later than you have watched. "
                "It waits until you move your episode on.",
                episode=asked_up_to,
            )
        return self._play(round_id, self._needed_player(), stored.round_, stored.board)

    def abandon(self, round_id: int) -> None:
        """Gives an open round up: it is kept, without a place on a board, and not offered again."""
        self._bank.rounds.abandon(round_id, self._clock.utc_ms())

    def _play(self, round_id: int, player: Player, round_: Round, board: Board) -> Play:
        record = self._bank.stats.record(player.id, board, self._clock.today())
        met = self._bank.stats.times_met(player.id, [drawn.question.uid for drawn in round_.drawn])
        return Play(self._bank, self._clock, round_id, player, self.pack, round_, record.best, met)

    # High scores

    def boards(self) -> tuple[Board, ...]:
        """The boards that hold finished rounds."""
        return self._bank.stats.boards()

    def board(self, board: Board) -> tuple[BoardEntry, ...]:
        """The entries of a board, best first."""
        return self._bank.stats.board(board)

    def last_entry(self) -> tuple[Board, int] | None:
        """The board and round id of the last round that who plays now finished."""
        return self._bank.stats.last_entry(self._player.id) if self._player else None


class Play:
    """One round in progress: every change is on disk before it is told. GUI thread only.

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
        best: Run | None,
        times_met: dict[str, int],
    ) -> None:
        self._bank = bank
        self._clock = clock
        self._times_met = times_met
        self.round_id = round_id
        self.player = player
        self.pack = pack
        self.names = NameBook(pack.names)
        self.round = round_
        self.best = best

    # Time

    def show(self) -> None:
        """The current question is on the screen: its time runs."""
        self.round = self.round.show(self._clock.monotonic_ms())

    def pause(self) -> None:
        """The question is hidden and its time stands. Also what happens when the player leaves."""
        self.round = self.round.pause(self._clock.monotonic_ms())

    def go_on(self) -> None:
        """Back from a pause."""
        self.round = self.round.go_on(self._clock.monotonic_ms())

    # Actions

    def answer(self, chosen: Iterable[int]) -> Turn:
        """The player chose these options (places in `all_options`); gives the verdict, which is safe on disk."""
        self._keep(self.round.answer(chosen, self._clock.monotonic_ms()))
        return self.round.turns[-1]

    def skip(self) -> None:
        """The question gives way to the next of the draw."""
        self._keep(self.round.skip(self._clock.monotonic_ms()))

    def fifty(self) -> None:
        """Two wrong options go: `round.taken_away`."""
        self._keep(self.round.fifty(self._clock.monotonic_ms()))

    def hint(self) -> str:
        """The hint of the current question."""
        self._keep(self.round.hint(self._clock.monotonic_ms()))
        return self.round.current.question.hint

    def next_question(self) -> None:
        """On from the verdict, to the next question or the result."""
        self.round = self.round.next_question(self._clock.monotonic_ms())

    def give_up(self) -> None:
        """Ends the round without a result; its answers are kept."""
        self._bank.rounds.abandon(self.round_id, self._clock.utc_ms())

    def _keep(self, after: Round) -> None:
        turn = after.turns[-1] if len(after.turns) > len(self.round.turns) else None
        finished = after.result() if after.is_complete else None
        self._bank.rounds.record(
            self.round_id, len(after.events), after.events[-1], turn, at_ms=self._clock.utc_ms(), finished=finished
        )
        self.round = after

    # What the screen shows beside the round

    def times_met(self) -> int:
        """How often the player had answered the current question before this round."""
        return self._times_met.get(self.round.current.question.uid, 0)

    def best_progress(self) -> float | None:
        """How far, 0 to 1, the player's best run was after the same answering time; None without a best run."""
        if self.best is None or not self.best.split_ms:
            return None
        elapsed_ms = self.round.total_elapsed_ms(self._clock.monotonic_ms())
        return self.best.progress(elapsed_ms) / len(self.best.split_ms)

    def standing(self) -> Standing | None:
        """Whether the player is ahead of the best run: by a whole question at the same answering time, else level."""
        progress = self.best_progress()
        if progress is None:
            return None
        lead = len(self.round.answered) - progress * self.round.question_count
        if abs(lead) < 1:
            return "level"
        return "ahead" if lead > 0 else "behind"

    def placing(self) -> Placing:
        """Where the finished round stands on its board."""
        return self._bank.stats.placing(self.round_id)
