"""How important the sentences of an article are for its summary: by their words, their claims and their numbers."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection, Sequence
from functools import cache

from chat.attribution.reported import with_speaker
from chat.data import table
from chat.grounding.support import foreign_names
from chat.schema import Claim, Ledger, Sentence

# The first sentences of a news article say what it is about (the inverted pyramid).
_LEAD = 2
_LEAD_WEIGHT = 2.0
# Sentences that tell a claim count more, those that contradict most, and those with a number more again. Those count
# less that nobody with an English name stands behind, or that cannot be told with who does.
_CLAIM_WEIGHT, _AGAINST_WEIGHT, _FIGURE_WEIGHT = 1.4, 2.0, 1.3
_NAMELESS_WEIGHT = 0.3
_FOREIGN_WEIGHT = 0.5  # of a translation with a name that the German has not, which may be made up
_AGAINST = ("denies", "demands", "warns")


class Importance:
    """The weight of each sentence of an article, and who speaks in it.

    Args:
        sentences: in document order, with English.
        ledger: of the claims.

    Attributes:
        speakers: the places of the ledger's entries that speak in a sentence, by its id; none speaks where it is not
            there.
        silent: the ids of the sentences that tell only that somebody will not speak.
        countering: the ids of those in which somebody sets something against what was said before.
    """

    def __init__(self, sentences: Sequence[Sentence], claims: Sequence[Claim], ledger: Ledger) -> None:
        self._claims, self._ledger = claims, ledger
        self._shared = Counter(stem for sentence in sentences for stem in sentence.in_english.stem_set)
        self.speakers: dict[int, set[int]] = {}
        for number, entry in enumerate(ledger.entries):
            for id in entry.sentences:
                self.speakers.setdefault(id, set()).add(number)
        against = self._against()
        self.weights = [
            self._weight(sentence, against) * (_LEAD_WEIGHT if place < _LEAD else 1.0)
            for place, sentence in enumerate(sentences)
        ]
        saying = {id for claim in claims if claim.stance != "declines" for id in claim.sentences}
        self.silent = {id for claim in claims for id in claim.sentences if id not in saying}
        self.countering = self._countering(sentences)

    def _weight(self, sentence: Sentence, against: Collection[int]) -> float:
        """Return how important a sentence is: by what it has in common with the article, and by the claims it tells.

        A word's weight is the number of sentences that have it, damped (SumBasic, Nenkova and Vanderwende 2005, on
        sentence counts).
        """
        stems = sentence.in_english.stem_set
        weight = sum(math.log(self._shared[stem]) for stem in stems) / math.sqrt(len(stems) or 1)
        weight *= _FOREIGN_WEIGHT if foreign_names(sentence) else 1.0
        weight *= _FIGURE_WEIGHT if any(figure.weighty for figure in sentence.in_english.figures) else 1.0
        speakers = self.speakers.get(sentence.id)
        if not speakers:
            return weight
        named = any(self._ledger.entries[number].english for number in speakers)
        if not named or with_speaker(sentence.best, [sentence], self._claims, self._ledger) is None:
            return weight * _NAMELESS_WEIGHT
        return weight * (_AGAINST_WEIGHT if sentence.id in against else _CLAIM_WEIGHT)

    def _against(self) -> frozenset[int]:
        """Return the ids of the sentences in which somebody contradicts, demands or warns."""
        disputed = {id for dispute in self._ledger.disputes for id in dispute.sentences}
        return frozenset({id for c in self._claims if c.stance in _AGAINST for id in c.sentences} | disputed)

    def _countering(self, sentences: Sequence[Sentence]) -> frozenset[int]:
        data = table("de/countering.toml")
        cues, signs = frozenset(data["cues"].split()), frozenset(data["words"].split())
        by_cue = {id for claim in self._claims if claim.cue and claim.cue.lemma in cues for id in claim.sentences}
        by_word = {sentence.id for sentence in sentences if signs.intersection(sentence.in_original.words)}
        by_side = {sentence.id for sentence in sentences if _siding_against().search(sentence.plain)}
        return frozenset(by_cue | by_word | by_side)


@cache
def _siding_against() -> re.Pattern[str]:
    """Return the pattern of a German sentence in which somebody is against something."""
    return re.compile("|".join(table("de/overview.toml")["against"]["sentences"]))
