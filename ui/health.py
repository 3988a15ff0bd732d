"""How the server is: for a load balancer that asks every few seconds. Tells no path, no setting and no reader.

Asking is cheap: it looks at files and memory, at most once in KEPT seconds, and asks no engine.
"""

from __future__ import annotations

import os
import shutil
import threading
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from chat.errors import ChatError
from chat.models import registry
from chat.models.machine import free_memory
from chat.settings import Settings

# How long an answer is good for, in seconds.
KEPT = 2.0
# Room on the disk below which nothing new is to come here, in bytes: a reader's library may have 200 MB.
DISK = 200_000_000
_MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Health:
    """How the server is.

    Args:
        model: whether the engines that the settings ask for have their weights here, or are on another server.
        library: whether what is read can be kept; also where nothing is to be kept.
        disk: whether there is room for it.
        memory: whether enough is free to begin a reading.
        ending: whether it is being stopped.
    """

    model: bool
    library: bool
    disk: bool
    memory: bool
    ending: bool

    @property
    def ready(self) -> bool:
        """Whether readers can be sent here: all is well, and it is not being stopped."""
        return self.model and self.library and self.disk and self.memory and not self.ending

    def told(self) -> dict[str, Any]:
        """Return it as it is told."""
        return {"live": True, "ready": self.ready, **asdict(self)}


class Looked:
    """Looks how the server is, and remembers that for a moment. Threads may use it at once."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._lock = threading.Lock()
        self._health: Health | None = None
        self._at = 0.0

    def now(self, *, ending: bool) -> Health:
        """Return how the server is, as it was looked at less than KEPT seconds ago."""
        with self._lock:
            if self._health is None or self._health.ending != ending or time.monotonic() - self._at >= KEPT:
                self._health, self._at = look(self._settings, ending=ending), time.monotonic()
            return self._health


def look(settings: Settings, *, ending: bool) -> Health:
    """Look how the server is."""
    keeps = not settings.history
    return Health(
        model=_has_model(settings),
        library=keeps or _can_write(settings.data),
        disk=keeps or _room(settings.data) >= DISK,
        memory=free_memory() >= settings.memory_floor * _MEGABYTE,
        ending=ending,
    )


def _has_model(settings: Settings) -> bool:
    try:
        return not registry.choose(settings).missing(settings)
    except ChatError:
        return False


def _can_write(folder: Path) -> bool:
    """Return whether a folder can be written, or be made."""
    return os.access(_there(folder), os.W_OK | os.X_OK)


def _room(folder: Path) -> int:
    """Return the free room of the disk that a folder is on, or will be, in bytes."""
    try:
        return shutil.disk_usage(_there(folder)).free
    except OSError:
        return 0


def _there(folder: Path) -> Path:
    """Return a folder, or where it does not exist the nearest one above that does."""
    return next((one for one in (folder, *folder.parents) if one.exists()), Path("/"))
