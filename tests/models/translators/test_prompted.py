"""A chat model as a translator."""

from __future__ import annotations

from collections.abc import Generator, Sequence

import pytest

from chat.errors import ModelFailed
from chat.models.base import Draft, Request
from chat.models.scripted import Scripted
from chat.models.translators.prompted import PromptedTranslator
from tests.builders import sentence_asked


def test_it_has_the_name_of_its_model() -> None:
    assert PromptedTranslator(Scripted()).name == "scripted"


def english(*replies: str) -> tuple[str, ...]:
    """Return what is proposed for a sentence for which the model gives these replies in turn."""
    model = Scripted(["Before.", "Before.", *replies])
    return dict(PromptedTranslator(model).propose(["Vorher.", "Guten Tag."], source="de"))[1]


def revised(draft: Draft) -> list[str]:
    """Return what the model is asked for, in turn, to revise a draft: the last message of the reader in each prompt."""
    model = Scripted(default="x")
    list(PromptedTranslator(model).revisions(draft, source="de"))
    return [next(m["content"] for m in reversed(call) if m["role"] == "user") for call in model.calls]


def test_every_sentence_is_translated() -> None:
    model = Scripted(default=lambda messages: f"English of {sentence_asked(messages)}")
    found = dict(PromptedTranslator(model).translate(["Guten Tag.", "Tschüss."], source="de"))
    assert found == {0: "English of Guten Tag.", 1: "English of Tschüss."}


def test_no_sentences_need_no_call() -> None:
    assert list(PromptedTranslator(Scripted()).translate([], source="de")) == []


def test_a_sentence_is_asked_for_alone_and_with_the_one_before_it() -> None:
    model = Scripted(default="x")
    list(PromptedTranslator(model).translate(["Guten Tag.", "Tschüss."], source="de"))
    assert [sentence_asked(call) for call in model.calls] == ["Guten Tag."] * 2 + ["Tschüss."] * 2
    alone, in_context = model.calls[2:]
    assert alone[-1] == {"role": "assistant", "content": "English:"}
    assert "for context only: Guten Tag." in in_context[-1]["content"]
    assert not any("Guten Tag." in message["content"] for message in alone)


def test_the_first_sentence_which_has_none_before_it_is_asked_for_after_examples() -> None:
    model = Scripted(default="x")
    list(PromptedTranslator(model).translate(["Guten Tag."], source="de"))
    assert "intends to cut around 1,500 jobs" in model.calls[1][-2]["content"]


def test_a_word_that_is_lacking_is_named_before_anything_else_is_tried() -> None:
    draft = Draft("Die Vermieter kamen.", "Ja.", "", "The clouds came.", faults=(), terms=(("Vermieter", "landlord"),))
    with_terms, *others = revised(draft)
    assert with_terms.endswith("In it, “Vermieter” means “landlord”.")
    assert len(others) == 1  # after examples


def test_faults_are_named_and_words_drawn() -> None:
    asked = revised(Draft("Es kamen 3.", "Ja.", "", "Many came.", faults=("The number 3 is lost.",)))
    assert ["The number 3 is lost." in prompt for prompt in asked] == [False, True, False]


def test_german_examples_teach_no_other_language() -> None:
    model = Scripted(default="x")
    list(PromptedTranslator(model).translate(["Salut."], source="fr"))
    assert len(model.calls) == 1


def test_all_that_was_made_is_proposed() -> None:
    assert english("Good day.", "Hello.") == ("Good day.", "Hello.")
    assert english("", "Hello.") == ("Hello.",)


def test_a_failure_comes_back_empty() -> None:
    assert list(PromptedTranslator(Scripted()).translate(["Guten Tag."], source="de")) == [(0, "")]
    assert list(PromptedTranslator(Scripted()).propose(["Guten Tag."], source="de")) == [(0, ())]


def test_what_was_made_before_the_model_fails_is_given_out() -> None:
    class Failing(Scripted):
        def generate_many(self, requests: Sequence[Request]) -> Generator[tuple[int, str], None, None]:
            yield from [(2, "Bye."), (0, "Hello."), (1, "Good day.")]
            raise ModelFailed("gone")

    proposals = PromptedTranslator(Failing()).propose(["Guten Tag.", "Tschüss.", "Ja."], source="de")
    assert [next(proposals), next(proposals)] == [(0, ("Hello.", "Good day.")), (1, ("Bye.",))]
    with pytest.raises(ModelFailed):
        next(proposals)


@pytest.mark.parametrize(("code", "name"), [("de", "German"), ("fr", "French"), ("da", "Danish"), ("xx", "xx")])
def test_the_language_is_named(code: str, name: str) -> None:
    model = Scripted(default="x")
    list(PromptedTranslator(model).translate(["Salut."], source=code))
    assert f"a {name} news sentence" in model.calls[0][1]["content"]


def test_a_long_sentence_gets_room_for_a_long_reply() -> None:
    rooms: list[int] = []

    class Measured(Scripted):
        def generate_many(self, requests: Sequence[Request]) -> Generator[tuple[int, str], None, None]:
            rooms.extend(request.max_tokens for request in requests)
            return super().generate_many(requests)

    list(PromptedTranslator(Measured(default="x")).translate(["Ja.", "Lang " * 100], source="fr"))
    short, *long = rooms
    assert short < 100 < 300 < min(long)
