"""New packs."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from quizapp.errors import QuizError
from quizapp.game.checking import check_info, has_errors
from quizapp.game.draft import Severity
from quizapp.game.question import Category, PackInfo
from quizapp.game.text import cleaned

if TYPE_CHECKING:
    from quizapp.bank.bank import Bank


def create_pack(bank: Bank, info: PackInfo) -> PackInfo:
    """See `Author.create_pack`."""
    info = _tidied(info)
    problems = check_info(info)
    if has_errors(problems):
        worst = next(problem for problem in problems if problem.severity is Severity.ERROR)
        raise QuizError("The pack was not made: {problem}.", problem=str(worst.message))
    bank.packs.create(info)
    return info


def _tidied(info: PackInfo) -> PackInfo:
    categories = tuple(Category(cleaned(each.id), cleaned(each.title), each.card) for each in info.categories)
    authors = tuple(author for text in info.authors if (author := cleaned(text)))
    texts = {name: cleaned(getattr(info, name)) for name in ("id", "title", "version", "language", "licence")}
    return replace(info, categories=categories, authors=authors, **texts)
