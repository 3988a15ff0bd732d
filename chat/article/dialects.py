"""Whether a text is in a dialect of German, in Low German, Scots or Yiddish, told by its commonest words.

No detector of languages knows these; those call them German, Dutch, English or something else. The words are data
(`chat/data/dialects.toml`). Knows nothing of articles; a detector is asked only where the words speak for a dialect.
"""

from __future__ import annotations

from functools import cache

import regex

from chat.article.detectors import by_py3langid
from chat.data import table

# A word that stands alone: no part of "d'Police", "'s" or "z. B.".
_ALONE = regex.compile(r"(?<![\p{L}'’])\p{L}+(?![\p{L}'’]|\.(?=\s?\p{L}))")
_WORD = regex.compile(r"\p{L}+")
# A dialect's words in a text: different ones, and their share of all words. 4,486 German and English sentences and
# paragraphs (Wikinews, FLORES dev) have no two that differ; sentences in dialect have a quarter of their words.
_LEAST_WORDS = 2
_LEAST_SHARE = 0.12
_ELSE = 0.5  # from which probability on a text is in another language


def dialect_of(text: str) -> str | None:
    """Return the code (ISO 639-2 or -3) of the dialect that a text is in; None where it is in none of those known.

    A quotation in dialect does not make the German around it dialect: its words are too few then.
    """
    words = len(_WORD.findall(text))
    shares = {code: _share(text, marks, words=words) for code, marks in _marks().items()}
    code = max(shares, key=lambda code: shares[code])
    return code if shares[code] >= _LEAST_SHARE and not _is_something_else(text, code) else None


def _share(text: str, marks: frozenset[str], *, words: int) -> float:
    """Return the share of a dialect's words in a text, 0–1; 0 where too few differ, or all are single letters."""
    dialect = [word for word in _ALONE.findall(text) if word in marks]
    different = set(dialect)
    if len(different) < _LEAST_WORDS or max(map(len, different)) == 1:
        return 0.0
    return len(dialect) / words


def _is_something_else(text: str, code: str) -> bool:
    """Return whether a text that has words of a dialect is in a language that the dialect is not taken for."""
    kin = table("dialects.toml")["kin"][code].split()
    return any(probability >= _ELSE for code, probability in by_py3langid(text).items() if code not in kin)


@cache
def _marks() -> dict[str, frozenset[str]]:
    return {code: frozenset(words.split()) for code, words in table("dialects.toml")["words"].items()}
