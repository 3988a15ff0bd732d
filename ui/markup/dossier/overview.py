"""The summary of a dossier: what all articles have, what some have, what is disputed; each statement with its marks."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from chat.dossier.summary import Statement
from chat.lang.characters import one_line
from ui.markup.base import joined
from ui.markup.dossier import base
from ui.markup.dossier.base import Look

_PART = Markup("<section><h4>{}</h4><ul>{}</ul></section>")
_STATEMENT = Markup('<li><span lang="en">{}</span> {}</li>')


def part(heading: str, statements: Sequence[Statement], look: Look) -> Markup:
    """Return a part of a summary: what all have, what some have, what is disputed."""
    return Markup('<div class="belegt overview">{}</div>').format(_PART.format(heading, _statements(statements, look)))


def _statements(statements: Sequence[Statement], look: Look) -> Markup:
    return joined(
        _STATEMENT.format(one_line(statement.text), base.marks(statement.sentences, look)) for statement in statements
    )
