"""Articles that are one text in two papers: what an agency wrote, with another headline or a sentence less."""

from __future__ import annotations

from collections.abc import Sequence

from chat.article.analysed import AnalysedArticle
from chat.dossier.shared import shared_counts
from chat.dossier.sources import Source
from chat.lang.words import words

_SHINGLE = 4  # words
_ALIKE = 0.6  # share of the shorter text's runs of words that the other one has


def copies(sources: Sequence[Source]) -> tuple[tuple[int, ...], ...]:
    """Return the numbers of the articles that are one text, each group in order; who stands alone is left out.

    Headlines do not count: papers write their own.
    """
    import numpy as np

    if len(sources) < 2:
        return ()
    shingles = [source.once(_shingles) for source in sources]
    lengths = np.array([len(own) for own in shingles])
    least = _ALIKE * np.minimum(lengths[:, None], lengths[None])
    are_alike = (least > 0) & (least <= shared_counts(shingles))
    np.fill_diagonal(are_alike, val=False)
    groups: list[list[int]] = []
    for at in np.flatnonzero(are_alike.any(axis=1)).tolist():
        group = next((group for group in groups if are_alike[at, group].any()), None)
        if group is None:
            groups.append([at])
        else:
            group.append(at)
    return tuple(tuple(sources[at].number for at in group) for group in groups if len(group) > 1)


def _shingles(article: AnalysedArticle) -> frozenset[tuple[str, ...]]:
    told = [word.casefold() for s in article.content if s.kind == "text" for word in words(s.text)]
    return frozenset(tuple(told[at : at + _SHINGLE]) for at in range(len(told) - _SHINGLE + 1))
