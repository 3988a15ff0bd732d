"""What each claim of an article is about, in the forms in which claims are compared. Made once for an article.

A word is compared by what the lexicon calls it, each part of a compound for itself, so that "Sperrung der Brücke" and
"Brückensperrung" are one; by the beginnings of those English words, so that "threat" and "threaten" are; and less so by
its other English words. What no lexicon has is compared by its sound, if it is a name or a number. English words are
called what they are (`compared`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from chat.article.analysed import AnalysedArticle
from chat.data import words_of
from chat.dossier.compared import Comparable, Word, as_claimed, compared
from chat.dossier.counted import Counted, counted
from chat.lang.characters import one_line
from chat.lang.names import sound, with_one_name_each
from chat.lang.words import english_stems
from chat.schema import Claim

Concepts = Mapping[str, float]  # what a text is about, each with its weight, 0 to 1

_WEIGHTS = {"noun": 1.0, "expression": 1.0, "verb": 0.8, "adjective": 0.5, "adverb": 0.2}
_OF_NAME = 1.0  # and of what no lexicon knows
_OF_OTHERS = 0.5  # share of a word's other English words
_BESIDE = 0.5  # share of what the claims right before and after it in its paragraph have
_FAMILY = 5  # letters that words of one family begin with
_MEMORY = 1 << 14


@dataclass(frozen=True)
class Told:
    """A claim with what it is compared by.

    Args:
        tongue: the language in which it is compared, ISO 639-1: German or English.
        text: what is claimed in it, in one line, without who claims it and the word that tells so.
        content: its English where there is one, which is the text of an English one; else that of its sentences, or
            their German.
        places: the first and the last of its sentences among those of the article that count.
        concepts: what it is about.
        near: the same with something of what the claims right beside it have.
        around: what all claims of its paragraph are about.
        written: how the main concepts are written here.
        counted: the numbers in it, with what they count.
        paragraph: that of its first sentence.
        points_back: whether it has a word that points to what was said before ("das", "dazu").
        goes_on: whether it goes on without a cue, or is that somebody will not speak.
    """

    claim: Claim
    tongue: str
    text: str
    content: str
    places: tuple[int, int]
    concepts: Concepts
    near: Concepts
    around: Concepts
    written: Mapping[str, str]
    counted: tuple[Counted, ...]
    paragraph: int | None
    points_back: bool
    goes_on: bool

    @property
    def is_thin(self) -> bool:
        """Whether it names no thing of its own, so that it is told by what stands around it."""
        return all(weight < 1 for weight in self.concepts.values())


def told_claims(article: AnalysedArticle) -> tuple[Told, ...]:
    """Return the claims of an article, in order, but those whose sentences do not count."""
    claims = [claim for claim in article.claims if claim.sentences and all(n in article.place for n in claim.sentences)]
    paragraphs = [article.by_id[claim.sentences[0]].paragraph for claim in claims]
    texts = [said(claim) for claim in claims]
    forms = [compared(text, as_claimed(claim, article)) for text, claim in zip(texts, claims, strict=True)]
    known = [concepts_of(form) for form in forms]
    concepts = [own for own, _ in known]
    around = {
        paragraph: _most(own for own, other in zip(concepts, paragraphs, strict=True) if other == paragraph)
        for paragraph in set(paragraphs)
    }
    return tuple(
        Told(
            claim=claim,
            tongue=forms[at].tongue,
            text=texts[at],
            content=texts[at]
            if forms[at].tongue == "en"
            else claim.english.content
            if claim.english and claim.english.content
            else " ".join(article.by_id[number].best for number in claim.sentences),
            places=(article.place[claim.sentences[0]], article.place[claim.sentences[-1]]),
            concepts=concepts[at],
            near=_with_neighbours(at, concepts, paragraphs),
            around=around[paragraphs[at]],
            written=known[at][1],
            counted=counted(forms[at]),
            paragraph=paragraphs[at],
            points_back=forms[at].points_back,
            goes_on=claim.type == "free_indirect" or claim.stance == "declines",
        )
        for at, claim in enumerate(claims)
    )


def said(claim: Claim) -> str:
    """Return what is claimed in one line, without who claims it and the word that tells so."""
    if claim.found_in == "translation":
        return claim.told
    apart = [speaker.place for speaker in claim.speakers if speaker.place]
    apart += [(claim.cue.start, claim.cue.end)] if claim.cue else []
    pieces = []
    for span in claim.content:
        text = span.text
        for start, end in sorted(apart, reverse=True):
            if span.start <= start and end <= span.end:
                text = text[: start - span.start] + " " + text[end - span.start :]
        pieces.append(text)
    return one_line(" ".join(pieces))


def concepts_of(text: Comparable) -> tuple[dict[str, float], dict[str, str]]:
    """Return what a text is about, and how the main of it is written."""
    weights: dict[str, float] = {}
    written: dict[str, str] = {}
    for word in text.words:
        for concept, weight, is_main in _of_word(word):
            weights[concept] = max(weights.get(concept, 0), weight)
            if is_main:
                written.setdefault(concept, word.text)
    for name in text.others:
        concept = sound(with_one_name_each(name))
        weights[concept] = max(weights.get(concept, 0), _OF_NAME)
        written.setdefault(concept, name)
    return weights, written


def _of_word(word: Word) -> Iterator[tuple[str, float, bool]]:
    """Yield the concepts of a word with their weights, and whether they are what it is usually called."""
    light = words_of("en/light_concepts.txt")
    weight = _WEIGHTS.get(word.kind, 0)
    for usual, *others in word.parts:
        if usual in light or usual.replace(" ", "") in light:  # "per cent"
            continue
        yield family(usual), weight, True
        yield from ((family(other), weight * _OF_OTHERS, False) for other in others if other not in light)


@lru_cache(maxsize=_MEMORY)
def family(english: str) -> str:
    """Return what the words of a family begin with: "threat" of "threaten"."""
    return (" ".join(english_stems(english)) or english)[:_FAMILY]


def _with_neighbours(at: int, concepts: Sequence[Concepts], paragraphs: Sequence[int | None]) -> dict[str, float]:
    beside = [
        {concept: weight * _BESIDE for concept, weight in concepts[other].items()}
        for other in (at - 1, at + 1)
        if 0 <= other < len(concepts) and paragraphs[other] == paragraphs[at]
    ]
    return _most([concepts[at], *beside])


def _most(several: Iterable[Concepts]) -> dict[str, float]:
    """Return the concepts of several texts, each with the largest of its weights."""
    found: dict[str, float] = {}
    for concepts in several:
        for concept, weight in concepts.items():
            found[concept] = max(found.get(concept, 0), weight)
    return found
