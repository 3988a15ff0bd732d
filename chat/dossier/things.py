"""What a claim says and what things it speaks of, by which a summary tells whether two say the same."""

from __future__ import annotations

from chat.article.analysed import AnalysedArticle
from chat.data import words_of
from chat.dossier.compared import as_claimed, as_written, compared
from chat.dossier.sources import Source
from chat.lang.names import sound, with_one_name_each
from chat.schema import Claim


def things_of_claim(source: Source, number: int) -> frozenset[str]:
    """Return what the claim of that number speaks of, worked out once for all dossiers that have the article.

    Raises:
        KeyError: there is no such claim.
    """
    known = source.once(_known)
    if number not in known:
        claim = source.claim(number)
        known[number] = things_of(claim, as_claimed(claim, source.analysed))
    return known[number]


def _known(article: AnalysedArticle) -> dict[int, frozenset[str]]:
    """Return where it is kept what the claims of an article speak of: only some are ever asked for."""
    return {}


def things_of(claim: Claim, tongue: str) -> frozenset[str]:
    """Return what a claim speaks of: the usual English of its words, and its names and numbers by their sound.

    Args:
        tongue: the language in which it is compared.
    """
    text = compared(as_written(claim), tongue)
    speaking = {word for speaker in claim.speakers for word in speaker.text.split()}
    called = {part[0] for word in text.words for part in word.parts}
    others = {sound(with_one_name_each(name)) for name in text.others if name not in speaking}
    return frozenset((called | others) - words_of("en/light_concepts.txt"))
