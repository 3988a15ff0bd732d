"""Answers to questions about who claims what, put together from the ledger: every word has its speaker and sentence.

No model words them, so nothing can be invented. Whether a claim is meant is decided by the words, numbers and names of
the question; its meaning only ranks, or helps where some of the words agree too. A claim that has no English yet is
found by what the lexicon calls its words, and told in German.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from chat.answers import untranslated
from chat.answers.questions import Question, pointing_words, understand
from chat.article.analysed import AnalysedArticle
from chat.attribution.nesting import holders
from chat.attribution.reported import does, names_together, statement
from chat.data import any_of, table
from chat.lang import figures
from chat.lang.characters import one_line
from chat.lang.names import is_known, name_words, names, names_in_phrase, with_one_name_each
from chat.lang.negation import negation
from chat.lang.words import english_stems, words
from chat.models.base import Embedder
from chat.schema import Claim, LedgerEntry

_MOST_CLAIMS = 4
_LEAST_COVERED = 0.5  # of the weight of the words asked about
_LEAST_COVERED_OF_SIMILAR, _LEAST_SIMILAR = 0.3, 0.5  # where the meaning agrees too
_CLOSE = 0.4  # in meaning, where the speaker agrees already
_AS_GOOD = 0.75  # of the best match's score: claims that are answers too
_PARTIAL = 4  # words; a shorter quotation is given within its sentence


@cache
def _disputing() -> frozenset[str]:
    """Return the stems of words by which a question asks for a dispute."""
    return frozenset(english_stems(table("en/questions.toml")["words"]["disputing"]))


@cache
def _states() -> re.Pattern[str]:
    """Return the pattern of the offices that speak for a country."""
    return re.compile(rf"\b(?:{any_of(table('en/questions.toml')['words']['states'].split())})\b", re.IGNORECASE)


@dataclass(frozen=True)
class Composed:
    """An answer: statements with the ids of the sentences that prove each, and the speakers named."""

    statements: tuple[tuple[str, tuple[int, ...]], ...]
    speakers: tuple[str, ...]


class Attributions:
    """The claims of one article, to ask who claims what.

    Args:
        embedder: compares by meaning too; None: words alone count.
    """

    def __init__(self, article: AnalysedArticle, embedder: Embedder | None = None) -> None:
        self._article = article
        self._embedder = embedder
        self._claims = article.claims
        self._ledger = article.ledger
        self._holders = holders(article.claims)

    @cached_property
    def _stems(self) -> dict[int, frozenset[str]]:
        """The stems of what each claim says, with those of its sentences where it says too little alone."""
        return {claim.id: self._stems_of(claim) for claim in self._claims}

    @cached_property
    def _frequency(self) -> Counter[str]:
        """How many claims have a stem."""
        return Counter(stem for stems in self._stems.values() for stem in stems)

    def answer(self, question: Question) -> Composed | None:
        """Return the answer to a question about claims, None where the ledger has none or it asks for a fact."""
        if question.kind == "who_claims":
            return self._who_claims(question)
        if question.kind == "claims_of":
            return self._claims_of(question)
        if question.kind == "dispute":
            return self._dispute(question)
        if question.kind == "confirmation":
            return self._confirmation(question)
        return None

    def _who_claims(self, question: Question) -> Composed | None:
        candidates = [claim for claim in self._claims if claim.speaker and _is_asked_for(claim, question)]
        if not candidates:
            return None
        if question.stance == "denies" and (said := self._said(question.about)):
            denials = {dispute.denial for dispute in self._ledger.disputes if dispute.denied in said}
            return self._composed([claim for claim in candidates if claim.id in denials][:_MOST_CLAIMS])
        if not self._asked(question.about):
            return self._composed(candidates[:_MOST_CLAIMS]) if question.stance else None
        least = _LEAST_COVERED_OF_SIMILAR if question.stance else _LEAST_COVERED
        return self._composed(self._about(question.about, candidates, least=least))

    def _said(self, about: str) -> set[int]:
        """Return the ids of all that Klein says, for "what Klein says"; none for other words."""
        told = understand(about)
        entries = self.entries_of(told.speaker) if told.kind == "claims_of" and not told.about else []
        return {id for entry in entries for id in entry.claims}

    def _claims_of(self, question: Question) -> Composed | None:
        entries = self.entries_of(question.speaker)
        own = [claim for claim in self._claims if any(claim.id in entry.claims for entry in entries)]
        if not own:
            return None
        candidates = [claim for claim in own if _is_asked_for(claim, question)]
        if not candidates:
            return None
        if not self._asked(question.about, besides=question.speaker):
            return self._composed(candidates[:_MOST_CLAIMS])
        return self._composed(
            self._about(question.about, candidates, agreeing=False) or self._closest(question.about, candidates)
        )

    def _dispute(self, question: Question) -> Composed | None:
        """Return the disputes between those named, or about what is asked; of all, the first few."""
        asked_names = names_in_phrase(question.about)
        meant = [place for place, entry in enumerate(self._ledger.entries) if self._is_meant(entry, question.about)]
        named = [self._ledger.entries[place] for place in meant]
        if len(named) < len(asked_names):
            return None
        topic = [stem for stem in self._asked(question.about) if stem not in _disputing()]
        topic = [stem for stem in topic if not any(stem in english_stems(entry.name) for entry in named)]
        by_id = {claim.id: claim for claim in self._claims}
        disputed: list[Claim] = []
        for dispute in self._ledger.disputes:
            sides = [by_id[id] for id in (dispute.denied, dispute.denial) if id in by_id]
            between = {place for claim in sides for place in self._ledger.places_of(claim.id)}
            about = frozenset[str]().union(*map(self._stems_in_context, sides))
            if between.issuperset(meant) and (not topic or set(topic) & about):
                disputed += sides
        return self._composed(list({claim.id: claim for claim in disputed}.values())[:_MOST_CLAIMS])

    def _confirmation(self, question: Question) -> Composed | None:
        about = self._about(question.about, [claim for claim in self._claims if claim.speaker])
        if not about:
            return None
        denials = {dispute.denial for dispute in self._ledger.disputes if dispute.denied in {c.id for c in about}}
        related = about + [claim for claim in self._claims if claim.id in denials and claim not in about]
        composed = self._composed(related)
        if composed is None:
            return None
        if all(claim.stance == "denies" for claim in related):
            return composed
        first, *rest = composed.statements
        return Composed(((f"{self._verdict(related)} {first[0]}", first[1]), *rest), composed.speakers)

    def _verdict(self, claims: Sequence[Claim]) -> str:
        """Return whether something is confirmed, by the claims about it."""
        confirmed = next((claim for claim in claims if claim.stance == "confirms"), None)
        if confirmed:
            entries = self._ledger.entries_of(confirmed.id)
            return f"{names_together(entries)} {does(confirmed, several=len(entries) > 1)} it."
        if all(claim.stance == "declines" for claim in claims):
            return "Nobody in the article confirms it."
        return "The article reports it as what others say; nobody in it confirms it."

    def entries_of(self, phrase: str) -> list[LedgerEntry]:
        """Return the entries of the speaker that a phrase of a question means; several where it fits all the same."""
        rated = [(self._rating(entry, phrase), entry) for entry in self._ledger.entries if entry.german]
        best = max((rating for rating, _ in rated), default=0)
        fitting = [entry for rating, entry in rated if rating == best > 0]
        return fitting if len(fitting) == 1 or _countries(phrase) else []  # a last name of two people is neither's

    def _is_meant(self, entry: LedgerEntry, text: str) -> bool:
        """Return whether a text names the speaker of an entry."""
        own = {*words(entry.english or ""), *words(entry.german or "")}
        return any(is_known(name, {w for w in own if w[:1].isupper()}, whole=True) for name in names(text)) or (
            bool(entry.german) and bool(_countries(text) & _countries(f"{entry.english} {entry.german}"))
        )

    def _rating(self, entry: LedgerEntry, phrase: str) -> float:
        """Return how well a phrase names the speaker of an entry, 0 for not at all.

        All its words must be those of the entry; of a person, the last name, and no other first name.
        """
        name_and_role = f"{entry.english or ''} {entry.role or ''}"
        known = name_words(f"{name_and_role} {entry.german} {' '.join(entry.aliases)}")
        own_stems = set(_office_stems(name_and_role)) | set(english_stems(" ".join(known)))
        countries = _countries(phrase)
        if countries and not countries <= _countries(f"{name_and_role} {entry.german}") | set(words(name_and_role)):
            return 0
        people = [name for name in names_in_phrase(phrase) if not _countries(" ".join(name))]
        if any(not is_known(name, known, whole=True) for name in people):
            return 0
        named = {stem for name in names_in_phrase(phrase) for stem in english_stems(" ".join(name))}
        rest = [stem for stem in _office_stems(phrase) if stem not in named]
        if not all(stem in own_stems for stem in rest):
            return 0
        if people:
            last = (names_in_phrase(entry.english or "") or [[""]])[-1][-1:]
            return 1 + any(is_known(last, name, whole=True) for name in people) + len(rest) / 10
        if countries and not rest:
            speaks_for_it = _states().search(name_and_role) or _countries(name_and_role) == set(words(name_and_role))
            return 1 if speaks_for_it else 0.5
        return 1 if rest else 0

    # which claims are meant

    def _asked(self, about: str, besides: str = "") -> list[str]:
        """Return the stems of what is asked about, without words that only point."""
        content = [word for word in words(about) if word.lower() not in pointing_words()]
        return [stem for stem in english_stems(" ".join(content)) if stem not in english_stems(besides)]

    def _about(
        self, about: str, claims: Sequence[Claim], *, least: float = _LEAST_COVERED, agreeing: bool = True
    ) -> list[Claim]:
        """Return the claims that are about something, in the order of the article; none where no claim is.

        Args:
            least: the share of the words asked about that a claim has.
            agreeing: a claim must negate where what is asked about does: "the closure is planned", not "the closure".
        """
        asked = self._asked(about)
        if not asked:
            return []
        similar = self._similarity(about, claims)
        rated: list[tuple[float, Claim]] = []
        for place, claim in enumerate(claims):
            covered = self._coverage(asked, claim)
            meaning = similar[place] if similar else 0.0
            if not self._has_numbers_and_names(about, claim) or (agreeing and not _same_polarity(about, claim)):
                continue
            if covered >= least or (covered >= _LEAST_COVERED_OF_SIMILAR and meaning >= _LEAST_SIMILAR):
                rated.append((covered + meaning, claim))
        in_own_words = {number for _, claim in rated if not self._is_whole(claim) for number in claim.sentences}
        rated = [item for item in rated if not (self._is_whole(item[1]) and in_own_words & set(item[1].sentences))]
        best = max((rating for rating, _ in rated), default=0.0)
        return [claim for rating, claim in rated if rating >= _AS_GOOD * best][:_MOST_CLAIMS]

    def _is_whole(self, claim: Claim) -> bool:
        """Return whether a claim's English is its whole sentence, because its own words could not be told in it."""
        is_same = claim.english is not None and self._text(claim) == self._around(claim)
        return is_same and claim.type != "free_indirect"

    def _closest(self, about: str, claims: Sequence[Claim]) -> list[Claim]:
        """Return the claim of one speaker that is closest in meaning to what is asked about, if it is close at all."""
        similar = self._similarity(about, claims)
        if similar is None:
            return []
        best = max(range(len(claims)), key=lambda place: similar[place])
        fits = similar[best] >= _CLOSE and self._has_numbers_and_names(about, claims[best])
        return [claims[best]] if fits else []

    def _coverage(self, asked: Sequence[str], claim: Claim) -> float:
        """Return the share of the weight of the stems asked about that the claim has; rare stems weigh more."""
        own = self._stems[claim.id]
        weight = {stem: 1 / math.log2(2 + self._frequency[stem]) for stem in asked}
        found = {stem for stem in weight if stem in own or (claim.english is None and untranslated.means(stem, own))}
        return sum(weight[stem] for stem in found) / sum(weight.values())

    def _has_numbers_and_names(self, about: str, claim: Claim) -> bool:
        sources = [self._article.by_id[number] for number in claim.sentences]
        own = self._article.claimed.get(claim.id)
        english = " ".join([own.text if own else "", *(sentence.english or "" for sentence in sources)])
        german = " ".join(sentence.plain for sentence in sources)
        if figures.missing(about, "en", among={"en": english, "de": german}):
            return False
        known = (own.name_words if own else frozenset()).union(
            *(sentence.in_english.name_words | sentence.in_german.name_words for sentence in sources)
        )
        return all(is_known(name, known, whole=False) for name in names_in_phrase(about))

    def _text(self, claim: Claim) -> str:
        return self._article.claimed[claim.id].text

    def _around(self, claim: Claim) -> str:
        return " ".join(self._article.by_id[number].best for number in claim.sentences)

    def _stems_of(self, claim: Claim) -> frozenset[str]:
        if claim.english is None:
            return untranslated.stems(claim, self._article.by_id)
        if len(self._text(claim).split()) < _PARTIAL or claim.type == "reported":
            return self._stems_in_context(claim)
        return self._article.claimed[claim.id].stem_set

    def _stems_in_context(self, claim: Claim) -> frozenset[str]:
        """Return the stems of what a claim says and of its sentences."""
        if claim.english is None:
            return untranslated.stems_in_context(claim, self._article.by_id)
        around = (self._article.by_id[number].in_english.stem_set for number in claim.sentences)
        return self._article.claimed[claim.id].stem_set.union(*around)

    def _similarity(self, text: str, claims: Sequence[Claim]) -> Sequence[float] | None:
        """Return how alike in meaning a text and each of some claims are; None where meaning is not known.

        That of a claim without English is not, and counts as unlike.
        """
        english = {claim.id: self._text(claim) for claim in claims if claim.english}
        similar = self._article.meanings.similarity(text, list(english.values()), self._embedder)
        if similar is None:
            return None
        rated = dict(zip(english, similar, strict=True))
        return [rated.get(claim.id, 0.0) for claim in claims]

    # their wording

    def _composed(self, claims: Iterable[Claim]) -> Composed | None:
        """Return the claims as statements; of those that one sentence tells in the same words, the first."""
        statements: dict[str, tuple[int, ...]] = {}
        speakers: dict[str, None] = {}
        for claim in untranslated.each_once(list(claims), self._ledger, self._article.by_id):
            text = self._statement(claim)
            if any(text.rstrip(".") in other for other in statements):
                continue
            statements = {other: ids for other, ids in statements.items() if other.rstrip(".") not in text}
            statements[text] = claim.sentences
            speakers |= {entry.name: None for entry in self._ledger.entries_of(claim.id) if entry.german}
        return Composed(tuple(statements.items()), tuple(speakers)) if statements else None

    def _statement(self, claim: Claim) -> str:
        """Return a claim in words: a quotation of a few words within its sentence, which says what it is about."""
        within = self._holders.get(claim.id, ())
        if claim.english is None:
            return untranslated.told(claim, self._ledger, self._article.by_id, within=within)
        partial = claim.type == "direct" and len(self._text(claim).split()) < _PARTIAL
        is_whole = partial or self._is_whole(claim)
        text = self._around(claim) if is_whole else statement(claim, self._ledger, within=within)
        text = one_line(text).rstrip()
        return text if re.search(r"[.!?][”\"’)]*$", text) else f"{text}."


def _is_asked_for(claim: Claim, question: Question) -> bool:
    """Return whether a claim has the stance that a question asks for, and the cue, where it asks for one.

    Who declines to speak says nothing: that is told where a question asks for it, or for all of one speaker.
    """
    if question.lemmas:
        return claim.cue is not None and claim.cue.lemma in question.lemmas
    if question.stance is None and claim.stance == "declines":
        return question.kind == "claims_of"
    return question.stance in (None, claim.stance)


def _same_polarity(about: str, claim: Claim) -> bool:
    """Return whether what is asked about and what a claim says are both negated, or neither."""
    if claim.stance == "denies" or claim.negated:
        return True
    german = " ".join(span.text for span in claim.content)
    negated = negation(claim.english.content, "en") if claim.english else negation(german, "de")
    return bool(negation(about, "en")) == bool(negated)


def _office_stems(text: str) -> list[str]:
    """Return the stems of an English text, with one word for each office that has two: secretary and minister."""
    same: dict[str, str] = table("en/questions.toml")["same_office"]
    return [same.get(stem, stem) for stem in english_stems(text)]


def _countries(text: str) -> set[str]:
    """Return the countries and the like that a text names, as one name each."""
    return {word for word in words(with_one_name_each(text)) if word not in words(text)}
