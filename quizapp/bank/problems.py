"""The words for what is wrong with each question, kept beside it so that searches can ask for them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import Connection, Row, bindparam, func, select, text, update
from sqlalchemy.dialects.sqlite import insert

from quizapp import __version__
from quizapp.bank.convert import draft_of, pack_info_of
from quizapp.bank.engine import Database
from quizapp.bank.tables import UNCHECKED, MetaRow, PackRow, QuestionRow, table_of
from quizapp.game.checking import check
from quizapp.game.draft import Draft, Problem
from quizapp.game.question import PackInfo

_QUESTION = table_of(QuestionRow)
_PACK = table_of(PackRow)
_META = table_of(MetaRow)

AT_ONCE = 1_000
"""Questions of one transaction: other writers wait for some hundredths of a second."""


def problem_words(draft: Draft, info: PackInfo) -> str:
    """Such as `error:prompt warning:sources`: each kind of problem once, by how grave it is and its field."""
    return _words(check(draft, info))


def _words(problems: tuple[Problem, ...]) -> str:
    return " ".join(sorted({f"{problem.severity}:{problem.field}" for problem in problems}))


def check_all(database: Database, progress: Callable[[int, int], None] | None) -> int:
    """Checks what is unchecked, and all questions of packs whose description or whose rules of checking changed."""
    infos = _forget_old(database)
    unchecked = select(func.count()).select_from(_QUESTION).where(text(UNCHECKED))
    with database.read() as session:
        total = session.connection().execute(unchecked).scalar_one()
    done = 0
    while done < total:
        checked = _check_some(database, infos)
        if not checked:
            break
        done += checked
        if progress is not None:
            progress(min(done, total), total)
    return done


def _forget_old(database: Database) -> dict[int, PackInfo]:
    """The packs by row id, after forgetting the problems of questions that were checked by another description."""
    with database.read() as session:
        packs = session.connection().execute(select(_PACK.c.id, _PACK.c.uid, _PACK.c.info)).all()
        notes = dict(session.connection().execute(select(_META.c.key, _META.c.value)).all())
    old = [pack for pack in packs if notes.get(_key(pack.uid)) != _mark(pack.info)]
    if old:
        with database.write() as session:
            for pack in old:
                _forget(session.connection(), pack)
    return {pack.id: pack_info_of(pack.info) or PackInfo(pack.uid, "", "") for pack in packs}


def _key(pack_uid: str) -> str:
    return f"checked/{pack_uid}"


def _mark(info: str) -> str:
    """Changes with the description of the pack and with the program, whose rules may be others."""
    return hashlib.blake2b(f"{__version__}\0{info}".encode(), digest_size=16).hexdigest()


def _forget(connection: Connection, pack: Row[int, str, str]) -> None:
    known = _QUESTION.c.problems.is_not(None)
    connection.execute(update(_QUESTION).where(_QUESTION.c.pack_id == pack.id, known).values(problems=None))
    noted = insert(_META).values(key=_key(pack.uid), value=_mark(pack.info))
    connection.execute(noted.on_conflict_do_update(set_={"value": noted.excluded.value}))


def _check_some(database: Database, infos: Mapping[int, PackInfo]) -> int:
    wanted = select(_QUESTION).where(text(UNCHECKED)).limit(AT_ONCE)
    # Of the revision that was read: a question changed meanwhile has been checked by who changed it.
    same = [_QUESTION.c.id == bindparam("row_id"), _QUESTION.c.revision == bindparam("seen"), text(UNCHECKED)]
    noted = update(_QUESTION).where(*same).values(problems=bindparam("words"))
    with database.read() as session:
        rows = session.connection().execute(wanted).mappings().all()
    values = [{"row_id": row["id"], "seen": row["revision"], "words": _row_words(row, infos)} for row in rows]
    if values:
        with database.write() as session:
            session.connection().execute(noted, values)
    return len(values)


def _row_words(row: Mapping[Any, Any], infos: Mapping[int, PackInfo]) -> str:
    draft = draft_of(row)
    if isinstance(draft, Problem):
        return _words((draft,))
    return problem_words(draft, infos.get(row["pack_id"]) or PackInfo("", "", ""))
