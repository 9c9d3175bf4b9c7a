"""Opening a bank whatever state it is in: a damaged file is set aside and the newest good backup takes its place."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from quizapp.bank import backup, schema
from quizapp.bank.backup import BackupFile
from quizapp.bank.bank import Bank
from quizapp.bank.engine import USUAL, Limits
from quizapp.bank.faults import CORRUPT, NOT_A_DATABASE, world_faults
from quizapp.bank.health import EMPTY, Schema, examine, is_newer, opened, use_log
from quizapp.bank.lock import maintenance_lock
from quizapp.errors import BankError, DamagedBankError, Sentence, sentence

_NEWER = (
    "{path} was made by a newer version of this program. The bank was not changed. "
    "Install the newest version, or choose an older backup."
)
_MISSING = "{path} was missing although there are backups of it."
_WHY = {
    NOT_A_DATABASE: "{path} was no question bank.",
    CORRUPT: "{path} was damaged and could not be read in full.",
    EMPTY: "{path} was empty.",
}
"""What a recovery says of the old file: the sentences of the errors without the advice, which has been followed."""


@dataclass(frozen=True, slots=True)
class Recovery:
    """What had to be done before the bank could be opened.

    `set_aside` is where the unreadable file lies now (None: there was none). `backup_made_at_ms` (UTC) says from when
    the bank now open is; changes made after that may be missing. None: no backup was any good, the bank is empty.
    """

    why: Sentence
    set_aside: Path | None
    backup_made_at_ms: int | None


def open_or_recover(
    path: Path, backups: Path, *, now_ms: Callable[[], int], limits: Limits = USUAL
) -> tuple[Bank, Recovery | None]:
    """The bank at `path`, made, migrated or recovered as need be, and what was recovered; None = all was well.

    Unreadable files, an empty file and a missing file that has backups lead to a recovery; nothing is ever deleted.
    A newer bank and the world's other faults raise BankError and leave everything as it is.
    """
    recovery = _recovered_if_lost(path, backups, now_ms)
    try:
        return Bank.open(path, backups, now_ms=now_ms, limits=limits), recovery
    except DamagedBankError:
        recovery = _recovered(path, backups, now_ms())
    return Bank.open(path, backups, now_ms=now_ms, limits=limits), recovery


def _recovered_if_lost(path: Path, backups: Path, now_ms: Callable[[], int]) -> Recovery | None:
    return None if path.exists() or not backup.listed(backups) else _recovered(path, backups, now_ms())


def _recovered(path: Path, backups: Path, now_ms: int) -> Recovery | None:
    """Puts the newest good backup, or nothing, in the place of a bank that cannot be read."""
    with maintenance_lock(path):
        try:
            if examine(path, now_ms=now_ms) is not Schema.MISSING:
                return None  # another window has recovered it meanwhile
            why = sentence(_MISSING, path=str(path))
        except DamagedBankError as error:
            why = sentence(_WHY[error.sentence.template], path=str(path))
        good = backup.newest_good(backups)
        replacement = _copied(good, path) if good else None
        aside = schema.set_aside(path, now_ms=now_ms)
        if replacement is not None:
            with world_faults(path):
                os.replace(replacement, path)
    return Recovery(why, aside, good.made_at_ms if good else None)


def _copied(good: BackupFile, path: Path) -> Path:
    """A copy of the backup beside the bank, ready to take its name; made first, so that a full disk changes nothing."""
    replacement = path.with_name(f"{path.name}.new")
    backup.copy_bank(good.path, replacement)
    with world_faults(replacement), closing(opened(replacement)) as connection:
        use_log(connection)
    return replacement


def restore(path: Path, chosen: Path, backups: Path, *, now_ms: int) -> Path:
    """Makes the bank equal to a backup, in one transaction, after backing it up; gives the backup made of it before.

    DamagedBankError when the backup is no good, BankError when the bank is in use for too long; nothing was changed
    then. A backup of an older schema is migrated when the bank is opened next.
    """
    if is_newer(backup.check_backup(chosen)):
        raise BankError(_NEWER, path=str(chosen))
    with maintenance_lock(path):
        before = backup.back_up(path, backups, reason="restore", now_ms=now_ms)
        with closing(opened(chosen, "ro")) as original, closing(opened(path, wait_s=0.1)) as bank:
            backup.overwrite(original, bank, path)
    return before
