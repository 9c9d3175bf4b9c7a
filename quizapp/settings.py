"""Settings of this machine, such as theme and text size, in `settings.toml`; bad values never stop a start."""

from __future__ import annotations

import logging
import os
import tomllib
from contextlib import suppress
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any

import tomli_w

from quizapp.errors import QuizError

log = logging.getLogger(__name__)

THEMES = ("system", "light", "dark")
MOTIONS = ("system", "full", "reduced")
TEXT_SIZES = (100, 115, 130, 150)
"""Per cent."""
LEAST_LIKENESSES = (70, 75, 80, 85, 90, 95)
"""Per cent."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What this machine's user chose for the program as a whole. Sizes in device-independent pixels."""

    theme: str = "system"
    motion: str = "system"
    text_size: int = 100
    window_width: int = 1200
    window_height: int = 800
    window_maximized: bool = False
    editor_width: int = 1200
    editor_height: int = 800
    editor_columns: str = "uid prompt kind category difficulty episode facility problems"
    """The columns of the editor's table in their order, with a width as in `prompt:300` where one was chosen (pixels at
    100 per cent); words it does not know are passed over."""
    least_likeness: int = 90
    """From which likeness on two questions are near-duplicates, in the sense of `game.likeness`: per cent."""
    editor_has_warned: bool = False
    """Whether it was said that the editor shows questions of all episodes."""


class _ShortText:
    """Any text that is not absurdly long."""

    def __contains__(self, value: str) -> bool:
        return len(value) <= _TEXT_MAX


_TEXT_MAX = 500

_ALLOWED: dict[str, Any] = {
    "theme": THEMES,
    "motion": MOTIONS,
    "text_size": TEXT_SIZES,
    "window_width": range(800, 20_000),
    "window_height": range(600, 20_000),
    "window_maximized": (False, True),
    "editor_width": range(800, 20_000),
    "editor_height": range(600, 20_000),
    "editor_columns": _ShortText(),
    "least_likeness": LEAST_LIKENESSES,
    "editor_has_warned": (False, True),
}


class SettingsFile:
    """The settings and the file they live in; every change is saved at once."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._other: dict[str, Any] = {}
        self._is_broken = False
        self.current = self._load()

    def _load(self) -> Settings:
        """The file's settings; what is missing or makes no sense is left at its default, with a line in the log."""
        try:
            found = tomllib.loads(self._path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return Settings()
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
            log.info("settings.toml cannot be read and its defaults are used: %s", error)
            self._is_broken = self._path.is_file()
            return Settings()
        names = {each.name for each in fields(Settings)}
        self._other = {key: value for key, value in found.items() if key not in names}
        good = {key: value for key, value in found.items() if key in names and _is_allowed(key, value)}
        for key in sorted(names & set(found) - set(good)):
            log.info("settings.toml: %s has a value that is not allowed and is left at its default", key)
        return replace(Settings(), **good)

    def change(self, **changes: Any) -> Settings:
        """Settings with these changes, saved. QuizError when they cannot be saved; they hold until the end then."""
        self.current = replace(self.current, **changes)
        partial = self._path.with_suffix(".toml.tmp")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            partial.write_text(tomli_w.dumps({**self._other, **asdict(self.current)}), encoding="utf-8")
            self._keep_broken()
            os.replace(partial, self._path)
        except OSError as error:
            raise QuizError(
                "The settings could not be saved ({reason}); they hold until you close the program. "
                "Check that the data folder can be written.",
                reason=error.strerror,
            ) from error
        return self.current

    def _keep_broken(self) -> None:
        """What somebody wrote by hand and could not be read is kept beside the file that takes its place."""
        if self._is_broken:
            self._is_broken = False
            with suppress(FileNotFoundError):
                os.replace(self._path, self._path.with_suffix(".broken.toml"))


def _is_allowed(key: str, value: Any) -> bool:
    default = getattr(Settings(), key)
    return type(value) is type(default) and value in _ALLOWED[key]
