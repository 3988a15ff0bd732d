"""Two hundred strings that are made to run, or to call home, in all that a reader gives: in a browser none does."""

from __future__ import annotations

import json
import urllib.parse
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.browser.conftest import Server
from tests.browser.reader import Page, ask, read, settled, tab

pytestmark = [pytest.mark.browser, pytest.mark.slow]

CORPUS = Path(__file__).parents[1] / "data" / "hostile" / "xss.tsv"
STRINGS = [json.loads(line.split("\t")[1]) for line in CORPUS.read_text(encoding="utf-8").splitlines()]
TOGETHER = 60  # strings of an article, three in a sentence
_CANARY = """() => {
  window.ran = [];
  window.__xss = () => window.ran.push("called");
  for (const name of ["alert", "confirm", "prompt"]) window[name] = () => window.ran.push(name);
}"""


class Watched:
    """A page that tells what ran in it, and whom it asked."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.asked: list[str] = []
        page.add_init_script(f"({_CANARY})()")
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("dialog", lambda dialog: self.asked.append("a dialog"))
        page.reload()
        page.get_by_label("Article", exact=True).wait_for()

    def check(self, what: str) -> None:
        """Look whether anything ran, or was asked for elsewhere, and whether anything is there that could run."""
        settled(self.page)
        urls = [url for url in self.asked if not url.startswith(("data:", "blob:"))]
        assert {urllib.parse.urlsplit(url).hostname for url in urls} == {"localhost"}, (what, urls)
        assert self.page.evaluate("window.ran") == [], what
        handlers = "[...document.querySelectorAll('.belegt *')].filter(one => one.getAttributeNames().some("
        assert self.page.evaluate(f"() => {handlers}name => name.startsWith('on'))).length") == 0, what
        forbidden = ".belegt img, .belegt iframe, .belegt form, .belegt object, .belegt embed"
        script = "[href^=javascript i][href*=__xss]"  # the page's own bookmark is one too
        assert self.page.locator(f"{forbidden}, {script}").count() == 0, what


@pytest.fixture(scope="module")
def quick(serve: Callable[..., Server]) -> Server:
    """A server whose model takes no time."""
    return serve(BELEGT_TEST_DRAFTED="0")


def article(strings: list[str]) -> str:
    """Return an article in which people say strings, and are called by them."""
    threes = [strings[at : at + 3] for at in range(0, len(strings), 3)]
    said = "\n\n".join(
        f"Die Stadt teilte mit, {' und '.join(one)} werde geprüft. „{one[0]}“, sagte Anna {one[-1]} Vogt am Montag."
        for one in threes
    )
    return f"Streit um {strings[0]} in Nordhaven\n\n{said}"


@pytest.mark.parametrize("first", range(0, len(STRINGS), TOGETHER))
def test_in_an_article_none_runs(visit: Callable[..., Page], quick: Server, first: int) -> None:
    watched = Watched(visit(url=quick.url))
    page = watched.page
    strings = STRINGS[first : first + TOGETHER]
    read(page, article(strings))
    for name in ("Summary", "Who claims what", "Ask", "Download"):
        tab(page, name)
        watched.check(name)
    for at in range(0, 40, 20):
        ask(page, f"Who says {' '.join(strings[at : at + 20])}"[:900])
        page.get_by_role("button", name="Stop").wait_for(state="detached")
        page.locator(".answer").first.wait_for()
        watched.check("the answer")
    page.reload()
    page.get_by_role("tab", name="Summary").wait_for()
    watched.check("what is kept")
    assert not quick.connections.exists(), quick.connections.read_text()


def test_in_addresses_file_names_and_searches_none_runs(visit: Callable[..., Page], quick: Server) -> None:
    watched = Watched(visit(url=quick.url))
    page = watched.page
    for string in STRINGS[::9]:
        given = urllib.parse.quote(string.encode("utf-8", "replace"))
        page.goto(f"{quick.url}/?url={given}&reading={given}&dossier={given}")
        page.locator("[data-testid=stMain]").wait_for()
        watched.check(string)
    page.goto(quick.url)
    page.get_by_label("Article", exact=True).wait_for()
    for string in STRINGS[::15]:
        name = f"{string.replace('/', '_').replace(chr(0), '')[:80]}.txt"
        page.locator("input[type=file]").first.set_input_files(
            {"name": name, "mimeType": "text/plain", "buffer": b"\x00\x01"}
        )
        watched.check(string)
    assert not quick.connections.exists(), quick.connections.read_text()
