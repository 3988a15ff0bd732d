"""A text of one line, analysed once for all who ask. Knows words, and of their language what its pack has.

What only German and English texts have stands in `de` and `en`; names in other languages in `named`.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any, Self, TypeVar, cast

from chat.lang.figures import Figure, figures
from chat.lang.names import name_words
from chat.lang.negation import may_negate, negation
from chat.lang.quotations import Offsets, marked_spans
from chat.lang.words import words

T = TypeVar("T")


class AnalysedText:
    """A text of one line; each part of its analysis is made when it is first asked for, and kept.

    Threads may share one: at worst a part is made twice.
    """

    tongue: str
    """The language it is in, ISO 639-1."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._made: dict[Callable[[Any], Any], Any] = {}

    def once(self, work: Callable[[Self], T]) -> T:
        """Return what a function makes of this text, made when it is first asked for, and kept.

        For what one check alone looks for, and asks about with each translation of the text.
        """
        if work not in self._made:
            self._made[work] = work(self)
        return cast(T, self._made[work])

    def let_go(self) -> None:
        """Forget what only translating and attributing ask for: it is most of the memory that a reading takes."""
        self._made.clear()

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words as written."""
        return tuple(words(self.text))

    @cached_property
    def stems(self) -> tuple[str, ...]:
        """The forms in which its words are compared, in order: in small letters, where no stems are known."""
        return tuple(word.casefold() for word in self.words)

    @property
    def tokens(self) -> tuple[Any, ...]:
        """The tagged words, of a language that has a tagger: none."""
        return ()

    @property
    def meanings(self) -> tuple[Any, ...]:
        """What the words are called in English, in a language that has a lexicon: none."""
        return ()

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """The numbers."""
        return tuple(figures(self.text, self.tongue))

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
        return negation(self.text, self.tongue)

    @cached_property
    def may_negate(self) -> bool:
        """Whether any word negates, outright or by what it means."""
        return may_negate(self.text, self.tongue)
