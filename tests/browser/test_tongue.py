"""The page in German in a real browser: as the browser asks, changed on the page, kept after a reload."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from tests.browser.conftest import Server
from tests.browser.reader import Page, settled
from tests.engines import ARTICLE

pytestmark = pytest.mark.browser
TYPED = "Ein Text, der noch nicht gelesen ist."
# What stands above the article while it is being read, each time another.
_LINES = """() => {
  window.lines = new Set();
  const look = () => {
    const line = document.querySelector(".belegt.status p")?.textContent;
    if (line) window.lines.add(line);
  };
  new MutationObserver(look).observe(document.body, { childList: true, subtree: true, characterData: true });
}"""


@pytest.fixture
def visit(chromium: object, server: Server) -> Iterator[Callable[[str], Page]]:
    """Open the page in a browser that asks for a tongue."""
    contexts = []

    def open_page(locale: str) -> Page:
        context = chromium.new_context(viewport={"width": 1280, "height": 900}, locale=locale)  # type: ignore[attr-defined]
        context.set_default_timeout(90_000)
        contexts.append(context)
        page = context.new_page()
        page.goto(server.url)
        return page

    yield open_page
    for context in contexts:
        context.close()


def box(page: Page, label: str) -> Page:
    """Return the box for an article, which is labelled so."""
    return page.get_by_role("textbox", name=label, exact=True)


def choose(page: Page, name: str) -> None:
    page.get_by_text(name, exact=True).click()


def test_the_tongue_is_changed_and_kept_and_nothing_typed_is_lost(visit: Callable[[str], Page]) -> None:
    page = visit("en-GB")
    box(page, "Article").fill(TYPED)
    choose(page, "DE")
    box(page, "Artikel").wait_for()
    assert box(page, "Artikel").input_value() == TYPED
    assert page.evaluate("document.documentElement.lang") == "de"
    settled(page)
    page.reload()
    box(page, "Artikel").wait_for()
    choose(page, "EN")
    box(page, "Article").wait_for()
    assert page.evaluate("document.documentElement.lang") == "en"


def test_streamlits_own_words_are_german_as_long_as_the_page_is(visit: Callable[[str], Page]) -> None:
    page = visit("de-AT")
    box(page, "Artikel").fill(TYPED)
    page.get_by_text("Strg+Enter schickt es ab").wait_for()
    page.get_by_label("Seitenleiste", exact=True).wait_for()
    choose(page, "EN")
    page.get_by_label("Sidebar", exact=True).wait_for()


def test_what_is_drawn_alone_while_an_article_is_read_is_german(visit: Callable[[str], Page]) -> None:
    page = visit("de")
    page.evaluate(_LINES)
    box(page, "Artikel").fill(ARTICLE)
    page.get_by_role("button", name="Lesen", exact=True).click()
    page.locator(".belegt.status", has_text="Zu Ende gelesen").wait_for(timeout=120_000)
    lines = " ".join(page.evaluate("[...window.lines]"))
    assert "Entwurf" in lines or "geprüft" in lines
    assert not any(word in lines for word in ("Draft", "checked", "Loading", "left", "Read"))
