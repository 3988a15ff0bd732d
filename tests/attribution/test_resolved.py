"""Found claims become claims: numbered, resolved, without boilerplate in them."""

from __future__ import annotations

from chat.article import paragraphs, sentences
from chat.attribution.found import FoundClaim, Offsets
from chat.attribution.resolved import Resolved
from chat.schema import Claim

TEXT = (
    "Ruth Klein und Jens Ohm kamen. Sie sagten, es regne.\n\nLesen Sie auch: Wetter in Kiel\n\nKlein sagte, es schneie."
)


def span(words: str) -> Offsets:
    """Return where words first stand in the text."""
    start = TEXT.index(words)
    return start, start + len(words)


def resolved(found: FoundClaim, *, together: bool = True) -> Claim:
    """Return a found claim as a claim of the text."""
    article = paragraphs.build(TEXT, max_characters=1_000)
    both = span("Ruth Klein und Jens Ohm")
    several = {TEXT[slice(*both)]: (span("Ruth Klein"), span("Jens Ohm"))} if together else {}
    return Resolved(article, sentences.split(article), [span("Ruth Klein"), both], several).claim(7, found)


def found(speaker: str | None, *content: Offsets, plural: bool | None = None) -> FoundClaim:
    """Return a claim by somebody."""
    return FoundClaim("indirect", content, span(speaker) if speaker else None, None, "says", 1, plural=plural)


def test_a_claim_has_its_number_its_sentence_and_slices_of_the_text() -> None:
    claim = resolved(found("Ruth Klein", span("es regne")))
    assert (claim.id, claim.sentences) == (7, (2,))
    assert [(piece.text, TEXT[piece.start : piece.end]) for piece in claim.content] == [("es regne", "es regne")]


def test_they_stand_for_each_of_those_who_spoke_together() -> None:
    claim = resolved(found("Sie", span("es regne"), plural=True))
    assert [(one.text, one.resolved) for one in claim.speakers] == [("Sie", "Ruth Klein"), ("Sie", "Jens Ohm")]
    assert claim.speaker == claim.speakers[0]


def test_a_short_name_stands_for_the_fuller_one_of_the_same_person() -> None:
    short = TEXT.rindex("Klein")
    claim = resolved(FoundClaim("indirect", (span("es schneie"),), (short, short + 5), None, "says", 4))
    assert claim.speaker and claim.speaker.resolved == "Ruth Klein"


def test_nobody_has_no_speakers() -> None:
    claim = resolved(found(None, span("es regne")))
    assert (claim.speaker, claim.speakers, claim.source_type) == (None, (), None)


def test_boilerplate_within_a_content_is_left_out_of_it() -> None:
    claim = resolved(found("Ruth Klein", (span("Sie sagten")[0], len(TEXT))))
    assert [piece.text for piece in claim.content] == ["Sie sagten, es regne.", "Klein sagte, es schneie."]
