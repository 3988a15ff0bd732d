"""The ledger: one entry a speaker whatever they are called, and disputes only where the text shows them."""

from __future__ import annotations

import pytest

from chat.article import paragraphs, sentences
from chat.attribution import ledger
from chat.attribution.engine import find_claims
from chat.schema import Claim, Ledger


def read(text: str) -> tuple[tuple[Claim, ...], Ledger]:
    built = paragraphs.build(text, max_characters=10_000)
    split = sentences.split(built)
    claims = find_claims(built, split)
    return claims, ledger.build(claims, split)


def test_names_pronouns_and_offices_of_one_person_are_one_speaker() -> None:
    claims, by_speaker = read(
        "Der Bürgermeister Jonas Brandt sagte, dass es regne. Er betonte, dass das Fest ausfällt. "
        "Brandt kündigte an, dass es im Mai ein neues gibt."
    )
    (entry,) = by_speaker.entries
    assert entry.claims == tuple(claim.id for claim in claims) and len(claims) == 3
    assert entry.german == "Der Bürgermeister Jonas Brandt"
    assert entry.aliases == ("Brandt",)
    assert entry.stances == {"says": 2, "announces": 1}


def test_two_people_of_one_family_name_are_two_speakers() -> None:
    _, by_speaker = read("Anna Vogt sagte, dass es regne. Peter Vogt sagte, dass es schneie.")
    assert [entry.german for entry in by_speaker.entries] == ["Anna Vogt", "Peter Vogt"]


def test_cases_of_one_phrase_are_one_speaker_and_other_nouns_are_not() -> None:
    _, by_speaker = read(
        "Die russische Regierung sagte, dass es regne. Nach Angaben der russischen Regierung schneit es. "
        "Die russische Opposition sagte, dass es taut."
    )
    assert len(by_speaker.entries) == 2
    assert [len(entry.claims) for entry in by_speaker.entries] == [2, 1]


def test_unnamed_sources_are_one_entry_without_a_name() -> None:
    _, by_speaker = read("Es hieß, dass es regne. Klein sagte, dass es schneie.")
    assert [(entry.name, entry.claims) for entry in by_speaker.entries] == [
        ("An unnamed source", (1,)),
        ("Klein", (2,)),
    ]


@pytest.mark.parametrize(
    ("text", "disputed"),
    [
        (
            "Die Gewerkschaft sagte, dass der Hafen 40 Stellen streicht. Der Betreiber wies die Behauptung zurück.",
            [("Der Betreiber", "Die Gewerkschaft")],
        ),
        (
            "Anna Vogt sagte, dass die Brücke gefährlich sei. Die Stadt wies die Kritik von Vogt zurück.",
            [("Die Stadt", "Anna Vogt")],
        ),
        (
            "Die chinesische Regierung erklärte, dass sie liefert. Anna Vogt erklärte, dass es regnet. "
            "Moskau bestritt die chinesischen Vorwürfe.",
            [("Moskau", "Die chinesische Regierung")],
        ),
        (
            "Kiew erklärte, dass Russland Raketen einsetzt. Die chinesische Regierung erklärte, dass sie vermittelt. "
            "Moskau bestritt die ukrainischen Vorwürfe.",
            [],
        ),
        ("Die Gewerkschaft sagte, dass der Hafen wächst. Klein sagte, dass es regnet.", []),
        ("Der Betreiber bestritt die Vorwürfe.", []),
    ],
)
def test_disputes_are_told_where_the_text_points_back(text: str, disputed: list[tuple[str, str]]) -> None:
    _, by_speaker = read(text)
    disputes = [
        (by_speaker.entry_of(d.denial).german, by_speaker.entry_of(d.denied).german) for d in by_speaker.disputes
    ]
    assert disputes == disputed


def test_nobody_disputes_themselves() -> None:
    _, by_speaker = read("Der Betreiber sagte, dass der Hafen wächst. Der Betreiber bestritt die Behauptung.")
    assert by_speaker.disputes == ()


def test_an_entry_is_asked_for_by_claim() -> None:
    _, by_speaker = read("Anna Vogt sagte, dass es regne.")
    assert by_speaker.entry_of(1).claims == (1,)
    with pytest.raises(KeyError):
        by_speaker.entry_of(2)


def test_a_last_name_is_that_of_the_last_who_had_it() -> None:
    _, by_speaker = read(
        "Anna Vogt sagte, dass es regne. Peter Vogt sagte, dass es schneie. Vogt warnte, dass es taue."
    )
    assert [(entry.german, entry.claims) for entry in by_speaker.entries] == [
        ("Anna Vogt", (1,)),
        ("Peter Vogt", (2, 3)),
    ]


def test_two_unknown_witnesses_are_two() -> None:
    _, by_speaker = read("Ein Zeuge sagte, dass es knallte. Die Stadt prüft das. Ein Zeuge sagte, dass es brannte.")
    assert [entry.claims for entry in by_speaker.entries] == [(1,), (2,)]


def test_an_unknown_source_that_goes_on_is_one() -> None:
    _, by_speaker = read("In einem Gutachten heißt es, die Brücke sei marode. Sie müsse sofort gesperrt werden.")
    assert [len(entry.claims) for entry in by_speaker.entries] == [2]


def test_many_claims_are_all_grouped() -> None:
    pairs = [f"Anna Vogt{chr(97 + n % 26)} sagte, dass der Hafen {n} Stellen streicht." for n in range(500)]
    claims, by_speaker = read(" ".join(pairs)[:10_000])
    assert sum(len(entry.claims) for entry in by_speaker.entries) == len(claims) > 100
