"""HTML and feeds: markup that is deep, wide, never closed or in itself."""

from __future__ import annotations

import json
from collections.abc import Iterator

from bench.faults.bombs.bomb import Bomb
from bench.faults.bombs.xml import attributes, long_entity, nested_entities

_SIZE = 9_000_000  # characters, what is read of a page being 10 MB
_TAGS = 390_000  # what is read of a page being 400,000


def pages() -> Iterator[Bomb]:
    """Yield pages."""
    for about, piece in {
        "elements, never closed": "<div>",
        "words in bold, never closed": "<b>a",
        "links, never closed": "<a ",
        "lists in lists": "<ul><li>a",
        "tables in tables": "<table><tr><td>",
        "paragraphs": "<p>Ja, sagte er.",
        "closing tags alone": "</p>",
        "entities": "&amp;&#x10FFFF;&nbsp;",
        "comments that open only": "<!--",
        "comments": "<!-- -->",
        "instructions": "<?a",
        "scripts": "<script>a</script>",
        "characters that are none": "\x00\ufffe",
        "frames": "<iframe><frameset>",
        "templates in templates": "<template>",
        "drawings in drawings": "<svg><g>",
        "cells": "<td>1",
        "line breaks": "<br>",
        "places where a word may break": "a<wbr>",
    }.items():
        often = min(_SIZE // len(piece), _TAGS // max(piece.count("<"), 1))
        yield Bomb(f"a page of {about}", f"<!doctype html><body>{piece * often}".encode(), "a.html")
    yield Bomb("a page of three million elements", f"<!doctype html><body>{'<p>' * 3_000_000}".encode(), "a.html")
    wide = f"<!doctype html><body><p {attributes(500_000)}>a"
    yield Bomb("a page of half a million attributes", wide.encode(), "a.html")
    yield Bomb("an attribute of 9 MB", f'<!doctype html><body><p class="{"a " * 4_500_000}">a'.encode(), "a.html")
    rules = "".join(f".a{at}{{display:none}}" for at in range(400_000))
    yield Bomb("a style sheet of 9 MB", f"<!doctype html><style>{rules}</style><p>a".encode(), "a.html")
    yield Bomb("a style of 9 MB", f'<!doctype html><p style="{"display : " * 900_000}">a'.encode(), "a.html")
    told = json.dumps({"@type": "NewsArticle", "headline": "a" * 1_000, "author": [{"name": "b"}] * 300_000})
    data = f'<!doctype html><script type="application/ld+json">{told}</script><p>a'
    yield Bomb("300,000 authors, in what a page tells of itself", data.encode(), "a.html")
    deep = f'<!doctype html><script type="application/ld+json">{"[" * 2_000_000}</script><p>a'
    yield Bomb("lists two million deep, in what a page tells of itself", deep.encode(), "a.html")


def feeds() -> Iterator[Bomb]:
    """Yield feeds."""
    item = "<item><title>a</title><link>https://a.example/1</link></item>"
    for about, document in {
        "entities within entities": f"{nested_entities('rss')}<rss><channel>&e9;</channel></rss>",
        "one long entity many times": f"{long_entity('rss')}<rss>{'&e;' * 1_000_000}</rss>",
        "elements a million deep": f"<rss><channel>{'<item>' * 1_000_000}",
        "elements a million deep in a title": f"<rss><channel><item><title>{'<b>' * 1_000_000}",
        "items without end": f"<rss><channel>{item * 150_000}",
        "a title of 9 MB": f"<rss><channel><item><title>{'a' * _SIZE}</title></item></channel></rss>",
        "half a million attributes": f"<rss {attributes(500_000)}/>",
        "half a million namespaces": f"<rss {attributes(400_000, name='xmlns:a{}', value='u:{}')}/>",
        "instructions without end": f"<rss>{'<?a b?>' * 1_000_000}</rss>",
    }.items():
        yield Bomb(f"a feed of {about}", document.encode())
        yield Bomb(f"a feed of {about}, in UTF-16", document[: _SIZE // 2].encode("utf-16"))
    begun = b'{"version":"https://jsonfeed.org/version/1.1","items":'
    yield Bomb("a feed in JSON, lists two million deep", begun + b"[" * 2_000_000)
    yield Bomb("a feed in JSON, objects a million deep", begun + b'{"a":' * 1_000_000)
    yield Bomb("a feed in JSON with a number of 8 million digits", begun + b'[{"id":' + b"9" * 8_000_000 + b"}]}")
