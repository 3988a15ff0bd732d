"""Speakers with a title or an abbreviation that has a full stop: the name is whole, wherever it stands."""

from __future__ import annotations

from itertools import cycle

import pytest

from chat.attribution.ledger import build
from chat.schema import Sentence
from tests.attribution.generated import Case, Said, assert_right, claims_of

TITLED = (
    "Dr. Miriam Vollrath",
    "Prof. Dr. Jens Kolb",
    "Dr. med. Anja Breuer",
    "Prof. Dr. rer. nat. Uwe Lindner",
    "Dipl.-Ing. Frank Weber",
    "Dr.-Ing. Otto Baum",
    "Mag. Eva Pichler",
    "lic. iur. Reto Zgraggen",
    "Karl Brandt jun.",
    "Prof. em. Heike Zander",
    "Dr. h. c. Maria Rieger",
    "Oberst a. D. Ralf Ritter",
    "Pfarrer i. R. Emil Sommer",
    "Bischof em. Paul Winter",
    "Chefarzt Dr. Klein",
    "Bürgermeisterin Dr. Ute Stern",
    "Dr. Dr. h. c. mult. Ernst Hahn",
    "Prof. Lang",
)
GROUPS = (
    "Die Nothilfe e. V.",
    "Die Gemeinde St. Georg",
    "Der Verein Uferfreunde e.V.",
    "Die Fa. Holzbau Meier",
    "Die Richterin am OLG Dr. Sabine Kern",
    "Der stellv. Vorsitzende Jan Wolf",
    "Die Ärztin Dr. med. Lena Moritz",
    "Der ehem. Landrat Georg Thoma",
)
CONTENTS = (
    "die Brücke sei sicher",
    "man habe die Kosten unterschätzt",
    "der Stoff werde seit Jahren verwendet",
    "niemand habe davon gewusst",
)


def _small(speaker: str) -> str:
    """Return a speaker as it stands within a sentence."""
    first, _, rest = speaker.partition(" ")
    return f"{first.lower()} {rest}" if first in ("Der", "Die") else speaker


def _cases() -> list[Case]:
    contents = cycle(CONTENTS)
    cases = []
    for speaker, content in zip((*TITLED, *GROUPS), contents, strict=False):
        within = _small(speaker)
        opening = content[:1].upper() + content[1:]
        cases += [
            Case(f"{speaker} erklärte, {content}.", (Said((speaker,), content),)),
            Case(f"Am Montag betonte {within}, {content}.", (Said((within,), content),)),
        ]
        if not within.endswith("."):  # the stop of the sentence
            quote = Said((within,), "Das Ergebnis überrascht uns sehr")
            cases += [
                Case(f"{opening}, sagte {within}.", (Said((within,), opening),)),
                Case(f"„Das Ergebnis überrascht uns sehr“, sagt {within}.", (quote,)),
                Case(f"„Das Ergebnis überrascht uns sehr“, so {within}.", (quote,)),
            ]
    for speaker in TITLED:
        cases += [
            Case(
                f"Laut {speaker} ist die Brücke nicht mehr sicher.",
                (Said((speaker,), "ist die Brücke nicht mehr sicher"),),
            ),
            Case(f"Nach Angaben von {speaker} fehlen sieben Betten.", (Said((speaker,), "fehlen sieben Betten"),)),
            Case(f"{speaker} zufolge fehlen in der Klinik Betten.", (Said((speaker,), "fehlen in der Klinik Betten"),)),
        ]
    for head in ("Die Leiterin der Klinik", "Der Gutachter", "Der Sprecher des Vereins"):
        for speaker in TITLED[:6]:
            named = f"{head}, {speaker},"
            cases.append(Case(f"{named} warnte, das reiche nicht.", (Said((named.rstrip(","),), "das reiche nicht"),)))
    return cases


def test_a_speaker_keeps_the_whole_name() -> None:
    cases = _cases()
    assert len(cases) >= 150
    assert_right(cases)


@pytest.mark.parametrize("name", ["Aufderheide", "Marsh", "Lindner", "Okafor"])
def test_several_authors_are_one_speaker(name: str) -> None:
    assert_right(
        [
            Case(
                f"{name} et al. vermuten, dass der Stoff schadet.",
                (Said((f"{name} et al.",), "dass der Stoff schadet"),),
            ),
            Case(
                f"Laut {name} et al. schadet der Stoff den Bienen.",
                (Said((f"{name} et al.",), "schadet der Stoff den Bienen"),),
            ),
        ]
    )


LOOKALIKES = [
    ("Der Bau kostet 3 Mio. Die Stadt erklärte, das sei zu viel.", "Die Stadt"),
    ("Das Gutachten hat Abs. 2 im Blick, sagte Dahl.", "Dahl"),
    ("Die Stadt müsse z. B. den Rat fragen, sagte Klein.", "Klein"),
]


@pytest.mark.parametrize(("text", "speaker"), LOOKALIKES)
def test_other_abbreviations_make_no_speaker(text: str, speaker: str) -> None:
    assert [claim.speaker.text for claim in claims_of(text) if claim.speaker] == [speaker]


def _speakers(text: str) -> list[tuple[str | None, int]]:
    """Return the entries of the ledger of a text, each with the number of its claims."""
    return [(entry.german, len(entry.claims)) for entry in build(claims_of(text), list[Sentence]()).entries]


def test_two_doctors_are_two_speakers() -> None:
    text = "Dr. Miriam Vollrath sagte, der Stoff sei giftig. Dr. Jens Kolb sagte, der Stoff sei harmlos."
    assert _speakers(text) == [("Dr. Miriam Vollrath", 1), ("Dr. Jens Kolb", 1)]


def test_a_doctor_is_one_with_and_without_title_and_first_name() -> None:
    text = (
        "Dr. Miriam Vollrath sagte, der Stoff sei giftig. Man müsse ihn verbieten, sagte Vollrath. "
        "Prof. Vollrath betonte, das gehe schnell. Miriam Vollrath sagte, sie sei sicher."
    )
    assert _speakers(text) == [("Dr. Miriam Vollrath", 4)]


@pytest.mark.parametrize(
    "phrases",
    [
        ("Dr. med. Anja Breuer", "die Ärztin Dr. Breuer", "Breuer", "Anja Breuer"),
        ("Oberst a. D. Karl Ritter", "Ritter", "Oberst Ritter"),
        ("Dipl.-Ing. Frank Weber", "Ingenieur Weber", "Herr Weber"),
        ("Bürgermeisterin Prof. Dr. Ute Stern", "Stern", "die Bürgermeisterin"),
        ("die Nothilfe e. V.", "die Nothilfe"),
        ("Aufderheide et al.", "Aufderheide et al."),
        ("Innenminister Jens Ohm", "Minister Ohm", "Dr. Ohm", "Ohm"),
        ("Professorin Eva Klein", "Prof. Klein", "Klein"),
    ],
)
def test_whoever_has_one_name_is_one_speaker(phrases: tuple[str, ...]) -> None:
    text = " ".join(f"Es werde Zeit Nummer {number}, betonte {by} am Montag." for number, by in enumerate(phrases))
    (entry,) = build(claims_of(text), list[Sentence]()).entries
    assert len(entry.claims) == len(phrases)


@pytest.mark.parametrize(
    "phrases",
    [
        ("Dr. Miriam Vollrath", "Dr. Jens Kolb"),
        ("Dr. Anja Breuer", "Dr. Uwe Breuer"),
        ("Prof. Klein", "Prof. Lang"),
        ("die Nothilfe e. V.", "die Seehilfe e. V."),
        ("Aufderheide et al.", "Marsh et al."),
    ],
)
def test_a_title_alone_joins_nobody(phrases: tuple[str, ...]) -> None:
    text = " ".join(f"Es werde Zeit, betonte {by} am Montag." for by in phrases)
    assert len(build(claims_of(text), list[Sentence]()).entries) == len(phrases)
