"""One sentence of an English article: the claims that its cues report."""

from __future__ import annotations

from chat.attribution.english.clauses import Clauses
from chat.attribution.english.frames import verb_frames
from chat.attribution.found import FoundClaim


def claims_of(clauses: Clauses) -> list[FoundClaim]:
    """Return the claims of a sentence, in order."""
    return verb_frames(clauses)
