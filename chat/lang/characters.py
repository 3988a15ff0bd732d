"""Characters of pasted text: a readable form without invisible ones, that remembers where each character came from.

Knows nothing of articles or sentences. Offsets are character offsets, end exclusive.
"""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import dataclass
from functools import cache

import regex

from chat.data import any_of, table

# Control, format (soft hyphen, zero-width and bidi marks, byte order mark), private use, surrogates, unassigned:
# they show nothing, or change how their neighbours are shown.
_INVISIBLE = frozenset({"Cc", "Cf", "Co", "Cs", "Cn"})
_ZERO_WIDTH_JOINER = "\u200d"  # holds emoji sequences together
_LINE_ENDS = frozenset({"\r\n", "\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"})
_GRAPHEME = regex.compile(r"\X")
# Characters that are readable as they are, each a grapheme of its own: most texts have no others, and need no second
# look (a tenth of the time that finding the claims took).
_PLAIN = regex.compile("[\n\x20-\x7e¡-¬®-ſ‐-—‘-‟‹›…€•]*+")

# What patterns that ignore case take for i and s, and `str.lower` leaves or makes of them.
_LOOK_ALIKES = str.maketrans({"ı": "i", "ſ": "s", "\u0307": None})


@dataclass(frozen=True)
class Readable:
    """A readable form of a text; its character i was made from original characters starts[i] up to ends[i]."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def original_span(self, start: int, end: int) -> tuple[int, int]:
        """Return the span of the original text that the non-empty span [start, end) was made from."""
        return self.starts[start], self.ends[end - 1]


def _readable_grapheme(grapheme: str) -> str:
    """Return a grapheme in NFC, invisible characters left out, every space a plain one and every line end LF."""
    if grapheme in _LINE_ENDS:
        return "\n"
    visible = []
    for character in unicodedata.normalize("NFC", grapheme):
        category = unicodedata.category(character)
        if category == "Zs" or character == "\t":
            visible.append(" ")
        elif category not in _INVISIBLE or (character == _ZERO_WIDTH_JOINER and visible[-1:] not in ([], [" "])):
            visible.append(character)  # a joiner with nothing to join is as invisible as the others
    return "".join(visible)


def readable(text: str) -> Readable:
    """Return the readable form of a text: NFC, LF line ends, plain spaces, no invisible characters.

    Soft hyphens, zero-width and bidirectional marks, control and private-use characters are left out. The
    length may differ from the original's; `Readable.original_span` leads back.
    """
    if _PLAIN.fullmatch(text):
        return Readable(text, tuple(range(len(text))), tuple(range(1, len(text) + 1)))
    characters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for match in _GRAPHEME.finditer(text):
        visible = _readable_grapheme(match.group())
        characters.append(visible)
        starts.extend([match.start()] * len(visible))
        ends.extend([match.end()] * len(visible))
    return Readable("".join(characters), tuple(starts), tuple(ends))


def one_line(text: str) -> str:
    """Return the readable form of a text with every run of white space folded into one space.

    A word that was divided at the end of a line is put together again.
    """
    return " ".join(_divided().sub(_joined, readable(text).text).split())


@cache
def _divided() -> regex.Pattern[str]:
    """Return the pattern of a hyphen at the end of a line, unless it stands for a word to come ("Bundes- / und …")."""
    words = any_of(table("de/layout.toml")["after_hyphen"])
    return regex.compile(rf"(?<=\p{{L}})-[ ]*+\n[ ]*+(?!(?:{words})\b)(?P<rest>\p{{L}})")


def _joined(match: regex.Match[str]) -> str:
    """Return what stands between the halves: nothing within a word ("Bundes-/regierung"), else the hyphen."""
    if match["rest"].islower():
        return str(match["rest"])
    return f"-{match['rest']}"


def encodable(text: str) -> str:
    """Return a text with half characters (lone surrogates), which no encoding can hold, as U+FFFD.

    Halves that belong together become the character that they are.
    """
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def sha256(text: str) -> str:
    """Return the SHA-256 of a text in UTF-8, in hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def lowered(word: str) -> str:
    """Return what a pattern that ignores case has found as the pattern spells it, in lower case."""
    return word.lower().translate(_LOOK_ALIKES)
