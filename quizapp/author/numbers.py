"""What first answers say of questions: of one for the form, of all for the report, which can be saved as a table."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from quizapp.author.changing import without_collecting
from quizapp.files import write_whole
from quizapp.game.authoring import QuestionNumbers
from quizapp.game.item_analysis import ItemStatistics
from quizapp.game.item_flags import ATTEMPTS_LEAST, PeerTimes, flags, peer_times
from quizapp.game.item_report import ItemRow, option_uses
from quizapp.game.question import Kind, Question

if TYPE_CHECKING:
    from quizapp.bank.bank import Bank

Progress = Callable[[int, int], None]
Cell = str | int | float | None

_READ_AT_ONCE = 500
_KINDS = {str(kind): kind for kind in Kind}


class Numbers:
    """Counts the answers anew each time it is asked. Any thread."""

    def __init__(self, bank: Bank) -> None:
        self._bank = bank

    def of(self, uid: str) -> QuestionNumbers:
        """See `Author.numbers`."""
        statistics = self._bank.items.statistics(uid)
        question = self._bank.questions.get([uid]).get(uid)
        if statistics is None or question is None or statistics.asked < ATTEMPTS_LEAST:
            return QuestionNumbers(statistics, ())
        return QuestionNumbers(statistics, flags(statistics, question[0], self._bank.items.peers()))

    def of_all(self, progress: Progress) -> list[ItemRow]:
        """See `Author.analyse`."""
        with without_collecting():
            return self._rows(progress)

    def _rows(self, progress: Progress) -> list[ItemRow]:
        rows: list[ItemRow] = []
        sure: dict[int, ItemStatistics] = {}
        """By place in `rows`: those with attempts enough to say something against them."""
        counted = self._bank.items.all_statistics(
            lambda done, total: progress(done, 2 * total), options_from=ATTEMPTS_LEAST
        )
        for found in counted:
            if found.statistics.asked >= ATTEMPTS_LEAST:
                sure[len(rows)] = found.statistics
            rows.append(_row(found.uid, found.pack_id, found.kind, found.prompt, found.statistics))
        for done, (place, row) in enumerate(self._judged(rows, sure), 1):
            rows[place] = row
            if done % _READ_AT_ONCE == 0:
                progress(len(rows) + len(rows) * done // len(sure), 2 * len(rows))
        progress(2 * len(rows), 2 * len(rows))
        return rows

    def _judged(self, rows: Sequence[ItemRow], sure: Mapping[int, ItemStatistics]) -> Iterator[tuple[int, ItemRow]]:
        counted = ((rows[place].kind, each.asked, each.median_ms) for place, each in sure.items())
        peers = peer_times((_KINDS[kind], asked, median_ms) for kind, asked, median_ms in counted if kind in _KINDS)
        places = list(sure)
        for first in range(0, len(places), _READ_AT_ONCE):
            some = places[first : first + _READ_AT_ONCE]
            questions = self._bank.questions.get([rows[place].uid for place in some])
            for place in some:
                known = questions.get(rows[place].uid)
                yield place, rows[place] if known is None else _judge(rows[place], sure[place], known[0], peers)


def _row(uid: str, pack_id: str, kind: str, prompt: str, statistics: ItemStatistics) -> ItemRow:
    return ItemRow(
        uid,
        pack_id,
        kind,
        prompt,
        statistics.asked,
        statistics.facility,
        statistics.facility_interval,
        statistics.discrimination,
        statistics.rounds,
        statistics.median_ms,
    )


def _judge(row: ItemRow, statistics: ItemStatistics, question: Question, peers: Mapping[Kind, PeerTimes]) -> ItemRow:
    return row._replace(flags=flags(statistics, question, peers), options=option_uses(statistics, question))


def save_table(path: Path, rows: Sequence[Sequence[Cell]]) -> None:
    """See `Author.save_table`."""
    from quizapp.formats.csv_layout import guarded

    text = io.StringIO(newline="")
    # What is a number stays one, also below 0; only texts could be formulas.
    csv.writer(text).writerows([guarded(cell) if isinstance(cell, str) else cell for cell in row] for row in rows)
    write_whole(path, [text.getvalue().encode("utf-8-sig", "replace")])
