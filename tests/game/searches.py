"""What a search means, written down, and texts to search by for tests that hold for any."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st

from quizapp.game.search import And, Filter, FilterName, Not, Or, Phrase, Term, Word, parse
from quizapp.game.search_values import FLAGS

TODAY = date(2026, 3, 31)


def shown(term: Term) -> str:
    match term:
        case Word(text, prefix):
            return text + "*" * prefix
        case Phrase(words, prefix):
            return f'"{" ".join(words)}"' + "*" * prefix
        case Not(inner):
            return "-" + shown(inner)
        case Or(alternatives):
            return "(" + " | ".join(map(shown, alternatives)) + ")"
        case And(terms):
            return "(" + " & ".join(map(shown, terms)) + ")"
        case Filter(name, op, value, prefix):
            if name in FLAGS:
                return f"<{name}>"
            text = f"{value / timedelta(days=1):g}d" if isinstance(value, timedelta) else value
            return f"<{name}{op}{text}{'*' * prefix}>"


def meaning(text: str) -> str:
    return " ".join(map(shown, parse(text, TODAY).terms))


def told(text: str) -> list[tuple[str, str]]:
    """What is told about a search, with the piece of it that is meant."""
    return [(text[start:end], str(message)) for start, end, message in parse(text, TODAY).problems]


PIECES = [
    *'()-*":“”„\\ \n',
    *("OR", " OR ", "a", "run", "mi-joo", "런", "\x00", "\ud800", "😀", "ﬁ", "İ", "http://x"),
    *(f"{name}:" for name in FilterName),
    *("uncited", "appeals", "tags:", "<=", ">", "5", "0.3", "abc", "7d", "1m", '"blue bird"', "plot", "kind:m"),
]
any_search = st.one_of(st.text(max_size=40), st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
