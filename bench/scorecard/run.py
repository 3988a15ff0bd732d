"""The command: what is measured, kept, compared and written."""

from __future__ import annotations

import argparse
import contextlib
import io
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from bench.scorecard import guard, kept, page
from bench.scorecard.measures import MEASURES, Figures, Measure, chosen

_PAGE = Path(__file__).parents[2] / "docs" / "scorecard.md"
_PROCESSES = 2


def main() -> int:
    """Measure what is asked for; 1 where `--guard` finds a figure that has fallen."""
    parser = argparse.ArgumentParser(prog="python -m bench scorecard", description=__doc__)
    parser.add_argument("names", nargs="*", help=f"measures: {', '.join(measure.name for measure in MEASURES)}")
    parser.add_argument("--weights", action="store_true", help="those too that need the model")
    parser.add_argument("--guard", action="store_true", help="keep and write nothing; fail where a figure has fallen")
    parser.add_argument("--page", action="store_true", help="measure nothing; write the page of what is kept")
    parser.add_argument("--out", type=Path, default=_PAGE, help="where the page goes")
    options = parser.parse_args()
    if unknown := set(options.names) - {measure.name for measure in MEASURES}:
        parser.error(f"there is no measure {sorted(unknown)[0]!r}")
    measures = [] if options.page else list(chosen(weights=options.weights, names=dict.fromkeys(options.names)))
    found = dict(measured(measures))
    if options.guard:
        return _guarded(measures, found)
    kept.write({measure.name: kept.now(measure, found[measure.name]) for measure in measures})
    options.out.write_text(page.written(), encoding="utf-8")
    return 0


def measured(measures: Sequence[Measure]) -> Iterator[tuple[str, Figures]]:
    """Yield the figures of measures by their names: those without a model side by side, the others one by one."""
    light = [measure for measure in measures if not measure.weights]
    if light:
        with ProcessPoolExecutor(_PROCESSES, mp_context=get_context("spawn")) as pool:
            for measure, figures in zip(light, pool.map(_figures, [one.name for one in light]), strict=True):
                yield measure.name, figures
    for measure in measures:
        if measure.weights:
            yield measure.name, _figures(measure.name)


def _figures(name: str) -> Figures:
    """Return the figures of a measure; what its own command would print is left out."""
    (measure,) = (one for one in MEASURES if one.name == name)
    started = time.monotonic()
    with contextlib.redirect_stdout(io.StringIO()):
        figures = measure.run()
    print(f"{name}: {time.monotonic() - started:.0f} s", file=sys.stderr, flush=True)
    return figures


def _guarded(measures: Sequence[Measure], found: dict[str, Figures]) -> int:
    """Say which figures have fallen and which have risen; 1 where one has fallen."""
    before = kept.read()
    fallen: list[str] = []
    for measure in measures:
        if measure.name not in before:
            fallen.append(f"{measure.name}: no figure is kept; python -m bench scorecard keeps it")
            continue
        fallen += guard.worse(measure, before[measure.name], found[measure.name])
        for line in guard.better(measure, before[measure.name], found[measure.name]):
            print(f"better: {line}")
    for line in fallen:
        print(f"WORSE: {line}")
    print(f"{sum(map(len, found.values()))} figures, {len(fallen)} of them worse than kept")
    return 1 if fallen else 0
