"""Days that a German text tells: "am Montagabend", "gestern", "am 5. Mai", each as a day of the calendar.

What is vague ("vorige Woche", "im Mai", "am Wochenende") is none, and neither is what is not when something happens but
since when, until when or for when ("bis Montag"). Weekdays and days without a year are the last such day on or before
the day of writing.
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

_CENTURY = 2000  # of a year of two digits


def days(text: str, written: datetime.date | None) -> list[Day]:
    """Return the days that a text of one line tells, in order.

    Args:
        written: the day on which it was written; None where that is not known: then only a full date is known.
    """

    def is_said(one: Day) -> bool:
        before = text[: one.start]
        return not _not_said().search(before) or bool(_night().search(before))

    return apart(_all(text, written), is_said=is_said)


def _all(text: str, written: datetime.date | None) -> Iterator[Day]:
    """Yield all days, a full date before the weekday that stands beside it."""
    for match in _dated().finditer(text):
        yield Day(match.group(), match.start(), match.end(), _date(match, written))
    for match in _weekday().finditer(text):
        if match["coming"] or match["next"]:
            continue
        yield Day(match.group(), match.start(), match.end(), _last_weekday(match, written) if written else None)
    for match in _ago().finditer(text):
        number = _number(match["number"])
        yield Day(match.group(), match.start(), match.end(), days_before(written, number))
    for match in _relative().finditer(text):
        yield Day(
            match.group(), match.start(), match.end(), days_before(written, _data()["relative"][lowered(match[1])])
        )


def _number(word: str) -> int:
    return int(word) if word.isdecimal() else int(_data()["numbers"][lowered(word)])


def _last_weekday(match: re.Match[str], written: datetime.date) -> datetime.date | None:
    """Return the last such weekday on or before the day of writing; "vergangenen Montag" is before it."""
    back = (written.weekday() - _weekdays()[lowered(match["weekday"])]) % WEEK
    if match["last"]:
        back = written.weekday() + WEEK - _weekdays()[lowered(match["weekday"])]
    elif match["past"] and not back:
        back = WEEK
    return days_before(written, back)


def _date(match: re.Match[str], written: datetime.date | None) -> datetime.date | None:
    """Return a day of a month, without a year the last one on or before the day of writing."""
    month = _months()[lowered(match["month"])] if match["month"] else int(match["number"])
    day, year = int(match["day"]), match["year"]
    if year:
        return of_calendar(int(year) + (_CENTURY if len(year) == 2 else 0), month, day)
    return last_such_day(month, day, written)


@cache
def _data() -> dict[str, Any]:
    return table("de/days.toml")


@cache
def _weekdays() -> dict[str, int]:
    """Return the weekdays, in lower case, with their places in the week; the weekend is no day."""
    english = list(dict.fromkeys(table("pairs/dates.toml")["weekdays"].values()))
    named = table("pairs/dates.toml")["weekdays"].items()
    return {lowered(german): english.index(day) for german, day in named if english.index(day) < WEEK}


@cache
def _months() -> dict[str, int]:
    named: dict[str, str] = table("pairs/dates.toml")["months"]
    order = list(dict.fromkeys(named.values()))
    return {lowered(german): order.index(english) + 1 for german, english in named.items()}


@cache
def _weekday() -> re.Pattern[str]:
    parts = any_of(_data()["parts"]["words"].split())
    before, after = ({name: "|".join(words) for name, words in _data()[of].items()} for of in ("before", "after"))
    return re.compile(
        rf"\b(?:(?:am|an|den|dem|diesem)\s+)?(?:(?P<past>{before['past']})\s+|(?P<coming>{before['coming']})\s+"
        rf"|(?:{before['present']})\s+)?(?P<weekday>{any_of(_weekdays())})(?:{parts})?\b(?:\s+(?:{parts})\b)?"
        rf"(?:\s+(?:(?P<last>{after['last_week']})|(?P<next>{after['next_week']}))\b)?",
        re.IGNORECASE,
    )


@cache
def _dated() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:am\s+|an\s+|den\s+|dem\s+)?(?:(?:{any_of(_weekdays())})(?:,?\s+(?:den|dem)?\s*|\s*\())?"
        rf"(?P<day>[0-9]{{1,2}})\.\s?(?:(?P<month>{any_of(_months())})\b|(?P<number>[0-9]{{1,2}})\.)"
        r"(?:\s?(?P<year>[0-9]{4}|[0-9]{2}(?![0-9.:]))(?!\s(?:Uhr|Euro|Prozent)))?",
        re.IGNORECASE,
    )


@cache
def _ago() -> re.Pattern[str]:
    return re.compile(
        rf"\bvor\s+(?P<number>[0-9]{{1,2}}|{any_of(_data()['numbers'])})\s+(?:Tagen|Tag|Tage)\b", re.IGNORECASE
    )


@cache
def _relative() -> re.Pattern[str]:
    parts = any_of(_data()["parts"]["words"].split())
    return re.compile(rf"\b({any_of(_data()['relative'])})\b(?:\s+(?:{parts})\b)?(?!\s+Morgen\b)", re.IGNORECASE)


@cache
def _not_said() -> re.Pattern[str]:
    return re.compile(rf"(?:^|\W)(?:{'|'.join(_data()['not_said']['before'])})\s+$", re.IGNORECASE)


@cache
def _night() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(_data()['not_said']['night'])})\s+$", re.IGNORECASE)
