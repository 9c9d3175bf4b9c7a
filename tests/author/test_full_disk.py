"""The disk full while something is written: what was saved stays, the rest can be done again."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from quizapp.author import Author
from quizapp.bank.bank import Bank
from quizapp.bank.engine import Limits
from quizapp.errors import BankError

from .conftest import SHORT, SINGLE, Desk, change, content, of, stored

LONG = "run " * 50_000
WRITES: dict[str, Callable[[Author], object]] = {
    "typing": lambda author: change(author, SINGLE, explanation=LONG),
    "bulk": lambda author: author.set_field([SINGLE, SHORT], "explanation", LONG),
    "replace": lambda author: author.replace(author.plan_replace([SINGLE], "said", "long " * 9_000, ["explanation"])),
}


@pytest.mark.parametrize("name", WRITES)
def test_a_full_disk_is_told_and_nothing_is_lost(bank: Bank, desk: Desk, name: str) -> None:
    author = desk.author(bank)
    change(author, SHORT, hint="Saved before.")
    before = content(bank)
    bank.close()
    with desk.open(Limits(max_pages=1)) as full:
        narrow = desk.author(full)
        with pytest.raises(BankError, match=r"disk is full.*before it is kept.*Free some space"):
            WRITES[name](narrow)
        assert content(full) == before
        undo = narrow.undo_state()
    with desk.open() as roomy:
        assert content(roomy) == before
        again = desk.author(roomy)
        assert again.undo_state() == undo
        WRITES[name](again)
        assert content(roomy) != before
        again.undo()
        assert content(roomy) == before


def test_what_was_typed_can_be_saved_again_from_the_same_revision(bank: Bank, desk: Desk) -> None:
    bank.close()
    with desk.open(Limits(max_pages=1)) as full:
        author = desk.author(full)
        seen = stored(author, SINGLE)
        with pytest.raises(BankError):
            change(author, SINGLE, explanation=LONG)
        saved = author.save(seen.question, pack_id="run-on", seen_revision=seen.revision)
        assert saved.revision == seen.revision
    with desk.open() as roomy:
        change(desk.author(roomy), SINGLE, explanation="Short.")
        assert of(desk.author(roomy), SINGLE).explanation == "Short."
