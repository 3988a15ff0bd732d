"""Who is for it, who against, and who neither; whether two agree: from the cues and words of claims and sentences.

The signs are German, data/de/overview.toml, so that no translation turns a position round.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Any, Literal

from chat.answers.composed import Composed, Composer, joined
from chat.answers.matching import Matching, Topic, is_in
from chat.answers.speakers import Speakers
from chat.answers.understanding.intents import Tongue, Wanted
from chat.article.analysed import AnalysedArticle
from chat.data import table
from chat.lang.characters import one_line
from chat.lang.negation import negation
from chat.lang.words import english_stems, german_stems
from chat.schema import Claim, LedgerEntry, Sentence

Side = Literal["for", "against"]
_OTHER: dict[Side, Side] = {"for": "against", "against": "for"}
_MOST = 5
_MOST_OF_ONE = 2
_DISAGREE = re.compile(r"\b(?:disagree|at odds|contradict|uneins|uneinig|widersprech|nicht einig)", re.IGNORECASE)
_AGAINST_BY_STANCE = ("denies", "warns")


@cache
def _data() -> dict[str, Any]:
    return table("de/overview.toml")


@cache
def _cues(side: Side) -> frozenset[str]:
    return frozenset(_data()[side]["cues"].split())


def side_of_cues(lemmas: frozenset[str]) -> Side | None:
    """Return the side of which most of some cues are, None where they are of neither."""
    counts = {side: len(lemmas & _cues(side)) for side in _OTHER}
    if counts["for"] == counts["against"]:
        return None
    return "for" if counts["for"] > counts["against"] else "against"


@cache
def _pattern(side: Side, what: str) -> re.Pattern[str]:
    signs = (rf"\b(?:{one})\b" if what == "content" else one for one in _data()[side][what])
    return re.compile("|".join(signs), re.IGNORECASE)


@cache
def _generic(tongue: Tongue) -> frozenset[str]:
    """Return the stems of words for what an article is about that name nothing of it: "the plan"."""
    generic = " ".join(table(f"{tongue}/questions.toml")["words"]["generic"].split())
    return frozenset(english_stems(generic) if tongue == "en" else german_stems(generic))


@cache
def _undecided() -> re.Pattern[str]:
    """Return the pattern of the signs that somebody takes no side."""
    return re.compile("|".join(_data()["undecided"]["strong"]), re.IGNORECASE)


class Positions:
    """The positions of one article's speakers."""

    def __init__(self, article: AnalysedArticle, matching: Matching, composer: Composer, speakers: Speakers) -> None:
        self._article = article
        self._matching = matching
        self._composer = composer
        self._speakers = speakers

    def of_side(self, side: Side, topic: Topic) -> Composed | None:
        """Return what those say who are for something or against it."""
        return self._composer.sentences(self._sentences(side, topic))

    def undecided(self) -> Composed | None:
        """Return what tells of those who take no side."""
        sentences = [sentence for sentence in self._article.content if _undecided().search(sentence.plain)]
        return self._composer.sentences(sentences[:_MOST])

    def compared(self, wanted: Wanted, topic: Topic, *, question: str) -> Composed | None:
        """Return what two speakers say, beginning with whether they agree, where that is asked."""
        first, second = self._pair(wanted, topic.text)
        if first is None or second is None:
            return None
        own = [self._about(entry, topic) for entry in (first, second)]
        composed = joined([self._composer.claims(claims) for claims in own])
        if composed is None or wanted.intent != "agreement":
            return composed
        agree = self._agree(first, second, own)
        if agree is None:
            return composed.beginning("The article does not say whether they agree.")
        is_so = agree != bool(_DISAGREE.search(question))
        return composed.beginning(f"{'Yes' if is_so else 'No'}, they {'agree' if agree else 'disagree'}.")

    def _pair(self, wanted: Wanted, text: str) -> tuple[LedgerEntry | None, LedgerEntry | None]:
        """Return the two whose positions are compared, None for one who is not found."""
        both = [self._meant(phrase) for phrase in (wanted.first, wanted.second)]
        if None in both or both[0] == both[1]:
            mentioned = [
                mention.entry for mention in self._speakers.mentioned(f"{wanted.first} {wanted.second} {text}")
            ]
            both = [*mentioned[:2], None, None]
        return both[0], both[1]

    def _meant(self, phrase: str) -> LedgerEntry | None:
        meant = self._speakers.meant_by(phrase) or [mention.entry for mention in self._speakers.mentioned(phrase)]
        return meant[0] if phrase and meant else None

    def _about(self, entry: LedgerEntry, topic: Topic) -> list[Claim]:
        claims = [claim for claim in self._article.claims if claim.id in entry.claims and claim.stance != "declines"]
        found = self._matching.about(topic, claims, agreeing=False) if topic.words else []
        taking_side = [claim for claim in claims if self.side_of(claim)]
        return (found or taking_side or claims)[:_MOST_OF_ONE]

    def _agree(self, first: LedgerEntry, second: LedgerEntry, own: Sequence[Sequence[Claim]]) -> bool | None:
        """Return whether two agree, None where nothing tells it."""
        ids = {*first.claims}, {*second.claims}
        for dispute in self._article.ledger.disputes:
            pair = {dispute.denial, dispute.denied}
            if pair & ids[0] and pair & ids[1]:
                return False
        sides = [{side for claim in claims if (side := self.side_of(claim))} for claims in own]
        if all(len(side) == 1 for side in sides):
            return sides[0] == sides[1]
        return False if {"against"} in sides else None

    def side_of(self, claim: Claim) -> Side | None:
        """Return on which side a claim is, None where nothing tells it."""
        lemma = claim.cue.lemma if claim.cue else ""
        side: Side | None = "for" if lemma in _cues("for") else "against" if lemma in _cues("against") else None
        content = one_line(" … ".join(span.text for span in claim.content))
        if side is None:
            counts = {which: len(_pattern(which, "content").findall(content)) for which in ("for", "against")}
            if counts["for"] != counts["against"]:
                side = "for" if counts["for"] > counts["against"] else "against"
                side = _OTHER[side] if side == "for" and negation(content, "de") else side
        if side is None and claim.stance in _AGAINST_BY_STANCE:
            side = "against"
        return _OTHER[side] if side and claim.negated else side

    def _sentences(self, side: Side, topic: Topic) -> list[Sentence]:
        """Return the sentences that tell who is on a side, those with the most signs of it."""
        rated: list[tuple[int, Sentence]] = []
        is_main = self._is_main(topic)
        for sentence in self._article.content:
            if sentence.kind == "title":
                continue
            claims = [claim for claim in self._article.claims if sentence.id in claim.sentences]
            sides = [self.side_of(claim) for claim in claims]
            by_cue = any(claim.cue and claim.cue.lemma in _cues(side) for claim in claims)
            score = 2 * sides.count(side) - sides.count(_OTHER[side]) + by_cue
            score += 3 * bool(_pattern(side, "sentences").search(sentence.plain))
            score -= 2 * bool(_pattern(_OTHER[side], "sentences").search(sentence.plain))
            score += bool(_pattern(side, "content").search(sentence.plain))
            if score > 1 and (is_main or self._is_about(sentence, topic)):
                rated.append((score, sentence))
        best = sorted(rated, key=lambda item: -item[0])[:_MOST]
        return sorted((sentence for _, sentence in best), key=lambda sentence: sentence.id)

    def _is_main(self, topic: Topic) -> bool:
        """Return whether something is what the article is about: half of its words are in its headline or its lead."""
        lead = self._article.content[:3]
        english = frozenset[str]().union(*(sentence.in_english.stem_set for sentence in lead))
        german = frozenset(stem for sentence in lead for stem in sentence.in_original.stems)
        found = [is_in(word, english, german) for word in topic.words if word.stem not in _generic(topic.tongue)]
        return sum(found) * 2 >= len(found)

    def _is_about(self, sentence: Sentence, topic: Topic) -> bool:
        own = sentence.in_english.stem_set, frozenset(sentence.in_original.stems)
        return any(is_in(word, *own) for word in topic.words)
