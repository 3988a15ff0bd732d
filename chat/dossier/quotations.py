"""The same quotation in two articles: word for word, shortened, or changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Literal

from chat.article.analysed import AnalysedArticle
from chat.dossier.shared import shared_counts
from chat.dossier.sources import Place, Source
from chat.lang.quotations import marked_spans
from chat.lang.words import is_function_word, words
from chat.schema import Claim

Kind = Literal["verbatim", "shortened", "changed"]

_LEAST_WORDS = 3  # of a quotation that can be told from another by its words
_TELLING = 4  # from which on they need not be the very same
_LEAST_CONTENT = 2  # words that are no function words, of a shorter one
_LEAST_SHARED = 0.6  # share of the shorter one's words that stand in the other in the same order
_REMEMBERED = 1 << 15  # pairs of quotations
_KEPT = 0.95  # where it is that large the shorter one is a part of the longer, or both are the same


@dataclass(frozen=True, slots=True)
class Repeated:
    """Two claims of two articles that quote the same words, by their places, the earlier article first."""

    kind: Kind
    one: Place
    other: Place


def repeated(sources: Sequence[Source], *, copies: Sequence[Collection[int]] = ()) -> tuple[Repeated, ...]:
    """Return the quotations that two articles have; those of articles that are one text are left out."""
    quoted = [(source.number, number, own) for source in sources for number, own in source.once(_quoted)]
    return of_two_texts(_pairs(quoted), copies) if len(quoted) > 1 else ()


def of_two_texts(pairs: Iterable[Repeated], copies: Sequence[Collection[int]]) -> tuple[Repeated, ...]:
    """Return the quotations of two articles without those of articles that are one text."""
    text_of = {number: min(group) for group in copies for number in group}
    return tuple(
        pair
        for pair in pairs
        if text_of.get(pair.one.article, pair.one.article) != text_of.get(pair.other.article, pair.other.article)
    )


def are_same_words(own: tuple[str, ...], others: tuple[str, ...]) -> bool:
    """Return whether two claims, by their words, say much the same word for word, or one is a part of the other."""
    return min(len(own), len(others)) >= _LEAST_WORDS and _kind(own, others) in ("verbatim", "shortened")


def _quoted(article: AnalysedArticle) -> tuple[tuple[int, tuple[str, ...]], ...]:
    """Return the quotations of an article that are long enough, each with the number of its claim.

    Also those within a claim that is told in other words, if no claim is made of them alone.
    """
    direct = [(claim.id, words_of_content(claim)) for claim in article.claims if claim.type == "direct"]
    known = {own for _, own in direct}
    within = [
        (claim.id, tuple(word.casefold() for word in words(span.text[start:end])))
        for claim in article.claims
        if claim.type != "direct"
        for span in claim.content
        for start, end in marked_spans(span.text)
    ]
    found = [*direct, *((number, own) for number, own in within if own not in known)]
    return tuple((number, own) for number, own in sorted(found) if len(own) >= _LEAST_WORDS)


def _pairs(quoted: Sequence[tuple[int, int, tuple[str, ...]]]) -> Iterator[Repeated]:
    """Yield the pairs of two articles; only those that share enough words in any order are compared word by word."""
    import numpy as np

    shared = shared_counts([_each_once(own) for _, _, own in quoted])
    lengths = np.array([len(own) for _, _, own in quoted])
    enough = shared >= _LEAST_SHARED * np.minimum(lengths[:, None], lengths[None])
    places = [Place(article, claim) for article, claim, _ in quoted]
    for at, to in np.argwhere(np.triu(enough, k=1)).tolist():
        if places[at].article != places[to].article and (kind := _kind(quoted[at][2], quoted[to][2])):
            yield Repeated(kind, places[at], places[to])


def _each_once(own: Sequence[str]) -> list[tuple[str, int]]:
    """Return words with how often each came before, so that a set of them counts what is repeated."""
    before: Counter[str] = Counter()
    found = []
    for word in own:
        found.append((word, before[word]))
        before[word] += 1
    return found


def words_of_content(claim: Claim) -> tuple[str, ...]:
    """Return the words of what is claimed, in lower case."""
    return tuple(word.casefold() for span in claim.content for word in words(span.text))


@lru_cache(maxsize=_REMEMBERED)
def _kind(own: tuple[str, ...], other: tuple[str, ...]) -> Kind | None:
    """Return how two quotations are the same, None where they are not."""
    short, long = sorted((own, other), key=len)
    if len(short) < _TELLING and not _is_telling_part(short, long):
        return None
    if own == other:
        return "verbatim"
    matcher = SequenceMatcher(None, own, other, autojunk=False)
    shared = sum(block.size for block in matcher.get_matching_blocks())
    shorter = min(len(own), len(other))
    if shared < _LEAST_SHARED * shorter:
        return None
    return "shortened" if shared >= _KEPT * shorter and len(own) != len(other) else "changed"


def _is_telling_part(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Return whether a few words stand in a row in a longer quotation, and say something: "Palast aus Glas"."""
    if sum(not is_function_word(word, "german") for word in short) < _LEAST_CONTENT:
        return False
    return any(long[at : at + len(short)] == short for at in range(len(long) - len(short) + 1))
