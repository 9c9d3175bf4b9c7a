"""Files made to do harm, and files that are odd: a plan, problems or a sentence; never more, and never dear."""

from __future__ import annotations

import io
import json
import os
import stat
import time
import tracemalloc
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import zstandard

from quizapp.bank.bank import Bank
from quizapp.errors import QuizError
from quizapp.formats.archive import write_archive
from quizapp.formats.reading import REFUSED_MAX
from quizapp.game.plans import Fate, ImportPlan
from quizapp.transfer.transfer import Transfer

from ..author.conftest import Desk
from ..formats.sheets import workbook
from .conftest import Write, imported, opentdb, planned

VALID = Path(__file__).resolve().parents[1] / "formats" / "data" / "valid"
FIXTURES = sorted(path for path in VALID.iterdir() if path.suffix != ".expected")
CRAFTED_SIZE = 300_000
COST_MAX = 10
"""How many times what a plain file of the same size takes."""
PACK = 'format = 1\nid = "small"\ntitle = "Small"\nversion = "1"\nlanguage = "en"\n'
QUESTION = (
    '[[question]]\nuid = "small/1"\nkind = "true_false"\ncategory = "a"\nprompt = "Is it so?"\nanswer = true\n'
    'explanation = "It is."\nsources = [{ title = "A book" }]\n'
)


def attempted(transfer: Transfer, path: Path) -> ImportPlan | str:
    """A plan, or the sentence with which the file was refused."""
    try:
        return planned(transfer, path)
    except QuizError as refused:
        return str(refused)


def zipped(members: dict[str, bytes | str], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", compression) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


def texts_of(result: ImportPlan | str) -> str:
    """Every sentence about the file."""
    if isinstance(result, str):
        return result
    problems = [*(note.problem for note in result.notes), *(each for item in result.items for each in item.problems)]
    return "\n".join(str(problem.message) for problem in problems)


def everything_in(folder: Path) -> set[Path]:
    return set(folder.rglob("*"))


# What is sound


@pytest.mark.parametrize("path", FIXTURES, ids=[path.name for path in FIXTURES])
def test_every_sound_file_of_every_format_can_be_planned(transfer: Transfer, path: Path) -> None:
    plan = planned(transfer, path)
    assert plan.items or plan.notes or plan.info.id
    assert {item.fate for item in plan.items} <= {Fate.NEW, Fate.REJECTED, Fate.DUPLICATE}


# Archives


@pytest.mark.parametrize(
    "name",
    ["../pack.toml", "/pack.toml", "media/../../x.png", "C:/x.toml", "..\\x.toml", "media\\..\\..\\x.png"],
)
def test_a_name_that_leaves_the_archive_is_refused(transfer: Transfer, write: Write, tmp_path: Path, name: str) -> None:
    content = zipped({"pack.toml": PACK, "a.toml": QUESTION, name: b"x"})
    path = write(content, "small.quizpack")
    before = everything_in(tmp_path)
    result = attempted(transfer, path)
    assert isinstance(result, str), result
    assert everything_in(tmp_path) == before


def test_a_link_in_an_archive_is_refused(transfer: Transfer, write: Write) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("pack.toml", PACK)
        link = zipfile.ZipInfo("media/x.png")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    assert "link" in texts_of(attempted(transfer, write(stream.getvalue(), "small.quizpack")))


def test_a_member_that_is_there_twice_is_refused(transfer: Transfer, write: Write) -> None:
    stream = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(stream, "w") as archive:
        warnings.simplefilter("ignore")
        for _ in range(2):
            archive.writestr("pack.toml", PACK)
    assert isinstance(attempted(transfer, write(stream.getvalue(), "small.quizpack")), str)


def test_an_archive_in_an_archive_is_not_opened(transfer: Transfer, write: Write) -> None:
    inner = zipped({"pack.toml": PACK, "a.toml": QUESTION})
    result = attempted(transfer, write(zipped({"inner.quizpack": inner}), "outer.zip"))
    assert isinstance(result, str) or not result.items


def test_a_picture_of_a_folder_that_is_a_link_to_elsewhere_is_not_taken(
    transfer: Transfer, bank: Bank, tmp_path: Path
) -> None:
    secret = tmp_path / "secret.png"
    secret.write_bytes(b"\x89PNG\r\n\x1a\n" + b"secret")
    pack = tmp_path / "pack"
    (pack / "media").mkdir(parents=True)
    (pack / "pack.toml").write_text(PACK)
    (pack / "a.toml").write_text(QUESTION + 'media = { image = "media/x.png", alt = "x" }\n')
    (pack / "media" / "x.png").symlink_to(secret)
    plan = planned(transfer, pack)
    assert plan.items[0].draft
    assert plan.items[0].draft.media is None
    assert "x.png" in texts_of(plan)


# XML


def test_entities_of_xml_are_not_followed(transfer: Transfer, write: Write, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("a secret")
    declared = f'<!DOCTYPE quiz [<!ENTITY x SYSTEM "{(tmp_path / "secret").as_uri()}">]>'
    question = '<question type="truefalse"><questiontext><text>&x; Is it so?</text></questiontext></question>'
    plan = attempted(transfer, write(f'<?xml version="1.0"?>{declared}<quiz>{question}</quiz>', "x.xml"))
    assert "a secret" not in texts_of(plan)
    if isinstance(plan, ImportPlan):
        assert not [item for item in plan.items if item.fate is Fate.NEW]


# Odd bytes

ODD = {
    "empty.csv": b"",
    "empty.apkg": b"",
    "empty.json": b"",
    "empty.toml": b"",
    "empty.quizpack": b"",
    "empty.xlsx": b"",
    "noughts.gift": b"\0" * 5_000,
    "noughts.json": b"\0" * 5_000,
    "surrogate.json": json.dumps(opentdb(3, question="\ud800 Which?")).encode(),
    "surrogate.csv": b"question,answer\n\xed\xa0\x80 Which?,This\n",
    "bom.json": b"\xef\xbb\xbf" + json.dumps(opentdb(3)).encode(),
    "utf16.json": json.dumps(opentdb(3)).encode("utf-16"),
    "utf16.gift": "Who runs? {=Fox ~Café}".encode("utf-16"),
    "windows.gift": "Who runs? {=Fox ~Café “Été”}".encode("cp1252"),
    "windows.csv": "question;answer;wrong 1\nWo läuft er?;München;Köln\n".encode("cp1252"),
    "spreadsheet.csv": b"PK\x03\x04" + b"\x14\0" * 200,
    "long-line.csv": b"question,answer\n" + b"a" * 1_000_000 + b",b\n",
    "long-line.gift": b"a" * 1_000_000 + b" {=b ~c}",
    "long-line.txt": b"a" * 1_000_000,
    "long-line.json": b'[{"question": "' + b"a" * 1_000_000 + b'", "answer": "b"}]',
    "long-line.toml": b'format = 1\ntitle = "' + b"a" * 1_000_000 + b'"\n',
    "options.gift": b"Which? {=right " + b"\n".join(b"~wrong %d" % number for number in range(100_000)) + b"}",
    "options.txt": b"Which?\n" + b"".join(b"A. option %d\n" % number for number in range(100_000)) + b"ANSWER: A\n",
    "options.json": json.dumps(opentdb(2, incorrect_answers=[f"wrong {number}" for number in range(100_000)])).encode(),
    "options.csv": b"question,answer" + b",wrong" * 100_000 + b"\nWhich?,This" + b",no" * 100_000 + b"\n",
    "deep.toml": b"a = " + b"[" * 100_000,
    "deep.json": b"[" * 100_000,
    "deep.xml": b"<quiz>" + b"<question>" * 50_000,
}


@pytest.mark.parametrize("name", ODD)
def test_odd_bytes_give_a_plan_or_a_sentence(transfer: Transfer, write: Write, name: str) -> None:
    result = attempted(transfer, write(ODD[name], name))
    if isinstance(result, ImportPlan):
        assert result.items or result.notes, "something is said of every file"
        for item in result.items:
            text = item.shown_text
            assert not set(text) & {"\0", "\ud800"} or item.fate is Fate.REJECTED


@pytest.mark.parametrize("name", ["bom.json", "utf16.json"])
def test_the_encoding_of_a_file_does_not_matter(transfer: Transfer, write: Write, name: str) -> None:
    assert planned(transfer, write(ODD[name], name)).counts() == {Fate.NEW: 3}


def test_a_spreadsheet_called_csv_is_read_as_a_spreadsheet(transfer: Transfer, write: Write) -> None:
    rows = [["question", "answer", "wrong 1"], ["Who runs?", "Fox", "Owl"], ["Who flies?", "Owl", "Fox"]]
    plan = planned(transfer, write(workbook({"Sheet1": rows}), "table.csv"))
    assert plan.formats == {"table.csv": "Spreadsheet"}
    assert plan.counts() == {Fate.NEW: 2}


# Places


def test_a_folder_called_json_is_a_folder(transfer: Transfer, tmp_path: Path) -> None:
    (tmp_path / "x.json").mkdir()
    assert "no file" in str(attempted(transfer, tmp_path / "x.json"))
    (tmp_path / "x.json" / "things.json").write_text(json.dumps(opentdb(3)))
    assert planned(transfer, tmp_path / "x.json").counts() == {Fate.NEW: 3}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names here")
def test_a_pipe_or_device_is_not_opened(transfer: Transfer, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.json")
    for path in (tmp_path / "pipe.json", Path("/dev/zero")):
        assert "it is no file" in str(attempted(transfer, path))


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="everything can be read by this user")
def test_a_file_that_may_not_be_read_is_named(transfer: Transfer, write: Write) -> None:
    path = write(opentdb(3))
    path.chmod(0)
    assert "things.json cannot be read" in str(attempted(transfer, path))


def test_what_is_not_there_is_named(transfer: Transfer, tmp_path: Path) -> None:
    assert "gone.json cannot be read" in str(attempted(transfer, tmp_path / "gone.json"))


# Markup and formulas


def test_a_pack_cut_or_changed_anywhere_gives_a_plan_or_a_sentence(transfer: Transfer, write: Write) -> None:
    files = {"pack.toml": PACK.encode(), "a.toml": QUESTION.encode() * 3, "media/a.png": b"\x89PNG" + bytes(200)}
    whole = write_archive(files)
    for end in range(0, len(whole), 97):
        assert attempted(transfer, write(whole[:end], "cut.quizpack"))
    for place in range(0, len(whole), 89):
        changed = whole[:place] + bytes([whole[place] ^ 0x5A]) + whole[place + 1 :]
        assert attempted(transfer, write(changed, "changed.quizpack"))


def test_no_markup_is_kept(transfer: Transfer, bank: Bank, write: Write) -> None:
    question = "<script>alert(1)</script><b>Who</b> runs &lt;fast&gt;<img src=x onerror=alert(1)>?"
    xml = (
        '<quiz><question type="multichoice"><name><text>a</text></name><questiontext format="html"><text><![CDATA['
        f"{question}]]></text></questiontext><single>true</single>"
        '<answer fraction="100" format="html"><text><![CDATA[<i>Fox</i>]]></text></answer>'
        '<answer fraction="0" format="html"><text>Owl</text></answer></question></quiz>'
    )
    imported(transfer, write(xml, "things.xml"))
    (stored,) = bank.questions.of_pack("things")
    assert stored.question.prompt == "Who runs <fast>?"
    assert stored.question.answers == ("Fox",)


@pytest.mark.parametrize("formula", ["=cmd|' /C calc'!A0", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "=HYPERLINK(1)"])
def test_no_formula_leaves_in_a_table(transfer: Transfer, write: Write, formula: str) -> None:
    result = imported(transfer, write(opentdb(1, question=formula, correct_answer=formula)))
    export = transfer.plan_export(transfer.uids_of_pack(result.pack_id), "csv")
    text = next(iter(export.files.values())).decode("utf-8-sig")
    for cell in text.splitlines()[1].split(","):
        assert cell.lstrip('"')[:1] not in ("=", "+", "-", "@", "\t"), cell


def test_nothing_is_written_outside_the_data_folder(
    transfer: Transfer, desk: Desk, write: Write, tmp_path: Path
) -> None:
    paths = [write(content, name) for name, content in ODD.items() if len(content) < CRAFTED_SIZE]
    outside = {path for path in everything_in(tmp_path) if desk.folder not in path.parents}
    for path in paths:
        result = attempted(transfer, path)
        if isinstance(result, ImportPlan) and result.chosen():
            transfer.commit(result, lambda done, total: None)
    assert {path for path in everything_in(tmp_path) if desk.folder not in path.parents} == outside


# What it costs

GIFT, AIKEN, LINES = "Who? {=Fox ~Owl}\n\n", "Who?\nA. Fox\nB. Owl\nANSWER: A\n\n", "# Who?\n+ Fox\n- Owl\n\n"


def _bomb() -> bytes:
    return zipped({"pack.toml": PACK, "a.toml": b"\n" * (CRAFTED_SIZE * 500)})


def _zstd_bomb() -> bytes:
    return zstandard.compress(os.urandom(CRAFTED_SIZE) + bytes(CRAFTED_SIZE * 500))


def _laughs() -> str:
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    return f'<!DOCTYPE quiz [<!ENTITY l0 "ha">{entities}]><quiz>&l11;</quiz>' + " " * CRAFTED_SIZE


CRAFTED: dict[str, Callable[[], bytes | str]] = {
    "bomb.quizpack": _bomb,
    "bomb.zip": _bomb,
    "bomb.xlsx": lambda: zipped({"xl/workbook.xml": "<a/>", "xl/worksheets/sheet1.xml": b" " * (CRAFTED_SIZE * 500)}),
    "bomb.apkg": lambda: zipped({"collection.anki2": b"\0" * (CRAFTED_SIZE * 500)}),
    "members.quizpack": lambda: zipped({f"{number}.toml": b"" for number in range(CRAFTED_SIZE // 100)}),
    "laughs.xml": _laughs,
    "deep.xml": lambda: "<quiz>" + "<question>" * (CRAFTED_SIZE // 10),
    "deep.json": lambda: "[" * CRAFTED_SIZE,
    "deep-objects.json": lambda: '{"a":' * (CRAFTED_SIZE // 5),
    "deep.toml": lambda: "a = " + "[" * CRAFTED_SIZE,
    "braces.gift": lambda: GIFT + "{" * CRAFTED_SIZE,
    "escapes.gift": lambda: GIFT + "\\" * CRAFTED_SIZE,
    "options.gift": lambda: "Which? {=a" + "~b" * (CRAFTED_SIZE // 2) + "}",
    "colons.gift": lambda: GIFT + "::" * (CRAFTED_SIZE // 2),
    "options.aiken": lambda: AIKEN + "Which?\n" + "A. x\n" * (CRAFTED_SIZE // 5) + "ANSWER: A",
    "quotes.csv": lambda: "question,answer\n" + '"' * CRAFTED_SIZE,
    "commas.csv": lambda: "question,answer\n" + "," * CRAFTED_SIZE,
    "one-cell.csv": lambda: "question,answer\n" + "a\n" * (CRAFTED_SIZE // 2),
    "heads.toml": lambda: PACK + "[[question]]\n" * (CRAFTED_SIZE // 13),
    "the-same.csv": lambda: "question,answer\n" + "Which one of them runs?,Fox\n" * (CRAFTED_SIZE // 27),
    "zstd.apkg": lambda: zipped({"collection.anki21b": _zstd_bomb()}),
    "one-line.txt": lambda: AIKEN + "a " * (CRAFTED_SIZE // 2),
    "short-lines.txt": lambda: AIKEN + "a\n" * (CRAFTED_SIZE // 2),
    "hashes.txt": lambda: LINES + "# \n" * (CRAFTED_SIZE // 3),
    "tags.html.json": lambda: json.dumps(opentdb(1, question="<" * CRAFTED_SIZE)),
    "ampersands.json": lambda: json.dumps(opentdb(1, question="&" * CRAFTED_SIZE)),
}


@pytest.mark.parametrize("name", CRAFTED)
def test_a_crafted_file_costs_no_more_than_ten_plain_ones_of_its_size(
    transfer: Transfer, write: Write, name: str
) -> None:
    content = CRAFTED[name]()
    crafted = write(content, name)
    size = crafted.stat().st_size
    plain = write(opentdb(1 + size // 215), "plain.json")
    assert 0.5 < plain.stat().st_size / size < 2
    plain_s, plain_bytes = _cost(lambda: attempted(transfer, plain))
    crafted_s, crafted_bytes = _cost(lambda: attempted(transfer, crafted))
    assert crafted_s <= COST_MAX * plain_s, (crafted_s, plain_s)
    assert crafted_bytes <= COST_MAX * plain_bytes, (crafted_bytes, plain_bytes)


def _cost(action: Callable[[], object]) -> tuple[float, int]:
    """The time in s, the least of three, and the most memory in bytes."""
    times: list[float] = []
    for _ in range(3):
        began = time.process_time()
        action()
        times.append(time.process_time() - began)
    tracemalloc.start()
    try:
        action()
        return min(times), tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_a_file_of_which_nothing_can_be_used_is_read_no_further_and_says_so(transfer: Transfer, write: Write) -> None:
    hopeless = write("question,answer\n" + "no answer here,\n" * (REFUSED_MAX + 100), "hopeless.csv")
    plan = planned(transfer, hopeless)
    assert plan.counts() == {Fate.REJECTED: REFUSED_MAX}
    (note,) = plan.notes
    assert note.line == REFUSED_MAX + 1
    assert "read no further" in str(note.problem.message)
    rows = [*["no answer here,"] * (REFUSED_MAX - 1), "Who runs?,Fox"] * 2
    plan = planned(transfer, write("question,answer\n" + "\n".join(rows), "poor.csv"))
    assert (plan.rejected_count, plan.notes) == (2 * (REFUSED_MAX - 1), []), "some can be used"
