"""An English sentence, analysed once for all who ask: checks, retrieval, grounding, answers."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from chat.lang.en.forms import plain_forms
from chat.lang.en.frames import EnglishFrame, find_frames
from chat.lang.names import names, speakers
from chat.lang.text import AnalysedText
from chat.lang.words import english_stems, is_function_word


class EnglishText(AnalysedText):
    """An English text of one line."""

    tongue = "en"

    @cached_property
    def stems(self) -> tuple[str, ...]:
        """The stems of the words that are no function words, in order."""
        return tuple(english_stems(self.text))

    @cached_property
    def forms(self) -> tuple[str, ...]:
        """The plain form of each of the `words`, function words too."""
        return tuple(plain_forms(self.words))

    @property
    def content_forms(self) -> list[str]:
        """The plain forms of the words that are no function words, in order."""
        return [form for word, form in zip(self.words, self.forms, strict=True) if not is_function_word(word)]

    @cached_property
    def stem_set(self) -> frozenset[str]:
        """The stems, each once."""
        return frozenset(self.stems)

    @cached_property
    def names(self) -> tuple[tuple[str, ...], ...]:
        """The names, each its words."""
        return tuple(tuple(name) for name in names(self.text))

    @cached_property
    def speakers(self) -> tuple[Sequence[str], ...]:
        """Those of the names that stand before a verb of saying, or after "according to"."""
        return tuple(speakers(self.text, self.names))

    @cached_property
    def frames(self) -> tuple[EnglishFrame, ...]:
        """The frames of reported speech: who speaks, and which words are theirs."""
        return tuple(find_frames(self.text))
