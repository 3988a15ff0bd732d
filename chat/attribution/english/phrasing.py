"""English phrases for speakers: who a pronoun or a short name stands for, what somebody is, and what kind of source."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Literal

from chat.data import any_of, table
from chat.lang.characters import one_line
from chat.schema import SourceType, Speaker

Kind = Literal["feminine", "masculine", "plural", "thing", "unknown"]

_KINDS: dict[str, tuple[Kind, ...]] = {
    "he": ("masculine",),
    "him": ("masculine",),
    "his": ("masculine",),
    "himself": ("masculine",),
    "she": ("feminine",),
    "her": ("feminine",),
    "herself": ("feminine",),
    "it": ("thing",),
    "its": ("thing",),
    "they": ("plural", "thing"),
    "them": ("plural", "thing"),
    "their": ("plural", "thing"),
    "who": (),
}
_POSSESSIVE = frozenset({"his", "her", "their", "its"})
_WORD = re.compile(r"[^\W_]+(?:[-’'.][^\W_]+)*")
_NAME = re.compile(r"[^\W\d_a-z][\w’'.-]*")
_OWNER = re.compile(r"^[^,]*?\b[’']s (?=[a-z])")  # "Ruth Bell's" before "son"
_AROUND = 160  # characters behind a phrase that may tell that its source is not to be named
_UNNAMED = re.compile(
    r"(?:asked|declined|did not want|spoke|speaking|wished|wishes|requested)\b[^.]{0,40}"
    r"(?:anonym|not to be named|not to be identified|unnamed|to be named)"
)
_LONGEST_SHORT = 3  # words of a short name or a role
_FULL_NAME = 2  # words
_PARTICLES = frozenset({"van", "de", "von", "der", "la", "al", "bin", "da", "del", "di", "du", "le"})


@cache
def words_of(name: str) -> frozenset[str]:
    """Return a word list of data/en/sources.toml."""
    return frozenset(table("en/sources.toml")["words"][name].split())


@cache
def _nouns() -> dict[str, SourceType]:
    """Return the kind of each noun; what is listed first counts."""
    kinds: dict[str, SourceType] = {}
    for kind, nouns in table("en/sources.toml")["nouns"].items():
        for noun in nouns.split():
            kinds.setdefault(noun, kind)
    return kinds


@cache
def _longest_endings() -> re.Pattern[str]:
    return re.compile(rf".*({any_of(noun for noun in _nouns() if len(noun) > 4)})")


def is_source(noun: str) -> bool:
    """Return whether a noun is of somebody who can speak, or of a text."""
    return _singular(noun) in _nouns() or _by_ending(noun) is not None


def _singular(word: str) -> str:
    lower = word.lower().removesuffix("'s").removesuffix("’s")
    if lower in _nouns():
        return lower
    for ending, instead in (("ies", "y"), ("men", "man"), ("sses", "ss"), ("s", "")):
        if lower.endswith(ending) and lower[: -len(ending)] + instead in _nouns():
            return lower[: -len(ending)] + instead
    return lower


def is_anaphoric(speaker: str) -> bool:
    """Return whether a speaker is a pronoun or a possessive."""
    return speaker.lower() in _KINDS


@lru_cache(maxsize=4096)
def kind(phrase: str) -> Kind:
    """Return whether a phrase is a woman's, a man's, of several, or of a thing or body, by its words."""
    phrase = _OWNER.sub("", phrase)
    head = _head_part(phrase)
    words = _WORD.findall(head)
    lowered = [word.lower() for word in words]
    for whole in (words, _WORD.findall(phrase)):
        small = {word.lower() for word in whole}
        first = {word for word in whole if word[:1].isupper()}
        if small & words_of("women") - {"her"} or first & words_of("female_names"):
            return "feminine"
        if small & words_of("men") - {"his"} or first & words_of("male_names"):
            return "masculine"
    several = words_of("several")
    if re.search(r"\band\b", head) or (
        words and (lowered[0] in several or words[0].isdigit() or lowered[-1] in several)
    ):
        return "plural"
    noun = _head_noun(words)
    if noun.lower().endswith("s") and _singular(noun) in _nouns() and _singular(noun) != noun.lower():
        return "plural"
    own = _nouns().get(_singular(noun)) if noun else None
    if own in ("organisation", "medium", "document"):
        return "thing"
    return "unknown"


def _head_part(phrase: str) -> str:
    """Return a phrase without appositions and what hangs on it by prepositions."""
    head = phrase.partition(",")[0]
    return re.split(
        r"\s(?:of|for|at|in|from|with|on|behind|to|by|against|who|which|among|close|familiar)\s", head, maxsplit=1
    )[0]


def _head_noun(words: Sequence[str]) -> str:
    return words[-1] if words else ""


def last_name(phrase: str) -> str:
    """Return the last word of the name in a phrase, empty where it has none."""
    for part in phrase.split(","):
        names = named_in(_head_part(part.strip()))
        if names:
            return names[-1]
    return ""


def full_name(phrase: str) -> tuple[str, ...]:
    """Return the words of the name in a phrase: of "the minister, Maria Hale" the last two; none where it has none."""
    names = (named_in(_head_part(part.strip())) for part in phrase.split(","))
    return tuple(next(filter(None, names), ()))


def head_of(phrase: str) -> list[str]:
    """Return the words of a phrase without appositions and what hangs on it: "A spokeswoman" of one "for the court"."""
    return _WORD.findall(_head_part(phrase))


def own_kind(noun: str) -> SourceType | None:
    """Return what kind of source a noun is of by itself, None for one that no list has."""
    return _nouns().get(_singular(noun)) or _by_ending(noun)


def named_in(head: str) -> list[str]:
    """Return the words of the name that ends a phrase: "Maria Hale" of "Energy Minister Maria Hale"."""
    words = _WORD.findall(head)
    run: list[str] = []
    for word in reversed(words):
        if not word[:1].isupper() and word not in _PARTICLES:
            break
        if _singular(word) in _nouns() or word.lower().rstrip(".") in words_of("titles") | words_of("articles"):
            break
        run.insert(0, word)
    while run and run[0] in _PARTICLES:
        run.pop(0)
    return run if len(run) != len(words) or len(run) > 1 or words else []


def resolve(speaker: str, mentions: Sequence[str], *, plural: bool | None = None) -> str | None:
    """Return the fuller name that a speaker stands for among the mentions before it, oldest first; None for itself."""
    place = antecedent(speaker, mentions)
    if place is None:
        return None
    fuller = antecedent(mentions[place], mentions[:place])
    return mentions[place if fuller is None else fuller]


def antecedent(speaker: str, mentions: Sequence[str]) -> int | None:
    """Return the place of the mention that a speaker stands for; None for what stands for itself, or is unknown."""
    backwards = [at for at in reversed(range(len(mentions))) if not is_anaphoric(mentions[at])]
    lowered = speaker.lower()
    if lowered in _KINDS:
        kinds = _KINDS[lowered]
        fitting = [at for at in backwards if kind(mentions[at]) in kinds]
        if "masculine" in kinds or "feminine" in kinds:
            fitting = [at for at in backwards if at in fitting or may_be_person(mentions[at])]
        elif not fitting:
            fitting = [at for at in backwards if kind(mentions[at]) == "unknown" and " " not in mentions[at]]
        owned = [at for at in fitting if mentions[at].split()[0].lower() in _POSSESSIVE]
        others = [at for at in fitting if at not in owned or last_name(mentions[at])]
        return next(iter([*others, *owned]), None) if kinds else None
    words = _WORD.findall(speaker)
    if not words or len(words) > _LONGEST_SHORT + 1 or "," in speaker or " and " in speaker:
        return None
    name = named_in(_head_part(speaker))
    if name:
        return next((at for at in backwards if _is_fuller(speaker, name, mentions[at])), None)
    if words[0].lower() not in ("the", "this", "that") or len(words) > _LONGEST_SHORT:
        return None
    role_ = words[-1].lower()
    return next((at for at in backwards if _has_role(mentions[at], role_)), None)


def may_be_person(mention: str) -> bool:
    """Return whether a phrase that shows no gender may be of a person: "Dr Nair", "the minister", not "the Crown"."""
    if kind(mention) != "unknown":
        return False
    if last_name(mention) and len(mention.split()) > _FULL_NAME:
        return True
    return mention.split()[0].lower() not in ("the", "a", "an") or kind_of_source(mention) in (
        "office",
        "person",
        "anonymous",
    )


def _is_fuller(speaker: str, name: Sequence[str], mention: str) -> bool:
    """Return whether a mention is the same name with more to it: "Hale", "Energy Minister Maria Hale"."""
    if {kind(speaker), kind(mention)} == {"feminine", "masculine"}:
        return False
    if len(mention) <= len(speaker) or re.search(r"\sand\s", mention):
        return False
    for part in mention.split(","):
        own = named_in(_head_part(part.strip()))
        if own and own[-len(name) :] == list(name):
            return True
    return False


def _has_role(mention: str, noun: str) -> bool:
    """Return whether a mention names somebody with a role: "the minister", "Energy Minister Maria Hale"."""
    words = [_singular(word) for word in _WORD.findall(mention)]
    return _singular(noun) in words and bool(last_name(mention)) and _nouns().get(_singular(noun)) is not None


def role(phrase: str) -> str | None:
    """Return the slice of a speaker's phrase that tells the role, None where it tells none."""
    head, comma, apposition = (part.strip() for part in phrase.partition(","))
    if comma and apposition[:1].isdigit():
        apposition = apposition.partition(",")[2].strip()
    if comma and apposition:
        if _is_name(head):
            return _without_article(apposition)
        return _without_article(head) if _is_name(apposition) else None
    name = named_in(_head_part(phrase))
    at = phrase.find(" ".join(name)) if name else -1
    before = phrase[:at].strip() if at > 0 else ""
    told = _without_article(before)
    return told if told and told.lower().rstrip(".") not in words_of("titles") else None


def _is_name(text: str) -> bool:
    words = _WORD.findall(text)
    return bool(words) and named_in(text) == words


def _without_article(text: str) -> str | None:
    words = text.split(maxsplit=1)
    if words and words[0].lower() in ("the", "a", "an"):
        return words[1] if len(words) > 1 else None
    return text or None


def source_type(speaker: Speaker, text: str) -> SourceType | None:
    """Return what kind of source a speaker of an article is, None where that cannot be told."""
    phrase = one_line(speaker.resolved or speaker.text)
    behind = one_line(text[speaker.end : speaker.end + _AROUND]) if speaker.end is not None else ""
    own = kind_of_source(phrase)
    if own in ("office", "person", None, "anonymous") and (
        _UNNAMED.search(behind.partition(". ")[0]) or "unnamed" in phrase
    ):
        return "anonymous"
    return own


@lru_cache(maxsize=4096)
def kind_of_source(phrase: str) -> SourceType | None:
    """Return what kind of source a phrase names by its own words."""
    if is_anaphoric(phrase) or not phrase:
        return None
    head = _head_part(phrase)
    words = _WORD.findall(head)
    if not words:
        return None
    own = _nouns().get(_singular(words[-1])) or _by_ending(words[-1])
    capital = any(word[:1].isupper() for word in words[1:] or words)
    if own is None and words[-1].isupper() and 1 < len(words[-1]) <= 5:
        return "organisation"
    if own == "anonymous" and words[0].lower() == "the" and len(words) > 1:
        own = "office" if _singular(words[-1]) not in ("people", "source") else own
    if own:
        return "person" if own == "office" and _is_name(phrase.partition(",")[2].strip()) else own
    name = named_in(head)
    if name and capital and (len(name) > 1 or len(words) > len(name) or "," in phrase):
        return "person" if words[0].lower() != "the" else None
    return None


def _by_ending(word: str) -> SourceType | None:
    match = _longest_endings().fullmatch(_singular(word)) if word[:1].islower() else None
    return _nouns()[match[1]] if match else None


def is_hedged(content: str) -> bool:
    """Return whether a content says itself that it is not sure."""
    return not words_of("hedges").isdisjoint(_WORD.findall(content))
