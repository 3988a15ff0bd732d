"""Weights in the form that a runtime reads, made of those that were fetched: once, and kept beside them.

They lie in `<folder>/<form>/` with `made.json`, which says of which files they were made, and the checksum of each
that was written. Made in a folder of its own, which takes its place in one step; another process that wants the same
waits. Where the sources have changed, or a file is damaged, they are made anew. Where nothing can be written beside the
weights they are made in a temporary folder, at each start.
"""

from __future__ import annotations

import atexit
import errno
import logging
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock
from pydantic import ValidationError

from chat.errors import DiskFull, ModelFailed
from chat.models.weights import stored
from chat.models.weights.catalogue import File
from chat.models.weights.download import checksum
from chat.schema import Frozen

VERSION = 1  # of how they are made: what another version made is made anew
_MADE = "made.json"

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Conversion:
    """How weights are converted.

    Args:
        form: the name of the folder of the result.
        sources: the files that it is made of, as far as they are there.
        convert: called with the folder of the weights and an empty one, which it fills. Raises ValueError where the
            weights are not of the form that it knows.
        size_ratio: the size of the result over that of the sources, at most.
    """

    form: str
    sources: Sequence[str]
    convert: Callable[[Path, Path], None]
    size_ratio: float = 1.0


class _Made(Frozen):
    """What was made of what: (bytes, modification time in ns) by source."""

    version: int
    sources: dict[str, tuple[int, int]]
    files: tuple[File, ...]


def ensure(folder: Path, conversion: Conversion) -> Path:
    """Return the folder of the converted weights, made where it is not there, or not whole.

    Raises:
        ModelFailed: the weights are damaged, or none that can be converted.
        DiskFull: there is not enough room.
    """
    target = folder / conversion.form
    if is_whole(folder, conversion):
        return target
    if not os.access(folder, os.W_OK):
        _log.warning("nothing can be written in %s: the weights are converted at each start", folder)
        target = Path(tempfile.mkdtemp(prefix="belegt-")) / conversion.form
        atexit.register(shutil.rmtree, target.parent, ignore_errors=True)
        return _make(folder, target, conversion)
    with _disk(folder), FileLock(folder / f"{conversion.form}.lock"):
        if is_whole(folder, conversion):  # another process has just made it
            return target
        return _make(folder, target, conversion)


def is_whole(folder: Path, conversion: Conversion, *, rehash: bool = False) -> bool:
    """Return whether what was made is there, of the weights as they are, and undamaged by a quick look or a hash."""
    home = folder / conversion.form
    try:
        made = _Made.model_validate_json((home / _MADE).read_bytes())
    except FileNotFoundError:
        return False
    except (OSError, ValidationError) as error:
        _log.warning("%s cannot be read: %s", home / _MADE, error)
        return False
    if made.version != VERSION or made.sources != _sources(folder, conversion):
        return False
    return all(stored.state(file, home, rehash=rehash) is stored.State.PRESENT for file in made.files)


def _sources(folder: Path, conversion: Conversion) -> dict[str, tuple[int, int]]:
    found = {name: folder / name for name in conversion.sources if (folder / name).is_file()}
    return {name: (path.stat().st_size, path.stat().st_mtime_ns) for name, path in found.items()}


def _make(folder: Path, target: Path, conversion: Conversion) -> Path:
    sources = _sources(folder, conversion)
    with _disk(target.parent):
        _check_room(target.parent, sum(size for size, _ in sources.values()) * conversion.size_ratio)
        beside = target.with_name(f"{target.name}.partial")
        shutil.rmtree(beside, ignore_errors=True)
        beside.mkdir(parents=True)
        try:
            _log.info("Converting the weights in %s", folder)
            conversion.convert(folder, beside)
            _write_made(beside, sources)
            shutil.rmtree(target, ignore_errors=True)
            os.replace(beside, target)
        except ValueError as error:
            raise ModelFailed(
                f"The weights in {folder} cannot be converted: {error}.",
                hint="They may be damaged: fetch them again, or name others.",
            ) from error
        finally:
            shutil.rmtree(beside, ignore_errors=True)
    return target


def _write_made(home: Path, sources: dict[str, tuple[int, int]]) -> None:
    paths = sorted(path for path in home.iterdir() if path.is_file())
    for path in paths:
        with path.open("rb+") as written:
            os.fsync(written.fileno())
    files = tuple(File(path=path.name, bytes=path.stat().st_size, checksum=checksum(path, like="0" * 64))
                  for path in paths)  # fmt: skip
    made = _Made(version=VERSION, sources=sources, files=files)
    (home / _MADE).write_text(made.model_dump_json(indent=1), encoding="utf-8")


def _check_room(folder: Path, needed: float) -> None:
    free = shutil.disk_usage(folder).free
    if needed > free:
        raise DiskFull(
            f"Converting the weights needs {needed / 1e6:,.0f} MB in {folder}, and the disk has {free / 1e6:,.0f} MB.",
            hint=_ROOM,
        )


@contextmanager
def _disk(folder: Path) -> Iterator[None]:
    """Turn what the disk refuses into errors for the reader."""
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise DiskFull(f"The disk of {folder} is full.", hint=_ROOM) from error
        raise ModelFailed(
            f"The weights in {folder} cannot be converted: {error}.", hint="Look whether the folder can be written."
        ) from error


_ROOM = "Make room there, or set BELEGT_HOME to another folder."
