"""What holds of all that is made of a text, whatever the text is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

import regex

from bench.fuzz.findings import require
from chat.lang.characters import readable
from chat.schema import Answer, Article, Citation, Claim, Ledger, Reading, Sentence, Span

_EDGE = regex.compile(r"\s(?!\p{M})")  # a space with an accent is a character


def of_article(article: Article, text: str) -> None:
    """Require that an article is the beginning of a text, and its paragraphs follow each other in it."""
    require(text.startswith(article.text), "the article is the text as given", (text[:80], article.text[:80]))
    for paragraph in article.paragraphs:
        require(0 <= paragraph.start < paragraph.end <= len(article.text), "a paragraph lies in the text", paragraph)
    for one, other in pairwise(article.paragraphs):
        require(one.end <= other.start, "paragraphs follow each other", (one, other))


def of_sentences(sentences: Sequence[Sentence], article: Article) -> None:
    """Require that sentences are numbered slices of an article in order, and leave nothing out that can be seen."""
    text = article.text
    require([one.id for one in sentences] == list(range(1, len(sentences) + 1)), "sentences are numbered from 1")
    for one in sentences:
        require(text[one.start : one.end] == one.text, "a sentence is a slice of the text", one)
        require(one.text and one.text[-1:].strip() and _EDGE.match(one.text) is None, "a sentence has no edges", one)
        paragraph = article.paragraphs[one.paragraph]
        require(paragraph.start <= one.start and one.end <= paragraph.end, "a sentence lies in its paragraph", one)
    for one, other in pairwise(sentences):
        require(one.end <= other.start, "sentences follow each other", (one, other))
        _left_out(text[one.end : other.start] if one.paragraph == other.paragraph else "")


def _left_out(between: str) -> None:
    require(not readable(between).text.strip(), "no visible character is between sentences", between)


def of_claims(claims: Sequence[Claim], reading: Reading) -> None:
    """Require that claims stand in their sentences, which count, and name what is there."""
    content = {sentence.id for sentence in reading.content}
    numbers = [claim.id for claim in claims]
    require(numbers == sorted(set(numbers)), "claims are numbered in order", numbers)
    for claim in claims:
        require(claim.sentences and set(claim.sentences) <= content, "a claim has sentences that count", claim)
        require(set(claim.holds) <= set(numbers) - {claim.id}, "a claim holds others that are there", claim)
        own = [reading.sentence(number) for number in claim.sentences]
        of_spans(claim.content, own, reading)
        for span in (claim.addressee, claim.occasion, claim.knows_by):  # may stand where the cue does: "Das sagte …"
            require(not span or _is_slice(span.start, span.end, span.text, reading), "a span is a slice", span)
        require(claim.content, "a claim says something", claim)
        cue = claim.cue
        require(cue is None or _is_slice(cue.start, cue.end, cue.text, reading), "a cue is a slice of the text", claim)
        for speaker in claim.speakers:
            place = speaker.place
            require(
                place is None or _is_slice(*place, speaker.text, reading), "a speaker is a slice of the text", claim
            )


def of_spans(spans: Iterable[Span], sentences: Sequence[Sentence], reading: Reading) -> None:
    """Require that spans are slices of the text, and lie in some sentences."""
    for span in spans:
        require(_is_slice(span.start, span.end, span.text, reading), "a span is a slice of the text", span)
        touched = [one.id for one in reading.sentences if one.start < span.end and span.start < one.end]
        own = [one.id for one in sentences]
        require(touched and set(touched) <= set(own), "a span lies in the sentences it is of", (span, touched, own))


def _is_slice(start: int, end: int, text: str, reading: Reading) -> bool:
    return 0 <= start < end <= len(reading.article.text) and reading.article.text[start:end] == text


def of_ledger(ledger: Ledger, claims: Sequence[Claim]) -> None:
    """Require that a ledger has all claims, and nothing else."""
    numbers = {claim.id for claim in claims}
    listed = {number for entry in ledger.entries for number in entry.claims}
    require(listed == numbers, "the ledger has each claim", (listed, numbers))
    for dispute in ledger.disputes:
        require({dispute.denial, dispute.denied} <= numbers, "who disputes whom is there", dispute)


def of_reading(reading: Reading, text: str, ledger: Ledger) -> None:
    """Require all that holds of a reading, and that it is the same after it was JSON."""
    of_article(reading.article, text)
    of_sentences(reading.sentences, reading.article)
    of_claims(reading.claims, reading)
    of_ledger(ledger, reading.claims)
    content = {sentence.id for sentence in reading.content}
    require(set(reading.summary.cited) <= content, "the summary cites what is there", reading.summary)
    again = Reading.model_validate_json(reading.model_dump_json())
    require(again == reading, "a reading is the same after it was JSON")


def of_answer(answer: Answer, reading: Reading) -> None:
    """Require that an answer cites sentences of the article as they stand there, and proves what it says."""
    for citation in (*answer.citations, *answer.nearest):
        of_citation(citation, reading)
    require(answer.text.strip(), "an answer says something", answer)
    require(answer.citations or answer.verdict != "answered", "an answer proves what it says", answer)
    require(not answer.citations or answer.verdict == "answered", "no answer, no proof", answer)
    require(Answer.model_validate_json(answer.model_dump_json()) == answer, "an answer is the same after it was JSON")


def of_citation(citation: Citation, reading: Reading) -> None:
    """Require that a citation is a sentence of the article that counts, and its words stand in it."""
    require(1 <= citation.sentence <= len(reading.sentences), "a cited sentence is there", citation)
    sentence = reading.sentence(citation.sentence)
    require(sentence.kind != "boilerplate", "what is cited counts", citation)
    require((citation.start, citation.end, citation.german) == (sentence.start, sentence.end, sentence.text),
            "a citation is its sentence", citation)  # fmt: skip
    of_spans(citation.words, [sentence], reading)
