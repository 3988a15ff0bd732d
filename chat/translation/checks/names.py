"""Names of a sentence that its translation lacks.

Of German doubted are single words that the tagger takes for names, where no word of the English is spelled or sounds
at all alike, and places and peoples named by a point of the compass ("nordkoreanisch") that the English lacks. On the
997 pairs of good translations of FLORES-200 dev, 442 of them with names, 23 names are wrongly doubted: nouns that are
no names, and cities with a name of their own in English; of 23 words with a point of the compass none.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from difflib import SequenceMatcher

from chat.data import table
from chat.lang.de.text import GermanText
from chat.lang.named import OtherText
from chat.lang.names import is_known, sound
from chat.lang.text import AnalysedText
from chat.lang.words import words
from chat.schema import Doubt
from chat.translation.checks import Check, Pair

_SHORTEST = 4  # letters
_ALIKE = 0.67  # of the letters of two sounds, in order; a name spelled in another alphabet's way has about as many
_CODE = re.compile(r"\b(?=\w*[A-Z])(?:[A-Za-z]+\d\w*|\d+[A-Za-z]\w*)\b")  # "A1GP", "G20", "5G"
_SIDES: dict[str, str] = table("pairs/compass.toml")["sides"]
_OF_A_SIDE = re.compile(
    rf"\b(?!(?i:{'|'.join(table('pairs/compass.toml')['lookalikes'])}))"
    rf"(?P<side>(?:{'|'.join(side.capitalize() for side in _SIDES)})(?=[a-zäöüß]{{4}})"
    rf"|(?:{'|'.join(_SIDES)})(?=\w+isch))[a-zäöüß]+"
)
_PROPER = re.compile(r"[A-Z]\w+(?:isch|deutsch)e[mnrs]?")  # an adjective that begins a name: "Norddeutscher Rundfunk"
_TRANSLATED = re.compile("|".join(table("pairs/compass.toml")["translated"]))


def lost_names(pair: Pair) -> list[str]:
    """Return the names of a German sentence, as written, of which its translation has no trace, codes ("G20") included.

    The first word of a sentence may be any word, since it has a capital letter: it counts only as a code, or with a
    point of the compass.
    """
    english, folded = pair.english.text, pair.english.text.casefold()
    names = pair.german.once(_names)
    lost = [name for name in names if not _is_there(name, pair.english.name_words)]
    codes = [code for code in pair.german.once(_codes) if code.casefold() not in folded]
    sides = [word for word, side in pair.german.once(_sides) if side not in folded and word not in english]
    return [*lost, *codes, *sides]


def _names(german: GermanText) -> list[str]:
    """Return the plain names, each once: no initials, no compound with a hyphen, no part of a region."""
    names = dict.fromkeys(token.text for token in german.tokens[1:] if token.tag == "NE")
    return [
        name
        for name in names
        if name.isalpha() and name.istitle() and len(name) >= _SHORTEST and not _TRANSLATED.match(name)
    ]


def _codes(german: AnalysedText) -> list[str]:
    return _CODE.findall(german.text)


def _sides(german: GermanText) -> list[tuple[str, str]]:
    """Return the words with a point of the compass ("Nordkorea"), and the English for that."""
    return [
        (match.group(), _SIDES[match["side"].lower()])
        for match in _OF_A_SIDE.finditer(german.text)
        if not (match.start() and _PROPER.fullmatch(match.group()))
    ]


def _is_there(name: str, known: Collection[str]) -> bool:
    if is_known([name], known, whole=True):
        return True
    heard = sound(name)
    return any(SequenceMatcher(None, heard, sound(word)).ratio() >= _ALIKE for word in known)


def lost_by_pack(pair: Pair) -> list[str]:
    """Return the names of a sentence in another language, as written, of which its translation has no trace.

    Names are those that its pack takes for some; places and countries that the pack has in English are looked for by
    their English name.
    """
    original, there = pair.original, pair.english.name_words
    if not isinstance(original, OtherText):
        return []
    lost = [
        name.written
        for name in (*original.known_places, *original.names)
        if not any(_is_there(word, there) for spelled in name.spellings for word in words(spelled))
    ]
    folded = pair.english.text.casefold()
    return [*dict.fromkeys(lost), *(code for code in original.once(_codes) if code.casefold() not in folded)]


def _find(pair: Pair) -> Iterator[Doubt]:
    for name in lost_names(pair) if pair.is_german else lost_by_pack(pair):
        yield CHECK.doubt(f"The name {name} of the {pair.language} is not in the English.", german=name)


CHECK = Check(
    kind="name", label="A name", find=_find, order=30, languages=None, needs=frozenset({"names"}), about="names"
)
