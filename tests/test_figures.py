"""What a server counts, as Prometheus reads it; and that nothing is counted unasked."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator

import pytest

from chat import figures

pytest.importorskip("prometheus_client")


@pytest.fixture(autouse=True)
def _afresh() -> Iterator[None]:
    figures.turn_off()
    yield
    figures.turn_off()


def _told() -> str:
    return figures.as_text()[0].decode()


def test_nothing_is_counted_unasked() -> None:
    figures.add(figures.BEGUN)
    figures.observe(figures.READ, 3)
    assert _told() == ""


def test_counting_unasked_loads_nothing() -> None:
    code = (
        "import sys; from chat import figures; figures.add(figures.BEGUN); sys.exit('prometheus_client' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0


def test_what_is_counted_is_told() -> None:
    figures.turn_on()
    figures.add(figures.BEGUN)
    figures.add(figures.ENDED, outcome="done")
    figures.add(figures.ENDED, outcome="done")
    figures.observe(figures.READ, 3)
    figures.watch(figures.WAITING, lambda: 7)
    told = _told()
    assert "belegt_readings_begun_total 1.0" in told and 'belegt_readings_ended_total{outcome="done"} 2.0' in told
    assert 'belegt_reading_seconds_bucket{le="5.0"} 1.0' in told and "belegt_readings_waiting 7.0" in told


def test_no_figure_tells_readers_or_texts_apart() -> None:
    own = [figure for figure in vars(figures).values() if isinstance(figure, figures.Figure)]
    assert {label for figure in own for label in figure.labels} == {
        "outcome",
        "limit",
        "call",
        "status",
    }
