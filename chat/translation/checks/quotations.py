"""Words between quotation marks, more than a few, that only one side has.

On the 997 pairs of good translations of FLORES-200 dev 8 are wrongly doubted.
"""

from __future__ import annotations

from collections.abc import Iterator

from chat.lang.de.text import GermanText
from chat.lang.en.text import EnglishText
from chat.lang.quotations import DOUBLE, SINGLE
from chat.schema import Doubt
from chat.translation.checks import Check, Pair

_LEAST_WORDS = 2  # marks around fewer words are often a matter of taste


def _find(pair: Pair) -> Iterator[Doubt]:
    german, english = pair.german, pair.english
    marked = german.once(_longest)
    if marked and not DOUBLE.intersection(english.text) and not _is_name(marked, english.text):
        message = "The German gives somebody's own words, between quotation marks, the English does not."
        yield CHECK.doubt(message, german=marked)
    elif not (DOUBLE | SINGLE).intersection(german.text) and (marked := _longest(english)):
        yield CHECK.doubt("The English has quotation marks, the German has none.", english=marked)


def _is_name(marked: str, english: str) -> bool:
    """Return whether what is marked is a name that a translation leaves as it is: of a paper, a book, a ship."""
    return marked[1:-1].strip().casefold() in english.casefold()


def _longest(text: GermanText | EnglishText) -> str:
    """Return the longest span between quotation marks that has words enough for a quotation; empty: there is none."""
    marked = (text.text[start:end] for start, end in text.quotations if text.text[start] in DOUBLE)
    return max((span for span in marked if len(span.split()) >= _LEAST_WORDS), key=len, default="")


CHECK = Check(kind="quotation", label="Quotation marks", find=_find, order=110, wording=True)
