"""A library whose file was damaged on the disk: cut off, or with bits that flipped."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from bench.faults import kept, scripted
from bench.faults.fault import Fault, Tally
from bench.faults.process import Say, run
from chat.errors import ChatError, LibraryDamaged
from chat.schema import Reading

_SEED = 20
_FLIPS = 80
_CUTS = 60


def _flipped(data: bytearray, at: int, bit: int) -> bytes:
    data[at] ^= 1 << bit
    return bytes(data)


def _flips(whole: bytes) -> Iterator[bytes]:
    """Yield the file with one bit flipped, or a run of them: anywhere, and at each byte of the head."""
    drawn = random.Random(_SEED)
    for at in range(100):
        yield _flipped(bytearray(whole), at, drawn.randrange(8))
    for _ in range(_FLIPS):
        yield _flipped(bytearray(whole), drawn.randrange(len(whole)), drawn.randrange(8))
    for _ in range(_FLIPS // 10):
        data, at = bytearray(whole), drawn.randrange(len(whole))
        data[at : at + 512] = drawn.randbytes(len(data[at : at + 512]))
        yield bytes(data)


def _cuts(whole: bytes) -> Iterator[bytes]:
    drawn = random.Random(_SEED)
    yield from (b"", whole[:1], whole[:100], whole[:4096])
    yield from (whole[: drawn.randrange(len(whole))] for _ in range(_CUTS))


def _look(folder: Path, said: tuple[str, ...], readings: tuple[Reading, ...], say: Say) -> None:
    """Use all of a library that was damaged, as a reader who tries again where something cannot be done."""
    library = kept.library(folder)
    for _ in range(3):
        try:
            list(map(str, library.recent(kept.OWNER)))
            library.recent(kept.OWNER, query="Freibad")
            library.unfinished(kept.OWNER)
            library.dossiers.recent(kept.OWNER)
            list(kept.lost(library, said, readings))
            kept.work(library, readings, lambda line: None)
            break
        except LibraryDamaged as error:
            print(f"Error: {error}")
        except ChatError as error:
            print(f"Error: {error}")
            break
    say("ended")


def _tried(damages: Callable[[bytes], Iterator[bytes]]) -> Callable[[Path, Tally], None]:
    def tried(folder: Path, tally: Tally) -> None:
        readings = scripted.layers()
        said: list[str] = []
        kept.work(kept.library(folder / "whole"), readings, said.append)
        whole = (folder / "whole" / kept.FILE).read_bytes()
        for number, data in enumerate(damages(whole)):
            place = folder / str(number)
            place.mkdir()
            (place / kept.FILE).write_bytes(data)
            ended = run(partial(_look, place, tuple(said), readings))
            found = ended.faults + ["the copy that was set aside is not what it was"] * (not _is_there(place, data))
            tally.add(found, sees=[message.replace(str(place), "FOLDER") for message in ended.messages])
            shutil.rmtree(place)

    return tried


def _is_there(folder: Path, data: bytes) -> bool:
    """Return whether a file that was set aside is, byte by byte, what was found damaged."""
    aside = kept.library(folder).set_aside
    return not aside or aside[0].stat().st_size == len(data)


FAULTS = (
    Fault("library-flipped", "bits of the library's file flip, one or 512 bytes of them", _tried(_flips)),
    Fault("library-cut", "the library's file is cut off", _tried(_cuts)),
)
