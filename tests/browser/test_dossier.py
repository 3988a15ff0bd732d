"""A dossier in a real browser: from the first article to the sentence behind a cell, by keyboard, at every width."""

from __future__ import annotations

import http.server
import re
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest

from chat import pipeline
from chat.schema import Origin, Reading
from chat.storage.library import Library
from tests.browser.conftest import SHOTS, Server
from tests.browser.reader import AXE, XSS, Page, barriers, settled, tab
from tests.ui.dossiers import ARTICLES, readings

pytestmark = pytest.mark.browser

VIEWS = ("Articles", "Overview", "Who has what", "Who claims what", "Side by side", "Timeline", "Ask", "Download")
TOKEN = "b" * 32
OWNER = f"browser {TOKEN}"


@dataclass(frozen=True)
class Kept:
    """A server with a library in which one reader has dossiers, and the names of those."""

    server: Server
    house: str
    hostile: str


@pytest.fixture(scope="module")
def kept(serve: Callable[..., Server], tmp_path_factory: pytest.TempPathFactory) -> Kept:
    data = tmp_path_factory.mktemp("data")
    library = Library(data / "library.sqlite3")
    house = dossier(library, "The gauge house", readings())
    hostile = dossier(library, XSS[1], [hostile_reading(at) for at in range(2)])
    return Kept(serve(BELEGT_DATA=str(data)), house, hostile)


def dossier(library: Library, name: str, given: tuple[Reading, ...] | list[Reading]) -> str:
    id = library.dossiers.begin(OWNER, name)
    for reading in given:
        entry = library.begin(OWNER, reading.article.text, length="medium", code="de")
        library.keep(OWNER, entry, reading)
        library.dossiers.add(OWNER, id, entry)
    return id


def hostile_reading(at: int) -> Reading:
    german = "\n\n".join(f"Die Stadt {text} teilte mit, sie prüfe {at + 3} Fälle von {text} noch." for text in XSS)
    english = "\n\n".join(f"The city {text} said it was still checking {at + 3} cases of {text}." for text in XSS)
    origin = Origin(outlet=XSS[2], published="2027-05-04", title=XSS[0])
    return pipeline.compare(
        f"Streit um {XSS[0]} und {XSS[6]}\n\n{german}", f"Row about {XSS[0]}\n\n{english}", origin=origin
    )


@pytest.fixture
def reader(chromium: object, kept: Kept) -> Iterator[Callable[..., Page]]:
    """Open the page as the reader who has the dossiers."""
    contexts = []

    def open_page(address: str = "", *, width: int = 1280, scheme: str = "light") -> Page:
        context = chromium.new_context(  # type: ignore[attr-defined]
            viewport={"width": width, "height": 900}, color_scheme=scheme
        )
        context.add_cookies([{"name": "belegt", "value": TOKEN, "url": kept.server.url}])
        context.set_default_timeout(90_000)
        contexts.append(context)
        page = context.new_page()
        page.goto(f"{kept.server.url}/{address}")
        return page

    yield open_page
    for context in contexts:
        context.close()


def see(page: Page, view: str) -> None:
    """Go to a view of the dossier that is open, and wait until it is drawn."""
    tab(page, view)
    settled(page)
    page.get_by_text("Comparing the articles").wait_for(state="detached")
    settled(page)


def test_from_the_first_article_to_the_sentence_behind_a_cell(visit: Callable[..., Page]) -> None:
    page = visit()
    page.get_by_role("button", name="New dossier").click()
    page.get_by_label("Name", exact=True).fill("The gauge house")
    page.get_by_role("button", name="Begin the dossier").click()
    page.get_by_text("There is no article in this dossier yet.").wait_for()
    settled(page)  # until then the form of the page before is still there, faded
    for at, (german, _, outlet, _) in enumerate(ARTICLES, start=1):
        if at > 1:
            page.get_by_text("Add articles", exact=True).click()
        page.get_by_label("Article", exact=True).fill(german)
        page.get_by_label("Published by (if known)").fill(outlet)
        page.get_by_role("button", name="Add", exact=True).click()
        page.get_by_role("button", name=re.compile(f"^{at} · ")).wait_for()
    page.locator("p", has_text="All read.").wait_for(timeout=120_000)
    page.reload()
    page.get_by_role("heading", name="The gauge house").wait_for()
    see(page, "Who has what")
    cell = page.locator(".matrix td a[href='#t1-2']")
    cell.click()
    told = page.locator("#t1-2")
    told.wait_for()
    assert "120.000" in told.inner_text() and "Timo Rusch" in told.inner_text()
    mark = told.locator("a.cite").first
    number = mark.get_attribute("href").split("#")[1]
    mark.click()
    page.locator(f"#{number}:target").wait_for()
    page.wait_for_function(f"() => document.getElementById('{number}').getBoundingClientRect().top < innerHeight")
    page.get_by_role("button", name="Back to The gauge house").click()
    page.get_by_role("region", name="Who has what").wait_for()


@pytest.mark.skipif(not AXE.exists(), reason="axe-core is not installed (npm install in tests/browser)")
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_serious_barrier(reader: Callable[..., Page], kept: Kept, scheme: str) -> None:
    page = reader(f"?dossier={kept.house}", scheme=scheme)
    page.get_by_role("tab", name="Articles").wait_for()
    page.get_by_text("Add articles", exact=True).click()
    settled(page)
    found = barriers(page)
    for view in VIEWS[1:]:
        see(page, view)
        if view == "Who has what":
            page.locator(".matrix td a").first.click()
        if view == "Who claims what":
            page.get_by_role("button", name="Not right?").first.click()
            page.get_by_text("Who is the same person?").wait_for()
            page.mouse.move(2, 2)
            settled(page)
        found += [f"{view}: {barrier}" for barrier in barriers(page)]
        page.keyboard.press("Escape")
    assert not found, "\n".join(found)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 420])
def test_every_view_fits_and_has_its_picture_taken(
    reader: Callable[..., Page], kept: Kept, scheme: str, width: int
) -> None:
    page = reader(f"?dossier={kept.house}", width=width, scheme=scheme)
    page.get_by_role("tab", name="Articles").wait_for()
    SHOTS.mkdir(exist_ok=True)
    for view in VIEWS:
        see(page, view)
        page.screenshot(path=str(SHOTS / f"dossier-{view.replace(' ', '-').lower()}-{scheme}-{width}.png"))
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        main = page.evaluate("(e => e.scrollWidth - e.clientWidth)(document.querySelector('[data-testid=stMain]'))")
        assert wide <= 0 and main <= 0, f"{view} is wider than the window by {max(wide, main)} pixels"


def test_the_keyboard_opens_a_cell_and_scrolls_the_matrix(reader: Callable[..., Page], kept: Kept) -> None:
    page = reader(f"?dossier={kept.house}", width=420)
    page.get_by_role("tab", name="Articles").wait_for()
    see(page, "Who has what")
    region = page.get_by_role("region", name="Who has what")
    region.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("() => document.querySelector('.matrix').scrollLeft > 0")
    cell = page.locator(".matrix td a[href='#t1-2']")
    cell.focus()
    page.keyboard.press("Enter")
    page.locator("#t1-2").wait_for()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('#t1-2') !== null")
    topic = page.locator(".matrix tbody th.topic").first.bounding_box()
    assert topic["x"] < 60  # it stays in sight


def test_a_view_survives_a_reload(reader: Callable[..., Page], kept: Kept) -> None:
    page = reader(f"?dossier={kept.house}")
    page.get_by_role("tab", name="Articles").wait_for()
    see(page, "Timeline")
    page.reload()
    page.get_by_role("img", name=re.compile("Who speaks on which day")).wait_for()
    assert page.get_by_role("tab", name="Timeline").get_attribute("aria-selected") == "true"


def test_nothing_that_a_dossier_carries_is_run(reader: Callable[..., Page], kept: Kept) -> None:
    page = reader(f"?dossier={kept.hostile}")
    page.on("dialog", lambda dialog: pytest.fail("a dialog opened"))
    page.get_by_role("tab", name="Articles").wait_for()
    for view in VIEWS[1:]:
        see(page, view)
        assert safe(page), view
    see(page, "Ask")
    page.get_by_placeholder(re.compile("Who claimed what")).fill(f"Who says {XSS[0]} {XSS[1]}?")
    page.keyboard.press("Enter")
    page.locator(".answer").first.wait_for()
    see(page, "Articles")
    page.get_by_text("Add articles", exact=True).click()
    tab(page, "Feed")
    page.get_by_label("Address of a feed (RSS, Atom, JSON)").fill("https://zeitung.example/feed")
    page.get_by_role("button", name="Look into the feed").click()
    page.get_by_role("button", name="Fetch and add the chosen ones").wait_for()
    settled(page)
    assert safe(page) and page.get_by_role("checkbox").count() >= len(XSS)


def safe(page: Page) -> bool:
    """Return whether nothing has run that was text, and nothing of it became an element."""
    kinds = ("script", "img", "svg", "iframe", "form", "details", "math", "marquee")
    own = ", ".join(f".belegt {kind}" for kind in kinds)
    dangerous = "[href^=javascript]:not(.bookmarklet), [onerror], [onload], [onmouseover], [ontoggle]"
    return page.evaluate("window.pwned") is None and page.locator(f"{own}, {dangerous}").count() == 0


class Elsewhere(http.server.ThreadingHTTPServer):
    """A site on this machine, which the page must never fetch, with the addresses that it was asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        super().__init__(("127.0.0.1", 0), _Answering)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/"


class _Answering(http.server.BaseHTTPRequestHandler):
    server: Elsewhere

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b"<title>Artikel</title><p>Ein Artikel.</p>")

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def elsewhere() -> Iterator[Elsewhere]:
    site = Elsewhere()
    thread = threading.Thread(target=site.serve_forever, daemon=True)
    thread.start()
    yield site
    site.shutdown()
    site.server_close()
    thread.join(60)


def test_the_bookmark_hands_an_address_over_and_nothing_is_fetched_before_the_click(
    reader: Callable[..., Page], elsewhere: Elsewhere
) -> None:
    page = reader()
    page.get_by_label("Article", exact=True).wait_for()
    tab(page, "Web address")
    page.get_by_text("A bookmark that brings you here").first.click()
    link = page.locator("a.bookmarklet")
    link.wait_for()
    page.wait_for_function("() => document.querySelector('a.bookmarklet').href.startsWith('javascript:')")
    code = link.get_attribute("href")
    shown = page.locator("[data-testid=stCode]").first.inner_text()
    assert re.sub(r"\s", "", shown) == re.sub(r"\s", "", code)
    link.click()  # it is for other pages
    assert page.get_by_label("Article", exact=True).count() == 1

    article = page.context.new_page()
    article.goto(elsewhere.url)
    before = [path for path in elsewhere.asked if path != "/favicon.ico"]
    with article.expect_popup() as opened:
        article.evaluate(code.removeprefix("javascript:void "))
    popup = opened.value
    popup.get_by_text("Fetch this page?").wait_for()
    popup.get_by_text(elsewhere.url).first.wait_for()
    settled(popup)
    assert popup.get_by_role("button", name=re.compile("The gauge house")).count() >= 1  # the same reader
    assert [path for path in elsewhere.asked if path != "/favicon.ico"] == before
    popup.get_by_role("button", name="Fetch and read").first.click()
    popup.get_by_role("alert").first.wait_for()
    assert re.search("usual ports|public internet", popup.get_by_role("alert").first.inner_text())
    assert [path for path in elsewhere.asked if path != "/favicon.ico"] == before


@pytest.mark.parametrize("url", ["javascript:window.pwned=1", "data:text/html,<script>window.pwned=1</script>"])
def test_what_is_handed_over_and_is_no_web_address_is_refused(reader: Callable[..., Page], url: str) -> None:
    page = reader(f"?url={url}")
    page.get_by_text("What was handed over is no web address.").wait_for()
    assert page.get_by_role("button", name="Fetch and read").count() == 0
    assert page.evaluate("window.pwned") is None
