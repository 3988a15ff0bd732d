"""`python -m bench NAME [ARGUMENT ...]` runs one measurement."""

from __future__ import annotations

import os
import sys
from importlib import import_module

MEASUREMENTS = (
    "translate",
    "abroad",
    "dossier",
    "dossier_asked",
    "topics",
    "load",
    "batch",
    "faults",
    "scorecard",
    "regexes",
    "lock",
    "opus",
    "embedding",
    "install",
    "sentences",
    "retrieval",
    "answers",
    "quality",
    "analysed",
    "languages",
    "checks",
    "claims",
    "words",
    "reading",
    "asked",
    "summed",
    "quotes",
    "fuzz",
)


def main() -> int:
    """Run the measurement that is named, with the rest of the command line."""
    if len(sys.argv) < 2 or sys.argv[1] not in MEASUREMENTS:
        print(f"usage: python -m bench {{{','.join(MEASUREMENTS)}}} ...", file=sys.stderr)
        return 2
    # What most readers have, whatever is installed or was chosen here.
    os.environ.setdefault("BELEGT_RUNTIME", "llama.cpp")
    os.environ.setdefault("BELEGT_MODEL", "qwen2.5-coder-1.5b")
    name = sys.argv.pop(1)
    run = import_module(f"bench.{name}").main
    return int(run() or 0)


if __name__ == "__main__":
    sys.exit(main())
