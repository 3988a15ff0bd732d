"""What a site asks of programs (robots.txt, RFC 9309) → whether a page may be fetched, and how slowly.

A reader's click on one address is no crawler's, and does not ask. Lists and feeds of many addresses do.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

import regex

from chat.errors import AddressRefused, NotForPrograms, PageUnavailable

LONGEST_DELAY = 10.0  # seconds; a site that asks for more gets this, or its reader would wait for an hour

_MAX_BYTES = 500_000  # that have to be read of it, by RFC 9309
_MOST_LINES = 5_000
# What a server answers that has no such file: an error of the one who asks, or a page for readers.
_NO_FILE = frozenset({200, *range(400, 500)}) - {429}
_DELAY = regex.compile(r"\s*crawl-delay\s*+:\s*+(\d{1,6}(?:\.\d{1,6})?)\s*", regex.IGNORECASE)
_HINT = "Open the page in your browser, copy the article, and paste it here; or give its address alone."


@dataclass(frozen=True)
class Wishes:
    """What one site asks of programs.

    Args:
        rules: what it says; None for one that says nothing.
        unheard: the host, where it did not say whether it asks for anything.
    """

    rules: RobotFileParser | None = None
    unheard: str = ""

    def check(self, url: str) -> None:
        """Say that a page is not to be fetched, where that is so.

        Raises:
            NotForPrograms: it is.
        """
        from chat.intake import web

        if self.unheard:
            raise NotForPrograms(f"{self.unheard} did not say what it asks of programs (robots.txt).", hint=_HINT)
        if self.rules and not self.rules.can_fetch(web.NAME, url):
            raise NotForPrograms(
                f"{urlsplit(url).hostname} asks programs not to fetch this page (robots.txt).", hint=_HINT
            )

    @property
    def delay(self) -> float:
        """How many seconds it asks to wait between two requests, at most LONGEST_DELAY."""
        from chat.intake import web

        if self.rules is None:
            return 0.0
        # Each is bounded before it is counted with: a site can ask for numbers that are too large to be divided.
        rate = self.rules.request_rate(web.NAME)
        most = int(LONGEST_DELAY)
        seconds = min(rate.seconds, most * rate.requests) / rate.requests if rate and rate.requests else 0.0
        return max(seconds, float(min(most, int(self.rules.crawl_delay(web.NAME) or 0))))


def of_site(site: str) -> Wishes:
    """Return what a site asks of programs.

    One that has no such file asks for nothing; one that fails to answer is left alone, as RFC 9309 has it.

    Args:
        site: its address without path, such as "https://zeitung.example".
    """
    from chat.intake import web

    try:
        page = web.text(f"{site}/robots.txt")
    except AddressRefused:  # its pages are refused likewise, with a better message
        return Wishes()
    except PageUnavailable as error:
        if error.status in _NO_FILE:
            return Wishes()
        return Wishes(unheard=urlsplit(site).hostname or site)
    data = page.data if len(page.data) <= _MAX_BYTES else page.data[:_MAX_BYTES].rpartition(b"\n")[0]
    return Wishes(_read(data.decode("utf-8", "replace")))


def _read(text: str) -> RobotFileParser:
    rules = RobotFileParser()
    rules.parse([line for line in map(_in_whole_seconds, text.splitlines()[:_MOST_LINES]) if _is_read(line)])
    return rules


def _in_whole_seconds(line: str) -> str:
    """Return a line with whole seconds, as the standard library alone reads them."""
    delay = _DELAY.fullmatch(line.partition("#")[0])
    return f"crawl-delay: {math.ceil(float(delay[1]))}" if delay else line


def _is_read(line: str) -> bool:
    """Return whether the standard library reads a line; at some broken ones it fails as a whole."""
    try:
        RobotFileParser().parse(["user-agent: *", line])
    except ValueError:
        return False
    return True
