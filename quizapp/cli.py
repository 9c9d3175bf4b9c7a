"""The commands without a window; nothing here loads Qt."""

from __future__ import annotations

import json
import os
import signal
import sys
import time
import tomllib
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quizapp.cli_plan import counted, plan_as_json, plan_lines, problem_as_json
from quizapp.errors import QuizError
from quizapp.paths import Paths

if TYPE_CHECKING:
    from quizapp.game.mapping import Mapping
    from quizapp.game.plans import ImportOptions, ImportPlan
    from quizapp.game.recount import RoundRecount
    from quizapp.transfer.gathering import Part
    from quizapp.transfer.transfer import Transfer

EXIT_OK, EXIT_PROBLEMS, EXIT_FAILED, EXIT_STOPPED = 0, 1, 2, 130
STOPPED = "Stopped. Nothing was changed."
_REDRAW_S = 0.1


def run(options: Namespace) -> int:
    """Runs one command; an expected failure is one sentence on the error stream and exit code 2.

    What else it ends with says `--help`; who stops it with Ctrl-C gets a sentence too.
    """
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
        print("Stopped. What was done is kept." if options.is_done else STOPPED, file=sys.stderr)
        return EXIT_STOPPED
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
            counts = counted(result.question_count, "question"), counted(result.error_count, "error")
            _print(f"{result.path}: {', '.join(counts)}, {counted(result.warning_count, 'warning')}")
    return EXIT_PROBLEMS if any(result.error_count for result in results) else EXIT_OK


def _checked_as_json(result: Any) -> dict[str, Any]:
    return {
        "path": str(result.path),
        "questions": result.question_count,
        "errors": result.error_count,
        "warnings": result.warning_count,
        "problems": [problem_as_json(each.file, each.line, each.problem, each.number) for each in result.problems],
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
        _print(f"{counted(sum(counts.values()), 'round')}: {told}")
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
    """Imports files into the bank, or says what importing would do; 1 when something was left out or is to decide.

    Packs come one after the other, each as a step of its own; what cannot be done with one does not stop the next.
    """
    from quizapp.game.plans import ImportOptions

    chosen = ImportOptions(pack_id=options.pack, mapping=_mapping(options.map) if options.map else None)
    code, told = EXIT_OK, list[Any]()
    with _Opened(options) as transfer:
        parts = transfer.parts(options.paths)
        for part in parts:
            try:
                plan, written = _import_part(transfer, part, chosen, options)
            except QuizError as error:
                if len(parts) == 1:
                    raise
                print(_printable(str(error.sentence), sys.stderr), file=sys.stderr)
                code = EXIT_FAILED
                continue
            if options.json:
                told.append(plan_as_json(plan, written=written))
            else:
                for line in plan_lines(plan, written=written):
                    _print(line)
            code = max(code, EXIT_PROBLEMS if _leaves_anything(plan) else EXIT_OK)
    if options.json:
        _print_json(told[0] if len(parts) == 1 else told)
    return code


def _import_part(transfer: Transfer, part: Part, chosen: ImportOptions, options: Namespace) -> tuple[ImportPlan, bool]:
    """What is planned of one pack or of the other files together, and whether it was written."""
    from quizapp.game.plans import Fate

    with _Progress("Reading") as progress:
        plan = transfer.plan_part(part, chosen, progress)
    if options.conflicts is not None:
        conflicts = [item for item in plan.items if item.fate is Fate.CONFLICT]
        plan.choose(conflicts, options.conflicts == "theirs")
    if options.dry_run or not plan.has_anything_to_write:
        return plan, False
    with _Progress("Writing") as progress:
        transfer.commit(plan, progress)
        options.is_done = True
    return plan, True


def _leaves_anything(plan: ImportPlan) -> bool:
    """Whether something was left out or is to be decided."""
    from quizapp.game.plans import Fate

    is_left = any(item.is_undecided or (item.fate is Fate.DUPLICATE and not item.chosen) for item in plan.items)
    return bool(plan.error_count) or is_left


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


def _export(options: Namespace) -> int:
    """Writes the questions of a pack or a search to a file; 1 when the format could not hold some of them."""
    with _Opened(options) as transfer:
        if options.search is not None:
            uids = transfer.uids_found(options.search)
        else:
            uids = transfer.uids_of_pack(options.pack or _only_pack(transfer))
        export = transfer.plan_export(uids, options.format or _format_of(transfer, options.to))
        for problem in export.left_out:
            _print(f"{problem.uid or 'all questions'}: {problem.severity}: {problem.field}: {problem.message}")
        transfer.write(export, options.to)
        options.is_done = True
    _print(f"{options.to}: {counted(export.question_count, 'question')} ({export.format.title})")
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
    options.is_done = True
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
    options.is_done = True
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
        """Closes it to the end, also where somebody presses Ctrl-C meanwhile: half closed it would end in a trace."""
        before = signal.signal(signal.SIGINT, signal.SIG_IGN)
        try:
            self._bank.close()
        finally:
            signal.signal(signal.SIGINT, before)


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


def _print(line: str) -> None:
    print(_printable(line, sys.stdout), flush=True)


def _print_json(value: Any) -> None:
    print(json.dumps(value, ensure_ascii=True, indent=1))


def _printable(line: str, stream: Any) -> str:
    """One line, as the terminal can show it."""
    encoding = stream.encoding or "utf-8"
    return " ".join(line.splitlines()).encode(encoding, "backslashreplace").decode(encoding)
