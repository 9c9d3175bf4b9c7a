"""What is left of a crash: a file that Python's fault handler writes into, found at the next start."""

from __future__ import annotations

import faulthandler
import logging
import time
from pathlib import Path
from typing import TextIO

log = logging.getLogger(__name__)


class CrashFile:
    """The fault handler's file of this run; `previous` is the report of an earlier run that crashed, or None."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.previous: Path | None = None
        self._stream: TextIO | None = None

    def open(self) -> None:
        """Sets an earlier report aside and listens for crashes; without a writable folder it does nothing."""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            if self._path.exists() and self._path.stat().st_size > 0:
                self.previous = self._path.with_name(time.strftime("crash-%Y%m%d-%H%M%S.txt"))
                self._path.replace(self.previous)
                log.warning("the last run crashed; its report is %s", self.previous.name)
            self._stream = self._path.open("w", encoding="utf-8")
        except OSError as error:
            log.info("no crash file can be written: %s", error)
            return
        faulthandler.enable(self._stream)

    def close(self) -> None:
        """After a clean end: nothing to report."""
        if self._stream is None:
            return
        faulthandler.disable()
        self._stream.close()
        self._stream = None
        self._path.unlink(missing_ok=True)
