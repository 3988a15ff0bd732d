"""An English sentence, analysed once for all who ask: checks, retrieval, grounding, answers."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from chat.lang.en.frames import EnglishFrame, find_frames
from chat.lang.figures import Figure, figures
from chat.lang.names import name_words, names, speakers
from chat.lang.negation import may_negate, negation
from chat.lang.quotations import Offsets, marked_spans
from chat.lang.words import english_stems, words


class EnglishText:
    """An English text of one line; each part of its analysis is made when it is first asked for, and kept.

    Threads may share one: at worst a part is made twice.
    """

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words as written."""
        return tuple(words(self.text))

    @cached_property
    def stems(self) -> tuple[str, ...]:
        """The stems of the words that are no function words, in order."""
        return tuple(english_stems(self.text))

    @cached_property
    def stem_set(self) -> frozenset[str]:
        """The stems, each once."""
        return frozenset(self.stems)

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """The numbers."""
        return tuple(figures(self.text, "en"))

    @cached_property
    def names(self) -> tuple[tuple[str, ...], ...]:
        """The names, each its words."""
        return tuple(tuple(name) for name in names(self.text))

    @cached_property
    def speakers(self) -> tuple[Sequence[str], ...]:
        """Those of the names that stand before a verb of saying, or after "according to"."""
        return tuple(speakers(self.text, self.names))

    @cached_property
    def name_words(self) -> frozenset[str]:
        """All words, and the other names for those, to look names up in."""
        return frozenset(name_words(self.text))

    @cached_property
    def quotations(self) -> tuple[Offsets, ...]:
        """The spans of what stands between quotation marks, with the marks."""
        return tuple(marked_spans(self.text))

    @cached_property
    def frames(self) -> tuple[EnglishFrame, ...]:
        """The frames of reported speech: who speaks, and which words are theirs."""
        return tuple(find_frames(self.text))

    @cached_property
    def negation(self) -> str | None:
        """The first word that negates outright, as written."""
        return negation(self.text, "en")

    @cached_property
    def may_negate(self) -> bool:
        """Whether any word negates, outright or by what it means."""
        return may_negate(self.text, "en")
