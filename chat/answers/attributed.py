"""Answers to questions about who claims what, and about an article as a whole, put together without a model.

Which claims are meant is decided in `matching`, whom a question names in `speakers`; what is known of the whole article
is told in `overview`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

from chat.answers.composed import Composed, Composer
from chat.answers.matching import LEAST_COVERED, LEAST_COVERED_OF_SIMILAR, MOST_CLAIMS, Matching, Topic
from chat.answers.overview import Overview
from chat.answers.speakers import Mention, Speakers
from chat.answers.understanding.intents import Wanted
from chat.answers.understanding.questions import Question, asks_about_agreement, asks_for_sayings, understand
from chat.article.analysed import AnalysedArticle
from chat.attribution.reported import does, names_together
from chat.data import table
from chat.lang.names import is_known, names_in_phrase
from chat.lang.offices import is_office
from chat.lang.words import english_stems, is_function_word, words
from chat.models.base import Embedder
from chat.schema import Claim, LedgerEntry, Sentence

_CONFIRMED = re.compile(
    r"\b(?:confirm|verif|prove|certain|official|bestätig|beleg|bewiesen|erwiesen|offiziell|sicher)", re.IGNORECASE
)


@cache
def _disputing() -> frozenset[str]:
    """Return the stems of words by which a question asks for a dispute."""
    return frozenset(english_stems(table("en/questions.toml")["words"]["disputing"]))


class Attributions:
    """The claims of one article, to ask who claims what.

    Args:
        embedder: compares by meaning too; None: words alone count.
    """

    def __init__(self, article: AnalysedArticle, embedder: Embedder | None = None) -> None:
        self._article = article
        self._claims = article.claims
        self._ledger = article.ledger
        self.speakers = Speakers(article.ledger)
        self._matching = Matching(article, embedder)
        self._composer = Composer(article, self._matching)
        self._overview = Overview(article, self._matching, self._composer, self.speakers)

    def answer(self, question: Question) -> Composed | None:
        """Return the answer to a question about claims, None where the ledger has none or it asks for a fact."""
        if question.kind == "overview":
            return self._overview.answer(question)
        if question.kind == "who_claims":
            return self._who_claims(question) or self._overview.of_the_same_mind(question)
        if question.kind == "claims_of":
            return self._claims_of(question)
        if question.kind == "dispute":
            return self._dispute(question)
        if question.kind == "confirmation":
            return self._confirmation(question)
        if question.kind == "identity":
            return self._identity(question)
        if asks_about_agreement(question.text) and len(self.speakers.mentioned(question.text)) > 1:
            return self._overview.answer(replace(question, kind="overview", wanted=Wanted("agreement"), about=""))
        return self._sayings(question)

    def _who_claims(self, question: Question) -> Composed | None:
        candidates = [claim for claim in self._claims if claim.speaker and _is_asked_for(claim, question)]
        if not candidates:
            return None
        if question.stance == "denies" and (said := self._said(question.about)):
            denials = {dispute.denial for dispute in self._ledger.disputes if dispute.denied in said}
            return self._composer.claims([claim for claim in candidates if claim.id in denials][:MOST_CLAIMS])
        if question.stance == "denies" and (denials := self._denials_of(question.about)):
            return self._composer.claims([claim for claim in candidates if claim.id in denials][:MOST_CLAIMS])
        topic = Topic(question.about, question.tongue)
        if not topic.words:
            return self._composer.claims(candidates[:MOST_CLAIMS]) if question.stance else None
        least = LEAST_COVERED_OF_SIMILAR if question.stance else LEAST_COVERED
        return self._composer.claims(self._matching.about(topic, candidates, least=least))

    def _denials_of(self, about: str) -> set[int]:
        """Return the ids of the claims that deny what somebody says, for their name alone; none for other words."""
        mentioned = self.speakers.mentioned(about)
        if len(mentioned) != 1 or not _is_only(about, mentioned[0]):
            return set()
        said = set(mentioned[0].entry.claims)
        return {dispute.denial for dispute in self._ledger.disputes if dispute.denied in said}

    def _said(self, about: str) -> set[int]:
        """Return the ids of all that Klein says, for "what Klein says"; none for other words."""
        told = understand(about)
        entries = self.entries_of(told.speaker) if told.kind == "claims_of" and not told.about else []
        return {id for entry in entries for id in entry.claims}

    def _claims_of(self, question: Question) -> Composed | None:
        if question.speaker and (entries := self.entries_of(question.speaker)):
            named = frozenset(word.lower() for word in words(question.speaker))
            return self._told_by(entries, question, Topic(question.about, question.tongue).without(named))
        mentioned = self.speakers.mentioned(question.speaker or question.text)
        if question.speaker and mentioned and not _is_only(question.speaker, mentioned[0]):
            return None
        return self._by_mention(question, mentioned)

    def _sayings(self, question: Question) -> Composed | None:
        """Return what a speaker says whom a question names: "Lenz on the costs?", "what's Ott's take"."""
        mentioned = self.speakers.mentioned(question.text)
        return self._by_mention(question, mentioned) if asks_for_sayings(question) else None

    def _by_mention(self, question: Question, mentioned: Sequence[Mention]) -> Composed | None:
        if not mentioned:
            return None
        first = mentioned[0]
        return self._told_by([first.entry], question, Topic(question.about, question.tongue).without(first.words))

    def _told_by(self, entries: Sequence[LedgerEntry], question: Question, topic: Topic) -> Composed | None:
        """Return what somebody says about something, with the stance that is asked for."""
        own = [claim for claim in self._claims if any(claim.id in entry.claims for entry in entries)]
        candidates = [claim for claim in own if _is_asked_for(claim, question)]
        if not candidates:
            return None
        if not topic.words:
            return self._composer.claims(candidates[:MOST_CLAIMS])
        about = self._matching.about(topic, candidates, agreeing=False) or self._matching.closest(topic, candidates)
        return self._composer.claims(about or self._matching.pointing_back(topic, candidates))

    def _dispute(self, question: Question) -> Composed | None:
        """Return the disputes between those named, or about what is asked; of all, the first few."""
        asked_names = names_in_phrase(question.about)
        meant = self.speakers.named_in(question.about)
        named = [self._ledger.entries[place] for place in meant]
        if len(named) < len(asked_names):
            return None
        topic = [word.stem for word in Topic(question.about).words if word.stem not in _disputing()]
        topic = [stem for stem in topic if not any(stem in english_stems(entry.name) for entry in named)]
        by_id = {claim.id: claim for claim in self._claims}
        disputed: list[Claim] = []
        for dispute in self._ledger.disputes:
            sides = [by_id[id] for id in (dispute.denied, dispute.denial) if id in by_id]
            between = {place for claim in sides for place in self._ledger.places_of(claim.id)}
            about = frozenset[str]().union(*map(self._matching.stems_in_context, sides))
            if between.issuperset(meant) and (not topic or set(topic) & about):
                disputed += sides
        return self._composer.claims(list({claim.id: claim for claim in disputed}.values())[:MOST_CLAIMS])

    def _confirmation(self, question: Question) -> Composed | None:
        topic = Topic(question.about, question.tongue)
        about = self._matching.about(topic, [claim for claim in self._claims if claim.speaker])
        if not about:
            return None
        denials = {dispute.denial for dispute in self._ledger.disputes if dispute.denied in {c.id for c in about}}
        related = about + [claim for claim in self._claims if claim.id in denials and claim not in about]
        composed = self._composer.claims(related)
        asks_whether_confirmed = bool(_CONFIRMED.search(question.text))
        return (
            composed.beginning(self._verdict(related, whether_confirmed=asks_whether_confirmed)) if composed else None
        )

    def _verdict(self, claims: Sequence[Claim], *, whether_confirmed: bool) -> str:
        """Return whether something is confirmed or true, by the claims about it."""
        confirmed = next((claim for claim in claims if claim.stance == "confirms"), None)
        denied = next((claim for claim in claims if claim.stance == "denies"), None)
        if confirmed and not denied:
            entries = self._ledger.entries_of(confirmed.id)
            return f"Yes: {names_together(entries)} {does(confirmed, several=len(entries) > 1)} it."
        if denied and all(claim.stance == "denies" for claim in claims):
            entries = self._ledger.entries_of(denied.id)
            return f"No: {names_together(entries)} {does(denied, several=len(entries) > 1)}."
        if denied:
            return "Disputed."
        if whether_confirmed or all(claim.stance == "declines" for claim in claims):
            return "No, nobody in the article confirms it; it is reported as what others say."
        return "Yes, by what others say; nobody in the article confirms it."

    def _identity(self, question: Question) -> Composed | None:
        """Return the sentence that tells who somebody is: with an office beside the name, else the first with it."""
        wanted = [word for word in words(question.about) if word[:1].isalpha()]
        named = [sentence for sentence in self._article.content if _names(sentence, wanted)]
        if not named:
            return None
        entry = next((mention.entry for mention in self.speakers.mentioned(question.about)), None)
        telling = [
            sentence for sentence in self._article.content if entry and _tells_office(sentence, entry, self._claims)
        ]
        best = [sentence for sentence in telling if sentence in named] or telling
        if best:
            return self._composer.sentences(best[:1])
        first = next((s for s in named if s.kind != "title"), named[0])
        described = self._called_by_office_after(first)
        return self._composer.sentences([first, described] if described else [first])

    def _called_by_office_after(self, sentence: Sentence) -> Sentence | None:
        """Return the next sentence where it calls somebody by an office alone: "Dann trat die Präsidentin …"."""
        following = self._article.content[self._article.place[sentence.id] + 1 :][:1]
        return next((s for s in following if _calls_by_office(s) and not _names_anybody(s)), None)

    def told(self, sentences: Sequence[Sentence]) -> Composed:
        """Return sentences, at least one, as an answer, with the speakers of what is only claimed."""
        return self._composer.sentences(sentences) or Composed(())

    def entries_of(self, phrase: str) -> list[LedgerEntry]:
        """Return the entries of the speaker that a phrase of a question means; several where it fits all the same."""
        return self.speakers.meant_by(phrase)


def _calls_by_office(sentence: Sentence) -> bool:
    """Return whether a sentence has an office behind its article: "die Präsidentin"."""
    tokens = sentence.in_original.tokens
    return any(before.tag.startswith("ART") and is_office(token.text) for before, token in pairwise(tokens))


def _names_anybody(sentence: Sentence) -> bool:
    """Return whether a sentence has a name of two words, of somebody else then."""
    return any(token.tag == after.tag == "NE" for token, after in pairwise(sentence.in_original.tokens))


def _is_only(phrase: str, mention: Mention) -> bool:
    """Return whether a phrase has no word that is not of the speaker it names: "the Russian opposition" has."""
    others = [word for word in words(phrase) if word.lower() not in mention.words and not is_function_word(word)]
    return all(word.lower() in table("en/questions.toml")["words"]["titles"].split() for word in others)


def _names(sentence: Sentence, wanted: Sequence[str]) -> bool:
    """Return whether a sentence names somebody by the last of some words, however they are spelled."""
    own = {word.lower() for word in sentence.in_original.words}
    last = wanted[-1].lower() if wanted else ""
    return last in own or (
        bool(wanted) and is_known(wanted[-1:], {w for w in sentence.in_original.words if w[:1].isupper()}, whole=True)
    )


def _tells_office(sentence: Sentence, entry: LedgerEntry, claims: Sequence[Claim]) -> bool:
    """Return whether a sentence has a phrase for somebody that tells more than their name."""
    spoken = [
        speaker.text
        for claim in claims
        if claim.id in entry.claims
        for speaker in claim.speakers
        if speaker.starts_within(sentence.start, sentence.end)
    ]
    phrases = [phrase for phrase in (entry.german, *entry.aliases, *spoken) if phrase and phrase in sentence.text]
    return any(any(map(is_office, words(phrase))) or phrase != " ".join(_capitalised(phrase)) for phrase in phrases)


def _capitalised(phrase: str) -> list[str]:
    return [word for word in words(phrase) if word[:1].isupper()]


def _is_asked_for(claim: Claim, question: Question) -> bool:
    """Return whether a claim has the stance that a question asks for, and the cue, where it asks for one.

    Who declines to speak says nothing: that is told where a question asks for it, or for all of one speaker.
    """
    if question.lemmas:
        return claim.cue is not None and claim.cue.lemma in question.lemmas
    if question.stance is None and claim.stance == "declines":
        return question.kind != "who_claims"
    return question.stance in (None, claim.stance)
