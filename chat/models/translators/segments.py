"""A sentence as pieces that a sentence translator can take, and their English put together again.

Works on texts alone; knows no model. What a piece may be long is told by a function of the caller.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from chat.data import any_of, table
from chat.lang.words import function_words

_ADDRESS = re.compile(r"(?<!\S)\S*(?:https?://|www\.|@)\S*")
_LETTER = re.compile(r"[^\W\d_]")
_AFTER_ELLIPSIS = re.compile(r"(?:(?<=…)|(?<=\.\.\.))\s+")
_CONJUNCTION = any_of(word for words in table("conjunctions.toml").values() for word in words.split())
# Where a sentence can be cut, the better places first: between clauses, at a comma, before a conjunction, anywhere.
_CUTS = tuple(
    re.compile(pattern)
    for pattern in (r"(?<=[;:–—])\s+", r"(?<=,)\s+", rf"(?<!\s)\s++(?=(?:{_CONJUNCTION})\s)", r"\s+")
)
# Letters from which on a text in capitals is no abbreviation ("EU", "ARD-DeutschlandTREND").
_CAPITALS_LETTERS = 8
_CAPITALS_SHARE = 0.8
_CLOSING = "“”\"«»‹›‘’')]"
_LONGEST_REPEATED = 8  # words
_TIMES_REPEATED = 3


def is_verbatim(text: str) -> bool:
    """Return whether a text is the same in English: no letters in it but those of web and mail addresses."""
    return not _LETTER.search(_ADDRESS.sub(" ", text))


def is_capitals(text: str) -> bool:
    """Return whether a text is written in capitals, as headlines are."""
    letters = _LETTER.findall(_ADDRESS.sub(" ", text))
    return len(letters) >= _CAPITALS_LETTERS and sum(map(str.isupper, letters)) >= _CAPITALS_SHARE * len(letters)


def pieces(sentence: str, *, fits: Callable[[str], bool]) -> tuple[str, ...]:
    """Return the pieces of a sentence in order, each of which fits; at least one.

    Cut after an ellipsis, behind which translators lose text, and where it is too long. Capitals become small
    letters, which translators know better.
    """
    text = (_sentence_case(sentence) if is_capitals(sentence) else sentence).strip()
    # Between these marks Marian's tokenizer looks for a language code, and drops what it finds.
    text = text.replace(">>", "»").replace("<<", "«")
    return tuple(piece for part in _AFTER_ELLIPSIS.split(text) for piece in _fitting(part, fits))


def joined(sentence: str, parts: Sequence[str], english: Sequence[str]) -> str:
    """Return the English of a sentence from that of its `parts`; in capitals where the sentence is."""
    whole = " ".join(
        _as_part(text, part, first=number == 0) for number, (part, text) in enumerate(zip(parts, english, strict=True))
    )
    return _except_addresses(whole, str.upper) if is_capitals(sentence) else whole


def repeats(english: str, german: str) -> bool:
    """Return whether a text says up to 8 words three times in a row, and its German does not."""
    return _has_run(english) and not _has_run(german)


def _has_run(text: str) -> bool:
    words = re.findall(r"\w+", text.casefold())
    return any(
        words[start : start + size] * (_TIMES_REPEATED - 1) == words[start + size : start + size * _TIMES_REPEATED]
        for size in range(1, _LONGEST_REPEATED + 1)
        for start in range(len(words) - size * _TIMES_REPEATED + 1)
    )


def _sentence_case(text: str) -> str:
    small = _except_addresses(text, str.lower)
    first = _LETTER.search(small)
    return small[: first.start()] + first.group().upper() + small[first.end() :] if first else small


def _except_addresses(text: str, change: Callable[[str], str]) -> str:
    return " ".join(word if _ADDRESS.fullmatch(word) else change(word) for word in text.split(" "))


def _fitting(text: str, fits: Callable[[str], bool]) -> Iterator[str]:
    """Yield a text in pieces that fit, cut at the best place nearest to its middle."""
    if len(text) < 2 or fits(text):
        yield text
        return
    left, right = _halves(text)
    yield from _fitting(left, fits)
    yield from _fitting(right, fits)


def _halves(text: str) -> tuple[str, str]:
    middle = len(text) // 2
    for cut in _CUTS:
        cuts = [match for match in cut.finditer(text) if match.start() > 0 and match.end() < len(text)]
        if cuts:
            best = min(cuts, key=lambda match: abs(match.start() - middle))
            return text[: best.start()], text[best.end() :]
    return text[:middle], text[middle:]


def _as_part(english: str, german: str, *, first: bool) -> str:
    """Return the English of a piece without a full stop and a capital that the German does not have."""
    end = german.rstrip(_CLOSING)[-1:]
    if english.endswith(".") and end not in {*".!?…"}:
        english = english.rstrip(".") + (end if end in {*",;:–—"} else "")
    word = english.split(" ", 1)[0]
    if not first and german[:1].islower() and word != "I" and word.casefold() in function_words():
        english = english[:1].lower() + english[1:]
    return english
