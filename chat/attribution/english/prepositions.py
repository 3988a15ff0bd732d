"""Sources behind prepositions: "according to Hale", "in the words of Hale", "in Hale's view"."""

from __future__ import annotations

from chat.attribution.english.actions import head_of
from chat.attribution.english.agents import is_person
from chat.attribution.english.boundaries import end_of_content
from chat.attribution.english.clauses import Clauses
from chat.attribution.english.lexicon import listed
from chat.attribution.english.making import claim_of, clause_around
from chat.attribution.english.phrases import noun_phrase, prepositional_phrase
from chat.attribution.english.subjects import Subject
from chat.attribution.found import FoundClaim, Offsets
from chat.schema import ClaimType, Stance

_VIEWS = frozenset(
    {
        "view",
        "opinion",
        "words",
        "eyes",
        "estimation",
        "judgment",
        "judgement",
        "telling",
        "account",
        "reckoning",
        "mind",
        "minds",
    }
)
_OF_THOUGHT = frozenset(
    {"view", "opinion", "eyes", "estimation", "judgment", "judgement", "reckoning", "mind", "minds"}
)


def prepositional_frames(clauses: Clauses) -> list[FoundClaim]:
    """Return the claims of sources that a preposition names."""
    found: list[FoundClaim] = []
    for place, unit in enumerate(clauses.units):
        if unit.lower == "according" and clauses.lower(place + 1) == "to":
            found += _according(clauses, place, place + 2, "according to")
        elif unit.lower == "per" and _is_per(clauses, place):
            found += _according(clauses, place, place + 1, "per")
        elif unit.lower in ("in", "by", "to"):
            found += _in_view(clauses, place)
        elif unit.lower == "under" and (place == 0 or clauses.is_stop(place - 1)):
            found += _under_plan(clauses, place)
    return found


def _is_per(clauses: Clauses, place: int) -> bool:
    """Return whether "per" names a source: behind a comma, and before a name."""
    named = clauses.tag(place + 1) in ("NP0", "AT0")
    return named and (place == 0 or clauses.lower(place - 1) == ",")


def _according(clauses: Clauses, first: int, at: int, lemma: str) -> list[FoundClaim]:
    """Return the claim of "according to NP": the rest of the clause, before and behind."""
    if clauses.lower(at) == "what":
        return _said_by_nobody(clauses, first, at)
    source = clauses.subjects.behind(at) or _bare(clauses, at)
    if source is None or clauses.lower(first - 1) in ("not", "nor") or _is_measure(clauses, first, source):
        return []
    if clauses.lower(source.end) == ":" and source.end + 1 < clauses.last:
        colon = source.end  # "According to the manual: …"
        type_: ClaimType = "direct" if clauses.units[colon + 1].is_quotation else "indirect"
        content = [(colon + 1, colon + 2 if type_ == "direct" else clauses.last)]
        return claim_of(clauses, by=source, cue=(first, at, lemma), type_=type_, stance="says", content=content)
    begin, stop = clause_around(clauses, first)
    if clauses.lower(first - 1) == "," and clauses.lower(first - 2) in (
        "where",
        "which",
        "that",
        "because",
        "who",
        "when",
    ):
        begin = first
    if first - begin == 1 and clauses.tag(begin) in ("CJC", "AV0"):
        begin = first  # "But according to …"
    end = _end_of_source(clauses, source.end, stop, opens=first == begin)
    before, behind = (begin, first), (end, stop)
    pieces = [piece for piece in (before, behind) if piece[1] > piece[0]]
    if first > begin and not _goes_on(clauses, first, end):
        pieces = [before]
    spans = [span for piece in pieces if (span := clauses.span(*piece))]
    quoted = begin > 0 and not spans and clauses.units[begin - 1].is_quotation
    if quoted:
        return claim_of(
            clauses, by=source, cue=(first, at, lemma), type_="direct", stance="says", content=[(begin - 1, begin)]
        )
    direct = len(pieces) == 1 and clauses.units[pieces[0][0]].is_quotation
    type_ = "direct" if direct else "indirect"
    return claim_of(clauses, by=source, cue=(first, at, lemma), type_=type_, stance="says", content=pieces)


def _is_measure(clauses: Clauses, first: int, source: Subject) -> bool:
    """Return whether it is told by what something is done, and no comma parts that: "went according to plan"."""
    if head_of(clauses.units[source.first : source.core]) not in listed("measures"):
        return False
    return first > 0 and not clauses.is_stop(first - 1)


def _said_by_nobody(clauses: Clauses, first: int, at: int) -> list[FoundClaim]:
    """Return the claim of "According to what is being said, …"."""
    said = next((group for group in clauses.groups if group.start == at + 1 and group.passive), None)
    _, stop = clause_around(clauses, first)
    if said is None or clauses.lower(said.end) != ",":
        return []
    content = [(said.end + 1, stop)]
    cue = (first, at, "according to")
    return claim_of(clauses, by=None, cue=cue, type_="indirect", stance="says", content=content, hedged=True)


def _bare(clauses: Clauses, at: int) -> Subject | None:
    end = noun_phrase(clauses.units, at, clauses.last)
    return Subject(at, end, end) if end else None


def _end_of_source(clauses: Clauses, end: int, stop: int, *, opens: bool) -> int:
    """Return where what is reported goes on behind a source: behind a comma, over a relative clause and a date."""
    place = end
    if clauses.lower(place) in ("who", "which"):  # "a witness who asked not to be named"
        return next((at for at in range(place + 1, stop) if clauses.units[at].text == ","), stop)
    if clauses.lower(place) == "," and clauses.lower(place + 1) in (
        "who",
        "which",
        "whose",
        "where",
        "published",
        "seen",
    ):
        closing = next((at for at in range(place + 1, stop) if clauses.units[at].text == ","), stop)
        return closing
    while place < stop and clauses.units[place].text != ",":
        after = prepositional_phrase(clauses.units, place, stop)
        if (
            after is None
            and not clauses.units[place].is_verb
            and clauses.tag(place) not in ("AV0", "AVP", "NN1", "CRD")
        ):
            break
        if clauses.units[place].is_verb and clauses.tag(place) not in ("VVN", "VVG"):
            break
        place = after or place + 1
    return place


def _goes_on(clauses: Clauses, first: int, end: int) -> bool:
    """Return whether a clause goes on behind a source within it: "The bridge, according to Hale, is safe"."""
    if clauses.lower(first - 1) not in (",", "–", "—") or clauses.lower(end) not in (",", "–", "—"):
        return False
    if clauses.lower(end + 1) in ("who", "which", "while", "as", "but", "and", "with", "where", "whose"):
        return False
    before = [group for group in clauses.groups if group.start < first and group.finite]
    return not before or (clauses.starting.get(end + 1) is not None and clauses.starting[end + 1].finite)


def _in_view(clauses: Clauses, place: int) -> list[FoundClaim]:
    """Return the claim of "in Hale's view", "in the words of Hale", "by her account", "to their minds"."""
    found = _owner(clauses, place)
    if found is None or (clauses.lower(place) == "to" and clauses.lower(place + 1) in ("my", "our")):
        return []  # "to my mind" is the writer's
    owner, end, noun = found
    begin, stop = clause_around(clauses, place)
    if place > begin and not (clauses.lower(place - 1) in (",", "–", "—", "is", "was") and clauses.is_stop(end)):
        return []
    stance: Stance = "assumes" if noun in _OF_THOUGHT else "says"
    pieces = [piece for piece in ((begin, place), (end, stop)) if piece[1] > piece[0]]
    return claim_of(clauses, by=owner, cue=(place, end, noun), type_="indirect", stance=stance, content=pieces)


def _under_plan(clauses: Clauses, place: int) -> list[FoundClaim]:
    """Return the claim of "Under a plan by the council, half would close": what is to be, by whoever plans it."""
    end = noun_phrase(clauses.units, place + 1, clauses.last)
    if end is None or head_of(clauses.units[place + 1 : end]) not in listed("plans"):
        return []
    by: Subject | Offsets | None = Subject(place + 1, end, end)
    possessive = next((at for at in range(place + 1, end) if clauses.tag(at) == "POS"), None)
    at = end + (clauses.tag(end) in ("VVN", "VVD", "AJ0"))  # "plans announced by the council"
    source = clauses.subjects.behind(at + 1) if clauses.lower(at) in ("by", "from") else None
    if source is not None:
        by = source
    elif possessive is not None:
        by = clauses.span(place + 1, possessive)
    elif clauses.tag(place + 1) == "DPS":
        by = clauses.span(place + 1, place + 2)
    comma = next((at for at in range(end, clauses.last) if clauses.units[at].text == ","), clauses.last)
    if source is None and clauses.lower(comma + 1) in ("drafted", "drawn", "put", "published", "announced", "which"):
        comma = next((at for at in range(comma + 1, clauses.last) if clauses.units[at].text == ","), clauses.last)
    planned = clauses.opens_clause(comma + 1)
    if planned is None or planned.modal not in ("would", "will"):
        return []
    content = [(comma + 1, end_of_content(clauses, comma + 1, None))]
    cue = (place, end, "under")
    return claim_of(clauses, by=by, cue=cue, type_="indirect", stance="announces", content=content)


def _owner(clauses: Clauses, place: int) -> tuple[Offsets, int, str] | None:
    """Return who owns a view behind a preposition, the place behind it, and the noun for it."""
    at = place + 1
    if clauses.tag(at) == "DPS":
        noun = at + 1 + (clauses.tag(at + 1) in ("AJ0", "DT0") or clauses.lower(at + 1) == "own")
        span = clauses.span(at, at + 1)
        if clauses.lower(noun) in _VIEWS and span:
            return span, noun + 1, clauses.lower(noun)
    if clauses.lower(at) == "the" and clauses.lower(at + 1) in _VIEWS and clauses.lower(at + 2) == "of":
        owner = clauses.subjects.behind(at + 3)
        span = clauses.phrase(owner) if owner else None
        if owner and span:
            return span, owner.end, clauses.lower(at + 1)
    possessive = next((k for k in range(at, min(at + 8, clauses.last)) if clauses.tag(k) == "POS"), None)
    if possessive is None or not is_person(clauses.units[at:possessive]):
        return None
    noun = possessive + 1 + (clauses.lower(possessive + 1) == "own")
    if clauses.lower(noun) in _VIEWS and (span := clauses.span(at, possessive)):
        return span, noun + 1, clauses.lower(noun)
    return None
