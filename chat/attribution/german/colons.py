"""Who speaks behind a colon: the subject before it, or whoever the answer, the mood or the verdict there is from."""

from __future__ import annotations

from functools import cache

from chat.attribution.found import Offsets
from chat.attribution.german.agents import can_speak
from chat.attribution.german.clauses import Clauses
from chat.attribution.german.grammar import grammar
from chat.attribution.german.lexicon import lexicon
from chat.attribution.german.phrases import phrase_at
from chat.data import table
from chat.lang.de.tokens import Token
from chat.lang.offices import is_office

_HEADLINE = 5  # tokens before the colon of a headline
_TOLD = 4  # tokens behind it that tell something without a verb


def speaker_before_colon(clauses: Clauses, colon: int) -> Offsets | None:
    """Return the span of who speaks behind the colon at a place, None where nobody is named.

    A phrase with a possessive ("Sein Fazit") is returned as it is, for the engine to look up whose it is.
    """
    subject = clauses.first_phrase(0, colon, colon)
    if subject is None:
        return None
    head = _head(clauses, *subject)
    if head is not None and clauses.tokens[head].text.endswith(_talks()):
        return _behind(clauses, head + 1, colon, ("mit",))
    if head is None or not _is_saying(clauses.tokens[head]):
        from_whom = None if can_speak(clauses.tokens[slice(*subject)]) else _behind(clauses, head or 0, colon, ("von",))
        return from_whom or clauses.phrase_span(subject)  # "Rückendeckung kommt von Ohm: …"
    first = clauses.tokens[subject[0]]
    if first.text.lower() in grammar().possessive:
        return first.start, clauses.tokens[head].end
    if owner := _owner(clauses, subject[0], head):
        return owner
    return _behind(clauses, head + 1, colon, _lists()["by_person"], near=_lists()["near_person"])


def is_headline(clauses: Clauses, colon: int, finite: int | None) -> bool:
    """Return whether a person, and nobody else, stands before a colon, and behind it what they say, as in headlines.

    Without a verb only a person by office and name says something: not "Regie: Jutta Klein".
    """
    tokens = clauses.tokens
    if clauses.quotation_from(tokens[colon].end) or phrase_at(tokens, 0, stop=colon) != colon or colon > _HEADLINE:
        return False
    offices = any(is_office(token.text) for token in tokens[:colon])
    if finite is not None:
        return offices and not clauses.is_time(0, colon)
    behind = [token for token in tokens[colon + 1 : clauses.last] if token.tag != "$("]
    told = len(behind) >= _TOLD and not all(token.is_noun or token.tag in ("$,", "KON", "CARD") for token in behind)
    return offices and tokens[colon - 1].tag == "NE" and told


def pronoun_of(possessive: str) -> str | None:
    """Return the pronoun for the owner of a phrase that a possessive opens: "er" for "Sein Fazit"."""
    first = possessive.split()[0].lower() if possessive.split() else ""
    if first not in grammar().possessive:
        return None
    pronouns: dict[str, str] = table("de/colons.toml")["pronouns"]
    return next((pronoun for stem, pronoun in pronouns.items() if first.startswith(stem)), None)


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
