"""Engines for the page in a browser: scripted, at a model's pace, and a record of where the process connects to."""

from __future__ import annotations

import os
import socket
import time
from collections.abc import Generator, Sequence
from pathlib import Path
from typing import Any

from chat.intake import feeds
from chat.intake.feeds import Feed, Item
from chat.models import registry
from chat.models.base import Reply, Request
from chat.models.registry import Engines
from chat.models.scripted import Scripted
from chat.models.translators.prompted import PromptedTranslator
from chat.settings import Settings
from tests.browser.reader import XSS
from tests.engines import reply

WORD, REPLY = 0.12, 0.15  # seconds
# Seconds that a word of a draft takes, and the opening of the engines; a test may set them for its server.
DRAFTED = float(os.environ.get("BELEGT_TEST_DRAFTED", "0.02"))
OPENING = float(os.environ.get("BELEGT_TEST_OPENING", "0"))


class Paced(Scripted):
    """A scripted model that takes its time, so that a reader can stop it."""

    def generate(self, request: Request) -> Generator[str, None, None]:
        """Yield the reply word by word."""
        for word in super().generate(request):
            time.sleep(WORD)
            yield word

    def generate_many(self, requests: Sequence[Request]) -> Generator[tuple[int, str], None, None]:
        """Yield the replies one after the other."""
        for item in super().generate_many(requests):
            time.sleep(REPLY)
            yield item

    def stream_many(self, requests: Sequence[Request]) -> Generator[Reply, None, None]:
        """Yield the replies one after the other, word by word."""
        for index, request in enumerate(requests):
            text = ""
            for word in super().generate(request):
                time.sleep(DRAFTED)
                text += word
                yield Reply(index, text, done=False)
            yield Reply(index, text)


def engines(settings: Settings) -> Engines:
    """Return the engines, as `registry.open_engines` does."""
    time.sleep(OPENING)
    model = Paced(default=reply)
    return Engines(model=model, translator=PromptedTranslator(model))


def feed(url: str, **how: object) -> Feed:
    """Return a feed whose items would be markup, if they could."""
    items = tuple(Item(f"https://zeitung.example/{at}", text, "2027-05-04", text) for at, text in enumerate(XSS))
    return Feed(XSS[1], items)


def install() -> None:
    """Put these engines and this feed in the place of real ones, and note every connection to another machine."""
    feeds.at = feed
    registry.open_engines = engines
    registry.Choice.missing = lambda self, settings: ()  # type: ignore[method-assign]
    registry.Choice.to_fetch = lambda self, settings: ()  # type: ignore[method-assign]
    record = Path(os.environ["BELEGT_TEST_CONNECTIONS"])
    connect = socket.socket.connect

    def noted(self: socket.socket, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6) and address[0] not in ("127.0.0.1", "::1", "localhost"):
            with record.open("a") as file:
                file.write(f"{address}\n")
        connect(self, address)

    socket.socket.connect = noted  # type: ignore[method-assign]
