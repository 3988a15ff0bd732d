"""A folder → the files in it that can be read.

Hidden files and folders are passed over, and no link leads out of the folder. Opens no file.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from chat.errors import InputError
from chat.intake import source
from chat.intake.origins import cleaned

MAX_FILES = 200
MAX_ENTRIES = 20_000  # that are looked at
MAX_NAMED = 50  # files that are left out and are told


@dataclass(frozen=True)
class Folder:
    """The files of a folder, and what is not among them.

    Args:
        files: by their path within the folder.
        left_out: how many files there are that could be read, beyond MAX_FILES.
        others: names of files of other kinds, links that lead out of the folder, and what is no file, the first
            MAX_NAMED of them.
        more_others: how many of these there are besides.
        is_whole: whether all of the folder was looked at; it is not where there are more than MAX_ENTRIES in it.
    """

    files: tuple[Path, ...]
    left_out: int = 0
    others: tuple[str, ...] = ()
    more_others: int = 0
    is_whole: bool = True


def look_into(folder: str | Path) -> Folder:
    """Return the files of a folder, and of the folders in it, that can be read.

    Raises:
        InputError: it is no folder, it cannot be opened, or no file in it can be read.
    """
    root = Path(folder)
    if not root.is_dir():
        raise InputError(f"{folder} is no folder.", hint="Name a folder with articles in it.")
    entries: list[Path] = []
    is_whole = True
    for path in _entries(root):
        if len(entries) == MAX_ENTRIES:
            is_whole = False
            break
        entries.append(path)
    entries.sort(key=lambda path: [part.casefold() for part in path.relative_to(root).parts])
    inside = root.resolve()
    can_be_read = {path for path in entries if source.is_supported(path.name) and _is_file_within(path, inside)}
    files = [path for path in entries if path in can_be_read]
    others = [path for path in entries if path not in can_be_read]
    if not files:
        raise InputError(
            f"No file in {root.name or folder} can be read.",
            hint="Text, Markdown, HTML, PDF, Word (.docx) and mails (.eml) can.",
        )
    return Folder(
        files=tuple(files[:MAX_FILES]),
        left_out=max(0, len(files) - MAX_FILES),
        others=tuple(cleaned(str(path.relative_to(root))) for path in others[:MAX_NAMED]),
        more_others=max(0, len(others) - MAX_NAMED),
        is_whole=is_whole,
    )


def _entries(root: Path) -> Iterator[Path]:
    """Yield all that is in a folder and is no folder or hidden; links to folders are not followed.

    Raises:
        InputError: the folder cannot be opened. One within it that cannot is passed over.
    """

    def passed_over(error: OSError) -> None:
        if error.filename is not None and Path(error.filename) == root:
            raise InputError(f"{root.name or root} cannot be opened: {error.strerror}.") from error

    for place, folders, files in os.walk(root, onerror=passed_over):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        linked = [name for name in folders if Path(place, name).is_symlink()]
        yield from (Path(place, name) for name in (*files, *linked) if not name.startswith("."))


def _is_file_within(path: Path, inside: Path) -> bool:
    """Return whether a path is a file, and one of the folder's own wherever a link leads."""
    try:
        return path.is_file() and path.resolve(strict=True).is_relative_to(inside)
    except OSError:  # gone, or a link to itself
        return False
