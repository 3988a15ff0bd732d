"""The texts that engines are compared by, written for this project (`chat/data/evaluation`)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from chat.data import lines, names_below, table

_FOLDER = "evaluation"
_FIELDS = 3
_ENGLISH = "en"


@dataclass(frozen=True)
class Line:
    """A German sentence of news, its topic, and its English by a translator."""

    topic: str
    german: str
    english: str


@dataclass(frozen=True)
class Rendered:
    """A sentence of news in some language, and its English by a translator."""

    sentence: str
    english: str


@dataclass(frozen=True)
class Asked:
    """A question about an article, and how the German sentences begin of which one answers it; none: it is not told."""

    question: str
    proof: tuple[str, ...]


@dataclass(frozen=True)
class Article:
    """A German article with questions."""

    name: str
    text: str
    asked: tuple[Asked, ...]


@cache
def sentences() -> tuple[Line, ...]:
    """Return all sentences; topics take turns."""
    return tuple(Line(*line.split("\t", _FIELDS - 1)) for line in lines(f"{_FOLDER}/sentences.tsv"))


@cache
def languages() -> tuple[str, ...]:
    """Return the languages that there are sentences in (ISO 639-1), English not among them."""
    return tuple(code for code in _by_language() if code != _ENGLISH)


def sentences_in(code: str) -> tuple[Rendered, ...]:
    """Return the sentences in a language; all languages say the same.

    Raises:
        KeyError: there are none.
    """
    english = _by_language()[_ENGLISH]
    return tuple(Rendered(text, english[number]) for number, text in _by_language()[code].items())


@cache
def _by_language() -> dict[str, dict[str, str]]:
    """Return for each language its sentences by their number."""
    found: dict[str, dict[str, str]] = {}
    for line in lines(f"{_FOLDER}/languages.tsv"):
        number, code, text = line.split("\t")
        found.setdefault(code, {})[number] = text
    return found


@cache
def articles() -> tuple[Article, ...]:
    """Return all articles, by name."""
    return tuple(_article(name) for name in names_below(f"{_FOLDER}/articles", ".toml"))


def _article(name: str) -> Article:
    told = table(f"{_FOLDER}/articles/{name}.toml")
    asked = tuple(Asked(row["ask"], tuple(row.get("proof", ()))) for row in told["questions"])
    return Article(name, told["text"].strip(), asked)
