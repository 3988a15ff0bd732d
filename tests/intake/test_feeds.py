"""Feeds: what they offer, and those that are made to do harm."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chat.errors import AddressRefused, FetchingOff, InputError, PageUnavailable, UnreadableFeed
from chat.intake import feeds
from chat.intake.feeds import Item
from tests.intake.sites import PAGE, Site

URL = "https://zeitung.example/feed.xml"
ITEM = "<item><title>{0}</title><link>https://zeitung.example/{0}</link><pubDate>{1}</pubDate></item>"
ENTITIES = '<!DOCTYPE rss [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;">]>'
QUADRATIC = f'<!DOCTYPE rss [<!ENTITY a "{"x" * 50_000}">]>'


def rss(*items: str, head: str = "", title: str = "Dörtener Anzeiger") -> bytes:
    return (
        f'<?xml version="1.0" encoding="utf-8"?>{head}<rss version="2.0"><channel><title>{title}</title>'
        f"<link>https://zeitung.example/</link>{''.join(items)}</channel></rss>"
    ).encode()


def on_day(day: int) -> str:
    return f"Tue, {day:02d} Mar 2027 08:15:00 +0100"


def test_rss_2() -> None:
    feed = feeds.parse(rss(ITEM.format("steg", on_day(8)), ITEM.format("rat", on_day(9))), URL)
    assert feed == feeds.Feed(
        title="Dörtener Anzeiger",
        items=(
            Item("https://zeitung.example/rat", "rat", "2027-03-09T08:15:00+01:00", "Dörtener Anzeiger"),
            Item("https://zeitung.example/steg", "steg", "2027-03-08T08:15:00+01:00", "Dörtener Anzeiger"),
        ),
    )


def test_rss_1_with_dublin_core() -> None:
    data = b"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
        xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="x"><title>Anzeiger</title></channel>
        <image><title>Bild</title><link>https://zeitung.example/bild</link></image>
        <item rdf:about="y"><title>Der Steg</title><link>https://zeitung.example/steg</link>
        <dc:date>2027-03-09</dc:date><dc:publisher>Bote</dc:publisher></item></rdf:RDF>"""
    feed = feeds.parse(data, URL)
    assert (feed.title, feed.items) == (
        "Anzeiger",
        (Item("https://zeitung.example/steg", "Der Steg", "2027-03-09", "Bote"),),
    )


def test_rss_0_91_without_dates_keeps_its_order() -> None:
    items = [f"<item><title>{name}</title><link>/{name}</link></item>" for name in "cab"]
    feed = feeds.parse(rss(*items).replace(b"2.0", b"0.91"), URL)
    assert [item.url for item in feed.items] == [f"https://zeitung.example/{name}" for name in "cab"]


def test_atom() -> None:
    data = b"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Anzeiger</title><link rel="self" href="/feed"/>
        <entry><title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">Der <b>Steg</b> ist zu</div></title>
        <link rel="replies" href="/kommentare"/><link href="/steg"/><id>tag:zeitung.example,2027:1</id>
        <updated>2027-03-10T00:00:00Z</updated><published>2027-03-09T08:15:00Z</published>
        <author><name>Jana</name></author><content type="html">&lt;p&gt;Text&lt;/p&gt;</content>
        <source><title>Bote</title><link href="/anderswo"/></source></entry></feed>"""
    feed = feeds.parse(data, URL)
    assert feed.title == "Anzeiger"
    assert feed.items == (Item("https://zeitung.example/steg", "Der Steg ist zu", "2027-03-09T08:15:00+00:00", "Bote"),)


def test_json_feed() -> None:
    told = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Anzeiger",
        "items": [{"id": 1, "url": "/steg", "title": "Der Steg", "date_published": "2027-03-09T08:15:00Z"}, {}, 7],
    }
    feed = feeds.parse(json.dumps(told).encode(), URL)
    assert feed.items == (Item("https://zeitung.example/steg", "Der Steg", "2027-03-09T08:15:00+00:00", "Anzeiger"),)


def test_an_address_in_the_guid_alone() -> None:
    permanent = "<item><title>a</title><guid>https://zeitung.example/a</guid></item>"
    name = '<item><title>b</title><guid isPermaLink="false">https://zeitung.example/b</guid></item>'
    feed = feeds.parse(rss(permanent, name), URL)
    assert ([item.title for item in feed.items], feed.left_out) == (["a"], 1)


def test_titles_are_one_line_without_markup() -> None:
    title = "<![CDATA[Der <b>Steg</b>\n &amp;\u202e 3 < 4]]>"
    (item,) = feeds.parse(rss(f"<item><title>{title}</title><link>/a</link></item>"), URL).items
    assert item.title == "Der Steg & 3 < 4"


@pytest.mark.parametrize(
    "link",
    ["javascript:alert(1)", "file:///etc/passwd", "https://nutzer@zeitung.example/a", "mailto:a@b.de", "", "//["],
)
def test_items_without_a_web_address_are_left_out(link: str) -> None:
    feed = feeds.parse(rss(f"<item><link>{link}</link></item>", ITEM.format("steg", on_day(9))), URL)
    assert ([item.title for item in feed.items], feed.left_out) == (["steg"], 1)


def test_of_very_many_items_the_newest_are_offered() -> None:
    items = [ITEM.format(f"a{at}", f"2027-{1 + at // 1000:02d}-{1 + at % 28:02d}") for at in range(10_000)]
    feed = feeds.parse(rss(*items), URL)
    assert (len(feed.items), feed.left_out) == (feeds.MAX_ITEMS, 9_800)
    assert feed.items[0].published == "2027-10-28"
    assert [item.published for item in feed.items] == sorted((i.published for i in feed.items), reverse=True)


def test_a_feed_without_end_is_refused() -> None:
    with pytest.raises(UnreadableFeed, match="30,000"):
        feeds.parse(rss("<item/>" * (feeds.MAX_READ + 1)), URL)


def test_what_stands_there_twice_is_offered_once() -> None:
    feed = feeds.parse(rss(ITEM.format("a", on_day(8)), ITEM.format("a", on_day(8))), URL)
    assert (len(feed.items), feed.left_out) == (1, 1)


@pytest.mark.parametrize(
    "head",
    [
        ENTITIES,
        QUADRATIC,
        '<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE rss [<!ENTITY % a SYSTEM "http://127.0.0.1/a.dtd"> %a;]>',
        '<!DOCTYPE rss SYSTEM "http://127.0.0.1/a.dtd">',
        "<!DOCTYPE rss>",
        "<!-- x --><!DOCTYPE rss [",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_feed_that_declares_a_document_type_is_refused(
    head: str, encoding: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_connection(*_arguments: object, **_options: object) -> None:
        raise AssertionError("a connection was made")

    monkeypatch.setattr(socket.socket, "connect", no_connection)
    text = rss("<item><title>&a;</title><link>/&a;</link></item>", title="&a;" * 20_000, head=head).decode()
    data = text.replace('encoding="utf-8"', f'encoding="{encoding}"').encode(encoding)
    with pytest.raises(UnreadableFeed, match="document type") as caught:
        feeds.parse(data, URL)
    assert caught.value.hint


def test_inclusions_are_not_followed() -> None:
    included = '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/hostname" parse="text"/>'
    (item,) = feeds.parse(rss(f"<item><title>a{included}</title><link>/a</link></item>"), URL).items
    assert item.title == "a"


@pytest.mark.parametrize(
    "data",
    [
        b"", b"\x00" * 1_000, b"Ein Text.", PAGE, b"<a><item><link>/x</link></item></a>", b"{", b"[1]", b"{}",
        b'{"version": "https://jsonfeed.org/version/1", "items": 3}', b"[" * 100_000, b'{"a":' * 100_000,
        b"<rss>" + b"<channel>" * 100_000, rss(), b"\xff\xfe<\x00", b'<?xml version="1.0" encoding="zip"?><rss/>',
    ],
)  # fmt: skip
def test_what_is_no_feed_is_told_with_a_hint(data: bytes) -> None:
    with pytest.raises(UnreadableFeed) as caught:
        feeds.parse(data, URL)
    assert "feed" in caught.value.hint


def test_a_feed_that_is_not_well_formed_is_read_as_far_as_it_can_be() -> None:
    item = "<item><title>Müll & Recht&nbsp;heute</title><link>/a?b=1&c=2</link></item>"
    (found,) = feeds.parse(rss(item).removesuffix(b"</channel></rss>"), URL).items
    assert found.title.startswith("Müll")


def test_a_feed_in_another_encoding() -> None:
    text = rss("<item><title>Brücke</title><link>/a</link></item>").decode()
    named = text.replace("utf-8", "iso-8859-1").encode("cp1252")
    unnamed = text.removeprefix('<?xml version="1.0" encoding="utf-8"?>').encode("cp1252")
    assert [feeds.parse(data, URL).items[0].title for data in (named, unnamed)] == ["Brücke", "Brücke"]


def test_a_feed_is_fetched_by_the_rules_of_pages(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.add("/feed", rss(ITEM.format("steg", on_day(9))), kind="application/rss+xml; charset=utf-8")
    site.add("/innen", status=302, Location="http://10.0.0.1/feed")
    with pytest.raises(AddressRefused):
        feeds.at(site.url("/feed"))
    with pytest.raises(FetchingOff):
        feeds.at(site.url("/feed"), allowed=False)
    assert site.asked == []
    site.open_to(monkeypatch)
    assert feeds.at(site.url("/feed")).items[0].title == "steg"
    with pytest.raises(AddressRefused):
        feeds.at(site.url("/innen"))


@pytest.mark.parametrize("kind", ["text/xml", "application/atom+xml", "text/html", "text/plain", "application/json"])
def test_a_feed_is_told_by_what_is_in_it(site: Site, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    site.open_to(monkeypatch)
    site.add("/feed", rss(ITEM.format("steg", on_day(9))), kind=kind)
    assert len(feeds.at(site.url("/feed")).items) == 1


@pytest.mark.parametrize(("kind", "message"), [("image/png", "no feed"), ("application/pdf", "no feed")])
def test_other_kinds_are_no_feeds(site: Site, kind: str, message: str, monkeypatch: pytest.MonkeyPatch) -> None:
    site.open_to(monkeypatch)
    site.add("/feed", b"x", kind=kind)
    with pytest.raises(PageUnavailable, match=message) as caught:
        feeds.at(site.url("/feed"))
    assert "RSS" in caught.value.hint


def test_a_page_says_where_its_feed_is(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.open_to(monkeypatch)
    links = '<link rel="alternate" type="application/rss+xml" href="{}">'
    evil, good = links.format("javascript:alert(1)"), links.format("/rss?a=1")
    site.add("/", f"<!doctype html><html><head>{evil}{good}</head><body><p>Text</p></body></html>".encode())
    site.add("/ohne")
    with pytest.raises(UnreadableFeed) as caught:
        feeds.at(site.url("/"))
    assert caught.value.hint == f"It says that its feed is at {site.url('/rss?a=1')}"
    assert site.asked == ["/"]  # and it is the reader's to follow that
    with pytest.raises(UnreadableFeed, match="no feed"):
        feeds.at(site.url("/ohne"))


PIECES = st.sampled_from(
    [
        *(b"<rss>", b"<channel>", b"<item>", b"</item>", b"<title>", b"</title>", b"<link>", b"</link>", b"<feed>"),
        *(b"<link href='/a'/>", b"<entry>", b"</entry>", b"<source>", b"</source>", b"<guid>", b"</guid>", b"/a"),
        *(b"&lt;", b"&b;", b"\xff", b"<!DOCTYPE rss [", b"]>", b"<![CDATA[", b"]]>", b"<!--", b"-->", b"{"),
        *(b"<pubDate>", b"</pubDate>", b"2027-03-09"),
    ]
)


@settings(max_examples=150)
@given(st.lists(PIECES, max_size=30).map(b"".join) | st.binary(max_size=200))
def test_whatever_comes_is_a_feed_or_told_to_be_none(data: bytes) -> None:
    try:
        feed = feeds.parse(b"<rss><channel>" + data, URL)
    except InputError as error:
        assert error.hint
    else:
        assert all_shown(feed.title, *(text for item in feed.items for text in (item.title, item.outlet)))
        assert all(item.url.startswith(("https://", "http://")) for item in feed.items)


def all_shown(*texts: str) -> bool:
    return all(text.isprintable() and len(text) <= 300 for text in _each(texts))


def _each(texts: Iterable[str]) -> Iterable[str]:
    return (text.replace("\u200d", "") for text in texts)
