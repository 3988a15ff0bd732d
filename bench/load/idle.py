"""Pages that are open and that nobody looks at: connections as a browser has them, drawn once, then still."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

_AT_ONCE = 8  # that are opened
_DRAWN = 120  # seconds until a page has to be drawn


@asynccontextmanager
async def idle(port: int, sessions: int) -> AsyncIterator[None]:
    """Hold so many pages open while the block runs; it begins when all are drawn.

    Raises:
        RuntimeError: one was not drawn.
    """
    gate = asyncio.Semaphore(_AT_ONCE)
    drawn = [asyncio.Event() for _ in range(sessions)]
    pages = [asyncio.create_task(_hold(port, gate, event)) for event in drawn]
    try:
        await _all_drawn(drawn, pages)
        yield
    finally:
        for page in pages:
            page.cancel()
        await asyncio.gather(*pages, return_exceptions=True)


async def _all_drawn(drawn: list[asyncio.Event], pages: list[asyncio.Task[None]]) -> None:
    waiting = [asyncio.create_task(event.wait()) for event in drawn]
    try:
        for page in waiting:
            await asyncio.wait((page, *pages), return_when=asyncio.FIRST_COMPLETED)
            closed = [held for held in pages if held.done()]
            if closed:
                raise RuntimeError(f"A page that was to stay open was closed: {closed[0].exception()}")
    finally:
        for page in waiting:
            page.cancel()


async def _hold(port: int, gate: asyncio.Semaphore, drawn: asyncio.Event) -> None:
    """Open a page, have it drawn, and take whatever comes until this is cancelled."""
    address = f"ws://127.0.0.1:{port}/_stcore/stream"
    async with gate:
        connection = await websockets.connect(
            address, subprotocols=[websockets.Subprotocol("streamlit")], max_size=None
        )
        begin = BackMsg()
        begin.rerun_script.query_string = ""
        await connection.send(begin.SerializeToString())
        async with asyncio.timeout(_DRAWN):
            await _until_drawn(connection)
        drawn.set()
    async with connection:
        async for _ in connection:
            pass
    raise RuntimeError("the server closed it")


async def _until_drawn(connection: websockets.ClientConnection) -> None:
    async for data in connection:
        message = ForwardMsg()
        message.ParseFromString(data if isinstance(data, bytes) else data.encode())
        if message.WhichOneof("type") == "script_finished":
            return
