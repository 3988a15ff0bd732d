"""A sentence as tagged tokens with their place in the text as given.

What is written with marks within words is one token: an abbreviation with its full stop ("Prof.", "a. D."), a form for
all genders ("Kläger:innen"). The tagger, which knows neither, is given the word that they stand for.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

import regex

from chat.data import table
from chat.lang.de.abbreviations import pattern, spelled_out
from chat.lang.quotations import CLOSING, OPENING

_LETTER = r"[\p{L}\p{M}\d]"
# "Kläger:innen", "Schüler*in", "Bürger/-innen", "Kläger(innen)", "Bürger:innenbeauftragte", "eine:r", "der:die";
# a colon with a space behind it ends a clause.
_GENDERED = (
    r"(?<![\p{L}\d])(?:\p{L}+-)*\p{L}+(?:(?:[:*_·]|/-?)in(?:nen\p{Ll}*)?|\(in(?:nen|n)?\)(?:en)?"
    r"|[:*_·](?:[rnsm]|e[rsnm]?|die|der|das|den|dem|des))(?![\p{L}\d])"
)
# "Benedikt XVI. sagte", "die 2. Kammer": no sentence ends there.
_ORDINAL = r"(?<![\p{L}\d])(?:[IVX]+\.(?=\s+\p{Ll})|\d{1,3}\.(?=\s+\p{L}))"
_GENDER_MARKS = regex.compile(r"(?<=\p{L})(?:[:*_·]|/-?|[()])")
_SECOND_ARTICLE = regex.compile(r"(?<=^d\p{L}{2})d\p{L}{2}$", regex.IGNORECASE)  # "der:die"
_INNER_CAPITAL = regex.compile(r"(?<=\p{Ll})I(?=n(?:nen)?(?!\p{Lu}))")  # "BürgerInnen"
_lock = threading.Lock()
# Before foreign surnames; and tags of words that are first names too, with a capital within a sentence ("Per").
_PARTICLES = frozenset({"van", "de", "della", "di", "del", "du", "ter", "ten", "la"})
_OTHER_WORDS = ("APPR", "ADV", "KON", "PTK", "ITJ")
_FOREIGN = "FM"  # the tag of what the tagger is not shown
_REMEMBERED = 1 << 15  # words whose analysis is kept
_LONGEST = 80  # characters of a word; Duden's longest has 79, and the tagger's time grows with the square of them


@dataclass(frozen=True, slots=True)
class Token:
    """A word or punctuation mark: its slice of the text, lemma, and STTS part of speech (HanTa's form, "VV(FIN)")."""

    text: str
    start: int
    end: int
    lemma: str
    tag: str
    quoted: bool = False

    @property
    def is_finite(self) -> bool:
        """Whether it is a finite verb."""
        return self.tag.endswith("(FIN)") or self.tag.endswith("(IMP)")

    @property
    def is_noun(self) -> bool:
        """Whether it is a noun or a name."""
        return self.tag in ("NN", "NNA", "NNI", "NE", "FM", "TRUNC")

    @property
    def is_capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[:1].isupper()


@cache
def _tagger() -> Any:
    from HanTa.HanoverTagger import HanoverTagger

    tagger = HanoverTagger("morphmodel_ger.pgz")
    # What a word can be made of does not hang on its sentence, and words recur.
    tagger.analyze_viterbi = lru_cache(_REMEMBERED)(tagger.analyze_viterbi)
    tagger.analyze_forward = lru_cache(_REMEMBERED)(tagger.analyze_forward)
    return tagger


@cache
def _token() -> regex.Pattern[str]:
    """Return the pattern of a token."""
    return regex.compile(
        rf"\d+(?:[.,:]\d+)+(?!\p{{L}})|{_ORDINAL}|{pattern()}|{_GENDERED}"
        rf"|{_LETTER}+(?:[-–’'.\u00ad]{_LETTER}+)*(?:(?<=\b\p{{Lu}})\.|-(?=[\s„“»«]))?|[^\s\p{{Cc}}\p{{Cf}}]"
    )


def _spelled(word: str) -> str:
    """Return a word as the tagger is to see it, empty where it is to see nothing."""
    if len(word) > _LONGEST:
        return ""
    if word[0].isdigit() and word.endswith("."):
        return "dritten"
    plain = _GENDER_MARKS.sub("", word) if len(word) > 1 else word
    if plain != word:
        return _SECOND_ARTICLE.sub("", plain)
    return spelled_out(_INNER_CAPITAL.sub("i", word))


def tokenize(text: str) -> list[Token]:
    """Return the tagged tokens of a text; none is marked as quoted."""
    written = list(_token().finditer(text))
    spelled = [_spelled(match.group().replace("\u00ad", "")) for match in written]
    shown = [word for word in spelled if word]
    with _lock:  # the tagger keeps state while it tags
        tagged = iter(_tagger().tag_sent(shown) if shown else ())
    analysed = [
        next(tagged)[1:] if word else (match.group(), _FOREIGN) for match, word in zip(written, spelled, strict=True)
    ]
    words, tags = [match.group() for match in written], [tag for _, tag in analysed]
    names = _surnames(words, tags) | _first_names(words, tags)
    return [
        Token(
            text=match.group(),
            start=match.start(),
            end=match.end(),
            lemma=lemma,
            tag="NE" if number in names else _noun_or(tag, match.group(), number),
        )
        for number, (match, (lemma, tag)) in enumerate(zip(written, analysed, strict=True))
    ]


@lru_cache(maxsize=_REMEMBERED)
def lemma_of_participle(participle: str) -> str:
    """Return the infinitive of a past participle: "abgewiesen" is of "abweisen"."""
    with _lock:
        lemma: str = _tagger().analyze(participle, pos="VV(PP)")[0]
    return lemma


def placed(tokens: Sequence[Token], start: int, *, quoted: Sequence[tuple[int, int]]) -> list[Token]:
    """Return the tokens of a sentence with their place in the article.

    Args:
        start: where the sentence begins.
        quoted: spans of quotations in the article; tokens inside one are marked.
    """
    return [
        Token(
            text=token.text,
            start=start + token.start,
            end=start + token.end,
            lemma=token.lemma,
            tag=token.tag,
            quoted=any(first <= start + token.start < last for first, last in quoted),
        )
        for token in tokens
    ]


def _noun_or(tag: str, text: str, number: int) -> str:
    """Return NN for what is written as a noun within a sentence ("der 39-Jährige", "Angehörige"), and mend marks."""
    dash = tag == _FOREIGN and text in "–—-"  # that opens a sentence
    if text in OPENING or text in CLOSING or dash:
        return "$("
    if tag.startswith("CARD") and text[:1].isalpha() and text[-1:].isdigit():
        return "NE"  # "n24"
    word = text.rpartition("-")[2] if text[:1].isdigit() else text
    written_as_noun = word[:1].isupper() and (number > 0 or text[:1].isdigit()) and not word.isupper()
    return "NN" if written_as_noun and tag.startswith(("ADJ", "CARD", "VV", "PIS", "XY")) else tag


def _first_names(words: Sequence[str], tags: Sequence[str]) -> set[int]:
    """Return the places of first names that are other words too: "Trainer Per Aasen"."""
    opens = len(words) > 1 and tags[0] == "ADV" and tags[1] == "NE" and words[0] not in _openers()
    return ({0} if opens else set()) | {
        place
        for place in range(1, len(words) - 1)
        if words[place][:1].isupper()
        and tags[place].startswith(_OTHER_WORDS)
        and words[place - 1][:1].isalpha()
        and (tags[place - 1] == "NE" if tags[place + 1] not in ("NE", "NN") else tags[place - 1].startswith("N"))
    }


@cache
def _openers() -> frozenset[str]:
    """Return the words that have a capital only where they open a sentence."""
    return frozenset(table("de/sentences.toml")["starters"])


@cache
def _datives() -> frozenset[str]:
    """Return the forms of the definite article that stand behind "von"."""
    return frozenset(table("de/pronouns.toml")["words"]["definite_dative"].split())


def _surnames(words: Sequence[str], tags: Sequence[str]) -> set[int]:
    """Return the places of "von der", "van" and the like that belong to a surname: "van der Velde"."""
    places: set[int] = set()
    for place in range(len(words) - 1):
        particle = words[place].lower()
        second = place + 1 + (words[place + 1] in _datives() or words[place + 1] in _PARTICLES)
        if second >= len(words) or not words[second][:1].isupper():
            continue
        foreign = particle in _PARTICLES and not tags[place].startswith("ART")
        if foreign or (particle == "von" and second == place + 2 and tags[second] == "NE"):
            places.update(range(place, second + 1))
    return places
