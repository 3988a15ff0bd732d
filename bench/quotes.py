"""The quote check, on quotations made up for this project in five classes: `python -m bench quotes`.

The articles with their quotations are `tests/data/gold/asked/*/q*.toml`; their English is the one written with them.
Printed are for each class how many there are and which share is told right, with what the others were taken for, and
the share for which the sentence is the right one.
"""

from __future__ import annotations

import argparse
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any

from bench.asked import GOLD, PARTS
from chat import pipeline
from chat.answers import quote_check


def rows(part: str) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Yield (German, English, quotation) of a part of the gold."""
    for path in sorted((GOLD / part).glob("q*.toml")):
        row = tomllib.loads(path.read_text(encoding="utf-8"))
        for quoted in row["quotes"]:
            yield row["text"].strip(), row["english"].strip(), quoted


def measure(part: str, *, wrong: bool) -> tuple[float, float]:
    """Check the quotations of a part, print what is right, and return the shares with the right class and sentence."""
    taken: dict[str, Counter[str]] = defaultdict(Counter)
    placed = 0
    readings: dict[str, Any] = {}
    for german, english, quoted in rows(part):
        reading = readings.setdefault(german, pipeline.compare(german, english))
        checked = quote_check.check(quoted["quote"], pipeline.analysed(reading))
        taken[quoted["is"]][checked.verdict] += 1
        cited = [citation.german for citation in checked.citations]
        proof = quoted.get("proof", ())
        placed += any(begin in one for begin in proof for one in cited) or not (proof or cited)
        if wrong and checked.verdict != quoted["is"]:
            print(f"{quoted['is']} → {checked.verdict}: {quoted['quote']}\n    {checked.reasons}\n    {cited}")
    whole = sum(counts.total() for counts in taken.values())
    for name, counts in taken.items():
        print(f"{name:20}{counts.total():5}{counts[name] / counts.total():8.2f}  {dict(counts)}")
    right = sum(counts[name] for name, counts in taken.items())
    print(f"{'all':20}{whole:5}{right / whole:8.3f}   right sentence {placed / whole:.3f}")
    return right / whole, placed / whole


def main() -> int:
    """Measure both parts, or one."""
    parser = argparse.ArgumentParser(
        prog="python -m bench quotes", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--part", choices=PARTS, action="append")
    parser.add_argument("--wrong", action="store_true", help="print what is not right; of the development part alone")
    options = parser.parse_args()
    parts = options.part or PARTS
    if options.wrong and parts != ["development"]:
        parser.error("what is wrong in the unseen part is not to be seen: add --part development")
    for part in parts:
        print(f"{part}:")
        measure(part, wrong=options.wrong)
    return 0
