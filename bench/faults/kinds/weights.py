"""Weights whose download is killed or has no room, and weights that were cut off or in which bits flipped."""

from __future__ import annotations

import errno
import hashlib
import os
import random
from functools import partial
from pathlib import Path
from typing import Self
from unittest import mock

from bench.faults.fault import Fault, Tally
from bench.faults.kinds.commands import left
from bench.faults.process import Say, kill, run
from chat.errors import ChatError
from chat.models.weights import catalogue, store
from chat.models.weights.catalogue import Entry, File, Hub
from chat.models.weights.download import Meter, size

_WHOLE = random.Random(20).randbytes(60_000)
_CHUNK = 4_000
_NAME = "tiny"
_HUB = Hub(repo="belegt/tiny", revision="a" * 40)


class _Source:
    """A source that gives the bytes piece by piece; at the n-th piece, from 1, something happens."""

    def __init__(self, at: int, failure: str) -> None:
        self._at, self._failure = at, failure

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None: ...

    def fetch(self, file: File, partial: Path, meter: Meter) -> None:
        """Append what is missing."""
        if size(partial) >= file.bytes:  # it was there, and is not the pinned one
            partial.unlink()
        with partial.open("ab", buffering=0) as target:
            for start in range(size(partial), len(_WHOLE), _CHUNK):
                if start // _CHUNK + 1 == self._at:
                    target.write(_WHOLE[start : start + _CHUNK // 2])
                    if self._failure == "killed":
                        kill()
                    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
                target.write(_WHOLE[start : start + _CHUNK])
                meter.fetched(file.path, start)


def _pull(folder: Path, at: int, failure: str, say: Say) -> None:
    digest = hashlib.sha256(_WHOLE).hexdigest()
    entry = Entry(
        name=_NAME, title="Tiny", role="embedder", purpose="faults", licence="MIT", about_bytes=0, sources=(_HUB,),
        files=(File(path="model.gguf", bytes=len(_WHOLE), checksum=digest),),
    )  # fmt: skip
    try:
        with (
            mock.patch.object(catalogue, "entries", lambda: (entry,)),
            mock.patch.object(store, "_fetcher", lambda source, home: _Source(at, failure)),
        ):
            if store.pull(_NAME, folder=folder).read_bytes() == _WHOLE:
                say("whole")
            if store.find(_NAME, folder=folder):
                say("found")
    except ChatError as error:
        print(f"Error: {error}")


def _wrong(folder: Path) -> list[str]:
    """Return what is wrong after weights were fetched once more."""
    again = run(partial(_pull, folder, 0, ""))
    return [*again.faults, *["they are not whole"] * (again.said != ("whole", "found")), *left(folder)]


def _fetching(folder: Path, tally: Tally) -> None:
    for failure in ("killed", "full"):
        for at in range(1, len(_WHOLE) // _CHUNK + 1):
            place = folder / f"{failure}-{at}"
            ended = run(partial(_pull, place, at, failure))
            told = [message.replace(str(place), "FOLDER") for message in ended.messages]
            tally.add([*ended.faults, *_wrong(place)], sees=told)


def _damaged(folder: Path, tally: Tally) -> None:
    drawn = random.Random(20)
    for number in range(40):
        place = folder / str(number)
        run(partial(_pull, place, 0, ""))
        file = place / _NAME / "model.gguf"
        before, at = file.stat(), drawn.randrange(len(_WHOLE))
        if number % 4:
            data = bytearray(_WHOLE)
            data[at] ^= 1 << drawn.randrange(8)
            file.write_bytes(data)
        else:
            os.truncate(file, at)
        if number % 2:  # as a disk that rots, which no clock tells of
            os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
        tally.add(_wrong(place))


FAULTS = (
    Fault("weights-fetching", "kill -9, or a full disk, at each piece of a download of weights", _fetching),
    Fault("weights-damaged", "weights that were cut off, or in which a bit flipped", _damaged),
)
