"""Readings with whatever in their fields → files in all forms, which open again and hold nothing that runs."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from bench.fuzz import opened, texts
from bench.fuzz.draw import Draw, parts
from bench.fuzz.readings import reading
from chat import pipeline
from chat.errors import ChatError
from chat.export import files
from chat.schema import Answer, Citation, Doubt, Origin, Reading, Summary, SummarySentence

_DAY = datetime.date(2026, 11, 27)
_ORDER: tuple[files.Format, ...] = ("md", "csv", "json", "docx", "md", "csv", "pdf")
_SCOPES: tuple[files.Scope, ...] = ("everything", "summary")


def once(data: bytes) -> int:
    """Write a reading in one form, and open the file."""
    how, article, said, written = parts(data, 4)
    form, scope, tongue = how.one_of(_ORDER), how.one_of(_SCOPES), how.one_of(("en", "de"))
    try:
        read, text = reading(how, article, said, lied=False)
    except ChatError:
        return 1
    read, answer = _filled(read, written)
    ledger = pipeline.analysed(read).ledger
    file = files.write(read, ledger=ledger, format=form, date=_DAY, scope=scope, answers=[answer], tongue=tongue)
    opened.file(file, form, read)
    files.file_name(read, "md").encode("ascii")
    return len(text)


def _filled(read: Reading, written: Draw) -> tuple[Reading, Answer]:
    """Return a reading with texts of a draw in its title, origin, doubts and summary, and an answer of them."""
    title, told, other = (texts.line(Draw(written.some(written.byte())), 300) for _ in range(3))
    cited = read.content[0]
    doubted = cited.model_copy(update={"warnings": (Doubt(kind="name", message=told, german=other, english=title),)})
    sentences = tuple(doubted if one.id == cited.id else one for one in read.sentences)
    summary = Summary(title=title, sentences=(SummarySentence(text=told, citations=(cited.id,), checked=True),))
    origin = Origin(url=other, file=title, title=told, author=other, published=title)
    article = read.article.model_copy(update={"origin": origin, "notices": (told,)})
    answer = Answer(question=told, text=f"{other} [{cited.id}]", verdict="answered", citations=(Citation.of(cited),))
    return read.model_copy(update={"sentences": sentences, "summary": summary, "article": article}), answer


def seeds() -> Iterable[bytes]:
    """Return readings in each form."""
    for number in range(2 * len(_ORDER)):
        article = texts.of_pieces("german", range(number * 4, number * 4 + 4))
        odd = texts.of_pieces("odd", range(number * 8, number * 8 + 8))
        written = (bytes([len(odd)]) + odd) * 3
        yield b"\xfe\xfe".join([bytes([number, number % 2, number % 3, 1 + number % 3]), article, article, written])
        yield b"\xfe\xfe".join([bytes([number, number % 2, number % 3, 0]), b"", b"", written])
