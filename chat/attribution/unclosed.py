"""The quotations of an article; where no mark closes one, it is for one claim, and never beyond its paragraph."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from chat.attribution.german.lexicon import lexicon
from chat.attribution.quotations import Quotation, find_quotations
from chat.lang.de.tokens import Token
from chat.lang.quotations import DOUBLE
from chat.schema import Article, Sentence


def quotations_of(article: Article, sentences: Sequence[Sentence], *, language: str = "de") -> list[Quotation]:
    """Return the quotations of an article in order, what nothing closes among them; none lies in another.

    In another language than German what nothing closes is none.
    """
    closed, unclosed = find_quotations(article.text, article.paragraphs, language=language)
    quotations: list[Quotation] = []
    opened = unclosed_quotations(article.text, sentences, unclosed) if language == "de" else []
    for quotation in sorted((*closed, *opened), key=lambda quotation: quotation.start):
        if not quotations or quotation.start >= quotations[-1].end:
            quotations.append(quotation)
    return quotations


def unclosed_quotations(text: str, sentences: Sequence[Sentence], unclosed: Sequence[int]) -> list[Quotation]:
    """Return what opening marks that nothing closes open, where they stand behind a colon or open a sentence.

    It reaches to the end of the sentence, and over the next ones of the paragraph as long as those have no mark and
    tell of nobody's saying.
    """
    starts = [sentence.start for sentence in sentences]
    quotations = []
    for mark in unclosed:
        place = bisect_right(starts, mark + 1) - 1
        if place < 0 or sentences[place].kind == "boilerplate" or not _is_opened(text, sentences[place], mark):
            continue
        end = place + 1
        while end < len(sentences) and _goes_on(sentences[place], sentences[end]):
            end += 1
        quotations.append(Quotation(mark, sentences[end - 1].end))
    return quotations


def _is_opened(text: str, sentence: Sentence, mark: int) -> bool:
    """Return whether a mark opens what a sentence quotes, and no frame stands within: "„Es regnet, sagte Klein."."""
    if mark >= sentence.end:
        return False
    before, place = text[sentence.start : mark].rstrip(), mark - sentence.start
    leads = any(token.is_finite and token.lemma in lexicon().verbs for token in _before(sentence, place))
    opened = not before or before.endswith(":") or (before.endswith(",") and leads)
    return opened and not _has_frame(sentence, place)


def _before(sentence: Sentence, place: int) -> list[Token]:
    """Return the tokens of a sentence before a place in it."""
    return [token for token in sentence.in_german.tokens if token.end <= place]


def _has_frame(sentence: Sentence, start: int) -> bool:
    """Return whether a cue verb stands behind a comma, from `start` in a sentence on."""
    tokens = sentence.in_german.tokens
    return any(
        before.text == "," and token.is_finite and token.lemma in lexicon().verbs
        for before, token in pairwise(tokens)
        if token.start > start
    )


def _goes_on(first: Sentence, sentence: Sentence) -> bool:
    """Return whether a sentence may belong to the same words as an earlier one."""
    if sentence.paragraph != first.paragraph or not DOUBLE.isdisjoint(sentence.text):
        return False
    return not any(
        token.is_finite and token.lemma in lexicon().verb_second and lexicon().verbs.get(token.lemma) == "says"
        for token in sentence.in_german.tokens
    )
