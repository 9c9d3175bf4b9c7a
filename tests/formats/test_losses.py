"""Every reader says of each question what of it was not taken over, and marks that as a loss."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from quizapp.formats.found_limits import within_size
from quizapp.formats.html_text import NAMED_MAX
from quizapp.formats.reading import Found, ReadItem, Source
from quizapp.formats.registry import recognised
from quizapp.formats.toml_pack import read_pack
from quizapp.game.checking_notes import loss, warning
from quizapp.game.draft import Draft, Problem, Severity

from .lossy import LOSSY, WHOLE, content_of, moodle

ROOT = Path(__file__).resolve().parents[2]
LOSS_WORDS = re.compile(r"left out|dropped|\blost\b|\bloses\b|kept only|only .*\bkept\b|ignored|not taken over", re.I)


def problems_of(name: str, written: str | bytes) -> list[Problem]:
    """All that is said of the questions of a file, each of which can be used."""
    content = content_of(written)
    if name.endswith(".toml"):
        read = read_pack({name: content})
        assert read.questions
        return [each.problem for each in read.problems]
    source = Source(name, content)
    found = recognised(source)
    assert found is not None
    items = [each for each in found.read(source) if isinstance(each, ReadItem)]
    assert items
    assert all(each.draft for each in items), items
    return [problem for each in items for problem in each.problems]


@pytest.mark.parametrize("case", LOSSY)
def test_what_a_reader_leaves_is_told_as_a_loss(case: str) -> None:
    name, content, word = LOSSY[case]
    told = [str(each.message) for each in problems_of(name, content) if each.is_loss]
    assert any(word in each for each in told), told
    assert all(each.severity is Severity.WARNING for each in problems_of(name, content))


@pytest.mark.parametrize("case", WHOLE)
def test_what_a_reader_only_remarks_is_no_loss(case: str) -> None:
    assert [str(each.message) for each in problems_of(*WHOLE[case]) if each.is_loss] == []


@pytest.mark.parametrize("case", [*LOSSY, *WHOLE])
def test_whatever_says_that_something_is_left_out_is_a_loss(case: str) -> None:
    name, content = LOSSY[case][:2] if case in LOSSY else WHOLE[case]
    for problem in problems_of(name, content):
        assert problem.is_loss or not LOSS_WORDS.search(str(problem.message))


def test_no_reader_has_a_plain_warning_that_says_something_is_left_out() -> None:
    """Also for those sentences that no file of these tests brings about."""
    files = [*(ROOT / "quizapp" / "formats").glob("*.py"), ROOT / "quizapp" / "transfer" / "pictures.py"]
    sentences = [(file.name, text) for file in sorted(files) for text in _warnings(ast.parse(file.read_text("utf-8")))]
    assert len(sentences) > 10
    assert [each for each in sentences if LOSS_WORDS.search(each[1])] == []


def _warnings(tree: ast.Module) -> Iterator[str]:
    """The sentences of plain warnings about questions, as they are written or as a name for them was given."""
    of_module = dict(_named(tree.body))
    for function in (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)):
        named = of_module | dict(_named(ast.walk(function)))
        for node in ast.walk(function):
            if isinstance(node, ast.Call) and _called(node) in ("warning", "note", "_warn"):
                yield from filter(None, (_text(argument, named) for argument in node.args))


def _named(nodes: Iterable[ast.AST]) -> Iterator[tuple[str, str]]:
    for node in nodes:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            yield node.targets[0].id, _text(node.value, {})


def _called(node: ast.Call) -> str:
    return getattr(node.func, "id", "") or getattr(node.func, "attr", "")


def _text(node: ast.expr, named: dict[str, str]) -> str:
    if isinstance(node, ast.Name):
        return named.get(node.id, "")
    return " ".join(each.value for each in ast.walk(node) if isinstance(each, ast.Constant) and type(each.value) is str)


@pytest.mark.parametrize("name", ["a.xml", "a.gift"])
def test_what_is_lost_is_named_in_short_lines_without_hidden_signs(name: str) -> None:
    markup = f"Who?<script>{'x' * 500}</script><iframe src='a&#8238;b&#10;{'y' * 500}'></iframe><a href='c\x07d'>e</a>"
    written = f"[html]{markup.replace('=', chr(92) + '=').replace('#', chr(92) + '#')} {{=Han ~Kim}}"
    if name == "a.xml":
        written = moodle(markup.replace("\x07", " "))
    told = [str(each.message) for each in problems_of(name, written)]
    assert len([each for each in told if re.search("xxx|yyy|c d", each)]) == 3
    assert all(len(each) < 150 and each.isprintable() for each in told)


def test_of_a_crowd_of_losses_in_one_question_some_are_named_and_the_rest_is_mentioned() -> None:
    crowd = "".join(f'<a href="https://a.org/{number}">x</a>' for number in range(10 * NAMED_MAX))
    problems = problems_of("a.xml", moodle(f"Who?{crowd}"))
    assert NAMED_MAX <= len(problems) <= NAMED_MAX + 5
    assert all(each.is_loss for each in problems)


def test_a_question_whose_notes_are_too_many_to_list_still_says_that_it_lost_something() -> None:
    lossy, remarked = (tuple(make("prompt", f"sound {number}") for number in range(50)) for make in (loss, warning))
    draft = Draft(prompt="Who?")
    found: list[Found] = [ReadItem("f", line, draft, lossy if line % 2 else remarked) for line in range(1, 1_001)]
    kept = [each for each in within_size(iter(found), 20_000) if isinstance(each, ReadItem)]
    assert len(kept) == len(found)
    assert [any(problem.is_loss for problem in each.problems) for each in kept] == [
        bool(n % 2) for n in range(1, 1_001)
    ]
    assert sum(len(each.problems) for each in kept) < 5_000
