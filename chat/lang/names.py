"""Names in English text, and whether two spellings are one name: Selenskij and Zelenskyy, Tschad and Chad, Germany's.

German names are looked up in English text by how they sound, and by the lists of names that have two.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import cache, lru_cache

from chat.data import any_of, lines, table
from chat.lang.quotations import AFTER_SENTENCE, BEFORE_SENTENCE
from chat.lang.words import WORD, is_function_word, without_accents, word_of, words

_LOOK_BACK = 20  # characters: what stands between two sentences, and a title before a name
_SENTENCE_START = re.compile(
    rf"(?:^|[.!?:][{AFTER_SENTENCE})\]]{{0,{_LOOK_BACK}}}\s{{1,{_LOOK_BACK}}}"
    rf"|(?:^|[\s(\[])[{BEFORE_SENTENCE}(\[]{{1,{_LOOK_BACK}}}|\n)$"
)
_ACCORDING = re.compile(r"\b[Aa]ccording to (?:the )?")
_WORD_LETTER = re.compile(r"\w")
_INITIAL = re.compile(r"[^\W\d_]\.")  # of "John F. Kennedy"
_DOUBLED = re.compile(r"(.)\1+")
# Endings of one name, in sounds: Merkels, Grünen (after e), israelische. "-er" asks for a long name, since Stein and
# Steiner are two while Hamburg and Hamburger are one; a compound's rest (Ukrainekrieg) is five letters or more, since
# Frank and Frankfurt are two.
_ENDING = re.compile(r"s|(?<=e)n|is(?:e[nmrs]?)?")
_LONG_NAME_ENDING = re.compile(r"er[ns]?|innen")
_SHORTEST, _LONG, _SHORTEST_REST = 4, 6, 5
_LONGEST_INITIALISM = 3  # letters; "US" is not "us", while a whole text in capitals has the same words
# Endings of the words in data/pairs/names.txt: Germans, Deutschlands, deutschen, Franzosen.
_INFLECTED = r"(?:innen|in|e?s|e[nmr]?|n)?"


@cache
def _name_lists() -> dict[str, frozenset[str]]:
    """Return the word lists of data/en/names.toml, in lower case."""
    return {
        key: frozenset(word.casefold() for word in (value.split() if isinstance(value, str) else value))
        for key, value in table("en/names.toml").items()
    }


def _lists(file: str) -> list[list[str]]:
    """Return the lines of a file in data/pairs/, each a list of what stands for one name or one sound."""
    return [line.split(", ") for line in lines(f"pairs/{file}")]


@cache
def _equivalents() -> tuple[re.Pattern[str], dict[str, str]]:
    """Return a pattern of the words in names.txt and people.txt, one group each, and each group's first of its line."""
    lists = [*_lists("names.txt"), *_lists("people.txt")]
    named = {form: forms[0] for forms in lists for form in forms}
    named |= {form[0].upper() + form[1:]: first for form, first in named.items()}
    groups = {f"form{number}": form for number, form in enumerate(sorted(named, key=len, reverse=True))}
    by_letter: dict[str, list[str]] = {}
    for group, form in groups.items():
        by_letter.setdefault(form[0], []).append(f"(?P<{group}>{_rest(form)})")
    # by first letter: without it, trying the 700 forms at each word takes ten times as long
    branches = (f"{letter}(?:{'|'.join(rests)})" for letter, rests in by_letter.items())
    return re.compile(rf"(?<!\w)(?:{'|'.join(branches)})(?!\w)"), {group: named[form] for group, form in groups.items()}


def _rest(form: str) -> str:
    """Return the pattern of what follows the first letter of words in data/pairs/names.txt, with their endings."""
    parts = [re.escape(part) + ("" if len(part) < 4 or "." in part else _INFLECTED) for part in form.split()]
    return r"\s".join(parts)[1:]


@lru_cache(maxsize=4096)
def with_one_name_each(text: str) -> str:
    """Return a text in which countries, months and the like have one name each: "Germany" for "deutsche"."""
    pattern, named = _equivalents()
    return pattern.sub(lambda match: named[str(match.lastgroup)], text)


@cache
def _english_names() -> tuple[re.Pattern[str], dict[str, str]]:
    """Return a pattern of the other names in people.txt and institutions.txt, and the English name of each."""
    lists = [*_lists("people.txt"), *_lists("institutions.txt")]
    spelled = {form: forms[0] for forms in lists for form in forms[1:]}
    return re.compile(rf"(?<![\w(-])(?:{any_of(spelled)})(?!\w)"), spelled


def with_english_names(english: str) -> str:
    """Return an English text with people and German institutions as English news names them: Zelenskyy for Selenskij.

    A German name in brackets is there to explain the English one, and stays.
    """
    pattern, spelled = _english_names()
    return pattern.sub(lambda match: spelled[match.group()], english)


@cache
def _sounds() -> list[list[str]]:
    """Return the spellings of data/pairs/sounds.txt, each with what it is heard as, in the order of the file."""
    return _lists("sounds.txt")


@lru_cache(maxsize=16_384)  # asked for each word of a sentence, with each name that is looked up there
def sound(name: str) -> str:
    """Return a name in a form in which its German and English spellings agree more often than not."""
    key = without_accents(name.casefold())
    for spelling, heard in _sounds():
        key = key.replace(spelling, heard)
    return _DOUBLED.sub(r"\1", key)


def sounds_like(name: str, other: str) -> bool:
    """Return whether two spellings may be one name; a case ending or a compound's rest on either is allowed for."""
    if len(name) <= _LONGEST_INITIALISM and name != other and {name, other} == {name.upper(), name.lower()}:
        return False
    short, long = sorted((sound(name), sound(other)), key=len)
    if short == long:
        return True
    if len(short) < _SHORTEST or not long.startswith(short):
        return False
    rest = len(short)
    return bool(
        _ENDING.fullmatch(long, rest)
        or (rest >= _LONG and _LONG_NAME_ENDING.fullmatch(long, rest))
        or (rest > _SHORTEST and len(long) - rest >= _SHORTEST_REST)
    )


def name_words(text: str) -> set[str]:
    """Return all words of a text and the other names for those (see `with_one_name_each`), to look names up in."""
    return {*words(text), *words(with_one_name_each(text))}


def is_known(name: Sequence[str], known: Collection[str], *, whole: bool) -> bool:
    """Return whether the words of a name, or one of them unless `whole`, are known in some spelling."""
    enough = all if whole else any
    written = " ".join(name)
    return any(
        enough(any(sounds_like(word, other) for other in known) for word in words(form))
        for form in {written, with_one_name_each(written)}
    )


def names(text: str) -> list[list[str]]:
    """Return the names in an English text, each a list of its words: runs of capitalised words.

    Offices and institutions ("Foreign Minister", "Federal Court") are left out. The first word of a sentence counts
    where it is no word that often begins one and a capitalised word, a possessive or a verb of saying follows, or
    where it is written in capitals. English spells common nouns small, so what is left is names, with months,
    weekdays and adjectives of nationality.
    """
    runs: list[list[str]] = []
    end = -1  # of the last word of the last run
    matches = list(WORD.finditer(text))
    for number, match in enumerate(matches):
        if not _is_name_word(text, matches, number):
            continue
        if runs and text[end : match.start()] in (" ", "-") and end == matches[number - 1].end():
            runs[-1].append(word_of(match))
        else:
            runs.append([word_of(match)])
        end = match.end()
    return runs


def names_in_phrase(phrase: str) -> list[list[str]]:
    """Return the names in an English phrase as they are within a sentence: its first word counts like any other."""
    return names(f"of {phrase}")


def _is_name_word(text: str, matches: list[re.Match[str]], number: int) -> bool:
    """Return whether a word of an English text, by its number among the matches, belongs to a name."""
    match, word = matches[number], word_of(matches[number])
    if not word[:1].isupper() or is_function_word(word) or word.casefold() in _name_lists()["offices"]:
        return False
    if not starts_sentence(text, match.start()) or (len(word) > 1 and word.isupper()):
        return True
    listed = _equivalents()[0].match(text, match.start())
    if listed and " " in listed.group():  # "North Korean"
        return True
    if is_opener(word):
        return False
    if match.group() != word:  # a possessive
        return not _is_ordinary(word)
    following = matches[number + 1] if number + 1 < len(matches) else None
    if following is None or text[match.end() : following.start()] not in (" ", "-"):
        return False
    if following.group()[0].isupper():
        return not word.endswith(("ly", "ing"))
    is_verb = following.group() in _name_lists()["verbs"] or following.group().endswith("ed")
    return is_verb and not _is_ordinary(word)


def _is_ordinary(word: str) -> bool:
    """Return whether a word has an ending of words that are no names, and is none of names.txt ("France")."""
    listed = _equivalents()[0].fullmatch(word)
    return not listed and word.casefold().endswith(tuple(_name_lists()["endings"]))


def is_opener(word: str) -> bool:
    """Return whether an English word often begins a sentence and is no name: "The", "Therefore", "Many"."""
    return is_function_word(word) or word.casefold() in _name_lists()["openers"]


def is_unremarkable(name: Sequence[str]) -> bool:
    """Return whether a name in a question says nothing about its article: a day, a month, Germany."""
    return set(words(with_one_name_each(" ".join(name)).casefold())) <= _name_lists()["unremarkable"]


def starts_sentence(text: str, start: int) -> bool:
    """Return whether a sentence starts at `start`: not after "Dr." or an initial, but after a quotation mark."""
    look_back = max(0, start - _LOOK_BACK)
    return bool(_SENTENCE_START.search(text, look_back, start)) and not ends_in_title(text, start)


def ends_in_title(text: str, end: int) -> bool:
    """Return whether a text up to `end` ends with a title or an initial and its full stop ("Dr. ", "F. ")."""
    last = text[max(0, end - _LOOK_BACK) : end].rstrip().rpartition(" ")[2]
    return last.endswith(".") and (last[:-1].casefold() in _name_lists()["titles"] or bool(_INITIAL.fullmatch(last)))


@cache
def _speaking() -> re.Pattern[str]:
    """Return the pattern of what follows the name of who speaks, to be found wherever it begins."""
    return re.compile(rf"(?= (?:also |has |had |have )?(?:{any_of(_name_lists()['speech'])})\b)")


def speakers(text: str, named: Sequence[Sequence[str]]) -> list[Sequence[str]]:
    """Return those of the names of an English text that stand before a verb of saying, or after "according to"."""
    ends = [match.start() for match in _speaking().finditer(text)]
    starts = [match.end() for match in _ACCORDING.finditer(text)]
    if not ends and not starts:
        return []
    plain = text.replace("-", " ")  # "Müller-Lüdenscheidt" is two words of one name
    return [name for name in named if _stands_at(" ".join(name), plain, starts=starts, ends=ends)]


def _stands_at(name: str, text: str, *, starts: Sequence[int], ends: Sequence[int]) -> bool:
    """Return whether a name stands in a text as whole words that begin or end at one of some places."""
    places = [*starts, *(end - len(name) for end in ends if end >= len(name))]
    return any(
        text.startswith(name, place)
        and not _WORD_LETTER.match(text, place + len(name))
        and not (place and _WORD_LETTER.match(text, place - 1))
        for place in places
    )
