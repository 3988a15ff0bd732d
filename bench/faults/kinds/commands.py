"""kill -9 of a command at each request to the model, and what the same command then makes of what is there."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from functools import partial
from pathlib import Path

from bench.faults import scripted
from bench.faults.fault import Fault, Tally
from bench.faults.process import Ended, Say, kill, run
from chat.cli import main
from chat.models import registry
from chat.models.registry import Engines
from chat.settings import Settings

Arguments = Callable[[Path], list[str]]


def command(folder: Path, arguments: list[str], *, at: int = 0, happens: Callable[[], None] = kill) -> Ended:
    """Run a command on the scripted model in a process of its own, with a library in a folder.

    Args:
        at: the request to the model, from 1, at which something happens.
    """

    def on_call(number: int, task: str) -> None:
        if number == at:
            happens()

    return run(partial(_command, folder, arguments, on_call))


def _command(folder: Path, arguments: list[str], on_call: scripted.OnCall, say: Say) -> int:
    def counted(number: int, task: str) -> None:
        say(task[:40].replace("\n", " "))
        on_call(number, task)

    def opened(settings: Settings) -> Engines:
        return scripted.engines(counted)

    os.environ |= {"BELEGT_DATA": str(folder / "data"), "BELEGT_HOME": str(folder / "home")}
    registry.open_engines = opened  # of this process alone, which ends with the command
    return main.main(arguments)


def here(folder: Path, arguments: list[str]) -> int:
    """Run a command on the scripted model in this process, which must end with it."""
    return _command(folder, arguments, lambda number, task: None, lambda line: None)


def article(folder: Path) -> str:
    """Write the article into a folder, and return its path."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "artikel.txt"
    path.write_text(scripted.ARTICLE, encoding="utf-8")
    return str(path)


def left(folder: Path) -> list[str]:
    """Return the files below a folder that are none of those that are to stay."""
    paths = (path for path in folder.rglob("*") if path.is_file())
    return [path.name for path in paths if path.name.endswith((".part", ".partial", ".new"))]


def _adding(folder: Path) -> list[str]:
    return ["dossier", "add", "Freibad", article(folder)]


def _reading(folder: Path) -> list[str]:
    return ["read", article(folder), "--format", "json", "--out", str(folder / "out.json")]


def _following(folder: Path) -> list[str]:
    return [*_reading(folder), "--follow"]


def _asking(folder: Path) -> list[str]:
    return ["ask", article(folder), scripted.QUESTION, "--out", str(folder / "answer.txt")]


def _at_each_request(arguments: Arguments, shown: Arguments | None = None) -> Callable[[Path, Tally], None]:
    """Return what kills a command at each of its requests, runs it again, and compares with one that was let be.

    Args:
        shown: the command whose output is compared; None: the files named by --out are.
    """

    def tried(folder: Path, tally: Tally) -> None:
        scripted.layers()  # what is loaded here need not be loaded in each process
        whole = command(folder / "whole", arguments(folder / "whole"))
        expected = _made(folder / "whole", shown)
        for at in range(1, len(whole.said) + 1):
            place = folder / str(at)
            killed = command(place, arguments(place), at=at)
            again = command(place, arguments(place))
            found = [*killed.faults, *again.faults]
            found += [f"it is not the same after it was killed in: {killed.said[-1]}"] * (
                _made(place, shown) != expected
            )
            found += [f"{name} is left" for name in left(place)]
            tally.add(found, sees=again.messages)

    return tried


def _made(folder: Path, shown: Arguments | None) -> str:
    if shown:
        return command(folder, shown(folder)).shown
    found = [folder / name for name in ("out.json", "answer.txt")]
    return "".join(_without_seconds(path.read_text(encoding="utf-8")) for path in found if path.exists())


def _without_seconds(text: str) -> str:
    """Return a result without how long it took."""
    return re.sub(r'"seconds":\s*(\{[^}]*\}|[\d.e-]+)', "", text.splitlines()[-1] if text.startswith('{"') else text)


def _shown(folder: Path) -> list[str]:
    return ["dossier", "export", "Freibad", "--format", "md"]


FAULTS = (
    Fault(
        "killed-adding",
        "kill -9 of `dossier add` at each request to the model: drafting, checking, summarising",
        _at_each_request(_adding, _shown),
    ),
    Fault("killed-reading", "kill -9 of `read --out` at each request to the model", _at_each_request(_reading)),
    Fault("killed-following", "kill -9 of `read --follow` at each request to the model", _at_each_request(_following)),
    Fault("killed-answering", "kill -9 of `ask --out` at each request to the model", _at_each_request(_asking)),
)
