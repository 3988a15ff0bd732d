"""English claims have their English from the article itself, and their ledger and disputes."""

from __future__ import annotations

from chat.attribution import ledger
from chat.attribution.reported import statement
from chat.attribution.translated.english_side import in_english
from tests.attribution.english.reading import read

TEXT = (
    "Energy Minister Maria Hale announced a review of all dams. She said the old one was safe. "
    "The engineer Tom Ott, who built it, rejected the claim. “Hale has never seen a dam,” said Mr Ott. "
    "Residents are said to be afraid."
)


def test_speakers_have_a_name_and_a_role() -> None:
    claims, _ = read(TEXT)
    english = [claim.english for claim in claims if claim.english]
    assert len(english) == len(claims)
    assert [(one.speaker, one.role) for one in english] == [
        ("Maria Hale", "Energy Minister"),
        ("Maria Hale", "Energy Minister"),
        ("Tom Ott", "engineer"),
        ("Tom Ott", "engineer"),
        (None, None),
    ]


def test_a_predicate_is_told_with_its_subject() -> None:
    claims, _ = read(TEXT)
    assert [claim.english.content for claim in claims if claim.english] == [
        "Energy Minister Maria Hale announced a review of all dams",
        "the old one was safe",
        "The engineer Tom Ott, who built it, rejected the claim",
        "“Hale has never seen a dam,”",
        "Residents are said to be afraid",
    ]


def test_the_english_stays_as_it_is() -> None:
    claims, split = read(TEXT)
    assert in_english(claims, split) == claims


def test_the_ledger_has_speakers_once_and_who_denies_whom() -> None:
    claims, split = read(TEXT)
    told = ledger.build(claims, split)
    assert [(entry.name, entry.role, entry.claims) for entry in told.entries] == [
        ("Maria Hale", "Energy Minister", (1, 2)),
        ("Tom Ott", "engineer", (3, 4)),
        ("An unnamed source", None, (5,)),
    ]
    assert [(dispute.denial, dispute.denied, dispute.shown_by) for dispute in told.disputes] == [(3, 2, ("claim",))]


def test_a_claim_is_told_with_its_speaker() -> None:
    claims, split = read(TEXT)
    told = ledger.build(claims, split)
    assert [statement(claim, told) for claim in claims[:3]] == [
        "Energy Minister Maria Hale announced a review of all dams",
        "Maria Hale says: the old one was safe",
        "The engineer Tom Ott, who built it, rejected the claim",
    ]


def test_what_kind_of_source_it_is() -> None:
    text = (
        "Maria Hale, the mayor, said it was clear. The council said it was late. A report says it is late. "
        "The Selby Gazette newspaper said it was late. One official, who asked not to be named, said it was late."
    )
    claims, _ = read(text)
    assert [claim.source_type for claim in claims] == ["person", "organisation", "document", "medium", "anonymous"]
