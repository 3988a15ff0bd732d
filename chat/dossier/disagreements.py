"""Where articles disagree: numbers that differ, what one says and another denies, who says otherwise than before.

Numbers are compared where they count the same thing; sums of money, shares and the like only where the claims also say
the same of the same. A denial has to share a thing with what it denies, and two where nothing else links them: neither
the verb of denying, nor that one claim speaks of who makes the other, nor that both are of one person.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import combinations, product
from typing import Literal

from chat.dossier.counted import Counted
from chat.dossier.people import Person
from chat.dossier.quotations import are_same_words
from chat.dossier.sources import Place, Source
from chat.dossier.standing_for import voices
from chat.dossier.stated import Stated, stated_claims
from chat.dossier.topics import Topic

Kind = Literal["number", "denial", "changed"]

# Things that two claims share of which one says that what the other says is not so.
_LINKED, _ALONE = 1, 2
_MOSTLY = 0.5  # share of the things that the shorter of two claims names, from which on both say the same of them
_FEW, _MOST = 4, 0.6  # articles that speak of a thing, and their share, from which on it is what the dossier is about
_FACTOR = 10  # between two sums of one thing; larger ones are of different things
_WHOLE = Decimal(100)  # per cent: "zu hundert Prozent" counts nothing
_PERCENT = frozenset({"per cent", "percent", "percentage"})


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two claims of two articles that cannot both be so.

    Args:
        kind: "changed" where both are of one person, and it is not only in other words.
        one, other: the claims, the earlier article's first.
        shown_by: the German words that differ, of each claim; of a denial its cue.
        why: what shows it, in short English, for the reader.
    """

    kind: Kind
    one: Place
    other: Place
    shown_by: tuple[str, str]
    why: str = ""


@dataclass(frozen=True)
class _Made:
    """A claim with who makes it.

    Args:
        at: its place among all claims of the dossier.
        speakers: by their places among the people of the dossier; `called` are the stems by which they are spoken of.
        text: the first article that is the same text.
    """

    at: int
    place: Place
    sentences: tuple[Stated, ...]
    speakers: frozenset[int]
    called: frozenset[str]
    text: int

    @cached_property
    def is_demanding(self) -> bool:
        """Whether it is a demand."""
        return bool(self.sentences) and self.sentences[0].claim.stance == "demands"

    @cached_property
    def is_rejecting(self) -> bool:
        """Whether it says that something is false."""
        return any(stated.is_rejecting for stated in self.sentences)

    @cached_property
    def is_counting(self) -> bool:
        """Whether it has a number."""
        return any(stated.counted for stated in self.sentences)


def disagreements(
    sources: Sequence[Source],
    topics: Sequence[Topic],
    people: Sequence[Person],
    *,
    copies: Sequence[Collection[int]] = (),
) -> tuple[Disagreement, ...]:
    """Return where claims disagree; of articles that are one text only where a number was changed.

    Numbers are compared where they count the same thing, money and the like within a topic only; what is denied is
    looked for within a topic.
    """
    made = _all_made(sources, people, copies)
    common = _common(made.values(), len(sources))
    found: dict[int, Disagreement] = {}
    for one, other, in_topic in _pairs(made, topics):
        pair = one.at * len(made) + other.at
        if pair in found:
            continue
        if shown := _differing(one, other, common, in_topic=in_topic):
            found[pair] = shown
    return tuple(_once([found[pair] for pair in sorted(found)], made))


def _once(found: Iterable[Disagreement], made: Mapping[Place, _Made]) -> Iterator[Disagreement]:
    """Yield disagreements, what several articles that are one text say of the first of them alone."""
    seen = set()
    for one in found:
        sides = [(made[place].text, made[place].sentences[0].wording) for place in (one.one, one.other)]
        key = (*sides[0], *sides[1])
        if sides[0][0] == sides[1][0] or key not in seen:
            seen.add(key)
            yield one


def _all_made(
    sources: Sequence[Source], people: Sequence[Person], copies: Sequence[Collection[int]]
) -> dict[Place, _Made]:
    """Return all claims, in the order of their places."""
    speaking = {place: at for at, person in enumerate(people) for place in person.entries}
    called = _called(sources, speaking)
    first_copy = {number: min(group) for group in copies for number in group}
    stated = {Place(source.number, id): own for source in sources for id, own in source.once(stated_claims).items()}
    ledgers = {source.number: source.analysed.ledger for source in sources}
    made = {}
    for at, place in enumerate(sorted(stated)):
        entries = (Place(place.article, entry) for entry in ledgers[place.article].places_of(place.number))
        speakers = frozenset(speaking[entry] for entry in entries if entry in speaking)
        stems = frozenset[str]().union(*(called.get(speaker, ()) for speaker in speakers))
        text = first_copy.get(place.article, place.article)
        made[place] = _Made(at, place, stated[place], speakers, stems, text)
    return made


def _changed_copies(made: Iterable[_Made]) -> Iterator[tuple[_Made, _Made]]:
    """Yield the claims of articles that are one text which are the same but for numbers: a paper changed them."""
    alike: defaultdict[tuple[int, tuple[str, ...]], list[_Made]] = defaultdict(list)
    for one in made:
        wording = one.sentences[0].wording if one.sentences else ()
        alike[one.text, tuple("" if any(map(str.isdigit, word)) else word for word in wording)].append(one)
    for claims in alike.values():
        for one, other in combinations(claims, 2):
            if one.place.article != other.place.article and one.sentences[0].wording != other.sentences[0].wording:
                yield one, other


def _common(made: Iterable[_Made], articles: int) -> frozenset[str]:
    """Return what most articles speak of, so that it links no two claims."""
    having = defaultdict[str, set[int]](set)
    for one in made:
        for thing in {thing for stated in one.sentences for thing in stated.about}:
            having[thing].add(one.place.article)
    return frozenset(thing for thing, numbers in having.items() if len(numbers) >= max(_FEW, _MOST * articles))


def _called(sources: Sequence[Source], speaking: dict[Place, int]) -> dict[int, frozenset[str]]:
    """Return the stems by which each person is spoken of: their last name, and what they are."""
    found: defaultdict[int, set[str]] = defaultdict(set)
    for source in sources:
        for voice in source.once(voices):
            person = speaking.get(Place(source.number, voice.at))
            if person is not None and (voice.name or voice.head):
                found[person] |= {voice.name[-1].casefold()} if voice.name else {voice.head}
                found[person] |= voice.roles
    return {person: frozenset(stems) for person, stems in found.items()}


def _pairs(made: dict[Place, _Made], topics: Sequence[Topic]) -> Iterator[tuple[_Made, _Made, bool]]:
    """Yield the pairs of claims that may disagree, the earlier first, and whether they are on one topic."""
    for one, other in _changed_copies(made.values()):
        yield one, other, True
    for topic in topics:
        claims = [made[place] for place in sorted(topic.claims) if place in made]
        yield from ((one, other, True) for one, other in _that_share(claims) if one.text != other.text)
    topic_of = {place: at for at, topic in enumerate(topics) for place in topic.claims}
    by_thing: defaultdict[str, list[_Made]] = defaultdict(list)
    for one in made.values():
        for thing in {
            t for s in one.sentences for counted in s.counted if not counted.is_of_a_unit for t in counted.things
        }:
            by_thing[thing].append(one)
    for alike in by_thing.values():
        for one, other in combinations(alike, 2):
            # Of one topic, those that count the same thing were yielded with it.
            is_of_one_topic = one.place in topic_of and topic_of[one.place] == topic_of.get(other.place)
            if one.text != other.text and not is_of_one_topic:
                yield one, other, False


def _that_share(claims: Sequence[_Made]) -> Iterable[tuple[_Made, _Made]]:
    """Return the pairs of a topic's claims that count one thing, or of which one may deny what the other says."""
    sides: defaultdict[str, tuple[set[int], set[int]]] = defaultdict(lambda: (set(), set()))
    for at, one in enumerate(claims):
        for stated in one.sentences:
            for key, side in _sides(stated):
                sides[key][side].add(at)
    count = len(claims)
    pairs = {
        one * count + other if one < other else other * count + one
        for first, second in sides.values()
        for one, other in product(first, second)
        if one != other
    }
    return [(claims[pair // count], claims[pair % count]) for pair in sorted(pairs)]


def _sides(stated: Stated) -> Iterator[tuple[str, int]]:
    """Yield what a sentence can be contradicted in, and on which of two sides it is there."""
    for thing in stated.about | stated.done:
        yield thing, int(stated.is_negative)
    if stated.timing:
        yield from ((f"time of {thing}", int(stated.timing == "late")) for thing in stated.about)
    yield from ((f"undoing {verb}", 0) for verb in stated.undone)
    yield from ((f"undoing {verb}", 1) for verb in stated.done)
    for thing in {thing for counted in stated.counted for thing in counted.things}:
        yield f"number of {thing}", 0
        yield f"number of {thing}", 1


def _differing(one: _Made, other: _Made, common: frozenset[str], *, in_topic: bool) -> Disagreement | None:
    """Return how two claims disagree, None where they do not."""
    is_counting = one.is_counting and other.is_counting
    if not is_counting and not in_topic:
        return None
    pair = _Pair(one, other, common)
    for own in one.sentences if is_counting else ():
        for theirs in other.sentences:
            if numbers := pair.numbers(own, theirs, in_topic=in_topic):
                why = "both name a date" if numbers[0].is_date else f"both count {numbers[0].things[0]}"
                return pair.told("number", (numbers[0].text, numbers[1].text), why)
    if not in_topic or one.is_demanding or other.is_demanding:
        return None  # a demand says nothing of what is so
    for own in one.sentences:
        for theirs in other.sentences:
            if why := pair.denied(own, theirs):
                cues = [stated.claim.cue for stated in (own, theirs)]
                return pair.told("denial", (cues[0].text if cues[0] else "", cues[1].text if cues[1] else ""), why)
    return None


@dataclass(frozen=True)
class _Pair:
    """Two claims that may disagree.

    Args:
        common: what most articles speak of.
    """

    one: _Made
    other: _Made
    common: frozenset[str]

    @property
    def are_of_one(self) -> bool:
        """Whether one person makes both."""
        return bool(self.one.speakers & self.other.speakers)

    def told(self, kind: Literal["number", "denial"], shown_by: tuple[str, str], why: str) -> Disagreement | None:
        """Return the disagreement; none where both quote the same words."""
        if self.one.is_rejecting == self.other.is_rejecting and are_same_words(
            *(each.sentences[0].wording for each in (self.one, self.other))
        ):
            return None
        return Disagreement("changed" if self.are_of_one else kind, self.one.place, self.other.place, shown_by, why)

    def numbers(self, own: Stated, theirs: Stated, *, in_topic: bool) -> tuple[Counted, Counted] | None:
        """Return the numbers of two sentences that are of the same thing, and differ; None where there are none."""
        if not own.counted or not theirs.counted:
            return None
        shared = own.about & theirs.about
        same_verb = bool(own.done & theirs.done)
        for number in own.counted:
            for another in theirs.counted:
                if not number.differs(another):
                    continue
                if not number.is_of_a_unit:
                    if in_topic or len(shared) > 1 or (shared and same_verb):
                        return number, another
                    continue
                mostly = len(shared) >= _MOSTLY * min(len(own.about), len(theirs.about)) and shared - self.common
                of_both = same_verb and self.are_of_one
                linked = number.is_a_measure or of_both or (shared and (same_verb or self.are_of_one or mostly))
                if in_topic and linked and _are_comparable(number, another):
                    return number, another
        return None

    def denied(self, own: Stated, theirs: Stated) -> str:
        """Return what shows that one says that what the other says is not so; empty where nothing does."""
        differ_in_time = own.timing and theirs.timing and own.timing != theirs.timing
        say_the_same = own.is_negative == theirs.is_negative
        if say_the_same and not differ_in_time and own.undone.isdisjoint(theirs.done):
            return ""
        shared = own.about & theirs.about
        if shared and differ_in_time:
            return "one says that it was so early, the other not before"
        if say_the_same:
            opposite = own.undone & theirs.done
            return "both say the opposite" if opposite and (self.are_of_one or len(shared) >= _ALONE) else ""
        if (own.claim.stance == "denies") != (theirs.claim.stance == "denies") and shared:
            return "one denies it"
        if not own.done or not theirs.done:
            return ""  # "äußerte sich zu den Arbeitsplätzen" says nothing of them
        if self.are_of_one and (shared or own.done & theirs.done):
            return "one says that it is not so"
        least = _LINKED if self._answers(own, theirs) else _ALONE
        return "one says that it is not so" if shared and len(shared | own.done & theirs.done) >= least else ""

    def _answers(self, own: Stated, theirs: Stated) -> bool:
        """Return whether one sentence speaks of who makes the other claim."""
        return bool(self.other.called & own.spoken_of or self.one.called & theirs.spoken_of)


def _are_comparable(ours: Counted, theirs: Counted) -> bool:
    """Return whether two numbers of a unit can be of one thing: not where one is 100 per cent, or ten times as many."""
    if _PERCENT & set(ours.things) and _WHOLE in ours.values | theirs.values:
        return False
    less, more = sorted((max(ours.values), max(theirs.values)))
    return ours.is_date or not less or more < _FACTOR * less
