"""The dossiers in use: what is found across their articles, worked out once per change and held in memory, bounded.

What is kept for good lies in the library, without which there are no dossiers. Here lies beside it what is only of
this process: what is still to be got into a dossier, what could not be, and which answer was stopped. Knows no
Streamlit.
"""

from __future__ import annotations

import threading
from collections import OrderedDict, deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from chat.dossier import asking
from chat.dossier.dossier import Dossier
from chat.dossier.sources import Source
from chat.dossier.summary import Overview, overview
from chat.errors import Cancelled, ChatError, ModelError
from chat.gathering import let_go, open_dossier
from chat.intake.feeds import Item
from chat.models.base import Embedder
from chat.schema import Origin
from chat.storage.dossiers import Dossiers, Link
from chat.storage.library import Library
from ui.shelf import Stopped

# Articles of dossiers that are held in memory, of all owners; beyond it those dossiers go that were used longest ago.
IN_MEMORY = 400
# What is told of a dossier that could not be got into it.
TROUBLES = 100

Key = tuple[str, str]  # owner and dossier
_UNKNOWN = Origin()


@dataclass(frozen=True)
class Got:
    """A text that was got, where it came from, and the page as it was fetched where that is to be kept."""

    text: str
    origin: Origin = _UNKNOWN
    warc: bytes = b""


@dataclass(frozen=True)
class Wanted:
    """An article that is to be got into a dossier.

    Args:
        name: what it is called until it is read: how it begins, the name of a file.
        get: gets its text, and of a mail those of the articles in it. Raises InputError.
        code: its language where the reader said so.
    """

    name: str
    get: Callable[[], tuple[Got, ...]]
    code: str | None = None


@dataclass(frozen=True)
class WantedPages:
    """Articles that are to be fetched into a dossier together, which sites are asked for politely.

    Args:
        urls: their addresses; what is in the dossier already is not fetched again.
        told: what a feed tells of them, by address, where the pages themselves do not.
        archived: whether each page is to be kept as it was fetched.
        code: their language where the reader said so.
    """

    urls: tuple[str, ...]
    told: Mapping[str, Item] = field(default_factory=dict)
    archived: bool = False
    code: str | None = None


AnyWanted = Wanted | WantedPages


@dataclass(frozen=True)
class Trouble:
    """What did not get into a dossier, and why; `wanted` is None where there is no trying again."""

    name: str
    error: ChatError
    wanted: AnyWanted | None = None


@dataclass(frozen=True)
class Stamp:
    """Of what a dossier is worked out: of the same it would be the same.

    Args:
        members: of each article its number, its entry, and how often this process has changed it.
        links: what the reader decided about who is who.
    """

    name: str
    members: tuple[tuple[int, str, int], ...]
    links: tuple[Link, ...]


@dataclass(frozen=True)
class Compared:
    """A dossier as it was worked out last, and of what."""

    stamp: Stamp
    dossier: Dossier
    overview: Overview


@dataclass(frozen=True)
class Beside:
    """What this process has beside a dossier of the library.

    Args:
        troubles: what could not be got into it, the latest last.
        failed: the names of entries that were not read to their end, each with the reason.
        stopped: the answer that was stopped last.
    """

    troubles: tuple[Trouble, ...] = ()
    failed: tuple[tuple[str, ChatError], ...] = ()
    stopped: Stopped | None = None


class Cabinet:
    """The dossiers of all owners. Threads may use it at once.

    Methods that look into the library raise LibraryError as its own do.
    """

    def __init__(self, library: Library) -> None:
        self.library = library
        self._compared: OrderedDict[Key, Compared] = OrderedDict()
        self._failed: dict[Key, Stamp] = {}
        self._waiting: dict[Key, deque[AnyWanted]] = {}
        self._beside: dict[Key, Beside] = {}
        self._lock = threading.RLock()

    @property
    def dossiers(self) -> Dossiers:
        """The dossiers as they are kept."""
        return self.library.dossiers

    def held(self, owner: str, id: str) -> Compared | None:
        """Return what is found across a dossier as it was worked out last, None where it was not."""
        with self._lock:
            found = self._compared.get((owner, id))
            if found:
                self._compared.move_to_end((owner, id))
            return found

    def compare(
        self, owner: str, id: str, *, stamp: Stamp, embedder: Embedder | None, cancelled: Callable[[], bool]
    ) -> Compared:
        """Work out what is found across a dossier, and hold it. Takes seconds where there are many articles.

        Args:
            stamp: what it is worked out of.
            embedder: compares by meaning; where it fails, words alone count.

        Raises:
            Cancelled: `cancelled` says that nobody wants it any more, as of one that was deleted.
        """
        self._failed[owner, id] = stamp  # until it is worked out
        try:
            found = self._worked_out(owner, id, stamp, embedder)
        except ModelError:
            found = self._worked_out(owner, id, stamp, None)
        with self._lock:
            if cancelled():
                raise Cancelled("The dossier was closed.")
            self._failed.pop((owner, id), None)
            self._compared[owner, id] = found
            self._compared.move_to_end((owner, id))
            while len(self._compared) > 1 and self._held_articles() > IN_MEMORY:
                self._compared.popitem(last=False)
        return found

    def has_failed(self, owner: str, id: str, stamp: Stamp) -> bool:
        """Return whether a dossier could not be worked out of just this, or is being worked out of it."""
        return self._failed.get((owner, id)) == stamp

    def try_again(self, owner: str, id: str) -> None:
        """Have a dossier worked out anew that could not be."""
        self._failed.pop((owner, id), None)

    def _held_articles(self) -> int:
        return sum(len(one.dossier.sources) for one in self._compared.values())

    def _worked_out(self, owner: str, id: str, stamp: Stamp, embedder: Embedder | None) -> Compared:
        """Return a dossier of which every part is worked out, so that no redraw waits for one."""
        dossier = open_dossier(self.library, owner, id, embedder=embedder)
        for part in (dossier.matrix, dossier.only_here, dossier.timeline, dossier.quotations, dossier.speaking):
            del part  # worked out, and kept by the dossier
        asking.prepare(dossier, embedder)
        return Compared(stamp, dossier, overview(dossier))

    def sources(self, owner: str, id: str, *, embedder: Embedder | None) -> tuple[Source, ...]:
        """Return the articles of a dossier as they are now."""
        return open_dossier(self.library, owner, id, embedder=embedder).sources

    def want(self, owner: str, id: str, wanted: Sequence[AnyWanted]) -> None:
        """Note what is to be got into a dossier, after what waits already."""
        with self._lock:
            self._waiting.setdefault((owner, id), deque()).extend(wanted)

    def next_wanted(self, owner: str, id: str) -> AnyWanted | None:
        """Take what is to be got next into a dossier, None where nothing waits."""
        with self._lock:
            waiting = self._waiting.get((owner, id))
            if waiting:
                return waiting.popleft()
            self._waiting.pop((owner, id), None)
            return None

    def waiting(self, owner: str, id: str) -> int:
        """Return how many articles wait to be got into a dossier, as far as that is known."""
        with self._lock:
            waiting = self._waiting.get((owner, id), ())
            return sum(len(one.urls) if isinstance(one, WantedPages) else 1 for one in waiting)

    def beside(self, owner: str, id: str) -> Beside:
        """Return what this process has beside a dossier."""
        return self._beside.get((owner, id), Beside())

    def note_trouble(self, owner: str, id: str, trouble: Trouble) -> None:
        """Note that something did not get into a dossier."""
        self._change(owner, id, lambda beside: replace(beside, troubles=(*beside.troubles, trouble)[-TROUBLES:]))

    def forget_troubles(self, owner: str, id: str, *troubles: Trouble) -> None:
        """Forget what did not get into a dossier."""
        self._change(
            owner,
            id,
            lambda beside: replace(beside, troubles=tuple(one for one in beside.troubles if one not in troubles)),
        )

    def note_failed(self, owner: str, id: str, entry: str, error: ChatError | None) -> None:
        """Note why an article of a dossier was not read to its end, or that nothing went wrong."""
        told = [(entry, error)] if error else []
        self._change(
            owner,
            id,
            lambda beside: replace(
                beside, failed=(*(one for one in beside.failed if one[0] != entry), *told)[-TROUBLES:]
            ),
        )

    def note_stopped(self, owner: str, id: str, stopped: Stopped | None) -> None:
        """Note which answer about a dossier was stopped last, or that none was since."""
        self._change(owner, id, lambda beside: replace(beside, stopped=stopped))

    def _change(self, owner: str, id: str, change: Callable[[Beside], Beside]) -> None:
        with self._lock:
            changed = change(self.beside(owner, id))
            if changed == Beside():
                self._beside.pop((owner, id), None)
            else:
                self._beside[owner, id] = changed

    def delete(self, owner: str, id: str) -> None:
        """Delete a dossier for good, with its conversation; its readings stay."""
        self.let_go(owner, id)
        self.dossiers.delete(owner, id)
        self.let_go(owner, id)  # what was worked out meanwhile

    def forget_articles(self, owner: str) -> None:
        """Hold no article of an owner's any more: one was deleted, which any of the dossiers may have had."""
        let_go(owner)
        with self._lock:
            for key in [key for key in self._compared if key[0] == owner]:
                del self._compared[key]

    def let_go(self, owner: str, id: str | None = None) -> None:
        """Hold nothing of a dossier, or of all of an owner's, any more."""
        let_go(owner, id)
        with self._lock:
            for held in (self._compared, self._failed, self._waiting, self._beside):
                for key in [key for key in held if key[0] == owner and id in (None, key[1])]:
                    held.pop(key, None)
