"""Every stage in both themes, small and large, with large text: nothing is cut and everything that acts has a name."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from quizapp.errors import sentence
from quizapp.game.draft import Problem, Severity
from quizapp.game.mapping import Field, Mapping, Preview
from quizapp.game.plans import Fate
from quizapp.ui import theme
from quizapp.ui.imports.run_bar import RunBar

from ..page_host import acting, assert_nothing_cut
from .import_rig import FakeTransfer, Rig, item, plan_of
from .test_import_failures import FILE

ERROR = Problem(Severity.ERROR, "answers", sentence("no choice is marked as right"))
STAGES = ("choose", "columns", "plan", "report")


@pytest.fixture(autouse=True)
def _as_before(qapp: QApplication) -> Iterator[None]:
    yield
    theme.apply(qapp, "light")


def _transfer() -> FakeTransfer:
    fates = (Fate.NEW, Fate.CONFLICT, Fate.DUPLICATE, Fate.UNCHANGED, Fate.REMOVED, Fate.CHANGED)
    items = [item(number, fates[number % 6]) for number in range(30)]
    made = FakeTransfer(plan_of([*items, item(99, Fate.REJECTED, [ERROR])]))
    rows = (("Nr", "Question", "Answer"), ("1", "Who is it that runs?", "Ki Seon-gyeom"))
    made.preview = Preview(rows, Mapping((Field.NOTHING, Field.PROMPT, Field.KEY)))
    return made


def _to(rig: Rig, stage: str) -> None:
    rig.window.add_files([FILE])
    if stage == "columns":
        rig.press("Columns")
        rig.wait_for("columns")
    elif stage != "choose":
        rig.press("Read the files")
        rig.wait_for("plan")
    if stage == "report":
        rig.window._press("main")
        rig.wait_for("report")


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize(
    ("scheme", "size", "scale"),
    [("light", (720, 560), 1.0), ("dark", (980, 740), 1.0), ("light", (1600, 1000), 1.0), ("dark", (980, 740), 1.5)],
)
def test_nothing_is_cut(
    qtbot: QtBot,
    qapp: QApplication,
    stage: str,
    scheme: theme.Scheme,
    size: tuple[int, int],
    scale: float,
) -> None:
    theme.apply(qapp, scheme, text_scale=scale)
    rig = Rig(qtbot, _transfer())
    _to(rig, stage)
    rig.window.resize(*size)
    qtbot.wait(50)
    assert (rig.window.width(), rig.window.height()) == size
    assert_nothing_cut(rig.window._pages)
    assert_nothing_cut(rig.window._foot)
    children = [rig.window._head, rig.window._pages, rig.window._foot]
    for above, below in pairwise(children):
        assert above.geometry().bottom() < below.geometry().top()


@pytest.mark.parametrize("stage", STAGES)
def test_everything_that_acts_has_a_name(qtbot: QtBot, stage: str) -> None:
    rig = Rig(qtbot, _transfer())
    _to(rig, stage)
    nameless = [each for each in acting(rig.window) if not each.accessibleName()]
    assert nameless == []


def test_the_runner_is_a_progress_bar_to_a_screen_reader(qtbot: QtBot) -> None:
    bar = RunBar()
    qtbot.addWidget(bar)
    bar.set_progress(39, 50)
    bar.show()
    assert bar.per_cent() == 78
    spoken = QAccessible.queryAccessibleInterface(bar)
    assert spoken.role() == QAccessible.Role.ProgressBar
    assert spoken.text(QAccessible.Text.Name) == "Progress"


def test_the_theme_can_change_while_the_window_is_open(qtbot: QtBot, qapp: QApplication) -> None:
    rig = Rig(qtbot, _transfer())
    _to(rig, "plan")
    theme.apply(qapp, "dark", text_scale=1.3)
    qtbot.wait(20)
    assert not rig.window.grab().isNull()
    assert rig.table.verticalHeader().defaultSectionSize() == theme.px(29)
