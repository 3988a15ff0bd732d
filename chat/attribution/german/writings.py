"""Where something stands written: "„Uns reicht es“, stand auf einem Plakat", "in dem Papier steht, dass …"."""

from __future__ import annotations

from chat.attribution.found import Offsets
from chat.attribution.german.agents import is_paper_phrase
from chat.attribution.german.clauses import Clauses
from chat.attribution.german.grammar import grammar
from chat.attribution.german.phrases import phrase_at

STANDING = "stehen"  # the verb that is a cue only with such a place


def written_on(clauses: Clauses, start: int, end: int) -> Offsets | None:
    """Return the span of the paper or the sign in the clause [start, end) on which something is said to stand."""
    tokens = clauses.tokens
    for at in range(start, end - 1):
        if tokens[at].quoted or tokens[at].text.lower() not in grammar().written_places:
            continue
        last = phrase_at(tokens, at + 1, stop=end)
        phrase = tokens[at + 1 : last]
        signs = tuple(grammar().signs)
        if is_paper_phrase(phrase) or any(t.is_noun and t.lemma.lower().endswith(signs) for t in phrase):
            return clauses.phrase_span((at + 1, last))
    return None
