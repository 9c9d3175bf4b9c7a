"""The packs that ship with the program, taken into the bank at start."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from quizapp.transfer.pack_files import digest, pack_files

if TYPE_CHECKING:
    from quizapp.bank.bank import Bank

logger = logging.getLogger(__name__)


def load_bundled(bank: Bank, folders: Iterable[Path]) -> None:
    """Takes the packs in `folders`, each named as its id, into the bank where they are new or newer."""
    for folder in folders:
        files = pack_files(folder)
        mark = digest(files)
        if bank.packs.shipped_digest(folder.name) == mark:
            continue
        from quizapp.formats.toml_pack import read_pack  # 10 ms that only a new version of a pack needs

        read = read_pack(files)
        for problem in read.problems:
            logger.info("%s", problem)
        if read.info is not None:
            load = bank.packs.load(read.pack(), mark)
            logger.info("pack %s %s: %s", read.info.id, read.info.version, load)
