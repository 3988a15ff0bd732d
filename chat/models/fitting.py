"""Which models fit a machine, and which of them are to be recommended. Loads none, and fetches nothing."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass, replace
from importlib.util import find_spec

from chat.errors import TooLittleMemory
from chat.models import machine
from chat.models.weights import store
from chat.models.weights.catalogue import Entry, Index, lookup, of_role, title_of
from chat.models.weights.store import State
from chat.settings import Settings

# What a chat model takes besides its file: the program, and what llama.cpp computes in (measured: bench/LOG.md).
_BESIDES = 700_000_000  # bytes
_LEAST_CONTEXT = 4_096  # tokens
_SHARE = 0.6  # of the whole memory that a model that is recommended may take: the reader has other programs
_LARGE = 1_500_000_000  # bytes; a larger file is slow on few cores
_CORES_FOR_LARGE = 4
_ROOM = 500_000_000  # bytes that a disk is to have left


def has_openvino() -> bool:
    """Return whether OpenVINO GenAI, an extra, is installed."""
    return find_spec("openvino_genai") is not None


@dataclass(frozen=True)
class Machine:
    """What a machine has: memory and disk in bytes, the cores, and whether the model hub answers."""

    memory: int
    free: int
    cores: int
    disk: int
    wide: bool
    hub: bool

    def __str__(self) -> str:
        """Say it in a line."""
        wide = ", wide vectors (AVX-512)" if self.wide else ""
        hub = "answers" if self.hub else "does not answer"
        return (
            f"{self.memory / 2**30:.0f} GB of memory, {gib(self.free)} free; {self.cores} cores{wide}; "
            f"{self.disk / 1e9:.0f} GB free on the disk; the model hub {hub}."
        )


def look(settings: Settings) -> Machine:
    """Look at this machine; asks the model hub whether it answers, which takes some seconds where it does not."""
    from chat.models.weights import hub

    folder = next(path for path in (settings.weights, *settings.weights.parents) if path.exists())
    return Machine(
        memory=machine.memory(),
        free=machine.free_memory(),
        cores=settings.threads or machine.usable_cores(),
        disk=shutil.disk_usage(folder).free,
        wide=machine.has_wide_vectors(),
        hub=hub.answers(),
    )


def memory_of(entry: Entry) -> int:
    """Return the memory that a chat model wants at least, in bytes: its file, its context, and what is besides."""
    return _wanted(entry.bytes, entry.cache_bytes_per_token)


def _wanted(size: int, cache_bytes: int) -> int:
    return size + cache_bytes * _LEAST_CONTEXT + _BESIDES


def check(name: str, *, size: int, cache_bytes: int, free: int) -> None:
    """Raise TooLittleMemory where there is less free memory than a chat model wants: it is told before it is loaded.

    Args:
        size: of its file, in bytes.
        cache_bytes: that a token of context takes.
        free: memory, in bytes.
    """
    needed = _wanted(size, cache_bytes)
    if needed <= free:
        return
    fitting = next((other.name for other in ranked(of_role("chat")) if memory_of(other) <= free), None)
    if fitting:
        instead = f"{fitting} would fit (python -m chat models use {fitting}, or BELEGT_MODEL and BELEGT_TRANSLATOR)."
    else:
        instead = "name a server that runs one (BELEGT_BASE_URL)."
    raise TooLittleMemory(
        f"{title_of(name)} wants {gib(needed)} of memory, and {gib(free)} are free.",
        hint=f"Close other programs, or choose another model: {instead}",
    )


def ranked(entries: Sequence[Entry]) -> list[Entry]:
    """Return those that may be recommended for chat, the best by published figures first."""
    chat = [entry for entry in entries if entry.rank and not entry.translates_only]
    return sorted(chat, key=lambda entry: entry.rank, reverse=True)


@dataclass(frozen=True)
class Advice:
    """What is said of a model.

    Args:
        why: what speaks for it, or against it.
        fits: whether it can be used on this machine.
        best: whether it is the one to use, of the models of its kind.
    """

    entry: Entry
    why: str
    fits: bool
    best: bool = False


def chat_models(here: Machine, settings: Settings) -> list[Advice]:
    """Return what is to be said of each chat model that may be recommended; of those that fit, the best by published
    figures is marked.

    One that is large for the cores is the best only where no other fits.
    """
    return _with_best(ranked(of_role("chat")), here, settings)


def translators(here: Machine, settings: Settings) -> list[Advice]:
    """Return what is to be said of each translator of German, the fast ones first; the first that fits is marked."""
    fast = [entry for entry in of_role("translator") if _GERMAN in entry.languages]
    prompted = [entry for entry in of_role("chat") if entry.translates_only]
    return _with_best([*fast, *prompted], here, settings, beside=memory_of(lookup(settings.model)))


_GERMAN = "de"


def suits(entry: Entry, memory: int) -> bool:
    """Return whether a machine of so much memory, in bytes, has enough for a chat model beside other programs."""
    return memory_of(entry) <= memory * _SHARE


def _with_best(entries: Sequence[Entry], here: Machine, settings: Settings, *, beside: int = 0) -> list[Advice]:
    """Return what is to be said of models; `beside` is the memory that another one takes meanwhile, in bytes."""
    states = {row.entry.name: row.state for row in store.inventory(folder=settings.weights)}
    chat = replace(here, memory=here.memory - round(beside / _SHARE), free=here.free - beside)
    against = {entry.name: _against(entry, chat, states[entry.name]) for entry in entries}
    fits = [entry for entry in entries if not against[entry.name]]
    best = next((entry for entry in fits if not _is_slow(entry, here)), fits[0] if fits else None)
    return [
        Advice(entry, against[entry.name] or _told(entry, here, states[entry.name]), entry in fits, entry == best)
        for entry in entries
    ]


def _against(entry: Entry, here: Machine, state: State) -> str:
    """Return why a model is not for a machine, empty where it is."""
    if entry.role == "chat":
        wants = f"wants {gib(memory_of(entry))} of memory"
        if not suits(entry, here.memory):
            return f"{wants}, too much beside other programs"
        if memory_of(entry) > here.free:
            return f"{wants}, more than is free now"
    if state is State.PRESENT:
        return ""
    if entry.bytes + _ROOM > here.disk:
        return f"needs {entry.bytes / 1e9:.1f} GB on the disk"
    if not here.hub and not any(isinstance(source, Index) for source in entry.sources):
        return "is on the model hub alone, which does not answer"
    return ""


def _is_slow(entry: Entry, here: Machine) -> bool:
    return entry.role == "chat" and entry.bytes > _LARGE and here.cores < _CORES_FOR_LARGE


def _told(entry: Entry, here: Machine, state: State) -> str:
    told = [f"wants {gib(memory_of(entry))} of memory"] if entry.role == "chat" else []
    told.append("is here" if state is State.PRESENT else f"{entry.bytes / 1e9:.1f} GB to fetch")
    if _is_slow(entry, here):
        told.append(f"slow on {here.cores} cores")
    if entry.published:
        told.append(entry.published)
    return "; ".join(told)


def gib(size: int) -> str:
    """Return a size of memory in words."""
    return f"{size / 2**30:.1f} GB"
