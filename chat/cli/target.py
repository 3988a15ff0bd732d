"""The file that a result goes to, named by --out: checked before anything starts, in its place when it is whole.

What is written is beside it till then, as `.NAME.part`. A pipe or a device is written as it is. Knows no result.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from chat.errors import InputError


def check(path: Path, *, inputs: Sequence[Path]) -> None:
    """Look whether a file can be written, and is none of those that are read.

    Raises:
        InputError: it cannot, or is one of them.
    """
    place = _place_of(path)
    if place.is_dir():
        raise _refused(path, "it is a folder")
    if not place.parent.is_dir():
        raise _refused(path, "there is no such folder")
    if not os.access(place.parent if _is_file(path) else path, os.W_OK):
        raise _refused(path, "you may not write there")
    if _is_file(path) and any(_is_same(file, given) for given in inputs for file in (place, _part_of(path))):
        raise _refused(path, "it is what is to be read")


@contextmanager
def written(path: Path, *, on_left: Callable[[Path], None]) -> Iterator[IO[str]]:
    """Open a file to be written line by line; UTF-8 and LF on every system.

    Where it does not come to its end, what was written takes its place if there was no such file, else stays beside it.

    Args:
        on_left: is called with where that lies.

    Raises:
        InputError: the file cannot be written.
    """
    with _in_our_errors(path):
        part = _part_of(path) if _is_file(path) else path
        file = part.open("w", encoding="utf-8", newline="\n")
        try:
            with file:
                yield file
        except BaseException:
            if part != path and _is_left(part, path):
                on_left(part)
            raise
        if part != path:
            _put(part, path)


def save(data: bytes, path: Path) -> None:
    """Write a file whole or not at all.

    Raises:
        InputError: it cannot be written, or the disk is full; what was there before stays.
    """
    with _in_our_errors(path):
        if not _is_file(path):
            path.write_bytes(data)
            return
        part = _part_of(path)
        try:
            part.write_bytes(data)
            _put(part, path)
        finally:
            part.unlink(missing_ok=True)


def _is_file(path: Path) -> bool:
    """Return whether a path is that of a file, or can become it: none of a pipe or a device."""
    return path.is_file() or not path.exists()


def _place_of(path: Path) -> Path:
    """Return where the file lies: links to it stay as they are."""
    return Path(os.path.realpath(path))


def _part_of(path: Path) -> Path:
    place = _place_of(path)
    return place.with_name(f".{place.name}.part")


def _put(part: Path, path: Path) -> None:
    """Put what was written in the place of a file; who may read that may read this."""
    place = _place_of(path)
    if place.exists():
        shutil.copymode(place, part)
    part.replace(place)


def _is_left(part: Path, path: Path) -> bool:
    """Keep what was written of a file that came to no end; return whether it stays beside one that was there."""
    if part.stat().st_size == 0:
        part.unlink()
    elif path.exists():
        return True
    else:
        _put(part, path)
    return False


def _is_same(file: Path, given: Path) -> bool:
    return file.exists() and given.exists() and file.samefile(given)


@contextmanager
def _in_our_errors(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise _refused(path, error.strerror or str(error)) from error


def _refused(path: Path, reason: str) -> InputError:
    return InputError(f"{path} cannot be written: {reason}.", hint="Name another place with --out.")
