"""Whether a noun phrase names somebody or something that can speak: data/de/agents.toml."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import dropwhile, takewhile

from chat.attribution.german.lexicon import lexicon
from chat.data import table
from chat.lang.de.tokens import Token

_PLURALS = ("innen", "in", "nen", "en", "n", "er", "e", "s")


@cache
def _endings(kind: str) -> tuple[str, ...]:
    return tuple(table("de/agents.toml")["endings"][kind].split())


def is_somebody(phrase: Sequence[Token]) -> bool:
    """Return whether a phrase names people or a body: by a name, a personal pronoun, or the ending of its noun.

    What stands behind the noun does not count: "die Pläne der Regierung" is nobody.
    """
    if any(t.tag == "PPER" for t in phrase[:1]):
        return True
    head = list(takewhile(lambda t: t.is_noun, dropwhile(lambda t: not t.is_noun, phrase)))
    return any(t.tag == "NE" or _is_acronym(t) or _is_agent(t, "people", "bodies") for t in head)


def is_paper(token: Token) -> bool:
    """Return whether a noun names a paper or a medium, which speaks as its authors do."""
    return token.is_noun and _is_agent(token, "papers")


def is_common_noun(token: Token) -> bool:
    """Return whether a noun is no name: a plural, or what somebody does, makes or thinks."""
    if token.tag != "NN" or not token.text[:1].isupper():
        return False
    plural = token.text != token.lemma and token.text.startswith(token.lemma[:3]) and token.text.endswith(_PLURALS[2:])
    return plural or token.lemma in lexicon().noun_stances or token.lemma.lower().endswith(_endings("things"))


def _is_acronym(token: Token) -> bool:
    return len(token.text) > 1 and token.text.isupper()


def is_paper_phrase(phrase: Sequence[Token]) -> bool:
    """Return whether a phrase names a paper or a medium by its own noun: not "eine Anfrage der Zeitung"."""
    head = next((t for t in phrase if t.is_noun), None)
    return head is not None and is_paper(head)


def is_thing(phrase: Sequence[Token]) -> bool:
    """Return whether a phrase names an event or a thing, which says nothing."""
    head = next((t for t in phrase if t.is_noun), None)
    if head is None or head.tag == "NE" or is_somebody(phrase) or is_paper(head):
        return False
    return head.lemma.lower().endswith(_endings("things"))


def _is_agent(token: Token, *kinds: str) -> bool:
    """Return whether the noun, or its singular, ends as the names of agents of some kinds do."""
    lemma = token.lemma.lower()
    if lemma.endswith(_endings("nobody")):
        return False
    endings = tuple(ending for kind in kinds for ending in _endings(kind))
    forms = {lemma, token.text.lower(), *(lemma.removesuffix(plural) for plural in _PLURALS)}
    return any(form.endswith(endings) for form in forms if form)
