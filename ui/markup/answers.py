"""The summary and answers, each statement with its citation marks."""

from __future__ import annotations

import re
from collections.abc import Iterable

from chat.schema import Answer, Citation, Reading
from ui.markup.base import mark, marks, shown

_MARK = re.compile(r"\[(\d+)\]")


def summary(reading: Reading) -> str:
    """Return the English title and the summary, each sentence with its citation marks."""
    paragraphs = [f'<h3 class="headline">{shown(reading.summary.title)}</h3>']
    for sentence in reading.summary.sentences:
        kind = ' class="quoted"' if sentence.extracted else ""
        cited = marks(reading.sentence(number) for number in sentence.citations)
        paragraphs.append(f"<p><span{kind}>{shown(sentence.text)}</span> {cited}</p>")
    return f'<div class="belegt summary" lang="en">{"".join(paragraphs)}</div>'


def answer(answer: Answer) -> str:
    """Return an answer with its citation marks, and the German sentences they stand for."""
    by_number = {citation.sentence: citation for citation in answer.citations}

    def marked(match: re.Match[str]) -> str:
        citation = by_number.get(int(match[1]))
        return mark(citation) if citation else ""

    text = _MARK.sub(marked, shown(answer.text))
    how = '<p class="how">In the article\'s own words</p>' if answer.quoted else ""
    nearest = f'<p class="how">Nearest in the article:</p>{_sources(answer.nearest)}' if answer.nearest else ""
    return f'<div class="belegt answer"><p lang="en">{text}</p>{how}{_sources(answer.citations)}{nearest}</div>'


def unchecked(text: str) -> str:
    """Return what a model wrote so far, before it is checked: without marks, which may be invented."""
    return f'<div class="belegt answer"><p lang="en" class="writing">{shown(_MARK.sub("", text))}</p></div>'


def _sources(citations: Iterable[Citation]) -> str:
    items = [
        f'<li>{mark(citation)} <span lang="de">{shown(citation.german)}</span>'
        f'<span class="english" lang="en">{shown(citation.english or "")}</span></li>'
        for citation in citations
    ]
    return f'<ul class="sources">{"".join(items)}</ul>' if items else ""
