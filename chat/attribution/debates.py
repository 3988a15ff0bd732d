"""Transcripts of debates: who gives each speech, and who calls out during it.

"Hans-Peter Arndt (Union): Frau Präsidentin! …" is a speech; whoever only gives the floor claims nothing. Calls are told
in brackets or in paragraphs of their own: "Zuruf von der Linken: …".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby, pairwise

import regex

from chat.attribution.found import FoundClaim, Offsets
from chat.attribution.labels import is_first_person
from chat.data import any_of, table
from chat.lang.offices import is_office
from chat.schema import Sentence

_SPACE = " \n\r\t\xa0"
_MARKUP = _SPACE + "*_"
_NAME = r"(?:Dr\.|Prof\.|von|van|de|zu|der|\p{Lu}[\p{L}\p{M}’'.-]*)"
_LABEL = regex.compile(
    rf"""
    (?:\*\*|__)? (?P<label> {_NAME} (?:\s{_NAME}){{0,5}} (?P<role> \s?\([^()\n]{{2,60}}\) | ,\s[^:.!?\n]{{2,80}} )? )
    (?:\*\*|__)? \s? : (?:\*\*|__)? \s
    """,
    regex.VERBOSE,
)
_BRACKETS = regex.compile(r"\((?P<note>[^()]+)\)")
_PARTS = regex.compile(r"\s[–—-]\s")
_HECKLER = regex.compile(rf"(?P<who>{_NAME}(?:\s{_NAME}){{0,4}}\s\[[^\[\]]+\])\s?:\s(?P<said>.+)", regex.DOTALL)
# A call in quotation marks with a sentence behind it is one in a report, which sentences are read for.
_QUOTED_IN_PROSE = regex.compile(r"[„»“\"][^“”«»\"]+[“”«»\"]\s*\S")


@dataclass(frozen=True)
class Speech:
    """What is said from one label to the next, and called out meanwhile: claims as their speaker and their spans."""

    sentences: tuple[Sentence, ...]
    said: tuple[tuple[Offsets | None, tuple[Offsets, ...]], ...]

    def claims(self, _text: str) -> list[FoundClaim]:
        """Return each speech and each call as a claim, as the turns of interviews are returned."""
        first = self.sentences[0].id
        return [FoundClaim("direct", spans, by, None, "says", first) for by, spans in self.said if spans]


def find_speeches(text: str, sentences: Sequence[Sentence]) -> list[Speech]:
    """Return the speeches of a text that is a transcript, in order; of any other the calls that are paragraphs."""
    kept = [sentence for sentence in sentences if sentence.kind != "boilerplate"]
    paragraphs = [tuple(group) for _, group in groupby(kept, key=lambda sentence: sentence.paragraph)]
    return list(_Debate(text, paragraphs).speeches())


class _Debate:
    """A text in paragraphs, which may be a transcript. Places are those of paragraphs."""

    def __init__(self, text: str, paragraphs: Sequence[tuple[Sentence, ...]]) -> None:
        self._text = text
        self._paragraphs = paragraphs
        found = ((at, _LABEL.match(text, *self._span(at))) for at in range(len(paragraphs)))
        self._labels = {at: match for at, match in found if match and not _is_note(match["label"])}

    def speeches(self) -> Iterator[Speech]:
        """Yield the speeches, those who lead the debate among them, and the calls."""
        if not self._is_transcript():
            for at, paragraph in enumerate(self._paragraphs):
                if calls := tuple(self._calls(*self._span(at))):
                    yield Speech(paragraph, calls)
            return
        speaking = [at for at, label in self._labels.items() if _is_speaker(label)]
        for first, end in pairwise([*speaking, len(self._paragraphs)]):
            numbers = range(first, end)
            if end == len(self._paragraphs):
                numbers = range(first, self._end_of_last(first))
            sentences = tuple(sentence for at in numbers for sentence in self._paragraphs[at])
            yield Speech(sentences, tuple(self._said(numbers)))

    def _span(self, at: int) -> Offsets:
        """Return the span of a paragraph."""
        return self._paragraphs[at][0].start, self._paragraphs[at][-1].end

    def _is_transcript(self) -> bool:
        """Return whether somebody gives the floor to others, or one of these speaks to whoever does."""
        speakers = {at: label for at, label in self._labels.items() if _is_speaker(label)}
        led = any(_is_chair(label) and self._only_leads(at) for at, label in speakers.items())
        return (led and len(speakers) > 1) or any(map(self._opens_speech, speakers))

    def _opens_speech(self, at: int) -> bool:
        """Return whether a paragraph addresses the house behind its label."""
        said = self._text[self._labels[at].end() : self._span(at)[1]].lstrip(_MARKUP + '„"»“').lower()
        return said.startswith(tuple(table("de/debates.toml")["addresses"]))

    def _only_leads(self, at: int) -> bool:
        """Return whether each sentence of a paragraph is one that only leads the debate."""
        told = (self._text[max(s.start, self._labels[at].end()) : s.end].lower() for s in self._paragraphs[at])
        return all(any(phrase in said for phrase in table("de/debates.toml")["procedure"]) for said in told)

    def _end_of_last(self, first: int) -> int:
        """Return the paragraph behind the last speech: it goes on behind notes, and in the first person."""
        at = first + 1
        while at < len(self._paragraphs):
            written = self._text[slice(*self._span(at))]
            behind_note = _is_note(self._text[slice(*self._span(at - 1))])
            if not (_is_note(written) or behind_note or is_first_person(written)):
                break
            at += 1
        return at

    def _said(self, numbers: range) -> Iterator[tuple[Offsets | None, tuple[Offsets, ...]]]:
        """Yield the speech in some paragraphs, and the calls within it, each with its speaker."""
        label = self._labels[numbers[0]]
        spans: list[Offsets] = []
        calls: list[tuple[Offsets | None, tuple[Offsets, ...]]] = []
        for at in numbers:
            start, end = self._span(at)
            start = max(start, label.end())
            calls += self._calls(start, end)
            if not _is_note(self._text[start:end]):
                spans += self._without_notes(start, end)
        if not (_is_chair(label) and self._only_leads(numbers[0])):
            yield label.span("label"), tuple(self._joined(spans))
        yield from calls

    def _without_notes(self, start: int, end: int) -> Iterator[Offsets]:
        """Yield the spans of a stretch between the notes in brackets."""
        notes = [match.span() for match in _BRACKETS.finditer(self._text, start, end) if _is_note(match[0])]
        for (_, first), (last, _) in pairwise([(start, start), *notes, (end, end)]):
            said = self._text[first:last]
            if stripped := said.strip(_MARKUP):
                begin = first + said.index(stripped)
                yield begin, begin + len(stripped)

    def _joined(self, spans: Sequence[Offsets]) -> Iterator[Offsets]:
        """Yield spans, those joined that nothing but space parts."""
        open_span: Offsets | None = None
        for start, end in spans:
            if open_span and not self._text[open_span[1] : start].strip(_MARKUP):
                open_span = open_span[0], end
                continue
            if open_span:
                yield open_span
            open_span = start, end
        if open_span:
            yield open_span

    def _calls(self, start: int, end: int) -> Iterator[tuple[Offsets | None, tuple[Offsets, ...]]]:
        """Yield the calls of a stretch: in brackets, or all there is."""
        notes = [match.span("note") for match in _BRACKETS.finditer(self._text, start, end)]
        for first, last in notes or [(start, end)]:
            parts = [first, *(match.end() for match in _PARTS.finditer(self._text, first, last)), last]
            for begin, stop in pairwise(parts if notes else [first, last]):
                call = _call().match(self._text, begin, stop) or _HECKLER.match(self._text, begin, stop)
                if call and not _QUOTED_IN_PROSE.match(call["said"]):
                    said = call["said"].rstrip(_SPACE + "–—-")
                    who = call.span("who") if call["who"] else None
                    yield who, ((call.start("said"), call.start("said") + len(said)),)


@cache
def _words(name: str) -> tuple[str, ...]:
    """Return a word list of data/de/debates.toml."""
    return tuple(table("de/debates.toml")[name].split())


@cache
def _call() -> regex.Pattern[str]:
    """Return the pattern of a call: "Zuruf von der Linken: …", "Gegenruf des Abg. Horn [FDP]: …"."""
    who = r"(?:[^:\n.!?]|\bAbg\.)+"
    by = rf"\s(?:(?:von|vom|aus)\s(?P<who>{who}?)|(?P<who>(?:des|der|eines|einer)\s{who}?))"
    calls = any_of(_words("calls"))
    return regex.compile(rf"(?:Weiterer?\s)?(?:{calls})(?:{by})?\s?:\s(?P<said>\S.*)", regex.DOTALL)


def _is_note(written: str) -> bool:
    """Return whether a text is a note on what goes on in the hall, with brackets around it or not."""
    bare = written.strip(_MARKUP)
    inside = bare.strip("().")
    if inside in _words("notes") or inside.startswith(tuple(f"{word} " for word in _words("notes"))):
        return True
    return bare.startswith("(") and _HECKLER.match(inside) is not None


def _is_chair(label: regex.Match[str]) -> bool:
    """Return whether a label is of whoever leads the debate."""
    office = label["label"].split()[0].lower()
    return office.endswith(_words("chairs")) and office not in _words("no_chairs")


def _is_speaker(label: regex.Match[str]) -> bool:
    """Return whether a label names somebody by party, mandate or office."""
    first = label["label"].split()[0]
    in_office = " " in label["label"] and is_office(first)
    by_role = label["role"] and (label["role"].lstrip().startswith("(") or any(map(is_office, label["role"].split())))
    return bool(_is_chair(label) or first in _words("members") or in_office or by_role)
