"""The English of claims: out of the translation of their sentences, or, where it cannot be told there, with a doubt."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from chat.article import paragraphs, sentences
from chat.attribution.engine import find_claims
from chat.attribution.translated.english_side import NO_SPEAKER, WHOLE_SENTENCE, in_english
from chat.attribution.translated.speakers import NO_ROLE
from chat.schema import Claim, Doubt, Sentence, Speaker


def claims_of(*pairs: tuple[str, str | None], warnings: Sequence[Doubt] = ()) -> tuple[Claim, ...]:
    """Return the claims of an article with the English given for each of its sentences."""
    built = paragraphs.build(" ".join(german for german, _ in pairs), max_characters=10_000)
    split = sentences.split(built)
    assert [sentence.plain for sentence in split] == [german for german, _ in pairs]
    translated: list[Sentence] = [
        sentence.model_copy(update={"english": english, "warnings": tuple(warnings)})
        for sentence, (_, english) in zip(split, pairs, strict=True)
    ]
    return in_english(find_claims(built, translated), translated)


@pytest.mark.parametrize(
    ("german", "english", "speaker", "role", "content"),
    [
        (
            "Henrik Dahl, ein Sprecher des Hafens, sagte am Montag, dass die Brücke sicher sei.",
            "Henrik Dahl, a spokesman for the port, said on Monday that the bridge was safe.",
            "Henrik Dahl",
            "spokesman for the port",
            "the bridge was safe",
        ),
        (
            "Der ukrainische Präsident Wladimir Selenskij sprach von einer „wachsenden“ Gefahr.",
            "Ukrainian President Vladimir Zelenskyy spoke of a “growing” danger.",
            "Vladimir Zelenskyy",
            "Ukrainian President",
            "“growing”",
        ),
        (
            "Laut der Elbe-Post fuhren 14 Schiffe vorbei.",
            "According to the Elbe Post, 14 ships passed by.",
            "Elbe Post",
            None,
            "14 ships passed by",
        ),
        (
            "„Das Tor bleibt zu“, sagte die Hafenmeisterin Maren Voss.",
            "“The gate stays shut”, said harbour master Maren Voss.",
            "Maren Voss",
            "harbour master",
            "“The gate stays shut”",
        ),
        (
            "Die Polizei teilte mit, dass niemand verletzt wurde.",
            "The police reported that nobody was hurt.",
            "The police",
            None,
            "nobody was hurt",
        ),
        (
            "Die Stadt sei pleite, sagte Klein.",
            "The city was broke, Klein said.",
            "Klein",
            None,
            "The city was broke",
        ),
    ],
)
def test_speaker_role_and_words_come_from_the_translation(
    german: str, english: str, speaker: str, role: str | None, content: str
) -> None:
    claim = claims_of((german, english))[-1]
    assert claim.english is not None
    assert (claim.english.speaker, claim.english.role, claim.english.content) == (speaker, role, content)
    assert claim.english.doubts == ()


def test_two_claims_of_one_sentence_get_their_own_english() -> None:
    port, paper = claims_of(
        (
            "Der Hafen berichtete, dass zehn Schiffe ausliefen, und laut der Elbe-Post sanken zwei.",
            "The port reported that ten ships had left, and according to the Elbe Post, two sank.",
        )
    )
    assert port.english and paper.english
    assert (port.english.speaker, port.english.content) == ("The port", "ten ships had left")
    assert (paper.english.speaker, paper.english.content) == ("Elbe Post", "two sank")


def test_a_pronoun_is_the_speaker_it_stands_for() -> None:
    *_, claim = claims_of(
        ("Der Bürgermeister Jonas Brandt sagte, dass es regne.", "Mayor Jonas Brandt said that it was raining."),
        ("Er deutete an, dass das Fest ausfällt.", "He hinted that the festival will not take place."),
    )
    assert claim.english and claim.english.speaker == "Jonas Brandt"
    assert claim.english.content == "the festival will not take place"


def test_what_goes_on_in_the_konjunktiv_is_the_whole_sentence() -> None:
    *_, claim = claims_of(
        ("Klein sagte, das Dach sei undicht.", "Klein said the roof was leaking."),
        ("Man habe davon gewusst.", "They knew about it."),
    )
    assert claim.type == "free_indirect"
    assert claim.english and (claim.english.speaker, claim.english.content) == ("Klein", "They knew about it.")


def test_words_that_the_translation_lost_are_given_as_the_whole_sentence_with_a_doubt() -> None:
    _, claim = claims_of(
        ("Der Verein nannte den Plan „unausgegoren“.", "The plan was not thought through, in the club's view.")
    )
    assert claim.english and claim.english.content == "The plan was not thought through, in the club's view."
    assert WHOLE_SENTENCE in claim.english.doubts


def test_another_number_is_another_content() -> None:
    (claim,) = claims_of(
        ("Klein sagte, dass 40 Häuser leer stehen.", "Klein said that 14 houses are empty, and 40 are not.")
    )
    assert claim.english and WHOLE_SENTENCE in claim.english.doubts


def test_another_speaker_in_the_translation_is_not_taken() -> None:
    (claim,) = claims_of(
        ("Anna Vogt sagte, dass es Peter Klein gut gehe.", "Peter Klein said that Anna Vogt was fine.")
    )
    assert claim.english and claim.english.speaker != "Peter Klein"


def test_an_office_in_a_relative_clause_is_not_the_speakers() -> None:
    _, claim = claims_of(
        (
            "Laut Informationen der Agentur Yonhap, die sich auf die Regierung beruft, plant Seoul, zu helfen.",
            "According to information from the agency Yonhap, which is based on sources, Seoul plans to help.",
        )
    )
    assert claim.english and claim.english.speaker == "The agency Yonhap"
    assert NO_ROLE not in claim.english.doubts


def test_another_office_in_the_translation_is_put_right_by_the_lexicon() -> None:
    (claim,) = claims_of(
        ("Henrik Dahl, ein Sprecher des Hafens, sagte, dass es regne.", "Henrik Dahl, a minister, said it was raining.")
    )
    assert claim.english and (claim.english.speaker, claim.english.role) == ("Henrik Dahl", "spokesman of the port")


def test_another_office_in_the_translation_is_doubted_where_the_lexicon_cannot_tell() -> None:
    (claim,) = claims_of(
        (
            "Henrik Dahl, ein Sprecher des Schnurzels, sagte, dass es regne.",
            "Henrik Dahl, a minister, said that it was raining.",
        )
    )
    assert claim.english and (claim.english.speaker, claim.english.role) == ("Henrik Dahl", None)
    assert NO_ROLE in claim.english.doubts


def test_doubts_about_the_translation_are_told_with_the_claim() -> None:
    (claim,) = claims_of(
        ("Klein sagte, dass es regne.", "Klein said that it was raining."),
        warnings=[Doubt(kind="number", message="Lost.")],
    )
    assert claim.english and claim.english.doubts == ("Lost.",)


def test_without_translation_there_is_no_english() -> None:
    (claim,) = claims_of(("Klein sagte, dass es regne.", None))
    assert claim.english is None


def test_a_speaker_whom_the_sentence_lost_is_translated_alone_once_for_all() -> None:
    built = paragraphs.build(
        "Die Schnurzelei sagte, dass es brenne. Die Schnurzelei sagte, dass es gefährlich sei.", max_characters=1000
    )
    english = ["It was said that there was a fire.", "It was said that it was dangerous."]
    translated = [s.model_copy(update={"english": e}) for s, e in zip(sentences.split(built), english, strict=True)]
    asked: list[list[str]] = []

    def translate(phrases: Sequence[str]) -> list[str | None]:
        asked.append(list(phrases))
        return ["The frizz office."]

    found = in_english(find_claims(built, translated), translated, translate=translate)
    assert asked == [["Die Schnurzelei"]]
    assert [claim.english.speaker for claim in found if claim.english] == ["The frizz office"] * 2
    without = in_english(find_claims(built, translated), translated)
    assert all(claim.english and NO_SPEAKER in claim.english.doubts for claim in without)


def test_a_speaker_whom_the_sentence_lost_is_named_by_the_lexicon() -> None:
    def refuse(phrases: Sequence[str]) -> list[str | None]:
        raise AssertionError(phrases)

    built = paragraphs.build("Die Feuerwehr sagte, dass es brenne.", max_characters=1000)
    (only,) = sentences.split(built)
    translated = [only.model_copy(update={"english": "It was said that there was a fire."})]
    (claim,) = in_english(find_claims(built, translated), translated, translate=refuse)
    assert claim.english and claim.english.speaker == "The fire brigade"
    assert NO_SPEAKER not in claim.english.doubts


def test_a_term_of_the_reader_goes_before_the_lexicon() -> None:
    built = paragraphs.build("Die Stadtwerke sagten, dass es brenne.", max_characters=1000)
    (only,) = sentences.split(built)
    translated = [only.model_copy(update={"english": "It was said that there was a fire."})]
    found = in_english(find_claims(built, translated), translated, glossary={"Stadtwerke": "city utilities"})
    assert [claim.english.speaker for claim in found if claim.english] == ["The city utilities"]


def test_what_was_not_said_is_told_with_its_sentence() -> None:
    (claim,) = claims_of(
        ("Klein sagte nicht, dass die Brücke sicher ist.", "Klein did not say that the bridge is safe.")
    )
    assert claim.negated
    assert claim.english and claim.english.content == "Klein did not say that the bridge is safe."


def test_what_is_doubted_is_told_with_its_sentence() -> None:
    (claim,) = claims_of(("Dahl bezweifelt, dass die Brücke hält.", "Dahl doubts that the bridge will hold."))
    assert claim.english and claim.english.content == "Dahl doubts that the bridge will hold."


def test_a_claim_about_a_claim_does_not_lose_the_inner_one() -> None:
    claims = claims_of(
        (
            "Klein sagte, die Polizei habe dementiert, dass es Tote gab.",
            "Klein said the police had denied that there were deaths.",
        )
    )
    contents = [
        claim.english.content for claim in claims if claim.english and claim.speaker and claim.speaker.text == "Klein"
    ]
    assert contents and all("denied" in content for content in contents)


def test_two_who_speak_together_stay_two() -> None:
    (claim,) = claims_of(("Voss und Klein sagten, der Hafen wachse.", "Voss and Klein said that the port was growing."))
    assert claim.english and [speaker and speaker.name for speaker in claim.english.speakers] == ["Voss", "Klein"]


def test_a_place_is_no_name_of_those_who_live_there() -> None:
    (claim,) = claims_of(("Experten der Uni Kiel warnen vor Algen.", "Experts from Kiel University warn of algae."))
    assert claim.english and claim.english.speaker == "Experts from Kiel University"


def two_speakers(german: str, english: str) -> Claim:
    """Return the claim of an article of one sentence, said by the first two names of it together."""
    built = paragraphs.build(german, max_characters=10_000)
    split = [sentence.model_copy(update={"english": english}) for sentence in sentences.split(built)]
    (found,) = find_claims(built, split)
    first, second = german.partition(" und ")[0], german.partition(" und ")[2].partition(" sagten")[0]
    at = german.index(second)
    speakers = (
        Speaker(text=first, start=0, end=len(first)),
        Speaker(text=second, start=at, end=at + len(second)),
    )
    (claim,) = in_english([found.model_copy(update={"speaker": speakers[0], "speakers": speakers})], split)
    return claim


@pytest.mark.parametrize(
    ("german", "english", "names", "doubts"),
    [
        (
            "Die Ministerin Ruth Klein und der Unternehmer Jan Dahl sagten, dass es regnet.",
            "Minister Ruth Klein and the businessman Jan Dahl said that it is raining.",
            [("Ruth Klein", "Minister"), ("Jan Dahl", "businessman")],
            (),
        ),
        (
            "Die Polizei und die Feuerwehr sagten, dass es regnet.",
            "The police and the fire brigade said that it is raining.",
            [("The police", None), ("The fire brigade", None)],
            (),
        ),
        (
            "Ruth Klein und die Schnurzelei sagten, dass es regnet.",
            "Ruth Klein said that it is raining.",
            [("Ruth Klein", None), (None, None)],
            (NO_SPEAKER,),
        ),
    ],
)
def test_each_of_several_speakers_has_their_own_english(
    german: str, english: str, names: list[tuple[str | None, str | None]], doubts: tuple[str, ...]
) -> None:
    side = two_speakers(german, english).english
    assert side is not None and side.doubts == doubts
    assert [(name.name, name.role) for name in side.speakers] == names
    assert (side.speaker, side.role) == names[0]
