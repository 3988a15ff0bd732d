"""Who has what: a table of topics and articles, in which each filled cell opens the claims it stands for.

What a cell opens stands in the row below, and is shown while the address names it, so that neither a script nor another
request is needed. A position is told by a sign and a word, never by colour alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from chat.dossier.matrix import Cell, Position, Row
from chat.dossier.sources import Source
from chat.lang.characters import one_line
from chat.localization import deferred, t, t_count, t_html
from ui.markup.base import joined
from ui.markup.dossier import base, findings
from ui.markup.dossier.base import Look

_POSITIONS: Mapping[Position, tuple[str, str]] = {
    "says": ("✓", deferred("says")),
    "denies": ("✗", deferred("denies")),
    "both": ("±", deferred("says and denies")),
    "missing": ("–", deferred("not in it")),
}
_TABLE = Markup(
    '<div class="belegt matrix" role="region" aria-label="{label}" tabindex="0"><table>'
    "<caption><span>{caption}</span></caption><thead><tr>"
    '<th scope="col" class="topic">{topic}</th>{articles}</tr></thead>{rows}</table></div>'
)
_ARTICLE = Markup(
    '<th scope="col"><span class="number">{number}</span> <span class="outlet">{outlet}</span>{day}{copy}</th>'
)
_BODY = Markup(
    '<tbody><tr id="t{at}"><th scope="row" class="topic">{label}{shared}</th>{cells}</tr>'
    '<tr class="told"><td colspan="{columns}"><div class="wide">{differing}{claims}</div></td></tr></tbody>'
)
_SHARED = Markup('<span class="shared">{}</span>')
_GERMAN = Markup('<span lang="de">{}</span>')
_FILLED = Markup(
    '<td class="{position}"><a href="#t{at}-{article}" target="_self" aria-label="{label}">'
    '<span aria-hidden="true">{sign}</span> {word}{many}</a></td>'
)
_EMPTY = Markup('<td class="missing"><span aria-hidden="true">{sign}</span> {word}</td>')
_OPENED = Markup(
    '<section class="opened" id="t{at}-{article}" tabindex="-1" aria-label="{label}"><h4>{heading}</h4>{claims}'
    '<p><a class="close" href="#t{at}" target="_self">{close}</a></p></section>'
)


def matrix(rows: Sequence[tuple[int, Row]], articles: Sequence[int], look: Look) -> Markup:
    """Return some rows of the table, and of those the cells of some articles.

    Args:
        rows: each with its number in the whole table.
        articles: the numbers of the articles that have a column.
    """
    sources = [look.dossier.by_number[number] for number in articles]
    return _TABLE.format(
        label=t("Who has what"),
        caption=t("What each article says of what several have claims about. A filled cell opens them."),
        topic=t("What it is about"),
        articles=joined(_article(source, look) for source in sources),
        rows=joined(_row(at, row, articles, look) for at, row in rows),
    )


def _article(source: Source, look: Look) -> Markup:
    first = next((min(group) for group in look.dossier.copies if source.number in group), source.number)
    told = t("same text as {article}", article=first)
    copy = Markup('<span class="copy">{}</span>').format(told) if first != source.number else ""
    told = base.published(source)
    when = Markup('<span class="day">{}</span>').format(told) if told else ""
    return _ARTICLE.format(number=source.number, outlet=one_line(source.outlet), day=when, copy=copy)


def label_of(row: Row) -> str:
    """Return what a topic is called."""
    return one_line(row.label) or " · ".join(one_line(word) for word in row.topic.shared) or t("One thing")


def _row(at: int, row: Row, articles: Sequence[int], look: Look) -> Markup:
    cells = [cell for cell in row.cells if cell.article in articles]
    shared = ", ".join(one_line(word) for word in row.topic.shared)
    return _BODY.format(
        at=at,
        label=label_of(row),
        shared=_SHARED.format(t_html("put together by {words}", words=_GERMAN.format(shared))) if shared else "",
        cells=joined(_cell(at, cell, row, look) for cell in cells),
        columns=len(cells) + 1,
        differing=findings.disagreements(row.disagreements, look, short=True) if row.disagreements else "",
        claims=joined(_opened(at, cell, row, look) for cell in cells if cell.claims),
    )


def _cell(at: int, cell: Cell, row: Row, look: Look) -> Markup:
    sign, position = _POSITIONS[cell.position]
    word = t(position)
    if not cell.claims:
        return _EMPTY.format(sign=sign, word=word)
    count = len(cell.claims)
    return _FILLED.format(
        position=cell.position,
        at=at,
        article=cell.article,
        sign=sign,
        word=word,
        many=Markup(' <span class="many">× {}</span>').format(count) if count > 1 else "",
        label=t_count(
            "{word}: open {count} claim of article {article}",
            "{word} × {count}: open {count} claims of article {article}",
            count,
            word=word,
            article=cell.article,
        ),
    )


def _opened(at: int, cell: Cell, row: Row, look: Look) -> Markup:
    heading = f"{base.name_of(look.dossier.by_number[cell.article])}: {label_of(row)}"
    return _OPENED.format(
        at=at,
        article=cell.article,
        label=t("Article {number} about {topic}", number=cell.article, topic=label_of(row)),
        close=t("Close"),
        heading=heading,
        claims=base.claims(cell.claims, look),
    )
