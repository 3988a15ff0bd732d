"""Who asks: by a key, whose SHA-256 stands in a file, a line each: `NAME HASH`. Keys themselves are kept nowhere."""

from __future__ import annotations

import hashlib
import hmac
import os
import re
import secrets
from collections.abc import Mapping
from pathlib import Path

from chat.errors import InputError

_NAME = re.compile(r"[\w.-]{1,64}", re.ASCII)
_HASH = re.compile(r"[0-9a-f]{64}")
_BEARER = "bearer "


class Keys:
    """The keys of a file; of none, whoever reaches the interface is the same one."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._known: tuple[tuple[str, str], ...] = ()
        self._seen: tuple[int, int] | None = None

    @property
    def are_asked_for(self) -> bool:
        """Whether a key is needed."""
        return self._path is not None

    def owner(self, headers: Mapping[str, str]) -> str | None:
        """Return whose the request with these headers is, by the names of the library; None: nobody's.

        A key that was added or taken out of the file counts from the next request on.

        Raises:
            InputError: the file cannot be read.
        """
        if self._path is None:
            return "api"
        given = headers.get("authorization", "")
        token = given[len(_BEARER) :].strip() if given.lower().startswith(_BEARER) else ""
        told = _hash(token)
        found = None
        for name, known in self._of_file(self._path):  # all of them, so that the time taken says nothing
            if hmac.compare_digest(told, known):
                found = name
        return f"key {found}" if found and token else None

    def _of_file(self, path: Path) -> tuple[tuple[str, str], ...]:
        try:
            file = path.stat()
            if self._seen != (file.st_mtime_ns, file.st_size):
                self._known = _parsed(path.read_text(encoding="utf-8"), path)
                self._seen = (file.st_mtime_ns, file.st_size)
        except (OSError, UnicodeDecodeError) as error:
            raise InputError(
                f"The keys in {path.name} cannot be read.", hint="Make one: python -m chat serve --new-key NAME"
            ) from error
        return self._known


def make(name: str, path: Path) -> str:
    """Add a key to a file, which only its owner can read, and return it: it is told this once.

    Raises:
        InputError: the name is none, or is taken, or the file cannot be written.
    """
    if not _NAME.fullmatch(name):
        raise InputError(f"“{name}” is no name of a key.", hint="Use letters, digits, dots and hyphens.")
    try:
        known = _parsed(path.read_text(encoding="utf-8"), path) if path.exists() else ()
        if any(name == other for other, _ in known):
            raise InputError(f"There is a key “{name}” already.", hint=f"Take its line out of {path.name} first.")
        key = secrets.token_urlsafe(32)
        descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        with open(descriptor, "a", encoding="utf-8") as file:
            file.write(f"{name} {_hash(key)}\n")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path} cannot be written: {error}.", hint="Name another file in BELEGT_API_KEYS.") from error
    return key


def _hash(key: str) -> str:
    return hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()


def _parsed(text: str, path: Path) -> tuple[tuple[str, str], ...]:
    found = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        name, _, told = line.strip().partition(" ")
        if not _NAME.fullmatch(name) or not _HASH.fullmatch(told.strip()):
            raise InputError(
                f"Line {number} of {path.name} is no key.", hint="A line has a name and the SHA-256 of the key."
            )
        found.append((name, told.strip()))
    return tuple(found)
