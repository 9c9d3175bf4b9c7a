"""The progress of reading follows what was really read, however short or long the questions are."""

from __future__ import annotations

import io
import json
import zipfile

import pytest

from quizapp.formats.reading import FileProblem, ReadItem
from quizapp.game.draft import Draft, Problem, Severity
from quizapp.game.plans import ImportOptions, ImportPlan
from quizapp.transfer.places import Place
from quizapp.transfer.transfer import Transfer

from .conftest import Write, opentdb

COUNT = 9_000
SHORT = "question,answer\n" + "".join(f"Who is number {number}?,Fox\n" for number in range(COUNT))
WIDE = "question,answer\n" + "".join(f"Who is number {number}?,{'Fox ' * 60}\n" for number in range(COUNT))
GIFT = "".join(f"Who is number {number}? {{=Fox {number} ~Owl}}\n\n" for number in range(COUNT))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("short.csv", SHORT),
        ("wide.csv", WIDE),
        ("lines.gift", GIFT),
        ("one line.json", json.dumps(opentdb(COUNT))),
        ("many lines.json", json.dumps(opentdb(COUNT), indent=1)),
    ],
)
def test_as_much_of_the_bytes_is_read_as_of_the_questions(
    transfer: Transfer, write: Write, name: str, text: str
) -> None:
    begun: list[ImportPlan] = []
    told: list[tuple[int, int]] = []
    path = write(text, name)

    def progress(done: int, total: int) -> None:
        if begun:
            told.append((len(begun[0].items) * 100 // COUNT, done * 100 // total))

    transfer.plan([path], ImportOptions(), progress, begun.append)
    at_most_ahead = 2_000 * 100 // COUNT + 3  # questions that are read and not yet compared
    assert all(items - 3 <= share <= items + at_most_ahead for items, share in told), told
    assert [share for _, share in told] == sorted(share for _, share in told)
    assert len({share for _, share in told}) > 10


def _item(prompt: str, line: int = 1) -> ReadItem:
    return ReadItem("f", line, Draft(prompt=prompt))


def _archive() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("sheet.xml", SHORT)
    return made.getvalue()


@pytest.mark.parametrize(
    "content", [_archive(), json.dumps(opentdb(COUNT)).encode("utf-16")], ids=["packed", "strange"]
)
def test_where_nothing_tells_the_place_it_goes_on_and_never_stands_at_the_end(content: bytes) -> None:
    place, shares = Place(content), list[int]()
    for _ in place.passing(_item(f"Question {number}?", number) for number in range(50_000)):
        shares.append(place.byte())
    assert shares == sorted(shares)
    assert shares[-1] < len(content)
    assert all(shares[at] < shares[at + 10_000] for at in range(0, 40_000, 10_000))


def test_a_first_question_whose_words_stand_otherwise_in_the_file_does_not_lose_the_lines() -> None:
    content, shares = b"Who \\= is?\n" * 100, list[int]()
    place = Place(content)
    for _ in place.passing(_item("Who = is there, then?", number) for number in range(1, 101)):
        shares.append(place.byte())
    assert shares[49] == pytest.approx(len(content) / 2, rel=0.1)


def test_a_line_that_is_not_there_is_not_beyond_the_end() -> None:
    place = Place(b"one\ntwo\n")
    problem = FileProblem("f", 99, Problem(Severity.ERROR, "", "nothing"))  # type: ignore[arg-type]
    assert list(place.passing([problem]))
    assert place.byte() == 8
