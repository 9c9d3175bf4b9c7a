"""A bank and files for the import window."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from quizapp.ui import theme

from ...transfer.conftest import bank, desk, transfer, write

__all__ = ["bank", "desk", "transfer", "write"]


@pytest.fixture(autouse=True)
def _still() -> Iterator[None]:
    theme.set_motion("reduced")
    yield
    theme.set_motion("follow")
