"""What was measured of engines, as a table for a reader, beside what was measured of others before."""

from __future__ import annotations

from collections.abc import Callable

from chat.schema import Frozen


class Figures(Frozen):
    """What was measured.

    Args:
        version: Belegt's.
        date: ISO 8601.
        machine: cores and memory, in words.
        model, translator: the engines.
        lines: sentences that were translated.
        chrf: of their English against the references, 0–100 (sacrebleu's chrF2).
        doubtful: how many have a doubt that is left.
        per_minute: sentences translated in a minute, checked, once the engine is loaded.
        asked, right: questions that the articles answer, and for how many a sentence that answers it is cited.
        unanswerable, refused: questions that they do not answer, and for how many that is said.
        seconds_per_answer: mean.
        memory: the most that this process took, in bytes; what a server takes is not in it.
        loaded: seconds to load the engines.
        seconds: that all of it took.
    """

    version: str
    date: str
    machine: str
    model: str
    translator: str
    lines: int
    chrf: float
    doubtful: int
    per_minute: float
    asked: int
    right: int
    unanswerable: int
    refused: int
    seconds_per_answer: float
    memory: int
    loaded: float
    seconds: float


_Told = Callable[[Figures], str]
_ROWS: tuple[tuple[str, _Told, Callable[[Figures], float] | None, str], ...] = (
    ("chat model", lambda f: f.model, None, ""),
    ("translator", lambda f: f.translator, None, ""),
    ("sentences", lambda f: str(f.lines), None, ""),
    ("chrF against our English", lambda f: f"{f.chrf:.1f}", lambda f: f.chrf, "+.1f"),
    ("doubtful sentences", lambda f: f"{f.doubtful}", lambda f: f.doubtful, "+.0f"),
    ("sentences a minute", lambda f: f"{f.per_minute:.0f}", lambda f: f.per_minute, "+.0f"),
    ("answers right", lambda f: f"{f.right} of {f.asked}", lambda f: f.right, "+.0f"),
    ("rightly refused", lambda f: f"{f.refused} of {f.unanswerable}", lambda f: f.refused, "+.0f"),
    ("seconds an answer", lambda f: f"{f.seconds_per_answer:.1f}", lambda f: f.seconds_per_answer, "+.1f"),
    ("memory", lambda f: f"{f.memory / 2**30:.1f} GB", lambda f: f.memory / 2**30, "+.1f"),
    ("seconds to load", lambda f: f"{f.loaded:.0f}", lambda f: f.loaded, "+.0f"),
    ("seconds in all", lambda f: f"{f.seconds:.0f}", lambda f: f.seconds, "+.0f"),
)


def told(figures: Figures, against: Figures | None = None) -> str:
    """Return a table of figures, with others beside them and what differs."""
    cells = [[name, tell(figures)] for name, tell, _, _ in _ROWS]
    if against is not None:
        for row, (_, tell, value, form) in zip(cells, _ROWS, strict=True):
            row += [tell(against), f"{value(figures) - value(against):{form}}" if value else ""]
        cells.insert(0, ["", "now", "before", ""])
    widths = [max(len(row[column]) for row in cells) for column in range(len(cells[0]))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in cells
    )


def are_alike(figures: Figures, against: Figures) -> bool:
    """Return whether two were measured on the same texts, so that they can be compared."""
    return (figures.lines, figures.asked, figures.unanswerable) == (against.lines, against.asked, against.unanswerable)
