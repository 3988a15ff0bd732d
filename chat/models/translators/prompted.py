"""A chat model as a translator: a prompt a sentence, and others where something is known against the reply."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from typing import Any

from chat.data import table
from chat.models.base import LEAD, Draft, Message, Priority, Reply, Request, TextModel, Translator
from prompts import render

_OF_EXAMPLES = "de"  # the language of prompts/translate_by_example.j2
# English takes about a token for each three characters of German; twice that and a rest is room enough.
_CHARACTERS_PER_TOKEN = 1.5
_LEAST_TOKENS = 48
_TEMPERATURE = 0.5  # of revisions whose words are drawn

Chat = Sequence[Message]


class PromptedTranslator(Translator):
    """Translates by prompting a chat model; name and `parallel` are the model's."""

    def __init__(self, model: TextModel) -> None:
        self.name = model.name
        self.parallel = model.parallel
        self._model = model

    def translate(self, sentences: Sequence[str], *, source: str) -> Iterator[tuple[int, str]]:
        """Yield (index, English) as they finish."""
        requests = [_request(_first(sentence, source=source), sentence) for sentence in sentences]
        return ((index, reply.strip()) for index, reply in self._model.generate_many(requests))

    def drafts(self, sentences: Sequence[str], *, source: str) -> Iterator[Reply]:
        """Yield the English of each sentence as it grows, the first ones before all others.

        Raises:
            ModelError: the model failed; what it had made has been yielded before.
        """
        requests = [
            _request(
                _first(sentence, source=source),
                sentence,
                priority=Priority.LEAD if place < LEAD else Priority.DRAFT,
                certain=True,
            )
            for place, sentence in enumerate(sentences)
        ]
        return (replace(reply, text=reply.text.strip()) for reply in self._model.stream_many(requests))

    def revisions(self, draft: Draft, *, source: str) -> Iterator[str]:
        """Yield the sentence translated with the English of words it lacks, and by the prompts that were not tried.

        Where there are faults, it is then translated with these named, which is what brings in a term of a glossary,
        and by the first prompt again with words drawn: by the others too it was worth nothing (bench/LOG.md).

        Raises:
            ModelError: the model failed.
        """
        language = _named(source)
        if draft.terms:
            yield self._reply(
                render("translate_with_terms", language=language, sentence=draft.sentence, terms=draft.terms), draft
            )
        for prompt in _others(draft, source=source):
            yield self._reply(prompt, draft)
        if not draft.faults:
            return
        if draft.english:
            fields = {name: value for name, value in asdict(draft).items() if name != "terms"}
            yield self._reply(render("revise", language=language, **fields), draft)
        yield self._reply(_first(draft.sentence, source=source), draft, temperature=_TEMPERATURE, seed=1)

    def _reply(self, prompt: Chat, draft: Draft, *, temperature: float = 0.0, seed: int = 0) -> str:
        request = _request(prompt, draft.sentence, priority=Priority.REVISION, temperature=temperature, seed=seed)
        return next((reply for _, reply in self._model.generate_many([request])), "")


def _request(prompt: Chat, sentence: str, **options: Any) -> Request:
    """Return the request for the English of a sentence."""
    return Request(prompt, max_tokens=_room(sentence), **options)


def _first(sentence: str, *, source: str) -> Chat:
    """Return the prompt that is tried first: the best one alone."""
    return render("translate", language=_named(source), sentence=sentence)


def _others(draft: Draft, *, source: str) -> Iterator[Chat]:
    """Yield the prompts that are tried after the first."""
    if draft.previous:
        yield render("translate_in_context", language=_named(source), sentence=draft.sentence, previous=draft.previous)
    if source == _OF_EXAMPLES:
        yield render("translate_by_example", sentence=draft.sentence)


def _named(source: str) -> str:
    """Return the English name of a language, its code where that has none."""
    return str(table("languages.toml").get(source, source))


def _room(sentence: str) -> int:
    """Return how many tokens the English of a sentence may take."""
    return _LEAST_TOKENS + round(len(sentence) / _CHARACTERS_PER_TOKEN)
