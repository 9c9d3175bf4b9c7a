"""Every plural of the interface has its two English forms, and the compiled file is the one of the sources."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import PySide6

ROOT = Path(__file__).resolve().parent.parent
_ENGLISH = ROOT / "resources" / "i18n" / "quizapp_en.ts"
_PLURAL = re.compile(r'(?:\btr|translate)\(\s*(?:"[^"]*",\s*)?"([^"]*%n[^"]*)"')


def _forms() -> dict[str, list[str]]:
    messages = ElementTree.parse(_ENGLISH).getroot().iter("message")
    return {
        message.findtext("source", ""): [form.text or "" for form in message.iter("numerusform")]
        for message in messages
    }


def test_every_plural_in_the_sources_is_written_out_in_english() -> None:
    used = {text for file in (ROOT / "quizapp").rglob("*.py") for text in _PLURAL.findall(file.read_text("utf-8"))}
    forms = _forms()
    assert used
    assert used <= set(forms), "run: python -m tests.translations"
    assert all(len(forms[text]) == 2 and all("%n" in form for form in forms[text]) for text in used)


def test_no_text_hides_in_a_formatted_string() -> None:
    """The tool that collects texts does not look into f-strings."""
    hidden = re.compile(r"""f(?:"[^"\n]*\{[^"\n]*\btr\(|'[^'\n]*\{[^'\n]*\btr\()""")
    found = [file.name for file in (ROOT / "quizapp" / "ui").rglob("*.py") if hidden.search(file.read_text("utf-8"))]
    assert found == []


def test_the_compiled_translation_is_up_to_date(tmp_path: Path) -> None:
    compiled = tmp_path / "quizapp_en.qm"
    tool = Path(PySide6.__file__).parent / "lrelease"
    subprocess.run([tool, _ENGLISH, "-qm", compiled], check=True, capture_output=True)
    assert compiled.read_bytes() == _ENGLISH.with_suffix(".qm").read_bytes(), "run: python -m tests.translations"
