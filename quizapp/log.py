"""The log file: what happened, for whoever has to find a fault."""

from __future__ import annotations

import logging
import os
from pathlib import Path

_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
_FILE_SIZE_MAX = 1_000_000
"""Bytes from which a new file is begun at the next start; one old file is kept beside it."""


def start(path: Path, *, verbose: bool = False) -> None:
    """Logs to a file from now on; to the error stream where the file cannot be written, and when verbose.

    Rotated here and not by `logging.handlers`, whose import takes 6 ms of the start.
    """
    logger = logging.getLogger("quizapp")
    stop()
    logger.setLevel(logging.DEBUG if verbose else logging.INFO)
    handlers: list[logging.Handler] = []
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and path.stat().st_size > _FILE_SIZE_MAX:
            os.replace(path, path.with_suffix(".old.log"))
        handlers.append(logging.FileHandler(path, encoding="utf-8"))
    except OSError:
        verbose = True
    if verbose:
        handlers.append(logging.StreamHandler())
    for handler in handlers:
        handler.setFormatter(logging.Formatter(_FORMAT))
        logger.addHandler(handler)


def stop() -> None:
    """Closes what `start` opened."""
    logger = logging.getLogger("quizapp")
    for handler in list(logger.handlers):
        logger.removeHandler(handler)
        handler.close()
