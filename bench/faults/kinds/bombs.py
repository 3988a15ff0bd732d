"""Files and answers of servers that are made to take all memory or time of whoever opens them."""

from __future__ import annotations

import os
import re
import resource
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import partial
from pathlib import Path

from bench.faults.bombs import mail, markup, pdf, web, word
from bench.faults.bombs.bomb import Bomb
from bench.faults.fault import Fault, Tally
from bench.faults.process import Say, run
from chat.errors import ChatError
from chat.intake import feeds, source

MOST = 600  # MiB that opening a file may take beyond what the process has
LONGEST = 30.0  # seconds of the processor that it may take
_PATIENCE = 120.0  # seconds after which it hangs
_FORGET_PEAK = "5"  # to Linux, of a process's own memory


def _file(bomb: Bomb) -> None:
    source.take_bytes(bomb.data, bomb.file)


def _feed(bomb: Bomb) -> None:
    feeds.parse(bomb.data, "https://a.example/feed")


def _opened(opening: Callable[[Bomb], object], bomb: Bomb, say: Say) -> None:
    """Open a file, and say what the reader is told, the MiB that it took, and the seconds of the processor."""
    with suppress(OSError):  # where it is not allowed, the peak is that of the parent, which is no less
        Path("/proc/self/clear_refs").write_text(_FORGET_PEAK)
    before, started = _memory("VmRSS"), sum(os.times()[:4])
    try:
        opening(bomb)
        told = ""
    except ChatError as error:
        told = str(error)
    # A process that is begun counts what whoever began it has, until it is another program.
    peak, of_others = _memory("VmHWM"), resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    took = max(peak - before, of_others if of_others > 1.1 * peak else 0)
    say(f"{took}\t{sum(os.times()[:4]) - started:.1f}\t{told}")


def _memory(which: str) -> int:
    """Return a line of what Linux tells of this process's memory, in MiB."""
    found = re.search(rf"{which}:\s*(\d+)", Path("/proc/self/status").read_text(encoding="ascii"))
    return int(found[1]) // 1024 if found else 0


def tried(bombs: Iterable[Bomb], opening: Callable[[Bomb], object], tally: Tally) -> None:
    """Open each in a process of its own, and count those that took no more memory and time than they may."""
    source.take_bytes(b"<p>a<p>b<p>c", "a.html")  # so that libraries are not counted
    for bomb in bombs:
        ended = run(partial(_opened, opening, bomb), patience=_PATIENCE)
        found = [f"{bomb.about}: {fault}" for fault in ended.faults]
        if not ended.said:
            tally.add(found or [f"{bomb.about}: the process ended with {ended.code}"])
            continue
        took, seconds, told = ended.said[0].split("\t", 2)
        if int(took) > MOST:
            found.append(f"{bomb.about}: took {took} MiB")
        if float(seconds) > LONGEST:
            found.append(f"{bomb.about}: took {seconds} s")
        tally.add(found, sees=[told])


def _of(bombs: Callable[[], Iterable[Bomb]], opening: Callable[[Bomb], object]) -> Callable[[Path, Tally], None]:
    return lambda folder, tally: tried(bombs(), opening, tally)


FAULTS = (
    Fault("bombs-word", "Word files made to take all memory or time", _of(word.bombs, _file)),
    Fault("bombs-pdf", "PDF files made so", _of(pdf.bombs, _file)),
    Fault("bombs-pages", "pages made so", _of(markup.pages, _file)),
    Fault("bombs-feeds", "feeds made so", _of(markup.feeds, _feed)),
    Fault("bombs-mail", "mails made so", _of(mail.bombs, _file)),
    Fault("bombs-web", "answers of servers made so", _of(web.bombs, web.fetched)),
)
