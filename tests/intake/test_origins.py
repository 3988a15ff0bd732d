"""What a page tells of itself: where it is, who published it, who wrote it, and when."""

from __future__ import annotations

import json

import pytest

from chat.intake import origins
from tests.intake.test_html import TITLE, page

URL = "https://zeitung.example/lokales/steg.html"
METAS = """<meta property="og:title" content="Der Steg bleibt zu"><meta property="og:site_name" content="Dörtener
 Anzeiger"><meta name="author" content="Jana Brandt">
<meta property="article:published_time" content="2027-03-09T08:15:00+01:00">"""


def data(**fields: object) -> str:
    told = {"@context": "https://schema.org", "@type": "NewsArticle", **fields}
    return f'<script type="application/ld+json">{json.dumps(told)}</script>'


def test_meta_tags() -> None:
    told = origins.of_page(page(head=METAS), url=URL)
    assert told.model_dump() == {
        "url": URL,
        "file": "",
        "title": "Der Steg bleibt zu",
        "outlet": "Dörtener Anzeiger",
        "author": "Jana Brandt",
        "published": "2027-03-09T08:15:00+01:00",
        "retrieved": "",
    }


def test_data_of_schema_org() -> None:
    head = data(
        headline="Der Steg bleibt zu",
        author=[{"@type": "Person", "name": "Jana Brandt"}, {"@type": "Person", "name": "Ole Kern"}],
        publisher={"@type": "Organization", "name": "Dörtener Anzeiger"},
        datePublished="2027-03-09",
    )
    told = origins.of_page(page(head=head), url=URL)
    assert (told.title, told.author) == ("Der Steg bleibt zu", "Jana Brandt, Ole Kern")
    assert (told.outlet, told.published) == ("Dörtener Anzeiger", "2027-03-09")


def test_a_graph_whose_parts_point_to_each_other() -> None:
    graph = [
        {"@type": "WebPage", "name": "Seite"},
        {"@type": ["Article", "NewsArticle"], "author": {"@id": "#jana"}, "publisher": {"@id": "#anzeiger"}},
        {"@type": "Person", "@id": "#jana", "name": "Jana Brandt"},
        {"@type": "Organization", "@id": "#anzeiger", "name": "Dörtener Anzeiger"},
    ]
    head = f'<script type="application/ld+json">{json.dumps({"@graph": graph})}</script>'
    told = origins.of_page(page(head=head), url=URL)
    assert (told.author, told.outlet) == ("Jana Brandt", "Dörtener Anzeiger")


def test_a_page_without_any_of_this_has_its_title() -> None:
    told = origins.of_page(page(), url=URL)
    assert (told.title, told.outlet, told.author, told.published) == (f"{TITLE} | Dörtener Anzeiger", "", "", "")


def test_a_byline_and_a_time_in_the_article() -> None:
    inner = '<p>Von <a rel="author" href="/jb">Jana Brandt</a>, <time datetime="2027-03-09T08:15">Dienstag</time></p>'
    told = origins.of_page(page(inner=inner, around='<time datetime="2001-01-01">'), url=URL)
    assert (told.author, told.published) == ("Jana Brandt", "2027-03-09T08:15:00")


def test_an_author_that_is_an_address_is_no_name() -> None:
    head = (
        '<meta property="article:author" content="https://netz.example/jb"><meta name="dc.creator" content="Ole Kern">'
    )
    assert origins.of_page(page(head=head), url=URL).author == "Ole Kern"


@pytest.mark.parametrize(
    ("told", "believed"),
    [
        ("https://zeitung.example/steg", "https://zeitung.example/steg"),
        ("/steg?id=3", "https://zeitung.example/steg?id=3"),
        ("https://zeitung.example/steg#kommentare", "https://zeitung.example/steg"),
        ("https://andere.example/steg", URL),
        ("https://zeitung.example:8443/steg", URL),
        ("https://nutzer@zeitung.example/steg", URL),
        ("javascript:alert(1)", URL),
        ("file:///etc/passwd", URL),
        ("https://zeitung.example/", URL),  # the front page
        ("https://[zeitung", URL),
        ("https://zeitung.example/" + "a" * 5_000, URL),
    ],
)
@pytest.mark.parametrize("tag", ['<link rel="canonical" href="{}">', '<meta property="og:url" content="{}">'])
def test_a_pages_own_address_is_believed_within_its_host(told: str, believed: str, tag: str) -> None:
    assert origins.of_page(page(head=tag.format(told)), url=URL).url == believed


def test_a_page_that_was_not_fetched_has_no_address() -> None:
    assert origins.of_page(page(head=f'<link rel="canonical" href="{URL}">')).url == ""


def test_what_a_page_tells_is_one_short_line_without_what_cannot_be_seen() -> None:
    evil = "Der\u202e Steg\x07\u0000\n bleibt\ud83d zu " + "x" * 100_000
    told = origins.of_page(page(head=data(headline=evil, author={"name": evil}, datePublished=[evil])), url=URL)
    for line in (told.title, told.author):
        assert line.startswith("Der Steg bleibt zu x")
        assert len(line) == origins.LONGEST
        assert line.isprintable()


@pytest.mark.parametrize(
    "head",
    [
        '<script type="application/ld+json">' + '{"@graph":[' * 20_000 + "</script>",
        '<script type="application/ld+json">{"@type": "NewsArticle", "author": </script>',
        '<script type="application/ld+json">[1, null, "x", {"@type": 3}]</script>',
        data(author=[[["x"]]], publisher=7, headline={"a": 1}, datePublished={"@value": 1}),
        data(author={"@id": {"a": []}}),
        '<meta name="author" content="' + "( " * 100_000 + '">',
        '<script type="application/ld+json">' + '"author":' * 20_000 + "</script>",
        '<div itemprop="author">' * 5_000 + '<time pubdate datetime="gestern">' * 5_000,
        "<title>",
    ],
)
def test_hostile_pages_tell_nothing_and_take_no_time(head: str) -> None:
    told = origins.of_page(f"<!doctype html><html><head>{head}</head><body><p>Ein Text.</p></body></html>", url=URL)
    assert (told.url, told.published, told.outlet) == (URL, "", "")


def test_no_page_at_all() -> None:
    assert origins.of_page("", url=URL).url == URL
