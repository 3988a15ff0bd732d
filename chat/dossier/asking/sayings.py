"""Who says what, where and when, who denies it, and who says otherwise than before: from the claims of all articles."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from chat.answers.positions import Side
from chat.answers.understanding.questions import Question
from chat.dossier.asking.merged import Merged
from chat.dossier.asking.searching import Query, Searching
from chat.dossier.asking.telling import Statement, Telling
from chat.dossier.asking.wanting import Wanted, says_something
from chat.dossier.asking.whom import Whom
from chat.dossier.dossier import Dossier
from chat.dossier.sources import Place
from chat.dossier.timeline import Dated
from chat.lang.names import is_known, names_in_phrase
from chat.lang.words import words
from chat.models.base import Embedder
from chat.schema import Answer, Claim

_MOST_OF_ONE, _MOST, _OF_AN_ARTICLE = 4, 6, 2
_IN_PART = 0.3  # of what is asked, by weight, that a sentence or the one before has
_BEHIND = 3  # sentences behind a name in which its bearer may speak
_MUCH_THE_SAME = 0.5  # cosine similarity of two sentences on one thing
_AS_MUCH = 0.75  # of the best score in an article, of a second sentence that has something
_FEW_ARTICLES = 4
_NEAREST = 4  # sentences of which one may be what is denied
_DENIED, _ALL_OF_IT, _AS_NEAR = (
    0.4,
    0.8,
    0.6,
)  # how alike it is, how much of what is asked it has, and of the best score
_OR = re.compile(r"(?:,|(?<![,\s]))\s++(?:or|oder|beziehungsweise)\s++", re.IGNORECASE)
_NOBODY = "Nobody of that name speaks in them."


class Sayings:
    """Answers that rest on who says what. For one question.

    Args:
        embedder: compares by meaning too; None: words alone count.
    """

    def __init__(
        self, dossier: Dossier, merged: Merged, searching: Searching, telling: Telling, embedder: Embedder | None
    ) -> None:
        self._dossier, self._merged = dossier, merged
        self._searching, self._telling, self._embedder = searching, telling, embedder
        self.people = merged.called

    # what somebody says

    def of(self, whom: Whom, query: Query, question: Question, *, phrase: str = "") -> Answer:
        """Return what somebody says about something, with the stance that is asked for.

        Args:
            phrase: what the question calls them.
        """
        if not whom.people:
            if beside := self._said_beside(phrase, query.articles):
                return self._telling.answered(self._telling.sentences(beside))
            return self._telling.refusal(self._searching.nearest(query), because=_NOBODY)
        numbers = self._merged.sentences_by(whom.people, query.articles)
        wished = [n for n in numbers if any(_has_stance(c, question) for c in self._merged.claims_by(n, whom.people))]
        if not numbers:
            return self._telling.refusal(self._merged.sentences_by(whom.people, ()))
        topic = without(query.text, whom.words)
        if not says_something(topic, query.tongue) or not self._searching.search(query.about(topic)).asked:
            return self._told(self._overview(wished or numbers), whom)
        own = query.about(topic)
        answering = self._searching.answering(own, most=_MOST_OF_ONE, allowed=set(numbers).__contains__, lenient=True)
        if not answering:
            return self._telling.refusal(numbers)
        return self._told(self._searching.in_order(answering), whom)

    def _told(self, numbers: Sequence[int], whom: Whom) -> Answer:
        people = whom.people if len(whom.people) == 1 else ()
        return self._telling.answered(self._telling.sentences(numbers), people=people)

    def _said_beside(self, phrase: str, articles: Sequence[int]) -> list[int]:
        """Return what somebody says behind a sentence that names them by first and last name: "…, says the teacher"."""
        name = next((name for name in names_in_phrase(phrase) if len(name) > 1), [])
        found: dict[int, None] = {}
        for sentence in self._merged.sentences if name else ():
            if not is_known(name, {*sentence.in_original.words, *words(sentence.best)}, whole=True):
                continue
            telling = dict.fromkeys([sentence.id])
            for other in self._merged.sentences[sentence.id - 1 : sentence.id + _BEHIND]:
                speaking = {at for claim in self._merged.claims_by(other.id) for at in self._merged.speaking(claim.id)}
                is_here = not articles or bool(set(self._merged.articles(other.id)) & set(articles))
                if other.paragraph == sentence.paragraph and is_here and any(map(self.people.is_unnamed, speaking)):
                    found |= {**telling, other.id: None}
        return list(found)[:_MOST_OF_ONE]

    def _overview(self, numbers: Sequence[int]) -> list[int]:
        """Return some of what somebody says, of each article the first, and no quotation twice."""
        again = {place for pair in self._dossier.quotations for place in (pair.other,)}
        fresh = [
            n for n in numbers if not any(set(self._merged.claimed[c.id]) & again for c in self._merged.claims_by(n))
        ]
        speaking = [n for n in fresh or numbers if any(c.stance != "declines" for c in self._merged.claims_by(n))]
        kept = [n for own in self._searching.by_article(speaking or numbers).values() for n in own[:_OF_AN_ARTICLE]]
        return kept[:_MOST]

    def who(self, query: Query, question: Question) -> Answer | None:
        """Return who says something, with the stance that is asked for; None where nobody does."""

        def allowed(number: int) -> bool:
            claims = [c for c in self._merged.claims_by(number) if c.speaker and c.stance != "declines"]
            return any(_has_stance(claim, question) for claim in claims)

        own = query.about(question.about) if question.about else query
        answering = self._searching.answering(
            own, most=_MOST_OF_ONE, allowed=allowed, lenient=question.stance is not None
        )
        return (
            self._telling.answered(self._telling.sentences(self._searching.in_order(answering))) if answering else None
        )

    def who_what(self, wanted: Wanted, query: Query) -> Answer:
        """Return who says what about something, one statement of each; of an article, what it says."""
        if not says_something(wanted.about, query.tongue):
            numbers = [
                s.id for s in self._merged.sentences if self._merged.claims_by(s.id) and self._is_asked(s.id, query)
            ]
            kept = [
                n for own in self._searching.by_article(numbers).values() for n in own[: 6 if query.articles else 2]
            ]
            return (
                self._telling.answered(self._telling.sentences(kept[:8], among=query.articles))
                if kept
                else self._telling.refusal()
            )
        own = query.about(wanted.about)
        any_sentence = self._is_text if query.articles else self._is_claim
        answering = self._searching.answering(own, most=_MOST, allowed=any_sentence, lenient=bool(query.articles))
        if not answering:
            return self._telling.refusal(self._searching.nearest(own))
        return self._telling.answered(
            self._telling.sentences(self._searching.in_order(answering), among=query.articles)
        )

    def _is_asked(self, number: int, query: Query) -> bool:
        return not query.articles or bool(set(self._merged.articles(number)) & set(query.articles))

    def _is_text(self, number: int) -> bool:
        return self._merged.sentences[number - 1].kind != "title"

    def _is_claim(self, number: int) -> bool:
        return bool(self._merged.claims_by(number)) and self._is_text(number)

    def of_side(self, side: Side, query: Query) -> Answer:
        """Return what those say of something who are for it, or against it, and not on the other side."""
        found = self._searching.answering(query, most=2 * _MOST, allowed=self._is_claim, lenient=True)
        positions = self._merged.positions
        sides = {number: {positions.side_of(claim) for claim in self._merged.claims_by(number)} for number in found}
        taking = [number for number in found if side in sides[number]]
        others: set[Side | None] = {"for", "against"}
        open_ = [number for number in found if not sides[number] & (others - {side})]
        numbers = self._searching.in_order((taking or open_)[:_MOST_OF_ONE])
        return self._telling.answered(self._telling.sentences(numbers)) if numbers else self._telling.refusal(found)

    # which articles

    def mentioning(self, wanted: Wanted, query: Query) -> Answer:
        """Return which articles have something, each with the sentence that has most of it."""
        own = query.about(wanted.about)
        found = [one for part in _alternatives(wanted.about) for one in self._searching.mentioning(query.about(part))]
        by_article: dict[int, list[int]] = {}
        for one in sorted(found, key=lambda one: (self._merged.sentences[one.number - 1].kind == "title", -one.score)):
            for article in self._merged.articles(one.number):
                numbers = by_article.setdefault(article, [])
                best = self._searching.search(own).by_number.get(numbers[0]) if numbers else None
                is_as_good = best is None or (one.score >= _AS_MUCH * best.score and self._is_text(one.number))
                if is_as_good and len(numbers) < _OF_AN_ARTICLE and one.number not in numbers:
                    numbers.append(one.number)
        if not by_article:
            return self._telling.refusal(self._searching.nearest(own))
        sure = [numbers[0] for numbers in by_article.values()]
        for number in (n for part in _alternatives(wanted.about) for n in self._also_about(sure, query.about(part))):
            for article in self._merged.articles(number):
                by_article.setdefault(article, [number])
        return self._mentioned(by_article, wanted)

    def _mentioned(self, by_article: Mapping[int, Sequence[int]], wanted: Wanted) -> Answer:
        """Return the articles that have something, with the sentences that do; where they are many, one of each."""
        most = _OF_AN_ARTICLE if len(by_article) <= _FEW_ARTICLES else 1
        numbers = [number for article in sorted(by_article) for number in by_article[article][:most]]
        numbers = list(dict.fromkeys(numbers))
        count, whole = len(by_article), len(self._dossier.sources)
        numbers += [n for n in self._against(numbers) if n not in numbers] if "against" in wanted.beside else []
        return self._telling.answered(
            self._telling.sentences(numbers[:8]), opening=f"{count} of {whole} articles:" if whole > 1 else ""
        )

    def _also_about(self, numbers: Iterable[int], query: Query) -> list[int]:
        """Return the sentences that have a part of what is asked, on one topic with some that have all of it."""
        related = {other for number in numbers for other in self._searching.on_the_same(number)}
        on_the_topic = frozenset(related)
        for number in numbers:
            near = self._merged.near(number, self._embedder)
            related |= {other + 1 for other in range(len(near)) if float(near[other]) >= _MUCH_THE_SAME}
        found = self._searching.search(query).found
        return [
            one.number
            for one in found
            if one.number in related
            and (one.around >= _IN_PART or (one.number in on_the_topic and one.alike >= _IN_PART))
        ]

    # denial and change

    def denying(self, wanted: Wanted, query: Query) -> Answer:
        """Return who denies something; where it is asked of somebody, whether they do."""
        people = self.people.meant_by(wanted.whom).people if wanted.whom else ()
        if wanted.whom and not people:
            return self._telling.refusal(self._searching.nearest(query), because=_NOBODY)
        denials = {dispute.denial for dispute in self._merged.ledger.disputes}

        def allowed(number: int) -> bool:
            claims = self._merged.claims_by(number, people)
            return any(c.stance == "denies" or c.negated or c.id in denials for c in claims)

        def turned(number: int) -> bool:
            return bool(self._merged.claims_by(number, people)) and bool(
                self._merged.sentences[number - 1].in_original.negation
            )

        about = wanted.about if says_something(wanted.about, query.tongue) else ""
        if not about:
            numbers = [s.id for s in self._merged.sentences if allowed(s.id) and self._is_asked(s.id, query)][:_MOST]
            return self._telling.answered(self._telling.sentences(numbers)) if numbers else self._telling.refusal()
        own = query.about(about)
        answering = self._searching.answering(own, most=_MOST_OF_ONE, allowed=allowed, lenient=True)
        answering = answering or self._denying_what(own, allowed)
        answering = answering or self._searching.answering(own, most=2, allowed=turned, lenient=True)
        if not answering:
            return self._telling.refusal(self._searching.nearest(own))
        return self._telling.answered(self._telling.sentences(self._searching.in_order(answering)))

    def _denying_what(self, query: Query, allowed: Callable[[int], bool]) -> list[int]:
        """Return the denials of what comes nearest to something that is asked about."""
        found = [one for one in self._searching.search(query).found[:_NEAREST] if self._is_text(one.number)]
        best = found[0].score if found else 0.0
        near = [one.number for one in found if one.alike >= _DENIED or one.around >= _ALL_OF_IT]
        near = [number for number in near if self._searching.search(query).by_number[number].score >= _AS_NEAR * best]
        against = [number for number in self._against(near) if allowed(number)]
        return list(dict.fromkeys([*against, *(number for number in near if allowed(number))]))[:_MOST_OF_ONE]

    def _against(self, numbers: Sequence[int]) -> list[int]:
        """Return the sentences of those who deny what some sentences tell, or reject it right behind."""
        claims = {claim.id for number in numbers for claim in self._merged.claims_by(number)}
        denials = [d.denial for d in self._merged.ledger.disputes if d.denied in claims]
        found = [number for denial in denials for number in self._merged.claims[denial].sentences]
        for number in numbers:
            behind = self._merged.sentences[number : number + 1]
            if behind and any(claim.stance == "denies" for claim in self._merged.claims_by(behind[0].id)):
                found.append(behind[0].id)
        return list(dict.fromkeys(found))

    def with_denials(self, numbers: Sequence[int]) -> list[int]:
        """Return sentences with those of who is against them."""
        return list(dict.fromkeys([*numbers, *self._against(numbers)]))

    # when

    def when(self, wanted: Wanted, query: Query) -> Answer:
        """Return on which day somebody said something, as far as an article tells."""
        whom = self.people.meant_by(wanted.whom)
        if not whom.people:
            return self._telling.refusal(self._searching.nearest(query), because=_NOBODY)
        numbers = self._merged.sentences_by(whom.people, query.articles)
        about = wanted.about if says_something(wanted.about, query.tongue) else ""
        if about:
            own = query.about(about)
            numbers = self._searching.answering(own, most=2, allowed=set(numbers).__contains__, lenient=True)
        if not numbers:
            return self._telling.refusal(self._merged.sentences_by(whom.people, ()))
        dated = {one.claim: one for one in self._dossier.timeline}
        statements = []
        for number in numbers[:3]:
            statement = self._telling.sentence(number)
            places = [
                p for claim in self._merged.claims_by(number, whom.people) for p in self._merged.claimed[claim.id]
            ]
            statements.append(
                Statement(f"{self._on(places, dated)} {statement.text}", statement.places, statement.people)
            )
        return self._telling.answered(statements, people=whom.people if len(whom.people) == 1 else ())

    def _on(self, places: Sequence[Place], dated: Mapping[Place, Dated]) -> str:
        """Return the day of a claim in words, with the German that tells it."""
        one = next((dated[place] for place in places if place in dated and dated[place].day), None)
        if one is None or one.day is None:
            return "No day is told:"
        day = self._telling.day(one.day.isoformat())
        return f"On {day} (“{one.told}”):" if one.told else f"By {day}, when it was published:"


def _alternatives(about: str) -> list[str]:
    """Return the things of which any will do: "dismissals or job losses"."""
    return [part.strip() for part in _OR.split(about) if part.strip()] or [about]


def without(text: str, gone: Collection[str]) -> str:
    """Return a text without some words, in lower case."""
    return " ".join(word for word in text.split() if not {own.lower() for own in words(word)} & set(gone))


def _has_stance(claim: Claim, question: Question) -> bool:
    """Return whether a claim has the stance that a question asks for, and the cue, where it asks for one."""
    if question.lemmas and claim.cue is not None and claim.cue.lemma in question.lemmas:
        return True
    return question.stance in (None, claim.stance) and not question.lemmas
