"""The command: `python -m bench batch [--rows N]`, or with `--server` twenty articles through a model on a server."""

from __future__ import annotations

import argparse
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench.batch import articles
from bench.batch.runs import Kill, Run, done, run
from bench.reading import processor

_FEW = 1_000  # rows with which the larger number is compared
_WORKERS = 2
_KILLS = (
    (Kill(0.2, "driver"),),
    (Kill(0.4, "worker"), Kill(0.7, "driver")),
    (),
)  # a run each
_WITH_MODEL = 20  # articles
Figure = dict[str, Any]


def main() -> int:
    """Run the measurement, and say what was measured."""
    parser = argparse.ArgumentParser(prog="python -m bench batch", description=__doc__)
    parser.add_argument("--rows", type=int, default=10_000, help="articles, claims only; default: 10,000")
    parser.add_argument("--server", action="store_true", help="instead: 20 articles through a model on a server")
    parser.add_argument("--embedded", action="store_true", help="with --server: the embedded model, not a scripted one")
    parser.add_argument("--out", type=Path, help="where the figures go besides, as JSON")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        figures = _with_a_server(work, options.embedded) if options.server else _claims(work, options.rows)
    about = {"machine": processor(), "date": f"{datetime.now(UTC):%Y-%m-%d}"}
    command = f"python -m bench batch --rows {options.rows}"
    if options.server:
        command = "python -m bench batch --server" + (" --embedded" if options.embedded else "")
    figures = [{**figure, "command": command, **about} for figure in figures]
    if options.out:
        options.out.write_text(json.dumps(figures, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return 1 if any(figure["name"] == "rows lost or twice" and figure["figure"] for figure in figures) else 0


def _claims(work: Path, rows: int) -> list[Figure]:
    few = min(_FEW, rows)
    articles.write(work / "few.jsonl", few)
    articles.write(work / "all.jsonl", rows)
    ray = ("--no-translate", "--ray", "--workers", str(_WORKERS))
    here = run(work / "few.jsonl", work / "here", "--no-translate", rows=few)
    told = [_tell("rows a second, in one process", few / here.seconds, "rows/s", f"{few:,} rows, start included")]
    on_few = run(work / "few.jsonl", work / "few", *ray, rows=few)
    told.append(_tell("rows a second, on Ray", few / on_few.seconds, "rows/s", f"{few:,} rows, {_WORKERS} workers"))
    on_all = run(work / "all.jsonl", work / "all", *ray, rows=rows)
    told.append(
        _tell("rows a second, on Ray, all", rows / on_all.seconds, "rows/s", f"{rows:,} rows, {_WORKERS} workers")
    )
    told.append(
        _tell("Ray against one process", on_all.seconds and rows / on_all.seconds / (few / here.seconds), "times", "")
    )
    told += _memory(here, on_few, on_all, few, rows)
    told += _killed(work, rows, ray)
    return told


def _memory(here: Run, on_few: Run, on_all: Run, few: int, rows: int) -> list[Figure]:
    return [
        _tell("memory of one process", here.driver, "MB", f"{few:,} rows"),
        _tell("memory of the driver", on_few.driver, "MB", f"{few:,} rows on Ray"),
        _tell("memory of the driver, all", on_all.driver, "MB", f"{rows:,} rows on Ray"),
        _tell("memory of a worker", on_few.worker, "MB", f"{few:,} rows, the largest"),
        _tell("memory of a worker, all", on_all.worker, "MB", f"{rows:,} rows, the largest"),
        _tell("memory of all, with Ray", on_all.together, "MB", f"{rows:,} rows"),
    ]


def _killed(work: Path, rows: int, options: Sequence[str]) -> list[Figure]:
    """Return whether all rows are there, once each and as they were, where driver and worker were killed on the way."""
    killed: list[str] = []
    for kills in _KILLS:
        seen = run(work / "all.jsonl", work / "killed", *options, rows=rows, kills=kills)
        killed += seen.killed
    drivers, workers = killed.count("driver"), killed.count("worker")
    lost = _wrong(work / "killed", rows)
    differ = sum(part.read_bytes() != (work / "all" / part.name).read_bytes() for part in _parts(work / "killed"))
    return [
        _tell("driver killed", drivers, "times", "kill -9, and started again"),
        _tell("worker killed", workers, "times", "kill -9"),
        _tell("rows lost or twice", lost, "", f"of {rows:,}"),
        _tell("parts that differ", differ, "", "from those of the run in which nobody was killed"),
    ]


def _parts(out: Path) -> list[Path]:
    return sorted(out.glob("part-*.jsonl"))


def _wrong(out: Path, rows: int) -> int:
    """Return how many rows are not there, or more than once."""
    ids: Counter[str] = Counter()
    for part in _parts(out):
        with part.open(encoding="utf-8") as file:
            ids.update(json.loads(line)["id"] for line in file)
    return sum(ids[f"article {number}"] != 1 for number in range(rows)) + len(ids) - rows


def _failed(out: Path) -> int:
    count = 0
    for part in _parts(out):
        with part.open(encoding="utf-8") as file:
            count += sum("error" in json.loads(line) for line in file)
    return count


def _with_a_server(work: Path, embedded: bool) -> list[Figure]:
    """Return what came of articles read by a model on a server that was killed on the way, and started again."""
    articles.write(work / "few.jsonl", _WITH_MODEL)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {"BELEGT_BASE_URL": f"http://127.0.0.1:{port}/v1", "BELEGT_MEMORY": "off"}
    options = ("--ray", "--workers", str(_WORKERS), "--length", "short")
    with _served(port, embedded, work / "read", killed_at=_WITH_MODEL // 4) as killed:
        seen = run(work / "few.jsonl", work / "read", *options, rows=_WITH_MODEL, environment=environment)
    return [
        _tell(
            "articles with a model", done(work / "read"), "", f"in {seen.seconds:.0f} s, {_WORKERS} workers, one server"
        ),
        _tell("server killed", len(killed), "times", "and started again after 5 s"),
        _tell("rows lost or twice", _wrong(work / "read", _WITH_MODEL), "", f"of {_WITH_MODEL}"),
        _tell("rows that failed", _failed(work / "read"), "", f"of {_WITH_MODEL}"),
    ]


@contextmanager
def _served(port: int, embedded: bool, out: Path, *, killed_at: int) -> Iterator[list[float]]:
    """Run the server, kill it once so many rows are there, and start it again; yield when it was killed."""
    killed: list[float] = []
    running = [_start(port, embedded)]
    over = threading.Event()

    def watch() -> None:
        while not over.wait(0.2):
            if done(out) >= killed_at:
                os.kill(running[0].pid, signal.SIGKILL)
                running[0].wait()
                killed.append(time.monotonic())
                over.wait(5)
                running[0] = _start(port, embedded)
                return

    watching = threading.Thread(target=watch)
    watching.start()
    try:
        yield killed
    finally:
        over.set()
        watching.join()
        running[0].kill()
        running[0].wait()


def _start(port: int, embedded: bool) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "bench.batch.server", str(port), *(["--embedded"] if embedded else [])]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    for _ in range(600):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/v1/models", timeout=1).close()
            return process
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("The server did not start.")


def _tell(name: str, figure: float, unit: str, meaning: str) -> Figure:
    """Say a figure, and return it."""
    told = round(figure, 1) if isinstance(figure, float) else figure
    print(f"{name:32} {told:>9} {unit:8} {meaning}", flush=True)
    return {"name": name, "figure": told, "unit": unit, "meaning": meaning}
