"""Claims of several speakers, and claims within claims, built by hand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from chat.schema import Claim, Cue, EnglishClaim, EnglishName, Span, Speaker, Stance

ROLES = {"Voss": "minister"}


def claim(
    id: int,
    by: Sequence[str],
    says: str,
    *,
    english: str | None = None,
    stance: Stance = "says",
    sentence: int | None = None,
    **fields: Any,
) -> Claim:
    """Return a claim of some speakers, whose English names are the German ones, in the sentence of its number."""
    speakers = tuple(Speaker(text=name, start=100 * id + 10 * place, end=100 * id) for place, name in enumerate(by))
    names = tuple(EnglishName(name=name, role=ROLES.get(name)) for name in by)
    translated = EnglishClaim(speaker=by[0] if by else None, speakers=names, content=english) if english else None
    return Claim(
        **{
            "id": id,
            "type": "indirect",
            "speaker": speakers[0] if speakers else None,
            "speakers": speakers,
            "cue": Cue(text="sagt", start=0, end=4, lemma="sagen"),
            "content": (Span(start=0, end=len(says), text=says),),
            "stance": stance,
            "sentences": (sentence or id,),
            "english": translated,
        }
        | fields
    )
