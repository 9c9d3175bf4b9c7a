"""Whatever became of the data folder: a clear sentence, nothing lost, and the program is usable or ends with code 2."""

from __future__ import annotations

import itertools
import os
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QDateTime, QLocale

from quizapp.app import Program
from quizapp.bank import engine, health, recovery
from quizapp.bank.backup import back_up, listed
from quizapp.bank.engine import USUAL, Database, Limits
from quizapp.bank.recovery import open_or_recover
from quizapp.paths import bundled_packs
from quizapp.play import Lobby
from quizapp.transfer.bundled import load_bundled
from quizapp.ui import theme
from tests.bank.test_schema import NEXT
from tests.e2e.conftest import Start
from tests.e2e.reader import Reader
from tests.play.conftest import give_and_go_on

_ROOT = Path(__file__).resolve().parents[2]
_CLOSING_CHILD = [sys.executable, "-m", "tests.e2e.closing_child"]
_DAY_MS = 24 * 3600 * 1000
_YESTERDAY_MS = time.time_ns() // 1_000_000 - _DAY_MS


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with a player, a finished round, a backup of yesterday, and a player who came after it."""
    folder = tmp_path_factory.mktemp("shelf")
    moments = itertools.count(_YESTERDAY_MS)
    bank, _ = open_or_recover(folder / "bank.sqlite", folder / "backups", now_ms=lambda: next(moments))
    with bank:
        load_bundled(bank, bundled_packs())
        lobby = Lobby(bank)
        lobby.add_player("BlueBird", 16)
        play = lobby.start(lobby.last_settings())
        play.show()
        while not play.round.is_finished:
            give_and_go_on(play)
        back_up(folder / "bank.sqlite", folder / "backups", reason="daily", now_ms=_YESTERDAY_MS)
        lobby.add_player("Latecomer", 0)
        lobby.choose_player(lobby.players()[0].id)
    return folder


@pytest.fixture
def played(shelf: Path, data: Path) -> Path:
    """The data folder of the program under test, in use for some time."""
    shutil.copytree(shelf, data)
    return data


def _notice(reader: Reader, title: str) -> str:
    """The whole of the notice that begins so: its title and its text."""
    found = [name for name in reader.names() if name.startswith(title)]
    assert found, reader.names()
    return max(found, key=len)


def _content(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def _failure(program: Program) -> str:
    """The sentence of the failure page."""
    assert program.has_failed
    reader = Reader(program.window)
    assert reader.has("The quiz cannot start yet")
    assert reader.find("Try again").enabled
    assert reader.find("Quit").enabled
    return next(name for name in reader.names() if len(name) > 60)


def _try_again(program: Program) -> Reader:
    reader = Reader(program.window)
    reader.press("Try again")
    assert program.is_ready
    assert not reader.has("The quiz cannot start yet")
    return reader


# --- a bank that cannot be read ---------------------------------------------------------------------


def _zero_bytes(bank: Path) -> None:
    bank.write_bytes(b"")


def _text_file(bank: Path) -> None:
    bank.write_text("This is a shopping list, not a bank.\n" * 100)


def _cut_in_half(bank: Path) -> None:
    content = bank.read_bytes()
    bank.write_bytes(content[: len(content) // 2])


def _bit_rot(bank: Path) -> None:
    content = bank.read_bytes()
    bank.write_bytes(content[:8192] + b"\xa5" * (len(content) - 8192))


def _folder(bank: Path) -> None:
    bank.rename(bank.with_name("mine.sqlite"))
    bank.mkdir()
    (bank / "notes.txt").write_text("mine")


def _other_database(bank: Path) -> None:
    bank.unlink()
    with closing(sqlite3.connect(bank)) as connection:
        connection.execute("CREATE TABLE recipe (name TEXT)")
        connection.commit()


DAMAGES: dict[str, Callable[[Path], None]] = {
    "zero bytes": _zero_bytes,
    "a text file": _text_file,
    "cut in half": _cut_in_half,
    "bit rot": _bit_rot,
    "a folder": _folder,
    "another program's database": _other_database,
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_bank_gives_way_to_the_newest_backup_and_the_window_says_so(
    played: Path, start: Start, damage: str
) -> None:
    DAMAGES[damage](played / "bank.sqlite")
    before = _content(played)
    program = start()
    reader = Reader(program.window)
    made_at = QDateTime.fromMSecsSinceEpoch(listed(played / "backups")[-1].made_at_ms)
    moment = QLocale().toString(made_at, QLocale.FormatType.ShortFormat)
    notice = _notice(reader, f"Your question bank could not be opened, so the backup from {moment} is in use.")
    assert "may be missing" in notice
    kept = next(each for each in played.iterdir() if "damaged" in each.name)
    assert kept.name in notice
    assert set(before.values()) <= set(_content(played).values()), "something was deleted or changed"

    assert reader.has("Player: BlueBird")
    reader.press("Scores")
    assert any("BlueBird" in name for name in reader.names())
    assert reader.has("Your question bank could not be opened"), "the notice stays until it is closed"
    reader.press("Close this message")
    assert not reader.has("Your question bank could not be opened")


def test_the_next_start_after_a_recovery_has_nothing_to_say(played: Path, start: Start) -> None:
    _text_file(played / "bank.sqlite")
    start()
    reader = Reader(start().window)
    assert not reader.has("Your question bank could not be opened")
    assert reader.has("Start sprint")


def test_without_any_backup_a_new_bank_is_in_use_and_the_old_file_is_kept(played: Path, start: Start) -> None:
    shutil.rmtree(played / "backups")
    _cut_in_half(played / "bank.sqlite")
    old = (played / "bank.sqlite").read_bytes()
    reader = Reader(start().window)
    notice = _notice(reader, "Your question bank could not be opened, so a new one is in use.")
    assert "players and scores start anew" in notice
    assert old in _content(played).values()
    reader.write("Who plays?", "BlueBird")
    reader.press("Let’s run")
    assert reader.has("Start sprint")


def test_a_backup_that_is_damaged_too_is_passed_over(played: Path, start: Start) -> None:
    good = listed(played / "backups")[0].path
    newer = good.with_name("bank-20991231-235959Z-daily.sqlite")
    newer.write_bytes(good.read_bytes()[:20_000])
    _zero_bytes(played / "bank.sqlite")
    reader = Reader(start().window)
    assert reader.has("Your question bank could not be opened, so the backup from")
    assert not any("2099" in name for name in reader.names())
    assert newer.exists()


def test_a_bank_that_is_gone_is_brought_back_from_the_backup(played: Path, start: Start) -> None:
    (played / "bank.sqlite").unlink()
    reader = Reader(start().window)
    notice = _notice(reader, "Your question bank could not be opened, so the backup from")
    assert "was missing" in notice


# --- a bank of a newer program -------------------------------------------------------------------


def _set_version(bank: Path, version: str) -> None:
    with closing(sqlite3.connect(bank)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = ?", (version,))
        connection.commit()
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


@pytest.mark.parametrize("version", [NEXT, "9999"])
def test_a_bank_of_a_newer_version_is_left_alone_and_opened_when_it_can_be(
    played: Path, start: Start, version: str
) -> None:
    bank = played / "bank.sqlite"
    _set_version(bank, version)
    before = bank.read_bytes()
    program = start()
    sentence = _failure(program)
    assert "newer version" in sentence
    assert "Nothing was changed" in sentence
    assert "Install the newest version" in sentence
    assert bank.read_bytes() == before
    assert program.exit_code(0) == 2

    Reader(program.window).press("Try again")
    assert "newer version" in _failure(program), "trying again while the cause is there says it again"
    _set_version(bank, health.HEAD)
    reader = _try_again(program)
    assert reader.has("Player: BlueBird")
    assert program.exit_code(0) == 0


# --- a data folder that is none ------------------------------------------------------------------


def test_a_file_in_the_place_of_the_data_folder_is_named_and_kept(data: Path, start: Start) -> None:
    data.write_text("mine")
    with _unsaved_settings():
        program = start()
    sentence = _failure(program)
    assert str(data) in sentence
    assert "--data-dir" in sentence
    assert data.read_text() == "mine"
    data.unlink()
    assert _try_again(program).has("Who plays?")


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="needs /proc, where nobody can make a folder, root neither")
def test_a_folder_that_cannot_be_made_is_named(start: Start, data: Path) -> None:
    data.symlink_to("/proc/self/nothing-can-be-made-here/data")
    with _unsaved_settings():
        program = start()
    assert str(data) in _failure(program)
    data.unlink()
    assert _try_again(program).has("Who plays?")


@contextmanager
def _unsaved_settings() -> Iterator[None]:
    """The fixture asks for still pictures, which cannot be saved where there is no data folder."""
    usual = theme.reduced_motion
    patched = pytest.MonkeyPatch()
    patched.setattr("quizapp.settings.SettingsFile.change", lambda self, **changes: self.current)
    patched.setattr(theme, "reduced_motion", lambda: True)
    yield
    patched.undo()
    assert theme.reduced_motion is usual


# --- a disk that is full, a bank that is read-only ----------------------------------------------------


def _database(program: Program) -> Any:
    bank: Any = program._bank
    return bank._database


@contextmanager
def _full(program: Program) -> Iterator[None]:
    """SQLite's page limit stands in for a full disk: from now on an answer needs room that the file may not take."""
    database = _database(program)
    with closing(sqlite3.connect(database.path)) as connection:
        connection.execute("CREATE TABLE ballast (load BLOB)")
        connection.execute(
            "CREATE TRIGGER more AFTER INSERT ON event BEGIN INSERT INTO ballast VALUES (zeroblob(100000)); END"
        )
    _reopen(database, Limits(max_pages=1))  # not fewer than there are: the file cannot grow
    yield
    _reopen(database, USUAL)
    with closing(sqlite3.connect(database.path)) as connection:
        connection.execute("DROP TRIGGER more")


def _reopen(database: Any, limits: Limits) -> None:
    database._limits = limits
    database._engine.dispose()


@contextmanager
def _read_only(program: Program) -> Iterator[None]:
    """SQLite itself refuses to write, as to a file on a read-only medium; for root too, whom no file mode stops."""
    database, usual = _database(program), Database._set_up

    def _set_up(self: Database, connection: sqlite3.Connection) -> None:
        usual(self, connection)
        connection.execute("PRAGMA query_only = ON")

    patched = pytest.MonkeyPatch()
    patched.setattr(engine.Database, "_set_up", _set_up)
    database._engine.dispose()
    yield
    patched.undo()
    database._engine.dispose()


@pytest.mark.parametrize(("refusing", "words"), [(_full, "The disk is full"), (_read_only, "cannot be written")])
def test_an_answer_that_cannot_be_written_is_told_and_can_be_given_again(
    played: Path, start: Start, refusing: Callable[[Program], Any], words: str
) -> None:
    program = start()
    reader = Reader(program.window)
    reader.press("Start sprint")
    question = _as_asked(reader)
    with refusing(program):
        for action in ("answer", "Hint", "Skip"):
            if action == "answer":
                reader.answer_somehow()
            elif reader.has(action) and reader.find(action).enabled:
                reader.press(action)
            else:
                continue
            assert reader.has(words) or any(words in name for name in reader.names()), action
            assert _as_asked(reader) == question
            assert reader.has("Question 1 of 10")
            assert not reader.has("Next")
    if reader.has("Confirm"):
        reader.press("Confirm")  # what was given still stands there
    else:
        reader.answer_somehow()
    assert reader.has("Next")
    reader.press("Next")
    assert reader.has("Question 2 of 10")
    waiting = _as_asked(reader)

    again = Reader(start().window)
    again.press("Go on")
    assert again.has("Question 2 of 10")
    assert _as_asked(again) == waiting


def _as_asked(reader: Reader) -> list[str]:
    """The options and items of the question, without what has been done to them so far."""
    shown = [*reader.numbered(), *reader.answers()]
    return [name.partition(", joined")[0].partition(", taken")[0] for name in shown]


@pytest.mark.parametrize("refusing", [_full, _read_only])
def test_home_and_players_stay_usable_while_nothing_can_be_written(
    played: Path, start: Start, refusing: Callable[[Program], Any]
) -> None:
    program = start()
    reader = Reader(program.window)
    with refusing(program):
        if refusing is _full:
            with closing(sqlite3.connect(played / "bank.sqlite")) as connection:
                connection.execute("DROP TRIGGER more")
                connection.execute(
                    "CREATE TRIGGER more AFTER INSERT ON round BEGIN INSERT INTO ballast VALUES (zeroblob(100000)); END"
                )
        reader.press("Start sprint")
        assert reader.has("Start sprint")
        assert any("saved" in name or "cannot be written" in name for name in reader.names())
    reader.press("Start sprint")
    assert reader.has("Question 1 of 10")


def test_a_disk_too_full_for_the_first_start_is_told_and_tried_again(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        recovery, "open_or_recover", lambda *paths, **more: open_or_recover(*paths, **more, limits=Limits(max_pages=1))
    )
    program = start()
    assert "The disk is full" in _failure(program)
    monkeypatch.setattr(recovery, "open_or_recover", open_or_recover)
    reader = _try_again(program)
    reader.write("Who plays?", "BlueBird")
    reader.press("Let’s run")
    assert reader.find("Start sprint").enabled


# --- settings ---------------------------------------------------------------------------------------

BAD_SETTINGS = {
    "no TOML": b"theme = = dark\n",
    "not UTF-8": b"theme = 'd\xe4rk'\n",
    "unknown values": b"theme = 'neon'\nmotion = 3\ntext_size = 1000000\nwindow_width = -1\nwindow_maximized = 'no'\n",
    "unknown fields": b"colour_of_socks = 'red'\n[left]\nshoe = 42\n",
    "a picture": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
    "nothing": b"",
}


@pytest.mark.parametrize("name", BAD_SETTINGS)
def test_broken_settings_never_stop_a_start_and_are_kept(played: Path, start: Start, name: str) -> None:
    (played / "settings.toml").write_bytes(BAD_SETTINGS[name])
    reader = Reader(start().window)
    assert reader.has("Start sprint")
    reader.press("Settings")
    assert reader.find("System").checked
    kept = b"".join(file.read_bytes() for file in played.glob("settings*.toml"))
    if name == "unknown fields":
        assert b"colour_of_socks" in kept
        assert b"shoe = 42" in kept
    elif name != "unknown values":
        assert BAD_SETTINGS[name] in kept, "what somebody wrote by hand was lost"


def test_settings_that_cannot_be_saved_are_told_and_hold_all_the_same(played: Path, start: Start) -> None:
    program = start()
    (played / "settings.toml").unlink()
    (played / "settings.toml").mkdir()  # a folder cannot be written over, by root neither
    reader = Reader(program.window)
    reader.press("Settings")
    reader.press("Dark")
    assert reader.has("The settings could not be saved")
    assert theme.is_dark()
    assert reader.find("Dark").checked
    (played / "settings.toml").rmdir()
    reader.press("Light")
    assert not theme.is_dark()
    assert 'theme = "light"' in (played / "settings.toml").read_text(encoding="utf-8")


# --- the process ---------------------------------------------------------------------------------------


def _started_and_closed(data: Path) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(
        [*_CLOSING_CHILD, str(data)],
        cwd=_ROOT,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


def test_a_window_closed_while_it_shows_a_failure_ends_with_2(played: Path) -> None:
    _set_version(played / "bank.sqlite", NEXT)
    ended = _started_and_closed(played)
    assert "The quiz cannot start yet" in ended.stdout
    assert "newer version" in ended.stderr
    assert "Traceback" not in ended.stderr
    assert ended.returncode == 2


def test_without_a_data_folder_there_is_a_window_and_a_sentence_and_2(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    ended = _started_and_closed(tmp_path / "file" / "data")
    assert "The quiz cannot start yet" in ended.stdout
    assert "cannot be used" in ended.stderr
    assert "Traceback" not in ended.stderr
    assert ended.returncode == 2


def test_the_report_of_an_earlier_crash_is_told_once_and_kept(played: Path) -> None:
    (played / "log").mkdir()
    (played / "log" / "crash.txt").write_text("Fatal Python error: Segmentation fault\n")
    first = _started_and_closed(played)
    assert "The program ended unexpectedly last time." in first.stdout
    (report,) = (played / "log").glob("crash-*.txt")
    assert report.name in first.stdout
    assert report.read_text() == "Fatal Python error: Segmentation fault\n"
    assert first.returncode == 0

    second = _started_and_closed(played)
    assert "ended unexpectedly" not in second.stdout
    assert "Start sprint" in second.stdout
    assert report.exists()
