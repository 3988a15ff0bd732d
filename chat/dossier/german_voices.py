"""What German phrases for whoever speaks tell of them: a name, a role, a body, and for whom they speak."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from functools import cache, lru_cache
from itertools import pairwise

from chat.article.analysed import AnalysedArticle
from chat.attribution.german.agents import is_people, is_somebody
from chat.attribution.german.grammar import grammar
from chat.attribution.german.resolution import kind
from chat.attribution.naming import bare, proper_name, without_case
from chat.data import any_of
from chat.dossier.kinds import kind_of, side_of
from chat.dossier.voices import Voice, plain_noun, spelt_alike, stem_of
from chat.lang.characters import one_line
from chat.lang.de.abbreviations import without_titles
from chat.lang.de.text import GermanText
from chat.lang.de.tokens import Token
from chat.lang.offices import offices
from chat.lang.words import words
from chat.schema import Claim, Speaker

_SEVERAL = re.compile(r"^[^,]*+,.*\sund\s")  # "der Bauherr Jan Ott, die Architektin Ida Kern und ein Statiker"
# Nouns of men: "Verteidiger Nies", "dessen Vorsitzender Jan Ott"; a woman is called so only by her family.
_MAN = re.compile(r"\b(?!(?:\w*(?:[Mm]utter|[Ss]chwester|[Tt]ochter))\b)[A-ZÄÖÜ]\w{2,}er(?=\s+[A-ZÄÖÜ])")
_IN_BRACKETS = re.compile(r"\((\w{2,10})\)")
_BEFORE_ATTRIBUTE = ("ART", "APPR", "APPRART", "PRELS", "PDS", "PPOS")  # tags of what begins it: "der Hochschule"
_SPEAKS_FOR = 3  # words from which on one of many is told by whom they speak for: "ein Sprecher des Ministeriums"
_OF_BODIES = ("die", "das")  # articles before a name that no man has
_GENITIVE = ("des ", "der ")
_SPOKESMAN = re.compile(r"(\w{3,}?)[ns]?sprecher(?:in)?", re.IGNORECASE)
_SPOKESPEOPLE = frozenset({"sprech"})  # of whom everybody has one: "der Sprecher des Landgerichts"
_SHORTEST = 4  # letters of a word that tells what somebody is
_USUAL = 2  # English equivalents by which two words for what somebody is are compared
_MEMORY = 1 << 12


def described(article: AnalysedArticle) -> tuple[Voice, ...]:
    """Return the entries of an article's ledger, in order, each by itself."""
    by_id = {claim.id: claim for claim in article.claims}
    return tuple(_voice(article, at, by_id) for at in range(len(article.ledger.entries)))


def _voice(article: AnalysedArticle, at: int, by_id: dict[int, Claim]) -> Voice:
    entry = article.ledger.entries[at]
    phrases = [_without_emphasis(phrase) for phrase in (entry.german, *entry.aliases) if phrase]
    if not phrases or _SEVERAL.search(phrases[0]):
        return Voice(at, entry)
    name = max((name_in(phrase) for phrase in phrases), key=len)
    if not name:
        return _unnamed(article, at, phrases)
    claims = [by_id[number] for number in entry.claims if number in by_id]
    spoken = [speaker for claim in claims for speaker in claim.speakers if _speaks(speaker, phrases)]
    owners = tuple(_owners(article, claims, phrases))
    told = [*phrases, *(one_line(speaker.role) for speaker in spoken if speaker.role), *_beside(name, article, at)]
    roles = _role_words([*told, *owners]) - {part.casefold() for part in name}
    compounds = {f"{owner}s{role}" for owner in _role_words(owners) for role in roles}  # "Mietervereinsvorsitzender"
    return Voice(
        at,
        entry,
        name=spelt_alike(name),
        genders=_genders(phrases),
        roles=_stems(roles | compounds),
        english=_english(tuple(sorted(roles))),
    )


def _unnamed(article: AnalysedArticle, at: int, phrases: Sequence[str]) -> Voice:
    """Return an entry without a name: a person by what they are, or a body."""
    entry = article.ledger.entries[at]
    own = bare(phrases[0])
    is_indefinite = phrases[0].split()[0].casefold() in grammar().indefinite
    key = "" if is_indefinite and len(own.split()) < _SPEAKS_FOR else without_case(without_titles(own))
    if side := side_of(own, "de"):
        return Voice(at, entry, head=stem_of(side), english=_english((side,)), key=key, is_side=True)
    tokens = GermanText(phrases[0]).tokens
    head = next((token for token in tokens if token.is_noun), None)
    is_a_man = head is not None and _is_a_man(phrases[0], head)
    if head is not None and (is_people(head) or is_a_man):
        speaks_for = has_attribute(phrases[0]) and stem_of(head.text) in _SPOKESPEOPLE
        called = "" if is_indefinite or speaks_for or len(head.text) < _SHORTEST else head.text
        return Voice(
            at,
            entry,
            genders=_genders(phrases) or (frozenset({"masculine"}) if is_a_man else frozenset()),
            roles=_stems(_role_words([phrases[0]])),
            english=_english((called,)) if called else frozenset(),
            head=stem_of(called) if called else "",
            key=key,
            speaks_for=_spoken_for(head, tokens),
            is_new=is_indefinite,
        )
    nouns = frozenset(plain_noun(token.text) for token in tokens if token.is_noun or token.text.isupper())
    nouns = nouns if key else frozenset()
    return Voice(at, entry, key=key, nouns=nouns, short=_abbreviations(article, phrases), kind=kind_of(nouns, "de"))


def _spoken_for(head: Token, tokens: Sequence[Token]) -> str:
    """Return what body a spokesman or a spokeswoman speaks for: "Gerichtssprecher", "Sprecherin des Gerichts"."""
    if whole := _SPOKESMAN.fullmatch(head.text):
        return whole[1].casefold()
    behind = (token for token in tokens if token.start > head.start and token.is_noun)
    body = next(behind, None) if stem_of(head.text) in _SPOKESPEOPLE else None
    return "" if body is None else plain_noun(body.text)


@lru_cache(maxsize=_MEMORY)
def name_in(phrase: str) -> tuple[str, ...]:
    """Return the name in a phrase for one person, without what they are and what they are of.

    "Spediteur Jan Ott von der Initiative" has "Jan Ott", and "die Professorin der Hochschule Wallbeck" no name.
    """
    if _SEVERAL.search(phrase):
        return ()
    tokens = GermanText(phrase).tokens
    own = _without_attribute(phrase)
    if phrase[len(own) :].lstrip().startswith(_GENITIVE) and not own.endswith(","):
        return ()  # "Zählung der Stadt", "zwei Mitglieder des Vorstands"
    name = proper_name(without_titles(bare(own)), own)
    known = {token.text: token for token in tokens}
    while len(name) > 1 and name[0] in known and _is_what_somebody_is(known[name[0]]):
        name = name[1:]
    if not name or any(_is_body(token) or _is_acronym(token) for token in tokens if token.end <= len(own)):
        return ()
    called_by_name = tokens[0].tag == "ART" and phrase[tokens[0].end :].split()[:1] == name[:1]
    return () if called_by_name else tuple(name)  # "die Nordmark Versicherung" is nobody


def _without_attribute(phrase: str) -> str:
    """Return a phrase without what its noun is of or from."""
    tokens = GermanText(phrase).tokens
    noun = next((at for at, token in enumerate(tokens) if token.is_noun), len(tokens))
    behind = next((token for token in tokens[noun:] if token.tag in _BEFORE_ATTRIBUTE), None)
    return phrase[: behind.start].strip() if behind else phrase


def called_as_bodies(article: AnalysedArticle) -> frozenset[str]:
    """Return the names that an article shows to be bodies': "die Rhenova", "das Chemiewerk Rhenova"."""
    found = set()
    for sentence in article.content:
        for before, token in pairwise(GermanText(sentence.text).tokens):
            article_before = before.tag == "ART" and before.text.casefold() in _OF_BODIES
            if token.tag == "NE" and (article_before or _is_body(before)):
                found.add(token.text)
    return frozenset(found)


def nouns_of(article: AnalysedArticle) -> frozenset[str]:
    """Return the nouns and names of an article, as those of bodies are compared."""
    return frozenset(
        plain_noun(token.text)
        for sentence in article.content
        for token in GermanText(sentence.text).tokens
        if token.is_noun or token.text.isupper()
    )


def has_attribute(phrase: str) -> bool:
    """Return whether a phrase tells what its noun is of or from."""
    return _without_attribute(phrase) != phrase


def _genders(phrases: Sequence[str]) -> frozenset[str]:
    """Return whether phrases show a woman or a man, as the only element; nothing where they show neither, or both."""
    found = {kind(_without_attribute(phrase)) for phrase in phrases} & {"feminine", "masculine"}
    if not found and any(_MAN.search(phrase) for phrase in phrases):
        return frozenset({"masculine"})
    return frozenset(found) if len(found) == 1 else frozenset()


def _is_a_man(phrase: str, head: Token) -> bool:
    """Return whether a word that no list has stands for a man: "der Polier", "ihr Lieferant"; not "ihr Büro"."""
    if head.tag != "NN" or is_somebody([head]):
        return False
    if phrase.casefold().startswith("der "):
        return True
    own = re.match(_possessives(), phrase, re.IGNORECASE)
    known = [entry.grammar for meaning in GermanText(head.text).meanings for part in meaning.parts for entry in part]
    return (bool(own) and known[-1:] == ["m"]) or (phrase.casefold().startswith("ein ") and _is_a_trade(head.text))


def _is_a_trade(noun: str) -> bool:
    """Return whether a noun that no lexicon has ends as words for men at work do: "Polier", "Statiker"."""
    return not GermanText(noun).meanings and noun.endswith(("er", "ier", "ist", "ant", "eur", "or"))


def _is_what_somebody_is(token: Token) -> bool:
    """Return whether a noun before a name is none: "Spediteur", "Gutachter"."""
    return token.tag == "NN" or is_people(token)


def _is_body(token: Token) -> bool:
    return token.tag == "NN" and is_somebody([token]) and not is_people(token)


def _is_acronym(token: Token) -> bool:
    return len(token.text) > 1 and token.text.isupper()


def _role_words(told: Collection[str]) -> frozenset[str]:
    long = (word.casefold() for text in told for word in words(text) if len(word) >= _SHORTEST)
    return frozenset(word for word in long if word not in grammar().indefinite)


def _stems(role_words: Collection[str]) -> frozenset[str]:
    return frozenset(map(stem_of, role_words))


@lru_cache(maxsize=_MEMORY)
def _english(role_words: tuple[str, ...]) -> frozenset[str]:
    """Return what words for what somebody is are usually called, and the beginnings of what offices are called."""
    written = [word.capitalize() for word in role_words]
    meanings = [meaning for word in written for meaning in GermanText(word).meanings if meaning.kind == "noun"]
    usual = {word.casefold() for meaning in meanings if len(meaning.parts) == 1 for word in meaning.english[:_USUAL]}
    return frozenset(usual | {begins for word in written for office in offices(word) for begins in office.english})


def _without_emphasis(phrase: str) -> str:
    """Return a phrase without the "selbst" behind it: "Wenk selbst"."""
    begins, _, last = phrase.rpartition(" ")
    return begins if begins and last in grammar().emphatic else phrase


def _speaks(speaker: Speaker, phrases: Collection[str]) -> bool:
    return one_line(speaker.resolved or speaker.text) in phrases or one_line(speaker.text) in phrases


def _beside(name: tuple[str, ...], article: AnalysedArticle, at: int) -> Iterator[str]:
    """Yield what stands right before a name anywhere in its article: what somebody is, a first name, or both.

    Nothing where two who speak there have that last name.
    """
    others = [entry.german for place, entry in enumerate(article.ledger.entries) if place != at and entry.german]
    if any(name[-1] in words(phrase) for phrase in others):
        return
    own = r"\s+".join(map(re.escape, name))
    pattern = re.compile(rf"(?:(\w[\w-]*)\s+)?(\w[\w-]*)\s+{own}\b")
    for sentence in article.content:
        if name[-1] in sentence.text:
            for match in pattern.finditer(sentence.text):
                if match[2][:1].isupper():
                    yield match[2]
                    yield from (word for word in match.groups()[:1] if word and word[:1].isupper())


def _owners(article: AnalysedArticle, claims: Sequence[Claim], phrases: Sequence[str]) -> Iterator[str]:
    """Yield who is spoken of by "dessen" or "ihr" in what somebody is called: the speaker before them."""
    if not any(re.match(_possessives(), phrase, re.IGNORECASE) for phrase in phrases) or not claims:
        return
    before = [claim for claim in article.claims if claim.id < claims[0].id and claim.speaker]
    if before and before[-1].speaker:
        owner = one_line(before[-1].speaker.resolved or before[-1].speaker.text)
        if not _SEVERAL.search(owner):
            yield owner


@cache
def _possessives() -> str:
    return rf"(?:{any_of(grammar().possessive)}|dessen|deren)\s"


def _abbreviations(article: AnalysedArticle, phrases: Sequence[str]) -> frozenset[str]:
    """Return the short forms of a body: those in brackets behind what it is called, here or anywhere in the article."""
    found = {match[1].casefold() for phrase in phrases for match in _IN_BRACKETS.finditer(phrase)}
    name = bare(phrases[0])
    for sentence in article.content:
        at = sentence.text.find(name)
        behind = _IN_BRACKETS.match(sentence.text[at + len(name) :].lstrip()) if at >= 0 and len(name) > 1 else None
        if behind:
            found.add(behind[1].casefold())
    return frozenset(found)
