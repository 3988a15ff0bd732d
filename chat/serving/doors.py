"""Who may come in: whoever has a key, by a name of this machine, from no other web page, with a request of some size.

A web page that a reader has open elsewhere could have the reader's browser ask here; a name that is made to lead here
could have it read the answers. So an origin that is not this server's own is refused, and so is a name that is neither
this machine's nor one that was named.
"""

from __future__ import annotations

import json
from collections.abc import Collection

from fastapi import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from chat.errors import ChatError
from chat.serving import told
from chat.serving.keys import Keys
from chat.serving.told import Told

_OWN = frozenset({"localhost", "127.0.0.1", "[::1]"})
MAX_BYTES = 25_000_000  # of a request: a file of 20 MB, and what stands around it


class Doors:
    """Lets requests in, each with whose it is in its state, and refuses the others.

    Args:
        app: what is behind it.
        hosts: names besides those of this machine by which it may be asked.
    """

    def __init__(self, app: ASGIApp, *, keys: Keys, hosts: Collection[str] = ()) -> None:
        self._app = app
        self._keys = keys
        self._hosts = _OWN | {host.lower() for host in hosts}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return
        headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
        refused = self._refused(headers)
        if refused is None:
            try:
                owner = self._keys.owner(headers)
            except ChatError as error:
                refused = (told.status(error), told.told(error))
            else:
                refused = None if owner else (401, _NO_KEY)
                scope.setdefault("state", {})["owner"] = owner
        if refused:
            await _answer(send, *refused)
            return
        await self._app(scope, _limited(receive), send)

    def _refused(self, headers: dict[str, str]) -> tuple[int, Told] | None:
        """Return with what a request is refused by its headers, None where it is not."""
        host = _name(headers.get("host", ""))
        if host not in self._hosts:
            return 403, Told(kind="Refused", message="This server is not asked by that name.")
        origin = headers.get("origin")
        if origin is not None and origin.partition("://")[2] != headers.get("host"):
            return 403, Told(kind="Refused", message="Other web pages may not ask this server.")
        length = headers.get("content-length", "0")
        if not length.isascii() or not length.isdecimal():
            return 400, Told(kind="Refused", message="The length of the request is no number.")
        if int(length) > MAX_BYTES:
            return 413, TOO_LARGE
        return None


_NO_KEY = Told(kind="NoKey", message="A key is needed.", hint="Send it as “Authorization: Bearer KEY”.")
TOO_LARGE = Told(kind="TooLarge", message="The request is too large.", hint="20 MB at most can be read.")


def _name(host: str) -> str:
    """Return the name in a Host header, without its port."""
    name, colon, port = host.lower().rpartition(":")
    return name if colon and port.isdecimal() else host.lower()


def _limited(receive: Receive) -> Receive:
    """Return what takes a request in, and no more of it than MAX_BYTES: one without a length could be endless."""
    taken = 0

    async def limited() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > MAX_BYTES:
            raise HTTPException(413)  # FastAPI makes 400 of anything else that ends a body
        return message

    return limited


async def _answer(send: Send, status: int, what: Told) -> None:
    body = json.dumps(what.model_dump()).encode()
    headers = {"content-type": "application/json", "content-length": str(len(body)), **told.headers(status)}
    encoded = [(name.lower().encode(), value.encode()) for name, value in headers.items()]
    await send({"type": "http.response.start", "status": status, "headers": encoded})
    await send({"type": "http.response.body", "body": body})
