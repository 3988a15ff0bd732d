"""Whether a clause negates its verb: "nicht", "kein", "nie", but not "nicht nur" and "nicht ohne Stolz"."""

from __future__ import annotations

from collections.abc import Sequence

from chat.attribution.german.clauses import Clauses
from chat.attribution.german.lexicon import lexicon
from chat.lang.de.tokens import Token

_DETERMINERS = ("ART", "APPRART", "PPOSAT", "PDAT")


def is_negated(clauses: Clauses, start: int, end: int) -> bool:
    """Return whether the clause [start, end) negates its verb; what is inserted between commas does not count."""
    for first, last in clauses.stretches(start, end):
        if first > start and clauses.is_relative(first, last):
            continue
        tokens = clauses.tokens[first:last]
        if any(negating(tokens, at) for at in range(len(tokens))):
            return True
    return False


def negating(tokens: Sequence[Token], at: int) -> bool:
    """Return whether a word negates the clause it stands in."""
    token = tokens[at]
    if token.quoted:
        return False
    if token.tag == "PTKNEG" or token.text.lower() == "nicht":
        if at and tokens[at - 1].tag in _DETERMINERS and at + 1 < len(tokens) and tokens[at + 1].tag.startswith("ADJ"):
            return False  # "ein nicht gegebenes Tor"
        following = [t.text.lower() for t in tokens[at + 1 : at + 3]]
        return not (following[:1] and following[0] in lexicon().not_negated) and following != ["zum", "ersten"]
    return token.lemma == "kein" or token.text.lower().startswith("kein") or token.text.lower() in lexicon().never
