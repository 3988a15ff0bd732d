"""What all HTML of the page is made of: text on one line, citation marks, colours of speakers.

A sentence's row has the id `s<number>`; a citation mark is a link to it, and shows the German with its English to
whoever points at it or reaches it by keyboard.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from markupsafe import Markup, escape

from chat.attribution.reported import does
from chat.dossier.people import Person
from chat.export.document import speaker_name, speakers_of
from chat.lang.characters import one_line
from chat.localization import ENGLISH, in_tongue, t, tongue
from chat.schema import Citation, Claim, Ledger, LedgerEntry, Sentence

# Speakers beyond so many share colours; page.css has one for each.
COLOURS = 8


# Of a citation mark: a link to the sentence that shows it at once.
_MARK = Markup(
    '<a class="cite" href="#s{number}" target="_self" aria-label="{label}">{number}'
    '<span class="tip" aria-hidden="true"><span lang="{language}">{german}</span>{english}</span></a>'
)


def stylesheet() -> Markup:
    """Return the page's style element."""
    css = Path(__file__).parents[1].joinpath("page.css").read_text(encoding="utf-8")
    return Markup("<style>{}</style>").format(Markup(css))


def within_line(text: str) -> str:
    """Return a part of a line: readable, and a space at its ends stays."""
    before, after = (" " if edge.isspace() else "" for edge in (text[:1], text[-1:]))
    inner = one_line(text)
    return f"{before}{inner}{after}" if inner else before


def foreign(text: str, language: str) -> Markup:
    """Return a text on one line that is in a language, marked where that is not the tongue of the page."""
    line = one_line(text)
    return escape(line) if language == tongue() else Markup('<span lang="{}">{}</span>').format(language, line)


def named(speaker: LedgerEntry | Person) -> Markup:
    """Return what a speaker is called, in the language that the name is in."""
    if speaker.german in (None, "", speaker.name):  # a name alone is in no language
        return escape(one_line(speaker_name(speaker)))
    return foreign(speaker.name, "en")


def lang() -> Markup:
    """Return the attribute of the program's own words within English ones; empty where they are English themselves."""
    return Markup("") if tongue() == ENGLISH else Markup(' lang="{}"').format(tongue())


def joined(parts: Iterable[Markup]) -> Markup:
    """Return pieces of HTML after each other."""
    return Markup("").join(parts)


def mark(sentence: Sentence | Citation) -> Markup:
    """Return a citation mark: a link to the sentence, with its German and English to see at once."""
    number = sentence.id if isinstance(sentence, Sentence) else sentence.sentence
    german = one_line(sentence.german)
    label = t("Sentence {number}: {text}", number=number, text=german)
    return _MARK.format(
        number=number, label=label, language=sentence.language, german=german, english=_english(sentence.english)
    )


def _english(english: str | None) -> Markup:
    return Markup('<span lang="en">{}</span>').format(one_line(english)) if english else Markup("")


def marks(sentences: Iterable[Sentence | Citation]) -> Markup:
    """Return the marks of some sentences."""
    return joined(map(mark, sentences))


def colour_of(claim: int, ledger: Ledger) -> str:
    """Return the class that gives a claim the colour of its speaker, of several that of the first."""
    return colour_at(ledger.places_of(claim)[0])


def label_of(claim: Claim, ledger: Ledger) -> str:
    """Return who claims something, and how: "Anna Vogt denies", "Anna Vogt and Jan Dahl deny"."""
    entries = ledger.entries_of(claim.id)
    return f"{speakers_of(entries)} {in_tongue(does(claim, several=len(entries) > 1))}"


def colour_at(place: int) -> str:
    """Return the class that gives the speaker at a place of the ledger their colour."""
    return f"voice v{place % COLOURS}"
