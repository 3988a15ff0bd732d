"""Several who speak together: "sowohl A als auch B", "A, B und C"; not "die Regierung aus A und B", which is one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from chat.attribution.found import FoundClaim, Offsets
from chat.attribution.german.cases import is_singular
from chat.attribution.german.clauses import Clauses
from chat.attribution.german.grammar import grammar
from chat.attribution.german.lexicon import lexicon
from chat.attribution.german.phrases import can_be_subject, phrase_at, simple_phrase_at, starts_phrase
from chat.lang.de.tokens import Token

_LONGEST_JOINER = 2  # words: "als auch"
_LIST = 3  # who are listed, and not only joined


def with_all_joined(clauses: Clauses, places: Offsets) -> Offsets:
    """Return the places of a subject with all that are joined to it: "A, …, und B", "nicht nur A, sondern auch B"."""
    first, end = places
    if first > 1 and clauses.tokens[first - 2].text.lower() in grammar().before_article:
        first -= clauses.tokens[first - 1].text.lower() in grammar().definite_nominative  # "sowohl das Land"
    fronted = clauses.finite(clauses.start_of_stretch(first), first) is None
    verb = clauses.finite(end, clauses.last) if fronted else None
    while (joined := _joined_behind(clauses, end, clauses.last if verb is None else verb, before=fronted)) > end:
        end = joined
    while (head := _joined_before(clauses, first)) is not None or (head := _listed_before(clauses, first)) is not None:
        first = head
    return first, end


def _listed_before(clauses: Clauses, first: int) -> int | None:
    """Return where the phrase begins that "sowohl" or "weder" lists before a comma: "sowohl A, B als auch C"."""
    tokens = clauses.tokens
    if first < 2 or tokens[first - 1].text != ",":
        return None
    opening = begin = clauses.start_of_stretch(first - 1)
    while tokens[begin].text.lower() in grammar().opening_pairs:
        begin += 1
    return begin if begin > opening and simple_phrase_at(tokens, begin, stop=first - 1) == first - 1 else None


def with_each_speaker(clauses: Clauses, claim: FoundClaim) -> FoundClaim:
    """Return a claim with each of those who speak together; a report begins with the first of them."""
    if claim.speaker is None:
        return claim
    first, end = clauses.places_of(claim.speaker)
    spans = [clauses.span(*part) for part in _parts(clauses.tokens, first, end, claim.plural)]
    content = claim.content
    if claim.type == "reported" and claim.speaker[0] <= content[0][0] < claim.speaker[1]:
        opening = first
        while opening and clauses.tokens[opening - 1].text.lower() in grammar().opening_pairs:
            opening -= 1
        content = ((clauses.tokens[opening].start, content[0][1]), *content[1:])
    bare = len(spans) == 1 and claim.speaker[1] < spans[0][1]  # without its ending: "Ohm" of "Ohms"
    return replace(claim, speaker=claim.speaker if bare else spans[0], others=tuple(spans[1:]), content=content)


def each_listed(clauses: Clauses, span: Offsets) -> tuple[Offsets, ...]:
    """Return the spans of those whom a phrase lists with a comma: "A, B und C"; the phrase itself where it does not."""
    first, end = clauses.places_of(span)
    spans = tuple(clauses.span(*part) for part in _parts(clauses.tokens, first, end, True))
    return spans if len(spans) >= _LIST else (span,)


def _joiner(tokens: Sequence[Token], at: int, end: int) -> int:
    """Return how many words at a place join what is before and behind it, 0 for none: "und", "als auch"."""
    words = [token.text.lower() for token in tokens[at : min(end, at + _LONGEST_JOINER)]]
    for length in range(len(words), 0, -1):
        if " ".join(words[:length]) not in grammar().joiners:
            continue
        of_pair = words[:length] != ["noch"] or any(token.text.lower() == "weder" for token in tokens[:at])
        return length if of_pair else 0
    return 0


def _joined_behind(clauses: Clauses, end: int, finite: int, *, before: bool) -> int:
    """Return the end of the phrase that is joined to the one that ends at `end`; `end` itself where none is."""
    tokens = clauses.tokens
    opening = end + 1 if end < clauses.last and tokens[end].text == "," else end
    joiner = _joiner(tokens, opening, clauses.last)
    stop = finite if before else clauses.last
    if not joiner or opening + joiner >= stop or not starts_phrase(tokens[opening + joiner]):
        return end
    if opening > end and tokens[opening].text.lower() == "und" and not before:
        return end  # "sagte Ohm, und Klein nickte"
    joined = phrase_at(tokens, opening + joiner, stop=stop)
    goes_on = joined < clauses.last and tokens[joined].is_finite and not before
    return end if goes_on or not can_be_subject(tokens, opening + joiner) else joined


def _joined_before(clauses: Clauses, first: int) -> int | None:
    """Return where the phrase begins that stands before a comma and a joiner before `first`; None where none does."""
    tokens = clauses.tokens
    comma = next(
        (
            first - length - 1
            for length in (1, 2)
            if first > length
            and tokens[first - length - 1].text == ","
            and _joiner(tokens, first - length, first) == length
        ),
        None,
    )
    if comma is None:
        return None
    begin = clauses.start_of_stretch(comma)
    named = simple_phrase_at(tokens, begin, stop=comma)
    while tokens[begin].text.lower() in grammar().opening_pairs:
        begin += 1
        named = simple_phrase_at(tokens, begin, stop=comma)
    if named != comma:
        return None
    if begin > 1 and tokens[begin - 1].text == ",":  # "die Chefin, Eva Klein, und ihr Vize"
        head = clauses.start_of_stretch(begin - 1)
        return head if simple_phrase_at(tokens, head, stop=begin - 1) == begin - 1 else None
    return begin


def _parts(tokens: Sequence[Token], first: int, end: int, plural: bool | None) -> Iterator[Offsets]:
    """Yield the places of each speaker of a phrase."""
    begin = first
    for at in range(first + 1, end):
        if at < begin:
            continue
        length = _joiner(tokens, at, end)
        if (
            length
            and at + length < end
            and _joins_speakers(tokens, (begin, at), (at + length, end), tokens[at : at + length], plural)
        ):
            yield from _listed(tokens, begin, at)
            begin = at + length
    yield begin, end


def _listed(tokens: Sequence[Token], first: int, end: int) -> Iterator[Offsets]:
    """Yield the places of what is listed before the last joiner: "A, B" of "A, B und C"; an apposition is no list."""
    if tokens[end - 1].text == ",":
        yield first, end - 1
        return
    begin = first
    for at in range(first, end):
        if tokens[at].text == ",":
            yield begin, at
            begin = at + 1
    yield begin, end


def _joins_speakers(
    tokens: Sequence[Token], left: Offsets, right: Offsets, joiner: Sequence[Token], plural: bool | None
) -> bool:
    """Return whether a joiner stands between two who speak, rather than within the name of one."""
    if " ".join(token.text.lower() for token in joiner) not in ("und", "sowie", "oder"):
        return True
    if plural is False or tokens[left[1] - 1].tag == "TRUNC" or not tokens[right[0]].text[:1].isalpha():
        return False
    named = tokens[right[0] : right[1]]
    if any(token.text in grammar().companies for token in named) or _is_doublet(tokens[left[1] - 1], named):
        return False
    own = tokens[left[0] : left[1]]
    if plural and is_singular(own):
        return True
    if named[0].tag in ("ART", "PPOSAT", "PIAT", "PDAT", "CARD"):
        return not (
            _has_genitive(own) and named[0].text.lower() in grammar().genitive and not can_be_subject(tokens, right[0])
        )
    if any(token.tag.startswith("APPR") for token in own) or _has_genitive(own):
        return _is_full_name(named)
    if plural is None and own[-1].tag == "NN" and own[-1].text.lower().endswith(lexicon().roles):
        return False  # "laut Parteichef und Minister Ohm"
    determined = own[0].tag in ("ART", "PPOSAT", "PIAT", "PDAT", "CARD", "ADJ(A)")
    return not determined or any(token.tag == "NE" for token in named)


def _has_genitive(phrase: Sequence[Token]) -> bool:
    """Return whether a genitive stands within a phrase, not at its beginning."""
    return any(t.tag in ("ART", "PPOSAT", "PDAT") and t.text.lower() in grammar().genitive for t in phrase[1:])


def _is_full_name(phrase: Sequence[Token]) -> bool:
    """Return whether a phrase has a first and a last name, or an office and a name: "Eva Klein", "Minister Ohm"."""
    return len(phrase) > 1 and phrase[0].is_noun and phrase[1].tag == "NE"


def _is_doublet(left: Token, right: Sequence[Token]) -> bool:
    """Return whether two nouns name the same people: "Bürgerinnen und Bürger"."""
    if len(right) != 1 or not left.is_noun:
        return False
    return left.text.lower()[:4] == right[0].text.lower()[:4] and left.text.endswith(("innen", right[0].text[-2:]))
