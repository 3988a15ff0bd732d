"""Words in the tongue that is spoken, by their English: labels, sentences with something in them, days and numbers.

What is put in may be untrusted: it is put into its place as it is, once, and never read as a template.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Sequence

from markupsafe import Markup, escape

from chat.localization.catalogue import catalogue
from chat.localization.tongues import ENGLISH, tongue

_PLACE = re.compile(r"\{([a-z_]+)\}")
_BETWEEN = re.compile(r"(, | [a-zäöü]+ )")  # two names
# English as the page and the exports have always had it, with the day before the month.
_LOCALES = {ENGLISH: "en_GB"}


def t(english: str, /, *, context: str = "", **values: object) -> str:
    """Return words in the tongue that is spoken.

    Args:
        english: a literal, with places such as "{name}" for what is put in; the catalogue has it as it stands.
        context: tells alike words apart that are others elsewhere: "Read" on a button.
        values: what is put into the places, as it is; a place without a value stays.
    """
    return _filled(_said(english, context), values, str)


def t_count(one: str, many: str, count: int, /, **values: object) -> str:
    """Return words about so many of something; in their place "{count}" is that number.

    Args:
        one: the English of one of them.
        many: the English of any other number.
    """
    words = catalogue(tongue()).words.ngettext(one, many, count)
    return _filled(words, {"count": count, **values}, str)


def t_html(english: str, /, *, context: str = "", **values: object) -> Markup:
    """Return words as HTML: they and what is put in are escaped, but for what is `Markup`."""
    return Markup(_filled(str(escape(_said(english, context))), values, escape))


def deferred(english: str) -> str:
    """Return words as they are; `t` is asked for them later, and the catalogue is to have them."""
    return english


def listed(names: Sequence[str]) -> str:
    """Return names as one: "Anna Vogt, Jan Dahl and Eva Klein"."""
    if len(names) < 2:
        return "".join(names)
    return t("{names} and {last}", names=", ".join(names[:-1]), last=names[-1])


def number(value: float, *, digits: int = 0) -> str:
    """Return a number as it is written: "1,234.5", "1.234,5".

    Args:
        digits: how many there are behind the point.
    """
    plain = f"{value:,.{digits}f}"
    return plain if tongue() == ENGLISH else in_digits(plain)


def in_digits(english: str) -> str:
    """Return a number that is written in the English way as it is written in the tongue that is spoken."""
    from babel.numbers import get_decimal_symbol, get_group_symbol

    marks = {",": get_group_symbol(_locale()), ".": get_decimal_symbol(_locale())}
    return re.sub(r"(?<=\d)[.,](?=\d)", lambda mark: marks[mark[0]], english)


def in_list(english: str) -> str:
    """Return words that are listed in English as they are listed in the tongue that is spoken."""
    return english.replace(" and ", f" {t('and')} ").replace(" or ", f" {t('or')} ")


def languages(english: str) -> str:
    """Return names of languages, parted by commas, "and" or "or", in the tongue that is spoken; what is none stays."""
    from babel import Locale

    codes = {name: code for code, name in Locale("en").languages.items()}
    own = Locale.parse(_locale()).languages
    parts = _BETWEEN.split(in_list(english))  # names and what stands between them in turn
    return "".join(part if at % 2 else own.get(codes.get(part, ""), part) for at, part in enumerate(parts))


def day(date: datetime.date) -> str:
    """Return a day: "9 March 2027"."""
    from babel.dates import format_date

    return format_date(date, format="long", locale=_locale())


def date_in_file(date: datetime.date) -> str:
    """Return a day as files have it: in English by ISO 8601, "2027-03-09", else as `day`."""
    return date.isoformat() if tongue() == ENGLISH else day(date)


def short_day(date: datetime.date) -> str:
    """Return a day without its year, as short as it is written: "9 Mar"."""
    from babel.dates import format_skeleton

    return format_skeleton("dMMM", date, locale=_locale())


def _locale() -> str:
    return _LOCALES.get(tongue(), tongue())


def _said(english: str, context: str) -> str:
    if not english:  # of nothing gettext returns the head of the catalogue
        return ""
    words = catalogue(tongue()).words
    return words.pgettext(context, english) if context else words.gettext(english)


def _filled(template: str, values: dict[str, object], written: Callable[[object], str]) -> str:
    """Return a template with what is put in."""

    def put(place: re.Match[str]) -> str:
        return str(written(values[place[1]])) if place[1] in values else place[0]

    return _PLACE.sub(put, template)
