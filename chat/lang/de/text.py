"""A German sentence, analysed once for all who ask: checks, attribution, retrieval, answers."""

from __future__ import annotations

from functools import cached_property

from chat.lang.bilingual.lookup import Meaning, meanings
from chat.lang.de.tokens import Token, tokenize
from chat.lang.offices import Office, offices
from chat.lang.text import AnalysedText
from chat.lang.words import german_stems


class GermanText(AnalysedText):
    """A German text of one line."""

    tongue = "de"

    def let_go(self) -> None:
        """Forget what only translating and attributing ask for: it is most of the memory that a reading takes."""
        super().let_go()
        for name in ("tokens", "meanings"):
            self.__dict__.pop(name, None)

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """The tagged words and punctuation marks, in order, with their offsets in `text`."""
        return tuple(tokenize(self.text))

    @cached_property
    def meanings(self) -> tuple[Meaning, ...]:
        """What the words are called in English, in order; then what expressions of several words are."""
        return meanings(self.tokens)

    @cached_property
    def stems(self) -> tuple[str, ...]:
        """The stems of the words that are no function words, in order."""
        return tuple(german_stems(self.text))

    @cached_property
    def offices(self) -> tuple[Office, ...]:
        """The offices and institutions."""
        return tuple(offices(self.text))
