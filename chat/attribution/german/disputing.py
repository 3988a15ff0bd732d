"""The German words by which a denial points at what it denies, and the forms in which a ledger compares speakers."""

from __future__ import annotations

import re

from chat.attribution.german.grammar import grammar
from chat.attribution.german.lexicon import lexicon
from chat.data import any_of
from chat.lang.words import stems_of, words

_SHORTEST = 4  # letters of a noun that links a denial to a claim

INDEFINITE = re.compile(rf"^(?:{any_of(grammar().indefinite)})\s", re.IGNORECASE)
POSSESSIVE = re.compile(rf"(?:{any_of(grammar().possessive)})\s", re.IGNORECASE)
PRONOUNS = frozenset(grammar().pronouns)
POINTING_BACK = re.compile(rf"\b(?:{any_of(lexicon().pointing_back)})\w*")
ADJECTIVE_OF = re.compile(rf"\b([a-zäöüß-]{{4,60}}) (?={POINTING_BACK.pattern})")
# A denial that says itself what it denies: "wies den Vorwurf zurück, Akten vernichtet zu haben".
SAYS_WHAT = re.compile(rf", (?:{any_of(lexicon().that)}|wonach)|, .{{0,300}}\bzu\b")
# "Lenz wies das zurück", "Kast widersprach dem": what stands right before it is denied.
BARE_OBJECT = re.compile(r"\b(?:das|dies|dem)\b")


def called(phrase: str, written: str) -> tuple[str, ...]:
    """Return what shows whether somebody is a man or a woman: the fullest phrase, and "der" for one who is "er"."""
    return (phrase, f"der Mann {phrase}") if written.lower() == "er" else (phrase,)


def nouns(text: str) -> dict[str, str]:
    """Return the capitalised words of a German text, nouns mostly, by their stems."""
    own = [word for word in words(text) if len(word) >= _SHORTEST and word[:1].isupper()]
    return dict(zip(stems_of(own, "german"), own, strict=True))
