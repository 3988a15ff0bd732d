"""Whether a noun phrase names somebody or something that can speak: data/de/agents.toml."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import dropwhile, takewhile

from chat.attribution.german.lexicon import lexicon
from chat.data import table
from chat.lang.de.tokens import Token
from chat.lang.quotations import OPENING

_PLURALS = ("innen", "in", "nen", "en", "n", "er", "e", "s")


@cache
def _endings(kind: str) -> tuple[str, ...]:
    return tuple(table("de/agents.toml")["endings"][kind].split())


def is_somebody(phrase: Sequence[Token]) -> bool:
    """Return whether a phrase names people or a body: by a name, a personal pronoun, or the ending of its noun.

    What stands behind the noun does not count: "die Pläne der Regierung" is nobody.
    """
    if any(t.tag == "PPER" or (t.tag == "PDS" and t.text.lower() in _endings("pointed_at")) for t in phrase[:1]):
        return True
    return any(t.tag == "NE" or _is_acronym(t) or _is_agent(t, "people", "bodies") for t in _head(phrase))


def _head(phrase: Sequence[Token]) -> list[Token]:
    """Return the nouns that head a phrase; those within an attribute before it are none: "mit dem Fall vertraute"."""
    rest = list(phrase)
    while rest:
        rest = list(dropwhile(lambda t: not t.is_noun, rest))
        head = list(takewhile(lambda t: t.is_noun, rest))
        rest = rest[len(head) :]
        if not rest or rest[0].tag != "ADJ(A)":
            return head[1:] if len(head) > 1 and is_owner(head[0]) and head[1].tag == "NN" else head
    return []


def is_owner(token: Token) -> bool:
    """Return whether a name is in the genitive before what is somebody's: "Seeheims"."""
    return token.tag == "NE" and token.text.endswith("s") and token.lemma != token.text


def is_object_behind(agent: Token, noun: Token, *, genitive: bool = False) -> bool:
    """Return whether a noun right behind somebody's name or office is no part of it: "hat Klein Fehler eingeräumt".

    Behind a genitive it is a name: "der Leiter der Wasserwerke Nordtal".
    """
    if noun.tag != "NN" or is_somebody([noun]) or noun.text == noun.lemma + "s":
        return False  # what is in the genitive is no object: a name that ends so ("Derungs")
    plural = ("en", "e") if agent.tag == "NN" else ("en",)
    several = not genitive and agent.tag in ("NN", "NNA") and agent.text.endswith(plural)
    inflected = agent.text != agent.lemma and noun.text[1:].islower()
    if several and inflected and _is_agent(agent, "people", "bodies"):
        return True  # "warfen die Behörden Spionage vor", "nannten die Befragten Geldmangel"
    named = agent.tag == "NE" and not agent.text.endswith("s") and not agent.text.isupper()  # "Kleins Fehler", "AK Bau"
    surname = "ß" in noun.lemma and noun.text.endswith("sser")  # "Strasser" is no "Straße"
    thing = noun.lemma.lower().endswith(_endings("things")) and not surname
    said = noun.lemma in lexicon().noun_stances or thing or _is_paper(noun)
    asked = noun.lemma.lower().endswith(_endings("asked_for")) and agent.tag == "NN" and _is_agent(agent, "bodies")
    return asked or (said and (named or (agent.is_noun and _is_agent(agent, "people"))))


def _is_paper(token: Token) -> bool:
    """Return whether a noun names a paper or a medium, which speaks as its authors do."""
    return token.is_noun and _is_agent(token, "papers")


def _is_acronym(token: Token) -> bool:
    return len(token.text) > 1 and token.text.isupper()


def is_people(noun: Token) -> bool:
    """Return whether a noun names people by what they are: "Ortsvorsteherin", "Soziologe"."""
    return noun.is_noun and _is_agent(noun, "people")


def is_masculine(phrase: Sequence[Token]) -> bool:
    """Return whether a phrase names one man or a masculine body: "neue Minister", "Verband"; not "Ministerin"."""
    at = next((at for at, token in enumerate(phrase) if token.is_noun), len(phrase))
    of_place = at + 1 < len(phrase) and phrase[at].text.endswith("er") and phrase[at + 1].tag == "NN"  # "Ulmer Notarzt"
    noun = phrase[at + of_place] if at < len(phrase) else None
    word = "" if noun is None else noun.text.lower()
    woman = word.endswith("in") and not word.endswith(_endings("masculine_bodies"))
    if noun is None or woman or word.endswith(_endings("not_masculine")):
        return False
    singular = noun.text.endswith("e") if noun.tag == "NNA" else is_base(noun)
    return singular and _is_agent(noun, "people", "masculine_bodies")


def is_base(noun: Token) -> bool:
    """Return whether a noun stands as the dictionary has it, or with the "r" of an adjective: "Vorsitzender"."""
    word, lemma = (text.lower().replace("ß", "ss") for text in (noun.text, noun.lemma))
    return word in (lemma, lemma + "r")


def is_paper_phrase(phrase: Sequence[Token]) -> bool:
    """Return whether a phrase names a paper or a medium by its own noun: not "eine Anfrage der Zeitung"."""
    return any(_is_paper(token) for token in _head(phrase))


def can_speak(phrase: Sequence[Token]) -> bool:
    """Return whether a phrase names who or what can say something: people, a body, a paper, a medium."""
    return is_somebody(phrase) or is_paper_phrase(phrase)


def is_agent(token: Token) -> bool:
    """Return whether a noun is a word for people or a body: "Landrat", but no name."""
    return _is_agent(token, "people", "bodies")


def is_none_of(phrase: Sequence[Token]) -> bool:
    """Return whether a phrase says that nobody does it: "niemand", "kein Politiker"."""
    first = phrase[0].text.lower() if phrase else ""
    return first in _endings("none") or first.startswith("kein")


def is_deciding(phrase: Sequence[Token]) -> bool:
    """Return whether a phrase names a court or a parliament: what it confirms or rejects is decided so."""
    return any(token.text.lower().endswith(_endings("deciding")) for token in _head(phrase))


def is_share(phrase: Sequence[Token]) -> bool:
    """Return whether a phrase counts people: "58 Prozent der Betriebe", "jeder zweite Haushalt"."""
    words = [token.text.lower() for token in phrase[:4]]
    ordinal = len(phrase) > 1 and words[0] in ("jeder", "jede", "jedes") and phrase[1].tag == "ADJ(A)"
    return ordinal or any(word in _endings("shares") for word in words)


def is_thing(phrase: Sequence[Token]) -> bool:
    """Return whether a phrase names an event or a thing, which says nothing."""
    head = _head(phrase)
    named = any(token.text in OPENING for token in phrase[:2])  # "die „Zeit“"
    if not head or named or is_somebody(phrase) or is_paper_phrase(phrase):
        return False
    return head[0].lemma.lower().endswith(_endings("things"))


def _is_agent(token: Token, *kinds: str) -> bool:
    """Return whether the noun, or its singular, ends as the names of agents of some kinds do."""
    lemma = token.lemma.lower()
    if lemma.endswith(_endings("nobody")):
        return False
    endings = tuple(ending for kind in kinds for ending in _endings(kind))
    woman = lemma.removesuffix("nen").removesuffix("in") + "e"  # "Soziologin" is "Soziologe" too
    forms = {lemma, token.text.lower(), woman, *(lemma.removesuffix(plural) for plural in _PLURALS)}
    return any(form.endswith(endings) for form in forms if form)


def investigates(phrase: str) -> bool:
    """Return whether a phrase names who looks into what happened, and tells it: the police, prosecutors, witnesses."""
    endings = _endings("investigators")
    return any(word.lower().strip(",.").endswith(endings) for word in phrase.split() if word[:1].isupper())
