"""The interface in a process of its own, without a page; told to end, it keeps what is being read as far as it is."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import uvicorn
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from chat.jobs import Desk
from chat.serving import mounted
from chat.settings import Settings

_END = 25  # seconds that connections have when it ends


def application(settings: Settings) -> Starlette:
    """Return all of it as one application."""
    desk: Desk[object] = Desk()

    @asynccontextmanager
    async def life(app: Starlette) -> AsyncIterator[None]:
        yield
        await run_in_threadpool(desk.end)

    return Starlette(routes=[Route("/health/live", _live), *mounted.routes(settings, desk=desk)], lifespan=life)


async def _live(request: Request) -> JSONResponse:
    return JSONResponse({"live": True}, headers={"Cache-Control": "no-store"})


def serve(settings: Settings, *, host: str, port: int) -> None:
    """Serve until the process is told to end."""
    uvicorn.run(
        application(settings),
        host=host,
        port=port,
        log_level="warning",
        timeout_graceful_shutdown=_END,
        server_header=False,
    )
