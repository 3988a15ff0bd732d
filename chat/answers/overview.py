"""What somebody wants to know of an article as a whole, from its claims and from the signs its German sentences have.

The signs are in data/de/overview.toml: a sentence with "soll … am" tells what comes next, one with "Betroffene" whom it
affects. Sentences are told as they stand, with their speakers.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from functools import cache

from chat.answers.composed import Composed, Composer
from chat.answers.matching import Matching, Topic
from chat.answers.positions import Positions, side_of_cues
from chat.answers.speakers import Speakers
from chat.answers.understanding.intents import Intent
from chat.answers.understanding.questions import Question
from chat.article.analysed import AnalysedArticle
from chat.attribution.reported import inside
from chat.data import table
from chat.schema import Claim, LedgerEntry, Sentence

_MOST = 4
_MOST_NUMBERS = 8
_LEAST = 2  # of a strong sign 2, of a weak one 1
_LEAD = 2  # sentences
_BY_SIGNS: tuple[Intent, ...] = (
    "background",
    "next",
    "consequences",
    "affected",
    "only_reported",
    "sources",
    "timeline",
)


@cache
def _signs(of: str) -> tuple[re.Pattern[str] | None, re.Pattern[str] | None]:
    data = table("de/overview.toml")[of]
    strong, weak = (
        re.compile("|".join(data[kind]), re.IGNORECASE) if data[kind] else None for kind in ("strong", "weak")
    )
    return strong, weak


def _score(sentence: Sentence, of: str) -> int:
    strong, weak = _signs(of)
    return 2 * len(_found(strong, sentence)) + len(_found(weak, sentence))


def _found(pattern: re.Pattern[str] | None, sentence: Sentence) -> list[str]:
    return [match.group() for match in pattern.finditer(sentence.plain)] if pattern else []


class Overview:
    """Answers about one article as a whole."""

    def __init__(self, article: AnalysedArticle, matching: Matching, composer: Composer, speakers: Speakers) -> None:
        self._article = article
        self._composer = composer
        self._positions = Positions(article, matching, composer, speakers)
        self._text = [sentence for sentence in article.content if sentence.kind != "title"]

    def answer(self, question: Question) -> Composed | None:
        """Return the answer to a question of the kind "overview", None where the article has nothing for it."""
        wanted = question.wanted
        if wanted is None:
            return None
        topic = Topic(wanted.about, question.tongue)
        if wanted.intent in ("agreement", "difference"):
            return self._positions.compared(wanted, topic, question=question.text)
        if wanted.intent == "supporters":
            return self._positions.of_side("for", topic)
        if wanted.intent == "opponents":
            return self._positions.of_side("against", topic)
        if wanted.intent == "undecided":
            return self._positions.undecided()
        if wanted.intent in _BY_SIGNS:
            told = self._by_signs(wanted.intent)
            return self._lead() if told is None and wanted.intent == "background" else told
        return self._others()[wanted.intent]()

    def of_the_same_mind(self, question: Question) -> Composed | None:
        """Return what those say who are for what a question asks who praises, or against what it asks who blames."""
        side = side_of_cues(question.lemmas)
        return self._positions.of_side(side, Topic(question.about, question.tongue)) if side else None

    def _others(self) -> dict[Intent, Callable[[], Composed | None]]:
        return {
            "summary": self._summary,
            "topic": self._lead,
            "newest": self._lead,
            "known": self._known,
            "disputed": self._disputed,
            "confirmed": self._confirmed,
            "declined": lambda: self._claims(lambda claim: claim.stance == "declines"),
            "unnamed": lambda: self._claims(_is_unnamed),
            "quoted": self._quoted,
            "numbers": self._numbers,
        }

    # the whole

    def _summary(self) -> Composed | None:
        summary = self._article.summary
        if summary and summary.sentences:
            return Composed(tuple((one.text, one.citations) for one in summary.sentences), quoted=False)
        return self._composer.sentences(self._important())

    def _lead(self) -> Composed | None:
        return self._composer.sentences(self._text[:_LEAD])

    def _important(self) -> list[Sentence]:
        """Return the lead, and the sentences of the first dispute."""
        disputed = [number for dispute in self._article.ledger.disputes[:1] for number in dispute.sentences]
        wanted = {sentence.id for sentence in self._text[:_LEAD]} | set(disputed)
        return [sentence for sentence in self._text if sentence.id in wanted]

    def _known(self) -> Composed | None:
        """Return what somebody confirms, and what the article states itself, its lead first."""
        confirmed = [
            number for claim in self._article.claims if claim.stance == "confirms" for number in claim.sentences
        ]
        claimed = {number for claim in self._article.claims for number in claim.sentences}
        stated = [
            sentence
            for sentence in self._text
            if sentence.id in confirmed or (sentence.id not in claimed and _score(sentence, "uncertain") == 0)
        ]
        weighty = [s for s in stated if s.id in confirmed or s.in_original.figures or s in self._text[:_LEAD]]
        return self._composer.sentences((weighty or stated)[:_MOST])

    def _numbers(self) -> Composed | None:
        counted = [s for s in self._text if _has_a_number(s)]
        return self._composer.sentences(counted[:_MOST_NUMBERS])

    # claims

    def _claims(self, is_wanted: Callable[[Claim], bool]) -> Composed | None:
        sentences = {number for claim in self._article.claims if is_wanted(claim) for number in claim.sentences}
        return self._composer.sentences(s for s in self._article.content if s.id in sentences)

    def _disputed(self) -> Composed | None:
        """Return both sides of each dispute; where none is known, who is against it."""
        sentences = dict.fromkeys(number for one in self._article.ledger.disputes for number in one.sentences)
        told = self._composer.sentences(self._article.by_id[number] for number in [*sentences][: 2 * _MOST])
        return told or self._positions.of_side("against", Topic(""))

    def _confirmed(self) -> Composed | None:
        confirmed = self._claims(lambda claim: claim.stance == "confirms")
        refused = [claim for claim in self._article.claims if claim.stance in ("denies", "declines")]
        if confirmed is None and refused and (told := self._composer.claims(refused[:_MOST])):
            return told.beginning("Nobody in the article confirms it.")
        return confirmed

    def _quoted(self) -> Composed | None:
        """Return who speaks, and where."""
        entries = [entry for entry in self._article.ledger.entries if entry.german]
        statements = tuple((_speaks(entry), entry.sentences) for entry in entries)
        if unnamed := [entry for entry in self._article.ledger.entries if not entry.german]:
            numbers = tuple(dict.fromkeys(number for entry in unnamed for number in entry.sentences))
            statements = (*statements, ("An unnamed source speaks here.", numbers))
        return Composed(statements, tuple(entry.name for entry in entries)) if statements else None

    # by signs

    def _by_signs(self, intent: Intent) -> Composed | None:
        """Return the sentences with the strongest signs, in the order of the article."""
        rated = [(self._rating(sentence, intent), sentence) for sentence in self._text]
        best = sorted((item for item in rated if item[0] >= _LEAST), key=lambda item: (-item[0], item[1].id))
        most = _MOST_NUMBERS if intent == "timeline" else _MOST
        chosen = sorted((sentence for _, sentence in best[:most]), key=lambda sentence: sentence.id)
        return self._composer.sentences(chosen)

    def _rating(self, sentence: Sentence, intent: Intent) -> int:
        score = _score(sentence, intent)
        claims = [claim for claim in self._article.claims if sentence.id in claim.sentences]
        if intent == "only_reported":
            score += 2 * any(_is_unnamed(claim) or claim.source_type == "medium" or claim.hedged for claim in claims)
        if intent == "sources":
            score += 3 * any(claim.source_type == "medium" for claim in claims)
        if intent == "next":
            score += any(claim.stance == "announces" for claim in claims)
        return score


def _has_a_number(sentence: Sentence) -> bool:
    """Return whether a sentence has a number that is more than "ein"."""
    return any(figure.weighty or figure.values != {Decimal(1)} for figure in sentence.in_original.figures)


def _is_unnamed(claim: Claim) -> bool:
    return claim.speaker is None or claim.source_type == "anonymous"


def _speaks(entry: LedgerEntry) -> str:
    role = f" ({entry.role})" if entry.role and entry.role.lower() not in entry.name.lower() else ""
    named = inside(entry)
    return f"{named[:1].upper()}{named[1:]}{role} speaks here."
