"""What a question asks for, by its wording."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chat.answers.understanding.german import understand_german
from chat.answers.understanding.intents import Intent, Wanted
from chat.answers.understanding.questions import Question, understand


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Who says the bridge is safe?", Question("who_claims", about="the bridge is safe")),
        ("Who denies the reports?", Question("who_claims", about="the reports", stance="denies")),
        ("And who else confirmed that?", Question("who_claims", about="that", stance="confirms")),
        ("Which party called for a strike?", Question("who_claims", about="a strike", stance="demands")),
        ("What does Klein say?", Question("claims_of", speaker="Klein")),
        ("What did the mayor say about the port?", Question("claims_of", speaker="the mayor", about="the port")),
        ("How did the union react to the plan?", Question("claims_of", speaker="the union", about="the plan")),
        ("What is Russia's position?", Question("claims_of", speaker="Russia")),
        ("What is the position of the union on tariffs?", Question("claims_of", speaker="the union", about="tariffs")),
        ("What has the ministry announced?", Question("claims_of", speaker="the ministry", stance="announces")),
        (
            "Where do the statements contradict each other?",
            Question("dispute", about="Where do the statements contradict each other"),
        ),
        ("Is it confirmed that the bridge is closed?", Question("confirmation", about="the bridge is closed")),
        ("Has the closure been confirmed?", Question("confirmation", about="the closure")),
        ("Is it true that the bridge is closed?", Question("confirmation", about="the bridge is closed")),
        ("What is the article about?", Question("overview", wanted=Wanted("topic"))),
        ("Summarise it, please.", Question("overview", wanted=Wanted("summary"))),
        ("Who is Klein?", Question("identity", about="Klein")),
        ("Hello!", Question("small_talk")),
        ("Thank you very much.", Question("small_talk")),
        ("What can you do?", Question("about_belegt")),
        ("Are you ChatGPT?", Question("about_belegt")),
    ],
)
def test_kinds_of_questions(question: str, expected: Question) -> None:
    assert understand(question) == expected


@pytest.mark.parametrize(
    "question",
    [
        "When was it built?",
        "How many soldiers were sent?",
        "Why is it closed?",
        "What did the court decide?",
    ],
)
def test_other_questions_ask_for_facts(question: str) -> None:
    assert understand(question).kind == "fact"


@given(st.text())
def test_any_text_is_understood_somehow(question: str) -> None:
    assert understand(question).kind and understand_german(question).kind


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Wer bestreitet die Berichte?", Question("who_claims", tongue="de", about="die Berichte", stance="denies")),
        ("Was sagt die Bürgermeisterin?", Question("claims_of", tongue="de", about="die Bürgermeisterin")),
        ("Wer sagt, dass es regnet?", Question("who_claims", tongue="de", about="dass es regnet")),
        (
            "Hat Klein den Bericht zurückgewiesen?",
            Question("claims_of", tongue="de", about="Klein den Bericht", stance="denies"),
        ),
        ("Stimmt es, dass es regnet?", Question("confirmation", tongue="de", about="es regnet")),
        ("Wer ist eigentlich Ruth Klein?", Question("identity", tongue="de", about="Ruth Klein")),
        ("Wie lange dauert es?", Question("fact", tongue="de", about="Wie lange dauert es")),
    ],
)
def test_german_questions_are_understood_in_german(question: str, expected: Question) -> None:
    assert understand_german(question) == expected


def of_whole(intent: Intent, **fields: str) -> Question:
    return Question("overview", wanted=Wanted(intent, **fields), about=fields.get("about", ""))


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Could you please tell me who is against it?", of_whole("opponents", about="it")),
        ("Who gets quoted?", of_whole("quoted")),
        (
            "Do Klein and Dahl agree on the port?",
            of_whole("agreement", first="Klein", second="Dahl", about="on the port"),
        ),
        ("What happens next?", of_whole("next")),
        ("Any anonymous sources?", of_whole("unnamed")),
        ("Timeline?", of_whole("timeline")),
        ("Who refused to comment?", of_whole("declined")),
    ],
)
def test_what_is_wanted_of_the_article_as_a_whole(question: str, expected: Question) -> None:
    assert understand(question) == expected


@pytest.mark.parametrize(
    ("question", "intent"),
    [
        ("Fass mir das bitte mal zusammen", "summary"),
        ("Worum geht es hier eigentlich?", "topic"),
        ("Wer ist denn alles dagegen?", "opponents"),
        ("Wer findet das Vorhaben gut?", "supporters"),
        ("Wie geht es jetzt weiter?", "next"),
        ("Wer hat sich nicht geäußert?", "declined"),
        ("Zahlen?", "numbers"),
        ("Was ist umstritten?", "disputed"),
        ("Wer kommt zu Wort?", "quoted"),
        ("Wen betrifft das?", "affected"),
    ],
)
def test_what_a_german_question_wants_of_the_article_as_a_whole(question: str, intent: Intent) -> None:
    wanted = understand_german(question).wanted
    assert wanted and wanted.intent == intent
