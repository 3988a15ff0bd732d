"""A feed → what it offers to read: RSS 0.9x, 1.0 and 2.0, Atom, JSON Feed.

A feed is untrusted: one that declares a document type is refused, since entities, and bombs, are made with that; no
feed has a need of it. It is read from beginning to end once, and of each item a few short fields are kept, so that
neither its length nor its depth needs more memory. What items say is made one line, and never taken for markup.

Read with lxml, which reads pages and Word files here too: it tells a document type before anything is done with it.
feedparser takes at least four times as long, and expands what a document type declares.
"""

from __future__ import annotations

import html as markup
import json
from dataclasses import dataclass, field
from typing import Any

import regex

from chat.errors import PageUnavailable, UnreadableFeed
from chat.intake import dates, html
from chat.intake.origins import LONGEST, cleaned, web_address
from chat.intake.source import check_fetching
from chat.schema import Origin

MAX_ITEMS = 200
MAX_READ = 30_000  # items; a feed of as many is no offer to a reader

_HINT = "Give the address of an RSS or Atom feed, or of the article itself."
_KEPT = 4 * LONGEST  # characters of a field that are looked at
_MOST_WAITING = 2_000  # items that are held before the older ones are let go of
_DEEPEST = 200  # elements; content that is markup itself may be nested
_ITEMS = frozenset({"item", "entry"})
_FEEDS = frozenset({"rss", "rdf", "feed", "channel"})
_LINKS = frozenset({"link", "guid", "id"})
# The fields that tell when, the better first.
_WHEN = ("pubdate", "published", "issued", "date", "created", "updated", "modified")
_FIELDS = frozenset({"title", "publisher", *_LINKS, *_WHEN})
_OF_MEDIA = "http://search.yahoo.com/mrss/"  # its titles are those of pictures
_TAGS = regex.compile(r"</?\p{L}[^<>]{0,500}>")
_ALTERNATES = ("application/rss+xml", "application/atom+xml", "application/feed+json")


@dataclass(frozen=True)
class Item:
    """What a feed offers: its address, and what the feed tells of it; what it does not tell is empty.

    `published` is in ISO 8601.
    """

    url: str
    title: str = ""
    published: str = ""
    outlet: str = ""

    @property
    def origin(self) -> Origin:
        """What the feed tells of where the article came from."""
        return Origin(title=self.title, outlet=self.outlet, published=self.published)


@dataclass(frozen=True)
class Feed:
    """What a feed offers, the newest first.

    `left_out` is how many items are not among them: older ones, those without an address, and what stands there twice.
    """

    title: str
    items: tuple[Item, ...]
    left_out: int = 0


def parse(data: bytes, url: str) -> Feed:
    """Return the feed that some bytes are.

    Args:
        url: where it was fetched, which its links may be relative to.

    Raises:
        UnreadableFeed: it is none, it declares a document type, or it offers nothing.
    """
    is_json = data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")
    title, offered = _json(data, url) if is_json else _xml(data, url)
    newest = offered.newest()
    if not newest:
        raise UnreadableFeed("This feed offers nothing to read.", hint=_HINT)
    title = _plain(title)
    return Feed(
        title=title,
        items=tuple(
            Item(item.url, _plain(item.title), item.published, _plain(item.outlet) or title) for item in newest
        ),
        left_out=offered.count - len(newest),
    )


def at(url: str, *, allowed: bool = True) -> Feed:
    """Return the feed at a web address.

    Raises:
        FetchingOff, AddressRefused, PageUnavailable: as for `source.take_url`.
        UnreadableFeed: it is none. Where it is a page that says where its feed is, the hint tells.
    """
    check_fetching(allowed=allowed)
    from chat.intake import web  # 0.2 s

    try:
        page = web.feed(url)
    except PageUnavailable as error:
        raise PageUnavailable(error.message, hint=_HINT, status=error.status) from error
    if page.kind != "feed" and (feeds := _named_by(page.data, page.url)):
        raise UnreadableFeed("This is a page, and no feed.", hint=f"It says that its feed is at {feeds[0]}")
    return parse(page.data, page.url)


def _named_by(data: bytes, url: str) -> list[str]:
    """Return the addresses of the feeds that a page names; none where it is no page."""
    text = data.decode("utf-8", "replace")
    tree = html.tree_of(text) if html.is_page(text) else None
    if tree is None:
        return []
    named = [link for link in tree.iter("link") if link.get("type", "").strip().lower() in _ALTERNATES]
    addresses = [web_address(link.get("href", ""), base=url) for link in named]
    return [address for address in addresses if address]


class _Offered:
    """The items of a feed as they are read; those that are too old are let go of on the way."""

    def __init__(self) -> None:
        self._items: list[Item] = []
        self.count = 0

    def add(self, item: Item) -> None:
        self.count += 1
        if self.count > MAX_READ:
            raise UnreadableFeed(f"This feed has more than {MAX_READ:,} items.", hint=_HINT)
        if item.url:
            self._items.append(item)
        if len(self._items) == _MOST_WAITING:
            self._items = self.newest()

    def newest(self) -> list[Item]:
        """Return the newest, at most MAX_ITEMS, those without a date last; of what stands there twice, the first."""
        by_address: dict[str, Item] = {}
        for item in self._items:
            by_address.setdefault(item.url, item)
        return sorted(by_address.values(), key=_age)[:MAX_ITEMS]


def _age(item: Item) -> float:
    moment = dates.moment(item.published)
    return float("inf") if moment is None else -moment


def _plain(text: str) -> str:
    """Return a field on one line, without the markup that some feeds have in it."""
    return cleaned(markup.unescape(_TAGS.sub(" ", text)))


@dataclass
class _Open:
    """An item, or the feed itself, as it is being read: the first of each field."""

    fields: dict[str, str] = field(default_factory=dict)
    link: str = ""

    def keep(self, name: str, text: str) -> None:
        if text.strip():
            self.fields.setdefault(name, text)

    def item(self, url: str) -> Item:
        told = [self.link, self.fields.get("link", ""), self.fields.get("guid", ""), self.fields.get("id", "")]
        addresses = (web_address(text, base=url if text in told[:2] else "") for text in told if text)
        published = (dates.iso(self.fields[name]) for name in _WHEN if name in self.fields)
        return Item(
            url=next(filter(None, addresses), ""),
            title=self.fields.get("title", ""),
            published=next(filter(None, published), ""),
            outlet=self.fields.get("source", "") or self.fields.get("publisher", ""),
        )


class _Reader:
    """What lxml tells of a feed, element by element; no tree is made of it."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._path: list[str] = []
        self._text: list[str] = []
        self._length = 0
        self._field = 0  # how deep the field is that is being read, 0 for none
        self._feed = _Open()
        self._item: _Open | None = None
        self.offered = _Offered()
        self.is_feed = False

    def doctype(self, *_declared: object) -> None:
        raise _Declares

    def start(self, tag: str, attributes: Any) -> None:
        name = _name(tag)
        if name == "guid" and attributes.get("isPermaLink", "true").lower() == "false":
            name = ""  # a name, and no address
        self.is_feed = self.is_feed or (not self._path and name in _FEEDS)
        self._path.append(name)
        if len(self._path) > _DEEPEST:
            raise _TooDeep
        if name in _ITEMS and self._item is None:
            self._item = _Open()
        elif not self._field and (self._is_own(name) or self._is_source(name)):
            self._field, self._text, self._length = len(self._path), [], 0
            if name == "link" and attributes.get("rel", "alternate") == "alternate":
                own = self._item or self._feed
                own.link = own.link or attributes.get("href", "")

    def data(self, text: str) -> None:
        if self._field and self._length < _KEPT:
            self._text.append(text[:_KEPT])
            self._length += len(text)

    def end(self, _tag: str) -> None:
        if self._field == len(self._path):
            name = self._path[-1] if self._is_own(self._path[-1]) else "source"
            (self._item or self._feed).keep(name, "".join(self._text)[:_KEPT])
            self._field = 0
        name = self._path.pop()
        if name in _ITEMS and self._item is not None and not _ITEMS.intersection(self._path):
            self.offered.add(self._item.item(self._url))
            self._item = None

    def close(self) -> _Reader:
        return self

    @property
    def title(self) -> str:
        return self._feed.fields.get("title", "")

    def _is_own(self, name: str) -> bool:
        """Return whether the open element is a field of the item that is open, or of the feed, and of nothing else."""
        above = self._path[-2] if len(self._path) > 1 else ""
        return name in _FIELDS and above in (_ITEMS if self._item else _FEEDS)

    def _is_source(self, name: str) -> bool:
        """Return whether the open element names the feed that an item was taken over from: its text, or its title."""
        above = self._path[-2] if len(self._path) > 1 else ""
        return (name == "source" and above == "item") or (name == "title" and above == "source")


class _Declares(Exception):
    """The document declares its type."""


class _TooDeep(Exception):
    """Elements are nested to do harm."""


def _name(tag: str) -> str:
    """Return the name of an element in lower case, without its namespace; empty for one that tells of pictures."""
    space, _, name = tag.rpartition("}")
    return "" if space == f"{{{_OF_MEDIA}" else name.lower()


def _xml(data: bytes, url: str) -> tuple[str, _Offered]:
    """Return the title and the items of a feed in XML.

    One that is not well-formed, as many are, is read as far as it can be.

    Raises:
        UnreadableFeed: it is no feed, or it declares a document type.
    """
    from lxml import etree

    for recover in (False, True):
        parser = etree.XMLParser(
            target=_Reader(url), recover=recover, encoding=_encoding(data),
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        )  # fmt: skip
        try:
            reader = etree.fromstring(data, parser)
        except _Declares as error:
            raise UnreadableFeed("This feed declares a document type, which can do harm.", hint=_HINT) from error
        except _TooDeep as error:
            raise UnreadableFeed("This is no feed: its elements are nested without end.", hint=_HINT) from error
        except (etree.XMLSyntaxError, LookupError):
            continue
        if reader.is_feed:
            return reader.title, reader.offered
    raise UnreadableFeed("This is no feed.", hint=_HINT)


def _encoding(data: bytes) -> str | None:
    """Return the encoding of a feed that names none and is not in UTF-8, None where it says so itself."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"encoding" in data[:200]:
        return None
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return None


def _json(data: bytes, url: str) -> tuple[str, _Offered]:
    """Return the title and the items of a JSON Feed.

    Raises:
        UnreadableFeed: it is none.
    """
    try:
        told = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise UnreadableFeed("This is no feed.", hint=_HINT) from error
    items = told.get("items")
    if "jsonfeed.org" not in _text(told, "version") or not isinstance(items, list):
        raise UnreadableFeed("This is no feed.", hint=_HINT)
    offered = _Offered()
    for item in items:
        if isinstance(item, dict):
            offered.add(_json_item(item, url))
    return _text(told, "title"), offered


def _json_item(told: dict[str, Any], url: str) -> Item:
    return Item(
        url=web_address(_text(told, "url") or _text(told, "external_url"), base=url),
        title=_text(told, "title"),
        published=dates.iso(_text(told, "date_published") or _text(told, "date_modified")),
    )


def _text(told: dict[str, Any], name: str) -> str:
    value = told.get(name)
    return value[:_KEPT] if isinstance(value, str) else ""
