"""A negation that only one side has. On the 997 pairs of good translations of FLORES-200 dev 9 are wrongly doubted."""

from __future__ import annotations

from collections.abc import Iterator

from chat.schema import Doubt
from chat.translation.checks import Check, Pair


def _find(pair: Pair) -> Iterator[Doubt]:
    """Yield at most one doubt: only an outright negation counts that nothing on the other side could stand for."""
    lost, invented = pair.original.negation, pair.english.negation
    if lost and not pair.english.may_negate:
        yield CHECK.doubt(f"The {pair.language} negates (“{lost}”), the English does not.", german=lost)
    elif invented and not pair.original.may_negate:
        yield CHECK.doubt(f"The English negates (“{invented}”), the {pair.language} does not.", english=invented)


CHECK = Check(
    kind="negation",
    label="A negation",
    find=_find,
    order=60,
    languages=None,
    needs=frozenset({"negation"}),
    about="negations",
)
