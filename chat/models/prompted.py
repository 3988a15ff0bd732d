"""A chat model as a translator: one prompt a sentence, with the sentence before it as context."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from chat.models.base import TextModel
from prompts import render

# English names of the languages the embedded models read; the prompt names another one by its code.
_LANGUAGES = {
    "de": "German", "fr": "French", "es": "Spanish", "it": "Italian", "nl": "Dutch", "pl": "Polish", "pt": "Portuguese",
    "ru": "Russian", "uk": "Ukrainian", "tr": "Turkish",
}  # fmt: skip
# English takes about a token for each three characters of German; twice that and a rest is room enough.
_CHARACTERS_PER_TOKEN = 1.5
_LEAST_TOKENS = 48


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
        return self._model.generate_many(batch, max_tokens=_LEAST_TOKENS + round(longest / _CHARACTERS_PER_TOKEN))
