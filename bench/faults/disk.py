"""A disk that fails at the write that is named: full, torn in the middle of it, or failing; beneath SQLite.

It stands between SQLite and the system's own file system, for this process alone; every file of a database goes through
it. Writes to the shared index of the log are memory, and no writes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

import apsw

from bench.faults.process import kill


class Failure(StrEnum):
    """What becomes of a write."""

    KILLED = "killed before it"
    TORN = "killed in the middle of it"
    FULL = "no room for it, nor for any after it"
    FAILS = "an error of the disk, that once"


@dataclass
class Disk:
    """What the disk does: its n-th write, from 1, fails. 0: none does. `writes` counts them."""

    at: int = 0
    failure: Failure = Failure.KILLED
    writes: int = 0

    def write(self, data: bytes, offset: int, through: Callable[[bytes, int], None]) -> None:
        """Write, or fail."""
        self.writes += 1
        if not self.at or self.writes < self.at or (self.writes > self.at and self.failure is not Failure.FULL):
            through(data, offset)
            return
        match self.failure:
            case Failure.FULL:
                raise apsw.FullError("database or disk is full")
            case Failure.FAILS:
                raise apsw.IOError("disk I/O error")
            case Failure.TORN:
                through(data[: len(data) // 2], offset)
        kill()


class _System(apsw.VFS):
    def __init__(self, disk: Disk) -> None:
        self._disk = disk
        self._base = apsw.vfs_names()[0]
        super().__init__("belegt-faults", self._base, makedefault=True)

    def xOpen(self, name: str | apsw.URIFilename | None, flags: list[int]) -> apsw.VFSFile:
        return _File(self._disk, self._base, name, flags)


class _File(apsw.VFSFile):
    def __init__(self, disk: Disk, base: str, name: str | apsw.URIFilename | None, flags: list[int]) -> None:
        self._disk = disk
        super().__init__(base, name, flags)

    def xWrite(self, data: bytes, offset: int) -> None:
        self._disk.write(data, offset, super().xWrite)


def put_beneath(disk: Disk) -> apsw.VFS:
    """Have all databases that this process opens lie on a disk, for as long as what is returned lives."""
    return _System(disk)
