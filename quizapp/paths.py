"""Where things lie on disk: the files that ship with the program and the folder that belongs to the user."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def _shipped_root() -> Path:
    """The folder that holds `resources/` and `questions/`: inside the package in a wheel, beside it in a checkout."""
    installed = _PACKAGE / "_shipped"
    return installed if installed.is_dir() else _PACKAGE.parent


def resource(*parts: str) -> Path:
    """The path of a shipped resource, for example `resource("icons", "flag.svg")`."""
    return _shipped_root().joinpath("resources", *parts)


def bundled_packs() -> list[Path]:
    """The folders of the packs that ship with the program, sorted by name."""
    questions = _shipped_root() / "questions"
    return sorted(folder for folder in questions.iterdir() if (folder / "pack.toml").is_file())


@dataclass(frozen=True, slots=True)
class Paths:
    """The files of one user, all below one data folder."""

    data: Path

    @classmethod
    def default(cls) -> Paths:
        """The data folder that this system's conventions give a program of this name."""
        import platformdirs  # not needed where --data-dir is given

        return cls(Path(platformdirs.user_data_dir("run-on-quiz", appauthor=False)))

    @property
    def bank(self) -> Path:
        return self.data / "bank.sqlite"

    @property
    def backups(self) -> Path:
        return self.data / "backups"

    @property
    def settings(self) -> Path:
        return self.data / "settings.toml"

    @property
    def log(self) -> Path:
        return self.data / "log" / "quizapp.log"

    @property
    def crash(self) -> Path:
        return self.data / "log" / "crash.txt"
