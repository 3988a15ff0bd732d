"""Days that German news tells become days of the calendar; what is vague or to come does not."""

from __future__ import annotations

import datetime

import pytest

from chat.lang.de.days import days

THURSDAY = datetime.date(2027, 3, 11)


def day_in(text: str, written: datetime.date | None = THURSDAY) -> tuple[str, str] | None:
    found = days(text, written)
    return (found[0].text, str(found[0].day)) if found else None


@pytest.mark.parametrize(
    ("text", "words", "day"),
    [
        ("Das teilte er am Mittwoch mit.", "am Mittwoch", "2027-03-10"),
        ("Das sagte sie am Donnerstag.", "am Donnerstag", "2027-03-11"),
        ("Das sagte sie am Freitag.", "am Freitag", "2027-03-05"),
        ("Das sagte sie am Mittwochabend.", "am Mittwochabend", "2027-03-10"),
        ("Das sagte sie am Sonnabend.", "am Sonnabend", "2027-03-06"),
        ("Am vergangenen Donnerstag sagte er das.", "Am vergangenen Donnerstag", "2027-03-04"),
        ("Das sagte sie am Dienstag vergangener Woche.", "am Dienstag vergangener Woche", "2027-03-02"),
        ("Das hieß es in der Nacht zum Mittwoch.", "Mittwoch", "2027-03-10"),
        ("Gestern Abend sagte er das.", "Gestern Abend", "2027-03-10"),
        ("Vorgestern sagte er das.", "Vorgestern", "2027-03-09"),
        ("Heute sagte er das.", "Heute", "2027-03-11"),
        ("Das sagte sie vor drei Tagen.", "vor drei Tagen", "2027-03-08"),
        ("Das sagte sie am 5. März.", "am 5. März", "2027-03-05"),
        ("Das sagte sie am 20. Dezember.", "am 20. Dezember", "2026-12-20"),
        ("Das sagte sie am 5. Mai 2024.", "am 5. Mai 2024", "2024-05-05"),
        ("Das sagte sie am 05.03.2027.", "am 05.03.2027", "2027-03-05"),
        ("Das sagte sie am Montag, 8. März, im Rat.", "am Montag, 8. März", "2027-03-08"),
    ],
)
def test_a_day_is_counted_from_the_day_of_writing(text: str, words: str, day: str) -> None:
    assert day_in(text) == (words, day)


@pytest.mark.parametrize(
    "text",
    [
        "Das gilt bis Montag.",
        "Das gilt seit Montag.",
        "Er lud für Montag ein.",
        "Die Sitzung vom Mittwoch war lang.",
        "Das sagte sie vorige Woche.",
        "Das sagte sie im Mai.",
        "Das sagte sie am Wochenende.",
        "Sie spricht am kommenden Montag.",
        "Sie spricht am Montag in einer Woche.",
        "Der Zug fährt um 8.15 Uhr.",
        "",
    ],
)
def test_what_is_vague_or_to_come_is_no_day(text: str) -> None:
    assert day_in(text) is None


@pytest.mark.parametrize("text", ["am 31. Februar", "am 99. Mai", "am 5. Juli", "am 1.13."])
def test_a_day_that_no_calendar_has_or_that_is_to_come_is_not_known(text: str) -> None:
    assert all(one.day is None for one in days(text, THURSDAY))


def test_without_the_day_of_writing_only_a_full_date_is_known() -> None:
    assert day_in("am Montag", None) == ("am Montag", "None")
    assert day_in("am 5. Mai", None) == ("am 5. Mai", "None")
    assert day_in("am 5. Mai 2024", None) == ("am 5. Mai 2024", "2024-05-05")
    assert [one.day for one in days("gestern", datetime.date.min)] == [None]
