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


def many(folder: Path, tally: Tally) -> None:
    for number in range(300):
        place = folder / f"FULL-{number}"
        tally.add([], sees=[f"There is no room in {place}. Make room.", f"{place}/out-1.json cannot be written."])
    tally.add([], sees=[f"It wants {number}.5 GB, and 0.{number} GB are free." for number in range(9)])
    tally.add([], sees=[f"Message {name}." for name in "ABCDE"])


def test_a_message_is_told_once_wherever_it_happened_and_few_are_told() -> None:
    (result,) = faults.tried([Fault("many", "many things", many)])
    assert result.sees[:3] == (
        "There is no room in FOLDER. Make room.",
        "FOLDER/out-1.json cannot be written.",
        "It wants N GB, and N GB are free.",
    )
    assert len(result.sees) == 5 and result.more == 3
    assert "and 3 other messages" in result.told()


def test_what_came_of_a_fault_is_told_and_written() -> None:
    (result,) = faults.tried([Fault("one", "one thing", one)])
    assert (result.tried, result.survived) == (2, 1)
    assert "sees: Nothing is lost." in result.told() and "LOST: a reading" in result.told()
    (row,) = json.loads(faults.as_json([result], date=datetime.date(2026, 5, 3)))
    assert row["command"] == "python -m bench faults one" and row["date"] == "2026-05-03" and row["lost"]
