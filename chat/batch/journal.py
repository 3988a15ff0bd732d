"""Which shards are done: a line each, written when the shard's rows are on the disk, and never changed.

Where a line is missing or cut off, since somebody was killed, the shard is worked on once more.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import IO, Self

from pydantic import ValidationError

from chat.schema import Frozen

_NAME = "done.jsonl"


class Done(Frozen):
    """A shard that is done: how many rows it has, how many of them failed, the bytes of its file, and its seconds."""

    shard: int
    rows: int
    failed: int
    size: int
    seconds: float


class Journal:
    """The journal of a folder of output, open to be written on."""

    def __init__(self, out: Path) -> None:
        self._path = out / _NAME
        self._file: IO[str] | None = None

    def read(self) -> dict[int, Done]:
        """Return what is done by the number of the shard, the last word on each."""
        done: dict[int, Done] = {}
        if not self._path.exists():
            return done
        with self._path.open(encoding="utf-8", errors="replace") as file:
            for line in file:
                try:
                    one = Done.model_validate_json(line)
                except ValidationError:  # cut off
                    continue
                done[one.shard] = one
        return done

    def __enter__(self) -> Self:
        is_cut = self._path.exists() and self._path.read_bytes()[-1:] not in (b"", b"\n")
        self._file = self._path.open("a", encoding="utf-8", newline="\n")
        if is_cut:
            self._file.write("\n")
        return self

    def __exit__(self, *_: object) -> None:
        if self._file:
            self._file.close()
            self._file = None

    def add(self, done: Done) -> None:
        """Note that a shard is done."""
        if self._file is None:
            raise ValueError("the journal is not open")
        print(done.model_dump_json(), file=self._file, flush=True)
        os.fsync(self._file.fileno())
