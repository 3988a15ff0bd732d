"""Yes, no or disputed: how an answer to a question for yes or no begins, by the German of the sentence it rests on."""

from __future__ import annotations

import re

from chat.answers.evidence import Asked, opposite_stems
from chat.article.analysed import AnalysedArticle
from chat.lang.negation import negation
from chat.schema import Sentence

_BEGUN = re.compile(r"(?:yes|no|disputed)\b", re.IGNORECASE)
_NEGATING = ("denies", "declines")


def with_verdict(text: str, asked: Asked, sentence: Sentence, article: AnalysedArticle) -> str:
    """Return an answer that begins with its verdict, where the question asks for yes or no."""
    if not asked.yes_or_no or _BEGUN.match(text):
        return text
    return f"{_verdict(asked, sentence, article)}: {text}"


def _verdict(asked: Asked, sentence: Sentence, article: AnalysedArticle) -> str:
    claims = [claim for claim in article.claims if sentence.id in claim.sentences]
    own = {claim.id for claim in claims}
    if any(dispute.denied in own for dispute in article.ledger.disputes):
        return "Disputed"
    denies = any(claim.stance in _NEGATING or claim.negated for claim in claims)
    negated = bool(negation(sentence.plain, "de")) or denies
    turned = negated ^ _has_opposite(asked, sentence) ^ bool(negation(asked.text, "en"))
    return "No" if turned else "Yes"


def _has_opposite(asked: Asked, sentence: Sentence) -> bool:
    """Return whether a sentence has the opposite of a word asked about, and not the word."""
    stems = sentence.in_english.stem_set
    return any(opposite_stems().get(stem, frozenset()) & stems for stem in asked.stems - stems)
