"""Every measure of quality that lies in the project, on one page: `python -m bench scorecard`.

`measures` says what is measured and runs it, `kept` has the figures of last time, `guard` compares with them, `page`
writes docs/scorecard.md of them and of what the other measurements left in `bench/data`.
"""

from __future__ import annotations

from bench.scorecard.run import main

__all__ = ["main"]
