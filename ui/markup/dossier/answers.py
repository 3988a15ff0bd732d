"""Answers about a dossier: each statement with marks that open the article it stands in, and the German below."""

from __future__ import annotations

import re
from collections.abc import Sequence

from markupsafe import Markup, escape

from chat.dossier.sources import Place
from chat.lang.characters import one_line
from chat.localization import t
from chat.schema import Answer, Citation
from ui.markup.answers import with_proof
from ui.markup.base import joined
from ui.markup.dossier import base
from ui.markup.dossier.base import Look

_MARK = re.compile(r"\[(\d+:\d+)\]")
_SOURCE = Markup(
    '<li>{mark} <span lang="{language}">{german}</span><span class="english" lang="en">{english}</span>'
    '<span class="where">{where}</span></li>'
)
_GONE = Markup('<span class="cite">{}</span>')


def answer(given: Answer, look: Look) -> Markup:
    """Return an answer with its citation marks, and the sentences they stand for; of articles that are gone too."""
    nearest = Markup('<p class="how">{}</p>').format(t("Nearest in the articles:")) if given.nearest else ""
    return Markup('<div class="belegt answer"><p lang="en">{}</p>{}{}{}</div>').format(
        _marked(given, look), _sources(given.citations, look), nearest, _sources(given.nearest, look)
    )


def _marked(given: Answer, look: Look) -> Markup:
    """Return the text of an answer with a mark for each place of a citation; another stays text."""
    by_place = {f"{one.article}:{one.sentence}": _mark(one, look) for one in given.citations}
    pieces = _MARK.split(one_line(given.text))  # text and places in turn
    return joined(
        by_place.get(piece, escape(f"[{piece}]")) if at % 2 else escape(piece) for at, piece in enumerate(pieces)
    )


def _mark(citation: Citation, look: Look) -> Markup:
    """Return the mark of a citation: a link, unless the article was taken out of the dossier since, or read anew."""
    place = Place(citation.article, citation.sentence)
    if not is_there(citation, look):
        return _GONE.format(f"{place.article}:{place.number}")
    return base.mark(place, look)


def is_there(citation: Citation, look: Look) -> bool:
    """Return whether a citation is still a sentence of the dossier."""
    source = look.dossier.by_number.get(citation.article)
    sentence = source.analysed.by_id.get(citation.sentence) if source else None
    return sentence is not None and sentence.text == citation.german


def _sources(citations: Sequence[Citation], look: Look) -> Markup:
    items = joined(_source(citation, look) for citation in citations)
    return Markup('<ul class="sources">{}</ul>').format(items) if items else items


def _source(citation: Citation, look: Look) -> Markup:
    is_known = is_there(citation, look)
    where = base.name_of(look.dossier.by_number[citation.article]) if is_known else t("no longer in this dossier")
    return _SOURCE.format(
        mark=_mark(citation, look),
        language=citation.language,
        german=with_proof(citation),
        english=one_line(citation.english or ""),
        where=where,
    )
