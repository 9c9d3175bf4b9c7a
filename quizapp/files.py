"""Files written whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from quizapp.errors import QuizError

_NOT_WRITTEN = "{path} could not be written ({reason}); what was there before is unchanged. Choose another place."


def write_whole(path: Path, content: Iterable[bytes], refusal: str = _NOT_WRITTEN) -> None:
    """Writes a file that is on disk when this ends, or leaves what was there before.

    `refusal` is the template of the QuizError for a place that cannot be written, with `path` and `reason`.
    """
    unfinished = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        try:
            with unfinished.open("wb") as stream:
                stream.writelines(content)
                stream.flush()
                os.fsync(stream.fileno())
            unfinished.replace(path)
        finally:
            unfinished.unlink(missing_ok=True)
    except OSError as error:
        raise QuizError(refusal, path=path, reason=error.strerror or str(error)) from error
