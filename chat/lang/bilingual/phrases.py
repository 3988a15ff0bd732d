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
from chat.lang.bilingual.compounds import Part, noun_entries, parts
from chat.lang.bilingual.lookup import Meaning, meanings
from chat.lang.characters import one_line
from chat.lang.de.text import GermanText
from chat.lang.de.tokens import Token
from chat.lang.names import with_english_names

_REMEMBERED = 1 << 12
_QUOTES = frozenset('„“”»«"‚‘’›‹')
_MARKS = frozenset(",()")
_OPENING, _CLOSING = "(", "),"
_ENGLISH_ARTICLES = {"definite": "the", "indefinite": "a"}
_ADJECTIVE_ENDING = re.compile(r"e[nmrs]?$")
_ATTRIBUTE = re.compile(r" (?:von der|vom|von|bei der|beim|bei|aus dem|aus der|an der|am|des|der) (?P<noun>\w+)")
# Endings of nouns for persons; of organisations a name follows too ("der Verein Haus und Hof").
_PERSONS = ("er", "or", "ist", "loge", "ent", "ant", "eur", "chef", "landrat", "anwalt", "arzt", "zeuge")
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
    if any(" " in term and term in phrase for term, _ in own):
        return None  # a term of several words is for a translator
    name, rest = _parted(_shortened(phrase), role)
    rendered = _rendered(rest, dict(own))
    if not rendered:
        return None
    if not name:
        return Named("", rendered[0].upper() + rendered[1:])
    return Named(with_english_names(name), _without_article(rendered, frozenset({"the", "a", "an"})))


def _shortened(phrase: str) -> str:
    """Return a phrase without a relative clause at its end, and with one word for what takes several.

    Whose they are goes too, where their name follows: "Ihr Rivale, Finanzminister Kai Ott".
    """
    whose, comma, rest = phrase.partition(", ")
    if comma and whose.partition(" ")[0].lower() in _possessives() and _after_office(rest)[0]:
        phrase = rest
    for pattern, adjective in table("pairs/phrases.toml")["shorter"].items():
        phrase = re.sub(pattern, adjective, phrase)
    tokens = GermanText(phrase).tokens
    clause = next((token.start for token in tokens if token.tag == "PRELS" and token.start), None)
    return phrase if clause is None else phrase[:clause].rstrip(", ")


@cache
def _possessives() -> frozenset[str]:
    return frozenset(table("de/pronouns.toml")["words"]["possessive"].split())


def _parted(phrase: str, role: str | None) -> tuple[str, str]:
    """Return the name in a phrase, empty where there is none, and the rest: "die Leiterin des Amts, Eva Ott"."""
    if role:
        beside = _without_article(one_line(phrase.replace(role, " ", 1)).strip(" ,"), _articles("definite"))
        name, attribute = _without_attribute(beside.strip(" ,"))
        return (name, f"{role} {attribute}".strip()) if name[:1].isupper() else ("", phrase)
    for name, rest in (phrase.rpartition(", ")[::-2], phrase.partition(", ")[::2]):
        words = name.split()
        is_name = len(words) > 1 and all(word[0].isupper() for word in words) and words[0].lower() not in _possessives()
        if rest and is_name and not parts(words[0]):
            return name, rest
    return _after_office(phrase)


def _after_office(phrase: str) -> tuple[str, str]:
    """Return a name of several words that stands behind a noun, empty where there is none, and the rest."""
    tokens = GermanText(phrase).tokens
    for place in range(1, len(tokens) - 1):
        if tokens[place - 1].tag == "NE" or not tokens[place - 1].is_noun or tokens[place].tag != "NE":
            continue
        end = next((at for at in range(place, len(tokens)) if tokens[at].tag != "NE"), len(tokens))
        if end - place > 1 and _is_person(tokens[place - 1].text):
            start, last = tokens[place].start, tokens[end - 1].end
            return phrase[start:last], one_line(phrase[:start] + phrase[last:])
    return "", phrase


@cache
def _is_person(noun: str) -> bool:
    """Return whether a noun is what somebody is, by its gender and ending: "Sprecherin", "Geologe", "Vorsitzende"."""
    found = noun_entries(noun) or next(iter(parts(noun)[-1:]), ())
    if not found:
        return False
    lower = noun.lower()
    is_woman = lower.endswith("in") and (found[0].grammar == "f" or not lower.endswith(found[0].german.lower()))
    return found[0].grammar == "mf" or is_woman or (found[0].grammar == "m" and lower.endswith(_PERSONS))


def _without_attribute(name: str) -> tuple[str, str]:
    """Return a name without what is said of somebody behind it, and that: "Eva Ott von der Hochschule Werlau"."""
    for found in _ATTRIBUTE.finditer(name):
        if parts(found["noun"]):  # "Ursula von der Leyen" is a name
            return name[: found.start()], name[found.start() + 1 :]
    return name, ""


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
    opened: int | None = None  # where what stands between quotation marks begins: it stays as it is
    naming = False  # within the name of an organisation: "Haus und Hof"
    for place, token in enumerate(text.tokens):
        if token.text in _QUOTES:
            if opened is not None:
                words.append(f"“{phrase[opened : token.start].strip()}”")
            opened = token.end if opened is None else None
            continue
        if opened is not None:
            continue
        naming = naming and (token.is_noun or token.text in ("und", "&"))
        word = token.text if naming else own.get(token.text, own.get(token.lemma))
        word = word or _word(text.tokens, place, by_place)
        if word is None:
            return ""
        naming = naming or (word == token.text and place > 0 and text.tokens[place - 1].is_noun)
        words.append(word)
    return "" if opened is not None else _joined(words)


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
    if before and behind_noun and token.is_noun:
        # The name of what stands before it: "der Mieterverein Werlau", "die Stadt Werlau".
        is_word = token.tag != "NE" and meaning is not None and len(meaning.parts) == 1  # "Lauterfeld" is no compound
        is_place = before.lemma in _named_with_of() and not is_word
        return f"of {token.text}" if is_place else token.text
    if meaning is None and token.is_capital and token.tag != "NE":
        meaning = _as_adjective(token)
    if meaning:
        return _meant(tokens, place, meaning)
    if token.tag == "NE" and not any(at < place for at in by_place) and (person := noun_entries(token.text)):
        return _usual(person)  # what the tagger takes for a name, where nobody was called anything yet: "Geologin"
    is_name = token.tag == "NE" or (before is not None and before.text.lower() in _words())
    return token.text if token.is_capital and is_name else None


def _as_adjective(token: Token) -> Meaning | None:
    """Return what a capitalised word means as an adjective: "Technische Leiter", "Kölner Mieterverein"."""
    lower = token.text.lower()
    for form in filter(None, (lower, _ADJECTIVE_ENDING.sub("", lower))):  # "ES" is an ending alone
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
    if meaning.parts[-1][0].german != token.text and token.text.endswith(("in", "innen")):
        return token.text.endswith("innen")
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
    irregular = next((word for word in _irregular() if noun.endswith(word)), None)
    if irregular:
        noun = noun.removesuffix(irregular) + _irregular()[irregular]
    elif noun.endswith("y") and noun[-2] not in _VOWELS:
        noun = f"{noun[:-1]}ies"
    elif noun.endswith(("ss", "x", "ch", "sh")):
        noun += "es"
    elif not noun.endswith("s"):
        noun += "s"
    return noun + of + rest


@cache
def _irregular() -> dict[str, str]:
    plurals: dict[str, str] = table("pairs/phrases.toml")["irregular"]
    return plurals


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
            text += "n" if _begins_with_vowel(word) else ""
        joins = not text or text[-1] in _OPENING or word[0] in _CLOSING
        text += word if joins else f" {word}"
    return text


def _begins_with_vowel(word: str) -> bool:
    """Return whether an English word begins with a vowel as it is spoken."""
    spoken = table("pairs/phrases.toml")["spoken"]
    if word.startswith(tuple(spoken["vowel"])):
        return True
    return word.startswith(_VOWELS) and not word.startswith(tuple(spoken["consonant"]))
