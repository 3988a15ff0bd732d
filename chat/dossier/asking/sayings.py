"""Who says what, where and when, who denies it, and who says otherwise than before: from the claims of all articles."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property
from itertools import combinations

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
from chat.lang.negation import negation
from chat.lang.words import words
from chat.models.base import Embedder
from chat.schema import Answer, Claim

_MOST_OF_ONE, _MOST, _OF_AN_ARTICLE = 4, 6, 2
_IN_PART = 0.3  # of what is asked, by weight, that a sentence or the one before has
_BEHIND = 3  # sentences behind a name in which its bearer may speak
_WEAK = 0.3  # of the best score, of a sentence that may be one of two of which the other is sure
_LOOKED_AT = 60  # sentences of which two may be a change
_BETTER = 1.5  # weight of the one that is more about what is asked
_FOUND = 1.0  # what it counts that the dossier found two to be a change
_MUCH_THE_SAME = 0.5  # cosine similarity of two sentences on one thing
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
        numbers = self.sentences_by(whom.people, query.articles)
        wished = [n for n in numbers if any(_has_stance(c, question) for c in self._claims(n, whom.people))]
        if not numbers:
            return self._telling.refusal(self.sentences_by(whom.people, ()))
        topic = without(query.text, whom.words)
        if not says_something(topic, query.tongue) or not self._searching.search(_with(query, topic)).asked:
            return self._told(self._overview(wished or numbers), whom)
        own = _with(query, topic)
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
            if not is_known(name, {*sentence.in_german.words, *words(sentence.best)}, whole=True):
                continue
            for other in self._merged.sentences[sentence.id - 1 : sentence.id + _BEHIND]:
                speaking = {at for claim in self._claims(other.id) for at in self._merged.speaking(claim.id)}
                is_here = not articles or bool(set(self._merged.articles(other.id)) & set(articles))
                if other.paragraph == sentence.paragraph and is_here and any(map(self.people.is_unnamed, speaking)):
                    found[other.id] = None
        return list(found)[:_MOST_OF_ONE]

    def sentences_by(self, people: Collection[int], articles: Sequence[int]) -> list[int]:
        """Return the sentences that tell what some people claim, in order; where articles are given, of those."""
        return [
            number
            for number in dict.fromkeys(
                number
                for person in people
                for claim in self._merged.ledger.entries[person].claims
                for number in self._merged.claims[claim].sentences
            )
            if not articles or set(self._merged.articles(number)) & set(articles)
        ]

    def _claims(self, number: int, people: Collection[int] = ()) -> list[Claim]:
        claims = self._merged.claims_in.get(number, [])
        return [claim for claim in claims if not people or set(self._merged.speaking(claim.id)) & set(people)]

    def _overview(self, numbers: Sequence[int]) -> list[int]:
        """Return some of what somebody says, of each article the first, and no quotation twice."""
        again = {place for pair in self._dossier.quotations for place in (pair.other,)}
        fresh = [n for n in numbers if not any(set(self._merged.claimed[c.id]) & again for c in self._claims(n))]
        speaking = [n for n in fresh or numbers if any(c.stance != "declines" for c in self._claims(n))]
        kept = [n for own in self._searching.by_article(speaking or numbers).values() for n in own[:_OF_AN_ARTICLE]]
        return kept[:_MOST]

    def who(self, query: Query, question: Question) -> Answer | None:
        """Return who says something, with the stance that is asked for; None where nobody does."""

        def allowed(number: int) -> bool:
            claims = [c for c in self._claims(number) if c.speaker and c.stance != "declines"]
            return any(_has_stance(claim, question) for claim in claims)

        own = _with(query, question.about) if question.about else query
        answering = self._searching.answering(
            own, most=_MOST_OF_ONE, allowed=allowed, lenient=question.stance is not None
        )
        return (
            self._telling.answered(self._telling.sentences(self._searching.in_order(answering))) if answering else None
        )

    def who_what(self, wanted: Wanted, query: Query) -> Answer:
        """Return who says what about something, one statement of each; of an article, what it says."""
        if not says_something(wanted.about, query.tongue):
            numbers = [s.id for s in self._merged.sentences if self._claims(s.id) and self._is_asked(s.id, query)]
            kept = [
                n for own in self._searching.by_article(numbers).values() for n in own[: 6 if query.articles else 2]
            ]
            return (
                self._telling.answered(self._telling.sentences(kept[:8], among=query.articles))
                if kept
                else self._telling.refusal()
            )
        own = _with(query, wanted.about)
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
        return bool(self._claims(number)) and self._is_text(number)

    def of_side(self, side: Side, query: Query) -> Answer:
        """Return what those say of something who are for it, or against it, and not on the other side."""
        found = self._searching.answering(query, most=2 * _MOST, allowed=self._is_claim, lenient=True)
        positions = self._merged.positions
        sides = {number: {positions.side_of(claim) for claim in self._claims(number)} for number in found}
        taking = [number for number in found if side in sides[number]]
        others: set[Side | None] = {"for", "against"}
        open_ = [number for number in found if not sides[number] & (others - {side})]
        numbers = self._searching.in_order((taking or open_)[:_MOST_OF_ONE])
        return self._telling.answered(self._telling.sentences(numbers)) if numbers else self._telling.refusal(found)

    # which articles

    def mentioning(self, wanted: Wanted, query: Query) -> Answer:
        """Return which articles have something, each with the sentence that has most of it."""
        own = _with(query, wanted.about)
        found = self._searching.about(own, all_of_it=True)
        by_article: dict[int, int] = {}
        for one in sorted(found, key=lambda one: (self._merged.sentences[one.number - 1].kind == "title", -one.score)):
            for article in self._merged.articles(one.number):
                by_article.setdefault(article, one.number)
        if not by_article:
            return self._telling.refusal(self._searching.nearest(own))
        for number in self._also_about(list(by_article.values()), own):
            for article in self._merged.articles(number):
                by_article.setdefault(article, number)
        numbers = list(dict.fromkeys(by_article[article] for article in sorted(by_article)))
        count, whole = len(by_article), len(self._dossier.sources)
        numbers += [n for n in self._against(numbers) if n not in numbers] if "against" in wanted.beside else []
        return self._telling.answered(
            self._telling.sentences(numbers[:8]), opening=f"{count} of {whole} articles:" if whole > 1 else ""
        )

    def _also_about(self, numbers: Iterable[int], query: Query) -> list[int]:
        """Return the sentences that have a part of what is asked, and are on one topic with some that have all of it."""
        related = {other for number in numbers for other in self._searching.on_the_same(number)}
        found = self._searching.search(query).found
        return [one.number for one in found if one.number in related and one.around >= _IN_PART]

    # denial and change

    def denying(self, wanted: Wanted, query: Query) -> Answer:
        """Return who denies something; where it is asked of somebody, whether they do."""
        people = self.people.meant_by(wanted.whom).people if wanted.whom else ()
        if wanted.whom and not people:
            return self._telling.refusal(self._searching.nearest(query), because=_NOBODY)
        denials = {dispute.denial for dispute in self._merged.ledger.disputes}

        def allowed(number: int) -> bool:
            claims = self._claims(number, people)
            return any(c.stance == "denies" or c.negated or c.id in denials for c in claims)

        def turned(number: int) -> bool:
            return bool(self._claims(number, people)) and bool(negation(self._merged.sentences[number - 1].plain, "de"))

        about = wanted.about if says_something(wanted.about, query.tongue) else ""
        if not about:
            numbers = [s.id for s in self._merged.sentences if allowed(s.id) and self._is_asked(s.id, query)][:_MOST]
            return self._telling.answered(self._telling.sentences(numbers)) if numbers else self._telling.refusal()
        own = _with(query, about)
        answering = self._searching.answering(own, most=_MOST_OF_ONE, allowed=allowed, lenient=True)
        answering = answering or self._searching.answering(own, most=2, allowed=turned, lenient=True)
        if not answering:
            return self._telling.refusal(self._searching.nearest(own))
        return self._telling.answered(self._telling.sentences(self._searching.in_order(answering)))

    def _against(self, numbers: Sequence[int]) -> list[int]:
        """Return the sentences of those who deny what some sentences tell, or reject it right behind."""
        claims = {claim.id for number in numbers for claim in self._claims(number)}
        denials = [d.denial for d in self._merged.ledger.disputes if d.denied in claims]
        found = [number for denial in denials for number in self._merged.claims[denial].sentences]
        for number in numbers:
            behind = self._merged.sentences[number : number + 1]
            if behind and any(claim.stance == "denies" for claim in self._claims(behind[0].id)):
                found.append(behind[0].id)
        return list(dict.fromkeys(found))

    def changed(self, wanted: Wanted, query: Query) -> Answer:
        """Return who says otherwise than before about something, with what they said, the earlier first."""
        whom = self.people.meant_by(wanted.whom) if wanted.whom else Whom()
        about = " ".join(filter(None, [wanted.about, wanted.whom if not whom.people else ""]))
        if says_something(about, query.tongue):
            own = _with(query, about)
            pairs = self._pairs_about(own, whom.people)
        else:
            own = query
            pairs = [pair for pair in self._changes() if not whom.people or self._is_by(pair, whom.people)]
        if not pairs:
            return self._telling.refusal(self._searching.nearest(own))
        return self._telling.answered(self._telling.sentences([number for pair in pairs[:4] for number in pair]))

    @cached_property
    def _differing(self) -> dict[tuple[int, int], str]:
        """The pairs of sentences that cannot both be so, with the kind; one person's changes first."""
        found: dict[tuple[int, int], str] = {}
        for one in sorted(self._dossier.disagreements, key=lambda one: one.kind != "changed"):
            claims = [self._merged.claims[self._merged.number[place]] for place in (one.one, one.other)]
            found.setdefault((claims[0].sentences[0], claims[1].sentences[0]), one.kind)
        return found

    def _changes(self) -> list[tuple[int, int]]:
        """Return the pairs of sentences of which one takes back the other."""
        return [pair for pair, kind in self._differing.items() if kind == "changed"]

    def _is_by(self, pair: tuple[int, int], people: Collection[int]) -> bool:
        return all(self._claims(number, people) for number in pair)

    def _pairs_about(self, query: Query, people: Sequence[int]) -> list[tuple[int, int]]:
        """Return the pair of sentences in which one person speaks of something otherwise than before.

        Where the dossier found none that is more about it, it is the pair of two articles that is most about it, of one
        person or of two of whom one is not named, and not in the same words.
        """
        search = self._searching.search(query)
        sure = {one.number for one in self._searching.about(query)}
        with_them = {other for number in sure for other in self._searching.on_the_same(number)}
        least = _WEAK * search.found[0].score if search.found else 0.0
        scores = {
            one.number: max(one.score, 0.0)
            for one in search.found
            if (one.score >= least or one.number in with_them) and self._is_claim(one.number)
        }
        changes = set(self._changes())
        rated: dict[tuple[int, int], float] = {}
        likely = sorted(sorted(scores, key=lambda number: -scores[number])[:_LOOKED_AT])
        for one, other in combinations(likely, 2):
            if not {one, other} & sure or set(self._merged.articles(one)) & set(self._merged.articles(other)):
                continue
            found = {(one, other), (other, one)} & changes
            if (people and not self._is_by((one, other), people)) or (not found and self._is_again(one, other)):
                continue
            together = self._likely_one(one, other)
            if together is not None:
                bonus = _FOUND if found else 0.0
                low, high = sorted((scores[one], scores[other]))
                rated[one, other] = _BETTER * high + low + together + bonus
        best = max(rated, key=lambda pair: rated[pair], default=None)
        return [best] if best else []

    def _likely_one(self, one: int, other: int) -> float | None:
        """Return what speaks for two sentences being from one person, None where they are from two."""
        speaking = [
            {p for claim in self._claims(number) for p in self._merged.speaking(claim.id)} for number in (one, other)
        ]
        if speaking[0] & speaking[1]:
            return 0.5 if other in self._searching.on_the_same(one) else 0.0
        if not any(self.people.is_unnamed(person) for people in speaking for person in people):
            return None
        near = float(self._merged.near(one, self._embedder)[other - 1])
        is_found = {(one, other), (other, one)} & self._differing.keys()
        return near - 2.0 if is_found or near >= _MUCH_THE_SAME else None

    def _is_again(self, one: int, other: int) -> bool:
        """Return whether two sentences say the same in much the same words."""
        first, second = ({w.lower() for w in words(self._merged.sentences[n - 1].best)} for n in (one, other))
        return len(first & second) >= 0.7 * min(len(first), len(second))

    def with_changes(self, numbers: Sequence[int]) -> list[int]:
        """Return sentences with those in which the same people say otherwise of the same thing in another article."""
        found = list(numbers)
        for number in numbers:
            people = {person for claim in self._claims(number) for person in self._merged.speaking(claim.id)}
            related = self._searching.on_the_same(number)
            found += [
                other
                for other in sorted(related)
                if any(set(self._merged.speaking(c.id)) & people for c in self._claims(other))
                and not set(self._merged.articles(other)) & set(self._merged.articles(number))
            ]
        return self._searching.in_order(found)[:_MOST]

    def with_denials(self, numbers: Sequence[int]) -> list[int]:
        """Return sentences with those of who is against them."""
        return list(dict.fromkeys([*numbers, *self._against(numbers)]))

    # when

    def when(self, wanted: Wanted, query: Query) -> Answer:
        """Return on which day somebody said something, as far as an article tells."""
        whom = self.people.meant_by(wanted.whom)
        if not whom.people:
            return self._telling.refusal(self._searching.nearest(query), because=_NOBODY)
        numbers = self.sentences_by(whom.people, query.articles)
        about = wanted.about if says_something(wanted.about, query.tongue) else ""
        if about:
            own = _with(query, about)
            numbers = self._searching.answering(own, most=2, allowed=set(numbers).__contains__, lenient=True)
        if not numbers:
            return self._telling.refusal(self.sentences_by(whom.people, ()))
        dated = {one.claim: one for one in self._dossier.timeline}
        statements = []
        for number in numbers[:3]:
            statement = self._telling.sentence(number)
            places = [p for claim in self._claims(number, whom.people) for p in self._merged.claimed[claim.id]]
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


def without(text: str, gone: Collection[str]) -> str:
    """Return a text without some words, in lower case."""
    return " ".join(word for word in text.split() if not {own.lower() for own in words(word)} & set(gone))


def _with(query: Query, about: str) -> Query:
    return Query(about, query.tongue, about if query.tongue == "en" else query.english, query.articles)


def _has_stance(claim: Claim, question: Question) -> bool:
    """Return whether a claim has the stance that a question asks for, and the cue, where it asks for one."""
    if question.lemmas and claim.cue is not None and claim.cue.lemma in question.lemmas:
        return True
    return question.stance in (None, claim.stance) and not question.lemmas
