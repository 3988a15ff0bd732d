"""Who says otherwise than before: the sentences in which one person speaks of one thing in two articles."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING

from chat.answers.evidence import opposite_stems
from chat.dossier.asking.merged import Merged
from chat.dossier.asking.searching import Query, Searching
from chat.dossier.asking.telling import Telling
from chat.dossier.asking.wanting import Wanted, says_something
from chat.dossier.asking.whom import Whom
from chat.dossier.dossier import Dossier
from chat.lang.words import words
from chat.models.base import Embedder
from chat.schema import Answer

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_MOST = 6
_LOOKED_AT = 60  # sentences of which two may be a change
_WEAK = 0.3  # of the best score, of a sentence that may be one of two of which the other is sure
_BETTER = 1.5  # weight of the one that is more about what is asked
_FOUND = 1.0  # what it counts that the dossier found two to be a change
_ON_ONE_THING, _SAME_TOPIC = 0.45, 0.25  # how near two sentences must be; what it counts that they are on one topic
_TURNED = 0.4
_MOST_CHANGES = 4
_MUCH_THE_SAME = 0.5  # cosine similarity of two sentences on one thing


class Changes:
    """Answers who says otherwise than before. For one question.

    Args:
        embedder: compares by meaning too; None: words alone count.
    """

    def __init__(
        self, dossier: Dossier, merged: Merged, searching: Searching, telling: Telling, embedder: Embedder | None
    ) -> None:
        self._dossier, self._merged = dossier, merged
        self._searching, self._telling, self._embedder = searching, telling, embedder
        self._near: dict[int, NDArray[np.float32]] = {}
        self._sides: dict[int, tuple[bool, bool, bool]] = {}

    def changed(self, wanted: Wanted, query: Query) -> Answer:
        """Return who says otherwise than before about something, with what they said, the earlier first."""
        whom = self._merged.called.meant_by(wanted.whom) if wanted.whom else Whom()
        about = " ".join(filter(None, [wanted.about, wanted.whom if not whom.people else ""]))
        if says_something(about, query.tongue):
            own = query.about(about)
            pairs = self._pairs_about(own, whom.people)
        else:
            own = query
            pairs = [pair for pair in self._changes() if not whom.people or self._is_by(pair, whom.people)]
            pairs = pairs or self._on_one_thing(whom.people, query) or self._otherwise(whom.people, query)
            pairs = pairs or (self._nearest(whom.people, query) if whom.people else [])
        if not pairs:
            return self._telling.refusal(self._searching.nearest(own))
        return self._telling.answered(self._telling.sentences([number for pair in pairs[:4] for number in pair]))

    @cached_property
    def _differing(self) -> dict[tuple[int, int], str]:
        """The pairs of sentences that cannot both be so, with the kind; one person's changes first."""
        found: dict[tuple[int, int], str] = {}
        for one in sorted(self._dossier.disagreements, key=lambda one: one.kind != "changed"):
            claims = [self._merged.claims[self._merged.number[place]] for place in (one.one, one.other)]
            found.setdefault((claims[0].sentences[0], claims[1].sentences[0]), one.kind)
        return found

    def _changes(self) -> list[tuple[int, int]]:
        """Return the pairs of sentences of which one takes back the other."""
        return [pair for pair, kind in self._differing.items() if kind == "changed"]

    def _on_one_thing(self, people: Sequence[int], query: Query) -> list[tuple[int, int]]:
        """Return the pairs of sentences of two articles in which somebody speaks of one thing, not in one wording."""
        own = [number for number in self._merged.sentences_by(people, query.articles) if self._is_text(number)]
        return [
            (one, other)
            for one, other in combinations(own[:_LOOKED_AT], 2)
            if other in self._searching.on_the_same(one)
            and not set(self._merged.articles(one)) & set(self._merged.articles(other))
            and not self._is_again(one, other)
        ][:2]

    def _otherwise(self, people: Collection[int], query: Query) -> list[tuple[int, int]]:
        """Return the pairs of what one person says in two articles of which one negates or undoes the other.

        Args:
            people: whose; none: anybody's.
        """
        rated: dict[tuple[int, int], float] = {}
        for person in people or range(len(self._merged.people)):
            own = [number for number in self._merged.sentences_by([person], query.articles) if self._is_text(number)]
            for one, other in combinations(sorted(own)[:_LOOKED_AT], 2):
                apart = not set(self._merged.articles(one)) & set(self._merged.articles(other))
                if apart and self._together(one, other) >= _ON_ONE_THING and self._is_turned(one, other):
                    rated[one, other] = self._together(one, other)
        best = [pair for pair in sorted(rated, key=lambda pair: -rated[pair]) if not self._is_again(*pair)]
        taken: set[int] = set()
        found = []
        for one, other in best:
            if not {one, other} & taken:
                found.append((one, other))
                taken |= {one, other}
        return found[:_MOST_CHANGES]

    def _nearest(self, people: Collection[int], query: Query) -> list[tuple[int, int]]:
        """Return the two sentences of two articles in which some people speak of what is most the same."""
        own = [number for number in self._merged.sentences_by(people, query.articles) if self._is_text(number)]
        rated = {
            pair: self._together(*pair)
            for pair in combinations(sorted(own)[:_LOOKED_AT], 2)
            if not set(self._merged.articles(pair[0])) & set(self._merged.articles(pair[1]))
        }
        likely = sorted((pair for pair in rated if rated[pair] >= _ON_ONE_THING), key=lambda pair: -rated[pair])
        return [pair for pair in likely[:_LOOKED_AT] if not self._is_again(*pair)][:1]

    def with_turn(self, numbers: Sequence[int]) -> list[int]:
        """Return sentences with the one in which the same person says the opposite of the first in another article."""
        first = numbers[0]
        people = {person for claim in self._merged.claims_by(first) for person in self._merged.speaking(claim.id)}
        others = {
            other: self._together(first, other)
            for other in self._merged.sentences_by(people, ())
            if not set(self._merged.articles(other)) & set(self._merged.articles(first))
            and self._is_text(other)
            and self._is_turned(*sorted((first, other)))
        }
        best = max(others, key=lambda number: others[number], default=first)
        return list(dict.fromkeys([*numbers, best])) if best != first and others[best] >= _TURNED else list(numbers)

    def _together(self, one: int, other: int) -> float:
        """Return how likely two sentences are on one thing: how alike they are, and more if they are on one topic."""
        if one not in self._near:
            self._near[one] = self._merged.near(one, self._embedder)
        return float(self._near[one][other - 1]) + (_SAME_TOPIC if other in self._searching.on_the_same(one) else 0.0)

    def _is_turned(self, one: int, other: int) -> bool:
        """Return whether one of two sentences negates, denies or undoes what the other may say."""
        first, second = (self._side(number) for number in (one, other))
        stems = [self._merged.sentences[number - 1].in_english.stem_set for number in (one, other)]
        is_opposite = any(opposite_stems().get(stem, frozenset()) & stems[1] for stem in stems[0])
        return first[:2] != second[:2] or is_opposite or second[2]

    def _side(self, number: int) -> tuple[bool, bool, bool]:
        """Return whether a sentence negates, whether somebody denies something in it, and whether they admit it."""
        if number not in self._sides:
            stances = {claim.stance for claim in self._merged.claims_by(number)}
            negates = self._merged.sentences[number - 1].in_original.may_negate
            self._sides[number] = negates, "denies" in stances, "confirms" in stances
        return self._sides[number]

    def _is_by(self, pair: tuple[int, int], people: Collection[int]) -> bool:
        return all(self._merged.claims_by(number, people) for number in pair)

    def _pairs_about(self, query: Query, people: Sequence[int]) -> list[tuple[int, int]]:
        """Return the pair of sentences in which one person speaks of something otherwise than before.

        Where the dossier found none that is more about it, it is the pair of two articles that is most about it, of one
        person or of two of whom one is not named, and not in the same words.
        """
        search = self._searching.search(query)
        sure = {one.number for one in self._searching.about(query)}
        with_them = {other for number in sure for other in self._searching.on_the_same(number)}
        least = _WEAK * search.found[0].score if search.found else 0.0
        scores = {
            one.number: max(one.score, 0.0)
            for one in search.found
            if (one.score >= least or one.number in with_them)
            and bool(self._merged.claims_by(one.number))
            and self._is_text(one.number)
        }
        changes = set(self._changes())
        rated: dict[tuple[int, int], float] = {}
        likely = sorted(sorted(scores, key=lambda number: -scores[number])[:_LOOKED_AT])
        for one, other in combinations(likely, 2):
            if not {one, other} & sure or set(self._merged.articles(one)) & set(self._merged.articles(other)):
                continue
            found = {(one, other), (other, one)} & changes
            if (people and not self._is_by((one, other), people)) or (not found and self._is_again(one, other)):
                continue
            together = self._likely_one(one, other)
            if together is not None:
                bonus = _FOUND if found else 0.0
                low, high = sorted((scores[one], scores[other]))
                rated[one, other] = _BETTER * high + low + together + bonus
        best = max(rated, key=lambda pair: rated[pair], default=None)
        return [best] if best else []

    def _likely_one(self, one: int, other: int) -> float | None:
        """Return what speaks for two sentences being from one person, None where they are from two."""
        speaking = [
            {p for claim in self._merged.claims_by(number) for p in self._merged.speaking(claim.id)}
            for number in (one, other)
        ]
        if speaking[0] & speaking[1]:
            return 0.5 if other in self._searching.on_the_same(one) else 0.0
        if not any(self._merged.called.is_unnamed(person) for people in speaking for person in people):
            return None
        near = float(self._merged.near(one, self._embedder)[other - 1])
        is_found = {(one, other), (other, one)} & self._differing.keys()
        return near - 2.0 if is_found or near >= _MUCH_THE_SAME else None

    def _is_again(self, one: int, other: int) -> bool:
        """Return whether two sentences say the same in much the same words."""
        first, second = ({w.lower() for w in words(self._merged.sentences[n - 1].best)} for n in (one, other))
        return len(first & second) >= 0.7 * min(len(first), len(second))

    def with_changes(self, numbers: Sequence[int]) -> list[int]:
        """Return sentences with those in which the same people say otherwise of the same thing in another article."""
        found = list(numbers)
        for number in numbers:
            people = {person for claim in self._merged.claims_by(number) for person in self._merged.speaking(claim.id)}
            related = self._searching.on_the_same(number)
            found += [
                other
                for other in sorted(related)
                if any(set(self._merged.speaking(c.id)) & people for c in self._merged.claims_by(other))
                and not set(self._merged.articles(other)) & set(self._merged.articles(number))
            ]
        return self._searching.in_order(found)[:_MOST]

    def _is_text(self, number: int) -> bool:
        return self._merged.sentences[number - 1].kind != "title"
