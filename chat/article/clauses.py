"""Whether two sentences meet at a full stop that could as well belong to an abbreviation or an initial.

A German main clause has one finite verb. Where the words before the full stop have theirs, and another one comes
behind it with neither a comma nor a conjunction between, a sentence has ended: "Er folgt Plan B. Fachleute warnen",
while "Das sagte Thomas P. Krüger" and "weil Thomas P. Krüger warnt" have one verb. Knows nothing of what the letters
and abbreviations mean, nor where else sentences end.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import regex

from chat.lang.de.tokens import Token, tokenize

LOOK_BACK = 160  # characters of the sentence so far; a clause is hardly ever longer
LOOK_AHEAD = 80

_BREAK = regex.compile(r"(?:,(?!\d)|[;:!?()\[\]„“”\"«»…–—|])\s*")
_TITLE = regex.compile(r"(?<=\b(?:Dr|Prof|\p{Lu}))\.|(?<=\d)\.(?=\s\p{Lu})")  # full stops within a noun phrase
_END = regex.compile(r"[.;:!?()\[\]„“”\"«»…–—|\n]")
_SMALL = regex.compile(r"(?<=\P{L})\p{Ll}{2,}")  # a finite verb is one of these; looking is cheaper than tagging
_COMMA = regex.compile(r",(?!\d)")
_OPENING_A_CLAUSE = ("KOUS", "KOKOM", "PWAV", "PWS", "PWAT", "PREL")


@lru_cache(maxsize=1024)  # a text that repeats itself is tagged once
def meet(before: str, after: str, *, named: bool = False) -> bool:
    """Return whether a main clause ends with `before`, and `after` begins another.

    Args:
        before: the sentence so far, up to a full stop; LOOK_BACK characters of it will do.
        after: the text behind it, LOOK_AHEAD characters.
        named: `before` ends in a name that is known to be whole ("Kurt K.", who has no surname in this article), so
            that it need have no verb of its own.
    """
    if not _SMALL.search(after) or not (named or _SMALL.search(before)):
        return False
    clause = _last_clause(tokenize(_TITLE.sub("", _BREAK.split(before)[-1])))
    finite = [token for token in clause if _is_finite(token)]
    if not finite and (not named or _is_subordinate(clause)):
        return False
    return _has_verb(_clause_after(after), within_frame=_is_frame_open(clause, finite))


@lru_cache(maxsize=1024)
def has_verb(text: str) -> bool:
    """Return whether a stretch of a sentence has a finite verb."""
    return _SMALL.search(text) is not None and any(_is_finite(token) for token in tokenize(text))


def _is_finite(token: Token) -> bool:
    """Return whether a token is a finite verb; with a capital, it is a noun or opens a question."""
    return token.is_finite and token.text[0].islower()


def _is_subordinate(clause: Sequence[Token]) -> bool:
    return bool(clause) and clause[0].tag.startswith(_OPENING_A_CLAUSE)


def _last_clause(tokens: Sequence[Token]) -> Sequence[Token]:
    """Return the tokens from the last conjunction that can open a clause, or all of them."""
    for place in range(len(tokens) - 1, -1, -1):
        token = tokens[place]
        if token.tag.startswith(_OPENING_A_CLAUSE) or (token.tag == "KON" and not _joins_names(tokens, place)):
            return tokens[place:]
    return tokens


def _joins_names(tokens: Sequence[Token], place: int) -> bool:
    """Return whether a conjunction joins two names in one: "Berger & Co", "Jens F. und Udo R" at the end."""
    letters = place > 0 and place == len(tokens) - 3 and len(tokens[place - 1].text) == len(tokens[-1].text) == 1
    return tokens[place].text == "&" or letters


def _is_frame_open(clause: Sequence[Token], finite: Sequence[Token]) -> bool:
    """Return whether an auxiliary or modal verb still waits for its participle or infinitive ("hat Kurt K. Geld")."""
    waiting = any(token.tag.startswith(("VA", "VM")) and token.lemma not in ("sein", "bin") for token in finite)
    return waiting and not any(token.tag.endswith(("(PP)", "(INF)")) for token in clause)


def _clause_after(after: str) -> Sequence[Token]:
    """Return the tokens of the first clause of what follows, a relative clause behind its noun left out."""
    sentence = _END.split(_TITLE.sub("", after), maxsplit=1)[0]
    head, *rest = _COMMA.split(sentence)
    if len(rest) > 1 and not any(_is_finite(token) for token in tokenize(head)):
        return tokenize(f"{head} {rest[1]}")
    return tokenize(head)


def _has_verb(clause: Sequence[Token], *, within_frame: bool) -> bool:
    """Return whether a main clause begins: one constituent, and then its finite verb.

    Args:
        within_frame: a participle at the end would belong to the clause before ("hat Kurt K. Zeugen bedroht").
    """
    for place, token in enumerate(clause):
        if _is_finite(token):
            return place > 0 and not (within_frame and _closes_frame(clause, place))
        if token.tag.startswith(_OPENING_A_CLAUSE):
            return False
        if token.tag == "KON" and not (place + 1 < len(clause) and clause[place + 1].is_capital):
            return False
    return False


def _closes_frame(clause: Sequence[Token], place: int) -> bool:
    """Return whether a verb could be the participle or infinitive that a clause ends with."""
    return place + 1 == len(clause) or clause[place + 1].tag.startswith(("VA", "VM"))
