"""A German text as it is compared: by what the lexicon calls its words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import cast

from chat.attribution.german.grammar import grammar
from chat.data import table
from chat.dossier.compared.base import Comparable, Dated, Word, months
from chat.lang.de.text import GermanText
from chat.lang.text import AnalysedText

_ORDINAL = re.compile(r"(?:[1-9]|[12]\d|3[01])\.")
_A_YEAR = re.compile(r"(?:19|20)\d\d")


class ComparableGerman(Comparable):
    """A German text as it is compared."""

    tongue = "de"
    language = "german"
    between = re.compile(r"(?<=[.!?])\s+(?=[„»\"A-ZÄÖÜ])")
    scaled = re.compile(r"^(?P<digits>\d+(?:,(?P<after>\d+))?)\s*[^\W\d]")
    zero = frozenset({"kein"})

    def __init__(self, analysis: AnalysedText) -> None:
        super().__init__(analysis)
        self._german = cast(GermanText, analysis)

    @cached_property
    def words(self) -> Sequence[Word]:
        """The words that the lexicon knows, in order; then expressions of several words."""
        return tuple(
            Word(
                text=self._german.tokens[meaning.places[0]].text,
                start=self._german.tokens[meaning.places[0]].start,
                kind=meaning.kind,
                parts=tuple(
                    tuple(dict.fromkeys(word.casefold() for entry in part for word in entry.english))
                    for part in meaning.parts
                ),
                counted=tuple(dict.fromkeys(word.casefold() for word in meaning.english)),
            )
            for meaning in self._german.meanings
        )

    @cached_property
    def others(self) -> Sequence[str]:
        """The names and numbers that the lexicon does not have."""
        known = {place for meaning in self._german.meanings for place in meaning.places}
        return tuple(
            token.text
            for place, token in enumerate(self._german.tokens)
            if place not in known
            and (token.text[0].isdigit() or (token.text[0].isalnum() and token.text[0].isupper()))
            and not self.is_function_word(token.text)
        )

    def dates(self) -> Iterator[Dated]:
        """Yield the years, months and days of a month, in order: "3. Mai"."""
        before = ""
        named = months(self.tongue)
        for token in self._german.tokens:
            if token.text in named:
                yield Dated(token.text, "month", named[token.text])
                if _ORDINAL.fullmatch(before):
                    yield Dated(f"{before} {token.text}", "day", 100 * named[token.text] + int(before[:-1]))
            elif _A_YEAR.fullmatch(token.text):
                yield Dated(token.text, "year", int(token.text))
            before = token.text

    def nothing(self) -> Iterator[tuple[str, int]]:
        """Yield each form of "kein", with where it ends."""
        for token in self._german.tokens:
            if token.lemma.casefold() in self.zero:
                yield token.text, token.end

    def stops(self) -> frozenset[int]:
        """Return where the marks stand that may end a sentence."""
        return frozenset(token.start for token in self._german.tokens if token.text in (".", "!", "?"))

    def is_what_is_denied(self, *, is_quoted: bool) -> bool:
        """Return whether it is in the form of what is denied: "dass …"; else it is what is said instead."""
        return any(re.search(form, self.text, re.IGNORECASE) for form in table("de/contradicting.toml")["denied"])

    def of_currency(self, start: int) -> tuple[str, ...]:
        """Return nothing: German writes the sign behind the number."""
        return ()

    def is_vague(self, figure: str) -> bool:
        """Return whether a number is an indefinite article."""
        return figure.casefold() in grammar().indefinite
