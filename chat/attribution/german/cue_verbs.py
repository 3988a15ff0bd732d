"""Which cue a verb is: its lemma with its particle ("teilte mit"), or the phrase it is part of ("in Frage stellen")."""

from __future__ import annotations

from collections.abc import Sequence

from chat.attribution.german.clauses import Clauses
from chat.attribution.german.lexicon import ADJECTIVE, NOUN, PARTICIPLE, Phrase, lexicon
from chat.attribution.german.mood import is_konjunktiv_1
from chat.attribution.german.phrases import starts_phrase
from chat.attribution.german.writings import STANDING, written_on
from chat.lang.de.tokens import Token
from chat.lang.quotations import CLOSING, OPENING

_PARTICLE_WITHIN = 25  # tokens
_READING = "lesen"
_HEARING = "hören"  # the verb that is a cue only with where it is heard from


def cue_of(clauses: Clauses, place: int) -> str | None:
    """Return the cue that the verb at `place` is, None where it is none."""
    if phrase := phrase_at_verb(clauses, place):
        return phrase.cue
    if not clauses.tokens[place].tag.startswith("VV"):
        return None
    if _is_marked(clauses.tokens, place):
        return None
    lemma = lemma_of(clauses, place)
    if lemma == _READING and _is_to_be_read(clauses, place):
        return STANDING
    if lemma == _HEARING and not _is_heard(clauses, place):
        return None
    if lemma == STANDING:
        return lemma if written_on(clauses, *clauses.clause(place)) else None
    return lemma if lemma in lexicon().verbs or is_parenthetic(clauses, place) else None


def _is_marked(tokens: Sequence[Token], place: int) -> bool:
    """Return whether a verb stands alone between quotation marks, which distance from it: "hat „angekündigt“"."""
    return 0 < place < len(tokens) - 1 and tokens[place - 1].text in OPENING and tokens[place + 1].text in CLOSING


def _is_to_be_read(clauses: Clauses, place: int) -> bool:
    """Return whether something is to be read somewhere: "auf Plakaten war … zu lesen"."""
    start, end = clauses.clause(place)
    is_so = any(token.lemma == "sein" for token in clauses.tokens[start:end])
    return is_so and clauses.tokens[place - 1].tag == "PTKZU" and written_on(clauses, start, end) is not None


def _is_heard(clauses: Clauses, place: int) -> bool:
    """Return whether something is heard from somewhere: "aus der Partei hört man", "ist zu hören"."""
    start, end = clauses.clause(place)
    words = [token.text.lower() for token in clauses.tokens[start:end]]
    return "aus" in words and ("man" in words or "zu" in words)


def cue_of_clause(clauses: Clauses, finite: int) -> str | None:
    """Return the cue of the clause of a finite verb: that verb, or what it is the auxiliary of: "hat … gefordert"."""
    if cue := cue_of(clauses, finite):
        return cue
    if not clauses.tokens[finite].tag.startswith(("VA", "VM")):
        return None
    end = clauses.clause(finite)[1]
    verbs = [at for at in range(finite + 1, end) if clauses.tokens[at].tag in ("VV(PP)", "VV(INF)")]
    return next((cue for at in verbs if (cue := cue_of(clauses, at))), None)


def phrase_at_verb(clauses: Clauses, place: int) -> Phrase | None:
    """Return the phrase of several words that the verb at `place` makes a cue of: "gab … zu bedenken"."""
    found = _phrase(clauses, place)
    return found[0] if found else None


def start_of_phrase(clauses: Clauses, place: int) -> int | None:
    """Return the place of the first word of that phrase that is not the verb, None where the cue is one word."""
    found = _phrase(clauses, place)
    return found[1] if found else None


def _phrase(clauses: Clauses, place: int) -> tuple[Phrase, int] | None:
    token = clauses.tokens[place]
    if not token.tag.startswith("V"):
        return None
    phrases = lexicon().phrases.get(token.lemma, ())
    if token.is_finite and (whole := _with_particle(clauses, place)) != token.lemma:
        phrases = (*lexicon().phrases.get(whole, ()), *phrases)  # "meldeten Bedenken an"
    if not phrases:
        return None
    start, end = clauses.clause(place)
    words = clauses.tokens[start:end]
    reflexive = any(t.tag == "PRF" for t in words)
    for phrase in phrases:
        if phrase.reflexive and not reflexive:
            continue
        length = len(phrase.words)
        for at in range(len(words) - length + 1):
            own = start + at <= place < start + at + length
            if own or not all(map(_fits, words[at : at + length], phrase.words)):
                continue
            if not _is_adverb(words, at, length):
                return phrase, start + at
    return None


def _is_adverb(words: Sequence[Token], at: int, length: int) -> bool:
    """Return whether "dagegen" stands before an object, and is not the verb's: "hält dagegen den Bau für nötig"."""
    behind = words[at + length : at + length + 1]
    return length == 1 and words[at].tag == "PROAV" and any(starts_phrase(token) for token in behind)


def takes_sein(cue: str) -> bool:
    """Return whether the perfect of a cue has "sein": "ist davon ausgegangen", "ist ins Gericht gegangen"."""
    return cue in lexicon().with_sein or (" " in cue and cue.split()[-1] in lexicon().moving)


def _fits(token: Token, word: str) -> bool:
    """Return whether a token is a word of a phrase, or of the kind that may stand for it."""
    if token.quoted:
        return False
    if word == ADJECTIVE:
        is_one = token.tag in ("ADJ(D)", "VV(PP)")
        return is_one and token.text.lower() not in lexicon().no_feelings
    if word == PARTICIPLE:
        return token.tag == "VV(PP)"
    return token.tag == "NN" if word == NOUN else token.text.lower() == word


def lemma_of(clauses: Clauses, place: int) -> str:
    """Return the lemma of a verb with its particle: "teilte … mit", "gab … bekannt", "bekannt gegeben"."""
    tokens, verbs = clauses.tokens, lexicon().verbs
    token = tokens[place]
    before = tokens[place - 1].text.lower() + token.lemma if place else ""
    if before in verbs and tokens[place - 1].tag != "PPER":  # "er gab … an" is no "ergeben"
        return before
    if token.text.lower().startswith(("heißt", "hieß")):
        first = clauses.start_of_stretch(place)
        first = first if tokens[first].text.lower() == "wie" else max(0, place - 1)
        return "heißen" if any(t.text.lower() == "es" for t in tokens[first : place + 2]) else ""
    if token.text in lexicon().participles and _has_haben(clauses, place):
        return lexicon().participles[token.text]
    if token.text == "gestanden" and _has_confessed(clauses, place):
        return "gestehen"
    return _with_particle(clauses, place) if token.is_finite else token.lemma


def _has_haben(clauses: Clauses, place: int) -> bool:
    """Return whether the auxiliary in the clause of a participle is "haben"."""
    return {t.lemma for t in clauses.tokens[slice(*clauses.clause(place))] if t.tag.startswith("VA")} == {"haben"}


def _has_confessed(clauses: Clauses, place: int) -> bool:
    """Return whether "gestanden" has an object and is no form of "stehen": "hat die Tat gestanden"."""
    start, end = clauses.clause(place)
    finite, subject = clauses.finite(start, end), clauses.first_phrase(start, place, place)
    if finite is None or subject is None or clauses.tokens[finite].lemma != "haben":
        return False
    inner = range(max(subject[1], finite + 1), place)
    return any(
        clauses.tokens[at].tag in ("ART", "PPOSAT") and not clauses.tokens[at - 1].tag.startswith("APPR")
        for at in inner
    )


def _with_particle(clauses: Clauses, place: int) -> str:
    """Return the lemma of a finite verb with the particle that stands behind it."""
    tokens, lemma = clauses.tokens, clauses.tokens[place].lemma
    for at in range(place + 1, min(place + _PARTICLE_WITHIN, len(tokens))):
        other = tokens[at]
        if other.quoted:
            continue
        like_particle = other.tag == "ADJ(D)" and other.text.lower() + lemma in lexicon().verbs  # "legt … nahe"
        if other.tag == "PTKVZ" or other.text.lower() == "bekannt" or like_particle or _is_particle(clauses, at, lemma):
            separable = other.text.lower() + lemma
            if separable not in lexicon().verbs and not _ends_clause(clauses, at):
                continue  # "sprach hinterher von Lücken", "schloss ein Treffen aus"
            own = clauses.finite(place + 1, at) is None and not any(
                clauses.is_border(comma) for comma in range(place + 1, at)
            )
            joined = separable in lexicon().verbs or (own and other.text.lower() != "weiter")  # "sagte weiter: …"
            return separable if joined else lemma
        if other.is_finite and parted_particle(clauses, place) is None:
            break
    return lemma


def parted_particle(clauses: Clauses, place: int) -> int | None:
    """Return the place of the particle of the verb at `place` that an inserted clause parts from it.

    "Klein weist den Vorwurf, er lüge, zurück".
    """
    tokens, lemma = clauses.tokens, clauses.tokens[place].lemma
    if not tokens[place].is_finite:
        return None
    inserted = clauses.end_of_stretch(place + 1) + 1
    for at in range(inserted + 1, min(place + _PARTICLE_WITHIN, clauses.last)):
        alone = tokens[at - 1].text == "," and _ends_clause(clauses, at) and clauses.finite(inserted, at) is not None
        if alone and not tokens[at].quoted and tokens[at].text.lower() + lemma in lexicon().verbs:
            return at
    return None


def _ends_clause(clauses: Clauses, place: int) -> bool:
    """Return whether a clause ends behind `place`, or goes on with no more than "und"."""
    behind = place + 1
    return behind >= clauses.last or clauses.is_border(behind) or clauses.tokens[behind].tag == "KON"


def _is_particle(clauses: Clauses, place: int, lemma: str) -> bool:
    """Return whether a preposition that ends its clause is the particle of a cue verb: "schlug … vor, …"."""
    token = clauses.tokens[place]
    ends = place + 1 >= clauses.last or clauses.is_border(place + 1)
    return ends and token.tag == "APPR" and token.text.lower() + lemma in lexicon().verbs


def is_parenthetic(clauses: Clauses, place: int) -> bool:
    """Return whether any verb is put behind what is said: "„…“, seufzte sie"; "es sei gut, schwärmte er"."""
    tokens = clauses.tokens
    token = tokens[place]
    if not token.is_finite or place < 2 or tokens[place - 1].text != "," or tokens[place - 1].quoted:
        return False
    finite = clauses.main_finite(0, place - 1)
    quote = clauses.quotation_to(token.start)
    reported = finite is not None and is_konjunktiv_1(tokens[finite])
    if not reported and not (quote and quote.start <= tokens[0].start + 1):
        return False
    start, end = clauses.clause(place)
    return start == place and clauses.first_phrase(place + 1, end, end) is not None
