"""The rows of a shard in a file of their own: in its place when it is whole and on the disk, and never before.

JSON lines, or Parquet with the columns `id`, `error` (its message, or null) and `row` (the whole row as JSON).
"""

from __future__ import annotations

import json
import os
import uuid
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import IO, Any, Literal

from chat.export.rows import line

Format = Literal["jsonl", "parquet"]
Row = dict[str, Any]


def path_of(out: Path, number: int, format: Format) -> Path:
    """Return where the rows of a shard lie."""
    return out / f"part-{number:06}.{format}"


def write(path: Path, rows: Iterable[Row], *, format: Format) -> int:
    """Write the rows of a shard, and return the bytes of the file. Whoever else writes the same does no harm.

    Raises:
        OSError: it cannot be written; nothing of it is left.
    """
    part = path.with_name(f".{path.name}.{uuid.uuid4().hex}.part")
    try:
        with part.open("wb") as file:
            (_parquet if format == "parquet" else _lines)(rows, file)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
        _settle(path.parent)
        return path.stat().st_size
    finally:
        part.unlink(missing_ok=True)


def read(path: Path, *, format: Format) -> Iterator[Row]:
    """Yield the rows of a shard."""
    if format == "jsonl":
        with path.open(encoding="utf-8") as file:
            yield from map(json.loads, file)
        return
    from pyarrow import parquet

    with parquet.ParquetFile(path) as table:
        for batch in table.iter_batches(batch_size=64, columns=["row"]):
            yield from (json.loads(row["row"]) for row in batch.to_pylist())


def sweep(out: Path) -> None:
    """Take away what was left half written by who was killed."""
    for part in out.glob(".part-*.part"):
        part.unlink(missing_ok=True)


def _lines(rows: Iterable[Row], file: IO[bytes]) -> None:
    for row in rows:
        file.write(line(row).encode("utf-8") + b"\n")


def _parquet(rows: Iterable[Row], file: IO[bytes]) -> None:
    import pyarrow
    from pyarrow import parquet

    schema = pyarrow.schema([("id", pyarrow.string()), ("error", pyarrow.string()), ("row", pyarrow.large_string())])
    with parquet.ParquetWriter(file, schema, compression="zstd") as writer:
        for row in rows:
            error = row.get("error")
            told = {"id": str(row["id"]), "error": error["message"] if error else None, "row": line(row)}
            writer.write_batch(pyarrow.RecordBatch.from_pylist([told], schema=schema))


def _settle(folder: Path) -> None:
    """Have the disk remember that a file has its name, where the system can be asked to."""
    flag: Callable[[], int] | int | None = getattr(os, "O_DIRECTORY", None)
    if not isinstance(flag, int):
        return
    descriptor = os.open(folder, flag)
    try:
        os.fsync(descriptor)
    except OSError:  # some shared folders cannot
        pass
    finally:
        os.close(descriptor)
