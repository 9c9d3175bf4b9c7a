"""Movement: short animations that a player who wants a still picture never sees."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEasingCurve, QObject, QVariantAnimation

from quizapp.ui import theme


def animate(
    parent: QObject,
    on_value: Callable[[float], object],
    duration_ms: int,
    *,
    start: float = 0.0,
    end: float = 1.0,
    curve: QEasingCurve.Type = QEasingCurve.Type.OutCubic,
) -> QVariantAnimation | None:
    """Run `on_value` from `start` to `end`; with reduced motion call it once with `end` and return None.

    `on_value` is a bound method; the animation belongs to `parent` and deletes itself when done.
    """
    if theme.reduced_motion():
        on_value(end)
        return None
    animation = QVariantAnimation(parent)
    animation.setStartValue(start)
    animation.setEndValue(end)
    animation.setDuration(duration_ms)
    animation.setEasingCurve(curve)
    animation.valueChanged.connect(on_value)
    animation.start(QVariantAnimation.DeletionPolicy.DeleteWhenStopped)
    return animation


def system_prefers_reduced_motion() -> bool:
    """Whether the system asks programs to move less; False where that cannot be found out."""
    try:
        if sys.platform == "win32":
            return _windows_prefers_reduced_motion()
        if sys.platform == "darwin":
            return _macos_prefers_reduced_motion()
        return _desktop_prefers_reduced_motion(Path.home() / ".config")
    except (OSError, ValueError):
        return False


def _windows_prefers_reduced_motion() -> bool:
    import ctypes

    client_area_animation = 0x1042
    shown = ctypes.c_int(1)
    user32 = ctypes.windll.user32  # pyright: ignore[reportAttributeAccessIssue]
    user32.SystemParametersInfoW(client_area_animation, 0, ctypes.byref(shown), 0)
    return not shown.value


def _macos_prefers_reduced_motion() -> bool:
    import plistlib

    file = Path.home() / "Library/Preferences/com.apple.universalaccess.plist"
    return bool(plistlib.loads(file.read_bytes()).get("reduceMotion"))


def _desktop_prefers_reduced_motion(config: Path) -> bool:
    # KDE and GTK write their switch into these files; there is no common one.
    switches = (
        ("kdeglobals", "KDE", "AnimationDurationFactor"),
        ("gtk-4.0/settings.ini", "Settings", "gtk-enable-animations"),
        ("gtk-3.0/settings.ini", "Settings", "gtk-enable-animations"),
    )
    return any(_is_off(config / file, section, key) for file, section, key in switches if (config / file).is_file())


def _is_off(file: Path, section: str, key: str) -> bool:
    import configparser  # many systems have none of these files, and the first window may ask

    parser = configparser.ConfigParser(interpolation=None, strict=False)
    try:
        parser.read(file, encoding="utf-8")
    except configparser.Error:
        return False
    return parser.get(section, key, fallback="1").lower() in {"0", "0.0", "false"}
