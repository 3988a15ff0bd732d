"""A chat model as a translator: a prompt a sentence, and others where something is known against the reply."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from chat.data import table
from chat.models.base import LEAD, Draft, Message, Priority, Reply, Request, TextModel, Translator
from prompts import load, render

# English takes about a token for each three characters of German; twice that and a rest is room enough.
_CHARACTERS_PER_TOKEN = 1.5
_LEAST_TOKENS = 48
_URGENT = {0: Priority.FIRST, **dict.fromkeys(range(1, LEAD), Priority.LEAD)}  # by place in the article
_TEMPERATURE = 0.5  # of revisions whose words are drawn

Chat = Sequence[Message]
Terms = Sequence[tuple[str, str]]


class PromptedTranslator(Translator):
    """Translates by prompting a chat model; name and `parallel` are the model's.

    Args:
        priority: of all requests; None: drafts by their place, revisions after all else.
        prompts: the end of the names of the model's own prompts; empty: ours.
    """

    def __init__(self, model: TextModel, *, priority: Priority | None = None, prompts: str = "") -> None:
        self.name = model.name
        self.parallel = model.parallel
        self._model = model
        self._priority = priority
        self._prompts = prompts

    def at(self, priority: Priority) -> PromptedTranslator:
        """Return the same translator, of whose requests all are that urgent."""
        return PromptedTranslator(self._model, priority=priority, prompts=self._prompts)

    def warm(self, *, source: str) -> None:
        """Have the model compute what all drafts of a language begin with."""
        self._model.warm(self._first("", source=source))

    def translate(self, sentences: Sequence[str], *, source: str) -> Iterator[tuple[int, str]]:
        """Yield (index, English) as they finish."""
        priority = self._or(Priority.DRAFT)
        requests = [_request(self._first(line, source=source), line, priority=priority) for line in sentences]
        return ((index, reply.strip()) for index, reply in self._model.generate_many(requests))

    def drafts(self, sentences: Sequence[str], *, source: str) -> Iterator[Reply]:
        """Yield the English of each sentence as it grows, the first ones before all others.

        Raises:
            ModelError: the model failed; what it had made has been yielded before.
        """
        requests = [
            _request(
                self._first(sentence, source=source),
                sentence,
                priority=self._or(_URGENT.get(place, Priority.DRAFT)),
                certain=True,
            )
            for place, sentence in enumerate(sentences)
        ]
        return (replace(reply, text=reply.text.strip()) for reply in self._model.stream_many(requests))

    def revisions(self, draft: Draft, *, source: str) -> Iterator[Sequence[str]]:
        """Yield the sentence translated with the English of words it lacks, then with words drawn, then after another.

        The order, and what is not tried, is what was measured (bench/LOG.md).

        Raises:
            ModelError: the model failed.
        """
        again = self._first(draft.sentence, source=source, terms=draft.terms)
        if draft.terms:
            yield [self._reply(again, draft)]
        yield [self._reply(again, draft, temperature=_TEMPERATURE, seed=1)]
        if before := draft.previous:
            german, english = before
            yield [self._reply(self._after(german, english, draft, source=source), draft)]

    def _first(self, sentence: str, *, source: str, terms: Terms = ()) -> Chat:
        """Return the prompt that is tried first: the sentence alone."""
        return self._render("translate", language=_named(source), sentence=sentence, terms=terms)

    def _after(self, previous: str, english: str, draft: Draft, *, source: str) -> Chat:
        """Return the prompt with the sentence before and its English."""
        return self._render(
            "translate_after",
            language=_named(source),
            sentence=draft.sentence,
            previous=previous,
            english=english,
            terms=draft.terms,
        )

    def _render(self, name: str, **variables: object) -> Chat:
        """Return a prompt of the model's, with those of the variables that it takes."""
        own = f"{name}_{self._prompts}" if self._prompts else name
        takes = load(own).variables
        return render(own, **{key: value for key, value in variables.items() if key in takes})

    def _or(self, priority: Priority) -> Priority:
        return priority if self._priority is None else self._priority

    def _reply(self, prompt: Chat, draft: Draft, *, temperature: float = 0.0, seed: int = 0) -> str:
        priority = self._or(Priority.REVISION)
        request = _request(prompt, draft.sentence, priority=priority, temperature=temperature, seed=seed)
        return next((reply for _, reply in self._model.generate_many([request])), "")


def _request(prompt: Chat, sentence: str, **options: Any) -> Request:
    """Return the request for the English of a sentence."""
    return Request(prompt, max_tokens=_room(sentence), **options)


def _named(source: str) -> str:
    """Return the English name of a language, its code where that has none."""
    return str(table("languages.toml").get(source, source))


def _room(sentence: str) -> int:
    """Return how many tokens the English of a sentence may take."""
    return _LEAST_TOKENS + round(len(sentence) / _CHARACTERS_PER_TOKEN)
