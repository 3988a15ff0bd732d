"""Messages that were made in English elsewhere, put into the tongue that is spoken: their template is found again.

A message is made of a template and of what is put in, which may be untrusted. The catalogue has the templates with
numbers for what is put in ("{1} is damaged."). The one that fits with most of its own words is taken, its places are
read out of the message, and put into the template of the tongue. What fits none stays English.

In the catalogue's own words a place can say what it is: "{2:number}" is written as numbers are, "{2:list}" has "and"
or "or", "{2:language}" is the English name of a language or several, "{2:message}" is itself a message or a part of
one, "{2:reasons}" are messages of which each is said of something ("the hub: it is off; …"), "{2:things}" messages
between commas. All else is put in as it is, and never read as a template.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from chat.localization.catalogue import catalogue
from chat.localization.tongues import speaking, tongue
from chat.localization.words import in_digits, in_list, languages

PLACE = re.compile(r"\{(\d+)(?::([a-z]+))?\}")
_MOST_SENTENCES = 20  # of a message; what has more is none of the program's
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")


@dataclass(frozen=True)
class Template:
    """A message with places for what is put in.

    Args:
        pieces: its own words, around the places.
        places: the number of each place, in order.
        said: the template of the tongue.
    """

    pieces: tuple[str, ...]
    places: tuple[str, ...]
    said: str

    @classmethod
    def of(cls, english: str, said: str) -> Template:
        """Return a template of the catalogue."""
        pieces, places = [], []
        at = 0
        for place in PLACE.finditer(english):
            pieces.append(english[at : place.start()])
            places.append(place[1])
            at = place.end()
        return cls((*pieces, english[at:]), tuple(places), said)

    @property
    def weight(self) -> int:
        """How many characters of it are its own."""
        return sum(map(len, self.pieces))

    def read(self, message: str) -> dict[str, str] | None:
        """Return what is put in where a message is made of this template, else None.

        Each piece is looked for once, from where the one before ends: the time grows with the message alone.
        """
        first, *others = self.pieces
        if not others:
            return {} if message == first else None
        last = others.pop()
        at, end = len(first), len(message) - len(last)
        if end < at or not (message.startswith(first) and message.endswith(last)):
            return None
        values = []
        for piece in others:
            found = message.find(piece, at, end)
            if found < 0:
                return None
            values.append(message[at:found])
            at = found + len(piece)
        return dict(zip(self.places, [*values, message[at:end]], strict=True))


def in_tongue(message: str) -> str:
    """Return a message in the tongue that is spoken; one that the catalogue has not stays English.

    Of one that the catalogue has not as a whole its sentences are looked for.
    """
    return _in(tongue(), message)


@lru_cache(maxsize=2_048)  # the doubts of an article are shown at each redraw
def _in(name: str, message: str) -> str:
    with speaking(name):
        whole = _by_template(name, message)
        if whole is not None:
            return whole
        sentences = _SENTENCE_END.split(message)
        if not 1 < len(sentences) <= _MOST_SENTENCES:
            return message
        return " ".join(_by_template(name, sentence) or sentence for sentence in sentences)


def _by_template(name: str, message: str) -> str | None:
    """Return a message by the first template that it is made of, None where it is made of none."""
    for template in _templates(name):
        values = template.read(message)
        if values is not None:
            return _put(template.said, values)
    return None


@cache
def _templates(name: str) -> tuple[Template, ...]:
    """Return the templates of a tongue, those with most words of their own first."""
    given = [Template.of(english, said) for english, said in catalogue(name).messages]
    return tuple(sorted(given, key=lambda template: -template.weight))


def _put(said: str, values: dict[str, str]) -> str:
    """Return a template with what is put in, each in its place and by its kind."""

    def written(place: re.Match[str]) -> str:
        value = values.get(place[1], "")
        return KINDS[place[2]](value) if place[2] in KINDS else value

    return PLACE.sub(written, said)


def _within(message: str) -> str:
    """Return a message within another, or what is listed there; the space around it stays."""
    inner = message.strip()
    said = in_tongue(inner)
    return message.replace(inner, said if said != inner else in_list(inner), 1) if inner else message


def _reasons(messages: str) -> str:
    parts = (part.partition(": ") for part in messages.split("; "))
    return "; ".join(f"{what}{colon}{in_tongue(why)}" for what, colon, why in parts)


def _things(messages: str) -> str:
    return ", ".join(map(in_tongue, messages.split(", ")))


# What a place can say that it is, and how that is written.
KINDS: Mapping[str, Callable[[str], str]] = {
    "language": languages,
    "list": in_list,
    "message": _within,
    "number": in_digits,
    "reasons": _reasons,
    "things": _things,
}
