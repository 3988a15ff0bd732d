"""Many readers of one page at once: what each of them waits for, and whether anything is lost or seen by another.

`readers` are real browsers, each with its own cookie, reading their own articles and asking; `idle` are open pages that
nobody looks at. `served` runs the page's server, `articles` makes the articles up, `figures` says what was measured.
"""

from __future__ import annotations

from bench.load.run import main

__all__ = ["main"]
