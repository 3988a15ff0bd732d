"""Many addresses and files at once: what fails stops nothing, and no site is asked faster than it wishes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import pytest

from chat.errors import (
    AddressRefused,
    Cancelled,
    ChatError,
    EmptyText,
    FetchingOff,
    NotForPrograms,
    PageUnavailable,
    UnsupportedFile,
)
from chat.intake import many, robots, source, web
from chat.intake.source import Taken
from chat.schema import Origin
from tests.intake.sites import Site

A, B = "https://a.example", "https://b.example"


@dataclass
class Net:
    """What is at addresses, without a network; a clock that goes on when somebody waits, and what was asked when."""

    pages: dict[str, Taken | ChatError] = field(default_factory=dict)
    robots: dict[str, str | ChatError] = field(default_factory=dict)
    asked: list[tuple[float, str]] = field(default_factory=list)
    time: float = 100.0
    takes: float = 0.5  # seconds for one request

    @property
    def clock(self) -> many.Clock:
        return many.Clock(now=lambda: self.time, sleep=self.sleep)

    def sleep(self, seconds: float) -> None:
        self.time += seconds

    def take_url(self, url: str, *, allowed: bool, keep: Callable[[bytes], None] | None) -> Taken:
        source.check_fetching(allowed=allowed)
        found = self._ask(url, self.pages.get(url, Taken(f"Text {url}", Origin(url=url))))
        assert isinstance(found, Taken)
        if keep:
            keep(url.encode())
        return found

    def text(self, url: str) -> web.Page:
        found = self._ask(url, self.robots.get(url, PageUnavailable("weg", status=404)))
        assert isinstance(found, str)
        return web.Page(found.encode(), "text", "", url)

    def _ask(self, url: str, found: object) -> object:
        self.asked.append((self.time, url))
        self.time += self.takes
        if isinstance(found, ChatError):
            raise found
        return found

    def times(self, site: str) -> list[float]:
        return [when for when, url in self.asked if url.startswith(site)]


@pytest.fixture
def net(monkeypatch: pytest.MonkeyPatch) -> Net:
    net = Net()
    monkeypatch.setattr(source, "take_url", net.take_url)
    monkeypatch.setattr(web, "text", net.text)
    return net


def taken(net: Net, *things: many.What, **how: object) -> dict[many.What, Taken | ChatError]:
    return dict(many.take(things, clock=net.clock, **how))  # type: ignore[arg-type]


def test_one_that_fails_does_not_stop_the_others(net: Net, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Ein Text.", encoding="utf-8")
    (tmp_path / "leer.txt").touch()
    net.pages[f"{A}/weg"] = PageUnavailable("weg", status=404)
    files = [tmp_path / "a.txt", tmp_path / "leer.txt", tmp_path / "bild.png"]
    found = taken(net, f"{A}/weg", *files, f"{B}/1", "https://[")
    assert isinstance(found[f"{A}/weg"], PageUnavailable)
    assert isinstance(found[files[1]], EmptyText)
    assert isinstance(found[files[2]], UnsupportedFile)
    assert found[files[0]] == Taken("Ein Text.", Origin(file="a.txt"))
    assert found[f"{B}/1"] == Taken(f"Text {B}/1", Origin(url=f"{B}/1"))
    assert len(found) == 6


def test_between_two_requests_to_one_site_there_is_a_pause(net: Net) -> None:
    taken(net, *(f"{site}/{number}" for site in (A, B) for number in range(4)))
    for site in (A, B):
        times = net.times(site)
        assert len(times) == 5  # and robots.txt
        pauses = [later - earlier - net.takes for earlier, later in pairwise(times)]
        assert min(pauses) >= many.PAUSE


def test_sites_are_asked_in_turn_meanwhile(net: Net) -> None:
    taken(net, *(f"{site}/{number}" for site in (A, B) for number in range(2)))
    assert [url.removeprefix("https://") for _, url in net.asked] == [
        *("a.example/robots.txt", "b.example/robots.txt"),
        *("a.example/0", "b.example/0", "a.example/1", "b.example/1"),
    ]


def test_what_a_site_does_not_want_fetched_is_not(net: Net) -> None:
    net.robots[f"{A}/robots.txt"] = "User-agent: *\nDisallow: /intern\n\nUser-agent: Anderer\nDisallow: /"
    found = taken(net, f"{A}/intern/1", f"{A}/1", f"{B}/intern/1")
    error = found[f"{A}/intern/1"]
    assert isinstance(error, NotForPrograms)
    assert "robots.txt" in error.message
    assert "paste" in error.hint
    assert isinstance(found[f"{A}/1"], Taken)
    assert isinstance(found[f"{B}/intern/1"], Taken)
    assert f"{A}/intern/1" not in [url for _, url in net.asked]


def test_one_address_is_its_readers_click(net: Net) -> None:
    net.robots[f"{A}/robots.txt"] = "User-agent: *\nDisallow: /"
    assert isinstance(taken(net, f"{A}/1")[f"{A}/1"], Taken)
    assert [url for _, url in net.asked] == [f"{A}/1"]


@pytest.mark.parametrize(
    ("asked", "seconds"),
    [
        ("Crawl-delay: 3", 3.0),
        ("Crawl-delay: 0.5", 1.0),
        ("Crawl-delay: 2.2 # kurz", 3.0),
        ("Crawl-delay: 9999", robots.LONGEST_DELAY),
        ("Crawl-delay: ²", 1.0),
        ("Crawl-delay: -5", 1.0),
        ("Request-rate: 1/4", 4.0),
        ("Request-rate: 0/0", 1.0),
        (f"Crawl-delay: {'9' * 400}", robots.LONGEST_DELAY),
        (f"Request-rate: 1/{'9' * 400}", robots.LONGEST_DELAY),
        (f"Request-rate: {'9' * 400}/1", 1.0),
    ],
)
def test_a_site_is_asked_as_slowly_as_it_wishes(net: Net, asked: str, seconds: float) -> None:
    net.robots[f"{A}/robots.txt"] = f"User-agent: Belegt\n{asked}\nDisallow: /x"
    taken(net, f"{A}/1", f"{A}/2")
    _, first, second = net.times(A)
    assert second - first - net.takes == pytest.approx(seconds)


@pytest.mark.parametrize("status", [0, 429, 500, 503])
def test_a_site_that_does_not_say_what_it_wishes_is_left_alone(net: Net, status: int) -> None:
    net.robots[f"{A}/robots.txt"] = PageUnavailable("kaputt", status=status)
    found = taken(net, f"{A}/1", f"{A}/2")
    assert all(isinstance(error, NotForPrograms) for error in found.values())
    assert len(net.asked) == 1


@pytest.mark.parametrize(
    "answer",
    [
        *(PageUnavailable("weg", status=404), PageUnavailable("Anmeldung", status=403)),
        *(PageUnavailable("HTML", status=200), AddressRefused("innen"), "", "\x00\xff" * 100, "Disallow: /"),
        "User-agent: *\nDisallow: //[\nAllow:\n",
    ],
)
def test_a_site_without_wishes_is_asked(net: Net, answer: str | ChatError) -> None:
    net.robots[f"{A}/robots.txt"] = answer
    assert all(isinstance(found, Taken) for found in taken(net, f"{A}/1", f"{A}/2").values())


def test_a_broken_line_takes_no_other_wish_away(net: Net) -> None:
    net.robots[f"{A}/robots.txt"] = "User-agent: *\nDisallow: http://[\nCrawl-delay: ²\nDisallow: /1\n"
    found = taken(net, f"{A}/1", f"{A}/2")
    assert isinstance(found[f"{A}/1"], NotForPrograms)
    assert isinstance(found[f"{A}/2"], Taken)


def test_a_site_that_has_had_enough_is_not_asked_again(net: Net) -> None:
    net.pages[f"{A}/1"] = PageUnavailable("a.example answered with the error 429.", status=429)
    found = taken(net, f"{A}/1", f"{A}/2", f"{A}/3", f"{B}/1")
    assert [isinstance(found[f"{A}/{number}"], PageUnavailable) for number in (1, 2, 3)] == [True] * 3
    assert isinstance(found[f"{B}/1"], Taken)
    assert [url for _, url in net.asked if url.startswith(A)] == [f"{A}/robots.txt", f"{A}/1"]


def test_where_fetching_is_off_nobody_is_asked(net: Net) -> None:
    found = taken(net, f"{A}/1", f"{A}/2", allowed=False)
    assert all(isinstance(error, FetchingOff) for error in found.values())
    assert net.asked == []


def test_it_can_be_stopped_at_once_and_what_is_there_stays(net: Net) -> None:
    found: list[many.What] = []
    with pytest.raises(Cancelled):
        for what, _ in many.take([f"{A}/1", f"{A}/2"], cancelled=lambda: bool(found), clock=net.clock):
            found.append(what)
    assert found == [f"{A}/1"]
    assert len(net.asked) == 2


def test_while_it_waits_it_can_be_stopped(net: Net) -> None:
    net.robots[f"{A}/robots.txt"] = "User-agent: *\nCrawl-delay: 10"
    stop_at = net.time + 2.0
    with pytest.raises(Cancelled):
        list(many.take([f"{A}/1", f"{A}/2"], cancelled=lambda: net.time >= stop_at, clock=net.clock))
    assert net.time < stop_at + 1.0


def test_the_pages_as_they_came_are_handed_over(net: Net) -> None:
    kept: dict[str, bytes] = {}
    taken(net, f"{A}/1", f"{B}/1", keep=kept.__setitem__)
    assert kept == {f"{A}/1": f"{A}/1".encode(), f"{B}/1": f"{B}/1".encode()}


def test_documents_of_one_mail_follow_each_other(net: Net, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "take_file", lambda path: Taken("Eins", attached=(Taken("Zwei"), Taken("Drei"))))
    found = list(many.take([Path("a.eml")], clock=net.clock))
    assert found == [(Path("a.eml"), Taken(text)) for text in ("Eins", "Zwei", "Drei")]


def test_all_of_it_on_a_site(site: Site, net: Net, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    site.open_to(monkeypatch)
    site.add("/robots.txt", b"User-agent: belegt\nDisallow: /intern", kind="text/plain")
    site.add("/a")
    site.add("/intern")
    found = taken(net, site.url("/a"), site.url("/intern"), site.url("/weg"))
    assert site.asked == ["/robots.txt", "/a", "/weg"]
    text, refused, gone = (found[site.url(path)] for path in ("/a", "/intern", "/weg"))
    assert isinstance(text, Taken)
    assert isinstance(refused, NotForPrograms)
    assert isinstance(gone, PageUnavailable)
    assert gone.status == 404


def test_nothing_on_this_machine_is_reached_by_default(site: Site) -> None:
    site.add("/a")
    found = dict(many.take([site.url("/a"), site.url("/b")], clock=Net().clock))
    assert all(isinstance(error, AddressRefused) for error in found.values())
    assert site.asked == []
