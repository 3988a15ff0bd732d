"""Names in a language with a pack, and how English writes them: in Latin letters, without case endings, by exonyms.

"Путина" is Putin, "Ankara’da" Ankara, "Moscou" Moscow. What a pack does not know is as it is written. Knows no language
itself, nor what names are looked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache, partial

import regex

from chat.data import any_of
from chat.lang.characters import lowered
from chat.lang.names import name_words
from chat.lang.packs import Pack, pack
from chat.lang.quotations import Offsets, pairs_in
from chat.lang.text import AnalysedText
from chat.lang.words import words

_CAPITAL = regex.compile(r"(?<![\p{L}\p{N}])\p{Lu}[\p{L}\p{M}]*(?:[’'-]\p{L}[\p{L}\p{M}]*)*")
_LOOK_BACK = 20  # characters: what stands between two sentences
# Where a word has a capital because a sentence begins, or what somebody says.
_BEGINS = regex.compile(rf"(?:^|[.!?…:;]|[–—]|[«»„“”\"‘‚¿¡(\[]|(?<!\w)')[\s«»„“”\"‘‚¿¡(\[]{{0,{_LOOK_BACK - 1}}}$")
_ROMAN = regex.compile(r"[IVXLC]+(?:e|er|è?me)?")
_DASH = regex.compile(r"\s*+[–—-]\s")
_SHORTEST_NAME = 4  # letters
_LEAST_WORDS, _IN_CAPITALS = 6, 0.9  # words of a headline, and the share of them that has a capital
_SHORTEST_STEM = 3  # letters that an ending leaves
_LONGEST_ENDING = 4  # letters behind a form that may have any ending


@dataclass(frozen=True)
class Name:
    """A word that is a name, as written, and how an English text may write it."""

    written: str
    spellings: frozenset[str]


class OtherText(AnalysedText):
    """A text of one line in a language that is neither German nor English.

    Args:
        text: the text.
        tongue: its language, ISO 639-1.
    """

    def __init__(self, text: str, tongue: str) -> None:
        super().__init__(text)
        self.tongue = tongue
        self._pack = pack(tongue)

    @cached_property
    def quotations(self) -> tuple[Offsets, ...]:
        """The spans of what stands between quotation marks, with the marks."""
        return tuple(pairs_in(self.text, self._pack.quotations.pairs))

    @property
    def is_dialogue(self) -> bool:
        """Whether it begins with the dash of somebody's own words."""
        return self._pack.quotations.dialogue and _DASH.match(self.text) is not None

    @cached_property
    def known_names(self) -> tuple[Name, ...]:
        """The names that the pack has in English: places, countries, peoples."""
        return tuple(Name(written, english) for written, english, _ in _known_in(self.text, self._pack))

    @cached_property
    def known_places(self) -> tuple[Name, ...]:
        """Those of them that have a capital in the language, as names of peoples often have none."""
        found = _known_in(self.text, self._pack)
        return tuple(Name(written, english) for written, english, capital in found if capital)

    @cached_property
    def names(self) -> tuple[Name, ...]:
        """The other names that are surely some: words with a capital within a sentence, and no office or body."""
        known = {part for name in self.known_names for part in words(name.written)}
        return tuple(
            Name(word, spellings(word, self._pack))
            for word in dict.fromkeys(_names_in(self.text, self._pack))
            if known.isdisjoint(words(_base(word, self._pack)))
        )

    @cached_property
    def name_words(self) -> frozenset[str]:
        """All words, how English may write those with a capital, and the other names for those."""
        spelled = {form for match in _CAPITAL.finditer(self.text) for form in spellings(match.group(), self._pack)}
        english = {form for name in self.known_names for form in name.spellings}
        return frozenset(name_words(self.text)) | {word for form in spelled | english for word in name_words(form)}


@lru_cache(maxsize=4096)
def spellings(word: str, language: Pack) -> frozenset[str]:
    """Return how an English text may write a name: without endings, and in Latin letters by the usual ways."""
    own = language.names
    base = _base(word, language)
    stems = {base[: -len(end)] for end in own.endings if _has_ending(base, end)}
    whole = {f"{stem}{ending}" for stem in stems for ending in own.own_endings}
    return frozenset(form for written in {base, *stems, *whole} for form in _in_latin(written, language))


def _base(word: str, language: Pack) -> str:
    """Return a name without what is behind an apostrophe, where that is an ending."""
    return str(regex.split("[’']", word)[0]) if language.names.cut else word


def _has_ending(word: str, ending: str) -> bool:
    return word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM


def _in_latin(word: str, language: Pack) -> set[str]:
    """Return a word in Latin letters, each way in which that is done."""
    pattern, letters = _letters(language)
    if not letters:
        return {word}
    ways = max(len(forms) for forms in letters.values())
    return {pattern.sub(partial(_letter, letters, way), word) for way in range(ways)}


def _letter(letters: Mapping[str, Sequence[str]], way: int, match: regex.Match[str]) -> str:
    forms = letters[match.group()]
    return forms[min(way, len(forms) - 1)]


@cache
def _letters(language: Pack) -> tuple[regex.Pattern[str], Mapping[str, Sequence[str]]]:
    """Return the pattern of the letters that a pack has in Latin ones, and those, the capital ones too."""
    written = {letter: [form.strip("-") for form in forms] for letter, forms in language.names.latin.items()}
    capital = {letter[0].upper() + letter[1:]: [form.capitalize() for form in own] for letter, own in written.items()}
    letters = capital | written
    return regex.compile(any_of(letters)), letters


def _listed(word: str, forms: Iterable[str]) -> bool:
    """Return whether a word is one of some forms; one that ends in "*" may have any ending, and likewise before it."""
    own = lowered(word)
    return any(
        own.startswith(form[:-1]) if form[-1] == "*" else own.endswith(form[1:]) if form[0] == "*" else own == form
        for form in forms
    )


def _names_in(text: str, language: Pack) -> Iterator[str]:
    """Yield the words that are names."""
    if _is_in_capitals(text):
        return
    titles = _titles(text, language)
    for run in _runs(text, language):
        for word in _outside_bodies(text, run, language):
            free = not any(start < word.start() < end for start, end in titles)
            if free and _is_plain(word.group(), language) and not _begins(text, word.start()):
                yield word.group()


def _begins(text: str, start: int) -> bool:
    """Return whether a word of a text of one line has a capital because of where it starts."""
    return _BEGINS.search(text, max(0, start - _LOOK_BACK), start) is not None


def _titles(text: str, language: Pack) -> list[Offsets]:
    """Return the spans between quotation marks in which every word has a capital: titles, which may be translated."""
    marked = pairs_in(text, language.quotations.pairs)
    return [(start, end) for start, end in marked if all(word[0].isupper() for word in words(text[start:end]))]


def _is_in_capitals(text: str) -> bool:
    """Return whether almost every word has a capital, as in headlines: then it makes no name."""
    longer = [word for word in words(text) if len(word) >= _SHORTEST_NAME and word[0].isalpha()]
    return len(longer) >= _LEAST_WORDS and sum(word[0].isupper() for word in longer) >= _IN_CAPITALS * len(longer)


def _outside_bodies(text: str, run: list[regex.Match[str]], language: Pack) -> list[regex.Match[str]]:
    """Return the words of a run that belong to no body: none of it, or behind an office ("Minister Eva Blum van …")."""
    bodies = [at for at, word in enumerate(run) if _is_one_of(word.group(), _institutions(language))]
    offices = [at for at, word in enumerate(run) if _is_one_of(word.group(), _offices(language)) and at not in bodies]
    if language.names.bodies_first:
        return run[max([*bodies, *offices], default=-1) + 1 :]
    if not offices:
        return run if not bodies else []
    behind = run[offices[-1] :]
    for at in range(1, len(behind)):
        if text[behind[at - 1].end() : behind[at].start()].strip():
            behind = behind[:at]
            break
    return behind[1:] if offices[-1] > max(bodies, default=-1) else []


def _is_one_of(word: str, forms: Sequence[str]) -> bool:
    return any(_listed(part, forms) for part in words(word))


def _is_plain(word: str, language: Pack) -> bool:
    """Return whether a word with a capital can be looked for: no initials, no code, no day, nothing common."""
    base = _base(word, language)
    named = any(part[:1].isupper() and not part.isupper() for part in base.split("-"))  # no "SQL-запрос"
    return named and not _ROMAN.fullmatch(base) and len(base) >= _SHORTEST_NAME and not _listed(base, _common(language))


@cache
def _institutions(language: Pack) -> tuple[str, ...]:
    return tuple(map(lowered, language.names.institutions))


@cache
def _offices(language: Pack) -> tuple[str, ...]:
    return tuple(map(lowered, language.names.offices))


@cache
def _common(language: Pack) -> tuple[str, ...]:
    return tuple(map(lowered, (*language.names.common, *language.names.titles)))


def _runs(text: str, language: Pack) -> list[list[regex.Match[str]]]:
    """Return the words with a capital, those together that stand side by side or have a small word between them."""
    runs: list[list[regex.Match[str]]] = []
    for match in _CAPITAL.finditer(text):
        between = text[runs[-1][-1].end() : match.start()] if runs else "."
        small = between.split()
        if (not small or all(word in language.names.particles for word in small)) and between[:1].isspace():
            runs[-1].append(match)
        else:
            runs.append([match])
    return runs


@cache
def _known(language: Pack) -> tuple[regex.Pattern[str], dict[str, tuple[frozenset[str], bool]]] | None:
    """Return the pattern of the names that a pack knows, a group each, and each group's English and whether capital."""
    called: dict[str, set[str]] = {}
    for english, known in language.names.known.items():
        for form in known:
            called.setdefault(form, set()).add(english)
    forms = sorted(called, key=len, reverse=True)
    if not forms:
        return None
    groups = {f"n{number}": (frozenset(called[form]), form[0].isupper()) for number, form in enumerate(forms)}
    branches = [f"(?P<n{number}>{_form(form)})" for number, form in enumerate(forms)]
    return regex.compile(rf"(?<![\p{{L}}\p{{N}}])(?:{'|'.join(branches)})(?!\p{{L}})"), groups


def _form(form: str) -> str:
    """Return the pattern of a form of a name; one in small letters may begin a sentence."""
    parts = []
    for word in form.split():
        stem = regex.escape(word.removesuffix("*"), special_only=True)
        ending = rf"\p{{L}}{{0,{_LONGEST_ENDING}}}" if word.endswith("*") else ""
        first = f"[{stem[0]}{stem[0].upper()}]" if stem[0].islower() else stem[0]
        parts.append(f"{first}{stem[1:]}{ending}")
    return r"\s".join(parts)


def _known_in(text: str, language: Pack) -> Sequence[tuple[str, frozenset[str], bool]]:
    """Return the known names of a text: as written, in English, and whether they have a capital by themselves."""
    known = _known(language)
    if known is None:
        return ()
    pattern, groups = known
    return [(match.group(), *groups[str(match.lastgroup)]) for match in pattern.finditer(text)]
