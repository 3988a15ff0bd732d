"""How a source is said to know what it tells: "unter Berufung auf Kreise", "der dabei war", "das der Agentur vorliegt".

Knows the claim's cue and speaker in their sentence. What it does not find stays untold.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from chat.attribution.found import FoundClaim, Offsets
from chat.attribution.german.clauses import Clauses
from chat.attribution.german.lexicon import lexicon
from chat.attribution.german.phrases import phrase_at
from chat.attribution.german.sources import kind_of_source, source_words
from chat.lang.de.tokens import Token

_ATTRIBUTE = 8  # tokens between what opens an attribute and its participle


def knows_by(clauses: Clauses, claim: FoundClaim) -> Offsets | None:
    """Return the span that tells how the speaker of a claim knows, None where nothing does."""
    if claim.speaker is None:
        return None
    tokens = clauses.tokens
    speaker = clauses.places_of(claim.speaker)
    if speaker[0] == speaker[1]:
        return None  # named in another sentence
    found = (
        _attribute(tokens, speaker)
        or _relative_clause(clauses, speaker)
        or _with_wie(clauses, claim)
        or _from_whom(clauses, claim)
        or next((way for way in _ways(clauses) if _is_of(clauses, claim, speaker, way)), None)
    )
    return clauses.span(*found) if found else None


def _relative_clause(clauses: Clauses, speaker: Offsets) -> Offsets | None:
    """Return the relative clause of the speaker that tells how they know: in its phrase, or just behind it."""
    tokens = clauses.tokens
    commas = [at for at in range(speaker[0], min(speaker[1] + 1, clauses.last)) if tokens[at].text == ","]
    for comma in commas:
        first = comma + 1
        end = clauses.end_of_stretch(first)
        opens = first + (first < end and tokens[first].tag.startswith("APPR"))
        is_relative = opens < end and tokens[opens].text.lower() in lexicon().relative_pronouns | {"denen"}
        if is_relative and tokens[end - 1].is_finite and tells_knowledge(tokens[opens + 1 : end]):
            return first, end
    return None


def tells_knowledge(clause: Sequence[Token]) -> bool:
    """Return whether the words of a clause tell that somebody knows something by having seen or heard it."""
    words = [token.text.lower() for token in clause]
    if any(token.tag == "PTKNEG" or token.lemma == "kein" for token in clause):
        return False
    lists = source_words()["knowing"]
    if any(word.startswith(tuple(lists["alone"].split())) for word in words):
        return True
    return any(
        word.startswith(stem) and any(companion in other for other in words for companion in companions.split())
        for stem, companions in lists["with"].items()
        for word in words
    )


def _attribute(tokens: Sequence[Token], speaker: Offsets) -> Offsets | None:
    """Return the attribute before the noun that tells it: "mit dem Vorgang vertraute Personen"."""
    openings: dict[str, str] = source_words()["ways"]["attributes"]
    for at in range(max(0, speaker[0] - 1), speaker[1]):
        word = tokens[at].text.lower()
        stem = next((stem for stem in openings if word.startswith(stem)), None)
        if stem is None:
            continue
        opens = openings[stem].split()
        first = next((k for k in range(at - 1, max(-1, at - _ATTRIBUTE), -1) if tokens[k].text.lower() in opens), None)
        companions = source_words()["knowing"]["with"].get(stem[:-1], "").split()
        within = [token.text.lower() for token in tokens[first or at : at]]
        is_told = stem != "beteiligte" or any(noun in word for word in within for noun in companions)
        if first is not None and is_told:
            return first, at + 1
    return None


def _with_wie(clauses: Clauses, claim: FoundClaim) -> Offsets | None:
    """Return the clause of a cue with "wie" that tells where something is known from: "wie aus Akten hervorgeht"."""
    if claim.cue is None or claim.cue[2] not in source_words()["ways"]["from_where"].split():
        return None
    start, end = clauses.clause(clauses.place_of(claim.cue[0]))
    is_told = clauses.tokens[start].text.lower() == "wie" and any(
        token.text.lower() in ("aus", "von", "vom") for token in clauses.tokens[start:end]
    )
    return (start, end) if is_told else None


def _from_whom(clauses: Clauses, claim: FoundClaim) -> Offsets | None:
    """Return a prepositional frame with where its source has it from: "nach Informationen des Boten aus Kreisen"."""
    if claim.cue is None or claim.cue[2] not in lexicon().of_source | lexicon().with_noun:
        return None
    tokens, place = clauses.tokens, clauses.place_of(claim.cue[0])
    end = phrase_at(tokens, place + 1, stop=clauses.last)
    for at in range(place + 3, min(end + 1, clauses.last)):
        if tokens[at].text.lower() == "aus":
            stop = phrase_at(tokens, at + 1, stop=clauses.last)
            if _is_source(tokens, at + 1, stop, ("anonymous", "document")):
                return place, stop
    return None


def _is_source(tokens: Sequence[Token], first: int, end: int, kinds: Sequence[str]) -> bool:
    """Return whether the tokens first … end-1 are a phrase of a source of one of some kinds."""
    return end > first and kind_of_source(" ".join(token.text for token in tokens[first:end])) in kinds


def _ways(clauses: Clauses) -> Iterator[Offsets]:
    """Yield the places of what may tell how somebody knows: "unter Berufung auf Kreise", "aus erster Hand"."""
    tokens, lists = clauses.tokens, source_words()["ways"]
    words = [token.text.lower() for token in tokens]
    kinds = ("anonymous", "document", "medium", "organisation", "office", "person")
    for at in range(1, len(tokens) - 2):
        if tokens[at].quoted or words[at + 1] != "auf" or words[at - 1] not in lists["before"].split():
            continue
        end = phrase_at(tokens, at + 2, stop=clauses.last)
        goes_back = words[at] in lists["going_back"].split() and end > at + 2
        points = words[at] in lists["pointing"].split() and _is_source(tokens, at + 2, end, kinds)
        if goes_back or points:
            yield at - 1, end
    for phrase in lists["phrases"]:
        length = len(phrase.split())
        for at in range(len(tokens) - length + 1):
            if words[at : at + length] == phrase.split() and not tokens[at].quoted:
                yield at, at + length


def _is_of(clauses: Clauses, claim: FoundClaim, speaker: Offsets, way: Offsets) -> bool:
    """Return whether a way of knowing belongs to a claim: within or beside its speaker, or in the clause of its cue."""
    if way[0] < speaker[1] + 1 and way[1] > speaker[0] - 1:
        return True
    cue = claim.cue and clauses.place_of(claim.cue[0])
    if cue is None or not clauses.tokens[cue].tag.startswith("V"):
        return False
    start, end = clauses.clause(cue)
    return start - 1 <= way[0] and way[1] <= end + 1
