"""Small objects for tests, built by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from chat.lang.de.text import GermanText
from chat.lang.en.text import EnglishText
from chat.models.base import Message, Translator, WrappedTranslator
from chat.schema import Kind, Sentence
from chat.translation.checks import Pair
from chat.translation.glossary import NO_TERMS


def sentence(id: int, german: str, english: str | None = None, *, paragraph: int = 0, kind: Kind = "text") -> Sentence:
    """Return a sentence whose span is that of a text with nothing but it."""
    return Sentence(id=id, start=0, end=len(german), text=german, english=english, paragraph=paragraph, kind=kind)


def pair(german: str, english: str, glossary: Mapping[str, str] = NO_TERMS) -> Pair:
    """Return a sentence with a translation of it, as a check gets them."""
    return Pair(GermanText(german), EnglishText(english), glossary)


def article() -> list[Sentence]:
    """Return a short article: a title, five sentences and a line of boilerplate between them."""
    return [
        sentence(1, "Streit um die Alte Mühle", "Dispute over the Old Mill", kind="title"),
        sentence(2, "Die Mühle in Ostfeld wird für 2,5 Millionen Euro saniert.",
                 "The mill in Ostfeld is being renovated for 2.5 million euros.", paragraph=1),
        sentence(3, "„Das ist zu teuer“, sagte die Stadträtin Erika Vogt am Dienstag.",
                 "“That is too expensive,” said city councillor Erika Vogt on Tuesday.", paragraph=1),
        sentence(4, "Lesen Sie auch: Neues Schwimmbad", None, paragraph=2, kind="boilerplate"),
        sentence(5, "Bürgermeister Jonas Brandt wies die Kritik zurück.",
                 "Mayor Jonas Brandt rejected the criticism.", paragraph=3),
        sentence(6, "Er nannte das Gebäude ein Wahrzeichen der Region.",
                 "He called the building a landmark of the region.", paragraph=3),
        sentence(7, "Die russische Firma Stroika soll das Dach liefern.",
                 "The Russian company Stroika is to supply the roof.", paragraph=4),
    ]  # fmt: skip


def sentence_asked(messages: Sequence[Message]) -> str:
    """Return the sentence that a prompt of the translator is about."""
    shown = next(message["content"] for message in reversed(messages) if message["role"] == "user")
    sentence = shown.partition(": ")[2]
    return sentence.partition("\nIn it, “")[0]  # the English of words that were lacking


class Fixed(Translator):
    """A translator that has its translations by heart; an unknown sentence comes back as `default`, or empty."""

    name = "fixed"

    def __init__(self, known: dict[str, str] | None = None, *, default: Callable[[str], str] = lambda _: "") -> None:
        self._known = known or {}
        self._default = default
        self.calls: list[list[str]] = []

    def translate(self, sentences: Sequence[str], *, source: str) -> Iterator[tuple[int, str]]:
        """Yield the translations from last to first."""
        self.calls.append(list(sentences))
        for index in reversed(range(len(sentences))):
            yield index, self._known.get(sentences[index], self._default(sentences[index]))


class Wrapped(WrappedTranslator):
    """A wrapper that changes nothing."""

    def __init__(self, translator: Translator) -> None:
        super().__init__(name="wrapped", parallel=3)
        self._translator = translator

    def wrapped(self, source: str) -> Translator:
        return self._translator
