"""Imports undone and done again, also after other things were done."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from quizapp.author.packs import Shelf
from quizapp.bank.bank import Bank
from quizapp.bank.import_pieces import AT_ONCE
from quizapp.errors import QuizError
from quizapp.game.plans import Fate
from quizapp.game.records import AppealKind
from quizapp.transfer.transfer import Transfer

from ..author.conftest import Desk
from .conftest import Write, imported, opentdb, planned, quiet, transfer_of
from .moments import COUNTS, MANY, a_zoo, at_each_number, begin, live, packed, rows, zoo

pytestmark = pytest.mark.usefixtures("is_whole")


# Undone, and imported again


@COUNTS
def test_what_was_undone_can_be_imported_again_into_its_pack(
    transfer: Transfer, bank: Bank, desk: Desk, write: Write, count: int
) -> None:
    imported(transfer, write(opentdb(4)))
    more = write(opentdb(count, first=100), "more.json")
    imported(transfer, more, pack_id="things")
    author = desk.author(bank)
    author.undo()
    assert len(live(bank)) == 4
    assert planned(transfer, more, pack_id="things").counts() == {Fate.CHANGED: count}
    author.redo()
    assert planned(transfer, more, pack_id="things").counts() == {Fate.UNCHANGED: count}
    author.undo()
    imported(transfer, more, pack_id="things")
    assert len(live(bank)) == count + 4


# Undone after other things were done


def _played(bank: Bank, desk: Desk, pack_id: str) -> int:
    """A round on this pack with an answer and an appeal; gives its id."""
    from quizapp.play import Lobby

    lobby = Lobby(bank, desk.time.clock())
    lobby.add_player("Fox", 0)
    lobby.choose_pack(pack_id)
    play = lobby.start(lobby.settings([category.id for category in lobby.pack.categories], None))
    play.show()
    play.answer([0])
    play.appeal(AppealKind.SOMETHING_IS_WRONG, "Is it?")
    return play.round_id


@COUNTS
def test_an_import_that_was_played_is_undone_and_its_rounds_stay_whole(
    transfer: Transfer, bank: Bank, desk: Desk, write: Write, count: int
) -> None:
    imported(transfer, write(opentdb(4, first=90_000), "first.json"))
    imported(transfer, write(opentdb(max(count, 30))))
    round_id = _played(bank, desk, "things")
    drawn = bank.rounds.load(round_id).round_
    author = desk.author(bank)
    Shelf(bank).describe(replace(bank.packs.get("things"), title="Described anew"))  # type: ignore[type-var]
    with desk.open() as other:
        desk.author(other).set_field([drawn.drawn[0].question.uid], "hint", "By another program.")
    for left in (2, 2, 1):
        author.undo()
        assert len(bank.packs.all()) == left
    assert bank.rounds.load(round_id).round_ == drawn
    for left in (2, 2, 2):
        author.redo()
        assert len(bank.packs.all()) == left
    assert bank.packs.get("things").title == "Described anew"  # type: ignore[union-attr]
    assert bank.rounds.load(round_id).round_ == drawn
    assert author.redo() is None


def test_an_editor_that_writes_while_many_questions_come_in_loses_nothing(
    transfer: Transfer, bank: Bank, desk: Desk, write: Write
) -> None:
    imported(transfer, write(opentdb(4)))
    first = min(live(bank))
    with desk.open() as other:
        author = desk.author(other)

        def progress(done: int, total: int) -> None:
            author.set_field([first], "hint", f"At {done}.")
            if done == AT_ONCE:
                author.undo()

        more = write(opentdb(MANY, first=100), "more.json")
        transfer.commit(planned(transfer, more, pack_id="things"), at_each_number(progress))
        stored = other.questions.stored(first)
        assert stored
        assert stored.question.hint == f"At {MANY}."
        assert len(author.find("thing").ids) == MANY + 4
        while author.undo():
            pass
        assert other.packs.all() == ()
        while author.redo():
            pass
        assert len(author.find("thing").ids) == MANY + 4


@pytest.mark.parametrize("is_new_pack", [True, False])
def test_an_import_is_undone_before_what_was_done_while_it_came_in(
    transfer: Transfer, bank: Bank, desk: Desk, write: Write, is_new_pack: bool
) -> None:
    imported(transfer, write(opentdb(4)))
    first = min(live(bank))

    def progress(done: int, total: int) -> None:
        with desk.open() as other:
            desk.author(other).set_field([first], "hint", f"At {done}.")

    more = write(opentdb(MANY, first=100), "more.json")
    options = {"title": "More"} if is_new_pack else {"pack_id": "things"}
    result = transfer.commit(planned(transfer, more, **options), at_each_number(progress))

    def hint() -> str:
        stored = bank.questions.stored(first)
        assert stored
        return stored.question.hint

    def count() -> int:
        return sum(len(live(bank, info.id)) for info in bank.packs.all())

    assert desk.author(bank).undo_state().undo_id == result.change_id
    desk.author(bank).undo()
    assert (count(), hint()) == (4, f"At {MANY}."), "the import was done last"
    with desk.open() as again:  # after a restart
        desk.author(again).undo()
        assert (count(), hint()) == (4, f"At {2 * AT_ONCE}.")
        desk.author(again).redo()
        assert (count(), hint()) == (4, f"At {MANY}.")
        desk.author(again).redo()
    assert (count(), hint()) == (MANY + 4, f"At {MANY}.")
    assert desk.author(bank).redo() is None
    imported(transfer, write(opentdb(4, first=90_000), "last.json"))
    desk.author(bank).undo()
    desk.author(bank).undo()
    assert (count(), hint()) == (4, f"At {MANY}.")


def test_the_lists_and_counts_of_others_do_not_see_what_is_on_its_way(
    transfer: Transfer, bank: Bank, desk: Desk, write: Write
) -> None:
    imported(transfer, write(opentdb(4)))
    begin(bank, planned(transfer, write(opentdb(MANY, first=100), "more.json"), pack_id="things"))
    author = desk.author(bank)
    author.refresh()
    assert len(author.find("").ids) == 4
    assert [(each.info.id, each.question_count) for each in Shelf(bank).all()] == [("things", 4)]
    assert len(bank.imports.target("things").questions) == 4  # type: ignore[union-attr]
    assert rows(desk, "SELECT count(*) FROM question WHERE problems IS NULL") == [(0,)]


def test_a_backup_made_while_something_came_in_is_swept_once_it_is_restored(
    transfer: Transfer, bank: Bank, desk: Desk, write: Write
) -> None:
    from quizapp.bank.backup import back_up
    from quizapp.bank.recovery import restore

    imported(transfer, write(opentdb(4)))
    begin(bank, planned(transfer, write(opentdb(MANY, first=100), "more.json"), pack_id="things"))
    saved = back_up(bank.path, desk.folder / "backups", reason="daily", now_ms=desk.time.utc_ms)
    bank.close()
    restore(desk.folder / "bank.sqlite", saved, desk.folder / "backups", now_ms=desk.time.utc_ms)
    with desk.open() as again:
        assert len(live(again)) == 4
        assert again.imports.sweep() == 1
        assert rows(desk, "SELECT count(*) FROM question") == [(4,)]


@COUNTS
@pytest.mark.parametrize("moment", ["before", "after"])
def test_a_program_killed_while_it_publishes_has_published_all_or_nothing(
    desk: Desk, write: Write, count: int, moment: str
) -> None:
    with desk.open() as bank:
        imported(transfer_of(bank, desk), write(opentdb(4)))
    path = write(opentdb(count, first=100), "more.json")
    program = (
        "import os, sys\n"
        "from pathlib import Path\n"
        "from quizapp.bank import imports\n"
        "from tests.author.conftest import Desk\n"
        "from tests.transfer.conftest import planned, quiet, transfer_of\n"
        "desk = Desk(Path(sys.argv[1]))\n"
        "transfer = transfer_of(desk.open(), desk)\n"
        "plan = planned(transfer, Path(sys.argv[2]), pack_id='things')\n"
        "if sys.argv[3] == 'before':\n"
        "    imports.note_checked = lambda *_: os.kill(os.getpid(), 9)\n"
        "transfer.commit(plan, quiet)\n"
        "os.kill(os.getpid(), 9)\n"
    )
    root = Path(__file__).resolve().parents[2]
    run = [sys.executable, "-c", program, str(desk.folder), str(path), moment]
    assert subprocess.run(run, cwd=root, check=False).returncode == -9
    with desk.open() as bank:
        transfer = transfer_of(bank, desk)
        if moment == "before":
            assert len(live(bank)) == 4
            imported(transfer, path, pack_id="things")
        assert len(live(bank)) == 4 + count
        assert planned(transfer, path, pack_id="things").counts() == {Fate.UNCHANGED: count}


def test_an_import_whose_pack_was_updated_since_is_undone_without_passing_for_the_newer_version(
    transfer: Transfer, bank: Bank, desk: Desk, write: Write
) -> None:
    bank.packs.load(a_zoo("1", *"abc"), "digest 1")
    imported(transfer, packed(write, a_zoo("2", *"abc", a="Two?", b="Two too?")))
    bank.packs.load(a_zoo("3", *"abc", a="Two?", b="Three?"), "digest 3")
    changed = desk.author(bank).undo()
    assert changed
    assert "zoo/b" in str(changed.note)
    assert bank.packs.get("zoo").version == "3"  # type: ignore[union-attr]
    assert bank.packs.is_edited("zoo"), "a is again as in version 1"


def test_a_step_whose_pack_alone_was_changed_since_is_refused_and_set_aside(
    transfer: Transfer, bank: Bank, desk: Desk, write: Write
) -> None:
    bank.packs.load(a_zoo("1", *"abc"), "digest 1")
    author = desk.author(bank)
    author.set_field(["zoo/a"], "hint", "Ours.")
    transfer.commit(planned(transfer, packed(write, a_zoo("2", *"abc"))), quiet)
    bank.packs.load(a_zoo("3", *"abc"), "digest 3")
    with pytest.raises(QuizError, match="its pack was changed by something else"):
        author.undo()
    assert bank.packs.get("zoo").version == "3"  # type: ignore[union-attr]
    author.undo()
    assert not bank.packs.is_edited("zoo")


def test_a_pack_that_was_taken_away_waits_for_its_newer_version_until_it_is_back(
    transfer: Transfer, bank: Bank, desk: Desk, write: Write
) -> None:
    imported(transfer, write(opentdb(4)))
    bank.packs.load(a_zoo("1", *"abc"), "digest 1")
    Shelf(bank).remove("zoo")
    newer = a_zoo("2", *"abc", a="Two?")
    bank.packs.load(newer, "digest 2")
    desk.author(bank).undo()
    assert bank.packs.get("zoo") == a_zoo("1").info
    assert bank.packs.shipped_digest("zoo") == "digest 1", "so the next start loads the newer one"
    bank.packs.load(newer, "digest 2")
    assert (bank.packs.get("zoo"), zoo(bank)["a"][1]) == (newer.info, "Two?")


def test_another_player_comes_in_though_every_pack_is_gone(
    transfer: Transfer, bank: Bank, desk: Desk, write: Write
) -> None:
    from quizapp.play import Lobby

    imported(transfer, write(opentdb(30)))
    lobby = Lobby(bank, desk.time.clock())
    first = lobby.add_player("Fox", 0)
    lobby.add_player("BlueBird", 0)
    with desk.open() as other:
        desk.author(other).undo()
    assert lobby.choose_player(first.id).name == "Fox"
    assert lobby.refresh_pack().id == "things"


def test_a_round_goes_on_though_the_import_of_its_pack_was_undone(
    transfer: Transfer, bank: Bank, desk: Desk, write: Write
) -> None:
    from quizapp.play import Lobby

    imported(transfer, write(opentdb(4, first=900), "others.json"))
    imported(transfer, write(opentdb(30)))
    lobby = Lobby(bank, desk.time.clock())
    lobby.add_player("Fox", 0)
    lobby.choose_pack("things")
    drawn = lobby.start(lobby.last_settings()).round.drawn
    desk.author(bank).undo()
    again = Lobby(bank, desk.time.clock())
    assert again.pack.id == "others"
    waiting = again.open_round()
    assert waiting is not None
    play = again.resume(waiting.round_id)
    assert (play.round.drawn, play.pack.id) == (drawn, "things")
    while not play.round.is_finished:
        play.show()
        play.answer([0])
        play.next_question()
    assert play.placing() is not None
