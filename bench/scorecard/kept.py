"""The figures of last time, in `bench/data/scorecard.json`: each with its day, machine and engine."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench.reading import processor
from bench.scorecard.measures import DATA, Figures, Measure
from chat import __version__
from chat.settings import Settings

PATH = DATA / "scorecard.json"


@dataclass(frozen=True)
class Kept:
    """The figures of one measure, and when, where and with what they were measured."""

    figures: Figures
    date: str
    machine: str
    engine: str
    version: str


def now(measure: Measure, figures: Figures) -> Kept:
    """Return figures as they are to be kept."""
    engine = Settings().model if measure.weights else "none"
    return Kept(figures, f"{datetime.now(UTC):%Y-%m-%d}", processor(), engine, __version__)


def read(path: Path = PATH) -> dict[str, Kept]:
    """Return what is kept by the name of the measure."""
    if not path.exists():
        return {}
    rows: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return {name: Kept(**row) for name, row in rows.items()}


def write(found: dict[str, Kept], path: Path = PATH) -> None:
    """Keep figures; those that were not measured this time stay."""
    rows = {name: asdict(one) for name, one in (read(path) | found).items()}
    path.write_text(json.dumps(rows, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def of_others(name: str) -> list[dict[str, Any]]:
    """Return what another measurement left, none where it was not run."""
    path = DATA / f"{name}.json"
    rows: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else []
    return rows
