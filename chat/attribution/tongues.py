"""What a language says of the phrases for speakers: who a pronoun stands for, what somebody is, what is left open."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from chat.attribution.english import phrasing as english_phrasing
from chat.attribution.german import hedging, resolution, sources, speaker_roles
from chat.schema import SourceType, Speaker


class _Resolve(Protocol):
    def __call__(self, speaker: str, mentions: Sequence[str], *, plural: bool | None = None) -> str | None: ...


@dataclass(frozen=True)
class Tongue:
    """The questions that are asked of phrases in a language; the modules that answer them say what is returned."""

    resolve: _Resolve
    is_anaphoric: Callable[[str], bool]
    role: Callable[[str], str | None]
    source_type: Callable[[Speaker, str], SourceType | None]
    is_hedged: Callable[[str], bool]


_GERMAN = Tongue(
    resolve=resolution.resolve,
    is_anaphoric=resolution.is_anaphoric,
    role=speaker_roles.role,
    source_type=sources.source_type,
    is_hedged=hedging.is_hedged,
)
_ENGLISH = Tongue(
    resolve=english_phrasing.resolve,
    is_anaphoric=english_phrasing.is_anaphoric,
    role=english_phrasing.role,
    source_type=english_phrasing.source_type,
    is_hedged=english_phrasing.is_hedged,
)


def tongue(language: str) -> Tongue:
    """Return what the language of that ISO 639 code says of phrases: English, else German."""
    return _ENGLISH if language == "en" else _GERMAN
