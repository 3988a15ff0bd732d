"""What a folder or a feed holds, listed as JSON lines: of a folder the names of its files, of a feed its articles."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from chat.errors import ChatError, InputError
from chat.export import rows
from chat.intake import feed_texts, source

if TYPE_CHECKING:
    from chat.batch.inputs import Given

_FIRST = 4_096  # bytes of a file that are looked at


def is_json_feed(path: Path) -> bool:
    """Return whether a file is a JSON Feed, by how it begins."""
    with path.open("rb") as file:
        return path.suffix.lower() == ".json" and b"jsonfeed.org" in file.read(_FIRST)


def files(folder: Path) -> Iterator[Path]:
    """Yield the files of a folder, and of the folders in it, that can be read, in the order of their names.

    Hidden ones are passed over, and no link is followed.

    Raises:
        InputError: the folder cannot be opened.
    """

    def refused(error: OSError) -> None:
        raise InputError(f"{folder} cannot be opened: {error.strerror}.") from error

    for place, folders, names in os.walk(folder, onerror=refused):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(place, name)
            if not name.startswith(".") and source.is_supported(name) and path.is_file() and not path.is_symlink():
                yield path


def folder(path: Path, to: Path) -> None:
    """List the files of a folder, each as a row with its path within it.

    Raises:
        InputError: none of them can be read.
    """
    _write(
        to,
        ({"id": _name(file.relative_to(path)), "text": ""} for file in files(path)),
        nothing=InputError(
            f"No file in {path} can be read.", hint="Text, Markdown, HTML, PDF, Word (.docx) and mails (.eml) can."
        ),
    )


def _name(path: Path) -> str:
    """Return the name of a file in characters; what is none of UTF-8 is escaped, and cannot be opened later."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def feed(path: Path, to: Path) -> None:
    """List the articles of a feed.

    Raises:
        InputError: it is no feed, or its items have no text.
    """
    _write(
        to,
        ({name: value for name, value in vars(item).items() if value} for item in feed_texts.items(path)),
        nothing=InputError(
            f"{path} has no article in it.", hint="A feed often has addresses only: `dossier add --feed` fetches those."
        ),
    )


def opened(folder: Path, given: Given) -> Given:
    """Return a row of a folder with the text of its file, or with why it cannot be read."""
    try:
        taken = source.take_file(folder / str(given.id))
    except ChatError as error:
        return replace(given, text=None, error=error)
    told = {name: value for name in ("url", "title", "published") if (value := getattr(taken.origin, name, ""))}
    return replace(given, text=taken.text, told=told)


def _write(to: Path, listed: Iterator[dict[str, Any]], *, nothing: InputError) -> None:
    """Write rows beside their place, and put them there when they are whole."""
    part = to.with_name(f".{to.name}.part")
    count = 0
    with part.open("w", encoding="utf-8", newline="\n") as file:
        for row in listed:
            print(rows.line(row), file=file)
            count += 1
        file.flush()
        os.fsync(file.fileno())
    if not count:
        part.unlink()
        raise nothing
    part.replace(to)
