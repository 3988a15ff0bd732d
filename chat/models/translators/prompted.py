"""A chat model as a translator: a few prompts a sentence, and more where something is known against the replies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict

from chat.data import table
from chat.errors import ModelError
from chat.models.base import Draft, Message, Request, TextModel, Translator
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
        """Yield (index, English) as they finish; the sentence before each in the sequence is its context."""
        for index, replies in self.propose(sentences, source=source):
            yield index, replies[0] if replies else ""

    def propose(self, sentences: Sequence[str], *, source: str) -> Iterator[tuple[int, tuple[str, ...]]]:
        """Yield (index, translations) as they finish: one for each prompt that is tried at once.

        Raises:
            ModelError: the model failed; what it had made has been yielded before.
        """
        prompts = [
            _prompts(sentence, previous, source=source)[0]
            for sentence, previous in zip(sentences, ["", *sentences], strict=False)
        ]
        places = [(index, way) for index, ways in enumerate(prompts) for way in range(len(ways))]
        replies: list[dict[int, str]] = [{} for _ in prompts]
        requests = [Request(prompts[index][way], max_tokens=_room(sentences[index])) for index, way in places]
        try:
            for number, reply in self._model.generate_many(requests):
                index, way = places[number]
                replies[index][way] = reply
                if len(replies[index]) == len(prompts[index]):
                    yield index, _made(replies[index])
        except ModelError:
            for index, made in enumerate(replies):
                if 0 < len(made) < len(prompts[index]) and any(made.values()):
                    yield index, _made(made)
            raise

    def revisions(self, draft: Draft, *, source: str) -> Iterator[str]:
        """Yield the sentence translated by the prompts that were not tried, and with the English of words it lacks.

        Where there are faults, it is then translated with these named, which is what brings in a term of a glossary,
        and by the best prompt again with words drawn: by the others too it was worth nothing (bench/LOG.md).

        Raises:
            ModelError: the model failed.
        """
        if draft.terms:
            with_terms = {"language": _named(source), "sentence": draft.sentence, "terms": draft.terms}
            yield self._reply(render("translate_with_terms", **with_terms), draft)
        first, others = _prompts(draft.sentence, draft.previous, source=source)
        for prompt in others:
            yield self._reply(prompt, draft)
        if not draft.faults:
            return
        if draft.english:
            fields = {name: value for name, value in asdict(draft).items() if name != "terms"}
            yield self._reply(render("revise", language=_named(source), **fields), draft)
        yield self._reply(first[0], draft, temperature=_TEMPERATURE, seed=1)

    def _reply(self, prompt: Chat, draft: Draft, *, temperature: float = 0.0, seed: int = 0) -> str:
        request = Request(prompt, max_tokens=_room(draft.sentence), temperature=temperature, seed=seed)
        return next((reply for _, reply in self._model.generate_many([request])), "")


def _prompts(sentence: str, previous: str, *, source: str) -> tuple[list[Chat], list[Chat]]:
    """Return the prompts that are tried at once, the best one alone first, and those that may be tried later."""
    first: list[Chat] = [render("translate", language=_named(source), sentence=sentence)]
    if previous:
        first.append(render("translate_in_context", language=_named(source), sentence=sentence, previous=previous))
    examples: list[Chat] = [render("translate_by_example", sentence=sentence)] if source == _OF_EXAMPLES else []
    return (first, examples) if previous else (first + examples, [])


def _made(replies: dict[int, str]) -> tuple[str, ...]:
    """Return the replies that are not empty, in the order of their prompts."""
    return tuple(reply.strip() for _, reply in sorted(replies.items()) if reply.strip())


def _named(source: str) -> str:
    """Return the English name of a language, its code where that has none."""
    return str(table("languages.toml").get(source, source))


def _room(sentence: str) -> int:
    """Return how many tokens the English of a sentence may take."""
    return _LEAST_TOKENS + round(len(sentence) / _CHARACTERS_PER_TOKEN)
