"""Who acts on whom, where German word order can mislead a translator.

German may begin with the object ("Den Minister kritisierte die Opposition"), and its case tells, not its place; the
passive names who acts with "von" ("wurde von der Polizei gestoppt"). A noun is looked for in the English by what
stands for its office or its name; where neither is found, nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from chat.data import table
from chat.lang.de.text import GermanText
from chat.lang.de.tokens import Token
from chat.lang.names import sounds_like, with_one_name_each
from chat.lang.offices import english_beginnings_of
from chat.schema import Doubt
from chat.translation.checks import Check, Pair

_GERMAN: dict[str, list[str]] = table("pairs/agents.toml")["de"]
_ENGLISH: dict[str, list[str]] = table("pairs/agents.toml")["en"]
_OBLIQUE, _FEMININE, _GERMAN_BY = (frozenset(_GERMAN[name]) for name in ("oblique", "feminine", "by"))
_BY = regex.compile(rf"\b(?:{'|'.join(_ENGLISH['by'])})\b", regex.IGNORECASE)
_PASSIVE = regex.compile(
    rf"\b(?:{'|'.join(_ENGLISH['be'])})\b(?:\s(?:{'|'.join(_ENGLISH['before_participle'])}))*"
    rf"\s(?:{'|'.join(_ENGLISH['participles'])})\b"
)
_GERMAN_EXCHANGE = regex.compile(
    rf"\b(?P<cue>{'|'.join(f'[{cue[0].upper()}{cue[0]}]{cue[1:]}' for cue in _GERMAN['exchange'])})"
    r" (?P<price>(?:\S+\s?){1,2})"
)
_EXCHANGE = regex.compile(
    rf"\b(?P<cue>{'|'.join(_ENGLISH['exchange'])}) (?P<price>(?:\S+\s?){{1,4}})", regex.IGNORECASE
)
_EXCHANGE_TOO = regex.compile(rf"\b(?:{'|'.join(_ENGLISH['exchange_too'])})", regex.IGNORECASE)
_WORD = regex.compile(r"\p{L}[\p{L}-]*")
_SHORTEST = 5  # letters of a noun with the ending "-in" and fewer may be of any gender
_CLAUSE = 6  # tokens: where the verb is after a first phrase
_SUBJECT_WORDS = 3  # an English subject begins within so many words


def turned_round(pair: Pair) -> tuple[str, str] | None:
    """Return the German noun that acts, or is acted on, and the English word for it, where its part is exchanged.

    For an exchange its cue is returned, "im Austausch für", and that of the English, empty where it has none.
    """
    tokens, english = pair.german.once(_tokens), pair.english.text
    return _object_as_subject(tokens, english) or _agent_as_object(tokens, english) or _price_as_goods(pair)


def _tokens(german: GermanText) -> list[Token]:
    """Return the tokens without punctuation marks that are no comma or full stop."""
    return [token for token in german.tokens if token.tag != "$("]


def _object_as_subject(tokens: Sequence[Token], english: str) -> tuple[str, str] | None:
    """Find the object with which a German sentence begins as the subject of an active English one."""
    head = _noun_after(tokens, 0) if tokens else None
    if (
        head is None
        or not _is_oblique(tokens[0].text.lower(), tokens[head].text)
        or head + 1 >= len(tokens)
        or not tokens[head + 1].is_finite
        or tokens[head + 1].lemma == "werden"
    ):
        return None
    located = _located(tokens[head].text, english)
    if located is None or _BY.search(english) or _PASSIVE.search(english):
        return None
    subject = _noun_after(tokens, head + 2)
    other = _located(tokens[subject].text, english) if subject is not None else None
    is_first = located.start() < other.start() if other else _is_early(located, english)
    return (tokens[head].text, located.group()) if is_first else None


def _is_oblique(article: str, noun: str) -> bool:
    """Return whether a phrase is no subject by its article: "den Minister", and "der Ministerin", which is feminine."""
    return article in _OBLIQUE or (article in _FEMININE and noun.endswith("in") and len(noun) > _SHORTEST)


def _agent_as_object(tokens: Sequence[Token], english: str) -> tuple[str, str] | None:
    """Find the agent of a German passive elsewhere than as the subject of an active English sentence or after "by"."""
    if _BY.search(english) or _PASSIVE.search(english):
        return None
    for place, token in enumerate(tokens):
        head = _noun_after(tokens, place + 1) if token.text.lower() in _GERMAN_BY else None
        if head is None or not _is_of_passive(tokens, place):
            continue
        located = _located(tokens[head].text, english)
        if located and not _is_early(located, english) and not english.startswith(("'", "’"), located.end()):
            return tokens[head].text, located.group()
    return None


def _is_of_passive(tokens: Sequence[Token], place: int) -> bool:
    """Return whether the "von" at a place names who acts: "wurde … von X gewählt", "Von X wurde …", in one clause."""
    if place == 0:
        return any(token.lemma == "werden" for token in tokens[:_CLAUSE])
    if tokens[place - 1].is_noun:  # "der Sprecher von X"
        return False
    before = [token.text for token in tokens[:place]]
    clause = tokens[max(len(before) - 1 - before[::-1].index(","), 0) if "," in before else 0 : place]
    after = [token.text for token in tokens[place:]]
    rest = tokens[place : place + after.index(",")] if "," in after else tokens[place:]
    return any(token.lemma == "werden" for token in clause) and any(token.tag.startswith("VV(PP)") for token in rest)


def _price_as_goods(pair: Pair) -> tuple[str, str] | None:
    """Find a country or a people for which something is given ("im Austausch für …") elsewhere in the translation.

    Where the translation has no word for an exchange, the cue alone is returned.
    """
    if (own := pair.german.once(_price)) is None:
        return None
    cue, named = own
    english = with_one_name_each(pair.english.text)
    if not _EXCHANGE_TOO.search(english):
        return cue, ""
    other = _EXCHANGE.search(english)
    if other is None or not any(word in english and word not in other["price"] for word in named):
        return None
    return cue, other["cue"]


def _price(german: GermanText) -> tuple[str, list[str]] | None:
    """Return the cue of an exchange, and the countries and peoples for which something is given."""
    found = _GERMAN_EXCHANGE.search(with_one_name_each(german.text))
    return (found["cue"], [word for word in _WORD.findall(found["price"]) if word[0].isupper()]) if found else None


def _noun_after(tokens: Sequence[Token], place: int) -> int | None:
    """Return where the noun is of the phrase that begins at `place`: after an article and adjectives."""
    for at in range(place, min(place + 4, len(tokens))):
        if tokens[at].is_noun:
            return at
        if not tokens[at].tag.startswith(("ART", "ADJ", "P")):
            return None
    return None


def _located(noun: str, english: str) -> regex.Match[str] | None:
    """Return the first English word that stands for a German noun: for its office, or spelled alike."""
    beginnings = english_beginnings_of(noun)
    return next(
        (
            match
            for match in _WORD.finditer(english)
            if (beginnings and match.group().lower().startswith(beginnings))
            or sounds_like(noun, match.group().capitalize())
        ),
        None,
    )


def _is_early(word: regex.Match[str], english: str) -> bool:
    return len(_WORD.findall(english[: word.start()])) < _SUBJECT_WORDS


def _find(pair: Pair) -> Iterator[Doubt]:
    if parts := turned_round(pair):
        own, other = parts
        yield CHECK.doubt(f"Who acts and who is acted on may be exchanged (“{own}”).", german=own, english=other)


CHECK = Check(kind="agent", label="Who acts on whom", find=_find, order=100, about="who acts on whom")
