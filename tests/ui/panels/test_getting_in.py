"""An article gets in from a box, a file, an address; what cannot be read is explained, and nothing is lost."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest
from markupsafe import escape

from chat.errors import InputError, ModelFailed
from chat.intake import source
from chat.intake.source import Taken
from chat.models import registry
from chat.models.scripted import ScriptedEmbedder
from chat.settings import Settings
from tests.engines import ARTICLE, scripted_engines
from tests.ui.page import ask, button, lengths, page, read, settle, shown
from ui import room, session, wanted

pytestmark = pytest.mark.usefixtures("engines")


def test_the_example_opens_with_one_click_and_without_a_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry.Choice, "missing", lambda self, settings: ("qwen2.5-coder-1.5b",))
    at = page()
    button(at, "Open an example").click()
    at = at.run()
    assert not at.exception
    assert "Wendbach" in shown(at) and 'id="s5"' in shown(at)


def test_every_kind_of_file_that_is_offered_can_be_read() -> None:
    assert all(source.is_supported(f"artikel.{ending}") for ending in wanted.FILE_TYPES)


def test_a_web_address_is_fetched_and_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "take_url", lambda url, *, allowed: Taken(ARTICLE))
    at = page()
    at.text_input(key="address").set_value("https://zeitung.example/artikel")
    button(at, "Fetch and read").click()
    assert "Nordhaven" in shown(settle(at.run()))


def test_an_address_that_cannot_be_read_is_explained(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(url: str, *, allowed: bool) -> Taken:
        raise InputError("The page did not answer.", hint="Paste the article.")

    monkeypatch.setattr(source, "take_url", fail)
    at = page()
    at.text_input(key="address").set_value("https://zeitung.example/artikel")
    button(at, "Fetch and read").click()
    assert "The page did not answer." in shown(at.run())


def test_addresses_can_be_switched_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BELEGT_FETCH", "off")
    at = page()
    assert button(at, "Fetch and read").disabled
    assert "BELEGT_FETCH" in shown(at)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "no text"),
        ("Brücke", "too short"),
        (
            "Broen forbliver åben for lastbiler og biler, sagde borgmesteren mandag, men ingen ved, hvor længe. " * 3,
            "Danish",
        ),
    ],
)
def test_what_cannot_be_read_is_explained_and_not_lost(text: str, message: str) -> None:
    at = read(page(), text)
    assert message in shown(at)
    assert at.text_area[0].value == text
    assert "reading" not in at.query_params


def test_of_a_file_no_tag_is_lost() -> None:
    line = "<div>Die Stadt zeigt, wie <p>ein Absatz</p> und <li>ein Punkt</li> in <ul>einer Liste</ul> entstehen.</div>"
    at = page()
    at.file_uploader[0].set_value(("artikel.md", f"{ARTICLE}\n\n{line}\n".encode(), "text/markdown"))
    button(at, "Read the file").click()
    at = settle(at.run())
    assert str(escape(line)) in without_marks(shown(at))
    at.checkbox[0].check()  # nor when it is read once more
    button(at, "Read again with these").click()
    assert str(escape(line)) in without_marks(shown(settle(at.run())))


def without_marks(html: str) -> str:
    """Return HTML without the marks of words that are doubted: of these scripted translations, any may be."""
    return html.replace('<span class="doubtful">', "").replace("</span>", "")


def test_of_what_is_pasted_the_tags_are_taken_out() -> None:
    paragraphs = "".join(f"<p>{paragraph}</p>" for paragraph in ARTICLE.split("\n\n"))
    text = shown(read(page(), f"<div>{paragraphs}</div>"))
    assert 'id="s5"' in text and "&lt;p&gt;" not in text


def test_a_text_too_short_to_tell_can_be_read_as_german() -> None:
    at = read(page(), "Hafenbrücke")
    button(at, "It is German: read it").click()
    assert 'id="s1"' in shown(settle(at.run()))


def test_english_is_read_by_itself_without_translation() -> None:
    at = read(page(), "The mayor said on Monday that the bridge would stay open for lorries and cars. " * 3)
    assert 'id="s1"' in shown(at)


def test_a_model_that_fails_is_explained_and_nothing_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(settings: object) -> registry.Engines:
        raise ModelFailed("The model stumbled.", hint="Try again.")

    monkeypatch.setattr(registry, "open_engines", fail)
    at = read(page(), ARTICLE)
    assert "The model stumbled." in shown(at) and "Try again." in shown(at)
    assert 'id="s5"' in shown(at) and button(at, "Go on reading")


def test_a_reading_that_failed_while_another_page_was_open_can_be_gone_on_with(monkeypatch: pytest.MonkeyPatch) -> None:
    go = threading.Event()

    def fail(settings: object) -> registry.Engines:
        assert go.wait(120)
        raise ModelFailed("The model stumbled.", hint="Try again.")

    with monkeypatch.context() as broken:
        broken.setattr(registry, "open_engines", fail)
        at = page()
        at.text_area[0].set_value(ARTICLE)
        button(at, "Read").click()
        at.run()
        button(at, "New article").click()
        at.run()
        go.set()
        at = settle(at)
    next(b for b in at.button if b.label.startswith("*Not finished:*")).click()
    at.run()
    assert "The model stumbled." in shown(at) and 'id="s5"' in shown(at)
    with monkeypatch.context() as setting:
        setting.setenv("BELEGT_GLOSSARY", "there is none")
        button(at, "Go on reading").click()
        at = settle(at.run())
        assert "there is none" in shown(at) and button(at, "Go on reading")
    button(at.run(), "Go on reading").click()
    at = settle(at.run())
    assert "Read to its end" in shown(at) and not at.error


def test_a_text_whose_reading_never_began_is_offered_again() -> None:
    at = page()
    shelf = room._shelf(Settings().data, Settings().history)
    shelf.begin(f"browser {at.session_state[session._VISITOR]}", ARTICLE, length="medium", code=None)
    at.run()
    assert "not read to its end" in shown(at)
    at.text_area(key="terms").set_value("no term")
    button(at, "Read it now").click()
    at = settle(at.run())
    assert "no term" in shown(at) and button(at, "Read it now")  # not begun: it is still there
    at.text_area(key="terms").set_value("")
    button(at, "Read it now").click()
    at = settle(at.run())
    assert 'id="s5"' in shown(at)
    button(at, "New article").click()
    assert "not read to its end" not in shown(at.run())


def test_what_was_read_is_not_in_the_box_for_the_next_article() -> None:
    at = read(page(), ARTICLE)
    button(at, "Delete for good").click()
    assert at.run().text_area[0].value == ""


def test_the_readers_terms_are_used_and_marked_where_they_are_not() -> None:
    at = page()
    terms = next(area for area in at.text_area if area.label.startswith("Words of articles and their English"))
    terms.set_value("Nordhaven = Northport")
    text = shown(read(at, ARTICLE))
    assert "“Nordhaven” is to be “Northport” by the glossary." in text
    assert '<span class="doubtful">' in text


def test_terms_that_are_none_are_explained_and_the_article_stays() -> None:
    at = page()
    terms = next(area for area in at.text_area if area.label.startswith("Words of articles and their English"))
    terms.set_value("Nordhaven")
    at.text_area[0].set_value(ARTICLE)
    button(at, "Read").click()
    at = settle(at.run())
    assert "Line 1 of the glossary is no term" in shown(at)
    assert at.text_area[0].value == ARTICLE


def test_after_reading_the_first_question_alone_is_embedded(monkeypatch: pytest.MonkeyPatch) -> None:
    embedder = ScriptedEmbedder(["harbour", "bridge"], ["loss"])
    engines = replace(scripted_engines()[0], embedder=embedder)
    monkeypatch.setattr(registry, "open_engines", lambda settings: engines)
    at = read(page(), ARTICLE)
    before = {text for batch in embedder.calls for text in batch}
    assert any("Nordhaven" in text for text in before)
    embedder.calls.clear()
    ask(at, "Who warned of losses?")
    asked = {text for batch in embedder.calls for text in batch}
    assert asked and not asked & before


def test_what_was_cut_off_is_read_in_the_length_that_was_chosen_for_it() -> None:
    at = page()
    visitor = at.session_state[session._VISITOR]
    settings = Settings()
    room._shelf(settings.data, settings.history).begin(f"browser {visitor}", ARTICLE, length="short", code=None)
    button(at.run(), "Read it now").click()
    assert lengths(settle(at.run())).value == "short"


def test_a_length_that_was_chosen_stays_chosen_while_an_article_is_open() -> None:
    at = page()
    at.button_group(key=session.LENGTH).set_value("long")
    at.run()
    button(at, "Open an example").click()
    at.run()
    button(at, "New article").click()
    assert at.run().button_group(key=session.LENGTH).value == "long"


def compare(german: str, english: str):  # type: ignore[no-untyped-def]
    at = page()
    at.text_area(key=session.COMPARED).set_value(german)
    at.text_area(key=session.TRANSLATION).set_value(english)
    button(at, "Check the translation").click()
    return at.run()


def test_a_translation_made_elsewhere_is_checked_without_a_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry.Choice, "missing", lambda self, settings: ("qwen2.5-coder-1.5b",))
    german = "Der Vermieter bestritt die Vorwürfe. Die Miete steigt im Juli um 12 Prozent."
    at = compare(german, "The landlord admitted the allegations. The rent will rise by 21 per cent in July.")
    assert not at.exception
    assert "“bestritt” means deny" in shown(at)
    assert "The number 12 of the German is not in the English." in shown(at)
    assert "admitted" in shown(at) and 'id="s2"' in shown(at)


@pytest.mark.parametrize(("german", "english"), [("", "The mayor spoke."), ("Der Bürgermeister sprach.", "  ")])
def test_a_comparison_needs_both_texts_and_loses_neither(german: str, english: str) -> None:
    at = compare(german, english)
    assert not at.exception and at.error
    assert at.text_area(key=session.COMPARED).value == german
    assert at.text_area(key=session.TRANSLATION).value == english
