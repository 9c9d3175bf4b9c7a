"""Whatever is done, in whatever order: undone completely the bank is as before, redone completely as after."""

from __future__ import annotations

import random
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizapp.author import Author
from quizapp.bank.bank import Bank
from quizapp.errors import QuizError
from quizapp.game.question import Kind, Pack
from quizapp.game.stored import State

from ..play.conftest import a_pack
from .conftest import OTHER, Desk, change, content

Step = Callable[[Author, Desk, random.Random], object]


def _some(author: Author, chance: random.Random) -> list[str]:
    uids = [row.uid for row in author.rows(author.find("state:live OR state:draft OR state:retired").ids)]
    return chance.sample(uids, min(len(uids), chance.randint(1, 4)))


def _write(author: Author, desk: Desk, chance: random.Random) -> object:
    draft = author.new("run-on", chance.choice(list(Kind)))
    return author.save(draft, pack_id="run-on", seen_revision=0)


def _type(author: Author, desk: Desk, chance: random.Random) -> object:
    desk.time.pass_ms(chance.choice([10, 5_000]))
    return change(author, _some(author, chance)[0], prompt=chance.choice(["", "Who?", "Why?", "Who ran?"]))


def _merge(author: Author, desk: Desk, chance: random.Random) -> object:
    first, *others = _some(author, chance)
    return author.merge(first, others)


def _replace(author: Author, desk: Desk, chance: random.Random) -> object:
    find, replacement = chance.choice([("scene", "act"), ("act", "scene"), ("Ki", "Gi"), (".*", "")])
    plan = author.plan_replace(_some(author, chance), find, replacement, ["prompt", "answers"], regex=True)
    return author.replace(plan)


def _back(author: Author, desk: Desk, chance: random.Random) -> object:
    uid = _some(author, chance)[0]
    return author.back_to(uid, chance.choice(author.history(uid)).revision)


STEPS: tuple[Step, ...] = (
    _write,
    _type,
    _merge,
    _replace,
    _back,
    lambda author, _, chance: author.retire(_some(author, chance)),
    lambda author, _, chance: author.restore(_some(author, chance)),
    lambda author, _, chance: author.duplicate(_some(author, chance)),
    lambda author, _, chance: author.move(_some(author, chance), chance.choice(["run-on", "other"])),
    lambda author, _, chance: author.set_field(_some(author, chance), "episode", chance.choice([None, 1, 16, 17])),
    lambda author, _, chance: author.set_field(_some(author, chance), "kind", chance.choice(list(Kind))),
    lambda author, _, chance: author.change_tags(_some(author, chance), [chance.choice("abc")], [chance.choice("abc")]),
    lambda author, *_: author.undo(),
    lambda author, *_: author.redo(),
)


@given(st.lists(st.sampled_from(range(len(STEPS))), min_size=1, max_size=12), st.integers(0, 2**32))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_all_of_it_can_be_undone_and_redone(
    tmp_path_factory: pytest.TempPathFactory, steps: list[int], seed: int
) -> None:
    desk = Desk(_folder(tmp_path_factory))
    chance = random.Random(seed)
    with desk.open() as bank:
        bank.packs.load(a_pack(10), "digest 1")
        bank.packs.load(Pack(OTHER), "digest 2")
        author = desk.author(bank)
        before = content(bank)
        for step in steps:
            _do(STEPS[step], author, desk, chance)
        while author.redo() is not None:
            pass
        after = content(bank)
    with desk.open() as bank:
        author = desk.author(bank)
        _undo_all(author)
        now = content(bank)
        assert {uid: now[uid] for uid in before} == before
        assert {state for uid, (_, state, _) in now.items() if uid not in before} <= {State.RETIRED}
        while author.redo() is not None:
            pass
        assert content(bank) == after


def _folder(factory: pytest.TempPathFactory) -> Path:
    return factory.mktemp("bank")


def _do(step: Step, author: Author, desk: Desk, chance: random.Random) -> None:
    with suppress(QuizError):  # refused, such as episode 17: nothing was changed
        step(author, desk, chance)


def _undo_all(author: Author) -> None:
    while author.undo() is not None:
        pass


def test_revisions_only_ever_grow(bank: Bank, author: Author) -> None:
    """Rounds point at revisions, so undoing writes new ones."""
    change(author, "run-on/q-0007", prompt="Who?")
    author.undo()
    author.redo()
    numbers = [revision.revision for revision in author.history("run-on/q-0007")]
    assert numbers == [4, 3, 2, 1]
