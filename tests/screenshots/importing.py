"""The import window on its way: a table whose columns are told, a plan that needs a look, and the report."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer

from quizapp.app import Program
from quizapp.ui.imports.import_window import ImportWindow
from tests.screenshots.camera import Camera

_TABLE = """question,correct,wrong 1,wrong 2,category,episode,source
Who carries a film reel through the rain?,Oh Mi-joo,Seo Dan-ah,Ki Eun-bi,Plot,1,made up
Which colour has the umbrella on the bridge?,Yellow,Red,Green,Plot,2,made up
Who hires Mi-joo?,,Seo Dan-ah,Ki Eun-bi,Plot,2,
Whose studio smells of turpentine?,Lee Young-hwa,Park Mae-yi,Ki Eun-bi,Cast,3,made up
How many lanes has the old track?,Eight,Six,Four,Plot,3,made up
Where does Seon-gyeom stay?,With Mi-joo,At an inn,at an inn,Plot,3,
What hangs over the sofa?,A poster,A mirror,A clock,Plot,4,made up
Which colour has the umbrella on the bridge?,Yellow,Red,Green,Plot,2,made up
,Oh Mi-joo,Ki Eun-bi,Park Mae-yi,Cast,1,
Who forgets the tickets?,Park Mae-yi,Oh Mi-joo,Seo Dan-ah,Cast,5,made up
What colour has the umbrella on that bridge?,Yellow,Blue,Brown,Plot,2,made up
Which meal burns first?,Noodles,Rice,Soup,Plot,6,made up
"""
_LOOK_MS = 10


def take_import(program: Program, camera: Camera) -> None:
    """Leaves the bank as it was before. The texts are made up."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "run-on-extra.csv"
        path.write_text(_TABLE, encoding="utf-8")
        program.windows.open_import([path])
        window = program.windows._import
        assert window is not None
        window._press("columns")
        _until(lambda: window._stage == "columns" and "Right:" in window._columns._sample.text())
        camera.take("import-columns", window=window)
        _go_on(window, "plan")
        _until(lambda: window._near._task is None and not window._list.model.is_searching)
        camera.take("import-plan", small=True, window=window)
        _go_on(window, "report")
        camera.take("import-report", small=True, window=window)
        window._press("undo")
        _until(lambda: window._is_undone)
        window.close()


def _go_on(window: ImportWindow, stage: str) -> None:
    window._press("main")
    _until(lambda: window._stage == stage and not window._jobs.is_busy and not window._list.model.is_searching)


def _until(holds: Callable[[], bool]) -> None:
    """Waits in a loop of events: the waiting of Qt's tests keeps other threads from working."""
    loop, timer = QEventLoop(), QTimer(interval=_LOOK_MS)
    timer.timeout.connect(lambda: holds() and loop.quit())
    timer.start()
    loop.exec()
    timer.stop()
