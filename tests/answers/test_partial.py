"""Questions about an article that is still being read: what is answered by now, and what the answer says of that."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from chat.answers import answer as stage
from chat.answers.retrieval import is_german
from chat.answers.telling import NOT_IN_PART
from chat.article.analysed import AnalysedArticle
from chat.attribution import ledger
from chat.models.scripted import Scripted, ScriptedEmbedder
from chat.schema import Answer, Sentence, State
from tests.attribution.joint import claim
from tests.builders import article, sentence

COST = "What does the renovation of the mill cost?"
REFUSAL = "The article does not say."


def read_to(last: int) -> list[Sentence]:
    """Return the article with the English of its sentences up to a number, the last of them a draft."""

    def state(number: int) -> State:
        return "known" if number > last else "draft" if number == last else "checked"

    return [
        one.model_copy(update={"state": state(one.id), "english": one.english if one.id <= last else None})
        for one in article()
    ]


def asked(question: str, sentences: Sequence[Sentence], model: Scripted, *, partial: bool = True) -> Answer:
    """Ask about sentences, of which one may tell a claim of Erika Vogt's."""
    claims = [claim(1, ["Erika Vogt"], "Das ist jetzt viel zu teuer", sentence=3)]
    told = AnalysedArticle(sentences, claims=claims, ledger=ledger.build(claims, sentences))
    return stage.answer(question, told, model, partial=partial)


def test_a_fact_is_answered_from_what_has_english() -> None:
    model = Scripted(["It costs 2.5 million euros. [2]"])
    result = asked(COST, read_to(3), model)
    assert (result.text, result.read) == ("It costs 2.5 million euros. [2]", (3, 6))
    shown = model.calls[0][-1]["content"]
    assert "[3] “That is too expensive" in shown
    assert "[5]" not in shown and "Brandt" not in shown


def test_a_refusal_speaks_of_the_part_that_is_read() -> None:
    result = asked("Who paints the shutters of the mill?", read_to(3), Scripted([REFUSAL]))
    assert (result.text, result.verdict, result.read) == (NOT_IN_PART, "not_in_article", (3, 6))
    assert {citation.sentence for citation in result.nearest} <= {1, 2, 3}


def test_before_any_english_no_model_is_asked() -> None:
    model = Scripted()
    result = asked(COST, read_to(0), model)
    assert (result.text, result.read, result.nearest, model.calls) == (NOT_IN_PART, (0, 6), (), [])


def test_whoever_is_not_in_the_german_either_is_not_in_the_article() -> None:
    model = Scripted()
    result = asked("Why did Merkel cry?", read_to(3), model)
    assert result.text == f"{NOT_IN_PART} The article does not mention Merkel."
    assert model.calls == []


def test_whoever_comes_later_is_not_said_to_be_missing() -> None:
    model = Scripted()
    assert asked("Why did Brandt cry?", read_to(3), model).text == NOT_IN_PART
    assert model.calls == []


def test_who_claims_what_is_answered_at_once_from_all_of_it() -> None:
    result = asked("What does Vogt say?", read_to(0), Scripted())
    assert result.text == "Erika Vogt says (in German): „Das ist jetzt viel zu teuer“ [3]"
    assert (result.quoted, result.speakers, result.read) == (True, ("Erika Vogt",), None)
    assert [(cited.sentence, cited.english) for cited in result.citations] == [(3, None)]


def test_english_that_is_being_written_is_none_yet() -> None:
    growing = [
        one.model_copy(update={"english": "Mayor Jonas Brandt approved"}) if one.id == 5 else one for one in read_to(3)
    ]
    model = Scripted([REFUSAL])
    result = asked("What is said of the mill?", growing, model)
    assert "approved" not in model.calls[0][-1]["content"]
    assert result.read == (3, 6)


def test_a_pronoun_waits_for_the_sentence_that_tells_who_is_meant() -> None:
    others = [one for one in article() if one.id != 5]
    without = [one.model_copy(update={"state": "checked"}) for one in others]
    without.insert(4, next(one for one in read_to(3) if one.id == 5))
    model = Scripted([REFUSAL])
    assert asked("What is said of the mill?", without, model).read == (5, 6)
    assert "[7]" in model.calls[0][-1]["content"] and "landmark" not in model.calls[0][-1]["content"]


@pytest.mark.parametrize("english", ["He called the building a landmark of the region.", None])
def test_where_no_english_is_to_come_the_article_is_asked(english: str | None) -> None:
    settled = [
        one.model_copy(update={"state": "checked", "english": english if one.id == 6 else one.english})
        for one in article()
    ]
    result = asked("Who paints the shutters of the mill?", settled, Scripted([REFUSAL]))
    assert (result.text, result.read) == (REFUSAL, None)


def test_a_reading_that_is_whole_is_not_said_to_be_a_part() -> None:
    result = asked("Who paints the shutters of the mill?", article(), Scripted([REFUSAL]), partial=False)
    assert (result.text, result.read) == (REFUSAL, None)


def test_an_answer_is_json_both_ways() -> None:
    result = asked(COST, read_to(3), Scripted(["It costs 2.5 million euros. [2]"]))
    assert Answer.model_validate_json(result.model_dump_json()) == result


def test_a_sentence_is_embedded_once_however_often_a_part_is_asked() -> None:
    embedder = ScriptedEmbedder(["mill"], ["cost", "euros"])
    part = AnalysedArticle(read_to(3))
    for _ in range(2):
        stage.answer(COST, part, Scripted([REFUSAL]), embedder=embedder, partial=True)
    embedded = [text for call in embedder.calls for text in call if text != COST]  # asked of the examples too
    assert len(embedded) == len(set(embedded))


def test_a_german_question_is_known_before_there_is_english() -> None:
    unread = AnalysedArticle([sentence(1, "Klein sagt, die Brücke sei zu.")])
    assert is_german("Was sagt Klein?", unread)
    assert not is_german("What does Klein say?", unread)
