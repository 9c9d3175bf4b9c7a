"""Before and between rounds: who plays, what can be drawn for them, their records; starts and resumes rounds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from quizapp.errors import QuizError, Sentence
from quizapp.game.names import NameBook
from quizapp.game.question import PackInfo
from quizapp.game.records import (
    Board,
    Favourite,
    OpenRound,
    Overview,
    Player,
    PlayerRecord,
    PoolCounts,
    TrainingCounts,
)
from quizapp.game.rules import (
    ALL_KINDS,
    NEWEST,
    RULE_SETS,
    ClockFactor,
    CustomRules,
    Mode,
    RoundSettings,
    RuleSet,
    Runner,
)
from quizapp.play import refusals
from quizapp.play.clock import Clock
from quizapp.play.round_play import OPEN_BATCH, Play
from quizapp.play.starting import RoundMaker

if TYPE_CHECKING:
    from quizapp.bank.bank import Bank
    from quizapp.play.high_scores import HighScores


class Lobby:
    """Players, packs, records and the start of rounds. GUI thread only.

    Every method that writes raises BankError with a sentence when the bank cannot be written; nothing is changed then.
    """

    def __init__(self, bank: Bank, clock: Clock | None = None) -> None:
        self._bank = bank
        self._clock = clock or Clock()
        self._player: Player | None = bank.players.last()
        packs = bank.packs.all()
        if not packs:
            raise QuizError("The bank holds no questions. Import a pack, or install the program again.")
        self._play_pack(self._pack_at_first(packs))

    # Packs

    def packs(self) -> tuple[PackInfo, ...]:
        """Every pack there is to play, by title."""
        return self._bank.packs.all()

    def choose_pack(self, pack_id: str) -> PackInfo:
        """This pack is played from now on, by this player also at the next start; QuizError when it is gone."""
        pack = self._shown_pack(pack_id)
        if pack is None:
            raise refusals.of_gone_pack(pack_id)
        if self._player is not None:
            self._bank.notes.keep(_pack_note(self._player), pack_id)
        self._play_pack(pack)
        return pack

    def _shown_pack(self, pack_id: str) -> PackInfo | None:
        return next((each for each in self.packs() if each.id == pack_id), None)

    def refresh_pack(self) -> PackInfo:
        """The pack as the bank has it now; where it is gone, another one is played from now on."""
        now = self._shown_pack(self.pack.id)
        if now is None and (packs := self.packs()):
            now = self._pack_at_first(packs)
        if now is not None and now != self.pack:
            self._play_pack(now)
        return self.pack

    def _play_pack(self, pack: PackInfo) -> None:
        self.pack = pack
        self.names = NameBook(pack.names)
        self._rounds = RoundMaker(self._bank, self._clock, pack, self.names)

    def _stay_with_pack(self, player: Player) -> None:
        """Who has not chosen a pack yet goes on with this one, whatever packs come later."""
        if self._bank.notes.get(_pack_note(player)) is None:
            self._bank.notes.keep(_pack_note(player), self.pack.id)

    def _pack_at_first(self, packs: Sequence[PackInfo]) -> PackInfo:
        """The one the player chose last, else the one that ships with the program."""
        chosen = self._bank.notes.get(_pack_note(self._player)) if self._player is not None else None
        found = next((pack for pack in packs if pack.id == chosen), None)
        # One that an author began here may still be without a question.
        published = (pack for pack in packs if self._bank.packs.shipped_digest(pack.id) is not None)
        return found or next(published, packs[0])

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
        self._stay_with_pack(self._player)
        return self._player

    def choose_player(self, player_id: int) -> Player:
        """This player plays from now on, also at the next start, and the pack that they chose last."""
        self._bank.players.choose(player_id)
        player = self._refreshed(player_id)
        if packs := self.packs():  # else this pack, as the window shows it, until there is one again
            self._play_pack(self._pack_at_first(packs))
        return player

    def rename_player(self, name: str) -> Player:
        """Another name for who plays now; raises QuizError like `add_player`."""
        return self._save(replace(self._needed_player(), name=name))

    def set_single_letter_keys(self, switched_on: bool) -> Player:
        """Whether H, S, R and P act without Ctrl for this player."""
        return self._save(replace(self._needed_player(), single_letter_keys=switched_on))

    def set_clock(self, factor: ClockFactor) -> Player:
        """How much this player stretches every clock, from the next round on."""
        return self._save(replace(self._needed_player(), clock=factor))

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

    def refresh_player(self) -> None:
        """Who plays now as the bank has them; where they are gone, whoever came in last before."""
        if self._player is not None:
            self._player = self._bank.players.get(self._player.id) or self._bank.players.last()

    def _refreshed(self, player_id: int) -> Player:
        self._player = self._bank.players.get(player_id)
        return self._needed_player()

    def _needed_player(self) -> Player:
        if self._player is None:
            raise QuizError("Nobody has said who plays. Choose or add a player first.")
        return self._player

    def _limit(self) -> int:
        return self._player.spoiler_limit(self.pack.id) if self._player else 0

    # Settings of a round

    def rules(self, mode: Mode) -> RuleSet:
        """The rules by which new rounds of this mode are played, before any settings."""
        return NEWEST[mode]

    def settings(
        self,
        categories: Iterable[str],
        difficulty: int | None,
        mode: Mode = Mode.SPRINT,
        *,
        custom: CustomRules | None = None,
        relay: Sequence[int] = (),
    ) -> RoundSettings:
        """The settings of a round for who plays now, with their spoiler limit and clock, and today's date.

        `relay` are the ids of the players, in the order of their turns. A daily race asks everything, mixed.
        """
        player = self._needed_player()
        every = [category.id for category in self.pack.categories]
        daily = mode is Mode.DAILY
        return RoundSettings(
            pack_id=self.pack.id,
            spoiler_limit=self._limit(),
            categories=tuple(sorted(every if daily else categories)),
            difficulty=None if daily else difficulty,
            mode=mode,
            clock=player.clock,
            custom=(custom or CustomRules()) if mode is Mode.CUSTOM else None,
            relay=self._runners(relay) if mode is Mode.RELAY else (),
            day=self._clock.today().isoformat() if daily else "",
        )

    def _runners(self, player_ids: Sequence[int]) -> tuple[Runner, ...]:
        known = {player.id: player for player in self.players()}
        players = [known[player_id] for player_id in player_ids if player_id in known]
        return tuple(Runner(each.id, each.name, each.spoiler_limit(self.pack.id)) for each in players)

    def refreshed(self, settings: RoundSettings) -> RoundSettings:
        """The same choices for another round: with the spoiler limits, the clock and the date of now.

        A challenge keeps the spoiler limit of its code.
        """
        runners = [runner.player_id for runner in settings.relay]
        now = self.settings(
            settings.categories, settings.difficulty, settings.mode, custom=settings.custom, relay=runners
        )
        if not settings.challenge:
            return now
        return replace(now, challenge=settings.challenge, spoiler_limit=settings.spoiler_limit)

    def last_settings(self, mode: Mode | None = None) -> RoundSettings:
        """What this player chose for the last round (of this mode), as of now; a mixed one of everything before it."""
        every = [category.id for category in self.pack.categories]
        last = self._bank.rounds.last_settings(self._needed_player().id, self.pack.id, mode)
        if last is None:
            return self.settings(every, None, mode or Mode.SPRINT)
        if last.challenge:
            last = replace(last, challenge="")
        kept = tuple(each for each in last.categories if each in every)
        return self.refreshed(replace(last, categories=kept or tuple(every)))

    # What can be played

    def guard_counts(self) -> PoolCounts:
        """How many questions of the pack this player can be asked at all."""
        return self._bank.questions.counts(self.pack.id, ALL_KINDS, self._limit(), None)

    def counts(self, settings: RoundSettings) -> PoolCounts:
        """How many questions a round of these settings can draw from, by category (chosen or not)."""
        kinds = self.rules(settings.mode).for_settings(settings).kinds
        return self._bank.questions.counts(self.pack.id, kinds, settings.spoiler_limit, settings.difficulty)

    def why_not(self, settings: RoundSettings, counts: PoolCounts | None = None) -> Sentence | None:
        """Why no round can start with these settings; None when one can. `counts`: those of the settings, if known."""
        if settings.mode is Mode.TRAINING:
            return refusals.of_training(self.training())
        if settings.mode is Mode.RELAY:
            own = [replace(settings, spoiler_limit=runner.spoiler_limit) for runner in settings.relay]
            return refusals.of_relay(settings, [self.counts(each) for each in own])
        return refusals.of_counts(settings, self._needed_count(settings), counts or self.counts(settings))

    def _needed_count(self, settings: RoundSettings) -> int:
        return self.rules(settings.mode).for_settings(settings).question_count or OPEN_BATCH

    def record(self, settings: RoundSettings) -> PlayerRecord:
        """Best and last run of who plays now on the board of these settings, and their days in a row."""
        board = Board.of(self.rules(settings.mode).id, self.pack, settings)
        return self._bank.stats.record(self._needed_player().id, board, self._clock.today())

    def overview(self) -> Overview:
        """What the lanes of home say."""
        player = self._needed_player()
        daily = self.settings((), None, Mode.DAILY)
        board = Board.of(self.rules(Mode.DAILY).id, self.pack, daily)
        custom = self._bank.rounds.last_settings(player.id, self.pack.id, Mode.CUSTOM)
        return Overview(
            best=self._bank.stats.overview_runs(player.id, self.pack.id, self.pack.version, player.clock.value),
            daily=self._bank.stats.daily_run(player.id, board),
            training=self.training(),
            winners=self._last_winners(),
            custom=custom.custom if custom else None,
        )

    def _last_winners(self) -> tuple[str, ...]:
        round_id = self._bank.stats.last_relay(self.pack.id)
        if round_id is None:
            return ()
        try:
            results = self._bank.rounds.load(round_id).round_.lane_results()
        except QuizError:
            return ()
        return tuple(each.name for each in results if each.place == 1)

    # Training

    def training(self) -> TrainingCounts:
        """What is due for this player, within their spoiler limit."""
        player_id, until_ms = self._needed_player().id, self._clock.day_end_ms()
        return self._bank.schedule.counts(player_id, self.pack.id, self._limit(), until_ms)

    def reset_training(self) -> None:
        """Forgets what this player has trained in this pack; rounds and scores stay."""
        self._bank.schedule.reset(self._needed_player().id, self.pack.id)

    def practise(self, uids: Iterable[str]) -> Play:
        """A training of these questions, as far as the player may see them. QuizError when their pack is gone."""
        self._refuse_new_on_gone_pack()
        settings = self.settings([category.id for category in self.pack.categories], None, Mode.TRAINING)
        return self._rounds.begin(self._needed_player(), settings, self.rules(Mode.TRAINING), uids=tuple(uids))

    # Favourites

    def favourites(self) -> tuple[Favourite, ...]:
        """The custom settings this player keeps, by name."""
        return self._bank.favourites.all(self._needed_player().id)

    def keep_favourite(self, name: str, settings: RoundSettings) -> Favourite:
        """Keeps settings under a name, in the place of others of that name; QuizError for a name that cannot be."""
        return self._bank.favourites.keep(self._needed_player().id, name, settings)

    def remove_favourite(self, name: str) -> None:
        """Forgets the settings kept under this name."""
        self._bank.favourites.remove(self._needed_player().id, name)

    # Challenges

    def read_challenge(self, code: str) -> RoundSettings:
        """The settings of the round a code tells of, with this player's own clock.

        QuizError with a sentence when the code is mistyped, of another pack, or asks beyond what the player watched.
        """
        from quizapp.play import challenges  # no start should wait for it

        return challenges.settings_of(self._bank, self.pack, code, self._needed_player())

    # Rounds

    def start(self, settings: RoundSettings) -> Play:
        """A new round, written down before its first question shows.

        RoundRefusedError when too few questions fit, QuizError when the pack is gone.
        """
        player = self._needed_player()
        self._refuse_new_on_gone_pack()
        self._stay_with_pack(player)
        if settings.challenge:
            from quizapp.play import challenges

            challenge = challenges.checked(self._bank, self.pack, settings.challenge, player)
            rule_set = RULE_SETS[challenge.rule_set_id]
            return self._rounds.begin(player, settings, rule_set, seed=challenge.seed, skips=challenge.skips)
        refusal = self.why_not(settings)
        if refusal is not None:
            raise refusals.error(refusal)
        return self._rounds.begin(player, settings, self.rules(settings.mode))

    def _refuse_new_on_gone_pack(self) -> None:
        if self._shown_pack(self.pack.id) is None:
            raise refusals.of_gone_pack(self.pack.id)

    def open_round(self) -> OpenRound | None:
        """The round this player began and neither finished nor gave up."""
        return self._bank.rounds.open_round(self._player.id) if self._player else None

    def resume(self, round_id: int) -> Play:
        """An open round at the very question where it was left, with the same options in the same order.

        Also where its pack was taken away since: then that pack is played until home is looked at again.
        QuizError when it asks beyond what who plays, or a runner of it, has watched by their own word of today.
        """
        stored = self._bank.rounds.load(round_id)
        asked_up_to, pack_id = stored.board.spoiler_limit, stored.round_.settings.pack_id
        if asked_up_to > self._needed_player().spoiler_limit(pack_id):
            raise refusals.of_later_episodes(asked_up_to)
        if pack_id != self.pack.id:
            self._go_over_to(stored.pack)
        for runner in stored.round_.settings.relay:
            self._refuse_beyond_today(runner)
        return self._rounds.resume(self._needed_player(), stored)

    def _go_over_to(self, pack: PackInfo) -> None:
        if self._shown_pack(pack.id) is None:
            self._play_pack(pack)
        else:
            self.choose_pack(pack.id)

    def _refuse_beyond_today(self, runner: Runner) -> None:
        player = self._bank.players.get(runner.player_id)
        if player is not None and runner.spoiler_limit > player.spoiler_limit(self.pack.id):
            raise refusals.of_later_episodes(runner.spoiler_limit, player.name)

    def abandon(self, round_id: int) -> None:
        """Gives an open round up: it is kept, without a place on a board, and not offered again."""
        self._bank.rounds.abandon(round_id, self._clock.utc_ms())

    # High scores

    @cached_property
    def high_scores(self) -> HighScores:
        """Boards, rounds of the past, and what can be done with players."""
        from quizapp.play.high_scores import HighScores  # no start should wait for it

        return HighScores(self._bank, self)


def _pack_note(player: Player) -> str:
    return f"pack/{player.id}"
