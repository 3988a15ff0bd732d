"""What a claim says and what things it speaks of, by which a summary tells whether two say the same."""

from __future__ import annotations

from chat.article.analysed import AnalysedArticle
from chat.data import words_of
from chat.dossier.sources import Source
from chat.lang.characters import one_line
from chat.lang.de.text import GermanText
from chat.lang.names import sound
from chat.lang.words import is_function_word
from chat.schema import Claim


def said(claim: Claim) -> str:
    """Return what is claimed in one line, as written."""
    return one_line(" ".join(span.text for span in claim.content))


def things_of_claim(source: Source, number: int) -> frozenset[str]:
    """Return what the claim of that number speaks of, worked out once for all dossiers that have the article.

    Raises:
        KeyError: there is no such claim.
    """
    known = source.once(_known)
    if number not in known:
        known[number] = things_of(source.claim(number))
    return known[number]


def _known(article: AnalysedArticle) -> dict[int, frozenset[str]]:
    """Return where it is kept what the claims of an article speak of: only some are ever asked for."""
    return {}


def things_of(claim: Claim) -> frozenset[str]:
    """Return what a claim speaks of: the usual English of its words, and its names and numbers by their sound."""
    german = GermanText(said(claim))
    speaking = {word for speaker in claim.speakers for word in speaker.text.split()}
    known = {place for meaning in german.meanings for place in meaning.places}
    called = {part[0].english[0].casefold() for meaning in german.meanings for part in meaning.parts}
    others = {
        sound(token.text)
        for place, token in enumerate(german.tokens)
        if place not in known and token.text[:1].isalnum() and not is_function_word(token.text.casefold(), "german")
        if (token.text[:1].isupper() or token.text[:1].isdigit()) and token.text not in speaking
    }
    return frozenset((called | others) - words_of("en/light_concepts.txt"))
