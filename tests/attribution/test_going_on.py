"""Who goes on speaking: the outer speaker of a nested report, whoever acts since a paper spoke, and never "ich"."""

from __future__ import annotations

import pytest

from tests.attribution.generated import claims_of


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("Wolf habe ihr gedroht, sagte die 30-Jährige. Angst habe sie nicht gehabt.", ["die 30-Jährige"] * 2),
        ("Wolf habe ihn belogen, sagte der 30-Jährige. Geld habe er nie bekommen.", ["der 30-Jährige"] * 2),
        (
            "Der Bau sei marode, heißt es in dem Gutachten. Rektor Moll lud die Eltern ein. Geld habe er keines.",
            ["dem Gutachten", "Rektor Moll"],
        ),
        (
            "Der Bau sei marode, heißt es in dem Gutachten. Rektor Moll lud die Eltern ein. Der Keller sei nass.",
            ["dem Gutachten", "dem Gutachten"],
        ),
        (
            "Der Bau sei marode, sagte Rektor Moll. Bürgermeisterin Kern kam am Montag. Das Dach sei undicht.",
            ["Rektor Moll", "Rektor Moll"],
        ),
        ("Die Wirtin sagt, das werde gut. Ich habe da Zweifel.", ["Die Wirtin"]),
        ("Die Wirtin sagt, das werde gut. Ich gebe ihr ein Jahr.", ["Die Wirtin"]),
        ("Die Wirtin sagt, das werde gut. Dafür gebe ich ihr ein Jahr.", ["Die Wirtin"]),
        ("Die Wirtin sagt, das werde gut. Das Haus habe Gäste.", ["Die Wirtin", "Die Wirtin"]),
        ("Minister Moll kam. „Es reicht“, sagte er. Das Geld sei weg.", ["er", "er"]),
        (
            "„Wir gehen“, sagte die Wirtin. „Es reicht. Es ist genug. Das war es.“ Geld habe sie keines mehr.",
            ["die Wirtin"] * 3,
        ),
        ("Die Stadt lehnt das ab. Sollte der Bund nicht zahlen, drohe das Aus.", ["Die Stadt"] * 2),
    ],
)
def test_free_indirect_speech_goes_on_with_whoever_speaks(text: str, speakers: list[str]) -> None:
    assert [claim.speaker.text for claim in claims_of(text) if claim.speaker] == speakers


@pytest.mark.parametrize(
    ("text", "resolved"),
    [
        ("Minister Jan Moll kam. „Es reicht“, sagte er. Das Geld sei weg.", ["Minister Jan Moll"] * 2),
        ("Minister Jan Moll kam. „Es reicht“, sagte er. Demnach fehlt Geld.", ["Minister Jan Moll"] * 2),
        ("Minister Jan Moll kam. Moll selbst sagte, es reiche.", ["Minister Jan Moll"]),
        ("Minister Jan Moll kam. Er selbst sagte, es reiche.", ["Minister Jan Moll"]),
        ("Trainer Kern kam. Wolf habe ihn belogen, sagte er.", ["Trainer Kern"]),
    ],
)
def test_a_pronoun_stands_for_nobody_within_what_is_said(text: str, resolved: list[str]) -> None:
    assert [claim.speaker.resolved for claim in claims_of(text) if claim.speaker] == resolved


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("Beim Imkerbund sieht man das anders.", ["Imkerbund"]),
        ("Bei der Bank bedauert man den Fehler.", ["der Bank"]),
        ("In Kiel sieht man das anders.", ["man"]),
        ("Man sieht das in Kiel anders.", ["Man"]),
        ("In der Koalition wird vermutet, der Plan scheitere.", ["der Koalition"]),
        ("Am Montag wird vermutet, der Plan scheitere.", []),
        ("In der Belegschaft wird gemunkelt, der Plan scheitere.", ["der Belegschaft"]),
        ("Aus dem Ministerium gab es keinen Kommentar.", ["dem Ministerium"]),
        ("Vom Verband gab es dazu keine Stellungnahme.", ["Verband"]),
    ],
)
def test_a_body_speaks_where_nobody_is_named(text: str, speakers: list[str]) -> None:
    assert [claim.speaker.text for claim in claims_of(text) if claim.speaker] == speakers


@pytest.mark.parametrize(
    ("text", "resolved"),
    [
        ("Gestartet hat die Aktion der Ulmer Arzt Jan Palm, der von Unfällen berichtete.", "der Ulmer Arzt Jan Palm"),
        ("Die Aktion hat der Arzt Jan Palm gestartet, der von Unfällen berichtete.", "der Arzt Jan Palm"),
        ("Das Treffen hat die Ministerin geleitet, die von einem Erfolg sprach.", "die Ministerin"),
        ("Die Aktion kommt vom Arzt Jan Palm, der von Unfällen berichtete.", "Arzt Jan Palm"),
        ("Sie traf den Rektor der Schule, der das bestritt.", "den Rektor der Schule"),
        ("Sie traf die Leiterin der Schule, die das bestritt.", "die Leiterin der Schule"),
        ("Sie traf Jan Palm, der das bestritt.", "Jan Palm"),
    ],
)
def test_a_relative_stands_for_whom_it_agrees_with(text: str, resolved: str) -> None:
    assert [claim.speaker.resolved for claim in claims_of(text) if claim.speaker] == [resolved]


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("Das Amt teilte mit, der Pegel sinke. Regen werde nicht erwartet, hieß es weiter.", ["Das Amt", "Das Amt"]),
        ("Das Amt teilte mit, der Pegel sinke. Regen werde nicht erwartet, hieß es.", ["Das Amt"]),
        ("Der Bau ruht. Das hat der Träger den Mietern eröffnet. Das Geld sei alle.", ["der Träger"]),
    ],
)
def test_one_that_nobody_is_named_for_goes_back(text: str, speakers: list[str]) -> None:
    assert [claim.speaker.text for claim in claims_of(text) if claim.speaker] == speakers


def test_what_is_told_within_a_report_is_not_whose_the_next_is() -> None:
    *_, last = claims_of("Zeugen haben Zweifel daran, berichtet das „Tagblatt“. Demnach war es ein Unfall.")
    assert last.speaker is not None
    assert last.speaker.resolved == "das „Tagblatt“"


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("„Das war knapp.“ Die Bergsteigerin Lena Ohm sitzt auf der Terrasse.", ["Die Bergsteigerin Lena Ohm"]),
        ("„Das war knapp.“ Die Sonne scheint auf die Terrasse.", []),
        ("„Das war knapp.“ Lena Ohm sagt, sie habe Glück gehabt.", ["Lena Ohm"] * 2),
        (
            "Die Polizei spricht von Glück. Lena Ohm sitzt auf der Terrasse. „Es war knapp.“",
            ["Die Polizei", "Lena Ohm"],
        ),
        ("Die Polizei spricht von Glück. Der Regen hört auf. „Es war knapp.“", ["Die Polizei"] * 2),
    ],
)
def test_a_quotation_alone_is_from_whoever_is_shown_beside_it(text: str, speakers: list[str]) -> None:
    assert [claim.speaker.text for claim in claims_of(text) if claim.speaker] == speakers


def test_a_plan_that_goes_on_is_announced_as_one_claim() -> None:
    text = "Ohm kündigte eine Reform an. Die Steuer soll steigen. Die Abgaben sollen sinken."
    first, plan = claims_of(text)
    assert (plan.stance, plan.type) == ("announces", "free_indirect")
    assert plan.content[0].text == "Die Steuer soll steigen. Die Abgaben sollen sinken."
    assert plan.speaker == first.speaker
