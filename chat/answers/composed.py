"""Answers put together by code: claims told with their speakers, sentences of the article as they stand.

No model words them, so nothing can be invented.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from chat.answers import untranslated
from chat.answers.evidence import has_pronoun_for_subject, leans_back
from chat.answers.matching import PARTIAL, Matching
from chat.article.analysed import AnalysedArticle
from chat.attribution.nesting import holders
from chat.attribution.reported import statement
from chat.grounding.citations import without_marks
from chat.lang.characters import one_line
from chat.schema import Claim, Sentence

_ENDED = re.compile(r"[.!?…][”\"’“)]*$")


@dataclass(frozen=True)
class Composed:
    """An answer: statements with the ids of the sentences that prove each, and the speakers named.

    `quoted` holds where the words are the article's own, and not those of its summary.
    """

    statements: tuple[tuple[str, tuple[int, ...]], ...]
    speakers: tuple[str, ...] = ()
    quoted: bool = True

    def beginning(self, opening: str) -> Composed:
        """Return it with some words before its first statement."""
        (first, ids), *rest = self.statements
        return replace(self, statements=((f"{opening} {first}", ids), *rest))


class Composer:
    """Tells claims and sentences of one article."""

    def __init__(self, article: AnalysedArticle, matching: Matching) -> None:
        self._article = article
        self._matching = matching
        self._holders = holders(article.claims)

    def claims(self, claims: Iterable[Claim]) -> Composed | None:
        """Return claims as statements; of those that one sentence tells in the same words, the first."""
        ledger = self._article.ledger
        statements: dict[str, tuple[int, ...]] = {}
        speakers: dict[str, None] = {}
        for claim in untranslated.each_once(list(claims), ledger, self._article.by_id):
            text = self._statement(claim)
            if any(text.rstrip(".") in other for other in statements):
                continue
            statements = {other: ids for other, ids in statements.items() if other.rstrip(".") not in text}
            statements[text] = claim.sentences
            speakers |= {entry.name: None for entry in ledger.entries_of(claim.id) if entry.german}
        return Composed(tuple(statements.items()), tuple(speakers)) if statements else None

    def sentences(self, sentences: Iterable[Sentence]) -> Composed | None:
        """Return sentences as statements: what is only claimed with its speaker, the rest as it stands."""
        told: dict[str, tuple[int, ...]] = {}
        speakers: dict[str, None] = {}
        for sentence in sentences:
            part = self._told(sentence)
            for text, ids in part.statements:
                if not any(set(ids) <= set(own) for own in told.values()):
                    whole, proved = self._with_antecedent(text, ids)
                    told[whole] = proved
            speakers |= dict.fromkeys(part.speakers)
        return Composed(tuple(told.items()), tuple(speakers)) if told else None

    def _with_antecedent(self, text: str, ids: tuple[int, ...]) -> tuple[str, tuple[int, ...]]:
        """Return a statement with the sentence before it, where it has a pronoun for whom that names."""
        place = self._article.place[min(ids)]
        if not place or not has_pronoun_for_subject(text):
            return text, ids
        before = self._article.content[place - 1]
        return f"{without_marks(before.best)} {text}", (before.id, *ids)

    def _told(self, sentence: Sentence) -> Composed:
        """Return a sentence as it stands, with the name of who speaks in it where it says "she" or nobody."""
        claims = [claim for claim in self._article.claims if sentence.id in claim.sentences]
        if claims and leans_back(sentence) and (composed := self.claims(claims)):
            return composed
        names = {
            entry.name: None for claim in claims for entry in self._article.ledger.entries_of(claim.id) if entry.german
        }
        if claims and all(claim.type == "free_indirect" for claim in claims) and (composed := self.claims(claims)):
            return composed
        if sentence.english is None and claims and (composed := self.claims(claims)):
            return composed
        text = without_marks(sentence.best) or sentence.best
        if sentence.english is None:
            text = f"The article says (in German): „{text}“"
        return Composed(((text if _ENDED.search(text) else f"{text}.", (sentence.id,)),), tuple(names))

    def _statement(self, claim: Claim) -> str:
        """Return a claim in words: a quotation of a few words within its sentence, which says what it is about."""
        within = self._holders.get(claim.id, ())
        if claim.english is None:
            return untranslated.told(claim, self._article.ledger, self._article.by_id, within=within)
        partial = claim.type == "direct" and len(self._matching.text(claim).split()) < PARTIAL
        is_whole = partial or self._matching.is_whole(claim)
        told = statement(claim, self._article.ledger, within=within)
        text = one_line(self._matching.around(claim) if is_whole else told).rstrip()
        return text if _ENDED.search(text) else f"{text}."


def joined(parts: Sequence[Composed | None]) -> Composed | None:
    """Return several answers as one, each statement once."""
    there = [part for part in parts if part]
    statements = dict(item for part in there for item in part.statements)
    speakers = dict.fromkeys(speaker for part in there for speaker in part.speakers)
    return Composed(tuple(statements.items()), tuple(speakers)) if statements else None
