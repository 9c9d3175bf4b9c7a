"""Signs that an import goes on: files beside the bank that are locked as long as the program that imports runs."""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Generator
from contextlib import contextmanager, suppress
from glob import escape
from pathlib import Path

from quizapp.bank.faults import world_faults

_PREFIX, _SUFFIX = "incoming-", ".lock"


class SignOfLife:
    """What an import holds from its first piece to its last; `uid` is its name in the bank.

    As in `lock`, it is an exclusive SQLite transaction on an empty file: it is the same on every system and ends with
    the process, however that ends.
    """

    def __init__(self, bank_path: Path) -> None:
        """Raises BankError where the folder of the bank cannot be written."""
        with world_faults(bank_path):
            self.uid, self._path, self._connection = _held(bank_path)

    def end(self) -> None:
        """The import is done or taken back."""
        _removed(self._path, self._connection)


def _held(bank_path: Path) -> tuple[str, Path, sqlite3.Connection]:
    while True:
        uid = f"{_PREFIX}{secrets.token_hex(8)}"
        path = _path_of(bank_path, uid)
        connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        connection.execute("BEGIN EXCLUSIVE")
        if path.exists():
            return uid, path, connection
        connection.close()  # another program swept just when the file was made


def signs_left(bank_path: Path) -> set[str]:
    """The names of all imports that have a file, whether or not they go on."""
    pattern = f"{escape(bank_path.name)}.{_PREFIX}*{_SUFFIX}"
    return {
        path.name.removeprefix(f"{bank_path.name}.").removesuffix(_SUFFIX) for path in bank_path.parent.glob(pattern)
    }


@contextmanager
def if_dead(bank_path: Path, uid: str) -> Generator[bool]:
    """Whether nobody goes on with an import; its file goes when the block ends, and no other program is told the same.

    An import without a file is dead: the file is made first and goes last, and a copied bank comes without.
    """
    path = _path_of(bank_path, uid)
    address = f"{path.absolute().as_uri()}?mode=rw"  # it is not made where it is gone meanwhile
    connection = None
    try:
        connection = sqlite3.connect(address, uri=True, timeout=0, isolation_level=None, check_same_thread=False)
        connection.execute("BEGIN EXCLUSIVE")
        is_dead = True
    except sqlite3.OperationalError as error:
        is_dead = error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_CANTOPEN
    try:
        yield is_dead
    finally:
        if connection is not None and is_dead:
            _removed(path, connection)
        elif connection is not None:
            connection.close()


def _removed(path: Path, connection: sqlite3.Connection) -> None:
    """While it is held, as nobody can take it over then; Windows wants it closed before."""
    with suppress(OSError):
        path.unlink()
    connection.close()
    with suppress(OSError):
        path.unlink()


def _path_of(bank_path: Path, uid: str) -> Path:
    return bank_path.with_name(f"{bank_path.name}.{uid}{_SUFFIX}")
