"""A chat model as a translator."""

from __future__ import annotations

import pytest

from chat.models.prompted import PromptedTranslator
from chat.models.scripted import Scripted


def test_it_has_the_name_of_its_model() -> None:
    assert PromptedTranslator(Scripted()).name == "scripted"


def test_every_sentence_is_translated() -> None:
    translator = PromptedTranslator(Scripted(["Good day.", "Bye."]))
    assert dict(translator.translate(["Guten Tag.", "Tschüss."], source="de")) == {0: "Good day.", 1: "Bye."}


def test_no_sentences_need_no_call() -> None:
    assert list(PromptedTranslator(Scripted()).translate([], source="de")) == []


def test_a_sentence_is_sent_with_the_one_before_it() -> None:
    model = Scripted(default="x")
    list(PromptedTranslator(model).translate(["Guten Tag.", "Tschüss."], source="de"))
    first, second = (call[-1]["content"] for call in model.calls)
    assert first == "Sentence to translate: Guten Tag."
    assert "for context only: Guten Tag." in second
    assert second.endswith("Sentence to translate: Tschüss.")


def test_a_failure_comes_back_empty() -> None:
    assert list(PromptedTranslator(Scripted()).translate(["Guten Tag."], source="de")) == [(0, "")]


@pytest.mark.parametrize(("code", "name"), [("de", "German"), ("fr", "French"), ("xx", "xx")])
def test_the_language_is_named(code: str, name: str) -> None:
    model = Scripted(default="x")
    list(PromptedTranslator(model).translate(["Salut."], source=code))
    assert f"Translate the {name} sentence" in model.calls[0][0]["content"]


def test_a_long_sentence_gets_room_for_a_long_reply() -> None:
    asked: list[int] = []

    class Measured(Scripted):
        def generate_many(self, batch, *, max_tokens, citable=()):  # type: ignore[no-untyped-def]
            asked.append(max_tokens)
            return super().generate_many(batch, max_tokens=max_tokens)

    translator = PromptedTranslator(Measured(default="x"))
    for text in ("Ja.", "Lang " * 100):
        list(translator.translate([text], source="de"))
    assert asked[0] < 100 < 300 < asked[1]
