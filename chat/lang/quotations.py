"""Quotation marks: which mark opens, which closes, and what stands between them."""

from __future__ import annotations

from collections.abc import Sequence

Offsets = tuple[int, int]

# Marks that may open or close something; some do both, since styles differ: „…“, “…”, »…«, «…», ‚…‘, ‘…’.
OPENING, CLOSING = "„“\"»«‚‘”›‹'", "“”\"«»‘’›‹'"
# Those of words that are somebody's own; the others mark a quotation within one, or a nickname.
DOUBLE, SINGLE = frozenset('„“”"»«'), frozenset("‚‘’'›‹")
MAY_OPEN = frozenset("„“\"«»‚'")  # with which a sentence may begin
# Beside a word of an English sentence that quotes it, in the style of either language.
ENGLISH_OPENING, ENGLISH_CLOSING = "“\"'‘„«", "”\"'’»"
BEFORE_SENTENCE, AFTER_SENTENCE = '"“„‘', "\"'“”’"  # the next one's, and the last one's after its full stop
# Opening mark → the marks that close a quotation of several sentences in running text.
CLOSERS = {"„": '“”"', "“": "”", "»": "«", "«": "»", '"': '"”“'}
# Opening mark → the marks that close it, of quotations and names anywhere; typists take what they have.
CLOSED_BY = {
    "„": ("“", "”", '"'),
    "“": ("”", "“", '"'),
    "”": ("”",),
    "»": ("«",),
    "«": ("»",),
    '"': ('"', "”", "“"),
    ",,": ("''", "“", "”", '"'),
    "``": ("''", '"', "”"),
    "‚": ("‘", "’", "'"),
    "‘": ("’", "‘"),
    "›": ("‹",),
    "‹": ("›",),
    "'": ("'",),
}
ALWAYS_OPENING = frozenset(("„", ",,", "``", "‚"))  # the others open or close, by what stands beside them
EITHER_WAY = frozenset("»«›‹")  # open in one style what they close in another, with spaces or without
APOSTROPHES = frozenset("’'")
# Opening mark → the one that closes it, where a model puts a whole translation between marks.
WRAPPING = {'"': '"', "“": "”", "„": "“", "«": "»"}
# Opening mark → the one that closes it within a sentence.
_CLOSER = {"“": "”", '"': '"', "‘": "’", "„": "“", "«": "»", "»": "«"}


def marked_spans(text: str) -> list[Offsets]:
    """Return the spans of what stands between quotation marks in a sentence, with the marks."""
    spans = []
    place = 0
    while place < len(text):
        mark = text[place]
        if mark in _CLOSER and not (mark == "‘" and text[place - 1 : place].isalnum()):
            end = text.find(_CLOSER[mark], place + 1)
            if end > place + 1:
                spans.append((place, end + 1))
                place = end
        place += 1
    return spans


def pairs_in(text: str, pairs: Sequence[str]) -> list[Offsets]:
    """Return the spans of what stands between quotation marks, with the marks.

    Args:
        pairs: the opening mark and the one that closes it, of each pair that the language has.
    """
    closed_by: dict[str, str] = {}
    for pair in pairs:
        closed_by[pair[0]] = closed_by.get(pair[0], "") + pair[1:]
    spans, place = [], 0
    while place < len(text):
        closers = closed_by.get(text[place], "")
        apostrophe = text[place] in "‘’'" and text[place - 1 : place].isalnum()
        ends = [end for closer in closers if (end := text.find(closer, place + 1)) > place + 1]
        if ends and not apostrophe:
            spans.append((place, min(ends) + 1))
            place = min(ends)
        place += 1
    return spans
