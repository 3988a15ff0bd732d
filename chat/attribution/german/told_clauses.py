"""Clauses that are themselves what is reported: "wies die Vorwürfe zurück", "nannte den Plan „unausgereift“".

A cue is told by the place of its verb and its clause [start, end), in tokens, and by its lemma or phrase.
"""

from __future__ import annotations

from itertools import pairwise

from chat.attribution.found import Content, Offsets
from chat.attribution.german.agents import can_speak, is_deciding, is_share, is_thing
from chat.attribution.german.clauses import Clauses
from chat.attribution.german.coordination import goes_on, subject_before
from chat.attribution.german.cue_verbs import cue_of_clause, takes_sein
from chat.attribution.german.lexicon import lexicon
from chat.attribution.german.mood import is_only_konjunktiv
from chat.attribution.german.negation import is_negated
from chat.attribution.german.participles import auxiliary_before, joins_participle
from chat.attribution.german.phrases import can_be_subject, phrase_at, starts_phrase
from chat.attribution.german.speakers import agent, is_passive, speaker


def told_clause(clauses: Clauses, place: int, start: int, end: int, cue: str) -> Content | None:
    """Return the clause of a cue, where it is what is reported: "wies die Vorwürfe zurück"."""
    tokens = clauses.tokens
    if cue not in lexicon().reporting or _tells_nothing(clauses, start, end):
        return None
    if cue in lexicon().going_back and clauses.is_relative(start, end):
        return None  # who a source goes back to: "die Zeitung, die sich auf Kreise beruft"
    passive = is_passive(tokens, place, start, end)
    by_whom = agent(clauses, start, end, governed=lexicon().governed.get(cue, frozenset())) if passive else None
    if passive and by_whom is None and cue not in lexicon().unattributed:
        return None
    if by_whom and cue in lexicon().doing and is_deciding(clauses.tokens_of(by_whom)):
        return None
    auxiliaries = {"haben", "werden", *(("sein",) if takes_sein(cue) else ())}
    shared = auxiliary_before(clauses, start) if clauses.finite(start, end) is None else None
    verbs = tokens[start:end] if shared is None else [*tokens[start:end], tokens[shared]]
    if tokens[place].tag == "VV(PP)" and not any(t.lemma in auxiliaries for t in verbs):
        return None
    if not _has_what_it_needs(clauses, start, end, cue) or _is_not_said_yet(clauses, start, end, cue):
        return None
    if not passive and _is_by_thing(clauses, place, start, end, cue):
        return None
    return "reported", (_with_dependents(clauses, place, start, end),)


def naming_clause(clauses: Clauses, place: int, start: int, end: int, cue: str) -> Content | None:
    """Return the clause that tells what a thing is called: "bezeichnete es als „…“", "wurde als „…“ abgetan".

    Where what it is called goes on in the next sentence, that is told by itself.
    """
    tokens = clauses.tokens
    if cue not in lexicon().naming:
        return None
    fronted = tokens[place].tag == "VV(PP)" or tokens[start].text in lexicon().fronting
    fronted = fronted or clauses.is_subordinate(start, end)
    first = tokens[start if fronted else place].start
    quotes = [q for q in clauses.quotations if first < q.start <= tokens[end - 1].end + 1]
    if cue not in lexicon().naming_alone and not any(_is_called(clauses, q.start, start) for q in quotes):
        return None
    if quotes and quotes[-1].end > tokens[-1].end + 1:
        return "direct", tuple((q.start, q.end) for q in quotes)
    return ("reported", (_with_dependents(clauses, place, start, end),)) if quotes else None


def has_object(clauses: Clauses, place: int, end: int, cue: str) -> bool:
    """Return whether a verb that may report a noun has one as its object behind it."""
    if cue not in lexicon().reporting:
        return False
    tokens, at = clauses.tokens, place + 1
    if clauses.first_phrase(clauses.clause(place)[0], place, place) is None:
        subject = clauses.first_phrase(at, end, end)
        at = subject[1] if subject else end
    while at < end:
        governed = tokens[at].tag.startswith("APPR")
        stop = phrase_at(tokens, at + governed, stop=end)
        if not governed and starts_phrase(tokens[at]) and stop > at and not clauses.is_time(at, stop):
            return True
        at = max(at + 1, stop) if governed or starts_phrase(tokens[at]) else at + 1
    return False


def has_what_it_governs(clauses: Clauses, place: int, end: int, cue: str) -> bool:
    """Return whether a verb has the object or the preposition with a noun that it reports with."""
    needed = lexicon().governed.get(cue)
    if cue in lexicon().also_alone | lexicon().by_attitude:
        return True
    if not needed:
        return has_object(clauses, place, end, cue)
    first = clauses.clause(place)[0]
    words = (first, *range(place + 1, end - 1))  # not "das Ministerium für Umwelt erklärte"
    return any(clauses.tokens[at].tag.startswith("APPR") and clauses.tokens[at].text.lower() in needed for at in words)


def _with_dependents(clauses: Clauses, place: int, start: int, end: int) -> Offsets:
    """Return the span of a clause with what depends on it and its object before it, without the "und" before it."""
    start += clauses.tokens[start].tag == "KON"
    start = 0 if is_behind_object(clauses, start) else start
    as_soon_as = clauses.tokens[start].text.lower() == "als" and clauses.tokens[end - 1].tag.startswith("V")
    subordinate = clauses.is_subordinate(start, end) or as_soon_as
    return clauses.span(start, end if subordinate else clauses.until_main(place - 2))


def is_behind_object(clauses: Clauses, start: int) -> bool:
    """Return whether a verb opens its clause behind its object with a clause: "Den Vorwurf, er lüge, wies …"."""
    tokens = clauses.tokens
    if start < 2 or tokens[start - 1].text != "," or not clauses.is_finite(start) or not starts_phrase(tokens[0]):
        return False
    first = clauses.end_of_stretch(0)
    whole = phrase_at(tokens, 0, stop=first) == first and not can_be_subject(tokens, 0)
    return first < start - 1 and whole


def _is_called(clauses: Clauses, offset: int, start: int) -> bool:
    """Return whether "als" or "von" stands before a quotation, with no noun in between."""
    for token in reversed(clauses.tokens[start : clauses.place_of(offset)]):
        if token.text.lower() in lexicon().calling:
            return True
        if token.is_noun or token.is_finite:
            return False
    return False


def _has_what_it_needs(clauses: Clauses, start: int, end: int, cue: str) -> bool:
    """Return whether a clause has what its cue reports with: "sich", a preposition, an object that is said."""
    tokens, words = clauses.tokens[start:end], lexicon()
    unsaid = words.unsaid.get(cue, ())
    if any(t.lemma in unsaid or t.text in unsaid for t in tokens):
        return False
    if cue == "sehen":
        return _sees(clauses, start, end)
    excluded = cue == "ausschließen" and any(t.text.lower() == "aus" and t.tag == "APPR" for t in tokens)
    if excluded and not is_negated(clauses, start, end):
        return False  # "schloss ihn aus der Partei aus", not "schloss Hilfe aus der Kasse nicht aus"
    if cue == "angeben" and any(a.text.lower() == "mit" and b.tag == "PPOSAT" for a, b in pairwise(tokens)):
        return False  # "gab mit seinem Auto an"
    if cue in words.only_objects | words.reflexive and is_negated(clauses, start, end):
        return False
    if cue in words.reflexive and not any(t.tag == "PRF" for t in tokens):
        return False
    needed = words.governed.get(cue, frozenset[str]())
    return not needed or cue in words.also_alone or any(t.text.lower() in needed for t in tokens)


def _sees(clauses: Clauses, start: int, end: int) -> bool:
    """Return whether "sehen" tells a view: "sieht darin …", "sieht den Plan als …", "sieht keinen Spielraum"."""
    tokens, words = clauses.tokens[start:end], lexicon()
    negated = is_negated(clauses, start, end)
    if any(t.text.lower() in words.governed["sehen"] for t in tokens):
        return not negated
    if any(t.lemma == "kein" for t in tokens):
        return True  # "sieht keine Einschränkung"
    within = any(t.text.lower() in ("in", "im") for t in tokens)  # "sieht in dem Entwurf eine Irreführung"
    kinds = words.seen + words.abstract if within else words.seen
    ahead = any(t.text.lower() in words.ahead for t in tokens)  # "Umfragen sehen Klein vorn"
    return ahead or any(t.is_noun and t.text.lower().endswith(kinds) for t in tokens)


def _is_not_said_yet(clauses: Clauses, start: int, end: int, cue: str) -> bool:
    """Return whether a modal tells that nothing has been said: "muss sich entschuldigen", "man kann nur warnen"."""
    tokens = clauses.tokens[start:end]
    modal = next((t.lemma for t in tokens if t.tag == "VM(FIN)"), "")
    by_man = any(t.text.lower() == "man" for t in tokens)
    wanted = any(t.tag == "VM(FIN)" and t.text.lower() in lexicon().claimed for t in tokens)
    planned = wanted and cue in lexicon().only_objects  # "will hohe Einkommen belasten"
    meant = any(t.text.lower() in lexicon().meant for t in tokens) and not is_negated(clauses, start, end)
    return planned or meant or modal in lexicon().unsaid_modals or (modal in ("können", "mögen") and by_man)


def _tells_nothing(clauses: Clauses, start: int, end: int) -> bool:
    """Return whether a clause is one of what may be, or the content of another: "wenn er … fordert"."""
    opens = clauses.tokens[start].text.lower() in lexicon().not_told
    if clauses.tokens[start].text.lower() in lexicon().backgrounding or _is_aside(clauses, start):
        return True
    if start == 0 and clauses.tokens[start].text == "Dass":  # "Dass der Minister zur Mäßigung rät, ist neu"
        main = clauses.main_finite(end)
        return main is None or is_only_konjunktiv(clauses.tokens[main]) or cue_of_clause(clauses, main) is not None
    return opens and (end - 1 <= start or clauses.tokens[end - 1].tag.startswith("V"))


def _is_aside(clauses: Clauses, start: int) -> bool:
    """Return whether a relative clause with a preposition opens at `start`: "bei der er seinen Rückzug ankündigte"."""
    tokens = clauses.tokens
    return tokens[start].tag.startswith("APPR") and start + 1 < clauses.last and tokens[start + 1].tag == "PRELS"


def _is_by_thing(clauses: Clauses, place: int, start: int, end: int, cue: str) -> bool:
    """Return whether the subject of a verb says nothing with it: a thing, a share of people, a court that decides."""
    if joins_participle(clauses, start) or goes_on(clauses, place, cue):
        subject = subject_before(clauses, start)
        phrase = clauses.tokens[slice(*subject)] if subject else []
    else:
        phrase = clauses.tokens_of(speaker(clauses, place, start, end, cue))
    if not phrase:
        return True
    if cue in lexicon().doing and is_deciding(phrase):
        return True
    determined = phrase[0].tag.startswith(("ART", "PPOSAT", "PDAT"))
    people_only = cue in lexicon().by_attitude or (cue in lexicon().by_people and determined)
    return is_thing(phrase) or is_share(phrase) or (people_only and not can_speak(phrase))
