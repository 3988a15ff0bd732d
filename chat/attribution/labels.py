"""The labels of turns: "Bahr:", "Ute Bahr (Reederin):", "**Frage:**", "SPIEGEL:", and the full names behind them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

import regex

from chat.attribution.found import Offsets
from chat.attribution.german.grammar import grammar
from chat.attribution.german.lexicon import lexicon
from chat.data import any_of, table
from chat.lang.de.tokens import Token
from chat.schema import Sentence

Kind = Literal["question", "answer", "medium", "initials", "name"]

_WORD = rf"(?:\p{{Lu}}[\p{{L}}\p{{M}}’'.&-]*|{any_of(grammar().name_particles | {'zu', 'der'})})"
_LABEL = regex.compile(
    rf"""
    (?P<bold>\*\*|__|\*|_)? \s?
    (?P<name> (?:\p{{Lu}}|\p{{Ll}}[\w.-]*(?=\s?(?:\*|_)*:)) [\p{{L}}\p{{M}}’'.&-]* (?:\s{_WORD}){{0,4}} )
    (?P<role> \s?\([^()\n]{{1,60}}\) | ,\s[^:.!?\n]{{2,60}} )?
    (?:\*\*|__|\*|_)? \s? : (?:\*\*|__|\*|_)* (?=\s|$|["„“»«‚])
    """,
    regex.VERBOSE,
)
_INITIALS = regex.compile(r"(?:\p{Lu}\.?[\s-]?){1,3}")
_MEDIUM = regex.compile(r"[\p{Lu}\d&.-]{3,}(?:\s[\p{Lu}\d&.-]{2,})*")
_LETTERS = regex.compile(r"\p{L}+")
_FULL_NAME = 2  # words
_SHORTEST_MEDIUM = 3  # capitals; fewer are somebody's initials


@dataclass(frozen=True)
class Label:
    """A label: the span of the name in it, where what is labelled begins, and of what kind it is."""

    name: str
    span: Offsets
    end: int
    kind: Kind
    has_role: bool

    @property
    def words(self) -> list[str]:
        """The words of the name, titles left out."""
        return [word for word in self.name.split() if word.rstrip(".") not in _words("titles")]


def label_at(text: str, start: int, end: int) -> Label | None:
    """Return the label that stands at `start`, None where there is none before `end`."""
    match = _LABEL.match(text, start, end)
    if match is None:
        return None
    name, kind = match["name"], _kind(match["name"])
    if kind is None or (kind == "medium" and match["role"]):
        return None
    return Label(name, match.span("name"), match.end(), kind, has_role=match["role"] is not None)


def _kind(name: str) -> Kind | None:
    """Return of what kind a label is, None where it is none."""
    word = name.lower()
    if word in _words("questions"):
        return "question"
    if word in _words("answers"):
        return "answer"
    if _INITIALS.fullmatch(name) and sum(map(str.isalpha, name)) <= _SHORTEST_MEDIUM and name.isupper():
        return "initials" if "." in name or len(name) < _SHORTEST_MEDIUM else "medium"
    if _MEDIUM.fullmatch(name) and not any(map(str.isdigit, name)):
        return "medium"
    first = word.split()[0]
    if not name[0].isupper() or first in _words("no_names" if first == word else "no_first_names"):
        return None
    return None if first in grammar().articles | _words("before_places") else "name"


@cache
def _words(name: str) -> frozenset[str]:
    """Return a word list of data/de/interviews.toml."""
    return frozenset(table("de/interviews.toml")[name].split())


def is_first_person(text: str) -> bool:
    """Return whether somebody speaks of themselves in a text."""
    return not _words("first_person").isdisjoint(_LETTERS.findall(text.lower()))


def is_credit(text: str) -> bool:
    """Return whether a text tells who led an interview or wrote it: "Das Gespräch führte …", "Von Jana Kern"."""
    bare = text.strip("*_ ")
    byline = bare.startswith("Von ") and not bare.endswith((".", "!", "?", "…"))
    return byline or bare.startswith(tuple(table("de/interviews.toml")["credits"]))


class People:
    """The full names of a text, by their last word."""

    def __init__(self) -> None:
        self._named: dict[str, Offsets] = {}  # by the name as written, the first mention of each
        self._talked_with: set[str] = set()

    def learn(self, sentence: Sentence) -> None:
        """Keep the full names of a sentence."""
        if sentence.is_plain and not is_credit(sentence.text):
            tokens = sentence.in_german.tokens
            talked = next((token.start for token in tokens if token.text.lower() == "mit"), sentence.end)
            for name, (start, end) in _full_names(tokens):
                self._named.setdefault(name, (sentence.start + start, sentence.start + end))
                if start > talked:
                    self._talked_with.add(name)

    def learn_label(self, label: Label) -> None:
        """Keep the full name that is a label."""
        if label.kind in ("name", "medium") and len(label.words) > 1:
            name = " ".join(label.words)
            self._named.setdefault(name, (label.span[1] - len(name), label.span[1]))

    def only(self) -> Offsets | None:
        """Return the one full name there is, or the one behind "mit"; None where there is none or more."""
        for names in (self._named, self._talked_with):
            by_last = {name.split()[-1]: span for name, span in reversed(self._named.items()) if name in names}
            if len(by_last) == 1:
                return next(iter(by_last.values()))
        return None

    def behind(self, label: Label) -> Offsets | None:
        """Return the full name that a label stands for; None where it is one itself, or where that is not known."""
        if label.kind == "answer":
            return self.only()
        fits = self._fits_initials if label.kind == "initials" else self._fits_name
        fuller = [name for name in self._named if fits(label, name.split())]
        one = len({name.split()[-1] for name in fuller}) == 1
        return self._named[fuller[0]] if one and self._named[fuller[0]][1] != label.span[1] else None

    def _fits_name(self, label: Label, name: Sequence[str]) -> bool:
        """Return whether a label is the end of a fuller name."""
        own = [word.casefold() for word in label.words]
        return bool(own) and [word.casefold() for word in name[-len(own) :]] == own and len(name) > len(own)

    def _fits_initials(self, label: Label, name: Sequence[str]) -> bool:
        """Return whether a label has the first letters of a name, or that of its last word."""
        letters = [character for character in label.name if character.isalpha()]
        firsts = [word[0] for word in name if word[0].isupper()]
        return letters == firsts or letters == firsts[-1:]


def _full_names(tokens: Sequence[Token]) -> Iterator[tuple[str, Offsets]]:
    """Yield the names of two words or more, roles before them left out."""
    for first, end in _runs(tokens):
        before = tokens[first - 1] if first else None
        if before and before.text.lower() in _words("before_places"):
            continue
        start = first + (before is not None and before.tag in ("ART", "PPOSAT", "ADJ(A)", "PDAT", "APPRART"))
        while start < end and (
            tokens[start].text.rpartition("-")[2].lower().endswith(lexicon().roles)
            or tokens[start].tag == "ADJ(A)"
            or (end - start > _FULL_NAME and tokens[start].text.endswith("in"))  # "Reederin Ute Bahr"
        ):
            start += 1
        words = [token.text for token in tokens[start:end]]
        if len(words) >= _FULL_NAME and words[0][0].isupper() and words[0].lower() not in _words("no_first_names"):
            yield " ".join(words), (tokens[start].start, tokens[end - 1].end)


def _runs(tokens: Sequence[Token]) -> Iterator[Offsets]:
    """Yield the places of words with capitals that stand together, particles of names among them."""
    at = 0
    while at < len(tokens):
        end = at
        while end < len(tokens) and (
            _can_be_name(tokens[end])
            or (end > at and tokens[end].text in grammar().name_particles and _can_be_name(*tokens[end + 1 : end + 2]))
        ):
            end += 1
        if end > at:
            yield at, end
        at = max(at + 1, end)


def _can_be_name(*token: Token) -> bool:
    """Return whether a token, where there is one, can be part of a name."""
    return any(t.is_capital and (t.is_noun or t.tag.startswith("ADJ")) for t in token)
