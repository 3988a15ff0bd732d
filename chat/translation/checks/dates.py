"""Weekdays and months that one side has and the other lacks.

On the 997 pairs of good translations of FLORES-200 dev one is called wrong, for a misspelling in the English.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from chat.data import any_of, table
from chat.lang import dates
from chat.lang.characters import lowered
from chat.lang.de.text import GermanText
from chat.lang.packs import pack
from chat.lang.text import AnalysedText
from chat.schema import Doubt
from chat.translation.checks import Check, Pair

_WEEKDAYS: dict[str, str] = table("pairs/dates.toml")["weekdays"]
_MONTHS: dict[str, str] = table("pairs/dates.toml")["months"]
_ENGLISH_DAYS, _ENGLISH_MONTHS = list(dict.fromkeys(_WEEKDAYS.values())), list(dict.fromkeys(_MONTHS.values()))
_ABBREVIATED = {month: month[:3] for month in _ENGLISH_MONTHS} | table("pairs/dates.toml")["abbreviated"]
_ALSO_OTHER_WORDS = frozenset(table("pairs/dates.toml")["other_words"])
# Months in digits, 1 or 01 to 12, as patterns.
_NUMBER = {month: f"0?{number}" for number, month in enumerate(_ENGLISH_MONTHS, start=1)}

# "Montagmorgen", "Sonntags", "mittwochs"; a month may begin a longer word ("Oktobertagung") that is not lost, and
# "Mais" is maize.
_GERMAN_DAY = re.compile(rf"\b(?:{any_of(_WEEKDAYS)})", re.IGNORECASE)
_GERMAN_MONTH = re.compile(
    rf"\b(?!(?:{any_of(table('pairs/dates.toml')['lookalikes'])})\b)(?P<month>{any_of(_MONTHS)})s?\b"
)
_REST_OF_NAME = re.compile(r"\s[A-ZÄÖÜ]\w+")
_BEGINNING_OF_DAY = re.compile(rf"\b(?:{any_of(_ENGLISH_DAYS)})", re.IGNORECASE)
_ENGLISH_DAY = re.compile(rf"\b(?P<day>{any_of(_ENGLISH_DAYS)})s?\b")
_ENGLISH_MONTH = re.compile(rf"\b(?:{any_of(_ENGLISH_MONTHS)})\b")
_ENGLISH_FOR_MONTH = {
    month: re.compile(rf"\b(?:{month}|{_ABBREVIATED[month]}\b|{_NUMBER[month]}[./])") for month in _ENGLISH_MONTHS
}
_GERMAN_FOR_MONTH = {
    month: re.compile(
        rf"\b(?:{any_of(german for german, english in _MONTHS.items() if english == month)})"
        rf"|\.\s?{_NUMBER[month]}\b"  # "3.10."
    )
    for month in _ENGLISH_MONTHS
}

_IN_DIGITS = {
    month: re.compile(rf"\d\s?[./-]\s?{_NUMBER[month]}\b|\b{_NUMBER[month]}[./-]\d") for month in _ENGLISH_MONTHS
}


def lost_dates(pair: Pair) -> list[str]:
    """Return the weekdays and months of a German sentence, as written, that its translation lacks.

    A weekday that stays as it is belongs to a name ("Bild am Sonntag"), as does a month with the word after it ("Juli
    Zeh").
    """
    days, months, english = pair.german.once(_days), pair.german.once(_months), pair.english.text
    present = {lowered(match.group()).capitalize() for match in _BEGINNING_OF_DAY.finditer(english)} if days else ()
    lost = [
        written
        for written, day in days
        if day not in present and not re.search(rf"\b{written}", english, re.IGNORECASE)
    ]
    return lost + [
        written
        for written, month, name in months
        if not (name and name in english) and not _ENGLISH_FOR_MONTH[month].search(english)
    ]


def _days(german: GermanText) -> list[tuple[str, str]]:
    """Return the weekdays, as written, and their English."""
    found = (match.group() for match in _GERMAN_DAY.finditer(german.text))
    return [(written, _WEEKDAYS[lowered(written).capitalize()]) for written in found]


def _months(german: GermanText) -> list[tuple[str, str, str]]:
    """Return the months, as written, their English, and the name that each begins, if any: "Juli Zeh"."""
    found = [(match, _REST_OF_NAME.match(german.text, match.end())) for match in _GERMAN_MONTH.finditer(german.text)]
    return [
        (match.group(), _MONTHS[match["month"]], f"{match.group()}{rest.group()}" if rest else "")
        for match, rest in found
    ]


def invented_dates(pair: Pair) -> list[str]:
    """Return the weekdays and months of a translation, as written, that its German sentence lacks."""
    days = {match["day"] for match in _ENGLISH_DAY.finditer(pair.english.text)}
    months = {match.group() for match in _ENGLISH_MONTH.finditer(pair.english.text)} - _ALSO_OTHER_WORDS
    vouched = pair.german.once(_days_within) if days else ()
    return [
        *(day for day in _ENGLISH_DAYS if day in days and day not in vouched),
        *(
            month
            for month in _ENGLISH_MONTHS
            if month in months and not _GERMAN_FOR_MONTH[month].search(pair.german.text)
        ),
    ]


def _days_within(german: GermanText) -> frozenset[str]:
    """Return the English of the weekdays that stand anywhere, within words too: "Karfreitag"."""
    text = lowered(german.text)
    return frozenset(english for day, english in _WEEKDAYS.items() if day.lower() in text)


def lost_by_pack(pair: Pair) -> list[str]:
    """Return the weekdays and months of a sentence in another language, as written, that its translation lacks."""
    english = pair.english.text
    present = {lowered(match.group()).capitalize() for match in _BEGINNING_OF_DAY.finditer(english)}
    days, months = (pair.original.once(work) for work in (_days_by_pack, _months_by_pack))
    lost = [written for written, number in days if _ENGLISH_DAYS[number] not in present]
    return lost + [
        written for written, number in months if not _ENGLISH_FOR_MONTH[_ENGLISH_MONTHS[number]].search(english)
    ]


def invented_by_pack(pair: Pair) -> list[str]:
    """Return the weekdays and months of a translation, as written, that its sentence in another language lacks."""
    days = {match["day"] for match in _ENGLISH_DAY.finditer(pair.english.text)}
    months = {match.group() for match in _ENGLISH_MONTH.finditer(pair.english.text)} - _ALSO_OTHER_WORDS
    own_days = {_ENGLISH_DAYS[number] for _, number in pair.original.once(_days_by_pack)}
    own_months = {_ENGLISH_MONTHS[number] for _, number in pair.original.once(_months_by_pack)}
    return [
        *(day for day in _ENGLISH_DAYS if day in days - own_days),
        *(
            month
            for month in _ENGLISH_MONTHS
            if month in months - own_months and not _IN_DIGITS[month].search(pair.original.text)
        ),
    ]


def _days_by_pack(original: AnalysedText) -> list[tuple[str, int]]:
    return dates.weekdays(original.text, pack(original.tongue))


def _months_by_pack(original: AnalysedText) -> list[tuple[str, int]]:
    return dates.months(original.text, pack(original.tongue))


def _find(pair: Pair) -> Iterator[Doubt]:
    for word in lost_dates(pair) if pair.is_german else lost_by_pack(pair):
        yield CHECK.doubt(f"“{word}” of the {pair.language} is not in the English.", german=word)
    for word in invented_dates(pair) if pair.is_german else invented_by_pack(pair):
        yield CHECK.doubt(f"“{word}” of the English is not in the {pair.language}.", english=word)


CHECK = Check(
    kind="date", label="A date", find=_find, order=20, languages=None, needs=frozenset({"dates"}), about="dates"
)
