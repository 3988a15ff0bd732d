"""The HTML of a page → what it tells of itself: its address, title, outlet, author, and when it was published.

By what it says to machines: meta tags, JSON-LD of schema.org, <time>. All of that is the page's own word, which nobody
checks: it is made one line without what cannot be seen, its length is bounded, and nothing of it is ever fetched.

The search for metadata in trafilatura is not asked: it takes names apart with patterns that need a minute for 200 kB
of "author": and more than three for as many brackets in a name (measured with trafilatura 2.3.1).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import islice
from typing import Any
from urllib.parse import urljoin, urlsplit

import regex

from chat.intake import dates, html
from chat.lang.characters import one_line
from chat.schema import Origin

LONGEST = 300  # characters of a title, a name
LONGEST_ADDRESS = 2_000  # characters

_MOST_ELEMENTS = 2_000  # of a kind that are looked at
_MOST_DATA = 500_000  # characters of JSON-LD
_MOST_NODES = 2_000
_MOST_NAMES = 10
_MOST_BYLINES = 3

_TITLES = ("og:title", "dc.title", "dcterms.title", "citation_title", "twitter:title")
_OUTLETS = ("og:site_name", "dc.publisher", "dcterms.publisher", "citation_journal_title", "publisher")
_AUTHORS = ("author", "article:author", "dc.creator", "dcterms.creator", "citation_author", "parsely-author")
_DATES = (
    *("article:published_time", "og:published_time", "datepublished", "parsely-pub-date", "citation_publication_date"),
    *("dc.date.issued", "dcterms.issued", "dc.date", "dcterms.date", "date", "pubdate"),
)
_ARTICLE_TYPES = ("Article", "Posting", "Report")  # how the types of schema.org end that are articles
_ADDRESS = regex.compile(r"https?://[^\s\p{C}<>\"']++", regex.IGNORECASE)
_LINK = regex.compile(r"(?:https?:)?//|www\.", regex.IGNORECASE)

Node = dict[str, Any]


def cleaned(text: str, *, longest: int = LONGEST) -> str:
    """Return what others tell on one line, without what cannot be seen, and cut where it is longer than a name is."""
    line = one_line(text[: 4 * longest])
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"


def web_address(text: str, *, base: str = "") -> str:
    """Return an http or https address as others tell it, without fragment; empty where it is none.

    Args:
        base: what it may be relative to.
    """
    address = text.strip()
    if not address:
        return ""
    try:
        if base and not address.startswith(("https://", "http://")):
            address = urljoin(base, address)
        parts = urlsplit(address)
        host, user = parts.hostname, parts.username
    except ValueError:
        return ""
    if not host or user is not None or len(address) > LONGEST_ADDRESS or not _ADDRESS.fullmatch(address):
        return ""
    return address.partition("#")[0]


def of_page(markup: str, *, url: str = "") -> Origin:
    """Return what a page tells of itself.

    Args:
        url: where it was fetched from, after redirects; empty where it was not. What the page calls its own address
            is believed within the same host alone.
    """
    tree = html.tree_of(markup)
    if tree is None:
        return Origin(url=url)
    metas, nodes = _metas(tree), list(_nodes(tree))
    article = next((node for node in nodes if _is_article(node)), {})
    named = {str(node["@id"]): node for node in nodes if "@id" in node}
    published = (article.get("datePublished"), *(metas.get(name) for name in _DATES), *_times(tree))
    return Origin(
        url=_canonical(tree, metas, url),
        title=_first(article.get("headline"), *(metas.get(name) for name in _TITLES), tree.findtext(".//title")),
        outlet=_first(metas.get("og:site_name"), _names(article.get("publisher"), named), *map(metas.get, _OUTLETS)),
        author=_first(_names(article.get("author"), named), *map(metas.get, _AUTHORS), *_bylines(tree), is_name=True),
        published=next((date for told in published if isinstance(told, str) and (date := dates.iso(told))), ""),
    )


def _first(*told: object, is_name: bool = False) -> str:
    """Return the first that is told at all; a name is none that is an address."""
    lines = (cleaned(text) for text in told if isinstance(text, str))
    return next((line for line in lines if line and not (is_name and _LINK.match(line))), "")


def _metas(tree: Any) -> dict[str, str]:
    """Return what the meta tags say, the first of each name."""
    metas: dict[str, str] = {}
    for meta in islice(tree.iter("meta"), _MOST_ELEMENTS):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        if content := meta.get("content", "").strip():
            metas.setdefault(name.lower(), content)
    return metas


def _canonical(tree: Any, metas: dict[str, str], url: str) -> str:
    """Return the address that a page calls its own, where it is of the same host; else that which was fetched.

    A front page is no article's: some pages name it in each of theirs.
    """
    links = islice(tree.iter("link"), _MOST_ELEMENTS)
    told = [link.get("href", "") for link in links if link.get("rel", "").lower() == "canonical"]
    for text in (*told[:1], metas.get("og:url", "")):
        address = web_address(text, base=url) if url and text else ""
        own, fetched = urlsplit(address), urlsplit(url)
        if address and own.netloc.lower() == fetched.netloc.lower() and (own.path.strip("/") or own.query):
            return address
    return url


def _nodes(tree: Any) -> Iterator[Node]:
    """Yield the objects of a page's JSON-LD, those that stand in a list or a graph too, the outer ones first."""
    waiting: list[Any] = []
    left = _MOST_DATA
    for script in islice(tree.iter("script"), _MOST_ELEMENTS):
        if script.get("type", "").strip().lower() == "application/ld+json" and (text := script.text):
            left -= len(text)
            if left < 0:
                break
            try:
                waiting.append(json.loads(text, strict=False))
            except (ValueError, RecursionError):  # broken, or nested to do harm
                continue
    for at in range(_MOST_NODES):
        if at >= len(waiting):
            return
        if isinstance(waiting[at], list):
            waiting += waiting[at][:_MOST_NODES]
        elif isinstance(waiting[at], dict):
            yield waiting[at]
            waiting += [waiting[at][key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in waiting[at]]


def _is_article(node: Node) -> bool:
    types = node.get("@type")
    named = types if isinstance(types, list) else [types]
    return any(isinstance(name, str) and name.endswith(_ARTICLE_TYPES) for name in named)


def _names(told: object, named: dict[str, Node]) -> str:
    """Return the names of people or organisations, as JSON-LD has them: a text, an object, a reference, or several."""
    several = told if isinstance(told, list) else [told]
    names = []
    for one in several[:_MOST_NAMES]:
        if isinstance(one, dict) and "name" not in one:
            one = named.get(str(one.get("@id")), one)
        name = one.get("name") if isinstance(one, dict) else one
        if isinstance(name, str) and (clean := cleaned(name)) and not _LINK.match(clean):
            names.append(clean)
    return ", ".join(dict.fromkeys(names))


def _bylines(tree: Any) -> Iterator[str]:
    """Yield the texts of the first elements that say of themselves that they name the author."""
    elements = islice(tree.iter("a", "span", "p", "div", "address"), _MOST_ELEMENTS)
    marked = (element for element in elements if element.get("rel") == "author" or element.get("itemprop") == "author")
    for element in islice(marked, _MOST_BYLINES):
        yield element.text_content()


def _times(tree: Any) -> Iterator[str]:
    """Yield when <time> elements say that the page was published: marked ones, those of its article, its only one."""
    times = list(islice(tree.iter("time"), _MOST_ELEMENTS))
    article = next(tree.iter("article", "main"), None)
    within = [] if article is None else islice(article.iter("time"), 1)
    marked = [time for time in times if time.get("itemprop") == "datePublished" or "pubdate" in time.attrib]
    for time in (*marked, *within, *(times if len(times) == 1 else [])):
        yield time.get("datetime") or time.text or ""
