"""What the page says where many read: the place in the queue, what is used up and when it is free again."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from chat.jobs import Queue, readings_queue
from tests.engines import ARTICLE
from tests.ui.page import Held, again, begin, button, is_read, page, read, settle, shown, until
from ui import kinds, room

pytestmark = pytest.mark.usefixtures("engines")
OTHER = ARTICLE.replace("Montag", "Dienstag")


@pytest.fixture
def queue(monkeypatch: pytest.MonkeyPatch) -> Iterator[Queue]:
    """The queue of a server on which one reading works at a time."""
    readings_queue.cache_clear()
    monkeypatch.setenv("BELEGT_READINGS_AT_ONCE", "1")
    yield readings_queue(1)
    readings_queue.cache_clear()


def test_the_place_in_the_queue_is_shown_beside_what_is_known(queue: Queue) -> None:
    with queue.turn("Berta", cancelled=lambda: False):
        at = begin(page(), ARTICLE)
        until(lambda: queue.waiting == 1)
        until(lambda: room._desk._jobs and next(iter(room._desk._jobs.values())).progress.stage == "waiting")  # type: ignore[union-attr]
        at.run()
        assert "Next in the queue" in shown(at) and "Hafenbrücke" in shown(at)
        assert "Next in the queue" in shown(again(at))  # another tab, or this one loaded anew
    assert is_read(settle(at))


def test_one_that_waits_can_be_cancelled_and_gone_on_with(queue: Queue) -> None:
    with queue.turn("Berta", cancelled=lambda: False):
        at = begin(page(), ARTICLE)
        until(lambda: queue.waiting == 1)
        at.run()
        button(at, "Cancel").click()
        at = settle(at.run())
        assert queue.waiting == 0 and "the English is missing" in shown(at)
    button(at, "Go on reading").click()
    assert is_read(settle(at.run()))


def test_a_used_up_day_is_told_with_its_end_and_nothing_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BELEGT_CHARACTERS_A_DAY", str(len(ARTICLE) + 10))
    at = read(page(), ARTICLE)
    assert is_read(at)
    at = read(page_of(at), OTHER)
    assert "10 more can be read for you today" in shown(at) and "00:00 UTC" in shown(at)
    assert "Hafenbrücke" in shown(at) and any(one.label == "Go on reading" for one in at.button)


def test_articles_at_once_are_told_and_can_be_read_later(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BELEGT_ARTICLES_AT_ONCE", "1")
    held = Held(monkeypatch)
    first = begin(page(), ARTICLE)
    second = page_of(first)
    second.text_area[0].set_value(OTHER)
    button(second, "Read").click()
    second.run()
    job = room._desk.find(next(iter(room._desk._jobs))[0], kinds.reading(second.query_params["reading"][0]))
    assert job is None or job.wait(30)
    second.run()
    assert "As many articles are being read for you as can be at once: 1." in shown(second)
    held.let()
    settle(first)
    button(second, "Go on reading").click()
    assert is_read(settle(second.run()))


def test_a_server_that_is_being_stopped_says_so_and_keeps_what_there_is(monkeypatch: pytest.MonkeyPatch) -> None:
    held = Held(monkeypatch)
    at = begin(page(), ARTICLE)
    held.let(2)
    until(lambda: next(iter(room._desk._jobs.values())).progress.reading.count("draft", "checked") >= 1)  # type: ignore[union-attr]
    held.let()
    assert room._desk.end(patience=30)
    at = settle(at)
    told = "\n".join(one.value for one in at.warning)
    assert "being stopped" in told
    assert "Go on reading" in [one.label for one in at.button] or is_read(at)


def page_of(at):  # type: ignore[no-untyped-def]
    """Return a page with an empty box in another tab of the same browser."""
    new = again(at)
    new.query_params.clear()
    return new.run()
