"""Questions and answers on the page: asked once, kept, rated."""

from __future__ import annotations

from pathlib import Path

import pytest

from chat import pipeline
from chat.answers.suggestions import ABOUT
from chat.export.markdown import escaped
from chat.schema import Answer, Reading
from tests.engines import ARTICLE
from tests.ui.page import again, ask, failing, page, read, settle, shown, suggested
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
