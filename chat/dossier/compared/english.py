"""An English text as it is compared: by its words, so that they meet what the lexicon calls German ones.

A word that the lexicon has as one of several for a German one is compared by the usual one too. Several words that
stand together as an equivalent ("coast guard") are one, and go by what that German word is usually called.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, cached_property, lru_cache

from chat.data import table
from chat.dossier.compared.base import Comparable, Dated, Word, months
from chat.lang.bilingual.entries import Kind, entries
from chat.lang.bilingual.nearness import entries_meaning, forms_of
from chat.lang.en.forms import plain_form
from chat.lang.en.tokens import Token, tokenize
from chat.lang.words import is_function_word

_KINDS: Mapping[str, Kind] = {"NN": "noun", "VV": "verb", "AJ": "adjective", "AV": "adverb"}
_LONGEST = 4  # words of an equivalent
_USUAL = 3  # equivalents of a German word, beyond which a word says little of it
_SIGNS = {"$": ("dollar", "dollars"), "€": ("euro", "euros"), "£": ("pound", "pounds")}
_A_YEAR = re.compile(r"(?:19|20)\d\d")
_OF_A_MONTH = re.compile(r"(?P<day>[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?")
_VAGUE = frozenset({"one", "a", "an"})
_MEMORY = 1 << 14


class ComparableEnglish(Comparable):
    """An English text as it is compared."""

    tongue = "en"
    language = "english"
    between = re.compile(r"(?<=[.!?])[”\"’']?\s+(?=[“\"‘A-Z])")
    scaled = re.compile(r"^(?P<digits>\d+(?:\.(?P<after>\d+))?)[\s-]*[^\W\d]")
    zero = frozenset({"no"})

    @cached_property
    def _tokens(self) -> tuple[Token, ...]:
        return tokenize(self.text)

    @cached_property
    def _known(self) -> tuple[tuple[Word, int], ...]:
        """The words that the lexicon knows, each with how many tokens it is, by the place of the first."""
        found: list[tuple[Word, int]] = []
        place = 0
        while place < len(self._tokens):
            word, count = self._at(place)
            found.append((word, count))
            place += count
        return tuple(found)

    @cached_property
    def words(self) -> Sequence[Word]:
        """The words that tell something, in order."""
        return tuple(word for word, _ in self._known if word.parts)

    def _at(self, place: int) -> tuple[Word, int]:
        """Return the word at a place, of which there are no parts where it is a name or tells nothing."""
        token = self._tokens[place]
        for length in range(min(_LONGEST, len(self._tokens) - place), 1, -1):
            several = self._tokens[place : place + length]
            forms = tuple(plain_form(one.text) for one in several if one.is_word)
            if len(forms) == length and (together := _together().get(forms)):
                return Word(token.text, token.start, "noun", (together,), together), length
        kind = self._kind(token, place)
        if kind is None:
            return Word(token.text, token.start, "noun", (), ()), 1
        spelled, usual = _called(token.lemma.casefold(), kind)
        return Word(token.text, token.start, kind, (tuple(dict.fromkeys((*spelled, *usual))),), spelled), 1

    def _kind(self, token: Token, place: int) -> Kind | None:
        """Return what kind of word a token is, None for names, numbers and words that tell nothing."""
        if not token.text[:1].isalpha() or is_function_word(token.text) or token.tag[:2] in ("VB", "VH", "VD", "VM"):
            return None
        if token.tag == "NP0":
            return "noun" if token.lower in _capitals() or _is_title(token.lower, self._tokens, place) else None
        kind = _KINDS.get(token.tag[:2])
        known = _kinds(plain_form(token.text))
        if kind is None or not known or kind in known:
            return kind
        return "noun" if "noun" in known else next(iter(sorted(known)), kind)

    @cached_property
    def others(self) -> Sequence[str]:
        """The names and numbers."""
        named, place = [], 0
        for word, count in self._known:
            token = self._tokens[place]
            place += count
            is_one = token.text[0].isdigit() or (token.tag == "NP0" and token.is_capital)
            if is_one and not word.parts and not self.is_function_word(token.text):
                named.append(token.text)
        return tuple(named)

    def dates(self) -> Iterator[Dated]:
        """Yield the years, months and days of a month, in order: "3 May", "May 3"."""
        named = months(self.tongue)
        for place, token in enumerate(self._tokens):
            if token.text in named and not self._is_other_word(place):
                month = named[token.text]
                yield Dated(token.text, "month", month)
                beside = [self._tokens[at] for at in (place - 1, place + 1) if 0 <= at < len(self._tokens)]
                days = [(one, match) for one in beside if (match := _OF_A_MONTH.fullmatch(one.text))]
                for one, match in days[:1]:
                    first, last = sorted((one, token), key=lambda each: each.start)
                    yield Dated(self.text[first.start : last.end], "day", 100 * month + int(match["day"]))
            elif _A_YEAR.fullmatch(token.text):
                yield Dated(token.text, "year", int(token.text))

    def _is_other_word(self, place: int) -> bool:
        """Return whether the name of a month is another word here: "May" that opens a sentence, "March on"."""
        token = self._tokens[place]
        return token.text in table("pairs/dates.toml")["other_words"] and place == 0

    def nothing(self) -> Iterator[tuple[str, int]]:
        """Yield each "no" before a noun, with where it ends."""
        for token in self._tokens:
            if token.lower in self.zero:
                yield token.text, token.end

    def stops(self) -> frozenset[int]:
        """Return where the marks stand that may end a sentence."""
        return frozenset(token.start for token in self._tokens if token.text in (".", "!", "?"))

    def is_what_is_denied(self, *, is_quoted: bool) -> bool:
        """Return whether it is no quotation: those say what is so instead ("denied it: “I never met him”")."""
        return not is_quoted

    def of_currency(self, start: int) -> tuple[str, ...]:
        """Return what a sum of money is of, by the sign before it."""
        return _SIGNS.get(self.text[start - 1 : start], ())

    def is_vague(self, figure: str) -> bool:
        """Return whether a number is rather a pronoun or an article: "one of them"."""
        return figure.casefold() in _VAGUE


@lru_cache(maxsize=_MEMORY)
def _kinds(form: str) -> frozenset[Kind]:
    return frozenset(entry.kind for entry in entries_meaning(form))


@lru_cache(maxsize=_MEMORY)
def _called(lemma: str, kind: Kind) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return a word as the lexicon spells it ("job", "jobs"), and the usual words for what it may stand for."""
    form = plain_form(lemma)
    own = [entry for entry in entries_meaning(form) if entry.kind == kind]
    spelled = [word.casefold() for entry in own for word in entry.english if forms_of(word) == (form,)]
    usual = [entry.english[0].casefold() for entry in own if _is_among_first(form, entry.english)]
    return tuple(dict.fromkeys([lemma, *spelled])), tuple(usual)


def _is_among_first(form: str, english: Sequence[str]) -> bool:
    return any(forms_of(word) == (form,) for word in english[:_USUAL])


@cache
def _together() -> Mapping[tuple[str, ...], tuple[str, ...]]:
    """Return what nouns of several English words are called, by the plain forms of those."""
    found: dict[tuple[str, ...], tuple[str, ...]] = {}
    for entry in entries():
        for written in entry.english[:_USUAL]:
            own = written.split()
            if entry.kind == "noun" and 1 < len(own) <= _LONGEST and not any(map(is_function_word, own)):
                called = (entry.english[0].casefold(), written.casefold(), *map(str.casefold, entry.english))
                found.setdefault(tuple(map(plain_form, own)), tuple(dict.fromkeys(called)))
    return found


@cache
def _capitals() -> frozenset[str]:
    """Return the words that English writes with a capital and that are no names, in small letters: days, months."""
    days = table("pairs/dates.toml")
    return frozenset(word.casefold() for word in (*days["weekdays"].values(), *days["months"].values()))


def _is_title(lower: str, tokens: Sequence[Token], place: int) -> bool:
    """Return whether a word with a capital is what somebody is, and not a name: "Finance Minister Anna Voss"."""
    behind = tokens[place + 1] if place + 1 < len(tokens) else None
    return "noun" in _kinds(plain_form(lower)) and behind is not None and behind.is_capital
