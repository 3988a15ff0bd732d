"""What a dossier comes to: what all articles have, what some have, what is disputed; each statement cited.

Put together by code from the claims as they stand: of each topic the claim that has most in common with the others,
with its speaker. It is told of those articles alone that have much the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from chat.dossier.asking.merged import merged
from chat.dossier.asking.telling import Telling
from chat.dossier.compared import Comparable, as_claimed, as_written, compared
from chat.dossier.counted import counted
from chat.dossier.disagreements import Disagreement
from chat.dossier.dossier import Dossier
from chat.dossier.matrix import Row
from chat.dossier.sources import Place
from chat.dossier.things import things_of_claim
from chat.schema import Claim

_MOST = 8  # statements of each part
_MUCH_THE_SAME = 0.6  # share of the things of a claim that another has which says the same
_LEAST_SHARED = 2  # things, numbers and names among them
_LONG = 45  # words of a sentence that is no short statement


@dataclass(frozen=True)
class Statement:
    """A statement in English, and the sentences that prove it, by article."""

    text: str
    sentences: tuple[Place, ...]


@dataclass(frozen=True)
class Overview:
    """The summary of a dossier in three parts, of which each can be empty.

    Args:
        all: what all articles have.
        some: what more than one has, and not all.
        disputed: both sides of each disagreement between articles, a statement each pair.
    """

    all: tuple[Statement, ...] = ()
    some: tuple[Statement, ...] = ()
    disputed: tuple[Statement, ...] = ()


def overview(dossier: Dossier) -> Overview:
    """Return what a dossier comes to, what most articles share first; copies count as one article.

    Raises:
        ModelFailed: the embedder of the dossier failed.
    """
    return _Overviewing(dossier).overview()


class _Overviewing:
    def __init__(self, dossier: Dossier) -> None:
        self._dossier, self._merged = dossier, merged(dossier)
        self._telling = Telling(dossier, self._merged, introducing=False)
        self._first = {number: min(group) for group in dossier.copies for number in group}
        self._disputed = {self._sentence(place) for one in dossier.disagreements for place in (one.one, one.other)}
        self._reworded = {frozenset((one.one, one.other)) for one in dossier.quotations if one.kind == "changed"}
        self._told: set[int] = set()

    def overview(self) -> Overview:
        """Return the three parts; what is disputed is not told twice."""
        texts = self._texts(source.number for source in self._dossier.sources)
        disputed = self._disagreements()
        rows = sorted(self._dossier.matrix, key=lambda row: -len(self._texts(row.topic.articles)))
        in_all: list[Statement] = []
        in_some: list[Statement] = []
        for row in rows:
            part = in_all if self._texts(row.topic.articles) == texts else in_some
            if len(part) < _MOST and (statement := self._statement(row)):
                part.append(statement)
        return Overview(tuple(in_all), tuple(in_some), tuple(disputed))

    def _texts(self, articles: Iterable[int]) -> set[int]:
        return {self._first.get(number, number) for number in articles}

    # topics

    def _statement(self, row: Row) -> Statement | None:
        """Return a topic by its most central claim; None where all of it is disputed, or told already.

        Where other articles say something else of it, what one of them says is told beside: a statement is cited by
        what proves it alone.
        """
        claims = [place for place in row.topic.claims if self._sentence(place) not in self._disputed]
        claims = [place for place in claims if not self._is_poor(self._dossier.claim(place), place)] or claims
        if not claims:
            return None
        central = self._centralities(row.topic.claims)
        best = max(claims, key=lambda place: (central[place], -place.article))
        sentence = self._sentence(best)
        if not sentence or sentence in self._told:
            return None
        self._told.add(sentence)
        same = [place for place in row.topic.claims if self._is_much_the_same(place, best)]
        agreeing = sorted({place.article for place in (best, *same)} | set(self._merged.articles(sentence)))
        proofs = self._proofs(sentence, self._telling.told(sentence).numbers, same)
        first = self._of(sentence, agreeing)
        if self._texts(agreeing) == self._texts(row.topic.articles):
            told = self._telling.told(sentence)
            return Statement(f"{_articles(agreeing)}: {told.whole}", proofs)
        others = [place for place in claims if self._first_of(place) not in self._texts(agreeing)]
        others = [place for place in others if self._sentence(place) not in {0, *self._told}]
        about = f"{row.label} ({_articles(row.topic.articles, small=True)}). " if row.label else ""
        if not others:
            return Statement(f"{about}{first}", proofs) if len(self._texts(agreeing)) > 1 else None
        beside = self._sentence(max(others, key=lambda place: (central[place], -place.article)))
        self._told.add(beside)
        text, places = self._side(beside)
        return Statement(f"{about}{first.rstrip('.')}; {_lower(text)}", tuple(dict.fromkeys([*proofs, *places])))

    def _of(self, sentence: int, articles: Sequence[int]) -> str:
        """Return what a sentence tells, of those articles that have much the same."""
        told = self._telling.told(sentence)
        if told.name:
            return f"According to {told.name} in {_articles(articles, small=True)}, {told.text}"
        return f"{_articles(articles)}: {told.text}"

    def _first_of(self, place: Place) -> int:
        return self._first.get(place.article, place.article)

    def _centralities(self, claims: Sequence[Place]) -> dict[Place, float]:
        """Return how much of what the others have each claim has, for one that tells something of its own."""
        things = {place: self._things_of(place) for place in claims}
        having = Counter(thing for own in things.values() for thing in own)
        in_article = Counter((place.article, thing) for place, own in things.items() for thing in own)
        shared = {
            place: sum(having[thing] - in_article[place.article, thing] for thing in own)
            for place, own in things.items()
        }
        return {place: float(shared[place] / (1 + len(own)) ** 0.5) for place, own in things.items()}

    def _is_poor(self, claim: Claim, place: Place) -> bool:
        """Return whether a claim is no good statement: of a headline, very long, or only that somebody speaks."""
        sentence = self._dossier.sentence(self._dossier.sentences_of(place)[0])
        return sentence.kind == "title" or len(sentence.best.split()) > _LONG or len(self._things_of(place)) < 2

    def _things_of(self, place: Place) -> frozenset[str]:
        return things_of_claim(self._dossier.by_number[place.article], place.number)

    def _is_much_the_same(self, place: Place, best: Place) -> bool:
        """Return whether a claim says much the same as another: most of its things, its numbers, and as it does."""
        if frozenset((place, best)) in self._reworded:
            return False
        own, theirs = self._things_of(place), self._things_of(best)
        claims = self._dossier.claim(place), self._dossier.claim(best)
        shared = len(own & theirs)
        if shared < min(_LEAST_SHARED, len(theirs)) or shared < _MUCH_THE_SAME * len(theirs):
            return False
        texts = [self._compared(at) for at in (place, best)]
        figures = [{v for figure in text.figures for v in figure.values} for text in texts]
        apart = any(one.differs(other) for one in counted(texts[0]) for other in counted(texts[1]))
        polarities = {
            (claim.stance == "denies") != (claim.negated != text.negates)
            for claim, text in zip(claims, texts, strict=True)
        }
        return figures[1] <= figures[0] and not apart and len(polarities) == 1

    def _compared(self, place: Place) -> Comparable:
        claim = self._dossier.claim(place)
        return compared(as_written(claim), as_claimed(claim, self._dossier.by_number[place.article].analysed))

    def _sentence(self, claim: Place) -> int:
        return (self._merged.claims[self._merged.number[claim]].sentences or (0,))[0]

    def _proofs(self, sentence: int, numbers: Sequence[int], claims: Sequence[Place]) -> tuple[Place, ...]:
        """Return the places of what is told, and a sentence of each other article that says much the same."""
        own = [self._merged.places[number][0] for number in numbers]
        own += self._merged.places[sentence]
        found = {place.article: place for place in reversed([*dict.fromkeys(own)])}
        for claim in claims:
            found.setdefault(claim.article, Place(claim.article, self._dossier.claim(claim).sentences[0]))
        first = self._merged.places[sentence][0].article
        extra = [place for place in dict.fromkeys(own) if place.article == first]
        return tuple(dict.fromkeys([*extra, *(found[article] for article in sorted(found) if article != first)]))

    # disagreements

    def _disagreements(self) -> list[Statement]:
        """Return both sides of each disagreement; one that copies have is told once."""
        statements: list[Statement] = []
        told: set[int] = set()
        ranked = sorted(self._dossier.disagreements, key=lambda one: ("denial", "changed", "number").index(one.kind))
        for one in ranked:
            pair = self._sentence(one.one), self._sentence(one.other)
            if not all(pair) or pair[0] == pair[1] or set(pair) <= told or len(statements) == _MOST:
                continue
            told.update(pair)
            statements.append(self._pair(one, pair))
        return statements

    def _pair(self, one: Disagreement, pair: tuple[int, int]) -> Statement:
        sides = [self._side(number) for number in pair]
        people = [set(self._merged.speaking(self._merged.number[place])) for place in (one.one, one.other)]
        is_own = one.kind == "changed" and people[0] & people[1]
        text = f"{sides[0][0].rstrip('.')}; {'later, ' if is_own else ''}{_lower(sides[1][0])}"
        return Statement(text, tuple(dict.fromkeys([*sides[0][1], *sides[1][1]])))

    def _side(self, number: int) -> tuple[str, tuple[Place, ...]]:
        statement = self._telling.sentence(number)
        return statement.text, statement.places


def _articles(numbers: Sequence[int], *, small: bool = False) -> str:
    numbers = sorted(numbers)
    listed = f"{', '.join(map(str, numbers[:-1]))} and {numbers[-1]}" if len(numbers) > 1 else str(numbers[0])
    return f"{'a' if small else 'A'}rticle{'s' if len(numbers) > 1 else ''} {listed}"


def _lower(text: str) -> str:
    """Return a statement as it goes on behind another: they begin with "Article" or "According to"."""
    return text[:1].lower() + text[1:]
