"""A web site on this machine, for tests of what fetches."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from chat.intake import web

PAGE = "<!doctype html><html><body><h1>Die Brücke ist offen</h1><p>Sie ist offen.</p></body></html>".encode()


@dataclass
class Site:
    """A server on the loopback interface; `routes` maps a path to status, headers and body."""

    routes: dict[str, tuple[int, dict[str, str], bytes]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    hosts: list[str] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    pause: float = 0.0  # seconds between the bytes of a body
    port: int = 0

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def add(self, path: str, body: bytes = PAGE, *, kind: str = "text/html", status: int = 200, **more: str) -> None:
        headers = {name.replace("_", "-"): value for name, value in more.items()}
        self.routes[path] = (status, {"Content-Type": kind, **headers}, body)

    def open_to(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Let what fetches reach this machine, for one test."""
        for fetch in (web.page, web.feed, web.text):
            monkeypatch.setattr(fetch, "__kwdefaults__", {"reach": self.reach, "seconds": 5.0})

    @property
    def reach(self) -> web.Reach:
        """A reach in which this machine counts as public."""
        return web.Reach(ports=frozenset({self.port}), allows=lambda address: address.is_loopback)


@contextmanager
def served(site: Site) -> Iterator[Site]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.asked.append(self.path)
            site.hosts.append(self.headers["Host"])
            site.headers.append(dict(self.headers))
            status, headers, body = site.routes.get(self.path, (404, {}, b""))
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            try:
                if not site.pause:
                    self.wfile.write(body)
                for byte in body if site.pause else b"":
                    self.wfile.write(bytes([byte]))
                    time.sleep(site.pause)
            except OSError:  # the client has gone, as it should
                pass

        def log_message(self, format: str, *args: object) -> None:
            """Keep quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    site.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
