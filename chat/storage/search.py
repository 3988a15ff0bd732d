"""What a reading is listed by and found by, and the query of full-text search for what a reader types. Knows no SQL."""

from __future__ import annotations

import re

from chat.lang.characters import encodable, one_line
from chat.schema import Reading

_LEAD = 200  # characters
_QUERY = 20  # words


def title(reading: Reading) -> str:
    """Return the title to list a reading by: the English one, else the German one, else how the text begins."""
    german = reading.article.title
    return one_line(reading.summary.title or (german.text if german else reading.article.text[:_LEAD]))


def lead(reading: Reading) -> str:
    """Return how the summary begins; of a reading without one, how the article does."""
    summary = [sentence.text for sentence in reading.summary.sentences]
    article = [sentence.best for sentence in reading.content if sentence.kind == "text"]
    return next(iter(summary + article), "")[:_LEAD]


def words(reading: Reading) -> tuple[str, str, str]:
    """Return what a reading is found by: titles, German, English."""
    german = reading.article.title
    return (
        "\n".join([reading.summary.title, one_line(german.text) if german else ""]),
        "\n".join(sentence.plain for sentence in reading.content),
        "\n".join(
            [
                *(sentence.text for sentence in reading.summary.sentences),
                *(sentence.english or "" for sentence in reading.content),
            ]
        ),
    )


def match(query: str) -> str:
    """Return a query of FTS5 for free text: all its words, each as a beginning. Empty where it has no word."""
    found = re.findall(r"[^\W_]+", one_line(encodable(query)).lower())[:_QUERY]
    return " AND ".join(f"({' OR '.join(_terms(word))})" for word in found)


def _terms(word: str) -> list[str]:
    """Return the terms of FTS5 for a word as spelt, with sharp s, and with umlauts written as two letters.

    The last as a whole word only: "true" would find whatever begins with "tru". The index does not tell ü from u.
    """
    spelt = sorted({word, word.replace("ss", "ß"), word.replace("ß", "ss")})
    plain = sorted({re.sub("([aou])e", r"\1", spelling) for spelling in spelt} - set(spelt))
    return [f'"{spelling}"*' for spelling in spelt] + [f'"{spelling}"' for spelling in plain]
