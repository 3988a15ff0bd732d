"""What an engine has replied before, kept on disk: the same request is not computed twice, and has one reply.

Without it a model may word the same sentence in two ways: requests are computed together, and how they are rounded
depends on which. A reply is looked up by a hash of the engine's name and all that it was asked; the text of an article
is not kept, but its English can be told from the replies: who deletes a reading is to have the memory emptied
(`Memory.clear`). Where the file cannot be used, everything goes on without it.
"""

from __future__ import annotations

import hashlib
import json
import logging
import time
from collections.abc import Generator, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from chat.errors import LibraryDamaged, LibraryError
from chat.models.base import Draft, Message, Reply, Request, TextModel, Translator, WrappedTranslator
from chat.models.tokens import Tokens
from chat.settings import Settings
from chat.storage.database import Database

if TYPE_CHECKING:
    from chat.storage.database import Connection

REPLIES = 100_000  # some 3,000 articles, 20 MB
FILE = "memory.sqlite3"

_FIRST = """
CREATE TABLE reply (key BLOB PRIMARY KEY, text TEXT NOT NULL, used INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX reply_by_use ON reply (used);
"""
_SECOND = "ALTER TABLE reply ADD COLUMN certainty REAL"
_MAKE_ROOM = """
DELETE FROM reply WHERE key IN (
    SELECT key FROM reply ORDER BY used LIMIT max(0, (SELECT count(*) FROM reply) - ?)
)
"""

_log = logging.getLogger(__name__)


def open_memory(settings: Settings) -> Memory | None:
    """Return the memory of this machine for use, None where the settings have nothing kept."""
    return memory_on_disk(settings) if settings.history and settings.memory else None


def memory_on_disk(settings: Settings) -> Memory:
    """Return the memory of this machine whether or not it is in use, to look at it and to clear it."""
    return Memory(settings.data / FILE)


class Remembered(NamedTuple):
    """A reply, and how certain the model was of it, where that was asked."""

    text: str
    certainty: float | None


class Memory:
    """Replies by key. Threads and processes may share one; those that were not used for longest go first.

    Args:
        path: its file, made on first use.
        replies: how many are kept.
    """

    def __init__(self, path: Path, *, replies: int = REPLIES) -> None:
        self._database = Database(path, migrations=(_FIRST, _SECOND))
        self._replies = replies

    def recall(self, keys: Sequence[bytes]) -> dict[bytes, str]:
        """Return the replies of those keys that have one."""
        return {key: reply.text for key, reply in self.remembered(keys).items()}

    def remembered(self, keys: Sequence[bytes]) -> dict[bytes, Remembered]:
        """Return the replies of those keys that have one, with their certainty."""
        try:
            with self._database.transaction(write=True) as connection:
                replies = {key: Remembered(*row) for key in keys for row in _rows(connection, _RECALL, (_now(), key))}
        except LibraryError as error:
            _log.warning("the memory cannot be read: %s", error)
            return {}
        return replies

    def keep(self, replies: Mapping[bytes, str], *, certainty: float | None = None) -> None:
        """Keep replies, all of the same certainty, and let the oldest go."""
        try:
            with self._database.transaction(write=True) as connection:
                for key, text in replies.items():
                    connection.execute(_KEEP, (key, text, _now(), certainty))
                connection.execute(_MAKE_ROOM, (self._replies,))
        except LibraryError as error:
            _log.warning("nothing can be kept in the memory: %s", error)

    def count(self) -> int:
        """Return how many replies are kept; makes no file.

        Raises:
            LibraryError: the file cannot be read.
        """
        if not self._database.path.exists():
            return 0
        with self._database.transaction() as connection:
            ((count,),) = _rows(connection, "SELECT count(*) FROM reply", ())
        return int(count)

    def clear(self) -> int:
        """Delete everything for good, what was damaged and set aside too, and return how many replies there were.

        Raises:
            LibraryError: the files cannot be written.
        """
        try:
            return self._emptied()
        except LibraryDamaged:  # it is set aside now
            return 0
        finally:
            self._database.discard_set_aside()

    def _emptied(self) -> int:
        count = self.count()
        if self._database.path.exists():
            with self._database.transaction(write=True) as connection:
                connection.execute("DELETE FROM reply")
            self._database.wipe()
        return count


_RECALL = "UPDATE reply SET used = ? WHERE key = ? RETURNING text, certainty"
_KEEP = "INSERT OR REPLACE INTO reply (key, text, used, certainty) VALUES (?, ?, ?, ?)"


def _rows(connection: Connection, statement: str, values: tuple[Any, ...]) -> list[Any]:
    return list(connection.execute(statement, values))


def _now() -> int:
    return time.time_ns()


def _key(engine: str, *asked: object) -> bytes:
    """Return the hash of a request: the engine's name and all that decides its reply."""
    return hashlib.sha256(json.dumps([engine, *asked], sort_keys=True).encode("utf-8", "surrogatepass")).digest()


class RememberingModel(TextModel):
    """A chat model that is asked once for each reply.

    Args:
        runtime: what runs the model, where there are several: they do not word all alike.
    """

    def __init__(self, model: TextModel, memory: Memory, *, runtime: str = "") -> None:
        self.name = model.name
        self.parallel = model.parallel
        self.tells_certainty = model.tells_certainty
        self._engine = f"{model.name} {runtime}".strip()
        self._model = model
        self._memory = memory

    @property
    def tokens(self) -> Tokens:
        """What the model has read and written; what is remembered costs none."""
        return self._model.tokens

    @property
    def rate(self) -> float | None:
        """Characters a second of all replies that are made, None where that was not measured."""
        return self._model.rate

    def warm(self, messages: Sequence[Message]) -> None:
        """Have the model compute what the prompts of a task begin with."""
        self._model.warm(messages)

    def generate(self, request: Request) -> Generator[str, None, None]:
        """Yield the reply piece by piece, or whole where it is remembered; one that is stopped is not kept."""
        key = _key_of_one(self._engine, request)
        known = self._memory.recall([key])
        if known:
            yield known[key]
            return
        pieces = []
        for piece in self._model.generate(request):
            pieces.append(piece)
            yield piece
        self._memory.keep({key: "".join(pieces)})

    def generate_many(self, requests: Sequence[Request]) -> Generator[tuple[int, str], None, None]:
        """Yield (index, reply): those that are remembered at once, then the others as they finish."""
        with closing(self.stream_many(requests)) as replies:
            yield from ((reply.index, reply.text) for reply in replies if reply.done)

    def stream_many(self, requests: Sequence[Request]) -> Generator[Reply, None, None]:
        """Yield the replies: those that are remembered are done at once, then the others as they grow."""
        keys = [_key_in_batch(self._engine, request) for request in requests]
        known = self._memory.remembered(keys)
        for index, key in enumerate(keys):
            if key in known:
                yield Reply(index, known[key].text, certainty=known[key].certainty)
        new = [index for index, key in enumerate(keys) if key not in known]
        if not new:
            return
        with closing(self._model.stream_many([requests[index] for index in new])) as replies:
            for reply in replies:
                index = new[reply.index]
                if reply.done and reply.text:
                    self._memory.keep({keys[index]: reply.text}, certainty=reply.certainty)
                yield replace(reply, index=index)


def _key_of_one(engine: str, request: Request) -> bytes:
    """Return the key of a reply that is read piece by piece."""
    return _key(
        engine, list(request.messages), request.max_tokens, request.schema, list(request.citable),
        request.temperature, request.seed,
    )  # fmt: skip


def _key_in_batch(engine: str, request: Request) -> bytes:
    """Return the key of a reply of a batch. `max_tokens`, which decides no reply that ends before, is not in it."""
    drawn = [request.temperature, request.seed] if request.temperature else []
    return _key(engine, list(request.messages), None, request.schema, list(request.citable), *drawn)


class RememberingTranslator(WrappedTranslator):
    """A translator that is asked once for each sentence, for one whose English of a sentence depends on it alone.

    Args:
        runtime: what runs it: another one may translate the same sentence otherwise.
    """

    def __init__(self, translator: Translator, memory: Memory, *, runtime: str = "") -> None:
        super().__init__(name=translator.name, parallel=translator.parallel)
        self._engine = f"{translator.name} {runtime}".strip()
        self._translator = translator
        self._memory = memory

    def wrapped(self, source: str) -> Translator:
        """Return the one translator that this one remembers."""
        return self._translator

    def translate(self, sentences: Sequence[str], *, source: str) -> Generator[tuple[int, str], None, None]:
        """Yield (index, English): what is remembered at once, then the others as they finish."""
        for draft in self.drafts(sentences, source=source):
            if draft.done:
                yield draft.index, draft.text

    def drafts(self, sentences: Sequence[str], *, source: str) -> Generator[Reply, None, None]:
        """Yield the English of each sentence: what is remembered at once, then the others as they come."""
        keys = [_key(self._engine, source, sentence) for sentence in sentences]
        known = self._memory.recall(keys)
        yield from (Reply(index, known[key]) for index, key in enumerate(keys) if key in known)
        new = [index for index, key in enumerate(keys) if key not in known]
        if not new:
            return
        for draft in self._translator.drafts([sentences[index] for index in new], source=source):
            index = new[draft.index]
            if draft.done and draft.text:
                self._memory.keep({keys[index]: draft.text})
            yield replace(draft, index=index)

    def revisions(self, draft: Draft, *, source: str) -> Generator[Sequence[str], None, None]:
        """Yield other translations of a sentence, all of them at once and remembered."""
        key = _key(self._engine, source, "revisions", draft.sentence)
        known = self._memory.recall([key])
        if not known:
            others = [*chain.from_iterable(self._translator.revisions(draft, source=source))]
            known = {key: json.dumps(others)}
            self._memory.keep(known)
        yield json.loads(known[key])
