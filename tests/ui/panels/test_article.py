"""What was left out of an article is taken back into it."""

from __future__ import annotations

import pytest

from tests.engines import ARTICLE
from tests.ui.page import button, lengths, page, read, settle, shown
from ui import room, session

pytestmark = pytest.mark.usefixtures("engines")


def test_what_was_left_out_is_taken_back() -> None:
    at = read(page(), ARTICLE)
    assert "Left out as not part of the article: 3" in [expander.label for expander in at.expander]
    at.checkbox[0].check()
    button(at, "Read again with these").click()
    at = settle(at.run())
    assert "Left out as not part of the article: 2" in [expander.label for expander in at.expander]


def test_reading_again_that_cannot_begin_is_explained(monkeypatch: pytest.MonkeyPatch) -> None:
    at = read(page(), ARTICLE)
    monkeypatch.setattr(room._desk, "_running", 0)
    at.checkbox[0].check()
    button(at, "Read again with these").click()
    at = settle(at.run())
    assert "hands full" in shown(at) and at.text_area[0].value == ARTICLE


def test_what_is_ticked_for_one_article_is_not_ticked_for_the_next() -> None:
    at = read(page(), ARTICLE)
    first = list(at.checkbox)
    button(at, "New article").click()
    at = read(at.run(), f"{ARTICLE}\n\nAm Freitag wird weiter beraten.")
    # The browser holds what is ticked in a form until it is sent, by the names of the form and of the box.
    assert [box.label for box in at.checkbox] == [box.label for box in first]
    assert {box.id for box in at.checkbox}.isdisjoint(box.id for box in first)
    assert {box.form_id for box in at.checkbox}.isdisjoint(box.form_id for box in first)


def test_reading_again_keeps_the_length_of_the_reading() -> None:
    at = page()
    at.button_group(key=session.LENGTH).set_value("long")
    at = read(at.run(), ARTICLE)
    lengths(at).set_value("short")
    at = settle(at.run())
    at.checkbox[0].check()
    button(at, "Read again with these").click()
    at = settle(at.run())
    assert lengths(at).value == "short"
    button(at, "New article").click()
    assert at.run().button_group(key=session.LENGTH).value == "long"


def test_a_term_of_the_article_is_taken_over_with_one_click() -> None:
    at = read(page(), ARTICLE)
    assert "Terms of this article" in [expander.label for expander in at.expander]
    offered = [b for b in at.button if b.key and b.key.startswith("term-")]
    german, english = offered[0].key.rpartition("-")[2], offered[0].label.partition(": ")[2]
    offered[0].click()
    at = at.run()
    taken = next(b for b in at.button if b.key == offered[0].key)
    assert taken.disabled
    assert f"{german}, {english}" in at.session_state["terms_given"]
