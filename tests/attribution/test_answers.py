"""Whose the answers of an interview without labels are, and which texts with questions are none."""

from __future__ import annotations

import pytest

from tests.attribution.generated import Case, Said, assert_right, claims_of
from tests.attribution.test_interviews import ANSWERS, GUESTS, MEN, last

QUESTIONS = [
    "warum hören Sie auf?",
    "was hat Sie daran gestört?",
    "wer hat Ihnen geholfen?",
    "wie geht es Ihnen heute?",
]
SECOND = ["Hat man Sie gewarnt?", "Und was raten Sie den anderen?", "Würden Sie es wieder tun?"]


def addressed(name: str) -> str:
    return f"{'Herr' if name in MEN else 'Frau'} {last(name)}"


def plain(answer: str) -> str:
    """Return an answer without quotation marks, which may stand between some itself."""
    return answer.translate({ord("„"): None, ord("“"): None})


def interviews(question: str, answer: str) -> list[Case]:
    """Return interviews whose questions and answers are written so, each guest addressed by name in the first."""
    made = []
    for number, (name, role) in enumerate(GUESTS):
        first, second = (plain(ANSWERS[at % 5]) for at in (number, number + 2))
        turns = [
            question.format(f"{addressed(name)}, {QUESTIONS[number % 4]}"),
            answer.format(first),
            question.format(SECOND[number % 3]),
            answer.format(second),
        ]
        also: dict[str, object] = {"type": "direct"}
        said = tuple(Said((addressed(name),), text, "says", also) for text in (first, second))
        made.append(Case("\n\n".join([f"{role} {name} über den Hafen und das Alter.", *turns]), said))
    return made


@pytest.mark.parametrize("turn", ["**{}** {}", "{} „{}“"])
def test_question_and_answer_may_share_a_paragraph(turn: str) -> None:
    for case in interviews("{}", "{}"):
        intro, *parts = case.text.split("\n\n")
        quoted = "„" in turn
        turns = [turn.format(question, answer) for question, answer in zip(parts[::2], parts[1::2], strict=True)]
        found = claims_of("\n\n".join([intro, *turns]))
        assert [claim.speakers[0].text for claim in found] == [said.by[0] for said in case.claims]
        assert [c.content[0].text for c in found] == [f"„{a}“" if quoted else a for a in parts[1::2]]


@pytest.mark.parametrize(
    ("question", "answer"), [("{}", "{}"), ("**{}**", "{}"), ("*{}*", "{}"), ("– {}", "– {}"), ("{}", "„{}“")]
)
def test_each_answer_is_that_of_whoever_is_addressed(question: str, answer: str) -> None:
    assert_right(interviews(question, answer))


def test_what_is_in_bold_is_asked_without_a_question_mark_too() -> None:
    text = (
        "**Frau Dorn, wie kam das?**\n\nIch habe gewartet.\n\n**Viele halten das für falsch.**\n\nDas mag sein.\n\n"
        "**Hat man Sie gewarnt?**\n\nNein.\n\nInterview: Jan Kern"
    )
    assert [claim.content[0].text for claim in claims_of(text)] == ["Ich habe gewartet.", "Das mag sein.", "Nein."]


def test_where_nobody_is_addressed_the_answers_are_those_of_whom_the_beginning_names() -> None:
    text = "Wir trafen {} am Ufer.\n\nWarum bleiben Sie?\n\nIch mag es hier.\n\nWer hilft Ihnen?\n\nMeine Söhne."
    for name, _ in GUESTS:
        for phrase in (name, f"den alten Nachbarn {name}", f"Nachbarin {name}"):
            assert [claim.speakers[0].text for claim in claims_of(text.format(phrase))] == [phrase, phrase]
    unnamed = claims_of(text.format("eine Frau"))
    assert [claim.speakers for claim in unnamed] == [(), ()]


def test_what_tells_of_whoever_was_asked_is_no_answer() -> None:
    text = "Frau Dorn, bleiben Sie?\n\nJa. Ich bleibe.\n\nWer hilft Ihnen?\n\nMeine Söhne.\n\nElke Dorn lebt am See."
    assert [claim.content[0].text for claim in claims_of(text)] == ["Ja. Ich bleibe.", "Meine Söhne."]


def test_a_quotation_over_an_interview_is_from_whoever_is_presented_in_it() -> None:
    text = (
        "„Das Dorf schläft nicht mehr“\n\nDie Wirtin Ada Rohr hat neu eröffnet.\n\nFrau Rohr, warum tun Sie das?\n\n"
        "Ich mag es.\n\nUnd hilft man Ihnen?\n\nMeine Söhne."
    )
    assert [claim.speakers[0].text for claim in claims_of(text)] == ["Die Wirtin Ada Rohr", "Frau Rohr", "Frau Rohr"]


def test_a_name_in_capitals_before_a_quotation_is_a_label() -> None:
    text = "Frau Dorn, bleiben Sie?\n\nDORN »Ja, ich bleibe.«\n\nWer hilft Ihnen?\n\nDORN »Meine Söhne.«"
    found = [(claim.speakers[0].text, claim.content[0].text) for claim in claims_of(text)]
    assert found == [("DORN", "»Ja, ich bleibe.«"), ("DORN", "»Meine Söhne.«")]


TALK = "Der Hafen wird teurer. Im Gespräch erklärt die Hafenmeisterin, warum die Gebühr steigt."
PUT = [
    ("Die Fischer sagen, Ihr Hafen sei schon teuer genug.", "Das höre ich oft. Aber wir müssen den Kran ersetzen."),
    ("Der Segelverein spricht von einem „Kran aus Gold“.", "Er kostet 90.000 Euro, mehr haben wir nie gesagt."),
    ("Sinkt die Gebühr danach wieder?", "Im nächsten Jahr, ja."),
]


def test_what_is_put_to_somebody_in_an_announced_talk_is_answered_by_whom_that_names() -> None:
    text = "\n\n".join([TALK, *(part for pair in PUT for part in pair)])
    answers = [claim for claim in claims_of(text) if claim.content[0].text in [answer for _, answer in PUT]]
    assert [claim.speakers[0].text for claim in answers] == ["die Hafenmeisterin"] * len(PUT)


def test_what_others_say_is_a_claim_where_it_is_put_to_somebody() -> None:
    put = [
        ("Ihr Lieferant sagt, er liefere nicht.", "Das tut uns leid."),
        ("Es heißt, Sie gäben das Amt ab.", "Ich gehe im Mai."),
    ]
    text = "\n\n".join([TALK, *(part for pair in [*put, PUT[2]] for part in pair)])
    found = {claim.content[0].text: [speaker.text for speaker in claim.speakers] for claim in claims_of(text)}
    assert found["er liefere nicht"] == ["Ihr Lieferant"]
    assert found["Sie gäben das Amt ab"] == []
    assert found["Das tut uns leid."] == found["Ich gehe im Mai."] == ["die Hafenmeisterin"]


@pytest.mark.parametrize(
    "parts",
    [
        PUT[:2],  # nothing is asked
        [*PUT[:2], ("Sinkt die Gebühr?", "Ja."), ("Wir blicken voraus.", "Der Kran kommt im Mai.")],
    ],
)
def test_what_stands_by_turns_behind_a_talk_and_asks_nothing_is_no_interview(parts: list[tuple[str, str]]) -> None:
    text = "\n\n".join([TALK, *(part for pair in parts for part in pair)])
    said = [claim.content[0].text for claim in claims_of(text)]
    assert not set(said) & {answer for _, answer in parts}


@pytest.mark.parametrize(
    "text",
    [
        "Wer muss zahlen?\n\nAlle Haushalte zahlen mehr.\n\nAb wann gilt das?\n\nDas Gesetz gilt ab Mai.",
        "Muss ich mich anmelden?\n\nNein. Die Stadt schreibt alle an.\n\nWas kostet es mich?\n\nDie Karte ist frei.",
        "Die Stadt baut um.\n\nWer zahlt das?\n\nDas Land gibt Geld.\n\nUnd wann ist es fertig?\n\nIm Mai.",
        "Was können Sie tun?\n\nLüften hilft.\n\nWas hilft Ihnen noch?\n\nSchatten.\n\nUnd wir?\n\nWir gießen.",
        "**Neue Regeln**\n\nDie Tonnen werden montags geleert.\n\n**Neue Preise**\n\nDer Preis steigt.",
        "– Brot\n\n– Käse\n\n– Wein\n\n– Salz",
    ],
)
def test_other_texts_with_questions_are_no_interviews(text: str) -> None:
    assert claims_of(text) == ()
