"""A claim is made on the day that its article tells, or else on that of publication."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from chat.dossier.timeline import Dated, timeline
from tests.dossier.builders import sources

PUBLISHED = "2027-03-11"  # a Thursday


def dated(text: str, published: str = PUBLISHED) -> list[Dated]:
    return list(timeline([replace(source, published=published) for source in sources(text)]))


@pytest.mark.parametrize(
    ("text", "told", "day"),
    [
        ("Die Brücke bleibe gesperrt, sagte Landrat Jan Ott am Mittwoch.", "am Mittwoch", 10),
        ("Am Dienstagabend sagte Landrat Jan Ott, die Brücke bleibe gesperrt.", "Am Dienstagabend", 9),
        ("„Die Brücke bleibt gesperrt“, sagte Landrat Jan Ott gestern im Kreistag.", "gestern", 10),
        ("Landrat Jan Ott hat am Montag Fehler eingeräumt.", "am Montag", 8),
        ("Die Brücke bleibe gesperrt, sagte Landrat Jan Ott.", "", 11),
        ("Die Brücke werde am Montag geöffnet, sagte Landrat Jan Ott.", "", 11),
        ("Die Brücke werde am Montag geöffnet, sagte Landrat Jan Ott am Mittwoch.", "am Mittwoch", 10),
        ("„Wir haben am Montag gewartet“, sagte Landrat Jan Ott.", "", 11),
        ("Die Brücke bleibe gesperrt, sagte Landrat Jan Ott vorige Woche.", "", 11),
    ],
)
def test_the_day_is_told_outside_of_what_is_claimed(text: str, told: str, day: int) -> None:
    (found, *_) = dated(text)
    assert (found.told, found.day) == (told, datetime.date(2027, 3, day))


def test_what_goes_on_is_said_on_the_same_day() -> None:
    text = "Die Brücke bleibe gesperrt, sagte Landrat Jan Ott am Mittwoch. Die Kosten seien noch nicht bekannt."
    assert {one.day for one in dated(text)} == {datetime.date(2027, 3, 10)}
    assert len(dated(text)) == 2


def test_without_a_day_of_publication_a_full_date_is_known_alone() -> None:
    full = "Die Brücke bleibe gesperrt, sagte Landrat Jan Ott am 5. Mai 2026."
    assert [one.day for one in dated(full, published="")] == [datetime.date(2026, 5, 5)]
    assert [one.day for one in dated(full.replace(" 2026", ""), published="")] == [None]


def test_claims_stand_in_order_of_time_and_those_without_a_day_last() -> None:
    texts = ["Die Brücke bleibe gesperrt, sagte Landrat Jan Ott am Mittwoch."] * 3
    given = [
        replace(source, published=published)
        for source, published in zip(sources(*texts), ["", "2027-03-20", "2027-03-11"], strict=True)
    ]
    assert [one.claim.article for one in timeline(given)] == [3, 2, 1]
