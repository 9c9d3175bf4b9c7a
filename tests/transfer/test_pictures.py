"""Pictures that come with questions are kept in the bank under names of their own, and none is lost without a word."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest

from quizapp.bank.bank import Bank
from quizapp.errors import QuizError
from quizapp.game.draft import Severity
from quizapp.game.plans import Fate, ImportPlan
from quizapp.transfer.checking import checked
from quizapp.transfer.transfer import Transfer

from .conftest import Write, imported, planned, quiet

RED, BLUE = b"\x89PNG\r\n\x1a\n red", b"\x89PNG\r\n\x1a\n blue"


def moodle(*pictures: bytes, alt: str = "A face") -> str:
    """A quiz with a question for each picture; all pictures are called face.png."""
    return f"<quiz>{''.join(_question(number, each, alt) for number, each in enumerate(pictures))}</quiz>"


def _question(number: int, picture: bytes, alt: str) -> str:
    image = f'<img src="@@PLUGINFILE@@/face.png" alt="{alt}">'
    file = f'<file name="face.png" path="/" encoding="base64">{base64.b64encode(picture).decode()}</file>'
    return (
        f'<question type="shortanswer"><name><text>{number}</text></name><questiontext format="html">'
        f"<text><![CDATA[Who is number {number}? {image}]]></text>{file}</questiontext>"
        '<answer fraction="100"><text>Ki Seon-gyeom</text></answer></question>'
    )


def warnings_of(plan: ImportPlan) -> list[str]:
    """What is said of pictures."""
    problems = [problem for item in plan.items for problem in item.problems if problem.field in ("picture", "media")]
    assert {problem.severity for problem in problems} <= {Severity.WARNING}
    return [str(problem.message) for problem in problems]


def pictures_in(bank: Bank, pack_id: str) -> list[bytes]:
    found = [
        bank.media.find(each.question.media.image) for each in bank.questions.of_pack(pack_id) if each.question.media
    ]
    return sorted(path.read_bytes() for path in found if path is not None)


def test_two_pictures_of_one_name_stay_apart(transfer: Transfer, bank: Bank, write: Write) -> None:
    path = write(moodle(RED, BLUE), "faces.xml")
    plan = planned(transfer, path)
    assert plan.counts() == {Fate.NEW: 2}
    assert warnings_of(plan) == []
    imported(transfer, path)
    assert pictures_in(bank, "faces") == sorted([RED, BLUE])
    assert {each.question.media.alt for each in bank.questions.of_pack("faces") if each.question.media} == {"A face"}


def test_the_same_pictures_again_change_nothing_and_another_one_does(transfer: Transfer, write: Write) -> None:
    imported(transfer, write(moodle(RED, BLUE), "faces.xml"))
    assert planned(transfer, write(moodle(RED, BLUE), "faces.xml")).counts() == {Fate.UNCHANGED: 2}
    assert planned(transfer, write(moodle(RED, RED), "faces.xml")).counts() == {Fate.UNCHANGED: 1, Fate.CHANGED: 1}


def test_a_picture_without_description_is_described_by_its_name_with_a_warning(
    transfer: Transfer, write: Write
) -> None:
    plan = planned(transfer, write(moodle(RED, alt=""), "faces.xml"))
    (item,) = plan.items
    assert item.draft
    assert item.draft.media
    assert (item.fate, item.draft.media.alt) == (Fate.NEW, "face.png")
    assert ["has no description" in text for text in warnings_of(plan)] == [True]


def test_what_is_no_picture_is_left_out_with_a_warning(transfer: Transfer, bank: Bank, write: Write) -> None:
    path = write(moodle(b"<svg/>"), "faces.xml")
    plan = planned(transfer, path)
    assert ["no picture that can be shown" in text for text in warnings_of(plan)] == [True]
    assert plan.items[0].has_notes
    imported(transfer, path)
    assert pictures_in(bank, "faces") == []
    assert len(bank.questions.of_pack("faces")) == 1


def test_a_check_without_a_bank_says_the_same_of_pictures(write: Write) -> None:
    (result,) = checked(write(moodle(b"<svg/>"), "faces.xml"))
    assert result.question_count == 1
    assert any("no picture that can be shown" in str(each.problem.message) for each in result.problems)


def test_pictures_go_out_in_a_pack_and_come_in_again(
    transfer: Transfer, bank: Bank, write: Write, tmp_path: Path
) -> None:
    imported(transfer, write(moodle(RED, BLUE), "faces.xml"))
    for format_id, name in (("quizpack", "faces.quizpack"), ("folder", "faces")):
        to = tmp_path / "out" / name
        to.parent.mkdir(exist_ok=True)
        transfer.write(transfer.plan_export(transfer.uids_of_pack("faces"), format_id), to)
        assert planned(transfer, to).counts() == {Fate.UNCHANGED: 2}
    (tmp_path / "out" / "faces" / "media").rename(tmp_path / "out" / "elsewhere")
    plan = planned(transfer, tmp_path / "out" / "faces")
    assert plan.counts() == {Fate.CHANGED: 2}
    assert len(warnings_of(plan)) == 2


def test_a_pack_brings_its_pictures_into_another_bank(transfer: Transfer, bank: Bank, tmp_path: Path) -> None:
    pack = tmp_path / "pack"
    (pack / "media").mkdir(parents=True)
    (pack / "media" / "face.png").write_bytes(RED)
    (pack / "pack.toml").write_text('format = 1\nid = "faces"\ntitle = "Faces"\nversion = "1"\nlanguage = "en"\n')
    question = (
        '[[question]]\nuid = "faces/1"\nkind = "true_false"\ncategory = "a"\nprompt = "Is it so?"\nanswer = true\n'
        'explanation = "It is."\nsources = [{ title = "A book" }]\n'
        'media = { image = "media/face.png", alt = "A face" }\n'
    )
    (pack / "a.toml").write_text(question)
    imported(transfer, pack)
    assert pictures_in(bank, "faces") == [RED]
    assert planned(transfer, pack).counts() == {Fate.UNCHANGED: 1}


def own_pack(folder: Path, *images: str) -> Path:
    """A pack with a question for each of these pictures; face.png is there, the others are what they are."""
    (folder / "media").mkdir(parents=True)
    (folder / "media" / "face.png").write_bytes(RED)
    (folder / "media" / "fake.png").write_bytes(b"<svg/>")
    (folder / "media" / "link.png").symlink_to(write_outside(folder))
    (folder / "pack.toml").write_text('format = 1\nid = "faces"\ntitle = "Faces"\nversion = "1"\nlanguage = "en"\n')
    question = (
        '[[question]]\nuid = "faces/{0}"\nkind = "true_false"\ncategory = "a"\nprompt = "Is it {0}?"\nanswer = true\n'
        'explanation = "It is."\nsources = [{{ title = "A book" }}]\n'
        'media = {{ image = "media/{0}.png", alt = "A face" }}\n'
    )
    (folder / "a.toml").write_text("".join(map(question.format, images)))
    return folder


def write_outside(folder: Path) -> Path:
    (folder.parent / "outside.png").write_bytes(RED)
    return folder.parent / "outside.png"


def test_a_check_of_a_pack_of_our_own_says_what_an_import_says_of_its_pictures(
    transfer: Transfer, tmp_path: Path
) -> None:
    pack = own_pack(tmp_path / "pack", "face", "fake", "link", "gone")
    (result,) = checked(pack)
    said = {
        each.problem.uid: str(each.problem.message)
        for each in result.problems
        if each.problem.field in ("picture", "media")
    }
    assert sorted(said) == ["faces/fake", "faces/gone", "faces/link"]
    assert list(said.values()) == warnings_of(planned(transfer, pack))
    assert (result.question_count, result.error_count) == (4, 0)


def test_a_picture_gone_before_the_import_is_done_stops_it_with_a_whole_sentence(
    transfer: Transfer, bank: Bank, tmp_path: Path
) -> None:
    pack = own_pack(tmp_path / "pack", "face")
    plan = planned(transfer, pack)
    (pack / "media" / "face.png").unlink()
    with pytest.raises(QuizError, match=r"face\.png .* any more\. Nothing was imported\. Put it back, or"):
        transfer.commit(plan, quiet)
    assert bank.packs.all() == ()
    imported(transfer, pack)
    assert len(bank.questions.of_pack("faces")) == 1
