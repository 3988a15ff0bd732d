"""What a language says of the phrases for speakers: who a pronoun stands for, what somebody is, what is left open."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from chat.attribution import naming
from chat.attribution.english import naming as english_naming
from chat.attribution.english import phrasing as english_phrasing
from chat.attribution.german import disputing, hedging, resolution, sources, speaker_roles
from chat.lang.de.abbreviations import without_titles
from chat.lang.figures import Tongue as TongueCode
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


@dataclass(frozen=True)
class Wording:
    """What a ledger asks of the words of a language: what phrases are called by, and how a denial points at a claim.

    `is_translated` holds where the words are not English, so that the English of a speaker is looked up.
    """

    tongue: TongueCode
    is_translated: bool
    bare: Callable[[str], str]
    without_titles: Callable[[str], str]
    proper_name: Callable[[str, str], list[str]]
    key: Callable[[str], str]
    are_of_two_genders: Callable[[str, str], bool]
    called: Callable[[str, str], tuple[str, ...]]
    nouns: Callable[[str], dict[str, str]]
    pronouns: frozenset[str]
    indefinite: re.Pattern[str]
    possessive: re.Pattern[str]
    pointing_back: re.Pattern[str]
    adjective_of: re.Pattern[str]
    says_what: re.Pattern[str]
    bare_object: re.Pattern[str]


GERMAN = Tongue(
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
    return _ENGLISH if language == "en" else GERMAN


_GERMAN_WORDING = Wording(
    tongue="de",
    is_translated=True,
    bare=naming.bare,
    without_titles=without_titles,
    proper_name=naming.proper_name,
    key=naming.without_case,
    are_of_two_genders=naming.are_of_two_genders,
    called=disputing.called,
    nouns=disputing.nouns,
    pronouns=disputing.PRONOUNS,
    indefinite=disputing.INDEFINITE,
    possessive=disputing.POSSESSIVE,
    pointing_back=disputing.POINTING_BACK,
    adjective_of=disputing.ADJECTIVE_OF,
    says_what=disputing.SAYS_WHAT,
    bare_object=disputing.BARE_OBJECT,
)
_ENGLISH_WORDING = Wording(
    tongue="en",
    is_translated=False,
    bare=english_naming.bare,
    without_titles=english_naming.without_titles,
    proper_name=english_naming.proper_name,
    key=english_naming.key,
    are_of_two_genders=english_naming.are_of_two_genders,
    called=english_naming.called,
    nouns=english_naming.content_words,
    pronouns=english_naming.PRONOUNS,
    indefinite=english_naming.INDEFINITE,
    possessive=english_naming.POSSESSIVE,
    pointing_back=english_naming.POINTING_BACK,
    adjective_of=english_naming.ADJECTIVE_OF,
    says_what=english_naming.SAYS_WHAT,
    bare_object=english_naming.BARE_OBJECT,
)


def wording_of(language: str) -> Wording:
    """Return what a ledger asks of the language of that ISO 639 code: English, else German."""
    return _ENGLISH_WORDING if language == "en" else _GERMAN_WORDING
