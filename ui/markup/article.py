"""The article beside its English, a row a sentence, with what is only reported in the colour of its speaker.

While it is being read, its English comes later: each row has room for it, and `cells` are what is put there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise

from markupsafe import Markup, escape

from chat.article.language import ENGLISH, GERMAN, name
from chat.lang.bilingual.glosses import Gloss, looked_up
from chat.lang.characters import one_line, readable
from chat.localization import in_tongue, t
from chat.localization.words import languages
from chat.schema import Claim, Doubt, Ledger, Sentence
from chat.translation.checks import labels
from ui.markup.base import colour_of, joined, label_of, lang, within_line

_ARTICLE = Markup(
    '<div class="belegt article{own}"><div class="pair head" aria-hidden="true"><span></span>'
    '<span class="german">{original}</span><span class="english">{english}</span></div>{rows}</div>'
)
_ROW = Markup(
    '<div class="pair {kind}{first}" id="s{id}" tabindex="-1">'
    '<a class="number" href="#s{id}" target="_self" aria-label="{label}">{id}</a>{german}{english}{room}</div>'
)
_ORIGINAL = Markup('<p class="german" lang="{language}"{keys}>{words}</p>')
_ENGLISH = Markup('<p class="english{state}" lang="en"{title}>{english}</p>')
# As long as the English is likely to be: a row that has room for it does not grow when it comes.
_ROOM = Markup('<span class="room" aria-hidden="true">{}</span>')
_CELLS = Markup('<div data-row="s{}">{}{}</div>')
_PATCH = Markup('<div class="belegt patch" hidden>{}</div>')
_TITLE = Markup(' title="{}"')
# A sentence whose words have glosses is one stop of the Tab key; arrow keys go from word to word (page.js).
_KEYS = Markup(' tabindex="0" aria-description="{}"')
_WORD = Markup('<span class="word{freely}" tabindex="-1" data-gloss="{english}">{word}</span>')


@dataclass(frozen=True)
class Voice:
    """A stretch of the text as given that somebody claims: offsets, colour, and who says it how."""

    start: int
    end: int
    colour: str
    label: str
    english: str


def voices(claims: Iterable[Claim], ledger: Ledger) -> list[Voice]:
    """Return what of an article is reported, and by whom."""
    return [
        Voice(
            span.start,
            span.end,
            colour_of(claim.id, ledger),
            label_of(claim, ledger),
            claim.english.content if claim.english else "",
        )
        for claim in claims
        for span in claim.content
    ]


@dataclass(frozen=True)
class Look:
    """How an article is shown.

    Args:
        reported: what is tinted.
        reasons: number of a boilerplate paragraph → why it was taken for such.
        language: what the article is in (ISO 639-1); an English one stands alone.
        glossed: its words show their English to who points at them; only German ones do.
        partial: it was not read to its end, and what of its English is a draft is shown as one.
        growing: its English is still to come.
    """

    reported: Sequence[Voice] = ()
    reasons: Mapping[int, str] = field(default_factory=dict)
    language: str = GERMAN
    glossed: bool = True
    partial: bool = False
    growing: bool = False

    @property
    def is_english(self) -> bool:
        """Whether the article is English itself."""
        return self.language == ENGLISH

    def voices_in(self, sentence: Sentence) -> list[Voice]:
        """Return what of a sentence is reported."""
        return [voice for voice in self.reported if voice.start < sentence.end and sentence.start < voice.end]

    def doubts(self, sentence: Sentence) -> Sequence[Doubt]:
        """Return what to doubt in a sentence; in a draft that is still to be settled nothing yet."""
        return () if self.growing and not sentence.is_checked else sentence.warnings


def side_by_side(sentences: Iterable[Sentence], look: Look) -> Markup:
    """Return an article and its English beside each other, a row a sentence; an English one alone."""
    rows = []
    paragraph = -1
    for sentence in sentences:
        own = look.voices_in(sentence)
        row = _ROW.format(
            id=sentence.id,
            label=t("Sentence {number}", number=sentence.id),
            kind=sentence.kind,
            first=" first" if sentence.paragraph != paragraph else "",
            german=_original(sentence, own, look),
            english=_english(sentence, own, look),
            room=_ROOM.format(sentence.plain) if look.growing and sentence.kind != "boilerplate" else "",
        )
        rows.append(row)
        paragraph = sentence.paragraph
    original = languages(name(look.language))
    alone = " own" if look.is_english else ""
    return _ARTICLE.format(own=alone, original=original, english=t("English"), rows=joined(rows))


def patch(sentences: Iterable[Sentence], look: Look) -> Markup:
    """Return what the rows of some sentences have now, hidden, for the script of the page to put there.

    That is their English, and the original of those in which words are marked now.
    """
    return _PATCH.format(joined(_cells(sentence, look) for sentence in sentences if sentence.kind != "boilerplate"))


def _cells(sentence: Sentence, look: Look) -> Markup:
    own = look.voices_in(sentence)
    is_marked = sentence.is_checked and (sentence.warnings or sentence.remarks)
    return _CELLS.format(
        sentence.id, _original(sentence, own, look) if is_marked else "", _english(sentence, own, look)
    )


def _glosses(sentence: Sentence) -> list[Gloss]:
    """Return the glosses of a sentence, by their offsets in its text as given."""
    own = looked_up(sentence.plain).glosses
    if sentence.is_plain:
        return list(own)
    plain = readable(sentence.text)
    by_place = {}
    at = 0
    for gloss in own:  # the plain text has the same words in the same order
        word = sentence.plain[gloss.start : gloss.end]
        if found := re.compile(rf"(?<!\w){re.escape(word)}(?!\w)").search(plain.text, at):
            at = found.end()
            by_place[plain.original_span(*found.span())] = gloss.english
    return [Gloss(start, end, english) for (start, end), english in by_place.items()]


def _original(sentence: Sentence, own: Sequence[Voice], look: Look) -> Markup:
    """Return the text as given, what of it is reported tinted, and the words marked that the English is doubted for."""
    tints = [
        (max(voice.start, sentence.start) - sentence.start, min(voice.end, sentence.end) - sentence.start, voice)
        for voice in own
    ]
    is_glossed = look.glossed and sentence.language == GERMAN and sentence.kind != "boilerplate"
    words = _glosses(sentence) if is_glossed else []
    doubtful = [doubt.german for doubt in look.doubts(sentence)]
    freely = [remark.german for remark in sentence.remarks]
    pieces = _pieces(sentence.text, tints, doubtful, words, freely=freely)
    keys = _KEYS.format(t("Arrow keys give the English of each word")) if words else ""
    return _ORIGINAL.format(language=sentence.language, keys=keys, words=pieces)


def _pieces(
    text: str,
    tints: Sequence[tuple[int, int, Voice]],
    doubtful: Iterable[str],
    words: Sequence[Gloss] = (),
    *,
    freely: Iterable[str] = (),
) -> Markup:
    """Return a text with stretches tinted, in the colour of the innermost where they overlap, and words marked.

    Args:
        text: as given.
        tints: stretches with whose words they are.
        doubtful: words that are doubted.
        words: glosses.
        freely: words that are rendered by none of their usual equivalents.
    """
    quiet = {span for given in freely if (span := _place(given, text))}
    marked = [span for words in doubtful if (span := _place(words, text))]
    spans = [*((start, end) for start, end, _ in tints), *marked, *((word.start, word.end) for word in words)]
    glossed = {word.start: word for word in words}
    pieces: list[tuple[Voice | None, Markup]] = []
    for start, end in pairwise(sorted({0, len(text), *(edge for span in spans for edge in span)})):
        over = [voice for first, last, voice in tints if first <= start and end <= last]
        piece = _glossed(text[start:end], glossed.get(start), freely=(start, end) in quiet)
        if any(first <= start and end <= last for first, last in marked):
            piece = Markup('<span class="doubtful">{}</span>').format(piece)
        pieces.append((min(over, key=lambda voice: voice.end - voice.start, default=None), piece))
    # One tint for all that is of one voice, whatever is marked within.
    return joined(
        _tinted(joined(piece for _, piece in own), voice) for voice, own in groupby(pieces, key=lambda piece: piece[0])
    )


def _place(words: str, text: str) -> tuple[int, int] | None:
    """Return where words of a check stand in a text as given: as whole words, else as the beginning of one."""
    plain = readable(text)
    spaced = r"\s+".join(map(re.escape, words.split()))
    for pattern in (rf"(?<!\w)(?<!\d[.,]){spaced}(?!\w|[.,]\d)", rf"(?<!\w){spaced}"):
        if spaced and (found := re.search(pattern, plain.text)):
            return plain.original_span(*found.span())
    return None


def _english(sentence: Sentence, own: Sequence[Voice], look: Look) -> Markup:
    """Return the English with its reported stretches tinted and what to doubt in it, as far as it is there."""
    is_draft = look.partial and not sentence.is_checked and sentence.kind != "boilerplate"
    state, title = "", Markup("")
    if is_draft and sentence.english:
        state = " draft" if sentence.state == "draft" else " draft writing"
        title = _TITLE.format(t("A draft: not checked against the original yet"))
    elif is_draft and look.growing:
        state = " pending"
    return _ENGLISH.format(state=state, title=title, english=_in_english(sentence, own, look))


def _in_english(sentence: Sentence, own: Sequence[Voice], look: Look) -> Markup:
    if sentence.kind == "boilerplate":
        reason = look.reasons.get(sentence.paragraph, "") or "not part of the article"
        left_out = t("Left out: {reason}", reason=in_tongue(reason))
        return Markup('<span class="why"{}>{}</span>').format(lang(), left_out)
    doubts = look.doubts(sentence)
    warnings = joined(map(_warning, doubts))
    if sentence.english is None or look.is_english:
        return warnings
    tints = _english_tints(sentence.english, own)
    return _pieces(sentence.english, tints, (doubt.english for doubt in doubts)) + warnings


def _warning(doubt: Doubt) -> Markup:
    """Return what to doubt, with the name of its kind to whoever points at it."""
    label = labels().get(doubt.kind)
    title = _TITLE.format(in_tongue(label)) if label else ""
    warning = Markup('<span class="warning"{}{}>⚠ {}</span>')
    return warning.format(lang(), title, one_line(in_tongue(doubt.message)))


def _english_tints(english: str, own: Sequence[Voice]) -> list[tuple[int, int, Voice]]:
    """Return where the content of a claim stands in the English as it is, or all of it where it is within a content."""
    for voice in sorted(own, key=lambda voice: -len(voice.english)):
        start = english.find(voice.english) if voice.english else -1
        if start >= 0:
            return [(start, start + len(voice.english), voice)]
    return [(0, len(english), own[0])] if own and any(english in voice.english for voice in own) else []


def _glossed(text: str, gloss: Gloss | None, *, freely: bool) -> Markup:
    """Return a part of a line, as a word with its gloss where it begins one."""
    word = escape(within_line(text))
    if gloss is None:
        return word
    english = f"{gloss.english} {t('(the English has none of these)')}" if freely else gloss.english
    return _WORD.format(english=english, word=word, freely=" freely" if freely else "")


def _tinted(inner: Markup, voice: Voice | None) -> Markup:
    if voice is None or not inner.strip():
        return inner
    return Markup('<span class="{}" title="{}">{}</span>').format(voice.colour, voice.label, inner)
