"""What is to be read → its rows, in shards that can be read apart: JSON lines, Parquet, a folder, a feed.

A shard says where its rows are, and has none of them: whoever works on it opens the input there. Folders and feeds are
listed into a file of JSON lines first, so that they are parted like one.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Literal

from chat.batch import listed
from chat.errors import ChatError, InputError
from chat.intake import source
from chat.schema import Frozen

Kind = Literal["jsonl", "parquet", "folder", "feed"]

LISTED = "input.jsonl"  # in the folder of the output: what a folder or a feed holds
_LONGEST = source.MAX_BYTES  # bytes of a line
_MOST_BYTES = 4_000_000  # of a shard, unless one row is longer
_COLUMNS = ("id", "text")
_TOLD = ("url", "title", "published")  # of where it came from: kept as they are
_FEEDS = frozenset({".xml", ".rss", ".atom"})


class Shard(Frozen):
    """Rows that are worked on together.

    Attributes:
        number: from 0, in the order of the input.
        first: the number of its first row, from 1.
        rows: how many rows it has.
        at: where they begin: the byte in a file of lines, the group of rows in a Parquet file.
        skip: rows of that group that come before.
    """

    number: int
    first: int
    rows: int
    at: int
    skip: int = 0


@dataclass(frozen=True)
class Given:
    """A row of the input: its text, or why there is none. `told` is what is said of where it came from."""

    id: Any
    text: str | None
    told: dict[str, str]
    error: ChatError | None = None


@dataclass(frozen=True)
class Input:
    """What is to be read: its kind, the file or folder as named, and the file in which its rows are."""

    kind: Kind
    named: Path
    rows: Path

    def shards(self, size: int) -> Iterator[Shard]:
        """Yield the shards, of at most so many rows each.

        Raises:
            InputError: the input cannot be read.
        """
        parted = _of_parquet if self.kind == "parquet" else _of_lines
        try:
            yield from parted(self.rows, size)
        except OSError as error:
            raise unreadable(self.named, error.strerror or str(error)) from error

    def read(self, shard: Shard) -> Iterator[Given]:
        """Yield the rows of a shard."""
        if self.kind == "parquet":
            yield from _parquet_rows(self.rows, shard)
            return
        for number, line in enumerate(_lines_at(self.rows, shard), start=shard.first):
            given = _parsed(line, number)
            yield listed.opened(self.named, given) if self.kind == "folder" else given


def unreadable(path: Path, reason: str) -> InputError:
    """Return that an input cannot be read."""
    return InputError(
        f"{path} cannot be read: {reason}.",
        hint="It must be a file of JSON lines, a Parquet file, a folder with articles, or a feed.",
    )


def kind_of(path: Path) -> Kind:
    """Return what kind of input a path is.

    Raises:
        InputError: there is nothing there.
    """
    if path.is_dir():
        return "folder"
    if not path.exists():
        raise unreadable(path, "there is no such file")
    if path.suffix.lower() == ".parquet":
        return "parquet"
    return "feed" if path.suffix.lower() in _FEEDS or listed.is_json_feed(path) else "jsonl"


def open_input(path: Path, out: Path) -> Input:
    """Return what is to be read, with its rows listed in the folder of the output where they have to be.

    Raises:
        InputError: it cannot be read, or has no rows.
    """
    kind = kind_of(path)
    if kind in ("jsonl", "parquet"):
        return Input(kind, path, path)
    rows = out / LISTED
    if not rows.exists():
        (listed.folder if kind == "folder" else listed.feed)(path, rows)
    return Input(kind, path, rows)


def fingerprint(path: Path) -> str:
    """Return what tells an input from another, or from what it was: the SHA-256 of a file, or of a folder's list.

    A folder's list has the names of its files, their sizes and when they were changed.
    """
    digest = hashlib.sha256()
    try:
        if path.is_dir():
            for file in listed.files(path):
                seen = file.stat()
                told = f"{file.relative_to(path)}\0{seen.st_size}\0{seen.st_mtime_ns}\n"
                digest.update(told.encode(errors="replace"))
        else:
            with path.open("rb") as bytes_of:
                while block := bytes_of.read(2**20):
                    digest.update(block)
    except OSError as error:
        raise unreadable(path, error.strerror or str(error)) from error
    return digest.hexdigest()


def _of_lines(path: Path, size: int) -> Iterator[Shard]:
    """Yield the shards of a file of JSON lines; blank lines are no rows."""
    number, first, rows, at, end = 0, 1, 0, 0, 0
    with path.open("rb") as file:
        for length, is_row in _measured(file):
            if rows and (rows == size or end + length - at > _MOST_BYTES):
                yield Shard(number=number, first=first, rows=rows, at=at)
                number, first, rows, at = number + 1, first + rows, 0, end
            end += length
            rows += is_row
    if rows:
        yield Shard(number=number, first=first, rows=rows, at=at)


def _measured(file: IO[bytes]) -> Iterator[tuple[int, bool]]:
    """Yield the length of each line in bytes and whether it is a row; of a line without end no more is held."""
    length, is_row = 0, False
    while piece := file.readline(_LONGEST):
        length += len(piece)
        is_row = is_row or bool(piece.strip())
        if piece.endswith(b"\n"):
            yield length, is_row
            length, is_row = 0, False
    if length:
        yield length, is_row


def _lines_at(path: Path, shard: Shard) -> Iterator[bytes | None]:
    """Yield the lines of a shard that are rows; None for one that is too long."""
    rows = 0
    with path.open("rb") as file:
        file.seek(shard.at)
        while rows < shard.rows and (line := file.readline(_LONGEST)):
            is_whole = line.endswith(b"\n") or len(line) < _LONGEST
            is_row = bool(line.strip())
            while not is_whole and (piece := file.readline(_LONGEST)):
                is_row = is_row or bool(piece.strip())
                if piece.endswith(b"\n"):
                    break
            if is_row:
                rows += 1
                yield line if is_whole else None


def _parsed(line: bytes | None, number: int) -> Given:
    """Return the row of a line; what it is not is its error."""
    where = f"row {number}"
    if line is None:
        return Given(where, None, {}, InputError(f"The {where} is too long.", hint="20 MB at most can be read."))
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return Given(
            where, None, {}, InputError(f"The {where} is not JSON.", hint="Each line must be one JSON object.")
        )
    return _checked(row, where)


def _checked(row: Any, where: str) -> Given:
    if not isinstance(row, dict) or not all(name in row for name in _COLUMNS):
        hint = 'Each row must have an "id" and a "text".'
        return Given(where, None, {}, InputError(f"The {where} lacks a field.", hint=hint))
    told = {name: row[name] for name in _TOLD if isinstance(row.get(name), str)}
    id = row["id"] if isinstance(row["id"], (str, int)) else where
    if not isinstance(row["text"], str):
        hint = 'Its "text" must be a string.'
        return Given(id, None, told, InputError(f"The {where} has no text.", hint=hint))
    return Given(id, row["text"], told)


def _of_parquet(path: Path, size: int) -> Iterator[Shard]:
    """Yield the shards of a Parquet file; none goes over the edge of a group of its rows."""
    number, first = 0, 1
    with _parquet(path) as file:
        names = file.schema_arrow.names
        if lacking := [name for name in _COLUMNS if name not in names]:
            raise unreadable(path, f"it has no column “{lacking[0]}”")
        for group in range(file.metadata.num_row_groups):
            total = file.metadata.row_group(group).num_rows
            for skip in range(0, total, size):
                rows = min(size, total - skip)
                yield Shard(number=number, first=first, rows=rows, at=group, skip=skip)
                number, first = number + 1, first + rows


def _parquet(path: Path) -> Any:
    """Open a Parquet file.

    Raises:
        InputError: it is none.
    """
    import pyarrow
    from pyarrow import parquet

    try:
        return parquet.ParquetFile(path)
    except (pyarrow.ArrowException, OSError) as error:
        raise unreadable(path, "it is no Parquet file, or a damaged one") from error


def _parquet_rows(path: Path, shard: Shard) -> Iterator[Given]:
    with _parquet(path) as file:
        names = [name for name in (*_COLUMNS, *_TOLD) if name in file.schema_arrow.names]
        passed, number = 0, shard.first
        for batch in file.iter_batches(batch_size=256, row_groups=[shard.at], columns=names):
            begin = max(0, shard.skip - passed)
            end = min(batch.num_rows, shard.skip + shard.rows - passed)
            passed += batch.num_rows
            for row in batch.slice(begin, end - begin).to_pylist() if begin < end else ():
                yield _checked(row, f"row {number}")
                number += 1
            if passed >= shard.skip + shard.rows:
                return
