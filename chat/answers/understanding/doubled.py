"""Two questions in one, to be answered one by one: "What does it cost, and who pays?" A leaf."""

from __future__ import annotations

import re

_ASKING = (
    "how|what|when|where|why|who|whom|which|is|are|was|were|does|do|did|has|have|will|can|"
    "wie|was|wann|wo|warum|wieso|weshalb|wer|wem|wen|welche[nrsm]?|ist|sind|hat|haben|wird|werden|kann"
)
_TWO = re.compile(
    rf"^(?P<first>\S+(?: \S+)+?)(?:\? ?(?:and|und)?|,? (?:and|und|as well as|sowie)(?: also| auch)?) "
    rf"(?P<second>(?:(?:ab|seit|bis|by|since|until|from|for|to|at|in|with|um|von|mit) )?(?:{_ASKING})\b ?\S.*)$",
    re.IGNORECASE,
)
# Two things that are asked for by their names alone: "Opening date and ticket price?", "Nennen Sie Termin und Preis".
_NAMING = re.compile(
    r"^(?:(?:please|bitte)\s+)?(?:tell me|name|give me|list|i (?:want|need) to know|nennen? sie(?: mir)?|nenne?"
    r"|sag(?:en sie)? mir|gib mir|ich (?:brauche|möchte wissen)|what (?:is|are)|what['’]s|(?:was|wie) (?:ist|sind))\s+",
    re.IGNORECASE,
)
_BOTH = re.compile(r"^(?:both|sowohl)\s+", re.IGNORECASE)
_AND = re.compile(r",? (?:and|und|as well as|sowie|als auch) ", re.IGNORECASE)
_OF = re.compile(r"(?<!höhe)(?<!zahl)(?<!amount)(?<!number) (?:of|for|from|vom|von|der|des|für) .+$", re.IGNORECASE)
_LONGEST_THING = 8  # words
_THING = re.compile(
    r"(?:date|time|day|price|costs?|fee|charge|number|age|name|size|length|height|amount|reason|place|address|salary"
    r"|termin|datum|preis(?:es)?|kosten|gebühr|zahl|alter|größe|länge|höhe|betrag|grund|ort|adresse|gehalt|dauer|uhrzeit)\b",
    re.IGNORECASE,
)
_LEAST = 3  # words of each: "when and where", "what is disputed and by whom" are one question


def two_questions(question: str) -> tuple[str, str] | None:
    """Return the two questions that a sentence asks in one, None where it asks one."""
    plain = " ".join(question.split()).rstrip("?.! ")
    match = _TWO.match(plain)
    if match is None:
        return _two_things(plain)
    first, second = match["first"].strip(" ,"), match["second"].strip()
    if min(len(first.split()), len(second.split())) < _LEAST or not re.match(rf"(?:{_ASKING})\b", first, re.IGNORECASE):
        return None
    return f"{first}?", f"{second}?"


def _two_things(question: str) -> tuple[str, str] | None:
    """Return the two things that a question names, each as a question, None where it names no two.

    What they are of may stand behind the second alone: "date and place of the hearing".
    """
    named = _BOTH.sub("", _NAMING.sub("", question))
    things = _AND.split(named)
    if len(things) != 2 or re.match(rf"(?:{_ASKING})\b", named, re.IGNORECASE):
        return None
    first, second = things
    if not all(_THING.search(thing) and len(thing.split()) <= _LONGEST_THING for thing in things):
        return None
    of = _OF.search(second)
    return f"{first if _OF.search(first) or not of else first + of.group()}?", f"{second}?"
