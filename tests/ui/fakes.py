"""A bank in memory with a made-up pack, and the real Play and Lobby on top of it: what the screens are tested with."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, cast

from quizapp.bank.bank import Bank
from quizapp.errors import BankError, QuizError
from quizapp.game.drawing import Candidate
from quizapp.game.grading import Verdict
from quizapp.game.keyed import KeyedNumbers
from quizapp.game.names import NameBook
from quizapp.game.options import Drawn, deal_options
from quizapp.game.question import Category, Distractor, Kind, Name, PackInfo, Question, Source
from quizapp.game.records import (
    Appeal,
    AppealKind,
    Board,
    BoardEntry,
    BoardOrder,
    Favourite,
    OpenRound,
    Placing,
    Player,
    PlayerRecord,
    PoolCounts,
    Run,
    TrainingCounts,
    rank_key,
)
from quizapp.game.review import Card
from quizapp.game.round import Round
from quizapp.game.rules import NEWEST, RULE_SETS, ClockFactor, CustomRules, Mode, RoundSettings, RuleSet, Runner
from quizapp.game.turns import Event, Result, Turn
from quizapp.play import Clock, Lobby, Play
from quizapp.play.dealing import Dealer

DISK_FULL = "The disk is full. Nothing was lost; free some space and try again."
MOMENT_MS = 1_795_000_000_000
"""A moment of November 2026, in UTC milliseconds."""
DAY_MS = 86_400_000

PACK = PackInfo(
    id="tea",
    title="Tea",
    version="1",
    episodes=16,
    categories=(
        Category("leaves", "Leaves", "slate"),
        Category("people", "People", "credits"),
        Category("sayings", "Sayings", "film"),
        Category("songs", "Songs", "lyrics"),
        Category("cups", "Cups & pots"),
    ),
    names=(Name("Oh Mi-joo", "오미주"), Name("Ki Seon-gyeom", "기선겸"), Name("Seo Dan-ah", "서단아")),
)
PLAYER = Player(1, "BlueBird", spoiler_limits=(("tea", 16),))


def single(number: int, **changes: Any) -> Question:
    """A single choice whose key is a name with Hangul; it has a hint, an explanation and two sources."""
    categories = [category.id for category in PACK.categories]
    made = Question(
        uid=f"tea/single-{number:02}",
        kind=Kind.SINGLE_CHOICE,
        category=categories[number % len(categories)],
        prompt=f"Who pours the tea in scene {number}?",
        episode=number % 17,
        difficulty=number % 3 + 1,
        line="They pour without a word",
        answers=("Oh Mi-joo",),
        distractors=(
            Distractor("Ki Seon-gyeom", feedback="He drinks it."),
            Distractor("Seo Dan-ah"),
            Distractor("Nobody in particular"),
        ),
        hint=f"She also reads the leaves of scene {number}.",
        explanation=f"The pot of scene {number} is hers.",
        sources=(
            Source(f"Recap {number}", "https://example.org/recap", number % 17),
            Source("A book about tea"),
        ),
    )
    return replace(made, **changes)


def several(number: int, **changes: Any) -> Question:
    """A multiple choice with two keys and two distractors."""
    made = replace(
        single(number),
        uid=f"tea/several-{number:02}",
        kind=Kind.MULTIPLE_CHOICE,
        prompt="Which two drink green tea?",
        answers=("Oh Mi-joo", "Seo Dan-ah"),
        distractors=(Distractor("Ki Seon-gyeom"), Distractor("The cat")),
    )
    return replace(made, **changes)


def true_false(number: int, **changes: Any) -> Question:
    """A statement that is true."""
    made = replace(
        single(number),
        uid=f"tea/true-{number:02}",
        kind=Kind.TRUE_FALSE,
        prompt="Green tea and black tea come from one plant.",
        answers=(),
        distractors=(),
        answer=True,
    )
    return replace(made, **changes)


def typed(number: int, **changes: Any) -> Question:
    """A short answer: the name of a person who has Hangul."""
    made = replace(
        single(number),
        uid=f"tea/typed-{number:02}",
        kind=Kind.SHORT_ANSWER,
        prompt=f"Who drinks the tea of scene {number}?",
        answers=("Ki Seon-gyeom",),
        distractors=(),
    )
    return replace(made, **changes)


def missing_word(number: int, *, by_options: bool = False, **changes: Any) -> Question:
    """A gap in a line, typed unless `by_options`."""
    distractors = (Distractor("coffee"), Distractor("water"), Distractor("milk"))
    made = replace(
        single(number),
        uid=f"tea/missing-{number:02}",
        kind=Kind.MISSING_WORD,
        prompt="A cup of ___ before the rain",
        line="",
        answers=("tea", "green tea"),
        distractors=distractors if by_options else (),
    )
    return replace(made, **changes)


def matching(number: int, **changes: Any) -> Question:
    """Three people and what they drink, and one drink too many."""
    made = replace(
        single(number),
        uid=f"tea/matching-{number:02}",
        kind=Kind.MATCHING,
        prompt="Who drinks what?",
        answers=(),
        distractors=(),
        pairs=(("Oh Mi-joo", "Green tea"), ("Ki Seon-gyeom", "Barley tea"), ("Seo Dan-ah", "Black tea")),
        extra=("Coffee",),
    )
    return replace(made, **changes)


def ordering(number: int, **changes: Any) -> Question:
    """Four steps in order."""
    made = replace(
        single(number),
        uid=f"tea/ordering-{number:02}",
        kind=Kind.ORDERING,
        prompt="Put the steps of making tea in order.",
        answers=(),
        distractors=(),
        sequence=("Boil the water", "Warm the pot", "Add the leaves", "Pour the tea"),
    )
    return replace(made, **changes)


ALL_KINDS = (
    single(1),
    several(2),
    true_false(3),
    typed(4),
    missing_word(5),
    missing_word(6, by_options=True),
    matching(7),
    ordering(8),
)
"""One question of each way to answer."""
QUESTIONS = tuple(single(number) for number in range(1, 14))


class FakeClock:
    """Time that passes only when it is told to."""

    def __init__(self) -> None:
        self.elapsed_ms = 1_000_000
        self.slept_ms = 0

    def pass_ms(self, elapsed_ms: int) -> None:
        """Let time pass."""
        self.elapsed_ms += elapsed_ms

    def clock(self) -> Clock:
        """The clocks of play, all of them this one."""
        return Clock(
            lambda: self.elapsed_ms,
            lambda: MOMENT_MS + self.elapsed_ms,
            lambda: date(2026, 11, 21),
            lambda: self.slept_ms,
        )


@dataclass
class _Stored:
    """A round as the fake bank keeps it."""

    round_id: int
    player_id: int
    round_: Round
    board: Board
    started_at_ms: int
    result: Result | None = None
    finished_at_ms: int = 0
    given_up: bool = False
    practice: bool = False


@dataclass
class FakeBank:
    """All parts of a bank in one; `fails` makes every write raise BankError and change nothing."""

    questions_kept: tuple[Question, ...] = QUESTIONS
    pack: PackInfo = PACK
    everybody: list[Player] = field(default_factory=list[Player])
    stored: dict[int, _Stored] = field(default_factory=dict[int, _Stored])
    entries: list[tuple[Board, BoardEntry, Run]] = field(default_factory=list[tuple[Board, BoardEntry, Run]])
    met: dict[str, int] = field(default_factory=dict[str, int])
    fails: bool = False
    writes: list[Event] = field(default_factory=list[Event])
    chosen_player: int | None = None
    cards: dict[str, Card] = field(default_factory=dict[str, Card])
    appeals_kept: list[Appeal] = field(default_factory=list[Appeal])
    favourites_kept: list[Favourite] = field(default_factory=list[Favourite])

    def write(self) -> None:
        if self.fails:
            raise BankError(DISK_FULL)

    # Packs and questions

    def candidates(self, settings: RoundSettings, rules: RuleSet, player_id: int | None) -> list[Candidate]:
        return [
            Candidate(each.uid, each.category, each.difficulty, self.met.get(each.uid, 0))
            for each in self.questions_kept
            if self._fits(each, rules.kinds, settings.spoiler_limit, settings.difficulty)
            and each.category in settings.categories
        ]

    def counts(self, pack_id: str, kinds: Iterable[Kind], spoiler_limit: int, difficulty: int | None) -> PoolCounts:
        in_pack = [each for each in self.questions_kept if difficulty in (None, each.difficulty)]
        in_play = [each for each in in_pack if self._fits(each, kinds, spoiler_limit, difficulty)]
        by_category = tuple(
            (category.id, sum(each.category == category.id for each in in_play)) for category in self.pack.categories
        )
        return PoolCounts(len(in_pack), len(in_play), by_category)

    def _fits(self, question: Question, kinds: Iterable[Kind], spoiler_limit: int, difficulty: int | None) -> bool:
        safe = self.pack.guard_episode(question.episode) <= spoiler_limit
        return safe and question.kind in kinds and difficulty in (None, question.difficulty)

    # Players

    def last(self) -> Player | None:
        return self.get_player(self.chosen_player) if self.chosen_player else None

    def get_player(self, player_id: int | None) -> Player | None:
        return next((each for each in self.everybody if each.id == player_id), None)

    def add(self, name: str, pack_id: str, spoiler_limit: int) -> Player:
        self.write()
        if not name.strip():
            raise QuizError("A name needs at least one letter. Nothing was changed.")
        if any(each.name == name for each in self.everybody):
            raise QuizError("The name {name} is taken. Choose another one.", name=name)
        player = Player(len(self.everybody) + 1, name, spoiler_limits=((pack_id, spoiler_limit),))
        self.everybody.append(player)
        self.chosen_player = player.id
        return player

    def choose(self, player_id: int) -> None:
        self.write()
        self.chosen_player = player_id

    def save(self, player: Player) -> None:
        self.write()
        self.everybody = [player if each.id == player.id else each for each in self.everybody]

    # Rounds

    def begin(
        self,
        player_id: int,
        round_: Round,
        board: Board,
        pack_edited: bool,
        started_at_ms: int,
        *,
        practice: bool = False,
    ) -> int:
        self.write()
        round_id = len(self.stored) + 101
        self.stored[round_id] = _Stored(round_id, player_id, round_, board, started_at_ms, practice=practice)
        return round_id

    def has_begun(self, player_id: int, board: Board) -> bool:
        return any(
            each.player_id == player_id and each.board == board and not each.practice for each in self.stored.values()
        )

    def has_drawn(self, player_id: int, seed: str) -> bool:
        return any(each.player_id == player_id and each.round_.seed == seed for each in self.stored.values())

    def extend(self, round_id: int, first_position: int, drawn: Sequence[Drawn]) -> None:
        self.write()
        stored = self.stored[round_id]
        assert first_position == len(stored.round_.drawn)
        stored.round_ = stored.round_.extended(drawn)

    def record(
        self,
        round_id: int,
        number: int,
        event: Event,
        turn: Turn | None,
        *,
        at_ms: int,
        finished: Result | None,
        card: Card | None = None,
    ) -> None:
        self.write()
        if card is not None and turn is not None:
            self.cards[turn.drawn.question.uid] = card
        self.writes.append(event)
        stored = self.stored[round_id]
        stored.round_ = stored.round_.apply(event)
        assert len(stored.round_.events) == number
        if finished is not None:
            stored.result, stored.finished_at_ms = finished, at_ms
            if not stored.practice and stored.round_.rules.ranked_by != "nothing":
                self.entries.append(self._entry(stored, finished, at_ms))

    def _entry(self, stored: _Stored, result: Result, at_ms: int) -> tuple[Board, BoardEntry, Run]:
        name = next((each.name for each in self.everybody if each.id == stored.player_id), "")
        entry = BoardEntry(stored.round_id, 0, stored.player_id, name, result, at_ms)
        verdicts = tuple(turn.verdict for turn in stored.round_.answered)
        return stored.board, entry, Run(stored.round_id, at_ms, result.points, verdicts, (), result.right)

    def load(self, round_id: int) -> _Stored:
        stored = self.stored[round_id]
        told = stored.round_
        fresh = Round(told.rules, told.settings, told.seed, told.drawn, names=told.names)
        return replace(stored, round_=fresh.replay(told.events))

    def open_round(self, player_id: int) -> OpenRound | None:
        for each in reversed(self.stored.values()):
            if each.player_id == player_id and each.result is None and not each.given_up:
                so_far = each.round_.result()
                settings = each.round_.settings
                return OpenRound(
                    each.round_id,
                    player_id,
                    each.round_.rules.id,
                    settings,
                    each.started_at_ms,
                    so_far.asked,
                    so_far.points,
                )
        return None

    def abandon(self, round_id: int, at_ms: int) -> None:
        self.write()
        self.stored[round_id].given_up = True

    def last_settings(self, player_id: int, pack_id: str, mode: Mode | None = None) -> RoundSettings | None:
        mine = [each.round_.settings for each in self.stored.values() if each.player_id == player_id]
        of_mode = [settings for settings in mine if mode in (None, settings.mode)]
        return of_mode[-1] if of_mode else None

    # Records

    def times_met(self, player_id: int, uids: Sequence[str]) -> dict[str, int]:
        return {uid: self.met.get(uid, 0) for uid in uids}

    def boards(self) -> tuple[Board, ...]:
        return tuple(dict.fromkeys(board for board, _, _ in reversed(self.entries)))

    def board(self, board: Board) -> tuple[BoardEntry, ...]:
        ranked_by = RULE_SETS[board.rule_set].ranked_by if board.rule_set in RULE_SETS else "points"
        entries = [entry for each, entry, _ in self.entries if each == board]
        there = sorted(entries, key=lambda entry: rank_key(entry, ranked_by))
        return tuple(replace(entry, rank=rank) for rank, entry in enumerate(there, start=1))

    def order(self, board: Board) -> BoardOrder:
        there = self.board(board)
        return BoardOrder(
            [entry.round_id for entry in there],
            [entry.player_id for entry in there],
            [entry.finished_at_ms for entry in there],
        )

    def board_entries(self, round_ids: Iterable[int]) -> dict[int, BoardEntry]:
        wanted = set(round_ids)
        return {entry.round_id: entry for _, entry, _ in self.entries if entry.round_id in wanted}

    def record_of(self, player_id: int, board: Board) -> PlayerRecord:
        mine = [run for each, entry, run in self.entries if each == board and entry.player_id == player_id]
        best = max(mine, key=lambda run: run.points, default=None)
        return PlayerRecord(best, mine[-1] if mine else None, 1 if mine else 0)

    def placing(self, round_id: int) -> Placing:
        board = self.stored[round_id].board
        there = self.board(board)
        entry = next(each for each in there if each.round_id == round_id)
        earlier = [
            run
            for each, other, run in self.entries
            if each == board and other.player_id == entry.player_id and other.round_id != round_id
        ]
        return Placing(entry, len(there), max(earlier, key=lambda run: run.points, default=None))

    def last_entry(self, player_id: int) -> tuple[Board, int] | None:
        mine = [(board, entry.round_id) for board, entry, _ in self.entries if entry.player_id == player_id]
        return mine[-1] if mine else None

    # What belongs to one player

    def daily_run(self, player_id: int, board: Board) -> Run | None:
        mine = [run for each, entry, run in self.entries if each == board and entry.player_id == player_id]
        return mine[0] if mine else None

    def overview_runs(
        self, player_id: int, pack_id: str, pack_version: str, clock: str
    ) -> tuple[tuple[str, Run | None], ...]:
        found: dict[str, Run | None] = {mode.value: None for mode in NEWEST if NEWEST[mode].ranked_by != "nothing"}
        for board, entry, run in self.entries:
            mode = board.rule_set.partition("@")[0]
            best = found.get(mode)
            if entry.player_id == player_id and (best is None or run.points > best.points):
                found[mode] = run
        return tuple(found.items())

    def last_relay(self, pack_id: str) -> int | None:
        relays = [each for each in self.stored.values() if each.round_.settings.relay and each.result]
        return relays[-1].round_id if relays else None


class _Schedule:
    def __init__(self, bank: FakeBank) -> None:
        self._bank = bank

    def get(self, player_id: int, uids: Sequence[str]) -> dict[str, Card]:
        return {uid: self._bank.cards[uid] for uid in uids if uid in self._bank.cards}

    def due(self, player_id: int, pack_id: str, spoiler_limit: int, now_ms: int, limit: int) -> list[str]:
        kept = {each.uid for each in self._bank.questions_kept}
        due = sorted((card.due_at_ms, uid) for uid, card in self._bank.cards.items() if uid in kept)
        return [uid for due_at_ms, uid in due if due_at_ms <= now_ms][:limit]

    def counts(self, player_id: int, pack_id: str, spoiler_limit: int, now_ms: int) -> TrainingCounts:
        due = len(self.due(player_id, pack_id, spoiler_limit, now_ms, 1_000_000))
        later = [card.due_at_ms for card in self._bank.cards.values() if card.due_at_ms > now_ms]
        return TrainingCounts(due, len(self._bank.cards), None if due or not later else min(later))

    def reset(self, player_id: int, pack_id: str) -> None:
        self._bank.write()
        self._bank.cards.clear()


class _Appeals:
    def __init__(self, bank: FakeBank) -> None:
        self._bank = bank

    def add(self, appeal: Appeal) -> None:
        self._bank.write()
        self.withdraw(appeal.round_id, appeal.position, appeal.kind)
        self._bank.appeals_kept.append(appeal)

    def withdraw(self, round_id: int, position: int, kind: AppealKind) -> None:
        self._bank.write()
        self._bank.appeals_kept = [
            each
            for each in self._bank.appeals_kept
            if (each.round_id, each.position, each.kind) != (round_id, position, kind)
        ]

    def of(self, round_id: int, position: int) -> tuple[Appeal, ...]:
        told = self._bank.appeals_kept
        return tuple(each for each in told if (each.round_id, each.position) == (round_id, position))


class _Notes:
    def __init__(self, bank: FakeBank) -> None:
        self._bank = bank
        self._kept: dict[str, str] = {}

    def get(self, key: str) -> str | None:
        return self._kept.get(key)

    def keep(self, key: str, note: str) -> None:
        self._bank.write()
        self._kept[key] = note


class _Favourites:
    def __init__(self, bank: FakeBank) -> None:
        self._bank = bank

    def all(self, player_id: int) -> tuple[Favourite, ...]:
        return tuple(sorted(self._bank.favourites_kept, key=lambda each: each.name.casefold()))

    def keep(self, player_id: int, name: str, settings: RoundSettings) -> Favourite:
        self._bank.write()
        if not name.strip():
            raise QuizError("A name needs at least one letter. Nothing was changed.")
        self.remove(player_id, name)
        favourite = Favourite(name.strip(), settings)
        self._bank.favourites_kept.append(favourite)
        return favourite

    def remove(self, player_id: int, name: str) -> None:
        self._bank.write()
        self._bank.favourites_kept = [each for each in self._bank.favourites_kept if each.name != name]


class _Packs:
    def __init__(self, bank: FakeBank) -> None:
        self._bank = bank

    def all(self) -> tuple[PackInfo, ...]:
        return (self._bank.pack,)

    def is_edited(self, pack_id: str) -> bool:
        return False

    def shipped_digest(self, pack_id: str) -> str | None:
        return "as published"

    def content_digest(self, pack_id: str) -> str:
        return "0123456789abcdef0123456789abcdef"


class _Questions:
    def __init__(self, bank: FakeBank) -> None:
        self.candidates, self.counts = bank.candidates, bank.counts
        self._bank = bank

    def get(self, uids: Iterable[str]) -> dict[str, tuple[Question, int]]:
        kept = {each.uid: each for each in self._bank.questions_kept}
        return {uid: (kept[uid], 1) for uid in uids}


class _Players:
    def __init__(self, bank: FakeBank) -> None:
        self.last, self.add, self.choose, self.save, self.get = (
            bank.last,
            bank.add,
            bank.choose,
            bank.save,
            bank.get_player,
        )
        self._bank = bank

    def all(self) -> tuple[Player, ...]:
        return tuple(sorted(self._bank.everybody, key=lambda each: each.name))


class _Stats:
    def __init__(self, bank: FakeBank) -> None:
        self.times_met, self.boards, self.board = bank.times_met, bank.boards, bank.board
        self.placing, self.last_entry = bank.placing, bank.last_entry
        self.order, self.entries = bank.order, bank.board_entries
        self.daily_run, self.overview_runs, self.last_relay = bank.daily_run, bank.overview_runs, bank.last_relay
        self._bank = bank

    def record(self, player_id: int, board: Board, local_today: date) -> PlayerRecord:
        return self._bank.record_of(player_id, board)


class _Parts:
    """The fake bank with the names that `Play` and `Lobby` use."""

    def __init__(self, bank: FakeBank) -> None:
        self.packs, self.questions = _Packs(bank), _Questions(bank)
        self.players, self.rounds, self.stats = _Players(bank), bank, _Stats(bank)
        self.schedule, self.appeals, self.favourites = _Schedule(bank), _Appeals(bank), _Favourites(bank)
        self.notes = _Notes(bank)


class FakePlay(Play):
    """The real Play with a made-up round; `bank.fails` and `time.pass_ms` are the test's hands on it.

    The questions are asked in the order given, with the options in the order written (keys first) unless `shuffled`;
    a round with an open end ends with them. `relay` are the names of who takes turns.
    """

    def __init__(
        self,
        questions: Sequence[Question] = QUESTIONS,
        *,
        mode: Mode = Mode.SPRINT,
        custom: CustomRules | None = None,
        relay: Sequence[str] = (),
        factor: ClockFactor = ClockFactor.X1,
        player: Player = PLAYER,
        best_points: int | None = None,
        pack: PackInfo = PACK,
        times_met: int = 0,
        shuffled: bool = False,
        day: str = "",
        challenge: str = "",
        is_practice: bool = False,
    ) -> None:
        self.time = FakeClock()
        self.bank = FakeBank(tuple(questions), pack, [player], chosen_player=player.id)
        self.bank.met = dict.fromkeys((each.uid for each in questions), times_met)
        limit = player.spoiler_limit(pack.id)
        runners = tuple(Runner(number, name, limit) for number, name in enumerate(relay, player.id))
        settings = RoundSettings(
            pack.id,
            limit,
            tuple(each.id for each in pack.categories),
            mode=mode,
            clock=factor,
            custom=(custom or CustomRules()) if mode is Mode.CUSTOM else None,
            relay=runners,
            day=day,
            challenge=challenge,
        )
        drawn = tuple(Drawn(each, 1, _options(each, settings, pack, shuffled)) for each in questions)
        rules = _cut(NEWEST[mode].for_settings(settings), len(questions))
        round_ = Round(rules, settings, "5eed5eed00", drawn, names=NameBook(pack.names))
        board = Board.of(rules.id, pack, settings)
        best = None if best_points is None else best_run(best_points, rules.question_count or 10)
        if best is not None:
            self.bank.stored[best.round_id] = _Stored(best.round_id, player.id, round_, board, 0, given_up=True)
            self.bank.entries.append((board, _entry_of(best, player), best))
        round_id = self.bank.begin(player.id, round_, board, False, MOMENT_MS, practice=is_practice)
        parts = cast(Bank, _Parts(self.bank))
        dealer = Dealer(parts, pack, rules, replace(settings, categories=()), round_.seed, player.id)
        clock = self.time.clock()
        super().__init__(parts, clock, round_id, player, pack, round_, dealer, best, is_practice=is_practice)

    def give(self, *places: int, after_ms: int = 4_000) -> None:
        """Answers the current question with the options at these places as shown, and reads the verdict."""
        self.show()
        self.time.pass_ms(after_ms)
        self.answer([self.round.current.options[place] for place in places])
        self.next_question()


def _cut(rules: RuleSet, questions: int) -> RuleSet:
    """The rules for a round of as many questions as there are, with those that skips take."""
    if rules.question_count is None:
        return rules
    return replace(rules, question_count=min(rules.question_count, max(1, questions - rules.skips)))


def fake_lobby(bank: FakeBank, time: FakeClock | None = None) -> Lobby:
    """The real Lobby on a fake bank; nobody has said who plays unless `bank.chosen_player` says so."""
    return Lobby(cast(Bank, _Parts(bank)), (time or FakeClock()).clock())


def best_run(points: int, count: int = 10, each_ms: int = 8_000) -> Run:
    """A finished run of a week ago in which every answer took the same time."""
    splits = tuple(each_ms * (at + 1) for at in range(count))
    return Run(7, MOMENT_MS - 7 * DAY_MS, points, (Verdict.RIGHT,) * count, splits)


def _entry_of(run: Run, player: Player) -> BoardEntry:
    result = Result(run.points, run.points, 0, 0, 8, 10, 4, 0, run.split_ms[-1])
    return BoardEntry(run.round_id, 0, player.id, player.name, result, run.finished_at_ms)


def _options(question: Question, settings: RoundSettings, pack: PackInfo, shuffled: bool) -> tuple[int, ...]:
    dealt = deal_options(question, pack, settings.spoiler_limit, KeyedNumbers("seed", question.uid))
    return dealt if shuffled else tuple(sorted(dealt))
