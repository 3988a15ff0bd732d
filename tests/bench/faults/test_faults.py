"""The bench of faults: each is found, and what came of it is told."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

from bench import faults
from bench.faults.fault import Fault, Tally


def one(folder: Path, tally: Tally) -> None:
    tally.add([], sees=["Nothing is lost."])
    tally.add(["a reading"])


def test_every_fault_has_a_name_of_its_own() -> None:
    names = [fault.name for fault in faults.faults()]
    assert len(names) == len(set(names)) >= 10


def test_what_came_of_a_fault_is_told_and_written() -> None:
    (result,) = faults.tried([Fault("one", "one thing", one)])
    assert (result.tried, result.survived) == (2, 1)
    assert "sees: Nothing is lost." in result.told() and "LOST: a reading" in result.told()
    (row,) = json.loads(faults.as_json([result], date=datetime.date(2026, 5, 3)))
    assert row["command"] == "python -m bench faults one" and row["date"] == "2026-05-03" and row["lost"]
