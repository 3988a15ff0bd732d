"""Who a claim in a clause is from: the subject of the cue, the agent of a passive, the source behind a preposition."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from chat.attribution.found import Offsets
from chat.attribution.german.agents import is_masculine, is_people, is_somebody
from chat.attribution.german.cases import is_nominative
from chat.attribution.german.clauses import Clauses
from chat.attribution.german.grammar import grammar
from chat.attribution.german.joint_speakers import with_all_joined
from chat.attribution.german.lexicon import lexicon
from chat.attribution.german.occasions import is_occasion, tells_when
from chat.attribution.german.phrases import can_be_subject, phrase_at, simple_phrase_at, starts_phrase
from chat.attribution.german.subjects import is_fronted
from chat.attribution.german.writings import STANDING, written_on
from chat.lang.de.tokens import Token

_MENTION = "die Rede sein"  # the cue whose speaker is where something is mentioned: "in dem Papier ist die Rede von …"
_RELATIVE_CLAUSE = 25  # tokens
_LONGEST_PHRASE = 12  # tokens before "zufolge"


def speaker(
    clauses: Clauses, place: int, start: int, end: int, lemma: str, *, before_words: int | None = None
) -> Offsets | None:
    """Return the span of the speaker of the cue verb at `place` in the clause [start, end).

    The words of the cue itself that begin at `before_words` ("in Frage", "der Ansicht") are no part of the speaker.
    """
    tokens = clauses.tokens
    if is_passive(tokens, place, start, end) and lemma not in lexicon().quoting:
        return _agent_or_body(clauses, start, end, lemma)
    if lemma == STANDING:
        return written_on(clauses, start, end)
    if lemma == _MENTION:
        return _place_of_saying(clauses, start, end, besides=("von", "vom"))
    if lemma in lexicon().sourced:
        source = _place_of_saying(clauses, start, end)
        if source or lemma == "heißen":
            return source
    if lemma in lexicon().viewpoints:
        return for_whom(clauses, start, end)
    if lemma in lexicon().quoting and tokens[place].is_finite:
        quoted = _second_phrase(clauses, place, end) or (
            _quoted_behind(clauses, end, place) if start == place else None
        )
        if quoted:
            return quoted
    finite = clauses.finite_with(place, start, end)
    finite = place if finite is None else finite
    if _is_relative_subject(clauses, start, finite):
        return tokens[start].start, tokens[start].end  # "…, die sagte", "…, das eine Beteiligung ablehnt"
    own_words = before_words is not None and before_words > finite
    stop = before_words if own_words and before_words is not None else clauses.last
    subject = _subject(clauses, (start, finite, min(end, stop)), stop, lexicon().governed.get(lemma, frozenset()))
    if subject is None and (tokens[start].tag == "KON" or (start and start == place and tokens[place].is_finite)):
        subject = clauses.first_phrase(0, start, start)  # "…, und fügte hinzu"
    if subject is None and finite == start + 1 and tokens[start].is_capital and tokens[start].tag == "ADJ(D)":
        subject = start, finite  # a name that is an adjective too: "Klein sagte, …"
    if subject and tokens[subject[0]].text.lower() == "man" and (body := body_behind(clauses, start, end)):
        return body  # "beim Verband sieht man das anders"
    return with_own_source(clauses, with_enumeration(clauses, subject)) if subject else None


def _is_relative_subject(clauses: Clauses, place: int, finite: int) -> bool:
    """Return whether a relative pronoun at `place` is the subject: no other is, or it is a man ("Ohm, der … rief")."""
    tokens = clauses.tokens
    if tokens[place].tag != "PRELS" or not place:
        return False
    within = clauses.first_phrase(place + 1, finite, finite)
    if within is None or not is_somebody(tokens[slice(*within)]):
        return True
    head = start_of_phrase_before(clauses, place - 1)
    if tokens[place].text != "der" or head is None or is_nominative(tokens[slice(*within)]):
        return False
    return is_masculine(tokens[head : place - 1])


def starts_of_phrases_before(clauses: Clauses, place: int) -> Iterator[int]:
    """Yield the places where a noun phrase starts that ends just before `place`, the longest first."""
    for head in range(max(0, place - _LONGEST_PHRASE), place):
        if starts_phrase(clauses.tokens[head]) and phrase_at(clauses.tokens, head, stop=place) == place:
            yield head


def start_of_phrase_before(clauses: Clauses, place: int) -> int | None:
    """Return the place where the noun phrase starts that ends just before `place`, None where none does."""
    return next(starts_of_phrases_before(clauses, place), None)


def _agent_or_body(clauses: Clauses, start: int, end: int, lemma: str) -> Offsets | None:
    """Return the span of the agent of a passive, where it has neither agent nor subject of the body it tells of."""
    by_whom = agent(clauses, start, end, governed=lexicon().governed.get(lemma, frozenset()))
    if by_whom or clauses.first_phrase(start, end, end):
        return by_whom
    return body_behind(clauses, start, end)


def body_behind(clauses: Clauses, start: int, end: int) -> Offsets | None:
    """Return the span of the body in which something is thought: "In der Belegschaft wird vermutet"; not "in Kiel"."""
    places = phrases_behind(clauses, start, end, lexicon().within)
    return next((clauses.phrase_span(at) for at in places if is_common(clauses.tokens[slice(*at)])), None)


def phrases_behind(clauses: Clauses, start: int, end: int, prepositions: Collection[str]) -> Iterator[Offsets]:
    """Yield the places of the phrases in [start, end) that name somebody behind one of some prepositions."""
    for at in range(start, end - 1):
        if clauses.tokens[at].quoted or clauses.tokens[at].text.lower() not in prepositions:
            continue
        last = phrase_at(clauses.tokens, at + 1, stop=end)
        if last > at + 1 and is_somebody(clauses.tokens[at + 1 : last]):
            yield at + 1, last


def is_common(phrase: Sequence[Token]) -> bool:
    """Return whether a phrase is more than a name, which may be a place's: "der Bahn", "DGB"; not "Kiel"."""
    return any(token.tag in ("NN", "ART") or token.text.isupper() for token in phrase)


def _subject(clauses: Clauses, clause: tuple[int, int, int], stop: int, governed: frozenset[str]) -> Offsets | None:
    """Return the subject of a clause with its start, its finite verb and its end; it may reach up to `stop`."""
    start, finite, end = clause
    opening = clauses.tokens[start]
    front = min(finite, clauses.end_of_stretch(start + (opening.text.lower() == "wie")))
    in_clause = governed if opening.tag == "KOUS" else frozenset[str]()
    before = clauses.first_phrase(start, front, finite, governed=in_clause)
    before = _behind_heading(clauses, before, finite) or _up_to_verb(clauses, before, start, finite, governed)
    behind = clauses.first_phrase(finite + 1, end, stop, governed=governed)
    fronted = before and behind and is_fronted(clauses.tokens, before, finite, behind)
    return behind if fronted else before or behind


def _behind_heading(clauses: Clauses, places: Offsets | None, finite: int) -> Offsets | None:
    """Return the subject behind a heading that no full stop parts from it: "Plan für den Bund Der Rat schlug vor"."""
    if places is None:
        return None
    for at in range(places[1], finite):
        if clauses.tokens[at].text in grammar().in_names and phrase_at(clauses.tokens, at, stop=finite) == finite:
            return at, finite
    return None


def _up_to_verb(
    clauses: Clauses, places: Offsets | None, start: int, finite: int, governed: frozenset[str]
) -> Offsets | None:
    """Return a phrase that opens a main clause with what stands behind it with a preposition, up to the verb.

    Before the verb there is but one phrase: "Die Fischer auf den Inseln drohten".
    """
    if places is None or places[0] != start or places[1] + 1 >= finite:
        return places
    inner = clauses.tokens[places[1] + 1 : finite]
    attribute = clauses.tokens[places[1]].text.lower() in grammar().attributive_before_verb - governed
    whole = attribute and phrase_at(clauses.tokens, places[1] + 1, stop=finite) == finite
    return (start, finite) if whole and not tells_when(inner) and not is_occasion(inner) else places


def _with_head(clauses: Clauses, places: Offsets) -> Offsets:
    """Return a phrase with what it stands behind without a second comma: "Ruth Klein, Sprecherin der Stadt sagte"."""
    tokens, (first, end) = clauses.tokens, places
    if first < 2 or tokens[first - 1].text != ",":
        return places
    head = clauses.start_of_stretch(first - 1)
    names = [all(t.tag == "NE" for t in tokens[a:b]) for a, b in ((head, first - 1), (first, end))]
    office = (is_people(tokens[first]), any(is_people(t) for t in tokens[head : first - 1]))[names[1]]
    whole = can_be_subject(tokens, head) and phrase_at(tokens, head, stop=first - 1) == first - 1
    return (head, end) if whole and office and sum(names) == 1 and starts_phrase(tokens[head]) else places


def with_enumeration(clauses: Clauses, places: Offsets) -> Offsets:
    """Return a phrase with what it is listed with: "die Stadt, der Kreis und das Land"."""
    first, end = places = with_all_joined(clauses, _with_head(clauses, places))
    if not any(t.tag == "KON" for t in clauses.tokens[first:end]):
        return places
    while first > 1 and clauses.tokens[first - 1].text == ",":
        begin = clauses.start_of_stretch(first - 1)
        listed_to = simple_phrase_at(clauses.tokens, begin, stop=first - 1)
        if not starts_phrase(clauses.tokens[begin]) or listed_to != first - 1:
            break
        first = begin
    return first, end


def _second_phrase(clauses: Clauses, place: int, end: int) -> Offsets | None:
    """Return the span of who is quoted: "die Zeitung zitiert einen Zeugen mit den Worten"."""
    tokens = clauses.tokens
    worded = next((at for at in range(place + 1, end) if tokens[at].lemma in lexicon().worded), None)
    with_words = next((at for at in range(place + 1, worded or 0) if tokens[at].text.lower() == "mit"), None)
    if with_words is None:
        return None
    at = next((at for at in range(place + 1, with_words) if starts_phrase(tokens[at])), None)
    last = phrase_at(tokens, at, stop=with_words) if at is not None else 0
    return clauses.phrase_span((at, last)) if at is not None and last > at else None


def _quoted_behind(clauses: Clauses, end: int, place: int) -> Offsets | None:
    """Return the span of who is quoted, behind who quotes: "„…“, zitierte ein Sprecher die Gewinnerin"."""
    by = clauses.first_phrase(place + 1, end, end)
    at = by[1] if by else end
    last = phrase_at(clauses.tokens, at, stop=end) if at < end and starts_phrase(clauses.tokens[at]) else at
    return clauses.phrase_span((at, last)) if last > at else None


def is_passive(tokens: Sequence[Token], place: int, start: int, end: int) -> bool:
    """Return whether the verb at `place` is a participle with "werden" in its clause."""
    will_do = tokens[place].text == tokens[place].lemma and not any(
        t.text.lower() in lexicon().agents for t in tokens[start:end]
    )  # "wird Klein entgegnen"
    passive = tokens[place].tag == "VV(PP)" and any(t.lemma == "werden" for t in tokens[start:end])
    return passive and not will_do


def agent(clauses: Clauses, start: int, end: int, *, governed: Collection[str] = ()) -> Offsets | None:
    """Return the span of the agent of a passive: "von der Opposition".

    Behind a preposition in `governed` it is somebody, and else what the verb is about: "vom Verzehr wird abgeraten".
    """
    for at in range(start, end - 1):
        within = at and clauses.tokens[at - 1].tag.startswith(("ART", "PPOSAT"))  # "der von Klein geforderte Bau"
        if clauses.tokens[at].text.lower() in lexicon().agents and not within:
            last = phrase_at(clauses.tokens, at + 1, stop=end)
            about = clauses.tokens[at].text.lower() in governed and not is_somebody(clauses.tokens[at + 1 : last])
            if last > at + 1 and not about and not clauses.is_time(at + 1, last):
                return clauses.phrase_span((at + 1, last))
    return None


def source_in(clauses: Clauses, first: int, end: int) -> Offsets | None:
    """Return the span of who is named in the phrase [first, end) behind "laut" or "nach".

    In "Angaben der Polizei" that is "der Polizei", in "Celebis Angaben" the name; where the noun names a paper or
    nobody ("einem Bericht der Stadt", "ersten Angaben") it is the phrase itself, and None for "eigenen Angaben".
    """
    tokens = clauses.tokens
    noun = next((at for at in range(first, end) if is_source_noun(tokens[at])), None)
    if noun is None:
        return with_own_source(clauses, (first, end))
    inner = tokens[first:noun]
    if any(t.lemma == "eigen" for t in inner):
        return None
    if inner and all(t.tag == "NE" for t in inner):
        return clauses.phrase_span((first, noun))
    if _names_paper(tokens[noun]):
        return with_own_source(clauses, (first, end))
    attribute = noun + 1
    if attribute < end and not clauses.is_time(attribute + 1, end):
        token = tokens[attribute]
        if token.text.lower() in grammar().genitive or token.tag in ("NE", "ADJ(A)"):
            return with_own_source(clauses, (attribute, end))
        if token.text.lower() in lexicon().of_source_noun and attribute + 1 < end:
            return with_own_source(clauses, (attribute + 1, end))
    return clauses.phrase_span((first, end))


def is_source_noun(token: Token) -> bool:
    """Return whether a noun tells that somebody said something ("Angaben"), compounds with it included."""
    forms = (token.lemma.lower(), token.text.lower())
    return token.is_noun and token.is_capital and any(form.endswith(lexicon().source_nouns) for form in forms)


def _names_paper(noun: Token) -> bool:
    """Return whether a source noun names a paper or a count, the source itself: "Bericht", not "Einschätzung"."""
    ends = [ending for ending in lexicon().source_nouns if noun.lemma.lower().endswith(ending)]
    return bool(ends) and max(ends, key=len) in lexicon().paper_nouns


def with_own_source(clauses: Clauses, places: Offsets) -> Offsets:
    """Return the span of a phrase with what makes it this source: "die sich auf … beruft", "der anonym bleiben will".

    So too with "selbst": "Klein selbst sagte".
    """
    tokens, (first, end) = clauses.tokens, places
    if end + 2 < clauses.last and tokens[end].text == "," and tokens[end + 1].tag == "PRELS":
        stop = clauses.end_of_stretch(end + 1)
        unnamed = any(token.text.lower() in lexicon().unnamed for token in tokens[end + 1 : stop])
        if stop - end < _RELATIVE_CLAUSE and (unnamed or tokens[stop - 1].lemma in lexicon().going_back):
            return clauses.phrase_span((first, stop))
    alone = end == clauses.last - 1 or clauses.is_finite(min(end + 1, clauses.last - 1))
    if end < clauses.last and alone and tokens[end].text in grammar().emphatic:
        end += 1
    return clauses.phrase_span((first, end))


def for_whom(clauses: Clauses, start: int, end: int) -> Offsets | None:
    """Return the span of whom something is so for: "für die Opposition steht fest"."""
    for at in range(start, end - 1):
        if clauses.tokens[at].text.lower() == "für":
            last = phrase_at(clauses.tokens, at + 1, stop=end)
            if last > at + 1 and is_somebody(clauses.tokens[at + 1 : last]):
                return clauses.phrase_span((at + 1, last))
    return None


def _place_of_saying(clauses: Clauses, start: int, end: int, *, besides: Collection[str] = ()) -> Offsets | None:
    """Return the span of where it is said or written: "in dem Papier heißt es", "verlautete aus Kreisen".

    Prepositions in `besides` do not open it.
    """
    tokens, places = clauses.tokens, lexicon().places.difference(besides)
    for at in range(start, end - 1):
        if tokens[at].tag.startswith("APPR") and tokens[at].text.lower() in places:
            last = phrase_at(tokens, at + 1, stop=end)
            if last > at + 1 and not clauses.is_time(at + 1, last):
                return clauses.phrase_span((at + 1, last))
    return None
