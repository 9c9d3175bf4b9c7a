"""Plain files of every format, as their writers make them, of about any size."""

from __future__ import annotations

import io
import json
import random
import zipfile
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from xml.sax.saxutils import escape

from quizapp.formats.registry import by_id
from quizapp.formats.toml_pack import write_pack
from quizapp.game.question import Category, Distractor, Kind, Pack, PackInfo, Question, Source
from tests.formats.anki_decks import N, newest, oldest
from tests.formats.sheets import workbook

Make = Callable[[int], bytes]
"""Gives a file of about so many bytes."""
INFO = PackInfo("plain", "Plain", "1", categories=(Category("land", "Land"), Category("sea", "Sea")))
QTI = 'xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1"'


@cache
def questions(count: int) -> tuple[Question, ...]:
    """Single choices between four options, of usual length; no two are alike."""
    draw = random.Random(1)
    words = ["".join(draw.choices("etaoinshrdlucmfwypvbg", k=draw.randint(2, 10))) for _ in range(2_000)]

    def text(length: int) -> str:
        return " ".join(draw.choices(words, k=length))

    return tuple(
        Question(
            uid=f"plain/{place}",
            kind=Kind.SINGLE_CHOICE,
            category=("land", "sea")[place % 2],
            prompt=f"{text(9).capitalize()}?",
            answers=(text(2),),
            distractors=tuple(Distractor(text(2)) for _ in range(3)),
            explanation="It is so.",
            sources=(Source("A book"),),
        )
        for place in range(count)
    )


def of_size(size: int, make: Callable[[int], bytes], most: int = 3_000_000) -> bytes:
    """What `make` gives for the number with which it is about `size` long."""
    number = 64
    while number < most and len(made := make(number)) < size * 0.97:
        number = max(number + 1, min(most, int(number * min(size / len(made), 8))))
    return make(number)


def zipped(members: Mapping[str, bytes | str]) -> bytes:
    """A zip file."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


def options_of(question: Question) -> list[str]:
    """All options, the right one first."""
    return [*question.answers, *(each.text for each in question.distractors)]


def _written(format_id: str) -> Callable[[int], bytes]:
    found = by_id(format_id)
    assert found is not None
    return lambda count: found.module.write(questions(count), INFO).content


def _list(count: int) -> bytes:
    held = [{"question": q.prompt, "options": options_of(q), "answer": q.answers[0]} for q in questions(count)]
    return json.dumps(held, indent=1).encode()


def _trivia_qa(count: int) -> bytes:
    texts = (
        f"#Q {each.prompt}\n^ {each.answers[0]}\n"
        + "".join(f"{letter} {text}\n" for letter, text in zip("ABCD", options_of(each), strict=True))
        for each in questions(count)
    )
    return "\n".join(texts).encode()


def _lines(count: int) -> bytes:
    texts = (
        f"# {each.prompt}\n+ {each.answers[0]}\n" + "".join(f"- {wrong.text}\n" for wrong in each.distractors)
        for each in questions(count)
    )
    return "\n".join(texts).encode()


def _anki_text(count: int) -> bytes:
    rows = "".join(f"{each.prompt}\t{each.answers[0]}\n" for each in questions(count))
    return f"#separator:tab\n#html:false\n{rows}".encode()


def _sheet(count: int) -> bytes:
    head = ["Question", "Correct answer", "Wrong 1", "Wrong 2", "Wrong 3", "Category"]
    return workbook({"Quiz": [head, *([each.prompt, *options_of(each), each.category] for each in questions(count))]})


def _pack(count: int) -> dict[str, bytes]:
    return write_pack(Pack(INFO, questions(count)))


def _deck(count: int) -> list[N]:
    return [N((each.prompt, each.answers[0])) for each in questions(count)]


def qti_item(name: str, prompt: str, options: Sequence[str]) -> str:
    """One item of QTI, a choice whose first option is right."""
    choices = "".join(
        f'<simpleChoice identifier="C{place}">{escape(text)}</simpleChoice>' for place, text in enumerate(options)
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><assessmentItem {QTI} identifier="{name}" title="{name}" '
        'adaptive="false" timeDependent="false"><responseDeclaration identifier="RESPONSE" cardinality="single" '
        'baseType="identifier"><correctResponse><value>C0</value></correctResponse></responseDeclaration><itemBody>'
        f'<choiceInteraction responseIdentifier="RESPONSE" shuffle="true" maxChoices="1"><prompt>{escape(prompt)}'
        f"</prompt>{choices}</choiceInteraction></itemBody></assessmentItem>"
    )


def qti_package(items: Mapping[str, str], others: Mapping[str, bytes] | None = None) -> bytes:
    """A content package of these items."""
    resources = "".join(
        f'<resource identifier="R{place}" type="imsqti_item_xmlv2p1" href="{name}"><file href="{name}"/></resource>'
        for place, name in enumerate(items)
    )
    manifest = (
        '<manifest xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" identifier="M"><organizations/><resources>'
        f"{resources}</resources></manifest>"
    )
    return zipped({"imsmanifest.xml": manifest, **items, **(others or {})})


def _qti(count: int) -> bytes:
    held = enumerate(questions(count))
    return qti_package(
        {f"item{place}.xml": qti_item(f"I{place}", each.prompt, options_of(each)) for place, each in held}
    )


_OF_COUNT: dict[str, Callable[[int], bytes]] = {
    "plain.csv": _written("csv"),
    "plain.json": _written("opentdb"),
    "list.json": _list,
    "plain.gift": _written("gift"),
    "aiken.txt": _written("aiken"),
    "moodle.xml": _written("moodle"),
    "triviaqa.txt": _trivia_qa,
    "lines.txt": _lines,
    "anki.txt": _anki_text,
    "plain.xlsx": _sheet,
    "plain.toml": lambda count: b"\n".join(_pack(count).values()),
    "plain.quizpack": lambda count: zipped(_pack(count)),
    "qti.zip": _qti,
    "oldest.apkg": lambda count: oldest(_deck(count)),
    "newest.apkg": lambda count: newest(_deck(count)),
}
PLAIN = tuple(_OF_COUNT)
"""Their names."""


def plain_file(name: str, size: int) -> bytes:
    """The plain file of this name."""
    return of_size(size, _OF_COUNT[name])
