"""A dossier from its beginning to its end: named, found again by its owner alone, deleted; what its page says when."""

from __future__ import annotations

import pytest

from tests.engines import ARTICLE
from tests.ui.dossiers import OWNER, kept, library, opened, see
from tests.ui.page import HOSTILE, again, button, page, read, settle, shown
from ui import session

pytestmark = pytest.mark.usefixtures("engines")


def begun(name: str = "The bridge"):  # type: ignore[no-untyped-def]
    at = page()
    at.text_input(key=session.NEW_DOSSIER).set_value(name)
    button(at, "Begin the dossier").click()
    at.run()
    assert not at.exception
    return at


def test_a_dossier_is_begun_and_found_again_after_a_reload() -> None:
    at = begun()
    assert at.title[0].value == "The bridge" and "no article in this dossier yet" in shown(at)
    assert again(at).title[0].value == "The bridge"


def test_without_articles_there_is_nothing_to_compare() -> None:
    at = begun()
    assert "add articles first" in shown(see(at, "Who has what"))


def test_a_dossier_without_a_name_is_not_begun_and_it_is_said_why() -> None:
    at = begun("  ")
    assert "needs a name" in shown(at) and "dossier" not in at.query_params


def test_it_is_renamed_and_deleted_for_good_while_its_articles_stay() -> None:
    id = kept()
    at = opened(id)
    at.text_input(key=session.in_dossier("name", id)).set_value("Another name")
    button(at, "Rename").click()
    at.run()
    assert at.title[0].value == "Another name"
    button(at, "Delete the dossier for good").click()
    at.run()
    assert at.title[0].value == "Belegt" and "Another name" not in shown(at)
    assert not library().dossiers.recent(OWNER) and len(library().recent(OWNER)) == 2


def test_nobody_sees_the_dossier_of_another() -> None:
    id = kept()
    stranger = opened(id, visitor="s" * 32)
    assert "not in your library" in shown(stranger) and not stranger.tabs
    assert not any("gauge house" in b.label.lower() for b in stranger.button)


def test_one_that_is_not_there_is_said_to_be_not_there() -> None:
    assert "not in your library, or was deleted" in shown(opened("nonsense"))


def test_without_history_there_are_no_dossiers_and_it_is_said_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BELEGT_HISTORY", "off")
    at = opened("anything")
    assert "Dossiers need the history" in shown(at) and "there are no dossiers" in shown(at)
    assert not any("dossier" in b.label.lower() for b in at.button)
    assert not any("dossier" in b.label.lower() for b in read(page(), ARTICLE).button)


def test_deleting_everything_deletes_dossiers_too() -> None:
    id = kept()
    at = opened(id, view="Who claims what")
    button(at, "Delete everything for good").click()
    at.run()
    assert not library().dossiers.recent(OWNER)
    assert "not in your library" in shown(opened(id)) and "Karla Wendt" not in shown(opened(id))


def test_a_name_that_looks_like_markup_is_shown_as_it_stands() -> None:
    at = opened(kept(name=HOSTILE[:100]))
    assert at.title[0].value.startswith("\\<script\\>")
    assert any(b.label.startswith("\\<script\\>") for b in at.button)


def test_a_library_that_fails_is_told_on_the_page_of_a_dossier() -> None:
    id = kept()
    library()._database.path.write_bytes(b"no database at all" * 1_000)
    at = opened(id)
    assert at.error and not at.exception


def test_a_reading_is_put_into_a_dossier_with_a_click_and_leads_back_to_it() -> None:
    at = read(page(), ARTICLE)
    id = at.query_params["reading"]
    at.text_input(key=session.in_dossier("put-name", id)).set_value("Bridges")
    button(at, "Begin it with this article").click()
    at = settle(at.run())
    button(at, "Back to Bridges").click()
    at = settle(at.run())
    assert at.title[0].value == "Bridges" and any(b.label.startswith("1 · ") for b in at.button)
    button(at, next(b.label for b in at.button if b.label.startswith("1 · "))).click()
    at.run()
    assert 'id="s5"' in shown(at) and button(at, "Bridges").disabled  # it is in it already
