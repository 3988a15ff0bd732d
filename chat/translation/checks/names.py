"""Names of a German sentence that its translation lacks. A leaf: knows nothing of articles, models or prompts.

Told are single words that the tagger takes for names, where no word of the English is spelled or sounds at all alike,
and places and peoples named by a point of the compass ("nordkoreanisch") that the English lacks. On the 997 pairs of
good translations of FLORES-200 dev, 442 of them with names, 23 names are wrongly told: nouns that are no names, and
cities with a name of their own in English; of 23 words with a point of the compass none.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from difflib import SequenceMatcher

from chat.lang.de.tokens import tokenize
from chat.lang.names import is_known, name_words, sound

_SHORTEST = 4  # letters
_ALIKE = 0.67  # of the letters of two sounds, in order; a name spelled in another alphabet's way has about as many
_CODE = re.compile(r"\b(?=\w*[A-Z])(?:[A-Za-z]+\d\w*|\d+[A-Za-z]\w*)\b")  # "A1GP", "G20", "5G"
_SIDES = {"nord": "north", "süd": "south", "ost": "east", "west": "west"}
_OF_A_SIDE = re.compile(
    r"\b(?!(?i:Ostsee|Nordpol|nordisch|Oste[rn]|Weste?n))"
    r"(?P<side>(?:Nord|Süd|Ost|West)(?=[a-zäöüß]{4})|(?:nord|süd|ost|west)(?=\w+isch))[a-zäöüß]+"
)
_PROPER = re.compile(r"[A-Z]\w+(?:isch|deutsch)e[mnrs]?")  # an adjective that begins a name: "Norddeutscher Rundfunk"
_TRANSLATED = re.compile(r"Nord|Süd|Ost|West|Ober|Nieder|Mittel|Zentral|Euro$")  # "Northern California", "€"


def lost_names(german: str, english: str) -> list[str]:
    """Return the names of a German sentence, as written, of which its translation has no trace, codes ("G20") included.

    The first word of a sentence may be any word, since it has a capital letter: it counts only as a code, or with a
    point of the compass.
    """
    known = name_words(english)
    names = (token.text for token in tokenize(german)[1:] if token.tag == "NE")
    lost = [name for name in dict.fromkeys(names) if _is_telling(name) and not _is_there(name, known)]
    codes = (code for code in _CODE.findall(german) if code.casefold() not in english.casefold())
    return [*lost, *codes, *_lost_sides(german, english)]


def _lost_sides(german: str, english: str) -> list[str]:
    """Return the words with a point of the compass ("Nordkorea") for which the English has nothing of that side."""
    return [
        match.group()
        for match in _OF_A_SIDE.finditer(german)
        if _SIDES[match["side"].lower()] not in english.casefold()
        and match.group() not in english
        and not (match.start() and _PROPER.fullmatch(match.group()))
    ]


def _is_telling(name: str) -> bool:
    """Return whether a name is a plain one: no initials, no compound with a hyphen, no part of a region."""
    return name.isalpha() and name.istitle() and len(name) >= _SHORTEST and not _TRANSLATED.match(name)


def _is_there(name: str, known: Collection[str]) -> bool:
    if is_known([name], known, whole=True):
        return True
    wanted = sound(name)
    return any(SequenceMatcher(None, wanted, sound(word)).ratio() >= _ALIKE for word in known)
