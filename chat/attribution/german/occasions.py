"""Nouns that tell when, where or to whom something is said, rather than who says it: "Gipfel", "ZDF", "Zeitung"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from chat.attribution.german.grammar import Words, grammar
from chat.attribution.german.lexicon import lexicon
from chat.lang.de.tokens import Token
from chat.lang.quotations import CLOSING, OPENING

_SHORTEST_ENDING = 6  # letters of a noun that also ends compounds: not "rede" in "Gerede"


def tells_when(tokens: Sequence[Token]) -> bool:
    """Return whether a phrase says when: "Montag", "Mitternacht"; not "Peter Mai", "Trainer Mal Hansen", "„Zeit“"."""
    return has_time(tokens) or (not _is_marked(tokens) and any(token.text in grammar().moments for token in tokens))


def has_time(tokens: Sequence[Token]) -> bool:
    """Return whether a phrase has a day, a month or a stretch of time in it, which is no name."""
    return not _is_marked(tokens) and any(
        _is_time(token) and token.tag != "NE" and not _is_name(tokens, at) for at, token in enumerate(tokens)
    )


def _is_time(token: Token) -> bool:
    """Return whether a noun is a day, a month or a stretch of time, or a part of a day: "Montag", "Montagabend"."""
    part = next((part for part in grammar().parts_of_day if token.lemma.lower().endswith(part)), "")
    return token.lemma in lexicon().times or (bool(part) and token.lemma[: -len(part)] in lexicon().times)


def _is_name(tokens: Sequence[Token], at: int) -> bool:
    """Return whether a word of time is part of a name: "Peter Mai", "Trainer Mal Hansen"."""
    if at and tokens[at - 1].tag == "NE":
        return True
    return 0 < at < len(tokens) - 1 and tokens[at - 1].tag == "NN" and tokens[at + 1].tag == "NE"


def _is_marked(tokens: Sequence[Token]) -> bool:
    """Return whether a phrase has quotation marks: a name."""
    return any(token.text in OPENING + CLOSING for token in tokens)


def is_occasion(tokens: Iterable[Token]) -> bool:
    """Return whether a phrase names an occasion of speaking: "Auftakt der Messe", "einem ARD-Interview"."""
    return any(token.is_capital and _ends_in(token.text, grammar().occasions) for token in tokens)


def is_conversation(token: Token) -> bool:
    """Return whether a noun names a talk with somebody, who is behind "mit": "Interview"."""
    return token.is_capital and _ends_in(token.text, grammar().conversations)


def is_media(tokens: Iterable[Token]) -> bool:
    """Return whether a phrase names a newspaper, an agency or a broadcaster: "Deutschen Presse-Agentur", "ZDF"."""
    return any(_is_medium(token) for token in tokens)


def is_listening(tokens: Iterable[Token]) -> bool:
    """Return whether a phrase names people who listen: "Journalisten"."""
    return any(token.is_capital and token.text.lower() in grammar().listeners for token in tokens)


def is_hall(tokens: Iterable[Token]) -> bool:
    """Return whether a phrase names where somebody speaks: "Bundestag", "Berlin"."""
    return any(token.tag == "NE" or (token.is_noun and token.text.lower() in grammar().halls) for token in tokens)


def is_school(tokens: Iterable[Token]) -> bool:
    """Return whether a phrase names a place of learning: "Universität Ulm"."""
    return any(token.is_noun and token.text.lower().endswith(tuple(grammar().schools)) for token in tokens)


def is_of_media(token: Token) -> bool:
    """Return whether a noun needs the newspaper behind it: "Redakteur der Zeitung", not "Minister der Zeitung"."""
    word = token.text.lower()
    return word in grammar().of_media_alone or _ends_in(word, grammar().of_media)


def is_complete(token: Token) -> bool:
    """Return whether a noun is an office that needs no place behind it: "Ministerin"."""
    return token.is_noun and token.text.lower().endswith(tuple(grammar().complete_offices))


def is_feminine(noun: Token) -> bool:
    """Return whether a noun is feminine by its ending: "Zeitung"."""
    word = noun.text.lower() if noun.is_noun else ""
    return word.endswith(tuple(grammar().feminine_nouns)) and not word.endswith(tuple(grammar().not_feminine))


def _is_medium(token: Token) -> bool:
    parts = token.text.strip("„“").split("-")
    named = any(part in grammar().media for part in parts)
    return named or (token.is_noun and parts[-1].lower().endswith(tuple(grammar().media_endings)))


def _ends_in(word: str, nouns: Words) -> bool:
    """Return whether a word, or its part behind the last hyphen, is one of some nouns or a compound with one."""
    last = word.lower().rpartition("-")[2]
    return last in nouns or any(len(noun) >= _SHORTEST_ENDING and last.endswith(noun) for noun in nouns)
