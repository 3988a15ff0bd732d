"""Who acts on whom, where German word order can mislead a translator. A leaf: knows no articles, models or prompts.

German may begin with the object ("Den Minister kritisierte die Opposition"), and its case tells, not its place; the
passive names who acts with "von" ("wurde von der Polizei gestoppt"). A noun is looked for in the English by what
stands for its office or its name; where neither is found, nothing is said.
"""

from __future__ import annotations

from collections.abc import Sequence

import regex

from chat.lang.de.tokens import Token, tokenize
from chat.lang.names import sounds_like, with_one_name_each
from chat.lang.offices import english_beginnings

_OBLIQUE = frozenset({"den", "dem", "einen", "einem", "diesen", "diesem"})
_BY = regex.compile(r"\b(?:by|from|because of|thanks to|due to|through)\b", regex.IGNORECASE)
_PASSIVE = regex.compile(
    r"\b(?:is|are|was|were|be|been|being|gets?|got)\b(?:\s\w+ly|\snot|\salso)*\s(?:\w+(?:ed|en|wn|nt|ught|ht|pt|ld|de|id|et|it)|put|cut|won|shot|hit|led|fed|met)\b"
)
_GERMAN_EXCHANGE = regex.compile(
    r"\b(?P<cue>[Ii]m (?:Austausch|Gegenzug|Tausch) (?:für|gegen)) (?P<price>(?:\S+\s?){1,2})"
)
_EXCHANGE = regex.compile(r"\b(?P<cue>in (?:exchange|return) for) (?P<price>(?:\S+\s?){1,4})", regex.IGNORECASE)
_EXCHANGE_TOO = regex.compile(r"\b(?:exchang|return|swap|trad|barter|reciproc|compensat|turn\b)", regex.IGNORECASE)
_WORD = regex.compile(r"\p{L}[\p{L}-]*")
_SHORTEST = 5  # letters of a noun with the ending "-in" and fewer may be of any gender
_CLAUSE = 6  # tokens: where the verb is after a first phrase
_SUBJECT_WORDS = 3  # an English subject begins within so many words


def turned_round(german: str, english: str) -> tuple[str, str] | None:
    """Return the German noun that acts, or is acted on, and the English word for it, where its part is exchanged.

    For an exchange its cue is returned, "im Austausch für", and that of the English, empty where it has none.
    """
    tokens = [token for token in tokenize(german) if token.tag != "$("]
    return (
        _object_as_subject(tokens, english)
        or _agent_as_object(tokens, english)
        or _price_as_goods(with_one_name_each(german), with_one_name_each(english))
    )


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
    found = _located(tokens[head].text, english)
    if found is None or _BY.search(english) or _PASSIVE.search(english):
        return None
    subject = _noun_after(tokens, head + 2)
    other = _located(tokens[subject].text, english) if subject is not None else None
    is_first = found.start() < other.start() if other else _is_early(found, english)
    return (tokens[head].text, found.group()) if is_first else None


def _is_oblique(article: str, noun: str) -> bool:
    """Return whether a phrase is no subject by its article: "den Minister", and "der Ministerin", which is feminine."""
    return article in _OBLIQUE or (article in ("der", "einer") and noun.endswith("in") and len(noun) > _SHORTEST)


def _agent_as_object(tokens: Sequence[Token], english: str) -> tuple[str, str] | None:
    """Find the agent of a German passive elsewhere than as the subject of an active English sentence or after "by"."""
    if _BY.search(english) or _PASSIVE.search(english):
        return None
    for place, token in enumerate(tokens):
        head = _noun_after(tokens, place + 1) if token.text.lower() in ("von", "vom") else None
        if head is None or not _is_of_passive(tokens, place):
            continue
        found = _located(tokens[head].text, english)
        if found and not _is_early(found, english) and not english.startswith(("'", "’"), found.end()):
            return tokens[head].text, found.group()
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


def _price_as_goods(german: str, english: str) -> tuple[str, str] | None:
    """Find a country or a people for which something is given ("im Austausch für …") elsewhere in the translation.

    Where the translation has no word for an exchange, the cue alone is returned.
    """
    own, other = _GERMAN_EXCHANGE.search(german), _EXCHANGE.search(english)
    if own and not _EXCHANGE_TOO.search(english):
        return own["cue"], ""
    if own is None or other is None:
        return None
    named = [word for word in _WORD.findall(own["price"]) if word[0].isupper() and word in english]
    missing = next((word for word in named if word not in other["price"]), None)
    return (own["cue"], other["cue"]) if missing else None


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
    beginnings = english_beginnings(noun)
    return next(
        (
            match
            for match in _WORD.finditer(english)
            if (beginnings and match.group().lower().startswith(beginnings))
            or sounds_like(noun, match.group().capitalize())
        ),
        None,
    )


def _is_early(found: regex.Match[str], english: str) -> bool:
    return len(_WORD.findall(english[: found.start()])) < _SUBJECT_WORDS
