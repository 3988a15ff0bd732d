"""Which articles are on one matter: those that share names, one with the next.

Measured on the development dossiers put together (53 articles, nine matters): no two articles on different matters
share two names, and of those on one matter most pairs do.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import combinations

from chat.article.analysed import AnalysedArticle
from chat.dossier.compared import afresh
from chat.dossier.sources import Source
from chat.lang.names import sound
from chat.lang.words import is_function_word

_LEAST_NAMES = 2  # that articles on one matter share
_SHORTEST = 3  # letters of a name
_ENDING = re.compile(r"(?<=\w{5})(?:er|s)$")  # "Ahrweder", "Ahrwedes"


def matters(sources: Sequence[Source]) -> list[int]:
    """Return for each article the number of its matter: the same for articles on one."""
    names = [source.once(_names) for source in sources]
    found = list(range(len(sources)))
    for one, other in combinations(range(len(sources)), 2):
        if found[one] != found[other] and len(names[one] & names[other]) >= _LEAST_NAMES:
            old, new = found[other], found[one]
            found = [new if matter == old else matter for matter in found]
    return found


def _names(article: AnalysedArticle) -> frozenset[str]:
    """Return the names in an article, by their sound: what no lexicon has and is written with a capital."""
    found = set()
    for sentence in article.content:
        for name in afresh(sentence).others:
            if len(name) >= _SHORTEST and name[0].isupper() and not is_function_word(name):
                found.add(sound(_ENDING.sub("", name)))
    return frozenset(found)
