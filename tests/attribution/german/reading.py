"""A German sentence as the grammar reads it, and what it finds there, as text."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from chat.article import paragraphs
from chat.attribution.found import FoundClaim, Offsets
from chat.attribution.german.clauses import Clauses
from chat.attribution.quotations import find_quotations
from chat.lang.de.tokens import placed, tokenize

Frames = Callable[[Clauses, int], Iterable[FoundClaim]]


def clauses_of(sentence: str) -> Clauses:
    """Return the clauses of a sentence, its quotations marked as the engine marks them."""
    article = paragraphs.build(sentence, max_characters=1_000)
    quotations, _ = find_quotations(article.text, article.paragraphs)
    spans = [(quotation.start, quotation.end) for quotation in quotations]
    return Clauses(placed(tokenize(sentence), 0, quoted=spans), quotations)


def text_of(clauses: Clauses, places: Offsets | None) -> str:
    """Return the words of the tokens first … last-1, empty for none."""
    return " ".join(token.text for token in clauses.tokens[slice(*places)]) if places else ""


def claims_in(sentence: str, frames: Frames) -> list[tuple[str, str]]:
    """Return the speaker ("" for none) and the content of each claim that some frames find in a sentence."""
    return [
        (
            sentence[slice(*claim.speaker)] if claim.speaker else "",
            " … ".join(sentence[slice(*span)] for span in claim.content),
        )
        for claim in frames(clauses_of(sentence), 1)
    ]
