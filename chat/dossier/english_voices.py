"""What English phrases for whoever speaks tell of them: a name, a role, a body, and for whom they speak.

Also of an article in another language, whose claims were found in its English.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from chat.article.analysed import AnalysedArticle
from chat.attribution.english.phrasing import full_name, head_of, kind, own_kind
from chat.attribution.english.phrasing import role as role_in
from chat.dossier.kinds import kind_of, side_of
from chat.dossier.voices import Voice, plain_noun, spelt_alike, stem_of
from chat.lang.en.tokens import tokenize
from chat.lang.offices import english_offices_in
from chat.lang.words import is_function_word, words

_INDEFINITE = re.compile(r"(?:an?|some|several|many|one|two|three|another|other)\s", re.IGNORECASE)
_ARTICLE = re.compile(r"(?:the|an?|its|his|her|their|our)\s+", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"\s(?:of|for|at|from|in|with|on|behind)\s|[’']s?\s")
_IN_BRACKETS = re.compile(r"\(([A-Z]\w{1,9})\)")
_BODIES = ("organisation", "medium", "document")
_SPOKES = re.compile(r"spokes(?:man|woman|person)")
_SPEAKS_FOR = 3  # words from which on one of many is told by whom they speak for: "a spokeswoman for the court"
_SHORTEST = 4  # letters of a word that tells what somebody is
_MEMORY = 1 << 12


def described(article: AnalysedArticle) -> tuple[Voice, ...]:
    """Return the entries of an article's ledger, in order, each by itself."""
    return tuple(_voice(article, at) for at in range(len(article.ledger.entries)))


def _voice(article: AnalysedArticle, at: int) -> Voice:
    entry = article.ledger.entries[at]
    phrases = [phrase for phrase in (entry.german, *entry.aliases) if phrase]
    if not phrases:
        return Voice(at, entry, "en")
    name = max((name_in(phrase) for phrase in phrases), key=len)
    if not name:
        return _unnamed(article, at, phrases)
    told = [role for phrase in phrases if (role := role_in(phrase))]
    told += [entry.role] if entry.role else []
    told += [text for text in _beside(name, article, at) if text]
    roles = _role_words(told) - {part.casefold() for part in name}
    return Voice(
        at,
        entry,
        "en",
        name=spelt_alike(name),
        genders=_genders(phrases),
        roles=frozenset(map(stem_of, roles)),
        english=_english(told),
    )


def _unnamed(article: AnalysedArticle, at: int, phrases: Sequence[str]) -> Voice:
    """Return an entry without a name: a person by what they are, or a body."""
    entry, phrase = article.ledger.entries[at], phrases[0]
    own = _ARTICLE.sub("", phrase, count=1)
    head = head_of(phrase)[-1:]
    is_indefinite = bool(_INDEFINITE.match(phrase))
    key = "" if is_indefinite and len(words(own)) < _SPEAKS_FOR else own.casefold()
    if side := side_of(own, "en"):
        return Voice(at, entry, "en", head=stem_of(side), english=_english([side]), key=key, is_side=True)
    body = bool(head) and (own_kind(head[0]) in _BODIES or head[0].isupper() or _is_named_body(phrase))
    if head and not body and (own_kind(head[0]) or head[0][:1].islower()):
        speaks_for = _spoken_for(phrase)
        called = "" if is_indefinite or speaks_for or _ATTRIBUTE.search(phrase) else head[0]
        return Voice(
            at,
            entry,
            "en",
            genders=_genders(phrases),
            roles=frozenset(map(stem_of, _role_words([phrase]))),
            english=_english([called]) if called else frozenset(),
            head=stem_of(called) if called else "",
            key=key,
            speaks_for=speaks_for,
            is_new=is_indefinite,
        )
    nouns = frozenset(plain_noun(word) for word in words(own) if not is_function_word(word)) if key else frozenset()
    return Voice(at, entry, "en", key=key, nouns=nouns, short=_abbreviations(article, own), kind=kind_of(nouns, "en"))


@lru_cache(maxsize=_MEMORY)
def name_in(phrase: str) -> tuple[str, ...]:
    """Return the name in a phrase for one person, without what they are and what they are of.

    "Malcolm Tighe, the investigator" has "Malcolm Tighe", and "the cable maker Linotech" no name of a person.
    """
    if kind(phrase) == "plural" or _is_named_body(phrase):
        return ()
    name = full_name(phrase)
    if len(name) == 1 and (name[0].isupper() or (_ARTICLE.match(phrase) and len(head_of(phrase)) == 2)):
        return ()  # "NABU", "the Bundesbank"
    return name


def _is_named_body(phrase: str) -> bool:
    """Return whether what stands before a name is what a body is: "the cable maker Linotech"."""
    name, head = full_name(phrase), head_of(phrase)
    before = head[: len(head) - len(name)] if name and tuple(head[-len(name) :]) == name else []
    return bool(before) and own_kind(before[-1]) in _BODIES


def called_as_bodies(article: AnalysedArticle) -> frozenset[str]:
    """Return the names that an article shows to be bodies': "the Bundesbank", "the dairy Almkrone"."""
    found = set()
    for sentence in article.content:
        tokens = tokenize(sentence.best)
        for at, (before, token) in enumerate(pairwise(tokens), start=1):
            behind = tokens[at + 1] if at + 1 < len(tokens) else None
            is_whole = behind is None or not (behind.is_noun or behind.is_capital)
            if token.tag == "NP0" and is_whole and (before.lower == "the" or own_kind(before.text) in _BODIES):
                found.add(token.text)
    return frozenset(found)


def nouns_of(article: AnalysedArticle) -> frozenset[str]:
    """Return the nouns and names of an article, as those of bodies are compared."""
    return frozenset(
        plain_noun(word) for sentence in article.content for word in words(sentence.best) if not is_function_word(word)
    )


def has_attribute(phrase: str) -> bool:
    """Return whether a phrase tells what its noun is of or from."""
    return bool(_ATTRIBUTE.search(phrase))


def _genders(phrases: Sequence[str]) -> frozenset[str]:
    """Return whether phrases show a woman or a man, as the only element; nothing where they show neither, or both."""
    found = {kind(phrase) for phrase in phrases} & {"feminine", "masculine"}
    return frozenset(found) if len(found) == 1 else frozenset()


def _spoken_for(phrase: str) -> str:
    """Return what body a spokesman or a spokeswoman speaks for, by its last word."""
    head = head_of(phrase)
    if not head or not _SPOKES.fullmatch(head[-1].lower()):
        return ""
    behind = [word for word in words(phrase[phrase.find(head[-1]) + len(head[-1]) :]) if not is_function_word(word)]
    before = [word for word in head[:-1] if not is_function_word(word)]
    return plain_noun((behind or before or [""])[-1])


def _role_words(told: Collection[str]) -> frozenset[str]:
    return frozenset(word.casefold() for text in told for word in words(text) if len(word) >= _SHORTEST)


def _english(told: Collection[str]) -> frozenset[str]:
    """Return what somebody is called, whole and by its last word, and the beginnings of words for offices in it."""
    heads = [head for text in told if (head := [word.casefold() for word in head_of(_ARTICLE.sub("", text, count=1))])]
    whole = {" ".join(head[at:]) for head in heads for at in range(len(head))}
    return frozenset(whole | english_offices_in([head[-1] for head in heads]))


def _beside(name: tuple[str, ...], article: AnalysedArticle, at: int) -> Iterator[str]:
    """Yield what stands right before a name anywhere in its article, or in commas behind it.

    Nothing where two who speak there have that last name.
    """
    others = [entry.german for place, entry in enumerate(article.ledger.entries) if place != at and entry.german]
    if any(name[-1] in words(phrase) for phrase in others):
        return
    own = r"\s+".join(map(re.escape, name))
    before = re.compile(rf"((?:[\w-]+\s+){{1,3}}){own}\b")
    for sentence in article.content:
        if name[-1] in sentence.best:
            for match in before.finditer(sentence.best):
                told = match[1].split()
                while told and not _is_office(told[0]):
                    told = told[1:]
                yield " ".join(told)


def _is_office(word: str) -> bool:
    return word[:1].isupper() or own_kind(word) == "office"


def _abbreviations(article: AnalysedArticle, name: str) -> frozenset[str]:
    """Return the short forms of a body: those in brackets behind what it is called anywhere in the article."""
    found = set()
    for sentence in article.content:
        at = sentence.best.find(name)
        behind = _IN_BRACKETS.match(sentence.best[at + len(name) :].lstrip()) if at >= 0 and len(name) > 1 else None
        if behind:
            found.add(behind[1].casefold())
    return frozenset(found)
