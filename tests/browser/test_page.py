"""The page in a real browser, as a reader uses it."""

from __future__ import annotations

import re
import urllib.parse
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.browser.conftest import SHOTS, Server
from tests.browser.reader import AXE, XSS, Page, ask, barriers, begin, drafted, read, read_to_the_end, settled, tab
from tests.engines import ARTICLE

pytestmark = pytest.mark.browser

PANELS = ("Summary", "Who claims what", "Ask", "Download")
QUESTION = "How many vehicles cross the structure?"


def test_from_pasting_to_deleting(visit: Callable[..., Page], tmp_path: Path) -> None:
    page = visit()
    begin(page, ARTICLE)
    page.get_by_role("button", name="Cancel").wait_for()
    read_to_the_end(page)

    tab(page, "Summary")
    mark = page.locator(".summary a.cite").first
    mark.hover()
    german = mark.locator(".tip [lang=de]")
    german.wait_for()
    number = mark.get_attribute("href")
    assert german.inner_text() == page.locator(f"{number} .german").inner_text()
    mark.click()
    assert page.evaluate("location.hash") == number
    assert page.locator(f"{number}:target").count() == 1

    ask(page, QUESTION)
    page.get_by_role("button", name="Stop").wait_for()
    page.locator(".answer", has_text="12,500").first.wait_for()
    page.get_by_role("button", name="Stop").wait_for(state="detached")
    assert "12.500" in page.locator(".answer .sources").inner_text()

    ask(page, "How long does the renovation take, and who says so?")
    page.get_by_role("button", name="Stop").click()
    page.get_by_text("Stopped").first.wait_for()
    assert page.locator(".answer", has_text="12,500").count() == 1  # what was there stays

    tab(page, "Download")
    with page.expect_download() as download:
        page.get_by_role("button", name=re.compile("^Download")).click()
    file = tmp_path / download.value.suggested_filename
    download.value.save_as(file)
    assert file.stat().st_size > 1_000 and file.suffix == ".docx"

    page.reload()
    page.get_by_role("tab", name="Ask").wait_for()
    tab(page, "Ask")
    page.locator(".answer", has_text="12,500").wait_for()

    page.locator("[class*=st-key-more-]").first.get_by_role("button").click()
    page.get_by_role("button", name="Delete for good").click()
    page.get_by_label("Article", exact=True).wait_for()
    page.get_by_text("Nothing yet").wait_for()


def test_a_reload_in_the_middle_loses_nothing(visit: Callable[..., Page]) -> None:
    page = visit()
    begin(page, ARTICLE)
    page.get_by_role("button", name="Cancel").wait_for()
    page.wait_for_url(re.compile("reading="))
    page.reload()
    read_to_the_end(page)
    ask(page, QUESTION)
    page.get_by_role("button", name="Stop").wait_for()
    page.reload()
    page.get_by_role("tab", name="Ask").wait_for()
    tab(page, "Ask")
    page.locator(".answer", has_text="12,500").first.wait_for()
    assert page.get_by_text(QUESTION).count() == 1


def test_two_readers_do_not_see_each_other(visit: Callable[..., Page]) -> None:
    one, other = visit(), visit()
    for page, text in ((one, ARTICLE), (other, ARTICLE.replace("Nordhaven", "Südhaven"))):
        begin(page, text)
    for page, own, foreign in ((one, "Nordhaven", "Südhaven"), (other, "Südhaven", "Nordhaven")):
        read_to_the_end(page)
        settled(page)
        assert own in page.locator(".article").inner_text()
        assert foreign not in page.content()
    theirs = urllib.parse.urlsplit(one.url)
    other.goto(theirs.geturl())
    other.get_by_text("not in your library").wait_for()
    assert "Nordhaven" not in other.content()


def test_what_an_article_carries_is_never_run(visit: Callable[..., Page]) -> None:
    page = visit()
    page.on("dialog", lambda dialog: pytest.fail("a dialog opened"))
    hostile = "\n\n".join(f"Die Stadt {text} teilte mit, sie prüfe {text} noch." for text in XSS)
    read(page, f"Streit um {XSS[1]} in Nordhaven\n\n{ARTICLE}\n\n{hostile}")
    for name in PANELS:
        tab(page, name)
        settled(page)
    ask(page, XSS[0] + " Who denies it?")
    page.get_by_role("button", name="Stop").wait_for(state="detached")
    page.locator(".answer").first.wait_for()
    page.reload()
    page.get_by_role("tab", name="Summary").wait_for()
    settled(page)
    assert page.evaluate("window.pwned") is None
    assert (
        page.locator(".article script, .article img, .article iframe, .article form, [href^=javascript]").count() == 0
    )


def test_nothing_leaves_the_machine(visit: Callable[..., Page], server: Server) -> None:
    page = visit()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.reload()
    page.get_by_label("Article", exact=True).wait_for()
    read(page, ARTICLE)
    ask(page, QUESTION)
    page.locator(".answer", has_text="12,500").first.wait_for()
    hosts = {urllib.parse.urlsplit(url).hostname for url in asked if not url.startswith(("data:", "blob:"))}
    assert hosts == {"localhost"}
    assert not server.connections.exists(), server.connections.read_text()


def test_the_keyboard_is_enough(visit: Callable[..., Page]) -> None:
    page = visit()
    page.get_by_label("Article", exact=True).focus()
    page.keyboard.insert_text(ARTICLE)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_role("tab", name="Summary").focus()
    page.keyboard.press("Enter")
    read_to_the_end(page)
    mark = page.locator(".summary a.cite").first
    mark.focus()
    mark.locator(".tip").wait_for()
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == mark.get_attribute("href")


@pytest.mark.skipif(not AXE.exists(), reason="axe-core is not installed (npm install in tests/browser)")
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_serious_barrier(visit: Callable[..., Page], scheme: str) -> None:
    page = visit(scheme=scheme)
    found = barriers(page)
    begin(page, ARTICLE)
    drafted(page, 3)
    found += barriers(page)  # of drafts too
    read_to_the_end(page)
    ask(page, QUESTION)
    page.locator(".answer .sources").wait_for()
    for name in PANELS:
        tab(page, name)
        settled(page)
        found += barriers(page)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 420])
def test_every_panel_has_its_picture_taken(visit: Callable[..., Page], scheme: str, width: int) -> None:
    page = visit(scheme=scheme, width=width)
    SHOTS.mkdir(exist_ok=True)

    def picture(name: str) -> None:
        settled(page)
        page.screenshot(path=str(SHOTS / f"{name}-{scheme}-{width}.png"))

    picture("start")
    read(page, ARTICLE)
    ask(page, QUESTION)
    page.locator(".answer .sources").wait_for()
    for name in PANELS:
        tab(page, name)
        picture(name.replace(" ", "-").lower())
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{name} is wider than the window by {wide} pixels"
