"""Who is mentioned in a sentence: names and offices, among which a later pronoun or short name is resolved."""

from __future__ import annotations

from dataclasses import replace

from chat.attribution.english.agents import is_person
from chat.attribution.english.clauses import Clauses
from chat.attribution.english.lexicon import lexicon, listed
from chat.attribution.english.phrases import is_phrase_start, noun_phrase, with_attributes
from chat.attribution.english.subjects import Subject
from chat.attribution.found import Offsets


def mentions_of(clauses: Clauses) -> list[Offsets]:
    """Return the spans of the phrases that name or mean somebody, in order."""
    spans: list[Offsets] = []
    place = 0
    while place < clauses.last:
        unit = clauses.units[place]
        end = noun_phrase(clauses.units, place, clauses.last) if is_phrase_start(unit) else None
        if end is None:
            place += 1
            continue
        found = clauses.subjects.behind(place)
        apposition = found is not None and any(unit.text == "," for unit in clauses.units[end : found.end])
        whole = found.end if found and apposition else with_attributes(clauses.units, end, clauses.last, only_of=True)
        if clauses.lower(place - 1) in ("in", "at", "to", "near", "across", "outside") and end == place + 1:
            place = end
            continue  # a place
        if (owner := _owner(clauses, place, end)) is not None:
            spans.append(owner)
        if is_person(clauses.units[place:end]) and (span := clauses.span(place, whole)):
            spans.append(span)
        place = end
    return spans


def _owner(clauses: Clauses, first: int, stop: int) -> Offsets | None:
    """Return the span of the name whose possessive a phrase opens with: of "Ruth Bell's son" the first two words."""
    owned = next((at for at in range(first, stop) if clauses.tag(at) == "POS"), None)
    if owned is None or clauses.tag(owned - 1) != "NP0" or owned - first < 2:
        return None
    return clauses.span(first, owned)


def shown_in(clauses: Clauses, *, before: int) -> Offsets | None:
    """Return the span of the subject of the first clause where that is somebody, before a place of the sentence."""
    for group in clauses.groups:
        if group.start >= before or not (group.finite or group.maybe_finite):
            continue
        subject = clauses.subject_of[group.start]
        if subject is None or subject.relative:
            continue
        if owner := owner_of_words(clauses, subject.first, subject.core):
            return owner
        phrase = clauses.units[subject.first : subject.core]
        pronoun = len(phrase) == 1 and phrase[0].lower in ("he", "she", "they")
        return clauses.phrase(subject) if pronoun or is_person(phrase) else None
    end = noun_phrase(clauses.units, 0, before) if before else None
    if end and end in (before, before - 1) and is_person(clauses.units[:end]):
        return owner_of_words(clauses, 0, end) or clauses.span(0, end)
    return None


def agent_before(clauses: Clauses, stop: int) -> Offsets | None:
    """Return whom "by" or "from" names right before a place: "The call was answered by a clerk: “…”"."""
    for at in range(stop - 1, 0, -1):
        if clauses.lower(at) in ("by", "from") and noun_phrase(clauses.units, at + 1, stop) == stop:
            return clauses.span(at + 1, stop) if is_person(clauses.units[at + 1 : stop]) else None
    return None


def owner_of_words(clauses: Clauses, first: int, end: int) -> Offsets | None:
    """Return whose words a phrase means: "Hale’s answer", "her own verdict"; None for any other, and for a text."""
    head = clauses.units[end - 1]
    texts = listed("documents") | listed("writings")
    if not head.is_noun or head.lemma.lower() not in lexicon().nouns or head.lemma.lower() in texts:
        return None
    if noun_phrase(clauses.units, first, end) != end:
        return None
    owner = next((at for at in range(end - 1, first, -1) if clauses.tag(at) == "POS"), None)
    if owner is None and clauses.tag(first) == "DPS":
        return clauses.span(first, first + 1)
    dumb = listed("things") | listed("abstract") | listed("times")
    return clauses.span(first, owner) if owner and clauses.units[owner - 1].lemma.lower() not in dumb else None


def how_subject(clauses: Clauses) -> Subject | None:
    """Return who "put it" so: "“…,” was how one veteran put it", "was all he would say"."""
    how = next((at for at, unit in enumerate(clauses.units) if unit.lower in ("how", "what", "all")), None)
    if how is None:
        return None
    found = next((clauses.subject_of[group.start] for group in clauses.groups if group.start > how), None)
    return replace(found, first=how + 1) if found is not None and found.first == how else found
