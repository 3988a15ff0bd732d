"""Whose the speeches of a transcript are, whose the calls during them, and which texts are no transcripts."""

from __future__ import annotations

import pytest

from chat.article import paragraphs, sentences
from chat.attribution.debates import find_speeches
from tests.attribution.generated import Case, Said, assert_right, claims_of

CHAIRS = ["Präsidentin Ines Vogt", "Vizepräsident Udo Hartl", "Landtagspräsident Dr. Olaf Renz", "Vorsitzende Tamm"]
FLOOR = [
    "Das Wort hat jetzt Frau Loos.",
    "Ich erteile dem Abgeordneten Kroll das Wort.",
    "Vielen Dank. Nächster Redner ist Herr Horn.",
    "Wir kommen zu Punkt 4 der Tagesordnung. Wer wünscht das Wort?",
]
MEMBERS = [
    "Svenja Loos (Linke)",
    "Dr. Karin Amsel (SPD)",
    "Jens Kroll (Freie Liste)",
    "Abg. Mia Lund (FDP)",
    "Hanna Stiehl, Ministerin der Finanzen",
    "Senator Emil Brand",
    "Uwe von der Heide (CDU)",
]
SPEECHES = [
    "Frau Präsidentin! Meine Damen und Herren! Die Kassen sind leer. Das wissen alle hier.",
    "Herr Präsident, liebe Kolleginnen und Kollegen! Wir bauen 4000 Wohnungen. Der Minister hat das bestritten.",
    "Sehr geehrter Herr Präsident! Dieses Gesetz kommt zu spät, und es kostet zu viel.",
]
CALLERS = [
    ("von der Regierungsbank", "der Regierungsbank"),
    ("aus den Reihen der Union", "den Reihen der Union"),
    ("des Abg. Horn", "des Abg. Horn"),
    ("der Abgeordneten Moll [FDP]", "der Abgeordneten Moll [FDP]"),
    ("vom Abgeordneten Kast", "Abgeordneten Kast"),
]
CALLS = ["Das ist doch Unsinn!", "Wer zahlt das?", "Hört! Hört!"]


def parts() -> list[tuple[str, str, str, str, tuple[str, str], str]]:
    """Return varied parts of a transcript: chair, their words, who speaks, the speech, who calls out, and what."""
    count = len(CHAIRS) * len(MEMBERS)
    lists = (CHAIRS, FLOOR, MEMBERS, SPEECHES, CALLERS, CALLS)
    return [tuple(words[number % len(words)] for words in lists) for number in range(count)]  # type: ignore[misc]


def test_whoever_gives_the_floor_claims_nothing_and_a_speech_is_one_claim() -> None:
    assert_right(
        [
            Case(f"{chair}: {floor}\n\n{member}: {speech}", (Said((member,), speech, "says", {"type": "direct"}),))
            for chair, floor, member, speech, _, _ in parts()
        ]
    )


@pytest.mark.parametrize("form", ["\n\nZuruf {}: {}", "\n\n(Zwischenruf {}: {})", " (Beifall – Zuruf {}: {})"])
def test_a_call_is_its_callers_and_no_part_of_the_speech(form: str) -> None:
    assert_right(
        [
            Case(
                f"{member}: {speech}{form.format(by, call)}",
                (Said((member,), speech, "says"), Said((caller,), call, "says", {"type": "direct"})),
            )
            for _, _, member, speech, (by, caller), call in parts()
        ]
    )


def test_a_speech_goes_on_behind_notes() -> None:
    text = (
        "Präsidentin Vogt: Das Wort hat Frau Loos.\n\nSvenja Loos (Linke): Die Miete frisst den Lohn.\n\n"
        "(Heiterkeit bei der CDU)\n\nDer Senat schaut zu. (Petra Mahn [CDU]: Sie auch!) Ja.\n\n"
        "Präsidentin Vogt: Vielen Dank."
    )
    speech, call = claims_of(text)
    assert [span.text for span in speech.content] == [
        "Die Miete frisst den Lohn.",
        "Der Senat schaut zu.",
        "Ja.",
    ]
    assert (call.speakers[0].text, call.content[0].text) == ("Petra Mahn [CDU]", "Sie auch!")


def test_whoever_leads_the_debate_may_say_something_too() -> None:
    text = (
        "Präsident Renz: Herr Kroll, ich rufe Sie zur Ordnung. Solche Worte gehören nicht hierher.\n\n"
        "Jens Kroll (CDU): Herr Präsident! Ich nehme das zurück."
    )
    assert [claim.speakers[0].text for claim in claims_of(text)] == ["Präsident Renz", "Jens Kroll (CDU)"]


def test_prose_behind_the_last_speech_is_read_as_ever() -> None:
    text = (
        "Jens Kroll (CDU): Herr Präsident! Die Lage ist ernst.\n\nDanach vertagte sich der Landtag. "
        "Die Opposition sagte, sie bleibe dabei."
    )
    assert [claim.speakers[0].text for claim in claims_of(text)] == ["Jens Kroll (CDU)", "Die Opposition"]


@pytest.mark.parametrize(
    "text",
    [
        "Petra Mahn (SPD): 12 Prozent\n\nJens Kroll (CDU): 34 Prozent\n\nSvenja Loos (Linke): 9 Prozent",
        "Präsident: Horst Krug\n\nVizepräsident: Udo Hartl\n\nKassier: Mia Lund",
        "Ruf nach Neuwahlen: Der Druck wächst.\n\nZustimmung: 40 Prozent.",
        "Die Sitzung dauerte lange.\n\nBeifall gab es kaum.",
    ],
)
def test_other_texts_with_labels_are_no_transcripts(text: str) -> None:
    article = paragraphs.build(text, max_characters=1_000)
    assert find_speeches(text, sentences.split(article)) == []
    assert claims_of(text) == ()
