"""The log file: what happened, for whoever has to find a fault."""

from __future__ import annotations

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path

_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
_FILE_SIZE_MAX = 1_000_000
_OLD_FILES = 3


def start(path: Path, *, verbose: bool = False) -> None:
    """Logs to a rotating file from now on; to the error stream where the file cannot be written, and when verbose."""
    logger = logging.getLogger("quizapp")
    stop()
    logger.setLevel(logging.DEBUG if verbose else logging.INFO)
    handlers: list[logging.Handler] = []
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handlers.append(RotatingFileHandler(path, maxBytes=_FILE_SIZE_MAX, backupCount=_OLD_FILES, encoding="utf-8"))
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
