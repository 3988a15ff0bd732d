"""When something was published, as pages, feeds, mails and files write it → ISO 8601.

Knows the forms that machines write, and the German day in figures; words for months are nobody's business here.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

import regex

_LONGEST = 64  # characters
_YEARS = range(1600, 9999)  # others are a slip, or do not survive a change of the time zone
_DAY = regex.compile(r"\d{4}-\d\d-\d\d|\d{8}")
_GERMAN = regex.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})(?:,?\s+(?:um\s+)?(\d{1,2})[:.](\d\d)(?:\s?Uhr)?)?")
_PDF = regex.compile(r"D:(\d{4})(\d\d)(\d\d)(?:(\d\d)(\d\d)(\d\d)?)?(?:([+Z-])(?:(\d\d)'?(\d\d)?'?)?)?")
# What the ways of reading raise at what is no date.
_NO_DATE = (ValueError, TypeError, OverflowError, IndexError)


def iso(text: str) -> str:
    """Return a day ("2027-03-09") or a time ("2027-03-09T08:15:00+01:00") in ISO 8601, empty for what is neither.

    A time without a zone stays without one.
    """
    text = " ".join(text[: 2 * _LONGEST].split())
    if not text or len(text) > _LONGEST or not text.isascii():
        return ""
    for form in _FORMS:
        try:
            when, is_day = form(text)
        except _NO_DATE:
            continue
        if when.year in _YEARS:
            return when.date().isoformat() if is_day else when.isoformat(timespec="seconds")
    return ""


def moment(published: str) -> float | None:
    """Return what `iso` has returned as seconds since 1970, to sort by; a time without a zone is taken for UTC.

    None where there is no date.
    """
    if not published:
        return None
    when = datetime.fromisoformat(published)
    return (when if when.tzinfo else when.replace(tzinfo=UTC)).timestamp()


def now() -> str:
    """Return this moment in UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def _of_iso(text: str) -> tuple[datetime, bool]:
    day, _, time = text.partition(" ")
    return datetime.fromisoformat(f"{day}T{time.replace(' ', '')}" if time else day), bool(_DAY.fullmatch(text))


def _of_german(text: str) -> tuple[datetime, bool]:
    found = _found(_GERMAN, text)
    day, month, year, hour, minute = found
    return datetime(int(year), int(month), int(day), int(hour or 0), int(minute or 0)), not hour


def _of_pdf(text: str) -> tuple[datetime, bool]:
    year, month, day, hour, minute, second, sign, hours, minutes = _found(_PDF, text)
    when = datetime(int(year), int(month), int(day), int(hour or 0), int(minute or 0), int(second or 0))
    if sign:
        offset = timedelta(hours=int(hours or 0), minutes=int(minutes or 0))
        when = when.replace(tzinfo=timezone(-offset if sign == "-" else offset))
    return when, not hour


def _found(pattern: regex.Pattern[str], text: str) -> tuple[str, ...]:
    """Return the groups of a pattern that is all of a text.

    Raises:
        ValueError: it is not.
    """
    match = pattern.fullmatch(text)
    if match is None:
        raise ValueError(text)
    return tuple(match.groups())


def _of_mail(text: str) -> tuple[datetime, bool]:
    return parsedate_to_datetime(text), False


_FORMS: tuple[Callable[[str], tuple[datetime, bool]], ...] = (_of_iso, _of_german, _of_pdf, _of_mail)
