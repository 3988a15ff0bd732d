"""The page in German: chosen by the browser, changed on the page, kept; and nothing of it left in English."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
from streamlit.testing.v1 import AppTest

from chat.models import registry
from tests.engines import ARTICLE
from tests.ui import dossiers
from tests.ui.page import again, ask, button, failing, page, read, settle, shown
from ui import session, tongue

pytestmark = pytest.mark.usefixtures("engines")

# What stands in the page as it is in both tongues: names of things that have no other.
ALIKE = {
    "Belegt", "EN", "DE", "PDF", "Word", "Markdown", "JSON", "Filter", "Name", "Dossiers", "Feed", "Download", "https://…",
    "⋮", "CSV", "Landrat, district administrator\nStadtwerke, municipal utilities",
}  # fmt: skip
# Frequent words of English that are none of German, and in no name of the articles here.
ENGLISH = re.compile(
    r"(?<![\w-])(?:the|of|and|is|not|this|that|to|with|are|no|what|who|it|its|for|by|from|or|one|read|says|denies|your|you|"
    r"article|sentence|claims?|all|here|there|be|have|has|as|on|only|summary|which|at)(?![\w-])"
)  # fmt: skip


class Own(HTMLParser):
    """The program's own words in HTML: what is not marked as being in another language."""

    def __init__(self, html: str, language: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._languages = [language]
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = "code" if tag in ("style", "script") else dict(attrs).get("lang")
        self._languages.append(given or self._languages[-1])

    def handle_endtag(self, tag: str) -> None:
        self._languages.pop()

    def handle_data(self, data: str) -> None:
        if data.strip() and self._languages[-1] == self._languages[0]:
            self.texts.append(data.strip())


@pytest.fixture
def german(monkeypatch: pytest.MonkeyPatch) -> None:
    """The browser asks for German."""
    monkeypatch.setattr(tongue, "_of_browser", lambda: "de")


def told(at: AppTest) -> Iterator[str]:
    """Yield the words of the page that are the program's own, as far as widgets and HTML tell."""
    for kind in (
        "button", "text_area", "text_input", "selectbox", "multiselect", "checkbox", "toggle", "radio", "tab",
        "expander", "file_uploader", "chat_input", "button_group", "date_input",
    ):  # fmt: skip
        for element in at.get(kind):
            proto = element.proto
            for name in ("label", "placeholder", "help"):
                if value := getattr(proto, name, ""):
                    yield value
    for kind in ("caption", "markdown", "info", "error", "title", "subheader"):
        yield from (element.value for element in at.get(kind) if not element.value.lstrip().startswith("<"))
    for element in at.get("html"):
        yield from Own(element.proto.body, "de").texts


def english_left(at: AppTest) -> list[str]:
    """Return the program's words that look English; titles and terms of articles are none of them."""
    titles = [one.summary.title or one.content[0].best for one in dossiers.readings()]
    titles += ["Dispute over the harbour bridge: city", "Akteneinsicht: access to the files"]
    texts = [re.sub(r"(?:python -m|pip install|belegt) [\w. -]+|BELEGT_\w+|„[^“]*“", "", text) for text in told(at)]
    return [text for text in texts if ENGLISH.search(text) and not any(title in text for title in titles)]


def read_in_german(at: AppTest, text: str) -> AppTest:
    at.text_area[0].set_value(text)
    button(at, "Lesen").click()
    return settle(at.run())


def choose(at: AppTest, name: str) -> AppTest:
    """Choose a tongue on the page."""
    next(group for group in at.button_group if group.key == session.TONGUE).set_value(name)
    return at.run()


def test_without_a_wish_the_page_is_english() -> None:
    at = page()
    assert at.text_area[0].label == "Article"


@pytest.mark.usefixtures("german")
def test_a_german_browser_gets_a_german_page() -> None:
    at = page()
    assert at.text_area[0].label == "Artikel"
    assert [tab.label for tab in at.tabs] == ["Einfügen", "Datei", "Webadresse", "Übersetzung prüfen"]
    assert 'document.documentElement.lang = "de"' in "".join(html.proto.body for html in at.get("html"))
    assert english_left(at) == []


@pytest.mark.usefixtures("german")
def test_a_reading_is_told_in_german() -> None:
    at = read_in_german(page(), ARTICLE)
    assert [tab.label for tab in at.tabs] == ["Zusammenfassung", "Wer sagt was", "Fragen", "Download"]
    text = shown(at)
    assert "Zu Ende gelesen: " in text and "Weggelassen: Aufruf zum Kommentieren" in text
    assert '<span class="label denies">bestreitet</span>' in text
    assert english_left(at) == []
    ask(at, "Who warned of losses?")
    assert "Spokesman Henrik Dahl" in shown(at)  # answers stay English
    assert english_left(at) == []


@pytest.mark.usefixtures("german")
def test_what_goes_wrong_is_told_in_german(monkeypatch: pytest.MonkeyPatch) -> None:
    failing(monkeypatch)
    at = read_in_german(page(), ARTICLE)
    assert "Bekannt ist, wer was sagt" in shown(at)
    assert [error.value for error in at.error] == ["The model stumbled.  \nVersuchen Sie es noch einmal."]
    at = read_in_german(page(), "Byrådet i Nordhavn besluttede mandag, at den gamle bro skal repareres igen. " * 8)
    (error,) = at.error
    assert "Der Text ist Dänisch; kein Übersetzer hier kann das." in error.value
    assert english_left(at) == []


@pytest.mark.usefixtures("german")
def test_the_first_download_is_explained_in_german(monkeypatch: pytest.MonkeyPatch) -> None:
    weights = ("qwen2.5-coder-1.5b", "minilm")
    monkeypatch.setattr(registry.Choice, "missing", lambda self, settings: weights[:1])
    monkeypatch.setattr(registry.Choice, "to_fetch", lambda self, settings: weights)
    at = page()
    assert "Belegt braucht" in shown(at) and "1.117 MB" in shown(at)
    assert english_left(at) == []


@pytest.mark.usefixtures("german")
@pytest.mark.parametrize(
    ("view", "words"),
    [
        ("Articles", "Artikel hinzufügen"),
        ("Overview", "Umstritten"),
        ("Who has what", "sagt es"),
        ("Who claims what", "in den Artikeln 1 und 2"),
        ("Side by side", "Zahlen weichen ab"),
        ("Timeline", "Wer wann was gesagt hat"),
        ("Ask", "Sie könnten fragen"),
        ("Download", "Word herunterladen"),
    ],
)
def test_a_dossier_is_told_in_german_whatever_tongue_its_address_was_written_in(view: str, words: str) -> None:
    at = dossiers.opened(dossiers.kept(), view=view)
    assert words in "\n".join([shown(at), *told(at), *(button.label for button in at.get("download_button"))])
    assert english_left(at) == []


def test_the_tongue_is_changed_on_the_page() -> None:
    at = page()
    box = at.text_area[0].id
    choose(at, "de")
    assert at.text_area[0].label == "Artikel"
    assert at.text_area[0].id == box  # to the browser it is the same box, and what is typed in it stays
    assert any("belegt-tongue=de" in html.proto.body for html in at.get("html"))
    choose(at, "en")
    assert at.text_area[0].label == "Article"


@pytest.mark.usefixtures("german")
def test_what_was_chosen_goes_before_what_the_browser_asks_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tongue, "_kept", lambda: "en")
    at = page()
    assert at.text_area[0].label == "Article"


def test_two_readers_at_once_have_a_tongue_each(monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = page(), page()
    choose(one, "de")
    other.run()
    one.run()
    assert (one.text_area[0].label, other.text_area[0].label) == ("Artikel", "Article")


@pytest.mark.usefixtures("german")
def test_a_question_that_is_offered_in_german_is_asked_as_the_article_is_answered() -> None:
    at = read_in_german(page(), ARTICLE)
    offered = next(group for group in at.button_group if (group.key or "").startswith("suggested-"))
    assert any(option.content.startswith(("Was ", "Wer ", "Worum ")) for option in offered.proto.options)


def test_what_is_kept_is_told_in_the_tongue_of_whoever_opens_it(monkeypatch: pytest.MonkeyPatch) -> None:
    at = read(page(), ARTICLE)
    assert "Left out: comment prompt" in shown(at)
    monkeypatch.setattr(tongue, "_of_browser", lambda: "de")
    assert "Weggelassen: Aufruf zum Kommentieren" in shown(again(at))
