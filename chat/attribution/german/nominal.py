"""Nominal cues: nouns and predicates with what they tell: "die Forderung, …", "vertrat die Ansicht, dass …"."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import pairwise

from chat.attribution.found import Content, FoundClaim, Offsets
from chat.attribution.german.agents import is_paper_phrase
from chat.attribution.german.clauses import Clauses
from chat.attribution.german.coordination import subject_before
from chat.attribution.german.dependents import behind_comma
from chat.attribution.german.lexicon import lexicon
from chat.attribution.german.mood import is_only_konjunktiv
from chat.attribution.german.phrases import phrase_at
from chat.attribution.german.speakers import (
    agent,
    for_whom,
    is_passive,
    phrases_behind,
    speaker,
    start_of_phrase_before,
)
from chat.attribution.german.told_nouns import attribute_of, told_noun


def nominal_frames(clauses: Clauses, sentence: int) -> Iterator[FoundClaim]:
    """Yield the claims of a sentence that a noun or a predicate adjective reports."""
    for place, token in enumerate(clauses.tokens):
        if token.quoted:
            continue
        if token.is_noun and token.lemma in lexicon().met_with and (claim := _of_reaction(clauses, place, sentence)):
            yield claim
            continue
        if token.is_noun and token.lemma in lexicon().noun_stances:
            content, by = _of_noun(clauses, place)
            stance = lexicon().noun_stances[token.lemma]
        elif token.text == "Für" and place == 0:
            by, content, stance = for_whom(clauses, 0, clauses.last), _of_viewpoint(clauses), "says"
        elif token.text.lower() in lexicon().according_to_it and clauses.tokens[place - 1].text == ",":
            by = _told_before(clauses, place - 1)
            content, stance = ("indirect", (clauses.span(place, clauses.until_main(place)),)) if by else None, "says"
        elif token.text.lower() in lexicon().for_somebody:
            start, end = clauses.clause(place)
            by = for_whom(clauses, start, end)
            content, stance = _told_behind(clauses, end) if by else None, "says"
        elif token.text.lower() in lexicon().predicates:
            content, by = _of_predicate(clauses, place)
            stance = "says" if token.text.lower() in lexicon().impersonal else "assumes"
        else:
            continue
        if content:
            yield FoundClaim(
                type=content[0],
                content=content[1],
                speaker=by,
                cue=(token.start, token.end, token.lemma),
                stance=stance,
                sentence=sentence,
                within=not token.is_noun and _is_reported(clauses, place),
            )


def _of_viewpoint(clauses: Clauses) -> Content | None:
    """Return the clause that tells what a thing is for somebody, in their words: "Für Klein ist das „Unfug“"."""
    start, end = clauses.clause(0)
    finite = clauses.finite(start, end)
    if finite is None or clauses.tokens[finite].lemma not in ("sein", "bleiben"):
        return None
    quoted = any(clauses.tokens[finite].end < quote.start for quote in clauses.quotations)
    return ("reported", (clauses.span(start, clauses.last),)) if quoted else None


def _told_before(clauses: Clauses, comma: int) -> Offsets | None:
    """Return the span of what tells the clause behind a comma, or of whose it is: "den Bericht der Stadt, wonach …"."""
    head = start_of_phrase_before(clauses, comma)
    if head is None:  # "hatte einen Bericht vorgelegt, wonach …"
        start, _ = clauses.clause(comma - 1)
        paper = next((at for at in range(comma - 1, start, -1) if is_paper_phrase(clauses.tokens[at : at + 1])), None)
        first = None if paper is None else _start_of_phrase(clauses, paper)
        return None if paper is None or first is None else clauses.phrase_span((first, paper + 1))
    noun = next((at for at in range(head, comma) if clauses.tokens[at].is_noun), head)
    return attribute_of(clauses, noun, comma) or clauses.phrase_span((head, comma))


def _is_reported(clauses: Clauses, place: int) -> bool:
    """Return whether the clause of a predicate is itself in the Konjunktiv: "Er sei überzeugt, dass …"."""
    finite = clauses.finite(*clauses.clause(place))
    return finite is not None and is_only_konjunktiv(clauses.tokens[finite])


def _of_noun(clauses: Clauses, place: int) -> tuple[Content | None, Offsets | None]:
    """Return what a noun tells, and who it is from: "die Forderung der Bauern, …", "vertrat die Ansicht, dass …"."""
    start, end = clauses.clause(place)
    verb = _light_verb(clauses, start, end)
    attribute = attribute_of(clauses, place, end)
    opening = clauses.tokens[end + 1].text.lower() if end + 1 < clauses.last else ""
    content = None if opening in lexicon().of_questions else behind_comma(clauses, end, verb_second=False)
    if content and _is_means(clauses, place):
        finite = clauses.finite(start, end)
        if finite is not None:
            return content, speaker(clauses, finite, start, end, "")
        subject = subject_before(clauses, start)
        return content, clauses.phrase_span(subject) if subject else None
    ends_clause = phrase_at(clauses.tokens, place, stop=clauses.last) >= end or told_noun(clauses, start, end) == place
    if verb is None and not ends_clause:
        return None, None
    if attribute or verb is None:
        return content, attribute
    if by := _reacting(clauses, place, start, end):
        return content, by  # "Aus der Partei kam der Vorwurf, …"
    if is_passive(clauses.tokens, verb, start, end):
        return content, agent(clauses, start, end)
    first = _start_of_phrase(clauses, place)
    by = speaker(clauses, verb, start, end, "", before_words=first if first > verb else None)
    return content, by or clauses.phrase_span((first, phrase_at(clauses.tokens, first, stop=end)))


def _of_reaction(clauses: Clauses, place: int, sentence: int) -> FoundClaim | None:
    """Return the claim of a clause that tells who a reaction comes from: "Kritik kommt von der Kammer".

    Also where it is met with: "Der Plan stößt beim Verband auf Ablehnung".
    """
    start, end = clauses.clause(place)
    finite = clauses.finite(start, end)
    if finite is None or clauses.is_subordinate(start, end) or behind_comma(clauses, end, verb_second=False):
        return None
    by = _reacting(clauses, place, start, end)
    told_apart = end < clauses.last and clauses.tokens[end].text == ":"
    sum_of_money = any(  # "Unterstützung von 200 Euro", not "vom TSV Borau 09"
        token.tag == "CARD" and before.tag != "NE" for before, token in pairwise(clauses.tokens[start:end])
    )
    if by is None or told_apart or sum_of_money:
        return None
    verb = clauses.tokens[finite]
    span = (clauses.span(start + (clauses.tokens[start].tag == "KON"), end),)
    return FoundClaim("reported", span, by, (verb.start, verb.end, clauses.tokens[place].lemma), "says", sentence)


def _reacting(clauses: Clauses, place: int, start: int, end: int) -> Offsets | None:
    """Return the span of who the reaction that a noun names comes from, or with whom it is met."""
    verbs, words = {t.lemma for t in clauses.tokens[start:end] if t.tag.startswith("VV")}, lexicon()
    if verbs & words.meeting and clauses.tokens[place - 1].tag.startswith(("APPR", "ADJ(A)")):
        return _first_behind(clauses, start, end, words.met_at)
    comes = verbs & words.coming and (
        "geben" not in verbs or any(t.text.lower() == "es" for t in clauses.tokens[start:end])
    )
    return _first_behind(clauses, start, end, words.agents_of_reactions) if comes else None


def _first_behind(clauses: Clauses, start: int, end: int, prepositions: Collection[str]) -> Offsets | None:
    """Return the span of the first who stands behind one of some prepositions in the clause [start, end)."""
    places = next(phrases_behind(clauses, start, end, prepositions), None)
    return clauses.phrase_span((places[0], _behind_name(clauses, places[1]))) if places else None


def _behind_name(clauses: Clauses, end: int) -> int:
    """Return the end of the name that a comma parts from its office: "von der Chefin des Vereins, Ida Kern."."""
    if end >= clauses.last or clauses.tokens[end].text != ",":
        return end
    behind = end + 1
    while behind < clauses.last and clauses.tokens[behind].tag == "NE":
        behind += 1
    closed = behind >= clauses.last or clauses.tokens[behind].text in (",", ".")
    return behind if behind > end + 1 and closed else end


def _is_means(clauses: Clauses, place: int) -> bool:
    """Return whether a noun is with what something is done: "mit der Begründung", "unter dem Vorwurf"."""
    first = _start_of_phrase(clauses, place)
    return first > 0 and clauses.tokens[first - 1].text.lower() in lexicon().with_means


def _start_of_phrase(clauses: Clauses, place: int) -> int:
    """Return the place where the phrase of a noun begins, with its adjectives and its article."""
    first = place
    while first and clauses.tokens[first - 1].tag == "ADJ(A)":
        first -= 1
    return first - 1 if first and clauses.tokens[first - 1].tag.startswith(("ART", "PIAT", "PPOSAT", "PDAT")) else first


def _light_verb(clauses: Clauses, start: int, end: int) -> int | None:
    """Return the place of a verb that says no more than its noun: "vertrat die Ansicht"."""
    light = lexicon().light_verbs
    places = [
        at for at in range(start, end) if clauses.tokens[at].tag.startswith("V") and not clauses.tokens[at].quoted
    ]
    return next((at for at in reversed(places) if clauses.tokens[at].lemma in light), None)


def _of_predicate(clauses: Clauses, place: int) -> tuple[Content | None, Offsets | None]:
    """Return what a predicate tells, and who thinks so: "ist überzeugt, dass …", "zeigte sich sicher, … zu …"."""
    start, end = clauses.clause(place)
    if clauses.tokens[place].text.lower() in lexicon().impersonal:
        became = any(t.lemma == "werden" for t in clauses.tokens[start:end])
        return (behind_comma(clauses, end, verb_second=False) if became else None), None
    if not any(t.lemma in lexicon().copulas for t in clauses.tokens[start:end]):
        return None, None
    finite = clauses.finite(start, end)
    if finite is None:
        return None, None
    by = speaker(clauses, finite, start, end, "")
    pointing = (
        start > 1 and clauses.tokens[start].text.lower() == "davon" and clauses.tokens[start - 1].text in (",", "–")
    )
    if by and pointing:
        return ("indirect", (clauses.span(0, start - 1),)), by  # "Der Wolf ist da, davon ist Klein überzeugt"
    if by is None or by[0] == clauses.tokens[place].start:
        return None, None  # "Sicher ist, dass …"
    before = _told_before_verb(clauses, start) if finite == start else None
    return before or _told_behind(clauses, end), by


def _told_behind(clauses: Clauses, end: int) -> Content | None:
    """Return the clause behind a comma at `end`, or behind a colon: "ist sicher, dass …", "ist sicher: Es regnet"."""
    if end + 1 >= clauses.last or clauses.tokens[end].text != ":" or clauses.quotation_from(clauses.tokens[end].end):
        return behind_comma(clauses, end, verb_second=False)
    finite = clauses.main_finite(end + 1)
    return None if finite is None else ("indirect", (clauses.span(end + 1, clauses.last),))


def _told_before_verb(clauses: Clauses, start: int) -> Content | None:
    """Return the quotation or the main clause before a verb at `start`: "Es regne, ist Klein überzeugt"."""
    if start < 2 or clauses.tokens[start - 1].text != ",":
        return None
    quotation = clauses.quotation_to(clauses.tokens[start].start)
    if quotation and quotation.start <= clauses.tokens[0].start + 1:
        return "direct", ((quotation.start, quotation.end),)
    said = not clauses.is_subordinate(0, start - 1) and clauses.main_finite(0, start - 1) is not None
    return ("indirect", (clauses.span(0, start - 1),)) if said else None
