"""What kind of source a German phrase for a speaker names: a person, an office, an organisation, a text, nobody.

Reads the phrase and what stands around it; precision first: what no rule knows is of no kind.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import takewhile
from typing import Any

from chat.attribution.german.grammar import grammar
from chat.data import any_of, table
from chat.lang.characters import one_line
from chat.lang.de.tokens import Token, tokenize
from chat.schema import SourceType, Speaker

_INFLECTION = "(?:innen|in|e[nmrs]?|[ns])?"
_AROUND = 120  # characters behind a phrase that may tell that its source is not to be named
_QUOTED_NAME = re.compile(r"[„»“\"][^„»“”«\"]+[“”«\"]")
_SENTENCE_END = re.compile(r"[.!?](?:\s|$)")
_BRACKETS = re.compile(r"(?:(?<!\s)\s++)?+\([^)]{0,300}\)")
_INITIALISM = re.compile(r"[A-ZÄÖÜ]{2,6}s?")
_BEHIND_HEAD = ("APPR", "APPRART", "KON", "PRELS", "$(", "ADJ(A)", "ADV")


def source_words() -> dict[str, Any]:
    """Return data/de/sources.toml."""
    return table("de/sources.toml")


def source_type(speaker: Speaker, text: str) -> SourceType | None:
    """Return what kind of source a speaker of an article is, None where that cannot be told.

    Args:
        speaker: the speaker; where it is resolved, the fuller phrase counts.
        text: the article, whose words around the phrase may tell that the source is not to be named.
    """
    phrase = one_line(speaker.resolved or speaker.text)
    kind = kind_of_source(phrase)
    if speaker.place is None:
        return kind
    start, end = speaker.place
    before, behind = one_line(text[max(0, start - _AROUND) : start]), one_line(text[end : end + _AROUND])
    if kind in ("office", None, "anonymous") and (_is_unnamed(phrase, behind) or _is_attributed(before)):
        return "anonymous"
    return kind


@lru_cache(maxsize=4096)
def kind_of_source(phrase: str) -> SourceType | None:
    """Return what kind of source a phrase names by its own words."""
    if phrase.lower() in grammar().pronouns or not phrase:
        return None
    head, apposition = _parts(phrase)
    own = _kind_of_head(head, phrase)
    if own in ("office", None) and apposition and _is_full_name(apposition):
        return "person"
    if own is None and apposition and _is_name(head) and _kind_of_head(apposition, phrase) == "office":
        return "person"
    return own


def _parts(phrase: str) -> tuple[list[Token], list[Token]]:
    """Return the tokens of a phrase up to its first comma, and those of what stands between that and the next."""
    parts: list[list[Token]] = [[]]
    for token in tokenize(_BRACKETS.sub("", phrase)):
        if token.text == ",":
            parts.append([])
        else:
            parts[-1].append(token)
    return parts[0], parts[1] if len(parts) > 1 else []


def _kind_of_head(tokens: Sequence[Token], phrase: str) -> SourceType | None:
    """Return the kind of the noun that a phrase is about, with what stands behind it."""
    place = _head(tokens)
    if place is None:
        return None
    quoted = _QUOTED_NAME.search(phrase)
    if quoted and quoted.start() <= tokens[place].start <= quoted.end():
        before = [token for token in tokens if token.start < quoted.start()]
        own = next((kind for token in tokens if token.is_noun and (kind := _by_ending(token.text))), None)
        return own or ("medium" if all(token.tag == "ART" for token in before) else None)
    word, following = tokens[place], tokens[place + 1 :]
    if word.text in grammar().address:
        return "person" if following and following[0].is_capital else _whole(word.text)
    if said := _of_whose_words(word, following):
        return said
    names = _names(tokens[_with_adjectives(tokens, place) :])
    kind = _kind_of_name(names) or _kind_of_noun(word, bare=place == 0 and not following)
    if kind in ("office", "anonymous"):
        return "person" if _is_named(following) else kind
    if kind is None and (_is_name(tokens) or _is_full_name(tokens[-2:]) or _is_full_name(_opening_name(tokens))):
        return "person"
    if len(names) > 1 and word.tag == "NE" and _is_full_name(tokens) and not _kind_of_name(names):
        return "person"  # "Anna Richter": a first name, and a last name that is also an office
    return kind


def _head(tokens: Sequence[Token]) -> int | None:
    """Return the place of the first noun of a phrase that no preposition governs."""
    governed = False
    for place, token in enumerate(tokens):
        if token.tag.startswith("APPR"):
            governed = True
        elif token.is_noun and token.is_capital and governed:
            governed = False
        elif _is_nominal(token) and not (_is_adjective(tokens, place) or _is_genitive(tokens, place)):
            return place
    return None


def _is_nominal(token: Token) -> bool:
    """Return whether a token can be what a phrase is about: a noun or a name, no first part of one ("Bau-")."""
    is_noun = token.is_noun or token.text in _all_words() or bool(_INITIALISM.fullmatch(token.text))
    return is_noun and not token.text.endswith("-")


def _is_genitive(tokens: Sequence[Token], place: int) -> bool:
    """Return whether a country or the like opens a phrase of what is its own: "Mexikos Präsident"."""
    has_more = place == 0 and len(tokens) > 1 and tokens[1].tag in ("NN", "NNA", "ADJ(A)")
    return has_more and tokens[0].text.endswith("s") and _whole(tokens[0].text.removesuffix("s")) is not None


def _is_adjective(tokens: Sequence[Token], place: int) -> bool:
    """Return whether a capitalised word is an adjective of the noun behind it: "Deutsche Behörden"."""
    is_followed = place + 1 < len(tokens) and tokens[place + 1].is_noun
    return is_followed and tokens[place].lemma.islower() and _by_ending(tokens[place].text) is None


def _with_adjectives(tokens: Sequence[Token], place: int) -> int:
    """Return the place of the first of the capitalised adjectives before a noun: "das Weiße Haus"."""
    while place and tokens[place - 1].is_capital and tokens[place - 1].lemma.islower():
        place -= 1
    return place


@cache
def _endings() -> re.Pattern[str]:
    """Return the pattern of the nouns that tell a kind, at the end of a word; the longest ending is found."""
    kinds = source_words()["endings"].items()
    return re.compile(
        rf"[\w-]*?(?:{'|'.join(rf'(?P<{kind}>{any_of(nouns.split())})' for kind, nouns in kinds)}){_INFLECTION}$"
    )


@cache
def _all_words() -> dict[str, SourceType]:
    """Return the kind of each word that tells one as a whole."""
    return {word: kind for kind, words in source_words()["words"].items() for word in words.split()}


def _whole(word: str) -> SourceType | None:
    """Return the kind of a word that tells one as a whole, in the genitive too."""
    return _all_words().get(word) or _all_words().get(word.removesuffix("s"))


def _by_ending(word: str) -> SourceType | None:
    """Return the kind of the noun that a word ends in."""
    match = _endings().match(word.lower())
    return match.lastgroup if match else None  # type: ignore[return-value]


def _kind_of_noun(word: Token, *, bare: bool) -> SourceType | None:
    """Return the kind of a noun; `bare`: it is all of the phrase, so that it may be the name of a person."""
    whole = _whole(word.text)
    if whole:
        return whole
    if bare and word.tag == "NE":
        return "organisation" if _INITIALISM.fullmatch(word.text) else None
    return _by_ending(word.text) or ("organisation" if _INITIALISM.fullmatch(word.text) else None)


def _kind_of_name(names: Sequence[str]) -> SourceType | None:
    """Return the kind of a name of several words, one of which tells it: "Human Rights Watch"."""
    return _kind_by_part(names) if len(names) > 1 else None


def _kind_by_part(names: Sequence[str]) -> SourceType | None:
    """Return the kind that one of the words of a name tells, up to a word written small."""
    own = list(takewhile(lambda name: name[:1].isupper(), names))
    forms = {*own, *(name.removesuffix("es") for name in own)}
    lists: dict[SourceType, str] = source_words()["names"]
    return next((kind for kind, words in lists.items() if forms.intersection(words.split())), None)


def _names(tokens: Sequence[Token]) -> list[str]:
    """Return the capitalised words with which a phrase goes on, up to the first that is none."""
    names = []
    for place, token in enumerate(tokens):
        following = tokens[place + 1] if place + 1 < len(tokens) else None
        goes_on = following is not None and following.is_capital and _whole(following.text) is None
        is_particle = token.text.lower() in grammar().name_particles and (token.tag == "NE" or goes_on)
        if not token.is_capital and not (is_particle and (place or token.tag == "NE")):
            break
        names.append(token.text)
    return names


def _is_named(following: Sequence[Token]) -> bool:
    """Return whether a name follows an office: "Minister Jens Ohm", and not "ein Sprecher Moskaus"."""
    names = _names(following)
    if not names or not (following[0].is_capital or following[0].tag == "NE") or following[0].tag in _BEHIND_HEAD:
        return False
    is_title = len(names) == 1 and _whole(names[0]) is not None
    return not is_title and _INITIALISM.fullmatch(names[0]) is None and _kind_by_part(names) is None


def _is_name(tokens: Sequence[Token]) -> bool:
    """Return whether some tokens are the name of a person: capitalised, without an article, and nothing else."""
    names = _names(tokens)
    if not names or len(names) < len(tokens) or _kind_of_name(names):
        return False
    of_nouns = any(_by_ending(token.text) for token in tokens) or tokens[0].lemma.islower()
    return tokens[0].tag == "NE" or (len(tokens) > 1 and not of_nouns)


def _opening_name(tokens: Sequence[Token]) -> Sequence[Token]:
    """Return the name with which a phrase begins and a preposition goes on: "Anna Kolb vom Institut"."""
    names = len(_names(tokens))
    return tokens[:names] if names < len(tokens) and tokens[names].tag.startswith("APPR") else ()


def _is_full_name(tokens: Sequence[Token]) -> bool:
    """Return whether some tokens are a first and a last name."""
    return len(tokens) > 1 and _is_name(tokens) and _whole(tokens[0].text) is None


# whose words they are


def _of_whose_words(word: Token, following: Sequence[Token]) -> SourceType | None:
    """Return the kind of whom a noun of saying names: "Angaben der Polizei", "Polizeiangaben", "Regierungskreise"."""
    lists = source_words()["said"]
    lower = word.text.lower()
    noun = next((noun for noun in sorted(lists["nouns"].split(), key=len, reverse=True) if lower.endswith(noun)), None)
    if noun is None or _by_ending(lower) == "medium":
        return None
    if noun in lists["of_nobody"].split():
        return "anonymous"
    written = noun in lists["written"].split()
    if lower != noun and written:
        return None
    if lower != noun:
        owner = lower.removesuffix(noun).rstrip("-")
        if _INITIALISM.fullmatch(word.text[: len(owner)]):
            return "organisation"
        kinds = (_whole(part.capitalize()) or _by_ending(part) for part in (owner, owner[:-1]))
        return next((kind for kind in kinds if kind), None)
    named = [token for token in following if token.tag not in ("ART", "APPR", "APPRART")]
    owner_kind = kind_of_source(" ".join(token.text for token in named)) if named else None
    return owner_kind if not written or owner_kind == "medium" else None


# who is not to be named


def _is_unnamed(phrase: str, behind: str) -> bool:
    """Return whether a phrase or what stands behind it in its sentence tells that the source is not to be named."""
    lists = source_words()["unnamed"]
    attributes = any(word in lists["attributes"].split() for word in phrase.split())
    if attributes or any(words in phrase for words in lists["clauses"]):
        return True  # "ein nicht namentlich genannter Vertreter"
    rest = _SENTENCE_END.split(behind, maxsplit=1)[0]
    clause = rest.removeprefix(",").partition(",")[0] if rest.startswith(",") else ""
    return any(words in clause for words in lists["clauses"]) or any(words in rest for words in lists["conditions"])


def _is_attributed(before: str) -> bool:
    """Return whether a phrase is the end of one with "mit dem Vorgang vertraute"."""
    last = before.split()[-1:]
    return bool(last) and last[0] in source_words()["unnamed"]["attributes"].split()
