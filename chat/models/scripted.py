"""A model that says what it was told to say: for tests, and for demonstrations of the page. Never chosen by itself."""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator, Iterable, Sequence
from typing import Any

from chat.errors import ModelFailed
from chat.models.base import Message

Reply = str | Exception | Callable[[Sequence[Message]], str]


class Scripted:
    """A chat model with queued replies, and `calls`, the messages it was sent.

    Args:
        replies: taken in turn; a text is said, an exception raised, a function called with the messages.
        default: said when the queue is empty; without it, ModelFailed is raised.
    """

    name = "scripted"

    def __init__(self, replies: Iterable[Reply] = (), *, default: Reply | None = None) -> None:
        self._replies = list(replies)
        self._default = default
        self._lock = threading.Lock()
        self.calls: list[Sequence[Message]] = []

    def _next(self, messages: Sequence[Message]) -> str:
        with self._lock:
            self.calls.append(messages)
            reply = self._replies.pop(0) if self._replies else self._default
        if reply is None:
            raise ModelFailed("The scripted model has no reply left.")
        if isinstance(reply, Exception):
            raise reply
        return reply if isinstance(reply, str) else reply(messages)

    def generate(
        self, messages: Sequence[Message], *, max_tokens: int, schema: dict[str, Any] | None = None
    ) -> Generator[str, None, None]:
        """Yield the next reply word by word."""
        for number, word in enumerate(self._next(messages).split(" ")):
            yield word if number == 0 else f" {word}"

    def generate_many(
        self, batch: Sequence[Sequence[Message]], *, max_tokens: int
    ) -> Generator[tuple[int, str], None, None]:
        """Yield the next replies in the order of the batch; one that raises ModelFailed is yielded empty."""
        for index, messages in enumerate(batch):
            try:
                yield index, self._next(messages)
            except ModelFailed:
                yield index, ""
