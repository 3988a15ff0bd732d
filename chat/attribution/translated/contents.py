"""The English of what a claim says, cut out of the translations of its sentences where it can be told there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from chat.attribution.found import Offsets
from chat.attribution.german.lexicon import lexicon
from chat.attribution.translated.alignment import AlignedFrame
from chat.data import any_of
from chat.lang import figures
from chat.lang.characters import one_line
from chat.lang.negation import may_negate, negation
from chat.schema import Claim, Sentence, Span

_COVERS = 0.75  # of a sentence's letters: a content that is so much of it is rendered by all of its English
_SHORTEST, _LONGEST = 0.35, 2.5  # English letters of a content to German ones, outside of which it is another content
_MORE = 10  # letters that a short content may have besides
# Of a thousand characters at most, so that a mark that is never closed does not have all the rest looked through.
_QUOTATION = re.compile(r"„[^“”\"]{0,1000}[“”\"]|“[^”]{0,1000}”|»[^«]{0,1000}«|«[^»]{0,1000}»|\"[^\"]{0,1000}\"")
_DENIES = re.compile(rf"\b(?:{any_of(lexicon().denials)})\w*", re.IGNORECASE)


def content_in_english(claim: Claim, aligned: AlignedFrame | None, touched: Sequence[Sentence]) -> str | None:
    """Return the English of a claim's words, None where it cannot be told from the rest of its sentences.

    Args:
        claim: the claim.
        aligned: its frame in English, where there is one.
        touched: the sentences that its content lies in.
    """
    parts: list[str] = []
    for sentence in touched:
        frame = aligned if aligned and aligned.sentence.id == sentence.id else None
        part = _part(claim, frame, sentence)
        if part is None:
            return None
        parts.append(part)
    return " ".join(parts)


def _part(claim: Claim, aligned: AlignedFrame | None, sentence: Sentence) -> str | None:
    """Return the English of a claim's words in one sentence."""
    spans = [span for span in claim.content if span.start < sentence.end and sentence.start < span.end]
    english = sentence.best
    german = " ".join(
        one_line(span.text[max(0, sentence.start - span.start) : sentence.end - span.start]) for span in spans
    )
    is_whole = _letters(german) >= _COVERS * _letters(sentence.plain)
    if is_whole and claim.type != "indirect":
        return english
    if claim.type in ("direct", "free_indirect") and (quoted := _quotation(spans, sentence)):
        return quoted
    if aligned and claim.type in ("direct", "indirect"):
        content = " … ".join(english[slice(*span)] for span in aligned.frame.content)
        if _agrees(german, content):
            return content
    if aligned and claim.type == "reported" and (clause := _clause(aligned)):
        return clause
    return english if is_whole else None


def _clause(aligned: AlignedFrame) -> str | None:
    """Return the English from the speaker of a frame to the end of its content, in either order."""
    speaker, content = aligned.frame.speaker, aligned.frame.content
    if not speaker or not content:
        return None
    return aligned.sentence.best[min(speaker[0], content[0][0]) : max(speaker[1], content[-1][1])]


def _quotation(spans: Sequence[Span], sentence: Sentence) -> str | None:
    """Return the English quotations that stand where the German ones do, if both have as many."""
    german = [(m.start() + sentence.start, m.end() + sentence.start) for m in _QUOTATION.finditer(sentence.text)]
    english = sentence.in_english.quotations
    if len(german) != len(english):
        return None
    quoted = [sentence.best[slice(*there)] for here, there in zip(german, english, strict=True) if _within(here, spans)]
    content = " … ".join(quoted)
    return content if quoted and _agrees(" ".join(span.text for span in spans), content) else None


def _within(quotation: Offsets, spans: Iterable[Span]) -> bool:
    """Return whether a quotation, its marks aside, lies in one of some spans."""
    return any(span.start <= quotation[0] + 1 and quotation[1] - 1 <= span.end for span in spans)


def _agrees(german: str, english: str) -> bool:
    """Return whether an English content can be that of a German one: its length, the same numbers, no denial lost."""
    if not _SHORTEST * _letters(german) <= _letters(english) <= _LONGEST * _letters(german) + _MORE:
        return False
    denied = negation(german, "de") or _DENIES.search(german)
    if denied and not may_negate(english, "en"):
        return False
    return not figures.missing(german, "de", among={"en": english}) and not figures.missing(
        english, "en", among={"de": german}
    )


def _letters(text: str) -> int:
    return sum(character.isalnum() for character in text)
