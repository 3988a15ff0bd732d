"""What is reported reads as reported: who is put before it, and which sentences show who that is."""

from __future__ import annotations

import pytest

from chat.article import paragraphs, sentences
from chat.attribution import ledger
from chat.attribution.engine import find_claims
from chat.attribution.reported import proof_of_speakers, statement, with_speaker
from chat.schema import Claim, EnglishClaim, Ledger, Sentence
from tests.attribution.joint import claim
from tests.builders import sentence


def read(german: str, *sides: EnglishClaim) -> tuple[list[Sentence], tuple[Claim, ...], Ledger]:
    """Return the sentences, claims and ledger of a German text whose claims have these English sides."""
    built = paragraphs.build(german, max_characters=10_000)
    split = sentences.split(built)
    found = find_claims(built, split)
    claims = tuple(claim.model_copy(update={"english": side}) for claim, side in zip(found, sides, strict=True))
    return list(split), claims, ledger.build(claims, split)


SAFE = EnglishClaim(speaker="Anna Vogt", content="the bridge is safe")
DENIED = EnglishClaim(speaker="Jan Dahl", content="having taken money, Dahl took money")


def test_a_statement_names_its_speaker() -> None:
    _, (claim,), by_speaker = read("Anna Vogt sagte, dass die Brücke sicher ist.", SAFE)
    assert statement(claim, by_speaker) == "Anna Vogt says: the bridge is safe"


@pytest.mark.parametrize(
    ("english", "expected"),
    [
        ("Dahl took money.", None),
        ("Dahl denied having taken money.", "Dahl denied having taken money."),
        ("It rained.", "It rained."),
    ],
)
def test_what_is_denied_is_not_told_as_a_fact(english: str, expected: str | None) -> None:
    cited, claims, by_speaker = read("Der Kassierer Jan Dahl bestritt, Geld genommen zu haben.", DENIED)
    assert with_speaker(english, cited, claims, by_speaker) == expected


@pytest.mark.parametrize(
    ("english", "expected"),
    [
        ("Yes, the bridge is safe.", "According to Anna Vogt, the bridge is safe."),
        ("Therefore, the bridge is safe.", "According to Anna Vogt, therefore, the bridge is safe."),
        ("Bridges are safe, says Anna Vogt.", "Bridges are safe, says Anna Vogt."),
    ],
)
def test_a_claim_told_without_its_speaker_gets_them(english: str, expected: str) -> None:
    cited, claims, by_speaker = read("Anna Vogt sagte, dass die Brücke sicher ist.", SAFE)
    assert with_speaker(english, cited, claims, by_speaker) == expected


def test_a_name_keeps_its_capital_and_a_noun_does_not() -> None:
    side = EnglishClaim(speaker="Living Uyghurs", content="China overstates the danger")
    cited, claims, by_speaker = read("Im Ausland lebende Uiguren sagten, dass China die Gefahr übertreibt.", side)
    assert (
        with_speaker("China overstates the danger.", cited, claims, by_speaker)
        == "According to living Uyghurs, China overstates the danger."
    )
    assert (
        with_speaker("Danger is what China overstates.", cited, claims, by_speaker)
        == "According to living Uyghurs, danger is what China overstates."
    )


def test_a_speaker_without_an_english_name_is_quoted_in_german() -> None:
    cited, claims, by_speaker = read(
        "Die Schnurzelei sagte, dass die Brücke sicher ist.", EnglishClaim(speaker=None, content="the bridge is safe")
    )
    assert (
        with_speaker("The bridge is safe.", cited, claims, by_speaker)
        == "According to “Die Schnurzelei”, the bridge is safe."
    )


@pytest.mark.parametrize("english", ["The bridge is safe.", "Reportedly, the bridge is safe."])
def test_what_nobody_is_named_for_is_reported(english: str) -> None:
    cited, claims, by_speaker = read(
        "Die Brücke sei sicher, hieß es.", EnglishClaim(speaker=None, content="the bridge is safe")
    )
    assert with_speaker(english, cited, claims, by_speaker) == "Reportedly, the bridge is safe."


def test_of_two_speakers_both_are_named_or_nothing_is_told() -> None:
    cited, claims, by_speaker = read(
        "Anna Vogt sagte, dass die Brücke sicher ist. Jan Dahl sagte, dass die Fähre teuer bleibt.",
        SAFE,
        EnglishClaim(speaker="Jan Dahl", content="the ferry remains expensive"),
    )
    half = "Anna Vogt says the bridge is safe, while the ferry remains expensive."
    assert with_speaker(half, cited, claims, by_speaker) is None
    assert with_speaker(half.replace("the ferry", "Jan Dahl says the ferry"), cited, claims, by_speaker) is not None


def test_a_claim_within_a_longer_sentence_is_not_stretched_over_all_of_it() -> None:
    cited, claims, by_speaker = read(
        "Anna Vogt sagte, dass die Brücke sicher ist. Die Feuerwehr rückte am Dienstagabend mit vierzig Leuten aus.",
        SAFE,
    )
    longer = (
        "Forty firefighters turned out on Tuesday evening with engines, boats and ladders, and the bridge is safe now."
    )
    long_claim = tuple(
        claim.model_copy(update={"english": EnglishClaim(speaker="Anna Vogt", content="the old bridge is safe now")})
        for claim in claims
    )
    assert with_speaker(longer, cited, long_claim, by_speaker) is None


def test_a_pronoun_is_proved_by_the_sentence_with_the_name() -> None:
    split, claims, by_speaker = read("Anna Vogt kam an. Sie sagte, dass die Brücke sicher ist.", SAFE)
    expected = "Anna Vogt says that the bridge is safe."
    assert proof_of_speakers(expected, split[1:], claims, by_speaker, split) == [split[0]]
    assert proof_of_speakers(expected, split, claims, by_speaker, split) == []
    assert proof_of_speakers("The bridge is safe.", split[1:], claims, by_speaker, split) == []


def test_a_sentence_that_tells_no_claim_needs_nobody() -> None:
    fact = sentence(1, "Es regnet.", "It rains.")
    assert with_speaker("It rains.", [fact], (), Ledger(entries=())) == "It rains."


def test_what_is_all_claim_is_told_as_one_in_any_words() -> None:
    side = EnglishClaim(speaker="Anna Vogt", content="The bridge is safe. The same applies to the ferry.")
    split, claims, by_speaker = read(
        "Anna Vogt sagte, die Brücke sei sicher. Das gleiche gelte für die Fähre.", side, side
    )
    english = [
        s.model_copy(update={"english": e})
        for s, e in zip(split, ["Safe.", "The same applies to the ferry."], strict=True)
    ]
    worded = with_speaker("Ferry passengers face forty open questions.", english[1:], claims, by_speaker)
    assert worded == "According to Anna Vogt, ferry passengers face forty open questions."


@pytest.mark.parametrize(
    ("english", "expected"),
    [
        ("According to her, the bridge is safe.", "According to Anna Vogt, the bridge is safe."),
        ("She said that the bridge is safe.", "Anna Vogt said that the bridge is safe."),
    ],
)
def test_a_pronoun_that_speaks_gets_its_name(english: str, expected: str) -> None:
    cited, claims, by_speaker = read("Anna Vogt sagte, dass die Brücke sicher ist.", SAFE)
    assert with_speaker(english, cited, claims, by_speaker) == expected


TOGETHER = claim(1, ["Anna Vogt", "Jan Dahl"], "es regnet", english="it rains")
LARGE = claim(2, ["Anna Vogt", "Jan Dahl", "Voss"], "Diebstahl", english="theft", stance="denies")
QUOTED = claim(3, ["Anna Vogt", "Jan Dahl"], "„Nein“", english="“No”", stance="denies", type="direct")
SILENT = claim(4, ["Voss"], "wollte sich nicht äußern", stance="declines", type="reported")
SILENT_IN_ENGLISH = claim(5, ["Voss"], "-", english="Voss declined to comment", stance="declines", type="reported")
OUTER = claim(6, ["Die Zeitung"], "Voss sage, es regne", english="Voss says it rains", holds=(7,))
INNER = claim(7, ["Voss"], "es regne", english="it rains")
RUMOUR = claim(8, [], "es heiße, Voss sage …", english="it is said that Voss says …", holds=(7,))
DENYING = claim(9, ["Jan Dahl"], "Voss habe das gesagt", english="that Voss said so", stance="denies", holds=(7,))
OWN = claim(10, ["Voss"], "er habe gesagt, es regne", english="he said it rains", holds=(7,))
ALL = [TOGETHER, LARGE, QUOTED, SILENT, SILENT_IN_ENGLISH, OUTER, INNER, RUMOUR, DENYING, OWN]


@pytest.mark.parametrize(
    ("told", "within", "expected"),
    [
        (TOGETHER, (), "Anna Vogt and Jan Dahl say: it rains"),
        (LARGE, (), "Anna Vogt, Jan Dahl and Voss deny: theft"),
        (QUOTED, (), "Anna Vogt and Jan Dahl deny it: “No”"),
        (SILENT, (), "Voss declines to speak: wollte sich nicht äußern"),
        (SILENT_IN_ENGLISH, (), "Voss declined to comment"),
        (INNER, (OUTER,), "According to Die Zeitung, Voss says: it rains"),
        (INNER, (RUMOUR,), "Reportedly, Voss says: it rains"),
        (
            INNER,
            (TOGETHER, OUTER),
            "According to Anna Vogt and Jan Dahl, according to Die Zeitung, Voss says: it rains",
        ),
        (INNER, (DENYING,), "Jan Dahl denies: that Voss said so"),
        (INNER, (OUTER, DENYING), "According to Die Zeitung, Jan Dahl denies: that Voss said so"),
        (INNER, (OWN,), "Voss says: it rains"),
    ],
)
def test_a_statement_names_all_who_say_it_and_who_reports_it(
    told: Claim, within: tuple[Claim, ...], expected: str
) -> None:
    assert statement(told, ledger.build(ALL, []), within=within) == expected


@pytest.mark.parametrize(
    ("english", "expected"),
    [
        ("The bridge is safe.", "According to Anna Vogt and Jan Dahl, the bridge is safe."),
        ("Anna Vogt and Jan Dahl say the bridge is safe.", "Anna Vogt and Jan Dahl say the bridge is safe."),
        ("Anna Vogt says the bridge is safe.", None),
    ],
)
def test_what_several_say_gets_all_of_them(english: str, expected: str | None) -> None:
    told = claim(1, ["Anna Vogt", "Jan Dahl"], "die Brücke ist sicher", english="the bridge is safe")
    german = "Anna Vogt und Jan Dahl sagen, dass die Brücke sicher ist."
    cited = [sentence(1, german, "Anna Vogt and Jan Dahl say that the bridge is safe.")]
    assert with_speaker(english, cited, [told], ledger.build([told], cited)) == expected
