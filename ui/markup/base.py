"""What all HTML of the page is made of: escaped text, citation marks, colours of speakers.

A sentence's row has the id `s<number>`; a citation mark is a link to it, and shows the German with its English to
whoever points at it or reaches it by keyboard.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from pathlib import Path

from chat.lang.characters import one_line
from chat.schema import Citation, Ledger, Sentence

# Speakers beyond so many share colours; page.css has one for each.
COLOURS = 8


def stylesheet() -> str:
    """Return the page's style element."""
    css = Path(__file__).parents[1].joinpath("page.css").read_text(encoding="utf-8")
    return f"<style>{css}</style>"


def shown(text: str) -> str:
    """Return a text on one line, escaped."""
    return escape(one_line(text))


def shown_within(text: str) -> str:
    """Return a part of a line, escaped: a space at its ends stays."""
    before, after = (" " if edge.isspace() else "" for edge in (text[:1], text[-1:]))
    inner = shown(text)
    return f"{before}{inner}{after}" if inner else before


def mark(sentence: Sentence | Citation) -> str:
    """Return a citation mark: a link to the sentence, with its German and English to see at once."""
    number = sentence.id if isinstance(sentence, Sentence) else sentence.sentence
    german = one_line(sentence.german)
    english = f'<span lang="en">{shown(sentence.english)}</span>' if sentence.english else ""
    label = escape(f"Sentence {number}: {german}")
    return (
        f'<a class="cite" href="#s{number}" target="_self" aria-label="{label}">{number}'
        f'<span class="tip" aria-hidden="true"><span lang="de">{escape(german)}</span>{english}</span></a>'
    )


def marks(sentences: Iterable[Sentence | Citation]) -> str:
    """Return the marks of some sentences."""
    return "".join(map(mark, sentences))


def colour_of(claim: int, ledger: Ledger) -> str:
    """Return the class that gives a claim the colour of its speaker."""
    entries = [entry.claims for entry in ledger.entries]
    return f"voice v{entries.index(ledger.entry_of(claim).claims) % COLOURS}"
