"""The full-text index over questions: a view of their texts, the index, and the triggers that keep it true.

The index keeps no texts of its own; it would read them from the view, were FTS5 not to refuse `json_tree` there.
So a row is taken out of it by telling it the texts it was put in with.

New banks and migrations make all of it by `create`, so its text is the same in both. A migration that makes the
question table anew calls `drop` before and `create` after: a dropped table takes its triggers along.
"""

from __future__ import annotations

from sqlalchemy import Connection

INDEX = "question_search"
VIEW = "question_text"
_COLUMNS = ("prompt", "options", "explanation", "tags")

# Values only, no keys and no path of a picture. A document that is no JSON is kept (see `convert`) and has no texts.
_OPTIONS = (
    "(SELECT group_concat(atom, char(10)) FROM json_tree(iif(json_valid({row}options), {row}options, '{{}}')) "
    "WHERE type = 'text' AND key IS NOT 'image')"
)
_TAGS = (
    "(SELECT group_concat(atom, char(10)) FROM json_tree(iif(json_valid({row}tags), {row}tags, '[]')) "
    "WHERE type = 'text')"
)


def _texts(row: str) -> str:
    """The texts of a row of the question table; the triggers must give the index just what the view gives it."""
    options, tags = _OPTIONS.format(row=row), _TAGS.format(row=row)
    return f"{row}prompt, {options}, {row}explanation, {tags}"


_NAMES = ", ".join(_COLUMNS)
_ADD = f"INSERT INTO {INDEX} (rowid, {_NAMES}) VALUES (new.id, {_texts('new.')});"
_TAKE_AWAY = f"INSERT INTO {INDEX} ({INDEX}, rowid, {_NAMES}) VALUES ('delete', old.id, {_texts('old.')});"
# An update names every column, whatever was changed.
_IS_OTHER = " OR ".join(f"new.{name} IS NOT old.{name}" for name in _COLUMNS)

# Rows that come in by the thousand are put into the index together by `fill`, in the same transaction.
_IS_ALONE = "(SELECT visibility FROM pack WHERE pack.id = new.pack_id) IS NOT 'incoming'"

_CREATE = (
    f"CREATE VIEW {VIEW} (id, {_NAMES}) AS SELECT id, {_texts('')} FROM question",
    f"CREATE VIRTUAL TABLE {INDEX} USING fts5 ({_NAMES}, content='', "
    "tokenize='unicode61 remove_diacritics 2', prefix='2 3')",
    f"CREATE TRIGGER question_added AFTER INSERT ON question WHEN {_IS_ALONE} BEGIN {_ADD} END",
    f"CREATE TRIGGER question_changed AFTER UPDATE OF {_NAMES} ON question WHEN {_IS_OTHER} "
    f"BEGIN {_TAKE_AWAY} {_ADD} END",
    f"CREATE TRIGGER question_deleted AFTER DELETE ON question BEGIN {_TAKE_AWAY} END",
)
_FILL = f"INSERT INTO {INDEX} (rowid, {_NAMES}) SELECT id, {_NAMES} FROM {VIEW}"
_DROP = (
    "DROP TRIGGER IF EXISTS question_added",
    "DROP TRIGGER IF EXISTS question_changed",
    "DROP TRIGGER IF EXISTS question_deleted",
    f"DROP TABLE IF EXISTS {INDEX}",
    f"DROP VIEW IF EXISTS {VIEW}",
)


def create(connection: Connection) -> None:
    """Makes the index of the questions there are."""
    for statement in _CREATE:
        connection.exec_driver_sql(statement)
    connection.exec_driver_sql(_FILL)


def fill(connection: Connection, first_id: int) -> None:
    """Puts questions with this id or a higher one into the index; none of them may be there already.

    Half the time of the trigger, which the index takes for a statement each.
    """
    connection.exec_driver_sql(f"{_FILL} WHERE id >= ?", (first_id,))


def drop(connection: Connection) -> None:
    """Takes the index away, and with it all that hangs on it."""
    for statement in _DROP:
        connection.exec_driver_sql(statement)
