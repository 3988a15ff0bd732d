"""English phrases for speakers: whom a pronoun stands for, what somebody is, and what kind of source."""

from __future__ import annotations

import pytest

from chat.attribution.english.phrasing import is_hedged, kind, kind_of_source, resolve, role

MENTIONS = ["Energy Minister Maria Hale", "the council", "Tom Ott, an engineer", "Hale and Ott"]


@pytest.mark.parametrize(
    ("speaker", "resolved"),
    [
        ("she", "Energy Minister Maria Hale"),
        ("He", "Tom Ott, an engineer"),
        ("it", "the council"),
        ("they", "Hale and Ott"),
        ("Hale", "Energy Minister Maria Hale"),
        ("Mr Ott", "Tom Ott, an engineer"),
        ("the minister", "Energy Minister Maria Hale"),
        ("the engineer", "Tom Ott, an engineer"),
        ("Ms Ott", None),
        ("the mayor", None),
        ("a minister", None),
        ("Energy Minister Maria Hale", None),
    ],
)
def test_a_speaker_stands_for_the_last_mention_that_fits(speaker: str, resolved: str | None) -> None:
    assert resolve(speaker, MENTIONS) == resolved


def test_whose_agent_somebody_is_they_are_not() -> None:
    assert resolve("she", ["the violinist Marijke Vos", "her agent"]) == "the violinist Marijke Vos"


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("the spokeswoman", "feminine"),
        ("Mr Ott", "masculine"),
        ("two witnesses", "plural"),
        ("officials", "plural"),
        ("the ministry", "thing"),
        ("the minister", "unknown"),
    ],
)
def test_a_phrase_shows_its_kind(phrase: str, expected: str) -> None:
    assert kind(phrase) == expected


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("Energy Minister Maria Hale", "Energy Minister"),
        ("Maria Hale, chief executive of Norlink", "chief executive of Norlink"),
        ("the chief executive of Norlink, Maria Hale", "chief executive of Norlink"),
        ("Maria Hale", None),
        ("the council", None),
    ],
)
def test_a_phrase_tells_the_role(phrase: str, expected: str | None) -> None:
    assert role(phrase) == expected


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("Maria Hale", "person"),
        ("Hale", None),
        ("she", None),
        ("the minister", "office"),
        ("a spokesman for the port", "office"),
        ("the transport ministry", "organisation"),
        ("BBX", "organisation"),
        ("the Selby Gazette newspaper", "medium"),
        ("a survey of voters", "document"),
        ("residents", "anonymous"),
    ],
)
def test_a_phrase_names_a_kind_of_source(phrase: str, expected: str | None) -> None:
    assert kind_of_source(phrase) == expected


def test_what_is_left_open() -> None:
    assert is_hedged("the bridge may close")
    assert not is_hedged("the bridge closed in May")
