"""The command: so many readers for so long, then so many idle pages with one reader among them."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import os
import shutil
import statistics
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psutil

from bench.load.articles import most
from bench.load.idle import idle
from bench.load.readers import Reader, Seen
from bench.load.served import Served, served
from bench.reading import processor

_FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
_LAST = 19  # of the priorities of a process
_AGAIN = 2.0  # seconds
_BROWSER = "chrom"
_STILL = 60.0  # seconds for which idle pages are looked at
_RESULTS = Path(__file__).parent.parent / "data" / "load.json"


def main() -> int:
    """Run the measurement, and say what was measured."""
    parser = argparse.ArgumentParser(prog="python -m bench load", description=__doc__)
    parser.add_argument("--readers", type=int, default=10, help=f"who read at once, {most()} at most; default: 10")
    parser.add_argument("--minutes", type=float, default=20, help="for how long new articles are begun; default: 20")
    parser.add_argument("--idle", type=int, default=200, help="pages that are open and still; default: 200")
    parser.add_argument("--scripted", action="store_true", help="with scripted engines, which take no processor time")
    parser.add_argument("--out", type=Path, help=f"where the figures go besides, as JSON, such as {_RESULTS.name}")
    options = parser.parse_args()
    if not 1 <= options.readers <= most():
        parser.error(f"there are names for {most()} readers")
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if browser is None:
        parser.error("Chromium is not installed")
    with tempfile.TemporaryDirectory() as folder:
        figures = asyncio.run(_measure(options, browser, Path(folder)))
    _print(figures)
    if options.out:
        options.out.write_text(json.dumps(figures, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return 1 if any(figure["name"] == "faults" and figure["figure"] for figure in figures) else 0


async def _measure(options: argparse.Namespace, chromium: str, folder: Path) -> list[dict[str, Any]]:
    from playwright.async_api import async_playwright

    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium, args=_FLAGS)
        back = asyncio.create_task(_step_back())
        with served(folder, scripted=options.scripted, settings={}) as server:
            await _read_at_once(browser, server, readers=1, minutes=0)  # the first waits for words and model
            alone = await _read_at_once(browser, server, readers=1, minutes=0)
            seen = await _read_at_once(browser, server, readers=options.readers, minutes=options.minutes)
            figures = _figures(alone, seen, server)
            if options.idle:
                figures += await _still(browser, server, options.idle)
            figures += _ends(seen, server)
        back.cancel()
        await browser.close()
    command = f"python -m bench load --readers {options.readers} --minutes {options.minutes:g} --idle {options.idle}"
    about = {"command": command + (" --scripted" if options.scripted else ""), "machine": processor()}
    return [{**figure, **about, "date": f"{datetime.now(UTC):%Y-%m-%d}"} for figure in figures]


async def _step_back() -> None:
    """Give the browsers the processor's time that the server leaves: readers have browsers on machines of their own.

    Ten pages that are drawn without a graphics card take one core and more, and the model's threads have a lower
    priority themselves. Chromium begins threads again and again, so it is done again and again.
    """
    while True:
        for process in psutil.Process().children(recursive=True):
            with contextlib.suppress(psutil.Error):
                if _BROWSER in process.name():
                    _step_behind(process)
        await asyncio.sleep(_AGAIN)


def _step_behind(process: psutil.Process) -> None:
    """Let a process run where nothing else would; where the system knows no such rank, with the lowest priority."""
    if not hasattr(os, "SCHED_IDLE"):
        process.nice(_LAST)
        return
    for thread in process.threads():
        with contextlib.suppress(OSError):  # it has ended
            os.sched_setscheduler(thread.id, os.SCHED_IDLE, os.sched_param(0))


async def _read_at_once(browser: Any, server: Served, *, readers: int, minutes: float) -> list[Seen]:
    """Have readers read; with 0 minutes each reads one article."""
    ends = time.monotonic() + minutes * 60
    running = [Reader(number, readers=readers, url=server.url, ends=ends) for number in range(readers)]
    return list(await asyncio.gather(*(reader.run(browser) for reader in running)))


def _figures(alone: Sequence[Seen], seen: Sequence[Seen], server: Served) -> list[dict[str, Any]]:
    """Return what was waited for, alone and together, and what the server took."""
    figures = []
    for what in ("page", "known", "first English", "whole", "answer"):
        one, many = _all(alone, what), _all(seen, what)
        if not (one and many):
            continue
        figures.append(_figure(f"{what}, alone", _middle(one), "s", "one reader, at the same server"))
        figures.append(_figure(f"{what}, median", _middle(many), "s", f"{len(seen)} readers at once"))
        figures.append(_figure(f"{what}, worst of ten", _late(many), "s", "nine in ten waited less"))
    figures.append(_figure("articles read", sum(each.read for each in seen), "", "by all readers"))
    figures.append(_figure("questions answered", sum(each.asked for each in seen), "", "by all readers"))
    figures.append(
        _figure("answers as expected", sum(each.expected for each in seen), "", "with the words they should have")
    )
    figures.append(_figure("memory at its peak", max(server.megabytes, default=server.resident), "MB", "of the server"))
    figures.append(_figure("threads", server.threads, "", "of the server at the end"))
    return figures


async def _still(browser: Any, server: Served, sessions: int) -> list[dict[str, Any]]:
    """Return what idle pages take, and what one reader waits for among them."""
    before = server.resident
    async with idle(server.port, sessions):
        held, processor_before = server.resident, server.processor_seconds
        await asyncio.sleep(_STILL)
        busy = (server.processor_seconds - processor_before) / _STILL
        among = await _read_at_once(browser, server, readers=1, minutes=0)
    what = f"{sessions} open pages that nobody looks at"
    figures = [
        _figure("idle pages", sessions, "", "held open"),
        _figure("memory of an idle page", round((held - before) / sessions, 2), "MB", what),
        _figure("processor of idle pages", round(100 * busy, 1), "% of a core", what),
    ]
    for name in ("page", "known", "first English", "answer"):
        if times := _all(among, name):
            figures.append(_figure(f"{name}, among idle pages", _middle(times), "s", "one reader"))
    figures.append(_figure("faults among idle pages", sum(len(each.faults) for each in among), "", _told(among)))
    return figures


def _ends(seen: Sequence[Seen], server: Served) -> list[dict[str, Any]]:
    faults = sum(len(each.faults) for each in seen)
    return [
        _figure("faults", faults, "", _told(seen) or "nothing lost, nobody saw another's article"),
        _figure("errors in the log", server.errors, "", "tracebacks of the server"),
    ]


def _figure(name: str, figure: float, unit: str, meaning: str) -> dict[str, Any]:
    return {"name": name, "figure": figure, "unit": unit, "meaning": meaning}


def _told(seen: Sequence[Seen]) -> str:
    return "; ".join(fault for each in seen for fault in each.faults)


def _all(seen: Sequence[Seen], what: str) -> list[float]:
    return [seconds for each in seen for seconds in each.seconds.get(what, ())]


def _middle(seconds: Sequence[float]) -> float:
    return round(statistics.median(seconds), 1)


def _late(seconds: Sequence[float]) -> float:
    return round(sorted(seconds)[int(0.9 * (len(seconds) - 1))], 1)


def _print(figures: Sequence[dict[str, Any]]) -> None:
    for figure in figures:
        print(f"{figure['name']:32} {figure['figure']:>9} {figure['unit']:12} {figure['meaning']}")
