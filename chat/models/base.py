"""What the stages ask of a model. Nothing here knows a backend."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Generator, Iterator, Sequence
from dataclasses import KW_ONLY, dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, Any

from chat.models.tokens import Tokens
from prompts import Message as Message

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


LEAD = 3  # sentences at the top of an article that are read first: mostly the headline and the lead


class Priority(IntEnum):
    """What is computed first where several wait, of one reader or of many: the lower one."""

    QUESTION = 0
    FIRST = 1  # the first sentence of an article that is waited for: mostly the headline
    LEAD = 2  # those after it
    DRAFT = 3
    SUMMARY = 4
    REVISION = 5  # another translation of a sentence that has one


@dataclass(frozen=True)
class Request:
    """What a chat model is asked for one reply.

    Without a `temperature` the reply is greedy: the likeliest word is taken each time.

    Args:
        messages: the chat. Where the last is the assistant's, it is the beginning of the reply, and what comes is the
            rest; a server that cannot be asked so is asked without it.
        max_tokens: of the reply, which is cut off there.
        schema: the reply is JSON of this JSON schema.
        citable: the only numbers that stand in brackets, as marks like [3]; empty: any text. A server that cannot
            constrain a reply so may still name others.
        temperature: above 0, words are drawn by their likelihood, the flatter the higher.
        seed: of the drawing; the same one draws the same words.
        priority: whether it goes before others that wait; decides nothing of the reply.
        certain: whether to tell how certain the model is of its reply, where the runtime can; costs some time.
    """

    messages: Sequence[Message]
    _: KW_ONLY
    max_tokens: int
    schema: dict[str, Any] | None = None
    citable: Sequence[int] = ()
    temperature: float = 0.0
    seed: int = 0
    priority: Priority = Priority.DRAFT
    certain: bool = False


@dataclass(frozen=True)
class Reply:
    """What there is by now of the reply to one of several requests, or of the English of one of several sentences.

    Args:
        index: which of them, from 0.
        text: all of it so far; empty where it failed.
        done: whether it is whole.
        certainty: of one that is done: the mean log-probability of its tokens, 0 at most; None where nothing tells.
    """

    index: int
    text: str
    done: bool = True
    certainty: float | None = None


def without_beginning(messages: Sequence[Message]) -> tuple[list[Message], str]:
    """Return the messages of a chat that come before the reply, and how the reply begins, empty where nothing says."""
    *before, last = messages
    return (before, last["content"]) if last["role"] == "assistant" else ([*messages], "")


class TextModel(ABC):
    """A chat model. Thread-safe: many callers at once. Closing an iterator stops the generation.

    Args:
        name: the engine's name.
        parallel: how many requests it takes at once; others wait.
        tells_certainty: whether a reply has a certainty where the request asks for one.
    """

    name: str
    parallel: int = 1
    tells_certainty: bool = False

    @abstractmethod
    def generate(self, request: Request) -> Generator[str, None, None]:
        """Yield the reply piece by piece.

        Raises:
            PromptTooLong: the prompt does not fit.
            ModelFailed: the backend failed.
        """

    @abstractmethod
    def generate_many(self, requests: Sequence[Request]) -> Generator[tuple[int, str], None, None]:
        """Yield (index of the request, whole reply) for each, as they finish.

        A request that failed is yielded with an empty reply, so that every index comes back once.

        Raises:
            ModelFailed: the backend is gone as a whole; what it had replied has been yielded before.
        """

    def stream_many(self, requests: Sequence[Request]) -> Generator[Reply, None, None]:
        """Yield each reply again and again as it grows, and once more when it is done; every index comes back done.

        A request that failed is yielded done and empty.

        Raises:
            ModelFailed: as `generate_many` does.
        """
        for index, text in self.generate_many(requests):
            yield Reply(index, text)

    @property
    def rate(self) -> float | None:
        """Characters a second of all replies together, as measured last; None where nothing was."""
        return None

    @property
    def tokens(self) -> Tokens:
        """What it has read and written by now; nothing where that is not counted."""
        return Tokens()

    def warm(self, messages: Sequence[Message]) -> None:  # noqa: B027  # most have nothing to compute ahead
        """Compute what the prompts of a task begin with, ahead of the first; where that cannot be, nothing happens."""


@dataclass(frozen=True)
class Draft:
    """A sentence whose first translation is to be revised.

    Args:
        sentence: the sentence.
        previous: the one before it with its English, where there is one.
        terms: words of the sentence that the translation does not render, each with its English.
    """

    sentence: str
    previous: tuple[str, str] | None = None
    terms: tuple[tuple[str, str], ...] = ()


class Translator(ABC):
    """A machine translator into English. Thread-safe.

    Each translator has every ability: one that cannot tell words before a sentence is done tells it then, and one that
    makes a single translation of a sentence revises nothing.

    Args:
        name: the engine's name.
        parallel: how many sentences it can revise at once; others wait.
    """

    name: str
    parallel: int = 1

    @abstractmethod
    def translate(self, sentences: Sequence[str], *, source: str) -> Iterator[tuple[int, str]]:
        """Yield (index, English) for each sentence of the language `source` (ISO 639-1), as they finish.

        A sentence that could not be translated is yielded with an empty text, so that every index comes back once.

        Raises:
            ModelError: there are no weights for this language, or the backend failed.
        """

    def name_of(self, source: str) -> str:
        """Return the name of the engine that sentences of a language go to."""
        return self.name

    def drafts(self, sentences: Sequence[str], *, source: str) -> Iterator[Reply]:
        """Yield the first English of each sentence as it grows, in document order as far as may be.

        Every index comes back done once, empty where it could not be translated.

        Raises:
            ModelError: as `translate` does.
        """
        for index, english in self.translate(sentences, source=source):
            yield Reply(index, english)

    def warm(self, *, source: str) -> None:  # noqa: B027  # some have nothing to load
        """Load what the first sentence of a language would wait for.

        Raises:
            ModelError: as `translate` does.
        """

    def at(self, priority: Priority) -> Translator:
        """Return the same translator, of whose requests all are that urgent; itself where none waits for another."""
        return self

    def revisions(self, draft: Draft, *, source: str) -> Iterator[Sequence[str]]:
        """Yield other translations of a sentence, the likeliest to be better first: all that one more effort brings.

        Each effort is made when it is asked for. An empty text is no translation.

        Raises:
            ModelError: as `translate` does.
        """
        yield from ()


class WrappedTranslator(Translator):
    """A translator that hands everything on to others. Derive from it, and write only what is to be different.

    So no ability of what is wrapped is lost, and a new one reaches through every wrapper.
    """

    def __init__(self, *, name: str, parallel: int) -> None:
        self.name = name
        self.parallel = parallel

    @abstractmethod
    def wrapped(self, source: str) -> Translator:
        """Return the translator that sentences of a language go to (ISO 639-1).

        Raises:
            ModelError: there are no weights for it.
        """

    def name_of(self, source: str) -> str:
        """Return the name of the engine that the wrapped translator hands sentences on to."""
        return self.wrapped(source).name_of(source)

    def translate(self, sentences: Sequence[str], *, source: str) -> Iterator[tuple[int, str]]:
        """Yield (index, English) as the wrapped translator does."""
        return self.wrapped(source).translate(sentences, source=source)

    def drafts(self, sentences: Sequence[str], *, source: str) -> Iterator[Reply]:
        """Yield the first English of each sentence as the wrapped translator does."""
        return self.wrapped(source).drafts(sentences, source=source)

    def warm(self, *, source: str) -> None:
        """Load what the wrapped translator would load."""
        self.wrapped(source).warm(source=source)

    def at(self, priority: Priority) -> Translator:
        """Return the same translator, of whose requests all are that urgent."""
        return _At(self, priority)

    def revisions(self, draft: Draft, *, source: str) -> Iterator[Sequence[str]]:
        """Yield other translations as the wrapped translator does."""
        return self.wrapped(source).revisions(draft, source=source)


class _At(WrappedTranslator):
    """What another translator hands sentences on to, as urgent as it is told to be."""

    def __init__(self, translator: WrappedTranslator, priority: Priority) -> None:
        super().__init__(name=translator.name, parallel=translator.parallel)
        self._translator = translator
        self._priority = priority

    def name_of(self, source: str) -> str:
        return self._translator.name_of(source)

    def wrapped(self, source: str) -> Translator:
        return self._translator.wrapped(source).at(self._priority)


class Embedder(ABC):
    """Turns English texts into vectors that lie close where the texts mean much the same. Thread-safe."""

    name: str

    @abstractmethod
    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one row of length 1 for each text, shape (texts, dimensions).

        Raises:
            ModelFailed: the backend failed.
        """
