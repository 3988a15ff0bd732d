"""An article of a dossier in a line: who published it when, and how far it is read."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from chat.dossier.sources import Source
from chat.lang.characters import one_line
from ui.markup.dossier import base

_LINE = Markup('<p class="belegt where">{told}{problem}</p>')
_PROBLEM = Markup(' <span class="warning">⚠ {}</span>')


@dataclass(frozen=True)
class State:
    """How far an article is, in words, and what went wrong with it; empty where nothing did."""

    words: str
    problem: str = ""


def line(source: Source | None, state: State) -> Markup:
    """Return what is told of an article below its title.

    Args:
        source: the article; None where it was not compared yet.
    """
    told = [one_line(source.outlet), base.published(source)] if source else []
    return _LINE.format(
        told=" · ".join(filter(None, [*told, state.words])),
        problem=_PROBLEM.format(one_line(state.problem)) if state.problem else "",
    )
