"""The core of a noun phrase: from its first word to its last noun, with the adjectives, numbers and names between."""

from __future__ import annotations

from collections.abc import Sequence

from chat.attribution.german.agents import is_owner, is_people
from chat.attribution.german.grammar import grammar
from chat.attribution.german.names import closing_mark, is_object, is_of_name
from chat.attribution.german.occasions import is_media
from chat.lang.de.tokens import Token

# Tags of the Stuttgart-Tübingen tagset: of nouns, of words within a noun phrase, of what an attribute can stand behind.
_NOUNS = ("NN", "NNA", "NNI", "NE")
_NOMINAL = (*_NOUNS, "ART", "ADJ(A)", "CARD", "PIAT", "PPOSAT", "PDAT", "FM", "TRUNC", "PIDAT", "ADJ(D)", "PIS", "PDS")
_DETERMINERS = ("ART", "PPOSAT", "PDAT", "CARD", "PIAT", "PIDAT", "PIS", "PDS")
_ADVERBS = 4  # tokens from a comma to the adjective that goes on behind it
_ATTRIBUTE = 12  # tokens from an article to the participle that ends its attribute
_TIME = 6  # tokens behind a comma within which an hour or a date ends
_BRACKETS = 14  # tokens of brackets in which no clause ends


def core(tokens: Sequence[Token], place: int, stop: int) -> int:
    """Return the place after the words up to the last noun of a simple noun phrase."""
    if stands_for_noun(tokens, place, stop):
        return place + 2
    end, at = place, place
    seen_noun = False
    while at < stop and _is_within(tokens, at, end if seen_noun else None):
        if _opens_another(tokens, at, begins=at == place, seen_noun=seen_noun):
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
        elif seen_noun and not _goes_on(tokens, at, place):
            break
        at += 1
    if seen_noun and end < stop and tokens[end].text in '“"”»«' and any(t.text in '„“"»«' for t in tokens[place:end]):
        end += 1
    return end if seen_noun else place


def _goes_on(tokens: Sequence[Token], at: int, place: int) -> bool:
    """Return whether a phrase that begins at `place` and has a noun goes on with a word that is none."""
    if tokens[at].tag == "ADJ(A)":
        opens = (
            place == 0 and tokens[0].tag in ("NE", "NN", "FM") and tokens[0].text.endswith("s")
        )  # and no lexicon has it: "Unions"
        of_people = at + 1 < len(tokens) and is_people(tokens[at + 1])
        return at == place + 1 and (
            is_owner(tokens[place]) or (opens and of_people)
        )  # "Seeheims junge Bürgermeisterin"
    return tokens[at].tag in ("CARD", "FM", "ART") or tokens[at].text in '„“"”»«/'


def stands_for_noun(tokens: Sequence[Token], place: int, stop: int) -> bool:
    """Return whether a pronoun behind an article is all of a phrase: "die beiden", "ein anderer"."""
    words = tokens[place : min(stop, place + 3)]
    if len(words) < 2 or words[0].tag not in _DETERMINERS or words[1].text.lower() not in grammar().others:
        return False
    return len(words) == 2 or words[2].tag not in (*_NOUNS, "ADJ(A)", "CARD", "FM", "PIS")


def _opens_another(tokens: Sequence[Token], at: int, *, begins: bool, seen_noun: bool) -> bool:
    """Return whether an article opens a further phrase, and is not part of a name: "die Fraktion Die Freien"."""
    if tokens[at].tag not in ("ART", "PPOSAT", "PDAT"):
        return False
    if seen_noun:
        named = tokens[at - 1].lemma.lower().endswith(tuple(grammar().bodies_with_names)) or is_media(
            tokens[at - 1 : at]
        )
        return tokens[at].text not in grammar().in_names or not named
    return not begins and tokens[at - 1].tag in ("ART", "CARD")


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
        return behind_participle(tokens, at + 1, stop)
    if at + 2 < stop and parts_adjectives(tokens, at + 1):
        return behind_participle(tokens, at + 2, stop) if tokens[at + 2].tag.startswith("APPR") else at + 2
    return None


def _is_determiner(token: Token) -> bool:
    """Return whether an attribute with a participle can stand behind a token: "zahlreiche am Verfahren beteiligte"."""
    return token.tag in _DETERMINERS or token.text.lower() in grammar().many


def behind_participle(tokens: Sequence[Token], place: int, stop: int) -> int:
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
    return behind_participle(tokens, place + 1, stop) < stop


def in_times(tokens: Sequence[Token]) -> set[int]:
    """Return the places of the commas around an hour or a date: "am Samstag, 11 Uhr, …", "am Montag, dem 5. Mai, …"."""
    places: set[int] = set()
    for at in range(len(tokens) - 3):
        words = [token.text.lower() for token in tokens[at + 1 : at + _TIME]]
        hour = tokens[at + 1].tag == "CARD" and words[1:2] == ["uhr"]
        date = words[:1] in (["den"], ["dem"]) and words[1:2] != [] and words[1][:1].isdigit()
        if tokens[at].text == "," and not tokens[at].quoted and (hour or date) and "," in words:
            places |= {at, at + 1 + words.index(",")}
    return places


def in_brackets(tokens: Sequence[Token]) -> set[int]:
    """Return the places within short brackets, where no clause ends: "(kurz: IG Bau)"."""
    places: set[int] = set()
    for at, token in enumerate(tokens):
        if token.text == "(" and not token.quoted:
            close = next((to for to in range(at, min(len(tokens), at + _BRACKETS)) if tokens[to].text == ")"), at)
            places.update(range(at, close))
    return places
