"""Decides what to run: the window, or a command without one."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from quizapp import __version__

_EXIT_CODES = (
    "Exit codes: 0 all is well; 1 done, but something has errors, was left out or is to be decided (it is listed); "
    "2 it could not be done (a sentence says why); 130 stopped with Ctrl-C."
)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="quizapp",
        description="A trivia quiz for people who love the K-drama Run On. Without a command the window opens.",
        epilog=_EXIT_CODES,
    )
    parser.add_argument("--version", action="version", version=f"Run On Quiz {__version__}")
    parser.set_defaults(data_dir=None, verbose=False, is_done=False)
    _add_options(parser)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    edit = commands.add_parser("edit", help="open the question editor alone")
    _add_options(edit)
    _add_commands_without_window(commands)
    return parser


def _add_commands_without_window(commands: Any) -> None:
    words = "print the problems of packs and question files as file:line: severity: sentence"
    check = commands.add_parser("check", help=words)
    check.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="a pack, or a file in any format")
    check.add_argument("--scores", action="store_true", help="recount every round, and list those shown otherwise")
    check.add_argument("--json", action="store_true", help="print them as JSON")
    into = commands.add_parser("import", help="import questions, or say what importing would do")
    into.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="a pack, a file in any format, or a folder")
    into.add_argument(
        "--pack",
        metavar="ID",
        help="the pack they go to; else one named after the file, and what is a pack itself goes to that",
    )
    into.add_argument("--dry-run", action="store_true", help="write nothing")
    words = "of questions changed both here and in the file take these versions; else ours stay and wait to be decided"
    into.add_argument("--conflicts", choices=("ours", "theirs"), help=words)
    words = (
        'a TOML file that says what the columns of a table are, such as: columns = ["prompt", "key", "wrong"]; '
        "tables of more or fewer columns are read without it"
    )
    into.add_argument("--map", type=Path, metavar="FILE", help=words)
    into.add_argument(
        "--json", action="store_true", help="print what was done with each question as JSON, a list for several packs"
    )
    out = commands.add_parser("export", help="write questions to a file or folder")
    out.add_argument(
        "--to", type=Path, metavar="FILE", required=True, help="where to; a name without ending is a folder"
    )
    which = out.add_mutually_exclusive_group()
    which.add_argument("--pack", metavar="ID", help="all questions of this pack")
    which.add_argument("--search", metavar="TEXT", help="what this search of the editor finds")
    out.add_argument("--format", metavar="FORMAT", help="the format, where the ending of the name does not tell")
    backup = commands.add_parser("backup", help="copy the bank to a new backup")
    restore = commands.add_parser("restore", help="make the bank what it was in a backup; without a name, list them")
    restore.add_argument("backup", nargs="?", type=Path, metavar="BACKUP", help="a backup's name or path")
    for command in (check, into, out, backup, restore):
        command.epilog = _EXIT_CODES
        _add_options(command)


def _add_options(parser: argparse.ArgumentParser) -> None:
    """What can be said before the command and behind it; not said behind, it stays as it was said before."""
    folder = "keep bank, settings and log in this folder"
    parser.add_argument("--data-dir", type=Path, metavar="DIR", default=argparse.SUPPRESS, help=folder)
    words = "log more, and to the terminal too"
    parser.add_argument("-v", "--verbose", action="store_true", default=argparse.SUPPRESS, help=words)


def main(arguments: Sequence[str] | None = None) -> int:
    """The program; gives its exit code."""
    options = _parser().parse_args(arguments)
    if options.command not in (None, "edit"):
        return _without_window(options)
    from quizapp import app

    return app.main(options.data_dir, verbose=options.verbose, editor_alone=options.command == "edit")


def _without_window(options: argparse.Namespace) -> int:
    try:
        from quizapp import cli

        return cli.run(options)
    except KeyboardInterrupt:  # while it was being loaded, or once more while it was being stopped
        print("Stopped.", file=sys.stderr)
        return 130


if __name__ == "__main__":
    sys.exit(main())
