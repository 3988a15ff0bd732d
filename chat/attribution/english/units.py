"""A sentence as units: its words outside brackets, and each quotation that is a clause of its own as one unit.

Quotations that are phrases within a clause ("called it “a disaster”") stay words, and their marks are left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise

import regex

from chat.attribution.english.lexicon import lexicon
from chat.attribution.found import Offsets
from chat.attribution.quotations import Quotation
from chat.lang.en.tokens import Token, tokenize
from chat.schema import Sentence

QUOTATION = "QUO"  # the tag of a quotation that is one unit
STOPS = frozenset(",;:–—-")
_ENDS = frozenset(".!?…")
_SINGLE_WORD = 1
_PUT_SO = regex.compile(r"(?:is|was) (?:how|what|the way)\b")  # behind a quotation: "“A mess” is how she put it"


@dataclass(frozen=True, slots=True)
class Unit:
    """A word, a mark or a quotation, with its place in the article; `quoted` is the number of a quotation around it."""

    text: str
    lower: str
    start: int
    end: int
    lemma: str
    tag: str
    quoted: int = -1

    @property
    def is_noun(self) -> bool:
        """Whether it is a noun or a name."""
        return self.tag in ("NN0", "NN1", "NN2", "NP0")

    @property
    def is_verb(self) -> bool:
        """Whether it is a form of a verb."""
        return self.tag[0] == "V"

    @property
    def is_capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[:1].isupper()

    @property
    def is_stop(self) -> bool:
        """Whether it is a comma, a semicolon, a colon or a dash."""
        return self.text in STOPS

    @property
    def is_quotation(self) -> bool:
        """Whether it is a quotation that is a clause of its own."""
        return self.tag == QUOTATION


def units_of(
    sentence: Sentence, quotations: Sequence[Quotation], text: str, names: Set[str] = frozenset()
) -> list[Unit]:
    """Return the units of a sentence.

    Args:
        sentence: the sentence.
        quotations: those that touch it, in order.
        text: the article.
        names: the surnames in it, which may be other words too.
    """
    apart = [quote for quote in quotations if is_apart(quote, sentence, text)]
    units: list[Unit] = []
    depth = 0
    for token in tokenize(sentence.text):
        start, end = sentence.start + token.start, sentence.start + token.end
        quote = next((quote for quote in apart if quote.start <= start < quote.end), None)
        if quote:
            if not units or units[-1].end < min(quote.end, sentence.end):
                _add_quotation(units, quote, text, sentence)
            continue
        depth += (token.text in "([") - (token.text in ")]")
        if depth > 0 or token.text in "()[]" or _is_mark(token, start, quotations):
            continue
        within = next((at for at, quote in enumerate(quotations) if quote.start < start < quote.end), -1)
        tag, lemma = ("NP0", token.text) if token.text in names else (token.tag, _lemma(token))
        units.append(Unit(token.text, token.lower, start, end, lemma, tag, within))
    while units and units[-1].text in _ENDS:
        units.pop()
    return units


def _lemma(token: Token) -> str:
    """Return the lemma of a token; of a verb the one that is a cue, where the tagger has an "e" too many or too few."""
    cues = lexicon().verbs
    if token.tag[:2] != "VV" or token.lemma in cues:
        return token.lemma
    shorter = token.lemma.removesuffix("e")
    others = (shorter, shorter[:-1], f"{token.lemma}e")  # "underlin", "flagge"
    return next((other for other in others if other in cues), token.lemma)


def surnames_in(sentence: Sentence) -> Iterator[str]:
    """Yield the words that stand behind a first name within a sentence, and are not written small anywhere in it."""
    tokens = tokenize(sentence.text)
    for first, last in pairwise(tokens):
        if first.tag == last.tag == "NP0" and last.is_capital and last.text.isalpha() and not last.text.isupper():
            yield last.text


def _add_quotation(units: list[Unit], quote: Quotation, text: str, sentence: Sentence) -> None:
    """Add a quotation as one unit, as far as it lies in the sentence."""
    start, end = max(quote.start, sentence.start), min(quote.end, sentence.end)
    units.append(Unit(text[start:end], "“…”", start, end, "", QUOTATION))


def _is_mark(token: Token, start: int, quotations: Sequence[Quotation]) -> bool:
    """Return whether a token is a quotation mark."""
    return token.text in '“”"„«»' or any(start in (quote.start, quote.end - 1) for quote in quotations)


def is_apart(quote: Quotation, sentence: Sentence, text: str) -> bool:
    """Return whether a quotation is a clause of its own, by what stands around it and by how it begins and ends."""
    if quote.start < sentence.start or quote.end > sentence.end + 1:
        return True
    before = text[sentence.start : quote.start].rstrip(" *_([")
    behind = text[quote.end : sentence.end].lstrip()
    inside = text[quote.start + 1 : quote.end - 1]
    inside = inside.rstrip("’'”\"")  # of a quotation within it
    ended = inside[-1:] in ",.!?…—–"
    if before.endswith(":"):
        return True
    if not before:
        return ended or not behind[:1].isalnum() or _PUT_SO.match(behind) is not None
    if before[-1:] in ".!?…—–":
        return True
    if before.endswith(","):
        return ended or (inside[:1].isupper() and not behind[:1].isalnum() and len(inside.split()) > _SINGLE_WORD)
    return inside[:1].isupper() and ended and len(inside.split()) > _SINGLE_WORD and inside[-1:] != ","


def span_of(units: Sequence[Unit], first: int, stop: int) -> Offsets:
    """Return the offsets of units first … stop-1."""
    return units[first].start, units[stop - 1].end


def with_marks(span: Offsets, quotations: Sequence[Quotation], text: str) -> Offsets:
    """Return a span with the quotation marks that stand right at its ends, and are closed or opened within it."""
    start, end = span
    for quote in quotations:
        if quote.start == start - 1 and quote.end <= end + 2:
            start = quote.start
        if start <= quote.start and quote.end > end and not any(map(str.isalnum, text[end : quote.end])):
            end = quote.end
    return start, end
