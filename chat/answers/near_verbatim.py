"""What a quotation that is nearly word for word has otherwise than its source: words put in, left out, or exchanged.

Whoever tells something in their own words changes most of them. Where nearly all are the source's, the one that is not
is what matters. Both are of one language.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from chat.answers.understanding.intents import Tongue
from chat.data import table
from chat.lang.bilingual.nearness import nearest
from chat.lang.en.forms import plain_form
from chat.lang.words import german_stems, is_function_word, words

_NEARLY = 0.7  # share of the content words of a quotation that its source has (bench/LOG.md)
_OWN_WORDS = 0.5  # below which it is told in other words
_NEAR = 0.5  # nearness of two English words that may stand for one
_PART = 4  # letters, from which a German stem may be part of a compound


@dataclass(frozen=True)
class Wording:
    """How the words of a quotation compare with those of its source.

    Args:
        quote: what is said, without who says it.
        source: what it was taken from.
        apart: words of the quotation that tell who says it, in lower case.
        meant: English words that the German of the source may mean, in plain form.
    """

    quote: str
    source: str
    tongue: Tongue
    apart: Collection[str] = ()
    meant: Collection[str] = ()

    @property
    def shared(self) -> float:
        """The share of the quotation's content words that the source has."""
        forms = self._forms(self.quote)
        own = set(self._forms(self.source).values())
        return sum(form in own for form in forms.values()) / max(len(forms), 1)

    @property
    def is_nearly_verbatim(self) -> bool:
        """Whether nearly all words are the source's."""
        return self.shared >= _NEARLY

    @property
    def is_told_in_other_words(self) -> bool:
        """Whether most words are not the source's."""
        return self.shared < _OWN_WORDS

    def differences(self) -> Iterator[str]:
        """Yield what is otherwise, in words for a reader."""
        for word in self._added():
            yield f"“{word}” is not what the article says."
        for word in self._left_out():
            yield f"“{word}” is left out."
        if self._is_turned_around():
            yield "The same words are put together otherwise."

    def _forms(self, text: str) -> dict[str, str]:
        """Return the content words of a text, as written, each with its plain form."""
        if self.tongue == "en":
            forms = {word: plain_form(word) for word in words(text) if not is_function_word(word)}
        else:
            stems = ((word, german_stems(word)) for word in words(text) if not is_function_word(word, "german"))
            forms = {word: stem[0] for word, stem in stems if stem}
        return {word: form for word, form in forms.items() if word.lower() not in self.apart}

    def _added(self) -> list[str]:
        """Return the words of the quotation that stand for none of the source, and say more than that it is told."""
        own, light = set(self._forms(self.source).values()), _listed("light", self.tongue)
        added = [word for word, form in self._forms(self.quote).items() if not self._stands_for_one(form, own)]
        return [word for word in added if word.lower() not in light]

    def _stands_for_one(self, form: str, own: Collection[str]) -> bool:
        if self.tongue == "en":
            return form in self.meant or nearest(form, frozenset(own)) >= _NEAR
        return any(form == other or (min(len(form), len(other)) >= _PART and (form in other or other in form))
                   for other in own)  # fmt: skip

    def _left_out(self) -> list[str]:
        """Return the words that weigh in the part of the source that is quoted, and that the quotation has not."""
        weighty, said = _listed("weighty", self.tongue), {word.lower() for word in words(self.quote)}
        forms = set(self._forms(self.quote).values())
        source = words(self.source)
        plain = self._forms(self.source)
        quoted = [place for place, word in enumerate(source) if plain.get(word) in forms]
        between = range(max(quoted[0] - 1, 0), quoted[-1] + 1) if quoted else range(0)
        return [source[at] for at in between if source[at].lower() in weighty and source[at].lower() not in said]

    def _is_turned_around(self) -> bool:
        """Return whether all words of the source, but for one, stand in the quotation in another order."""
        source = list(self._forms(self.source).values())
        places = [source.index(form) for form in self._forms(self.quote).values() if form in source]
        falls = sum(after < before for before, after in pairwise(places))
        return falls > 0 and len(places) >= len(source) - 1


@cache
def _listed(name: str, tongue: Tongue) -> frozenset[str]:
    """Return the words of a list of data/pairs/quoted.toml in a language."""
    return frozenset(table("pairs/quoted.toml")[name][tongue].split())
