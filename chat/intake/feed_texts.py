"""A feed that was kept as a file, and has its articles in it whole → those articles. Nothing is fetched.

RSS with `content:encoded`, Atom with `content`, JSON Feed; where an item has a summary only, that is its text. Such a
file may be long: it is read item by item, and each is let go of. As for `feeds`, one that declares a document type is
refused.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from chat.errors import EmptyText, InputError, UnreadableFeed
from chat.intake import dates, source
from chat.intake.origins import cleaned, web_address

_HINT = "Name a file of RSS, Atom or JSON Feed with the articles in it."
_ITEMS = ("{*}item", "{*}entry")
_TEXTS = ("encoded", "content", "description", "summary")  # the fuller first
_WHEN = ("pubdate", "published", "date", "updated")
_LONGEST = 2_000_000  # characters of an item


@dataclass(frozen=True)
class FeedText:
    """An article of a feed. `id` is its name there, else its address, else where it stands."""

    id: str
    text: str
    url: str = ""
    title: str = ""
    published: str = ""


def items(path: Path) -> Iterator[FeedText]:
    """Yield the articles of a feed that have a text.

    Raises:
        UnreadableFeed: it is none, or declares a document type.
        InputError: the file cannot be read.
    """
    try:
        with path.open("rb") as file:
            is_json = file.read(64).lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")
            file.seek(0)
            told = (_of_json if is_json else _of_xml)(file, path.name)
            for number, fields in enumerate(told, start=1):
                if article := _article(fields, number):
                    yield article
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}.", hint=_HINT) from error


def _article(fields: dict[str, str], number: int) -> FeedText | None:
    """Return the article of an item; None where it has no text."""
    title = cleaned(fields.get("title", ""))
    try:
        body = source.from_text(next((fields[name] for name in _TEXTS if fields.get(name, "").strip()), ""))
    except EmptyText:
        return None
    url = web_address(fields.get("link", ""), base="")
    named = cleaned(fields.get("guid", "") or fields.get("id", "")) or url or f"item {number}"
    text = f"{title}\n\n{body}" if title and not body.startswith(title) else body
    published = next(filter(None, (dates.iso(fields.get(name, "")) for name in _WHEN)), "")
    return FeedText(named, text, url=url, title=title, published=published)


def _of_xml(file: IO[bytes], name: str) -> Iterator[dict[str, str]]:
    """Yield the fields of each item by their names in lower case, without namespaces."""
    from lxml import etree

    def refused(reason: str) -> UnreadableFeed:
        return UnreadableFeed(f"{name} is no feed: {reason}.", hint=_HINT)

    reading = etree.iterparse(
        file, events=("start", "end"), resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        inside = 0
        for event, element in reading:
            if element.getroottree().docinfo.doctype:
                raise refused("it declares a document type, which can do harm")
            is_item = isinstance(element.tag, str) and element.tag.rpartition("}")[2].lower() in ("item", "entry")
            if event == "start":
                inside += is_item
            elif is_item:
                inside -= 1
                if not inside:
                    yield _fields(element)
                    _let_go(element)
            elif not inside:
                _let_go(element)
    except etree.XMLSyntaxError as error:
        raise refused("it is no XML, or cut off") from error


def _fields(item: Any) -> dict[str, str]:
    """Return the fields of an item, the first of each name; of a link also where it leads."""
    fields: dict[str, str] = {}
    for element in item:
        if not isinstance(element.tag, str):
            continue
        name = element.tag.rpartition("}")[2].lower()
        told = "".join(element.itertext())[:_LONGEST]
        if name == "link" and not told.strip() and element.get("rel", "alternate") == "alternate":
            told = element.get("href", "")
        if element.get("type") == "xhtml":
            told = _markup(element)
        if told.strip():
            fields.setdefault(name, told)
    return fields


def _markup(element: Any) -> str:
    """Return what stands in an element as the markup that it is."""
    from lxml import etree

    inner = "".join(etree.tostring(child, encoding="unicode") for child in element)
    return f"<html><body>{inner}</body></html>"[:_LONGEST]


def _let_go(element: Any) -> None:
    """Free an element and those before it."""
    element.clear()
    while element.getprevious() is not None:
        del element.getparent()[0]


def _of_json(file: IO[bytes], name: str) -> Iterator[dict[str, str]]:
    try:
        told = json.loads(file.read())
    except (ValueError, RecursionError) as error:
        raise UnreadableFeed(f"{name} is no feed: it is no JSON.", hint=_HINT) from error
    listed = told.get("items") if isinstance(told, dict) else None
    for item in listed if isinstance(listed, list) else ():
        if isinstance(item, dict):
            own = {name: value for name, value in item.items() if isinstance(value, str)}
            yield {
                **own,
                "link": own.get("url", ""),
                "encoded": own.get("content_html", "") or own.get("content_text", ""),
                "published": own.get("date_published", ""),
            }
