"""Who a headline or a line of a ticker names before its colon: "Innenminister Brandl: Dämme halten vorerst"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from chat.attribution.found import FoundClaim, Offsets
from chat.attribution.german.agents import is_agent, is_somebody
from chat.attribution.german.clauses import Clauses
from chat.attribution.german.colons import colon_of, medium_before_colon
from chat.attribution.german.lexicon import lexicon
from chat.attribution.german.phrases import phrase_at
from chat.data import table
from chat.lang.de.tokens import Token
from chat.lang.offices import is_office
from chat.lang.quotations import OPENING

_LONGEST = 9  # tokens before the colon
_TOLD = 3  # words that tell something without a verb
_ENDINGS = ("innen", "in", "nen", "en", "er", "n", "e", "s")  # of plurals, and of women
_ASKING = ("PWAV", "PWS", "PWAT")


def headline_frame(clauses: Clauses, sentence: int) -> Iterator[FoundClaim]:
    """Yield what stands behind a colon as a claim of whoever stands before it, and nobody else."""
    colon = colon_of(clauses)
    if colon is None or clauses.quotation_from(clauses.tokens[colon].end):
        return
    if speaker := headline_speaker(clauses, colon):
        yield FoundClaim("indirect", (clauses.span(colon + 1, clauses.last),), speaker, None, "says", sentence)


def quotation_frame(clauses: Clauses, sentence: int) -> Iterator[FoundClaim]:
    """Yield the quotation before a dash or colon, and whoever shows there how it is meant.

    "„Kein Cent mehr“ – Finanzministerin Jana Roth bleibt hart"; "„Das wird eng“: Trainer Bosse vor dem Derby".
    """
    quotation = next((q for q in clauses.quotations if q.start == clauses.tokens[0].start), None)
    first = clauses.place_of(quotation.end) + 1 if quotation else 0
    if quotation is None or first >= clauses.last or clauses.tokens[first - 1].text not in ("–", "-", "—", ":"):
        return
    end = phrase_at(clauses.tokens, first, stop=clauses.last)
    if end == clauses.last or not is_somebody(clauses.tokens[first:end]) or _is_title(clauses, first - 1):
        return
    verb = clauses.tokens[end]
    shows = verb.is_finite and verb.lemma in _words("showing")
    if shows or (verb.is_finite and verb.lemma in lexicon().verbs) or verb.text.lower() in _words("on_occasions"):
        cue = (verb.start, verb.end, verb.lemma) if shows else None
        content = ((quotation.start, quotation.end),)
        yield FoundClaim("direct", content, clauses.phrase_span((first, end)), cue, "says", sentence)


def _is_title(clauses: Clauses, end: int) -> bool:
    """Return whether the quotation before `end` may be the title of a work, by its capitals: "„Die Brücke“"."""
    words = [token.text for token in clauses.tokens[:end] if token.tag != "$("]
    return all(not word[:1].islower() or word in lexicon().in_titles for word in words)


def is_bare_statement(clauses: Clauses, first: int, end: int) -> bool:
    """Return whether all that stands before a frame at the end is a statement without a verb.

    "Keine Gefahr für das Trinkwasser, sagt Seidel"; not "Sichtlich bewegt, sagte Seidel, dass …".
    """
    words = clauses.tokens[first:end]
    _, stop = clauses.clause(end + 1) if end + 1 < clauses.last else (0, 0)
    told = len(words) >= _TOLD and any(token.is_noun for token in words) and not words[0].tag.startswith("APPR")
    in_one = not any(token.text == "," for token in words) and not words[-1].tag.startswith("V")
    return stop >= clauses.last and told and in_one and clauses.first_phrase(end + 2, stop, stop) is not None


def headline_speaker(clauses: Clauses, colon: int) -> Offsets | None:
    """Return the span of who says what stands behind a colon, None where nobody but a topic is named before it.

    "Studie: …", "Polizei: …", "Bürgermeister Seidel: …" and "Petra Haas (SPD): …" name somebody; "Wetter: …",
    "Flut-Ausschuss: …" and "Neue Ministerin: …" do not.
    """
    tokens = clauses.tokens
    head = next((at for at in range(colon) if tokens[at].is_noun), None)
    if head is None or colon > _LONGEST:
        return None
    if medium := medium_before_colon(clauses, colon):
        named = any(token.text.lower().endswith(tuple(_words("media"))) for token in tokens[:colon])
        return medium if named and clauses.finite(colon + 1, len(tokens)) is not None else None
    end = phrase_at(tokens, 0, stop=_start_of_topic(clauses, head, colon))
    if not all(_can_open(token) for token in tokens[:head]) or not _is_label(clauses, head, end, colon):
        return None
    named = end > head + 1 and tokens[head + 1].is_noun
    of_party = named and tokens[head].tag == "NE" and tokens[end - 1].text == ")"
    in_person = named or any(token.text.lower() in _words("first_person") for token in tokens[colon:])
    kind = _kind(tokens[head]) or ("people" if of_party or (in_person and is_agent(tokens[head])) else None)
    told = kind is not None and _tells(clauses, colon, persons=kind == "people", named=named)
    return clauses.phrase_span((0, end)) if told else None


def _start_of_topic(clauses: Clauses, head: int, colon: int) -> int:
    """Return the place of the preposition before what a source speaks of or where: "Noack zu Maut: …"; else `colon`."""
    topics = (at for at in range(head, colon) if clauses.tokens[at].text in _words("on_topic"))
    return next((at for at in topics if clauses.tokens[at + 1].text not in _words("visits")), colon)


def _is_label(clauses: Clauses, head: int, end: int, colon: int) -> bool:
    """Return whether a phrase is all that stands before a colon but a topic, and does not tell how somebody fares.

    "Ministerin Gut zur Maut: …", "Zeuge im Prozess: …"; not "Kanzler in Paris: …", "Kanzler zu Besuch: …".
    """
    fares = any(token.text in _words("elsewhere") for token in clauses.tokens[head:end])
    named = end > head + 1 or (end < colon and clauses.tokens[end].text == "im")
    whole = end == colon or (end == _start_of_topic(clauses, head, colon) and named)
    return whole and not fares and not clauses.is_time(0, end)


def _can_open(token: Token) -> bool:
    """Return whether a word before the noun leaves it a source: not "neue", which tells who somebody now is."""
    return token.tag in ("ADJ(A)", "CARD", "PIAT") and not token.text.lower().startswith(tuple(_words("appointed")))


def _tells(clauses: Clauses, colon: int, *, persons: bool, named: bool) -> bool:
    """Return whether something is told behind a colon: with a verb, or in so many words that are not all names.

    What institutions do is told without a verb too ("Feuerwehr: Neue Leiter"), so more is asked of those.
    """
    behind = [token for token in clauses.tokens[colon + 1 :] if token.tag not in ("$(", "$.")]
    if not behind or clauses.tokens[-1].text == "?" or behind[0].tag in _ASKING:
        return False
    if behind[0].text == "So" and clauses.is_finite(colon + 2):
        return False  # "Experten: So wird der Rasen grün"
    if clauses.finite(colon + 1, len(clauses.tokens)) is not None:
        return True
    if len(behind) < _TOLD:
        return len(behind) > 1 and behind[-1].tag == "VV(PP)"
    is_list = all(token.is_noun or token.tag in ("$,", "KON", "CARD") for token in behind)
    introduced = not named and all(token.is_capital and token.is_noun for token in behind[:2]) and behind[2].text == ","
    if is_list or introduced:
        return False  # "Trainer: Horst Bosse, seit 2020"
    quotes = any(token.text in OPENING for token in clauses.tokens[colon + 1 :])
    is_state = quotes or any(token.tag in ("VV(PP)", "ADJ(D)", "PIAT", "CARD", "PTKNEG") for token in behind)
    return persons or is_state or any(token.text in _words("in_what_state") for token in behind)


def _kind(token: Token) -> str | None:
    """Return of which kind of source a noun is, None for any other: "people", "bodies" or "papers"."""
    word = token.text.rpartition("-")[2].lower()
    if word in _words("nobody"):
        return None
    if token.text in _words("acronyms"):
        return "bodies"
    forms = (word, *(word.removesuffix(ending) for ending in _ENDINGS))
    for kind in ("people", "papers", "bodies"):
        if any(form.endswith(tuple(_words(kind))) for form in forms):
            return "people" if kind == "papers" else kind
    return "people" if is_office(word.capitalize()) else None


@cache
def _words(name: str) -> frozenset[str]:
    """Return a word list of data/de/headlines.toml."""
    return frozenset(table("de/headlines.toml")[name].split())
