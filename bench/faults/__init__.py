"""Faults in many variants each, and what a reader sees and loses: `python -m bench faults [NAME ...]`.

A module in `kinds` is a fault, or several, and is found because it lies there. Each works in a folder of its own, on a
scripted model, and lets the fault happen to processes of its own. What is told: how many variants were tried, how many
were survived (what was kept is there afterwards, nothing ended with a traceback, nothing hung), what the reader was
told, word by word, and what was lost. `--weights` tries the embedded model's own faults too; `--out` writes the results
as JSON. The exit code is 1 where something was not survived.
"""

from __future__ import annotations

import argparse
import datetime
import json
import pkgutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path

from bench.faults.fault import Fault, Result

_KINDS = "bench.faults.kinds"
# A disk in memory, where there is one: what is tried a thousand times need not wait for a real one.
_MEMORY = Path("/dev/shm")


def faults() -> tuple[Fault, ...]:
    """Return the faults of all modules in the folder, by name."""
    names = sorted(module.name for module in pkgutil.iter_modules(import_module(_KINDS).__path__))
    return tuple(fault for name in names for fault in import_module(f"{_KINDS}.{name}").FAULTS)


def tried(chosen: Sequence[Fault]) -> Iterator[Result]:
    """Try faults, each in an empty folder, and yield what came of each."""
    for fault in chosen:
        with tempfile.TemporaryDirectory(prefix="belegt-faults-", dir=_MEMORY if _MEMORY.is_dir() else None) as folder:
            yield fault.result(Path(folder))


def as_json(results: Sequence[Result], *, date: datetime.date) -> str:
    """Return results as JSON: a list of objects with name, tried, survived, sees, lost, command and date."""
    rows = [{**result.row(), "date": date.isoformat()} for result in results]
    return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"


def main() -> int:
    """Try the faults that are named, or all; 1 where something was not survived."""
    options = _options()
    known = {fault.name: fault for fault in faults()}
    if unknown := [name for name in options.names if name not in known]:
        print(f"There is no fault {', '.join(unknown)}. Faults: {', '.join(known)}", file=sys.stderr)
        return 2
    chosen = [known[name] for name in options.names] or [
        fault for fault in known.values() if options.weights or not fault.needs_weights
    ]
    results = []
    for result in tried(chosen):
        results.append(result)
        print(result.told(), flush=True)
    if options.out:
        options.out.write_text(as_json(results, date=datetime.date.today()), encoding="utf-8")
    return int(any(result.survived < result.tried for result in results))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m bench faults", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("names", nargs="*", metavar="NAME", help="default: all that need no weights")
    parser.add_argument("--weights", action="store_true", help="those too that need the embedded model's weights")
    parser.add_argument("--out", type=Path, metavar="PATH", help="where the results go as JSON")
    return parser.parse_args()
