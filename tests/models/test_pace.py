"""How many requests at once is found while they run, kept for the next process, and no worse than a good guess."""

from __future__ import annotations

import heapq
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from chat.models.base import Priority
from chat.models.pace import FILE, Pace, processor

PARALLEL = 8
Speed = Callable[[int], float]  # characters a second of all together, by how many run at once


def narrow(at_once: int) -> float:
    """Without wide vector instructions: many at once are no faster than one."""
    return 40.0 if at_once < 8 else 41.0


def wide(at_once: int) -> float:
    return 40.0 * at_once**0.5


class Machine:
    """A model that works at a certain speed on a clock of its own."""

    def __init__(self, speed: Speed, *, folder: Path | None = None, engine: str = "small", most: int = PARALLEL):
        self.now = 0.0
        self.speed = speed
        self.pace = Pace(engine, most=most, folder=folder, clock=lambda: self.now)
        self.most = 0

    def work(self, *batch: Priority, length: int = 120, limit: int | None = None) -> None:
        """Make replies of a length to a batch, as many at once as the pace says; then rest."""
        waiting = list(batch)
        running: list[tuple[int, int, Priority]] = []  # pieces left, number, priority
        while waiting or running:
            while waiting and len(running) < (limit or self.pace.limit):
                priority = waiting.pop(0)
                heapq.heappush(running, (length // 4 + len(waiting) * 5 % 7, len(waiting), priority))
                self.pace.began(priority)
            self.most = max(self.most, len(running))
            self.now += 4 * len(running) / self.speed(len(running))
            for left, number, priority in running[:]:
                running.remove((left, number, priority))
                self.pace.grew(4)
                if left == 1:
                    self.pace.ended(priority)
                else:
                    heapq.heappush(running, (left - 1, number, priority))
        self.now += 60

    def read(self, articles: int) -> None:
        for _ in range(articles):
            self.work(*[Priority.LEAD] * 3, *[Priority.DRAFT] * 27)


@pytest.mark.parametrize(("speed", "best"), [(narrow, 1), (wide, 8), (lambda n: 40.0 * min(n, 2), 2)])
def test_the_best_number_is_found_within_two_articles(speed: Speed, best: int) -> None:
    machine = Machine(speed)
    assert (machine.pace.limit, machine.pace.rate) == (1, None)
    machine.read(2)
    assert machine.pace.limit == best
    machine.read(3)
    assert machine.pace.limit == best
    assert machine.pace.rate == pytest.approx(speed(best), rel=0.1)


def test_no_number_is_tried_beyond_what_the_setting_allows() -> None:
    machine = Machine(wide, most=3)
    machine.read(2)
    assert (machine.pace.limit, machine.most) == (3, 3)


def test_the_next_process_begins_with_what_was_found(tmp_path: Path) -> None:
    Machine(wide, folder=tmp_path).read(2)
    later = Machine(wide, folder=tmp_path)
    assert later.pace.limit == 8
    assert later.pace.rate == pytest.approx(wide(8), rel=0.1)
    assert Machine(wide, folder=tmp_path, engine="large").pace.limit == 1


def test_what_was_tried_for_too_short_is_gone_on_with(tmp_path: Path) -> None:
    tried: list[int] = []
    for _ in range(12):  # processes that read a short article each
        machine = Machine(wide, folder=tmp_path)
        machine.work(*[Priority.DRAFT] * 12)
        tried.append(machine.pace.limit)
    assert tried == sorted(tried) and tried[-1] == 8


def test_engines_are_kept_side_by_side(tmp_path: Path) -> None:
    one, other = Machine(wide, folder=tmp_path), Machine(narrow, folder=tmp_path, engine="large")
    one.read(2), other.read(2)
    assert Machine(wide, folder=tmp_path).pace.limit == 8
    assert Machine(narrow, folder=tmp_path, engine="large").pace.limit == 1


@pytest.mark.parametrize(
    "kept",
    [
        b"\xff\x00",
        b"[]",
        b'{"small": 7}',
        b'{"small": {"draft": 5}}',
        b'{"small": {"draft": {"1": "fast", "x": 2}}}',
        b'{"small": {"draft": {"1": -4, "8": NaN}}}',
        json.dumps({"small": {"draft": {str(number): {} for number in (1, 2, 4, 8)}}}).encode(),
    ],
)
def test_a_file_that_is_none_of_ours_is_as_good_as_none(tmp_path: Path, kept: bytes) -> None:
    (tmp_path / FILE).write_bytes(kept)
    machine = Machine(narrow, folder=tmp_path)
    assert machine.pace.limit == 1
    machine.read(2)
    assert Machine(narrow, folder=tmp_path).pace.rate == pytest.approx(40, rel=0.1)


def test_where_nothing_can_be_written_it_is_found_anew(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "file").write_text("no folder")
    machine = Machine(wide, folder=tmp_path / "file")
    machine.read(2)
    assert machine.pace.limit == 8
    assert "cannot be kept" in caplog.text
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_a_machine_that_was_busy_when_it_was_measured_is_judged_rightly_later(tmp_path: Path) -> None:
    machine = Machine(narrow, folder=tmp_path)
    machine.speed = lambda at_once: 10.0 if at_once == 1 else 40.0
    machine.read(2)
    assert machine.pace.limit == 2
    machine.speed = narrow
    machine.read(25)
    assert Machine(narrow, folder=tmp_path).pace.limit == 1


def test_only_what_is_alike_is_compared() -> None:
    """Summaries are slow here, since their prompts are long; drafts that came between tell nothing about them."""
    machine = Machine(narrow)
    for _ in range(6):
        machine.speed = narrow
        machine.work(*[Priority.DRAFT] * 8)
        machine.speed = lambda at_once: wide(at_once) / 10
        machine.work(*[Priority.SUMMARY] * 4)
        machine.speed = narrow
        machine.work(Priority.QUESTION, Priority.DRAFT, Priority.QUESTION, limit=2)
    assert machine.pace.limit == 1


def test_a_number_that_is_never_reached_does_not_stay() -> None:
    machine = Machine(narrow)
    for _ in range(20):
        machine.work(*[Priority.SUMMARY] * 3)
    assert machine.pace.limit == 1
    machine.read(2)
    assert machine.pace.limit == 1
    assert machine.pace.rate == pytest.approx(40, rel=0.1)


def test_the_processor_is_named() -> None:
    assert processor() == processor() != ""
