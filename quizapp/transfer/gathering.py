"""What lies at the places that somebody chose: of a folder all of it, so that nothing there is passed over unsaid."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from quizapp.errors import QuizError, Sentence, of_count, sentence
from quizapp.formats.reading import Source
from quizapp.formats.registry import recognised
from quizapp.formats.toml_looks import describes_pack, is_of_pack
from quizapp.game.draft import Severity
from quizapp.transfer.pack_files import beginning, pack_files
from quizapp.transfer.sources import DESCRIPTION, Gathered, OwnPack, PassedOver, is_companion, is_hidden, source_of

FILES_MAX = 1_000
_NAMES_SHOWN = 6
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".bmp", ".tif", ".tiff", ".ico")

_UNREADABLE = "{path} cannot be read ({reason}); nothing was imported. Choose another file."
_TOO_MANY = "There are more than {most} files in {path}; nothing was read. Choose fewer at a time."
_NOTHING = "There is no file in {path}. Choose one with questions in it."
_NO_PACK = (
    "this file does not say which pack it is of (id, title and version are missing), so nothing of it was imported; "
    "put it beside the pack.toml of its pack and import that folder"
)
_NOTHING_OF_A_PACK = "there is no pack in this file and no question, so nothing of it was imported"
_LINK = "this is a link to a folder and was not followed; choose the folder itself"


def gathered(paths: Sequence[Path]) -> list[Gathered]:
    """What these files and folders are, each named as below the folder that was chosen.

    What cannot be read is told of, or raised as QuizError where it is all that was chosen.
    """
    found = [each for path in paths for each in _of_path(path)]
    if len(found) > 1:
        return [_passed_over(each) if isinstance(each, OwnPack) and not each.is_certain else each for each in found]
    if found and isinstance(found[0], PassedOver) and found[0].path in paths:
        raise _refusal(found[0])
    return found


Part = Sequence[Gathered]
"""What is imported in one go."""


def parts(found: Iterable[Gathered]) -> list[Part]:
    """What can be imported in one go: each pack of our own by itself, and all files of other systems together.

    What was passed over is told of with the first of them.
    """
    others: list[Gathered] = []
    of_parts: list[list[Gathered]] = []
    told: list[Gathered] = []
    for each in found:
        if isinstance(each, PassedOver):
            told.append(each)
            continue
        if isinstance(each, OwnPack):
            of_parts.append([each])
        elif not others:
            others.append(each)
            of_parts.append(others)
        else:
            others.append(each)
    if not of_parts:
        return [told]
    of_parts[0] += told
    return list(of_parts)


def names_of(several: Iterable[Part]) -> tuple[str, ...]:
    """What these parts are called: packs by their files, and of other files the first few."""
    files = [each for part in several for each in part if not isinstance(each, PassedOver)]
    shown = tuple(f"“{each.name}”" for each in files[:_NAMES_SHOWN])
    return (*shown, "…") if len(files) > _NAMES_SHOWN else shown


def _refusal(passed: PassedOver) -> QuizError:
    """A sentence about a file that names it."""
    reason = str(passed.reason)
    if str(passed.path) in reason:
        return QuizError(passed.reason.template, **dict(passed.reason.parameters))
    return QuizError("{file}: {problem}.", file=passed.name, problem=reason.removesuffix("."))


def _passed_over(own: OwnPack) -> PassedOver:
    has_questions = any(map(is_of_pack, own.files.values()))
    return PassedOver(own.path, own.name, sentence(_NO_PACK if has_questions else _NOTHING_OF_A_PACK))


def _of_path(path: Path) -> Iterator[Gathered]:
    if not path.is_dir():
        yield source_of(path, path.name, path)
        return
    found = list(_Folder(path).found())
    yield from found or [PassedOver(path, path.name, sentence(_NOTHING, path=path))]


class _Folder:
    """A chosen folder with all that lies in it, in any depth."""

    def __init__(self, chosen: Path) -> None:
        self._chosen = chosen
        self._count = 0
        self._pictures: list[Path] = []

    def found(self) -> Iterator[Gathered]:
        severity = Severity.ERROR
        for each in self._of_folder(self._chosen):
            severity = Severity.WARNING
            yield each
        if self._pictures:
            yield self._told_of_pictures(severity)

    def _of_folder(self, folder: Path) -> Iterator[Gathered]:
        try:
            entries = sorted(path for path in folder.iterdir() if not is_hidden(path.name))
        except OSError as error:
            yield self._passed_over(folder, sentence(_UNREADABLE, path=folder, reason=error.strerror))
            return
        try:
            pack = _pack_in(folder, entries)
        except QuizError as error:
            yield self._passed_over(folder, error.sentence)
            return
        if pack is not None:
            yield pack
            own = {folder / "media", *(folder / name for name in pack.files)}
            entries = [path for path in entries if path not in own]
        for path in entries:
            yield from self._of_entry(path)

    def _of_entry(self, path: Path) -> Iterator[Gathered]:
        if path.is_dir():
            if path.is_symlink():
                yield self._passed_over(path, sentence(_LINK))
            else:
                yield from self._of_folder(path)
        elif path.suffix.lower() in _PICTURES:
            self._pictures.append(path)
        elif not (is_companion(path.name) and _is_no_question_file(path)):
            self._count += 1
            if self._count > FILES_MAX:
                raise QuizError(_TOO_MANY, most=FILES_MAX, path=self._chosen)
            yield source_of(path, self._name(path), self._chosen)

    def _name(self, path: Path) -> str:
        return path.relative_to(self._chosen).as_posix()

    def _passed_over(self, path: Path, reason: Sentence) -> PassedOver:
        return PassedOver(path, self._name(path), reason)

    def _told_of_pictures(self, severity: Severity) -> PassedOver:
        """One note on all of them, and a quiet one beside questions, where they are nothing unusual."""
        count, first = len(self._pictures), self._name(self._pictures[0])
        one, many = (
            "this picture belongs to no pack and was left out",
            ("this picture and {more} others belong to no pack and were left out"),
        )
        reason = sentence(of_count(count, one, many), more=count - 1)
        return PassedOver(self._pictures[0], first, reason, severity)


def _pack_in(folder: Path, entries: Iterable[Path]) -> OwnPack | None:
    """The pack whose files lie in this folder: one file of them says which pack that is."""
    if (folder / DESCRIPTION).is_file():
        return OwnPack(folder, pack_files(folder), name=folder.name)
    tables = [path for path in entries if path.suffix.lower() == ".toml" and path.is_file()]
    files = {path.name: content for path in tables if is_of_pack(content := pack_files(path)[path.name])}
    if sum(map(describes_pack, files.values())) != 1:
        return None  # each speaks for itself, or none for all
    return OwnPack(folder, files, name=folder.name)


def _is_no_question_file(path: Path) -> bool:
    """Whether what goes along with packs, such as a licence, is nothing but that."""
    try:
        content = beginning(path)
    except OSError:
        return False
    return not is_of_pack(content) and recognised(Source(path.name, content)) is None
