"""Articles get into a dossier, each by itself: one that fails, or is there already, is told, and the rest goes on."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from chat import pipeline
from chat.errors import InputError, LibraryUnavailable, PageUnavailable, UnreadableReading
from chat.intake import feeds, many, source
from chat.intake.feeds import Feed, Item
from chat.intake.robots import Wishes
from chat.intake.source import Taken
from chat.quotas import open_quotas
from chat.schema import Origin, Summary
from chat.settings import Settings
from chat.storage.dossiers import Dossiers
from chat.storage.library import Library
from tests.engines import ARTICLE
from tests.ui.dossiers import ARTICLES, OWNER, kept, library, opened, readings, see
from tests.ui.page import HOSTILE, Held, button, failing, settle, shown, until
from ui import kinds, room, session
from ui.cabinet import Cabinet
from ui.panels import first_run
from ui.shelf import Shelf

pytestmark = pytest.mark.usefixtures("engines")

BRIDGE, OTHER = "https://zeitung.example/bruecke", "https://zeitung.example/andere"


def empty() -> tuple[AppTest, str]:
    id = library().dossiers.begin(OWNER, "The bridge")
    return opened(id), id


def paste(at: AppTest, id: str, text: str, *, outlet: str = "") -> AppTest:
    at.text_area(key=session.in_dossier("text", id)).set_value(text)
    at.text_input(key=session.in_dossier("outlet", id)).set_value(outlet)
    button(at, "Add").click()
    return settled(at.run())


def settled(at: AppTest) -> AppTest:
    return settle(settle(at))  # what was read is compared then


def fetch(at: AppTest, id: str, *urls: str, archived: bool = False) -> AppTest:
    at.text_area(key=session.in_dossier("urls", id)).set_value("\n".join(urls))
    if archived:
        at.checkbox(key=session.in_dossier("warc", id)).check()
    button(at, "Fetch and add").click()
    return settled(at.run())


def pages(monkeypatch: pytest.MonkeyPatch, found: dict[str, str | Exception]) -> list[str]:
    """Have these pages on the web; return the list of the addresses that are fetched."""
    asked: list[str] = []

    def take(url: str, *, allowed: bool, keep: Callable[[bytes], None] | None = None) -> Taken:
        asked.append(url)
        page = found[url]
        if isinstance(page, Exception):
            raise page
        if keep:
            keep(b"WARC/1.1 of the page")
        return Taken(page, Origin(url=url, outlet="Die Zeitung", published="2027-05-04"))

    monkeypatch.setattr(source, "take_url", take)
    monkeypatch.setattr(many, "of_site", lambda site: Wishes())
    monkeypatch.setattr(many, "PAUSE", 0.0)
    return asked


def titles(id: str) -> list[str]:
    return [member.entry.title for member in library().dossiers.members(OWNER, id)]


def test_what_is_pasted_is_read_to_its_end_and_listed_with_who_published_it() -> None:
    at, id = empty()
    at = paste(at, id, ARTICLE, outlet="Nordhavener Bote")
    (member,) = library().dossiers.members(OWNER, id)
    assert member.entry.whole and member.number == 1
    assert "Nordhavener Bote · read" in shown(at) and "All read." in shown(at)


def test_one_that_fails_among_many_is_told_and_the_rest_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    gone = PageUnavailable("The page did not come.", hint="Try later.")
    pages(monkeypatch, {BRIDGE: ARTICLE, OTHER: gone, f"{OTHER}/2": ARTICLES[0][0]})
    at, id = empty()
    at = fetch(at, id, BRIDGE, OTHER, f"{OTHER}/2")
    assert len(titles(id)) == 2
    assert "The page did not come." in shown(at) and OTHER in shown(at)
    pages(monkeypatch, {OTHER: ARTICLES[1][0]})
    button(at, "Try again").click()
    at = settled(at.run())
    assert len(titles(id)) == 3 and "did not come" not in shown(at)


def test_what_is_no_german_is_told_and_read_where_the_reader_says_so() -> None:
    at, id = empty()
    at = paste(at, id, "Hafenbrücke")
    assert not titles(id) and "too short to tell" in shown(at)
    button(at, "It is German: read it").click()
    at = settled(at.run())
    assert len(titles(id)) == 1 and "too short to tell" not in shown(at)


def test_what_is_there_already_is_told_and_not_added(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = pages(monkeypatch, {BRIDGE: ARTICLE, OTHER: ARTICLE})
    at, id = empty()
    at = fetch(at, id, BRIDGE)
    open_ways(at, id)
    at = fetch(at, id, f"{BRIDGE}?utm_source=mail", OTHER)
    assert len(titles(id)) == 1 and asked == [BRIDGE, OTHER]
    assert shown(at).count("in the dossier already, as article 1") == 2
    button(at, "Dismiss all 2").click()
    assert "already" not in shown(at.run())


def open_ways(at: AppTest, id: str) -> None:
    """Open the ways in, which are folded where there are articles."""
    at.session_state[session.in_dossier("add", id)] = True
    at.run()


def test_several_files_are_added_at_once() -> None:
    at, id = empty()
    files = [("eins.txt", ARTICLES[0][0].encode(), "text/plain"), ("zwei.txt", ARTICLES[1][0].encode(), "text/plain")]
    at.file_uploader(key=session.in_dossier("uploads", id)).set_value(files)
    button(at, "Add the files").click()
    at = settled(at.run())
    assert len(titles(id)) == 2 and "eins.txt" in shown(at)


def test_what_was_read_before_is_chosen_and_what_is_in_it_is_not_offered() -> None:
    id = kept()
    here = library()
    entry = here.begin(OWNER, ARTICLE)
    summary = Summary(title="Third", sentences=())
    here.keep(OWNER, entry, readings()[0].model_copy(update={"summary": summary}))
    at = opened(id)
    open_ways(at, id)
    choice = at.multiselect(key=session.in_dossier("chosen", id))
    assert choice.options == ["Third"]
    choice.set_value([entry])
    button(at, "Add these").click()
    at = settled(at.run())
    assert len(titles(id)) == 3


def test_of_a_feed_only_what_is_chosen_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = pages(monkeypatch, {BRIDGE: ARTICLE})
    items = (Item(BRIDGE, f"The bridge {HOSTILE}", "2027-05-04", "Bote"), Item(OTHER, "Another"))
    monkeypatch.setattr(feeds, "at", lambda url, allowed: Feed("News <b>", items, 3))
    at, id = empty()
    at.text_input(key=session.in_dossier("feed-url", id)).set_value("https://zeitung.example/feed")
    button(at, "Look into the feed").click()
    at.run()
    boxes = [box for box in at.checkbox if box.label.startswith(("The bridge", "Another"))]
    assert not asked and "<script>" not in boxes[0].label and "3 are not shown" in shown(at)
    boxes[0].check()
    button(at, "Fetch and add the chosen ones").click()
    at = settled(at.run())
    assert asked == [BRIDGE] and len(titles(id)) == 1


def test_a_feed_that_is_none_is_explained(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(url: str, allowed: bool) -> Feed:
        raise InputError("This is no feed.", hint="Look for RSS.")

    monkeypatch.setattr(feeds, "at", fail)
    at, id = empty()
    at.text_input(key=session.in_dossier("feed-url", id)).set_value("https://zeitung.example/feed")
    button(at, "Look into the feed").click()
    assert "This is no feed." in shown(at.run())


def test_a_page_is_kept_as_it_was_fetched_where_that_is_wished(monkeypatch: pytest.MonkeyPatch) -> None:
    pages(monkeypatch, {BRIDGE: ARTICLE, OTHER: ARTICLES[0][0]})
    at, id = empty()
    at = fetch(at, id, BRIDGE, archived=True)
    open_ways(at, id)
    at = fetch(at, id, OTHER)
    one, other = (member.entry.id for member in library().dossiers.members(OWNER, id))
    assert library().page(OWNER, one) == b"WARC/1.1 of the page" and library().page(OWNER, other) is None
    at = see(at, "Download")
    offered = [found.proto.label for found in at.get("download_button")]
    assert [label for label in offered if "WARC" in label] == ["Article 1 (WARC)"]


def test_addresses_can_be_switched_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BELEGT_FETCH", "off")
    at, _ = empty()
    assert button(at, "Fetch and add").disabled and button(at, "Look into the feed").disabled


def test_an_article_is_removed_and_stays_among_what_was_read() -> None:
    id = kept()
    at = opened(id)
    at.button(key=session.in_dossier("remove", id, 1)).click()
    at = settled(at.run())
    assert [member.number for member in library().dossiers.members(OWNER, id)] == [2]
    assert len(library().recent(OWNER)) == 2


def test_the_search_finds_articles_of_this_dossier_alone() -> None:
    id = kept()
    other = kept(readings()[0], name="Other")
    at = opened(id)
    at.text_input(key=session.in_dossier("search", id)).set_value("Unterschriften")
    at.run()
    found = [b.label for b in at.button if (b.key or "").startswith(f"dossier-found-{id}")]
    assert found == ["2 · Dispute over the gauge house"]
    at = opened(other)
    at.text_input(key=session.in_dossier("search", other)).set_value("Unterschriften")
    assert "No article of this dossier" in shown(at.run())


def test_an_engine_that_fails_is_told_of_the_article_which_is_known_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    failing(monkeypatch)
    at, id = empty()
    at = paste(at, id, ARTICLE)
    assert "The model stumbled." in shown(at) and "known, not read to its end" in shown(at)
    assert "0 of 1 read to the end" in shown(at)
    monkeypatch.undo()


def test_what_is_stopped_is_gone_on_with(monkeypatch: pytest.MonkeyPatch) -> None:
    held = Held(monkeypatch)
    at, id = empty()
    at.text_area(key=session.in_dossier("text", id)).set_value(ARTICLE)
    button(at, "Add").click()
    at.run()
    wait_until_known(id)
    at.run()
    assert "0 of 1 read" in shown(at)
    (member,) = library().dossiers.members(OWNER, id)
    until(lambda: room._desk.running(OWNER, kinds.reading(member.entry.id)))
    button(at, "Stop").click()
    at.run()
    held.let()
    at = settled(at)
    assert "0 of 1 read to the end" in shown(at)
    button(at, "Go on reading").click()
    at = settled(at.run())
    assert "All read." in shown(at)


def wait_until_known(id: str) -> None:
    until(lambda: library().dossiers.members(OWNER, id))


def test_what_is_deleted_while_it_is_got_stays_deleted(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    held = Held(monkeypatch)
    at, id = empty()
    at.text_area(key=session.in_dossier("text", id)).set_value(ARTICLE)
    button(at, "Add").click()
    at.run()
    wait_until_known(id)
    jobs = list(room._desk._jobs.values())
    button(at, "Delete everything for good").click()
    at.run()
    held.let()
    assert all(job.wait(120) for job in jobs)
    assert not library().dossiers.recent(OWNER) and not library().recent(OWNER)


def test_what_was_not_fetched_when_it_was_stopped_is_told_and_fetched_then(monkeypatch: pytest.MonkeyPatch) -> None:
    begun, go = threading.Event(), threading.Event()
    pages(monkeypatch, {BRIDGE: ARTICLE, OTHER: ARTICLES[0][0]})
    take = source.take_url

    def slow(url: str, **how: Any) -> Taken:
        begun.set()
        assert go.wait(120)
        return take(url, **how)

    monkeypatch.setattr(source, "take_url", slow)
    at, id = empty()
    at.text_area(key=session.in_dossier("urls", id)).set_value(f"{BRIDGE}\n{OTHER}")
    button(at, "Fetch and add").click()
    at.run()
    assert begun.wait(120)
    button(at, "Stop").click()
    at.run()
    go.set()
    at = settled(at)
    assert "Stopped before this was got." in shown(at) and OTHER in shown(at)
    there = len(titles(id))
    button(at, "Try again").click()
    at = settled(at.run())
    assert there < 2 and len(titles(id)) == 2


class Fails:
    """A method that fails as long as it is to, and then does what it did before."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, of: type, name: str, *, error: Exception, times: int) -> None:
        before, self.left = getattr(of, name), times

        def method(it: object, *given: Any, **how: Any) -> Any:
            if self.left:
                self.left -= 1
                raise error
            return before(it, *given, **how)

        monkeypatch.setattr(of, name, method)


UNAVAILABLE = LibraryUnavailable("The library is locked.", hint="Try later.")


def test_addresses_are_not_lost_where_the_library_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    pages(monkeypatch, {BRIDGE: ARTICLE, OTHER: ARTICLES[0][0]})
    at, id = empty()
    Fails(monkeypatch, Cabinet, "sources", error=UNAVAILABLE, times=1)
    at = fetch(at, id, BRIDGE, OTHER)
    assert not titles(id) and "The library is locked." in shown(at) and f"{BRIDGE}, {OTHER}" in shown(at)
    button(at, "Try again").click()
    at = settled(at.run())
    assert len(titles(id)) == 2


def test_a_library_that_keeps_no_more_articles_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    at, id = empty()
    failing = Fails(monkeypatch, Library, "begin", error=UNAVAILABLE, times=9)
    at = paste(at, id, ARTICLE)
    assert not titles(id) and "The library is locked." in shown(at) and "Stopped" not in shown(at)
    failing.left = 0
    button(at, "Try again").click()
    at = settled(at.run())
    assert len(titles(id)) == 1


def test_what_could_not_be_got_through_a_fault_is_told_and_can_be_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    pages(monkeypatch, {BRIDGE: RuntimeError("a bug"), OTHER: ARTICLES[0][0]})
    at, id = empty()
    at = fetch(at, id, BRIDGE, OTHER)
    assert "Something went wrong inside Belegt: RuntimeError." in shown(at) and f"{BRIDGE}, {OTHER}" in shown(at)
    pages(monkeypatch, {BRIDGE: ARTICLE, OTHER: ARTICLES[0][0]})
    button(at, "Try again").click()
    at = settled(at.run())
    assert len(titles(id)) == 2


def test_an_article_that_cannot_be_opened_does_not_keep_the_others_from_being_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    id = kept(*(pipeline.as_kept(pipeline.known(german)) for german, *_ in ARTICLES))
    at = opened(id)
    Fails(
        monkeypatch,
        Shelf,
        "find",
        error=UnreadableReading("It is damaged.", hint="Read it anew.", newer=False),
        times=1,
    )
    button(at, "Go on reading").click()
    at = settled(at.run())
    assert [member.entry.whole for member in library().dossiers.members(OWNER, id)] == [False, True]
    assert "It is damaged." in shown(at)


def test_a_library_that_fails_for_a_moment_ends_no_page(monkeypatch: pytest.MonkeyPatch) -> None:
    held = Held(monkeypatch)
    at, id = empty()
    at.text_area(key=session.in_dossier("text", id)).set_value(ARTICLE)
    button(at, "Add").click()
    at.run()
    wait_until_known(id)
    before, failed = Dossiers.members, []

    def members(it: Dossiers, owner: str, name: str) -> Any:
        if threading.current_thread().name != "belegt" and not failed:
            failed.append(name)
            raise UNAVAILABLE
        return before(it, owner, name)

    monkeypatch.setattr(Dossiers, "members", members)
    at.run()
    assert failed and not at.exception and "0 of 1 read" in shown(at)
    held.let()
    assert "All read." in shown(settled(at))


def test_a_dossier_waits_while_the_reader_has_as_much_read_as_may_be(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BELEGT_ARTICLES_AT_ONCE", "1")
    at, id = empty()
    settings = Settings()
    with open_quotas(settings).begin(OWNER, characters=0):  # an article that is open in another tab
        at.text_area(key=session.in_dossier("text", id)).set_value(ARTICLES[0][0])
        button(at, "Add").click()
        at.run()
        wait_until_known(id)
        job = room._desk.find(OWNER, kinds.articles(id))
        assert job and job.running
        assert [member.entry.whole for member in library().dossiers.members(OWNER, id)] == [False]
    settled(at)
    assert [member.entry.whole for member in library().dossiers.members(OWNER, id)] == [True]


def test_articles_of_a_dossier_that_are_too_many_for_a_day_are_told_and_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BELEGT_CHARACTERS_A_DAY", str(len(ARTICLES[0][0])))
    at, id = empty()
    at = paste(at, id, ARTICLES[0][0])
    open_ways(at, id)
    at = paste(at, id, ARTICLES[1][0])
    assert [member.entry.whole for member in library().dossiers.members(OWNER, id)] == [True, False]
    assert "0 more can be read for you today" in shown(at)


def test_a_dossier_that_is_read_to_its_end_while_the_page_is_drawn_is_looked_at_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    held = Held(monkeypatch)
    at, id = empty()
    at.text_area(key=session.in_dossier("text", id)).set_value(ARTICLE)
    button(at, "Add").click()
    at.run()
    wait_until_known(id)
    at.run()
    jobs, show = list(room._desk._jobs.values()), first_run.show

    def end_first(*args: Any, **kwargs: Any) -> None:  # how far its articles are was looked for just before
        held.let()
        assert all(job.wait(120) for job in jobs)
        show(*args, **kwargs)

    monkeypatch.setattr(first_run, "show", end_first)
    at.run()
    assert "Go on reading" not in [one.label for one in at.button] and "All read." in shown(at)


def test_what_was_compared_before_the_last_article_came_is_compared_again(monkeypatch: pytest.MonkeyPatch) -> None:
    id = kept(*readings()[:1])
    go, worked_out = threading.Event(), Cabinet._worked_out

    def work_out(it: Cabinet, *args: Any) -> Any:
        found = worked_out(it, *args)
        assert go.wait(120)
        return found

    monkeypatch.setattr(Cabinet, "_worked_out", work_out)
    assert "Comparing" in shown(opened(id, view="Who has what"))
    here = library()
    entry = here.begin(OWNER, ARTICLES[1][0], length="medium", code="de")
    here.keep(OWNER, entry, readings()[1])
    here.dossiers.add(OWNER, id, entry)
    threading.Timer(0.3, go.set).start()  # while the page waits for it, as it does for up to 0.8 seconds
    text = shown(opened(id, view="Who has what"))
    assert "Comparing" in text or "Tageszeitung Ohr" in text
