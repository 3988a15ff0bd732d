"""The reading room in a real browser while it fills in: at once, in order, without jumping, and as safe as ever."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from tests.browser.conftest import SHOTS, Server
from tests.browser.reader import XSS, Page, begin, drafted, measure_shifts, read_to_the_end, settled, shifts, tab
from tests.engines import ARTICLE

pytestmark = pytest.mark.browser

MOST_SHIFT = 0.1  # "good" by https://web.dev/articles/cls


@pytest.fixture(scope="module")
def slow(serve: Callable[..., Server]) -> Server:
    """A server whose drafts take their time."""
    return serve(BELEGT_TEST_DRAFTED="0.06")


def top_of(page: Page, row: str) -> float:
    return float(page.locator(row).bounding_box()["y"])


def test_the_room_is_there_while_the_engines_are_still_being_opened(
    visit: Callable[..., Page], serve: Callable[..., Server]
) -> None:
    page = visit(url=serve(BELEGT_TEST_OPENING="12").url)
    begin(page, ARTICLE)
    page.get_by_text("Loading the model …").wait_for()
    assert page.locator("#s5 .german .word").count() > 5
    assert page.locator(".ledger section").count() == 7
    assert page.get_by_role("tab", name="Who claims what").get_attribute("aria-selected") == "true"
    tab(page, "Ask")
    page.get_by_text("What is the article about?").wait_for()
    drafted(page, 13)


def test_drafts_come_in_order(visit: Callable[..., Page], slow: Server) -> None:
    page = visit(url=slow.url)
    begin(page, ARTICLE)
    page.evaluate("""() => {
      window.order = [];
      new MutationObserver(() => {
        for (const row of document.querySelectorAll(".article .pair:not(.boilerplate):has(> .english:not(.pending))")) {
          if (row.id && !window.order.includes(row.id)) window.order.push(row.id);
        }
      }).observe(document.body, { childList: true, subtree: true });
    }""")
    drafted(page, 13)
    order = [int(row[1:]) for row in page.evaluate("window.order")]
    assert len(order) == 13 and order == sorted(order)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 420])
def test_nothing_jumps_while_drafts_come(visit: Callable[..., Page], slow: Server, width: int, scheme: str) -> None:
    page = visit(width=width, scheme=scheme, url=slow.url)
    begin(page, ARTICLE)
    measure_shifts(page)
    SHOTS.mkdir(exist_ok=True)
    drafted(page, 3)
    page.screenshot(path=str(SHOTS / f"reading-{scheme}-{width}.png"))
    page.locator("#s5").scroll_into_view_if_needed()
    drafted(page, 6)
    page.screenshot(path=str(SHOTS / f"reading-on-{scheme}-{width}.png"))
    read_to_the_end(page)
    settled(page)
    shift, what = shifts(page)
    assert shift <= MOST_SHIFT, what


@pytest.mark.parametrize("width", [1280, 420])
def test_a_reader_who_filters_and_scrolls_is_not_disturbed(
    visit: Callable[..., Page], slow: Server, width: int
) -> None:
    page = visit(width=width, url=slow.url)
    begin(page, ARTICLE)
    page.get_by_text("Filter", exact=True).click()
    page.get_by_role("button", name="denies", exact=True).click()
    page.locator(".ledger", has_not_text="demands").wait_for()
    page.get_by_label("Who speaks where in the article").locator("a.dot").last.focus()
    page.locator("#s16").scroll_into_view_if_needed()
    page.locator("#s12").focus()
    settled(page)
    before = top_of(page, "#s12")
    drafted(page, 9)
    assert abs(top_of(page, "#s12") - before) <= 2
    read_to_the_end(page)
    settled(page)
    assert abs(top_of(page, "#s12") - before) <= 2
    assert page.locator(".ledger .label.denies").count() and not page.locator(".ledger .label.demands").count()
    assert page.get_by_role("tab", name="Who claims what").get_attribute("aria-selected") == "true"


def test_a_reload_and_a_second_tab_show_the_room_as_it_is(visit: Callable[..., Page], slow: Server) -> None:
    page = visit(url=slow.url)
    begin(page, ARTICLE)
    drafted(page, 3)
    page.wait_for_url(re.compile("reading="))
    other = page.context.new_page()
    other.goto(page.url)
    page.reload()
    for one in (page, other):
        one.locator(".belegt.article").wait_for()
        drafted(one, 3)
        one.get_by_role("button", name="Cancel").wait_for()
    for one in (page, other):
        read_to_the_end(one)
        assert one.locator("#s5 .english").inner_text().startswith("According to her, around 12,500")


def test_what_is_cancelled_stays_and_is_gone_on_with(visit: Callable[..., Page], slow: Server) -> None:
    page = visit(url=slow.url)
    begin(page, ARTICLE)
    drafted(page, 3)
    page.get_by_role("button", name="Cancel").click()
    page.get_by_text("Read as far as the English of").wait_for()
    assert page.locator("#s1 .english").inner_text().startswith("Dispute over the harbour bridge")
    page.locator(".article .pending, .article .writing").first.wait_for(state="detached")
    page.reload()
    page.get_by_role("button", name="Go on reading").click()
    read_to_the_end(page)
    assert page.locator("#s16 .english").inner_text()


def test_the_tab_of_the_browser_says_how_far_it_is(visit: Callable[..., Page], slow: Server) -> None:
    page = visit(url=slow.url)
    assert page.title() == "Belegt"
    begin(page, ARTICLE)
    page.wait_for_function("() => /^[1-9]\\d*\\/13 · Belegt$/.test(document.title)")
    read_to_the_end(page)
    assert page.title() == (
        "✓ Dispute over the harbour bridge: city of Nordhaven considers closure from October · Belegt"
    )
    assert page.locator(".belegt-spoken").inner_text() == "The article is read to its end."
    page.get_by_role("button", name="New article").click()
    page.get_by_label("Article", exact=True).wait_for()
    page.wait_for_function("() => document.title === 'Belegt'")


def test_what_comes_later_is_never_run_either(visit: Callable[..., Page]) -> None:
    page = visit()
    page.on("dialog", lambda dialog: pytest.fail("a dialog opened"))
    hostile = "\n\n".join(f"Die Stadt {text} teilte mit, sie prüfe {text} noch." for text in XSS)
    begin(page, f"Streit um {XSS[1]} in Nordhaven\n\n{hostile}")
    seen = []
    for number in range(1, len(XSS) + 2):
        drafted(page, number)
        seen.append(page.locator("#s1 .english").inner_text())
    read_to_the_end(page)
    assert any(XSS[1] in text for text in seen)
    assert page.evaluate("window.pwned") is None
    kinds = ("script", "img", "svg", "iframe", "form", "details", "math")
    assert page.locator(", ".join(f".article {kind}" for kind in kinds)).count() == 0
    assert page.locator("[href^=javascript], [onerror], [onload]").count() == 0
