"""The ledger: one entry a speaker whatever they are called, and disputes only where the text shows them."""

from __future__ import annotations

import pytest

from chat.article import paragraphs, sentences
from chat.attribution import ledger
from chat.attribution.engine import find_claims
from chat.schema import Claim, Ledger, Stance
from tests.attribution.joint import claim
from tests.builders import sentence


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


def test_a_man_and_a_woman_of_one_family_name_are_two_speakers() -> None:
    _, by_speaker = read("Stadträtin Vogt sagte, dass es regne. Oberbürgermeister Vogt sagte, dass es schneie.")
    assert [entry.german for entry in by_speaker.entries] == ["Stadträtin Vogt", "Oberbürgermeister Vogt"]


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
        tuple(by_speaker.entries_of(number)[0].german for number in (d.denial, d.denied)) for d in by_speaker.disputes
    ]
    assert disputes == disputed


def test_nobody_disputes_themselves() -> None:
    _, by_speaker = read("Der Betreiber sagte, dass der Hafen wächst. Der Betreiber bestritt die Behauptung.")
    assert by_speaker.disputes == ()


def test_an_entry_is_asked_for_by_claim() -> None:
    _, by_speaker = read("Anna Vogt sagte, dass es regne.")
    assert by_speaker.entries_of(1)[0].claims == (1,)
    with pytest.raises(KeyError):
        by_speaker.entries_of(2)


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


def test_each_of_several_speakers_has_the_claim_and_it_counts_once() -> None:
    claims = [
        claim(1, ["Voss"], "es regnet", english="it rains"),
        claim(2, ["Klein", "Voss"], "es schneit", english="it snows", stance="warns"),
    ]
    by_speaker = ledger.build(claims, [])
    assert [(entry.german, entry.claims) for entry in by_speaker.entries] == [("Voss", (1, 2)), ("Klein", (2,))]
    assert [(entry.english, entry.role) for entry in by_speaker.entries] == [("Voss", "minister"), ("Klein", None)]
    assert [entry.stances for entry in by_speaker.entries] == [{"says": 1, "warns": 1}, {"warns": 1}]
    assert by_speaker.entries_of(2)[0].german == "Klein"
    assert [entry.german for entry in by_speaker.entries_of(2)] == ["Klein", "Voss"]
    assert by_speaker.places_of(2) == (1, 0)


def test_two_phrases_for_one_person_are_one_entry_of_a_claim() -> None:
    by_speaker = ledger.build([claim(1, ["Anna Vogt", "Vogt"], "es regnet")], [])
    (entry,) = by_speaker.entries
    assert entry.claims == (1,) and entry.stances == {"says": 1}
    assert by_speaker.entries_of(1) == (entry,)


def test_an_unknown_claim_has_no_entry() -> None:
    by_speaker = ledger.build([claim(1, ["Vogt"], "es regnet")], [])
    for look_up in (by_speaker.entries_of, by_speaker.places_of):
        with pytest.raises(KeyError):
            look_up(2)


def test_a_ledger_comes_back_from_json() -> None:
    by_speaker = ledger.build([claim(1, ["Klein", "Voss"], "es regnet")], [])
    assert Ledger.model_validate_json(by_speaker.model_dump_json()) == by_speaker


SAID = "der Betreiber im Hafen vierzig Stellen streicht"
DENIED = "Der Betreiber wies Kleins Vorwurf zurück."


@pytest.mark.parametrize(
    ("sayers", "stance", "deniers", "denial", "disputes"),
    [
        (["Klein", "Voss"], "says", ["Der Betreiber"], "denies", [(2, 1)]),
        (["Klein"], "says", ["Der Betreiber", "Die Stadt"], "denies", [(2, 1)]),
        (["Klein", "Voss"], "says", ["Der Betreiber", "Voss"], "denies", []),  # Voss says it too
        (["Klein"], "declines", ["Der Betreiber"], "denies", []),
        (["Klein"], "says", ["Der Betreiber"], "declines", []),
    ],
)
def test_a_dispute_is_between_others(
    sayers: list[str], stance: Stance, deniers: list[str], denial: Stance, disputes: list[tuple[int, int]]
) -> None:
    claims = [claim(1, sayers, SAID, stance=stance), claim(2, deniers, DENIED, stance=denial, type="reported")]
    by_speaker = ledger.build(claims, [sentence(1, f"Klein sagte, dass {SAID}."), sentence(2, DENIED)])
    assert [(dispute.denial, dispute.denied) for dispute in by_speaker.disputes] == disputes


def test_a_denial_and_its_words_alone_are_one_dispute() -> None:
    text = "Der Verband sagte, die Bahn habe gelogen. Die Bahn wies diesen Vorwurf als „frei erfunden“ zurück."
    claims, by_speaker = read(text)
    assert [claim.stance for claim in claims].count("denies") == 2
    assert len(by_speaker.disputes) == 1
