"""Brings the translations up to date: `python -m tests.translations` reads the sources, keeps what is translated,
and compiles. English needs the plurals alone, because it is the language of the sources."""

from __future__ import annotations

import subprocess
from pathlib import Path

import PySide6

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "resources" / "i18n"


def main() -> None:
    """Rewrites `resources/i18n/*.ts` from the sources and compiles each to the `.qm` that the program loads."""
    tools = Path(PySide6.__file__).parent
    sources = sorted(str(path.relative_to(ROOT)) for path in (ROOT / "quizapp").rglob("*.py"))
    for file in sorted(FOLDER.glob("*.ts")):
        plural = ["-pluralonly"] if file.stem.endswith("_en") else []
        options = ["-locations", "none", "-no-obsolete", *plural]
        subprocess.run([tools / "lupdate", *options, *sources, "-ts", file], cwd=ROOT, check=True)
        subprocess.run([tools / "lrelease", file, "-qm", file.with_suffix(".qm")], cwd=ROOT, check=True)


if __name__ == "__main__":
    main()
