"""The commands without a window; nothing here loads Qt."""

from __future__ import annotations

import json
import os
import sys
import time
import tomllib
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quizapp.errors import QuizError
from quizapp.paths import Paths

if TYPE_CHECKING:
    from quizapp.game.mapping import Mapping
    from quizapp.game.plans import ImportPlan, PlanItem
    from quizapp.game.recount import RoundRecount
    from quizapp.transfer.transfer import Transfer

EXIT_OK, EXIT_PROBLEMS, EXIT_FAILED = 0, 1, 2
_REDRAW_S = 0.1


def run(options: Namespace) -> int:
    """Runs one command; an expected failure is one sentence on the error stream and exit code 2."""
    commands: dict[str, Callable[[Namespace], int]] = {
        "check": _check,
        "import": _import,
        "export": _export,
        "backup": _backup,
        "restore": _restore,
    }
    try:
        return commands[options.command](options)
    except QuizError as error:
        print(_printable(str(error.sentence), sys.stderr), file=sys.stderr)
        return EXIT_FAILED
    except KeyboardInterrupt:
        print("Stopped. Nothing was changed.", file=sys.stderr)
        return EXIT_FAILED
    except BrokenPipeError:
        # Whoever read along, such as `head`, has seen enough; Python would write the rest into the pipe when it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return EXIT_FAILED


# check


def _check(options: Namespace) -> int:
    """Prints problems as `file:line: severity: sentence`, then the counts; 1 when there are errors."""
    if options.scores == bool(options.paths):
        raise QuizError("Say what to check: packs and question files by their paths, or the rounds with --scores.")
    if options.scores:
        return _check_scores(options)
    from quizapp.transfer.checking import checked

    results = [result for path in options.paths for result in checked(path)]
    if options.json:
        _print_json([_checked_as_json(result) for result in results])
    else:
        for result in results:
            for problem in result.problems:
                _print(str(problem))
            counts = _counted(result.question_count, "question"), _counted(result.error_count, "error")
            _print(f"{result.path}: {', '.join(counts)}, {_counted(result.warning_count, 'warning')}")
    return EXIT_PROBLEMS if any(result.error_count for result in results) else EXIT_OK


def _checked_as_json(result: Any) -> dict[str, Any]:
    return {
        "path": str(result.path),
        "questions": result.question_count,
        "errors": result.error_count,
        "warnings": result.warning_count,
        "problems": [_problem_as_json(each.file, each.line, each.problem, each.number) for each in result.problems],
    }


def _problem_as_json(file: str, line: int, problem: Any, number: int = 0) -> dict[str, Any]:
    """`item` is null where the line tells which question it is about."""
    return {
        "file": file,
        "line": line,
        "item": number or None,
        "severity": str(problem.severity),
        "uid": problem.uid,
        "field": problem.field,
        "message": str(problem.message),
    }


def _check_scores(options: Namespace) -> int:
    """Recounts every round from its log and prints those that were shown otherwise; 1 when there are some."""
    from quizapp.bank.bank import Bank
    from quizapp.game.recount import Recounted, RoundRecount

    paths = _paths(options)
    if not paths.bank.is_file():
        raise QuizError("There is no bank in {folder}, so there are no rounds to check.", folder=paths.data)
    counts, listed = dict.fromkeys(Recounted, 0), list[RoundRecount]()
    with Bank.open(paths.bank, paths.backups, now_ms=_now_ms) as bank, _Progress("Recounting") as progress:
        for each in bank.recount.rounds(progress):
            counts[each.outcome] += 1
            if each.outcome is not Recounted.SAME:
                listed.append(each)
    if options.json:
        rounds = [_recount_as_json(each) for each in listed]
        _print_json({"counts": {str(outcome): count for outcome, count in counts.items()}, "rounds": rounds})
    else:
        for each in listed:
            _print(_recount_words(each))
        words = "as shown", "shown otherwise", "by rules of a later version", "not to be replayed"
        told = ", ".join(f"{count} {word}" for count, word in zip(counts.values(), words, strict=True))
        _print(f"{_counted(sum(counts.values()), 'round')}: {told}")
    return EXIT_OK if all(each.is_sound for each in listed) else EXIT_PROBLEMS


def _recount_words(recount: RoundRecount) -> str:
    from quizapp.game.recount import Recounted

    round_ = f"round {recount.round_id} ({recount.player_name or 'former player'}, {recount.rule_set})"
    if recount.outcome is Recounted.UNKNOWN_RULES:
        return f"{round_}: its rules are of a later version, so it is neither ranked nor recounted"
    if recount.outcome is Recounted.UNREADABLE:
        return f"{round_}: its questions or its log cannot be replayed"
    found = (
        f"{f'answer {each.number}, ' if each.number else ''}{each.what}: shown {each.shown}, recounted {each.recounted}"
        for each in recount.differences
    )
    return f"{round_}: {'; '.join(found)}"


def _recount_as_json(recount: RoundRecount) -> dict[str, Any]:
    return {
        "round": recount.round_id,
        "player": recount.player_name,
        "rule_set": recount.rule_set,
        "started_at_ms": recount.started_at_ms,
        "finished_at_ms": recount.finished_at_ms,
        "result": str(recount.outcome),
        "differences": [
            {"answer": each.number or None, "what": each.what, "shown": each.shown, "recounted": each.recounted}
            for each in recount.differences
        ],
    }


# import and export


def _import(options: Namespace) -> int:
    """Imports files into the bank, or says what importing would do; 1 when something could not be taken over."""
    from quizapp.game.plans import ImportOptions

    chosen = ImportOptions(pack_id=options.pack, mapping=_mapping(options.map) if options.map else None)
    with _Opened(options) as transfer:
        with _Progress("Reading") as progress:
            plan: ImportPlan = transfer.plan(options.paths, chosen, progress)
        result = None
        if not options.dry_run and (plan.chosen() or (plan.info_changed and not plan.is_new)):
            with _Progress("Writing") as progress:
                result = transfer.commit(plan, progress)
    if options.json:
        _print_json(_plan_as_json(plan, written=result is not None))
    else:
        _print_plan(plan, written=result is not None)
    return EXIT_PROBLEMS if plan.error_count else EXIT_OK


def _mapping(path: Path) -> Mapping:
    from quizapp.game.mapping import mapping_from_dict

    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        template = "{path} cannot be read as TOML ({reason}), so nothing was imported."
        raise QuizError(template, path=path, reason=str(error)) from error
    try:
        return mapping_from_dict(values)
    except QuizError as error:
        raise QuizError("{path}: {problem}. Nothing was imported.", path=path, problem=str(error)) from error


def _print_plan(plan: ImportPlan, *, written: bool) -> None:
    for note in plan.notes:
        _print(f"{note.file}:{note.line}: {note.problem.severity}: {note.problem.message}")
    for item in plan.items:
        if item.has_notes:
            where = f"{item.file or plan.info.id}:{item.line}: {item.fate}"
            number = f"item {item.number}: " if item.number else ""
            _print(f"{where}: {number}“{item.shown_text[:80]}”: {'; '.join(_reasons(item))}")
    counts = ", ".join(_counted(count, *_FATES.get(fate, (fate, fate))) for fate, count in plan.counts().items())
    done = "imported" if written else "nothing was written"
    _print(f"{plan.info.title} ({plan.info.id}): {_counted(len(plan.items), 'question')}: {counts or 'none'}; {done}")


_FATES = {"conflict": ("conflict", "conflicts"), "duplicate": ("duplicate", "duplicates")}


def _reasons(item: PlanItem) -> list[str]:
    """Why a question is listed, what stops it first."""
    fates = {
        "conflict": "changed here and in the file; ours is kept",
        "removed": "the newer version of the pack does not hold it any more, so it is retired",
    }
    of_fate = fates.get(item.fate) or (f"the same as {item.like}" if item.like else "")
    if item.is_gone and item.fate == "conflict":
        of_fate = "changed here, and the newer version of the pack does not hold it any more; ours is kept"
    return [each for each in (of_fate, *(str(each.message) for each in item.problems)) if each]


def _plan_as_json(plan: ImportPlan, *, written: bool) -> dict[str, Any]:
    return {
        "pack": plan.info.id,
        "written": written,
        "counts": {str(fate): count for fate, count in plan.counts().items()},
        "notes": [_problem_as_json(note.file, note.line, note.problem) for note in plan.notes],
        "items": [
            {
                "file": item.file,
                "line": item.line,
                "item": item.number or None,
                "result": str(item.fate),
                "chosen": item.chosen,
                "text": item.shown_text[:200],
                "like": item.like,
                "problems": [_problem_as_json(item.file, item.line, each, item.number) for each in item.problems],
            }
            for item in plan.items
        ],
    }


def _export(options: Namespace) -> int:
    """Writes the questions of a pack or a search to a file; 1 when the format could not hold some of them."""
    with _Opened(options) as transfer:
        if options.search is not None:
            uids = transfer.uids_found(options.search)
        else:
            uids = transfer.uids_of_pack(options.pack or _only_pack(transfer))
        export = transfer.plan_export(uids, options.format or _format_of(transfer, options.to))
        for problem in export.left_out:
            _print(f"{problem.uid}: {problem.severity}: {problem.field}: {problem.message}")
        transfer.write(export, options.to)
    _print(f"{options.to}: {_counted(export.question_count, 'question')} ({export.format.title})")
    return EXIT_PROBLEMS if any(each.severity == "error" for each in export.left_out) else EXIT_OK


def _only_pack(transfer: Transfer) -> str:
    packs = transfer.packs()
    if len(packs) != 1:
        names = ", ".join(pack.id for pack in packs) or "none"
        raise QuizError("Say which pack with --pack; the bank has: {names}.", names=names)
    return packs[0].id


def _format_of(transfer: Transfer, to: Path) -> str:
    """The format that the ending of a name speaks of; a name without one is a folder."""
    extension = to.suffix.removeprefix(".").lower()
    found = next((each.id for each in transfer.formats() if each.extension == extension), None)
    if found is None:
        known = ", ".join(each.id for each in transfer.formats())
        raise QuizError("Nothing is written as {suffix}; say which of these with --format: {known}.",
                        suffix=to.suffix, known=known)  # fmt: skip
    return found


# backup and restore


def _backup(options: Namespace) -> int:
    """Copies the bank to a new backup."""
    from quizapp.bank.backup import back_up

    paths = _paths(options)
    made = back_up(paths.bank, paths.backups, reason="hand", now_ms=_now_ms())
    _print(f"{made}")
    return EXIT_OK


def _restore(options: Namespace) -> int:
    """Makes the bank what it was in a backup; without a name it lists the backups there are."""
    from quizapp.bank.backup import listed
    from quizapp.bank.recovery import restore

    paths = _paths(options)
    if options.backup is None:
        for file in listed(paths.backups):
            _print(f"{file.path.name}  {file.made_at:%Y-%m-%d %H:%M} UTC  {file.reason}")
        return EXIT_OK
    chosen = options.backup if options.backup.is_file() else paths.backups / options.backup
    if not chosen.is_file():
        raise QuizError("There is no backup {name}; “restore” without a name lists them.", name=str(options.backup))
    before = restore(paths.bank, chosen, paths.backups, now_ms=_now_ms())
    _print(f"Restored {chosen.name}. What was there before is kept as {before.name}.")
    return EXIT_OK


# Helpers


class _Opened:
    """The bank of the data folder, and import and export on it."""

    def __init__(self, options: Namespace) -> None:
        self._paths = _paths(options)

    def __enter__(self) -> Transfer:
        from quizapp.bank.bank import Bank
        from quizapp.play.clock import Clock
        from quizapp.transfer.transfer import Transfer

        try:
            self._paths.data.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            template = "The data folder {folder} cannot be used ({reason}). Nothing was changed."
            raise QuizError(template, folder=self._paths.data, reason=error.strerror) from error
        self._bank = Bank.open(self._paths.bank, self._paths.backups, now_ms=_now_ms)
        return Transfer(self._bank, self._paths.backups, Clock())

    def __exit__(self, *_: object) -> None:
        self._bank.close()


class _Progress:
    """A line that counts up on a terminal; where the output goes to a file or a pipe, nothing until it is done."""

    def __init__(self, verb: str) -> None:
        self._verb = verb
        self._drawn_at_s = 0.0
        self._is_shown = sys.stderr.isatty()

    def __call__(self, done: int, total: int) -> None:
        now_s = time.monotonic()
        if self._is_shown and total and now_s - self._drawn_at_s > _REDRAW_S:
            self._drawn_at_s = now_s
            print(f"\r{self._verb} {done * 100 // total} %", end="", file=sys.stderr, flush=True)

    def __enter__(self) -> _Progress:
        return self

    def __exit__(self, *_: object) -> None:
        """The line is taken away, also before a sentence that says why it went no further."""
        if self._is_shown:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)


def _paths(options: Namespace) -> Paths:
    return Paths.default() if options.data_dir is None else Paths(options.data_dir.absolute())


def _now_ms() -> int:
    return time.time_ns() // 1_000_000


def _counted(count: int, one: str, many: str = "") -> str:
    """So many of something, such as “1 question” and “2 questions”."""
    return f"{count} {one if count == 1 else many or one + 's'}"


def _print(line: str) -> None:
    print(_printable(line, sys.stdout), flush=True)


def _print_json(value: Any) -> None:
    print(json.dumps(value, ensure_ascii=True, indent=1))


def _printable(line: str, stream: Any) -> str:
    """One line, as the terminal can show it."""
    encoding = stream.encoding or "utf-8"
    return " ".join(line.splitlines()).encode(encoding, "backslashreplace").decode(encoding)
