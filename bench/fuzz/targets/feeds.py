"""Feeds, and lists of addresses → what they offer to read."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress

from bench.fuzz import files, texts
from bench.fuzz.draw import Draw
from bench.fuzz.findings import require
from bench.fuzz.targets.intake import of_origin
from chat.errors import ChatError
from chat.intake import addresses, feeds

_AT = "https://beispiel.test/feed.xml"


def once(data: bytes) -> int:
    """Read a feed, and a list of addresses."""
    draw = Draw(data)
    kind = draw.byte() % 4
    given = files.feed(draw) if kind < 2 else files.mistaken(draw) if kind == 2 else draw.rest()
    try:
        feed = feeds.parse(given, _AT)
        require(0 < len(feed.items) <= feeds.MAX_ITEMS, "a feed offers some items, and not too many", len(feed.items))
        for item in feed.items:
            of_origin(item.origin.model_copy(update={"url": item.url}))
            require(item.url, "an item has an address", item)
    except ChatError as error:
        require(error.message, "an error says what happened", error)
    with suppress(ChatError):
        addresses.from_bytes(given, "a.txt")
    return len(given)


def seeds() -> Iterable[bytes]:
    """Return a feed of each kind."""
    said = texts.encoded("Streit um die Brücke")
    title = bytes([0x10, len(said)]) + said
    yield bytes([0, 0x40, 0x42, 0x44, 0x46]) + title + bytes([0x47, 0x48, 0x5A, 0x49, 0x45, 0x43, 0x41])
    yield bytes([0, 0x4A, 0x4C, 0x46]) + title + bytes([0x47, 0x4E, 0x5A, 0x4F, 0x4D, 0x4B])
    yield bytes([0, 0x69, 0x6A, 0x6B, 0x6C, 0x6D, 0x6E, 0x6F])
    yield b"\x03https://beispiel.test/a\nhttps://beispiel.test/b\n"
