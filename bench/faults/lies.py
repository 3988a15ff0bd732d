"""A server with OpenAI's interface that lies, fails or never ends, in each way by its name; on loopback alone."""

from __future__ import annotations

import gzip
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

_BOMB = 300_000_000  # bytes, when unpacked


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def do_GET(self) -> None:
        self.send(json.dumps({"data": [{"id": "large"}]}).encode(), kind="application/json")

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.close_connection = True
        try:
            self.server.lie(self)
        except OSError:  # the client has gone
            return

    def send(self, body: bytes, *, kind: str = "text/event-stream", status: int = 200, **headers: str) -> None:
        """Send a whole answer."""
        self.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(body)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def begin(self) -> None:
        """Begin a stream."""
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()

    def without_end(self, piece: bytes) -> None:
        """Send a piece again and again, until the client has gone."""
        self.begin()
        while not self.server.over.is_set():
            self.wfile.write(piece)

    def hang(self) -> None:
        """Say nothing more until all is over."""
        self.server.over.wait()

    def log_message(self, format: str, *args: object) -> None:
        """Keep quiet."""


Lie = Callable[[_Handler], object]


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, lie: Lie) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.lie = lie
        self.over = threading.Event()


@contextmanager
def served(lie: Lie) -> Iterator[str]:
    """Run a server that lies, and give its address."""
    server = _Server(lie)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1"
    finally:
        server.over.set()
        server.shutdown()
        thread.join()
        server.server_close()


def event(data: Any) -> bytes:
    """Return a piece of a stream."""
    return f"data: {data if isinstance(data, str) else json.dumps(data)}\n\n".encode()


def _said(content: Any, **more: Any) -> dict[str, Any]:
    return {"choices": [{"index": 0, "delta": {"content": content}, **more}]}


_END = event({"choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]}) + event("[DONE]")
_DEEP = "[" * 100_000


def _events(*chunks: Any) -> Lie:
    return lambda handler: handler.send(b"".join(event(chunk) for chunk in chunks) + _END)


def _hang_inside(handler: _Handler) -> None:
    handler.begin()
    handler.wfile.write(event(_said("The")))
    handler.hang()


def _cut_inside(handler: _Handler) -> None:
    handler.begin()
    handler.wfile.write(event(_said("The")) + b'data: {"cho')


def _bomb(handler: _Handler) -> None:
    handler.send(gzip.compress(bytes(_BOMB), 1), Content_Encoding="gzip")


def _broken_gzip(handler: _Handler) -> None:
    handler.send(b"\x1f\x8b no gzip", Content_Encoding="gzip")


LIES: dict[str, Lie] = {
    "hangs before the reply": lambda handler: handler.hang(),
    "hangs inside the reply": _hang_inside,
    "cuts the connection before the reply": lambda handler: None,
    "cuts the connection inside an event": _cut_inside,
    "text without an end": lambda handler: handler.without_end(event(_said("and so on "))),
    "a line without an end": lambda handler: handler.without_end(b"x" * 4096),
    "an event without an end": lambda handler: handler.without_end(b"data: " + b"x" * 4096 + b"\n"),
    "comments without an end": lambda handler: handler.without_end(b": still here\n\n"),
    "empty events without an end": lambda handler: handler.without_end(event({"choices": []})),
    "choices without an end that hold nothing": lambda handler: handler.without_end(event(_said(""))),
    "a header without an end": lambda handler: handler.wfile.write(b"HTTP/1.1 200 OK\r\nX: " + b"x" * 10_000_000),
    "HTML": lambda handler: handler.send(b"<html><p>Hello</p></html>", kind="text/html"),
    "HTML called a stream": lambda handler: handler.send(b"<html><p>Hello</p></html>"),
    "JSON called a stream": lambda handler: handler.send(b'{"choices": []}'),
    "nothing": lambda handler: handler.send(b""),
    "no HTTP": lambda handler: handler.wfile.write(b"SSH-2.0-OpenSSH\r\n"),
    "a redirect": lambda handler: handler.send(b"", status=302, Location="http://127.0.0.1:9/"),
    "a redirect to itself": lambda handler: handler.send(b"", status=307, Location="/v1/chat/completions"),
    "no content": lambda handler: handler.send(b"", status=204),
    "a teapot": lambda handler: handler.send(b"[]", status=418, kind="application/json"),
    "a gzip bomb": _bomb,
    "broken gzip": _broken_gzip,
    "wrong JSON": _events("{'choices': }"),
    "JSON that is deep": _events(_DEEP),
    "a number": _events(7),
    "a list": _events([]),
    "null": _events("null"),
    "no choices": _events({"id": "x"}),
    "choices that are null": _events({"choices": None}),
    "choices that are empty": _events({"choices": []}),
    "choices that are a number": _events({"choices": 5}),
    "choices that are texts": _events({"choices": ["The"]}),
    "a choice without a delta": _events({"choices": [{"index": 0}]}),
    "a delta that is null": _events({"choices": [{"index": 0, "delta": None}]}),
    "a delta that is a text": _events({"choices": [{"index": 0, "delta": "The"}]}),
    "content that is a number": _events(_said(5)),
    "content that is a list": _events(_said([{"type": "text", "text": "The"}])),
    "content that is an object": _events(_said({"a": 1})),
    "content that is null": _events(_said(None)),
    "half a character": _events(_said("\ud800")),
    "control characters": _events(_said("\x00\x1b[2J\u202e")),
    "the wrong role": _events({"choices": [{"index": 0, "delta": {"role": "user", "content": "No."}}]}),
    "an error inside": _events({"error": {"message": "no"}}),
    "an error that is a number": _events({"error": 5}),
    "bytes that are no text": lambda handler: handler.send(b"data: \xff\xfe\n\n" + _END),
    "citations of no sentence": _events(_said("The pool is shut [999] [0] [-1] [2, 3].")),
    "markup": _events(_said("<script>alert(1)</script> [1]")),
}
