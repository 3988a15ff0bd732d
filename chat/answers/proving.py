"""The very words of a German sentence that prove a statement: those of the claim that it tells, or those it renders."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from chat.lang.bilingual.comparison import Comparison
from chat.lang.en.text import EnglishText
from chat.lang.words import words
from chat.schema import Claim, Sentence, Span

_GAP = 2  # tokens between two that prove, which are taken with them
_LEAST = 2  # tokens that a statement renders
_WHOLE = 0.85  # of the characters of a sentence: then all of it proves, and nothing is marked


def proving_words(statement: str, sentence: Sentence, claims: Iterable[Claim]) -> tuple[Span, ...]:
    """Return the spans of the article by which a sentence proves an English statement; none where all of it does.

    Args:
        claims: of the article; those that the statement tells are proved by their contents.
    """
    told = [span for claim in claims if _tells(statement, claim, sentence) for span in claim.content]
    spans = [span for span in told if sentence.start <= span.start and span.end <= sentence.end]
    spans = spans or list(_rendered(statement, sentence))
    marked = sum(span.end - span.start for span in spans)
    return tuple(spans) if marked < _WHOLE * (sentence.end - sentence.start) else ()


def _tells(statement: str, claim: Claim, sentence: Sentence) -> bool:
    if sentence.id not in claim.sentences or claim.english is None or claim.type == "reported":
        return False
    content = " ".join(words(claim.english.content)).lower()
    return bool(content) and content in " ".join(words(statement)).lower()


def _rendered(statement: str, sentence: Sentence) -> Iterator[Span]:
    """Yield the spans of the German words that a statement renders, those near to each other as one."""
    if not sentence.is_plain or sentence.language != "de":
        return
    german = sentence.in_german
    compared = Comparison(german, EnglishText(statement))
    places = {place for unit in compared.equivalents for place in unit.meaning.places}
    said = {word.lower() for word in words(statement)}
    places |= {place for place, token in enumerate(german.tokens) if _is_as_it_is(token.text, said)}
    if len(places) < _LEAST:
        return
    for first, last in _runs(sorted(places)):
        start, end = german.tokens[first].start, german.tokens[last].end
        yield Span(text=german.text[start:end], start=sentence.start + start, end=sentence.start + end)


def _is_as_it_is(word: str, said: set[str]) -> bool:
    """Return whether a German word stands in a statement as it is: a name, or a number."""
    return (word[:1].isupper() or word[:1].isdigit()) and word.lower() in said


def _runs(places: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the first and the last of places that are near to each other."""
    first = last = places[0]
    for place in places[1:]:
        if place - last > _GAP + 1:
            yield first, last
            first = place
        last = place
    yield first, last
