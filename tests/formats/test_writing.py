"""What is written can be read again, byte for byte."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from quizapp.formats.toml_pack import read_pack, write_pack
from quizapp.game.draft import Severity
from quizapp.game.question import Category, Name, Pack, PackInfo, Question
from tests.formats.packs import cases, files_of
from tests.formats.strategies import packs
from tests.game.builders import a_pack, a_question


def by_category(pack: Pack) -> Pack:
    """The pack with its questions in the order of its files: one for each category, as they first come."""
    order = list(dict.fromkeys(question.category for question in pack.questions))
    return Pack(pack.info, tuple(sorted(pack.questions, key=lambda question: order.index(question.category))))


@settings(max_examples=150)
@given(packs())
def test_a_written_pack_is_read_as_it_was(pack: Pack) -> None:
    files = write_pack(pack)
    read = read_pack(files)
    assert [str(each) for each in read.problems if each.problem.severity is Severity.ERROR] == []
    assert read.pack() == by_category(pack)
    for question in pack.questions:
        event(question.kind)


@settings(max_examples=50)
@given(packs())
def test_writing_twice_gives_the_same_bytes(pack: Pack) -> None:
    files = write_pack(pack)
    assert write_pack(pack) == files
    assert write_pack(read_pack(files).pack()) == files
    assert list(write_pack(pack)) == list(files)


@settings(max_examples=50)
@given(packs())
def test_all_tables_of_a_pack_can_stand_in_one_file(pack: Pack) -> None:
    files = write_pack(pack)
    one = {"one.toml": b"\n".join(files.values())}
    assert read_pack(one).pack() == by_category(pack)


@pytest.mark.parametrize("path", cases("valid"), ids=lambda path: path.stem)
def test_valid_packs_survive_being_written(path: Path) -> None:
    pack = read_pack(files_of(path)).pack()
    assert read_pack(write_pack(pack)).pack() == by_category(pack)


def test_a_pack_is_written_as_people_write_it() -> None:
    names = (Name("Oh Mi-joo", "오미주", ("Oh Mijoo",)),)
    files = write_pack(a_pack(a_question(), names=names, authors=("Somebody",)))
    assert {name: content.decode() for name, content in files.items()} == {
        "pack.toml": """\
format = 1
id = "pack"
title = "A pack"
version = "1"
language = "en"
episodes = 16
authors = [
    "Somebody",
]

[[category]]
id = "plot"
title = "Plot"
card = "plain"
""",
        "names.toml": """\
[[name]]
canonical = "Oh Mi-joo"
hangul = "오미주"
variants = [
    "Oh Mijoo",
]
""",
        "plot.toml": """\
[[question]]
uid = "pack/single_choice"
kind = "single_choice"
category = "plot"
episode = 1
difficulty = 2
prompt = "Who translates films?"
answers = [
    "Oh Mi-joo",
]
distractors = [
    "Seo Dan-ah",
    "Park Mae-yi",
    "Yook Ji-woo",
    "Ki Eun-bi",
]
hint = "Think of films."
explanation = "Because it was said so."
sources = [
    { title = "Episode 1", episode = 1 },
]
""",
    }


def question_in(category: str, number: int) -> Question:
    return a_question(uid=f"{number}", category=category)


@given(st.lists(st.text(min_size=1, max_size=100), min_size=1, max_size=8, unique=True))
def test_every_category_has_a_file_of_its_own_whose_name_every_system_takes(categories: list[str]) -> None:
    named = ["con", "CON", "pack", "names", "a/b", "a b", "..", *categories]
    categories = list(dict.fromkeys(named))
    pack = a_pack(*map(question_in, categories, range(len(categories))), names=(Name("A"),), categories=())
    files = write_pack(pack)
    assert len(files) == 2 + len(categories)
    assert len({name.casefold() for name in files}) == len(files)
    for name in files:
        stem = name.removesuffix(".toml")
        assert stem.replace("-", "").replace("_", "").isalnum() or set(stem) <= set("-_")
        assert stem.casefold() not in {"con", "prn", "aux", "nul", "com1", "lpt1"}


def test_an_empty_pack_is_its_description_alone() -> None:
    assert list(write_pack(Pack(PackInfo("a", "A", "1")))) == ["pack.toml"]
    assert read_pack(write_pack(Pack(PackInfo("a", "A", "1")))).pack() == Pack(PackInfo("a", "A", "1"))


def test_no_language_is_english() -> None:
    info = PackInfo("a", "A", "1", language="", categories=(Category("b", "B"),))
    read = read_pack(write_pack(Pack(info)))
    assert read.pack().info.language == "en"
