"""Questions of a bank written for others, and taken there again after they were mended here."""

from __future__ import annotations

import io
import sqlite3
import zipfile
from pathlib import Path

import pytest

from quizapp.bank.bank import Bank
from quizapp.errors import QuizError
from quizapp.transfer.transfer import Transfer

from ..author.conftest import Desk
from .conftest import Write, imported, opentdb, planned
from .moments import live
from .test_pictures import BLUE, RED, moodle


def _deck(transfer: Transfer, to: Path) -> bytes:
    transfer.write(transfer.plan_export(transfer.uids_of_pack("things"), "anki"), to)
    return to.read_bytes()


def _notes(deck: bytes) -> dict[str, tuple[int, str]]:
    """When each note was changed last, and its fields, by guid."""
    with zipfile.ZipFile(io.BytesIO(deck)) as archive:
        database = sqlite3.connect(":memory:")
        database.deserialize(archive.read("collection.anki2"))
        found = {guid: (mod, fields) for guid, mod, fields in database.execute("SELECT guid, mod, flds FROM notes")}
        database.close()
    return found


def test_a_deck_that_is_written_again_after_a_fix_brings_the_fix_into_anki(
    transfer: Transfer, bank: Bank, desk: Desk, write: Write, tmp_path: Path
) -> None:
    """Anki keeps the note that was changed later; with the same time it keeps its own."""
    imported(transfer, write(opentdb(3)))
    first = _deck(transfer, tmp_path / "first.apkg")
    desk.time.pass_ms(60_000)
    assert _deck(transfer, tmp_path / "same.apkg") == first, "the same questions, the same bytes"
    in_anki = _notes(first)
    desk.author(bank).set_field([min(live(bank))], "hint", "Mended.")
    for guid, (changed_s, fields) in _notes(_deck(transfer, tmp_path / "mended.apkg")).items():
        if changed_s > in_anki[guid][0]:
            in_anki[guid] = (changed_s, fields)
    assert sum("Mended." in fields for _, fields in in_anki.values()) == 1
    assert sum(changed_s > _notes(first)[guid][0] for guid, (changed_s, _) in in_anki.items()) == 1


def test_what_an_earlier_export_left_in_the_folder_goes_and_nothing_else_does(
    transfer: Transfer, bank: Bank, write: Write, tmp_path: Path
) -> None:
    imported(transfer, write(moodle(RED, BLUE), "faces.xml"))
    first, second = (each.question for each in bank.questions.of_pack("faces"))
    to = tmp_path / "out"
    export_to(transfer, to, first.uid, second.uid)
    assert {path.read_bytes() for path in (to / "media").iterdir()} == {RED, BLUE}
    written = (to / "general.toml").read_bytes()
    (to / "general.toml").unlink()
    (to / "earlier.toml").write_bytes(written.replace(b"\n", b"\r\n"))  # as a version control may have laid it there
    others = {to / "README.md", to / "media" / "mine.png", to / "media" / f"{24 * '0'}.png", to / ".git"}
    for path in others:
        path.write_bytes(RED)
    export_to(transfer, to, first.uid)
    assert first.media is not None
    assert {path for path in to.rglob("*") if path.is_file()} - others == {
        to / "pack.toml", to / "general.toml", to / first.media.image,
    }  # fmt: skip
    assert all(path.read_bytes() == RED for path in others)
    found = [item for item in planned(transfer, to).items if not item.is_gone]
    assert [item.draft for item in found] == [first]


def test_the_same_export_twice_is_no_change_to_a_version_control(
    transfer: Transfer, write: Write, tmp_path: Path
) -> None:
    imported(transfer, write(moodle(RED, BLUE), "faces.xml"))
    to = tmp_path / "out"
    told = []
    for _ in range(2):
        export_to(transfer, to, *transfer.uids_of_pack("faces"))
        told.append({path: path.read_bytes() for path in to.rglob("*") if path.is_file()})
    assert told[0] == told[1]


def test_a_file_written_by_hand_is_neither_removed_nor_left_in_the_pack(
    transfer: Transfer, write: Write, tmp_path: Path
) -> None:
    imported(transfer, write(opentdb(4)))
    to = tmp_path / "out"
    uids = transfer.uids_of_pack("things")
    export_to(transfer, to, *uids)
    (gone, *_) = sorted(to.glob("category*.toml"))
    gone.write_text("# Mind these.\n" + gone.read_text())
    before = {path.name: path.read_bytes() for path in to.iterdir()}
    kept = [uid for uid in uids if uid.encode() not in gone.read_bytes()]
    with pytest.raises(QuizError, match=f"holds {gone.name}.*by hand"):
        export_to(transfer, to, *kept)
    assert {path.name: path.read_bytes() for path in to.iterdir()} == before


def test_a_folder_of_another_pack_is_refused_though_all_its_files_would_be_overwritten(
    transfer: Transfer, write: Write, tmp_path: Path
) -> None:
    imported(transfer, write(opentdb(4)))
    imported(transfer, write(opentdb(4, first=10), "others.json"))
    to = tmp_path / "out"
    export_to(transfer, to, *transfer.uids_of_pack("things"))
    before = {path.name: path.read_bytes() for path in to.iterdir()}
    with pytest.raises(QuizError, match="not of this pack"):
        export_to(transfer, to, *transfer.uids_of_pack("others"))
    assert {path.name: path.read_bytes() for path in to.iterdir()} == before


def test_a_picture_that_the_bank_has_lost_stays_in_the_folder(
    transfer: Transfer, bank: Bank, write: Write, tmp_path: Path
) -> None:
    imported(transfer, write(moodle(RED), "faces.xml"))
    (uid,) = transfer.uids_of_pack("faces")
    export_to(transfer, tmp_path / "out", uid)
    (picture,) = (bank.path.parent / "media").iterdir()
    picture.unlink()
    export_to(transfer, tmp_path / "out", uid)
    assert [path.read_bytes() for path in (tmp_path / "out" / "media").iterdir()] == [RED]


def export_to(transfer: Transfer, to: Path, *uids: str) -> None:
    transfer.write(transfer.plan_export(uids, "folder"), to)
