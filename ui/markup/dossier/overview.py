"""The summary of a dossier: what all articles have, what some have, what is disputed; each statement with its marks."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from chat.dossier.summary import Overview, Statement
from chat.lang.characters import one_line
from ui.markup.base import joined
from ui.markup.dossier import base
from ui.markup.dossier.base import Look

_PART = Markup("<section><h4>{}</h4><ul>{}</ul></section>")
_STATEMENT = Markup('<li><span lang="en">{}</span> {}</li>')


def overview(found: Overview, look: Look) -> Markup:
    """Return the parts of a summary that are not empty."""
    parts = (("In all articles", found.all), ("In some", found.some), ("Disputed", found.disputed))
    return Markup('<div class="belegt overview">{}</div>').format(
        joined(_PART.format(heading, _statements(own, look)) for heading, own in parts if own)
    )


def _statements(statements: Sequence[Statement], look: Look) -> Markup:
    return joined(
        _STATEMENT.format(one_line(statement.text), base.marks(statement.sentences, look)) for statement in statements
    )
