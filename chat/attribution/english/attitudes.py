"""Adjectives and phrases as cues: "is confident that", "was critical of it", "made clear that", "pleaded guilty"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from chat.attribution.english.actions import head_of
from chat.attribution.english.agents import may_speak
from chat.attribution.english.boundaries import end_of_content
from chat.attribution.english.clauses import Clauses
from chat.attribution.english.lexicon import Cue, Phrase, lexicon, listed
from chat.attribution.english.making import claim_of
from chat.attribution.english.phrases import noun_phrase, with_attributes
from chat.attribution.english.predicates import end_of_predicate
from chat.attribution.english.speaking import speaking_subject
from chat.attribution.english.subjects import Subject
from chat.attribution.english.units import Unit
from chat.attribution.english.verbs import Group
from chat.attribution.found import FoundClaim
from chat.schema import Stance

_OWN, _SOMETHING = "one's", "*"  # in phrases: a pronoun of possession, a phrase for somebody or something
_PARTICLES = frozenset({"aside", "off", "away", "down", "ahead", "out", "up", "back"})
_ABLE = frozenset({"can", "could", "ca"})
_CLOSING = frozenset({"plead", "say", "admit", "concede", "acknowledge", "own", "come", "be"})


def attitude_frames(clauses: Clauses) -> list[FoundClaim]:
    """Return the claims that adjectives and phrases of several words report."""
    found: list[FoundClaim] = []
    for group in clauses.groups:
        if group.infinitive or group.modal in ("may", "might", "should", "must"):
            continue
        found += (not group.modal and _adjective(clauses, group)) or _phrase(clauses, group)
    return found


def _adjective(clauses: Clauses, group: Group) -> list[FoundClaim]:
    """Return the claim of an adjective behind "be" and the like, or of one that is taken for a passive."""
    at = group.end
    while _is_before_adjective(clauses, at):
        at += 1
    cue = (
        lexicon().adjectives.get(clauses.lower(at)) if group.lemma in listed("copulas") and not group.passive else None
    )
    if cue is None and group.passive:
        asked = group.lemma in listed("told") and clauses.tag(group.end) == "TO0"  # "are encouraged to bring"
        at, cue = group.main, None if asked else lexicon().adjectives.get(clauses.lower(group.main))
    if group.passive and group.lemma == "leave":
        at, cue = group.end, lexicon().adjectives.get(clauses.lower(group.end))  # "was left fuming by a penalty"
    if cue is None or (group.negated and not (group.passive and clauses.tag(at + 1) == "CJT")):
        return []
    subject = speaking_subject(clauses, group)
    if subject is not None and clauses.lower(subject.first) == "it" and cue.lemma in listed("impersonal"):
        return []  # "it is clear that"
    read = _behind(clauses, at, cue)
    if subject is None or read is None or not _can_mean_it(clauses.units[subject.first : subject.core]):
        return []
    first, stance, is_clause = read
    end = end_of_content if is_clause else end_of_predicate
    stop = at + 1 if clauses.is_stop(at + 1) else end(clauses, max(first, at + 1), group)
    if not is_clause:
        first = group.start if group.passive else group.main
    found = claim_of(
        clauses,
        by=subject,
        cue=(at, at + 1, cue.lemma),
        type_="indirect" if is_clause else "reported",
        stance=stance,
        content=[(first, stop)],
    )
    between = clauses.units[group.start if group.passive else group.end : at]
    negated = is_clause and any(unit.tag == "XX0" for unit in between)
    return [replace(claim, negated=negated) for claim in found]  # "is not sure that it is safe"


def _is_before_adjective(clauses: Clauses, at: int) -> bool:
    """Return whether an adverb or "not" stands at a place, and no adjective before its clause: "was sure it held"."""
    if (clauses.lower(at), clauses.lower(at - 1)) == ("than", "less"):
        return True
    if clauses.lower(at) in lexicon().adjectives and clauses.opens_clause(at + 1) is not None:
        return False
    return clauses.tag(at) in ("AV0", "XX0")


def _behind(clauses: Clauses, at: int, cue: Cue) -> tuple[int, Stance, bool] | None:
    """Return where the clause of an adjective begins, or where it stands itself, its stance, and whether it has one."""
    behind = at + 1
    if clauses.lower(at - 1) == "left" and (clauses.is_stop(behind) or clauses.lower(behind) in ("by", "at", "after")):
        return at, "says", False
    if clauses.is_stop(behind) and cue.takes("o"):
        return at, cue.letters["o"], False
    if clauses.tag(behind) == "CJT" and cue.takes("t"):
        return behind + 1, cue.letters["t"], True
    verb = clauses.units[behind + 1].lemma.lower() if behind + 1 < clauses.last else ""
    if clauses.tag(behind) == "TO0" and verb in lexicon().verbs and cue.lemma in listed("saying_anyway"):
        return None
    if clauses.tag(behind) == "TO0" and cue.takes("i"):
        return behind, cue.letters["i"], True
    if clauses.lower(behind) in cue.prepositions and not clauses.is_stop(behind + 1):
        return at, cue.prepositions[clauses.lower(behind)], False
    if (
        cue.takes("c")
        and not clauses.is_stop(behind)
        and clauses.tag(behind) in ("AT0", "PNP", "PNI", "DPS", "NP0", "EX0", "DT0")
    ):
        return (behind, cue.letters["c"], True) if clauses.opens_clause(behind) else None
    return None


def _phrase(clauses: Clauses, group: Group) -> list[FoundClaim]:
    """Return the claim of a phrase of several words."""
    for phrase in lexicon().phrases.get(group.lemma, ()):
        wished = phrase.needs == "would" and clauses.tag(group.main) == "VVN"  # "would have liked"
        end = _matched(clauses, group, phrase.words) if _has_needed(group, phrase) and not wished else None
        if end is not None and group.lemma == "put" and _leads_to_quotation(clauses, end):
            return []  # "put it this way: “…”"
        if end is None or (clauses.is_stop(end) and not _may_close(group, phrase)):
            continue
        if phrase.words[-1:] in (("at",), ("from",)) and _is_thing(clauses, end):
            continue
        subject = speaking_subject(clauses, group)
        if subject is not None and not _can_mean_it(clauses.units[subject.first : subject.core]):
            return []  # "an injury ruled him out"
        if subject is None or "as" in (clauses.lower(subject.begins), clauses.lower(subject.begins - 1)):
            return []
        return _of_phrase(clauses, group, subject, end, phrase)
    return []


def _leads_to_quotation(clauses: Clauses, place: int) -> bool:
    """Return whether a colon and a quotation stand a few units behind a place."""
    near = range(place, min(place + 4, clauses.last - 1))
    return any(clauses.units[at].text == ":" and clauses.units[at + 1].is_quotation for at in near)


def _can_mean_it(phrase: Sequence[Unit]) -> bool:
    """Return whether a subject is none of what only is or happens: "an injury", "the road", "the plan"."""
    things = listed("events") | listed("things") | listed("abstract") | listed("uncountable")
    return may_speak(phrase) or head_of(phrase) not in things


def _is_thing(clauses: Clauses, at: int) -> bool:
    """Return whether what stands at a place can be touched, and is not spoken of: "backed away from the ball"."""
    stop = noun_phrase(clauses.units, at, clauses.last)
    return stop is not None and head_of(clauses.units[at:stop]) in listed("things")


def _may_close(group: Group, phrase: Phrase) -> bool:
    """Return whether nothing need stand behind a phrase: "brushed the charge aside", "pleaded guilty"."""
    last = phrase.words[-1] if phrase.words else ""
    closed = _SOMETHING in phrase.words and last in _PARTICLES
    whole = len(phrase.words) > 1 and last not in _PARTICLES | listed("leading")  # "gave it a guarded welcome"
    return phrase.alone or closed or whole or group.lemma in _CLOSING


def _has_needed(group: Group, phrase: Phrase) -> bool:
    """Return whether "not", "would" or "can" stands before a verb where its phrase needs it, and none else does."""
    if phrase.needs == "would":
        return group.modal in ("would", "'d", "’d")
    if phrase.needs in ("can", "cannot"):
        return group.modal in _ABLE and group.negated == (phrase.needs == "cannot")
    return group.negated == (phrase.needs == "not") and group.modal not in _ABLE


def _matched(clauses: Clauses, group: Group, words: tuple[str, ...]) -> int | None:
    """Return the place behind the words of a phrase behind its verb, adverbs between them left out."""
    at = group.end
    if group.passive:
        return None
    while clauses.tag(at) == "AV0" and clauses.lower(at) not in words[:1]:
        at += 1
    for number, word in enumerate(words):
        if word == _SOMETHING:
            behind = _behind_something(clauses, at, (*words, "")[number + 1])
            if behind is None:
                return None
            at = behind
            continue
        if clauses.lower(at) != word and not (word == _OWN and clauses.tag(at) == "DPS"):
            return None
        at += 1
    return None if words[-1:] == ("to",) and clauses.tag(at) == "CRD" else at  # "faces up to 20 years"


def _behind_something(clauses: Clauses, at: int, word: str) -> int | None:
    """Return the place behind the phrase at a place, with what hangs on it if the word behind it asks for that."""
    end = noun_phrase(clauses.units, at, clauses.last)
    if end is None or clauses.lower(end) == word:
        return end
    return with_attributes(clauses.units, end, clauses.last, only_of=True)


def _of_phrase(clauses: Clauses, group: Group, subject: Subject, end: int, phrase: Phrase) -> list[FoundClaim]:
    """Return the claim of a phrase: the clause behind it, or all of the predicate."""
    cue = (group.main, end, clauses.units[group.main].lemma.lower())
    skipped = clauses.skip_circumstances(end)
    end = skipped if clauses.tag(skipped) == "CJT" else end
    opened = clauses.tag(end) == "CJT" or (clauses.tag(end) != "CJS" and clauses.opens_clause(end))
    if opened and phrase.needs != "cannot":
        first = end + (clauses.tag(end) == "CJT")
        pieces = [(first, end_of_content(clauses, first, group))]
        found = claim_of(clauses, by=subject, cue=cue, type_="indirect", stance=phrase.stance, content=pieces)
        return [replace(claim, negated=phrase.needs == "not") for claim in found]  # "does not think it is safe"
    whole = group.start if phrase.needs else group.main  # "would have none of it"
    pieces = [(whole, end_of_predicate(clauses, end, group))]
    return claim_of(clauses, by=subject, cue=cue, type_="reported", stance=phrase.stance, content=pieces)
