"""The page's flows in Streamlit's AppTest, on the scripted model."""

from __future__ import annotations

from pathlib import Path

import pytest
from engines import ARTICLE, scripted_engines
from streamlit.testing.v1 import AppTest

from chat.errors import DownloadFailed, ModelFailed
from chat.models import registry, weights

APP = str(Path(__file__).parent.parent / "app.py")
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>"


@pytest.fixture(autouse=True)
def engines(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The page finds its weights and runs on the scripted model."""
    monkeypatch.setenv("BELEGT_HOME", str(tmp_path))
    monkeypatch.setattr(registry.Choice, "missing", lambda self, settings: ())
    monkeypatch.setattr(registry.Choice, "to_fetch", lambda self, settings: ())
    monkeypatch.setattr(registry, "open_engines", lambda settings: scripted_engines()[0])


def page() -> AppTest:
    return AppTest.from_file(APP, default_timeout=30).run()


def button(at: AppTest, label: str):  # type: ignore[no-untyped-def]
    return next(b for b in at.button if b.label == label)


def settle(at: AppTest, job: str) -> AppTest:
    """Wait for a job to end, and draw the page again."""
    if at.session_state.get(job):
        assert at.session_state[job].wait(30)
        at.run()
    assert not at.exception
    return at


def read(at: AppTest, text: str) -> AppTest:
    at.text_area[0].set_value(text)
    button(at, "Read").click()
    return settle(at.run(), "reading_job")


def ask(at: AppTest, question: str) -> AppTest:
    at.chat_input[0].set_value(question)
    return settle(at.run(), "answer_job")


def shown(at: AppTest) -> str:
    """Return all that the page shows, as HTML or text."""
    pieces = [*at.get("html"), *at.markdown, *at.text, *at.error, *at.info, *at.caption]
    return "\n".join(str(getattr(piece, "value", None) or getattr(piece.proto, "body", "")) for piece in pieces)


def test_the_empty_page_asks_for_an_article_and_says_what_is_in_use() -> None:
    at = page()
    assert not at.exception
    assert at.text_area[0].label == "German article"
    assert "Qwen2.5-Coder-1.5B" in at.caption[0].value and "this machine" in at.caption[0].value


def test_an_article_is_read_into_summary_and_side_by_side() -> None:
    at = read(page(), ARTICLE)
    text = shown(at)
    assert [h.value for h in at.header] == ["Summary", "Ask the article", "Who claims what", "German and English"]
    assert 'id="s5"' in text and 'href="#s3"' in text
    assert "Left out: comment prompt" in text


def test_a_question_gets_a_cited_answer_and_keeps_it_over_reruns() -> None:
    at = ask(read(page(), ARTICLE), "Who warned of losses?")
    at.run()
    assert "Spokesman Henrik Dahl" in shown(at)
    assert "bezeichnete das Gutachten" in shown(at)
    assert len(at.session_state["answers"]) == 1


def test_what_is_not_in_the_article_is_said_so() -> None:
    at = ask(read(page(), ARTICLE), "What did Angela Merkel say?")
    assert "The article does not say." in shown(at)


def test_a_second_question_keeps_the_first_answer() -> None:
    at = ask(ask(read(page(), ARTICLE), "Who warned of losses?"), "How many vehicles cross the structure?")
    assert [a.question for a in at.session_state["answers"]] == [
        "Who warned of losses?",
        "How many vehicles cross the structure?",
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "no text"),
        ("Brücke", "too short"),
        ("The mayor said on Monday that the bridge would stay open for lorries and cars. " * 3, "English"),
    ],
)
def test_what_cannot_be_read_is_explained_and_not_lost(text: str, message: str) -> None:
    at = read(page(), text)
    assert message in shown(at)
    assert at.text_area[0].value == text
    assert "reading" not in at.session_state


def test_a_text_too_short_to_tell_can_be_read_as_german() -> None:
    at = read(page(), "Brücke gesperrt")
    button(at, "It is German: read it").click()
    at = settle(at.run(), "reading_job")
    assert at.session_state["reading"].language.code == "de"


def test_english_can_be_read_without_translation() -> None:
    at = read(page(), "The mayor said on Monday that the bridge would stay open for lorries and cars. " * 3)
    button(at, "Read it as English, without translation").click()
    at = settle(at.run(), "reading_job")
    assert at.session_state["reading"].language.code == "en"


def test_cancelling_a_reading_brings_back_the_text(monkeypatch: pytest.MonkeyPatch) -> None:
    import threading

    go = threading.Event()

    def wait(settings: object) -> registry.Engines:
        assert go.wait(30)
        return scripted_engines()[0]

    monkeypatch.setattr(registry, "open_engines", wait)
    at = page()
    at.text_area[0].set_value(ARTICLE)
    button(at, "Read").click()
    at.run()
    button(at, "Cancel").click()
    at.run()
    go.set()
    at = settle(at, "reading_job")
    assert at.text_area[0].value == ARTICLE
    assert "reading" not in at.session_state


def test_a_model_that_fails_is_explained_and_nothing_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(settings: object) -> registry.Engines:
        raise ModelFailed("The model stumbled.", hint="Try again.")

    monkeypatch.setattr(registry, "open_engines", fail)
    at = read(page(), ARTICLE)
    assert "The model stumbled." in shown(at) and "Try again." in shown(at)
    assert at.text_area[0].value == ARTICLE


def test_missing_weights_are_explained_and_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    absent = {"qwen2.5-coder-1.5b"}
    monkeypatch.setattr(registry.Choice, "missing", lambda self, settings: tuple(absent))
    monkeypatch.setattr(registry.Choice, "to_fetch", lambda self, settings: tuple(absent))
    monkeypatch.setattr(weights, "pull", lambda name, **options: absent.discard(name))
    at = page()
    assert "1,117 MB" in shown(at) and "Apache-2.0" in shown(at)
    assert button(at, "Read").disabled
    button(at, "Fetch it").click()
    at = settle(at.run(), "download_job")
    assert not button(at, "Read").disabled


def test_a_failed_download_is_explained(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(name: str, **options: object) -> None:
        raise DownloadFailed("No source answered.", hint="Check the network.")

    monkeypatch.setattr(registry.Choice, "missing", lambda self, settings: ("qwen2.5-coder-1.5b",))
    monkeypatch.setattr(registry.Choice, "to_fetch", lambda self, settings: ("qwen2.5-coder-1.5b",))
    monkeypatch.setattr(weights, "pull", fail)
    at = page()
    button(at, "Fetch it").click()
    at = settle(at.run(), "download_job")
    assert "Check the network." in shown(at)
    assert button(at, "Fetch it")


def test_an_article_with_markup_is_escaped() -> None:
    at = ask(read(page(), f"{ARTICLE}\n\nDie Stadt {HOSTILE} teilte mit, sie prüfe das."), HOSTILE)
    pieces = "\n".join(str(piece.proto.body) for piece in at.get("html") if "<style>" not in str(piece.proto.body))
    assert "<script" not in pieces and "<img" not in pieces
    assert "&lt;img" in pieces


def test_the_ledger_shows_who_claims_what_and_who_denies_it() -> None:
    at = read(page(), ARTICLE)
    ledger = next(element.proto.body for element in at.get("html") if "ledger" in element.proto.body)
    assert "Henrik Dahl" in ledger and "einseitig" in ledger
    assert 'href="#s' in ledger


def test_better_answers_are_offered_and_nothing_waits_for_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry.Choice, "to_fetch", lambda self, settings: ("minilm",))
    at = page()
    assert "can use" in shown(at) and "MiniLM" in shown(at)
    assert not button(at, "Read").disabled
