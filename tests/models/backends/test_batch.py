"""Several requests at once: each index comes back done once, whatever happens to the others."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import replace

import pytest

from chat.errors import ModelFailed
from chat.models.backends.batch import Batch, Grow, Run, Whole
from chat.models.base import Priority, Reply, Request
from chat.models.turns import Turns


def asked(*texts: str) -> list[Request]:
    return [Request([{"role": "user", "content": text}], max_tokens=9, priority=Priority.DRAFT) for text in texts]


def shout(request: Request, grow: Grow, stopped: threading.Event) -> Whole:
    text = request.messages[0]["content"].upper()
    grow(text[:1])
    return text, -0.5


def batch(requests: Sequence[Request], run: Run = shout, *, turns: Turns | None = None) -> Batch:
    return Batch(requests, turns=turns or Turns(2), run=run, name="test")


def test_each_reply_grows_and_is_done_once() -> None:
    replies = list(batch(asked("eins", "zwei", "drei")).stream())
    assert sorted(reply.index for reply in replies if reply.done) == [0, 1, 2]
    assert [reply for reply in replies if reply.index == 1] == [Reply(1, "Z", done=False), Reply(1, "ZWEI", True, -0.5)]
    assert dict(batch(asked("eins", "zwei")).replies()) == {0: "EINS", 1: "ZWEI"}
    assert list(batch(asked("eins")).text()) == ["E", "INS"]


def test_nothing_asked_is_nothing_done() -> None:
    assert list(batch([]).stream()) == []


def test_an_error_ends_it_after_what_was_done_and_nothing_more_begins() -> None:
    begun: list[str] = []

    def run(request: Request, grow: Grow, stopped: threading.Event) -> Whole:
        begun.append(request.messages[0]["content"])
        if begun[-1] == "bad":
            raise ModelFailed("gone")
        return "good", None

    turns, found = Turns(1), []
    with pytest.raises(ModelFailed, match="gone"):
        for index, _ in batch(asked("a", "b", "bad"), run, turns=turns).replies():
            found.append(index)
    assert found == [0, 1]
    assert begun == ["a", "b", "bad"]
    assert dict(batch(asked("c"), turns=turns).replies()) == {0: "C"}  # its place is free again


class Endless:
    """Runs each request until it is stopped."""

    def __init__(self) -> None:
        self.begun = threading.Semaphore(0)
        self.ended: list[str] = []

    def __call__(self, request: Request, grow: Grow, stopped: threading.Event) -> Whole:
        grow("…")
        self.begun.release()
        assert stopped.wait(60)
        self.ended.append(request.messages[0]["content"])
        return "", None


def test_closing_it_stops_what_runs_and_gives_up_the_places_in_the_line() -> None:
    endless, turns = Endless(), Turns(2)
    running = batch(asked("a", "b", "c", "d"), endless, turns=turns)
    replies = running.stream()
    next(replies)
    replies.close()
    running.join()
    assert sorted(endless.ended) == ["a", "b"]
    assert dict(batch(asked("x"), turns=turns).replies()) == {0: "X"}


def test_who_reads_one_that_others_stop_sees_all_done_and_empty() -> None:
    endless, found = Endless(), dict[int, str]()
    running = batch(asked("a", "b", "c"), endless, turns=Turns(1))
    reader = threading.Thread(target=lambda: found.update(running.replies()))
    reader.start()
    assert endless.begun.acquire(timeout=60)
    running.stop()
    running.join()
    reader.join(60)
    assert found == {0: "", 1: "", 2: ""}
    assert endless.ended == ["a"]


def test_a_single_reply_that_others_stop_is_not_taken_for_a_whole_one() -> None:
    turns = Turns(1)
    occupied = batch(asked("a"), Endless(), turns=turns).stream()
    next(occupied)
    waiting = batch(asked("b"), turns=turns)
    waiting.stop()
    with pytest.raises(ModelFailed, match="stopped"):
        list(waiting.text())
    occupied.close()


def test_what_holds_up_the_first_sentence_of_another_gives_way_and_comes_again() -> None:
    begun, let = threading.Semaphore(0), threading.Event()

    def word_by_word(request: Request, grow: Grow, stopped: threading.Event) -> Whole:
        grow("so far")
        begun.release()
        while not (stopped.wait(0.01) or let.is_set()):
            pass
        if stopped.is_set():
            return "", None
        grow("so far so good")
        return "so far so good", None

    turns, told = Turns(2), list[Reply]()
    reader = threading.Thread(target=lambda: told.extend(batch(asked("a", "b"), word_by_word, turns=turns).stream()))
    reader.start()
    assert begun.acquire(timeout=60) and begun.acquire(timeout=60)
    first = [replace(request, priority=Priority.FIRST) for request in asked("headline")]
    assert dict(batch(first, turns=turns).replies()) == {0: "HEADLINE"}
    let.set()
    reader.join(60)
    assert [(reply.text, reply.done) for reply in told if reply.index == 0] == [
        ("so far", False), ("so far so good", False), ("so far so good", True),
    ]  # fmt: skip
    assert begun.acquire(timeout=60) and begun.acquire(timeout=60)  # both began twice
