"""Thousands of articles as a batch: how fast alone and on Ray, how much memory, and whether each row is there once.

`articles` makes them up, `runs` starts the command line and kills it, `server` is a model on a server.
"""

from __future__ import annotations

from bench.batch.measured import main

__all__ = ["main"]
