"""Names within a noun phrase: the numbers, marks and "von" that belong to one, and the noun behind it that does not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from chat.attribution.german.agents import is_object_behind
from chat.attribution.german.grammar import grammar
from chat.attribution.german.lexicon import lexicon
from chat.attribution.german.occasions import has_time
from chat.lang.de.tokens import Token

_IN_MARKS = 8  # tokens up to the mark that closes a name


def is_of_name(tokens: Sequence[Token], at: int, stop: int) -> bool:
    """Return whether a number is part of the name before it: "Schalke 04", "TSV 1860"; not "Berlin 2019"."""
    number = tokens[at].text
    counted = at + 1 < stop and tokens[at + 1].tag in ("NN", "ADJ(A)")  # "sagte Klein 40 Zuhörern"
    named = tokens[at - 1].tag == "NE" and number.startswith("18")  # a club; other numbers of four figures are years
    return tokens[at - 1].is_noun and number.isdigit() and not counted and (named or len(number) <= 2)


def is_in_name(tokens: Sequence[Token], place: int, stop: int) -> bool:
    """Return whether "von" stands within a name: "Maria von Thun"."""
    named = place + 1 < stop and tokens[place - 1].tag == tokens[place + 1].tag == "NE"
    return named and tokens[place].text == "von"


def name_with_preposition(tokens: Sequence[Token], place: int, end: int, stop: int) -> int:
    """Return the end of a body's name that goes on behind a preposition at `end`: "die Gruppe Ärzte ohne Grenzen".

    `end` itself where no such name stands there.
    """
    if end - place < 2 or end + 1 >= stop or not tokens[end].tag.startswith("APPR"):
        return end
    body, name, behind = tokens[end - 2], tokens[end - 1], tokens[end + 1]
    named = body.lemma.lower().endswith(tuple(grammar().bodies_with_names))
    common = body.tag == name.tag == "NN" and behind.tag in ("NN", "PIS")
    return end + 2 if named and common and not has_time([behind]) else end


def closing_mark(tokens: Sequence[Token], place: int, stop: int) -> int | None:
    """Return the place after the mark that closes a name in quotation marks which opens at `place`."""
    if tokens[place].text not in "„»“«" or place + 1 >= stop or not tokens[place + 1].is_capital:
        return None
    marks = "»" if tokens[place].text == "«" else "“”«"
    return next((at + 1 for at in range(place + 2, min(stop, place + _IN_MARKS)) if tokens[at].text in marks), None)


def is_object(tokens: Sequence[Token], at: int, end: int) -> bool:
    """Return whether a noun behind a phrase is an object without an article: "hat Klein Fehler eingeräumt"."""
    behind_mark = tokens[at].tag == "NN" and tokens[at - 1].text in "“”«"  # "laut „Bote“ Schäden am Dach"
    name = tokens[at - 1]
    if name.tag == "NN" and at > 1 and tokens[at - 2].tag == "NE":
        name = replace(name, tag="NE")  # a surname that is a noun too: "Rolf Kern"
    genitive = at > 1 and tokens[at - 2].text.lower() in grammar().genitive
    joined = at + 2 < len(tokens) and tokens[at + 1].tag == "KON" and tokens[at + 2].tag == "NE"  # "Kern und Ohm"
    counted = (
        tokens[at].tag in ("NN", "NNA")
        and name.lemma.lower().endswith(lexicon().source_nouns)
        and name.lemma != name.text
    )
    behind = counted or is_object_behind(name, tokens[at], genitive=genitive)  # "nach ersten Angaben Verletzte"
    is_behind = at == end and not joined and behind
    return behind_mark or (is_behind and not _opens(tokens, at))


def _opens(tokens: Sequence[Token], at: int) -> bool:
    """Return whether a name ends at `at` that opens a main clause, before its verb: "Jurist Tom Weiland sagte"."""
    first = next((place + 1 for place in range(at, -1, -1) if tokens[place].text in (",", ";", ":", "–")), 0)
    verb = at + 1 < len(tokens) and (tokens[at + 1].is_finite or tokens[at + 1].text == ":")
    return verb and tokens[first].is_noun
