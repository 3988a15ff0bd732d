"""Whether a figure is worse than it was: by more than its noise it may not be, unless the kept one is changed too."""

from __future__ import annotations

from bench.scorecard.kept import Kept
from bench.scorecard.measures import Figures, Measure

_ROUNDED = 1e-6


def worse(measure: Measure, kept: Kept, figures: Figures) -> list[str]:
    """Return what is worse than it was, or is not measured any more, a line each."""
    lines = []
    for name, before in kept.figures.items():
        after = figures.get(name)
        if after is None:
            lines.append(f"{measure.name}: {name} is not measured any more")
            continue
        fall = before - after if measure.better(name) == "more" else after - before
        if fall > measure.noise + _ROUNDED:
            lines.append(f"{measure.name}: {name}: {before:g} → {after:g} {measure.unit}, noise {measure.noise:g}")
    return lines


def better(measure: Measure, kept: Kept, figures: Figures) -> list[str]:
    """Return what is better than it was by more than its noise, a line each: the kept figure can be raised."""
    lines = []
    for name, before in kept.figures.items():
        after = figures.get(name, before)
        rise = after - before if measure.better(name) == "more" else before - after
        if rise > measure.noise + _ROUNDED:
            lines.append(f"{measure.name}: {name}: {before:g} → {after:g} {measure.unit}")
    return lines
