"""Sentences that only say whose the quotation before is: "So Klein am Montag.", "Mit diesen Worten schloss er."."""

from __future__ import annotations

from chat.attribution.found import Offsets
from chat.attribution.german.clauses import Clauses
from chat.attribution.german.lexicon import lexicon
from chat.attribution.german.phrases import phrase_at, starts_phrase
from chat.data import table

_LONGEST = 16  # tokens of such a sentence


def referred_speaker(clauses: Clauses) -> Offsets | None:
    """Return the span of who spoke the quotation before a sentence, None where the sentence does not say so."""
    tokens = clauses.tokens
    opening = next(
        (
            words
            for words in table("de/quotations.toml")["referring"]
            if [t.text for t in tokens[: len(words)]] == words
        ),
        None,
    )
    if opening is None or len(tokens) > _LONGEST or any(token.quoted for token in tokens):
        return None
    first = len(opening)
    finite = clauses.finite(0, clauses.last)
    if finite is None:
        end = phrase_at(tokens, first, stop=clauses.last)
        named = first < end and starts_phrase(tokens[first]) and not clauses.is_time(first, end)
        return clauses.phrase_span((first, end)) if named else None
    if finite != first or (len(opening) == 1 and tokens[finite].lemma not in lexicon().verbs):
        return None
    if any(clauses.is_border(at) for at in range(finite, clauses.last)):
        return None  # "So sagte Klein, dass …"
    subject = clauses.first_phrase(finite + 1, clauses.last, clauses.last)
    return clauses.phrase_span(subject) if subject else None


def is_nobody(phrase: str) -> bool:
    """Return whether a subject is nobody who could have said what follows: "Niemand", "Keiner der Anwohner"."""
    return phrase.lower().partition(" ")[0] in table("de/quotations.toml")["nobody"].split()
