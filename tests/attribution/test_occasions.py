"""When, where and to whom something is said belongs to no speaker; what says who somebody is stays theirs."""

from __future__ import annotations

from itertools import product

import pytest

from chat.attribution.ledger import build
from tests.attribution.generated import Case, Said, assert_right, claims_of

PEOPLE = ("Minister Ohm", "Ruth Klein", "Kolb", "die Ministerin", "Landrat Peter Mai", "Bürgermeisterin Dr. Eva Stern")
OCCASIONS = (
    "in Berlin",
    "im ZDF",
    "im ARD-Morgenmagazin",
    "zum Auftakt der Messe",
    "bei der Vorstellung des Berichts",
    "am Rande des Gipfels",
    "in einem Interview",
    "aus Anlass des Jahrestags",
    "um Mitternacht",
    "auf dem Parteitag",
    "nach der Sitzung",
    "vor der Konferenz",
    "bei einer Pressekonferenz",
    "in der Debatte",
    "zur Eröffnung der Tagung",
    "im Anschluss an das Treffen",
    "im Radio",
    "während der Verhandlung",
    "am Montag in Köln",
    "auf einer Kundgebung in Erfurt",
    "am Freitag",
    "im Vorfeld des Spiels",
)
ADDRESSEES = (
    ("der Deutschen Presse-Agentur", "der Deutschen Presse-Agentur"),
    ("dem Sender", "dem Sender"),
    ("der dpa", "der dpa"),
    ("der „Nordzeitung“", "der „Nordzeitung“"),
    ("den Zeitungen der Mediengruppe Nord", "den Zeitungen der Mediengruppe Nord"),
    ("dem Deutschlandfunk", "dem Deutschlandfunk"),
    ("dem „Seekurier“", "dem „Seekurier“"),
    ("gegenüber der Zeitung", "der Zeitung"),
    ("gegenüber dem NDR", "dem NDR"),
    ("vor Journalisten", "Journalisten"),
    ("der Rheinischen Rundschau", "der Rheinischen Rundschau"),
)
ATTRIBUTES = (
    "die Bürgermeisterin von Nordfeld",
    "der Sprecher des Ministeriums",
    "der Minister für Verkehr",
    "ein Anwalt aus Kiel",
    "die Erdbebenwarte in Aalstadt",
    "der Professor für Physik an der Universität Ulm",
    "die Sprecherin im Innenministerium",
    "der Botschafter in Moskau",
    "Heike Zander vom Wetterdienst",
    "die Redakteurin der Zeitung",
    "ein Sprecher der Nachrichtenagentur",
    "der Chef der Mediengruppe",
    "die SPD im Landtag",
    "der Betriebsrat im Werk",
    "eine Lehrerin aus dem Nachbarort",
    "der Leiter des Instituts für Seuchen",
    "der Beauftragte der Regierung für Sport",
    "das Landgericht in Ulm",
    "die Leiterin der Klinik am See",
    "Peter Wolf von der Gewerkschaft",
)
CONTENT = "man werde das Haus erhalten"
OPENING = "Man werde das Haus erhalten"


def _said(by: str, content: str, *, occasion: str | None = None, addressee: str | None = None) -> tuple[Said]:
    return (Said((by,), content, also={"occasion": occasion, "addressee": addressee}),)


def _up(text: str) -> str:
    return text[:1].upper() + text[1:]


def _occasions() -> list[Case]:
    cases = []
    for by, occasion in product(PEOPLE, OCCASIONS):
        at = {"occasion": occasion}
        cases += [
            Case(f"{OPENING}, sagte {by} {occasion}.", _said(by, OPENING, occasion=occasion)),
            Case(
                f"„Das Haus wird erhalten“, betonte {by} {occasion}.", (Said((by,), "Das Haus wird erhalten", also=at),)
            ),
            Case(f"{_up(by)} sagte {occasion}, {CONTENT}.", _said(_up(by), CONTENT, occasion=occasion)),
            Case(f"{_up(occasion)} sagte {by}, {CONTENT}.", _said(by, CONTENT, occasion=_up(occasion))),
            Case(f"{_up(by)} hat {occasion} erklärt, {CONTENT}.", _said(_up(by), CONTENT, occasion=occasion)),
        ]
    return cases


def _addressees() -> list[Case]:
    cases = []
    for by, (phrase, who) in product(PEOPLE, ADDRESSEES):
        cases += [
            Case(f"{OPENING}, sagte {by} {phrase}.", _said(by, OPENING, addressee=who)),
            Case(
                f"„Das Haus wird erhalten“, sagte {by} {phrase} in Kiel.",
                _said(by, "Das Haus wird erhalten", addressee=who, occasion="in Kiel"),
            ),
            Case(f"{_up(by)} sagte {phrase}, {CONTENT}.", _said(_up(by), CONTENT, addressee=who)),
            Case(
                f"{_up(by)} teilte {phrase} mit, dass das Haus erhalten werde.",
                _said(_up(by), "dass das Haus erhalten werde", addressee=who),
            ),
        ]
        if "„" not in phrase:  # "Der „Bote“" may be who speaks
            front = who if phrase == who else phrase
            shown = _up(who) if phrase == who else who
            cases.append(Case(f"{_up(front)} sagte {by}, {CONTENT}.", _said(by, CONTENT, addressee=shown)))
    return cases


@pytest.mark.parametrize("make", [_occasions, _addressees], ids=["occasions", "addressees"])
def test_the_speaker_ends_before_what_says_when_where_and_to_whom(make: object) -> None:
    cases = make() if callable(make) else []
    assert len(cases) >= 250
    assert_right(cases)


def test_what_says_who_somebody_is_stays_theirs() -> None:
    cases = [
        case
        for by in ATTRIBUTES
        for case in (
            Case(f"{OPENING}, sagte {by}.", _said(by, OPENING)),
            Case(f"{_up(by)} erklärte, {CONTENT}.", _said(_up(by), CONTENT)),
            Case(f"{OPENING}, sagte {by} am Rande der Messe.", _said(by, OPENING, occasion="am Rande der Messe")),
            Case(f"„Das Haus wird erhalten“, so {by}.", _said(by, "Das Haus wird erhalten")),
        )
    ]
    assert_right(cases)


def test_an_occasion_and_an_addressee_behind_so_are_no_content() -> None:
    cases = [
        Case(f"„Das Haus wird erhalten“, so {by} {phrase}.", _said(by, "Das Haus wird erhalten", **told))
        for by in PEOPLE
        for phrase, told in (
            ("im ZDF", {"occasion": "im ZDF"}),
            ("am Rande des Gipfels", {"occasion": "am Rande des Gipfels"}),
            ("gegenüber der Zeitung", {"addressee": "der Zeitung"}),
        )
    ]
    assert_right(cases)


def test_an_interview_has_a_listener() -> None:
    text = "Ohm sagte im Gespräch mit dem Sender, man werde bauen."
    assert_right(
        [Case(text, _said("Ohm", "man werde bauen", occasion="im Gespräch mit dem Sender", addressee="dem Sender"))]
    )


@pytest.mark.parametrize(
    "text",
    [
        "Ohm sagte, in Berlin werde gebaut.",
        "Ohm kritisierte die Zustände in Berlin.",
        "Ohm sagte, dass er der Zeitung nicht glaube.",
        "Ohm warf der Stadt vor, sie habe getäuscht.",
        "Die Stadt sagte, der Sender irre sich.",
    ],
)
def test_what_is_said_has_no_occasion_and_no_addressee(text: str) -> None:
    assert [(claim.occasion, claim.addressee) for claim in claims_of(text)] == [(None, None)]


def test_one_person_at_many_places_is_one_entry() -> None:
    text = (
        "Man werde bauen, sagte Minister Ohm in Berlin. Das koste viel, sagte Minister Ohm im ZDF. "
        "Man sei einig, sagte Ohm der dpa. Es eile, sagte Minister Ohm am Rande des Gipfels."
    )
    assert [(entry.german, len(entry.claims)) for entry in build(claims_of(text), ()).entries] == [("Minister Ohm", 4)]
