"""A published pack, what files bring into it, and what its next version says of that."""

from __future__ import annotations

from dataclasses import replace

import pytest

from quizapp.author.packs import Shelf
from quizapp.bank.bank import Bank
from quizapp.errors import QuizError
from quizapp.formats.archive import write_archive
from quizapp.formats.toml_pack import write_pack
from quizapp.game.draft import Draft
from quizapp.game.plans import Fate
from quizapp.game.question import Pack
from quizapp.game.stored import State
from quizapp.transfer.transfer import Transfer

from ..author.conftest import OTHER, Desk, change
from ..play.conftest import a_pack
from .conftest import Write, imported, opentdb, planned, quiet

pytestmark = pytest.mark.usefixtures("is_whole")

PACK = a_pack()
ID = PACK.info.id


@pytest.fixture(autouse=True)
def published(bank: Bank) -> None:
    bank.packs.load(PACK, "digest 1")
    bank.packs.load(Pack(OTHER, (replace(a_pack(1).questions[0], uid="other/q-0001"),)), "digest of other")


def _newer(pack: Pack, version: str = "2099.1") -> Pack:
    return replace(pack, info=replace(pack.info, version=version))


def _foreign(bank: Bank) -> list[str]:
    own = {question.uid for question in PACK.questions}
    return [each.question.uid for each in bank.questions.of_pack(ID) if each.question.uid not in own]


def test_what_a_file_brought_undone_and_brought_again_is_no_conflict_with_the_next_version(
    transfer: Transfer, bank: Bank, desk: Desk, write: Write
) -> None:
    path, author = write(opentdb(2, first=100)), desk.author(bank)
    imported(transfer, path, pack_id=ID)
    author.undo()
    imported(transfer, path, pack_id=ID)
    author.undo()
    author.redo()
    load = bank.packs.load(_newer(PACK), "digest 2")
    assert (load.kept, load.retired) == ((), ())
    assert bank.conflicts.counts() == {}
    assert len(_foreign(bank)) == 2


def test_what_a_file_brought_can_be_moved_out_and_the_pack_is_as_published(
    transfer: Transfer, bank: Bank, desk: Desk, write: Write
) -> None:
    imported(transfer, write(opentdb(2, first=100)), pack_id=ID)
    assert bank.packs.is_edited(ID)
    desk.author(bank).move(_foreign(bank), OTHER.id)
    assert not bank.packs.is_edited(ID)


def test_a_question_of_ours_for_which_a_newer_version_was_undone_can_be_moved_out_and_the_pack_is_as_published(
    transfer: Transfer, bank: Bank, desk: Desk, write: Write
) -> None:
    own = replace(PACK.questions[0], uid=f"{ID}/ours", prompt="Who wrote this?")
    author = desk.author(bank)
    bank.questions.put(ID, Draft.of(own), State.LIVE, seen_revision=0, who="author")
    newer = replace(_newer(PACK), questions=(*PACK.questions, replace(own, prompt="Who wrote that?")))
    plan = planned(transfer, write(write_archive(write_pack(newer)), "newer.quizpack"))
    assert plan.counts()[Fate.CONFLICT] == 1
    plan.choose([item for item in plan.items if item.fate is Fate.CONFLICT], True)
    transfer.commit(plan, quiet)
    author.undo()
    author.move([own.uid], OTHER.id)
    assert not bank.packs.is_edited(ID)


def test_a_question_moved_out_of_its_pack_has_no_conflict_and_is_not_retired_by_its_new_one(
    bank: Bank, desk: Desk
) -> None:
    author, uid = desk.author(bank), PACK.questions[0].uid
    change(author, uid, hint="Mine")
    theirs = (replace(PACK.questions[0], hint="Theirs"), *PACK.questions[1:])
    bank.packs.load(replace(_newer(PACK), questions=theirs), "digest 2")
    assert bank.conflicts.counts() == {ID: 1}
    author.move([uid], OTHER.id)
    assert bank.conflicts.counts() == {}
    assert Shelf(bank).conflicts(OTHER.id) == ()
    stored = bank.questions.stored(uid)
    assert stored
    assert stored.question.hint == "Mine"
    assert stored.state is State.LIVE


def test_mended_in_the_plan_the_same_file_is_unchanged_the_next_time(
    transfer: Transfer, bank: Bank, write: Write
) -> None:
    path = write(opentdb(2, first=100))
    first = planned(transfer, path, pack_id=ID, difficulty=9)
    assert first.counts() == {Fate.REJECTED: 2}
    transfer.change(first, first.items, difficulty=2)
    transfer.commit(first, quiet)
    again = planned(transfer, path, pack_id=ID, difficulty=9)
    transfer.change(again, again.items, difficulty=2)
    assert again.counts() == {Fate.UNCHANGED: 2}
    with pytest.raises(QuizError, match="Nothing of it is to be imported"):
        transfer.commit(again, quiet)
