"""QTI 2 items and packages are read item by item, and nothing of them is lost without a word."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.formats.archive import write_archive
from quizapp.formats.qti import read, recognises
from quizapp.formats.reading import FileProblem, Found, ReadItem, Source
from quizapp.game.draft import Draft, Severity
from quizapp.game.question import Distractor, Kind, Media

DATA = Path(__file__).parent / "data"
VALID = (DATA / "valid" / "qti-choice.xml").read_bytes()
CORPORA = os.environ.get("QUIZAPP_CORPORA")


def found_in(content: bytes, name: str = "file") -> list[Found]:
    return [*read(Source(name, content))]


def items_in(content: bytes) -> list[ReadItem]:
    return [each for each in found_in(content) if isinstance(each, ReadItem)]


def item(
    body: str, correct: str = "", *, mapping: str = "", cardinality: str = "single", rest: str = "", name: str = "x"
) -> bytes:
    values = "".join(f"<value>{value}</value>" for value in correct.split(";") if value)
    declared = f"<correctResponse>{values}</correctResponse>" if values else ""
    points = "".join(
        f'<mapEntry mapKey="{key}" mappedValue="{value}"/>'
        for key, value in (each.split("=") for each in mapping.split(";") if each)
    )
    return (
        f'<assessmentItem identifier="{name}" xmlns="http://www.imsglobal.org/xsd/imsqti_v2p2">'
        f'<responseDeclaration identifier="R" cardinality="{cardinality}">{declared}<mapping>{points}</mapping>'
        f"</responseDeclaration><itemBody>{body}</itemBody>{rest}</assessmentItem>"
    ).encode()


def interaction(kind: str, content: str, more: str = "") -> str:
    return f'<{kind} responseIdentifier="R" {more}>{content}</{kind}>'


def choices(tag: str, text: str) -> str:
    return "".join(f'<{tag} identifier="{each.split("=")[0]}">{each.split("=")[1]}</{tag}>' for each in text.split(";"))


def draft_of(content: bytes) -> Draft:
    got = items_in(content)[0]
    assert got.draft is not None, [str(problem.message) for problem in got.problems]
    return got.draft


def messages(content: bytes) -> list[str]:
    return [str(problem.message) for each in items_in(content) for problem in each.problems]


def package(files: Mapping[str, bytes], *, listed: tuple[str, ...] | None = None) -> bytes:
    resources = "".join(
        f'<resource identifier="r{number}" type="imsqti_item_xmlv2p1" href="{name}"><file href="{name}"/></resource>'
        for number, name in enumerate([name for name in files if name.endswith(".xml")] if listed is None else listed)
    )
    manifest = (
        f'<manifest xmlns="http://www.imsglobal.org/xsd/imscp_v1p1"><resources>{resources}</resources></manifest>'
    )
    return write_archive({"imsmanifest.xml": manifest.encode(), **files})


THREE = choices("simpleChoice", "A=one;B=two;C=three")
CHOICE = interaction("choiceInteraction", THREE)


def test_a_choice_is_read_with_what_is_said_of_it() -> None:
    read_item = items_in(VALID)[0]
    assert (read_item.own_id, read_item.line, read_item.problems) == ("fruit", 2, ())
    assert read_item.draft == Draft(
        kind=Kind.SINGLE_CHOICE,
        prompt="Which of them is no fruit?\nChoose one.",
        answers=("leek",),
        distractors=(Distractor("apple", feedback="It is."), Distractor("pear")),
        explanation="A leek grows in the ground.",
    )


def test_an_item_without_key_is_listed() -> None:
    read_item = items_in((DATA / "invalid" / "qti-choice.xml").read_bytes())[0]
    assert read_item.draft is None
    assert read_item.own_id == "fruit"
    assert read_item.text.startswith("Which of them is no fruit?")
    assert str(read_item.problems[0].message) == "no option is marked as right, so the question was left out"


@pytest.mark.parametrize(
    ("correct", "mapping", "cardinality", "kind", "keys"),
    [
        ("A", "", "single", Kind.SINGLE_CHOICE, ("one",)),
        ("A;C", "", "multiple", Kind.MULTIPLE_CHOICE, ("one", "three")),
        ("A", "", "multiple", Kind.MULTIPLE_CHOICE, ("one",)),
        ("", "A=1;B=0;C=-1", "single", Kind.SINGLE_CHOICE, ("one",)),
        ("", "A=1;B=0.5", "single", Kind.SINGLE_CHOICE, ("one",)),
        ("", "A=1;B=0.5", "multiple", Kind.MULTIPLE_CHOICE, ("one", "two")),
    ],
)
def test_the_key_of_a_choice(correct: str, mapping: str, cardinality: str, kind: Kind, keys: tuple[str, ...]) -> None:
    draft = draft_of(item(f"<p>Which?</p>{CHOICE}", correct, mapping=mapping, cardinality=cardinality))
    assert (draft.kind, draft.answers) == (kind, keys)


def test_true_and_false_are_no_choice() -> None:
    body = "<p>So?</p>" + interaction("choiceInteraction", choices("simpleChoice", "t=True;f=False"))
    draft = draft_of(item(body, "f"))
    assert (draft.kind, draft.answer) == (Kind.TRUE_FALSE, False)


@pytest.mark.parametrize(
    ("body", "kind", "prompt"),
    [
        ("<p>The capital of Korea is {} today.</p>", Kind.MISSING_WORD, "The capital of Korea is ___ today."),
        ("<p>The capital of Korea is {}</p>", Kind.MISSING_WORD, "The capital of Korea is ___"),
        ("<p>What is the capital?</p><p>{}</p>", Kind.SHORT_ANSWER, "What is the capital?"),
        ("<p>What is the capital? {}</p>", Kind.SHORT_ANSWER, "What is the capital?"),
    ],
)
def test_a_text_entry_is_a_missing_word_or_a_short_answer(body: str, kind: Kind, prompt: str) -> None:
    entry = interaction("textEntryInteraction", "")
    content = item(body.format(entry), "Seoul", mapping="Seoul=1;서울=1;Soul=0.5")
    draft = draft_of(content)
    assert (draft.kind, draft.prompt, draft.answers) == (kind, prompt, ("Seoul", "서울"))
    assert messages(content) == ["an answer that counted in part was left out"]


def test_an_inline_choice_is_a_missing_word() -> None:
    body = f"<p>It is {interaction('inlineChoiceInteraction', choices('inlineChoice', 'A=cold;B=warm'))} here.</p>"
    draft = draft_of(item(body, "B"))
    assert (draft.kind, draft.prompt) == (Kind.MISSING_WORD, "It is ___ here.")
    assert (draft.answers, draft.distractors) == (("warm",), (Distractor("cold"),))


def test_a_match_is_matching_with_extras() -> None:
    left = f"<simpleMatchSet>{choices('simpleAssociableChoice', 'a=red;b=blue')}</simpleMatchSet>"
    right = f"<simpleMatchSet>{choices('simpleAssociableChoice', 'x=빨강;y=파랑;z=검정')}</simpleMatchSet>"
    body = "<p>Match.</p>" + interaction("matchInteraction", left + right)
    draft = draft_of(item(body, "a x;b  y", cardinality="multiple"))
    assert draft.kind == Kind.MATCHING
    assert (draft.pairs, draft.extra) == ((("red", "빨강"), ("blue", "파랑")), ("검정",))
    assert messages(item(body, "a x", cardinality="multiple")) == [
        "not everything on the left has one partner, so the question was left out"
    ]
    assert "not there" in messages(item(body, "a x;b q", cardinality="multiple"))[0]


def test_an_association_is_matching() -> None:
    options = choices("simpleAssociableChoice", "a=Romeo;b=Juliet;c=Tristan;d=Isolde;e=Hamlet")
    body = "<p>Who?</p>" + interaction("associateInteraction", options)
    draft = draft_of(item(body, "a b;c d", cardinality="multiple"))
    assert draft.pairs == (("Romeo", "Juliet"), ("Tristan", "Isolde"))
    assert draft.extra == ("Hamlet",)


def test_an_order_is_ordering() -> None:
    body = interaction("orderInteraction", f"<prompt>Sort.</prompt>{THREE}")
    draft = draft_of(item(body, "C;A;B", cardinality="ordered"))
    assert (draft.kind, draft.prompt, draft.sequence) == (Kind.ORDERING, "Sort.", ("three", "one", "two"))
    assert "does not name every item" in messages(item(body, "C;A", cardinality="ordered"))[0]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (interaction("extendedTextInteraction", ""), "“extendedTextInteraction” cannot be asked here"),
        (interaction("hotspotInteraction", ""), "“hotspotInteraction” cannot be asked here"),
        (CHOICE + CHOICE, "2 interactions, not one"),
        ("<p>Only text</p>", "asks nothing"),
        (CHOICE.replace('"R"', '"OTHER"'), "does not say what is right"),
        (interaction("choiceInteraction", THREE + THREE), "the same identifier"),
        (
            interaction("choiceInteraction", choices("simpleChoice", ";".join(f"o{n}=o{n}" for n in range(101)))),
            "at most 100",
        ),
    ],
)
def test_what_cannot_be_asked_is_listed_by_name(body: str, said: str) -> None:
    content = item(f"<p>What?</p>{body}", "A")
    assert len(items_in(content)) == 1
    assert said in messages(content)[0]


def test_a_package_is_read_in_the_order_of_its_manifest() -> None:
    files = {
        "b/2.xml": item(f"<p>Two?</p>{CHOICE}", "A", name="two"),
        "b/1.xml": item(f"<p>One?</p>{CHOICE}", "A", name="one"),
        "forgotten.xml": item(f"<p>Three?</p>{CHOICE}", "A", name="three"),
        "test.xml": b"<assessmentTest/>",
    }
    content = package(files, listed=("b/2.xml", "b/1.xml", "absent.xml"))
    assert recognises(Source("any", content))
    found = found_in(content, "p.zip")
    assert [each.own_id for each in found if isinstance(each, ReadItem)] == ["two", "one", "three"]
    assert found[0].file == "p.zip/b/2.xml"
    assert [str(each) for each in found if isinstance(each, FileProblem)] == [
        "p.zip/absent.xml:0: error: this item is named in the package but not in it, so it was left out"
    ]


def test_a_picture_of_the_package_comes_with_its_item() -> None:
    body = f'<p>Who?</p><img src="../media/a%20b.png" alt="A face"/><img src="x.png" alt=""/>{CHOICE}'
    content = package({"items/1.xml": item(body, "A"), "media/a b.png": b"\x89PNG"})
    got = items_in(content)[0]
    assert got.draft is not None
    assert got.draft.media == Media("a b.png", "A face")
    assert got.picture is not None
    assert got.picture.load() == b"\x89PNG"
    assert [str(problem.message) for problem in got.problems] == ["the file “x.png” was left out"]


def test_a_picture_outside_the_package_is_never_looked_for() -> None:
    body = f'<p>Who?</p><img src="../../../../etc/passwd" alt=""/><object data="/x.png" type="image/png"/>{CHOICE}'
    got = items_in(package({"items/1.xml": item(body, "A")}))[0]
    assert got.picture is None
    assert len(got.problems) == 2


def test_what_is_said_of_wrong_answers_only_is_named_as_lost() -> None:
    said = {"incorrect": "No.", "correct": "Yes."}
    rest = "".join(f'<modalFeedback identifier="{name}">{text}</modalFeedback>' for name, text in said.items())
    content = item(f"<p>Which?</p>{CHOICE}", "A", rest=rest)
    assert draft_of(content).explanation == "Yes."
    assert messages(content) == ["what was said of wrong answers was left out"]


@pytest.mark.parametrize(("root", "version"), [("questestinterop", "1.2"), ("qti-assessment-item", "3")])
def test_other_versions_are_named(root: str, version: str) -> None:
    content = f"<{root}/>".encode()
    assert recognises(Source("any", content))
    assert f"this is QTI {version};" in str(found_in(content)[0])


def test_every_item_of_an_old_package_is_listed() -> None:
    text = "<presentation><material><mattext>&lt;p&gt;Why?&lt;/p&gt;</mattext></material></presentation>"
    old = f"<questestinterop><section><item ident='a'>{text}</item><item ident='b'/></section></questestinterop>"
    found = found_in(package({"old.xml": old.encode()}, listed=()))
    assert isinstance(found[0], FileProblem)
    items = [each for each in found[1:] if isinstance(each, ReadItem)]
    assert [(each.own_id, each.draft, each.text) for each in items] == [("a", None, "Why?"), ("b", None, "")]


def test_entities_of_html_are_read_and_named() -> None:
    content = item(f"<p>Who&nbsp;is &eacute;?</p>{CHOICE}", "A")
    assert draft_of(content).prompt == "Who is é?"
    assert messages(content)[0].startswith("&nbsp;, &eacute; is no XML")


def test_a_document_type_is_refused() -> None:
    found = found_in(b'<!DOCTYPE assessmentItem [<!ENTITY a "a">]>' + item(f"<p>&a;</p>{CHOICE}", "A"))
    assert all(isinstance(each, FileProblem) for each in found)
    assert "document type" in str(found[0])


@pytest.mark.parametrize("content", [b"", b"<assessmentItem", b"PK\x03\x04", package({}), package({"a.txt": b"x"})])
def test_a_file_without_items_says_so(content: bytes) -> None:
    found = found_in(content)
    assert found
    assert any(problem.severity is Severity.ERROR for each in found for problem in _problems(each))


def _problems(found: Found):
    return found.problems if isinstance(found, ReadItem) else (found.problem,)


@pytest.mark.parametrize("content", [b"", b"<quiz/>", b"PK\x03\x04", write_archive({"a.xml": VALID}), b"text"])
def test_other_files_are_not_taken_for_qti(content: bytes) -> None:
    assert not recognises(Source("any.zip", content))


def test_a_zip_bomb_in_a_package_is_refused() -> None:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("imsmanifest.xml", "<manifest/>")
        archive.writestr("bomb.xml", bytes(20 * 2**20))
    assert recognises(Source("any", buffer.getvalue()))
    assert "packed more than 100 times" in str(found_in(buffer.getvalue())[0])


PACKAGE = package({"1.xml": VALID, "2.xml": item(f"<p>What?</p>{CHOICE}", "A"), "a.png": b"\x89PNG"})


@pytest.mark.parametrize("content", [VALID, PACKAGE], ids=["item", "package"])
def test_a_file_cut_or_changed_anywhere_is_read_or_refused(content: bytes) -> None:
    for end in range(0, len(content), 97):
        assert_told(content[:end])
    for number, place in enumerate(range(0, len(content), 89)):
        byte = b"<>&;\"'/\x00\xff]!="[number % 12]
        assert_told(content[:place] + bytes([byte]) + content[place + 1 :])


def assert_told(content: bytes) -> None:
    assert isinstance(recognises(Source("any", content)), bool)
    found = found_in(content)
    assert found
    for each in found:
        if isinstance(each, ReadItem):
            assert each.draft or any(problem.severity is Severity.ERROR for problem in each.problems)
            assert len(each.text) <= 200


pieces = st.sampled_from(
    ["<assessmentItem>", "</assessmentItem>", "<itemBody>", "</itemBody>", CHOICE, '<p title="x">', "</p>",
     "<responseDeclaration identifier='R'>", "</responseDeclaration>", "<value/>", "<", "text", "<!--", "&nbsp;", "&",
     "<correctResponse><value>A</value></correctResponse>", "<![CDATA[", "]]>", interaction("matchInteraction", ""),
     interaction("orderInteraction", THREE), interaction("associateInteraction", THREE)]
)  # fmt: skip


@given(st.lists(pieces, max_size=25).map("".join).map(str.encode) | st.binary(max_size=200))
def test_any_heap_of_xml_can_be_read(content: bytes) -> None:
    assert_told(content)


@pytest.mark.skipif(not CORPORA, reason="the files of other systems are not here")
@pytest.mark.parametrize(
    ("name", "usable", "listed"), [("minimal_qti_2.1_sample.zip", 2, 0), ("minimal_qti_1.2_sample.zip", 0, 1)]
)
def test_packages_of_other_systems(name: str, usable: int, listed: int) -> None:
    items = items_in((Path(CORPORA or "") / "qti" / name).read_bytes())
    assert sum(each.draft is not None for each in items) == usable
    assert sum(each.draft is None for each in items) == listed
