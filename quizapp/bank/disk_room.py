"""Room on the disk: asked for before much is written, as a bank whose log fills the disk can be written no more.

What is in the log goes into the file, which needs room for it; only then the log's own room is free again.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from quizapp.errors import BankError

AT_ONCE = 4_000
"""Questions of one piece of a large import, which takes some tenths of a second to write."""
LOG_MOST = 64 * 2**20
"""Bytes of the log from which on a large import puts it into the file."""
_SPARE = 4 * 2**20
"""Bytes that stay free for what else is written, such as answers."""
_QUESTION = 2_000
"""Bytes of a question with its first revision and all indices; 1,450 for one with four options."""
_QUESTION_IN_LOG = 6 * 4_096
"""The same until it is in the file: the pages its indices change, which are all over the bank."""

NO_ROOM = (
    "This needs {needed} MB on the disk of {path}, and {free} MB are free, so it was not done. "
    "Everything in the bank is kept. Free some space and try again."
)


def refuse_without_room(path: Path, needed: int) -> None:
    """BankError when the disk of this file has fewer bytes free than that, and some to spare."""
    free = shutil.disk_usage(path.parent).free
    if free < needed + _SPARE:
        raise BankError(NO_ROOM, needed=_megabytes(needed + _SPARE), free=free // 2**20, path=str(path.parent))


def room_for_questions(bank_path: Path, count: int) -> int:
    """About how many bytes so many new questions take while they are written; no less."""
    in_file = count * _QUESTION
    # Of a small bank a piece changes each page at most once.
    piece = min(AT_ONCE * _QUESTION_IN_LOG, bank_path.stat().st_size + in_file)
    in_log = min(count * _QUESTION_IN_LOG, LOG_MOST + piece, -(-count // AT_ONCE) * piece)
    return in_file + in_log


def _megabytes(size: int) -> int:
    return -(-size // 2**20)
