"""A dossier as all look at it who show, ask or export: its articles, and what is found across them.

Each part is worked out when it is first asked for, and kept. Threads may share one: at worst a part is made twice.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cached_property

from chat.dossier import copies as copied
from chat.dossier import disagreements as differing
from chat.dossier import matrix as told
from chat.dossier import people as speaking
from chat.dossier import quotations as quoted
from chat.dossier import timeline as dated
from chat.dossier import topics as grouped
from chat.dossier.disagreements import Disagreement
from chat.dossier.matrix import Row
from chat.dossier.people import Person
from chat.dossier.quotations import Repeated
from chat.dossier.sources import Place, Source
from chat.dossier.timeline import Dated
from chat.dossier.topics import Topic
from chat.models.base import Embedder
from chat.schema import Claim, Sentence


class Dossier:
    """Several articles, in the order of their numbers.

    Args:
        sources: the articles.
        name: what the reader calls it.
        embedder: compares claims by meaning too; None: words, names and numbers alone count.
        apart: pairs of entries of ledgers that the reader said are not the same.
        together: pairs that the reader said are.
    """

    def __init__(
        self,
        sources: Sequence[Source],
        *,
        name: str = "",
        embedder: Embedder | None = None,
        apart: Collection[frozenset[Place]] = (),
        together: Collection[frozenset[Place]] = (),
    ) -> None:
        self.sources = tuple(sorted(sources, key=lambda source: source.number))
        self.name = name
        self._embedder = embedder
        self._apart, self._together = apart, together

    @cached_property
    def by_number(self) -> dict[int, Source]:
        """The articles by their numbers."""
        return {source.number: source for source in self.sources}

    @cached_property
    def copies(self) -> tuple[tuple[int, ...], ...]:
        """The numbers of the articles that are one text."""
        return copied.copies(self.sources)

    @cached_property
    def quotations(self) -> tuple[Repeated, ...]:
        """The quotations that two articles have, copies apart."""
        return quoted.of_two_texts(self._repeated, self.copies)

    @cached_property
    def people(self) -> tuple[Person, ...]:
        """Everybody who says something, in the order in which they first speak."""
        return speaking.people(self.sources, quotations=self._repeated, apart=self._apart, together=self._together)

    @cached_property
    def _repeated(self) -> tuple[Repeated, ...]:
        """The quotations that two articles have, those of copies too."""
        return quoted.repeated(self.sources)

    @cached_property
    def topics(self) -> tuple[Topic, ...]:
        """What several articles have claims about.

        Raises:
            ModelFailed: the embedder failed.
        """
        return grouped.topics(self.sources, copies=self.copies, embedder=self._embedder, quotations=self.quotations)

    @cached_property
    def disagreements(self) -> tuple[Disagreement, ...]:
        """Where claims of two articles cannot both be so."""
        return differing.disagreements(self.sources, self.topics, self.people, copies=self.copies)

    @cached_property
    def matrix(self) -> tuple[Row, ...]:
        """The topics, each with what each article says of it."""
        return told.matrix(self.sources, self.topics, self.disagreements)

    @cached_property
    def only_here(self) -> tuple[Place, ...]:
        """The claims that one article alone has."""
        return told.only_here(self.sources, self.topics, copies=self.copies)

    @cached_property
    def timeline(self) -> tuple[Dated, ...]:
        """All claims in order of time."""
        return dated.timeline(self.sources)

    @cached_property
    def speaking(self) -> dict[Place, int]:
        """The place among `people` of each entry of a ledger."""
        return {entry: at for at, person in enumerate(self.people) for entry in person.entries}

    def speakers_of(self, claim: Place) -> tuple[Person, ...]:
        """Return who makes a claim, the first speaker first; one person once.

        Raises:
            KeyError: there is no such claim.
        """
        places = self.by_number[claim.article].analysed.ledger.places_of(claim.number)
        found = dict.fromkeys(self.speaking[Place(claim.article, place)] for place in places)
        return tuple(self.people[at] for at in found)

    def claim(self, place: Place) -> Claim:
        """Return a claim.

        Raises:
            KeyError: there is none.
        """
        return self.by_number[place.article].claim(place.number)

    def sentence(self, place: Place) -> Sentence:
        """Return a sentence.

        Raises:
            KeyError: there is none.
        """
        return self.by_number[place.article].sentence(place.number)

    def sentences_of(self, claim: Place) -> tuple[Place, ...]:
        """Return the places of the sentences that tell a claim.

        Raises:
            KeyError: there is no such claim.
        """
        return tuple(Place(claim.article, number) for number in self.claim(claim).sentences)

    def claims_of(self, person: Person) -> tuple[Place, ...]:
        """Return what somebody claims, in order of time as far as that is known, else of the articles."""
        own = {
            Place(entry.article, number)
            for entry in person.entries
            for number in self.by_number[entry.article].entries[entry.number].claims
        }
        return tuple(one.claim for one in self.timeline if one.claim in own)
