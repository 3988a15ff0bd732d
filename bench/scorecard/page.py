"""docs/scorecard.md: the figures as a page for whoever wants to know what this program is worth."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from bench.scorecard import kept
from bench.scorecard.kept import Kept
from bench.scorecard.measures import DATA, MEASURES, Measure

_PARTS = ("development", "seen", "unseen", "unseen2", "mixed", "unseen-mixed")  # of texts, as columns
_FIGURES = ("name", "figure", "unit", "meaning")
_HEADINGS = {"about": "what happens", "sees": "what the reader sees"}  # of columns that have another name as data
# What other measurements leave in `bench/data`: the file, the heading, what it is, the columns that are shown.
_OTHERS: tuple[tuple[str, str, str, tuple[str, ...]], ...] = (
    (
        "load", "Ten readers at once",
        "Real browsers at one page, each reading and asking by turns; then pages that lie open.", _FIGURES,
    ),
    (
        "batch", "Ten thousand articles",
        "Articles put together of the project's texts with other names and numbers, claims only.", _FIGURES,
    ),
    ("batch_server", "Articles through a model on a server", "Twenty of these, with two workers.", _FIGURES),
    (
        "faults", "Faults",
        "What was broken on purpose, in how many ways, and what a reader sees. Survived: all that had been kept is "
        "there afterwards, what was deleted is gone, nothing hung, and nobody saw a traceback. In the messages FOLDER "
        "stands for a folder and N for a number; where a process is killed, it can tell nothing.",
        ("about", "tried", "survived", "sees"),
    ),
    (
        "fuzz", "Bad input by the million",
        "Inputs that a program makes up, held against what must always be so. Hours are of the processor.",
        ("target", "hours", "executions", "findings", "mended"),
    ),
    (
        "hostile", "Hostile input", "Scripts, addresses, bombs and patterns made to do harm.",
        ("name", "tried", "survived"),
    ),
)  # fmt: skip
_FEW = 4  # commands that are named together


def written() -> str:
    """Return the page."""
    return "\n".join(_parts()).rstrip() + "\n"


def _parts() -> Iterator[str]:
    yield _text("head")
    found = kept.read()
    for stage in dict.fromkeys(measure.stage for measure in MEASURES):
        shown = [(one, found[one.name]) for one in MEASURES if one.stage == stage and one.name in found]
        if shown:
            yield f"## {stage}\n"
            for measure, of_it in shown:
                yield from _measure(measure, of_it)
    for name, title, about, columns in _OTHERS:
        if rows := kept.of_others(name):
            yield from _other(title, about, columns, [_with_number_of_others(row) for row in rows])
            if name == "faults":
                yield from _lost(rows)
                yield _text("untried")
    yield _text("fetched")


def _text(name: str) -> str:
    """Return what stands on the page whatever was measured."""
    return (DATA / f"scorecard_{name}.md").read_text(encoding="utf-8")


def _measure(measure: Measure, found: Kept) -> Iterator[str]:
    model = "" if found.engine == "none" else f", with {found.engine}"
    name = measure.name[0].upper() + measure.name[1:]
    yield f"**{name}**: {measure.about}. `{measure.command}`. {found.date}, {found.machine}{model}.\n"
    groups: dict[str, dict[str, float]] = {}
    for figure, value in found.figures.items():
        what, _, part = figure.rpartition(", ")
        what, part = (what, part) if part in _PARTS else (figure, "")
        groups.setdefault(what, {})[part] = value
    columns = list(dict.fromkeys(part for of_it in groups.values() for part in of_it))
    yield _row([measure.unit, *columns])
    yield _row(["---"] * (len(columns) + 1))
    for what, of_it in groups.items():
        is_less = any(figure.startswith(what) for figure in measure.less)
        told = f"{what} (less is better)" if is_less else what
        yield _row([told, *(f"{of_it[column]:g}" if column in of_it else "" for column in columns)])
    yield ""


def _other(title: str, about: str, columns: Sequence[str], rows: Sequence[dict[str, Any]]) -> Iterator[str]:
    dates = sorted({str(row.get("date", "")) for row in rows} - {""})
    machines = sorted({str(row["machine"]) for row in rows if row.get("machine")})
    commands = sorted({f"`{row['command']}`" for row in rows if row.get("command")})
    yield f"## {title}\n"
    yield " ".join(filter(None, (about, f"{' to '.join(dict.fromkeys((dates[0], dates[-1])))}." if dates else "",
                                 f"{'; '.join(machines)}." if machines else "")))  # fmt: skip
    if commands and len(commands) <= _FEW:
        yield f"By {', '.join(commands)}."
    yield ""
    yield _row(_HEADINGS.get(column, column) for column in columns)
    yield _row(["---"] * len(columns))
    for row in rows:
        yield _row([_cell(row.get(column, "")) for column in columns])
    yield ""


def _with_number_of_others(row: dict[str, Any]) -> dict[str, Any]:
    """Return a row with a last message that says how many others there were, where there were any."""
    return {**row, "sees": [*row["sees"], f"and {row['more']} other messages"]} if row.get("more") else row


def _lost(rows: Sequence[dict[str, Any]]) -> Iterator[str]:
    """Yield what was not survived, a line a fault."""
    for row in rows:
        if row["lost"]:
            yield f"Not survived: {_cell(row['about'])}: {'; '.join(map(_cell, row['lost']))}.\n"


def _cell(value: object) -> str:
    if isinstance(value, list):
        return "<br>".join(map(_cell, value)) or "no message"
    if isinstance(value, int | float):
        return f"{value:,}"
    return " ".join(str(value).replace("|", "\\|").split())


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
