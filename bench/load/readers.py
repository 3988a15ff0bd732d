"""A reader in a real browser: pastes an article, watches it being read, asks, comes back, and sees nobody else's."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field
from typing import Any

from bench.load.articles import Assigned, assigned, others

Page = Any  # Playwright's; it is a package for development

_LONGEST = 10 * 60 * 1000  # milliseconds that anything may take: what takes longer counts as lost
_ENGLISH = ".article .pair:not(.boilerplate) > p.english:not(.pending)"
_FIRST = f"() => document.querySelectorAll('{_ENGLISH}').length > 0"
_WHOLE = "() => document.title.startsWith('✓ ')"

_ANSWERED = (
    "before => document.querySelectorAll('.answer').length > before"
    " && ![...document.querySelectorAll('button')].some(button => button.innerText.trim() === 'Stop')"
)


@dataclass
class Seen:
    """What one reader saw.

    Attributes:
        seconds: by what was waited for.
        read, asked, expected: articles, questions, and answers in which stands what should.
        faults: what was lost, or seen of another.
    """

    reader: int
    seconds: dict[str, list[float]] = field(default_factory=dict)
    read: int = 0
    asked: int = 0
    expected: int = 0
    faults: list[str] = field(default_factory=list)

    def took(self, what: str, started: float) -> None:
        """Note how long something took, since `started` by the clock of `time.monotonic`."""
        self.seconds.setdefault(what, []).append(time.monotonic() - started)


class Reader:
    """One reader, with a browser's own cookies.

    Args:
        number: which of the readers, from 0.
        readers: how many there are.
        ends: when no further article is begun, by the clock of `time.monotonic`.
    """

    def __init__(self, number: int, *, readers: int, url: str, ends: float) -> None:
        self.seen = Seen(number)
        self._number = number
        self._others = others(number, readers)
        self._url = url
        self._ends = ends
        self._waits_for = "page"

    async def run(self, browser: Any) -> Seen:
        """Read articles until the time is over, one at least; return what was seen."""
        context = await browser.new_context(viewport={"width": 1280, "height": 900})
        context.set_default_timeout(_LONGEST)
        page = await context.new_page()
        try:
            await self._turn(page, assigned(self._number, 0))
            turn = 1
            while time.monotonic() < self._ends:
                await self._turn(page, assigned(self._number, turn))
                turn += 1
            await self._come_back(page)
        except Exception as error:  # whatever it was, it counts against the page
            told = f"{type(error).__name__}: {str(error)[:300]}"
            self.seen.faults.append(f"reader {self._number}, {self._waits_for}: {told} {await _shown(page)}")
        finally:
            await context.close()
        return self.seen

    async def _turn(self, page: Page, given: Assigned) -> None:
        started = time.monotonic()
        await page.goto(self._url)
        await page.get_by_label("Article", exact=True).wait_for()
        self.seen.took("page", started)
        await self._read(page, given)
        for question, expected in given.questions:
            await self._ask(page, question, expected)

    async def _wait(self, page: Page, what: str, condition: str, *, started: float, arg: object = None) -> None:
        """Wait for what a condition tells, and note how long it took since `started`."""
        self._waits_for = what
        await page.wait_for_function(condition, arg=arg)
        self.seen.took(what, started)

    async def _read(self, page: Page, given: Assigned) -> None:
        await page.get_by_label("Article", exact=True).fill(given.text)
        started = time.monotonic()
        await page.get_by_role("button", name="Read", exact=True).click()
        await page.locator(".belegt.article").wait_for()
        self.seen.took("known", started)
        await self._wait(page, "first English", _FIRST, started=started)
        await self._wait(page, "whole", _WHOLE, started=started)
        self.seen.read += 1
        await self._look(page, given.name)

    async def _ask(self, page: Page, question: str, expected: str) -> None:
        await page.get_by_role("tab", name="Ask", exact=True).click()
        line = page.get_by_placeholder("Who claimed what?")
        await line.fill(question)
        before = await page.locator(".answer").count()
        started = time.monotonic()
        await page.keyboard.press("Enter")
        await self._wait(page, "answer", _ANSWERED, started=started, arg=before)
        self.seen.asked += 1
        answer = await page.locator(".answer").last.inner_text()
        self.seen.expected += expected in answer
        await self._look(page, None)

    async def _look(self, page: Page, expected: str | None) -> None:
        """Note whether what is shown is this reader's, and nobody else's."""
        shown = await page.content()
        if expected and expected not in shown:
            self.seen.faults.append(f"reader {self._number} does not see “{expected}”")
        for name in self._others:
            if name in shown:
                self.seen.faults.append(f"reader {self._number} sees “{name}”")

    async def _come_back(self, page: Page) -> None:
        """Open the page anew: all that was read has to be in the list, with the last one's conversation."""
        await page.reload()
        await page.get_by_role("tab", name="Ask", exact=True).click()
        await page.locator(".answer").nth(1).wait_for()
        await page.goto(self._url)
        listed = page.locator("[class*=st-key-more-]")
        for _ in range(100):
            if await listed.count() >= self.seen.read:
                break
            await asyncio.sleep(0.1)
        if await listed.count() < self.seen.read:
            self.seen.faults.append(f"reader {self._number}: {await listed.count()} of {self.seen.read} are listed")
        await self._look(page, None)


async def _shown(page: Page) -> str:
    """Return what a page says of how far it is, for whoever looks why it came no further."""
    try:
        status = await page.locator(".belegt.status").all_inner_texts()
        return f"[{await page.title()}] {' '.join(' '.join(status).split())}"
    except Exception as error:  # the page is gone
        return f"[{type(error).__name__}]"
