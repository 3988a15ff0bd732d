"""What stands between the network and the page: its own tabs alone, no more than there is room for, and safe cookies.

ASGI middleware: knows nothing of the page.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_FULL = (
    "<!doctype html><html lang=en><meta charset=utf-8><title>Belegt</title>"
    "<p>As many readers are here as this server has room for. Nothing you read is lost. Try again in a minute.</p>"
    "<p lang=de>So viele Leser sind hier, wie dieser Server Platz hat. Nichts, was Sie gelesen haben, geht verloren. "
    "Versuchen Sie es in einer Minute noch einmal.</p></html>"
)


class SecureCookies:
    """Has browsers send cookies back over https alone, where the page is read over https.

    Whether it is, a proxy before it says by `X-Forwarded-Proto`; uvicorn believes those that FORWARDED_ALLOW_IPS names.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and its response back."""

        async def secured(message: Message) -> None:
            if message["type"] in ("http.response.start", "websocket.accept"):
                message["headers"] = [_secured(name, value) for name, value in message.get("headers", ())]
            await send(message)

        is_secure = scope.get("scheme") in ("https", "wss")
        await self._app(scope, receive, secured if is_secure else send)


def _secured(name: bytes, value: bytes) -> tuple[bytes, bytes]:
    """Return a header; a cookie is for https alone."""
    if name.lower() != b"set-cookie" or b"secure" in value.lower().replace(b" ", b"").split(b";"):
        return name, value
    return name, value + b"; Secure"


class OwnTabs:
    """Lets in tabs of this server's own page alone: those of a page elsewhere would act for its reader.

    Streamlit refuses them too, but asks a server on the internet for its own address first.

    Args:
        app: what is behind it.
        allowed: returns the origins of pages elsewhere that are let in.
    """

    def __init__(self, app: ASGIApp, *, allowed: Callable[[], Collection[str]]) -> None:
        self._app = app
        self._allowed = allowed

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, unless it is a tab of a page elsewhere."""
        if scope["type"] == "websocket" and self._is_foreign(dict(scope["headers"])):
            await send({"type": "websocket.close", "code": 1008, "reason": "origin"})
        else:
            await self._app(scope, receive, send)

    def _is_foreign(self, headers: dict[bytes, bytes]) -> bool:
        origin = headers.get(b"origin", b"").decode("latin-1")  # a program sends none, and acts for nobody
        return (
            bool(origin)
            and origin.partition("://")[2].encode("latin-1") != headers.get(b"host")
            and (origin not in self._allowed())
        )


class Readers:
    """Lets in so many tabs at once. Others are told to come again, and take nothing: no session is begun for them.

    Args:
        app: what is behind it.
        limit: how many tabs may be connected; 0: any number.
    """

    def __init__(self, app: ASGIApp, *, limit: int) -> None:
        self._app = app
        self._limit = limit
        self._here = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, unless it would be one tab too many."""
        is_full = bool(self._limit) and self._here >= self._limit
        if scope["type"] == "websocket":
            await self._tab(scope, receive, send, is_full=is_full)
        elif scope["type"] == "http" and is_full and _wants_page(scope):
            await _answer(send, 503, _FULL)
        else:
            await self._app(scope, receive, send)

    async def _tab(self, scope: Scope, receive: Receive, send: Send, *, is_full: bool) -> None:
        if is_full:
            await send({"type": "websocket.close", "code": 1013, "reason": "full"})
            return
        self._here += 1
        try:
            await self._app(scope, receive, send)
        finally:
            self._here -= 1


def _wants_page(scope: Scope) -> bool:
    """Return whether somebody opens the page, and is no program that asks for something else."""
    return any(name.lower() == b"accept" and b"text/html" in value for name, value in scope["headers"])


async def _answer(send: Send, status: int, html: str) -> None:
    body = html.encode()
    headers: list[Any] = [
        (b"content-type", b"text/html; charset=utf-8"),
        (b"content-length", str(len(body)).encode()),
        (b"retry-after", b"60"),
        (b"cache-control", b"no-store"),
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
