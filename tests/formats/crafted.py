"""Files made to cost more than they look: many things in few bytes, or few bytes on disk that hold many."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from functools import partial
from itertools import count

import zstandard

from tests.formats.anki_decks import N, collection, message, newest, oldest
from tests.formats.plain_files import QTI, Make, of_size, qti_package, questions, zipped
from tests.formats.sheets import packed, workbook

PACK = 'format = 1\nid = "small"\ntitle = "Small"\nversion = "1"\nlanguage = "en"\n'
CATEGORY = '[[category]]\nid="a"\ntitle="A"\n'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHEET, SHEET_END = f'<worksheet xmlns="{MAIN}"><sheetData>', "</sheetData></worksheet>"
GIFT, AIKEN, LINES = "Who? {=Fox ~Owl}\n\n", "Who?\nA. Fox\nB. Owl\nANSWER: A\n\n", "# Who?\n+ Fox\n- Owl\n\n"
TABLE, NOTES = "question,answer\n", "#separator:tab\n#html:true\n"
QUIZ, QUIZ_END = "<quiz>", "</quiz>"
TEXT = QUIZ + '<question type="shortanswer"><questiontext><text><![CDATA['
TEXT_END = "]]></text></questiontext></question></quiz>"
Text = Callable[[int], str]
"""Something with a number, so that no two are alike."""


def short(number: int) -> str:
    """The shortest text of its own for each number."""
    text = ""
    while number >= 0:
        text = "abcdefghijklmnopqrstuvwxyz0123456789"[number % 36] + text
        number = number // 36 - 1
    return text


def many(item: Text | str, before: str = "", after: str = "", between: str = "") -> Make:
    """A text of as many items as there is room for."""

    def _make(size: int) -> bytes:
        items: list[str] = []
        room = size - len(before) - len(after)
        for number in count():
            items.append(item if isinstance(item, str) else item(number))
            room -= len(items[-1]) + len(between)
            if room < 0:
                return (before + between.join(items) + after).encode()
        raise AssertionError

    return _make


# Text


def _toml_question(number: int, more: str = "") -> str:
    texts = 'explanation="a"\nsources=[{title="b"}]\ncategory="a"\n'
    return f'[[question]]\nuid="{short(number)}"\nkind="true_false"\nprompt="a"\nanswer=true\n{texts}{more}'


def _moodle(number: int) -> str:
    prompt = f"<questiontext><text>{short(number)}</text></questiontext>"
    return f'<question type="shortanswer">{prompt}<answer fraction="100"><text>a</text></answer></question>'


def _wrong_types(_: int) -> str:
    names = "uid kind category episode difficulty prompt line answers distractors answer pairs hint tags media"
    return "[[question]]\n" + "".join(f"{name}=[[]]\n" for name in names.split())


def _gaps(number: int) -> str:
    return "".join(f"{{{{c{gap}::a}}}}" for gap in range(1, 60)) + f"{number}\tb\n"


_WARNED = '{"q":"%s","a":"b","source":1,"url":1,"category":1,"hint":1,"explanation":1,"img":1,"tags":1}'
_OPENTDB = '{"question":"%s","correct_answer":"b","incorrect_answers":["c"]}'

TEXTS: dict[str, tuple[str, Make]] = {
    "the same rows.csv": ("plain.csv", many("a,b\n", TABLE)),
    "rows.csv": ("plain.csv", many(lambda n: f"{short(n)},b\n", TABLE)),
    "choices.csv": ("plain.csv", many(lambda n: f"{short(n)},a,b,c,d\n", "question,answer,wrong,wrong,wrong\n")),
    "categories.csv": ("plain.csv", many(lambda n: f"{short(n)},b,{short(n)}\n", "question,answer,category\n")),
    "tags.csv": ("plain.csv", many(lambda n: f"{short(n)},b,c;d;e;f;g;h;i;j\n", "question,answer,tags\n")),
    "warned.csv": (
        "plain.csv",
        many(lambda n: f"{short(n)},b,x,y,z\n", "question,answer,difficulty,episode,picture\n"),
    ),
    "lone cells.csv": ("plain.csv", many("a\n", TABLE)),
    "more cells.csv": ("plain.csv", many("a,b,c\n", TABLE)),
    "commas.csv": ("plain.csv", many(",\n", TABLE)),
    "odd quotes.csv": ("plain.csv", many(lambda n: f'"{short(n)}" a,b\n', TABLE)),
    "open quotes.csv": ("plain.csv", many('"a\n', TABLE)),
    "columns.csv": ("plain.csv", many("a,b" + "," * 5_000 + "\n", "question,answer" + "," * 5_000 + "\n")),
    "tiny.gift": ("plain.gift", many(lambda n: f"{short(n)}{{T}}\n\n", GIFT)),
    "matching.gift": ("plain.gift", many(lambda n: f"{short(n)}{{=a->b=c->d}}\n\n", GIFT)),
    "options.gift": ("plain.gift", many("~b", "Which? {=a", "}")),
    "commands.gift": ("plain.gift", many("$A:\n", GIFT)),
    "tiny aiken.txt": ("aiken.txt", many(lambda n: f"{short(n)}\nA. a\nB. b\nANSWER: A\n")),
    "options aiken.txt": ("aiken.txt", many("A. x\n", AIKEN + "Which?\n", "ANSWER: A\n")),
    "tiny lines.txt": ("lines.txt", many(lambda n: f"#{short(n)}\n+a\n", LINES * 60)),
    "texts between lines.txt": ("lines.txt", many("a\n\n", LINES * 100)),
    "right lines.txt": ("lines.txt", many("+a\n", LINES)),
    "tiny triviaqa.txt": ("triviaqa.txt", many(lambda n: f"#Q {short(n)}\n^ a\nA a\nB b\n\n")),
    "tiny notes.txt": ("anki.txt", many(lambda n: f"{short(n)}\tb\n", NOTES)),
    "gaps.txt": ("anki.txt", many(_gaps, NOTES)),
    "tiny.json": ("list.json", many(lambda n: f'{{"q":"{short(n)}","a":"b"}}', "[", "]", ",")),
    "tiny.jsonl": ("list.json", many(lambda n: f'{{"q":"{short(n)}","a":"b"}}\n')),
    "tiny opentdb.json": ("plain.json", many(lambda n: _OPENTDB % short(n), "[", "]", ",")),
    "warned.json": ("list.json", many(lambda n: _WARNED % short(n), "[", "]", ",")),
    "objects.json": ("list.json", many("{}", '[{"q":"a","a":"b"},', "]", ",")),
    "names.json": ("list.json", many(lambda n: f'"{short(n)}":{{}}', '{"x":{"q":"a","a":"b"},', "}", ",")),
    "tiny.xml": ("moodle.xml", many(_moodle, QUIZ, QUIZ_END)),
    "bare.xml": ("moodle.xml", many("<question/>", QUIZ, QUIZ_END)),
    "elements.xml": ("moodle.xml", many("<a/>", QUIZ + "<question>", "</question></quiz>")),
    "broken.xml": ("moodle.xml", many("<question></a>", QUIZ, QUIZ_END)),
    "unclosed.xml": ("moodle.xml", many("<question>", QUIZ, QUIZ_END)),
    "pictures.xml": ("moodle.xml", many(lambda n: f"<img src={short(n)}>", TEXT, TEXT_END)),
    "sounds.xml": ("moodle.xml", many(lambda n: f"[sound:{short(n)}]", TEXT, TEXT_END)),
    "items.xml": ("moodle.xml", many("<item/>", "<questestinterop>", "</questestinterop>")),
    "names.toml": ("plain.toml", many(lambda n: f'[[name]]\ncanonical="{short(n)}"\n', PACK)),
    "bare questions.toml": ("plain.toml", many("[[question]]\n", PACK)),
    "bare names.toml": ("plain.toml", many("[[name]]\n", PACK)),
    "unknown tables.toml": ("plain.toml", many("[[a]]\n", PACK)),
    "broken tables.toml": ("plain.toml", many("[[a]]\na=\n", PACK)),
    "unknown fields.toml": ("plain.toml", many("[[question]]\na=1\nb=1\nc=1\nd=1\n", PACK)),
    "wrong types.toml": ("plain.toml", many(_wrong_types, PACK)),
    "dots.toml": ("plain.toml", many(lambda n: f"{short(n)}a.b=1\n", PACK)),
    "lists.toml": ("plain.toml", many("[]", PACK + "a=[", "]\n", ",")),
}
"""By the name, which plain file each is compared with, and what makes it."""


# Packed


def noise(size: int) -> str:
    """Digits that are packed to about half of their length."""
    return random.Random(7).randbytes(size // 2).hex()


def stuffed(
    times: float, item: Text | str, pack: Callable[[str, str], bytes], before: str = "", after: str = ""
) -> Make:
    """A file that holds so many times its own size in items; noise makes it look like less."""

    def _make(size: int) -> bytes:
        content = many(item, before, after)(int(size * times)).decode()
        return pack(content, noise(max(0, int((size - len(pack(content, ""))) * 1.75))))

    return _make


def _sheet(content: str, more: str) -> bytes:
    return packed({"xl/worksheets/sheet1.xml": f"{content}<!--{more}-->"})


def _texts_of_sheet(content: str, more: str) -> bytes:
    sheet = f'{SHEET}<row r="1"><c r="A1" t="s"><v>0</v></c></row>{SHEET_END}'
    shared = f'<sst xmlns="{MAIN}">{content}</sst><!--{more}-->'
    return packed({"xl/worksheets/sheet1.xml": sheet, "xl/sharedStrings.xml": shared})


def _pack(content: str, more: str) -> bytes:
    return zipped({"pack.toml": PACK + CATEGORY, "a.toml": f"#{more}\n{content}"})


def _package(content: str, more: str) -> bytes:
    return qti_package({"a.xml": f"<assessmentItem {QTI}>{content}</assessmentItem><!--{more}-->"})


def _item(number: int, inside: str = "") -> str:
    return (
        '<assessmentItem><responseDeclaration identifier="RESPONSE"><correctResponse><value>a</value></correctResponse>'
        f"</responseDeclaration><itemBody>{short(number)}{inside}<textEntryInteraction/></itemBody></assessmentItem>"
    )


def _items(content: str, more: str) -> bytes:
    return qti_package({"a.xml": f"<a>{content}</a><!--{more}-->"})


def _far_cell(place: str) -> Make:
    row = "".join(filter(str.isdigit, place))
    cells = f'<row r="1"><c r="A1"><v>1</v></c></row><row r="{row}"><c r="{place}"><v>1</v></c></row>'
    return lambda size: _sheet(SHEET + cells + SHEET_END, noise(int(size * 1.75)))


def _shared_text(size: int) -> bytes:
    """A long text that many cells name."""
    cells = "".join(f'<row r="{row}"><c r="A{row}" t="s"><v>0</v></c></row>' for row in range(1, 20_000))
    shared = f'<sst xmlns="{MAIN}"><si><t>{noise(4_000)}</t></si></sst>'
    parts = {"xl/worksheets/sheet1.xml": SHEET + cells + SHEET_END, "xl/sharedStrings.xml": shared}
    return packed({**parts, "a.txt": noise(max(0, int((size - len(packed(parts))) * 1.75)))})


def _row(number: int) -> list[str]:
    return [short(number), "b"]


def _members(number: int) -> bytes:
    return qti_package({f"{short(place)}.xml": "<assessmentItem/>" for place in range(number)})


def _missing_members(number: int) -> bytes:
    listed = "".join(f'<resource type="imsqti_item" href="{short(place)}"/>' for place in range(number))
    return zipped({"imsmanifest.xml": f"<m>{listed}</m>", "a": noise(len(listed) // 40)})


_PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(1_000_000)


def _picture_of_items(number: int) -> bytes:
    items = {f"{short(place)}.xml": _item(place, '<img src="p.png" alt="a"/>') for place in range(number)}
    return qti_package(items, {"p.png": _PICTURE})


def _picture_of_notes(number: int) -> bytes:
    held = [N((f'{each.prompt}<img src="p.png">', "b")) for each in questions(number)]
    return newest(held, {"p.png": _PICTURE})


def _picture_of_pack(number: int) -> bytes:
    text = "".join(_toml_question(place, 'media={image="media/p.png",alt="a"}\n') for place in range(number))
    return zipped({"pack.toml": PACK + CATEGORY, "a.toml": text, "media/p.png": _PICTURE})


_FILL = (
    "WITH RECURSIVE t(n) AS (SELECT 2 UNION ALL SELECT n + 1 FROM t WHERE n < {count}) "
    "INSERT INTO {table} SELECT {values} FROM t;"
)


def _deck(table: str, values: str, number: int, *, is_newest: bool = False) -> bytes:
    """A deck in which a table was filled with rows that are packed well."""
    script = _FILL.format(count=number, table=table, values=values)
    content = collection([N(("Who?", "Fox"))], is_newer=is_newest, script=script)
    if not is_newest:
        return zipped({"collection.anki2": content})
    return zipped({"meta": message(1, 3), "collection.anki21b": zstandard.compress(content)})


def _note_types(number: int) -> bytes:
    types = {str(place): {"name": "a", "flds": [{"name": "Front"}], "tmpls": []} for place in range(number)}
    script = f"UPDATE col SET models = '{json.dumps(types)}';"
    return zipped({"collection.anki2": collection([N(("Who?", "Fox"))], script=script)})


def _used_note_types(number: int) -> bytes:
    return oldest([N((short(place), "b"), (short(place), ("Front", f"{place}"))) for place in range(number)])


_TINY_NOTE = "n, '', 1000, '', n || char(31) || 'b'"
_CELL_PAIR = '<row><c t="inlineStr"><is><t>a</t></is></c><c t="inlineStr"><is><t>b</t></is></c></row>'

PACKED: dict[str, tuple[str, Make]] = {
    "rows.xlsx": (
        "plain.xlsx",
        lambda size: of_size(size, lambda n: workbook({"S": [TABLE.split(","), *map(_row, range(n))]})),
    ),
    "the same rows.xlsx": ("plain.xlsx", stuffed(22, _CELL_PAIR, _sheet, SHEET, SHEET_END)),
    "cells.xlsx": ("plain.xlsx", stuffed(22, "<c><v>1</v></c>", _sheet, SHEET + "<row>", "</row>" + SHEET_END)),
    "empty cells.xlsx": ("plain.xlsx", stuffed(22, "<c/>", _sheet, SHEET + "<row>", "</row>" + SHEET_END)),
    "empty rows.xlsx": ("plain.xlsx", stuffed(22, "<row/>", _sheet, SHEET, SHEET_END)),
    "broken cells.xlsx": ("plain.xlsx", stuffed(22, "<c ", _sheet, SHEET, SHEET_END)),
    "texts.xlsx": ("plain.xlsx", stuffed(22, "<si/>", _texts_of_sheet)),
    "far below.xlsx": ("plain.xlsx", _far_cell("D1000000")),
    "far off.xlsx": ("plain.xlsx", _far_cell("XFD300")),
    "just near enough.xlsx": ("plain.xlsx", _far_cell("A390000")),
    "one text.xlsx": ("plain.xlsx", _shared_text),
    "members.zip": ("qti.zip", lambda size: of_size(size, _members, 9_990)),
    "missing members.zip": ("qti.zip", lambda size: of_size(size, _missing_members)),
    "items.zip": ("qti.zip", stuffed(10, _item, _items)),
    "bare items.zip": ("qti.zip", stuffed(10, "<assessmentItem/>", _items)),
    "elements.zip": ("qti.zip", stuffed(10, "<a/>", _package)),
    "broken items.zip": ("qti.zip", stuffed(10, "<assessmentItem></a>", _items)),
    "choices.zip": (
        "qti.zip",
        stuffed(10, "<simpleChoice/>", _package, "<itemBody><choiceInteraction>", "</choiceInteraction></itemBody>"),
    ),
    "a picture.zip": ("qti.zip", lambda size: of_size(size, _picture_of_items)),
    "questions.quizpack": ("plain.quizpack", stuffed(8, _toml_question, _pack)),
    "bare questions.quizpack": ("plain.quizpack", stuffed(1.2, "[[question]]\n", _pack)),
    "names.quizpack": ("plain.quizpack", stuffed(3, lambda n: f'[[name]]\ncanonical="{short(n)}"\n', _pack)),
    "floats.quizpack": ("plain.quizpack", stuffed(12, "1e9,", _pack, "a=[", "]\n")),
    "dots.quizpack": ("plain.quizpack", stuffed(8, lambda n: f"{short(n)}.a.a=1\n", _pack)),
    "blank lines.quizpack": ("plain.quizpack", stuffed(25, "\n", _pack)),
    "a picture.quizpack": ("plain.quizpack", lambda size: of_size(size, _picture_of_pack)),
    "oldest notes.apkg": ("oldest.apkg", lambda size: of_size(size, partial(_deck, "notes", _TINY_NOTE))),
    "newest notes.apkg": (
        "newest.apkg",
        lambda size: of_size(size, partial(_deck, "notes", _TINY_NOTE, is_newest=True)),
    ),
    "cards.apkg": ("oldest.apkg", lambda size: of_size(size, partial(_deck, "cards", "n, n, 1, 0, 0"))),
    "note types.apkg": ("oldest.apkg", lambda size: of_size(size, _note_types)),
    "used note types.apkg": ("oldest.apkg", lambda size: of_size(size, _used_note_types)),
    "a picture.apkg": ("newest.apkg", lambda size: of_size(size, _picture_of_notes)),
}
"""As `TEXTS`."""
