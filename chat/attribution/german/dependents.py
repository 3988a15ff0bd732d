"""Clauses that depend on the one before their comma: with "dass", in the Konjunktiv, an infinitive, a reason."""

from __future__ import annotations

from chat.attribution.found import Content, Offsets
from chat.attribution.german.clauses import SUBORDINATING, Clauses
from chat.attribution.german.cue_verbs import cue_of
from chat.attribution.german.lexicon import lexicon
from chat.attribution.german.mood import is_konjunktiv, is_konjunktiv_1
from chat.attribution.german.phrases import phrase_at


def behind_comma(clauses: Clauses, end: int, *, verb_second: bool) -> Content | None:
    """Return the content behind the comma at `end`: a clause with "dass", one in the Konjunktiv, an infinitive.

    With `verb_second` also a main clause in the indicative: "sagte, die Straße ist frei".
    """
    if not clauses.rest(end):
        return None
    end = _over_insertion(clauses, end)
    first = clauses.tokens[end + 1]
    if _only_adds(clauses, end + 1):
        return None
    clause: Content = ("indirect", (clauses.span(end + 1, clauses.until_main(end + 1)),))
    if first.text.lower() in lexicon().complementizers:
        return clause
    if first.quoted and (quote := clauses.quotation_from(first.start)):
        return "direct", ((quote.start, quote.end),)
    finite = clauses.finite(end + 1, clauses.last)
    article = first.tag == "PRELS" and verb_second and _is_verb_second(clauses, end + 1)
    if reason := reason_at(clauses, end + 1):
        return "indirect", (reason,)
    if (
        first.text.lower() in lexicon().also_prepositions
        and finite is not None
        and is_konjunktiv(clauses.tokens[finite])
    ):
        return clause if not is_infinitive(clauses, end + 1) else None  # "sagte, ohne Ohm gäbe es das nicht"
    if (
        finite == end + 1
        or (first.tag in SUBORDINATING and not article)
        or first.text.lower() in lexicon().adverbial_conjunctions
    ):
        return None
    if finite is not None and is_konjunktiv(clauses.tokens[finite]):
        return clause
    if is_infinitive(clauses, end + 1):
        return clause
    return clause if verb_second and (_is_verb_second(clauses, end + 1) or _has_quoted_verb(clauses, end + 1)) else None


def _only_adds(clauses: Clauses, first: int) -> bool:
    """Return whether what opens at `first` cannot be what is said: "… und", a relative clause, what a colon ends."""
    tokens = clauses.tokens
    if tokens[first].tag == "KON" and tokens[first].text.lower() != "dass":
        return True
    if tokens[first].tag.startswith("APPR") and any(t.tag == "PRELS" for t in tokens[first + 1 : first + 2]):
        return True  # "erinnerte an einen Abend, an dem er gespielt habe"
    finite = clauses.finite(first, clauses.last)  # "der Kritik am Chef, Udo Kern, an: Der Bau sei zu teuer"
    return finite is not None and any(token.text == ":" for token in tokens[first:finite])


def reason_at(clauses: Clauses, first: int) -> Offsets | None:
    """Return the span of a subordinate clause in the Konjunktiv, which is what is said: "…, da er unschuldig sei"."""
    end = next((stop for _, stop in clauses.stretches(first, clauses.last)), first)
    opens = clauses.tokens[first].text.lower() in lexicon().reasoning
    verb = next((at for at in range(first, end) if clauses.is_finite(at)), None)
    if not opens or verb is None or not is_konjunktiv_1(clauses.tokens[verb]):
        return None
    return clauses.span(first, clauses.until_main(first))


def _over_insertion(clauses: Clauses, end: int) -> int:
    """Return the comma before "dass" where something stands between it and the one at `end`, else `end`."""
    comma = end
    for start, stop in clauses.stretches(end + 1, clauses.last):
        if clauses.tokens[start].text.lower() in lexicon().that:
            return comma
        inserted = clauses.finite(start, stop) is None or clauses.is_subordinate(start, stop)
        inserted = inserted and not any(clauses.is_finite(at) and cue_of(clauses, at) for at in range(start, stop))
        if not inserted or stop >= clauses.last or clauses.tokens[stop].text != ",":
            break
        comma = stop
    return end


def is_infinitive(clauses: Clauses, first: int) -> bool:
    """Return whether an infinitive with "zu" opens at `first`, other clauses within it left out."""
    if clauses.tokens[first].tag == "KON":
        return False
    for start, end in clauses.stretches(first, clauses.last):
        if clauses.is_subordinate(start, end):
            if start == first:
                return False
            continue
        with_zu = next((at for at in range(start, end) if clauses.tokens[at].tag in ("PTKZU", "VV(IZU)")), None)
        finite = clauses.finite(start, end)
        if with_zu is not None or finite is not None:
            return with_zu is not None and (finite is None or with_zu < finite)
    return False


def _has_quoted_verb(clauses: Clauses, first: int) -> bool:
    """Return whether a phrase opens at `first`, and the rest of its clause is quoted: "meinte, er „wollte nicht“"."""
    opening = phrase_at(clauses.tokens, first, stop=clauses.last)
    return first < opening < clauses.last and clauses.tokens[opening].quoted


def _is_verb_second(clauses: Clauses, first: int) -> bool:
    """Return whether a main clause opens at `first`: one phrase, then the finite verb, and something behind it."""
    end = clauses.end_of_stretch(first)
    finite = clauses.finite(first, end)
    return finite is not None and first < finite < end - 1 and not clauses.is_subordinate(first, end)
