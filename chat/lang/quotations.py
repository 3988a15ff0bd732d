"""Quotation marks of German and English text: which mark opens, which closes, and what stands between them."""

from __future__ import annotations

Offsets = tuple[int, int]

# Marks that may open or close something; some do both, since styles differ: „…“, “…”, »…«, «…», ‚…‘, ‘…’.
OPENING, CLOSING = "„“\"»«‚‘”›‹'", "“”\"«»‘’›‹'"
# Those of words that are somebody's own; the others mark a quotation within one, or a nickname.
DOUBLE, SINGLE = frozenset('„“”"»«'), frozenset("‚‘’'›‹")
GERMAN_OPENING = frozenset("„“\"«»‚'")  # with which a German sentence may begin
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
