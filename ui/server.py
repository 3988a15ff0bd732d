"""The page for a newsroom: beside it `/health` and `/metrics`, and an end that loses nothing. `belegt page --server`.

It is Streamlit's own server with more routes. It listens where `.streamlit/config.toml` or STREAMLIT_SERVER_ADDRESS and
STREAMLIT_SERVER_PORT say. Where BELEGT_API is on, the interface for programs is at `/api` and `/mcp`.
"""

from __future__ import annotations

import argparse
import asyncio
import hmac
import importlib
import os
import signal
import threading
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from types import FrameType
from typing import Any

import psutil
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route
from streamlit import config as streamlit_config
from streamlit.starlette import App

from chat import figures, settings
from chat.errors import ChatError, InputError
from chat.jobs import PATIENCE, Desk, readings_queue
from chat.models.machine import free_memory
from chat.settings import Settings
from ui import room
from ui.doors import OwnTabs, Readers, SecureCookies
from ui.health import Looked

_PAGE = Path(__file__).with_name("page.py")
# What readers are given to see that their reading was stopped, and what connections have to close, in seconds.
_SEEN, _CLOSED = 1.5, 6.0
# By then the process has ended, whatever hangs.
_AT_MOST = 30.0
_ON_OFF = {"true": True, "on": True, "1": True, "false": False, "off": False, "0": False}
_NO_STORE = {"Cache-Control": "no-store"}


def create(settings: Settings) -> App:
    """Return the server's application.

    Raises:
        ChatError: figures are to be counted, and prometheus-client is not installed.
    """
    return App(_PAGE, routes=routes(settings), middleware=doors(settings), lifespan=lifespan())


def routes(settings: Settings) -> list[BaseRoute]:
    """Return what there is beside the page.

    Raises:
        ChatError: as `create`.
    """
    found: list[BaseRoute] = [Route("/health", _health(settings)), Route("/health/live", _live)]
    if settings.metrics:
        figures.turn_on()
        _watch(settings)
        found.append(Route("/metrics", _metrics(settings)))
    return found + _interface(settings)


def doors(settings: Settings) -> list[Middleware]:
    """Return what stands before all of it."""
    return [
        Middleware(SecureCookies),
        Middleware(OwnTabs, allowed=lambda: streamlit_config.get_option("server.corsAllowedOrigins") or ()),
        Middleware(Readers, limit=settings.sessions_at_once),
    ]


async def _live(request: Request) -> Response:
    return JSONResponse({"live": True}, headers=_NO_STORE)


def _health(settings: Settings) -> Callable[[Request], Response]:
    looked = Looked(settings)

    def health(request: Request) -> Response:
        now = looked.now(ending=room.desk().is_ending)
        return JSONResponse(now.told(), status_code=200 if now.ready else 503, headers=_NO_STORE)

    return health


def _metrics(settings: Settings) -> Callable[[Request], Response]:
    token = settings.metrics_token.get_secret_value()

    def metrics(request: Request) -> Response:
        if not _may_see(request, token):
            return JSONResponse({"error": "These figures need a token."}, status_code=401, headers=_NO_STORE)
        told, kind = figures.as_text()
        return Response(told, headers={**_NO_STORE, "Content-Type": kind})

    return metrics


def _may_see(request: Request, token: str) -> bool:
    """Return whether figures are for who asks: who has the token; where there is none, this machine.

    What a proxy hands on comes from this machine too, and is from elsewhere.
    """
    if token:
        given = request.headers.get("authorization", "")
        return hmac.compare_digest(given.encode("latin-1"), f"Bearer {token}".encode())
    is_handed_on = any(name in request.headers for name in ("forwarded", "x-forwarded-for", "x-real-ip", "via"))
    return not is_handed_on and request.client is not None and request.client.host in ("127.0.0.1", "::1")


def _watch(settings: Settings) -> None:
    queue, process = readings_queue(settings.readings_at_once), psutil.Process()
    figures.watch(figures.WAITING, lambda: queue.waiting)
    figures.watch(figures.RUNNING, lambda: queue.working)
    figures.watch(figures.JOBS, lambda: room.desk().count())
    figures.watch(figures.MEMORY, lambda: process.memory_info().rss)
    figures.watch(figures.FREE, free_memory)
    figures.watch(figures.THREADS, threading.active_count)


def _interface(settings: Settings) -> list[BaseRoute]:
    """Return the interface for programs, where it is switched on; what it lacks is told there, and the page goes on."""
    if not settings.api:
        return []
    try:
        serving = _serving()
    except ImportError as error:
        reason = str(error)

        async def lacking(request: Request) -> Response:
            hint = "Install it with: pip install -r requirements-server.txt"
            told = {"error": "The interface for programs is not installed.", "hint": hint, "reason": reason}
            return JSONResponse(told, status_code=501)

        return [Route("/api", lacking), Route("/api/{rest:path}", lacking), Route("/mcp", lacking)]
    return list(serving.routes(settings, desk=room.desk()))


def _serving() -> Any:
    """Return the module that says where the interface for programs is.

    Raises:
        ImportError: it, or what it needs, is not installed.
    """
    return importlib.import_module("chat.serving.mounted")


def lifespan() -> Callable[[App], AbstractAsyncContextManager[None]]:
    """Return what goes on as long as the server runs: standing by for its end."""

    @asynccontextmanager
    async def living(app: App) -> AsyncIterator[None]:
        if threading.current_thread() is threading.main_thread():
            End(room.desk(), asyncio.get_running_loop()).stand_by()
        yield

    return living


class End:
    """Ends the server so that nothing is lost, in a bounded time.

    First nothing is begun any more and what runs is stopped, which keeps it; meanwhile pages are served, and tell so.
    Then uvicorn ends by its own handler. Whoever hangs is left behind after 30 seconds.
    """

    def __init__(self, desk: Desk[Any], loop: asyncio.AbstractEventLoop) -> None:
        self._desk, self._loop = desk, loop
        self._handlers: dict[int, Callable[[int, FrameType | None], Any]] = {}
        self._has_begun = False

    def stand_by(self) -> None:
        """Take the place of uvicorn's handlers, and keep them for the end."""
        for number in (signal.SIGINT, signal.SIGTERM):
            handler = signal.getsignal(number)
            if callable(handler):
                self._handlers[number] = handler
                signal.signal(number, self._begin)

    def _begin(self, number: int, frame: FrameType | None) -> None:
        if self._has_begun:  # who asks twice does not want to wait
            self._handlers[number](number, frame)
            return
        self._has_begun = True
        threading.Thread(target=self._end, args=(number,), name="belegt-end", daemon=True).start()

    def _end(self, number: int) -> None:
        last = threading.Timer(_AT_MOST, os._exit, args=(1,))
        last.daemon = True
        last.start()
        had_work = self._desk.count() > 0
        self._desk.end(patience=PATIENCE)
        if had_work:
            time.sleep(_SEEN)
        self._tell_uvicorn(number)
        time.sleep(_CLOSED)
        self._tell_uvicorn(signal.SIGINT)  # a second time: it waits for nobody any more

    def _tell_uvicorn(self, number: int) -> None:
        self._loop.call_soon_threadsafe(self._handlers[number], number, None)


def of_environment() -> dict[str, Any]:
    """Return Streamlit's options that the environment names, as STREAMLIT_SERVER_ADDRESS: else only its command does.

    What is secret Streamlit reads by itself.

    Raises:
        InputError: a value is none that its option can have.
    """
    found: dict[str, Any] = {}
    # What options there are. Asking for the options themselves would read them before these are among them.
    for name, option in streamlit_config._config_options_template.items():
        text = os.environ.get(option.env_var)
        if text is None or option.sensitive:
            continue
        if option.multiple:
            found[name] = text.split()
            continue
        try:
            found[name] = _ON_OFF[text.lower()] if option.type is bool else option.type(text)
        except (KeyError, ValueError) as error:
            raise InputError(
                f"{option.env_var} cannot be “{text}”.", hint="Set it to another value, or leave it out."
            ) from error
    return found


def main(arguments: Sequence[str] | None = None) -> None:
    """Serve the page until the process is told to end."""
    parser = argparse.ArgumentParser(prog="python -m ui.server", description="Serve the page to a newsroom.")
    parser.add_argument("--port", type=int, help="where it listens")
    parser.add_argument("--verbose", action="store_true", help="say on standard error what is done")
    options = parser.parse_args(arguments)
    try:
        app = create(settings.load())
        config = of_environment()
    except ChatError as error:
        raise SystemExit(str(error)) from error
    # uvicorn raises again what it was ended by, once it has ended: that is no fault.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: None)
    app.run(config={**config, "server.port": options.port} if options.port else config)


if __name__ == "__main__":
    main()
