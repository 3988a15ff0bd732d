"""Which English frame renders which German cue."""

from __future__ import annotations

from chat.article import paragraphs, sentences
from chat.attribution.engine import find_claims
from chat.attribution.translated.alignment import aligned_frames, stands_for


def speakers_of(german: str, english: str) -> list[tuple[str, str | None]]:
    """Return the German speaker of each claim of a sentence, and the English one of its frame, None for no frame."""
    built = paragraphs.build(german, max_characters=1_000)
    translated = [sentence.model_copy(update={"english": english}) for sentence in sentences.split(built)]
    claims = find_claims(built, translated)
    aligned = aligned_frames(claims, translated)
    return [
        (claim.speaker.text if claim.speaker else "", aligned[claim.id].speaker if claim.id in aligned else None)
        for claim in claims
    ]


def test_each_cue_gets_the_frame_of_its_speaker() -> None:
    german = "Klein sagte, dass es regne, und laut Dahl schneit es."
    assert speakers_of(german, "Klein said that it was raining, and according to Dahl, it is snowing.") == [
        ("Klein", "Klein"),
        ("Dahl", "Dahl"),
    ]


def test_names_count_for_more_than_the_order() -> None:
    german = "Klein sagte, dass es regne, und laut Dahl schneit es."
    assert speakers_of(german, "According to Dahl, it is snowing, and Klein said that it was raining.") == [
        ("Klein", "Klein"),
        ("Dahl", "Dahl"),
    ]


def test_a_frame_with_the_name_of_another_is_not_taken() -> None:
    german = "Anna Vogt sagte, dass es Peter Klein gut gehe."
    assert speakers_of(german, "Peter Klein said that Anna Vogt was fine.") == [("Anna Vogt", None)]


def test_a_pronoun_is_that_of_its_german_one() -> None:
    assert speakers_of("Sie sagte, dass es regne.", "She said that it was raining.") == [("Sie", "She")]
    assert stands_for("Sie") == ["she", "they", "it"]
    assert stands_for("Klein") is None


def test_without_english_no_frame_is_aligned() -> None:
    built = paragraphs.build("Klein sagte, dass es regne.", max_characters=1_000)
    split = sentences.split(built)
    assert aligned_frames(find_claims(built, split), split) == {}
