"""A program that plays rounds into a bank until it is killed, and says aloud what the bank has acknowledged.

Started by `test_kill`: `python recorder.py FOLDER`. Each line is JSON: a round begun with what was drawn, or an event.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.bank.builders import Clock, Game, open_bank, pack, round_of, uids


def main(folder: Path) -> None:
    bank = open_bank(folder, Clock())
    bank.packs.load(pack(), "digest 1")
    player = bank.players.last() or bank.players.add("BlueBird", "run-on", 16)
    game = Game(bank, Clock())
    for turn in range(1_000_000):
        state = round_of(bank, uids(), seed=str(turn))
        round_id = game.begin(player.id, state)
        _say(round=round_id, drawn=[[drawn.question.uid, *drawn.options] for drawn in state.drawn])
        for number in range(1, 11):
            state = game.answer(round_id, state, right=(turn + number) % 3 > 0, elapsed_ms=number)
            _say(round=round_id, number=number, points=state.result().points)


def _say(**said: object) -> None:
    print(json.dumps(said), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
