"""The way through the program that the pictures are taken on: three players, some days, all lanes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any

from PySide6.QtTest import QTest

from quizapp.app import Program
from quizapp.game.question import GAP, Kind
from quizapp.ui.play.result_table import ResultTable
from tests.screenshots.camera import Camera
from tests.screenshots.importing import take_import
from tests.screenshots.player import Player, Time

Moment = Callable[[], None]
_CARDS = {"film": "quotes", "lyrics": "lyrics", "slate": "plot", "credits": "cast"}
_LENGTH = 10
"""Questions of a custom round, unless changed."""
_NOTHING: Mapping[int, Moment] = {}


class Tour:
    """Goes the whole way once."""

    def __init__(self, program: Program, camera: Camera, time: Time) -> None:
        self._program = program
        self._player = Player(program, time)
        self._reader = self._player.reader
        self._camera = camera
        self._time = time

    def run(self) -> None:
        """From the first start to the settings."""
        self._earlier_days()
        self._sprint()
        self._scores()
        self._dash()
        self._marathon()
        self._training()
        self._relay()
        self._custom()
        self._statistics()
        take_import(self._program, self._camera)
        self._camera.take("settings", refresh=self._open_settings)

    def _open_settings(self) -> None:
        if self._reader.has("Play"):
            self._reader.press("Play")
        self._reader.press("Settings")

    def _round(self, mode: str, misses: Collection[int] = (), at: Mapping[int, Moment] = _NOTHING) -> None:
        """From home to the result; `at` says what happens before the question of this number, from 1, is answered."""
        self._player.choose_lane(mode)
        self._reader.press("Start ")
        number = 0
        while not self._is_over():
            number += 1
            if number in at:
                at[number]()
            if self._reader.has("I’m "):
                self._reader.press("I’m ")
            self._player.answer(number not in misses)
            self._reader.press("Next")

    def _is_over(self) -> bool:
        return any(name.endswith(" finished") for name in self._reader.names())

    def _home(self) -> None:
        self._reader.press("Back to lanes")

    def _run(self, mode: str, misses: Collection[int] = ()) -> None:
        self._round(mode, misses)
        self._home()

    # The pictures, in the order of the way

    def _earlier_days(self) -> None:
        """What is there before the pictures: scores, a best run, missed questions, some trained and some not."""
        self._time.pass_days(-4)
        self._player.say_who_plays("Croquis 크로키")
        self._camera.take("first-start", small=True)
        self._reader.press("Let’s run")
        self._run("sprint", {2, 9})
        self._player.add("Starling", episodes=12)
        self._player.add("Hurdler")
        self._run("sprint", {1, 4, 5, 8})
        self._player.add("BlueBird")
        self._run("sprint", {2, 3, 6, 8})
        self._run("marathon", {2, 7, 11})
        self._time.pass_days(1)
        self._run("training", {3})
        self._time.pass_days(1)
        self._run("sprint", {1, 5, 7})
        self._time.pass_days(1)
        self._run("daily", {6})
        self._time.pass_days(1)
        self._reader.press("Scores")
        self._reader.press("Play")

    def _sprint(self) -> None:
        take = self._camera.take
        self._player.choose_lane("sprint")
        take("home-sprint", small=True)
        self._round("sprint", {4}, {6: lambda: take("round-sprint"), 7: self._pause})
        QTest.qWait(300)
        take("result-sprint", small=True)
        self._home()

    def _pause(self) -> None:
        self._reader.press("Pause")
        self._camera.take("pause")
        self._reader.press("Go on")

    def _scores(self) -> None:
        self._reader.press("Scores")
        self._camera.take("scores", small=True)
        self._reader.press("Players…")
        players = self._player.dialog()
        self._camera.take("scores-players", window=players)
        players.close()
        self._reader.press("Open round")
        self._program.window.findChildren(ResultTable)[-1].selectRow(3)
        self._camera.take("scores-round", small=True)
        self._reader.press("Back to the board")
        self._reader.press("Play")

    def _statistics(self) -> None:
        self._reader.press("Statistics")
        page: Any = self._program.window._page("stats")
        while not page.is_filled:
            QTest.qWait(20)
        self._camera.take("statistics", small=True)
        self._reader.press("Play")

    def _dash(self) -> None:
        self._player.choose_lane("dash")
        self._reader.press("Start ")
        for number in range(1, 11):
            if number > 7 and self._player.drawn.question.line:
                break
            self._player.answer(number not in (3, 6))
            self._next()
        self._player.think()
        self._camera.take("round-dash", small=True)
        self._player.give_up()

    def _marathon(self) -> None:
        self._round("marathon", {6, 13, 17}, {15: lambda: self._camera.take("round-marathon")})
        self._camera.take("result-marathon")
        self._home()

    def _training(self) -> None:
        self._player.choose_lane("training")
        self._reader.press("Start ")
        for number in range(1, 6):
            self._player.answer(number != 3)
            self._reader.press("Next")
        self._camera.take("round-training")
        self._player.give_up()

    def _relay(self) -> None:
        take = self._camera.take
        self._player.choose_lane("relay")
        take("home-relay")
        at: dict[int, Moment] = dict.fromkeys(range(11, 21), self._relay_question)
        at[10] = lambda: take("hand-over", small=True)
        self._round("relay", {2, 5, 7, 12, 16}, at)
        take("result-relay")
        self._home()

    def _relay_question(self) -> None:
        """The first one whose options have room beside the lanes."""
        self._reader.press("I’m ")
        if self._player.drawn.question.kind is Kind.SINGLE_CHOICE:
            self._camera.take("round-relay")

    # Custom rounds of one kind

    def _custom(self) -> None:
        self._player.choose_lane("custom")
        self._camera.take("home-custom", small=True)
        self._cards()
        self._kind(Kind.MULTIPLE_CHOICE, self._several)
        self._kind(Kind.TRUE_FALSE, self._true_false)
        self._kind(Kind.SHORT_ANSWER, self._typed)
        self._kind(Kind.MISSING_WORD, self._missing_word)
        self._kind(Kind.MATCHING, self._matching)
        self._kind(Kind.ORDERING, self._ordering)

    def _kind(self, kind: Kind, look: Moment) -> None:
        self._player.ask_only(kind)
        self._reader.press("Start ")
        look()
        self._player.give_up()

    def _next(self) -> None:
        self._reader.press("Next")

    def _cards(self) -> None:
        """A question of each card; rounds of one right answer are begun until each has had a line worth a picture."""
        wanted = set(_CARDS)
        for is_last in (False, False, True):
            if wanted:
                self._kind(Kind.SINGLE_CHOICE, lambda is_last=is_last: self._look_for_cards(wanted, is_last))

    def _look_for_cards(self, wanted: set[str], take_any: bool) -> None:
        for _ in range(1, _LENGTH):
            card = self._card()
            is_found = card in wanted and (take_any or self._is_telling(card))
            if is_found:
                wanted.remove(card)
                self._camera.take(f"round-{_CARDS[card]}", small=card in ("film", "credits"))
            verdict = {3: "single-right", 2: "single-wrong"}.get(len(wanted)) if is_found else None
            self._player.answer(right=verdict != "single-wrong")
            if verdict is not None:
                self._camera.take(verdict, small=verdict == "single-wrong")
            self._next()
            if not wanted:
                break

    def _is_telling(self, card: str) -> bool:
        line = self._player.drawn.question.line
        return GAP in line if card == "credits" else bool(line)

    def _card(self) -> str:
        category = self._player.round.pack.category(self._player.drawn.question.category)
        assert category is not None
        return category.card

    def _several(self) -> None:
        """One key is chosen, and nothing wrong: partly right."""
        keys = [place for place, option in enumerate(self._player.drawn.shown()) if option.is_key]
        self._player.choose(keys[:1])
        self._camera.take("several")
        self._player.think()
        self._player.confirm()
        self._camera.take("several-partly")

    def _true_false(self) -> None:
        self._camera.take("true-false")
        self._player.answer(right=False)
        self._camera.take("true-false-wrong")

    def _typed(self) -> None:
        """The first question of which a slip is forgiven, typed with one."""
        for _ in range(_LENGTH - 1):
            if self._player.slip():
                break
            self._player.answer()
            self._next()
        self._reader.write("Your answer", self._player.slip())
        self._camera.take("typed")
        self._player.think()
        self._player.confirm()
        self._camera.take("typed-slip", small=True)

    def _missing_word(self) -> None:
        """The first question whose card shows the gap too."""
        for _ in range(_LENGTH - 1):
            if GAP in self._player.drawn.question.line:
                break
            self._player.answer()
            self._next()
        self._camera.take("missing-word")
        self._player.answer()
        self._camera.take("missing-word-right")

    def _matching(self) -> None:
        """Two pairs are joined when the picture is taken; then two partners are exchanged.

        It is of the first question whose columns are of one length, if there is one.
        """
        for _ in range(_LENGTH - 1):
            if not self._player.drawn.question.extra:
                break
            self._player.answer()
            self._next()
        count = len(self._player.drawn.question.pairs)
        self._player.join((0, 1))
        self._camera.take("matching")
        self._player.think()
        self._player.join((*range(count - 2), count - 1, count - 2))
        self._player.confirm()
        self._camera.take("matching-partly", small=True)

    def _ordering(self) -> None:
        self._camera.take("ordering")
        self._player.think()
        self._player.order(1)
        self._player.confirm()
        self._camera.take("ordering-partly", small=True)
