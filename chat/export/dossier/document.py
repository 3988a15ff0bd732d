"""What the document of a dossier says, whatever its form: its articles, what it comes to, and where that stands.

What is found across the articles is in `across`. A mark names article and sentence: "[2:5]".
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Collection, Iterable, Iterator, Sequence

import chat
from chat.dossier.dossier import Dossier
from chat.dossier.sources import Place
from chat.dossier.summary import Overview, Statement
from chat.export.document import Block, Document, Heading, Paragraph, Run, Table, marks, own, said
from chat.export.dossier import across
from chat.export.dossier.articles import Described
from chat.lang.characters import one_line
from chat.localization import ENGLISH, date_in_file, t, t_count
from chat.schema import Answer

_DAY = len("2027-03-09")
_MARK = re.compile(r"\[(\d{1,9}):(\d{1,9})\]")


def build(dossier: Dossier, *, date: datetime.date, overview: Overview, answers: Sequence[Answer] = ()) -> Document:
    """Return the document of a dossier.

    Args:
        date: the day to put on it.
        overview: what it comes to.
        answers: the conversation about it.
    """
    title = one_line(dossier.name) or "Dossier"
    blocks = [
        *_head(dossier, title, date),
        *_articles(dossier),
        *in_short(overview),
        *across.blocks(dossier),
        *_conversation(dossier, answers),
    ]
    return Document(title, date, (*blocks, *_cited(dossier, _linked(blocks))))


def _head(dossier: Dossier, title: str, date: datetime.date) -> Iterator[Block]:
    yield Heading(title, 1)
    count = len(dossier.sources)
    yield said(t_count("A dossier of {count} article", "A dossier of {count} articles", count), style="bullet")
    made = t("Made on {day} by Belegt {version}", day=date_in_file(date), version=chat.__version__)
    yield said(made, style="bullet")
    yield said(
        t(
            "A mark such as [2:5] names the sentence 5 of article 2, which stands at the end. A machine translated: "
            "check the original before you quote."
        ),
        style="bullet",
    )


def _articles(dossier: Dossier) -> Iterator[Block]:
    yield Heading(t("The articles"), 2)
    for source in dossier.sources:
        article = Described(source)
        lines: list[tuple[Run, ...]] = [(Run(f"[{article.number}]", bold=True), Run(article.title, bold=True))]
        if article.german_title and article.german_title != one_line(article.title):
            lines.append((Run(article.german_title, article.language),))
        told = [
            article.outlet,
            t("published {day}", day=across.day_of(source.published))
            if source.published
            else t("no day of publication known"),
            t("retrieved {day}", day=across.day_of(article.retrieved[:_DAY])) if article.retrieved else "",
        ]
        lines.append((own("; ".join(part for part in told if part)),))
        if article.origin.url:
            lines.append((Run(article.origin.url, address=article.origin.url),))
        yield Paragraph(tuple(lines), anchor=Place(article.number, 0))
    if not dossier.sources:
        yield said(t("There are no articles."))


def in_short(overview: Overview) -> Iterator[Block]:
    """Yield what a dossier comes to."""
    yield Heading(t("In short"), 2)
    parts = (
        (t("What all articles have"), overview.all),
        (t("What several have, and not all"), overview.some),
        (t("What is disputed"), overview.disputed),
    )
    for title, statements in parts:
        if statements:
            yield Heading(title, 3)
            yield from map(_statement, statements)
    if not any(statements for _, statements in parts):
        yield said(t("No two articles have the same."))


def _statement(statement: Statement) -> Paragraph:
    return Paragraph(((Run(statement.text), *marks(statement.sentences)),), "bullet")


def _conversation(dossier: Dossier, answers: Sequence[Answer]) -> Iterator[Block]:
    if not answers:
        return
    yield Heading(t("Questions and answers"), 2)
    for answer in answers:
        cited = (Place(citation.article, citation.sentence) for citation in answer.citations)
        known = {place for place in cited if _is_there(dossier, place)}
        yield Paragraph(((Run(answer.question, bold=True),), tuple(_answered(answer.text, known))))


def _is_there(dossier: Dossier, place: Place) -> bool:
    """Return whether an article is still in the dossier, and its sentence in the article."""
    source = dossier.by_number.get(place.article)
    return source is not None and place.number in source.analysed.by_id


def _answered(text: str, known: Collection[Place]) -> Iterator[Run]:
    """Yield an answer with its marks; what looks like one and cites nothing, such as a time of day, stays text."""
    at = 0
    for match in _MARK.finditer(text):
        place = Place(int(match[1]), int(match[2]))
        if place not in known:
            continue
        if before := text[at : match.start()].strip():
            yield Run(before)
        yield from marks([place])
        at = match.end()
    if rest := text[at:].strip():
        yield Run(rest)


def _linked(blocks: Iterable[Block]) -> set[Place]:
    """Return the sentences that marks lead to."""
    paragraphs: list[Paragraph] = []
    for block in blocks:
        match block:
            case Paragraph():
                paragraphs.append(block)
            case Table(rows=rows):
                paragraphs += [cell for row in rows for cell in row]
    links = {run.link for paragraph in paragraphs for line in paragraph.lines for run in line}
    return {link for link in links if isinstance(link, Place) and link.number}


def _cited(dossier: Dossier, places: Collection[Place]) -> Iterator[Block]:
    if not places:
        return
    yield Heading(t("The sentences cited, original and English"), 2)
    for source in dossier.sources:
        own = sorted(place for place in places if place.article == source.number)
        if not own:
            continue
        yield Heading(across.numbered(source.number, source.title), 3)
        for place in own:
            sentence = dossier.sentence(place)
            mark = Run(f"[{place.article}:{place.number}]", bold=True)
            lines: list[tuple[Run, ...]] = [(mark, Run(sentence.plain, sentence.language))]
            if sentence.english and sentence.language != ENGLISH:
                lines.append((Run(sentence.english, italic=True),))
            yield Paragraph(tuple(lines), anchor=place)
