"""Datelines and marks of tickers belong to nobody's words, and what looks like them does."""

from __future__ import annotations

import pytest

from tests.attribution.generated import Case, Said, assert_right, claims_of

DATELINES = [
    "BERLIN (dpa) - ",
    "Berlin (dpa) – ",
    "BERLIN/KIEL (dpa/lno) - ",
    "Bad Homburg (epd). ",
    "Berlin, 3. Mai (epd) – ",
    "Wien, 12. Jänner 2026 (APA) – ",
    "Frankfurt am Main (AFP) — ",
    "(dpa) ",
    "(afp/rtr) – ",
    "KIEL – ",
    "Kiel, 4. Juni – ",
    "+++ 12.30 Uhr +++ ",
    "+++ 12:30 +++ ",
    "12.15 Uhr: ",
    "+++ 07.48 Uhr: ",
    "+++ 12:30 Uhr: ",
    "[18:04] ",
    "Dienstag, 18:04 Uhr: ",
    "(18.04 Uhr) ",
    "9.05 Uhr – ",
    "+++ ",
    "Zug (kta) ",
    "Aarau (mzt) – ",
    "[12:30] ",
    "[12.30 Uhr] ",
]
SENTENCES = [
    ("Ruth Klein sagte, der Hafen bleibe zu.", "Ruth Klein", "der Hafen bleibe zu"),
    ("Die Feuerwehr teilte mit, dass das Feuer aus ist.", "Die Feuerwehr", "dass das Feuer aus ist"),
    ("Der Hafen bleibt zu, sagte Bürgermeister Jan Sommer.", "Bürgermeister Jan Sommer", "Der Hafen bleibt zu"),
    ("„Wir gehen heute nicht mehr hinaus“, sagte Tim Abt.", "Tim Abt", "„Wir gehen heute nicht mehr hinaus“"),
    ("Nach Angaben der Polizei ist die Straße frei.", "der Polizei", "ist die Straße frei"),
    ("Laut Umweltamt steigt das Wasser.", "Umweltamt", "steigt das Wasser"),
]


def test_no_dateline_is_part_of_a_claim() -> None:
    cases = [
        Case(f"{dateline}{sentence}{end}", (Said((speaker,), content),))
        for place, dateline in enumerate(DATELINES)
        for sentence, speaker, content in SENTENCES
        for end in (("", " +++") if dateline.startswith("+++") else ("",))
    ]
    assert_right(cases)
    for case in cases:
        for claim in claims_of(case.text):
            told = [*claim.content, *claim.speakers]
            assert not any(mark in span.text for span in told for mark in ("+++", "dpa", "Uhr", "epd"))


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Die Agentur dpa meldet, der Hafen sei zu.", "Die Agentur dpa"),
        ("Jan Sommer (SPD) sagte, der Hafen bleibe zu.", "Jan Sommer (SPD)"),
        ("Das DRK – so ein Sprecher – teilte mit, dass es hilft.", "Das DRK"),
    ],
)
def test_what_looks_like_a_dateline_stays(text: str, speaker: str) -> None:
    assert claims_of(text)[0].speaker is not None
    assert speaker in {claim.speaker.text for claim in claims_of(text) if claim.speaker}


def test_a_mark_alone_is_no_sentence() -> None:
    assert (
        claims_of("+++ 12.30 Uhr +++\n\nRuth Klein sagte, der Hafen bleibe zu.")[0].content[0].text
        == "der Hafen bleibe zu"
    )
