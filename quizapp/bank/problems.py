"""The words for what is wrong with each question, kept beside it so that searches can ask for them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Row, bindparam, func, select, text, update
from sqlalchemy.dialects.sqlite import insert

from quizapp import __version__
from quizapp.bank.convert import draft_of, pack_info_of
from quizapp.bank.engine import Database
from quizapp.bank.tables import UNCHECKED, MetaRow, PackRow, QuestionRow, table_of
from quizapp.game.checking import check
from quizapp.game.checking_closely import check_closely
from quizapp.game.draft import BESIDE_OTHERS, Draft, Problem, Severity
from quizapp.game.question import PackInfo

_QUESTION = table_of(QuestionRow)
_PACK = table_of(PackRow)
_META = table_of(MetaRow)

CLOSE_WORDS = frozenset(f"{Severity.WARNING}:{note}" for note in BESIDE_OTHERS)
"""What can be told of a question only beside the others of its pack."""
AT_ONCE = 100
"""Questions of one transaction and of one piece of the work: half a millisecond each where a pack has many names."""


def problem_words(draft: Draft, info: PackInfo) -> str:
    """Such as `error:prompt warning:sources`: each kind of problem once, by how grave it is and its field.

    All that the question itself tells; what the others of its pack tell is looked for later, see `close_words`.
    """
    return words_of((*check(draft, info), *check_closely(draft, info, {})))


def words_of(problems: Iterable[Problem]) -> str:
    """The words of these problems, see `problem_words`."""
    return joined({f"{problem.severity}:{problem.field}" for problem in problems})


def joined(words: Iterable[str]) -> str:
    """These words as a row holds them."""
    return " ".join(sorted(words))


def with_close_words(words: str, known: str) -> str:
    """These words, and of those that were known before what the others of the pack tell: it is looked for later."""
    return joined({*words.split(), *(CLOSE_WORDS & set(known.split()))})


@lru_cache(maxsize=256)  # many questions have the same problems
def with_words_of(known: str, fields: tuple[str, ...], words: str) -> str:
    """What was known, with what `words` tell of these fields in the place of what was known of them."""
    others = {word for word in known.split() if word.partition(":")[2] not in fields}
    return joined(others.union(word for word in words.split() if word.partition(":")[2] in fields))


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
        there = select(_PACK.c.id, _PACK.c.uid, _PACK.c.info).where(_PACK.c.visibility != "incoming")
        packs = session.connection().execute(there).all()  # what is on its way was checked by who imports it
        notes = dict(session.connection().execute(select(_META.c.key, _META.c.value)).all())
    old = [pack for pack in packs if notes.get(_key(pack.uid)) != mark_of(pack.info)]
    if old:
        with database.write() as session:
            for pack in old:
                _forget(session.connection(), pack)
    return {pack.id: pack_info_of(pack.info) or PackInfo(pack.uid, "", "") for pack in packs}


def _key(pack_uid: str) -> str:
    return f"checked/{pack_uid}"


def mark_of(info: str) -> str:
    """Changes with the description of the pack and with the program, whose rules may be others."""
    return hashlib.blake2b(f"{__version__}\0{info}".encode(), digest_size=16).hexdigest()


def _forget(connection: Connection, pack: Row[int, str, str]) -> None:
    known = _QUESTION.c.problems.is_not(None)
    connection.execute(update(_QUESTION).where(_QUESTION.c.pack_id == pack.id, known).values(problems=None))
    note_checked(connection, pack.uid, pack.info)


def note_checked(connection: Connection, pack_uid: str, info: str) -> None:
    """Notes that the questions of a pack are checked by this description of it, a JSON document, or not at all."""
    noted = insert(_META).values(key=_key(pack_uid), value=mark_of(info))
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
        return words_of((draft,))
    return problem_words(draft, infos.get(row["pack_id"]) or PackInfo("", "", ""))
