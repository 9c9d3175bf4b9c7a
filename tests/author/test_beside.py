"""What only the other questions of a pack tell is in the table too: names given away early, and near-duplicates."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace

import pytest

from quizapp.author import Author
from quizapp.bank.bank import Bank
from quizapp.errors import BankError, QuizError
from quizapp.game.question import Name, Pack

from ..play.conftest import a_pack
from .conftest import INFO, SHORT, SINGLE, Desk, change, content, uid

TOLD = "this may be shown from episode"


def noted(author: Author) -> dict[str, set[str]]:
    """What the table says, by uid."""
    author.refresh()
    found: dict[str, set[str]] = {}
    for note in ("spoiler", "near_duplicate"):
        for row in author.rows(author.find(f"problem:{note}").ids):
            found.setdefault(row.uid, set()).add(note)
    return found


def checked(author: Author, bank: Bank) -> dict[str, set[str]]:
    """What the form says of each question that is not in the bin, by uid."""
    found: dict[str, set[str]] = {}
    for each, (pack_id, state, question) in content(bank).items():
        problems = author.check(question, pack_id) if state != "retired" else ()
        notes = {"near_duplicate" for problem in problems if problem.uid != each}
        notes |= {"spoiler" for problem in problems if problem.message.template.startswith(TOLD)}
        if notes:
            found[each] = notes
    return found


def distinct(version: str, names: tuple[Name, ...] = INFO.names) -> Pack:
    """The pack in words that no two of its questions share."""
    words = (hashlib.blake2b(str(number).encode(), digest_size=9).hexdigest() for number in range(42))
    questions = [replace(question, prompt=f"Is it {next(words)} ___") for question in a_pack().questions]
    return Pack(replace(INFO, version=version, names=names), tuple(questions))


@pytest.fixture
def author(author: Author, bank: Bank, desk: Desk) -> Author:
    """The author, at work some time after the pack was loaded."""
    bank.packs.load(distinct("2026.11.2"), "digest distinct")
    desk.time.pass_ms(60_000)
    return author


CHANGES: dict[str, Callable[[Author], object]] = {
    "a question that names somebody early": lambda author: change(author, SINGLE, episode=0, hint="Ask Oh Mi-joo."),
    "the first question that names somebody": lambda author: author.set_field([SHORT], "episode", 16),
    "a copy": lambda author: author.duplicate([SINGLE, SHORT]),
    "a copy in the bin": lambda author: author.retire([author.duplicate([SINGLE]).revisions[0][0]]),
    "a copy undone": lambda author: (author.duplicate([SINGLE]), author.undo()),
    "a copy merged": lambda author: author.merge(SINGLE, [author.duplicate([SINGLE]).revisions[0][0]]),
    "a copy in another pack": lambda author: author.move([author.duplicate([SINGLE]).revisions[0][0]], "other"),
    "a copy that asks something else": lambda author: change(
        author, author.duplicate([SINGLE]).revisions[0][0], prompt="Something else entirely?"
    ),
    "tags alone": lambda author: author.change_tags([SINGLE, SHORT], add=["new"]),
    "all prompts": lambda author: author.set_field([uid(number) for number in range(1, 43)], "prompt", "Who is it?"),
    "all undone": lambda author: (
        author.set_field([uid(number) for number in range(1, 43)], "prompt", "Who is it?"),
        author.undo(),
    ),
}


@pytest.mark.parametrize("restarted", [False, True])
@pytest.mark.parametrize("name", CHANGES)
def test_the_table_says_what_the_form_says_after_any_change(
    author: Author, bank: Bank, desk: Desk, name: str, restarted: bool
) -> None:
    author.duplicate([uid(14)])
    noted(author)
    CHANGES[name](author)
    later = desk.author(bank) if restarted else author
    desk.time.pass_ms(60_000)
    assert noted(later) == checked(desk.author(bank), bank)
    for number in range(3):
        change(later, uid(7 + number), prompt="Who is in scene 14?", hint="Ask Oh Mi-joo.", episode=number)
    desk.time.pass_ms(60_000)
    assert noted(later) == checked(desk.author(bank), bank)


def test_undoing_a_move_is_seen_in_both_packs(author: Author, bank: Bank, desk: Desk) -> None:
    copy = author.duplicate([SINGLE]).revisions[0][0]
    author.move([copy], "other")
    assert noted(author) == {}
    desk.time.pass_ms(60_000)
    author.undo()
    assert noted(author) == {SINGLE: {"near_duplicate"}, copy: {"near_duplicate"}} == checked(desk.author(bank), bank)
    desk.time.pass_ms(60_000)
    author.redo()
    assert noted(author) == {} == checked(desk.author(bank), bank)


def test_a_pack_is_looked_at_anew_where_an_earlier_version_kept_no_names(author: Author, bank: Bank) -> None:
    change(author, SINGLE, episode=0, hint="Ask Oh Mi-joo.")
    author.refresh()
    kept = bank.close_words.earliest("run-on")
    assert SINGLE in {found for questions in kept.values() for _, found in questions}
    with closing(sqlite3.connect(bank.path)) as plain, plain:
        plain.execute("DELETE FROM meta WHERE key LIKE 'named/%'")
    assert author.refresh() == 0, "what is told of the questions is as it was"
    assert bank.close_words.earliest("run-on") == kept


def test_looking_up_and_looking_anew_give_the_same(author: Author, bank: Bank, monkeypatch: pytest.MonkeyPatch) -> None:
    author.refresh()
    author.duplicate([SINGLE, SHORT])
    author.set_field([uid(number) for number in range(20, 30)], "prompt", "Who is it?")
    monkeypatch.setattr("quizapp.author.beside.LOOKED_UP_MAX", 0)
    assert noted(author) == checked(author, bank)
    assert noted(author)


def test_other_names_in_the_pack_are_looked_at_anew(author: Author, bank: Bank, desk: Desk) -> None:
    change(author, SINGLE, episode=0, hint="Ask the translator Jo.")
    change(author, SHORT, episode=9, hint="Jo is asked.")
    assert noted(author) == {}
    bank.packs.load(distinct("2026.11.3", (*INFO.names, Name("Jo"))), "digest names")
    assert noted(author) == {SINGLE: {"spoiler"}}
    assert noted(desk.author(bank)) == {SINGLE: {"spoiler"}}


def test_a_note_stays_while_the_question_is_written_and_costs_nothing_to_remember(author: Author, desk: Desk) -> None:
    copy = author.duplicate([SINGLE]).revisions[0][0]
    assert noted(author) == {SINGLE: {"near_duplicate"}, copy: {"near_duplicate"}}
    change(author, SINGLE, explanation="So it is.")
    row = author.rows([author.row_ids([SINGLE])[SINGLE]])[0]
    assert "warning:near_duplicate" in row.problems
    author.change_tags([SINGLE], add=["new"])
    assert "warning:near_duplicate" in author.rows([row.id])[0].problems
    author.refresh()
    assert author.refresh() == 0


def test_what_another_program_has_looked_at_is_known_here_too(author: Author, bank: Bank, desk: Desk) -> None:
    """Both hold in memory who is named where; who names Dan-ah first is changed here, then there, then here."""
    other = desk.author(bank)
    for number, window in enumerate([author, other, author, other, author], 10):
        change(window, uid(number), hint="Seo Dan-ah is asked.", episode=20 - number)
        desk.time.pass_ms(60_000)
        assert noted(window) == checked(desk.author(bank), bank)
    assert noted(author) == {uid(14): {"spoiler"}}
    change(other, uid(14), hint="")
    desk.time.pass_ms(60_000)
    noted(other)
    change(author, uid(12), episode=1)
    desk.time.pass_ms(60_000)
    assert noted(author) == checked(desk.author(bank), bank) != {}


def test_the_work_goes_on_where_it_was_stopped(author: Author, bank: Bank, desk: Desk) -> None:
    class Enough(Exception):  # noqa: N818
        pass

    author.duplicate([SINGLE])
    told: list[tuple[int, int]] = []

    def progress(done: int, total: int) -> None:
        told.append((done, total))
        raise Enough

    pieces = 0
    while True:
        pieces += 1
        try:
            author.refresh(progress)
            break
        except Enough:
            assert pieces < 1_000
    assert pieces > 40
    assert noted(author) == checked(desk.author(bank), bank) != {}


def test_what_cannot_be_written_is_looked_for_again(
    author: Author, bank: Bank, monkeypatch: pytest.MonkeyPatch
) -> None:
    author.duplicate([SINGLE])

    def full(*_: object) -> Iterator[None]:
        raise BankError("The disk is full.")

    monkeypatch.setattr(bank.close_words, "write", full)
    with pytest.raises(QuizError, match="full"):
        author.refresh()
    monkeypatch.undo()
    assert len(noted(author)) == 2


def test_completion_offers_the_words(author: Author) -> None:
    from quizapp.game.search import completions

    offered = [each.text for each in completions("problem:", 8, author.known())]
    assert {"spoiler", "near_duplicate"} <= set(offered)
    assert not author.find("problem:near-duplicate").problems


def test_from_when_on_questions_are_nearly_the_same_is_what_the_settings_say(bank: Bank, desk: Desk) -> None:
    likeness = [90]
    author = Author(bank, desk.time.clock(), lambda: likeness[0])
    prompts = "Which runner wins the race in the rain?", "Which singer wins the prize in the rain?"
    made = [replace(author.new("run-on", "short_answer"), prompt=prompt, answers=("Nobody",)) for prompt in prompts]
    uids = {author.save(each, pack_id="run-on", seen_revision=0).uid for each in made}

    def told() -> list[set[str]]:
        notes = noted(author)
        of_form = checked(author, bank)
        pairs = [{near.first, near.second} for step in author.near_duplicates("run-on") for near in step.found]
        return [
            *({uid for uid in uids if "near_duplicate" in found.get(uid, ())} for found in (notes, of_form)),
            {uid for pair in pairs if pair == uids for uid in pair},
        ]

    assert told() == [set(), set(), set()]
    likeness[0] = 70
    assert told() == [uids, uids, uids]
    likeness[0] = 95
    assert told() == [set(), set(), set()], "what was noted with another likeness is looked at anew"
