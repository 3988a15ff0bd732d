"""The figures that are kept hold, a fall is told, and the page says what is kept."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bench.scorecard import guard, kept, page, run
from bench.scorecard.kept import Kept
from bench.scorecard.measures import MEASURES, Measure

ROOT = Path(__file__).parent.parent


def measure(**how: object) -> Measure:
    return Measure("made up", "Stage", "nothing", "no command", dict, **how)  # type: ignore[arg-type]


def before(**figures: float) -> Kept:
    return Kept({name.replace("_", " "): figure for name, figure in figures.items()}, "2026-11-27", "", "none", "0")


def test_a_fall_beyond_the_noise_is_told_and_one_within_it_is_not() -> None:
    measured = measure(noise=0.5, less=frozenset({"false"}))
    kept_before = before(found=90.0, false=2.0)
    assert guard.worse(measured, kept_before, {"found": 89.5, "false": 2.5}) == []
    assert guard.worse(measured, kept_before, {"found": 89.4, "false": 2.0}) == [
        "made up: found: 90 → 89.4 %, noise 0.5"
    ]
    assert len(guard.worse(measured, kept_before, {"found": 95.0, "false": 2.6})) == 1
    assert guard.worse(measured, kept_before, {"found": 95.0}) == ["made up: false is not measured any more"]


def test_a_rise_is_told_so_that_the_kept_figure_can_be_raised() -> None:
    assert guard.better(measure(), before(found=90.0), {"found": 91.0}) == ["made up: found: 90 → 91 %"]
    assert guard.better(measure(), before(found=90.0), {"found": 90.0}) == []


def test_what_is_not_measured_this_time_stays_kept(tmp_path: Path) -> None:
    path = tmp_path / "scorecard.json"
    kept.write({"one": before(found=1.0)}, path)
    kept.write({"two": before(found=2.0)}, path)
    assert [one.figures["found"] for one in kept.read(path).values()] == [1.0, 2.0]


def test_every_measure_without_a_model_has_a_kept_figure_and_stands_on_the_page() -> None:
    there = kept.read()
    assert [one.name for one in MEASURES if not one.weights and one.name not in there] == []
    text = (ROOT / "docs" / "scorecard.md").read_text(encoding="utf-8")
    assert text == page.written()
    for one in there.values():
        assert all(f"{figure:g}" in text for figure in one.figures.values())


def test_the_guard_fails_where_a_figure_falls(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    made = measure()
    monkeypatch.setattr(run, "MEASURES", (made,))
    monkeypatch.setattr(run, "chosen", lambda **how: [made])
    monkeypatch.setattr(kept, "read", lambda: {"made up": before(found=90.0)})
    for found, code in ((90.0, 0), (80.0, 1)):
        monkeypatch.setattr(run, "measured", lambda measures, found=found: [("made up", {"found": found})])
        monkeypatch.setattr("sys.argv", ["scorecard", "--guard"])
        assert run.main() == code
    assert "WORSE: made up: found: 90 → 80 %" in capsys.readouterr().out


def test_what_other_measurements_leave_has_what_the_page_shows() -> None:
    for name, _, _, columns in page._OTHERS:
        for row in kept.of_others(name):
            assert set(columns) <= set(row), (name, json.dumps(row)[:200])


def test_the_table_of_faults_tells_each_message_how_many_others_and_what_was_lost(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    full = {"about": "the disk is full", "tried": 9, "survived": 8, "sees": ["Make room.", "Try a|gain."], "more": 2}
    rows = [{**full, "lost": ["a reading"]}, {**full, "about": "kill -9", "sees": [], "more": 0, "lost": []}]
    monkeypatch.setattr(kept, "of_others", lambda name: rows if name == "faults" else [])
    text = page.written()
    assert "| what happens | tried | survived | what the reader sees |" in text
    assert "| the disk is full | 9 | 8 | Make room.<br>Try a\\|gain.<br>and 2 other messages |" in text
    assert "| kill -9 | 9 | 8 | no message |" in text
    assert text.count("Not survived: ") == 1 and "Not survived: the disk is full: a reading." in text
    assert "What was not tried: " in text
