"""Days that English news tells become days of the calendar; what is vague or to come does not."""

from __future__ import annotations

import datetime

import pytest

from chat.lang.en.days import days

THURSDAY = datetime.date(2027, 3, 11)


def day_in(text: str, written: datetime.date | None = THURSDAY) -> tuple[str, str] | None:
    found = days(text, written)
    return (found[0].text, str(found[0].day)) if found else None


@pytest.mark.parametrize(
    ("text", "words", "day"),
    [
        ("She announced it on Wednesday.", "on Wednesday", "2027-03-10"),
        ("She said so on Thursday evening.", "on Thursday evening", "2027-03-11"),
        ("Last Thursday she said so.", "Last Thursday", "2027-03-04"),
        ("He said so yesterday.", "yesterday", "2027-03-10"),
        ("He said so three days ago.", "three days ago", "2027-03-08"),
        ("He said so on 5 March.", "on 5 March", "2027-03-05"),
        ("He said so on March 5th.", "on March 5th", "2027-03-05"),
        ("He said so on Friday, 5 March.", "on Friday, 5 March", "2027-03-05"),
        ("He said so on May 5, 2024.", "on May 5, 2024", "2024-05-05"),
        ("He said so on 20 December.", "on 20 December", "2026-12-20"),
    ],
)
def test_a_day_becomes_one_of_the_calendar(text: str, words: str, day: str) -> None:
    assert day_in(text) == (words, day)


@pytest.mark.parametrize(
    "text",
    [
        "It opens next Monday.",
        "It is closed until Monday.",
        "It has been closed since 5 March.",
        "They said so last week.",
        "It may 5 times fail.",
        "They said so in May.",
    ],
)
def test_what_is_vague_or_to_come_is_no_day(text: str) -> None:
    assert day_in(text) is None


def test_a_day_that_the_calendar_lacks_is_not_known() -> None:
    assert [one.day for one in days("on 31 February", THURSDAY)] == [None]
    assert [one.day for one in days("9999999 days ago, 31 February 2027", None)] == [None]
