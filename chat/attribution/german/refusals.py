"""Refusals to speak: "wollte sich nicht äußern", "ließ eine Anfrage unbeantwortet". They deny nothing.

A refusal is told by what is negated or refused, and not by a list of sentences: a verb of answering that is negated, a
noun of answering that is "kein" or is refused, silence, or a question that nobody answers.
"""

from __future__ import annotations

from collections.abc import Iterator

from chat.attribution.found import FoundClaim, Offsets
from chat.attribution.german.agents import is_somebody
from chat.attribution.german.clauses import Clauses
from chat.attribution.german.coordination import subject_before
from chat.attribution.german.dependents import is_infinitive
from chat.attribution.german.lexicon import lexicon, refusals
from chat.attribution.german.mood import is_only_konjunktiv
from chat.attribution.german.negation import negating
from chat.attribution.german.phrases import phrase_at
from chat.attribution.german.speakers import is_common, phrases_behind, speaker
from chat.lang.de.tokens import Token


def refusal_frames(clauses: Clauses, sentence: int) -> Iterator[FoundClaim]:
    """Yield the refusals of a sentence: who declines, and the clause that tells it."""
    for place, token in enumerate(clauses.tokens):
        if token.quoted or not token.is_finite or is_only_konjunktiv(token):
            continue
        start, end = clauses.clause(place)
        if _is_said_itself(clauses, start):
            continue
        of_relative = clauses.tokens[start].tag in ("PRELS", "PRELAT")
        nobody = _is_passive(clauses, place, start, end)
        if of_relative or nobody or not (_declines(clauses, place, start, end) or _refuses_to_say(clauses, place, end)):
            continue
        by = _asked(clauses, place, start, end) or _refuser(clauses, place, start, end)
        stop = _end_of_refusal(clauses, end)
        yield FoundClaim(
            type="reported",
            content=(clauses.span(_with_question(clauses, start), stop),),
            speaker=by,
            cue=(token.start, token.end, token.lemma),
            stance="declines",
            sentence=sentence,
            plural=token.text.endswith("n"),
        )


def _is_said_itself(clauses: Clauses, start: int) -> bool:
    """Return whether a clause goes on with one in the Konjunktiv: "er habe Zeit, sie wollten nur nicht reden"."""
    if start < 2 or clauses.tokens[start - 1].text != ",":
        return False
    before = clauses.finite(clauses.start_of_stretch(start - 1), start - 1)
    own = clauses.first_phrase(start, start + 1, clauses.last)
    return before is not None and own is not None and is_only_konjunktiv(clauses.tokens[before])


def _with_question(clauses: Clauses, start: int) -> int:
    """Return where a refusal begins: with the question before it, "Ob er bleibt, ließ Ohm offen", behind "und"."""
    tokens = clauses.tokens
    if start > 1 and tokens[start - 1].text == "," and tokens[start].is_finite:
        first = clauses.start_of_stretch(start - 1)
        opening = tokens[first].text.lower()
        if first == 0 and (opening == "ob" or opening in lexicon().fronted_questions):
            return first
    return start + (tokens[start].tag == "KON")


def _refuser(clauses: Clauses, place: int, start: int, end: int) -> Offsets | None:
    """Return the span of who refuses: the subject, which may be that of the clause before: "…, nannte aber keine …"."""
    tokens = clauses.tokens
    if tokens[place].lemma == "geben" and any(token.text.lower() == "es" for token in tokens[place - 1 : place + 2]):
        named = phrases_behind(clauses, start, end, lexicon().agents_of_reactions)  # "Aus dem Amt", not "aus Kiel"
        by = (at for at in named if is_common(tokens[slice(*at)]) or tokens[at[0] - 1].text.lower() == "von")
        return next(map(clauses.phrase_span, by), None)
    behind = clauses.first_phrase(place + 1, end, end)
    opens = place > 1 and (tokens[place - 1].text in (",", "–") or tokens[place - 1].tag == "KON")
    if opens and (behind is None or not is_somebody(tokens[slice(*behind)])):
        subject = subject_before(clauses, place)
        if subject:
            return clauses.phrase_span(subject)
    return speaker(clauses, place, start, end, tokens[place].lemma)


def _declines(clauses: Clauses, place: int, start: int, end: int) -> bool:
    """Return whether the clause [start, end) with its finite verb at `place` tells that somebody will not speak."""
    words, tokens = refusals(), clauses.tokens[start:end]
    lemmas = {form for t in tokens if not t.quoted for form in (t.lemma, t.text.lower())}
    verbs = {clauses.tokens[place].lemma, *(t.lemma for t in tokens if t.tag.startswith("VV"))}
    if lemmas & words.unanswered and lemmas & words.left:
        return True
    if lemmas & words.open and "lassen" in verbs:
        return _asks(clauses, start, end) and _is_by_somebody(clauses, place, start, end) and not _is_negated(tokens)
    if lemmas & words.guarded and verbs & words.keeping:
        return True
    perfect = clauses.tokens[place].lemma == "haben"
    if verbs & words.silent and (perfect or clauses.tokens[place].lemma in words.silent | words.modal):
        return not lemmas & words.not_silent and not _is_negated(tokens)
    noun = bool(lemmas & words.nouns)
    if noun and (verbs & words.refusing or (any(t.text.lower() == "ab" for t in tokens) and verbs & words.refusing_ab)):
        return True
    if noun and lemmas & words.owing and lemmas & words.left:
        return True  # "blieb Details schuldig"
    out = clauses.tokens[place].lemma != "weichen" or any(t.text.lower() == "aus" for t in tokens)
    if verbs & words.evading and lemmas & words.evaded and out:
        return True
    put_off = lemmas & words.later and clauses.tokens[place].lemma in words.modal and verbs & words.saying_of_oneself
    if put_off and any(t.tag == "PRF" for t in tokens):
        return True
    if not _is_negated(tokens):
        return False
    if noun and verbs & words.giving:
        return True
    if clauses.tokens[place].lemma in words.reachable and lemmas & words.reached:
        return _is_by_somebody(clauses, place, start, end)
    if "reagieren" in verbs and not _is_by_somebody(clauses, place, start, end):
        return False
    return _will_not_say(clauses.tokens[place], tokens, verbs)


def _asks(clauses: Clauses, start: int, end: int) -> bool:
    """Return whether a question stands before the clause [start, end) or behind it, or "das" for one within it."""
    if _with_question(clauses, start) < start or any(t.tag == "PDS" for t in clauses.tokens[start:end]):
        return True
    opening = clauses.tokens[end + 1] if end + 1 < clauses.last and clauses.tokens[end].text == "," else None
    return opening is not None and (opening.text.lower() == "ob" or opening.text.lower() in lexicon().fronted_questions)


def _refuses_to_say(clauses: Clauses, place: int, end: int) -> bool:
    """Return whether somebody refuses to do what is saying something: "lehnte es ab, sich zu äußern"."""
    words, tokens = refusals(), clauses.tokens
    refusing = tokens[place].lemma in words.refusing | words.refusing_ab
    if not refusing or end >= clauses.last or tokens[end].text != ",":
        return False
    stop = clauses.end_of_stretch(end + 1)
    saying = words.saying | words.saying_of_oneself | words.answering
    infinitive = any(t.tag in ("PTKZU", "VV(IZU)") for t in tokens[end + 1 : stop])
    return infinitive and any(t.lemma in saying for t in tokens[end + 1 : stop])


def _is_by_somebody(clauses: Clauses, place: int, start: int, end: int) -> bool:
    subject = clauses.first_phrase(start, place, place) or clauses.first_phrase(place + 1, end, end)
    return subject is not None and is_somebody(clauses.tokens[slice(*subject)])


def _is_passive(clauses: Clauses, place: int, start: int, end: int) -> bool:
    return clauses.tokens[place].lemma == "werden" and any(t.tag == "VV(PP)" for t in clauses.tokens[start:end])


def _will_not_say(finite: Token, tokens: list[Token], verbs: set[str]) -> bool:
    """Return whether a verb of answering is negated: "äußerte sich nicht", "wollte das nicht kommentieren"."""
    words = refusals()
    reflexive = any(t.tag == "PRF" for t in tokens)
    manner = any(t.tag == "ADJ(D)" and t.lemma not in words.times for t in tokens)
    if finite.lemma in words.able and verbs & words.told:
        return True
    if finite.lemma in words.modal and "machen" in verbs and any(t.text.lower() == "öffentlich" for t in tokens):
        return True
    if finite.lemma in words.modal:
        return bool(verbs & words.saying) or (reflexive and bool(verbs & words.saying_of_oneself))
    if finite.lemma in words.saying_of_oneself or (finite.lemma == "haben" and verbs & words.saying_of_oneself):
        return reflexive and not manner
    spoken = verbs & words.answering
    return bool(spoken) and (finite.lemma in spoken or finite.tag.startswith("VA"))


def _is_negated(tokens: list[Token]) -> bool:
    without = any(t.text.lower() in ("weder", "nichts") for t in tokens)
    return without or any(negating(tokens, at) for at in range(len(tokens)))


def _end_of_refusal(clauses: Clauses, end: int) -> int:
    """Return where what is refused ends: with "ob …" or "dass …" behind the clause where that is what is left open."""
    if end + 1 >= clauses.last or clauses.tokens[end].text != ",":
        return end
    if clauses.tokens[end + 1].tag in ("KOUS", "PWAV", "PWS"):
        return clauses.until_main(end + 1)
    infinitive_end = next((stop for _, stop in clauses.stretches(end, clauses.last)), end)
    return infinitive_end if is_infinitive(clauses, end + 1) else end


def _asked(clauses: Clauses, place: int, start: int, end: int) -> Offsets | None:
    """Return the span of who was asked, where the question is the subject: "Eine Anfrage an die Bank blieb …"."""
    words, tokens = refusals(), clauses.tokens
    if tokens[place].lemma not in words.remaining:
        return None
    for at in range(start, end - 1):
        if tokens[at].text.lower() in words.asked_by:
            last = phrase_at(tokens, at + 1, stop=end)
            if last > at + 1 and not clauses.is_time(at + 1, last):
                return clauses.phrase_span((at + 1, last))
    return None
