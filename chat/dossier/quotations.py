"""The same quotation in two articles: word for word, shortened, or changed; in two languages: translated.

Of two languages the English is compared, and only of quotations of one who is named in both: two translations of the
same words seldom are the same words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Literal

from chat.article.analysed import AnalysedArticle
from chat.dossier.compared import tongue_of
from chat.dossier.shared import shared_counts
from chat.dossier.sources import Place, Source
from chat.lang.en.forms import plain_forms
from chat.lang.names import sound
from chat.lang.quotations import marked_spans
from chat.lang.words import Language, is_function_word, words
from chat.schema import Claim

_Quoted = tuple[int, int, tuple[str, ...]]  # the number of an article, that of a claim, and its words

Kind = Literal["verbatim", "shortened", "changed", "translated"]

_LEAST_WORDS = 3  # of a quotation that can be told from another by its words
_TELLING = 4  # from which on they need not be the very same
_LEAST_CONTENT = 2  # words that are no function words, of a shorter one
_LEAST_SHARED = 0.6  # share of the shorter one's words that stand in the other in the same order
_LEAST_TRANSLATED = 0.6  # share of the longer one's English words that the other has, of two languages
_REMEMBERED = 1 << 15  # pairs of quotations
_KEPT = 0.95  # where it is that large the shorter one is a part of the longer, or both are the same


@dataclass(frozen=True, slots=True)
class Repeated:
    """Two claims of two articles that quote the same words, or their translation, the earlier article first."""

    kind: Kind
    one: Place
    other: Place


def repeated(sources: Sequence[Source], *, copies: Sequence[Collection[int]] = ()) -> tuple[Repeated, ...]:
    """Return the quotations that two articles have; those of articles that are one text are left out."""
    by_language: dict[str, list[_Quoted]] = {}
    for source in sources:
        for language, number, own in source.once(_quoted):
            by_language.setdefault(language, []).append((source.number, number, own))
    found = [
        pair for language, quoted in sorted(by_language.items()) if len(quoted) > 1 for pair in _pairs(quoted, language)
    ]
    found += translated(sources) if len(by_language) > 1 else []
    return of_two_texts(sorted(found, key=lambda pair: (pair.one, pair.other)), copies)


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
    return min(len(own), len(others)) >= _LEAST_WORDS and _kind(own, others, "de") in ("verbatim", "shortened")


def _quoted(article: AnalysedArticle) -> tuple[tuple[str, int, tuple[str, ...]], ...]:
    """Return the quotations of an article that are long enough, each with its language and the number of its claim.

    Also those within a claim that is told in other words, if no claim is made of them alone.
    """
    whole = [claim for claim in article.claims if claim.type == "direct" and claim.found_in == "text"]
    direct = [(claim.id, words_of_content(claim)) for claim in whole]
    known = {own for _, own in direct}
    within = [
        (claim.id, tuple(word.casefold() for word in words(span.text[start:end])))
        for claim in article.claims
        if claim.type != "direct" or claim.found_in == "translation"
        for span in claim.content
        for start, end in marked_spans(span.text)
    ]
    found = [*direct, *((number, own) for number, own in within if own not in known)]
    language = {claim.id: _language(claim, article) for claim in article.claims}
    return tuple((language[number], number, own) for number, own in sorted(found) if len(own) >= _LEAST_WORDS)


def _language(claim: Claim, article: AnalysedArticle) -> str:
    """Return the language that a claim is written in, ISO 639-1."""
    sentence = article.by_id.get(claim.sentences[0]) if claim.sentences else None
    return sentence.language if sentence else tongue_of(article)


def translated(sources: Sequence[Source]) -> Iterator[Repeated]:
    """Yield the quotations of one person that two articles in two languages have, by their English."""
    quoted = [(Place(source.number, one.number), one) for source in sources for one in source.once(_in_english)]
    for at, (place, one) in enumerate(quoted):
        for other_place, other in quoted[at + 1 :]:
            if place.article != other_place.article and one.is_translated_by(other):
                yield Repeated("translated", place, other_place)


@dataclass(frozen=True)
class _InEnglish:
    """A quotation by the plain forms of its English, with the last names of who says it, by their sound."""

    number: int
    language: str
    forms: tuple[str, ...]
    speakers: frozenset[str]

    def is_translated_by(self, other: _InEnglish) -> bool:
        """Return whether a quotation in another language says much the same, and one person says both."""
        if self.language == other.language or self.speakers.isdisjoint(other.speakers):
            return False
        short, long = sorted((self.forms, other.forms), key=len)
        shared = sum((Counter(short) & Counter(long)).values())
        return shared >= _LEAST_TRANSLATED * len(long)


def _in_english(article: AnalysedArticle) -> tuple[_InEnglish, ...]:
    """Return the quotations of an article that have enough words in English, and a named speaker."""
    found = []
    for claim in article.claims:
        if claim.type == "direct" and claim.english and claim.english.speakers:
            forms = tuple(plain_forms(words(claim.english.content)))
            named = (words(one.name or "")[-1:] for one in claim.english.speakers)
            names = frozenset(sound(last) for own in named for last in own)
            if len(forms) >= _TELLING and names:
                found.append(_InEnglish(claim.id, _language(claim, article), forms, names))
    return tuple(found)


def _pairs(quoted: Sequence[_Quoted], language: str) -> Iterator[Repeated]:
    """Yield the pairs of two articles; only those that share enough words in any order are compared word by word."""
    import numpy as np

    shared = shared_counts([_each_once(own) for _, _, own in quoted])
    lengths = np.array([len(own) for _, _, own in quoted])
    enough = shared >= _LEAST_SHARED * np.minimum(lengths[:, None], lengths[None])
    places = [Place(article, claim) for article, claim, _ in quoted]
    for at, to in np.argwhere(np.triu(enough, k=1)).tolist():
        if places[at].article != places[to].article and (kind := _kind(quoted[at][2], quoted[to][2], language)):
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
def _kind(own: tuple[str, ...], other: tuple[str, ...], language: str) -> Kind | None:
    """Return how two quotations are the same, None where they are not."""
    short, long = sorted((own, other), key=len)
    if len(short) < _TELLING and not _is_telling_part(short, long, language):
        return None
    if own == other:
        return "verbatim"
    matcher = SequenceMatcher(None, own, other, autojunk=False)
    shared = sum(block.size for block in matcher.get_matching_blocks())
    shorter = min(len(own), len(other))
    if shared < _LEAST_SHARED * shorter:
        return None
    return "shortened" if shared >= _KEPT * shorter and len(own) != len(other) else "changed"


def _is_telling_part(short: tuple[str, ...], long: tuple[str, ...], language: str) -> bool:
    """Return whether a few words stand in a row in a longer quotation, and say something: "Palast aus Glas"."""
    listed: Language = "german" if language == "de" else "english"
    if sum(not is_function_word(word, listed) for word in short) < _LEAST_CONTENT:
        return False
    return any(long[at : at + len(short)] == short for at in range(len(long) - len(short) + 1))
