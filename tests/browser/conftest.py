"""A server with the page, and Chromium; the tests are skipped where there is none."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

sync_api = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")

ROOT = Path(__file__).parents[2]
SHOTS = Path(__file__).parent / "shots"
_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@dataclass(frozen=True)
class Server:
    """A page that is served: its address, and the file with the connections it made to other machines."""

    url: str
    connections: Path


@pytest.fixture(scope="session")
def serve(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Server]]:
    """Start a server on the paced engines, with these settings in its environment."""
    running: list[subprocess.Popen[bytes]] = []

    def start(**settings: str) -> Server:
        folder = tmp_path_factory.mktemp("server")
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        connections = folder / "connections"
        environment = {
            **os.environ,
            "BELEGT_HOME": str(folder / "home"),
            "BELEGT_DATA": str(folder / "data"),
            "BELEGT_TEST_CONNECTIONS": str(connections),
            **settings,
        }
        command = [sys.executable, "-m", "streamlit", "run", str(Path(__file__).with_name("serve.py"))]
        with (folder / "log").open("wb") as log:
            process = subprocess.Popen(
                [*command, "--server.port", str(port), "--server.headless", "true"],
                cwd=ROOT, env=environment, stdout=log, stderr=subprocess.STDOUT,
            )  # fmt: skip
        running.append(process)
        _wait(f"http://127.0.0.1:{port}/_stcore/health", process, folder / "log")
        return Server(f"http://localhost:{port}", connections)

    yield start
    for process in running:
        process.terminate()
        process.wait(60)


def _wait(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(1_200):
        try:
            urllib.request.urlopen(url, timeout=1).close()
            return
        except OSError:
            if process.poll() is not None:
                break
            time.sleep(0.1)
    pytest.fail(f"the page did not start:\n{log.read_text()}")


@pytest.fixture(scope="session")
def server(serve: Callable[..., Server]) -> Server:
    """The server that most tests share."""
    return serve()


@pytest.fixture(scope="session")
def chromium() -> Iterator[object]:
    """A running Chromium."""
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        pytest.skip("Chromium is not installed")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=_FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium: object, server: Server) -> Iterator[Callable[..., object]]:
    """Open the page as somebody who was not here before; return it once it is painted."""
    contexts = []

    def open_page(*, width: int = 1280, scheme: str = "light", url: str = "") -> object:
        context = chromium.new_context(  # type: ignore[attr-defined]
            viewport={"width": width, "height": 900}, color_scheme=scheme, accept_downloads=True
        )
        context.set_default_timeout(90_000)
        contexts.append(context)
        page = context.new_page()
        page.goto(url or server.url)
        page.get_by_label("Article", exact=True).wait_for()
        return page

    yield open_page
    for context in contexts:
        context.close()
