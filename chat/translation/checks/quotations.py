"""Words between quotation marks, more than a few, that only one side has.

On the 997 pairs of good translations of FLORES-200 dev 8 are wrongly doubted.
"""

from __future__ import annotations

from collections.abc import Iterator

from chat.lang.named import OtherText
from chat.lang.quotations import DOUBLE, SINGLE, Offsets
from chat.lang.text import AnalysedText
from chat.schema import Doubt
from chat.translation.checks import Check, Pair

_LEAST_WORDS = 2  # marks around fewer words are often a matter of taste
_MOST_OF_TITLE = 4  # words of what a thing is called; more may be somebody's own


def _find(pair: Pair) -> Iterator[Doubt]:
    original, english = pair.original, pair.english
    marked = original.once(_longest)
    if marked and not DOUBLE.intersection(english.text) and not _is_name(marked, english.text):
        message = f"The {pair.language} gives somebody's own words, between quotation marks, the English does not."
        yield CHECK.doubt(message, german=marked)
    elif not _may_quote(original) and (marked := _longest(english)):
        yield CHECK.doubt(f"The English has quotation marks, the {pair.language} has none.", english=marked)


def _may_quote(original: AnalysedText) -> bool:
    """Return whether a sentence has a quotation mark, or the dash of somebody's own words; an apostrophe may be one."""
    if isinstance(original, OtherText) and original.is_dialogue:
        return True
    return bool((DOUBLE | SINGLE).intersection(original.text))


def _is_name(marked: str, english: str) -> bool:
    """Return whether what is marked is a name that a translation leaves as it is: of a paper, a book, a ship."""
    return marked[1:-1].strip().casefold() in english.casefold()


def _longest(text: AnalysedText) -> str:
    """Return the longest span between quotation marks that has words enough for a quotation; empty: there is none."""
    spans = [span for span in text.quotations if text.text[span[0]] in DOUBLE and not _may_be_title(text, span)]
    marked = (text.text[start:end] for start, end in spans)
    return max((span for span in marked if len(span.split()) >= _LEAST_WORDS), key=len, default="")


def _may_be_title(text: AnalysedText, span: Offsets) -> bool:
    """Return whether few words with a capital are marked within a sentence in another language than German or English.

    They are what a book, a film or a firm is called («Тёплая река»), and English needs no marks around them.
    """
    start, end = span
    marked = text.text[start + 1 : end - 1].strip()
    within = text.text[:start].rstrip()[-1:].isalpha() and not marked.endswith((".", "!", "?", "…", ","))
    return isinstance(text, OtherText) and within and marked[:1].isupper() and len(marked.split()) <= _MOST_OF_TITLE


CHECK = Check(
    kind="quotation",
    label="Quotation marks",
    find=_find,
    order=110,
    languages=None,
    about="quotation marks",
    wording=True,
)
