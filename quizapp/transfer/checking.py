"""Files checked without a bank: what a pack or a file of another system holds, and everything wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from quizapp.formats.reading import FileProblem, ReadItem
from quizapp.formats.registry import recognised
from quizapp.game.checking import has_errors
from quizapp.game.draft import Draft, Problem, Severity
from quizapp.game.plans import ImportOptions
from quizapp.game.question import Question
from quizapp.transfer.drafting import Drafting, new_pack_infos
from quizapp.transfer.gathering import gathered
from quizapp.transfer.pictures import Known, with_picture
from quizapp.transfer.sources import Chosen, OwnPack, PassedOver, of_no_format


class Checked:
    """A file or pack as it was checked: its problems, by file and line, and how many of its questions can be used."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.question_count = 0
        self.problems: list[FileProblem] = []

    @property
    def error_count(self) -> int:
        return sum(each.problem.severity is Severity.ERROR for each in self.problems)

    @property
    def warning_count(self) -> int:
        return len(self.problems) - self.error_count


def checked(path: Path) -> Iterator[Checked]:
    """Each pack or file at this place. Raises QuizError when it cannot be read."""
    for each in gathered([path]):
        if isinstance(each, PassedOver):
            yield _passed_over(each)
        else:
            yield _own(each) if isinstance(each, OwnPack) else _foreign(each)


def _passed_over(passed: PassedOver) -> Checked:
    result = Checked(passed.path)
    result.problems.append(replace(passed.problem, file=str(passed.path)))
    return result


def _own(own: OwnPack) -> Checked:
    read = own.read()
    result = Checked(own.path)
    result.question_count = len(read.questions)
    for each in read.problems:
        place = own.path / each.file if own.path.is_dir() else own.path
        result.problems.append(replace(each, file=str(place)))
    result.problems += _of_pictures(own, read.questions)
    return result


def _of_pictures(own: OwnPack, questions: Iterable[Question]) -> Iterator[FileProblem]:
    """What an import would say of the pictures."""
    known: Known = {}
    for question in questions:
        for problem in with_picture(Draft.of(question), own.picture_of(question), known)[1]:
            yield FileProblem(str(own.path), 0, replace(problem, uid=question.uid))


def _foreign(chosen: Chosen) -> Checked:
    result, source = Checked(chosen.path), chosen.source()
    found = recognised(source)
    if found is None:
        result.problems.append(replace(of_no_format(source), file=str(chosen.path)))
        return result
    drafting = Drafting(next(new_pack_infos(chosen.path.stem)), ImportOptions())
    for each in found.read(source):
        if isinstance(each, FileProblem):
            result.problems.append(replace(each, file=str(chosen.path)))
            continue
        problems = _problems(each, drafting)
        result.question_count += not has_errors(problems)
        result.problems += [FileProblem(str(chosen.path), each.line, problem, each.number) for problem in problems]
    return result


def _problems(item: ReadItem, drafting: Drafting) -> tuple[Problem, ...]:
    if item.draft is None:
        return item.problems
    draft, lost = with_picture(drafting.draft(item.draft, item.own_id)[0], item.picture, drafting.pictures)
    return (*item.problems, *lost, *(replace(each, uid=draft.uid) for each in drafting.problems(draft)))
