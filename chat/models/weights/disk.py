"""What the disk refuses, in words for the reader. It knows no weights."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from chat.errors import DiskFull, ModelError

_ELSEWHERE = "Make room there, or set BELEGT_HOME to another folder."


@contextmanager
def in_our_errors(folder: Path, failure: type[ModelError], what: str) -> Iterator[None]:
    """Make a folder, and turn what the disk refuses into errors for the reader.

    Args:
        failure: raised for all but a disk that is full.
        what: what could not be done, as "The weights cannot be kept".
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise DiskFull(f"The disk of {folder} is full.", hint=_ELSEWHERE) from error
        raise failure(f"{what} in {folder}: {error}.", hint=_ELSEWHERE) from error


def check_room(folder: Path, needed: float, what: str) -> None:
    """Raise DiskFull where a folder, which is there, has no room for so many bytes; `what` needs them."""
    free = shutil.disk_usage(folder).free
    if needed > free:
        raise DiskFull(
            f"{what} {needed / 1e6:,.0f} MB in {folder}, and the disk has {free / 1e6:,.0f} MB.", hint=_ELSEWHERE
        )
