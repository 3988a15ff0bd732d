"""Questions and answers on the page: asked once, kept, rated."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from chat import pipeline
from chat.answers.suggestions import ABOUT
from chat.export.markdown import escaped
from chat.schema import Answer, Reading
from tests.engines import ARTICLE
from tests.ui.page import (
    Held,
    again,
    ask,
    begin,
    button,
    count,
    failing,
    page,
    read,
    settle,
    shown,
    suggested,
    until,
)
from ui import room
from ui.panels import talk

pytestmark = pytest.mark.usefixtures("engines")


def test_a_question_gets_a_cited_answer_and_keeps_it_over_reruns() -> None:
    at = ask(read(page(), ARTICLE), "Who warned of losses?")
    at.run()
    assert "Spokesman Henrik Dahl" in shown(at)
    assert "bezeichnete das Gutachten" in shown(at)
    assert shown(at).count("Who warned of losses?") == 1


def test_a_suggested_question_is_answered() -> None:
    at = read(page(), ARTICLE)
    offered = next(group for group in at.button_group if "suggested" in (group.key or ""))
    offered.set_value(ABOUT)
    at = settle(at.run())
    assert "What is the article about?" in shown(at)


def test_what_is_not_in_the_article_is_said_so() -> None:
    at = ask(read(page(), ARTICLE), "What did Angela Merkel say?")
    assert "The article does not say." in shown(at)


def test_a_suggested_question_that_fails_is_asked_once_and_can_be_chosen_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    at = read(page(), ARTICLE)
    with monkeypatch.context() as broken:
        attempts = failing(broken)
        suggested(at).set_value(ABOUT)
        at = settle(settle(at.run()).run())
        assert len(attempts) == 1
        assert "The model stumbled." in shown(at) and ABOUT in shown(at) and suggested(at).value is None
    suggested(at).set_value(ABOUT)
    assert "The model stumbled." not in shown(settle(at.run()))


def test_a_suggestion_that_is_clicked_twice_is_asked_once() -> None:
    at = read(page(), ARTICLE)
    suggested(at).set_value(ABOUT)
    at.run()
    talk._ask_suggested(None, None, None, "")  # type: ignore[arg-type]  # the second click takes the choice back
    at = settle(at)
    assert ABOUT in shown(at) and not at.error


def test_an_answer_is_rated() -> None:
    at = ask(read(page(), ARTICLE), "Who warned of losses?")
    at.feedback[0].set_value(1)
    at.run()
    assert again(at).feedback[0].value == 1


def test_the_readers_terms_are_those_of_the_question_too(monkeypatch: pytest.MonkeyPatch) -> None:
    at = page()
    at.text_area(key="terms").set_value("Nordkai = North Quay")
    at = read(at, ARTICLE)
    asked = {}

    def ask_and_note(reading: Reading, question: str, engines: object, **how: object) -> Answer:
        asked.update(how)
        return Answer(question=question, text="Klein.", verdict="answered")

    monkeypatch.setattr(pipeline, "ask", ask_and_note)
    assert "Klein." in shown(ask(at, "Wer warnt?"))
    assert asked["glossary"] == {"Nordkai": "North Quay"}


def test_a_glossary_that_cannot_be_read_is_explained_where_the_question_was_asked(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    at = read(page(), ARTICLE)
    with monkeypatch.context() as setting:
        setting.setenv("BELEGT_GLOSSARY", str(tmp_path / "terms.csv"))
        at.run()
        suggested(at).set_value(ABOUT)
        at = settle(at.run())
        assert "The glossary terms.csv cannot be read" in shown(at) and suggested(at).value is None
    at.run()
    suggested(at).set_value(ABOUT)
    at = settle(at.run())
    assert "cannot be read" not in shown(at) and ABOUT in shown(at)


def test_a_tab_that_was_drawn_earlier_takes_no_rating_back_and_shows_it() -> None:
    earlier = ask(read(page(), ARTICLE), "Who warned of losses?")
    other = again(earlier)
    other.feedback[0].set_value(1)
    other.run()
    assert earlier.run().feedback[0].value == 1
    assert again(earlier).feedback[0].value == 1


def test_a_rating_is_taken_back_by_a_click() -> None:
    at = ask(read(page(), ARTICLE), "Who warned of losses?")
    at.feedback[0].set_value(1)
    at.run()
    at.feedback[0].set_value(None)
    assert at.run().feedback[0].value is None
    assert again(at).feedback[0].value is None


HOSTILE = "A*B*C ![x](http://tracker.example/a.png) :smile: <b>"


def test_suggested_questions_are_shown_as_they_stand_and_asked_so(monkeypatch: pytest.MonkeyPatch) -> None:
    question = f"What does {HOSTILE} say?"
    monkeypatch.setattr(talk, "suggestions", lambda article: (question,))
    at = read(page(), ARTICLE)
    assert suggested(at).options == [escaped(question)]
    suggested(at).set_value(question)
    at = settle(at.run())
    assert question in [text.value for text in at.text]


def test_a_speaker_with_signs_of_markup_is_suggested_as_named() -> None:
    firm = "Die Firma „A*B*C Werke“"
    at = read(page(), f"{firm} teilte am Montag mit, die Brücke bleibe offen. {firm} sagte, sie sei sicher.")
    assert "What does the company “A\\*B\\*C Werke” say?" in suggested(at).options


def asked_while_it_is_read(monkeypatch: pytest.MonkeyPatch) -> tuple[AppTest, Held]:
    """Return the page with an answer by two sentences of an article that is being read."""
    engines = Held(monkeypatch)
    at = begin(page(), ARTICLE)
    engines.let(2)
    until(lambda: count("draft", "checked") == 2)
    at.chat_input[0].set_value("How many vehicles cross the structure?")
    at.run()
    until(lambda: not is_answering())
    return at.run(), engines


def is_answering() -> bool:
    return any(job.running for (_, kind), job in list(room._desk._jobs.items()) if kind.name == "answer")


def test_a_question_is_answered_by_what_is_read_and_says_how_much_that_is(monkeypatch: pytest.MonkeyPatch) -> None:
    at, engines = asked_while_it_is_read(monkeypatch)
    assert "Read so far: 2 of 13 sentences." in shown(at) and "12,500" not in shown(at)
    assert not button(at, "Ask again when all is read").disabled
    engines.let()
    at = settle(at)
    assert not button(at, "Ask again, now that all is read").disabled


def test_a_question_waits_until_all_is_read_and_is_asked_then(monkeypatch: pytest.MonkeyPatch) -> None:
    at, engines = asked_while_it_is_read(monkeypatch)
    button(at, "Ask again when all is read").click()
    at.run()
    assert "Waiting until the article is read to its end" in shown(at) and at.chat_input[0].disabled
    engines.let()
    at = settle(at)
    assert "12,500" in shown(at)
    assert not [b for b in at.button if b.label.startswith("Ask again")]  # it has been


def test_a_question_that_waits_can_be_taken_back(monkeypatch: pytest.MonkeyPatch) -> None:
    at, engines = asked_while_it_is_read(monkeypatch)
    button(at, "Ask again when all is read").click()
    at.run()
    button(at, "Stop").click()
    at.run()
    until(lambda: not is_answering())
    at.run()
    assert "Waiting until" not in shown(at) and "Stopped." in shown(at) and not at.chat_input[0].disabled
    assert count("checked", "draft") == 2  # it is read on all the same
    engines.let()
    settle(at)


def test_a_question_does_not_wait_for_what_nobody_reads_on(monkeypatch: pytest.MonkeyPatch) -> None:
    at, engines = asked_while_it_is_read(monkeypatch)
    button(at, "Ask again when all is read").click()
    at.run()
    button(at, "Cancel").click()
    at.run()
    engines.let(1)
    at = settle(at)
    assert "not read to its end" in shown(at) and button(at, "Go on reading")
    assert button(at, "Ask again when all is read").disabled


def test_a_question_waits_for_the_engines(monkeypatch: pytest.MonkeyPatch) -> None:
    engines = Held(monkeypatch, opened=False)
    at = begin(page(), ARTICLE)
    suggested(at).set_value(ABOUT)
    at.run()
    assert is_answering() and ABOUT in shown(at)
    engines.let_open()
    engines.let()
    at = settle(at)
    assert not at.error and len([one for one in at.text if one.value == ABOUT]) == 1


def test_what_was_asked_is_there_when_the_article_is_read_to_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    at, engines = asked_while_it_is_read(monkeypatch)
    engines.let()
    at = again(settle(at))
    assert "Read so far: 2 of 13 sentences." in shown(at) and "Read as far" not in shown(at)
