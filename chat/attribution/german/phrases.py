"""Noun phrases that can be speakers: where one starts, how far it reaches, and whether it can be a subject."""

from __future__ import annotations

from collections.abc import Sequence

from chat.attribution.german.agents import is_owner, is_people, is_somebody
from chat.attribution.german.cases import can_be_genitive, is_plural
from chat.attribution.german.cores import behind_participle, core, stands_for_noun
from chat.attribution.german.grammar import grammar
from chat.attribution.german.lexicon import lexicon
from chat.attribution.german.names import is_in_name, name_with_preposition
from chat.attribution.german.occasions import (
    is_complete,
    is_feminine,
    is_media,
    is_occasion,
    is_of_media,
    is_school,
    tells_when,
)
from chat.lang.de.tokens import Token
from chat.lang.quotations import OPENING

# Tags of the Stuttgart-Tübingen tagset: of words that can open a noun phrase, of pronouns.
_STARTS = ("ART", "ADJ(A)", "CARD", "PIAT", "PPOSAT", "PDAT", "NN", "NNA", "NNI", "NE", "FM", "PIDAT")
_PRONOUNS = ("PPER", "PDS", "PIS")
_DIGITS_OF_AGE = 3
_IN_BRACKETS = 8  # tokens up to the closing bracket


def phrase_at(tokens: Sequence[Token], place: int, *, stop: int, governed: frozenset[str] = frozenset()) -> int:
    """Return the place after the noun phrase that starts at `place`; `place` itself where none does.

    Genitives, "von", "für" and other prepositional attributes, brackets and an apposition between commas belong to it;
    a prepositional attribute with a preposition in `governed` does not.
    """
    if place >= stop:
        return place
    if tokens[place].text.lower() in ("deren", "dessen") and place + 1 < stop and tokens[place + 1].is_noun:
        return _with_attributes(tokens, place, core(tokens, place + 1, stop), stop, governed)
    of_several = tokens[place].tag in ("PIS", "PDS") and tokens[place].text.lower() != "man"
    attributed = of_several and place + 1 < stop and tokens[place + 1].tag.startswith("APPR")
    if attributed and behind_participle(tokens, place + 1, stop) < stop:  # "viele in der Stadt lebende Familien"
        return _with_attributes(tokens, place, core(tokens, place, stop), stop, governed)
    of_them = [token.text.lower() for token in tokens[place + 1 : place + 3]] == ["von", "ihnen"]
    if of_them and place + 3 <= stop and tokens[place].tag in ("PIS", "ART"):
        return place + 3  # "eine von ihnen"
    if tokens[place].tag == "PDS" and place + 1 < stop and tokens[place + 1].text == ",":
        return _with_apposition(tokens, place + 1, stop)  # "Dieser, der frühere Trainer Ohm, …"
    if _is_pronoun(tokens[place]):
        one_of = tokens[place].tag == "PIS" and place + 1 < stop and _is_genitive(tokens, place + 1)
        return max(place + 1, core(tokens, place + 1, stop)) if one_of else place + 1  # "einer der Betroffenen"
    end = core(tokens, place, stop)
    if end == place or stands_for_noun(tokens, place, stop):
        return end
    return _with_attributes(tokens, place, end, stop, governed)


def _with_attributes(tokens: Sequence[Token], place: int, end: int, stop: int, governed: frozenset[str]) -> int:
    """Return the end of a phrase with the attributes, brackets and further phrases that stand behind its noun."""
    while end < stop:
        token = tokens[end]
        following = name_with_preposition(tokens, place, end, stop)
        if following > end:
            pass
        elif _is_genitive(tokens, end):
            following = _genitive(tokens, end, stop)
        elif _is_of_several(tokens, end, stop):
            following = core(tokens, end, stop)
        elif _is_attributive(token) and (
            token.text.lower() not in governed or _is_field(tokens, end, stop) or is_in_name(tokens, end, stop)
        ):
            following = _attribute(tokens, place, end, stop)
        elif token.text == "auf" and any(t.lemma.lower().endswith("antwort") for t in tokens[place:end]):
            following = core(tokens, end + 1, stop)  # "die Antwort der Regierung auf eine Anfrage"
        elif token.text == "wie" and end + 1 < stop and _names_example(tokens, place, end):
            following = core(tokens, end + 1, stop)
        elif token.text == "(":
            close = next((at for at in range(end, min(stop, end + _IN_BRACKETS)) if tokens[at].text == ")"), None)
            following = close + 1 if close is not None else end
            while close is not None and following < stop and tokens[following].tag == "NE":
                following += 1  # "Ministerpräsidentin (SPD) Anke Berg"
        elif token.tag == "KON" and (token.text in grammar().joining or token.text == "&"):
            following = core(tokens, end + 1, stop)
            following = end if following == end + 1 else following
        if following == end:
            break
        end = following
    return _with_apposition(tokens, end, stop)


def _names_example(tokens: Sequence[Token], place: int, end: int) -> bool:
    """Return whether "wie" at `end` names one of several: "Fachleute wie Ruth Klein"."""
    named = tokens[end + 1].tag == "NE" or any(token.tag == "NE" for token in tokens[end + 2 : end + 3])
    return named and tokens[end + 1].is_noun and is_plural(tokens[place:end])


def _is_field(tokens: Sequence[Token], place: int, stop: int) -> bool:
    """Return whether "für" opens what somebody is in charge of, and no object: "das Ministerium für Umwelt"."""
    if tokens[place].text != "für" or place + 1 >= stop:
        return False
    return tokens[place + 1].tag == "NN" or (tokens[place + 1].tag == "NE" and is_somebody(tokens[place - 1 : place]))


def _genitive(tokens: Sequence[Token], end: int, stop: int) -> int:
    """Return the end of the genitive at `end`; `end` itself for who is told: "sagte die Ministerin der dpa"."""
    following = core(tokens, end, stop)
    marked = end + 1 < following and tokens[end + 1].text in OPENING  # "sagte ein Händler der „Krone“"
    heard = is_media(tokens[end:following]) or (marked and is_somebody(tokens[end - 1 : end]))
    said = tokens[end - 1].lemma.lower().endswith(lexicon().source_nouns)  # "nach Ansicht der „Rundschau“"
    told = tokens[end].text == "der" and heard and not said and not is_of_media(tokens[end - 1])
    return end if told else following


def _attribute(tokens: Sequence[Token], place: int, end: int, stop: int) -> int:
    """Return the end of the attribute at `end`, `end` itself for what says when or where: "sagte Klein in Kiel"."""
    following = core(tokens, end + 1, stop)
    inner = tokens[end + 1 : following]
    if not inner or tells_when(inner):
        return end
    named = following + 1 < stop and tokens[following].text == "," and tokens[following + 1].tag == "NE"
    if _is_circumstance(tokens, place, end, inner) and not (named and is_people(tokens[end - 1])):
        return end  # but "die Kollegin in der Versammlung, Claudia Mo, …"
    of_things = tokens[end].text == "von" and not is_somebody(tokens[end - 1 : end])  # "die Daten von 300 Kindern"
    if inner[0].tag == "CARD" and not of_things:
        return end  # "laut Wahlleiterin bei 67 Prozent"
    with_purpose = tokens[end - 1].text.lower().endswith(tuple(grammar().for_purposes))
    if tokens[end].text.lower() in ("zum", "zur") and not with_purpose:
        return end  # "forderte die Kammer zum Verzicht auf"
    if tokens[end].text.lower() == "an" and not is_school(inner):
        return end
    return following


def _is_circumstance(tokens: Sequence[Token], place: int, end: int, inner: Sequence[Token]) -> bool:
    """Return whether the prepositional phrase at `end` with the nouns `inner` says when or where something is said."""
    word, noun = tokens[end].text.lower(), tokens[end - 1]
    if word == "aus":
        return is_occasion(inner[:1])
    if word in ("in", "ins") and is_people(noun) and _is_direction(tokens[end], inner):
        return True  # "ruft die Vorsitzende in den Saal"
    if word in grammar().circumstantial and is_occasion(inner):
        return True  # "die Intendantin in einem Interview"
    if word not in grammar().circumstantial or is_of_media(noun):
        return False
    if inner[0].tag == "PDAT" or (word != "für" and is_media(inner)) or _is_person(tokens, place, end):
        return True
    own = word in ("in", "bei") and inner[0].text.lower() in grammar().possessive
    if (own and not is_media(tokens[place:end])) or _is_of_age(noun):
        return True  # "der Rechnungshof in seinem Bericht"
    return word == "in" and is_complete(noun) and all(token.tag == "NE" for token in inner)


def _is_direction(preposition: Token, inner: Sequence[Token]) -> bool:
    """Return whether "in" says where to: "in den Saal", "ins Telefon"; not "in den Ländern", which is where."""
    first, last = inner[0].text.lower(), inner[-1].text
    whither = preposition.text.lower() == "ins" or first in ("das", "die")
    return whither or (first == "den" and inner[-1].tag == "NN" and not last.endswith("n"))


def _is_person(tokens: Sequence[Token], place: int, end: int) -> bool:
    """Return whether a phrase ends in the name of a person: "Minister Ohm", "Ruth Klein", not "die SPD"."""
    if tokens[end - 1].tag != "NE" or tokens[end - 1].text.isupper():
        return False
    first = next((at for at in range(end - 1, place - 1, -1) if tokens[at].tag != "NE"), place - 1)
    if first < place or tokens[first].tag == "FM":
        return True
    named = is_people(tokens[first]) or tokens[first].text.lower().endswith((*lexicon().roles, "."))
    return tokens[first].is_noun and named


def _is_of_age(noun: Token) -> bool:
    """Return whether a noun only tells somebody's age: "der 58-Jährige"."""
    return noun.text[0].isdigit() and noun.text.lower().endswith(("jährige", "jähriger"))


def _with_apposition(tokens: Sequence[Token], end: int, stop: int) -> int:
    """Return the end with an apposition between commas ("Dahl, Sprecher des Hafens,") where there is one."""
    if end + 1 >= stop or tokens[end].text != ",":
        return end
    if _is_age(tokens, end + 1, stop):
        return end + 2
    inner = simple_phrase_at(tokens, end + 1, stop=stop)
    if inner == end + 1:
        return end
    if inner < stop and tokens[inner].text == "(":
        inner = next((at + 1 for at in range(inner, min(stop, inner + _IN_BRACKETS)) if tokens[at].text == ")"), inner)
    if inner >= stop or tokens[inner].text in (",", ":", "."):
        return inner
    unclosed = tokens[inner - 1].tag == "NE" and not any(token.is_finite for token in tokens[inner:stop])
    return inner if unclosed and inner > end + 2 else end  # "sagte der Kommandeur, General George Ohm heute"


def _is_age(tokens: Sequence[Token], place: int, stop: int) -> bool:
    """Return whether a number between commas tells how old somebody is: "Ruth Klein, 74, …"."""
    number = tokens[place].text
    alone = place + 1 >= stop or tokens[place + 1].text in (",", ":", ".")
    return alone and number.isdigit() and 1 < len(number) <= _DIGITS_OF_AGE


def simple_phrase_at(tokens: Sequence[Token], place: int, *, stop: int) -> int:
    """Return the place after a noun phrase with its attributes, without an apposition."""
    end = core(tokens, place, stop)
    while end < stop and end > place:
        token = tokens[end]
        if _is_of_several(tokens, end, stop):
            end = core(tokens, end, stop)
        elif _is_genitive(tokens, end) or _is_attributive(token):
            genitive = _is_genitive(tokens, end)
            following = _genitive(tokens, end, stop) if genitive else _attribute(tokens, place, end, stop)
            if following <= end + 1:
                break
            end = following
        elif token.tag == "KON" and token.text == "und":
            following = core(tokens, end + 1, stop)
            if following == end + 1:
                break
            end = following
        else:
            break
    return end


def genitives_at(tokens: Sequence[Token], place: int, *, stop: int) -> int:
    """Return the place after a noun phrase with its genitives alone: "den Zeitungen der Mediengruppe"."""
    end = core(tokens, place, stop)
    while place < end < stop and _is_genitive(tokens, end):
        following = core(tokens, end, stop)
        if following == end:
            break
        end = following
    return end


def _is_attributive(token: Token) -> bool:
    """Return whether a token is a preposition behind which an attribute stands: "die Bürgermeisterin von Nordfeld"."""
    return token.tag in ("APPR", "APPRART") and token.text.lower() in grammar().attributive


def _is_genitive(tokens: Sequence[Token], place: int) -> bool:
    """Return whether a genitive opens at `place`; behind a name it is rather an object: "warf Dahl der Stadt vor".

    What can only be nominative is a subject: "nach Angaben der Polizei der Investor".
    """
    opens = tokens[place].text.lower() in grammar().genitive and tokens[place].tag in (
        "ART",
        "PPOSAT",
        "PDAT",
        "PIAT",
        "PIDAT",
    )
    return opens and not (place and _is_name(tokens, place - 1)) and can_be_genitive(tokens[place : place + 4])


def _is_name(tokens: Sequence[Token], place: int) -> bool:
    """Return whether a name ends at a place, one that is a common noun too: "Berg", "Konrad Berg"."""
    first = tokens[place - 1] if place else tokens[place]
    surname = tokens[place].tag == "NN" and first.tag == "NE" and not is_owner(first)
    return tokens[place].tag == "NE" or (surname and not is_people(tokens[place]))


def is_bare_genitive(tokens: Sequence[Token], place: int, stop: int) -> bool:
    """Return whether a genitive plural without an article can open at `place`: "Meinung politischer Beobachter"."""
    return place + 1 < stop and tokens[place].tag == "ADJ(A)" and tokens[place].text.endswith("er")


def _is_of_several(tokens: Sequence[Token], place: int, stop: int) -> bool:
    """Return whether a bare genitive tells whose body stands before it: "ein Verband mittelständischer Brauer"."""
    if not is_bare_genitive(tokens, place, stop) or tokens[place].is_capital or tokens[place + 1].tag != "NN":
        return False
    return tokens[place - 1].tag == "NN" and is_somebody(tokens[place - 1 : place])


def can_be_subject(tokens: Sequence[Token], place: int) -> bool:
    """Return whether the phrase at `place` can be nominative, by its first word and the word before it."""
    first = tokens[place]
    if (
        first.text.lower() in grammar().not_nominative
        and first.tag != "NE"
        and not (first.text.lower() == "einer" and first.tag == "PIS")
    ):
        return False
    if first.text.lower() == "der" and place + 1 < len(tokens):
        following = tokens[place + 1]
        if following.tag == "ADJ(A)" and following.text.endswith("en"):  # dative or genitive: "der deutschen Zeitung"
            return False
        adjective = following.text.endswith("en") and place + 2 < len(tokens)  # "Der Deutschen Presse-Agentur"
        if is_feminine(tokens[place + 2] if adjective else following):  # "Der Zeitung sagte Klein"
            return False
    return place == 0 or not tokens[place - 1].tag.startswith(("APPR", "APPO"))


def starts_phrase(token: Token) -> bool:
    """Return whether a noun phrase or a pronoun can start with this token."""
    return token.tag in _STARTS or _is_pronoun(token)


def _is_pronoun(token: Token) -> bool:
    """Return whether a token is a pronoun that can be a subject."""
    return token.tag in _PRONOUNS and token.text.lower() not in grammar().oblique_pronouns


def behind_attribute(tokens: Sequence[Token], place: int, verb: int) -> int | None:
    """Return the end of a phrase up to its verb that opens with an attribute: "Im Exil lebende Bürger sagten"."""
    adjective = behind_participle(tokens, place, verb)
    if adjective == verb or not any(token.is_noun for token in tokens[place + 1 : adjective]):
        return None
    finite = verb < len(tokens) and tokens[verb].is_finite and not tokens[verb].quoted
    whole = finite and phrase_at(tokens, adjective, stop=verb) == verb
    return verb if whole and tokens[adjective].text.endswith("e") else None


def with_degree(tokens: Sequence[Token], at: int, first: int) -> int:
    """Return where a phrase begins with what stands before its number: "rund 300 Landwirte", "mehr als 20 Orte".

    So too before its adjective, where nothing else stands before the verb: "Gut informierte Kreise sagten".
    """
    if tokens[at].tag == "ADJ(A)" and at == first + 1 and tokens[first].tag == "ADJ(D)":
        return first
    if tokens[at].tag != "CARD":
        return at
    before = [token.text.lower() for token in tokens[max(first, at - 2) : at]]
    if before in (["mehr", "als"], ["weniger", "als"]):
        return at - 2
    return at - 1 if before and before[-1] in grammar().degrees else at


def is_pointing(token: Token) -> bool:
    """Return whether a pronoun stands for what is said, and for no speaker: "es", "Das sagte Klein"."""
    word = token.text.lower()
    return (token.tag == "PPER" and word == "es") or (token.tag in ("PDS", "PIS") and word in grammar().pointing)
