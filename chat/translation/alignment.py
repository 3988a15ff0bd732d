"""Which English sentences stand for which of the original, where somebody else made the translation.

Sentences are put together in order, mostly one to one, so that as many German words as can be have an equivalent of
theirs, or their own name or number, in their English; of other languages names and numbers alone. Knows no doubts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from chat.lang.bilingual.nearness import single_forms
from chat.lang.de.text import GermanText
from chat.lang.en.forms import plain_forms
from chat.lang.en.text import EnglishText
from chat.lang.named import OtherText
from chat.lang.text import AnalysedText
from chat.lang.words import is_function_word

_BEADS = ((1, 1), (1, 2), (2, 1), (1, 3), (3, 1), (2, 2), (1, 0), (0, 1))  # sentences that are put together
# What sentences are worth is the share of their words that stand for each other, a sentence; less this where they are
# not one to one, and this where one has no counterpart.
_NOT_ONE_TO_ONE, _ALONE = 0.3, 0.05
_BAND = 30  # sentences by which the two sides may be off the diagonal


@dataclass(frozen=True)
class Aligned:
    """Sentences that stand for each other, by their numbers from 0; one side may be empty."""

    german: tuple[int, ...]
    english: tuple[int, ...]


def align(original: Sequence[AnalysedText], english: Sequence[EnglishText]) -> list[Aligned]:
    """Return which sentences stand for which, in order; each is in one, and none is in two."""
    table = _Table(original, english)
    best: dict[tuple[int, int], tuple[float, tuple[int, int]]] = {(0, 0): (0.0, (0, 0))}
    for row in range(len(original) + 1):
        for column in table.within_band(row):
            steps = [
                (best[row - down, column - across][0] + table.worth(row, down, column, across), (down, across))
                for down, across in _BEADS
                if (row - down, column - across) in best
            ]
            if steps:
                best[row, column] = max(steps)
    aligned: list[Aligned] = []
    row, column = len(original), len(english)
    while row or column:
        down, across = best[row, column][1]
        aligned.append(Aligned(tuple(range(row - down, row)), tuple(range(column - across, column))))
        row, column = row - down, column - across
    return aligned[::-1]


class _Table:
    """What any sentences are worth to each other."""

    def __init__(self, original: Sequence[AnalysedText], english: Sequence[EnglishText]) -> None:
        self._anchors = [
            _anchors(text) if isinstance(text, GermanText) else _names_and_numbers(text) for text in original
        ]
        self._forms = [frozenset(text.content_forms) for text in english]
        self._shared: dict[tuple[int, int], frozenset[int]] = {}

    def within_band(self, row: int) -> range:
        """Return up to which English sentences those before a row of the German may reach."""
        rows, columns = len(self._anchors), len(self._forms)
        middle = round(row * columns / rows) if rows else columns
        width = _BAND + -(-columns // max(rows, 1))  # the diagonal is steep where one side has more sentences
        return range(max(0, middle - width), min(columns, middle + width) + 1)

    def worth(self, row: int, down: int, column: int, across: int) -> float:
        """Return what the `down` German sentences before a row and the `across` English ones are worth together."""
        if not down or not across:
            return -_ALONE
        rows, columns = range(row - down, row), range(column - across, column)
        shared = sum(len(frozenset().union(*(self._matched(at, other) for other in columns))) for at in rows)
        size = sum(len(self._anchors[at]) for at in rows) + sum(len(self._forms[other]) for other in columns)
        uneven = 0.0 if down == across == 1 else _NOT_ONE_TO_ONE
        return (down + across) * shared / max(size, 1) - uneven

    def _matched(self, row: int, column: int) -> frozenset[int]:
        """Return which anchors of a German sentence an English one has."""
        if (row, column) not in self._shared:
            forms = self._forms[column]
            self._shared[row, column] = frozenset(
                number for number, anchor in enumerate(self._anchors[row]) if not anchor.isdisjoint(forms)
            )
        return self._shared[row, column]


def _anchors(text: GermanText) -> list[frozenset[str]]:
    """Return the plain forms that may stand for each word of a German sentence: its equivalents, a name, a number."""
    known = {place for meaning in text.meanings for place in meaning.places}
    meant = [frozenset().union(*(single_forms(entry) for part in m.parts for entry in part)) for m in text.meanings]
    others = [token.text for place, token in enumerate(text.tokens) if place not in known]
    own = [word for word in others if word[0].isalnum() and not is_function_word(word, "german")]
    return [*(forms for forms in meant if forms), *(frozenset((form,)) for form in plain_forms(own))]


def _names_and_numbers(text: AnalysedText) -> list[frozenset[str]]:
    """Return the plain forms that may stand for each name and number of a sentence in another language."""
    names = (*text.known_names, *text.names) if isinstance(text, OtherText) else ()
    spelled = [frozenset(plain_forms([part for form in name.spellings for part in form.split()])) for name in names]
    return [*spelled, *(frozenset(format(value, "f") for value in figure.values) for figure in text.figures)]
