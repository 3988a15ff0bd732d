"""Yes, no or disputed: how an answer to a question for yes or no begins.

An answer in the article's own words is judged by the German of the sentence it rests on, a model's by its own words.
"""

from __future__ import annotations

import re

from chat.answers.evidence import Asked, opposite_stems
from chat.answers.understanding.questions import without_tag
from chat.article.analysed import AnalysedArticle
from chat.lang.negation import negation
from chat.lang.words import english_stems
from chat.schema import Sentence

_BEGUN = re.compile(r"(?:yes|no|disputed)\b", re.IGNORECASE)
# "Rohloff wies das als erfunden zurück", "Kast widersprach": what stands right before it is denied.
_DENIED = re.compile(
    r"\b(?:wies|weist|wiesen|weisen|bestritt\w*|bestreite[tn]|dementiert\w*|leugnet\w*) (?:das|dies)\b"
    r"|\bwider(?:sprach|spricht|sprachen|sprechen)\w*(?: dem| der Darstellung)?(?:\s*[.,:;]|$)"
)
_NEGATING = ("denies", "declines")
_PREFIXES = ("dis", "un", "in", "im")


def with_verdict(text: str, asked: Asked, sentence: Sentence, article: AnalysedArticle, *, quoted: bool) -> str:
    """Return an answer that begins with its verdict, where the question asks for yes or no.

    Args:
        quoted: it has the article's own words.
    """
    if not asked.yes_or_no or _BEGUN.match(text):
        return text
    claims = [claim for claim in article.claims if sentence.id in claim.sentences]
    own = {claim.id for claim in claims}
    denied = any(dispute.denied in own for dispute in article.ledger.disputes)
    if denied or denial_of(sentence, article) or _DENIED.search(sentence.plain):
        return f"Disputed: {text}"
    if quoted and any(claim.stance == "confirms" and not claim.negated for claim in claims):
        return f"Yes: {text}"
    if quoted:
        denies = any(claim.stance in _NEGATING or claim.negated for claim in claims)
        negated = bool(negation(sentence.plain, "de")) or denies
    else:
        negated = bool(negation(text, "en"))
    stems = frozenset(english_stems(text))
    turned = negated ^ _has_opposite(asked, stems) ^ bool(negation(without_tag(asked.text), "en"))
    return f"{'No' if turned else 'Yes'}: {text}"


def denial_of(sentence: Sentence, article: AnalysedArticle) -> Sentence | None:
    """Return the sentence right after one that denies it, None where that does not."""
    place = article.place[sentence.id] + 1
    after = article.content[place] if place < len(article.content) else None
    return after if after and after.paragraph == sentence.paragraph and _DENIED.search(after.plain) else None


def _has_opposite(asked: Asked, stems: frozenset[str]) -> bool:
    """Return whether an answer has the opposite of a word asked about, and not the word."""
    return any(
        opposite_stems().get(stem, frozenset()) & stems or any(f"{prefix}{stem}" in stems for prefix in _PREFIXES)
        for stem in asked.stems - stems
    )
