"""German compounds, split into words that the lexicon has: "Mietpreisbremse" is Miete, Preis, Bremse.

Of the ways to split one the way with the fewest parts is taken, among those the one with the longest last part, which
says what the thing is. bench/LOG.md has how often that is right.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache

from chat.data import lines
from chat.lang.bilingual.entries import Entry, lexicon

Part = tuple[Entry, ...]  # the entries of a word: of its homonyms, and of a verb's frames

_SHORTEST = 3  # letters of a part
_MOST_PARTS = 4
_LINKS = ("", "s", "es", "n", "en", "er", "e", "ens", "ns")  # behind a first part: "Regierung-s-krise", "Länd-er-sache"
_DROPPED = ("e", "en", "n")  # of a first part: "Miet(e)preis", "Wohn(en)haus"
_LATIN = ("a", "um", "us")  # what "en" of a first part stands for: "Themen", "Museen", "Viren"
_FEMININE = ("innen", "in")
_PLAIN = str.maketrans("äöü", "aou")
_REMEMBERED = 1 << 14


@lru_cache(maxsize=_REMEMBERED)
def parts(noun: str) -> tuple[Part, ...]:
    """Return the parts of a noun, the head last; one where the lexicon has it as a whole, none where it cannot tell.

    Of a compound with a hyphen what is unknown before it is left out: a name, initials ("CDU-Politiker").
    """
    if whole := noun_entries(noun):
        return (whole,)
    *before, last = noun.split("-")
    if before:
        head = parts(last[:1].upper() + last[1:])
        return (*(part for word in before for part in parts(word)), *head) if head else ()
    return min(_splits(noun.lower(), _MOST_PARTS), key=len, default=())


def noun_entries(noun: str) -> Part:
    """Return the entries of a noun, of a woman's form those of the man's; none where the lexicon does not have it."""
    if own := tuple(entry for entry in lexicon().get(noun, ()) if entry.kind == "noun"):
        return own
    ending = next((ending for ending in _FEMININE if noun.endswith(ending) and len(noun) > len(ending) + 3), None)
    if ending is None:
        return ()
    stem = noun.removesuffix(ending)
    forms = (stem, f"{stem}e", stem[0] + stem[1:].translate(_PLAIN), stem[0] + stem[1:].translate(_PLAIN) + "e")
    persons = (tuple(entry for entry in lexicon().get(form, ()) if entry.grammar in ("m", "mf")) for form in forms)
    return next(filter(None, persons), ())


def _splits(word: str, most: int) -> Iterator[tuple[Part, ...]]:
    """Yield the ways to split a word in lower case, those with a longer last part first."""
    if most < 2:
        return
    for at in range(_SHORTEST, len(word) - _SHORTEST + 1):
        head = noun_entries(word[at].upper() + word[at + 1 :])
        if not head:
            continue
        if modifier := _modifier(word[:at]):
            yield (modifier, head)
        else:
            for link in _LINKS:
                if word[:at].endswith(link) and (rest := word[: at - len(link)]):
                    yield from ((*split, head) for split in _splits(rest, most - 1))


@lru_cache(maxsize=_REMEMBERED)
def _modifier(part: str) -> Part:
    """Return the entries of a compound's first part, with what links it: "regierungs", "miet", "länder", "neu"."""
    if part in _prefixes():
        return (_prefixes()[part],)
    stems = [part.removesuffix(link) for link in _LINKS if part.endswith(link)]
    for stem in dict.fromkeys(stems):
        if len(stem) >= _SHORTEST and (found := _whole(stem)):
            return found
    if part.endswith("en"):
        stems = [part.removesuffix("en") + ending for ending in _LATIN]
        if found := next(filter(None, map(_whole, stems)), ()):
            return found
    for ending in _DROPPED:
        if len(part) >= _SHORTEST and (found := _whole(part + ending)):
            return found
    return ()


def _whole(stem: str) -> Part:
    """Return the entries of a noun, of one whose plural has an umlaut, of an adjective or of a verb."""
    for form in (stem, stem.translate(_PLAIN)):
        if found := lexicon().get(form[0].upper() + form[1:], ()):
            return found
    return tuple(entry for entry in lexicon().get(stem, ()) if entry.kind in ("adjective", "verb"))


@cache
def _prefixes() -> dict[str, Entry]:
    """Return the entries of first parts that are no words of their own, or mean another thing: "Haupt-", "Sonder-"."""
    rows = (line.split("\t") for line in lines("pairs/lexicon/prefixes.tsv"))
    return {german: Entry(german, "adjective", "", tuple(english.split(", "))) for german, _, english in rows}
