"""From the library to a dossier: its articles as all look at them, and what the reader decided about their voices.

The page and the command line both begin here. What an article is analysed for is kept from call to call as long as its
reading is the same, so that one article more costs the work for that article.
"""

from __future__ import annotations

import datetime
import operator
import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from chat import pipeline
from chat.answers.in_english import in_english
from chat.dossier import asking
from chat.dossier.asking.merged import merged
from chat.dossier.dossier import Dossier
from chat.dossier.sources import Place, Source
from chat.errors import NotInLibrary
from chat.models.base import Embedder, Translator
from chat.schema import Answer
from chat.storage.dossiers import Contents, Link, Member, Voice
from chat.storage.library import Library
from chat.translation.glossary import NO_TERMS

__all__ = ["ask", "let_go", "open_dossier", "voice_of"]

# Dossiers held in memory, and articles of all of them; beyond it those go that were used longest ago.
DOSSIERS, SOURCES = 4, 400


@dataclass(frozen=True)
class _Held:
    """A dossier in memory, when each of its readings was opened last, and what else it was made of."""

    dossier: Dossier
    opened: dict[str, datetime.datetime]
    links: tuple[Link, ...]
    embedder: Embedder | None

    def is_of(self, sources: Sequence[Source], contents: Contents, embedder: Embedder | None) -> bool:
        """Return whether it is made of just these: then all that was worked out for it holds."""
        before = self.dossier
        same = len(sources) == len(before.sources) and all(map(operator.is_, sources, before.sources))
        return same and (before.name, self.links) == (contents.entry.name, contents.links) and self.embedder is embedder


_held: OrderedDict[tuple[Library, str, str], _Held] = OrderedDict()
_lock = threading.Lock()


def open_dossier(
    library: Library,
    owner: str,
    id: str,
    *,
    embedder: Embedder | None = None,
) -> Dossier:
    """Return a dossier of the library with all its articles that can be read; the same one as long as nothing changed.

    It does not count as opened, and neither do its readings.

    Args:
        embedder: compares claims by meaning too.

    Raises:
        NotInLibrary: there is no such dossier.
        LibraryUnavailable, LibraryTooNew, LibraryDamaged: the library cannot be used.
    """
    try:
        contents = library.dossiers.contents(owner, id)
    except NotInLibrary:
        let_go(owner, id)
        raise
    key = (library, owner, id)
    with _lock:
        before = _held.get(key)
    sources = _sources(library, owner, contents.members, before)
    if before and before.is_of(sources, contents, embedder):
        dossier = before.dossier
    else:
        apart, together = _pairs(contents.links, sources, same=False), _pairs(contents.links, sources, same=True)
        dossier = Dossier(sources, name=contents.entry.name, embedder=embedder, apart=apart, together=together)
    opened = {member.entry.id: member.entry.opened for member in contents.members}
    _hold(key, _Held(dossier, opened, contents.links, embedder))
    return dossier


def ask(
    dossier: Dossier,
    question: str,
    *,
    embedder: Embedder | None = None,
    translator: Callable[[], Translator] | None = None,
    history: Sequence[Answer] = (),
    glossary: Mapping[str, str] = NO_TERMS,
    cancelled: Callable[[], bool] | None = None,
) -> Answer:
    """Answer a question about a dossier, in English; it is asked in English, German, or a language of its articles.

    Args:
        translator: gives what translates a question, if that is needed; None: its words are looked up.
        glossary: the reader's terms, for a question that is not English.
        cancelled: asked while a question is translated; true stops that.

    Other arguments and errors are those of `dossier.asking.ask`.
    """

    def english(asked: str, source: str) -> str:
        if translator is None:
            return asked
        article = merged(dossier).article
        return in_english(asked, article, translator(), source=source, glossary=glossary, cancelled=cancelled)

    return asking.ask(question, dossier, embedder=embedder, in_english=english, history=history)


def let_go(owner: str, id: str | None = None) -> None:
    """Hold a dossier no longer, or none of the owner's: for what was deleted."""
    with _lock:
        for key in [key for key in _held if key[1] == owner and id in (None, key[2])]:
            del _held[key]


def voice_of(source: Source, number: int) -> Voice:
    """Return the name of an entry of an article's ledger by which the library remembers decisions.

    Args:
        number: its place in the ledger, as in `Place`.
    """
    german = _german(source, number)
    nth = sum(_german(source, earlier) == german for earlier in range(number + 1))
    return Voice(source.id, german, nth)


def _sources(library: Library, owner: str, members: Sequence[Member], before: _Held | None) -> list[Source]:
    """Return the articles; of a dossier that was held before, those that are the same since."""
    known = {source.id: source for source in before.dossier.sources} if before else {}
    opened = before.opened if before else {}
    # A reading that was changed counts as opened; one that was opened need not have changed.
    wanted = [
        member.entry.id
        for member in members
        if member.entry.id not in known or opened.get(member.entry.id) != member.entry.opened
    ]
    loaded = library.readings(owner, wanted) if wanted else {}
    gone = set(wanted) - set(loaded)
    sources = []
    for member in members:
        id = member.entry.id
        reading = loaded.get(id)
        source = known.get(id)
        if reading and (source is None or (source.reading is not reading and source.reading != reading)):
            source = Source.of(member.number, reading, pipeline.analysed(reading), id=id)
        if source and id not in gone:
            sources.append(source)
    return sources


def _pairs(links: Sequence[Link], sources: Sequence[Source], *, same: bool) -> frozenset[frozenset[Place]]:
    """Return the pairs of entries that were decided to be the same, or not; of one that is not found there is none."""
    by_voice = {
        voice_of(source, number): Place(source.number, number)
        for source in sources
        for number in range(len(source.entries))
    }
    return frozenset(
        frozenset((by_voice[link.one], by_voice[link.other]))
        for link in links
        if link.same == same and link.one in by_voice and link.other in by_voice
    )


def _german(source: Source, number: int) -> str:
    """Return what an article calls the voice of that number; nothing where it does not name it."""
    return source.entries[number].german or ""


def _hold(key: tuple[Library, str, str], held: _Held) -> None:
    """Hold a dossier, and let those go that were used longest ago, where there are too many of them or too large."""
    with _lock:
        _held[key] = held
        _held.move_to_end(key)
        while len(_held) > DOSSIERS or (len(_held) > 1 and sum(len(one.opened) for one in _held.values()) > SOURCES):
            _held.popitem(last=False)
