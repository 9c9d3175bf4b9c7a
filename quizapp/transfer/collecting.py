"""Python's collector of unused cycles, kept from looking at a million new values again and again."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """Nothing is collected in this block, and what it made is not looked at later: it takes a tenth of the time.

    Without the last, the next collection would go through all of it at once and stop every thread, windows too.
    What lies in cycles is kept until `collector_at_work`.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was_enabled:
            gc.enable()


def collect_last() -> None:
    """Takes away what the last piece of work has left in cycles; the rest of it is not looked at again."""
    gc.collect(0)
    gc.freeze()


def collector_at_work() -> None:
    """Everything may be collected again."""
    gc.unfreeze()
