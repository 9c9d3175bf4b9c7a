"""What a format cannot hold is said before writing, field by field: all that does not come back, and nothing else."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.formats.reading import ReadItem
from quizapp.formats.reading import Source as File
from quizapp.formats.registry import FORMATS as KNOWN
from quizapp.formats.registry import by_id
from quizapp.game.checking import check, has_errors
from quizapp.game.draft import Draft, Problem, Severity
from quizapp.game.plans import Fate, ImportOptions
from quizapp.game.question import Category, Distractor, Kind, Media, Name, Pack, PackInfo, Question, Source
from quizapp.game.texts import tidied
from quizapp.transfer.drafting import Drafting
from quizapp.transfer.exporting import export_formats

from ..author.conftest import Desk
from ..formats.strategies import questions
from .conftest import planned, transfer_of
from .test_pictures import RED

INFO = PackInfo(
    "pack", "A pack", "2", "ko", 16, ("Somebody",), "CC0", (Category("plot", "Plot", "film"),), (Name("Ki"),)
)
FORMATS = [each.id for each in export_formats()]
FORMATS_OF_OTHERS = [each.id for each in KNOWN if each.is_written]
OF_PACK = {"title", "version", "language", "episodes", "authors", "licence", "names", "categories"}

WRONG = (Distractor("b"), Distractor("c"))
KEYS: dict[Kind, dict[str, Any]] = {
    Kind.SINGLE_CHOICE: {"answers": ("a",), "distractors": WRONG},
    Kind.MULTIPLE_CHOICE: {"answers": ("a", "d"), "distractors": WRONG},
    Kind.TRUE_FALSE: {"answer": False},
    Kind.SHORT_ANSWER: {"answers": ("a",)},
    Kind.MISSING_WORD: {"answers": ("a",)},
    Kind.MATCHING: {"pairs": (("a", "1"), ("b", "2"))},
    Kind.ORDERING: {"sequence": ("a", "b", "c")},
}
OF_EVERY_KIND: dict[str, dict[str, Any]] = {
    "nothing": {},
    "known before the first episode": {"episode": 0},
    "an episode": {"episode": 3},
    "easy": {"difficulty": 1},
    "hard": {"difficulty": 3},
    "a line": {"line": "Scene 1"},
    "its order": {"keep_order": True},
    "a hint": {"hint": "Look."},
    "an explanation": {"explanation": "So it is."},
    "a source": {"sources": (Source("Recap"),)},
    "a source with an address": {"sources": (Source("Recap", "https://example.org/1"),)},
    "a source of no episode": {"sources": (Source("Recap", "", 0),)},
    "a source with a time": {"sources": (Source("Recap", "", None, "12:30"),)},
    "two sources": {"sources": (Source("Recap"), Source("Book"))},
    "tags": {"tags": ("track", "two words")},
    "a picture": {"media": Media("", "A face")},
    "lines": {"prompt": "Who\nruns? ___"},
}
OF_WRONG_OPTIONS = {
    "a wrong option known before the first episode": {"distractors": (Distractor("b"), Distractor("c", 0))},
    "a wrong option of an episode": {"distractors": (Distractor("b"), Distractor("c", 4))},
    "a wrong option with feedback": {"distractors": (Distractor("b"), Distractor("c", None, "No."))},
    "a wrong option of two lines": {"distractors": (Distractor("b"), Distractor("c\nd"))},
    "many wrong options": {"distractors": tuple(Distractor(f"w{number}") for number in range(30))},
}
OF_KINDS: dict[Kind, dict[str, dict[str, Any]]] = {
    Kind.SINGLE_CHOICE: {**OF_WRONG_OPTIONS, "a gap": {"prompt": "Say ___ it"}},
    Kind.MULTIPLE_CHOICE: {**OF_WRONG_OPTIONS, "one right option": {"answers": ("a",)}},
    Kind.SHORT_ANSWER: {
        "several answers": {"answers": ("a", "b")},
        "an arrow": {"answers": ("a", "b -> c")},
        "a gap": {"prompt": "Say ___ it"},
    },
    Kind.MISSING_WORD: {
        **OF_WRONG_OPTIONS,
        "several answers": {"answers": ("a", "d")},
        "several answers to choose from": {"answers": ("a", "d"), "distractors": WRONG},
    },
    Kind.MATCHING: {"a right side alone": {"extra": ("3",)}, "an arrow": {"pairs": (("a -> b", "1"), ("b", "2"))}},
}


def a_question(number: int, kind: Kind, changes: Mapping[str, Any], image: str) -> Question:
    media = replace(changes["media"], image=image) if changes.get("media") else None
    prompt = f"{changes.get('prompt', 'Who runs? ___')} {number}"
    prompt = prompt if kind is Kind.MISSING_WORD else prompt.replace("? ___", "?")
    values = {**KEYS[kind], **changes, "media": media, "prompt": prompt}
    return Question(f"pack/{number:04}", kind, "plot", **values)


class Shop:
    """A bank with one pack, its questions written in a format, and read again into the same pack."""

    def __init__(self, folder: Path, asked: Sequence[Question], info: PackInfo = INFO) -> None:
        self._folder, self._asked, self._info = folder, asked, info
        self._desk = Desk(folder / "data")

    def sent(self, format_id: str, picture: bytes = RED) -> tuple[tuple[Problem, ...], list[Draft]]:
        """What was said to be lost, and the questions that came back."""
        with self._desk.open() as bank:
            if bank.packs.get(self._info.id) is None:
                bank.packs.load(Pack(self._info, tuple(self._asked)), "digest")
                image = bank.media.add(picture, "face.png")
                assert {each.media.image for each in self._asked if each.media} <= {image}
            transfer = transfer_of(bank, self._desk)
            export = transfer.plan_export(transfer.uids_of_pack(self._info.id), format_id)
            to = self._folder / (f"{format_id}.{export.format.extension}" if export.format.extension else format_id)
            transfer.write(export, to)
            options = {} if format_id in ("folder", "quizpack") else {"pack_id": self._info.id}
            items = planned(transfer, to, **options).items
            assert not [item for item in items if item.fate is Fate.REJECTED]
            return export.left_out, [item.draft for item in items if item.draft is not None]


def differing(question: Question, draft: Draft) -> set[str]:
    sent, back = tidied(Draft.of(question)), draft
    return {each.name for each in fields(Draft) if getattr(sent, each.name) != getattr(back, each.name)}


def _fields(problem: Problem) -> set[str]:
    """The fields of which something is said."""
    return {problem.field, *dict(problem.message.parameters).get("fields", problem.field).split(", ")}


def assert_said(asked: Sequence[Question], left_out: Iterable[Problem], back: Sequence[Draft]) -> None:
    """Each question that is not in the file is said to be, and each field that differs: these, and no others."""
    said: dict[str, set[str]] = defaultdict(set)
    gone: set[str] = set()
    for problem in left_out:
        assert str(problem.message)
        gone |= {problem.uid} if problem.severity is Severity.ERROR else set()
        said[problem.uid] |= _fields(problem)
    held = [each for each in sorted(asked, key=lambda each: each.uid) if each.uid not in gone]
    assert len(back) == len(held)
    of_all = said.pop("", set()) - OF_PACK
    for question, draft in zip(held, back, strict=True):
        assert differing(question, draft) - of_all == said[question.uid] - of_all, (question, draft)


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Shop:
    image = _image()
    wanted = [
        (kind, changes) for kind in Kind for changes in (*OF_EVERY_KIND.values(), *OF_KINDS.get(kind, {}).values())
    ]
    everything = {name: value for changes in OF_EVERY_KIND.values() for name, value in changes.items()}
    wanted += [(kind, everything) for kind in Kind]
    asked = [a_question(number, kind, changes, image) for number, (kind, changes) in enumerate(wanted)]
    return Shop(tmp_path_factory.mktemp("shop"), asked)


def _image() -> str:
    from quizapp.bank.media import name_of

    return name_of(RED, "face.png")


@pytest.mark.parametrize("format_id", FORMATS)
def test_each_field_that_is_lost_is_said_and_none_that_comes_back(shop: Shop, format_id: str) -> None:
    left_out, back = shop.sent(format_id)
    assert_said(shop._asked, left_out, back)


def through(format_id: str, asked: Sequence[Question]) -> tuple[tuple[Problem, ...], list[Draft]]:
    """What another system's format says to be lost of the questions, and what its reader makes of the file."""
    found = by_id(format_id)
    assert found is not None
    written = found.module.write(asked, INFO)
    items = [
        item for item in found.read(File(f"x.{found.extensions[0]}", written.content)) if isinstance(item, ReadItem)
    ]
    drafting = Drafting(INFO, ImportOptions())
    return written.left_out, [drafting.draft(item.draft, item.own_id)[0] for item in items if item.draft is not None]


def _each_once(tags: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, tags)))


GAPS = st.sampled_from(("", "", " ___", "___ is", " ____", " ___ ___"))


@pytest.mark.parametrize("format_id", FORMATS_OF_OTHERS)
@settings(max_examples=60)
@given(st.lists(st.tuples(questions(0), GAPS), min_size=1, max_size=4))
def test_whatever_the_texts_are_what_is_lost_is_said(format_id: str, drawn: list[tuple[Question, str]]) -> None:
    asked = [
        replace(
            each, uid=f"pack/{number}", category="plot", media=None, tags=tuple(dict.fromkeys(filter(None, each.tags)))
        )
        for number, (each, _) in enumerate(drawn)
    ]
    asked = [
        each if each.kind is Kind.MISSING_WORD else replace(each, prompt=f"{each.prompt}{gap}")
        for each, (_, gap) in zip(asked, drawn, strict=True)
    ]
    asked = [each for each in asked if not has_errors(check(Draft.of(each), INFO))]
    assert_said(asked, *through(format_id, asked))


@pytest.mark.parametrize("format_id", FORMATS)
def test_what_a_file_does_not_hold_of_the_pack_is_said_once(tmp_path: Path, format_id: str) -> None:
    asked = [a_question(number, Kind.SINGLE_CHOICE, {}, "") for number in range(3)]
    left_out, _ = Shop(tmp_path, asked).sent(format_id)
    of_pack = [problem.field for problem in left_out if problem.field in OF_PACK]
    assert sorted(of_pack) == sorted(set() if format_id in ("folder", "quizpack") else OF_PACK)
    assert all(not problem.uid for problem in left_out)


@pytest.mark.parametrize("format_id", FORMATS_OF_OTHERS)
def test_nothing_is_said_of_a_pack_that_says_nothing_of_itself(tmp_path: Path, format_id: str) -> None:
    bare = PackInfo("pack", "pack", "1", categories=(Category("plot", "Plot"),))
    left_out, _ = Shop(tmp_path, [a_question(1, Kind.SINGLE_CHOICE, {}, "")], bare).sent(format_id)
    assert not OF_PACK & {problem.field for problem in left_out}


def test_a_picture_that_is_gone_is_said_of_each_question_in_every_format(tmp_path: Path) -> None:
    image = _image()
    asked = [a_question(number, Kind.SHORT_ANSWER, {"media": Media("", "A face")}, image) for number in range(2)]
    shop = Shop(tmp_path, asked)
    shop.sent("csv")
    (tmp_path / "data" / image).unlink()
    for format_id in set(FORMATS) - {"aiken", "opentdb"}:  # which hold no short answers
        said = [problem.uid for problem in shop.sent(format_id)[0] if "media" in _fields(problem)]
        assert said == [each.uid for each in asked], format_id
    back = shop.sent("folder")[1]
    assert [draft.media for draft in back if draft.prompt] == [None, None]
