"""Several requests to one model: each begins when its turn comes, and its reply is given out as it grows.

What all backends share. Knows none of them, and no rule of whose turn it is.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Generator, Sequence
from contextlib import closing

from chat.errors import ModelFailed
from chat.models.base import Reply, Request
from chat.models.turns import End, Line, Turns

Grow = Callable[[str], None]  # told all of a reply so far whenever it has grown
Whole = tuple[str, float | None]  # a reply, and how certain the model is of it
Run = Callable[[Request, Grow, threading.Event], Whole]


class Batch:
    """One call's requests, each in a thread of its own while it runs; none begins before the first is waited for.

    Args:
        requests: what is asked.
        turns: says when each may begin.
        run: runs a request to its end, or until the event is set; what it raises ends the batch. Called in the
            threads.
        name: of the threads.
    """

    def __init__(self, requests: Sequence[Request], *, turns: Turns, run: Run, name: str) -> None:
        self._requests = requests
        self._turns = turns
        self._run = run
        self._name = name
        self._stopped = threading.Event()
        self._news: queue.SimpleQueue[Reply | Exception] = queue.SimpleQueue()
        self._threads: set[threading.Thread] = set()
        self._line: Line | None = None

    def stream(self) -> Generator[Reply, None, None]:
        """Yield the replies as they grow, each done once. Closing the iterator stops what runs.

        Raises:
            Exception: what `run` raised, after all that were done by then.
        """
        left = len(self._requests)
        self._line = self._turns.ask([request.priority for request in self._requests], self._begin)
        if self._stopped.is_set():
            self.stop()
        try:
            while left:
                news = self._news.get()
                if isinstance(news, Exception):
                    yield from self._done()
                    raise news
                left -= news.done
                yield news
        finally:
            self.stop()

    def replies(self) -> Generator[tuple[int, str], None, None]:
        """Yield (index, reply) as they finish. Closing and raising are as of `stream`."""
        with closing(self.stream()) as replies:
            for reply in replies:
                if reply.done:
                    yield reply.index, reply.text

    def text(self) -> Generator[str, None, None]:
        """Yield the reply to a single request piece by piece. Closing and raising are as of `stream`.

        Raises:
            ModelFailed: it was stopped by others: what came is not the whole.
        """
        given = 0
        with closing(self.stream()) as replies:
            for reply in replies:
                if reply.done and self._stopped.is_set() and not reply.text:
                    raise ModelFailed("The model was stopped.", hint="Try again.")
                if len(reply.text) > given:
                    yield reply.text[given:]
                    given = len(reply.text)

    def stop(self) -> None:
        """Stop what runs, and begin no more of it: what is left is done, and empty."""
        left = self._turns.withdraw(self._line) if self._line else []  # first, or they get the places of what stops
        self._stopped.set()
        for index in left:
            self._news.put(Reply(index, ""))

    def join(self) -> None:
        """Wait until nothing runs."""
        for thread in list(self._threads):
            if thread.ident is not None:  # one that has not started will find that it is stopped
                thread.join()

    def _done(self) -> Generator[Reply, None, None]:
        while not self._news.empty():
            news = self._news.get()
            if isinstance(news, Reply) and news.done:
                yield news

    def _begin(self, index: int, end: End) -> None:
        # A daemon, unlike the threads of a pool, which would be waited for at the end of the process.
        thread = threading.Thread(target=self._run_one, args=(index, end), name=self._name, daemon=True)
        self._threads.add(thread)
        try:
            thread.start()
        except RuntimeError as error:  # the process ends
            self._threads.discard(thread)
            self._news.put(error)

    def _run_one(self, index: int, end: End) -> None:
        def grow(text: str) -> None:
            self._news.put(Reply(index, text, done=False))

        try:
            whole = ("", None) if self._stopped.is_set() else self._run(self._requests[index], grow, self._stopped)
            self._news.put(Reply(index, whole[0], certainty=whole[1]))
        except Exception as error:  # raised again in the caller's thread
            self._news.put(error)
        finally:
            end()
            self._threads.discard(threading.current_thread())
