"""A round that is played while 500,000 questions come in, in the same program: memory, and how long answers take."""

from __future__ import annotations

import gc
import json
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from quizapp.game.options import key_indexes
from quizapp.game.question import Kind
from quizapp.game.rules import CustomRules, Mode
from tests.benchmarks.importing import LARGE, write_questions
from tests.benchmarks.screen import screen
from tests.benchmarks.table import Measurement, percentile_95

MEMORY_MAX_MB = 1_000
RATIO_MAX = 2.0
_ROOT = Path(__file__).resolve().parents[2]
_STAGES = ("reading", "plan", "writing")
_QUIET_ANSWERS, _PLAN_ANSWERS = 100, 60
_READING_MS = 300
"""So long a player looks at a question; people take longer, and this gives more answers to measure."""


def measure() -> list[Measurement]:
    """The most memory that the program takes, and the answers in each stage of the import against those before."""
    with screen() as environment, TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "tests.benchmarks.import_play"]
        # Each in a process of its own: what a parent has taken is counted as taken by its child.
        subprocess.run([*command, "write", folder], cwd=_ROOT, env=environment, check=True)
        told = subprocess.run(
            [*command, "play", folder], cwd=_ROOT, env=environment, stdout=subprocess.PIPE, text=True, check=True
        ).stdout
    found = json.loads(told.splitlines()[-1])
    what = f"import of {LARGE:,} while a round is played"
    return [_memory(what, found["peaks_mb"], found["seconds"]), *_answers(what, found["answers"])]


def _memory(what: str, peaks_mb: dict[str, float], seconds: float) -> Measurement:
    stages = ", ".join(f"{stage} {peak_mb:.0f}" for stage, peak_mb in peaks_mb.items())
    note = f"the most until the end of each stage: {stages}; {seconds:.0f} s"
    return Measurement(what, max(peaks_mb.values()), "what it may take", MEMORY_MAX_MB, 1.0, note, unit="MB")


def _answers(what: str, answers: dict[str, list[float]]) -> Iterator[Measurement]:
    before = answers["before"]
    for stage in _STAGES:
        taken = answers[stage]
        note = (
            f"of {len(taken)}, half under {statistics.median(taken):.1f} ms and the longest {max(taken):.1f} ms; "
            f"half under {statistics.median(before):.1f} ms before"
        )
        name = f"  answer to painted verdict, {stage}, 95 of 100"
        reference = "the same without an import"
        yield Measurement(name, percentile_95(taken), reference, percentile_95(before), RATIO_MAX, note)


# In the child


def _child(folder: Path) -> None:
    from tests.benchmarks.drivers import program_in

    program = program_in(folder / "data")
    program.window.first_painted.disconnect()
    program.settings_file.change(motion="reduced")
    program.show()
    program.open_bank()
    gc.freeze()  # as `quizapp.app.main` does when the bank is open
    program.window.lobby.add_player("Bench", 16)
    peaks_mb = {"before": _peak_mb()}
    player = _Player(program)
    answers = {"before": [player.answer() for _ in range(_QUIET_ANSWERS)]}
    peaks_mb["round"] = _peak_mb()
    began = time.perf_counter()
    window = _begun_import(program, folder / "many.json")
    for stage in _STAGES:
        answers[stage] = _answered_while(player, window, stage)
        peaks_mb[stage] = _peak_mb()
        if stage == "plan":
            window._press("main")
    assert window._stage == "report", window._stage
    seconds = time.perf_counter() - began
    print(json.dumps({"peaks_mb": peaks_mb, "answers": answers, "seconds": seconds}), flush=True)
    os._exit(0)


def _begun_import(program: Any, file: Path) -> Any:
    """The import window, which begins to read this file."""
    program.windows.open_import([file])
    window = program.windows._import
    window._press("main")
    return window


def _answered_while(player: _Player, window: Any, stage: str) -> list[float]:
    """How long each answer took in this stage, in ms; of the plan, while similar questions are looked for."""
    taken: list[float] = []
    while window._stage == stage and not (stage == "plan" and len(taken) == _PLAN_ANSWERS):
        taken.append(player.answer())
    return taken


def _peak_mb() -> float:
    """The most memory of this process until now."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


class _Player:
    """Plays single choices on and on, right and wrong in turns."""

    def __init__(self, program: Any) -> None:
        self._program = program
        self._window = program.window
        self._answers = 0
        self._start()

    def answer(self) -> float:
        """Looks at a question, answers it and goes on; gives how long the verdict took to be painted, in ms."""
        page = self._window._page("round")
        self._look_on()
        drawn = page._play.round.current
        keys, is_right = key_indexes(drawn.question), self._answers % 2 == 0
        place = next(at for at, index in enumerate(drawn.options) if (index in keys) is is_right)
        self._answers += 1
        with self._painted(page._stage.verdict) as wait:
            began = time.perf_counter()
            page._stage.answers.choices.buttons()[place].click()
            wait()
            taken_ms = (time.perf_counter() - began) * 1000
        page._stage.verdict.next_button().click()
        if page._play.round.is_finished:
            self._start()
        return taken_ms

    def _start(self) -> None:
        lobby = self._window.lobby
        custom = CustomRules(10, (Kind.SINGLE_CHOICE,))
        every = [category.id for category in lobby.pack.categories]
        self._window.start(lobby.settings(every, None, Mode.CUSTOM, custom=custom))
        assert self._window._page("round")._play.round.can_answer

    def _look_on(self) -> None:
        from PySide6.QtCore import QEventLoop, QTimer

        loop = QEventLoop()
        QTimer.singleShot(_READING_MS, loop.quit)
        loop.exec()

    @contextmanager
    def _painted(self, widget: Any) -> Iterator[Callable[[], None]]:
        """What waits until the widget was painted anew."""
        from PySide6.QtCore import QEvent, QEventLoop, QObject

        loop = QEventLoop()

        class Watch(QObject):
            is_painted = False

            def eventFilter(self, watched: QObject, event: QEvent) -> bool:
                if event.type() == QEvent.Type.Paint:
                    self.is_painted = True
                    loop.quit()
                return False

        def wait() -> None:
            if not watch.is_painted:
                loop.exec()

        watch = Watch()
        widget.installEventFilter(watch)
        yield wait
        widget.removeEventFilter(watch)


if __name__ == "__main__":
    if sys.argv[1:2] == ["write"]:
        write_questions(Path(sys.argv[2]) / "many.json", LARGE)
    elif sys.argv[1:2] == ["play"]:
        _child(Path(sys.argv[2]))
    else:
        from tests.benchmarks.table import as_table

        print(as_table(measure()))
