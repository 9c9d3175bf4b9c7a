"""How long it takes to import 50,000 questions, and how fast files of each format are read."""

from __future__ import annotations

import random
import shutil
import sqlite3
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from quizapp.bank.bank import Bank
from quizapp.formats.open_trivia_db import write as opentdb
from quizapp.formats.reading import ReadItem, Source
from quizapp.formats.registry import FORMATS, Format, recognised
from quizapp.game.plans import Fate, ImportOptions, ImportPlan
from quizapp.game.question import Category, Distractor, Kind, PackInfo, Question
from quizapp.transfer.committing import commit_plan
from quizapp.transfer.planning import plan_import
from tests.benchmarks.large_bank import large_bank
from tests.benchmarks.table import Measurement

IMPORTED = 50_000
LARGE = 500_000
READ = 5_000
RATIO_MAX = 1 / 0.8
_TIMES = 3
_WORDS = (
    *("river", "stone", "lantern", "winter", "captain", "garden", "silver", "mountain", "bridge", "orange"),
    *("window", "thunder", "harbour", "violin", "forest", "copper", "marble", "candle", "engine", "meadow"),
)
_CATEGORIES = tuple(Category(f"category-{number}", f"Category {number}") for number in range(24))
_INFO = PackInfo("many", "Many", "1", categories=_CATEGORIES)


def questions(count: int) -> Iterator[Question]:
    """Questions with four options, none of them twice."""
    chance = random.Random(1)

    def _words(number: int) -> str:
        return " ".join(chance.choices(_WORDS, k=number))

    for number in range(count):
        yield Question(
            uid=f"many/{number}",
            kind=Kind.SINGLE_CHOICE,
            category=_CATEGORIES[number % len(_CATEGORIES)].id,
            prompt=f"Which {_words(6)} was number {number} of the {_words(3)}?",
            difficulty=number % 3 + 1,
            answers=(f"{_words(2)} {number}",),
            distractors=tuple(Distractor(f"{_words(2)} {number + step}") for step in (1, 2, 3)),
        )


def write_questions(file: Path, count: int) -> None:
    """Writes a file of so many questions, as Open Trivia DB gives them."""
    file.write_bytes(opentdb(tuple(questions(count)), _INFO).content)


def measure() -> list[Measurement]:
    """Imports into banks of two sizes, the backup before a large one, and reading alone."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "many.json"
        write_questions(file, IMPORTED)
        imports = [each for size in (0, LARGE) for each in _imported(file, size)]
    return [*imports, _backed_up(), *_read()]


# Imports


def _imported(file: Path, size: int) -> list[Measurement]:
    """Reading, checks, exact duplicates, writing and search index, against the same rows by `sqlite3` alone."""
    read_ms = statistics.median(_ms(lambda: _all_read(file)) for _ in range(_TIMES))
    with _bank_of(size) as base:
        pairs = [_pair(file, base) for _ in range(_TIMES)]
    value_ms, bare_ms = (statistics.median(column) for column in zip(*pairs, strict=True))
    what, bare = f"import of {IMPORTED:,} into a bank of {size:,}", "executemany into the table with its trigger"
    return [
        Measurement(what, value_ms, bare, bare_ms, RATIO_MAX, _per_second(IMPORTED, value_ms)),
        Measurement(f"{what}, without reading", value_ms - read_ms, bare, bare_ms, RATIO_MAX),
    ]


@contextmanager
def _bank_of(size: int) -> Iterator[Path]:
    """The file of a bank with so many questions, closed."""
    if size:
        with large_bank(size) as (bank, plain, _):
            path = bank.path
            plain.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            yield path
    else:
        with TemporaryDirectory() as folder:
            path = Path(folder) / "bank.sqlite"
            _open(path).close()
            yield path


def _pair(file: Path, base: Path) -> tuple[float, float]:
    """One import and the bare statements, each into a fresh copy, in ms."""
    with TemporaryDirectory() as folder:
        ours, bare = Path(folder) / "ours.sqlite", Path(folder) / "bare.sqlite"
        shutil.copy(base, ours)
        with _open(ours) as bank:
            value_ms = _ms(lambda: commit_plan(bank, _planned(bank, file), _quiet))
        columns, rows = _rows(ours)
        shutil.copy(base, bare)
        with closing(_plain(bare)) as connection:
            return value_ms, _ms(lambda: _write_barely(connection, columns, rows))


def _planned(bank: Bank, file: Path) -> ImportPlan:
    plan = plan_import(bank, [file], ImportOptions(), _quiet)
    assert plan.counts() == {Fate.NEW: IMPORTED}
    return plan


def _rows(path: Path) -> tuple[str, list[tuple[object, ...]]]:
    """The columns of the question table, and what was imported."""
    with closing(sqlite3.connect(path)) as connection:
        columns = [column[1] for column in connection.execute("PRAGMA table_info(question)")]
        wanted = "SELECT * FROM question WHERE pack_id = (SELECT id FROM pack WHERE uid = 'many')"
        return ", ".join(columns), connection.execute(wanted).fetchall()


def _write_barely(connection: sqlite3.Connection, columns: str, rows: Sequence[tuple[object, ...]]) -> None:
    """As the questions of any pack are written one by one: the trigger puts each into the search index."""
    marks = ", ".join("?" * len(rows[0]))
    connection.execute("BEGIN IMMEDIATE")
    pack = "INSERT INTO pack (id, uid, info, loaded_at_ms, visibility) VALUES (?, 'bare', '{}', 1, 'shown')"
    connection.execute(pack, (rows[0][columns.split(", ").index("pack_id")],))
    connection.executemany(f"INSERT INTO question ({columns}) VALUES ({marks})", rows)
    connection.execute("COMMIT")


def _backed_up() -> Measurement:
    """The backup before a large import, of a bank of 500,000."""
    from quizapp.bank.backup import back_up

    with _bank_of(LARGE) as base, TemporaryDirectory() as folder:
        value_ms = _ms(lambda: back_up(base, Path(folder), reason="import", now_ms=1))
        copy_ms = _ms(lambda: shutil.copy(base, Path(folder) / "copy"))
    return Measurement(f"backup of {LARGE:,} before an import", value_ms, "a copy of the file", copy_ms, 20.0)


# Reading alone


def _read() -> list[Measurement]:
    """Each format that can be written, against the splitting of its bytes into lines of text."""
    some = tuple(questions(READ))
    return [_read_one(each, each.module.write(some, _INFO).content) for each in FORMATS if each.is_written]


def _read_one(wanted: Format, content: bytes) -> Measurement:
    source = Source(f"many.{wanted.extensions[0]}", content)
    assert recognised(source) is wanted
    value_ms = statistics.median(_ms(lambda: _count(wanted.read(source))) for _ in range(_TIMES))
    words_ms = statistics.median(_ms(lambda: _words_of(content)) for _ in range(_TIMES))
    what = f"read {READ:,}, {wanted.title}"
    return Measurement(what, value_ms, "its words", words_ms, 400.0, _per_second(READ, value_ms))


def _words_of(content: bytes) -> list[list[str]]:
    return [line.split() for line in content.decode("latin-1").splitlines()]


def _count(found: Iterator[object]) -> None:
    read = sum(isinstance(each, ReadItem) and each.draft is not None for each in found)
    assert read == READ, read


def _all_read(file: Path) -> None:
    source = Source(file.name, file.read_bytes())
    found = recognised(source)
    assert found is not None
    assert sum(1 for _ in found.read(source)) == IMPORTED


# Helpers


def _open(path: Path) -> Bank:
    return Bank.open(path, path.parent / "backups", now_ms=lambda: 1)


def _plain(path: Path) -> sqlite3.Connection:
    """A connection as safe as those of the bank."""
    connection = sqlite3.connect(path, isolation_level=None)
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = 1"):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def _quiet(done: int, total: int) -> None:
    """Nobody looks."""


def _per_second(count: int, ms: float) -> str:
    return f"{count / ms * 1000:,.0f} questions a second"


def _ms(action: Callable[[], object]) -> float:
    began = time.perf_counter()
    action()
    return (time.perf_counter() - began) * 1000


if __name__ == "__main__":
    from tests.benchmarks.table import as_table

    print(as_table(measure()))
