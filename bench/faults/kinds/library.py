"""The library on a disk that fails at one of its writes, each of them once."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from bench.faults import kept, scripted
from bench.faults.disk import Disk, Failure, put_beneath
from bench.faults.fault import Fault, Tally
from bench.faults.process import Say, run
from chat.errors import ChatError
from chat.schema import Reading


def _work(folder: Path, disk: Disk, readings: tuple[Reading, ...], say: Say) -> None:
    beneath = put_beneath(disk)
    try:
        kept.work(kept.library(folder), readings, say)
    except ChatError as error:
        print(f"Error: {error}")
    finally:
        beneath.unregister()


def _count(folder: Path, readings: tuple[Reading, ...]) -> int:
    """Return how many writes the work takes."""
    disk = Disk()

    def counting(say: Say) -> None:
        _work(folder, disk, readings, lambda line: None)
        say(str(disk.writes))

    return int(run(counting).said[0])


def _at_each_write(failures: tuple[Failure, ...]) -> Callable[[Path, Tally], None]:
    def tried(folder: Path, tally: Tally) -> None:
        readings = scripted.layers()
        writes = _count(folder / "whole", readings)
        for failure in failures:
            for at in range(1, writes + 1):
                place = folder / f"{failure.name}-{at}"
                ended = run(partial(_work, place, Disk(at, failure), readings))
                again = kept.library(place)
                found = [*ended.faults, *kept.lost(again, ended.said, readings)]
                found += [f"it was set aside as damaged after: {failure}"] * bool(again.set_aside)
                found += _usable(place, readings)
                tally.add(found, sees=ended.messages)

    return tried


def _usable(folder: Path, readings: tuple[Reading, ...]) -> list[str]:
    """Return what is wrong with a library when all the work is done once more in it."""
    said: list[str] = []
    try:
        kept.work(kept.library(folder), readings, said.append)
    except ChatError as error:
        return [f"it cannot be used afterwards: {error}"]
    return list(kept.lost(kept.library(folder), tuple(said), readings))


FAULTS = (
    Fault(
        "library-killed",
        "kill -9 at each write of the library, before it and in the middle of it",
        _at_each_write((Failure.KILLED, Failure.TORN)),
    ),
    Fault("library-full", "the disk is full from each write of the library on", _at_each_write((Failure.FULL,))),
    Fault("library-disk-error", "each write of the library fails once", _at_each_write((Failure.FAILS,))),
)
