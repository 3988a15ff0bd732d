"""Texts that may hold an expression up, made of its own structure: what it repeats, repeated.

Each is told as what comes first, what is repeated, and an end that does not match. The structure is that which `re`
reads; what only `regex` knows is replaced by characters that it stands for.
"""

from __future__ import annotations

import re
import re._constants as kinds  # type: ignore[import-not-found]
import re._parser as parser  # type: ignore[import-not-found]
from collections.abc import Iterable, Iterator
from typing import Any

_MOST = 200  # repeated parts of an expression that are tried
_ENDS = ("\x00", "!")
_LONG = 20  # repetitions; what is repeated less often holds nothing up
_BRANCHES = 50  # of alternatives, those that are looked into for what they repeat
_RUNS = (
    " ", "\n", "\t", "a", "A", "1", ".", ",", "-", "–", "'", '"', "„", "“", "»", "(", "<", ">", "&", ":", "/", "|", "*",
    "_", "a ", "A ", "Aa ", "1 ", "1.", "1,", "a.", "A. ", "a-", "a, ", "<a ", "</", "&#", "[", "](", "a:", "@a.",
)  # fmt: skip
_FLAGS = re.IGNORECASE | re.MULTILINE | re.DOTALL | re.VERBOSE | re.ASCII
_CATEGORIES = {"Lu": "A", "L": "a", "Ll": "a", "N": "1", "Nd": "1", "M": "\u0301", "P": "!", "Zs": " "}
_CATEGORY = re.compile(r"\\[pP]\{\^?(\w+)\}")
_CHARACTERS = {kinds.CATEGORY_DIGIT: "1", kinds.CATEGORY_SPACE: " ", kinds.CATEGORY_NOT_WORD: "!"}


def attacks(pattern: str, flags: int) -> Iterator[tuple[str, str, str]]:
    """Yield texts for an expression, each as what comes first, what is repeated, and the end."""
    whole, parts = _of_structure(pattern, flags)
    # `regex` looks whether a text has the characters that it must have, before it tries anything.
    ends = dict.fromkeys((*_ENDS, f"{_ENDS[0]}{whole}"))
    for before, repeated in [*parts, *(("", run) for run in _RUNS)]:
        for end in ends:
            yield before, repeated, end


def _of_structure(pattern: str, flags: int) -> tuple[str, list[tuple[str, str]]]:
    """Return a text that an expression matches, and what it repeats, each with what has to come before it.

    Both are empty where it is not understood.
    """
    found: list[tuple[str, str]] = []
    try:
        tree = parser.parse(_CATEGORY.sub(_character, pattern), flags & _FLAGS)
        whole = _walk(tree, "", found)
    except (re.error, RecursionError, OverflowError):
        return "", []
    whole_ones = [("", whole), ("", whole[:-1]), ("", whole[1:])]
    parts = dict.fromkeys((before, repeated) for before, repeated in [*found, *whole_ones] if repeated)
    return whole, list(parts)[:_MOST]


def _character(category: re.Match[str]) -> str:
    return _CATEGORIES.get(category[1], "a")


def _walk(tree: Iterable[Any], before: str, found: list[tuple[str, str]]) -> str:
    """Note what is repeated in a part of an expression, and return a text that it matches."""
    text = ""
    for kind, value in tree:
        text += _walk_one(kind, value, before + text, found)
    return text


def _walk_one(kind: Any, value: Any, before: str, found: list[tuple[str, str]]) -> str:
    if kind is kinds.LITERAL:
        return chr(value)
    if kind in (kinds.NOT_LITERAL, kinds.ANY):
        return "a"
    if kind is kinds.IN:
        return _of_set(value)
    if kind in (kinds.MAX_REPEAT, kinds.MIN_REPEAT, kinds.POSSESSIVE_REPEAT):
        return _repeated(value, before, found)
    if kind is kinds.SUBPATTERN:
        return _walk(value[-1], before, found)
    if kind is kinds.ATOMIC_GROUP:
        return _walk(value, before, found)
    if kind in (kinds.ASSERT, kinds.ASSERT_NOT):  # matches nothing, but looks
        _walk(value[1], before, found)
    if kind is kinds.BRANCH:
        texts = [_walk(branch, before, found) for branch in value[1][:_BRANCHES]]
        return max(texts, key=len)
    return ""


def _repeated(value: Any, before: str, found: list[tuple[str, str]]) -> str:
    """Note a repeated part, alone and with a space behind it."""
    least, most, inner = value
    body = _walk(inner, before, found)
    if most is kinds.MAXREPEAT or most > _LONG:
        found += [(before, body), (before, f"{body} "), ("", f"{before}{body}")]
    return body * max(1, min(int(least), 3))


def _of_set(members: Iterable[Any]) -> str:
    """Return a character of a set."""
    for kind, value in members:
        if kind is kinds.NEGATE:
            return "a"
        if kind is kinds.LITERAL:
            return chr(value)
        if kind is kinds.RANGE:
            return chr(value[0])
        if kind is kinds.CATEGORY:
            return _CHARACTERS.get(value, "a")
    return "a"
