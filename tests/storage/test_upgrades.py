"""The forms of readings: each becomes that of today, and what is of no form is left for the schema to refuse."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from chat.schema import READING_VERSION, Reading
from chat.storage import upgrades

FIRST: dict[str, Any] = {
    "sentences": [
        {"id": 1, "german": "Ein Streit", "warnings": []},
        {"id": 2, "german": "Er kostet 3 Euro.", "warnings": [{"kind": "number"}, {"kind": "reported"}]},
    ]
}


def test_each_version_has_a_step_to_the_next() -> None:
    assert len(upgrades.STEPS) == READING_VERSION - 1


def test_a_sentence_of_the_first_version_has_its_text_by_both_names() -> None:
    changed = upgrades.upgraded(FIRST)
    assert changed["version"] == READING_VERSION
    assert [(sentence["text"], sentence["german"]) for sentence in changed["sentences"]] == [
        ("Ein Streit", "Ein Streit"),
        ("Er kostet 3 Euro.", "Er kostet 3 Euro."),
    ]


@pytest.mark.parametrize("kind", ["original", "quotation", "reported"])
def test_a_doubt_of_the_first_version_about_the_wording_says_so(kind: str) -> None:
    kept = {"sentences": [{"german": "Ja.", "warnings": [{"kind": kind}, {"kind": "number"}]}]}
    (sentence,) = upgrades.upgraded(kept)["sentences"]
    assert [doubt["wording"] for doubt in sentence["warnings"]] == [True, False]


def test_what_is_given_is_not_changed() -> None:
    before = copy.deepcopy(FIRST)
    upgrades.upgraded(FIRST)
    assert before == FIRST


def test_a_reading_of_today_is_left_as_it_is(reading: Reading) -> None:
    kept = reading.model_dump(mode="json")
    assert upgrades.version_of(kept) == READING_VERSION and upgrades.upgraded(kept) == kept


def test_a_reading_of_a_newer_form_is_left_as_it_is() -> None:
    kept = {"version": READING_VERSION + 1, "sentences": [{"german": "Ja."}]}
    assert upgrades.upgraded(kept) == kept


@pytest.mark.parametrize("sentences", [None, 3, "Ja.", [None, "Ja.", ["Ja."]], [{}], [{"warnings": 1}]])
def test_what_has_not_the_form_that_is_expected_is_left_as_it_is(sentences: object) -> None:
    of_today = {"layer": "told", "version": READING_VERSION}
    assert upgrades.upgraded({"sentences": sentences}) == {"sentences": sentences, **of_today}
    assert upgrades.upgraded({}) == of_today


@pytest.mark.parametrize("version", [0, -1, "2", 2.0, True, None, [2]])
def test_what_is_no_version_is_refused(version: object) -> None:
    with pytest.raises(ValueError, match="no version"):
        upgrades.upgraded({"version": version})


SPEAKER = {"text": "Voss", "start": 0, "end": 4}
NAME = {"name": "Voss", "role": "minister"}


@pytest.mark.parametrize(
    ("claim", "speakers", "english"),
    [
        ({"speaker": SPEAKER, "english": None}, [SPEAKER], None),
        ({"speaker": None}, [], None),
        (
            {"speaker": SPEAKER, "english": {"speaker": "Voss", "role": "minister", "content": "yes"}},
            [SPEAKER],
            {"speaker": "Voss", "role": "minister", "content": "yes", "speakers": [NAME]},
        ),
        ({"speaker": None, "english": {"speaker": None, "content": "yes"}}, [],
         {"speaker": None, "content": "yes", "speakers": []}),
        ({"speaker": SPEAKER, "speakers": [SPEAKER, SPEAKER]}, [SPEAKER, SPEAKER], None),
    ],
)  # fmt: skip
def test_a_claim_of_the_second_version_has_its_speaker_among_its_speakers(
    claim: dict[str, Any], speakers: list[Any], english: dict[str, Any] | None
) -> None:
    (changed,) = upgrades.upgraded({"version": 2, "claims": [claim]})["claims"]
    assert changed["speakers"] == speakers and changed.get("english") == english


@pytest.mark.parametrize("claims", [None, 3, "Ja.", [None, "Ja."], [{"english": "Ja."}]])
def test_claims_that_are_none_are_left_as_they_are(claims: object) -> None:
    changed = upgrades.upgraded({"version": 2, "claims": claims})
    assert changed["version"] == READING_VERSION
    if not isinstance(claims, list) or not isinstance(claims[0], dict):
        assert changed["claims"] == claims


def test_a_claim_that_is_brought_up_to_date_is_valid(reading: Reading) -> None:
    kept = reading.model_dump(mode="json") | {"version": 2}
    added = ("speakers", "addressee", "occasion", "source_type", "knows_by", "holds")
    for claim in kept["claims"]:
        for name in added:
            del claim[name]
        if claim["english"]:
            del claim["english"]["speakers"]
    found = Reading.model_validate(upgrades.upgraded(kept))
    for now, before in zip(found.claims, reading.claims, strict=True):
        assert now.speakers == before.speakers and now.english == before.english
        assert now.source_type is None and now.holds == ()
