"""What somebody tells, in their own words, that others say: "“My doctor told me to buy a fan,” she said"."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import replace

from chat.attribution.english.clauses import Clauses
from chat.attribution.english.reader import claims_of
from chat.attribution.found import FoundClaim, Offsets
from chat.lang.quotations import ENGLISH_CLOSING, ENGLISH_OPENING
from chat.schema import ClaimType, Sentence

_LEAST = 4  # words in which somebody else can be told to say something
_AMONG_THOSE_WHO_TALK = frozenset({"i", "we", "you", "it", "one", "that", "this", "who", "which", "what", "me", "us"})


def told_by_others(sentence: Sentence, spoken: Sequence[Offsets], text: str, names: Set[str]) -> list[FoundClaim]:
    """Return the claims of others that a sentence has within what is spoken, marked as within it.

    Args:
        sentence: the sentence.
        spoken: where somebody speaks, without quotation marks, in order.
        text: the article.
        names: its surnames.
    """
    found: list[FoundClaim] = []
    for span in spoken:
        start, end = max(span[0], sentence.start), min(span[1], sentence.end)
        if end <= start or len(text[start:end].split()) < _LEAST:
            continue
        piece = sentence.model_copy(update={"text": text[start:end], "start": start, "end": end})
        clauses = Clauses(piece, [], text, names)
        of_others = (claim for claim in claims_of(clauses) if _is_of_another(claim, clauses))
        found += [replace(claim, within=True, type=_type(claim, text)) for claim in of_others]
    return found


def _type(claim: FoundClaim, text: str) -> ClaimType:
    """Return "direct" for what stands between marks of its own: "“He told me: ‘Go home,’” she said"."""
    start, end = claim.content[0]
    marked = len(claim.content) == 1 and text[start] in ENGLISH_OPENING and text[end - 1] in ENGLISH_CLOSING
    return "direct" if marked else claim.type


def _is_of_another(claim: FoundClaim, clauses: Clauses) -> bool:
    """Return whether somebody who does not take part in the talk says a clause of their own."""
    if claim.speaker is None or claim.type not in ("indirect", "reported") or claim.negated:
        return False
    phrase = [unit for unit in clauses.units if claim.speaker[0] <= unit.start < claim.speaker[1]]
    return bool(phrase) and phrase[0].lower not in _AMONG_THOSE_WHO_TALK
