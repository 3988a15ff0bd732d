"""Days that an English text tells: "on Monday evening", "yesterday", "on 5 May", "May 5, 2027", each as a day of the
calendar.

What is vague ("last week", "in May") is none, and neither is what is not when something happens but since when, until
when or for when ("until Monday"). Weekdays and days without a year are the last such day on or before the day of
writing.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from chat.data import any_of, table
from chat.lang.characters import lowered
from chat.lang.days import WEEK, Day, apart, days_before, last_such_day, of_calendar


def days(text: str, written: datetime.date | None) -> list[Day]:
    """Return the days that a text of one line tells, in order.

    Args:
        written: the day on which it was written; None where that is not known: then only a full date is known.
    """
    return apart(_all(text, written), is_said=lambda one: not _not_said().search(text[: one.start]))


def _all(text: str, written: datetime.date | None) -> Iterator[Day]:
    """Yield all days, a full date before the weekday that stands beside it."""
    for match in _dated().finditer(text):
        yield Day(match.group(), match.start(), match.end(), _date(match, written))
    for match in _weekday().finditer(text):
        if not match["coming"] and not match["next"]:
            yield Day(match.group(), match.start(), match.end(), _last_weekday(match, written))
    for match in _ago().finditer(text):
        yield Day(match.group(), match.start(), match.end(), days_before(written, _number(match["number"])))
    for match in _relative().finditer(text):
        back = _data()["relative"][lowered(match.group())]
        yield Day(match.group(), match.start(), match.end(), days_before(written, back))


def _number(word: str) -> int:
    return int(word) if word.isdecimal() else int(_data()["numbers"][lowered(word)])


def _last_weekday(match: re.Match[str], written: datetime.date | None) -> datetime.date | None:
    """Return the last such weekday on or before the day of writing; "last Monday" is before it."""
    if written is None:
        return None
    back = (written.weekday() - _weekdays().index(match["weekday"])) % WEEK
    return days_before(written, back or (WEEK if match["past"] else 0))


def _date(match: re.Match[str], written: datetime.date | None) -> datetime.date | None:
    """Return a day of a month, without a year the last one on or before the day of writing."""
    month = _months().index(match["month"] or match["first"]) + 1
    day, year = int(match["day"] or match["behind"]), match["year"]
    return of_calendar(int(year), month, day) if year else last_such_day(month, day, written)


@cache
def _data() -> dict[str, Any]:
    return table("en/days.toml")


@cache
def _weekdays() -> list[str]:
    return list(dict.fromkeys(table("pairs/dates.toml")["weekdays"].values()))[:WEEK]


@cache
def _months() -> list[str]:
    return list(dict.fromkeys(table("pairs/dates.toml")["months"].values()))


@cache
def _weekday() -> re.Pattern[str]:
    parts = any_of(_data()["parts"]["words"].split())
    before = {name: "|".join(words) for name, words in _data()["before"].items()}
    return re.compile(
        rf"\b(?i:(?:late |early )?on\s+)?(?i:(?P<past>{before['past']})\s+|(?P<coming>{before['coming']})\s+"
        rf"|(?:{before['present']})\s+)?(?P<weekday>{any_of(_weekdays())})\b(?:\s+(?:{parts})\b)?"
        rf"(?:\s+(?P<next>{'|'.join(_data()['after']['next_week'])})\b)?"
    )


@cache
def _dated() -> re.Pattern[str]:
    """Return the pattern of a date; months have a capital: "it may 5 times" is none."""
    month = any_of(_months())
    return re.compile(
        rf"\b(?i:on\s+)?(?:(?:{any_of(_weekdays())}),?\s+)?(?:the\s+)?"
        rf"(?:(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month>{month})\b"
        rf"|(?P<first>{month})\s+(?P<behind>[0-9]{{1,2}})(?:st|nd|rd|th)?\b(?![.:][0-9]))(?:,?\s(?P<year>[0-9]{{4}})\b)?"
    )


@cache
def _ago() -> re.Pattern[str]:
    return re.compile(rf"\b(?P<number>[0-9]{{1,2}}|{any_of(_data()['numbers'])})\s+days?\s+ago\b", re.IGNORECASE)


@cache
def _relative() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{any_of(_data()['relative'])})\b", re.IGNORECASE)


@cache
def _not_said() -> re.Pattern[str]:
    return re.compile(rf"(?:^|\W)(?:{'|'.join(_data()['not_said']['before'])})\s+$", re.IGNORECASE)
