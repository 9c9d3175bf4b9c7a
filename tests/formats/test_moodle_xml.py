"""Moodle XML is read question by question, and nothing of it is lost without a word."""

from __future__ import annotations

import base64
import contextlib
import time
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.errors import QuizError
from quizapp.formats.moodle_xml import read, recognises
from quizapp.formats.reading import FileProblem, Found, ReadItem, Source
from quizapp.formats.xml_reading import DEPTH_MAX
from quizapp.game.draft import Draft, Severity
from quizapp.game.question import Distractor, Kind, Media

DATA = Path(__file__).parent / "data"
FILES = sorted((DATA / "valid").glob("moodle-*.xml"))


def found_in(content: bytes | str) -> list[Found]:
    return [*read(Source("file.xml", content.encode() if isinstance(content, str) else content))]


def items_in(content: bytes | str) -> list[ReadItem]:
    return [each for each in found_in(content) if isinstance(each, ReadItem)]


def quiz(*questions: str) -> str:
    return f"<quiz>{''.join(questions)}</quiz>"


def question(kind: str, *parts: str, prompt: str = "Who?") -> str:
    text = f'<questiontext format="html"><text>{prompt}</text></questiontext>'
    return f'<question type="{kind}">{text}{"".join(parts)}</question>'


def answer(text: str, fraction: float | str, feedback: str = "") -> str:
    return f'<answer fraction="{fraction}"><text>{text}</text><feedback><text>{feedback}</text></feedback></answer>'


TRUE = answer("true", 100) + answer("false", 0)


def draft(kind: str, *parts: str, prompt: str = "Who?") -> Draft:
    got = items_in(quiz(question(kind, *parts, prompt=prompt)))[0].draft
    assert got is not None
    return got


def messages(content: bytes | str) -> list[str]:
    return [str(problem.message) for item in items_in(content) for problem in item.problems]


def test_every_type_of_question_becomes_its_kind() -> None:
    items = items_in((DATA / "valid" / "moodle-kinds.xml").read_bytes())
    drafts = [item.draft for item in items if item.draft]
    assert [item.problems for item in items] == [()] * 9
    assert [item.line for item in items] == [6, 16, 24, 31, 37, 42, 49, 56, 63]
    assert {each.category for each in drafts} == {"Rain/Shine"}
    assert items[0].own_id == "gate-1"
    assert drafts[0] == Draft(
        kind=Kind.SINGLE_CHOICE,
        category="Rain/Shine",
        prompt="Who waits at the gate?",
        answers=("The runner",),
        distractors=(Distractor("The driver", feedback="He is asleep."), Distractor("Nobody")),
        explanation="She asked him to.",
    )
    assert (drafts[1].kind, drafts[1].prompt) == (Kind.MULTIPLE_CHOICE, "Which two are <rivers>?")
    assert drafts[1].answers == ("Han & Nakdong", "Geum")
    assert (drafts[2].kind, drafts[2].answer, drafts[2].prompt) == (Kind.TRUE_FALSE, False, "First line\nsecond line")
    assert (drafts[3].kind, drafts[3].answers) == (Kind.SHORT_ANSWER, ("six", "6"))
    assert (drafts[4].kind, drafts[4].answers) == (Kind.SHORT_ANSWER, ("16",))
    assert (drafts[5].pairs, drafts[5].extra) == ((("red", "빨강"), ("blue", "파랑")), ("검정",))
    assert (drafts[6].kind, drafts[6].sequence) == (Kind.ORDERING, ("small", "medium", "large"))
    assert (drafts[7].prompt, drafts[7].answers) == ("They meet in ___ again.", ("autumn",))
    assert drafts[7].distractors == (Distractor("spring"),)
    assert (drafts[8].answers, drafts[8].distractors) == (("cold",), (Distractor("warm"),))


def test_every_question_that_cannot_be_used_is_listed_with_line_and_reason() -> None:
    items = items_in((DATA / "invalid" / "moodle-kinds.xml").read_bytes())
    assert [(item.line, str(item.problems[-1].message)) for item in items] == [
        (3, "no option is marked as right, so the question was left out"),
        (9, "it does not say whether the statement is true or false, so it was left out"),
        (14, "no answer is accepted in full, so the question was left out"),
        (18, "a number with a tolerance cannot be asked here, so the question was left out"),
        (22, "there are fewer than two pairs to match, so the question was left out"),
        (26, "there are fewer than two items to order, so the question was left out"),
        (30, "there are 2 gaps, not one, so it was left out"),
        (35, "questions of type “cloze” cannot be asked here, so it was left out"),
        (38, "questions of type “essay” cannot be asked here, so it was left out"),
        (39, "questions of type “description” cannot be asked here, so it was left out"),
        (40, "questions of type “calculatedmulti” cannot be asked here, so it was left out"),
        (41, "there is no question text, so the question was left out"),
        (45, "questions of type “?” cannot be asked here, so it was left out"),
    ]
    assert all(item.draft is None and item.problems[-1].severity is Severity.ERROR for item in items)
    assert items[0].text == "No key?"


def test_what_is_altered_is_said() -> None:
    content = (DATA / "valid" / "moodle-texts.xml").read_bytes()
    first, second = items_in(content)
    assert first.draft is not None
    assert (first.own_id, first.line, first.draft.tags) == ("face-7", 4, ("cast", "picture"))
    assert first.draft.hint == "She translates. Films."
    assert [str(problem.message) for problem in first.problems] == [
        "the file “http://example.org/b.png” was left out",
        "the file “song.mp3” was left out",
        "markup was left out: sub",
        "an option that counted in part now counts as wrong",
    ]
    assert second.draft is not None
    assert (second.draft.kind, second.draft.answers) == (Kind.MISSING_WORD, ("car", "a * b"))
    assert [str(problem.message) for problem in second.problems] == [
        "an answer that counted in part was left out",
        "“car*” accepted any letters at the star; now it does not",
    ]


def test_the_first_picture_of_a_prompt_comes_with_it() -> None:
    item = items_in((DATA / "valid" / "moodle-texts.xml").read_bytes())[0]
    assert item.draft is not None
    assert item.draft.media == Media("the face.png", "A face")
    assert item.picture is not None
    assert item.picture.load() == b"\x89PNG\r\n\x1a\n"


def test_a_picture_without_description_is_called_by_its_name() -> None:
    data = base64.b64encode(b"picture").decode()
    text = '<text>&lt;img src="@@PLUGINFILE@@/f/a%20b.png"&gt;Who?</text>'
    file = f'<file name="a b.png" path="/f/" encoding="base64">{data}</file>'
    item = items_in(quiz(f'<question type="truefalse"><questiontext>{text}{file}</questiontext>{TRUE}</question>'))[0]
    assert item.draft is not None
    assert item.draft.media == Media("a b.png", "a b.png")
    assert "has no description" in str(item.problems[0].message)


def test_a_picture_that_cannot_be_decoded_costs_the_picture_only() -> None:
    item = items_in((DATA / "invalid" / "moodle-texts.xml").read_bytes())[2]
    assert item.draft is not None
    assert item.draft.media is None
    assert item.picture is None
    assert "“a.png” is damaged" in str(item.problems[0].message)


def test_a_broken_question_costs_itself_alone() -> None:
    items = items_in((DATA / "invalid" / "moodle-texts.xml").read_bytes())
    assert [(item.line, item.draft is not None) for item in items] == [(3, True), (8, False), (13, True), (19, False)]
    assert str(items[1].problems[0].message) == (
        "line 9 is not valid XML (mismatched tag), so the question was left out"
    )
    assert items[1].text == "Broken"


def test_entities_of_html_are_read_and_named() -> None:
    item = items_in((DATA / "invalid" / "moodle-texts.xml").read_bytes())[0]
    assert item.draft is not None
    assert item.draft.prompt == "Good &unheard;?"
    assert str(item.problems[0].message).startswith("&nbsp;, &unheard; is no XML")


def test_a_question_without_end_does_not_swallow_the_next() -> None:
    text = quiz(question("truefalse", TRUE)[: -len("</question>")], question("truefalse", TRUE))
    items = items_in(text)
    assert [item.draft is not None for item in items] == [False, True]


def test_a_file_of_broken_questions_is_given_up_and_the_rest_is_counted() -> None:
    *items, problem = found_in("<quiz>" + "<question>a<b></question>\n" * 1500 + "</quiz>")
    assert all(isinstance(item, ReadItem) and item.draft is None for item in items)
    assert isinstance(problem, FileProblem)
    assert f"; {1500 - len(items)} questions behind this line" in str(problem)
    assert problem.line == len(items)


def test_the_line_of_what_follows_a_broken_question_is_right() -> None:
    parts = (question("truefalse", "<b>"), "", question("truefalse", TRUE), question("truefalse", "&"))
    text = "\n".join(("", "<quiz>", *parts, "</quiz>"))
    assert [(item.line, item.draft is None) for item in items_in(text)] == [(3, True), (5, False), (6, True)]
    assert len(found_in(text)) == 3


@pytest.mark.parametrize("encoding", ["punycode", "unicode_escape", "hex", "nonsense", "utf-7"])
def test_an_encoding_that_is_none_is_not_trusted(encoding: str) -> None:
    text = f'<?xml version="1.0" encoding="{encoding}"?>' + quiz(question("truefalse", TRUE, prompt="Caf\\xe9 é +AGE-"))
    item = items_in(text)[0]
    assert item.draft is not None
    assert item.draft.prompt == "Caf\\xe9 é +AGE-"


@pytest.mark.parametrize(
    "dtd",
    [
        '<!DOCTYPE quiz [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>',
        '<!DOCTYPE quiz [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE quiz SYSTEM "http://example.org/quiz.dtd">',
        "<!DOCTYPE quiz>",
    ],
)
def test_a_document_type_is_refused_and_what_is_lost_is_counted(dtd: str) -> None:
    found = found_in(dtd + quiz(question("truefalse", TRUE, prompt="&a;&b;"), question("truefalse", TRUE)))
    assert len(found) == 1
    assert "document type" in str(found[0])
    assert "2 questions" in str(found[0])


def test_a_course_backup_is_named_as_such() -> None:
    source = Source("moodle.xml", b'<?xml version="1.0"?>\n<MOODLE_BACKUP><INFO/></MOODLE_BACKUP>')
    assert recognises(source)
    assert "backup of a Moodle course" in str(next(read(source)))


@pytest.mark.parametrize(
    ("content", "is_moodle"),
    [
        (b"<?xml version='1.0'?>\n<!-- x --><quiz><question/></quiz>", True),
        ("\ufeff<quiz/>".encode(), True),
        ("<quiz/>".encode("utf-16"), True),
        (b"<quizzes/>", False),
        (b"::title:: <quiz> {T}", False),
        (b"", False),
        (b"PK\x03\x04<quiz>", False),
    ],
)
def test_moodle_xml_is_recognised_by_its_outermost_element(content: bytes, is_moodle: bool) -> None:
    assert recognises(Source("any", content)) is is_moodle


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "iso-8859-15", "euc-kr"])
def test_any_declared_encoding_is_read(encoding: str) -> None:
    letter = "기" if encoding == "euc-kr" else "é"
    declared = encoding.removesuffix("-sig")
    text = f'\n <?xml version="1.0" encoding="{declared}"?>' + quiz(question("truefalse", TRUE, prompt=letter))
    item = items_in(text.lstrip().encode(encoding))[0]
    assert item.draft is not None
    assert item.draft.prompt == letter


def test_stray_bytes_in_a_file_that_says_utf_8_are_guessed_with_a_word() -> None:
    content = quiz(question("truefalse", TRUE, prompt="한글 한글 caf@")).encode().replace(b"@", b"\xe9")
    found = found_in(content)
    assert isinstance(found[0], FileProblem)
    assert isinstance(found[1], ReadItem)
    assert found[1].draft is not None
    assert found[1].draft.prompt == "한글 한글 café"


@pytest.mark.parametrize(
    ("single", "fractions", "kind", "keys", "said"),
    [
        ("true", (100, 0, 0), Kind.SINGLE_CHOICE, "a", ""),
        ("true", (90, 0, 0), Kind.SINGLE_CHOICE, "a", "counted 90 %"),
        ("true", (100, 100, 0), Kind.MULTIPLE_CHOICE, "ab", "any one of 2"),
        ("true", (100, 50, 0), Kind.SINGLE_CHOICE, "a", "in part"),
        ("false", (33.33333, 66.66667, -100), Kind.MULTIPLE_CHOICE, "ab", "different weights"),
        ("false", ("50", "50.0", "-50"), Kind.MULTIPLE_CHOICE, "ab", ""),
        ("false", (100, 0, 0), Kind.MULTIPLE_CHOICE, "a", ""),
        ("", ("1e2", "x", "0"), Kind.SINGLE_CHOICE, "a", ""),
    ],
)
def test_fractions_tell_the_key(single: str, fractions: tuple[float, ...], kind: Kind, keys: str, said: str) -> None:
    parts = [answer(text, fraction) for text, fraction in zip("abc", fractions, strict=True)]
    text = quiz(question("multichoice", f"<single>{single}</single>" if single else "", *parts))
    item = items_in(text)[0]
    assert item.draft is not None
    assert (item.draft.kind, "".join(item.draft.answers)) == (kind, keys)
    assert len(item.problems) == (1 if said else 0)
    assert said in "".join(messages(text))


def test_what_is_said_of_a_key_does_not_replace_the_explanation() -> None:
    parts = (answer("a", 100, "because"), answer("b", 0, "no"))
    assert draft("multichoice", *parts).explanation == "because"
    general = "<generalfeedback><text>in general</text></generalfeedback>"
    assert draft("multichoice", general, *parts).explanation == "in general"


def test_a_hundred_options_are_the_most() -> None:
    many = [answer(f"option {number}", 0) for number in range(100)]
    assert draft("multichoice", answer("key", 100), *many[1:]).kind == Kind.SINGLE_CHOICE
    assert "at most 100" in messages(quiz(question("multichoice", answer("key", 100), *many)))[0]


def test_nesting_costs_one_question() -> None:
    deep = "<a>" * (DEPTH_MAX + 1) + "</a>" * (DEPTH_MAX + 1)
    items = items_in(quiz(question("truefalse", deep), question("truefalse", TRUE)))
    assert [item.draft is not None for item in items] == [False, True]
    assert "nested too deep" in str(items[0].problems[0].message)


@pytest.mark.parametrize("content", [b"", b"   ", b"<quiz></quiz>", b"<quiz", b"\x00" * 99, b"<", b"no xml"])
def test_a_file_without_questions_says_so(content: bytes) -> None:
    found = found_in(content)
    assert found
    assert all(isinstance(each, FileProblem) and each.problem.severity is Severity.ERROR for each in found)


def test_reading_is_lazy_and_keeps_nothing() -> None:
    content = quiz(*(question("truefalse", TRUE) for _ in range(4_000))).encode()
    tracemalloc.start()
    count = sum(1 for _ in read(Source("big.xml", content)))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 4_000
    assert peak < len(content) * 3


def assert_told(content: bytes) -> None:
    found = found_in(content)
    assert found
    for each in found:
        if isinstance(each, ReadItem):
            assert each.draft or any(problem.severity is Severity.ERROR for problem in each.problems)
            assert len(each.text) <= 200
            if each.picture:
                with contextlib.suppress(QuizError):
                    assert isinstance(each.picture.load(), bytes)
        else:
            assert "\n" not in str(each)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_cut_anywhere_is_read_as_far_as_it_goes(path: Path) -> None:
    content = path.read_bytes()
    whole = [item.draft for item in items_in(content)]
    for end in range(0, len(content), 97):
        assert_told(content[:end])
        drafts = [item.draft for item in items_in(content[:end]) if item.draft]
        assert drafts == whole[: len(drafts)]
        begun = content[:end].count(b"<question ") - content[:end].count(b'<question type="category">')
        assert len(items_in(content[:end])) in (begun, begun - 1)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_with_a_changed_byte_anywhere_is_read_or_refused(path: Path) -> None:
    content = path.read_bytes()
    for number, place in enumerate(range(0, len(content), 89)):
        byte = b"<>&;\"'/\x00\xff]!="[number % 12]
        assert_told(content[:place] + bytes([byte]) + content[place + 1 :])


pieces = st.sampled_from(
    ["<quiz>", "</quiz>", '<question type="multichoice">', '<question type="gapselect">', "</question>", "<text>",
     "</text>", '<answer fraction="100">', "</answer>", "&nbsp;", "&", "<![CDATA[", "]]>", "[[1]]", "<questiontext>",
     "</questiontext>", "<", ">", "text", "\n", "<!DOCTYPE quiz>", "<selectoption>", "</selectoption>", "\x0b"]
)  # fmt: skip


@given(st.lists(pieces, max_size=40).map("".join).map(str.encode) | st.binary(max_size=200))
def test_any_heap_of_xml_can_be_read(content: bytes) -> None:
    assert_told(content)
    assert isinstance(recognises(Source("any", content)), bool)


def seconds(content: bytes) -> float:
    started = time.perf_counter()
    for _ in read(Source("any", content)):
        pass
    return time.perf_counter() - started


@pytest.mark.parametrize(
    "piece", ["<question>", "<question><a></question>", "&nbsp;", "<a x='", "<![CDATA[", "<", "<?x?>", "<!---->"]
)
def test_eight_times_the_broken_xml_does_not_take_the_square_of_it(piece: str) -> None:
    little, much = (("<quiz>" + piece * (size // len(piece))).encode() for size in (100_000, 800_000))
    assert any(seconds(much) < 32 * max(seconds(little), 1e-3) for _ in range(4))
