"""How a reading grows, and what it tells of itself on its way."""

from __future__ import annotations

import pytest

from chat import layers, pipeline
from chat.layers import Growing, Progress
from tests.engines import ARTICLE


class Clock:
    """A clock that goes on when it is told to."""

    def __init__(self) -> None:
        self.now = 0.0

    def monotonic(self) -> float:
        return self.now

    def perf_counter(self) -> float:
        return self.now


def test_the_time_left_is_told_from_the_first_half_of_a_sentence_on(monkeypatch: pytest.MonkeyPatch) -> None:
    clock, told = Clock(), list[Progress]()
    monkeypatch.setattr(layers, "time", clock)
    growing = Growing({"on_progress": told.append}, pipeline.known(ARTICLE))
    first, *rest = growing.reading.content
    growing.report("drafting", 0, 1 + len(rest))
    clock.now = 2.0
    growing.replace(first.model_copy(update={"english": first.text[: len(first.text) // 2]}))
    growing.report("drafting", 0, 1 + len(rest))
    clock.now = 4.0
    growing.replace(first.model_copy(update={"english": "Short.", "state": "draft"}))
    growing.report("drafting", 1, 1 + len(rest))
    unknown, at_half, at_one = [progress.seconds_left for progress in told]
    whole = 4.0 * sum(len(sentence.text) for sentence in growing.reading.content) / len(first.text)
    assert unknown is None
    assert at_half == pytest.approx(2 * whole - 2, rel=0.05)  # checking and summary take as long as the drafts
    assert at_one == pytest.approx(2 * whole - 4, rel=0.01)
