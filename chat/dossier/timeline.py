"""When what was said: the claims of a dossier in order of time.

The day is told by the occasion of a claim, or by its sentence outside of what is claimed: a day within that is what is
talked about. "am Montag" is counted from the day of publication, which stands in where nothing tells a day.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from chat.dossier.compared import as_claimed
from chat.dossier.sources import Place, Source
from chat.lang.characters import one_line
from chat.lang.days import Day
from chat.lang.de.days import days as german_days
from chat.lang.en.days import days as english_days
from chat.schema import Claim, Sentence

_DAYS = {"de": german_days, "en": english_days}
_BESIDE = 3  # words between the words that tell a day and the verb, or the beginning, of a sentence that is all claim


@dataclass(frozen=True)
class Dated:
    """A claim with the day on which it was made.

    Args:
        claim: the claim.
        day: None where neither the article nor its day of publication tells.
        told: the words that tell the day ("am Montag"), in English where the claim was found in that; empty where it is
            the day of publication.
    """

    claim: Place
    day: datetime.date | None
    told: str = ""


def timeline(sources: Sequence[Source]) -> tuple[Dated, ...]:
    """Return all claims in order of time, those of which no day is known last."""
    dated = [one for source in sources for one in _of(source)]
    return tuple(sorted(dated, key=lambda one: (one.day or datetime.date.max, one.claim)))


def _of(source: Source) -> Iterator[Dated]:
    published = _day(source.published)
    before: tuple[Claim, Dated] | None = None
    for claim in source.analysed.claims:
        place = Place(source.number, claim.id)
        told = _told(claim, source, published)
        dated = Dated(place, told.day, told.text) if told else Dated(place, published)
        if told is None and before and _goes_on(claim, before[0], source):
            dated = Dated(place, before[1].day, before[1].told)
        before = (claim, dated)
        yield dated


def _told(claim: Claim, source: Source, published: datetime.date | None) -> Day | None:
    """Return the day that an article tells of a claim, None where it tells none."""
    days = _DAYS[as_claimed(claim, source.analysed)]
    if claim.occasion and (found := _known(days(one_line(claim.occasion.text), published))):
        return found[0]
    for number in claim.sentences:
        sentence = source.analysed.by_id.get(number)
        reported = _reported(claim, sentence) if sentence else None
        if reported and (found := _known(_outside(claim, reported, days(reported.text, published)))):
            cue = reported.cue
            return min(found, key=lambda one: min(abs(one.start - cue), abs(one.end - cue)))
    return None


def _known(found: Sequence[Day]) -> list[Day]:
    return [one for one in found if one.day is not None]


@dataclass(frozen=True)
class _Reported:
    """A sentence with what is claimed in it, as offsets into it.

    Args:
        inside: the stretches that are claimed.
        ends: where the cue and the speaker end.
        cue: where the cue begins; 0 where there is none.
    """

    text: str
    inside: tuple[tuple[int, int], ...]
    ends: tuple[int, ...]
    cue: int


def _reported(claim: Claim, sentence: Sentence) -> _Reported | None:
    """Return a sentence that tells a claim, or its English where it was found in that; None for several lines."""
    if claim.found_in == "translation":
        at = sentence.best.find(claim.told)
        inside = ((at, at + len(claim.told)),) if at >= 0 else ()
        return _Reported(sentence.best, inside, (), max(at, 0))
    if not sentence.is_plain:
        return None
    spoken = [one.end for one in (claim.cue, claim.speaker) if one is not None and one.end is not None]
    return _Reported(
        sentence.text,
        tuple((span.start - sentence.start, span.end - sentence.start) for span in claim.content),
        tuple(end - sentence.start for end in spoken),
        claim.cue.start - sentence.start if claim.cue else 0,
    )


def _outside(claim: Claim, reported: _Reported, found: Sequence[Day]) -> list[Day]:
    """Return those of the days of a sentence that it tells outside of what is claimed in it.

    Where all of it is the claim ("Hartwig räumte am Freitag Versäumnisse ein"), those that stand beside its verb.
    """
    if claim.type == "reported" and claim.found_in == "text":
        return [one for one in found if _is_beside_verb(one, reported)]
    return [one for one in found if not any(start < one.end and one.start < end for start, end in reported.inside)]


def _is_beside_verb(day: Day, reported: _Reported) -> bool:
    """Return whether a day stands at the beginning of a sentence, or right behind its verb or its speaker."""
    ends = [0, *reported.ends]
    between = [reported.text[end : day.start] for end in ends if end <= day.start]
    return any(
        "," not in text and len(text.split()) <= (_BESIDE if end else 0)
        for end, text in zip(ends, between, strict=False)
    )


def _goes_on(claim: Claim, before: Claim, source: Source) -> bool:
    """Return whether a claim goes on with the one before it, without a word of who speaks: "Er sei müde."."""
    if claim.type != "free_indirect" or not claim.sentences or not before.sentences:
        return False
    ledger, by_id = source.analysed.ledger, source.analysed.by_id
    one, other = by_id.get(before.sentences[0]), by_id.get(claim.sentences[0])
    is_near = one is not None and other is not None and one.paragraph == other.paragraph
    return is_near and ledger.places_of(claim.id) == ledger.places_of(before.id)


def _day(published: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(published)
    except ValueError:
        return None
