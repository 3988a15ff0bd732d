"""Who speaks in a translation, and not in its sentence.

On the 997 pairs of good translations of FLORES-200 dev one is called wrong.
"""

from __future__ import annotations

from collections.abc import Iterator

from chat.lang.names import is_known
from chat.schema import Doubt
from chat.translation.checks import Check, Pair


def invented_speakers(pair: Pair) -> list[str]:
    """Return the names that a translation has speaking and that its sentence has not, as written."""
    speaking = pair.english.speakers
    return [" ".join(name) for name in speaking if not is_known(name, pair.original.name_words, whole=False)]


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
