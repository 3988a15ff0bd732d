"""`python -m bench fuzz TARGET … --minutes N --seeds DIR` tries targets in turns; `--keep` keeps what they came to.

A turn is a process of its own (`engine`), so that what was mended meanwhile is what the next one tries. The folder
has the inputs that reached new code, what failed, and a line of JSON a turn; a run goes on from there. `--keep` writes
the hours and executions to `bench/data/fuzz.json`, and few of the inputs beside it, which a test tries again. How many
findings there were, and how many are mended, is for a person to say, in that file.
"""

from __future__ import annotations

import argparse
import datetime
import json
import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from bench.fuzz import seeds
from bench.fuzz.findings import Findings, key_of

TARGETS = tuple(sorted(path.stem for path in (Path(__file__).parent / "targets").glob("[!_]*.py")))
RESULTS = Path(__file__).parents[1] / "data" / "fuzz.json"
_TURN = 10.0  # minutes
_HANGING = 400  # seconds that a turn may take longer than it should
_KEEPING = 8.0  # seconds of the processor to look for what to keep of a target
_FOLDER = Path(os.environ.get("XDG_CACHE_HOME", "~/.cache")).expanduser() / "belegt-fuzz"


def main() -> int:
    """Try targets until the time is up, say what came of it, or keep it."""
    parser = argparse.ArgumentParser(prog="python -m bench fuzz", description=__doc__)
    parser.add_argument("targets", nargs="*", choices=[*TARGETS, []], metavar="TARGET", help=", ".join(TARGETS))
    parser.add_argument("--minutes", type=float, default=60.0, help="for each target; default %(default)s")
    parser.add_argument("--turn", type=float, default=_TURN, help="minutes of a turn; default %(default)s")
    parser.add_argument("--seeds", type=Path, default=_FOLDER, help="where inputs are kept; default %(default)s")
    parser.add_argument("--keep", action="store_true", help="keep figures and seeds with the project")
    parser.add_argument("--again", action="store_true", help="try what failed again, and drop what no longer does")
    parser.add_argument("--tell", action="store_true", help="say what was found so far")
    given = parser.parse_args()
    targets = given.targets or TARGETS
    if given.keep:
        keep(targets, given.seeds)
    elif given.again:
        again(targets, given.seeds)
    elif not given.tell:
        _in_turns(targets, given.seeds, minutes=given.minutes, turn=given.turn)
    tell(targets, given.seeds)
    return 0


def _in_turns(targets: Sequence[str], folder: Path, *, minutes: float, turn: float) -> None:
    left = dict.fromkeys(targets, minutes)
    while left:
        for target in list(left):
            one_turn(target, folder, seconds=60 * min(turn, left[target]))
            left[target] -= turn
            if left[target] <= 0:
                del left[target]


def one_turn(target: str, folder: Path, *, seconds: float) -> None:
    """Try one target for some seconds, and add a line on it to the folder's, also where it is interrupted."""
    own = folder / target
    corpus, found, state = own / "corpus", own / "findings", own / "state.json"
    seeds.put(corpus, [*seeds.kept(target), *import_module(f"bench.fuzz.targets.{target}").seeds()])
    found.mkdir(exist_ok=True)
    ends, counted = time.monotonic() + seconds, _Counted()
    try:
        while (left := ends - time.monotonic()) > 1 and counted.runs:
            state.unlink(missing_ok=True)
            try:
                code = _process(target, [str(corpus), str(found), str(state), str(left)], left, own / "output.txt")
                counted.findings[f"ended with {code}"] += bool(code)
            finally:
                counted.add(state)
    finally:
        line = json.dumps({"target": target, "date": _today(), **counted.told()}, ensure_ascii=False)
        with (folder / "runs.jsonl").open("a", encoding="utf-8") as file:
            file.write(f"{line}\n")
        print(line, flush=True)


class _Counted:
    """What the processes of a turn came to; `runs` is false once one ended without trying anything."""

    def __init__(self) -> None:
        self.runs = True
        self.findings: Counter[str] = Counter()
        self._seconds, self._executions, self._slowest = 0.0, 0, 0.0

    def add(self, state: Path) -> None:
        """Add what a process has told of itself."""
        self.runs = state.exists()
        if self.runs:
            told = json.loads(state.read_text())
            self._seconds += told["seconds"]
            self._executions += told["executions"]
            self._slowest = max(self._slowest, told["slowest"])
            self.findings.update(told["findings"])

    def told(self) -> dict[str, Any]:
        """Return it: CPU seconds, inputs tried, the slowest as a share of what it may take, findings by how often."""
        return {
            "seconds": round(self._seconds, 1),
            "executions": self._executions,
            "slowest": self._slowest,
            "findings": +self.findings,
        }


def _process(target: str, arguments: Sequence[str], seconds: float, output: Path) -> int:
    """Run the engine, and return its exit code; one that hangs is ended."""
    command = [sys.executable, "-m", "bench.fuzz.engine", target, *arguments]
    with output.open("wb") as file:
        try:
            done = subprocess.run(command, stdout=file, stderr=file, timeout=seconds + _HANGING, check=False)
        except subprocess.TimeoutExpired:
            return 1
    return done.returncode


def _today() -> str:
    return datetime.datetime.now(tz=datetime.UTC).date().isoformat()


def _figures(target: str, folder: Path) -> dict[str, Any]:
    """Return what a target came to in all turns."""
    path = folder / "runs.jsonl"
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []
    own = [line for line in lines if line["target"] == target]
    return {
        "target": target,
        "hours": round(sum(line["seconds"] for line in own) / 3_600, 2),
        "executions": sum(line["executions"] for line in own),
        "date": max((line["date"] for line in own), default=""),
    }


def tell(targets: Sequence[str], folder: Path) -> None:
    """Print what some targets came to, and what is found and not mended, as far as the folder tells."""
    for target in targets:
        told = _figures(target, folder)
        print(f"{target:<12} {told['hours']:>6} h {told['executions']:>10,} executions")
        for key in Findings(folder / target / "findings").found():
            print(f"    {key}")


def again(targets: Sequence[str], folder: Path) -> None:
    """Try the inputs that failed again, and drop those that no longer do."""
    for target in targets:
        once = import_module(f"bench.fuzz.targets.{target}").once
        for path in (folder / target / "findings").glob("*.bin"):
            try:
                once(path.read_bytes())
            except Exception as error:
                print(f"{target}: {key_of(error)}")
            else:
                path.unlink()
                path.with_suffix(".txt").unlink()


def keep(targets: Sequence[str], folder: Path) -> None:
    """Write the figures and few of the inputs of some targets to the project's own files."""
    results = {told["target"]: told for told in json.loads(RESULTS.read_text())} if RESULTS.exists() else {}
    for target in targets:
        judged = {name: results.get(target, {}).get(name, 0) for name in ("findings", "mended")}
        results[target] = _figures(target, folder) | judged
    listed = [results[name] for name in sorted(results)]
    RESULTS.write_text(json.dumps(listed, indent=2) + "\n")
    for target in targets:
        own = import_module(f"bench.fuzz.targets.{target}")
        corpus = [path.read_bytes() for path in (folder / target / "corpus").glob("*")]
        seeds.keep(target, seeds.chosen(own.once, [*corpus, *own.seeds()], seconds=_KEEPING))
