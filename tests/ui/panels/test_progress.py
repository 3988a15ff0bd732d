"""An article that is being read is a room at once, fills in, is stopped and gone on with, and nothing of it is lost."""

from __future__ import annotations

import re
import threading
from typing import NoReturn

import pytest
from streamlit.testing.v1 import AppTest

from chat import pipeline
from chat.errors import ModelFailed
from chat.models import registry
from chat.schema import Reading
from chat.settings import Settings
from tests.engines import ARTICLE, scripted_engines
from tests.ui.page import (
    Held,
    again,
    ask,
    begin,
    button,
    count,
    failing,
    is_read,
    lengths,
    page,
    read,
    settle,
    shown,
    until,
)
from ui import readings, room, session
from ui.panels import history
from ui.room import Room

pytestmark = pytest.mark.usefixtures("engines")

FIRST, SECOND = "Dispute over the harbour bridge", "harbour bridge to lorries from October 3"


def article(at: AppTest) -> str:
    """Return the article as it was drawn."""
    return next(piece.proto.body for piece in at.get("html") if 'class="belegt article"' in piece.proto.body)


def labels(at: AppTest) -> list[str]:
    return [button.label for button in at.button]


def stop(at: AppTest, engines: Held) -> AppTest:
    """Cancel the reading at a sentence that is not translated yet."""
    button(at, "Cancel").click()
    at.run()
    engines.let(1)
    return settle(at)


def test_the_room_is_there_before_the_engines_are(monkeypatch: pytest.MonkeyPatch) -> None:
    engines = Held(monkeypatch, opened=False)
    at = begin(page(), ARTICLE)
    text = shown(at)
    assert 'id="s5"' in text and "data-gloss" in text and "Left out: comment prompt" in text
    assert "belegt ledger" in text and "The port operator Nordkai" in text and "belegt" in text
    assert "Loading the model" in text and button(at, "Cancel")
    assert any((group.key or "").startswith("suggested-") for group in at.button_group)
    assert any(group.label == "Stance" for group in at.button_group)
    engines.let_open()
    engines.let()
    at = settle(at)
    assert (
        FIRST in article(at)
        and "Read to its end: 13 sentences, with a summary." in shown(at)
        and "Cancel" not in labels(at)
    )


def test_english_is_in_the_room_as_far_as_it_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    engines = Held(monkeypatch)
    at = begin(page(), ARTICLE)
    engines.let(2)
    until(lambda: count("draft", "checked") == 2)
    at.run()
    assert "Draft 2 of 13" in shown(at) and FIRST in article(at) and SECOND in article(at)
    assert article(at).count("english pending") == 11 and article(at).count('class="room"') == 13
    assert '<span class="room"' in next(one.proto.body for one in at.get("html") if "belegt ledger" in one.proto.body)
    engines.let()
    at = settle(at)
    assert "english pending" not in article(at) and 'class="room"' not in shown(at)


def test_what_is_stopped_is_kept_and_gone_on_with(monkeypatch: pytest.MonkeyPatch) -> None:
    engines = Held(monkeypatch)
    at = begin(page(), ARTICLE)
    engines.let(2)
    until(lambda: count("draft", "checked") == 2)
    at = stop(at.run(), engines)
    assert "Read as far as the English of 2 of 13 sentences" in shown(at) and FIRST in article(at)
    assert "Cancel" not in labels(at) and "reading" in at.query_params
    button(at, "Go on reading").click()
    at.run()
    assert button(at, "Cancel") and FIRST in article(at)
    engines.let()
    at = settle(at)
    assert "Read to its end" in shown(at) and "Go on reading" not in labels(at)


def test_a_reading_that_is_stopped_before_anything_is_known_goes_back_into_the_box(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    go = threading.Event()
    know = pipeline.known

    def wait(text: str, **how: object) -> Reading:
        assert go.wait(120)
        return know(text, **how)  # type: ignore[arg-type]

    monkeypatch.setattr(pipeline, "known", wait)
    at = page()
    at.text_area[0].set_value(ARTICLE)
    button(at, "Read").click()
    at.run()
    assert "Looking who claims what" in shown(at)
    button(at, "Cancel").click()
    at.run()
    go.set()
    at = settle(at)
    assert at.text_area[0].value == ARTICLE and "reading" not in at.query_params
    assert "not read to its end" not in shown(at)


def test_an_engine_that_fails_in_the_middle_takes_nothing_away(monkeypatch: pytest.MonkeyPatch) -> None:
    engines = Held(monkeypatch)
    at = begin(page(), ARTICLE)
    engines.let(2)
    until(lambda: count("draft", "checked") == 2)
    engines.broken = True
    engines.let()
    at = settle(at)
    assert at.error and FIRST in article(at) and "Read as far as the English of 2 of 13" in shown(at)
    engines.broken = False
    button(at, "Go on reading").click()
    at = settle(at.run())
    assert not at.error and "Read to its end" in shown(at)


def test_engines_that_do_not_open_leave_what_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as broken:
        failing(broken)
        at = read(page(), ARTICLE)
        assert "The model stumbled." in shown(at) and 'id="s5"' in shown(at)
        assert "Read as far as who claims what, in the original" in shown(at)
    button(at, "Go on reading").click()
    at = settle(at.run())
    assert "The model stumbled." not in shown(at) and FIRST in article(at)


def test_without_weights_what_is_known_is_read_and_gone_on_with_once_they_are_here(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with monkeypatch.context() as bare:
        bare.setattr(registry.Choice, "missing", lambda self, settings: ("qwen2.5-coder-1.5b",))
        bare.setattr(registry.Choice, "to_fetch", lambda self, settings: ("qwen2.5-coder-1.5b",))
        failing(bare)
        at = read(page(), ARTICLE)
        assert 'id="s5"' in shown(at) and "belegt ledger" in shown(at) and not at.error
        assert (
            button(at, "Go on reading").disabled
            and button(at, "Fetch it")
            and any("fetch the model (" in expander.label for expander in at.expander)
        )
    at.run()
    button(at, "Go on reading").click()
    assert FIRST in article(settle(at.run()))


def test_a_reading_that_was_stopped_is_in_the_list_and_there_after_a_reload(monkeypatch: pytest.MonkeyPatch) -> None:
    engines = Held(monkeypatch)
    at = page()
    at.button_group(key=session.LENGTH).set_value("short")
    at = begin(at.run(), ARTICLE)
    engines.let(3)
    until(lambda: count("draft", "checked") == 3)
    at = stop(at.run(), engines)
    room._shelf.cache_clear()  # as after a crash
    at = again(at)
    listed = next(b for b in at.button if (b.key or "").startswith("open-"))
    assert listed.label.startswith("*Not finished:* Streit um die Hafen")
    assert "Read as far as the English of 3 of 13 sentences" in shown(at) and FIRST in article(at)
    button(at, "Go on reading").click()
    at.run()
    engines.let()
    at = settle(at)
    assert "Read to its end" in shown(at) and lengths(at).value == "short"
    listed = next(b for b in at.button if (b.key or "").startswith("open-"))
    assert listed.label.startswith("Dispute over the harbour")


def test_a_draft_is_shown_as_one_and_never_kept_as_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    engines, _ = scripted_engines()
    monkeypatch.setattr(registry, "open_engines", lambda settings: engines)
    at = read(page(), ARTICLE)
    whole = article(at)
    assert "english draft" not in whole
    shelf = room._shelf(Settings().data, Settings().history)
    open = shelf.find(*named(at))
    drafts = tuple(one.model_copy(update={"state": "draft"}) if one.english else one for one in open.reading.sentences)
    stopped = open.reading.model_copy(update={"layer": "drafted", "sentences": drafts})
    shelf.keep(*named(at), stopped)
    at = settle(at.run())
    assert article(at).count("english draft") == 13 and "13 sentences, 0 of them checked" in shown(at)


def named(at: AppTest) -> tuple[str, str]:
    """Return owner and name of the reading that is open."""
    return f"browser {at.session_state[session._VISITOR]}", _one(at.query_params["reading"])


def _one(value: str | list[str]) -> str:
    return value if isinstance(value, str) else value[0]


def test_another_tab_and_a_reload_show_the_same_room(monkeypatch: pytest.MonkeyPatch) -> None:
    engines = Held(monkeypatch)
    at = begin(page(), ARTICLE)
    engines.let(1)
    until(lambda: count("draft", "checked") == 1)
    other = again(at)
    assert FIRST in article(other) and button(other, "Cancel")
    engines.let()
    at, other = settle(at), settle(other)
    assert FIRST in article(at) and article(at) == article(other)


def test_the_claims_are_in_front_while_there_is_no_summary(monkeypatch: pytest.MonkeyPatch) -> None:
    engines = Held(monkeypatch)
    at = begin(page(), ARTICLE)
    assert "The summary is written when every sentence is checked." in shown(at)
    assert front(at) == "Who claims what"
    engines.let()
    at = settle(at)
    assert front(at) == "Who claims what" and "The summary is written" not in shown(at)
    assert front(again(at)) == "Summary"


def front(at: AppTest) -> str:
    """Return the tab that is in front when it is drawn first."""
    tabs = next(block for block in blocks(at.main) if block.type == "tab_container")
    return [tab.label for tab in at.tabs][tabs.proto.tab_container.default_tab_index]


def blocks(block):  # type: ignore[no-untyped-def]
    for child in block.children.values():
        if hasattr(child, "children"):
            yield child
            yield from blocks(child)


def test_a_file_of_what_is_not_whole_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as broken:
        failing(broken)
        at = read(page(), ARTICLE)
    assert "not read to its end: a file has what is there" in shown(at)
    forms = next(group for group in at.button_group if group.label == "As")
    assert forms.options == ["JSON", "CSV of the claims"]
    button(at, "Go on reading").click()
    at = settle(at.run())
    assert "a file has what is there" not in shown(at)


def test_conversation_and_filters_stay_while_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    engines = Held(monkeypatch)
    at = begin(page(), ARTICLE)
    next(group for group in at.button_group if group.label == "Stance").set_value(["denies"])
    at.run()
    at.chat_input[0].set_value("Who denies it?")
    at.run()
    until(lambda: not any(kind.name == "answer" and job.running for (_, kind), job in room._desk._jobs.items()))
    engines.let()
    at = settle(at)
    assert shown(at).count("Who denies it?") == 1
    ledger = next(one.proto.body for one in at.get("html") if "belegt ledger" in one.proto.body)
    assert "denies" in ledger and ">demands<" not in ledger


def test_reading_again_with_what_was_left_out_takes_the_place_of_what_is_not_whole(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    engines = Held(monkeypatch)
    at = begin(page(), ARTICLE)
    at.checkbox[0].check()
    engines.let()
    button(at, "Read again with these").click()
    at = settle(at.run())
    assert "Left out as not part of the article: 2" in [expander.label for expander in at.expander]
    assert len([b for b in at.button if re.match("open-", b.key or "")]) == 1
    assert ask(at, "Who warned of losses?")


def test_a_reading_that_ends_while_the_page_is_drawn_is_looked_at_again(monkeypatch: pytest.MonkeyPatch) -> None:
    held = Held(monkeypatch)
    at = begin(page(), ARTICLE)
    (job,) = room._desk._jobs.values()
    draw = history.show

    def end_first(*args: object) -> None:  # what there is of the reading was looked for just before
        held.let()
        assert job.wait(120)
        draw(*args)

    monkeypatch.setattr(history, "show", end_first)
    at.run()
    assert "Go on reading" not in labels(at) and "Cancel" in labels(at)
    assert is_read(at.run()) and "✓" in shown(at)


def test_a_reading_that_fails_before_anything_is_known_while_the_page_is_drawn_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    go = threading.Event()

    def fail(*args: object, **kwargs: object) -> NoReturn:
        assert go.wait(120)
        raise ModelFailed("The dictionary stumbled.")

    monkeypatch.setattr(pipeline, "known", fail)
    at = page()
    at.text_area[0].set_value(ARTICLE)
    button(at, "Read").click()
    at.run()
    (job,) = room._desk._jobs.values()
    settled = readings.settle

    def fail_then(here: Room) -> None:
        settled(here)
        go.set()
        assert job.wait(120)

    monkeypatch.setattr(readings, "settle", fail_then)
    at.run()
    assert "not in your library" not in shown(at) and "The dictionary stumbled." in shown(at)
    assert at.text_area[0].value == ARTICLE
