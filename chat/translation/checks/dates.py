"""Weekdays and months in German and English text. A leaf: knows nothing of articles, models or prompts.

On the 997 pairs of good translations of FLORES-200 dev one is called wrong, for a misspelling in the English.
"""

from __future__ import annotations

import re

from chat.lang.characters import lowered

_WEEKDAYS = {
    "Montag": "Monday", "Dienstag": "Tuesday", "Mittwoch": "Wednesday", "Donnerstag": "Thursday", "Freitag": "Friday",
    "Samstag": "Saturday", "Sonnabend": "Saturday", "Sonntag": "Sunday", "Wochenende": "Weekend",
}  # fmt: skip
_MONTHS = {
    "Januar": "January", "Jänner": "January", "Februar": "February", "März": "March", "April": "April", "Mai": "May",
    "Juni": "June", "Juli": "July", "August": "August", "September": "September", "Oktober": "October",
    "November": "November", "Dezember": "December",
}  # fmt: skip
_ORDER = list(dict.fromkeys(_MONTHS.values()))
_ABBREVIATED = {month: month[:3] for month in _ORDER} | {"September": "Sept?"}
_ALSO_OTHER_WORDS = frozenset({"May", "March", "August"})

# "Montagmorgen", "Sonntags", "mittwochs"; a month may begin a longer word ("Oktobertagung") that is not lost, and
# "Mais" is maize.
_GERMAN_DAY = re.compile(rf"\b(?:{'|'.join(_WEEKDAYS)})", re.IGNORECASE)
_GERMAN_MONTH = re.compile(rf"\b(?!Mais\b)(?:{'|'.join(_MONTHS)})s?\b")
_REST_OF_NAME = re.compile(r"\s[A-ZÄÖÜ]\w+")


def lost_dates(german: str, english: str) -> list[str]:
    """Return the weekdays and months of a German sentence, as written, that its translation lacks.

    A weekday that stays as it is belongs to a name ("Bild am Sonntag"), as does a month with the word after it ("Juli
    Zeh").
    """
    lost = []
    for match in _GERMAN_DAY.finditer(german):
        day = _WEEKDAYS[lowered(match.group()).capitalize()]
        if not re.search(rf"\b(?:{day}|{match.group()})", english, re.IGNORECASE):
            lost.append(match.group())
    for match in _GERMAN_MONTH.finditer(german):
        month = _MONTHS[match.group().removesuffix("s")]
        name = _REST_OF_NAME.match(german, match.end())  # "Juli Zeh"
        if name and f"{match.group()}{name.group()}" in english:
            continue
        if not re.search(rf"\b(?:{month}|{_ABBREVIATED[month]}\b|{_number(month)}[./])", english):
            lost.append(match.group())
    return lost


def invented_dates(german: str, english: str) -> list[str]:
    """Return the weekdays and months of a translation, as written, that its German sentence lacks."""
    days = {english for written, english in _WEEKDAYS.items() if written.lower() in lowered(german)}  # "Karfreitag"
    invented = [
        day for day in dict.fromkeys(_WEEKDAYS.values()) if day not in days and re.search(rf"\b{day}s?\b", english)
    ]
    months = {month for written, month in _MONTHS.items() if re.search(rf"\b{written}", german)}
    for month in _ORDER:
        vouched = month in _ALSO_OTHER_WORDS or month in months or re.search(rf"\.\s?{_number(month)}\b", german)
        if not vouched and re.search(rf"\b{month}\b", english):
            invented.append(month)
    return invented


def _number(month: str) -> str:
    """Return the pattern of a month in digits."""
    return f"0?{_ORDER.index(month) + 1}"
