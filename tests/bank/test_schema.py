"""The schema is the same however a bank came to it, and a migration either succeeds or leaves the bank as it was."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from quizapp.bank import health, schema, search_index
from quizapp.bank.backup import check_backup, listed
from quizapp.bank.engine import Database
from quizapp.bank.tables import METADATA
from quizapp.errors import BankError, DamagedBankError
from quizapp.game.rules import Mode

from .builders import Clock, Game, board, open_bank, pack, sql, uids

EVERYTHING = "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name"


def write_next_migration(scripts: Path, monkeypatch: pytest.MonkeyPatch, then: str = "pass") -> None:
    """Writes the migration of a further version of the program, which becomes the newest, beside the others."""
    text = NEXT_VERSION.format(next=NEXT, newest=f"{int(NEXT) - 1:04d}", then=then)
    (scripts / "versions" / f"{NEXT}_next.py").write_text(text)
    monkeypatch.setattr(schema, "SCRIPTS", scripts)
    monkeypatch.setattr(health, "HEAD", NEXT)


def _alembic(path: Path, action: str, revision: str) -> None:
    path.touch()
    database = Database(path, foreign_keys=False)
    with database.write() as session:
        schema.run_alembic(session.connection(), action, revision)  # pyright: ignore[reportArgumentType]
    database.close()


def _context(connection: Any) -> MigrationContext:
    return MigrationContext.configure(connection, opts={"include_name": _is_ours, "include_object": _is_compared})


def _is_compared(_: Any, name: str | None, kind: str, *_more: Any) -> bool:
    """Not indexes with descending columns, which Alembic cannot read; the test of their texts compares these too."""
    return not (kind == "index" and name in ("ix_round_points", "ix_round_right"))


def _is_ours(name: str | None, kind: str, _: Any) -> bool:
    """Not the tables in which the full-text index keeps itself."""
    return not (kind == "table" and name and name.startswith(search_index.INDEX))


def _schema(path: Path) -> list[tuple[str, ...]]:
    return sql(path, EVERYTHING)


@pytest.fixture
def created(tmp_path: Path) -> Path:
    path = tmp_path / "created.sqlite"
    schema.create(path, now_ms=0)
    return path


@pytest.fixture
def migrated(tmp_path: Path) -> Path:
    path = tmp_path / "migrated.sqlite"
    _alembic(path, "upgrade", "head")
    return path


def test_a_new_bank_is_just_as_one_that_came_through_all_migrations(created: Path, migrated: Path) -> None:
    assert _schema(created) == _schema(migrated)
    version = "SELECT version_num FROM alembic_version"
    assert sql(created, version) == sql(migrated, version) == [(health.HEAD,)]


def test_the_migrations_lead_to_the_tables_that_the_program_uses(migrated: Path) -> None:
    database = Database(migrated)
    with database.read() as session:
        assert compare_metadata(_context(session.connection()), METADATA) == []
    database.close()


def test_every_migration_goes_up_down_and_up_again(migrated: Path) -> None:
    at_the_top = _schema(migrated)
    _alembic(migrated, "downgrade", "base")
    left = {name for _, name, *_ in _schema(migrated)}
    assert left <= {"alembic_version", "sqlite_sequence", "sqlite_autoindex_alembic_version_1"}
    _alembic(migrated, "upgrade", "head")
    assert _schema(migrated) == at_the_top


def test_the_number_of_the_newest_schema_is_known_without_alembic() -> None:
    scripts = ScriptDirectory(str(schema.SCRIPTS))
    assert scripts.get_heads() == [health.HEAD]
    names = sorted(path.name for path in (schema.SCRIPTS / "versions").glob("[0-9]*.py"))
    assert all(name.startswith(f"{number:04d}_") for number, name in enumerate(names, 1))


def test_every_constraint_has_a_name_and_ids_are_never_used_again(created: Path) -> None:
    for _, name, _, text in sql(created, "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE type = 'table'"):
        if name not in ("alembic_version", "sqlite_sequence") and _is_ours(name, "table", None):
            assert ("AUTOINCREMENT" in text) or ("WITHOUT ROWID" in text)
            assert text.count("UNIQUE (") == text.count("CONSTRAINT uq_")
            assert text.count("FOREIGN KEY") == text.count("CONSTRAINT fk_")


def test_the_search_index_has_its_view_and_its_triggers(created: Path, migrated: Path) -> None:
    made = "SELECT name FROM sqlite_master WHERE type IN ('trigger', 'view') ORDER BY name"
    expected = [("question_added",), ("question_changed",), ("question_deleted",), ("question_text",)]
    assert sql(created, made) == sql(migrated, made) == expected


# From the first schema

FIRST_BANK = Path(__file__).with_name("bank_0001.sql")
"""A bank as the first version of the program left it: four rounds of two players, one open and one given up."""
FIRST_RESULTS = {1: (7_464, 7, 10, 0, 10_000), 2: (6_066, 6, 10, 3, 20_045), 3: (3_022, 3, 4, 0, 4_000)}
"""Points, right, asked, lifelines and time of its rounds, as that version told them."""

_LAST_CHANGES = "SELECT max(at_ms) FROM revision GROUP BY uid ORDER BY uid"


@pytest.fixture
def first_bank(tmp_path: Path) -> Path:
    path = tmp_path / "bank.sqlite"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(FIRST_BANK.read_text(encoding="utf-8"))
    return path


def _rows(path: Path, columns_of: Path) -> dict[str, list[tuple[object, ...]]]:
    """All rows of all tables of a bank, in the columns that another has too, in the order of their keys."""
    rows: dict[str, list[tuple[object, ...]]] = {}
    for (table,) in sql(columns_of, "SELECT name FROM sqlite_master WHERE type = 'table'"):
        columns = ", ".join(f'"{name}"' for _, name, *_ in sql(columns_of, f"PRAGMA table_info({table})"))
        rows[table] = sorted(sql(path, f"SELECT {columns} FROM {table}"), key=repr)
    return rows


def test_a_bank_of_the_first_version_keeps_every_row(
    tmp_path: Path, clock: Clock, first_bank: Path, created: Path
) -> None:
    before = Path(shutil.copy(first_bank, tmp_path / "before.sqlite"))

    open_bank(tmp_path, clock).close()

    old, new = _rows(before, before), _rows(first_bank, before)
    assert sum(map(len, old.values())) > 80
    for table in old.keys() - {"alembic_version", "meta"}:
        assert new[table] == old[table]
    assert _schema(first_bank) == _schema(created)
    assert sql(first_bank, "SELECT DISTINCT clock FROM player") == [("x1",)]
    assert sql(first_bank, "SELECT DISTINCT variant, practice, names_digest FROM round") == [("", 0, None)]
    assert sql(first_bank, "SELECT DISTINCT text FROM event") == [("",)]
    assert sql(first_bank, "SELECT DISTINCT player_id FROM drawn") == [(None,)]
    assert sql(first_bank, "SELECT changed_at_ms FROM question ORDER BY uid") == sql(first_bank, _LAST_CHANGES)
    assert sql(first_bank, "SELECT DISTINCT problems FROM question") == [(None,)]
    found = sql(first_bank, "SELECT count(*) FROM question_search WHERE question_search MATCH 'prompt : scene'")
    assert found == sql(first_bank, "SELECT count(*) FROM question WHERE prompt LIKE '%scene%'") != [(0,)]
    assert [backup.reason for backup in listed(tmp_path / "backups")] == ["migration"]


def test_rounds_of_the_first_version_are_replayed_resumed_and_ranked(
    tmp_path: Path, clock: Clock, first_bank: Path
) -> None:
    with open_bank(tmp_path, clock) as bank:
        for round_id, expected in FIRST_RESULTS.items():
            stored = bank.rounds.load(round_id)
            result = stored.round_.result()
            told = (result.points, result.right, result.asked, result.lifelines, result.elapsed_ms)
            assert told == expected
            assert [name.hangul for name in stored.round_.names.names] == ["기선겸"]
            assert not stored.practice
        assert bank.rounds.load(2).round_.drawn[0].question.prompt == "Who runs in scene 1?"
        assert bank.rounds.load(4).abandoned_at_ms
        (first, second), (blue, croquis) = bank.stats.board(board()), bank.players.all()
        assert [first.result.points, second.result.points] == [7_464, 6_066]
        assert bank.stats.times_met(blue.id, uids(2)) == {uids(2)[0]: 2, uids(2)[1]: 2}
        offered = bank.rounds.open_round(croquis.id)
        assert offered
        assert (offered.round_id, offered.answered, offered.points) == (3, 4, 3_022)
        Game(bank, clock).answer(3, bank.rounds.load(3).round_)
        assert bank.rounds.last_settings(croquis.id, "run-on", Mode.SPRINT) == offered.settings


def test_no_id_is_given_again_after_a_table_was_made_anew(tmp_path: Path, clock: Clock, first_bank: Path) -> None:
    given = sql(first_bank, "SELECT name, seq FROM sqlite_sequence ORDER BY name")
    open_bank(tmp_path, clock).close()
    assert sql(first_bank, "SELECT name, seq FROM sqlite_sequence ORDER BY name") == given
    columns = "round_id, number, action, position, elapsed_ms, chosen, text, at_ms"
    sql(first_bank, f"INSERT INTO event ({columns}) VALUES (4, 9, 'hint', 1, 0, '[]', '', 0)")
    assert sql(first_bank, "SELECT max(id) FROM event") == [(dict(given)["event"] + 1,)]


def test_the_way_back_to_the_first_schema_loses_no_row_either(tmp_path: Path, clock: Clock, first_bank: Path) -> None:
    before = Path(shutil.copy(first_bank, tmp_path / "before.sqlite"))
    _alembic(first_bank, "upgrade", "0002")
    _alembic(first_bank, "downgrade", "0001")
    assert _rows(first_bank, before) == _rows(before, before)
    assert sorted(_schema(first_bank)) == sorted(_schema(before))


def test_numbers_kept_without_distractors_stand_until_they_are_counted_with_them(tmp_path: Path, clock: Clock) -> None:
    path, kept = tmp_path / "bank.sqlite", "SELECT uid, revision, asked, facility, median_ms FROM item_statistics"
    with open_bank(tmp_path, clock) as bank:
        bank.packs.load(pack(), "digest 1")
        Game(bank, clock).play(bank.players.add("BlueBird", "run-on", 16).id, right=4)
        bank.search.refresh_statistics()
    rows = sql(path, f"{kept} ORDER BY uid")
    distractors = sql(path, "SELECT distractors, most_chosen FROM item_statistics ORDER BY uid")
    assert {share for _, share in distractors} == {0.0, 1.0}
    _alembic(path, "downgrade", "0004")

    with open_bank(tmp_path, clock) as bank:
        assert sql(path, f"{kept} ORDER BY uid") == rows
        assert sql(path, "SELECT DISTINCT distractors, most_chosen FROM item_statistics") == [(None, None)]
        assert bank.search.refresh_statistics() >= len(rows)
        assert bank.search.refresh_statistics() == 0
    assert sql(path, f"{kept} ORDER BY uid") == rows
    assert sql(path, "SELECT distractors, most_chosen FROM item_statistics ORDER BY uid") == distractors


# Starting


def test_neither_a_first_nor_a_later_start_imports_alembic(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from quizapp.bank.recovery import open_or_recover\n"
        "folder = Path(sys.argv[1])\n"
        "open_or_recover(folder / 'bank.sqlite', folder, now_ms=lambda: 0)[0].close()\n"
        "assert 'sqlmodel' in sys.modules and 'alembic' not in sys.modules\n"
    )
    root = Path(__file__).resolve().parents[2]
    for _ in range(2):
        subprocess.run([sys.executable, "-c", program, tmp_path], cwd=root, check=True)


def test_the_package_and_backups_load_no_database_layer() -> None:
    program = (
        "import sys, quizapp.bank.backup\n"
        "assert not {'sqlmodel', 'sqlalchemy', 'pydantic', 'alembic'} & set(sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", program], cwd=Path(__file__).resolve().parents[2], check=True)


def test_a_bank_of_a_newer_version_is_refused_and_left_alone(tmp_path: Path, clock: Clock) -> None:
    open_bank(tmp_path, clock).close()
    path = tmp_path / "bank.sqlite"
    sql(path, "UPDATE alembic_version SET version_num = '9999'")
    before = path.read_bytes()
    with pytest.raises(BankError, match=r"newer version.*Nothing was changed.*Install the newest") as refused:
        open_bank(tmp_path, clock)
    assert not isinstance(refused.value, DamagedBankError)
    assert path.read_bytes() == before


def test_two_programs_that_start_for_the_first_time_share_one_bank(tmp_path: Path, clock: Clock) -> None:
    names = [f"Player {number}" for number in range(8)]

    def start(name: str) -> None:
        with open_bank(tmp_path, clock) as bank:
            bank.players.add(name, "run-on", 1)

    threads = [threading.Thread(target=start, args=[name]) for name in names]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with open_bank(tmp_path, clock) as bank:
        assert [player.name for player in bank.players.all()] == names


def test_a_folder_is_made_and_any_name_will_do(tmp_path: Path, clock: Clock) -> None:
    folder = tmp_path / "100 % of #my quizzes?" / "런온"
    with open_bank(folder, clock) as bank:
        bank.players.add("BlueBird", "run-on", 1)
    with open_bank(folder, clock) as bank:
        assert bank.players.last()


# Migrating an old bank: the schema after this one is made up here

NEXT = f"{int(health.HEAD) + 1:04d}"
NEXT_VERSION = '''
"""Adds a column by rebuilding a table that others refer to."""
import sqlalchemy as sa
from alembic import op
revision, down_revision = "{next}", "{newest}"
def upgrade():
    with op.batch_alter_table("player", recreate="always") as player:
        player.add_column(sa.Column("colour", sa.String(), nullable=False, server_default="plum"))
    {then}
def downgrade():
    pass
'''


@pytest.fixture
def old_bank(tmp_path: Path, clock: Clock) -> Path:
    """A bank with a finished round, of the schema that is the newest now."""
    with open_bank(tmp_path, clock) as bank:
        bank.packs.load(pack(), "digest 1")
        player = bank.players.add("BlueBird", "run-on", 16)
        Game(bank, clock).play(player.id)
    return tmp_path / "bank.sqlite"


@pytest.fixture
def later_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, old_bank: Path) -> Path:
    """The migrations of a version of the program that came after the old bank was made."""
    assert old_bank.exists()
    scripts = tmp_path / "100 % later migrations"
    shutil.copytree(schema.SCRIPTS, scripts)
    write_next_migration(scripts, monkeypatch)
    return scripts


@pytest.mark.usefixtures("later_version")
def test_an_old_bank_is_backed_up_then_migrated_and_keeps_all(tmp_path: Path, clock: Clock, old_bank: Path) -> None:
    counts = {table: sql(old_bank, f"SELECT count(*) FROM {table}") for table in METADATA.tables}

    with open_bank(tmp_path, clock) as bank:
        assert sql(old_bank, "SELECT name, colour FROM player") == [("BlueBird", "plum")]
        assert counts == {table: sql(old_bank, f"SELECT count(*) FROM {table}") for table in METADATA.tables}
        assert len(bank.stats.boards()) == 1
        assert len(bank.questions.get(uids(12))) == 12

    (backup,) = listed(tmp_path / "backups")
    assert backup.reason == "migration"
    assert int(check_backup(backup.path)) == int(NEXT) - 1


@pytest.mark.usefixtures("later_version")
def test_a_bank_is_migrated_once(tmp_path: Path, clock: Clock, old_bank: Path) -> None:
    for _ in range(2):
        open_bank(tmp_path, clock).close()
    assert len(listed(tmp_path / "backups")) == 1
    assert sql(old_bank, "SELECT version_num FROM alembic_version") == [(NEXT,)]


@pytest.mark.parametrize(
    ("then", "error"),
    [
        ("raise ZeroDivisionError", ZeroDivisionError),
        ("op.execute('DELETE FROM player')", schema.MigrationError),
        ("op.execute('UPDATE question SET pack_id = 77')", schema.MigrationError),
        ("op.execute('DROP TABLE meta'); op.execute('SELECT nonsense')", Exception),
    ],
)
def test_a_migration_that_fails_leaves_the_bank_as_it_was(
    tmp_path: Path,
    clock: Clock,
    old_bank: Path,
    later_version: Path,
    monkeypatch: pytest.MonkeyPatch,
    then: str,
    error: type[Exception],
) -> None:
    before, content = _schema(old_bank), old_bank.read_bytes()
    write_next_migration(later_version, monkeypatch, then)

    with pytest.raises(error):
        open_bank(tmp_path, clock)

    assert old_bank.read_bytes() == content
    assert _schema(old_bank) == before
    assert len(listed(tmp_path / "backups")) == 1


def test_without_a_backup_there_is_no_migration(
    tmp_path: Path, clock: Clock, old_bank: Path, later_version: Path
) -> None:
    (tmp_path / "backups").write_text("a file where the folder should be")
    with pytest.raises(BankError):
        open_bank(tmp_path, clock)
    assert later_version.exists()
    assert sql(old_bank, "SELECT version_num FROM alembic_version") == [(f"{int(NEXT) - 1:04d}",)]


@pytest.mark.usefixtures("later_version")
def test_a_start_waits_for_the_migration_of_another(
    tmp_path: Path, clock: Clock, old_bank: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("quizapp.bank.lock.WAIT_S", 0.05)
    with closing(sqlite3.connect(tmp_path / "bank.sqlite.lock", isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(BankError, match=r"is updating or restoring.*Nothing was changed.*try again"):
            open_bank(tmp_path, clock)
    assert sql(old_bank, "SELECT version_num FROM alembic_version") == [(f"{int(NEXT) - 1:04d}",)]
    open_bank(tmp_path, clock).close()
    assert sql(old_bank, "SELECT version_num FROM alembic_version") == [(NEXT,)]
