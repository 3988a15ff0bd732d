"""The page as a whole in Streamlit's AppTest, on the scripted model: what is there, and what a reload leaves."""

from __future__ import annotations

import logging
import sys
import threading
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from chat import pipeline
from chat.answers.suggestions import ABOUT
from chat.attribution import ledger
from chat.errors import CALLED, WeightsMissing
from chat.models import registry
from chat.schema import Reading
from tests.engines import ARTICLE, scripted_engines
from tests.ui.page import APP, HOSTILE, UI, again, ask, button, lengths, page, read, settle, shown, suggested
from ui import room

pytestmark = pytest.mark.usefixtures("engines")


def test_the_empty_page_asks_for_an_article_and_says_what_is_in_use() -> None:
    at = page()
    assert not at.exception
    assert at.text_area[0].label == "Article"
    assert [tab.label for tab in at.tabs] == ["Paste", "File", "Web address", "Check a translation"]
    assert any("Qwen2.5-Coder-1.5B" in caption.value for caption in at.caption)


def test_a_setting_that_cannot_be_is_told_on_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BELEGT_PARALLEL", "0")
    at = page()
    assert not at.exception
    (told,) = at.error
    assert "PARALLEL cannot be “0”" in told.value and "from 1 to 64" in told.value


def test_what_is_done_is_logged_where_the_command_line_asks_for_it(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(sys, "argv", [APP])
    read(page(), ARTICLE)
    assert "Reading:" not in caplog.text
    monkeypatch.setattr(sys, "argv", [APP, "--verbose"])
    try:
        read(page(), ARTICLE)
    finally:
        for name in ("chat", "ui"):
            logging.getLogger(name).setLevel(logging.NOTSET)
    assert "Opening the engines: " in caplog.text and "Reading: " in caplog.text
    assert "Nordhaven" not in caplog.text


def test_an_article_is_read_into_panels_beside_it() -> None:
    at = read(page(), ARTICLE)
    text = shown(at)
    assert [tab.label for tab in at.tabs] == ["Summary", "Who claims what", "Ask", "Download"]
    assert 'id="s5"' in text and 'href="#s3"' in text
    assert "Left out: comment prompt" in text


def test_the_example_is_what_would_be_read_now() -> None:
    example = Reading.model_validate_json((UI / "example.json").read_text(encoding="utf-8"))
    text = (UI / "example.txt").read_text(encoding="utf-8")
    assert example.article.text == text.rstrip("\n") or example.article.text == text
    claims, _ = pipeline.claims(example.article.text, None)
    assert [claim.model_copy(update={"english": None}) for claim in example.claims] == list(claims)


def test_reading_and_conversation_are_there_after_a_reload() -> None:
    at = again(ask(read(page(), ARTICLE), "Who warned of losses?"))
    assert "Spokesman Henrik Dahl" in shown(at)
    assert 'id="s5"' in shown(at)


def test_a_reload_in_the_middle_of_reading_loses_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    go = threading.Event()

    def wait(settings: object) -> registry.Engines:
        assert go.wait(120)
        return scripted_engines()[0]

    monkeypatch.setattr(registry, "open_engines", wait)
    at = page()
    at.text_area[0].set_value(ARTICLE)
    button(at, "Read").click()
    at.run()
    new = again(at)
    assert button(new, "Cancel")
    go.set()
    assert 'id="s5"' in shown(settle(new))


def test_nobody_sees_what_another_reads() -> None:
    at = read(page(), ARTICLE)
    stranger = AppTest.from_file(APP, default_timeout=120)
    stranger.query_params["reading"] = at.query_params["reading"]
    stranger.run()
    assert "Nordhaven" not in shown(stranger)
    assert "not in your library" in shown(stranger)


def test_a_library_that_fails_loses_no_reading(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file where the folder should be")
    at = read(page(), ARTICLE)
    assert 'id="s5"' in shown(at)
    assert at.error


def test_when_there_is_no_room_for_another_job_it_is_said_once(monkeypatch: pytest.MonkeyPatch) -> None:
    at = read(page(), ARTICLE)
    monkeypatch.setattr(room._desk, "_running", 0)
    suggested(at).set_value(ABOUT)
    at = settle(at.run())
    assert "hands full" in shown(at)
    lengths(at).set_value("short")
    at = settle(at.run())
    assert shown(at).count("hands full") == 2 and lengths(at).value == "medium"


def test_an_article_with_markup_is_escaped() -> None:
    at = ask(read(page(), f"{ARTICLE}\n\nDie Stadt {HOSTILE} teilte mit, sie prüfe das."), HOSTILE)
    pieces = "\n".join(
        str(piece.proto.body) for piece in at.get("html") if not piece.proto.body.startswith(("<style>", "<script>"))
    )
    assert "<script" not in pieces and "<img" not in pieces
    assert "&lt;img" in pieces


def test_the_ledger_of_an_open_reading_is_not_built_again(monkeypatch: pytest.MonkeyPatch) -> None:
    at = read(page(), ARTICLE)
    built: list[object] = []
    monkeypatch.setattr(ledger, "build", lambda *given: built.append(given))
    at = settle(at.run())
    assert "belegt ledger" in shown(at) and not built


@pytest.mark.parametrize(
    ("called", "command"), [(None, "python -m chat models pull"), ("belegt", "belegt models pull")]
)
def test_the_page_names_the_program_as_it_was_called(
    monkeypatch: pytest.MonkeyPatch, called: str | None, command: str
) -> None:
    def fail(settings: object) -> registry.Engines:
        raise WeightsMissing("There are no weights.", hint="Run: python -m chat models pull minilm")

    monkeypatch.delenv(CALLED, raising=False)
    if called:
        monkeypatch.setenv(CALLED, called)
    monkeypatch.setattr(registry, "open_engines", fail)
    at = read(page(), ARTICLE)
    (error,) = at.error
    assert f"Run: {command} minilm" in error.value
    assert any(f"{command} opus" in caption.value for caption in at.caption)
