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
        self._lines: list[tuple[Line, Sequence[int]]] = []
        self._halts: dict[int, threading.Event] = {}  # of what runs
        self._given = [0] * len(requests)  # characters of each reply that were given out

    def stream(self) -> Generator[Reply, None, None]:
        """Yield the replies as they grow, each done once. Closing the iterator stops what runs.

        Raises:
            Exception: what `run` raised, after all that were done by then.
        """
        left = len(self._requests)
        self._ask(range(len(self._requests)))
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
        # First, or they get the places of what stops.
        left = [asked[place] for line, asked in [*self._lines] for place in self._turns.withdraw(line)]
        self._stopped.set()
        for halt in [*self._halts.values()]:
            halt.set()
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

    def _ask(self, indexes: Sequence[int]) -> None:
        """Ask for turns for some requests."""

        def give_way(place: int) -> None:
            if halt := self._halts.get(indexes[place]):
                halt.set()

        priorities = [self._requests[index].priority for index in indexes]
        line = self._turns.ask(priorities, lambda place, end: self._begin(indexes[place], end), give_way=give_way)
        self._lines.append((line, indexes))
        if self._stopped.is_set():
            self.stop()

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
            if len(text) > self._given[index]:  # one that gave way says again what it has said
                self._given[index] = len(text)
                self._news.put(Reply(index, text, done=False))

        halt = self._halts[index] = threading.Event()
        news: Reply | Exception
        try:
            whole = ("", None) if self._stopped.is_set() else self._run(self._requests[index], grow, halt)
            news = Reply(index, whole[0], certainty=whole[1])
        except Exception as error:  # raised again in the caller's thread
            news = error
        del self._halts[index]
        gave_way = halt.is_set() and not self._stopped.is_set()
        if not gave_way:
            self._news.put(news)
        end()
        self._threads.discard(threading.current_thread())
        if gave_way:
            self._ask([index])
