"""A day that a text tells, and how days are counted from the one on which it was written. A leaf."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass

WEEK = 7  # days
_LONG_AGO = 180  # days, from which on news tells the year


@dataclass(frozen=True)
class Day:
    """A day that a text tells: its words, where they stand in it, and the day; None where the calendar has none."""

    text: str
    start: int
    end: int
    day: datetime.date | None


def apart(found: Iterable[Day], *, is_said: Callable[[Day], bool]) -> list[Day]:
    """Return days in the order of the text, of those that overlap the one that was found first.

    Args:
        is_said: whether a day is when something happens, and not since when or until when.
    """
    taken: list[Day] = []
    for one in found:
        if not any(one.start < other.end and other.start < one.end for other in taken):
            taken.append(one)
    return sorted(filter(is_said, taken), key=lambda one: one.start)


def days_before(written: datetime.date | None, number: int) -> datetime.date | None:
    """Return the day so many days before another, None where that is not known or the calendar does not have it."""
    try:
        return written - datetime.timedelta(days=number) if written else None
    except OverflowError:
        return None


def of_calendar(year: int, month: int, day: int) -> datetime.date | None:
    """Return a day of the calendar, None where it has no such day."""
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


def last_such_day(month: int, day: int, written: datetime.date | None) -> datetime.date | None:
    """Return the last such day of a month on or before the day of writing.

    None where that is so long ago that the next one will be meant, of which nothing is told yet.
    """
    if written is None:
        return None
    this_year = of_calendar(written.year, month, day)
    if this_year and this_year > written:
        last_year = of_calendar(written.year - 1, month, day)
        return last_year if last_year and (written - last_year).days <= _LONG_AGO else None
    return this_year
