"""Measure every expression: `python -m bench regexes [--out | --quick]`.

The expressions are those that are compiled while all of the program is imported and an article of each language is
read. Each is used as the program uses it (`search`, `match`, `fullmatch`, or through the whole text), on texts of
2,000, 4,000 and 8,000 characters that are made of what it repeats, and of runs of usual characters; one that is kept to
short texts (`chat.lang.short`) on texts as long as it takes. Printed are those whose time grows faster than the text
(the exponent of the growth; 1 is linear, and inf has no end), with the seconds at 8,000 characters; of short ones those
that take more than 20 µs a character.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench.regexes.collecting import Expression, collected
from bench.regexes.measuring import Slow, measured

_OUT = Path(__file__).parents[1] / "data" / "hostile.json"
_COMMAND = "python -m bench regexes"
_NAME = "regular expressions, each on text made to hold it up: the time grows no faster than the text"
_FEW = 9  # texts
_SHOWN = 200  # characters of an expression


def main() -> int:
    """Measure every expression, and print those that can be held up; 1 where there are some."""
    parser = argparse.ArgumentParser(
        prog=_COMMAND, description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--out", action="store_true", help="keep the figures for docs/scorecard.md")
    parser.add_argument("--quick", action="store_true", help="a few texts each, and what is compiled on import only")
    options = parser.parse_args()
    found = collected(read=not options.quick)
    slow = [held_up for one in found if (held_up := _told(one, _FEW if options.quick else None))]
    print(f"{len(found)} expressions, {len(slow)} of them can be held up; {time.process_time():.0f} s of the processor")
    if options.out and not options.quick:
        _keep(found, slow)
    return 1 if slow else 0


def _told(one: Expression, most: int | None) -> Slow | None:
    """Return what holds an expression up, and print it; None where nothing does. `most`: texts that are tried."""
    slow = measured(one, most=most)
    if slow:
        pattern = one.compiled.pattern
        shown = pattern if len(pattern) <= _SHOWN else f"{pattern[:_SHOWN]} …"
        print(f"{slow.exponent:4.1f} {slow.seconds:8.3f} s  {one.where} ({slow.method}): {shown!r}")
        print(f"       on {slow.text[:_SHOWN]!r}", flush=True)
    return slow


def _keep(found: Sequence[Expression], slow: Sequence[Slow]) -> None:
    """Put the figures in the place of those of last time."""
    rows: list[dict[str, Any]] = json.loads(_OUT.read_text(encoding="utf-8"))
    row = {
        "name": _NAME,
        "tried": len(found),
        "survived": len(found) - len(slow),
        "command": _COMMAND,
        "date": f"{datetime.now(UTC):%Y-%m-%d}",
    }
    kept = [one for one in rows if one["command"] != _COMMAND]
    _OUT.write_text(json.dumps([*kept, row], indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
