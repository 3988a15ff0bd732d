"""Which claims are about what a question asks about: by words, numbers and names; meaning only ranks, or helps.

What is asked about may be in English or German. German words are held against the German of a claim, and against its
English by what the lexicon calls them; a claim that has no English yet is found by what its own words are called.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from chat.answers import untranslated
from chat.answers.understanding.intents import Tongue
from chat.answers.understanding.questions import pointing_words
from chat.article.analysed import AnalysedArticle
from chat.lang import figures
from chat.lang.de.text import GermanText
from chat.lang.names import is_known, name_words, names_in_phrase
from chat.lang.negation import negation
from chat.lang.words import english_stems, german_stems, words
from chat.models.base import Embedder
from chat.schema import Claim, Sentence

MOST_CLAIMS = 4
LEAST_COVERED = 0.5  # of the weight of the words asked about
LEAST_COVERED_OF_SIMILAR, _LEAST_SIMILAR = 0.3, 0.5  # where the meaning agrees too
_CLOSE = 0.4  # in meaning, where the speaker agrees already
_AS_GOOD = 0.75  # of the best match's score: claims that are answers too
PARTIAL = 4  # words; a shorter quotation is given within its sentence
_EQUIVALENTS = 4  # of a German word, as many as a reader is shown
_POINTS_BACK = re.compile(r"\b(?:dies\w*|das|dazu|davon|dagegen|dafür|darüber|daran|solche\w*)\b", re.IGNORECASE)
_COMPOUND = 5  # letters of a German stem that may be a part of a compound


@dataclass(frozen=True)
class Word:
    """A word of what is asked about: its stem, and the English stems that it may stand for."""

    stem: str
    english: frozenset[str]
    german: str = ""


@dataclass(frozen=True)
class Topic:
    """What a question asks about, in its own words."""

    text: str
    tongue: Tongue = "en"

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """Its words that say something, each once; none where it only points ("it", "the reports")."""
        found = self._german() if self.tongue == "de" else self._english()
        return tuple({word.stem: word for word in found}.values())

    def _english(self) -> list[Word]:
        content = [word for word in words(self.text) if word.lower() not in pointing_words()]
        return [Word(stem, frozenset((stem,))) for stem in english_stems(" ".join(content))]

    def _german(self) -> list[Word]:
        text = GermanText(self.text)
        called = {
            place: frozenset(
                stem
                for part in meaning.parts
                for entry in part
                for stem in english_stems(" ".join(entry.english[:_EQUIVALENTS]))
            )
            for meaning in text.meanings
            for place in meaning.places
        }
        found = []
        for place, token in enumerate(text.tokens):
            if token.text.lower() in pointing_words("de"):
                continue
            for stem in german_stems(token.text):
                found.append(Word(stem, called.get(place, frozenset(english_stems(token.text))), german=stem))
        return found

    @cached_property
    def negates(self) -> bool:
        """Whether it is negated."""
        return bool(negation(self.text, self.tongue))

    @cached_property
    def names(self) -> list[list[str]]:
        """The names in it; of German, which spells all nouns with a capital, those that the tagger knows."""
        if self.tongue == "en":
            return names_in_phrase(self.text)
        return [[token.text] for token in GermanText(self.text).tokens if token.tag == "NE"]

    def without(self, other: frozenset[str]) -> Topic:
        """Return what is left of it without some words, in lower case."""
        kept = [word for word in self.text.split() if not (set(map(str.lower, words(word))) & other)]
        return Topic(" ".join(kept), self.tongue)


def is_in(word: Word, english: frozenset[str], german: frozenset[str]) -> bool:
    """Return whether a text has a word, by the stems of its English and of its German."""
    if not word.english.isdisjoint(english):
        return True
    if not word.german:
        return False
    return any(
        word.german == stem
        or (min(len(word.german), len(stem)) >= _COMPOUND and (word.german in stem or stem in word.german))
        for stem in german
    )


class Matching:
    """The claims of one article, to be found by what they are about.

    Args:
        embedder: compares by meaning too; None: words alone count.
    """

    def __init__(self, article: AnalysedArticle, embedder: Embedder | None) -> None:
        self._article = article
        self._embedder = embedder
        self._claims = article.claims

    @cached_property
    def _stems(self) -> dict[int, frozenset[str]]:
        """The stems of what each claim says, with those of its sentences where it says too little alone."""
        return {claim.id: self._stems_of(claim) for claim in self._claims}

    @cached_property
    def _german(self) -> dict[int, frozenset[str]]:
        """The German stems of each claim's sentences."""
        return {
            claim.id: frozenset(stem for sentence in self._sentences(claim) for stem in sentence.in_original.stems)
            for claim in self._claims
        }

    @cached_property
    def _frequency(self) -> Counter[str]:
        """How many claims have a stem."""
        return Counter(stem for stems in self._stems.values() for stem in stems)

    def about(
        self, topic: Topic, claims: Sequence[Claim], *, least: float = LEAST_COVERED, agreeing: bool = True
    ) -> list[Claim]:
        """Return the claims that are about something, in the order of the article; none where no claim is.

        Args:
            least: the share of the words asked about that a claim has.
            agreeing: a claim must negate where what is asked about does: "the closure is planned", not "the closure".
        """
        if not topic.words:
            return []
        similar = self._similarity(topic, claims)
        rated: list[tuple[float, Claim]] = []
        for place, claim in enumerate(claims):
            covered = self._coverage(topic.words, claim)
            meaning = similar[place] if similar else 0.0
            if not self._has_numbers_and_names(topic, claim) or (agreeing and not _same_polarity(topic, claim)):
                continue
            if covered >= least or (covered >= LEAST_COVERED_OF_SIMILAR and meaning >= _LEAST_SIMILAR):
                rated.append((covered + meaning, claim))
        in_own_words = {number for _, claim in rated if not self.is_whole(claim) for number in claim.sentences}
        rated = [item for item in rated if not (self.is_whole(item[1]) and in_own_words & set(item[1].sentences))]
        best = max((rating for rating, _ in rated), default=0.0)
        return [claim for rating, claim in rated if rating >= _AS_GOOD * best][:MOST_CLAIMS]

    def closest(self, topic: Topic, claims: Sequence[Claim]) -> list[Claim]:
        """Return the claim of one speaker that is closest in meaning to what is asked about, if it is close at all."""
        similar = self._similarity(topic, claims)
        if similar is None:
            return []
        best = max(range(len(claims)), key=lambda place: similar[place])
        fits = similar[best] >= _CLOSE and self._has_numbers_and_names(topic, claims[best])
        return [claims[best]] if fits else []

    def pointing_back(self, topic: Topic, claims: Sequence[Claim]) -> list[Claim]:
        """Return the claims that point back to what stands right before them, if that is what is asked about.

        "Amsel expects savings of five million. Seifert calls this figure massaged": Seifert on the savings.
        """
        found = []
        for claim in claims:
            place = self._article.place[claim.sentences[0]]
            before = self._article.content[place - 1] if place else None
            german = " ".join(sentence.plain for sentence in self._sentences(claim))
            if before is None or not _POINTS_BACK.search(german):
                continue
            english = before.in_english.stem_set | self.stems_in_context(claim)
            stems = frozenset(before.in_original.stems) | self._german[claim.id]
            share = sum(is_in(word, english, stems) for word in topic.words) / len(topic.words)
            if share >= LEAST_COVERED:
                found.append(claim)
        return found[:MOST_CLAIMS]

    def is_whole(self, claim: Claim) -> bool:
        """Return whether a claim's English is its whole sentence, because its own words could not be told in it."""
        is_same = claim.english is not None and self.text(claim) == self.around(claim)
        return is_same and claim.type != "free_indirect"

    def text(self, claim: Claim) -> str:
        """Return the English of what a claim says."""
        return self._article.claimed[claim.id].text

    def around(self, claim: Claim) -> str:
        """Return the sentences of a claim, in English as far as there is some."""
        return " ".join(sentence.best for sentence in self._sentences(claim))

    def stems_in_context(self, claim: Claim) -> frozenset[str]:
        """Return the English stems of what a claim says and of its sentences."""
        if claim.english is None:
            return untranslated.stems_in_context(claim, self._article.by_id)
        around = (sentence.in_english.stem_set for sentence in self._sentences(claim))
        return self._article.claimed[claim.id].stem_set.union(*around)

    def _sentences(self, claim: Claim) -> list[Sentence]:
        return [self._article.by_id[number] for number in claim.sentences]

    def _coverage(self, asked: Sequence[Word], claim: Claim) -> float:
        """Return the share of the weight of the words asked about that the claim has; rare ones weigh more."""
        own, german = self._stems[claim.id], self._german[claim.id]
        weight = {
            word: 1 / math.log2(2 + max(self._frequency[stem] for stem in word.english or ("",))) for word in asked
        }
        found = [
            word
            for word in weight
            if is_in(word, own, german)
            or (claim.english is None and any(untranslated.means(stem, own) for stem in word.english))
        ]
        return sum(weight[word] for word in found) / sum(weight.values())

    def _has_numbers_and_names(self, topic: Topic, claim: Claim) -> bool:
        sources = self._sentences(claim)
        own = self._article.claimed.get(claim.id)
        english = " ".join([own.text if own else "", *(sentence.english or "" for sentence in sources)])
        german = " ".join(sentence.plain for sentence in sources)
        if figures.missing(topic.text, topic.tongue, among={"en": english, "de": german}):
            return False
        known = (own.name_words if own else frozenset()).union(
            name_words(english),
            *(sentence.in_english.name_words | sentence.in_original.name_words for sentence in sources),
        )
        return all(is_known(name, known, whole=False) for name in topic.names)

    def _stems_of(self, claim: Claim) -> frozenset[str]:
        if claim.english is None:
            return untranslated.stems(claim, self._article.by_id)
        if len(self.text(claim).split()) < PARTIAL or claim.type == "reported":
            return self.stems_in_context(claim)
        return self._article.claimed[claim.id].stem_set

    def _similarity(self, topic: Topic, claims: Sequence[Claim]) -> Sequence[float] | None:
        """Return how alike in meaning a topic and each of some claims are; None where meaning is not known.

        That of a claim without English is not, and counts as unlike. The embedder knows English alone.
        """
        if topic.tongue != "en":
            return None
        english = {claim.id: self.text(claim) for claim in claims if claim.english}
        similar = self._article.meanings.similarity(topic.text, list(english.values()), self._embedder)
        if similar is None:
            return None
        rated = dict(zip(english, similar, strict=True))
        return [rated.get(claim.id, 0.0) for claim in claims]


def _same_polarity(topic: Topic, claim: Claim) -> bool:
    """Return whether what is asked about and what a claim says are both negated, or neither."""
    if claim.stance == "denies" or claim.negated:
        return True
    german = " ".join(span.text for span in claim.content)
    negated = negation(claim.english.content, "en") if claim.english else negation(german, "de")
    return topic.negates == bool(negated)
