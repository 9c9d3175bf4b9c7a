"""What the command line says of an import: line by line for people, and as JSON for programs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from quizapp.game.draft import Problem
from quizapp.game.plans import Decision, Fate, ImportPlan, PlanItem, in_order

_FATES = {Fate.CONFLICT: ("conflict", "conflicts"), Fate.DUPLICATE: ("duplicate", "duplicates")}
_OPTIONS = "--conflicts ours or --conflicts theirs"


def plan_lines(plan: ImportPlan, *, written: bool) -> Iterator[str]:
    """Every question that somebody should look at with its place and reasons, then the counts, then what is open."""
    for note in plan.notes:
        yield f"{note.file}:{note.line}: {note.problem.severity}: {note.problem.message}"
    for item in plan.items:
        if item.has_notes:
            where = f"{item.file or _file_of(plan)}:{item.line}: {item.fate}"
            number = f"item {item.number}: " if item.number else ""
            yield f"{where}: {number}“{item.shown_text[:80]}”: {'; '.join(_reasons(item))}"
    counts = ", ".join(counted(count, *_FATES.get(fate, (fate, fate))) for fate, count in plan.counts().items())
    done = "imported" if written else "nothing was written"
    yield f"{plan.info.title} ({plan.info.id}): {counted(len(plan.items), 'question')}: {counts or 'none'}; {done}"
    yield from _to_decide(plan, written=written)


def _file_of(plan: ImportPlan) -> str:
    """The file as a whole is what an item is about that it holds no more."""
    return next(iter(plan.formats), plan.info.id)


def _reasons(item: PlanItem) -> list[str]:
    """Why a question is listed, what stops it first, then what it lost."""
    of_problems = (str(each.message) for each in in_order(item.problems))
    return [each for each in (_of_fate(item), *of_problems) if each]


def _of_fate(item: PlanItem) -> str:
    if item.fate is Fate.REMOVED:
        return "the newer version of the pack does not hold it any more, so it is retired"
    if item.fate is not Fate.CONFLICT:
        return f"the same as {item.like}" if item.like else ""
    if item.is_gone:
        why, taken = "changed here, and the newer version of the pack does not hold it any more", "it is retired"
    else:
        why, taken = "changed here and in the file", "the file’s is taken"
    kept = "ours is kept until you decide" if item.is_undecided else "ours is kept"
    return f"{why}; {taken if item.chosen else kept}"


def _to_decide(plan: ImportPlan, *, written: bool) -> Iterator[str]:
    """Where it is decided about conflicts that were left, of which some wait in the bank and others do not."""
    waiting = sum(written or item.decision is Decision.WAITS for item in plan.left_to_decide())
    others = sum(item.is_undecided for item in plan.items) - waiting
    if waiting:
        words = counted(waiting, "conflict waits", "conflicts wait")
        yield f"{words} for your decision: open the packs window, or import the file again with {_OPTIONS}"
    if others:
        words = counted(others, "conflict is", "conflicts are")
        yield f"{words} not decided: import the file with {_OPTIONS}"


def plan_as_json(plan: ImportPlan, *, written: bool) -> dict[str, Any]:
    """The same; `undecided` counts the conflicts that are left."""
    return {
        "pack": plan.info.id,
        "written": written,
        "counts": {str(fate): count for fate, count in plan.counts().items()},
        "undecided": sum(item.is_undecided for item in plan.items),
        "notes": [problem_as_json(note.file, note.line, note.problem) for note in plan.notes],
        "items": [
            {
                "file": item.file or _file_of(plan),
                "line": item.line,
                "item": item.number or None,
                "result": str(item.fate),
                "chosen": item.chosen,
                "text": item.shown_text[:200],
                "like": item.like,
                "problems": [problem_as_json(item.file, item.line, each, item.number) for each in item.problems],
            }
            for item in plan.items
        ],
    }


def problem_as_json(file: str, line: int, problem: Problem, number: int = 0) -> dict[str, Any]:
    """`item` is null where the line tells which question it is about. `loss`: what the file says was not taken over."""
    return {
        "file": file,
        "line": line,
        "item": number or None,
        "severity": str(problem.severity),
        "uid": problem.uid,
        "field": problem.field,
        "loss": problem.is_loss,
        "message": str(problem.message),
    }


def counted(count: int, one: str, many: str = "") -> str:
    """So many of something, such as “1 question” and “2 questions”."""
    return f"{count} {one if count == 1 else many or one + 's'}"
