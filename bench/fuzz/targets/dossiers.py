"""Two articles, of which each may be in another language → what is found across them, answers, files, and the page."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from bench.fuzz import opened, shown, texts
from bench.fuzz.draw import Draw, parts
from bench.fuzz.findings import require
from bench.fuzz.readings import reading
from chat import pipeline
from chat.dossier import asking
from chat.dossier.dossier import Dossier
from chat.dossier.sources import Source
from chat.errors import ChatError
from chat.export import dossier as exports
from chat.schema import Answer, Origin, Reading

_DAY = datetime.date(2026, 11, 27)
_FORMS: tuple[exports.Format, ...] = ("jsonld", "csl", "ris", "csv", "json", "md", "docx", "pdf")


def once(data: bytes) -> int:
    """Put two articles together, ask about them, show them and write them in one form."""
    how, first, second, said, question, told = parts(data, 6)
    form, tongue = how.one_of(_FORMS), how.one_of(("en", "de"))
    try:
        given = [reading(how, article, said, lied=False) for article in (first, second)]
    except ChatError:
        return 1
    sources = [_source(number, read, told) for number, (read, _) in enumerate(given, start=1)]
    dossier = Dossier(sources, name=texts.line(told, 200))
    answers = _asked(texts.line(question, 500), dossier)
    shown.of_dossier(dossier, answers)
    file = exports.write(dossier, format=form, date=_DAY, answers=answers, tongue=tongue)
    opened.dossier(file, form, dossier)
    return sum(len(text) for _, text in given)


def _source(number: int, read: Reading, told: Draw) -> Source:
    """Return an article that says where it is from in texts of a draw."""
    lines = [texts.line(Draw(told.some(told.byte() % 32)), 100) for _ in range(4)]
    origin = Origin(url=lines[0], title=lines[1], author=lines[2], outlet=lines[3], published="2026-05-03")
    read = read.model_copy(update={"article": read.article.model_copy(update={"origin": origin})})
    return Source.of(number, read, pipeline.analysed(read))


def _asked(question: str, dossier: Dossier) -> list[Answer]:
    try:
        answer = asking.ask(question, dossier)
    except ChatError:
        return []
    for citation in (*answer.citations, *answer.nearest):
        sentence = dossier.by_number[citation.article].sentence(citation.sentence)
        require(citation.german == sentence.text, "a citation is its sentence", citation)
    require(answer.citations or answer.verdict != "answered", "an answer proves what it says", answer)
    return [answer]


def seeds() -> Iterable[bytes]:
    """Return articles on one matter, and questions about both."""
    for number in range(24):
        first = texts.of_pieces("german", range(number * 4, number * 4 + 4))
        second = texts.of_pieces("german", range(number * 4 + 2, number * 4 + 6))
        asked = texts.of_pieces("glue", [140 + number % 12])
        odd = texts.of_pieces("odd", range(number * 4, number * 4 + 4))
        kinds = bytes([1 + number % 2, 1 + number % 3])
        yield b"\xfe\xfe".join([bytes([number, number % 2]) + kinds, first, second, first, asked, b"\x08" + odd])
