"""Questions about a dossier: answered with citations that open an article, kept, rated; and taken away as a file."""

from __future__ import annotations

import threading

import pytest

from chat.schema import Answer, Citation
from tests.ui.dossiers import OWNER, kept, library, look, opened
from tests.ui.page import HOSTILE, button, settle, shown
from ui import session
from ui.panels.dossier import talk

pytestmark = pytest.mark.usefixtures("engines")

QUESTION = "What do the articles disagree on?"


def asked(id: str, question: str):  # type: ignore[no-untyped-def]
    at = settle(opened(id, view="Ask"))
    at.chat_input[0].set_value(question)
    return settle(at.run())


def test_a_question_is_answered_with_citations_and_the_answer_is_kept() -> None:
    id = kept()
    at = asked(id, QUESTION)
    entry = library().dossiers.members(OWNER, id)[0].entry.id
    assert "80,000" in shown(at) and f'href="?dossier={id}&amp;reading={entry}&amp;view=Ask#s' in shown(at)
    (turn,) = library().dossiers.answers(OWNER, id)
    assert turn.answer.question == QUESTION
    assert "80,000" in shown(settle(opened(id, view="Ask")))


def test_what_can_be_asked_is_offered_and_asked_by_a_click() -> None:
    id = kept()
    at = settle(opened(id, view="Ask"))
    (offered,) = [group for group in at.button_group if (group.key or "").startswith("dossier-suggested")]
    assert "What does Karla Wendt say?" in offered.options
    offered.set_value(QUESTION)
    at = settle(at.run())
    assert len(library().dossiers.answers(OWNER, id)) == 1


def test_an_answer_is_rated() -> None:
    id = kept()
    at = asked(id, QUESTION)
    at.feedback(key=session.in_dossier("thumb", id, 1)).set_value(1)
    at.run()
    assert library().dossiers.answers(OWNER, id)[0].thumb == "up"


def test_a_question_with_markup_does_no_harm() -> None:
    at = asked(kept(), f"Who says {HOSTILE}?")
    bodies = [piece.proto.body for piece in at.get("html")]
    own = "\n".join(body for body in bodies if not body.startswith(("<style>", "<script>")))
    assert not at.exception and "<script" not in own and "<img" not in own


def test_an_answer_that_is_stopped_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    begun, go = threading.Event(), threading.Event()

    def slow(dossier: object, question: str, **how: object) -> Answer:
        begun.set()
        assert go.wait(120)
        return Answer(question=question, text="Late.", verdict="not_in_article")

    monkeypatch.setattr(talk, "ask", slow)
    id = kept()
    at = settle(opened(id, view="Ask"))
    at.chat_input[0].set_value(QUESTION)
    at.run()
    assert begun.wait(120)
    button(at, "Stop").click()
    at.run()
    go.set()
    at = settle(settle(at))
    assert not library().dossiers.answers(OWNER, id) and "Stopped." in shown(at)


def test_a_citation_of_an_article_that_was_taken_out_is_no_link() -> None:
    id = kept()
    sentence = look().dossier.by_number[2].sentence(3)
    cited = (Citation.of(sentence, article=2),)
    given = Answer(question="What?", text="So it is [2:3].", verdict="answered", citations=cited)
    library().dossiers.add_answer(OWNER, id, given)
    at = settle(opened(id, view="Ask"))
    assert "#s3" in shown(at)
    library().dossiers.remove(OWNER, id, library().dossiers.members(OWNER, id)[1].entry.id)
    text = shown(settle(opened(id, view="Ask")))
    assert "no longer in this dossier" in text and "#s3" not in text.replace("#s${", "")


def test_the_dossier_is_offered_as_a_file() -> None:
    id = kept()
    at = settle(opened(id, view="Download"))
    (offered,) = at.get("download_button")
    assert offered.proto.label == "Download Word"
    at.selectbox(key=session.in_dossier("as", id)).set_value("csv")
    at.run()
    assert at.get("download_button")[0].proto.label == "Download CSV of the claims"
