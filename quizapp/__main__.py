"""Decides what to run: the window, or a command without one."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from quizapp import __version__


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="quizapp",
        description="A trivia quiz for people who love the K-drama Run On. Without a command the window opens.",
        epilog="Exit codes: 0 all is well, 1 a checked pack has errors, 2 it could not be done (a sentence says why).",
    )
    parser.add_argument("--version", action="version", version=f"Run On Quiz {__version__}")
    parser.add_argument("--data-dir", type=Path, metavar="DIR", help="keep bank, settings and log in this folder")
    parser.add_argument("-v", "--verbose", action="store_true", help="log more, and to the terminal too")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    commands.add_parser("edit", help="open the question editor alone")
    check = commands.add_parser("check", help="print the problems of packs as file:line: severity: sentence")
    check.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="a pack's folder or TOML file")
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """The program; gives its exit code."""
    options = _parser().parse_args(arguments)
    if options.command not in (None, "edit"):
        from quizapp import cli

        return cli.run(options.command, options.paths)
    from quizapp import app

    return app.main(options.data_dir, verbose=options.verbose, editor_alone=options.command == "edit")


if __name__ == "__main__":
    sys.exit(main())
