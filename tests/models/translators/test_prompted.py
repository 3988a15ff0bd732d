"""A chat model as a translator."""

from __future__ import annotations

from collections.abc import Generator, Sequence

import pytest

from chat.errors import ModelFailed
from chat.models.base import Draft, Priority, Reply, Request
from chat.models.scripted import Scripted
from chat.models.translators.prompted import PromptedTranslator
from tests.builders import Wrapped, sentence_asked


def test_it_has_the_name_of_its_model() -> None:
    assert PromptedTranslator(Scripted()).name == "scripted"


def test_every_sentence_is_translated() -> None:
    model = Scripted(default=lambda messages: f"English of {sentence_asked(messages)}")
    found = dict(PromptedTranslator(model).translate(["Guten Tag.", "Tschüss."], source="de"))
    assert found == {0: "English of Guten Tag.", 1: "English of Tschüss."}


def test_no_sentences_need_no_call() -> None:
    assert list(PromptedTranslator(Scripted()).translate([], source="de")) == []


def test_a_draft_is_one_request_about_the_sentence_alone() -> None:
    model = Scripted(default="x")
    list(PromptedTranslator(model).drafts(["Guten Tag.", "Tschüss."], source="de"))
    assert [sentence_asked(call) for call in model.calls] == ["Guten Tag.", "Tschüss."]
    assert all(call[-1] == {"role": "assistant", "content": "English:"} for call in model.calls)
    assert "Guten Tag." not in model.calls[1][1]["content"]


def test_a_draft_grows_word_by_word_and_comes_back_done_once() -> None:
    replies = [*PromptedTranslator(Scripted(["Good day to you."])).drafts(["Guten Tag."], source="de")]
    assert [reply.text for reply in replies if reply.done] == ["Good day to you."]
    assert [reply.text for reply in replies][:2] == ["Good", "Good day"]


def test_the_first_sentences_go_before_all_others_and_revisions_after_them() -> None:
    asked: list[Request] = []

    class Noted(Scripted):
        def stream_many(self, requests: Sequence[Request]) -> Generator[Reply, None, None]:
            asked.extend(requests)
            return super().stream_many(requests)

        def generate_many(self, requests: Sequence[Request]) -> Generator[tuple[int, str], None, None]:
            asked.extend(requests)
            return super().generate_many(requests)

    translator = PromptedTranslator(Noted(default="x"))
    list(translator.drafts([f"Satz {number}." for number in range(5)], source="de"))
    list(translator.revisions(Draft("Satz.", previous=("Ja.", "Yes.")), source="de"))
    lead, drafts, revisions = asked[:3], asked[3:5], asked[5:]
    assert [request.priority for request in lead] == [Priority.FIRST, Priority.LEAD, Priority.LEAD]
    assert {request.priority for request in drafts} == {Priority.DRAFT}
    assert {request.priority for request in revisions} == {Priority.REVISION} and len(revisions) == 2


def test_all_requests_are_as_urgent_as_it_is_told_also_through_what_wraps_it() -> None:
    model = Scripted(default="x")
    for translator in (PromptedTranslator(model), Wrapped(PromptedTranslator(model))):
        urgent = translator.at(Priority.QUESTION)
        list(urgent.drafts(["Was?", "Wer?"], source="de"))
        list(urgent.translate(["Wo?"], source="de"))
        list(urgent.revisions(Draft("Was?"), source="de"))
    assert [request.priority for request in model.requests] == [Priority.QUESTION] * 8


def test_words_that_are_lacking_are_named_then_others_drawn_then_it_follows_the_sentence_before() -> None:
    model = Scripted(default="x")
    draft = Draft("Die Vermieter kamen.", previous=("Ja.", "Yes."), terms=(("Vermieter", "landlord"),))
    assert list(PromptedTranslator(model).revisions(draft, source="de")) == [["x"]] * 3
    named, drawn, after = model.calls
    assert named[1]["content"].endswith("Die Vermieter kamen.\nIn it, “Vermieter” means “landlord”.")
    assert drawn == named and [request.temperature > 0 for request in model.requests] == [False, True, False]
    assert [message["content"] for message in after[1:3]] == ["German: Ja.", "English: Yes."]
    assert after[3:] == named[1:]


def test_where_no_word_is_lacking_nothing_is_asked_for_twice_in_the_same_way() -> None:
    model = Scripted(default="x")
    list(PromptedTranslator(model).revisions(Draft("Es kamen 3.", previous=("Ja.", "Yes.")), source="de"))
    assert [request.temperature > 0 for request in model.requests] == [True, False]


def test_the_first_sentence_follows_no_other() -> None:
    model = Scripted(default="x")
    list(PromptedTranslator(model).revisions(Draft("Es kamen 3."), source="de"))
    assert [len(call) for call in model.calls] == [3]


def test_a_failure_comes_back_empty() -> None:
    assert list(PromptedTranslator(Scripted()).translate(["Guten Tag."], source="de")) == [(0, "")]
    assert list(PromptedTranslator(Scripted()).drafts(["Guten Tag."], source="de")) == [Reply(0, "")]


def test_what_was_made_before_the_model_fails_is_given_out() -> None:
    class Failing(Scripted):
        def stream_many(self, requests: Sequence[Request]) -> Generator[Reply, None, None]:
            yield from [Reply(2, "Bye."), Reply(0, "Hello.")]
            raise ModelFailed("gone")

    drafts = PromptedTranslator(Failing()).drafts(["Guten Tag.", "Tschüss.", "Ja."], source="de")
    assert [next(drafts), next(drafts)] == [Reply(2, "Bye."), Reply(0, "Hello.")]
    with pytest.raises(ModelFailed):
        next(drafts)


@pytest.mark.parametrize(("code", "name"), [("de", "German"), ("fr", "French"), ("da", "Danish"), ("xx", "xx")])
def test_the_language_is_named(code: str, name: str) -> None:
    model = Scripted(default="x")
    list(PromptedTranslator(model).translate(["Salut."], source=code))
    assert f"You translate {name} news" in model.calls[0][0]["content"]
    assert model.calls[0][1]["content"] == f"{name}: Salut."


def test_a_long_sentence_gets_room_for_a_long_reply() -> None:
    rooms: list[int] = []

    class Measured(Scripted):
        def generate_many(self, requests: Sequence[Request]) -> Generator[tuple[int, str], None, None]:
            rooms.extend(request.max_tokens for request in requests)
            return super().generate_many(requests)

    list(PromptedTranslator(Measured(default="x")).translate(["Ja.", "Lang " * 100], source="fr"))
    short, *long = rooms
    assert short < 100 < 300 < min(long)
