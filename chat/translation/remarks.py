"""Words to look at beside a translation: it has none of their usual equivalents, which may be right.

Good translations are free, so this is no doubt: it is shown quietly, for whoever wants to judge a word by its gloss.
bench/LOG.md has how many good lines have such a word, and how many broken ones.
"""

from __future__ import annotations

from collections.abc import Iterable

from chat.schema import Doubt
from chat.translation.checks import Pair

KIND = "rendering"


def remarks(pair: Pair, *, besides: Iterable[Doubt] = ()) -> tuple[Doubt, ...]:
    """Return the words of a German sentence that the English does not have by any equivalent, one each.

    A word that good translations render firmly is among them also where the English has something near to it.

    Args:
        pair: the sentence and its translation.
        besides: what is doubted already; words of these are left out.
    """
    compared = pair.compared
    doubted = {doubt.german for doubt in besides}
    units = sorted({*compared.lacking, *compared.firm_but_loose}, key=lambda unit: unit.place)
    return tuple(
        Doubt(
            kind=KIND,
            message=f"“{german}” usually means {' or '.join(unit.meaning.english[:2])}; the English says it otherwise.",
            german=german,
            wording=True,
        )
        for german, unit in {pair.german.tokens[unit.place].text: unit for unit in units}.items()
        if german not in doubted
    )
