"""Articles that are one text in two papers: what an agency wrote, with another headline or a sentence less."""

from __future__ import annotations

from collections.abc import Sequence

from chat.dossier.sources import Source
from chat.lang.words import words

_SHINGLE = 4  # words
_ALIKE = 0.6  # share of the shorter text's runs of words that the other one has


def copies(sources: Sequence[Source]) -> tuple[tuple[int, ...], ...]:
    """Return the numbers of the articles that are one text, each group in order; who stands alone is left out.

    Headlines do not count: papers write their own.
    """
    shingles = {source.number: _shingles(source) for source in sources}
    groups: list[list[int]] = []
    for number, own in shingles.items():
        group = next((group for group in groups if any(_are_alike(own, shingles[other]) for other in group)), None)
        if group is None:
            groups.append([number])
        else:
            group.append(number)
    return tuple(tuple(group) for group in groups if len(group) > 1)


def _shingles(source: Source) -> frozenset[tuple[str, ...]]:
    told = [word.casefold() for s in source.analysed.content if s.kind == "text" for word in words(s.text)]
    return frozenset(tuple(told[at : at + _SHINGLE]) for at in range(len(told) - _SHINGLE + 1))


def _are_alike(one: frozenset[tuple[str, ...]], other: frozenset[tuple[str, ...]]) -> bool:
    shorter = min(len(one), len(other))
    return shorter > 0 and len(one & other) >= _ALIKE * shorter
