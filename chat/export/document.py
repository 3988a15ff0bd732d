"""What a downloaded document says, whatever its form: headings, paragraphs and tables, built once for all forms.

Text is as it stands in the article or the reading; each form escapes it in its own way.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from chat.attribution.circumstances import Circumstance, circumstances, stance_label
from chat.attribution.nesting import holders
from chat.attribution.reported import inside, verb_of
from chat.dossier.people import Person
from chat.dossier.sources import Place
from chat.export.addresses import web_address
from chat.grounding.citations import parts
from chat.lang.characters import one_line
from chat.lang.language_names import name
from chat.localization import ENGLISH, date_in_file, in_tongue, listed, t, tongue
from chat.localization.words import languages
from chat.models.weights.catalogue import title_of
from chat.schema import Answer, Claim, Doubt, Ledger, LedgerEntry, Reading, Sentence
from chat.translation.checks import labels

Scope = Literal["summary", "everything"]
Language = str  # ISO 639
Style = Literal["text", "bullet", "notice"]
_MARKS = {"de": ("„", "“"), ENGLISH: ("“", "”")}


# What can be led to: a sentence by its number; by its article too where there are several, whose 0 is the article.
Anchor = int | Place


def anchor_name(anchor: Anchor) -> str:
    """Return the name of an anchor within its file: "s5", "a2s5", or "a2" for an article."""
    if isinstance(anchor, int):
        return f"s{anchor}"
    return f"a{anchor.article}s{anchor.number}" if anchor.number else f"a{anchor.article}"


def mark_of(anchor: Anchor) -> str:
    """Return what a mark that leads to an anchor shows within its brackets: "5", "2:5", or "2" for an article."""
    if isinstance(anchor, int):
        return str(anchor)
    return f"{anchor.article}:{anchor.number}" if anchor.number else str(anchor.article)


@dataclass(frozen=True)
class Run:
    """A stretch of text of one kind, made readable; `link` is what it leads to in the document.

    `address` is the page of the web that it leads to; what is no such address is dropped.
    """

    text: str
    language: Language = "en"
    bold: bool = False
    italic: bool = False
    link: Anchor | None = None
    address: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", one_line(self.text))
        object.__setattr__(self, "address", web_address(self.address))


@dataclass(frozen=True)
class Paragraph:
    """Lines of runs; `anchor` is the sentence or the article that it shows, for links to lead to."""

    lines: tuple[tuple[Run, ...], ...]
    style: Style = "text"
    anchor: Anchor | None = None


@dataclass(frozen=True)
class Heading:
    """A heading; level 1 is the title of the document."""

    text: str
    level: int


@dataclass(frozen=True)
class Table:
    """Paragraphs in columns.

    Args:
        header: what stands above each column.
        rows: as many paragraphs each; the anchor of the first is the row's.
        numbers: of the rows, in a narrow column before the others; none: there is no such column.
        widths: how wide the columns are, in shares of the whole; none: they are alike.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[Paragraph, ...], ...]
    numbers: tuple[int, ...] = ()
    widths: tuple[float, ...] = ()

    @property
    def shares(self) -> tuple[float, ...]:
        """How wide the columns are, in shares that come to 1."""
        widths = self.widths or (1.0,) * len(self.header)
        return tuple(width / sum(widths) for width in widths)

    @property
    def numbered(self) -> Iterator[tuple[int | None, tuple[Paragraph, ...]]]:
        """The rows with their numbers."""
        return zip(self.numbers or [None] * len(self.rows), self.rows, strict=True)


Block = Heading | Paragraph | Table


@dataclass(frozen=True)
class Document:
    """A document: its title on one line, the day on it, and its blocks in order."""

    title: str
    date: datetime.date
    blocks: tuple[Block, ...]


def build(
    reading: Reading, ledger: Ledger, *, date: datetime.date, scope: Scope, answers: Sequence[Answer] = ()
) -> Document:
    """Return the document of a reading.

    Args:
        ledger: its claims by speaker.
        date: the day to put on it.
        scope: the summary with the sentences that it cites; or with the claims, the answers and the whole article.
        answers: the conversation about it; shown with "everything".
    """
    blocks = [*_head(reading, date), *_summary(reading)]
    if scope == "summary":
        blocks += _cited(reading)
    else:
        blocks += [*_claims(reading, ledger), *_conversation(answers), *_article(reading)]
    return Document(one_line(reading.summary.title), date, tuple(blocks))


def plain(text: str, *, language: Language = "en", style: Style = "text") -> Paragraph:
    """Return a text as a paragraph of one line."""
    return Paragraph(((Run(text, language),),), style)


def own(text: str, *, bold: bool = False, italic: bool = False) -> Run:
    """Return words of the program's own as a run, in the tongue that is spoken."""
    return Run(text, tongue(), bold=bold, italic=italic)


def said(text: str, *, style: Style = "text") -> Paragraph:
    """Return words of the program's own as a paragraph of one line."""
    return plain(text, language=tongue(), style=style)


def speaker_name(speaker: LedgerEntry | Person) -> str:
    """Return what a speaker is called; of an unnamed source that it is one, in the tongue that is spoken."""
    return speaker.name if speaker.german else t("An unnamed source")


def speakers_of(entries: Sequence[LedgerEntry]) -> str:
    """Return the names of those who speak together, in the tongue that is spoken: "A, B and C"."""
    first, *others = entries
    return listed(
        [speaker_name(first), *(inside(entry) if entry.german else t("an unnamed source") for entry in others)]
    )


def quoted(text: str, language: Language) -> str:
    """Return words between the quotation marks of German, or those of English for all other languages."""
    opening, closing = _MARKS.get(language, _MARKS[ENGLISH])
    return f"{opening}{text}{closing}"


def marks(anchors: Iterable[Anchor]) -> tuple[Run, ...]:
    """Return the marks that lead to sentences or articles: "[5]", "[2:5]", "[2]"."""
    return tuple(Run(f"[{mark_of(anchor)}]", link=anchor) for anchor in anchors)


def _head(reading: Reading, date: datetime.date) -> Iterator[Block]:
    yield Heading(one_line(reading.summary.title), 1)
    title = reading.article.title
    code = reading.language.code
    original = (own(t("Original title:")), Run(title.text, code)) if title else (own(t("The original has no title")),)
    yield Paragraph((original,), "bullet")
    for line in (t("Read on {day} by Belegt", day=date_in_file(date)), *_how_made(reading)):
        yield said(line, style="bullet")
    for notice in reading.article.notices:
        yield said(in_tongue(notice), style="notice")


def _how_made(reading: Reading) -> tuple[str, ...]:
    """Return what the reader is to know of who translated and summarised."""
    if reading.engines.is_compared:
        return (t("The translation was made elsewhere and checked against the original, sentence by sentence."),)
    translator, model = (in_tongue(title_of(name)) for name in (reading.engines.translator, reading.engines.model))
    return (
        t("Translation: {translator}; summary: {model}", translator=translator, model=model),
        t(
            "Every sentence of the summary names the sentences of the article that it rests on. A machine translated "
            "and summarised: check the original before you quote."
        ),
    )


def _summary(reading: Reading) -> Iterator[Block]:
    yield Heading(t("Summary"), 2)
    for sentence in reading.summary.sentences:
        condensed = () if sentence.extracted else (own(f"({t('condensed by the model')})", italic=True),)
        yield Paragraph(((Run(sentence.text), *marks(sentence.citations), *condensed),))
    if not reading.summary.sentences:
        yield said(t("There is no summary."))


def _cited(reading: Reading) -> Iterator[Block]:
    yield Heading(t("The sentences cited, in the original"), 2)
    for number in reading.summary.cited:
        sentence = reading.sentence(number)
        lines: list[tuple[Run, ...]] = [(Run(f"[{number}]", bold=True), Run(sentence.plain, sentence.language))]
        lines += [(Run(sentence.best, italic=True),)] if sentence.language != ENGLISH else []
        yield Paragraph(tuple(lines), anchor=number)


def _claims(reading: Reading, ledger: Ledger) -> Iterator[Block]:
    yield Heading(t("Who claims what"), 2)
    by_id = {claim.id: claim for claim in reading.claims}
    for dispute in ledger.disputes:
        deniers, denied = ledger.entries_of(dispute.denial), ledger.entries_of(dispute.denied)
        denial, other = marks(by_id[dispute.denial].sentences), marks(by_id[dispute.denied].sentences)
        line = (
            Run(speakers_of(deniers), bold=True),
            own(in_tongue(verb_of("denies", several=len(deniers) > 1))),
            *denial,
            own(t("what", context="denies what somebody says")),
            Run(speakers_of(denied), bold=True),
            own(in_tongue(verb_of("says", several=len(denied) > 1))),
        )
        yield Paragraph(((*line, *other),))
    within = holders(reading.claims)
    for place, entry in enumerate(ledger.entries):
        yield Heading(", ".join(part for part in (speaker_name(entry), entry.role) if part), 3)
        for number in entry.claims:
            told = circumstances(by_id[number], ledger, place=place, within=within.get(number, ()))
            yield _claim(by_id[number], told, reading.sentence(by_id[number].sentences[0]).language)
    if not ledger.entries:
        yield said(t("The article does not report that anybody claims anything."))


def _claim(claim: Claim, told: Sequence[Circumstance], language: Language) -> Paragraph:
    original = Run(" … ".join(span.text for span in claim.content), language, italic=bool(claim.english))
    first = [own(f"({how_said(claim)})"), *([Run(claim.english.content)] if claim.english else [original])]
    lines = [(*first, *marks(claim.sentences)), *([_told(told, language)] if told else [])]
    if claim.english:
        lines += [(original,)] if language != ENGLISH else []
        lines += [*((own(_doubtful(doubt), italic=True),) for doubt in claim.english.doubts)]
    return Paragraph(tuple(lines), "bullet")


def how_said(claim: Claim) -> str:
    """Return how a claim is said, in words: its stance, in whose words, how sure, and what it was found in."""
    labels = [in_tongue(stance_label(claim))]
    labels += [t("in their own words")] * (claim.type == "direct") + [t("uncertain")] * claim.hedged
    labels += [t("found in the translation")] * (claim.found_in == "translation")
    return ", ".join(labels)


def _told(told: Sequence[Circumstance], language: Language) -> tuple[Run, ...]:
    """Return what is told of a claim besides its words, on a line of its own."""
    runs = []
    for number, circumstance in enumerate(told, start=1):
        end = ";" * (number < len(told))
        if circumstance.german:
            runs += [own(in_tongue(circumstance.label)), Run(f"{quoted(circumstance.german, language)}{end}", language)]
        else:
            runs.append(own(f"{in_tongue(circumstance.label)}{end}"))
    return tuple(runs)


def _conversation(answers: Sequence[Answer]) -> Iterator[Block]:
    if not answers:
        return
    yield Heading(t("Questions and answers"), 2)
    for answer in answers:
        known = {citation.sentence for citation in answer.citations}
        answered = tuple(
            run
            for text, number in parts(answer.text)
            for run in (*[Run(text)] * bool(text.strip()), *_mark(number, known))
        )
        yield Paragraph(((Run(answer.question, bold=True),), answered))


def _mark(number: int, known: Collection[int]) -> tuple[Run, ...]:
    """Return the mark of a cited sentence; other numbers in brackets, such as an article's own, come back as text.

    Args:
        number: 0 for none.
    """
    if number in known:
        return marks([number])
    return (Run(f"[{number}]"),) if number else ()


def _article(reading: Reading) -> Iterator[Block]:
    yield Heading(t("The article and its English"), 2)
    reasons = [paragraph.reason for paragraph in reading.article.paragraphs]
    yield Table(
        (languages(name(reading.language.code)), t("English")),
        tuple(
            (
                Paragraph(((_original(sentence),),), anchor=sentence.id),
                _english(sentence, reasons[sentence.paragraph]),
            )
            for sentence in reading.sentences
        ),
        numbers=tuple(sentence.id for sentence in reading.sentences),
    )


def _original(sentence: Sentence) -> Run:
    return Run(sentence.plain, sentence.language, bold=sentence.kind == "title")


def _english(sentence: Sentence, reason: str) -> Paragraph:
    if sentence.kind == "boilerplate":
        left_out = t("Left out: {reason}", reason=in_tongue(reason or "not part of the article"))
        return Paragraph(((own(left_out, italic=True),),))
    english = ((Run(sentence.english or "", bold=sentence.kind == "title"),),) if sentence.english else ()
    warnings = tuple((own(_warning(doubt), italic=True),) for doubt in sentence.warnings)
    return Paragraph((*english, *warnings))


def _warning(doubt: Doubt) -> str:
    """Return what to doubt, with the kind of the doubt where a check has a name for it."""
    label = in_tongue(labels().get(doubt.kind, ""))
    if not label:
        return _doubtful(doubt.message)
    kind = label if tongue() != ENGLISH else f"{label[:1].lower()}{label[1:]}"  # German nouns keep their capital
    return t("Doubtful ({kind}): {message}", kind=kind, message=in_tongue(doubt.message))


def _doubtful(message: str) -> str:
    return t("Doubtful: {message}", message=in_tongue(message))
