"""An article of a dossier, and how places in it are named."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

from chat.article.analysed import AnalysedArticle
from chat.schema import Claim, LedgerEntry, Sentence

T = TypeVar("T")


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
            KeyError: there is none.
        """
        return self.once(_claims)[number]

    def sentence(self, number: int) -> Sentence:
        """Return the sentence of that number.

        Raises:
            KeyError: there is none.
        """
        return self.analysed.by_id[number]

    def once(self, work: Callable[[AnalysedArticle], T]) -> T:
        """Return what a function makes of the article, made once for all dossiers that have it."""
        return self.analysed.once(work)


def _claims(article: AnalysedArticle) -> dict[int, Claim]:
    return {claim.id: claim for claim in article.claims}
