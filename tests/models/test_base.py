"""What every translator can do, and that a wrapper loses nothing of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from chat.models.base import Draft, Translator, WrappedTranslator
from tests.builders import Fixed

DRAFT = Draft(sentence="Guten Tag.", previous="", following="", english="Bye.", faults=("wrong",))


class Able(Fixed):
    """A translator with every ability."""

    def propose(self, sentences: Sequence[str], *, source: str) -> Iterator[tuple[int, tuple[str, ...]]]:
        yield from ((index, ("Good day.", "Hello.")) for index in range(len(sentences)))

    def revisions(self, draft: Draft, *, source: str) -> Iterator[str]:
        yield from (f"Hi, {source}.", "Hey.")


class Wrapped(WrappedTranslator):
    """A wrapper that changes nothing."""

    def __init__(self, translator: Translator) -> None:
        super().__init__(name="wrapped", parallel=3)
        self._translator = translator

    def wrapped(self, source: str) -> Translator:
        return self._translator


def test_a_translator_of_one_way_proposes_it_and_revises_nothing() -> None:
    translator = Fixed({"Guten Tag.": "Good day."})
    assert dict(translator.propose(["Guten Tag.", "Unbekannt."], source="de")) == {0: ("Good day.",), 1: ()}
    assert list(translator.revisions(DRAFT, source="de")) == []


def test_a_wrapper_of_a_wrapper_keeps_every_ability() -> None:
    translator = Wrapped(Wrapped(Able(default=str.upper)))
    assert dict(translator.translate(["ja"], source="de")) == {0: "JA"}
    assert dict(translator.propose(["ja"], source="de")) == {0: ("Good day.", "Hello.")}
    assert list(translator.revisions(DRAFT, source="fr")) == ["Hi, fr.", "Hey."]
