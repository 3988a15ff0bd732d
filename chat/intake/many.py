"""Many addresses and files → the text of each, or why there is none; one that fails does not stop the others.

Polite: one request at a time, a pause between two to the same site, sites in turn, and what a site asks of programs is
asked once and kept to. A single address is its reader's click, for which nobody is asked.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

from chat.errors import Cancelled, ChatError, PageUnavailable
from chat.intake import source
from chat.intake.robots import Wishes, of_site
from chat.intake.source import Taken

PAUSE = 1.0  # seconds between the end of a request to a site and the next

_NAP = 0.25  # seconds, after which it is asked again whether to stop
_TOO_MANY_REQUESTS = 429

What = str | Path
Result = tuple[What, Taken | ChatError]
Keep = Callable[[str, bytes], None]


def never() -> bool:
    """Return False: what is not to be stopped."""
    return False


@dataclass(frozen=True)
class Clock:
    """What tells the time in seconds, and what waits."""

    now: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep


_CLOCK = Clock()


@dataclass
class _Site:
    """A site: the addresses there that wait, from when on it may be asked again, and what it asks of programs."""

    waiting: deque[str] = field(default_factory=deque)
    free_at: float = 0.0
    wishes: Wishes | None = None


def take(
    things: Iterable[What],
    *,
    allowed: bool = True,
    keep: Keep | None = None,
    cancelled: Callable[[], bool] = never,
    clock: Clock = _CLOCK,
) -> Iterator[Result]:
    """Take many things in, and yield each with its text, or with what is wrong with it, as soon as that is known.

    Files come first, then addresses, site by site in turn. Documents that came in one mail follow each other.

    Args:
        things: web addresses, and paths of files.
        allowed: whether the settings allow to fetch pages.
        keep: given an address and the page there as it was fetched (see `archive.record`).
        cancelled: asked before each, and while waiting.
        clock: for tests.

    Raises:
        Cancelled: `cancelled` said so; what was yielded stays.
    """
    sites: dict[str, _Site] = {}
    for thing in things:
        if isinstance(thing, Path):
            _check_cancelled(cancelled)
            yield from _results(thing, partial(source.take_file, thing))
        else:
            sites.setdefault(_site_of(thing), _Site()).waiting.append(thing)
    yield from _of_sites(sites, allowed=allowed, keep=keep, cancelled=cancelled, clock=clock)


def _of_sites(
    sites: dict[str, _Site], *, allowed: bool, keep: Keep | None, cancelled: Callable[[], bool], clock: Clock
) -> Iterator[Result]:
    """Yield what there is at the addresses of some sites, of which each is asked when its time has come."""
    asks = allowed and sum(len(site.waiting) for site in sites.values()) > 1
    while sites:
        name, site = min(sites.items(), key=lambda item: item[1].free_at)  # of equal ones the first in order
        _wait_until(site.free_at, cancelled, clock)
        del sites[name]
        if asks and name and site.wishes is None:
            site.wishes = of_site(name)
        else:
            yield from _of_next(site, allowed=allowed, keep=keep)
        if site.waiting:
            sites[name] = site  # at the end of the line
            site.free_at = clock.now() + max(PAUSE, site.wishes.delay if site.wishes else 0.0)


def _of_next(site: _Site, *, allowed: bool, keep: Keep | None) -> Iterator[Result]:
    """Yield what there is at the next address of a site; where the site has had enough, the same of the others too."""
    url = site.waiting.popleft()

    def fetched() -> Taken:
        if site.wishes:
            site.wishes.check(url)
        return source.take_url(url, allowed=allowed, keep=partial(keep, url) if keep else None)

    for what, result in _results(url, fetched):
        yield what, result
        if isinstance(result, PageUnavailable) and result.status == _TOO_MANY_REQUESTS:
            yield from ((other, result) for other in site.waiting)
            site.waiting.clear()


def _results(what: What, get: Callable[[], Taken]) -> Iterator[Result]:
    try:
        taken = get()
    except ChatError as error:
        yield what, error
        return
    yield what, replace(taken, attached=())
    yield from ((what, other) for other in taken.attached)


def _wait_until(moment: float, cancelled: Callable[[], bool], clock: Clock) -> None:
    """Wait until a moment.

    Raises:
        Cancelled: the reader does not want to.
    """
    _check_cancelled(cancelled)
    while (left := moment - clock.now()) > 0:
        clock.sleep(min(left, _NAP))
        _check_cancelled(cancelled)


def _check_cancelled(cancelled: Callable[[], bool]) -> None:
    if cancelled():
        raise Cancelled("Taking in articles was stopped.")


def _site_of(url: str) -> str:
    """Return the address of the site that a page is of, without path; empty for what is no address."""
    given = url.strip()
    try:
        parts = urlsplit(given if "://" in given else f"https://{given}")
    except ValueError:
        return ""
    return f"{parts.scheme.lower()}://{parts.netloc.lower()}" if parts.netloc else ""
