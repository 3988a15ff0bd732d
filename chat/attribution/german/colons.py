"""Who speaks behind a colon: the subject before it, or whoever the answer, the mood or the verdict there is from."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from chat.attribution.found import FoundClaim, Offsets
from chat.attribution.german.agents import can_speak, is_agent, is_somebody
from chat.attribution.german.clauses import Clauses
from chat.attribution.german.cores import in_brackets
from chat.attribution.german.cue_verbs import cue_of
from chat.attribution.german.grammar import grammar
from chat.attribution.german.lexicon import lexicon
from chat.attribution.german.mood import is_konjunktiv_1
from chat.attribution.german.names import closing_mark
from chat.attribution.german.phrases import phrase_at
from chat.data import table
from chat.lang.de.tokens import Token
from chat.lang.offices import is_office
from chat.schema import Stance

_LABEL = 2  # words of a name
_TOLD = 2  # tokens behind a colon that tell something


def colon_of(clauses: Clauses) -> int | None:
    """Return the place of the first colon outside quotations and brackets with something behind it."""
    within = in_brackets(clauses.tokens)
    colons = (at for at, token in enumerate(clauses.tokens) if token.text == ":" and not token.quoted)
    colon = next((at for at in colons if at not in within), None)
    return None if colon is None or colon + 1 >= clauses.last else colon


def speaker_before_colon(clauses: Clauses, colon: int) -> Offsets | None:
    """Return the span of who speaks behind the colon at a place, None where nobody is named.

    A phrase with a possessive ("Sein Fazit") is returned as it is, for the engine to look up whose it is.
    """
    if medium := medium_before_colon(clauses, colon):
        return medium
    subject = clauses.first_phrase(0, colon, colon)
    if subject is None:
        return _concerned(clauses, colon) or _label(clauses, colon)
    head = _head(clauses, *subject)
    if head is not None and clauses.tokens[head].text.endswith(_talks()):
        return _behind(clauses, head + 1, colon, ("mit",))
    if head is None or not _is_saying(clauses.tokens[head]):
        words = clauses.tokens[slice(*subject)]
        for_whom = clauses.tokens[0].text == "Für" and _concerned(clauses, colon)
        if for_whom:
            return for_whom
        by_dative = None if is_somebody(words) else _concerned(clauses, colon, dative_only=True)
        if by_dative or can_speak(words):
            return by_dative or clauses.phrase_span(subject)
        from_whom = _behind(clauses, head or 0, colon, _lists()["by_person"])  # "Rückendeckung kommt von Ohm: …"
        alone = subject == (0, colon) == (0, 1)
        topic = alone and words[0].tag != "NE" and not words[0].text.isupper()  # "Halbzeit: …"
        return from_whom or _concerned(clauses, colon) or (None if topic else clauses.phrase_span(subject))
    first = clauses.tokens[subject[0]]
    if first.text.lower() in grammar().possessive:
        return first.start, clauses.tokens[head].end
    if owner := _owner(clauses, subject[0], head):
        return owner
    calls = ("aus",) if clauses.tokens[head].text in _lists()["calls"] else ()
    from_whom = _behind(clauses, head + 1, colon, (*_lists()["by_person"], *calls), near=_lists()["near_person"])
    return from_whom or _concerned(clauses, colon)  # "Aus der Fraktion kommt Kritik: …"


def owned_statement(clauses: Clauses, colon: int) -> tuple[Offsets, tuple[int, int, str] | None, Stance] | None:
    """Return who a statement behind a colon is from, the noun before it as the cue, and its stance.

    "Die Forderung der Bauern: höhere Preise". None where nobody is named, or more stands before the colon; a quotation
    is read without it.
    """
    subject = clauses.first_phrase(0, colon, colon)
    head = _head(clauses, *subject) if subject == (0, colon) else None
    if subject is None or head is None or clauses.quotation_from(clauses.tokens[colon].end):
        return None
    noun = clauses.tokens[head]
    if noun.lemma not in lexicon().noun_stances and noun.text not in _lists()["statements"]:
        return None
    by = _owner(clauses, subject[0], head) or _behind(clauses, head + 1, colon, _lists()["by_person"])
    if by is None or not can_speak(clauses.tokens_of(by)) or clauses.last - colon <= _TOLD:
        return None
    return by, (noun.start, noun.end, noun.lemma), lexicon().noun_stances.get(noun.lemma, "says")


def up_to_colon(clauses: Clauses, claim: FoundClaim) -> FoundClaim:
    """Return a claim without what somebody says in so many words behind the colon, which is a claim of its own.

    "warf den Ketten vor, sie auszunutzen: „…“"; "verwies auf die leere Kasse: Das Bad koste zu viel".
    """
    colon = colon_of(clauses)
    start, end = claim.content[-1]
    if colon is None or claim.type == "direct" or not start < clauses.tokens[colon].start < end - 1:
        return claim
    finite = clauses.main_finite(colon + 1)
    reported = claim.type == "reported" and finite is not None and is_konjunktiv_1(clauses.tokens[finite])
    if not (reported or clauses.quotation_from(clauses.tokens[colon].end)) or _introduces(clauses, colon, claim):
        return claim
    return replace(claim, content=(*claim.content[:-1], (start, clauses.tokens[colon - 1].end)))


def _introduces(clauses: Clauses, colon: int, claim: FoundClaim) -> bool:
    """Return whether a claim tells itself who says what stands behind the colon: "die Zeugin habe gesagt: „…“"."""
    own = claim.cue[0] if claim.cue else None
    inside = range(max(clauses.start_of_stretch(colon), clauses.place_of(claim.content[-1][0])), colon)
    return any(clauses.tokens[at].start != own and cue_of(clauses, at) for at in inside)


def pronoun_of(possessive: str) -> str | None:
    """Return the pronoun for the owner of a phrase that a possessive opens: "er" for "Sein Fazit"."""
    words = possessive.lower().split()
    first = words[0] if words else ""
    if first not in grammar().possessive or not words[-1].endswith(_saying()):
        return None  # "Seine Kollegin" speaks for herself
    pronouns: dict[str, str] = table("de/colons.toml")["pronouns"]
    return next((pronoun for stem, pronoun in pronouns.items() if first.startswith(stem)), None)


def _concerned(clauses: Clauses, colon: int, *, dative_only: bool = False) -> Offsets | None:
    """Return the span of whom a clause says how it is for: "Für Ohm ist klar: …", "Den Grünen reicht das nicht: …"."""
    tokens = clauses.tokens
    for at in range(colon):
        governed = not dative_only and tokens[at].text.lower() in _lists()["concerning"]
        dative = at == 0 and tokens[at].text.lower() in grammar().definite_dative | {"der"}
        first = at + governed
        end = phrase_at(tokens, first, stop=colon) if governed or dative else first
        if end > first and (governed or clauses.is_finite(end)) and can_speak(tokens[first:end]):
            return clauses.phrase_span((first, end))
    return None


def _label(clauses: Clauses, colon: int) -> Offsets | None:
    """Return the span of a label that is a word too, before nothing but a quotation: "Wendt: „…“"."""
    tokens = clauses.tokens[:colon]
    return clauses.phrase_span((0, colon)) if 0 < colon <= _LABEL and all(t.is_capital for t in tokens) else None


def medium_before_colon(clauses: Clauses, colon: int) -> Offsets | None:
    """Return the span of a label between quotation marks, with the place behind it: "„Talbote“ (Aalfeld): „…“"."""
    tokens = clauses.tokens
    end = 0 if tokens[0].quoted else closing_mark(tokens, 0, colon)
    in_brackets = end and end < colon and tokens[end].text == "(" and tokens[colon - 1].text == ")"
    return clauses.phrase_span((0, colon)) if end and (end == colon or in_brackets) else None


def _head(clauses: Clauses, first: int, end: int) -> int | None:
    """Return the place of the last noun of a phrase before its attributes."""
    head = None
    for at in range(first, end):
        token = clauses.tokens[at]
        if head is not None and not token.is_noun:
            break
        head = at if token.is_noun else head
    return head


@cache
def _lists() -> dict[str, tuple[str, ...]]:
    """Return the word lists of data/de/colons.toml."""
    return {name: tuple(words.split()) for name, words in table("de/colons.toml").items() if name != "pronouns"}


@cache
def _talks() -> tuple[str, ...]:
    """Return the endings of nouns of talks: "Sommerinterview"."""
    return tuple(form for noun in _lists()["talks"] for form in (noun, noun.lower()))


@cache
def _saying() -> tuple[str, ...]:
    """Return the endings, in lower case, of nouns that name what is said, or how."""
    return tuple(noun.lower() for noun in (*_lists()["nouns"], *lexicon().noun_stances))


def _is_saying(token: Token) -> bool:
    """Return whether a noun names what is said: "Fazit", "Schlussfrage"."""
    if token.text.isupper() or (is_agent(token) and token.text not in _lists()["nouns"]):
        return False  # "DAS ECHO" is a paper, "Gemeinderat" no "Rat"
    return token.is_capital and any(form.lower().endswith(_saying()) for form in (token.text, token.lemma))


def _owner(clauses: Clauses, first: int, head: int) -> Offsets | None:
    """Return the span of the name in the genitive before a noun, without its ending: "Ohm" in "Ohms Fazit"."""
    tokens = clauses.tokens
    inner = tokens[first:head]
    if not inner or not all(t.is_capital and t.is_noun for t in inner) or not inner[-1].text.endswith("s"):
        return None
    return inner[0].start, inner[-1].end - 1


def _behind(
    clauses: Clauses, place: int, colon: int, by: tuple[str, ...], *, near: tuple[str, ...] = ()
) -> Offsets | None:
    """Return the span of whoever a noun is from: "von Ohm", "der Ministerin"; behind `near` only somebody."""
    for at in range(place, colon):
        word = clauses.tokens[at].text.lower()
        genitive = at == place and word in grammar().genitive
        if not genitive and word not in by and word not in near:
            continue
        first = at if genitive else at + 1
        end = phrase_at(clauses.tokens, first, stop=colon)
        if end == first and first < colon and clauses.tokens[first].is_capital:
            end = first + 1  # a name that is another word too: "von Kurz"
        somebody = genitive or word in by or any(map(_is_somebody, clauses.tokens[first:end]))
        if end > first and somebody and not clauses.is_time(first, end):
            return clauses.phrase_span((first, end))
    return None


def _is_somebody(token: Token) -> bool:
    """Return whether a noun is a name, a role or an institution."""
    word = token.text.lower().rpartition("-")[2]
    named = token.tag == "NE" or word.endswith((*lexicon().roles, *grammar().institution_endings))
    return token.is_capital and (named or is_office(token.text))
