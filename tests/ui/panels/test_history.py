"""What was read before is listed, found, opened, and deleted for good."""

from __future__ import annotations

import threading
from pathlib import Path

import apsw
import pytest

from chat.models import registry
from chat.models.memory import Memory
from tests.engines import ARTICLE, scripted_engines
from tests.ui.page import again, ask, button, lengths, page, read, settle, shown
from ui import room, session

pytestmark = pytest.mark.usefixtures("engines")


def test_what_was_read_is_listed_found_and_deleted() -> None:
    at = read(page(), ARTICLE)
    title = next(b.label for b in at.button if (b.key or "").startswith("open-"))
    button(at, "New article").click()
    at = at.run()
    assert at.text_area
    at.text_input(key="search").set_value("hafen brücke xylophon")
    assert "Nothing has these words" in shown(at.run())
    at.text_input(key="search").set_value("Vollsperrung")
    at = at.run()
    button(at, title).click()
    at = at.run()
    assert 'id="s5"' in shown(at)
    button(at, "Delete for good").click()
    at = at.run()
    assert at.text_area and not any((b.key or "").startswith("open-") for b in at.button)


def test_without_history_nothing_is_kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("BELEGT_HISTORY", "off")
    at = read(page(), ARTICLE)
    assert 'id="s5"' in shown(at) and "not kept" in shown(at)
    assert not (tmp_path / "data").exists()


def test_deleting_everything_stops_what_is_under_way_and_nothing_of_it_comes_back(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    replies = Memory(tmp_path / "data" / "memory.sqlite3")
    begun, go = threading.Event(), threading.Event()

    def slow(settings: object) -> registry.Engines:
        begun.set()
        assert go.wait(120)
        replies.keep({b"a": "English of the article"})
        return scripted_engines()[0]

    at = page()
    assert button(at, "Delete everything for good")  # also of what was stopped, and is listed nowhere
    monkeypatch.setattr(registry, "open_engines", slow)
    at.text_area[0].set_value(ARTICLE)
    button(at, "Read").click()
    at.run()
    (job,) = room._desk._jobs.values()
    assert begun.wait(120)
    button(at, "Delete everything for good").click()
    at.run()
    go.set()
    assert job.wait(120) and job.state == "cancelled"
    assert replies.count() == 0
    at = settle(at)
    assert at.text_area[0].value == "" and "not read to its end" not in shown(at)


def test_what_cannot_be_read_any_more_is_read_anew_with_its_conversation(tmp_path: Path) -> None:
    at = page()
    at.button_group(key=session.LENGTH).set_value("short")
    at = ask(read(at.run(), ARTICLE), "Who warned of losses?")
    with apsw.Connection(str(tmp_path / "data" / "library.sqlite3")) as connection:
        connection.execute("UPDATE entry SET reading = '{}'")
    room._shelf.cache_clear()
    at = again(at)
    assert "or it is damaged" in shown(at) and 'id="s5"' not in shown(at)
    button(at, "Read it again").click()
    at = settle(at.run())
    assert 'id="s5"' in shown(at) and "Spokesman Henrik Dahl" in shown(at)
    assert "or it is damaged" not in shown(at) and lengths(at).value == "short"
