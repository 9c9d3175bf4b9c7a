"""Questions of a bank written for others, and taken there again after they were mended here."""

from __future__ import annotations

import io
import sqlite3
import zipfile
from pathlib import Path

from quizapp.bank.bank import Bank
from quizapp.transfer.transfer import Transfer

from ..author.conftest import Desk
from .conftest import Write, imported, opentdb
from .moments import live


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
