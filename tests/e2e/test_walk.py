"""A walk through every window and page: all is named, reached, plain text, whole, and in one window."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QDialog, QLabel, QWidget

from quizapp.app import Program
from quizapp.bank.faults import FULL
from quizapp.errors import sentence
from quizapp.formats.toml_pack import write_pack
from quizapp.game.grading import Verdict
from quizapp.game.options import is_chosen
from quizapp.game.question import CHOICE_KINDS, Category, Distractor, Kind, Name, Pack, PackInfo, Question, Source
from quizapp.game.records import NAME_LENGTH_MAX
from quizapp.game.round import Round
from quizapp.settings import SettingsFile
from quizapp.transfer.pack_files import read_path
from tests.e2e import packs
from tests.e2e.conftest import Start
from tests.e2e.modes import begin_mode
from tests.e2e.quiz_player import Key, KeyHands, play_on
from tests.e2e.reader import Reader
from tests.e2e.walker import SIZES, Walker

MARKUP = "<b>x</b><img src=/etc/hostname> R&D &amp; &Fish"
RTL, ZERO_WIDTH, HANGUL = (
    "\u05e9\u05dc\u05d5\u05dd \u0634\u0627\u0631\u0639",
    "a\u200bb\u200d\u2060c",
    "기선겸과 오미주",
)
HOSTILE_PLAYER = "<b>R&D</b> 오미주 שלום"


@pytest.fixture
def walked(
    start: Start, data: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[..., tuple[Program, Reader, Walker]]]:
    """Starts the program for a walk, its draws always the same."""
    counter = iter(range(1_000))
    monkeypatch.setattr(secrets, "token_hex", lambda size=None: f"{next(counter):010x}")
    walkers: list[Walker] = []

    def _walked(text_size: int = 100, **more: Any) -> tuple[Program, Reader, Walker]:
        SettingsFile(data / "settings.toml").change(text_size=text_size)
        program = start()
        walkers.append(Walker(program, **more))
        return program, Reader(program.window), walkers[-1]

    yield _walked
    for walker in walkers:
        walker.close()


def _round(program: Program) -> Round:
    page: Any = program.window._page("round")
    return page._play.round


def _dialogs(program: Program) -> list[QDialog]:
    return [each for each in program.window.findChildren(QDialog) if each.isVisible()]


def _close_dialogs(program: Program) -> None:
    for dialog in _dialogs(program):
        dialog.close()
    QTest.qWait(1)
    program.window.activateWindow()
    QApplication.processEvents()


class _Sprints:
    """Plays rounds and looks at every kind of moment once."""

    def __init__(self, program: Program, reader: Reader, walker: Walker, kinds: Collection[Kind]) -> None:
        self._program, self._reader, self._walker = program, reader, walker
        self.wanted = {f"asking {kind}" for kind in kinds}
        self.wanted |= {f"verdict {verdict}" for verdict in (Verdict.RIGHT, Verdict.WRONG, Verdict.PARTLY)}
        self.wanted |= {f"verdict of {kind}" for kind in kinds if kind not in {*CHOICE_KINDS, Kind.MISSING_WORD}}
        self.wanted |= {"hint", "50:50", "paused", "giving up", "a sentence told"}
        self.wanted |= {f"card {card}" for card in ("film", "lyrics", "slate", "credits")}

    def _look(self, moment: str, *, is_crowded: bool = False) -> None:
        if moment in self.wanted:
            self.wanted.remove(moment)
            self._walker.look(moment, is_crowded=is_crowded)

    def play(self) -> None:
        """One round, from home to the result."""
        self._reader.press("Start sprint")
        while not self._reader.has("Play again"):
            self._question()
            self._reader.press("Next")

    def _question(self) -> None:
        round_ = _round(self._program)
        question = round_.current.question
        page: Any = self._program.window._page("round")
        card = f"card {page._play.pack.category(question.category).card}"
        new = self.wanted & {f"asking {question.kind}", card}
        if new:
            self.wanted -= new
            self._walker.look(f"{question.kind}, {card}")
        if "hint" in self.wanted and round_.can_hint:
            self._reader.press("Hint")
            self._look("hint")
        if "50:50" in self.wanted and _round(self._program).can_fifty:
            self._reader.press("50:50")
            self._look("50:50")
        if "paused" in self.wanted:
            self._pause()
        if "a sentence told" in self.wanted:
            self._program.window.tell(sentence(FULL, path="/home/somebody/.local/share/run-on-quiz/bank.sqlite"))
            self._look("a sentence told", is_crowded=True)
            self._reader.press("Close this message")
        self._answer()

    def _pause(self) -> None:
        self._reader.press("Pause")
        self._look("paused")
        self._reader.press("Give up this round")
        self._look("giving up")
        _close_dialogs(self._program)
        self._reader.press("Go on")

    def _answer(self) -> None:
        round_ = _round(self._program)
        drawn = round_.current
        if not is_chosen(drawn.question):
            self._reader.answer_somehow()
            self._look(f"verdict of {drawn.question.kind}")
            return
        keys = [place for place, option in enumerate(drawn.shown()) if option.is_key]
        others = [place for place, option in enumerate(drawn.shown()) if not option.is_key]
        others = [place for place in others if drawn.options[place] not in round_.taken_away]
        if drawn.question.kind is Kind.MULTIPLE_CHOICE:
            chosen = keys[:1] if f"verdict {Verdict.PARTLY}" in self.wanted else keys
        else:
            chosen = others[:1] if f"verdict {Verdict.WRONG}" in self.wanted else keys
        for place in chosen:
            self._reader.press(f"{'ABCDEFGHI'[place]}. ")
        if self._reader.has("Confirm"):
            self._reader.press("Confirm")
        self._look(f"verdict {_round(self._program).turns[-1].verdict}")


def _walk_before_playing(program: Program, reader: Reader, walker: Walker, name: str) -> None:
    walker.look("first start")
    reader.press("Let’s run")
    walker.look("first start with an error")
    reader.write("Who plays?", name)
    reader.press("I’ve seen it all")
    reader.press("Let’s run")
    walker.look("home")
    assert not [each for each in reader.names() if "(s)" in each], "a plural is shown as it stands in the source"
    reader.press("Scores")
    walker.look("scores, empty")
    _open_statistics(program, reader)
    walker.look("statistics, empty")
    reader.press("Play")
    assert not _dialogs(program)


def _walk_the_round(program: Program, reader: Reader, walker: Walker, kinds: Collection[Kind] = tuple(Kind)) -> None:
    sprints = _Sprints(program, reader, walker, kinds)
    for round_number in range(8):
        sprints.play()
        if round_number == 0:
            walker.look("result")
            _open_first_row(program)
            walker.look("result with an explanation")
        reader.press("Back to lanes")
        if not sprints.wanted:
            break
    assert not sprints.wanted, "the rounds did not show everything"


def _open_first_row(program: Program) -> None:
    page: Any = program.window._page("result")
    table = page._questions._table
    table.setFocus()
    table.setCurrentIndex(table.model().index(0, 0))
    table.row_chosen.emit(page._questions._rows[0])
    QApplication.processEvents()


def _open_statistics(program: Program, reader: Reader) -> None:
    reader.press("Statistics")
    page: Any = program.window._page("stats")
    while not page.is_filled:
        QTest.qWait(1)


def _walk_after_playing(program: Program, reader: Reader, walker: Walker) -> None:
    reader.press("Scores")
    walker.look("scores")
    _open_statistics(program, reader)
    walker.look("statistics")
    reader.press("Right answers per round: table")
    walker.look("statistics as a table")
    reader.press("Settings")
    walker.look("settings")
    reader.press("About…")
    walker.look("about")
    _close_dialogs(program)
    reader.press("Show all keys")
    walker.look("help")
    _close_dialogs(program)
    reader.press("Play")
    for task in ("choose", "add", "rename"):
        program.window.show_players(task)
        walker.look(f"players, {task}")
        _close_dialogs(program)


def _walk_the_notices(program: Program, reader: Reader, walker: Walker, words: str) -> None:
    reader.press("Start sprint")
    reader.press("Pause")
    reader.press("Leave, go on later")
    walker.look("home with a round that waits")
    reader.press("Give it up")
    walker.look("giving up at home")
    _close_dialogs(program)
    window = program.window
    window.tell(sentence("{words} is told. " + "It is a long sentence that says what to do next. " * 2, words=words))
    walker.look("home with a sentence")
    window.tell_crash(Path("log") / f"crash-{words[:20].replace('/', '')}.txt")
    why = sentence("{path} was no question bank.", path=f"/home/{words}/bank.sqlite")
    window.tell_recovery(why, Path("bank.damaged-20261123-120000.sqlite"), 1_795_262_400_000)
    walker.look("home with every notice", is_crowded=True)
    try:
        raise ValueError(words * 20)
    except ValueError as error:
        program.report(ValueError, error, error.__traceback__)
    walker.look("crash dialog")
    _close_dialogs(program)
    window.show_failure(sentence("{path} cannot be opened. " * 4, path=f"/home/{words}/bank.sqlite"))
    walker.look("failure", is_crowded=True)


@pytest.mark.parametrize("text_size", [100, 150])
def test_every_page_is_named_reached_whole_and_in_one_window(
    walked: Callable[..., tuple[Program, Reader, Walker]], text_size: int
) -> None:
    program, reader, walker = walked(text_size, sizes=SIZES if text_size == 100 else SIZES[::2])
    _walk_before_playing(program, reader, walker, "BlueBird")
    _walk_the_round(program, reader, walker)
    _walk_after_playing(program, reader, walker)
    _walk_the_notices(program, reader, walker, "bank")
    assert len(walker.places) >= 25
    assert not walker.faults, "\n".join(walker.faults[:80])


def test_the_walker_finds_what_it_looks_for(walked: Callable[..., tuple[Program, Reader, Walker]]) -> None:
    program, _, walker = walked(sizes=[(1200, 800)], schemes=["light"])
    flashing = QLabel("flash")
    flashing.show()
    page: Any = program.window._stack.currentWidget()
    narrow, low, markup = QLabel("much too narrow", page), QLabel("wrapped " * 20, page), QLabel("plain", page)
    low.setWordWrap(True)
    for label in (narrow, low):
        label.setTextFormat(Qt.TextFormat.PlainText)
    for place, label in enumerate((narrow, low, markup)):
        label.setGeometry(10, 40 * place, (20, 100, 200)[place], 30)
        label.show()
    unnamed = QCheckBox("", page)
    unnamed.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    unnamed.setGeometry(10, 140, 40, 20)
    unnamed.show()
    walker.look("here")
    faults = "\n".join(walker.faults)
    for wanted in (
        "'much too narrow' needs",
        "px of height and has 30",
        "'plain' may show markup",
        "QCheckBox has no accessible name",
        "Tab does not reach ''",
        "QLabel 'flash' was a window of its own",
    ):
        assert wanted in faults, (wanted, faults)
    flashing.close()


# --- a pack and a player that try everything ------------------------------------------------------------


def _cut_to(length: int, *texts: str) -> str:
    return " ".join(texts)[:length].strip()


def _hostile_question(number: int, kind: Kind, category: str, text: str, long: str) -> Question:
    shown = f"{text} {number}"
    common: dict[str, Any] = {
        "uid": f"hostile/{number}",
        "kind": kind,
        "category": category,
        "prompt": _cut_to(1_900, shown, long),
        "episode": 0,
        "line": shown if category == "slate" else None,
        "hint": _cut_to(4_000, shown, long),
        "explanation": _cut_to(4_900, shown, long),
        "sources": (Source(_cut_to(400, shown, long), "https://example.org/?a=<b>&c=d", 0), Source(shown)),
    }
    if kind is Kind.TRUE_FALSE:
        return Question(**common, answer=True)
    if kind is Kind.MULTIPLE_CHOICE:
        answers, wrong = (f"{shown} yes", _cut_to(490, f"{text} also", long)), ("no", "never", "not at all")
    else:
        answers, wrong = (_cut_to(490, shown, long),), ("1", "2", "3")
    distractors = tuple(Distractor(f"{each} {text}", feedback=_cut_to(1_000, shown, long)) for each in wrong)
    return Question(**common, answers=answers, distractors=distractors)


def _hostile_pack(folder: Path) -> None:
    """Texts that are as long and strange as the format lets through."""
    cards: dict[str, Any] = {"film": "film", "lyrics": "lyrics", "slate": "slate", "credits": "credits"}
    categories = tuple(Category(each, f"{MARKUP[:12]} {each} {HANGUL}", card) for each, card in cards.items())
    info = PackInfo(
        "hostile", MARKUP, "<i>1</i>", episodes=3, categories=categories, names=(Name("Oh Mi-joo", "<u>오미주</u>"),)
    )
    texts = (MARKUP, RTL, ZERO_WIDTH, HANGUL, "W" * 120, "Oh Mi-joo &")
    longs = ("", "really " * 900, "런온" * 2_500, "<b>&" * 1_250)
    kinds = (Kind.SINGLE_CHOICE, Kind.MULTIPLE_CHOICE, Kind.SINGLE_CHOICE, Kind.TRUE_FALSE)
    questions = tuple(
        _hostile_question(
            number,
            kinds[number % 4],
            tuple(cards)[(number + number // 4) % 4],
            texts[number % len(texts)],
            longs[(number + number // 4) % 4],
        )
        for number in range(24)
    )
    folder.mkdir()
    for name, content in write_pack(Pack(info, questions)).items():
        (folder / name).write_bytes(content)


def test_hostile_packs_and_players_stay_text_and_are_never_cut(
    walked: Callable[..., tuple[Program, Reader, Walker]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _hostile_pack(tmp_path / "hostile")
    read = read_path(tmp_path / "hostile")
    assert not read.error_count, [str(each) for each in read.problems if each.problem.severity == "error"]
    monkeypatch.setattr("quizapp.app.bundled_packs", lambda: [tmp_path / "hostile"])
    assert len(HOSTILE_PLAYER) <= NAME_LENGTH_MAX
    program, reader, walker = walked(sizes=SIZES[::2], schemes=["light"], slack_px=8)
    _walk_before_playing(program, reader, walker, HOSTILE_PLAYER)
    assert reader.has(f"Player: {HOSTILE_PLAYER}")
    _walk_the_round(program, reader, walker, CHOICE_KINDS)
    _walk_after_playing(program, reader, walker)
    _walk_the_notices(program, reader, walker, MARKUP + RTL)
    assert not walker.faults, "\n".join(walker.faults[:80])


# --- every mode -------------------------------------------------------------------------------------------


def _walk_the_lanes(hands: KeyHands, walker: Walker) -> None:
    program_window = hands.window
    for number in range(1, 8):
        hands.choose_lane(number)
        walker.look(f"lane {number}")
    hands.tab_to("Change the rules")
    hands.press(Key.Key_Space)
    walker.look("custom rules")
    _close(program_window)
    hands.reader.press("Have a code?")
    hands.reader.write("Challenge code", "기선겸")
    hands.reader.press("Start the challenge")
    walker.look("a challenge that cannot be read")
    hands.reader.press("Close the code field")
    hands.choose_lane(1)
    for category in ("Quotes", "Lyrics", "Plot", "Cast"):
        hands.reader.press(category)
    walker.look("too few questions")
    hands.reader.press("Choose all categories")


def _close(window: QWidget) -> None:
    for dialog in window.findChildren(QDialog):
        dialog.close()
    QTest.qWait(1)
    window.activateWindow()
    QApplication.processEvents()


def _walk_a_mode(hands: KeyHands, walker: Walker, mode: str) -> None:
    begin_mode(hands, mode)
    if mode == "relay":
        walker.look("handing over first")
        hands.take_baton()
    walker.look(f"{mode}, asking")
    hands.answer(False)
    walker.look(f"{mode}, verdict")
    hands.go_on()
    if mode == "relay":
        walker.look("handing over")
    play_on(hands)
    walker.look(f"{mode}, result")
    if mode not in ("training", "relay"):
        hands.tab_to("High scores")
        hands.press(Key.Key_Space)
        walker.look(f"{mode}, high scores")
    hands.press(Key.Key_Escape)


def test_every_mode_is_named_reached_whole_and_in_one_window(
    walked: Callable[..., tuple[Program, Reader, Walker]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    packs.ship(monkeypatch, packs.write(packs.small_pack(count=14), tmp_path / packs.PACK_ID))
    program, reader, walker = walked()
    reader.write("Who plays?", "Fox 오미주")
    reader.press("I’ve seen it all")
    reader.press("Let’s run")
    hands = KeyHands(program.window)
    _walk_the_lanes(hands, walker)
    for mode in ("marathon", "daily", "relay", "training"):
        _walk_a_mode(hands, walker, mode)
    assert not walker.faults, "\n".join(walker.faults[:80])
