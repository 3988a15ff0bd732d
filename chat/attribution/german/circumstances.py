"""When, where and to whom something is said: what stands around a cue, and belongs neither to speaker nor content."""

from __future__ import annotations

from dataclasses import dataclass, replace

from chat.attribution.found import FoundClaim, Offsets
from chat.attribution.german.clauses import Clauses
from chat.attribution.german.grammar import grammar
from chat.attribution.german.occasions import (
    is_conversation,
    is_feminine,
    is_hall,
    is_listening,
    is_media,
    is_occasion,
    tells_when,
)
from chat.attribution.german.phrases import genitives_at, simple_phrase_at
from chat.attribution.german.speakers import is_source_noun

_SKIPPED = ("ADV", "PTKVZ", "PTKA", "PAV", "PROAV", "PRF", "PTKNEG")


@dataclass
class _Around:
    """What was found so far, as places of tokens."""

    occasion: Offsets | None = None
    addressee: Offsets | None = None


def with_circumstances(clauses: Clauses, claim: FoundClaim) -> FoundClaim:
    """Return a claim with its addressee and its occasion, where the words beside its cue tell them."""
    if claim.cue is None:
        return claim
    place = clauses.place_of(claim.cue[0])
    by = clauses.places_of(claim.speaker) if claim.speaker else None
    around = _Around()
    if clauses.tokens[place].tag.startswith("VV"):
        _around_verb(clauses, place, by, claim.cue[2] in grammar().telling, around)
    elif claim.cue[2] == "so" and by and by[0] > place:
        _read_on(clauses, by[1], clauses.last, around, telling=True)
    return replace(
        claim,
        occasion=clauses.phrase_span(around.occasion) if around.occasion else None,
        addressee=clauses.phrase_span(around.addressee) if around.addressee else None,
    )


def end_of_circumstances(clauses: Clauses, place: int) -> int:
    """Return the place behind what says when, where and to whom, from `place` on; `place` itself where nothing does."""
    return _read_on(clauses, place, clauses.last, _Around(), telling=True)


def _around_verb(clauses: Clauses, place: int, by: Offsets | None, telling: bool, around: _Around) -> None:
    """Find what stands in front of a verb, behind it, and behind its subject `by`."""
    start, end = clauses.clause(place)
    joined = next((at + 1 for at in range(place, start, -1) if clauses.tokens[at].tag == "KON"), start)
    finite = clauses.finite(joined, end)  # "ging und sagte der Zeitung"
    finite = place if finite is None else finite
    if by is None or by[0] > finite:
        front = start
        while front < finite and clauses.tokens[front].tag == "KON":
            front += 1
        _read_on(clauses, front, finite, around, telling=telling)
    behind = _read_on(clauses, finite + 1, by[0] if by and by[0] > finite else end, around, telling=telling)
    if by and by[0] > finite:
        behind_apposition = end < by[1] < clauses.last and clauses.tokens[by[1]].text == ","
        opening = by[1] + 1 if behind_apposition else by[1]
        _read_on(clauses, opening, clauses.last if opening >= end else end, around, telling=telling)
    elif behind < end and place == end - 1 != finite:
        _read_on(clauses, behind, place, around, telling=telling)


def _read_on(clauses: Clauses, first: int, stop: int, around: _Around, *, telling: bool) -> int:
    """Find what says when, where and to whom from `first` on, one phrase behind the other; return the place behind."""
    at, behind = first, first
    while at < stop and not clauses.is_border(at):
        token = clauses.tokens[at]
        if token.tag.startswith("APPR") or token.text.lower() in grammar().temporal:
            end = _prepositional(clauses, at, stop, around)
        elif telling and (token.text.lower() in grammar().dative or (token.tag == "NE" and is_media([token]))):
            end = _dative(clauses, at, stop, around)
        elif token.tag in _SKIPPED:
            at += 1
            continue
        else:
            break
        if end == at:
            break
        at = behind = end
    return behind


def _prepositional(clauses: Clauses, at: int, stop: int, around: _Around) -> int:
    """Return the place behind the prepositional phrase at `at` where it says when, where or to whom; else `at`."""
    tokens, word = clauses.tokens, clauses.tokens[at].text.lower()
    head = simple_phrase_at(tokens, at + 1, stop=stop)
    inner = tokens[at + 1 : head]
    if not inner:
        return at
    while tells_when(inner) and head < stop and tokens[head].tag == "CARD":
        head += 1  # "im April 2008"
    if word in grammar().towards or (word in grammar().before_listeners and is_listening(inner)):
        heard = genitives_at(tokens, at + 1, stop=stop)
        around.addressee = around.addressee or (at + 1, heard)
        return heard
    if word == "mit" and around.occasion and around.occasion[1] == at:
        if is_conversation(tokens[at - 1]):
            around.addressee = around.addressee or (at + 1, head)
    elif not _says_when_or_where(clauses, word, at, head):
        return at
    if around.occasion is None or around.occasion[1] == at:
        around.occasion = around.occasion[0] if around.occasion else at, head
    return head


def _says_when_or_where(clauses: Clauses, word: str, at: int, head: int) -> bool:
    """Return whether the phrase [at + 1, head) behind a preposition says when or where."""
    inner = clauses.tokens[at + 1 : head]
    if word not in grammar().circumstantial | grammar().temporal or any(is_source_noun(t) for t in inner[:2]):
        return word in ("in", "im", "bei") and is_occasion(inner)
    if word == "während" or tells_when(inner) or is_occasion(inner):
        return True
    where = word in ("in", "im") and is_hall(inner)
    return where or (word in ("in", "im", "bei", "beim") and is_media(inner))


def _dative(clauses: Clauses, at: int, stop: int, around: _Around) -> int:
    """Return the place behind the dative at `at` where it is who is told; else `at`."""
    tokens = clauses.tokens
    end = genitives_at(tokens, at, stop=stop)
    inner = tokens[at:end]
    word = tokens[at].text.lower()
    heard = is_media(inner) or is_listening(inner)
    if not inner or around.addressee or (word == "den" and not heard):
        return at
    if word in ("der", "einer") and not (heard or any(is_feminine(t) for t in inner) or at > 0):
        return at
    if tells_when(inner) and not heard:
        return at
    around.addressee = at, end
    return end
