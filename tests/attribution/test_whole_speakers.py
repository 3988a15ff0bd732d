"""Speakers with an attribute between their first word and their noun, and surnames that are words: none is cut."""

from __future__ import annotations

from itertools import product

import pytest

from tests.attribution.generated import Case, Said, assert_right, claims_of

CONTENT = "die Zeit werde knapp"
MANY = ("Zwei", "Mehrere", "Drei", "Viele", "Einige", "Zahlreiche")
OF_MANY = (
    "mit dem Vorgang vertraute Personen",
    "am Verfahren beteiligte Anwälte",
    "an der Studie beteiligte Forscher",
    "in der Stadt lebende Familien",
    "von der Schließung betroffene Händler",
    "bei der Behörde angestellte Ingenieure",
)
ONE = (
    "ein hochrangiger, mit den Plänen vertrauter Beamter",
    "eine mit den Akten vertraute Person",
    "ein hoher, namentlich nicht genannter Diplomat",
    "die neue, junge Ministerin",
    "die von der Stadt beauftragte Gutachterin",
    "ein ranghoher, in Brüssel tätiger Diplomat",
    "der seit Mai amtierende Bürgermeister",
    "eine ältere, am Unfall nicht beteiligte Zeugin",
    "der für die Bahn zuständige Minister",
)
SURNAMES = (
    "Weil", "Prien", "Rode", "Klein", "Lang", "Montag", "Mai", "Kurz", "Groß", "Stark", "Jung", "Braun", "Sonntag",
    "Freitag", "März", "August", "Reich", "Sommer", "Winter", "Fromm", "Lange", "Morgen", "Roth", "Schwarz", "Ernst",
)  # fmt: skip


def _up(text: str) -> str:
    return text[:1].upper() + text[1:]


def _attributed() -> list[Case]:
    cases = []
    for first, rest in product(MANY, OF_MANY):
        by = f"{first} {rest}"
        within = f"{first.lower()} {rest}"
        cases += [
            Case(f"{by} sagten, {CONTENT}.", (Said((by,), CONTENT),)),
            Case(f"Am Montag erklärten {within}, {CONTENT}.", (Said((within,), CONTENT),)),
            Case(f"{_up(CONTENT)}, sagten {within}.", (Said((within,), _up(CONTENT)),)),
        ]
    for by in ONE:
        cases += [
            Case(f"{_up(by)} sagte, {CONTENT}.", (Said((_up(by),), CONTENT),)),
            Case(f"{_up(CONTENT)}, erklärte {by}.", (Said((by,), _up(CONTENT)),)),
            Case(f"„Die Zeit wird allen knapp“, sagte {by} dem Sender.", (Said((by,), "Die Zeit wird allen knapp"),)),
        ]
    return cases


def _surnames() -> list[Case]:
    cases = []
    for name in SURNAMES:
        cases += [
            Case(f"{name} sagte, {CONTENT}.", (Said((name,), CONTENT),)),
            Case(f"{name} betonte, dass die Zeit knapp werde.", (Said((name,), "dass die Zeit knapp werde"),)),
            Case(f"{name} erklärte am Montag, {CONTENT}.", (Said((name,), CONTENT),)),
            Case(f"{name} forderte mehr Geld.", (Said((name,), stance="demands"),)),
            Case(f"{name} kündigte an, die Halle zu schließen.", (Said((name,), "die Halle zu schließen"),)),
            Case(f"{name} kritisierte die Entscheidung.", (Said((name,)),)),
        ]
    return cases


@pytest.mark.parametrize(("make", "many"), [(_attributed, 120), (_surnames, 140)], ids=["attributes", "surnames"])
def test_a_speaker_is_whole(make: object, many: int) -> None:
    cases = make() if callable(make) else []
    assert len(cases) >= many
    assert_right(cases)


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("Kurz sagte er, das gehe.", ["er"]),
        ("Schnell forderte die Partei mehr Geld.", ["die Partei"]),
        ("Montag forderte die Gewerkschaft mehr Lohn.", ["die Gewerkschaft"]),
        ("Lange betonte Klein, das gehe.", ["Klein"]),
        ("Weil er ging, sagte Ohm, das sei schade.", ["Ohm"]),
        ("Morgen verkündet der Rat, dass gebaut wird.", ["der Rat"]),
        ("Laut sagte sie, das gehe.", ["sie"]),
        ("Kurz darauf sagte Ohm, es eile.", ["Ohm"]),
        ("Ohm sagte, der alte, graue Turm falle.", ["Ohm"]),
        ("Nach dem langen, kalten Winter sagte Ohm, es eile.", ["Ohm"]),
    ],
)
def test_words_that_look_like_one_are_no_speaker(text: str, speakers: list[str]) -> None:
    assert [claim.speaker.text for claim in claims_of(text) if claim.speaker] == speakers
