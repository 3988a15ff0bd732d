"""Who claims what: claims with their speakers, cues and contents, and the ledger that has them by speaker."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from pydantic import Field, model_validator

from chat.lang.characters import one_line
from chat.schema.base import Frozen, Span

ClaimType = Literal["direct", "indirect", "reported", "free_indirect"]
Stance = Literal["says", "denies", "confirms", "demands", "warns", "announces", "assumes", "declines"]
SourceType = Literal["person", "office", "organisation", "document", "medium", "anonymous"]
FoundIn = Literal["text", "translation"]


class Speaker(Frozen):
    """Who a claim is from, as written at `start`–`end`; `resolved` is the full name behind a pronoun or short form.

    Of a claim that was found in the translation, `text` and `resolved` are English, and there is no place.
    """

    text: str
    start: int | None
    end: int | None
    role: str | None = None
    resolved: str | None = None

    @property
    def place(self) -> tuple[int, int] | None:
        """Where the phrase stands in the text as given, None where it stands in the translation alone."""
        return None if self.start is None or self.end is None else (self.start, self.end)

    def starts_within(self, start: int, end: int) -> bool:
        """Return whether the phrase begins in a stretch of the text."""
        return self.start is not None and start <= self.start < end


class Cue(Frozen):
    """The word that tells that something is reported ("sagte"), and its lemma."""

    text: str
    start: int
    end: int
    lemma: str


class EnglishName(Frozen):
    """What the English calls a speaker; `name` is None where it does not name them."""

    name: str | None
    role: str | None = None


class EnglishClaim(Frozen):
    """The English side of a claim, taken from the translation of its sentences.

    `speakers` are the names of all its speakers in their order; `speaker` and `role` are those of the first. `doubts`
    tell the reader where to look at the German: what the translation lost, or could not be told apart in it.
    """

    speaker: str | None
    role: str | None = None
    speakers: tuple[EnglishName, ...] = ()
    content: str
    doubts: tuple[str, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _spoken_by_one(cls, fields: Any) -> Any:
        """Name the one speaker among `speakers` too, where no others are given."""
        if isinstance(fields, Mapping) and fields.get("speaker") and not fields.get("speakers"):
            return {**fields, "speakers": ({"name": fields["speaker"], "role": fields.get("role")},)}
        return fields


class Claim(Frozen):
    """Something somebody is reported to have said, written or thought. `speaker` None: an unnamed source.

    `speakers` are all who say it, where several speak together ("A und B"); `speaker` is the first of them.
    `negated`: the cue is denied ("sagte nicht, dass"), so that the content alone would tell the opposite. The stance
    "declines" tells that somebody will not speak, and `content` then is the report of that.

    `addressee` is to whom it is said, `occasion` when or where ("im ZDF", "am Rande des Gipfels"), `knows_by` how the
    source is said to know ("das der Agentur vorliegt"); each is None where the article does not tell. `source_type` is
    what kind of source the speaker is, None where that cannot be told. `holds` are the ids of the claims that this one
    reports in its content ("X sagte, Y habe behauptet, …").

    `found_in` says what it was found in: the text as given, or its translation, where no grammar of the text's language
    is known. Then `content` are the sentences of the text whose English tells it, whole, and what stands only in the
    English has no place in the text: `speaker` has none, `cue`, `addressee`, `occasion` and `knows_by` are None.
    """

    id: int
    type: ClaimType
    speaker: Speaker | None
    speakers: tuple[Speaker, ...] = ()
    addressee: Span | None = None
    occasion: Span | None = None
    source_type: SourceType | None = None
    knows_by: Span | None = None
    cue: Cue | None
    content: tuple[Span, ...]
    stance: Stance = "says"
    hedged: bool = False
    negated: bool = False
    holds: tuple[int, ...] = ()
    sentences: tuple[int, ...]
    english: EnglishClaim | None = None
    found_in: FoundIn = "text"

    @model_validator(mode="before")
    @classmethod
    def _spoken_by_one(cls, fields: Any) -> Any:
        """Name the one speaker among `speakers` too, where no others are given."""
        if isinstance(fields, Mapping) and fields.get("speaker") and not fields.get("speakers"):
            return {**fields, "speakers": (fields["speaker"],)}
        return fields

    @property
    def told(self) -> str:
        """What is claimed, on one line, in the language in which it was found."""
        if self.found_in == "translation" and self.english:
            return self.english.content
        return one_line(" … ".join(span.text for span in self.content))


class LedgerEntry(Frozen):
    """What one speaker claims: `claims` are ids in the order of the article, `sentences` those that tell them.

    An unnamed source has no `german`. `english` is None where no translation names the speaker; `aliases` are the
    other German phrases for them, pronouns left out.
    """

    german: str | None
    english: str | None = None
    role: str | None = None
    aliases: tuple[str, ...] = ()
    claims: tuple[int, ...]
    sentences: tuple[int, ...]
    stances: dict[Stance, int]
    hedged: int

    @property
    def name(self) -> str:
        """The name to show: English where there is one, else the German."""
        return self.english or self.german or "An unnamed source"


class Dispute(Frozen):
    """That one claim denies another; both are ids. `shown_by` are the German words that point from one to the other.

    `sentences` are the ids of those that tell either.
    """

    denial: int
    denied: int
    sentences: tuple[int, ...]
    shown_by: tuple[str, ...]


class Ledger(Frozen):
    """Who claimed what, by speaker in the order in which they first speak, and who disputes whom.

    What several say together is in the entry of each. `speaking` has the places of those entries by the claim's id, in
    the order in which the claim names its speakers.
    """

    entries: tuple[LedgerEntry, ...]
    disputes: tuple[Dispute, ...] = ()
    speaking: dict[int, tuple[int, ...]] = Field(default_factory=dict)

    def places_of(self, claim: int) -> tuple[int, ...]:
        """Return the places, from 0, of the entries that have the claim of that id, the first speaker's first.

        Raises:
            KeyError: there is none.
        """
        having = (place for place, entry in enumerate(self.entries) if claim in entry.claims)
        places = self.speaking.get(claim) or tuple(having)
        if not places:
            raise KeyError(claim)
        return places

    def entries_of(self, claim: int) -> tuple[LedgerEntry, ...]:
        """Return the entries that have the claim of that id, the first speaker's first.

        Raises:
            KeyError: there is none.
        """
        return tuple(self.entries[place] for place in self.places_of(claim))
