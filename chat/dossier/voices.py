"""The entries of an article's ledger, with what they are told by in other articles. Made once for an article.

An article calls one and the same by several phrases. Which of its entries stands for which other is told here where the
text shows it: "sagte Trainer Jan Ott. … klagte der Coach"; "die Gewerkschaft Schiene und Weg (GSW)", "die GSW".
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from chat.article.analysed import AnalysedArticle
from chat.attribution.german.agents import is_people, is_somebody
from chat.attribution.german.grammar import grammar
from chat.attribution.german.resolution import kind
from chat.attribution.naming import bare, proper_name, without_case
from chat.data import any_of, lines, table
from chat.lang.characters import one_line
from chat.lang.de.abbreviations import without_titles
from chat.lang.de.text import GermanText
from chat.lang.de.tokens import Token
from chat.lang.names import sound
from chat.lang.offices import offices
from chat.lang.words import without_accents, words
from chat.schema import Claim, LedgerEntry, Speaker

_SEVERAL = re.compile(r",.*\sund\s")  # "der Bauherr Jan Ott, die Architektin Ida Kern und ein Statiker"
# Nouns of men: "Verteidiger Nies", "dessen Vorsitzender Jan Ott"; a woman is called so only by her family.
_MAN = re.compile(r"\b(?!(?:\w*(?:[Mm]utter|[Ss]chwester|[Tt]ochter))\b)[A-ZÄÖÜ]\w{2,}er(?=\s+[A-ZÄÖÜ])")
_IN_BRACKETS = re.compile(r"\((\w{2,10})\)")
_BEFORE_ATTRIBUTE = ("ART", "APPR", "APPRART", "PRELS", "PDS", "PPOS")  # tags of what begins it: "der Hochschule"
_ADJECTIVE = re.compile(r"^\w+\s+[a-zäöüß]\w*e[nr]?\s+[A-ZÄÖÜ]")
_SPEAKS_FOR = 3  # words from which on one of many is told by whom they speak for: "ein Sprecher des Ministeriums"
_SPOKESPEOPLE = frozenset({"sprech"})  # of whom everybody has one: "der Sprecher des Landgerichts"
_SHORTEST = 4  # letters of a word that tells what somebody is
_ENDINGS = (re.compile(r"in(?:nen)?$"), re.compile(r"(?:e[nmrs]?|[ns])$"))
_USUAL = 2  # English equivalents by which two words for what somebody is are compared
_MEMORY = 1 << 12
_DOTLESS = str.maketrans("ıłđøŁĐØ", "ildoLDO")


@dataclass(frozen=True)
class Voice:
    """An entry of an article's ledger.

    Args:
        at: its place in the ledger.
        name: of a person, with usual spellings; empty for all others.
        genders: what it shows to be, a woman or a man; one of them, or nothing.
        roles: what a person is called, and what of, by the stems of the words; `english` by their English.
        head: the stem of what a person without a name is called: "coach"; empty for all others.
        key: of whom has no name; empty where it is one of many ("ein Anwohner").
        nouns: what a body is called; `short` are its abbreviations.
        stands_for: the entry of the article that it is, where the article shows it.
    """

    at: int
    entry: LedgerEntry
    name: tuple[str, ...] = ()
    genders: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()
    english: frozenset[str] = frozenset()
    head: str = ""
    key: str = ""
    nouns: frozenset[str] = frozenset()
    short: frozenset[str] = frozenset()
    stands_for: int | None = None

    @property
    def is_body(self) -> bool:
        """Whether it is neither a person nor unnamed."""
        return bool(self.nouns)


def voices(article: AnalysedArticle) -> tuple[Voice, ...]:
    """Return the entries of an article's ledger, in order."""
    by_id = {claim.id: claim for claim in article.claims}
    told = [_voice(article, at, by_id) for at in range(len(article.ledger.entries))]
    return tuple(replace(voice, stands_for=_antecedent(article, voice, told, by_id)) for voice in told)


def _voice(article: AnalysedArticle, at: int, by_id: dict[int, Claim]) -> Voice:
    entry = article.ledger.entries[at]
    phrases = [phrase for phrase in (entry.german, *entry.aliases) if phrase]
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
        name=_spelt_alike(name),
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
    tokens = GermanText(phrases[0]).tokens
    head = next((token for token in tokens if token.is_noun), None)
    is_a_man = head is not None and _is_a_man(phrases[0], head)
    if head is not None and (is_people(head) or is_a_man):
        speaks_for = _without_attribute(phrases[0]) != phrases[0] and stem_of(head.text) in _SPOKESPEOPLE
        called = "" if is_indefinite or speaks_for or len(head.text) < _SHORTEST else head.text
        return Voice(
            at,
            entry,
            genders=_genders(phrases) or (frozenset({"masculine"}) if is_a_man else frozenset()),
            roles=_stems(_role_words([phrases[0]])),
            english=_english((called,)) if called else frozenset(),
            head=stem_of(called) if called else "",
            key=key,
        )
    nouns = frozenset(_plain(token.text) for token in tokens if token.is_noun or token.text.isupper())
    return Voice(at, entry, key=key, nouns=nouns if key else frozenset(), short=_abbreviations(article, phrases))


@lru_cache(maxsize=_MEMORY)
def name_in(phrase: str) -> tuple[str, ...]:
    """Return the name in a phrase for one person, without what they are and what they are of.

    "Spediteur Jan Ott von der Initiative" has "Jan Ott", and "die Professorin der Hochschule Wallbeck" no name.
    """
    if _SEVERAL.search(phrase):
        return ()
    tokens = GermanText(phrase).tokens
    own = _without_attribute(phrase)
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


def _genders(phrases: Sequence[str]) -> frozenset[str]:
    """Return whether phrases show a woman or a man, as the only element; nothing where they show neither, or both."""
    found = {kind(_without_attribute(phrase)) for phrase in phrases} & {"feminine", "masculine"}
    if not found and any(_MAN.search(phrase) for phrase in phrases):
        return frozenset({"masculine"})
    return frozenset(found) if len(found) == 1 else frozenset()


def _is_a_man(phrase: str, head: Token) -> bool:
    """Return whether a word that no list has stands for a man: "der Polier", but not "die Aufsicht"."""
    return phrase.casefold().startswith("der ") and head.tag == "NN" and not is_somebody([head])


def _is_what_somebody_is(token: Token) -> bool:
    """Return whether a noun before a name is none: "Spediteur", "Gutachter"."""
    return token.tag == "NN" or is_people(token)


def _is_body(token: Token) -> bool:
    return token.tag == "NN" and is_somebody([token]) and not is_people(token)


def _is_acronym(token: Token) -> bool:
    return len(token.text) > 1 and token.text.isupper()


def stem_of(word: str) -> str:
    """Return a word for what somebody is without the endings of gender and case, and without umlauts."""
    plain = without_accents(word.casefold())
    for ending in _ENDINGS:
        shorter = ending.sub("", plain)
        plain = shorter if len(shorter) >= _SHORTEST else plain
    return plain


def _plain(noun: str) -> str:
    return re.sub(r"(?<=\w{4})e?s$", "", noun.casefold())


def _role_words(told: Collection[str]) -> frozenset[str]:
    return frozenset(word.casefold() for text in told for word in words(text) if len(word) >= _SHORTEST)


def _stems(role_words: Collection[str]) -> frozenset[str]:
    return frozenset(map(stem_of, role_words))


@lru_cache(maxsize=_MEMORY)
def _english(role_words: tuple[str, ...]) -> frozenset[str]:
    """Return what words for what somebody is are usually called, and the beginnings of what offices are called."""
    written = [word.capitalize() for word in role_words]
    meanings = [meaning for word in written for meaning in GermanText(word).meanings if meaning.kind == "noun"]
    usual = {word.casefold() for meaning in meanings if len(meaning.parts) == 1 for word in meaning.english[:_USUAL]}
    return frozenset(usual | {begins for word in written for office in offices(word) for begins in office.english})


def _speaks(speaker: Speaker, phrases: Collection[str]) -> bool:
    return one_line(speaker.resolved or speaker.text) in phrases or one_line(speaker.text) in phrases


def _beside(name: tuple[str, ...], article: AnalysedArticle, at: int) -> Iterator[str]:
    """Yield what stands right before a name anywhere in its article: what somebody is, or a first name.

    Nothing where two who speak there have that last name.
    """
    others = [entry.german for place, entry in enumerate(article.ledger.entries) if place != at and entry.german]
    if any(name[-1] in words(phrase) for phrase in others):
        return
    own = r"\s+".join(map(re.escape, name))
    pattern = re.compile(rf"(\w[\w-]*)\s+{own}\b")
    for sentence in article.content:
        if name[-1] in sentence.text:
            yield from (match[1] for match in pattern.finditer(sentence.text) if match[1][:1].isupper())


def _owners(article: AnalysedArticle, claims: Sequence[Claim], phrases: Sequence[str]) -> Iterator[str]:
    """Yield who is spoken of by "dessen" or "ihr" in what somebody is called: the speaker before them."""
    if not any(re.match(_possessives(), phrase, re.IGNORECASE) for phrase in phrases) or not claims:
        return
    before = [claim for claim in article.claims if claim.id < claims[0].id and claim.speaker]
    if before and before[-1].speaker:
        yield one_line(before[-1].speaker.resolved or before[-1].speaker.text)


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


def _antecedent(article: AnalysedArticle, voice: Voice, others: Sequence[Voice], by_id: dict[int, Claim]) -> int | None:
    """Return the entry that another one of its article stands for, None where nothing shows it."""
    if voice.is_body:
        meant = [other.at for other in others if other is not voice and is_short_for(voice, other)]
        return meant[0] if len(meant) == 1 else None
    if not voice.head or not voice.genders or _ADJECTIVE.match(voice.entry.german or ""):
        return None  # who is told by what is said of them is mostly somebody else: "die designierte Bürgermeisterin"
    claim = by_id.get(voice.entry.claims[0])
    before = [other for other in article.claims if claim is not None and other.id < claim.id]
    if claim is None or not before or not _goes_on(article, before[-1], claim):
        return None
    named = [other for other in others if other.name and before[-1].id in other.entry.claims]
    if len(named) != 1 or are_of_two_genders(voice, named[0]) or _hold_two_offices(voice, named[0]):
        return None
    return named[0].at


def _goes_on(article: AnalysedArticle, before: Claim, claim: Claim) -> bool:
    """Return whether a claim stands right behind another in its paragraph, and is not set against it."""
    first, last = claim.sentences[0], before.sentences[-1]
    if first not in article.place or last not in article.place or article.place[first] - article.place[last] > 1:
        return False
    if article.by_id[first].paragraph != article.by_id[last].paragraph or claim.stance in ("denies", "declines"):
        return False
    countering = table("de/countering.toml")
    said_against = claim.cue is not None and claim.cue.lemma in countering["cues"].split()
    return not said_against and not set(countering["words"].split()) & {
        word.casefold() for number in claim.sentences for word in words(article.by_id[number].text)
    }


def are_of_two_genders(voice: Voice, other: Voice) -> bool:
    """Return whether one shows to be a woman and the other a man."""
    return bool(voice.genders and other.genders and voice.genders != other.genders)


def _hold_two_offices(voice: Voice, other: Voice) -> bool:
    """Return whether each is told to hold an office, and not the same one."""
    held = [
        frozenset(begins for office in offices(one.entry.german or "") for begins in office.english)
        for one in (voice, other)
    ]
    return bool(held[0] and held[1] and not held[0] & held[1])


def is_abbreviated_as(voice: Voice, short: Voice) -> bool:
    """Return whether a body is told to have another one's only word as its abbreviation: "(GSW)", "die GSW"."""
    return len(short.nouns) == 1 and bool(short.nouns & voice.short)


def is_short_for(voice: Voice, other: Voice) -> bool:
    """Return whether a body is called by a part of what another one is called, or by its abbreviation."""
    if not voice.is_body or not other.is_body:
        return False
    if is_abbreviated_as(other, voice):
        return True
    if voice.nouns < other.nouns and any(map(_is_known, voice.nouns)):
        return True  # and not by a place alone: "Hollingen"
    (*_, noun) = voice.nouns
    return len(voice.nouns) == 1 and any(own != noun and own.endswith(noun) for own in other.nouns)


@lru_cache(maxsize=_MEMORY)
def _is_known(noun: str) -> bool:
    """Return whether a noun is no name, but a word."""
    return bool(GermanText(noun.capitalize()).meanings)


@cache
def _spellings() -> dict[str, str]:
    """Return for each spelling of a first name in data/pairs/given_names.txt the first of its line, by its sound."""
    listed = (line.split(", ") for line in lines("pairs/given_names.txt"))
    return {sound(name): names[0] for names in listed for name in names}


def _spelt_alike(name: tuple[str, ...]) -> tuple[str, ...]:
    """Return a name with first names spelt in one way, and letters that no accent makes as those they are read as."""
    plain = tuple(part.translate(_DOTLESS) for part in name)
    return (*(_spellings().get(sound(part), part) for part in plain[:-1]), plain[-1])
