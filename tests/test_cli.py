"""The commands without a window, each in a process of its own: what they print, write and end with."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from .transfer.conftest import opentdb

ROOT = Path(__file__).resolve().parents[1]
QT_LOADED = 99
# As `python -m quizapp`, and told apart when Qt came along.
PROGRAM = f"""
import sys
from quizapp.__main__ import main
code = main(sys.argv[1:])
sys.exit({QT_LOADED} if any(name.startswith("PySide6") for name in sys.modules) else code)
"""
MANY = 30_000


@dataclass(frozen=True)
class Ended:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()

    @property
    def value(self) -> Any:
        """What was printed as JSON."""
        return json.loads(self.out)


Run = Callable[..., Ended]


def command(data: Path, *words: str | Path) -> list[str]:
    return [sys.executable, "-c", PROGRAM, "--data-dir", str(data), *map(str, words)]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def run(data: Path) -> Run:
    def _run(*words: str | Path) -> Ended:
        done = subprocess.run(
            command(data, *words), cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False,
            env=os.environ | {"PYTHONIOENCODING": "utf-8"},
        )  # fmt: skip
        assert done.returncode != QT_LOADED, "Qt was loaded"
        assert "Traceback" not in done.stderr, done.stderr
        assert "\r" not in done.stdout + done.stderr, "no line that counts up where nobody looks"
        return Ended(done.returncode, done.stdout, done.stderr)

    return _run


@pytest.fixture
def things(tmp_path: Path) -> Path:
    path = tmp_path / "things.json"
    path.write_text(json.dumps(opentdb(8)), encoding="utf-8")
    return path


@pytest.fixture
def spoilt(tmp_path: Path) -> Path:
    """Five questions of which the first cannot be used."""
    path = tmp_path / "spoilt.json"
    path.write_text(json.dumps(opentdb(5, first=50, incorrect_answers=["Some", "some"])), encoding="utf-8")
    return path


def prompts(data: Path) -> list[str]:
    """What is in the bank and not in the rubbish bin."""
    if not (data / "bank.sqlite").exists():
        return []
    with closing(sqlite3.connect(data / "bank.sqlite")) as connection:
        found = connection.execute("SELECT prompt FROM question WHERE state <> 'retired' ORDER BY prompt")
        return [prompt for (prompt,) in found]


# Help


def test_the_help_lists_the_commands_and_the_exit_codes(run: Run) -> None:
    ended = run("--help")
    words = " ".join(ended.out.split())
    assert ended.code == 0
    assert all(name in words for name in ("check", "import", "export", "backup", "restore"))
    assert "Exit codes: 0 all is well; 1 done, but" in words
    assert "2 it could not be done" in words
    assert "130 stopped with Ctrl-C" in words


@pytest.mark.parametrize("name", ["check", "import", "export", "backup", "restore"])
def test_the_help_of_each_command_lists_the_exit_codes_too(run: Run, name: str) -> None:
    words = " ".join(run(name, "--help").out.split())
    assert "Exit codes: 0 all is well; 1 done, but" in words
    assert "2 it could not be done" in words
    assert "130 stopped with Ctrl-C" in words


# check


def test_check_of_a_sound_file_ends_with_0_and_counts(run: Run, things: Path) -> None:
    ended = run("check", things)
    assert ended.code == 0
    assert ended.lines[-1] == f"{things}: 8 questions, 0 errors, 16 warnings"


def test_check_prints_file_line_severity_and_sentence_and_ends_with_1(run: Run, spoilt: Path) -> None:
    ended = run("check", spoilt)
    assert ended.code == 1
    (error,) = [line for line in ended.lines if ": error: " in line]
    assert error.startswith(f"{spoilt}:1: error: ")
    assert "stands there twice" in error


def test_of_a_file_with_all_questions_on_one_line_each_problem_says_which_item_it_is_of(
    run: Run, tmp_path: Path
) -> None:
    path = tmp_path / "one line.json"
    items = opentdb(40)["results"]
    items[36]["correct_answer"] = ""
    path.write_text(json.dumps(items), encoding="utf-8")
    (error,) = [line for line in run("check", path).lines if ": error: " in line]
    assert error.startswith(f"{path}:1: error: item 37, answers: ")
    (error,) = [each for each in run("check", "--json", path).value[0]["problems"] if each["severity"] == "error"]
    assert (error["line"], error["item"]) == (1, 37)
    (rejected,) = [line for line in run("import", "--dry-run", path).lines if ": rejected: " in line]
    assert rejected.startswith("one line.json:1: rejected: item 37: “Which thing has the number 36")
    path.write_text(json.dumps(items, indent=1), encoding="utf-8")
    (error,) = [line for line in run("check", path).lines if ": error: " in line]
    assert "item" not in error.removeprefix(str(path)), "the line tells it"


def test_one_of_something_is_told_as_one(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "one.json"
    path.write_text(json.dumps(opentdb(1)), encoding="utf-8")
    assert run("check", path).lines[-1] == f"{path}: 1 question, 0 errors, 2 warnings"
    assert run("import", path).lines[-1] == "one (one): 1 question: 1 new; imported"
    to = tmp_path / "out.csv"
    assert run("export", "--pack", "one", "--to", to).lines[-1] == f"{to}: 1 question (Table (CSV))"
    path.write_text(json.dumps(opentdb(3, incorrect_answers=[])), encoding="utf-8")
    ended = run("import", "--pack", "one", path)
    assert ended.lines[-1] == "one (one): 3 questions: 1 rejected, 2 new; imported"


def test_check_tells_the_same_as_json(run: Run, spoilt: Path) -> None:
    ended = run("check", "--json", spoilt)
    assert ended.code == 1
    (result,) = ended.value
    assert (result["path"], result["questions"], result["errors"]) == (str(spoilt), 4, 1)
    assert [each["severity"] for each in result["problems"]].count("error") == 1


def test_check_of_a_pack_and_of_what_is_not_there(run: Run, tmp_path: Path, data: Path) -> None:
    assert run("check", ROOT / "questions" / "run-on").code == 0
    ended = run("check", tmp_path / "gone.csv")
    assert (ended.code, ended.out) == (2, "")
    assert "gone.csv cannot be read" in ended.err
    assert not data.exists(), "a check needs no bank"


# import


def test_import_writes_and_says_what_it_did(run: Run, data: Path, things: Path) -> None:
    ended = run("import", things)
    assert (ended.code, ended.err) == (0, "")
    assert ended.lines == ["things (things): 8 questions: 8 new; imported"]
    assert len(prompts(data)) == 8
    again = run("import", things)
    assert again.lines == ["things (things): 8 questions: 8 unchanged; nothing was written"]


def test_import_lists_what_it_left_and_ends_with_1(run: Run, data: Path, spoilt: Path) -> None:
    ended = run("import", spoilt)
    assert ended.code == 1
    assert ended.lines[0].startswith("spoilt.json:1: rejected: item 1: “Which thing has the number 50")
    assert ended.lines[-1] == "spoilt (spoilt): 5 questions: 1 rejected, 4 new; imported"
    assert len(prompts(data)) == 4


def test_import_prints_a_line_for_each_question_that_lost_something(run: Run, data: Path, tmp_path: Path) -> None:
    path = tmp_path / "powers.gift"
    path.write_text("What is 10<sup>5</sup>? {=100000 ~1000}\n\nWhat is two and two? {=4 ~5}\n", encoding="utf-8")
    for words in (("--dry-run", path), (path,)):
        first, last = run("import", *words).lines
        assert first.startswith("powers.gift:1: new: “What is 105?”: markup was left out")
        assert "<sup>" in first
        assert last.startswith("powers (powers): 2 questions: 2 new; ")
    assert run("import", path).lines == ["powers (powers): 2 questions: 2 unchanged; nothing was written"]


def test_in_json_a_loss_is_told_from_other_warnings(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "powers.gift"
    path.write_text("What is 10<sup>5</sup>? {=100000 ~1000}\n", encoding="utf-8")
    (item,), (result,) = run("import", "--json", path).value["items"], run("check", "--json", path).value
    for problems in (item["problems"], result["problems"]):
        assert [("<sup>" in each["message"]) == each["loss"] for each in problems] == [True] * len(problems)
        assert [each["loss"] for each in problems].count(True) == 1


def test_a_dry_run_writes_nothing(run: Run, data: Path, things: Path) -> None:
    ended = run("import", "--dry-run", "--json", things)
    assert ended.code == 0
    assert (ended.value["written"], ended.value["counts"]) == (False, {"new": 8})
    assert {item["result"] for item in ended.value["items"]} == {"new"}
    assert prompts(data) == []


def test_import_into_a_pack_that_is_there_or_not(run: Run, data: Path, things: Path, spoilt: Path) -> None:
    run("import", things)
    assert run("import", "--pack", "things", spoilt).lines[-1].startswith("things (things): 5 questions: ")
    ended = run("import", "--pack", "nothing", spoilt)
    assert ended.code == 2
    assert ended.err.strip() == "The pack nothing is not in the bank. Choose another and try again."


def test_a_table_is_read_as_the_mapping_says(run: Run, data: Path, tmp_path: Path) -> None:
    table, mapping = tmp_path / "table.csv", tmp_path / "mapping.toml"
    table.write_text("Fox;Who runs?;Owl\nOwl;Who flies?;Fox\n")
    mapping.write_text('columns = ["key", "prompt", "wrong"]\nheader = 0\ndelimiter = ";"\n')
    assert run("import", "--map", mapping, table).code == 0
    assert prompts(data) == ["Who flies?", "Who runs?"]


@pytest.mark.parametrize("content", ["columns = 7", 'columns = ["key"]', "no TOML", "columns = ['colour']"])
def test_a_mapping_that_cannot_be_used_is_refused_with_a_sentence(
    run: Run, data: Path, tmp_path: Path, things: Path, content: str
) -> None:
    mapping = tmp_path / "mapping.toml"
    mapping.write_text(content)
    ended = run("import", "--map", mapping, things)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.count("\n") == 1
    assert prompts(data) == []


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signal")
def test_ctrl_c_leaves_the_bank_as_it_was(run: Run, data: Path, things: Path, tmp_path: Path) -> None:
    run("import", things)
    before = prompts(data)
    many = tmp_path / "many.json"
    many.write_text(json.dumps(opentdb(MANY, first=100)), encoding="utf-8")
    process = subprocess.Popen(
        command(data, "import", many), cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    _wait_until(lambda: _incoming(data) > 0, process)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate()
    assert (process.returncode, out, err) == (130, "", "Stopped. Nothing was changed.\n")
    assert _incoming(data) == 0
    assert prompts(data) == before
    assert run("import", many).code == 0


def _incoming(data: Path) -> int:
    """How many questions are written that nobody sees yet."""
    waiting = "SELECT count(*) FROM question JOIN pack ON pack.id = pack_id WHERE visibility = 'incoming'"
    with closing(sqlite3.connect(data / "bank.sqlite")) as connection:
        return connection.execute(waiting).fetchone()[0]


def _wait_until(condition: Callable[[], bool], process: subprocess.Popen[str]) -> None:
    while not condition():
        assert process.poll() is None, "it was done before it could be stopped"
        time.sleep(0.01)


# export


@pytest.mark.parametrize("name", ["out.csv", "out.gift", "out.xml", "out.json", "out.quizpack", "out"])
def test_export_writes_what_import_reads(run: Run, things: Path, tmp_path: Path, name: str) -> None:
    run("import", things)
    to = tmp_path / "written" / name
    to.parent.mkdir()
    ended = run("export", "--to", to)
    assert ended.code == 0, ended.out
    assert ended.lines[-1].startswith(f"{to}: 8 questions (")
    assert "8 questions" in run("import", "--dry-run", to).lines[-1]


def test_export_says_what_the_format_cannot_hold(run: Run, data: Path, tmp_path: Path) -> None:
    table = tmp_path / "typed.csv"
    table.write_text("question,answer\nWho runs?,Fox\nWho flies?,Owl\n")
    run("import", table)
    ended = run("export", "--to", tmp_path / "out.aiken", "--format", "aiken")
    assert ended.code == 1
    assert sum(": error: " in line for line in ended.lines) == 2
    assert any(line.startswith("all questions: warning: category: ") for line in ended.lines)


def test_export_of_a_search_and_of_one_pack_of_several(run: Run, things: Path, spoilt: Path, tmp_path: Path) -> None:
    run("import", things)
    run("import", spoilt, "--pack", "things")
    found = run("export", "--search", '"number 3"', "--to", tmp_path / "found.csv")
    assert found.lines[-1].startswith(f"{tmp_path / 'found.csv'}: 1 question (")
    assert run("export", "--search", "nothingofthekind", "--to", tmp_path / "none.csv").code == 2
    assert not (tmp_path / "none.csv").exists()


def test_export_that_cannot_be_is_refused_with_a_sentence(run: Run, things: Path, tmp_path: Path) -> None:
    ended = run("export", "--to", tmp_path / "out.csv")
    assert (ended.code, ended.err) == (2, "Say which pack with --pack; the bank has: none.\n")
    run("import", things)
    assert "say which of these with --format" in run("export", "--to", tmp_path / "out.docx").err
    assert "could not be written" in run("export", "--to", tmp_path / "gone" / "out.csv").err


# backup and restore


def test_a_backup_is_listed_and_restored(run: Run, data: Path, things: Path, spoilt: Path) -> None:
    run("import", things)
    made = run("backup")
    assert made.code == 0
    name = Path(made.out.strip()).name
    run("import", spoilt)
    listed = run("restore")
    assert [line.split()[0] for line in listed.lines] == [name]
    before = len(prompts(data))
    ended = run("restore", name)
    assert (ended.code, ended.lines[0].startswith(f"Restored {name}.")) == (0, True)
    assert before > len(prompts(data)) == 8


def test_a_backup_that_is_not_there_is_named(run: Run, things: Path) -> None:
    run("import", things)
    ended = run("restore", "gone.sqlite")
    assert (ended.code, ended.out) == (2, "")
    assert "There is no backup gone.sqlite" in ended.err


def test_a_command_whose_reader_has_gone_ends_without_a_word(data: Path, things: Path) -> None:
    things.write_text(json.dumps(opentdb(3_000)))
    process = subprocess.Popen(
        command(data, "check", things), cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout
    assert process.stderr
    process.stdout.readline()
    process.stdout.close()
    assert (process.stderr.read(), process.wait()) == ("", 2)
    process.stderr.close()
