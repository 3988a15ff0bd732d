"""Does the English say what the German says? Deterministic checks of numbers and names; nothing here is a model.

Checks go two ways: a translation must keep what its sentence has (`lost_numbers`), and a sentence that a model wrote
may have nothing that the sentences it cites lack (`unsupported`).
"""

from __future__ import annotations

from collections.abc import Sequence

from chat import figures
from chat.schema import Sentence
from chat.words import names, sounds_like, words


def lost_numbers(german: str, english: str) -> list[str]:
    """Return the numbers in digits of a German sentence, as written, that its translation lacks."""
    return figures.missing(german, "de", among={"en": english})


def invented_numbers(german: str, english: str) -> list[str]:
    """Return the numbers of a translation, as written, that its German sentence lacks."""
    return figures.missing(english, "en", among={"de": german})


def unsupported(english: str, cited: Sequence[Sentence]) -> list[str]:
    """Return the numbers and names of an English text, as written, that the sentences it cites lack.

    A number is supported by the German or by the translation of what is cited; a name by any word of either that
    may be the same name (see `words.sounds_like`).
    """
    translated = "\n".join(sentence.english or "" for sentence in cited)
    german = "\n".join(sentence.plain for sentence in cited)
    known = {*words(translated), *words(german)}
    invented = [
        " ".join(name)
        for name in names(english)
        if not all(any(sounds_like(word, other) for other in known) for word in name)
    ]
    return figures.missing(english, "en", among={"de": german, "en": translated}) + invented
