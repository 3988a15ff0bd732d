"""Modal verbs that report: "will gesehen haben" is a claim of its subject's, "will schließen" an announcement."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from chat.attribution.found import FoundClaim
from chat.attribution.german.clauses import Clauses
from chat.attribution.german.lexicon import lexicon


def modal_frames(clauses: Clauses, sentence: int) -> Iterator[FoundClaim]:
    """Yield what somebody "will" have done or seen, as they say themselves, and what they want to do."""
    for place, token in enumerate(clauses.tokens):
        if token.quoted or token.text.lower() not in lexicon().claimed:
            continue
        start, end = clauses.clause(place)
        claimed = has_perfect_infinitive(clauses, start, end)
        wanted = [t.lemma for t in clauses.tokens[start:end] if t.tag in ("VV(INF)", "VV(IZU)")]
        intended = bool(wanted) and wanted[-1] != "wissen"  # "will wissen, ob …" asks
        if clauses.is_subordinate(start, end) or not (claimed or intended):
            continue
        subject = clauses.first_phrase(start, place, place) or clauses.first_phrase(place + 1, end, clauses.last)
        by_man = any(t.text.lower() == "man" for t in clauses.tokens[start:end])
        if by_man and not claimed:
            continue  # nobody's claim: "Damit will man sparen"
        subject = None if by_man else subject
        yield FoundClaim(
            type="reported",
            content=(clauses.span(start, _end(clauses, place) if start == 0 else end),),
            speaker=clauses.phrase_span(subject) if subject else None,
            cue=(token.start, token.end, token.lemma),
            stance="says" if claimed else "announces",
            sentence=sentence,
            hedged=claimed,
            plural=token.text.endswith("n"),
        )


def _end(clauses: Clauses, place: int) -> int:
    """Return where what somebody wants ends: before a further main clause, or a semicolon."""
    stop = clauses.until_main(place - 2)
    return next((at for at in range(place, stop) if clauses.tokens[at].text == ";"), stop)


def has_perfect_infinitive(clauses: Clauses, start: int, end: int) -> bool:
    """Return whether there is a participle with "haben" or "sein" from `start` to `end`: "gesehen haben".

    "Erlaubt sein" and the like tell what is to be so.
    """
    return any(
        first.tag.endswith("(PP)") and second.text in ("haben", "sein") and first.lemma not in lexicon().settled
        for first, second in pairwise(clauses.tokens[start:end])
    )
