"""Files that a command writes, on a disk that is full, and where nothing may be written or read."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from bench.faults.fault import Fault, Tally
from bench.faults.kinds.commands import article, command, here
from bench.faults.process import Say, run

_SIZES = (16, 64, 100, 128, 160, 200, 256, 384, 512)  # KiB that the disk has
_NOBODY = 65_534


@contextmanager
def _small_disk(folder: Path, kib: int) -> Iterator[Path]:
    """Mount a disk of so many KiB; only root can."""
    folder.mkdir(parents=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={kib}k", "none", str(folder)], check=True)
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def _commands(text: str, disk: Path) -> dict[str, list[str]]:
    read = ["read", text, "--format", "json", "--out", str(disk / "out.json")]
    return {
        "read": read,
        "follow": [*read, "--follow"],
        "ask": ["ask", text, *["What does Anna Voss say?"] * 30, "--format", "json", "--out", str(disk / "answers")],
        "dossier": ["dossier", "add", "Freibad", text],
    }


def _full(folder: Path, tally: Tally) -> None:
    if os.geteuid():
        return
    for kib in _SIZES:
        for name in _commands("", folder):
            with _small_disk(folder / f"{kib}-{name}", kib) as disk:
                text = article(folder)
                (disk / "out.json").write_text("before")
                ended = command(disk, _commands(text, disk)[name])
                found = [f"{name}: {fault}" for fault in ended.faults]
                if name == "read" and ended.code and (disk / "out.json").read_text() != "before":
                    found.append("what was there before is gone")
                if ended.code not in (0, 1, 2, 3):
                    found.append(f"{name}: ended with {ended.code}")
                told = [message.replace(str(disk), "FOLDER") for message in ended.messages]
                tally.add(found + ["nothing was told"] * bool(ended.code and not told), sees=told)


def _to_full(folder: Path, tally: Tally) -> None:
    text = article(folder)
    for arguments in (
        ["claims", text],
        ["read", text, "--format", "json"],
        ["read", text, "--format", "docx"],
        ["read", text, "--format", "json", "--follow"],
        ["ask", text, "What does Anna Voss say?"],
        ["models", "list"],
        ["translate", text],
    ):
        ended = run(partial(_with_full_output, folder, arguments))
        found = [f"{arguments[0]}: {fault}" for fault in ended.faults]
        tally.add(found, sees=ended.messages)


def _with_full_output(folder: Path, arguments: list[str], say: Say) -> int:
    full = os.open("/dev/full", os.O_WRONLY)
    os.dup2(full, 1)
    sys.stdout = open(1, "w", closefd=False, encoding="utf-8")  # noqa: SIM115
    return here(folder, arguments)


def _as_nobody(folder: Path, arguments: list[str], say: Say) -> int:
    os.chdir(folder)
    os.setgroups([])
    os.setgid(_NOBODY)
    os.setuid(_NOBODY)
    return here(folder, arguments)


def _no_permission(folder: Path, tally: Tally) -> None:
    if os.geteuid():
        return
    folder.chmod(0o755)
    text = article(folder)
    secret = folder / "geheim.txt"
    secret.write_text("Geheim")
    secret.chmod(0o600)
    environment = folder / "elsewhere" / ".env"
    environment.parent.mkdir()
    environment.write_text("BELEGT_PARALLEL=2")
    environment.chmod(0o600)
    tries: list[tuple[Path, list[str]]] = [
        (folder, ["read", text, "--format", "json", "--out", str(folder / "out.json")]),
        (folder, ["read", str(secret)]),
        (folder, ["read", text, "--glossary", str(secret)]),
        (folder, ["ask", "--jsonl", str(secret)]),
        (folder, ["dossier", "add", "Freibad", text]),
        (folder, ["dossier", "list"]),
        (folder, ["models", "use", "qwen2.5-coder-1.5b"]),
        (folder, ["memory", "clear"]),
        (environment.parent, ["models", "list"]),
    ]
    for place, arguments in tries:
        ended = run(partial(_as_nobody, place, arguments))
        found = [f"{' '.join(arguments[:2])}: {fault}" for fault in ended.faults]
        tally.add(found, sees=[message.replace(str(folder), "FOLDER") for message in ended.messages])


FAULTS = (
    Fault("files-full", "a real disk of 16 to 512 KiB beneath --out, --follow, the library and its lock", _full),
    Fault("output-full", "standard output goes to a disk that is full", _to_full),
    Fault("no-permission", "a user who may neither write nor read there", _no_permission),
)
