"""What is found across a dossier, worked out beside the page whenever its articles have changed. Knows no look."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from chat.jobs import Work
from chat.models import registry
from chat.storage.dossiers import Contents
from ui import kinds
from ui.cabinet import Cabinet, Compared, Stamp
from ui.room import Room

# How long the page waits for what is worked out before it is drawn without, and how often it looks, in seconds.
_SOON, _LOOK = 0.8, 0.02


@dataclass(frozen=True)
class Comparison:
    """What is found across a dossier: None before it was ever worked out, and where that failed.

    Attributes:
        is_under_way: it is being worked out anew; what is found is what was found last.
    """

    found: Compared | None
    is_under_way: bool = False


def compared(room: Room, cabinet: Cabinet, contents: Contents, *, at_most: float = _SOON) -> Comparison:
    """Return what is found across a dossier, as it is now or, where that takes longer, as it was found last.

    Args:
        at_most: how long it is waited for, in seconds.
    """
    id = contents.entry.id
    stamp, kind = _stamp(room, contents), kinds.comparing(id)
    until = time.monotonic() + at_most
    is_begun = False
    while True:
        is_under_way = room.tasks.is_running(kind)  # asked first: what it has found is there when it has ended
        held = cabinet.held(room.owner, id)
        is_newest = held is not None and held.stamp == stamp
        if not is_under_way:
            room.tasks.collect(kind)
            is_tried = is_begun or is_newest or cabinet.has_failed(room.owner, id, stamp)
            is_begun = not is_tried and room.tasks.start(kind, _comparing(room, cabinet, id, stamp))
            if not is_begun:
                return Comparison(held)
        elif is_newest or time.monotonic() >= until:
            return Comparison(held, not is_newest)
        time.sleep(_LOOK)


def _stamp(room: Room, contents: Contents) -> Stamp:
    changes = room.shelf.changes
    members = tuple(
        (member.number, member.entry.id, changes(room.owner, member.entry.id)) for member in contents.members
    )
    return Stamp(contents.entry.name, members, contents.links)


def _comparing(room: Room, cabinet: Cabinet, id: str, stamp: Stamp) -> Work[None, Compared]:
    def work(report: Callable[[None], None], cancelled: Callable[[], bool]) -> Compared:
        embedder = registry.open_embedder(room.settings)
        return cabinet.compare(room.owner, id, stamp=stamp, embedder=embedder, cancelled=cancelled)

    return work
