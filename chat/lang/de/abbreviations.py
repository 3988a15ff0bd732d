"""German abbreviations with a full stop that is part of the word: how they are found, and what they stand for."""

from __future__ import annotations

from functools import cache

import regex

from chat.data import any_of, table

_GOES_ON = r"(?=\s*[\p{L}\d,(])"  # the stop that ends a text is no word's
# "Dipl.-Ing.", "K.-H."
_COMPOUND = rf"\p{{Lu}}\p{{L}}{{0,4}}\.(?:-\p{{Lu}}\p{{L}}*\.?)+{_GOES_ON}"


@cache
def _by_letters() -> dict[str, str]:
    """Return the word that each abbreviation stands for by the abbreviation without spaces, empty for an addition."""
    data = table("de/abbreviations.toml")
    spelled = dict.fromkeys(data["additions"]["words"], "") | data["shortened"] | data["titles"]
    return {abbreviation.replace(" ", ""): word for abbreviation, word in spelled.items()}


def _any_of(*kinds: str) -> str:
    """Return the pattern of any abbreviation of some kinds, with its stop."""
    data = table("de/abbreviations.toml")
    words = [word for kind in kinds for word in data[kind].get("words", data[kind])]
    several = any_of(word for word in words if " " in word).replace(r"\ ", r"\s?")
    single = any_of(word for word in words if " " not in word)
    return rf"(?<![\p{{L}}\d.])(?:(?:{several or single})\.|(?:{single})\.{_GOES_ON})"


@cache
def pattern() -> str:
    """Return the pattern of an abbreviation as one word: "Prof.", "a. D.", "Dipl.-Ing."."""
    return rf"{_COMPOUND}|{_any_of('additions', 'shortened', 'titles')}"


def spelled_out(word: str) -> str:
    """Return what a word stands for where it is an abbreviation, empty where it says nothing of the words around it."""
    if not word.endswith("."):
        return word
    first, _, last = word[:-1].partition(".-")
    if last and first in _by_letters():
        return _by_letters().get(last, word)
    return _by_letters().get("".join(first.split()), word) if not last else word


@cache
def _titles() -> regex.Pattern[str]:
    return regex.compile(
        rf"(?:{_COMPOUND}|{_any_of('additions', 'titles')}|\b(?:Professor|Doktor)(?:in)?\s(?=\p{{Lu}}))\s*"
    )


def without_titles(phrase: str) -> str:
    """Return a phrase without the titles in it: "Miriam Vollrath" of "Prof. Dr. med. Miriam Vollrath"."""
    return _titles().sub("", phrase).strip()
