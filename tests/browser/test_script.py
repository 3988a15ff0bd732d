"""The script of the page on its own, on a few rows: what it puts where, what it leaves alone, what it marks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.reader import Page

pytestmark = pytest.mark.browser

UI = Path(__file__).parents[2] / "ui"
ROWS = "".join(
    f'<div class="pair text" id="s{number}" tabindex="-1"><a class="number" href="#s{number}">{number}</a>'
    f'<p class="german" lang="de" tabindex="0">Ein <span class="word" tabindex="-1" data-gloss="word">Wort</span>.</p>'
    f'<p class="english pending" lang="en"></p><span class="room">Ein Wort.</span></div>'
    for number in range(1, 40)
)
BODY = f"""<style>{(UI / "page.css").read_text(encoding="utf-8")}</style>
<div id="root"><div data-testid="stMain" style="height: 500px; overflow: auto">
<div id="status"></div><div id="patch"></div><div id="above"></div>
<div id="drawn"><div class="belegt article">{ROWS}</div></div></div></div>"""


@pytest.fixture
def page(chromium: object) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": 900, "height": 600})  # type: ignore[attr-defined]
    page = context.new_page()
    page.set_content(BODY)
    page.add_script_tag(path=str(UI / "page.js"))
    yield page
    context.close()


def patch(page: Page, english: str, *, row: int = 1, state: str = "", german: str = "") -> None:
    """Have cells come as Streamlit puts them there; the script sees them before this returns."""
    cells = f'<div data-row="s{row}">{german}<p class="english{state}" lang="en">{english}</p></div>'
    give(page, "patch", f'<div class="belegt patch" hidden>{cells}</div>')


def give(page: Page, id: str, html: str) -> None:
    page.evaluate("([id, html]) => { document.getElementById(id).innerHTML = html; }", [id, html])
    page.evaluate("() => new Promise(requestAnimationFrame)")


def english(page: Page, row: int = 1) -> str:
    return str(page.locator(f"#s{row} > .english").inner_html())


def marked(page: Page) -> list[str]:
    return list(page.evaluate("() => [...CSS.highlights.get('belegt-settled')].map(String)"))


def test_cells_are_put_into_their_rows_and_nowhere_else(page: Page) -> None:
    patch(page, "A <b>word</b>.", row=2, state=" draft")
    assert (
        english(page, 2) == "A <b>word</b>."
        and page.locator("#s2 > .english").get_attribute("class") == "english draft"
    )
    assert english(page, 1) == "" and page.locator(".article .pair").count() == 39
    patch(page, "Nobody's.", row=99)
    assert "Nobody" not in page.locator(".article").inner_html()


def test_a_cell_that_comes_twice_is_put_once(page: Page) -> None:
    patch(page, "A word.")
    page.evaluate("() => { window.first = document.querySelector('#s1 > .english'); }")
    patch(page, "A word.")
    assert page.evaluate("() => window.first === document.querySelector('#s1 > .english')")


def test_words_that_are_others_than_in_the_draft_are_marked_for_a_moment(page: Page) -> None:
    patch(page, "The mayor did not say a word.", state=" draft")
    assert marked(page) == []
    patch(page, 'The <span>lord mayor</span> said no word.<span class="warning">⚠ Look here</span>')
    assert sorted(marked(page)) == ["lord", "no", "said"]
    page.wait_for_function("() => CSS.highlights.get('belegt-settled').size === 0")


def test_what_was_no_whole_draft_is_not_marked(page: Page) -> None:
    patch(page, "The mayor", state=" draft writing")
    patch(page, "The mayor said no word.")
    assert marked(page) == []


def test_who_wants_no_movement_is_shown_none(page: Page) -> None:
    page.emulate_media(reduced_motion="reduce")
    patch(page, "One word.", state=" draft")
    patch(page, "Another word.")
    assert english(page) == "Another word." and marked(page) == []


def test_text_that_is_being_selected_waits(page: Page) -> None:
    patch(page, "One word.", state=" draft")
    page.evaluate("() => getSelection().selectAllChildren(document.querySelector('#s1 > .english'))")
    patch(page, "Another word.")
    assert english(page) == "One word."
    page.evaluate("() => getSelection().removeAllRanges()")
    page.wait_for_function("() => document.querySelector('#s1 > .english').textContent === 'Another word.'")


def test_what_waited_does_not_overwrite_what_was_drawn_since(page: Page) -> None:
    patch(page, "One word.", state=" draft")
    page.evaluate("() => getSelection().selectAllChildren(document.querySelector('#s1 > .english'))")
    patch(page, "Another word.")
    give(page, "patch", "")
    give(page, "drawn", f'<div class="belegt article">{ROWS.replace(" pending", "")}</div>')
    page.evaluate("() => getSelection().removeAllRanges()")
    page.wait_for_timeout(100)
    assert english(page) == ""


def test_a_word_that_has_the_focus_keeps_it_when_its_sentence_is_put_anew(page: Page) -> None:
    page.locator("#s3 .word").focus()
    word = '<span class="word" tabindex="-1" data-gloss="word">Wort</span>'
    patch(page, "A word.", row=3, german=f'<p class="german" lang="de" tabindex="0">Kein {word}!</p>')
    assert page.evaluate("() => document.activeElement.closest('.pair')?.id") == "s3"
    assert page.locator("#s3 .german").inner_text() == "Kein Wort!"


def test_who_has_left_is_not_called_back(page: Page) -> None:
    page.locator("#s3 .word").focus()
    page.mouse.click(880, 590)
    patch(page, "A word.", row=3, german='<p class="german" lang="de" tabindex="0">Kein Wort!</p>')
    assert page.evaluate("() => document.activeElement === document.body")


def test_the_row_at_the_top_stays_whatever_is_drawn(page: Page) -> None:
    page.evaluate("() => document.getElementById('s20').scrollIntoView({ behavior: 'instant' })")
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")

    def top() -> float:
        return float(page.locator("#s20").bounding_box()["y"])

    before = top()
    give(page, "above", '<div style="height: 140px">More.</div>')
    assert abs(top() - before) <= 1
    give(page, "drawn", f'<div class="belegt article">{ROWS.replace("Ein Wort.", "Ein Wort. " * 40)}</div>')
    assert abs(top() - before) <= 1


def test_title_and_spoken_words_are_those_of_the_status(page: Page) -> None:
    told = '<span class="title-of-tab" hidden>7/16 · Belegt</span><span class="spoken" hidden>Drafted.</span>'
    give(page, "status", f'<div class="belegt status">{told}</div>')
    assert page.title() == "7/16 · Belegt"
    spoken = page.locator(".belegt-spoken")
    assert spoken.inner_text() == "Drafted." and spoken.get_attribute("aria-live") == "polite"
    page.evaluate("() => { document.title = 'Belegt'; }")  # as Streamlit does
    page.wait_for_function("() => document.title === '7/16 · Belegt'")
    give(page, "status", "")
    assert page.title() == "Belegt" and spoken.inner_text() == ""
