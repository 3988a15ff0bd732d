"""Several who speak together are each named; what only looks like several is one."""

from __future__ import annotations

from itertools import cycle, pairwise

from chat.attribution.ledger import build
from tests.attribution.generated import Case, Said, assert_right, claims_of

CONTENT = "man werde das Haus erhalten"
SPEAKERS = (
    "Ohm",
    "die Stadt",
    "Ruth Klein",
    "der Landrat",
    "Minister Peter Wolf",
    "die Gewerkschaft",
    "Dr. Eva Stern",
    "der Verein",
    "die CDU",
    "ein Anwohner",
    "Okafor",
    "das Ministerium",
    "seine Kollegin Ute Brandt",
    "die Bürgermeisterin von Nordfeld",
)
VERBS = ("erklärten", "betonten", "sagten", "behaupteten", "berichteten")
ONE = (
    ("die Regierung aus SPD und Grünen", "erklärte"),
    ("der Verband der Städte und Gemeinden", "erklärte"),
    ("die Kraft und Söhne GmbH", "erklärte"),
    ("der Parteichef und Minister Ohm", "erklärte"),
    ("die Ärztin und Autorin Eva Klein", "betonte"),
    ("der Sprecher der Polizei und der Feuerwehr", "sagte"),
    ("das Ministerium für Umwelt und Verkehr", "erklärte"),
    ("die Firma Meier & Partner", "erklärte"),
    ("der Bund für Umwelt und Naturschutz", "betonte"),
    ("das Bündnis aus Kirchen und Vereinen", "sagte"),
    ("Vertreter von SPD und Grünen", "erklärten"),
    ("die Bürgerinnen und Bürger", "erklärten"),
    ("viele Städte und Gemeinden", "betonten"),
    ("die Gemeinde Auen- und Nordfeld", "sagte"),
    ("Bündnis 90/Die Grünen", "erklärten"),
    ("CDU/CSU", "erklärten"),
)


def _up(text: str) -> str:
    return text[:1].upper() + text[1:]


def _cases() -> list[Case]:
    cases = []
    for (a, b), verb in zip(pairwise((*SPEAKERS, SPEAKERS[0])), cycle(VERBS), strict=False):
        both = (Said((_up(a), b), CONTENT),)
        within = (Said((a, b), CONTENT),)
        cases += [
            Case(f"{_up(a)} und {b} {verb}, {CONTENT}.", both),
            Case(f"{_up(a)} sowie {b} {verb}, {CONTENT}.", both),
            Case(f"{_up(a)} wie auch {b} {verb}, {CONTENT}.", both),
            Case(f"Sowohl {a} als auch {b} {verb}, {CONTENT}.", within),
            Case(f"Weder {a} noch {b} {verb}, {CONTENT}.", within),
            Case(f"Nicht nur {a}, sondern auch {b} {verb}, {CONTENT}.", within),
            Case(f"Am Montag {verb} {a} und {b}, {CONTENT}.", within),
            Case(f"{_up(CONTENT)}, {verb} {a} und {b}.", (Said((a, b), _up(CONTENT)),)),
            Case(
                f"„Das Haus wird erhalten“, {verb} sowohl {a} als auch {b}.", (Said((a, b), "Das Haus wird erhalten"),)
            ),
            Case(f"{_up(a)}, der Kreis und {b} {verb}, {CONTENT}.", (Said((_up(a), "der Kreis", b), CONTENT),)),
            Case(f"Sowohl {a} als auch {b} kritisierten den Plan.", (Said((a, b)),)),
            Case(
                f"Nicht nur {a}, sondern auch {b} forderten mehr Geld.",
                (Said((a, b), f"Nicht nur {a}, sondern auch {b} forderten mehr Geld"),),
            ),
        ]
    return cases


def test_all_who_speak_together_are_named() -> None:
    cases = _cases()
    assert len(cases) >= 150
    assert_right(cases)


def test_an_apposition_ends_before_und() -> None:
    heads = (
        "Die Vorsitzende der Partei, Yasemin Kurt",
        "Der Leiter des Amts, Jonas Beck",
        "Ohm, der Chef der Behörde",
        "Ruth Klein, Sprecherin der Stadt",
    )
    others = ("ihr Vize Falk Bräuer", "die Ministerin", "Peter Wolf", "sein Kollege")
    assert_right(
        [
            case
            for a in heads
            for b in others
            for case in (
                Case(f"{a}, und {b} sagten, {CONTENT}.", (Said((a, b), CONTENT),)),
                Case(
                    f"{a}, und {b} nannten den Plan falsch.", (Said((a, b), f"{a}, und {b} nannten den Plan falsch"),)
                ),
            )
        ]
    )


def test_one_who_only_looks_like_several_is_one() -> None:
    cases = []
    for by, verb in ONE:
        cases += [
            Case(f"{_up(by)} {verb}, {CONTENT}.", (Said((_up(by),), CONTENT),)),
            Case(f"{_up(CONTENT)}, {verb} {by}.", (Said((by,), _up(CONTENT)),)),
        ]
    assert_right(cases)


def test_sources_of_a_preposition_are_each_named() -> None:
    pairs = (("Ohm", "Klein"), ("Polizei", "Feuerwehr"), ("dem Landrat", "der Ministerin"), ("der Stadt", "dem Kreis"))
    assert_right(
        [Case(f"Laut {a} und {b} wird das Haus erhalten.", (Said((a, b), "wird das Haus erhalten"),)) for a, b in pairs]
        + [
            Case(f"Nach Angaben von {a} und {b} fehlt das Geld.", (Said((a, b), "fehlt das Geld"),))
            for a, b in pairs[:2]
        ]
    )


def test_another_clause_is_no_other_speaker() -> None:
    assert_right(
        [
            Case("Ohm sagte, es eile, und Klein nickte.", (Said(("Ohm",)),)),
            Case("Es eile, sagte Ohm, und Klein nickte.", (Said(("Ohm",)),)),
            Case("Ohm gemeinsam mit Klein erklärte, es eile.", (Said(("Ohm",), "es eile"),)),
            Case("Klein lobte den Rat und die Stadt.", (Said(("Klein",)),)),
            Case("Die Kritik wies Ohm zurück und nannte sie falsch.", (Said(("Ohm",)),), exact=False),
        ]
    )


def test_they_go_on_together() -> None:
    text = "Man baue, sagten Ruth Klein und Peter Wolf. Das Geld sei da. Sie betonten, es eile. Klein sagte, es gehe."
    both = ["Ruth Klein", "Peter Wolf"]
    named = [[speaker.resolved or speaker.text for speaker in claim.speakers] for claim in claims_of(text)]
    assert named == [both, both, both, ["Ruth Klein"]]


def test_each_of_several_has_an_entry_with_what_they_say_alone() -> None:
    text = "Sowohl Ohm als auch Klein sagten, es eile. Ohm sagte, es gehe. Klein betonte, es dauere."
    entries = build(claims_of(text), ()).entries
    assert [(entry.german, len(entry.claims)) for entry in entries] == [("Ohm", 2), ("Klein", 2)]
