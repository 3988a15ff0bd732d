"""Which tongue a browser asks for, and that two who read at once do not mix theirs up."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from chat.localization import ENGLISH, speak, speaking, tongue
from chat.localization import tongues as module
from chat.localization.tongues import asked_for, name_of


@pytest.fixture(autouse=True)
def two(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "tongues", lambda: ("en", "de"))


@pytest.mark.parametrize(
    ("locale", "accepted", "expected"),
    [
        ("de-AT", "", "de"),
        ("de", "en", "de"),
        ("DE_de", "", "de"),
        ("en-GB", "de", "en"),
        (None, "de-CH,de;q=0.9,en;q=0.8", "de"),
        (None, "fr, en;q=0.5, de;q=0.7", "de"),
        ("fr", "fr, de;q=0.3", "de"),
        (None, "de;q=0, en", "en"),
        (None, "", "en"),
        ("xx", "*", "en"),
        (None, ",;q=,de;q=zwei,\x00", "en"),
        (None, "de" * 100_000, "en"),
    ],
)
def test_a_browser_gets_the_tongue_that_it_wants_most(locale: str | None, accepted: str, expected: str) -> None:
    assert asked_for(locale, accepted) == expected


def test_a_tongue_calls_itself_by_its_own_name() -> None:
    assert [name_of(name) for name in ("en", "de")] == ["English", "Deutsch"]


def test_another_thread_speaks_english() -> None:
    with speaking("de"), ThreadPoolExecutor(1) as beside:
        assert beside.submit(tongue).result() == ENGLISH
        assert tongue() == "de"
    assert tongue() == ENGLISH


def test_a_tongue_that_there_is_not_is_english() -> None:
    with speaking("de"):
        speak("../../etc")
        assert tongue() == ENGLISH
