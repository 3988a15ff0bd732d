"""A server with OpenAI's interface on the loopback interface, as good or as bad as a test wants it."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from tests.builders import sentence_asked

Reply = Callable[[dict[str, Any]], str]


def translated(body: dict[str, Any]) -> str:
    """Return the English of the sentence with which a prompt of the translator ends."""
    return f"English of {sentence_asked(body['messages'])}"


@dataclass
class FakeServer:
    """What the server does, and what it was sent.

    Args:
        reply: the text for a request.
        models: those it lists; a request for another one is answered with 404.
        statuses: answered in turn instead of a reply, with `retry_after` and an error that has `words`.
        cut: tells by the body whether a stream is cut in its middle.
        mortal: whether nothing is answered after a cut.
        silent: whether it takes requests and never answers; `released` ends that.
        key: what it wants as Authorization, where it wants anything.
        error: an error that comes inside the stream.
        page: HTML that is answered to everything.
    """

    reply: Reply = translated
    models: tuple[str, ...] = ("large",)
    statuses: list[int] = field(default_factory=list)
    retry_after: str | None = "0"
    words: str = "no"
    cut: Callable[[dict[str, Any]], bool] = lambda body: False
    mortal: bool = True
    dead: bool = False
    silent: bool = False
    key: str | None = None
    error: dict[str, Any] | None = None
    page: str = ""
    bodies: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    released: threading.Event = field(default_factory=threading.Event)
    at_once: int = 0
    most_at_once: int = 0
    url: str = ""


class _Server(ThreadingHTTPServer):
    """The server of a fake, whose requests run at once."""

    daemon_threads = True

    def __init__(self, fake: FakeServer) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.fake = fake
        self.lock = threading.Lock()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    @property
    def fake(self) -> FakeServer:
        return self.server.fake

    def do_GET(self) -> None:
        self.answer(200, {"object": "list", "data": [{"id": name, "object": "model"} for name in self.fake.models]})

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        with self.server.lock:
            self.fake.bodies.append(body)
            self.fake.headers.append(dict(self.headers))
            self.fake.at_once += 1
            self.fake.most_at_once = max(self.fake.most_at_once, self.fake.at_once)
            status = self.fake.statuses.pop(0) if self.fake.statuses else self.status(body)
        try:
            self.respond(status, body)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True  # the client has gone
        finally:
            with self.server.lock:
                self.fake.at_once -= 1

    def status(self, body: dict[str, Any]) -> int:
        if self.fake.key is not None and self.headers.get("Authorization") != self.fake.key:
            return 401
        return 200 if body["model"] in self.fake.models else 404

    def respond(self, status: int, body: dict[str, Any]) -> None:
        if self.fake.page:
            self.send(200, "text/html", self.fake.page.encode())
            return
        if self.fake.silent:
            self.fake.released.wait()
        if self.fake.dead or self.fake.silent:
            self.close_connection = True
        elif status != 200:
            self.answer(status, {"error": {"message": self.fake.words, "type": "x", "code": status}})
        else:
            self.stream(body)

    def stream(self, body: dict[str, Any]) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        words = self.fake.reply(body).split(" ")
        cut = self.fake.cut(body)
        self.fake.dead = cut and self.fake.mortal
        words = words[:1] if cut else words
        for number, word in enumerate(words):
            self.event({"choices": [{"index": 0, "delta": {"content": f" {word}" if number else word}}]})
        if self.fake.error:
            self.event({"error": self.fake.error})
        elif not cut:
            self.event({"choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]})
            self.wfile.write(b"data: [DONE]\n\n")
        self.close_connection = True

    def event(self, data: dict[str, Any]) -> None:
        self.wfile.write(f"data: {json.dumps(data)}\n\n".encode())
        self.wfile.flush()

    def answer(self, status: int, data: dict[str, Any]) -> None:
        self.send(status, "application/json", json.dumps(data).encode())

    def send(self, status: int, kind: str, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        if status != 200 and self.fake.retry_after is not None:
            self.send_header("Retry-After", self.fake.retry_after)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Keep quiet."""


@contextmanager
def serve(fake: FakeServer) -> Iterator[FakeServer]:
    """Run the server and set its address."""
    server = _Server(fake)
    fake.url = f"http://127.0.0.1:{server.server_port}/v1"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield fake
    finally:
        fake.released.set()
        server.shutdown()
        thread.join()
        server.server_close()
