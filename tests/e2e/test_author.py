"""An author at work in the real program, by key events alone: writes, finds, mends, replaces, undoes, plays."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from quizapp.app import Program
from quizapp.game.question import Category, Distractor, Kind, Pack, Question, Source
from quizapp.game.stored import State, StoredQuestion
from quizapp.ui.editor.new_pack_dialog import NewPackDialog
from tests.e2e import packs
from tests.e2e.conftest import Begin, Start
from tests.e2e.modes import ask_as_many
from tests.e2e.quiz_player import Key, KeyHands, Sight, dialog_of, focused, play_on
from tests.e2e.reader import Reader
from tests.e2e.test_other_packs import choose_pack

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
KINDS = tuple(str(kind) for kind in Kind)
NEW = 20
_CATEGORIES = packs.small_pack().info.categories
MISSPELT, RIGHT = "Ki Seon-gyum", "Ki Seon-gyeom"


class Author:
    """A program whose editor was opened by keys, and hands for the window that is in front."""

    def __init__(self, program: Program, qtbot: QtBot, *, opens: bool = True) -> None:
        """`opens`: goes to the editor from home; else it is open."""
        self._qtbot = qtbot
        self.program = program
        self.hands = KeyHands(program.window)
        if opens:
            self._open()
        editor = program._editor
        assert editor is not None, "the rail did not open the editor"
        qtbot.waitUntil(editor.isActiveWindow)
        self.editor = editor
        self.reader = Reader(editor)

    def _open(self) -> None:
        """Along the rail: Tab to its present page, the arrows, Enter."""
        self.hands.tab_to("Play")
        for _ in range(6):
            if focused().accessibleName() == "Questions":
                break
            self.hands.press(Key.Key_Down)
        self.hands.press(Key.Key_Return)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """A key stroke where the focus is."""
        self.hands.press(key, modifier)

    def go_to(self, window: QWidget) -> None:
        """As Alt+Tab does."""
        window.activateWindow()
        self._qtbot.waitUntil(window.isActiveWindow)

    def dialog(self) -> Reader:
        """What is open over the editor, and has the focus."""
        dialog = dialog_of(self.editor)
        self._qtbot.waitUntil(dialog.isActiveWindow)
        return Reader(dialog)

    def until(self, name: str, reader: Reader | None = None) -> None:
        """Waits until something that begins with this name can be seen."""
        seen = reader or self.reader
        for _ in range(100):
            if seen.has(name):
                return
            QTest.qWait(20)
        raise AssertionError(f"nothing is called {name!r}; there are {seen.names()}")

    def stored(self, pack_id: str = packs.PACK_ID) -> list[StoredQuestion]:
        """What the bank has of the pack."""
        assert self.program._bank is not None
        return self.program._bank.questions.of_pack(pack_id)

    def search(self, text: str) -> None:
        """Searches, and goes to the first hit."""
        self.press(Key.Key_F, CTRL)
        assert focused().accessibleName() == "Search"
        self.hands.type(text)
        self.press(Key.Key_Return)
        for _ in range(100):
            if focused().accessibleName() == "Questions":
                return
            QTest.qWait(20)
        raise AssertionError(f"the focus is on {focused().accessibleName()!r}; there are {self.reader.names()}")

    # Writing

    def write(self, question: Question, categories: Sequence[Category] = _CATEGORIES) -> None:
        """Writes a question into an empty form of a pack with these categories, whose prompt has the focus."""
        assert focused().accessibleName() == "Prompt"
        self._choose("Kind", KINDS.index(question.kind))
        self._choose("Category", [each.id for each in categories].index(question.category))
        self.hands.tab_to("Prompt")
        self.hands.type(question.prompt)
        match question.kind:
            case Kind.SINGLE_CHOICE | Kind.MULTIPLE_CHOICE:
                self._write_options(question)
            case Kind.TRUE_FALSE:
                self.press(Key.Key_Tab)
                if not question.answer:
                    self.press(Key.Key_Right)
                self.press(Key.Key_Space)
            case Kind.SHORT_ANSWER | Kind.MISSING_WORD:
                self._fill("Accepted answer 1", question.answers)
                self._fill("Option A", [each.text for each in question.distractors])
            case Kind.MATCHING:
                self._write_pairs(question)
            case Kind.ORDERING:
                self._fill("Item 1", question.sequence)
        self._fill("Explanation", [question.explanation])
        self._fill("Source 1, title", [question.sources[0].title])

    def _choose(self, name: str, place: int) -> None:
        for _ in range(5):
            if focused().accessibleName() == name:
                break
            self.press(Key.Key_Backtab, SHIFT)
        assert focused().accessibleName() == name
        self.press(Key.Key_Home)
        for _ in range(place):
            self.press(Key.Key_Down)

    def _fill(self, first: str, texts: Sequence[str]) -> None:
        """Fills the rows from the one of this name on, by Enter from row to row."""
        if not texts:
            return
        self.hands.tab_to(first)
        for number, text in enumerate(texts):
            if number:
                self.press(Key.Key_Return)
            self.hands.type(text)

    def _write_options(self, question: Question) -> None:
        texts = [*question.answers, *(each.text for each in question.distractors)]
        for number, text in enumerate(texts):
            if number < 4:
                self.hands.tab_to(f"Option {'ABCD'[number]}")
            else:
                self.press(Key.Key_Return)
            self.hands.type(text)
            if number and text in question.answers:
                self.press(Key.Key_R, CTRL)

    def _write_pairs(self, question: Question) -> None:
        for number, (left, right) in enumerate(question.pairs, start=1):
            self._fill(f"Pair {number}, left side", [left])
            self._fill(f"Pair {number}, right side", [right])
        if question.extra:
            self.hands.tab_to("Add one without a partner")
            self.press(Key.Key_Space)
            self.hands.type(question.extra[0])


@pytest.fixture
def opened(qtbot: QtBot) -> Iterator[list[Author]]:
    """Where a test puts its authors, so that their windows go before the bank does."""
    authors: list[Author] = []
    yield authors
    for author in authors:
        author.editor.close()
        author.editor.deleteLater()
        QApplication.sendPostedEvents(author.editor, QEvent.Type.DeferredDelete)


def with_questions(*questions: Question) -> Pack:
    """The small pack and these."""
    pack = packs.small_pack()
    return replace(pack, questions=(*pack.questions, *questions))


# --- written and played -------------------------------------------------------------------------------------


def test_twenty_questions_of_all_kinds_are_written_and_played_at_once(
    begin: Begin, opened: list[Author], qtbot: QtBot
) -> None:
    wanted = [packs.question(packs.FORMS[at % len(packs.FORMS)], 100 + at, "plain") for at in range(NEW)]
    assert {question.kind for question in wanted} == set(Kind)
    author = Author(begin(), qtbot)
    opened.append(author)
    before = {each.question.uid for each in author.stored()}
    author.press(Key.Key_N, CTRL)
    for question in wanted:
        author.write(question)
        author.press(Key.Key_Return, CTRL)
    found = [each for each in author.stored() if each.question.uid not in before]
    assert [each.state for each in found] == [State.LIVE] * NEW
    assert [_content(each.question.finish()) for each in found] == [_content(each) for each in wanted]

    assert author.editor.isVisible()
    author.go_to(author.program.window)
    _play_what_is_new(author.hands, {_lane(question.prompt) for question in wanted})


OWN = "a-pack-of-mine"


@pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)
def test_a_pack_of_ones_own_is_begun_written_and_played(begin: Begin, opened: list[Author], qtbot: QtBot) -> None:
    wanted = [packs.question(form, 300 + at, "laps") for at, form in enumerate(packs.FORMS)]
    author = Author(begin(), qtbot)
    opened.append(author)
    author.press(Key.Key_N, CTRL | SHIFT)
    dialog = author.dialog()
    said = {"Title": "A pack of mine", "Authors": "Fox, Bird", "Licence": "CC0", "Version": "0.1", "Categories": "Laps"}
    for name, text in said.items():
        author.hands.tab_to(name)
        author.press(Key.Key_A, CTRL)
        author.hands.type(text)
    author.press(Key.Key_Return, CTRL)
    assert not author.editor.findChildren(NewPackDialog) or not dialog.has("Create the pack")
    author.go_to(author.editor)
    author.press(Key.Key_N, CTRL)
    for question in wanted:
        author.write(question, [Category("laps", "Laps")])
        author.press(Key.Key_Return, CTRL)
    found = author.stored(OWN)
    assert [each.state for each in found] == [State.LIVE] * len(wanted)
    assert [_content(each.question.finish()) for each in found] == [_content(each) for each in wanted]
    assert author.program._bank is not None
    made = author.program._bank.packs.get(OWN)
    assert made is not None
    assert (made.authors, made.licence, made.version) == (("Fox", "Bird"), "CC0", "0.1")
    author.press(Key.Key_W, CTRL)

    author.go_to(author.program.window)
    hands = KeyHands(author.program.window)
    hands.tab_to("Lanes")
    choose_pack(hands, "A pack of mine")
    hands.choose_lane(7)
    hands.tab_to(f"Ask only {len(wanted)}")
    hands.press(Key.Key_Return)
    hands.tab_to("Start ")
    hands.start()
    asked = play_on(hands)
    assert {_lane(prompt) for _, prompt in asked} == {_lane(question.prompt) for question in wanted}


def _play_what_is_new(hands: KeyHands, lanes: set[int]) -> None:
    """From the rail beside home, where the editor was called, to the end of a custom round of one category."""
    assert hands.reader.has(f"All {len(packs.small_pack().questions) + NEW} questions in play"), hands.reader.names()
    hands.tab_to("Lanes")
    hands.choose_lane(7)
    for other in ("Quotes", "Lyrics", "Plot", "Cast"):
        hands.tab_to(other)
        hands.press(Key.Key_Space)
    assert hands.reader.has(f"{NEW + 2} available")
    ask_as_many(hands, NEW + 2 - 10)
    hands.tab_to("Start ")
    hands.start()
    asked = play_on(hands)
    assert len(asked) == NEW + 2
    assert lanes < {_lane(prompt) for _, prompt in asked}


def _lane(prompt: str) -> int:
    """The number that the prompt is about; a gap reads otherwise than it is written."""
    return int(re.sub(r"\D", "", prompt))


def _content(question: Question | None) -> tuple[object, ...]:
    assert question is not None
    texts = (question.kind, question.category, question.prompt, question.explanation, question.sources[0].title)
    keys = (question.answers, question.distractors, question.answer, question.pairs, question.extra, question.sequence)
    return texts + keys


# --- found and mended ---------------------------------------------------------------------------------------


@pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)
def test_a_duplicate_is_found_followed_and_merged(begin: Begin, opened: list[Author], qtbot: QtBot) -> None:
    first = packs.question(
        Kind.SINGLE_CHOICE, 200, "film", prompt="Who lends the yellow umbrella?", sources=(Source("The film"),)
    )
    second = replace(first, uid=f"{packs.PACK_ID}/201", prompt="Who lends the umbrella, the yellow one?")
    second = replace(second, sources=(Source("The book"),), distractors=(*first.distractors, Distractor("no uh 201")))
    author = Author(begin(pack=with_questions(first, second)), qtbot)
    opened.append(author)
    author.search("umbrella")
    author.until("2 of 44 questions shown")
    author.press(Key.Key_Tab)
    assert focused().accessibleName() == "Category", "Tab goes from the table to the first field"
    author.hands.tab_to("Prompt")
    author.until("Show the other question: Note: nearly the same as")
    shown = _shown(author)
    author.press(Key.Key_Tab)
    assert focused().accessibleName().startswith("Show the other question"), "the link is not beside the prompt"
    author.press(Key.Key_Space)
    qtbot.waitUntil(lambda: _shown(author) not in ("", shown))
    assert {shown, _shown(author)} == {first.prompt, second.prompt}

    author.press(Key.Key_1, CTRL)
    author.press(Key.Key_A, CTRL)
    author.press(Key.Key_M, CTRL)
    dialog = author.dialog()
    assert dialog.has("Merge 1 question into this"), dialog.names()
    author.press(Key.Key_Right)
    author.press(Key.Key_Return, CTRL)
    author.go_to(author.editor)
    by_uid = {each.question.uid: each for each in author.stored()}
    assert by_uid[first.uid].state is State.RETIRED
    kept = by_uid[second.uid]
    assert kept.state is State.LIVE
    assert {source.title for source in kept.question.sources} == {"The film", "The book"}
    assert not author.reader.has("Show the other question"), author.reader.names()


def _shown(author: Author) -> str:
    return next(item.value for item in author.reader.items() if item.name == "Prompt" and item.value)


# --- replaced, and undone another day -----------------------------------------------------------------------


def test_a_name_is_replaced_in_200_questions_and_undone_after_a_restart(
    begin: Begin, start: Start, opened: list[Author], qtbot: QtBot
) -> None:
    told = f"{MISSPELT} ran it."
    many = [packs.question(packs.FORMS[at % 8], 200 + at, "film", explanation=told) for at in range(200)]
    author = Author(begin(pack=with_questions(*many)), qtbot)
    opened.append(author)
    before = author.stored()
    author.press(Key.Key_H, CTRL)
    dialog = author.dialog()
    author.hands.type(MISSPELT)
    author.press(Key.Key_Tab)
    author.hands.type(RIGHT)
    author.until("Replace 200 places", dialog)
    assert dialog.has("200 places in 200 questions"), dialog.names()
    author.press(Key.Key_Return, CTRL)
    author.until("200 places replaced", dialog)
    author.press(Key.Key_Escape)
    author.go_to(author.editor)
    assert _explained(author.stored()).count(f"{RIGHT} ran it.") == 200
    author.press(Key.Key_W, CTRL)
    assert not author.editor.isVisible()

    author = Author(start(), qtbot)
    opened.append(author)
    author.press(Key.Key_Z, CTRL)
    assert [each.question for each in author.stored()] == [each.question for each in before]
    author.press(Key.Key_Z, CTRL | SHIFT)
    assert _explained(author.stored()).count(f"{RIGHT} ran it.") == 200
    assert MISSPELT not in "".join(_explained(author.stored()))


def _explained(stored: Sequence[StoredQuestion]) -> list[str]:
    return [each.question.explanation for each in stored]


# --- what players say ---------------------------------------------------------------------------------------


def test_an_appeal_is_accepted_by_one_key_and_taken_back_by_another(
    begin: Begin, opened: list[Author], qtbot: QtBot
) -> None:
    program = begin(pack=packs.small_pack((Kind.SHORT_ANSWER,)))
    hands = KeyHands(program.window)
    hands.choose_lane(1)
    hands.start()
    hands.answer(right=False)
    hands.press(Key.Key_F8)
    hands.go_on()
    play_on(hands)
    hands.press(Key.Key_Escape)
    author = Author(program, qtbot)
    opened.append(author)
    author.press(Key.Key_J, CTRL)
    dialog = author.dialog()
    assert dialog.has("xyzzy"), dialog.names()
    assert dialog.has("“My answer was right” · Fox, "), dialog.names()
    author.press(Key.Key_Return, CTRL)
    assert [each for each in author.stored() if "xyzzy" in each.question.answers]
    assert dialog.has("No appeals wait."), dialog.names()
    author.press(Key.Key_Z, CTRL)
    assert not [each for each in author.stored() if "xyzzy" in each.question.answers]
    assert dialog.has("xyzzy"), dialog.names()
    author.press(Key.Key_Return)
    qtbot.waitUntil(author.editor.isActiveWindow)
    assert focused().accessibleName() == "Prompt", "Enter goes to the question"


# --- beside a round that runs -------------------------------------------------------------------------------


def test_a_round_that_runs_asks_what_was_drawn_whatever_the_editor_does(
    begin: Begin, opened: list[Author], qtbot: QtBot
) -> None:
    program = begin(pack=packs.small_pack((Kind.SINGLE_CHOICE,), count=20))
    hands = KeyHands(program.window)
    hands.choose_lane(1)
    hands.start()
    prompt, options = Sight(hands.reader).prompt(), Sight(hands.reader).options()

    program.open_editor()
    author = Author(program, qtbot, opens=False)
    opened.append(author)
    author.press(Key.Key_1, CTRL)
    author.press(Key.Key_A, CTRL)
    author.press(Key.Key_Delete)
    assert {each.state for each in author.stored()} == {State.RETIRED}
    author.press(Key.Key_Z, CTRL)
    author.press(Key.Key_H, CTRL)
    dialog = author.dialog()
    author.hands.type("runs lane")
    author.press(Key.Key_Tab)
    author.hands.type("walks along")
    author.until("Replace 22 places", dialog)
    author.press(Key.Key_Return, CTRL)
    author.until("22 places replaced", dialog)
    author.press(Key.Key_Escape)
    assert all("walks along" in each.question.prompt for each in author.stored())

    author.go_to(program.window)
    assert (Sight(hands.reader).prompt(), Sight(hands.reader).options()) == (prompt, options)
    asked = play_on(hands)
    assert len(asked) == 10
    assert all("runs lane" in prompt for _, prompt in asked)
