"""Questions of the bank -> a file in some format, after it was said what the format cannot hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from quizapp.bank.convert import finished
from quizapp.errors import QuizError, sentence
from quizapp.files import write_whole
from quizapp.formats.archive import write_archive
from quizapp.formats.registry import FORMATS, by_id
from quizapp.formats.writing import Written, cannot, losses_of_packs
from quizapp.game.checking import check, has_errors
from quizapp.game.draft import Problem, Severity
from quizapp.game.question import Pack, PackInfo, Question
from quizapp.game.stored import State, StoredQuestion

if TYPE_CHECKING:
    from quizapp.bank.bank import Bank

OWN_FOLDER, OWN_ARCHIVE = "folder", "quizpack"
_DRAFT = "it is a draft with errors, which no file can hold; mend it first"
_SEVERAL = "The questions are from several packs, and a pack of our own holds one. Export them pack by pack."
_PICTURE_GONE = "the picture “{name}” could not be read, so it does not go along; the question still names it"
_NOT_WRITTEN = "{path} could not be written ({reason}); what was there before is unchanged. Choose another place."
_NOTHING = "There is no question to export. Choose a pack, or a search that finds some."


@dataclass(frozen=True, slots=True)
class ExportFormat:
    """A way to write questions. `extension` is empty for a folder."""

    id: str
    title: str
    extension: str


@dataclass(frozen=True, slots=True)
class Export:
    """What is to be written: the files by name (one, or those of a folder), and all that is not in them."""

    format: ExportFormat
    files: Mapping[str, bytes]
    question_count: int
    left_out: tuple[Problem, ...]
    kept: frozenset[str] = frozenset()
    """Pictures that could not be read, whose files stay in a folder where they still lie there."""


def export_formats() -> tuple[ExportFormat, ...]:
    """Every format that can be written, our own first."""
    own = (
        ExportFormat(OWN_ARCHIVE, "Run On Quiz pack (one file)", "quizpack"),
        ExportFormat(OWN_FOLDER, "Run On Quiz pack (folder of TOML files)", ""),
    )
    return (*own, *(ExportFormat(each.id, each.title, each.extensions[0]) for each in FORMATS if each.is_written))


def plan_export(bank: Bank, uids: Sequence[str], format_id: str) -> Export:
    """The files of these questions in this format, in memory, and what is left out of them. Any thread.

    Questions in the rubbish bin are left out without a word, drafts with one. QuizError for no questions, or for those
    of several packs in a format that holds one.
    """
    stored = [each for each in bank.questions.stored_many(uids).values() if each.state is not State.RETIRED]
    if not stored:
        raise QuizError(_NOTHING)
    wanted = next(each for each in export_formats() if each.id == format_id)
    pack_ids = {each.pack_id for each in stored}
    is_own = format_id in (OWN_FOLDER, OWN_ARCHIVE)
    if is_own and len(pack_ids) > 1:
        raise QuizError(_SEVERAL)
    infos = {pack_id: bank.packs.get(pack_id) or PackInfo(pack_id, pack_id, "1") for pack_id in pack_ids}
    questions, unfinished = _finished(stored, infos)
    info = _joined(list(infos.values()))
    pictures = _pictures(bank, questions)
    if is_own:
        written = _own(questions, info, pictures, wanted)
    else:
        written = _foreign(questions, info, pictures, format_id, lambda: bank.questions.changed_at_ms(uids))
        written = replace(written, left_out=(*losses_of_packs(infos.values()), *written.left_out))
    lost = sum(each.severity is Severity.ERROR for each in written.left_out)
    unread = {each.media.image for each in questions if each.media is not None} - pictures.keys()
    return Export(wanted, written.files, len(questions) - lost, (*unfinished, *written.left_out), frozenset(unread))


@dataclass(frozen=True, slots=True)
class _Files:
    files: Mapping[str, bytes]
    left_out: tuple[Problem, ...] = ()


def _finished(stored: Iterable[StoredQuestion], infos: Mapping[str, PackInfo]) -> tuple[list[Question], list[Problem]]:
    """The questions that are whole, by uid, and a problem for each that is not."""
    questions: list[Question] = []
    problems: list[Problem] = []
    for each in sorted(stored, key=lambda stored: stored.question.uid):
        question = None if has_errors(check(each.question, infos[each.pack_id])) else finished(each.question)
        if isinstance(question, Question):
            questions.append(question)
        else:
            problems.append(Problem(Severity.ERROR, "", sentence(_DRAFT), each.question.uid))
    return questions, problems


def _joined(infos: Sequence[PackInfo]) -> PackInfo:
    """One description for the questions of some packs: of several, only the categories count."""
    if len(infos) == 1:
        return infos[0]
    categories = {category.id: category for info in infos for category in info.categories}
    return PackInfo("questions", "Questions", "1", categories=tuple(categories.values()))


def _pictures(bank: Bank, questions: Iterable[Question]) -> dict[str, bytes]:
    """The bytes of each picture by its name, as far as they can be read."""
    found: dict[str, bytes] = {}
    for image in dict.fromkeys(each.media.image for each in questions if each.media is not None):
        path = bank.media.find(image)
        with suppress(OSError):  # then it is as lost as one that is gone, and told so
            found |= {image: path.read_bytes()} if path is not None else {}
    return found


def _own(questions: Sequence[Question], info: PackInfo, pictures: Mapping[str, bytes], wanted: ExportFormat) -> _Files:
    from quizapp.formats.toml_pack import write_pack

    files = {**write_pack(Pack(info, tuple(questions))), **pictures}
    gone = tuple(
        cannot(each, "media", _PICTURE_GONE, whole=False, name=each.media.image)
        for each in questions
        if each.media is not None and each.media.image not in pictures
    )
    if wanted.id == OWN_FOLDER:
        return _Files(files, gone)
    return _Files({f"{info.id}.quizpack": write_archive(files)}, gone)


def _foreign(
    questions: Sequence[Question],
    info: PackInfo,
    pictures: Mapping[str, bytes],
    format_id: str,
    changed_at_ms: Callable[[], Mapping[str, int]],
) -> _Files:
    found = by_id(format_id)
    assert found is not None
    known = [pictures] if found.has_pictures else []
    written: Written = found.module.write(questions, info, *known, *([changed_at_ms()] if found.has_times else []))
    return _Files({f"{info.id}.{found.extensions[0]}": written.content}, written.left_out)


def write_export(export: Export, to: Path) -> None:
    """Writes what was planned: one file at `to`, or the files of a folder into it. Raises QuizError.

    Each file is whole or as it was before. See `write_folder` for what becomes of what lies in a folder.
    """
    try:
        if export.format.id == OWN_FOLDER:
            from quizapp.transfer.export_folder import write_folder

            write_folder(export.files, to, export.kept)
        else:
            write_whole(to, [next(iter(export.files.values()))], _NOT_WRITTEN)
    except OSError as error:
        raise QuizError(_NOT_WRITTEN, path=to, reason=error.strerror) from error
