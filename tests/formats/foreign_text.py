"""What the tests of readers of other systems' text files share."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import ModuleType

import pytest

from quizapp.formats.reading import FileProblem, Found, ReadItem, Source
from quizapp.game.draft import Draft, Severity
from tests.formats.packs import DATA

REPLACEMENTS = b"\"\n[]=\x00\xff'#\\{,+^&%:"
CORPORA = os.environ.get("QUIZAPP_CORPORA", "")
needs_corpora = pytest.mark.skipif(not CORPORA, reason="QUIZAPP_CORPORA names no folder")


def source_of(name: str) -> Source:
    """A fixture, such as `valid/list-plain.json`."""
    return Source(Path(name).name, (DATA / name).read_bytes())


def corpus(name: str) -> Source:
    """A real file."""
    path = Path(CORPORA) / name
    return Source(path.name, path.read_bytes())


def found_in(module: ModuleType, name: str) -> list[Found]:
    """Everything a fixture holds."""
    return list(module.read(source_of(name)))


def items_of(found: Iterable[Found]) -> list[ReadItem]:
    return [each for each in found if isinstance(each, ReadItem)]


def drafts_of(found: Iterable[Found]) -> list[Draft]:
    return [item.draft for item in items_of(found) if item.draft]


def counts(found: Iterable[Found]) -> tuple[int, int]:
    """How many questions were meant, and how many of them can be used."""
    items = items_of(found)
    return len(items), len(drafts_of(items))


def told(found: Iterable[Found]) -> list[str]:
    """Every problem as `line: sentence`."""
    return [
        f"{each.line}: {problem.message}"
        for each in found
        for problem in ([each.problem] if isinstance(each, FileProblem) else each.problems)
    ]


def wrong_texts(draft: Draft) -> list[str]:
    return [distractor.text for distractor in draft.distractors]


def assert_told(found: Iterable[Found]) -> None:
    """Something was read, or it is said why not."""
    found = list(found)
    assert found
    for each in found:
        assert each.line >= 0
        if isinstance(each, FileProblem):
            assert "\n" not in str(each)
            continue
        assert each.draft or any(problem.severity is Severity.ERROR for problem in each.problems)
        assert all(str(problem.message) for problem in each.problems)


def damaged(name: str) -> Iterator[Source]:
    """A valid fixture cut at every 97th byte, and with every 89th byte changed."""
    whole = source_of(f"valid/{name}").content
    for end in range(0, len(whole), 97):
        yield Source(name, whole[:end])
    for number, place in enumerate(range(0, len(whole), 89)):
        byte = REPLACEMENTS[number % len(REPLACEMENTS)]
        yield Source(name, whole[:place] + bytes([byte]) + whole[place + 1 :])


def fixtures(prefix: str) -> list[str]:
    """The names of the valid fixtures of a format; each has an invalid sibling."""
    names = sorted(path.name for path in (DATA / "valid").glob(f"{prefix}-*"))
    assert names
    assert all((DATA / "invalid" / name).exists() for name in names)
    return names
