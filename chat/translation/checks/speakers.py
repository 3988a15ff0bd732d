"""Who speaks in a translation, and not in its sentence.

On the 997 pairs of good translations of FLORES-200 dev one is called wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from chat.lang.names import is_known, is_opener
from chat.schema import Doubt
from chat.translation.checks import Check, Pair


def invented_speakers(pair: Pair) -> list[str]:
    """Return the names that a translation has speaking and that its sentence has not, as written.

    Of other languages than German nothing says what a body is called in English ("the Association of Architects").
    """
    unknown = [name for name in pair.english.speakers if not is_known(name, pair.original.name_words, whole=False)]
    invented = unknown if pair.is_german else [name for name in unknown if not _may_be_body(name, pair.english.text)]
    return [" ".join(name) for name in invented]


def _may_be_body(name: Sequence[str], english: str) -> bool:
    """Return whether a name is made of words like any other ("the Bank"), or stands behind a body's "of"."""
    return all(is_opener(word) for word in name) or _of_body(" ".join(name)).search(english) is not None


@cache
def _of_body(name: str) -> re.Pattern[str]:
    return re.compile(rf"\b[A-Z]\w+ (?:of|for|on) (?:the )?(?:[\w-]+,? (?:and )?){{0,3}}{re.escape(name)}\b")


def _find(pair: Pair) -> Iterator[Doubt]:
    for name in invented_speakers(pair):
        yield CHECK.doubt(f"The English has {name} speak, the {pair.language} does not.", english=name)


CHECK = Check(
    kind="speaker",
    label="Who speaks",
    find=_find,
    order=50,
    languages=None,
    needs=frozenset({"names"}),
    about="who speaks",
)
