"""The summary and answers, each statement with its citation marks."""

from __future__ import annotations

import re
from collections.abc import Iterable

from markupsafe import Markup, escape

from chat.lang.characters import one_line
from chat.schema import Answer, Citation, Reading, SummarySentence
from ui.markup.base import joined, mark, marks

_MARK = re.compile(r"\[(\d+)\]")


def summary(reading: Reading) -> Markup:
    """Return the English title and the summary, each sentence with its citation marks."""
    return Markup('<div class="belegt summary" lang="en"><h3 class="headline">{}</h3>{}</div>').format(
        one_line(reading.summary.title), joined(_sentence(sentence, reading) for sentence in reading.summary.sentences)
    )


def _sentence(sentence: SummarySentence, reading: Reading) -> Markup:
    start = Markup('<span class="quoted">') if sentence.extracted else Markup("<span>")
    cited = marks(reading.sentence(number) for number in sentence.citations)
    return Markup("<p>{}{}</span> {}</p>").format(start, one_line(sentence.text), cited)


def answer(answer: Answer) -> Markup:
    """Return an answer with its citation marks, and the German sentences they stand for."""
    how = Markup('<p class="how">In the article\'s own words</p>') if answer.quoted else ""
    nearest = Markup('<p class="how">Nearest in the article:</p>') if answer.nearest else ""
    return Markup('<div class="belegt answer"><p lang="en">{}</p>{}{}{}{}</div>').format(
        _marked(answer), how, _sources(answer.citations), nearest, _sources(answer.nearest)
    )


def _marked(answer: Answer) -> Markup:
    """Return the text of an answer with a mark for each number of a citation.

    A number of none is left as text: an article that is quoted may have its own.
    """
    by_number = {str(citation.sentence): mark(citation) for citation in answer.citations}
    pieces = _MARK.split(one_line(answer.text))  # text and numbers in turn
    return joined(
        by_number.get(piece, escape(f"[{piece}]")) if place % 2 else escape(piece) for place, piece in enumerate(pieces)
    )


def unchecked(text: str) -> Markup:
    """Return what a model wrote so far, before it is checked: without marks, which may be invented."""
    return Markup('<div class="belegt answer"><p lang="en" class="writing">{}</p></div>').format(
        one_line(_MARK.sub("", text))
    )


def _sources(citations: Iterable[Citation]) -> Markup:
    items = joined(
        Markup('<li>{} <span lang="de">{}</span><span class="english" lang="en">{}</span></li>').format(
            mark(citation), one_line(citation.german), one_line(citation.english or "")
        )
        for citation in citations
    )
    return Markup('<ul class="sources">{}</ul>').format(items) if items else items
