"""Weights in the form that a runtime reads, made of those that were fetched: once, and kept beside them.

They lie in `<folder>/<form>/` with `made.json`, which says of which files they were made, and the checksum of each
that was written. Made in a folder of its own, which takes its place in one step; another process that wants the same
waits. Where the sources have changed, or a file is damaged, they are made anew; that they cannot be made of those
sources is noted too, in `<form>.impossible`. Where nothing can be written beside the weights they are made in a
temporary folder, at each start.
"""

from __future__ import annotations

import atexit
import json
import logging
import os
import shutil
import tempfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock
from pydantic import ValidationError

from chat.errors import ModelFailed
from chat.models.weights import disk, stored
from chat.models.weights.catalogue import File
from chat.models.weights.download import checksum
from chat.schema import Frozen

VERSION = 1  # of how they are made: what another version made is made anew
_MADE = "made.json"
_FAILED = "The weights cannot be converted"

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Conversion:
    """How weights are converted.

    Args:
        form: the name of the folder of the result.
        sources: the files that it is made of, as far as they are there.
        convert: called with the folder of the weights and an empty one, which it fills. What it raises, but for
            OSError, says that the weights are not of the form that it knows.
        size_ratio: the size of the result over that of the sources, at most.
        otherwise: what a reader can do where they cannot be converted.
    """

    form: str
    sources: Sequence[str]
    convert: Callable[[Path, Path], None]
    size_ratio: float = 1.0
    otherwise: str = "They may be damaged: fetch them again, or name others."


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
    with disk.in_our_errors(folder, ModelFailed, _FAILED), _lock(folder, conversion):
        if is_whole(folder, conversion):  # another process has just made it
            return target
        return _make(folder, target, conversion)


def is_whole(folder: Path, conversion: Conversion) -> bool:
    """Return whether what was made is there, of the weights as they are, and undamaged by a quick look."""
    made = _read_made(folder / conversion.form)
    return (
        made is not None
        and (made.version, made.sources) == (VERSION, _sources(folder, conversion))
        and not _damaged(made, folder / conversion.form)
    )


def is_impossible(folder: Path, conversion: Conversion) -> bool:
    """Return whether converting these very weights has failed for what they are."""
    try:
        told = json.loads(_note(folder, conversion).read_bytes())
    except (OSError, ValueError):
        return False
    return bool(told == [VERSION, {name: list(stat) for name, stat in _sources(folder, conversion).items()}])


def discard_damaged(folder: Path, conversion: Conversion) -> bool:
    """Remove what was made where a file of it, hashed anew, is not what it was; return whether it was so.

    Raises:
        ModelFailed: it cannot be removed.
    """
    home = folder / conversion.form
    made = _read_made(home) if home.is_dir() else None
    if made is None or not _damaged(made, home, rehash=True):
        return False
    with disk.in_our_errors(folder, ModelFailed, "What was converted cannot be removed"), _lock(folder, conversion):
        shutil.rmtree(home)
    return True


def _lock(folder: Path, conversion: Conversion) -> FileLock:
    return FileLock(folder / f"{conversion.form}.lock")


def _note(folder: Path, conversion: Conversion) -> Path:
    return folder / f"{conversion.form}.impossible"


def _read_made(home: Path) -> _Made | None:
    try:
        return _Made.model_validate_json((home / _MADE).read_bytes())
    except FileNotFoundError:
        return None
    except (OSError, ValidationError) as error:
        _log.warning("%s cannot be read: %s", home / _MADE, error)
        return None


def _damaged(made: _Made, home: Path, *, rehash: bool = False) -> bool:
    return any(stored.state(file, home, rehash=rehash) is not stored.State.PRESENT for file in made.files)


def _sources(folder: Path, conversion: Conversion) -> dict[str, tuple[int, int]]:
    found = {name: folder / name for name in conversion.sources if (folder / name).is_file()}
    return {name: (path.stat().st_size, path.stat().st_mtime_ns) for name, path in found.items()}


def _make(folder: Path, target: Path, conversion: Conversion) -> Path:
    sources = _sources(folder, conversion)
    with disk.in_our_errors(target.parent, ModelFailed, _FAILED):
        needed = sum(size for size, _ in sources.values()) * conversion.size_ratio
        disk.check_room(target.parent, needed, "Converting the weights needs")
        beside = target.with_name(f"{target.name}.partial")
        shutil.rmtree(beside, ignore_errors=True)
        beside.mkdir(parents=True)
        try:
            _convert(folder, beside, conversion, sources)
            _write_made(beside, sources)
            shutil.rmtree(target, ignore_errors=True)
            os.replace(beside, target)
        finally:
            shutil.rmtree(beside, ignore_errors=True)
    return target


def _convert(folder: Path, target: Path, conversion: Conversion, sources: dict[str, tuple[int, int]]) -> None:
    _log.info("Converting the weights in %s", folder)
    try:
        conversion.convert(folder, target)
    except OSError:
        raise
    except Exception as error:  # files of others can have anything in them
        with suppress(OSError):
            _note(folder, conversion).write_text(json.dumps([VERSION, sources]), encoding="utf-8")
        raise ModelFailed(
            f"The weights in {folder} cannot be converted: {error}.", hint=conversion.otherwise
        ) from error


def _write_made(home: Path, sources: dict[str, tuple[int, int]]) -> None:
    paths = sorted(path for path in home.iterdir() if path.is_file())
    for path in paths:
        with path.open("rb+") as written:
            os.fsync(written.fileno())
    files = tuple(
        File(path=path.name, bytes=path.stat().st_size, checksum=checksum(path, like="0" * 64)) for path in paths
    )
    made = _Made(version=VERSION, sources=sources, files=files)
    (home / _MADE).write_text(made.model_dump_json(indent=1), encoding="utf-8")
