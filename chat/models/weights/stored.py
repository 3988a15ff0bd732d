"""What of an entry is on the disk. It knows no source and fetches nothing.

Files lie in `<home>/<file>`. A file counts as present only when its checksum is the pinned one. Since hashing a
gigabyte takes one to three seconds, a small stamp beside the file (`<file>.verified`: size, modification time,
checksum) tells that it was verified as it is; a quick look trusts the stamp and hashes where it does not match. A
change that leaves size and modification time as they were (a failing disk) is therefore seen only with `rehash`.
Where the folder cannot be written there is no stamp, and a quick look hashes too.

A snapshot is held against the list the hub gave when it was fetched, kept beside it in `snapshot.json`. Files that
came without that list count as absent.
"""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from pydantic import ValidationError

from chat.models.weights.catalogue import Entry, File, Listing
from chat.models.weights.download import checksum, size

log = logging.getLogger(__name__)


class State(StrEnum):
    """What is on the disk: the pinned bytes, nothing, or something else."""

    PRESENT = "present"
    ABSENT = "absent"
    DAMAGED = "damaged"


@dataclass(frozen=True)
class Verification:
    """The state of each file by its path. A snapshot that was never fetched has no files."""

    name: str
    files: Mapping[str, State]

    @property
    def state(self) -> State:
        """The state of the whole: damaged where one file is, else absent where one is missing."""
        states = set(self.files.values()) or {State.ABSENT}
        return next(state for state in (State.DAMAGED, State.ABSENT, State.PRESENT) if state in states)

    @property
    def damaged(self) -> tuple[str, ...]:
        """The paths of the damaged files."""
        return tuple(path for path, state in self.files.items() if state is State.DAMAGED)


def inspect(entry: Entry, home: Path, *, rehash: bool = False) -> Verification:
    """Look at all files of an entry, which lie in `home`."""
    return Verification(entry.name, {file.path: state(file, home, rehash=rehash) for file in files(entry, home)})


def files(entry: Entry, home: Path) -> tuple[File, ...]:
    """Return the files of an entry: those that are pinned, or those that the hub listed when they were fetched."""
    return entry.files or _listed(home)


def state(file: File, home: Path, *, rehash: bool = False) -> State:
    """Look at one file. What cannot be read counts as damaged, and is logged."""
    path = home / file.path
    if not path.exists():
        return State.ABSENT
    if size(path) != file.bytes:
        return State.DAMAGED
    stamp = _stamp(path, file)
    if not rehash and _read_stamp(path) == stamp:
        return State.PRESENT
    try:
        same = checksum(path, like=file.checksum) == file.checksum
    except OSError as error:
        log.warning("%s cannot be read: %s", path, error)
        same = False
    _write_stamp(path, stamp if same else None)
    return State.PRESENT if same else State.DAMAGED


def keep(file: File, partial: Path, home: Path) -> None:
    """Move a verified file to its place, in one step, and stamp it."""
    path = home / file.path
    with partial.open("r+b") as written:
        os.fsync(written.fileno())  # the stamp must not outlive bytes that a power cut took
    os.replace(partial, path)
    _write_stamp(path, _stamp(path, file))


def keep_listing(listing: Listing, home: Path) -> None:
    """Write down what a snapshot consists of, once all of it is there."""
    partial = home / f"{_LISTING}.partial"
    partial.write_text(listing.model_dump_json(indent=1), encoding="utf-8")
    os.replace(partial, home / _LISTING)


_LISTING = "snapshot.json"


def _listed(home: Path) -> tuple[File, ...]:
    try:
        return Listing.model_validate_json((home / _LISTING).read_bytes()).files
    except FileNotFoundError:
        return ()
    except (OSError, ValidationError) as error:
        log.warning("%s cannot be read: %s", home / _LISTING, error)
        return ()


def _stamp(path: Path, file: File) -> dict[str, object]:
    status = path.stat()
    return {"bytes": status.st_size, "mtime_ns": status.st_mtime_ns, "checksum": file.checksum}


def _stamp_path(path: Path) -> Path:
    return path.with_name(f"{path.name}.verified")


def _read_stamp(path: Path) -> object:
    try:
        return json.loads(_stamp_path(path).read_bytes())
    except (OSError, ValueError):  # none, or torn: the file is hashed
        return None


def _write_stamp(path: Path, stamp: dict[str, object] | None) -> None:
    """Write the stamp of a file, or remove it."""
    try:
        if stamp is None:
            _stamp_path(path).unlink(missing_ok=True)
        else:
            _stamp_path(path).write_text(json.dumps(stamp), encoding="utf-8")
    except OSError as error:  # a folder that cannot be written is good enough for reading
        log.debug("no stamp beside %s: %s", path, error)
