"""German words that a translation has left as they are. A leaf: knows nothing of articles, models or prompts."""

from __future__ import annotations

import regex

from chat.lang.de.tokens import tokenize
from chat.lang.names import starts_sentence, with_english_names
from chat.lang.words import function_words

_WORD = regex.compile(r"\p{L}+(?:-\p{L}+)*")
_UMLAUT = regex.compile(r"[äöüß]")
# Endings and sequences of letters that German common nouns have and English words hardly ever; names of places have
# their own ("-ingen", "-hausen").
_GERMAN_SPELLING = regex.compile(
    r"(?:ung|heit|keit|schaft|nis|ling|tum|kasse|schaden|schäden|wohner|spieler|meister|amt|rat|gericht|gesetz|vertrag|werk"
    r"|stelle|behörde|verband|anwalt|minister|sprecher|beamte|partei|regierung|führer|mitglied|teilnehmer|[^e]ler|kräfte|haus"
    r"|sperre|mauer|brücke|straße|platz|zeitung|unternehmen|verfahren|abgabe|steuer|beitrag|betrieb)"
    r"(?:en|e[snr]?|s|n|in|innen)?$|[aeiou]h[lmnrt]|sch(?=[aeioul])"
)
_PLACE = regex.compile(r"(?:ingen|hausen|haus|hagen|berg|burg|stadt|dorf|heim|feld|bach|tal|see|brück|furt|hafen)$")
# Institutions that English keeps.
_KEPT = frozenset(
    {
        *("Bundeswehr", "Bundestag", "Bundestags", "Bundesrat", "Bundesrats", "Bundesliga", "Landtag", "Landtags"),
        *("S-Bahn", "U-Bahn", "Autobahn", "Kindergarten", "Wehrmacht", "Luftwaffe", "Weltanschauung", "Reichstag"),
    }
)
_OPENING, _CLOSING = tuple("“\"'‘(„«"), tuple("”\"'’)»")
_OF_PLACE = regex.compile(r"\b(?:[Ii]n|near|at|from|to|of|around|between) $")
_SHORTEST = 6  # letters of a noun that is told
_SHARED = frozenset(
    {
        "war",
        "die",
        "man",
        "was",
        "so",
        "an",
        "in",
        "am",
        "hat",
        "also",
        "art",
        "bin",
        "gut",
        "rat",
        "arm",
        "du",
        "das",
        "der",
    }
)


def left_over(german: str, english: str) -> list[str]:
    """Return the words of a translation that are its German sentence's own and no names.

    Told are function words, words with an umlaut, and nouns that are spelled as no English word is, where they stand
    alone: a title of a paper or a party is several words, or stands in quotation marks.
    """
    tokens = tokenize(german)
    nouns = {token.text for token in tokens if token.tag.startswith("NN")}
    others = {token.text for token in tokens if token.text[:1].islower()}
    found = list(_WORD.finditer(english))
    return [
        match.group()
        for number, match in enumerate(found)
        if (match.group() in others and _is_german_word(match.group()))
        or (match.group() in nouns and _is_german_noun(match.group()) and not _is_in_name(english, found, number))
    ]


def _is_german_word(word: str) -> bool:
    if _UMLAUT.search(word):
        return True
    return word in function_words("german") and word not in function_words("english") and word not in _SHARED


def _is_german_noun(word: str) -> bool:
    if len(word) < _SHORTEST or word in _KEPT or _PLACE.search(word) or with_english_names(word) != word:
        return False
    return _GERMAN_SPELLING.search(word) is not None


def _is_in_name(english: str, found: list[regex.Match[str]], number: int) -> bool:
    """Return whether a word is a place's, one of a run of capitalised words, or between quotation marks or brackets."""
    match = found[number]
    before, after = english[: match.start()], english[match.end() :]
    if before[-1:] in _OPENING or after[:1] in _CLOSING or _OF_PLACE.search(before):
        return True
    previous = found[number - 1] if number and before.endswith(" ") else None
    following = found[number + 1] if number + 1 < len(found) and after.startswith(" ") else None
    return any(
        other is not None and other.group()[0].isupper() and not starts_sentence(english, other.start())
        for other in (previous, following)
    )
