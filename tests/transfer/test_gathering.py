"""What is chosen: folders with all that lies in them, several things in one go, and files that spoil nothing but
themselves.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from quizapp.bank.bank import Bank
from quizapp.errors import QuizError
from quizapp.formats.archive import write_archive
from quizapp.formats.toml_pack import write_pack
from quizapp.game.mapping import Field, Mapping
from quizapp.game.plans import Fate, ImportOptions, ImportPlan
from quizapp.game.question import PackInfo
from quizapp.transfer import gathering
from quizapp.transfer.checking import checked
from quizapp.transfer.gathering import gathered
from quizapp.transfer.sources import OwnPack, PassedOver
from quizapp.transfer.transfer import Transfer

from .conftest import Write, imported, opentdb, planned, quiet
from .moments import a_zoo, packed

GIFT = "::Q1:: Who runs? {=Ki Seon-gyeom ~Oh Mi-joo}\n"
TABLE = "question,answer,wrong1\nWho runs?,Ki Seon-gyeom,Oh Mi-joo\nWho translates?,Oh Mi-joo,Ki Seon-gyeom\n"
BOMB = 65 * 2**20

Lay = Callable[[str, str | bytes], Path]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a pack of three questions, as the program writes it."""
    made = tmp_path / "zoo"
    made.mkdir()
    for name, content in write_pack(a_zoo("1", *"abc")).items():
        (made / name).write_bytes(content)
    return made


@pytest.fixture
def lay(folder: Path) -> Lay:
    """Puts one more file into that folder."""

    def _lay(name: str, content: str | bytes) -> Path:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return _lay


def all_planned(transfer: Transfer, *paths: Path) -> list[ImportPlan]:
    """What importing each part would do, one after the other."""
    plans: list[ImportPlan] = []
    for part in transfer.parts(paths):
        plan = transfer.plan_part(part, ImportOptions(), quiet)
        if plan.has_anything_to_write:
            transfer.commit(plan, quiet)
        plans.append(plan)
    return plans


def notes(*plans: ImportPlan) -> dict[str, str]:
    """The notes by the file they are on."""
    return {note.file: str(note.problem.message) for plan in plans for note in plan.notes}


def bomb() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("imsmanifest.xml", b" " * BOMB)
    return stream.getvalue()


# Folders


def test_what_lies_beside_a_pack_and_below_it_is_read_or_listed(transfer: Transfer, folder: Path, lay: Lay) -> None:
    lay("single.gift", GIFT)
    lay("more/cast.toml", '[[question]]\nuid = "zoo/z"\nkind = "true_false"\nprompt = "Is it?"\nanswer = true\n')
    lay("more/notes.bin", "nothing of a quiz")
    pack, others = all_planned(transfer, folder)
    assert (pack.info.id, pack.counts()) == ("zoo", {Fate.NEW: 3})
    assert (len(others.items), others.formats) == (1, {"single.gift": "GIFT"})
    assert "which pack it is of" in notes(pack, others)["more/cast.toml"]
    assert "no format" in notes(pack, others)["more/notes.bin"]
    assert pack.error_count + others.error_count == 2, "so the command does not end as if all was well"


def test_a_table_of_settings_makes_no_pack_of_the_folder_it_lies_in(transfer: Transfer, tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "settings.toml").write_text("[window]\nwidth = 800\n")
    (folder / "single.gift").write_text(GIFT)
    plan = planned(transfer, folder)
    assert (plan.info.title, plan.counts()) == ("mine", {Fate.NEW: 1})
    assert notes(plan) == {
        "settings.toml": "there is no pack in this file and no question, so nothing of it was imported"
    }


def test_pictures_of_a_pack_and_what_goes_along_with_it_are_no_matter(
    transfer: Transfer, folder: Path, lay: Lay
) -> None:
    lay("media/a.png", b"\x89PNG\r\n\x1a\n")
    lay("README.md", "# The zoo\n\nIts letters.\n")
    lay("LICENSE", "Do what you like.\n")
    lay(".git/config", "[core]\n")
    plan = planned(transfer, folder)
    assert (plan.counts(), plan.notes) == ({Fate.NEW: 3}, [])


def test_questions_in_a_file_that_is_called_readme_are_read(transfer: Transfer, folder: Path, lay: Lay) -> None:
    lay("README.txt", GIFT)
    assert [len(plan.items) for plan in all_planned(transfer, folder)] == [3, 1]


def test_pictures_that_belong_to_no_pack_are_one_quiet_note(transfer: Transfer, write: Write) -> None:
    folder = write(opentdb(4)).parent
    for name in ("a.png", "b.jpg", "c.gif"):
        (folder / name).write_bytes(b"GIF89a")
    plan = planned(transfer, folder)
    assert (plan.counts(), plan.error_count) == ({Fate.NEW: 4}, 0)
    assert notes(plan) == {"a.png": "this picture and 2 others belong to no pack and were left out"}


def test_a_pack_in_a_pack_is_a_pack_of_its_own(transfer: Transfer, bank: Bank, folder: Path, lay: Lay) -> None:
    other = a_zoo("1", *"pq")
    for name, content in write_pack(other).items():
        lay(f"inner/{name}", content.replace(b"zoo", b"ark"))
    assert [(plan.info.id, len(plan.items)) for plan in all_planned(transfer, folder)] == [("zoo", 3), ("ark", 2)]
    assert {info.id for info in bank.packs.all()} == {"zoo", "ark"}


def test_files_of_one_name_in_two_folders_are_told_apart(transfer: Transfer, tmp_path: Path) -> None:
    for number, name in enumerate(("one", "two")):
        (tmp_path / "both" / name).mkdir(parents=True)
        (tmp_path / "both" / name / "things.json").write_text(json.dumps(opentdb(2, first=10 * number)))
    plan = planned(transfer, tmp_path / "both")
    assert {item.file for item in plan.items} == {"one/things.json", "two/things.json"} == set(plan.formats)


def test_two_packs_of_one_file_each_in_a_folder_are_two(transfer: Transfer, tmp_path: Path) -> None:
    folder = tmp_path / "both"
    folder.mkdir()
    for pack_id in ("one", "two"):
        (folder / f"{pack_id}.toml").write_text(f'format = 1\nid = "{pack_id}"\ntitle = "{pack_id}"\nversion = "1"\n')
    assert [plan.info.id for plan in all_planned(transfer, folder)] == ["one", "two"]


def test_too_many_files_are_refused_and_pictures_of_a_pack_do_not_count(
    transfer: Transfer, folder: Path, lay: Lay, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gathering, "FILES_MAX", 3)
    for number in range(5):
        lay(f"media/{number}.png", b"x")
    assert planned(transfer, folder).counts() == {Fate.NEW: 3}
    for number in range(4):
        lay(f"{number}.gift", GIFT)
    with pytest.raises(QuizError, match="more than 3 files"):
        gathered([folder])


def test_check_lists_what_lies_beside_a_pack_too(folder: Path, lay: Lay) -> None:
    lay("single.gift", GIFT)
    lay("broken.zip", b"PK\x03\x04 no more")
    results = list(checked(folder))
    assert sorted((each.path.name, each.question_count) for each in results) == [
        ("broken.zip", 0),
        ("single.gift", 1),
        ("zoo", 3),
    ]
    assert [each.path.name for each in results if each.error_count] == ["broken.zip"]


# One file spoils no other


@pytest.mark.parametrize("content", [bomb(), b"PK\x03\x04 and no more"], ids=["bomb", "damaged"])
@pytest.mark.parametrize("name", ["spoilt.zip", "spoilt.quizpack"])
def test_a_bad_zip_file_among_others_is_a_note_on_that_file(
    transfer: Transfer, write: Write, content: bytes, name: str
) -> None:
    spoilt, sound = write(content, name), write(opentdb(4))
    for plan in (planned(transfer, sound, spoilt), planned(transfer, sound.parent)):
        assert plan.counts() == {Fate.NEW: 4}
        assert list(notes(plan)) == [name]
        assert plan.error_count == 1


def test_a_bad_pack_that_is_all_there_is_is_refused_with_its_name(transfer: Transfer, write: Write) -> None:
    with pytest.raises(QuizError, match=r"spoilt\.quizpack: this is no zip file"):
        planned(transfer, write(b"PK\x03\x04 and no more", "spoilt.quizpack"))


def test_a_file_that_is_gone_spoils_no_other(transfer: Transfer, write: Write) -> None:
    sound = write(opentdb(4))
    plan = planned(transfer, sound, sound.parent / "gone.json")
    assert (plan.counts(), plan.error_count) == ({Fate.NEW: 4}, 1)
    with pytest.raises(QuizError, match=r"gone\.json cannot be read"):
        planned(transfer, sound.parent / "gone.json")


def test_an_empty_folder_spoils_no_other(transfer: Transfer, write: Write, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    plan = planned(transfer, write(opentdb(4)), tmp_path / "empty")
    assert (plan.counts(), list(notes(plan))) == ({Fate.NEW: 4}, ["empty"])
    with pytest.raises(QuizError, match="There is no file in"):
        planned(transfer, tmp_path / "empty")


def test_what_lies_in_an_archive_beside_the_pack_is_told(transfer: Transfer, write: Write) -> None:
    files = {f"zoo/{name}": content for name, content in write_pack(a_zoo("1", *"ab")).items()}
    files |= {"zoo/media/a.png": b"x", "zoo/README.md": b"x", "other/cast.toml": b"x", "one.gift": GIFT.encode()}
    plan = planned(transfer, write(write_archive(files), "zoo.quizpack"))
    assert plan.counts() == {Fate.NEW: 2}
    assert "2 files lie beside those of the pack" in notes(plan)["zoo.quizpack"]


# What a file holds tells what it is


@pytest.mark.parametrize("name", ["zoo.csv", "zoo.apkg", "zoo.zip", "zoo"])
def test_a_pack_is_a_pack_whatever_its_file_is_called(transfer: Transfer, write: Write, name: str) -> None:
    plan = planned(transfer, write(write_archive(write_pack(a_zoo("1", *"ab"))), name))
    assert (plan.info.id, plan.counts()) == ("zoo", {Fate.NEW: 2})


@pytest.mark.parametrize("name", ["zoo.txt", "zoo.csv", "zoo.gift"])
def test_a_pack_of_one_text_is_a_pack_whatever_it_is_called(transfer: Transfer, write: Write, name: str) -> None:
    pack = b"# Our zoo\n\n" + b"\n".join(write_pack(a_zoo("1", *"ab")).values())
    plan = planned(transfer, write(pack, name))
    assert (plan.info.id, plan.counts()) == ("zoo", {Fate.NEW: 2})


@pytest.mark.parametrize("name", ["table.toml", "table.quizpack"])
def test_a_table_is_a_table_whatever_it_is_called(transfer: Transfer, write: Write, name: str) -> None:
    plan = planned(transfer, write(TABLE, name))
    assert (list(plan.formats.values()), plan.counts()) == (["Table (CSV)"], {Fate.NEW: 2})


def test_xml_is_xml_whatever_it_is_called(transfer: Transfer, write: Write) -> None:
    question = "<question type='truefalse'><questiontext><text>Is it?</text></questiontext><answer fraction='100'>"
    quiz = f"<?xml version='1.0'?><quiz>{question}<text>true</text></answer></question></quiz>"
    plan = planned(transfer, write(quiz, "quiz.toml"))
    assert list(plan.formats.values()) == ["Moodle XML"]


def test_a_text_that_looks_like_no_pack_but_is_called_so_is_told_of_as_one(transfer: Transfer, write: Write) -> None:
    plan = planned(transfer, write("nothing = 1\n", "mine.toml"))
    assert "no pack is described here" in " ".join(notes(plan).values())


# Several in one go


def test_packs_and_other_files_come_one_after_the_other(transfer: Transfer, bank: Bank, write: Write) -> None:
    zoo = packed(write, a_zoo("1", *"ab"))
    ark = write(zoo.read_bytes(), "zoo-again.quizpack")
    things = write(opentdb(3))
    first, second, third = all_planned(transfer, zoo, things, ark)
    assert (first.counts(), second.counts()) == ({Fate.NEW: 2}, {Fate.NEW: 3})
    assert third.counts() == {Fate.UNCHANGED: 2}, "it is compared with what came before"
    assert [info.id for info in bank.packs.all()] == ["things", "zoo"]


def test_where_one_plan_only_can_be_looked_at_the_packs_are_named(transfer: Transfer, write: Write) -> None:
    zoo, things = packed(write, a_zoo("1", *"ab")), write(opentdb(3))
    with pytest.raises(QuizError, match=r"“zoo\.quizpack”, “things\.json”") as refused:
        planned(transfer, zoo, things)
    assert "Nothing was imported" in str(refused.value)


def test_what_cannot_be_planned_of_several_keeps_nobody_from_the_next(transfer: Transfer, write: Write) -> None:
    imported(transfer, packed(write, a_zoo("2", *"ab")))
    older, things = packed(write, a_zoo("1", *"ab")), write(opentdb(3))
    first, second = (transfer.plan([older, things], ImportOptions(), quiet, place=place) for place in (0, 1))
    assert (first.items, first.error_count, first.afterwards) == ([], 1, ("“things.json”",))
    assert "newer than version 1" in notes(first)["zoo.quizpack"]
    assert (second.counts(), second.afterwards) == ({Fate.NEW: 3}, ())


def test_each_part_is_named_by_what_it_is(folder: Path, lay: Lay) -> None:
    lay("inner/pack.toml", 'format = 1\nid = "ark"\ntitle = "Ark"\nversion = "1"\n')
    found = gathered([folder])
    assert [each.name for each in found] == ["zoo", "inner"]
    assert all(isinstance(each, OwnPack) for each in found)
    assert not [each for each in found if isinstance(each, PassedOver)]


# Into which pack


def test_a_file_that_is_named_like_a_published_pack_does_not_go_into_it_unasked(
    transfer: Transfer, bank: Bank, write: Write
) -> None:
    bank.packs.load(a_zoo("1", *"abc"), "digest 1")
    path = write(TABLE, "zoo.csv")
    assert imported(transfer, path).pack_id == "zoo-2"
    assert not bank.packs.is_edited("zoo")
    again = planned(transfer, path)
    assert (again.info.id, again.counts()) == ("zoo-2", {Fate.UNCHANGED: 2})
    asked = planned(transfer, write(opentdb(2), "zoo.json"), pack_id="zoo")
    assert (asked.info.id, asked.counts()) == ("zoo", {Fate.NEW: 2})


def test_a_pack_that_is_told_where_another_is_meant_says_where_its_questions_go(
    transfer: Transfer, write: Write
) -> None:
    imported(transfer, write(opentdb(3)))
    zoo = packed(write, a_zoo("1", *"ab"))
    told = planned(transfer, zoo, pack_id="things")
    assert told.info.id == "zoo"
    assert "so its questions go there and not to the pack “things”" in notes(told)["zoo.quizpack"]
    assert planned(transfer, zoo, pack_id="zoo").notes == []


# Places


def test_every_question_of_a_pack_has_its_file_and_line(transfer: Transfer, folder: Path) -> None:
    path = next(path for path in folder.glob("*.toml") if b"[[question]]" in path.read_bytes())
    lines = path.read_text().splitlines()
    begins = [number for number, line in enumerate(lines, start=1) if line == "[[question]]"]
    plan = planned(transfer, folder)
    assert [(item.file, item.line) for item in plan.items] == [(path.name, line) for line in begins]
    transfer.commit(plan, quiet)
    text = path.read_text()
    path.write_text("# one line more\n" + text.replace("Is b one", "Is b really one"))
    plan = planned(transfer, folder)
    changed = {item.draft.uid: item.line for item in plan.items if item.draft and item.fate is Fate.CHANGED}
    assert changed == {"zoo/b": begins[1] + 1}


# What columns hold


def test_a_mapping_holds_for_tables_with_its_columns_alone(transfer: Transfer, write: Write) -> None:
    mapping = Mapping((Field.NOTHING, Field.KEY, Field.PROMPT, Field.NOTHING))
    odd = write("a,b,c,d\n1,Ki,Who is it,x\n2,Oh,Who was it,y\n", "odd.csv")
    known = write(TABLE, "known.csv")
    plan = planned(transfer, odd, known, mapping=mapping)
    assert plan.counts() == {Fate.NEW: 4}
    assert list(notes(plan)) == ["known.csv"]
    assert "names 4 columns and this table has 3" in notes(plan)["known.csv"]


def test_a_mapping_that_is_too_short_is_told_once_and_not_of_every_row(transfer: Transfer, write: Write) -> None:
    odd = write("a,b,c,d\n1,Ki,Who is it,x\n2,Oh,Who was it,y\n", "odd.csv")
    plan = planned(transfer, odd, mapping=Mapping((Field.PROMPT, Field.KEY)))
    assert plan.items == []
    assert plan.error_count == 1
    assert "names 2 columns and this table has 4" in " ".join(str(note.problem.message) for note in plan.notes)


def test_a_mapping_may_tell_another_sign_between_columns(transfer: Transfer, write: Write) -> None:
    path = write("Who, of all, is it|Ki\nWho, then, was it|Oh\n", "odd.csv")
    plan = planned(transfer, path, mapping=Mapping((Field.PROMPT, Field.KEY), header=0, delimiter="|"))
    assert (plan.counts(), plan.notes) == ({Fate.NEW: 2}, [])


def test_a_pack_of_which_nothing_is_said_has_no_place_to_go(transfer: Transfer, write: Write) -> None:
    plan = planned(transfer, write("nothing = 1\n", "mine.toml"), pack_id="zoo")
    assert plan.info == PackInfo("", "mine", "")
