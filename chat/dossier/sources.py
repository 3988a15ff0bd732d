"""An article of a dossier, and how places in it are named."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from chat.article.analysed import AnalysedArticle
from chat.schema import Claim, LedgerEntry, Sentence


class Place(NamedTuple):
    """A claim, a sentence or an entry of a ledger, by the number of its article and its own."""

    article: int
    number: int


@dataclass(frozen=True)
class Source:
    """An article that was read, by its number in the dossier, from 1.

    Args:
        analysed: the article.
        outlet: who published it; empty where that is not known.
        published: the day, ISO 8601; empty where that is not known.
    """

    number: int
    analysed: AnalysedArticle
    outlet: str = ""
    published: str = ""

    @property
    def entries(self) -> tuple[LedgerEntry, ...]:
        """Who says something in it."""
        return self.analysed.ledger.entries

    def claim(self, number: int) -> Claim:
        """Return the claim of that number.

        Raises:
            StopIteration: there is none.
        """
        return next(claim for claim in self.analysed.claims if claim.id == number)

    def sentence(self, number: int) -> Sentence:
        """Return the sentence of that number.

        Raises:
            KeyError: there is none.
        """
        return self.analysed.by_id[number]
