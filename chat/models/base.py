"""What the stages ask of a model. Nothing here knows a backend."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from prompts import Message as Message

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class TextModel(Protocol):
    """A chat model. Thread-safe: many callers at once.

    Both methods are greedy, unless `temperature` says otherwise: the likeliest word is taken each time. Closing the
    iterator stops the generation. Both raise ModelFailed where the backend fails and PromptTooLong where the prompt
    does not fit.

    Where the last message is the assistant's, it is the beginning of the reply, and what comes is the rest. A server
    that cannot be asked so is asked without it.
    """

    name: str

    def generate(
        self,
        messages: Sequence[Message],
        *,
        max_tokens: int,
        schema: dict[str, Any] | None = None,
        citable: Sequence[int] = (),
        temperature: float = 0.0,
        seed: int = 0,
    ) -> Generator[str, None, None]:
        """Yield the reply piece by piece.

        Args:
            temperature: above 0, words are drawn by their likelihood, the flatter the higher; the same `seed` draws
                the same.
            schema: the pieces together are JSON of this JSON schema.
            citable: the only numbers that stand in brackets, as marks like [3]; empty: any text. A server that cannot
                constrain a reply so may still name others.
        """
        ...

    def generate_many(
        self, batch: Sequence[Sequence[Message]], *, max_tokens: int, citable: Sequence[Sequence[int]] = ()
    ) -> Generator[tuple[int, str], None, None]:
        """Yield (index in the batch, whole reply) for each chat, as they finish.

        A chat whose generation failed is yielded with an empty reply, so that every index comes back once; only where
        the backend is gone as a whole is ModelFailed raised, after the replies that came.

        Args:
            citable: for each chat what it is for `generate`; empty: any text for all.
        """
        ...


def without_beginning(messages: Sequence[Message]) -> tuple[list[Message], str]:
    """Return the messages of a chat that come before the reply, and how the reply begins, empty where nothing says."""
    *before, last = messages
    return (before, last["content"]) if last["role"] == "assistant" else ([*messages], "")


class Translator(Protocol):
    """A machine translator into English. Thread-safe."""

    name: str

    def translate(self, sentences: Sequence[str], *, source: str) -> Iterator[tuple[int, str]]:
        """Yield (index, English) for each sentence of the language `source` (ISO 639-1), as they finish.

        A sentence that could not be translated is yielded with an empty text, so that every index comes back once.

        Raises:
            ModelError: there are no weights for this language, or the backend failed.
        """
        ...


@runtime_checkable
class Proposer(Protocol):
    """A translator that translates each sentence in several ways. Thread-safe."""

    def propose(self, sentences: Sequence[str], *, source: str) -> Iterator[tuple[int, tuple[str, ...]]]:
        """Yield (index, translations) for each sentence, as they finish; the most trusted first, none where all failed.

        Raises:
            ModelError: as `Translator.translate` does.
        """
        ...


def proposals(
    translator: Translator, sentences: Sequence[str], *, source: str
) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield what a translator proposes, which is its one translation of each sentence if it makes no others."""
    if isinstance(translator, Proposer):
        yield from translator.propose(sentences, source=source)
    else:
        yield from ((index, (english,)) for index, english in translator.translate(sentences, source=source))


@dataclass(frozen=True)
class Draft:
    """A translation that is to be revised: the sentence with its neighbours, its English, and what is wrong with it.

    `english` is empty where there was none; `faults` are in words, for a prompt.
    """

    sentence: str
    previous: str
    following: str
    english: str
    faults: tuple[str, ...]


@runtime_checkable
class Reviser(Protocol):
    """A translator that can translate a sentence again in other ways. Thread-safe."""

    def revisions(self, draft: Draft, *, source: str) -> Iterator[str]:
        """Yield other translations of a sentence, the likeliest to be better first, each made when it is asked for.

        An empty one is no translation.
        """
        ...


class Embedder(Protocol):
    """Turns English texts into vectors that lie close where the texts mean much the same. Thread-safe."""

    name: str

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one row of length 1 for each text, shape (texts, dimensions).

        Raises:
            ModelFailed: the backend failed.
        """
        ...
