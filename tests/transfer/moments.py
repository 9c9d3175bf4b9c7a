"""What tests of imports at bad moments share: looks at what is in a bank, killed imports, packs of some letters."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from quizapp.bank.bank import Bank
from quizapp.bank.import_pieces import AT_ONCE
from quizapp.formats.archive import write_archive
from quizapp.formats.toml_pack import write_pack
from quizapp.game.plans import ImportPlan
from quizapp.game.question import Kind, Pack, PackInfo
from quizapp.game.stored import State

from ..author.conftest import Desk
from ..play.conftest import INFO, question
from .conftest import Write

MANY = 2 * AT_ONCE + 1
COUNTS = pytest.mark.parametrize("count", [6, MANY])


def rows(desk: Desk, statement: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(desk.folder / "bank.sqlite")) as bank:
        return bank.execute(statement).fetchall()


def live(bank: Bank, pack_id: str = "things") -> set[str]:
    return {each.question.uid for each in bank.questions.of_pack(pack_id) if each.state is State.LIVE}


def begin(bank: Bank, plan: ImportPlan) -> None:
    """An import that writes a piece and then is killed."""
    from quizapp.transfer import committing

    staging = bank.imports.stage(plan.info, committing._title(plan, 1), "author")  # pyright: ignore[reportPrivateUsage]
    first = [committing._incoming(bank, item) for item in plan.chosen()[:5]]  # pyright: ignore[reportPrivateUsage]
    bank.imports.add(staging, first, "author", lambda: None)
    staging.sign.__dict__["_connection"].close()  # as the system does when a program ends


def sweep_elsewhere(folder: str) -> None:
    """In another program: fails where it finds an import that nobody goes on with."""
    with Desk(Path(folder)).open() as bank:
        assert bank.imports.sweep() == 0


def a_zoo(version: str, *letters: str, **prompts: str) -> Pack:
    info = PackInfo("zoo", "Zoo", version, episodes=16, categories=INFO.categories)
    made = [
        question(
            1, Kind.TRUE_FALSE, uid=f"zoo/{letter}", prompt=prompts.get(letter, f"Is {letter} one of the letters?")
        )
        for letter in letters
    ]
    return Pack(info, tuple(made))


def packed(write: Write, pack: Pack) -> Path:
    return write(write_archive(write_pack(pack)), "zoo.quizpack")


def zoo(bank: Bank) -> dict[str, tuple[State, str]]:
    return {each.question.uid[-1]: (each.state, each.question.prompt) for each in bank.questions.of_pack("zoo")}


def at_each_number(act: Callable[[int, int], object]) -> Callable[[int, int], None]:
    """A progress that acts when the number of questions done is another one, and not at each moment in between."""
    told: set[int] = set()

    def progress(done: int, total: int) -> None:
        if done not in told:
            told.add(done)
            act(done, total)

    return progress
