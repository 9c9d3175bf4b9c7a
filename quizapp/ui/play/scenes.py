"""Which painted scene a question gets: by its number alone, so that no picture tells an answer."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from quizapp.ui.play import scene_places, scene_streets
from quizapp.ui.play.scene_props import HEIGHT, Stage

SCENES: tuple[Callable[[Stage], None], ...] = (
    scene_places.stands,
    scene_places.bridge,
    scene_streets.street,
    scene_places.sprint,
    scene_places.sea,
    scene_streets.campus,
    scene_streets.rain,
    scene_places.hurdles,
)


def scene_index(number: int) -> int:
    """Which of `SCENES` belongs to the question of this number."""
    return (number - 1) % len(SCENES)


def paint_scene(painter: QPainter, place: QRectF, number: int) -> None:
    """Fill `place` with the scene of this question number."""
    scale = place.height() / HEIGHT
    if scale <= 0:
        return
    painter.save()
    painter.setClipRect(place, Qt.ClipOperation.IntersectClip)
    painter.translate(place.topLeft())
    painter.scale(scale, scale)
    SCENES[scene_index(number)](Stage(painter, place.width() / scale))
    painter.restore()
