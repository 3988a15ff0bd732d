"""An article of a dossier, and how places in it are named."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, TypeVar
from urllib.parse import urlsplit

from chat.article.analysed import AnalysedArticle
from chat.lang.characters import one_line
from chat.schema import Claim, LedgerEntry, Reading, Sentence

_DAY = len("2027-03-09")
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
        id: the name of its entry in the library; empty where it has none.
        reading: all that is known of it; None for one that is only compared.
    """

    number: int
    analysed: AnalysedArticle
    outlet: str = ""
    published: str = ""
    id: str = ""
    reading: Reading | None = None

    @classmethod
    def of(cls, number: int, reading: Reading, analysed: AnalysedArticle, *, id: str = "") -> Source:
        """Return a reading as an article of a dossier, by what is known of where it came from.

        Args:
            analysed: its article.
        """
        origin = reading.article.origin
        host = (urlsplit(origin.url).hostname or "").removeprefix("www.")
        return cls(number, analysed, origin.outlet or host or origin.file, origin.published[:_DAY], id, reading)

    @property
    def title(self) -> str:
        """Its headline: English where there is one, else German; else how it begins."""
        summary = self.analysed.summary
        first = next(iter(self.analysed.content), None)
        return (summary.title if summary else "") or (one_line(first.best) if first else "")

    @property
    def language(self) -> str:
        """The language it is in, ISO 639."""
        return self.reading.language.code if self.reading else min(self.analysed.languages, default="de")

    def language_of(self, claim: Claim) -> str:
        """Return the language of the sentences that tell one of its claims, ISO 639."""
        told = (self.analysed.by_id[number] for number in claim.sentences if number in self.analysed.by_id)
        return next((sentence.language for sentence in told), self.language)

    @property
    def entries(self) -> tuple[LedgerEntry, ...]:
        """Who says something in it."""
        return self.analysed.ledger.entries

    @cached_property
    def claims(self) -> dict[int, Claim]:
        """Its claims by their numbers."""
        return {claim.id: claim for claim in self.analysed.claims}

    def claim(self, number: int) -> Claim:
        """Return the claim of that number.

        Raises:
            KeyError: there is none.
        """
        return self.claims[number]

    def sentence(self, number: int) -> Sentence:
        """Return the sentence of that number.

        Raises:
            KeyError: there is none.
        """
        return self.analysed.by_id[number]

    def once(self, work: Callable[[AnalysedArticle], T]) -> T:
        """Return what a function makes of the article, made once for all dossiers that have it."""
        return self.analysed.once(work)
