"""What the columns of a table can hold, in words for people."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from quizapp.game.mapping import Field, KeyStyle

translate = QCoreApplication.translate


def field_words() -> dict[Field, str]:
    """What each column can be."""
    return {
        Field.NOTHING: translate("Columns", "– leave out –"),
        Field.PROMPT: translate("Columns", "Question"),
        Field.KEY: translate("Columns", "Right answer"),
        Field.OPTION: translate("Columns", "One option"),
        Field.WRONG: translate("Columns", "Wrong answer"),
        Field.OPTIONS: translate("Columns", "All options in one cell"),
        Field.KIND: translate("Columns", "Kind of question"),
        Field.CATEGORY: translate("Columns", "Category"),
        Field.DIFFICULTY: translate("Columns", "Difficulty"),
        Field.EPISODE: translate("Columns", "Episode"),
        Field.HINT: translate("Columns", "Hint"),
        Field.EXPLANATION: translate("Columns", "Explanation"),
        Field.SOURCE: translate("Columns", "Source"),
        Field.SOURCE_URL: translate("Columns", "Address of the source"),
        Field.TAGS: translate("Columns", "Tags"),
        Field.PICTURE: translate("Columns", "Picture"),
        Field.OWN_ID: translate("Columns", "Number of the question"),
    }


def key_style_words() -> dict[KeyStyle, str]:
    """How the right answer can be told."""
    return {
        KeyStyle.TEXT: translate("Columns", "by its text"),
        KeyStyle.LETTER: translate("Columns", "by its letter: A, B, C"),
        KeyStyle.NUMBER_FROM_1: translate("Columns", "by its number, the first is 1"),
        KeyStyle.NUMBER_FROM_0: translate("Columns", "by its number, the first is 0"),
    }


def delimiter_words() -> dict[str, str]:
    """What can stand between two columns of a text file."""
    return {
        ",": translate("Columns", "Comma ,"),
        ";": translate("Columns", "Semicolon ;"),
        "\t": translate("Columns", "Tab"),
        "|": translate("Columns", "Bar |"),
    }
