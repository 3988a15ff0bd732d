"""What is asked of the articles together: where they disagree, what all have, what one alone has, which are copies."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from chat.answers.understanding.questions import asks_about_agreement
from chat.dossier.asking.merged import Merged
from chat.dossier.asking.searching import Query, Searching
from chat.dossier.asking.telling import Statement, Telling
from chat.dossier.asking.wanting import Intent, Wanted
from chat.dossier.disagreements import Disagreement
from chat.dossier.dossier import Dossier
from chat.dossier.sources import Place
from chat.models.base import Embedder
from chat.schema import Answer, Claim

_FIGURES = re.compile(r"\b(?:figures?|numbers?|zahl(?:en)?)\b", re.IGNORECASE)
_MOST = 8  # statements of a list
_PAIRS = 10  # disagreements
_OF_ONE = 2  # statements of one article in a list of several
_ELSEWHERE = 0.62  # cosine similarity from which another article has a sentence too
_TOLD_PLAINLY = ("direct", "indirect", "free_indirect")


class Across:
    """Answers that rest on what was found across the articles. For one question.

    Args:
        embedder: compares by meaning too; None: words alone count.
    """

    def __init__(
        self, dossier: Dossier, merged: Merged, searching: Searching, telling: Telling, embedder: Embedder | None
    ) -> None:
        self._dossier, self._merged = dossier, merged
        self._searching, self._telling, self._embedder = searching, telling, embedder

    def answer(self, wanted: Wanted, query: Query) -> Answer | None:
        """Return the answer to what is wanted of the articles together, None where it is none of these."""
        ways: dict[Intent, Callable[[Wanted, Query], Answer]] = {
            "copies": self._copies,
            "quotations": self._quotations,
            "only": self._only,
            "all": self._all,
            "disagree": self._disagree,
            "agree": self._agree,
            "compared": self._compared,
            "list": self._list,
            "several": self._several,
            "newest": self._newest,
            "unnamed": self._unnamed,
        }
        way = ways.get(wanted.intent) if wanted.intent else None
        return way(wanted, query) if way else None

    # copies and quotations

    def _copies(self, wanted: Wanted, query: Query) -> Answer:
        groups = [group for group in self._dossier.copies if not query.articles or set(group) & set(query.articles)]
        if not groups:
            return self._telling.refusal(because="No two of them are one text.")
        statements = []
        for group in groups[:_MOST]:
            named = self._telling.articles(group)
            firsts = [self._first(number) for number in group[:3]]
            statements.append(Statement(f"{named[:1].upper()}{named[1:]} are one text.", tuple(firsts)))
        return self._telling.answered(statements)

    def _first(self, article: int) -> Place:
        """Return the place of the first sentence of an article that is no headline."""
        content = self._dossier.by_number[article].analysed.content
        first = next((sentence for sentence in content if sentence.kind == "text"), content[0])
        return Place(article, first.id)

    def _quotations(self, wanted: Wanted, query: Query) -> Answer:
        """Return the quotations that articles have in other words; where there are none, those that they share."""
        pairs = [one for one in self._dossier.quotations if one.kind in ("shortened", "changed")] or list(
            self._dossier.quotations
        )
        groups: list[set[int]] = []
        for pair in pairs:
            own = self._searching.sentences_of([pair.one, pair.other])
            met = [group for group in groups if group & own]
            merged = own.union(*met)
            groups = [group for group in groups if group not in met] + [merged]
        if not groups:
            return self._telling.refusal(because="No quotation comes in two of them.")
        numbers = [number for group in groups[:4] for number in self._searching.in_order(sorted(group))]
        return self._telling.answered(self._telling.sentences(numbers[: _MOST + 2]))

    # one and all

    def _only(self, wanted: Wanted, query: Query) -> Answer:
        """Return what one article alone has, what is furthest from all others first; of each article a little."""
        disputed = {place for one in self._dossier.disagreements for place in (one.one, one.other)}
        places = [
            place
            for place in self._dossier.only_here
            if place not in disputed and (not query.articles or self._is_in(place, query.articles))
        ]
        rated = {number: self._elsewhere(number) for place in places for number in self._numbers(place)}
        if wanted.about:
            own = Query(wanted.about, query.tongue, wanted.about, query.articles)
            about = {one.number for one in self._searching.about(own)}
            rated = {number: share for number, share in rated.items() if number in about}
        best = sorted((n for n in rated if rated[n] < _ELSEWHERE), key=lambda n: (not self._is_telling(n), rated[n]))
        kept: dict[int, list[int]] = {}
        for number in best:
            own_numbers = kept.setdefault(self._merged.places[number][0].article, [])
            if len(own_numbers) < (_MOST if query.articles else _OF_ONE):
                own_numbers.append(number)
        chosen = {number for numbers in kept.values() for number in numbers}
        numbers = self._searching.in_order([number for number in best if number in chosen][:_MOST])
        if not numbers:
            return self._telling.refusal(because="What one of them has, another has too.")
        return self._telling.answered(self._telling.sentences(numbers))

    def _is_in(self, place: Place, articles: Sequence[int]) -> bool:
        return place.article in articles or any(
            place.article in group and set(group) & set(articles) for group in self._dossier.copies
        )

    def _numbers(self, claim: Place) -> tuple[int, ...]:
        number = self._merged.number.get(claim)
        return self._merged.claims[number].sentences[:1] if number else ()

    def _elsewhere(self, number: int, *, among: Sequence[int] = ()) -> float:
        """Return how near another article, or one of some, comes to a sentence; copies of its own do not count."""
        own = set(self._merged.articles(number))
        own |= {other for group in self._dossier.copies if own & set(group) for other in group}
        near = self._merged.near(number, self._embedder)
        others = (
            float(near[other.id - 1])
            for other in self._merged.sentences
            if not own & set(articles := self._merged.articles(other.id)) and (not among or set(articles) & set(among))
        )
        return max(others, default=0.0)

    def _spread(self, numbers: Iterable[int], most: int) -> list[int]:
        """Return sentences in order, at most so many of an article, what is told plainly before mere reports."""
        rated = sorted(dict.fromkeys(numbers), key=lambda number: (not self._is_telling(number), number))
        kept: dict[int, list[int]] = {}
        for number in rated:
            own = kept.setdefault(self._merged.places[number][0].article, [])
            if len(own) < most:
                own.append(number)
        return self._searching.in_order([number for own in kept.values() for number in own])

    def _is_telling(self, number: int) -> bool:
        """Return whether a sentence tells something of its own: what somebody says, not only that they speak."""
        claims = self._merged.claims_in.get(number, [])
        return (
            any(claim.type in _TOLD_PLAINLY for claim in claims) and self._merged.sentences[number - 1].kind == "text"
        )

    def _all(self, wanted: Wanted, query: Query) -> Answer:
        """Return what all articles have; where nothing is in all, what is in most of them."""
        first = {number: min(group) for group in self._dossier.copies for number in group}
        texts = {first.get(source.number, source.number) for source in self._dossier.sources}
        if query.articles:
            texts = {first.get(number, number) for number in query.articles}
        shared = []
        for topic in self._dossier.topics:
            having = {first.get(number, number) for number in topic.articles} & texts
            shared.append((len(having), topic))
        in_all = [topic for count, topic in shared if count == len(texts) > 1]
        most = max((count for count, _ in shared), default=0)
        topics = in_all or [topic for count, topic in shared if count == most > 1]
        if not topics:
            return self._telling.refusal(because="Nothing that is claimed is in more than one of them.")
        numbers = []
        for topic in topics[:4]:
            claims = [place for place in topic.claims if first.get(place.article, place.article) in texts]
            numbers += self._one_each(claims)[: max(2, _MOST // len(topics[:4]))]
        opening = "" if in_all else "Nothing that is claimed is in all of them. Most of them have this:"
        return self._telling.answered(self._telling.sentences(numbers), opening=opening)

    def _one_each(self, claims: Sequence[Place]) -> list[int]:
        """Return a sentence of each article that tells some claims, its first that tells something of its own."""
        found: dict[int, int] = {}
        for number in sorted(self._searching.sentences_of(claims), key=lambda n: (not self._is_telling(n), n)):
            found.setdefault(self._merged.places[number][0].article, number)
        return [found[article] for article in sorted(found)]

    # disagreement

    def _pairs(self, query: Query, about: str) -> list[tuple[int, int, Disagreement]]:
        """Return the disagreements about something, by their sentences, each once; about all where nothing is asked."""
        found: dict[frozenset[int], tuple[int, int, Disagreement]] = {}
        for one in self._dossier.disagreements:
            if query.articles and not self._is_between(one, query.articles):
                continue
            pair = (self._numbers(one.one) or (0,))[0], (self._numbers(one.other) or (0,))[0]
            if all(pair):
                found.setdefault(frozenset(pair), (*pair, one))
        if not about:
            return list(found.values())
        own = Query(about, query.tongue, about, query.articles)
        relevant = {one.number: one.score for one in self._searching.about(own)}
        fitting = [pair for pair in found.values() if pair[0] in relevant or pair[1] in relevant]
        return sorted(fitting, key=lambda pair: -max(relevant.get(pair[0], 0), relevant.get(pair[1], 0)))

    @staticmethod
    def _is_between(one: Disagreement, articles: Sequence[int]) -> bool:
        """Return whether a disagreement is between some articles, or of the one that is named."""
        sides = {one.one.article, one.other.article}
        return sides <= set(articles) if len(articles) > 1 else bool(sides & set(articles))

    def _disagree(self, wanted: Wanted, query: Query) -> Answer:
        pairs = self._pairs(query, wanted.about)
        if _FIGURES.search(wanted.text):
            pairs = [pair for pair in pairs if any(any(map(str.isdigit, shown)) for shown in pair[2].shown_by)] or pairs
        if not pairs:
            return self._telling.refusal(
                because="No two of them are found to disagree on it."
                if wanted.about
                else "No two of them are found to disagree."
            )
        numbers = [number for one, other, _ in pairs[:_PAIRS] for number in (one, other)]
        return self._telling.answered(self._telling.sentences(numbers))

    def _agree(self, wanted: Wanted, query: Query) -> Answer:
        pairs = self._pairs(query, wanted.about)
        if pairs:
            numbers = [number for one, other, _ in pairs[:_PAIRS] for number in (one, other)]
            opening = "No, they disagree." if asks_about_agreement(wanted.text) or wanted.about else ""
            return self._telling.answered(self._telling.sentences(numbers), opening=opening)
        if not wanted.about:
            return self._all(wanted, query)
        own = Query(wanted.about, query.tongue, wanted.about, query.articles)
        found = [
            one.number for one in self._searching.about(own) if self._merged.sentences[one.number - 1].kind != "title"
        ]
        kept = [numbers[0] for numbers in self._searching.by_article(found[:12]).values()][:5]
        if not kept:
            return self._telling.refusal(self._searching.nearest(own))
        articles = {article for number in kept for article in self._merged.articles(number)}
        opening = (
            "No two of them are found to disagree on this."
            if len(articles) > 1
            else "Only one of them says something of this."
        )
        return self._telling.answered(self._telling.sentences(kept), opening=opening)

    def _compared(self, wanted: Wanted, query: Query) -> Answer:
        """Return what the first of the articles named has and the second has not; also the way back."""
        one, *others = query.articles or (0,)
        if not one:
            return self._disagree(wanted, query)
        against = others or [source.number for source in self._dossier.sources if source.number != one]
        both_ways = bool(others) and "not" not in wanted.text.lower() and "nicht" not in wanted.text.lower()
        disputed = [n for a, b, _ in self._pairs(query, "")[:3] for n in (a, b)] if both_ways else []
        numbers = self._alone(one, against)[: _MOST // 2 if both_ways else _MOST]
        if both_ways:
            numbers += [number for other in others for number in self._alone(other, [one])[: _MOST // 2]]
        if not numbers and not disputed:
            return self._telling.refusal(because="Nothing is found that one of them has and the other has not.")
        return self._telling.answered(self._telling.sentences([*disputed, *numbers]))

    def _alone(self, article: int, others: Sequence[int]) -> list[int]:
        """Return the sentences of what is claimed in an article and not in some others."""
        shared = {
            place for topic in self._dossier.topics if set(topic.articles) & set(others) for place in topic.claims
        }
        own = [Place(article, claim.id) for claim in self._dossier.by_number[article].analysed.claims]
        numbers = [
            number
            for place in own
            if place not in shared and self._dossier.claim(place).stance != "declines"
            for number in self._numbers(place)
            if not set(self._merged.articles(number)) & set(others)
            and self._elsewhere(number, among=others) < _ELSEWHERE
        ]
        return self._spread(numbers, _MOST)

    # the articles and who speaks in them

    def _list(self, wanted: Wanted, query: Query) -> Answer:
        statements = []
        for source in self._dossier.sources[:20]:
            first = next(iter(source.analysed.content), None)
            if first is not None:
                named = self._telling.articles([source.number])
                statements.append(
                    Statement(
                        f"{named[:1].upper()}{named[1:]}: “{self._title(source.number)}”.",
                        (Place(source.number, first.id),),
                    )
                )
        count = len(self._dossier.sources)
        return self._telling.answered(
            statements, opening=f"There are {count} articles." if count != 1 else "There is one article."
        )

    def _title(self, article: int) -> str:
        return self._dossier.by_number[article].title.replace("[", "(").replace("]", ")")

    def _several(self, wanted: Wanted, query: Query) -> Answer:
        """Return who speaks in most articles."""
        ranked = sorted(enumerate(self._dossier.people), key=lambda item: -len(item[1].articles))
        statements: list[Statement] = []
        for at, person in ranked[:_MOST]:
            if not person.german or (len(person.articles) < 2 and statements):
                continue
            claims = self._dossier.claims_of(person)
            firsts = {place.article: self._dossier.sentences_of(place)[0] for place in reversed(claims)}
            where = self._telling.articles(person.articles)
            name = self._merged.names[at]
            statements.append(
                Statement(
                    f"{name[:1].upper()}{name[1:]} speaks in {where}.",
                    tuple(firsts[n] for n in sorted(firsts))[:3],
                    (at,),
                )
            )
        return self._telling.answered(statements) if statements else self._telling.refusal()

    def _newest(self, wanted: Wanted, query: Query) -> Answer:
        """Return the lead of the newest article with what is claimed in it; of a topic, what was said of it last."""
        if wanted.about:
            own = Query(wanted.about, query.tongue, wanted.about, query.articles)
            found = [
                one.number
                for one in self._searching.about(own)
                if self._merged.sentences[one.number - 1].kind != "title"
            ]
            if not found:
                return self._telling.refusal(self._searching.nearest(own))
            latest = sorted(
                found[:8], key=lambda number: self._day(self._merged.places[number][0].article), reverse=True
            )
            return self._telling.answered(self._telling.sentences(latest[:3]))
        newest = max(self._dossier.sources, key=lambda source: (source.published, source.number))
        own_numbers = [
            s.id for s in self._merged.sentences if newest.number in self._merged.articles(s.id) and s.kind == "text"
        ]
        told = [number for number in own_numbers[1:] if self._is_telling(number)]
        return (
            self._telling.answered(self._telling.sentences([*own_numbers[:1], *told[:3]], among=[newest.number]))
            if own_numbers
            else self._telling.refusal()
        )

    def _day(self, article: int) -> tuple[str, int]:
        return self._dossier.by_number[article].published, article

    def _unnamed(self, wanted: Wanted, query: Query) -> Answer:
        numbers = [
            number
            for claim in self._merged.claims.values()
            if _is_unnamed(claim)
            for number in claim.sentences[:1]
            if not query.articles or set(self._merged.articles(number)) & set(query.articles)
        ]
        if not numbers:
            return self._telling.refusal(because="Every source in them is named.")
        return self._telling.answered(self._telling.sentences(self._searching.in_order(numbers)[:_MOST]))


def _is_unnamed(claim: Claim) -> bool:
    return claim.speaker is None or claim.source_type == "anonymous"
