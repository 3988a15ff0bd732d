"""Quotations over paragraphs and in marks of every style, and what between marks is no quotation at all."""

from __future__ import annotations

from itertools import cycle

import pytest

from chat.article import paragraphs
from chat.attribution.quotations import notices
from tests.attribution.generated import Case, Said, assert_right, claims_of

SPEAKERS = [
    "Ruth Klein",
    "Der Hafenmeister",
    "Die Gewerkschaft",
    "Bürgermeister Jan Sommer",
    "Die Anwohner",
    "Das Umweltamt",
    "Frau Winter",
    "Zwei Zeuginnen",
    "Pfarrer Tim Abt",
    "Die Reederei",
]
SAYS = {True: ["sagten", "erklärten", "betonten"], False: ["sagte", "erklärte", "betonte"]}
MANY = {"Die Anwohner", "Zwei Zeuginnen"}
WORDS = [
    ("Wir haben zu lange gewartet.", "Niemand hat uns geantwortet.", "Jetzt reicht es uns."),
    ("Der Hafen wird im Mai gesperrt.", "Das Wasser steht zu hoch.", "Danach sehen wir weiter."),
    ("Die Stadt hat das Geld längst ausgegeben.", "Keiner weiß, wofür.", "Das muss ein Ende haben."),
    ("Am Montag kam der Brief.", "Alle waren entsetzt.", "So geht man nicht mit Leuten um."),
    ("Das Dach ist undicht.", "Im Winter friert es hier.", "Eine Heizung gibt es nicht."),
]
STYLES = [
    ("„", "“"),
    ("„", "”"),
    ("»", "«"),
    ("«", "»"),
    ('"', '"'),
    ("“", "”"),
    ("„", '"'),
    ("« ", " »"),
    ("«\u202f", "\u202f»"),
]


def says(speaker: str, number: int) -> str:
    return SAYS[speaker in MANY][number % 3]


def anew() -> list[Case]:
    """Each paragraph begins with the opening mark, and the last one closes."""
    cases = []
    for number, (speaker, words) in enumerate(zip(SPEAKERS * 3, cycle(WORDS), strict=False)):
        opening, closing = STYLES[number % len(STYLES)]
        said = "\n\n".join(opening + part for part in words) + closing
        text = f"{speaker} {says(speaker, number)}: {said}\n\nDanach war es still."
        cases.append(Case(text, (Said((speaker,), " ".join(words), "says"),)))
    return cases


def anew_with_the_frame_behind() -> list[Case]:
    cases = []
    for number, (speaker, words) in enumerate(zip(SPEAKERS * 2, cycle(WORDS), strict=False)):
        opening, closing = STYLES[number % len(STYLES)]
        said = "\n\n".join(opening + part for part in (*words[:-1], words[-1].rstrip("."))) + closing
        within = speaker.replace("Der ", "der ").replace("Die ", "die ").replace("Das ", "das ").replace("Zwei", "zwei")
        cases.append(Case(f"{said}, {says(speaker, number)} {within}.", (Said((within,), " ".join(words), "says"),)))
    return cases


def one_pair() -> list[Case]:
    """One pair of marks holds two or three paragraphs."""
    cases = []
    for number, (speaker, words) in enumerate(zip(SPEAKERS * 3, cycle(WORDS), strict=False)):
        opening, closing = STYLES[number % len(STYLES)]
        said = opening + "\n\n".join(words[: 2 + number % 2]) + closing
        text = f"{speaker} {says(speaker, number)}: {said}\n\nDanach war es still."
        cases.append(Case(text, (Said((speaker,), " ".join(words[: 2 + number % 2]), "says"),)))
    return cases


def never_closed() -> list[Case]:
    cases = []
    for number, (speaker, words) in enumerate(zip(SPEAKERS * 2, cycle(WORDS), strict=False)):
        opening = STYLES[number % len(STYLES)][0]
        text = f"{speaker} {says(speaker, number)}: {opening}{words[0]} {words[1]}\n\nDanach war es still."
        cases.append(Case(text, (Said((speaker,), f"{words[0]} {words[1]}", "says"),)))
    return cases


def never_closed_before_another() -> list[Case]:
    cases = []
    for number, (speaker, words) in enumerate(zip(SPEAKERS, cycle(WORDS), strict=False)):
        opening, closing = STYLES[number % 6]
        text = f"{speaker} {says(speaker, number)}: {opening}{words[0]} Wolf Ahrens sagte: {opening}{words[2]}{closing}"
        cases.append(Case(text, (Said((speaker,), words[0], "says"), Said(("Wolf Ahrens",), words[2], "says"))))
        other = f"{opening}{words[2][:-1]}{closing}, sagte Wolf Ahrens."
        text = f"{speaker} {says(speaker, number)}: {opening}{words[0]}\n\n{other}"
        cases.append(Case(text, (Said((speaker,), words[0], "says"), Said(("Wolf Ahrens",), words[2], "says"))))
    return cases


def every_style() -> list[Case]:
    pairs = [
        *STYLES,
        (",,", "''"),
        (",,", '"'),
        ("``", "''"),
        ("‚", "‘"),
        ("‹", "›"),
        ("›", "‹"),
        ("“", "“"),
        ("‚", "’"),
    ]
    cases = []
    for number, (opening, closing) in enumerate(pairs * 2):
        speaker, words = SPEAKERS[number % len(SPEAKERS)], WORDS[number % len(WORDS)]
        if number < len(pairs):
            text = f"{speaker} {says(speaker, number)}: {opening}{words[0]} {words[1]}{closing} Danach war es still."
        else:
            text = f"{opening}{words[0]} {words[1][:-1]}{closing}, {says('', number)} Wolf Ahrens."
            speaker = "Wolf Ahrens"
        cases.append(Case(text, (Said((speaker,), f"{words[0]} {words[1]}", "says"),)))
    return cases


def framed_by_the_next_sentence() -> list[Case]:
    cases = []
    for number, words in enumerate(WORDS * 2):
        opening, closing = STYLES[number % len(STYLES)]
        speaker = ["Wolf Ahrens", "die Gewerkschaft"][number % 2]
        verb = ["Das sagte", "Das erklärte", "So", "Mit diesen Worten schloss", "So äußerte sich"][number * 3 % 5]
        text = f"Der Streit geht weiter. {opening}{words[0]} {words[1]}{closing} {verb} {speaker} am Montag."
        cases.append(Case(text, (Said((speaker,), f"{words[0]} {words[1]}"),)))
    return cases


def standing_alone() -> list[Case]:
    """A quotation that is a paragraph goes on with the last speaker."""
    cases = []
    for number, words in enumerate(WORDS * 2):
        opening, closing = STYLES[number % len(STYLES)]
        speaker = SPEAKERS[number]
        text = (
            f"{speaker} {says(speaker, number)}, dass es nicht weitergehe.\n\n"
            f"{opening}{words[0]}\n\n{opening}{words[1]}{closing}\n\n{opening}{words[2]}{closing}"
        )
        said = (Said((speaker,)), Said((speaker,), f"{words[0]} {words[1]}"), Said((speaker,), words[2]))
        cases.append(Case(text, said))
    return cases


@pytest.mark.parametrize(
    "kind",
    [
        anew,
        anew_with_the_frame_behind,
        one_pair,
        never_closed,
        never_closed_before_another,
        every_style,
        framed_by_the_next_sentence,
        standing_alone,
    ],
)
def test_a_quotation_is_its_speakers_over_all_its_paragraphs(kind: object) -> None:
    assert callable(kind)
    assert_right(kind())


NO_QUOTATIONS = [
    "Der Frachter „Anna Maria“ liegt seit Montag im Hafen.",
    "Karl „Kalle“ Sommer spielt im Tor.",
    "Die Zeitung „Der Bote“ erscheint nun am Samstag.",
    "Das Stück „Warten auf nichts“ läuft bis Mai.",
    "Die „Letzte Generation“ zog durch die Stadt.",
    "Die „Brandmauer“ steht noch.",
    "Das Schiff »Gute Hoffnung« fuhr am Abend aus.",
    "Der Film «Der letzte Zug» kommt ins Kino.",
    "Die Gruppe ‚Freie Bürger‘ traf sich im Rathaus.",
    "Im Roman ‹Das kalte Herz› geht es um Glas.",
    'Die Aktion "Saubere Elbe" beginnt im Juni.',
    "Das Haus ,,Sonnenhof'' wird verkauft.",
    "Hans’ Hof liegt am Deich, und Max’ Laden auch.",
    "So geht's am Hafen zu, und 'ne Menge Leute stehen da.",
    "Das ist Klaus' Boot, das von Jens' Vater war.",
    "Wie geht‘s weiter am Hafen, wenn‘s kalt wird?",
    "Das Rohr ist 5\" dick und 3' lang.",
    "Die Läufer Jonas „Jo“ Kern und Tim „Timmy“ Abt kamen als Erste an.",
    "Die so genannte „Große Lösung“ ist vom Tisch.",
    "Am Kiosk „Zur Schleuse“ brannte Licht.",
]


@pytest.mark.parametrize("text", NO_QUOTATIONS)
def test_names_nicknames_and_apostrophes_claim_nothing(text: str) -> None:
    assert [claim.content[0].text for claim in claims_of(f"Es war ein ruhiger Tag. {text} Danach war es still.")] == []


def test_what_stands_in_a_quotation_speaks_for_nobody_else() -> None:
    text = "Ruth Klein sagte: „Es ist vorbei. Niemand sagte ein Wort.\n\n„Das tut weh.“\n\n„Wir gehen jetzt lieber.“"
    assert [claim.speaker and claim.speaker.text for claim in claims_of(text)] == ["Ruth Klein", "Ruth Klein"]


def test_a_quotation_within_one_is_no_claim_of_its_own() -> None:
    (claim,) = claims_of("Ruth Klein sagte: „Er rief immer nur ‚Halt, bleibt alle stehen‘ und lief davon.“")
    assert claim.content[0].text == "„Er rief immer nur ‚Halt, bleibt alle stehen‘ und lief davon.“"


def test_a_frame_within_an_unclosed_quotation_is_none_of_its_words() -> None:
    (claim,) = claims_of("„Es regnet heute den ganzen Tag, sagte Wolf Ahrens.")
    assert claim.speaker and claim.speaker.text == "Wolf Ahrens"
    assert "sagte" not in claim.content[0].text


def test_nobody_speaks_the_quotation_behind_a_sentence_about_nobody() -> None:
    found = claims_of("Ruth Klein sagte: „Wir gehen.“ Niemand glaubte ihr. „Das ist ganz sicher so.“")
    assert [claim.speaker and claim.speaker.text for claim in found] == ["Ruth Klein", "Ruth Klein"]


def test_boilerplate_within_a_quotation_is_left_out() -> None:
    text = "Klein sagte: „Es regnet heute.\n\nLesen Sie auch: Der Regen im Mai\n\n„Morgen regnet es auch.“"
    claims = claims_of(text)
    assert {claim.speaker and claim.speaker.text for claim in claims} == {"Klein"}
    assert not any("Lesen" in span.text for claim in claims for span in claim.content)


def test_a_quotation_over_paragraphs_needs_no_notice() -> None:
    for text in ("Klein sagte: „Es regnet.\n\n„Es schneit.“", "Klein sagte: „Es regnet.\n\nEs schneit.“"):
        assert notices(paragraphs.build(text, max_characters=1_000)) == ()
