"""A chat model as a translator: one prompt a sentence, with the sentence before it as context."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict

from chat.models.base import Draft, Message, TextModel
from prompts import render

# English names of the languages the embedded models read; the prompt names another one by its code.
_LANGUAGES = {
    "de": "German", "fr": "French", "es": "Spanish", "it": "Italian", "nl": "Dutch", "pl": "Polish", "pt": "Portuguese",
    "ru": "Russian", "uk": "Ukrainian", "tr": "Turkish",
}  # fmt: skip
# English takes about a token for each three characters of German; twice that and a rest is room enough.
_CHARACTERS_PER_TOKEN = 1.5
_LEAST_TOKENS = 48
_DRAWN, _TEMPERATURE = 2, 0.5  # revisions whose words are drawn


class PromptedTranslator:
    """Translates by prompting a chat model; its name is the model's."""

    def __init__(self, model: TextModel) -> None:
        self.name = model.name
        self._model = model

    def translate(self, sentences: Sequence[str], *, source: str) -> Iterator[tuple[int, str]]:
        """Yield (index, English) as they finish; the sentence before each in the sequence is its context."""
        language = _LANGUAGES.get(source, source)
        before = ["", *sentences][: len(sentences)]
        batch = [
            render("translate", language=language, sentence=sentence, previous=previous)
            for sentence, previous in zip(sentences, before, strict=True)
        ]
        longest = max(map(len, sentences), default=0)
        return self._model.generate_many(batch, max_tokens=_room(longest))

    def revisions(self, draft: Draft, *, source: str) -> Iterator[str]:
        """Yield the sentence translated without context, with its faults named, and with words drawn.

        The order is that of what each clears (bench/LOG.md). The second is what brings in a term of a glossary.

        Raises:
            ModelError: the model failed.
        """
        language = _LANGUAGES.get(source, source)
        if draft.previous:
            yield self._reply(render("translate", language=language, sentence=draft.sentence, previous=""), draft)
        if draft.english:
            yield self._reply(render("revise", language=language, **asdict(draft)), draft)
        in_context = render("translate", language=language, sentence=draft.sentence, previous=draft.previous)
        for seed in range(1, _DRAWN + 1):
            yield self._reply(in_context, draft, temperature=_TEMPERATURE, seed=seed)

    def _reply(self, messages: Sequence[Message], draft: Draft, *, temperature: float = 0.0, seed: int = 0) -> str:
        return "".join(
            self._model.generate(messages, max_tokens=_room(len(draft.sentence)), temperature=temperature, seed=seed)
        )


def _room(characters: int) -> int:
    """Return how many tokens the English of so many characters of text may take."""
    return _LEAST_TOKENS + round(characters / _CHARACTERS_PER_TOKEN)
