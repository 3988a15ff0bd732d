"""Prepositional frames: "laut X", "nach Angaben von X", "X zufolge", "seiner Meinung nach", "…, so X"."""

from __future__ import annotations

from collections.abc import Iterator

from chat.attribution.found import FoundClaim, Offsets
from chat.attribution.german.agents import can_speak
from chat.attribution.german.circumstances import end_of_circumstances
from chat.attribution.german.clauses import Clauses
from chat.attribution.german.cue_verbs import lemma_of
from chat.attribution.german.grammar import grammar
from chat.attribution.german.lexicon import lexicon
from chat.attribution.german.phrases import can_be_subject, is_bare_genitive, phrase_at, starts_phrase
from chat.attribution.german.speakers import is_source_noun, source_in, start_of_phrase_before
from chat.schema import ClaimType


def prepositional_frames(clauses: Clauses, sentence: int) -> Iterator[FoundClaim]:
    """Yield the claims of a sentence that a preposition reports."""
    for place, token in enumerate(clauses.tokens):
        if not token.quoted:
            yield from _at(clauses, place, token.text.lower(), sentence)


def _at(clauses: Clauses, place: int, word: str, sentence: int) -> Iterator[FoundClaim]:
    """Yield the claim of a preposition, or of an adverb like one, at `place`."""
    tokens = clauses.tokens
    before_source = word in lexicon().of_source
    if (before_source or word in lexicon().with_noun) and place + 1 < clauses.last:
        mid = place > 0 and tokens[place - 1].text not in ",:;"
        within = grammar().circumstantial if mid else frozenset[str]()  # "nach Auskunft der Familie im Kreis statt"
        end = phrase_at(tokens, place + 1, stop=clauses.last, governed=within)
        if end > place + 3 and tokens[place + 1].lemma == "eigen" and tokens[place + 2].is_noun:
            end = place + 3  # "erfuhr nach eigenen Worten aus der Presse davon"
        before_source = before_source and (word not in ("gemäß", "gemäss") or _is_source(clauses, place + 1, end))
        if before_source or (end > place + 1 and _has_source_noun(clauses, place, end)):
            if end > place + 1:
                end = _with_list(clauses, _with_bare_genitive(clauses, end))
            framed = place, _behind_reference(clauses, end)
            yield from _framed(clauses, framed, (place + 1, end), place, sentence)
            return
    if word == "augen" and place > 1 and [t.text.lower() for t in tokens[place - 2 : place]] == ["in", "den"]:
        end = phrase_at(tokens, place + 1, stop=clauses.last)
        if can_speak(tokens[place + 1 : end]):
            yield from _framed(clauses, (place - 2, end), (place + 1, end), place, sentence)
    elif word == "nach" and place == 2 and [t.text for t in tokens[:2]] == ["Geht", "es"]:
        yield from _wished(clauses, place, sentence)
    elif word in ("zufolge", "nach") and place:
        head = start_of_phrase_before(clauses, place)
        if head is None and word == "zufolge" and tokens[place - 1].tag == "PPER":
            head = place - 1  # "Grund sind ihr zufolge …"
        opens = place + 1 < len(tokens) and starts_phrase(tokens[place + 1])  # "Studien nach der Katastrophe"
        if head is not None and (word == "zufolge" or (not opens and _is_opinion(clauses, head, place))):
            yield from _framed(clauses, (head, place + 1), (head, place), place, sentence)
    elif word == "so" and place and (tokens[place - 1].text in (",", "–") or tokens[place - 1].quoted):
        end = phrase_at(tokens, place + 1, stop=_end_of_insertion(clauses, place))
        if place + 1 < clauses.last and tokens[place + 1].text.lower() in grammar().many:
            return  # "so viele wie nie"
        followed_by_verb = clauses.finite(place + 1, min(end + 1, len(tokens))) is not None and end < clauses.last
        if end > place + 1 and can_be_subject(tokens, place + 1) and not followed_by_verb:
            framed = place, _behind_reference(clauses, end_of_circumstances(clauses, end))
            yield from _framed(clauses, framed, (place + 1, end), place, sentence)
    elif word in lexicon().accordingly and tokens[place].tag == "PROAV":
        yield from _framed(clauses, (place, place + 1), None, place, sentence)


def _end_of_insertion(clauses: Clauses, place: int) -> int:
    """Return where "so" at `place` and its phrase must end: at a comma where the verb before lacks what it needs.

    "Der Plan sei, so der Verband, ein Fehler"; else the end of the sentence.
    """
    tokens = clauses.tokens
    open_verb = place > 1 and tokens[place - 1].text == "," and tokens[place - 2].tag == "VA(FIN)"
    comma = next((at for at in range(place + 1, clauses.last) if tokens[at].text == ","), clauses.last)
    return comma if open_verb and clauses.main_finite(0, place - 1) == place - 2 else clauses.last


def _behind_reference(clauses: Clauses, end: int) -> int:
    """Return the place behind whom a source goes back to, from `end` on: "laut X unter Berufung auf Zeugen"."""
    referring = [t.text.lower() for t in clauses.tokens[end : end + 3]] == ["unter", "berufung", "auf"]
    return max(end, phrase_at(clauses.tokens, end + 3, stop=clauses.last)) if referring else end


def _wished(clauses: Clauses, place: int, sentence: int) -> Iterator[FoundClaim]:
    """Yield what somebody wants: "Geht es nach der Ministerin, kommt das Pfand"."""
    end = phrase_at(clauses.tokens, place + 1, stop=clauses.last)
    if end + 1 < clauses.last and clauses.tokens[end].text == "," and can_speak(clauses.tokens[place + 1 : end]):
        cue, by = clauses.tokens[place], clauses.phrase_span((place + 1, end))
        rest = (clauses.span(end + 1, clauses.last),)
        yield FoundClaim("indirect", rest, by, (cue.start, cue.end, "nach"), "demands", sentence)


def _is_source(clauses: Clauses, first: int, end: int) -> bool:
    """Return whether a phrase names who or what can tell something: not "gemäß dem Plan"."""
    phrase = clauses.tokens[first:end]
    return can_speak(phrase) or any(is_source_noun(token) for token in phrase)


def _has_source_noun(clauses: Clauses, place: int, end: int) -> bool:
    """Return whether the phrase behind "nach" or "aus" begins with a noun that makes it a source."""
    tokens = clauses.tokens
    if tokens[place].text.lower() == "aus":
        opens = place == 0 or tokens[place - 1].is_finite or tokens[place - 1].text == ","
        return opens and tokens[place + 1].lemma in lexicon().views
    noun = next((at for at in range(place + 1, end) if tokens[at].is_noun and tokens[at].tag != "NE"), None)
    if noun is None or not is_source_noun(tokens[noun]) or tokens[noun].lemma in lexicon().views:
        return False
    if tokens[noun].lemma.lower().endswith(lexicon().mere_events):
        return False
    of_events = tokens[noun].lemma.lower().endswith(lexicon().event_nouns) and tokens[noun].text == tokens[noun].lemma
    return not of_events or tokens[place + 1].text.lower() not in grammar().definite_dative


def _with_bare_genitive(clauses: Clauses, end: int) -> int:
    """Return the end of a phrase with a genitive that has no article: "nach Meinung politischer Beobachter"."""
    bare = is_bare_genitive(clauses.tokens, end, clauses.last) and is_source_noun(clauses.tokens[end - 1])
    return phrase_at(clauses.tokens, end, stop=clauses.last) if bare else end


def _with_list(clauses: Clauses, end: int) -> int:
    """Return the end of a phrase with those that are listed behind it: "laut Polizei, Feuerwehr und Stadt"."""
    tokens, at = clauses.tokens, end
    while at + 1 < clauses.last and tokens[at].text == "," and starts_phrase(tokens[at + 1]):
        following = phrase_at(tokens, at + 1, stop=clauses.last)
        if not can_speak(tokens[at + 1 : following]):
            break
        if any(token.tag == "KON" for token in tokens[at + 1 : following]):
            return following
        at = following
    return end


def _is_opinion(clauses: Clauses, head: int, place: int) -> bool:
    """Return whether a phrase before "nach" tells what is thought: "seiner Meinung nach"."""
    return any(is_source_noun(t) for t in clauses.tokens[head:place])


def _framed(clauses: Clauses, frame: Offsets, named: Offsets | None, cue: int, sentence: int) -> Iterator[FoundClaim]:
    """Yield the claim of a prepositional frame: the clause that it stands in, without it."""
    tokens, (first, end) = clauses.tokens, frame
    if named and named[1] <= named[0]:
        return
    after = _after_relative(clauses, end)
    word = tokens[cue].text.lower()
    start, stop = _clause_around(clauses, first, after) if word != "so" else (0, clauses.last)
    begins = first > 0 and tokens[first - 1].tag == "KON"
    spans = [] if begins else [clauses.span(start, first)]
    if word != "so" or after == end:
        spans.append(clauses.span(after, stop))
    kind: ClaimType = "indirect"
    if word == "so":
        before = tokens[first].start if tokens[first - 1].text == "," else tokens[first - 1].start
        quote = clauses.quotation_to(tokens[first].start) or clauses.quotation_to(before)
        if quote and quote.start <= tokens[0].start + 1:
            spans, kind = [(quote.start, quote.end)], "direct"
    spans = [span for span in spans if span[1] > span[0]]
    if len(spans) > 1 and clauses.last - after == 1 and word == "so":
        spans.pop()  # "so Klein weiter"
    if spans:
        yield FoundClaim(
            type=kind,
            content=tuple(spans),
            speaker=_source(clauses, named, first, after) if named else None,
            cue=(tokens[cue].start, tokens[cue].end, tokens[cue].text.lower()),
            stance="says",
            sentence=sentence,
        )


def _source(clauses: Clauses, named: Offsets, first: int, after: int) -> Offsets | None:
    """Return the span of the source; with "eigenen Angaben" it is the subject."""
    source = source_in(clauses, *named)
    if source is None:
        subject = clauses.first_phrase(0, first, first) or clauses.first_phrase(after, clauses.last, clauses.last)
        source = clauses.phrase_span(subject) if subject else None
    return source


def _clause_around(clauses: Clauses, first: int, after: int) -> Offsets:
    """Return the places of the clause with what depends on it, that a frame [first, after) stands in."""
    start, at = 0, first
    while at > 0:
        begin = clauses.start_of_stretch(at)
        if begin == 0:
            start = (
                at + 1 if at < first and clauses.tokens[0].text == "Wie" and clauses.finite(0, at) is not None else 0
            )
            break
        if clauses.tokens[begin - 1].text in (":", ";") or (begin == first and _is_within_report(clauses, begin)):
            start = begin
            break
        if begin < first and clauses.is_subordinate(begin, at if at > begin else begin + 1):
            finite = clauses.finite(begin, at)
            if finite is None or at == first:
                start = begin
                break
        elif begin < first and at == first and _opens_main_clause(clauses, begin, first):
            start = begin
            break
        at = begin - 1
    stop = next((at for at in range(after, clauses.last) if clauses.tokens[at].text == ";"), clauses.last)
    if start and clauses.is_subordinate(start, max(first, start + 1)):
        stop = clauses.until_main(max(start, after - 3))
    return start, stop


def _is_within_report(clauses: Clauses, begin: int) -> bool:
    """Return whether what opens at `begin` is reported by the clause before: "sagte, nach Angaben von Zeugen sei …"."""
    finite = clauses.main_finite(0, begin - 1)
    return finite is not None and lemma_of(clauses, finite) in lexicon().verb_second


def _opens_main_clause(clauses: Clauses, begin: int, first: int) -> bool:
    """Return whether a main clause opens at `begin`, after a complete one: "…, im Mai war er nach Angaben …"."""
    finite = clauses.finite(begin, first)
    return (
        finite is not None
        and finite > begin
        and clauses.tokens[begin - 1].text == ","
        and clauses.main_finite(0, begin - 1) is not None
    )


def _after_relative(clauses: Clauses, end: int) -> int:
    """Return the place after a relative clause that begins at `end` with its comma; `end` where none does."""
    if end + 2 >= clauses.last or clauses.tokens[end].text != ",":
        return end
    comma = next((at for at in range(end + 1, clauses.last) if clauses.tokens[at].text == ","), None)
    return comma + 1 if comma and clauses.is_relative(end + 1, comma) else end
