"""Noun phrases that can be speakers: where one starts, how far it reaches, and whether it can be a subject."""

from __future__ import annotations

from collections.abc import Sequence

from chat.attribution.german.agents import is_owner, is_somebody
from chat.attribution.german.grammar import grammar
from chat.attribution.german.lexicon import lexicon
from chat.attribution.german.names import closing_mark, is_in_name, is_object, is_of_name
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

# Tags of the Stuttgart-Tübingen tagset: of words within a noun phrase, of those that can open one, of pronouns.
_NOMINAL = (
    "ART",
    "ADJ(A)",
    "CARD",
    "PIAT",
    "PPOSAT",
    "PDAT",
    "NN",
    "NNA",
    "NNI",
    "NE",
    "FM",
    "TRUNC",
    "PIDAT",
    "ADJ(D)",
    "PIS",
    "PDS",
)
_STARTS = ("ART", "ADJ(A)", "CARD", "PIAT", "PPOSAT", "PDAT", "NN", "NNA", "NNI", "NE", "FM", "PIDAT")
_DETERMINERS = (
    "ART",
    "PPOSAT",
    "PDAT",
    "CARD",
    "PIAT",
    "PIDAT",
    "PIS",
)  # behind which an attribute with a participle can stand
_PRONOUNS = ("PPER", "PDS", "PIS")
_IN_BRACKETS = 8  # tokens up to the closing bracket
_NOUNS = ("NN", "NNA", "NNI", "NE")
_ADVERBS = 4  # tokens from a comma to the adjective that goes on behind it
_BRACKETS = 14  # tokens of brackets in which no clause ends
_ATTRIBUTE = 12  # tokens from an article to the participle that ends its attribute


def phrase_at(tokens: Sequence[Token], place: int, *, stop: int, governed: frozenset[str] = frozenset()) -> int:
    """Return the place after the noun phrase that starts at `place`; `place` itself where none does.

    Genitives, "von", "für" and other prepositional attributes, brackets and an apposition between commas belong to it;
    a prepositional attribute with a preposition in `governed` does not.
    """
    if place >= stop:
        return place
    if tokens[place].text.lower() in ("deren", "dessen") and place + 1 < stop and tokens[place + 1].is_noun:
        return _with_attributes(tokens, place, _core(tokens, place + 1, stop), stop, governed)
    attributed = tokens[place].tag == "PIS" and place + 1 < stop and tokens[place + 1].tag.startswith("APPR")
    if attributed and _behind_participle(tokens, place + 1, stop) < stop:  # "viele in der Stadt lebende Familien"
        return _with_attributes(tokens, place, _core(tokens, place, stop), stop, governed)
    if _is_pronoun(tokens[place]):
        one_of = tokens[place].tag == "PIS" and place + 1 < stop and _is_genitive(tokens, place + 1)
        return max(place + 1, _core(tokens, place + 1, stop)) if one_of else place + 1  # "einer der Betroffenen"
    end = _core(tokens, place, stop)
    if end == place:
        return place
    return _with_attributes(tokens, place, end, stop, governed)


def _core(tokens: Sequence[Token], place: int, stop: int) -> int:
    """Return the place after the words up to the last noun of a simple noun phrase."""
    end, at = place, place
    seen_noun = False
    while at < stop and _is_within(tokens, at, end if seen_noun else None):
        if tokens[at].tag in ("ART", "PPOSAT", "PDAT") and (
            seen_noun or (at > place and tokens[at - 1].tag in ("ART", "CARD"))
        ):
            break
        in_apposition = seen_noun and tokens[at - 1].tag != "NE"
        named = at == place + 1 and tokens[place].tag == "ART"  # "der „Bote vom Kamp“"
        if (in_apposition or named) and (closing := closing_mark(tokens, at, stop)):
            seen_noun, end, at = True, closing, closing
            continue
        if seen_noun and tokens[at].tag == "CARD":
            if is_of_name(tokens, at, stop):
                end = at + 1
            elif at + 1 < stop and tokens[at + 1].tag in (*_NOUNS, "ADJ(A)"):
                break  # a phrase of its own: "die Astronauten sieben Minuten"
        if (adjective := _next_adjective(tokens, at, stop)) is not None:
            at = adjective
            continue
        if tokens[at].is_noun:
            if seen_noun and is_object(tokens, at, end):
                break
            seen_noun = True
            end = at + 1
        elif tokens[at].tag == "ADJ(A)" and at == place + 1 and is_owner(tokens[place]):
            pass  # "Seeheims junge Bürgermeisterin"
        elif (
            seen_noun
            and tokens[at].tag not in ("NE", "NN", "NNA", "NNI", "CARD", "FM")
            and tokens[at].text not in '„“"”»«/'
        ):
            break
        at += 1
    if seen_noun and end < stop and tokens[end].text in '“"”»«' and any(t.text in '„“"»«' for t in tokens[place:end]):
        end += 1
    return end if seen_noun else place


def _is_within(tokens: Sequence[Token], at: int, end: int | None) -> bool:
    """Return whether a word can stand within a noun phrase whose last noun ends at `end`, None where none came yet."""
    token = tokens[at]
    if token.tag in _NOMINAL or token.text in '„“"”»«':
        return True
    if end is None:
        return token.tag in ("ADV", "PTKNEG")
    return token.text == "/" and (at == end or tokens[at - 1].tag == "CARD")


def _next_adjective(tokens: Sequence[Token], at: int, stop: int) -> int | None:
    """Return the place where a phrase goes on behind what is put in at `at`; None where nothing is.

    That is an attribute with a participle ("zwei mit dem Plan vertraute Zeugen"), the comma before a further adjective,
    or the article of a name ("Bündnis 90/Die Grünen"). `stop` where the attribute does not end.
    """
    if at + 2 < stop and tokens[at].text == "/" and tokens[at + 1].text == "Die":
        return at + 2
    if at + 4 < stop and tokens[at + 1].tag == "CARD" and tokens[at + 3].tag == "ADJ(A)" and tokens[at + 2].is_noun:
        return at + 3 if _is_determiner(tokens[at]) else None  # "der 34 Jahre alte Angeklagte"
    if at + 1 < stop and _is_determiner(tokens[at]) and tokens[at + 1].tag.startswith("APPR"):
        return _behind_participle(tokens, at + 1, stop)
    if at + 2 < stop and parts_adjectives(tokens, at + 1):
        return _behind_participle(tokens, at + 2, stop) if tokens[at + 2].tag.startswith("APPR") else at + 2
    return None


def _is_determiner(token: Token) -> bool:
    """Return whether an attribute with a participle can stand behind a token: "zahlreiche am Verfahren beteiligte"."""
    return token.tag in _DETERMINERS or token.text.lower() in grammar().many


def in_brackets(tokens: Sequence[Token]) -> set[int]:
    """Return the places within short brackets, where no clause ends: "(kurz: IG Bau)"."""
    places: set[int] = set()
    for at, token in enumerate(tokens):
        if token.text == "(" and not token.quoted:
            close = next((to for to in range(at, min(len(tokens), at + _BRACKETS)) if tokens[to].text == ")"), at)
            places.update(range(at, close))
    return places


def _behind_participle(tokens: Sequence[Token], place: int, stop: int) -> int:
    """Return the place of the adjective that ends an attribute between article and noun: "des in Baucau stationierten".

    `stop` where there is none.
    """
    for at in range(place, min(stop - 1, place + _ATTRIBUTE)):
        if tokens[at].tag == "ADJ(A)" and tokens[at + 1].tag in (*_NOUNS, "ADJ(A)", "CARD") and at > place + 1:
            return at
        if tokens[at].is_finite or tokens[at].text == ",":
            break
    return stop


def parts_adjectives(tokens: Sequence[Token], place: int) -> bool:
    """Return whether a comma stands between adjectives of one noun: "ein hoher, mit dem Plan vertrauter Beamter"."""
    if tokens[place].text != "," or place + 2 >= len(tokens) or not place or tokens[place - 1].tag != "ADJ(A)":
        return False
    adjective = place + 1
    while adjective < min(len(tokens), place + _ADVERBS) and tokens[adjective].tag in ("ADV", "ADJ(D)", "PTKNEG"):
        adjective += 1  # "ein hoher, namentlich nicht genannter Beamter"
    if tokens[adjective].tag == "ADJ(A)" and adjective + 1 < len(tokens):
        return tokens[adjective + 1].tag in (*_NOUNS, "ADJ(A)")
    if not tokens[place + 1].tag.startswith("APPR"):
        return False
    stop = min(len(tokens), place + _ATTRIBUTE)
    return _behind_participle(tokens, place + 1, stop) < stop


def _with_attributes(tokens: Sequence[Token], place: int, end: int, stop: int, governed: frozenset[str]) -> int:
    """Return the end of a phrase with the attributes, brackets and further phrases that stand behind its noun."""
    while end < stop:
        token = tokens[end]
        following = end
        if _is_genitive(tokens, end):
            following = _genitive(tokens, end, stop)
        elif _is_of_several(tokens, end, stop):
            following = _core(tokens, end, stop)
        elif _is_attributive(token) and (
            token.text.lower() not in governed or _is_field(tokens, end, stop) or is_in_name(tokens, end, stop)
        ):
            following = _attribute(tokens, place, end, stop)
        elif token.text == "(":
            close = next((at for at in range(end, min(stop, end + _IN_BRACKETS)) if tokens[at].text == ")"), None)
            following = close + 1 if close is not None else end
            while close is not None and following < stop and tokens[following].tag == "NE":
                following += 1  # "Ministerpräsidentin (SPD) Anke Berg"
        elif token.tag == "KON" and (token.text in grammar().joining or token.text == "&"):
            following = _core(tokens, end + 1, stop)
            following = end if following == end + 1 else following
        if following == end:
            break
        end = following
    return _with_apposition(tokens, end, stop)


def _is_field(tokens: Sequence[Token], place: int, stop: int) -> bool:
    """Return whether "für" opens what somebody is in charge of, and no object: "das Ministerium für Umwelt"."""
    return tokens[place].text == "für" and place + 1 < stop and tokens[place + 1].tag == "NN"


def _genitive(tokens: Sequence[Token], end: int, stop: int) -> int:
    """Return the end of the genitive at `end`; `end` itself for who is told: "sagte die Ministerin der dpa"."""
    following = _core(tokens, end, stop)
    marked = end + 1 < following and tokens[end + 1].text in OPENING  # "sagte ein Händler der „Krone“"
    heard = is_media(tokens[end:following]) or (marked and is_somebody(tokens[end - 1 : end]))
    told = tokens[end].text == "der" and heard and not is_of_media(tokens[end - 1])
    return end if told else following


def _attribute(tokens: Sequence[Token], place: int, end: int, stop: int) -> int:
    """Return the end of the attribute at `end`, `end` itself for what says when or where: "sagte Klein in Kiel"."""
    following = _core(tokens, end + 1, stop)
    inner = tokens[end + 1 : following]
    if not inner or tells_when(inner) or _is_circumstance(tokens, place, end, inner):
        return end
    if inner[0].tag == "CARD":
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
    if word in grammar().circumstantial and is_occasion(inner):
        return True  # "die Intendantin in einem Interview"
    if word not in grammar().circumstantial or is_of_media(noun):
        return False
    if inner[0].tag == "PDAT" or (word != "für" and is_media(inner)) or _is_person(tokens, place, end):
        return True
    return word == "in" and is_complete(noun) and all(token.tag == "NE" for token in inner)


def _is_person(tokens: Sequence[Token], place: int, end: int) -> bool:
    """Return whether a phrase ends in the name of a person: "Minister Ohm", "Ruth Klein", not "die SPD"."""
    if tokens[end - 1].tag != "NE" or tokens[end - 1].text.isupper():
        return False
    first = next((at for at in range(end - 1, place - 1, -1) if tokens[at].tag != "NE"), place - 1)
    if first < place or tokens[first].tag == "FM":
        return True
    return tokens[first].is_noun and tokens[first].text.lower().endswith((*lexicon().roles, "."))


def _with_apposition(tokens: Sequence[Token], end: int, stop: int) -> int:
    """Return the end with an apposition between commas ("Dahl, Sprecher des Hafens,") where there is one."""
    if end + 1 >= stop or tokens[end].text != ",":
        return end
    inner = simple_phrase_at(tokens, end + 1, stop=stop)
    if inner == end + 1:
        return end
    if inner < stop and tokens[inner].text == "(":
        inner = next((at + 1 for at in range(inner, min(stop, inner + _IN_BRACKETS)) if tokens[at].text == ")"), inner)
    if inner >= stop or tokens[inner].text in (",", ":", "."):
        return inner
    return end


def simple_phrase_at(tokens: Sequence[Token], place: int, *, stop: int) -> int:
    """Return the place after a noun phrase with its attributes, without an apposition."""
    end = _core(tokens, place, stop)
    while end < stop and end > place:
        token = tokens[end]
        if _is_of_several(tokens, end, stop):
            end = _core(tokens, end, stop)
        elif _is_genitive(tokens, end) or _is_attributive(token):
            genitive = _is_genitive(tokens, end)
            following = _genitive(tokens, end, stop) if genitive else _attribute(tokens, place, end, stop)
            if following <= end + 1:
                break
            end = following
        elif token.tag == "KON" and token.text == "und":
            following = _core(tokens, end + 1, stop)
            if following == end + 1:
                break
            end = following
        else:
            break
    return end


def genitives_at(tokens: Sequence[Token], place: int, *, stop: int) -> int:
    """Return the place after a noun phrase with its genitives alone: "den Zeitungen der Mediengruppe"."""
    end = _core(tokens, place, stop)
    while place < end < stop and _is_genitive(tokens, end):
        following = _core(tokens, end, stop)
        if following == end:
            break
        end = following
    return end


def _is_attributive(token: Token) -> bool:
    """Return whether a token is a preposition behind which an attribute stands: "die Bürgermeisterin von Nordfeld"."""
    return token.tag in ("APPR", "APPRART") and token.text.lower() in grammar().attributive


def _is_genitive(tokens: Sequence[Token], place: int) -> bool:
    """Return whether a genitive opens at `place`; behind a name it is rather an object: "warf Dahl der Stadt vor"."""
    opens = tokens[place].text.lower() in grammar().genitive and tokens[place].tag in (
        "ART",
        "PPOSAT",
        "PDAT",
        "PIAT",
        "PIDAT",
    )
    return opens and not (place and tokens[place - 1].tag == "NE")


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
