"""Where articles disagree: numbers that differ, what one says and another denies, who says otherwise than before."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import combinations
from typing import Literal

from chat.attribution.german.grammar import grammar
from chat.data import table, words_of
from chat.dossier.people import Person
from chat.dossier.sources import Place, Source
from chat.dossier.counted import Counted, counted
from chat.dossier.told import concepts_of, said
from chat.dossier.topics import Topic
from chat.lang.characters import one_line
from chat.lang.de.text import GermanText
from chat.lang.figures import figures
from chat.lang.negation import negation
from chat.schema import Claim

Kind = Literal["number", "denial", "changed"]

# Things that two claims share of which one says that what the other says is not so: by a verb of denying, by a "nicht".
_BY_STANCE, _BY_NEGATION = 1, 2
_MONTH = ("month of something",)
_NEAR = 3  # words between a number and what is counted


@dataclass(frozen=True)
class Disagreement:
    """Two claims of two articles that cannot both be so.

    Args:
        kind: "changed" where both are of one person, and it is not only in other words.
        one, other: the claims, the earlier article's first.
        shown_by: the German words that differ, of each claim; of a denial its cue.
    """

    kind: Kind
    one: Place
    other: Place
    shown_by: tuple[str, str]


@dataclass(frozen=True)
class _Stated:
    """A claim with what it is compared by.

    Args:
        speakers: the places of those who make it among the people of the dossier.
        about: the things it is about; `done` what it says of them.
    """

    place: Place
    claim: Claim
    speakers: frozenset[int]
    about: frozenset[str]
    done: frozenset[str]
    counted: tuple[Counted, ...]


def disagreements(
    sources: Sequence[Source],
    topics: Sequence[Topic],
    people: Sequence[Person],
    *,
    copies: Sequence[Collection[int]] = (),
) -> tuple[Disagreement, ...]:
    """Return where claims disagree; those of articles that are one text are left out.

    Numbers are compared where they count the same thing, money and the like within a topic only; what is denied is
    looked for within a topic.
    """
    speaking = {place: at for at, person in enumerate(people) for place in person.entries}
    stated = {
        Place(source.number, claim.id): _stated(source, claim, speaking)
        for source in sources
        for claim in source.analysed.claims
    }
    topical = [pair for topic in topics for pair in combinations(topic.claims, 2)]
    in_topic = frozenset(topical)
    pairs = dict.fromkeys([*topical, *_of_one_thing(stated.values())])
    found: dict[tuple[Place, Place], Disagreement] = {}
    for pair in pairs:
        one, other = stated[pair[0]], stated[pair[1]]
        if one.place.article == other.place.article or _is_copy(one, other, copies):
            continue
        for kind, shown_by in _differing(one, other, in_topic=pair in in_topic):
            told: Kind = "changed" if one.speakers & other.speakers else kind
            found.setdefault(pair, Disagreement(told, one.place, other.place, shown_by))
    return tuple(sorted(found.values(), key=lambda each: (each.one, each.other)))


def _stated(source: Source, claim: Claim, speaking: Mapping[Place, int]) -> _Stated:
    concepts, _ = concepts_of(GermanText(said(claim)))
    places = source.analysed.ledger.places_of(claim.id)
    return _Stated(
        place=Place(source.number, claim.id),
        claim=claim,
        speakers=frozenset(speaking[Place(source.number, at)] for at in places),
        about=frozenset(concept for concept, weight in concepts.items() if weight >= 1),
        done=frozenset(concept for concept, weight in concepts.items() if weight < 1),
        counted=counted(GermanText(said(claim))),
    )


def _of_one_thing(stated: Iterable[_Stated]) -> Iterator[tuple[Place, Place]]:
    """Yield the pairs of claims that count the same thing, in order."""
    by_thing: dict[str, list[Place]] = {}
    for one in stated:
        for thing in {thing for counted in one.counted if not counted.is_of_a_unit for thing in counted.things}:
            by_thing.setdefault(thing, []).append(one.place)
    for alike in by_thing.values():
        yield from combinations(alike, 2)


def _is_copy(one: _Stated, other: _Stated, copies: Sequence[Collection[int]]) -> bool:
    return any(one.place.article in group and other.place.article in group for group in copies)


def _differing(one: _Stated, other: _Stated, *, in_topic: bool) -> Iterator[tuple[Kind, tuple[str, str]]]:
    shared = one.about & other.about
    for ours in one.counted:
        for theirs in other.counted:
            if not ours.differs(theirs):
                continue
            same_way = one.done & other.done or one.speakers & other.speakers
            if not ours.is_of_a_unit or (in_topic and shared and same_way):
                yield "number", (ours.text, theirs.text)
    by_stance = (one.claim.stance == "denies") != (other.claim.stance == "denies")
    enough = _BY_STANCE if by_stance else _BY_NEGATION
    if in_topic and _is_negative(one.claim) != _is_negative(other.claim) and len(shared) >= enough:
        cues = [stated.claim.cue.text if stated.claim.cue else "" for stated in (one, other)]
        yield "denial", (cues[0], cues[1])


def _is_negative(claim: Claim) -> bool:
    """Return whether a claim says that something is not so; who denies that it is not says that it is."""
    negations = (claim.stance == "denies", claim.negated, negation(_text(claim), "de") is not None)
    return sum(negations) % 2 == 1


def _text(claim: Claim) -> str:
    return one_line(" ".join(span.text for span in claim.content))
