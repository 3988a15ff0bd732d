"""A German phrase for somebody, in English by the lexicon alone: "die Sprecherin des Mieterbunds, Jana Wulf".

Names stay as they are. A phrase with a word that the lexicon does not have is not rendered.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from typing import NamedTuple

from chat.data import table
from chat.lang.bilingual.compounds import Part, parts
from chat.lang.bilingual.lookup import Meaning, meanings
from chat.lang.characters import one_line
from chat.lang.de.text import GermanText
from chat.lang.de.tokens import Token
from chat.lang.names import with_english_names

_REMEMBERED = 1 << 12
_MARKS = frozenset("„“”»«\"'‚‘’,()")
_OPENING, _CLOSING = "„‚»(", "“”‘«),"
_ENGLISH_ARTICLES = {"definite": "the", "indefinite": "a"}
_ADJECTIVE_ENDING = re.compile(r"e[nmrs]?$")
_VOWELS = tuple("aeiou")


Terms = tuple[tuple[str, str], ...]


class Named(NamedTuple):
    """What somebody is called in English: the name, empty where the phrase has none, and the rest of the phrase."""

    name: str
    role: str


@lru_cache(maxsize=_REMEMBERED)
def named(phrase: str, role: str | None = None, *, own: Terms = ()) -> Named | None:
    """Return what a phrase calls somebody, in English; None where the lexicon lacks a word of it.

    Args:
        phrase: German, on one line: "Bauministerin Eva Ott", "der Sprecher der Stadtwerke".
        role: the part of it beside a name, where it has one: "Bauministerin".
        own: terms, German and English, that go before the lexicon.
    """
    name, rest = _parted(_shortened(phrase), role)
    rendered = _rendered(rest, dict(own))
    if not rendered:
        return None
    if not name:
        return Named("", rendered[0].upper() + rendered[1:])
    return Named(with_english_names(name), _without_article(rendered, frozenset({"the", "a", "an"})))


def _shortened(phrase: str) -> str:
    """Return a phrase without a relative clause at its end, and with one word for what takes several."""
    for pattern, adjective in table("pairs/phrases.toml")["shorter"].items():
        phrase = re.sub(pattern, adjective, phrase)
    tokens = GermanText(phrase).tokens
    clause = next((token.start for token in tokens if token.tag == "PRELS" and token.start), None)
    return phrase if clause is None else phrase[:clause].rstrip(", ")


def _parted(phrase: str, role: str | None) -> tuple[str, str]:
    """Return the name in a phrase, empty where there is none, and the rest: "die Leiterin des Amts, Eva Ott"."""
    if role:
        name = _without_article(one_line(phrase.replace(role, " ", 1)).strip(" ,"), _articles("definite"))
        return (name, role) if name[:1].isupper() else ("", phrase)
    for name, rest in (phrase.rpartition(", ")[::-2], phrase.partition(", ")[::2]):
        words = name.split()
        if rest and len(words) > 1 and all(word[0].isupper() for word in words) and not parts(words[0]):
            return name, rest
    return "", phrase


@cache
def _words() -> dict[str, str]:
    words: dict[str, str] = table("pairs/phrases.toml")["words"]
    return words


@cache
def _plural_words() -> frozenset[str]:
    return frozenset(table("pairs/phrases.toml")["plural"]["words"].split())


@cache
def _named_with_of() -> frozenset[str]:
    return frozenset(table("pairs/phrases.toml")["of_a_name"]["words"].split())


@cache
def _articles(kind: str) -> frozenset[str]:
    return frozenset(table("pairs/phrases.toml")["articles"][kind].split())


def _without_article(phrase: str, articles: frozenset[str]) -> str:
    first, _, rest = phrase.partition(" ")
    return rest if first.lower() in articles and rest else phrase


def _rendered(phrase: str, own: Mapping[str, str]) -> str:
    """Return the English of a noun phrase, empty where a word of it is not known."""
    text = GermanText(phrase)
    by_place = {meaning.places[0]: meaning for meaning in text.meanings if meaning.kind != "expression"}
    words: list[str] = []
    for place, token in enumerate(text.tokens):
        word = own.get(token.text, own.get(token.lemma)) or _word(text.tokens, place, by_place)
        if word is None:
            return ""
        words.append(word)
    return _joined(words)


def _word(tokens: Sequence[Token], place: int, by_place: Mapping[int, Meaning]) -> str | None:
    """Return the English of a word of a noun phrase, None where it is not known."""
    token, meaning = tokens[place], by_place.get(place)
    lower = token.text.lower()
    before = tokens[place - 1] if place else None
    behind_noun = before is not None and before.is_noun and (place - 1 in by_place or before.tag == "NE")
    article = _article(lower, behind_noun=behind_noun)
    if article is not None:
        return article
    if lower in _words() or token.text in _MARKS:
        return _words().get(lower, token.text)
    if before and (before.text in _OPENING or (behind_noun and token.is_noun)):
        # The name of what stands before it: "der Mieterverein Werlau", "die Stadt Werlau", "die Initiative „Tal“".
        return f"of {token.text}" if before.lemma in _named_with_of() and token.tag == "NE" else token.text
    if meaning is None and token.is_capital and token.tag != "NE":
        meaning = _as_adjective(token)
    if meaning:
        return _meant(tokens, place, meaning)
    is_name = token.tag == "NE" or (before is not None and before.text.lower() in _words())
    return token.text if token.is_capital and is_name else None


def _as_adjective(token: Token) -> Meaning | None:
    """Return what a capitalised word means as an adjective: "Technische Leiter", "Kölner Mieterverein"."""
    lower = token.text.lower()
    for form in (lower, _ADJECTIVE_ENDING.sub("", lower)):
        if found := meanings((replace(token, text=form, lemma=form, tag="ADJ(A)"),)):
            return found[0]
    return None


def _meant(tokens: Sequence[Token], place: int, meaning: Meaning) -> str:
    """Return the English of a word that the lexicon has, with the name before its hyphen, in its number and gender."""
    before, _, _ = tokens[place].text.rpartition("-")
    initials = [before] if before and not any(parts(word) for word in before.split("-")) else []
    *first, head = (_usual(part) for part in meaning.parts)
    if meaning.kind == "noun":
        head = _plural(head) if _is_plural(tokens, place, meaning) else head
        head = head.replace("sman", "swoman") if tokens[place].text.endswith("in") else head
    return " ".join((*initials, *first, head))


def _usual(part: Part) -> str:
    """Return the usual English of a word, of a person one for women and men where there is one."""
    english = part[0].english
    usual = english[0]
    return next((word for word in english if usual == f"{word}man"), usual) if usual.endswith("man") else usual


def _is_plural(tokens: Sequence[Token], place: int, meaning: Meaning) -> bool:
    """Return whether a noun stands for several, by what stands before it, its gender and its form."""
    token, gender = tokens[place], meaning.parts[-1][0].grammar
    before = [other.text.lower() for other in tokens[max(0, place - 2) : place]]
    if any(word in _plural_words() for word in before):
        return True
    if gender == "p" or any(word in _articles("singular") for word in before):
        return False
    changed = token.text != token.lemma and not token.text.endswith("s")
    if gender == "f":
        return changed and not token.text.endswith("in")
    return "die" in before if gender in ("m", "n") else changed and "die" in before and token.text.endswith("n")


def _plural(english: str) -> str:
    """Return the plural of a noun phrase: "members of parliament", "spokesmen"."""
    noun, of, rest = english.partition(" of ")
    if noun.endswith("man"):
        noun = f"{noun[:-2]}en"
    elif noun.endswith("y") and noun[-2] not in _VOWELS:
        noun = f"{noun[:-1]}ies"
    elif noun.endswith(("ss", "x", "ch", "sh")):
        noun += "es"
    elif not noun.endswith("s"):
        noun += "s"
    return noun + of + rest


def _article(word: str, *, behind_noun: bool) -> str | None:
    """Return the English of an article, None for other words; that of a genitive behind its noun has an "of"."""
    if word in _articles("possessive"):
        return "of the" if behind_noun else ""
    english = next((name for kind, name in _ENGLISH_ARTICLES.items() if word in _articles(kind)), None)
    return f"of {english}" if english and behind_noun and word in _articles("genitive") else english


def _joined(words: Sequence[str]) -> str:
    """Return words as a text: marks at theirs, "an" before a vowel, English quotation marks."""
    text = ""
    for word in filter(None, words):
        if text.endswith((" a", " of a")) or text == "a":
            text += "n" if word.startswith(_VOWELS) else ""
        joins = not text or text[-1] in _OPENING or word[0] in _CLOSING
        text += word if joins else f" {word}"
    return text.replace("„", "“").replace("»", "“").replace("«", "”")
