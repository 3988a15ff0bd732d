"""What prompts begin with, computed once: which slot of llama.cpp's server is to read a prompt, and what it holds.

A slot reads a prompt from where it differs from the one before. With as many slots as requests at once, what the
prompts of a task begin with would be computed as often. So it is computed once and saved, and restored into a slot that
does not hold it (0.3 ms for 28 tokens, which are computed in 0.7 s), also in the next process. Only the server's HTTP
interface can do this; xllamacpp opens it on the loopback interface.
"""

from __future__ import annotations

import contextlib
import hashlib
import http.client
import json
import logging
import os
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from chat.models.base import Message

_SECONDS = 60.0  # a step of the server that is under way comes first
_KEPT = 16  # files, those that were used last; 29 kB a token of the default model
_SIMILAR = 0.1  # of a prompt: so much must be the same for a slot to be chosen for it; llama.cpp's own measure
_ANY = -1  # llama.cpp chooses

_log = logging.getLogger(__name__)


class Slots:
    """The slots of a server. Thread-safe.

    Args:
        count: how many there are.
        folder: where the server saves what slots hold.
        engine: the weights and the version of the server, which alone can read what it has saved.
    """

    def __init__(self, count: int, *, folder: Path | None, engine: str) -> None:
        self.folder = folder
        self._engine = engine
        self._lock = threading.Lock()
        self._free = list(range(count))  # what was used longest ago first
        self._held = [""] * count  # the prompt that each has read last
        self._saved: dict[str, str] = {}  # the file of each prompt that is
        self._address, self._key = "", ""

    def connect(self, address: str | None, *, key: str) -> None:
        """Say where the server listens, None where it does not; only then is anything saved."""
        self._address, self._key = urlsplit(address or "").netloc, key

    @contextmanager
    def taken(self, messages: Sequence[Message]) -> Iterator[int]:
        """Take the slot that has most of a prompt already, and give it back at the end."""
        prompt = _text(messages)
        with self._lock:
            slot, file = self._choose(prompt)
        try:
            if file and not self._do("restore", slot, file):
                self._forget(file)
            yield slot
        finally:
            if slot != _ANY:
                with self._lock:
                    self._free.append(slot)

    def is_saved(self, messages: Sequence[Message]) -> bool:
        """Return whether a prompt is saved, by this process or another one."""
        path = self._path(messages)
        if path is None or not path.is_file():
            return False
        with contextlib.suppress(OSError):
            os.utime(path)
        self._note(messages, path)
        return True

    def save(self, slot: int, messages: Sequence[Message]) -> None:
        """Save a prompt that a slot has read. Where that fails, everything goes on without it."""
        path = self._path(messages)
        if path is None or slot == _ANY:
            return
        partial = path.with_name(f"{path.name}.{os.getpid()}.partial")
        try:
            if self._do("save", slot, partial.name):
                partial.replace(path)
                self._note(messages, path)
                _keep_newest(path.parent)
        except OSError as error:
            _log.warning("what prompts begin with cannot be kept: %s", error)

    def _choose(self, prompt: str) -> tuple[int, str | None]:
        """Take the free slot that has most of a prompt, or the one used longest ago, with the file that has more."""
        if not self._free:
            return _ANY, None
        slot = max(self._free, key=lambda free: _shared(self._held[free], prompt))
        saved = max(self._saved, key=lambda saved: _shared(saved, prompt), default="")
        file = None
        if _shared(saved, prompt) > _shared(self._held[slot], prompt):
            slot, file = self._free[0], self._saved[saved]
        self._free.remove(slot)
        self._held[slot] = prompt
        return slot, file

    def _path(self, messages: Sequence[Message]) -> Path | None:
        if self.folder is None:
            return None
        name = hashlib.sha256(f"{self._engine}\0{_text(messages)}".encode("utf-8", "surrogatepass")).hexdigest()
        return self.folder / f"{name[:32]}.prefix"

    def _note(self, messages: Sequence[Message], path: Path) -> None:
        with self._lock:
            self._saved[_text(messages)] = path.name

    def _forget(self, file: str) -> None:
        """Drop a file that the server cannot read."""
        with self._lock:
            self._saved = {prompt: saved for prompt, saved in self._saved.items() if saved != file}
        if self.folder:
            with contextlib.suppress(OSError):
                (self.folder / file).unlink(missing_ok=True)

    def _do(self, action: str, slot: int, file: str) -> bool:
        """Have the server save or restore a slot; return whether it did."""
        if not self._address:
            return False
        connection = http.client.HTTPConnection(self._address, timeout=_SECONDS)
        headers = {"Authorization": f"Bearer {self._key}", "Content-Type": "application/json"}
        try:
            connection.request("POST", f"/slots/{slot}?action={action}", json.dumps({"filename": file}), headers)
            reply = connection.getresponse()
            told = reply.read()
        except (OSError, http.client.HTTPException) as error:
            _log.info("a slot could not %s: %s", action, error)
            return False
        finally:
            connection.close()
        if reply.status != 200:
            _log.info("a slot could not %s: %s", action, told[:200])
        return reply.status == 200


def _text(messages: Sequence[Message]) -> str:
    return "".join(f"{message['role']}\0{message['content']}\0" for message in messages)


def _shared(held: str, prompt: str) -> int:
    """Return how many characters a prompt begins with that are those of another, 0 where they are few."""
    pairs = enumerate(zip(held, prompt, strict=False))
    shared = next((at for at, (one, other) in pairs if one != other), min(len(held), len(prompt)))
    return shared if shared > _SIMILAR * len(prompt) else 0


def _keep_newest(folder: Path) -> None:
    files = sorted(folder.glob("*.prefix"), key=lambda file: file.stat().st_mtime, reverse=True)
    for file in files[_KEPT:]:
        file.unlink(missing_ok=True)
