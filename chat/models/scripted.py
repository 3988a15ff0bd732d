"""Models that do what they were told: for tests, and for demonstrations of the page. Never chosen by themselves."""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator, Iterable, Sequence
from typing import TYPE_CHECKING

from chat.errors import ModelFailed
from chat.models.base import Embedder, Message, Reply, Request, TextModel

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Said = str | Exception | Callable[[Sequence[Message]], str]


class Scripted(TextModel):
    """A chat model with queued replies, and a record: `requests`, as they were sent, and `calls`, their messages.

    Args:
        replies: taken in turn; a text is said, an exception raised, a function called with the messages.
        default: said when the queue is empty; without it, ModelFailed is raised.
        certainty: of every reply that it is asked for.
    """

    name = "scripted"
    parallel = 8

    def __init__(
        self, replies: Iterable[Said] = (), *, default: Said | None = None, certainty: float | None = None
    ) -> None:
        self._replies = list(replies)
        self._default = default
        self._lock = threading.Lock()
        self.certainty = certainty
        self.tells_certainty = certainty is not None
        self.requests: list[Request] = []

    @property
    def calls(self) -> list[Sequence[Message]]:
        """The messages of the requests."""
        return [request.messages for request in self.requests]

    def _next(self, request: Request) -> str:
        with self._lock:
            self.requests.append(request)
            reply = self._replies.pop(0) if self._replies else self._default
        if reply is None:
            raise ModelFailed("The scripted model has no reply left.")
        if isinstance(reply, Exception):
            raise reply
        return reply if isinstance(reply, str) else reply(request.messages)

    def generate(self, request: Request) -> Generator[str, None, None]:
        """Yield the next reply word by word."""
        for number, word in enumerate(self._next(request).split(" ")):
            yield word if number == 0 else f" {word}"

    def generate_many(self, requests: Sequence[Request]) -> Generator[tuple[int, str], None, None]:
        """Yield the next replies in the order of the requests; one that raises ModelFailed is yielded empty."""
        for index, request in enumerate(requests):
            try:
                yield index, self._next(request)
            except ModelFailed:
                yield index, ""

    def stream_many(self, requests: Sequence[Request]) -> Generator[Reply, None, None]:
        """Yield the next replies word by word, in the order of the requests."""
        for index, request in enumerate(requests):
            text = ""
            try:
                for piece in self.generate(request):
                    text += piece
                    yield Reply(index, text, done=False)
            except ModelFailed:
                text = ""
            yield Reply(index, text, certainty=self.certainty if request.certain and text else None)


class ScriptedEmbedder(Embedder):
    """An embedder that knows topics: texts are close where they have words of the same topics, and `calls`, the texts.

    Args:
        topics: the words of each topic, in lower case; a word counts wherever it occurs in a text. A text without any
            is like no other: its row is zero.
        error: raised by every call while it is set.
    """

    name = "scripted"

    def __init__(self, *topics: Iterable[str], error: Exception | None = None) -> None:
        self._topics = [tuple(topic) for topic in topics]
        self._lock = threading.Lock()
        self.error = error
        self.calls: list[list[str]] = []

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return a row for each text, shape (texts, topics), of length 1 or 0."""
        import numpy as np

        with self._lock:
            self.calls.append(list(texts))
        if self.error:
            raise self.error
        rows = [[any(word in text.casefold() for word in topic) for topic in self._topics] for text in texts]
        counts = np.asarray(rows, dtype=np.float32).reshape(len(texts), len(self._topics))
        lengths = np.linalg.norm(counts, axis=1, keepdims=True)
        return np.asarray(counts / np.maximum(lengths, 1), dtype=np.float32)
