"""A reading followed while it grows: server-sent events, each with all there is by then; the last says how it ended."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator

from starlette.concurrency import run_in_threadpool

from chat.serving.host import Host, Snapshot
from chat.serving.told import told

_LOOK, _SPACED = 0.1, 0.4  # seconds: how often it is looked, and at least between two events of one layer
_ALIVE = 15.0  # seconds after which something is said, so that nobody between takes the connection for dead


async def followed(host: Host, owner: str, id: str) -> AsyncIterator[str]:
    """Yield the events of a reading until it is being read no more.

    `snapshot` has the reading, `end` why it ended: `whole`, `stopped`, or `failed` with the error.
    """
    last: Snapshot | None = None
    said = time.monotonic()
    while True:
        now = await run_in_threadpool(host.snapshot, owner, id)
        is_new = last is None or now.reading is not last.reading
        reaches = last is None or now.reading.layer != last.reading.layer
        if is_new and (reaches or not now.is_growing or time.monotonic() - said >= _SPACED):
            yield _event("snapshot", now.reading.model_dump_json())
            last, said = now, time.monotonic()
        if not now.is_growing:
            yield _event("end", _end(now))
            return
        if time.monotonic() - said > _ALIVE:
            yield ": reading\n\n"
            said = time.monotonic()
        await asyncio.sleep(_LOOK)


def _event(name: str, data: str) -> str:
    """Return an event; JSON has no line breaks of its own."""
    return f"event: {name}\ndata: {data}\n\n"


def _end(now: Snapshot) -> str:
    if now.error:
        return f'{{"state":"failed","error":{told(now.error).model_dump_json()}}}'
    return '{"state":"whole"}' if now.reading.is_whole else '{"state":"stopped"}'
