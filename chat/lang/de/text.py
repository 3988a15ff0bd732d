"""A German sentence, analysed once for all who ask: checks, attribution, retrieval, answers."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any, TypeVar, cast

from chat.lang.de.tokens import Token, tokenize
from chat.lang.figures import Figure, figures
from chat.lang.names import name_words
from chat.lang.negation import may_negate, negation
from chat.lang.offices import Office, offices
from chat.lang.quotations import Offsets, marked_spans
from chat.lang.words import german_stems, words

T = TypeVar("T")


class GermanText:
    """A German text of one line; each part of its analysis is made when it is first asked for, and kept.

    Threads may share one: at worst a part is made twice.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._made: dict[Callable[[GermanText], Any], Any] = {}

    def once(self, work: Callable[[GermanText], T]) -> T:
        """Return what a function makes of this text, made when it is first asked for, and kept.

        For what one check alone looks for, and asks about with each translation of the text.
        """
        if work not in self._made:
            self._made[work] = work(self)
        return cast(T, self._made[work])

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """The tagged words and punctuation marks, in order, with their offsets in `text`."""
        return tuple(tokenize(self.text))

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words as written."""
        return tuple(words(self.text))

    @cached_property
    def stems(self) -> tuple[str, ...]:
        """The stems of the words that are no function words, in order."""
        return tuple(german_stems(self.text))

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """The numbers."""
        return tuple(figures(self.text, "de"))

    @cached_property
    def name_words(self) -> frozenset[str]:
        """All words, and the other names for those, to look names up in."""
        return frozenset(name_words(self.text))

    @cached_property
    def quotations(self) -> tuple[Offsets, ...]:
        """The spans of what stands between quotation marks, with the marks."""
        return tuple(marked_spans(self.text))

    @cached_property
    def negation(self) -> str | None:
        """The first word that negates outright, as written."""
        return negation(self.text, "de")

    @cached_property
    def may_negate(self) -> bool:
        """Whether any word negates, outright or by what it means."""
        return may_negate(self.text, "de")

    @cached_property
    def offices(self) -> tuple[Office, ...]:
        """The offices and institutions."""
        return tuple(offices(self.text))
