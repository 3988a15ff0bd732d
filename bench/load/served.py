"""The page's server in a process of its own, on a library of its own, watched while readers use it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import psutil

_ROOT = Path(__file__).parents[2]
_START = 60  # seconds it may take
_STOP = 60
_LOOK = 1.0
_SCRIPTED = _ROOT / "tests" / "browser" / "serve.py"


class Served:
    """A server that runs: its port, and what it has taken so far."""

    def __init__(self, process: psutil.Process, port: int, log: Path) -> None:
        self.port = port
        self.log = log
        self.url = f"http://localhost:{port}"
        self._process = process
        self.megabytes: list[int] = []
        self._over = threading.Event()
        self._watch = threading.Thread(target=self._look, daemon=True)
        self._watch.start()

    def _look(self) -> None:
        while not self._over.wait(_LOOK):
            try:
                self.megabytes.append(self._process.memory_info().rss // 2**20)
            except psutil.Error:
                return

    def stop_watching(self) -> None:
        """Look at its memory no more."""
        self._over.set()

    @property
    def is_alive(self) -> bool:
        """Whether the server runs."""
        return self._process.is_running() and self._process.status() != psutil.STATUS_ZOMBIE

    @property
    def resident(self) -> int:
        """The memory that it has now, in megabytes."""
        return int(self._process.memory_info().rss // 2**20)

    @property
    def processor_seconds(self) -> float:
        """The processor time that it has taken since it started."""
        times = self._process.cpu_times()
        return float(times.user + times.system)

    @property
    def threads(self) -> int:
        """How many threads it has now."""
        return int(self._process.num_threads())

    @property
    def errors(self) -> int:
        """How many tracebacks stand in its log."""
        return self.log.read_text(encoding="utf-8", errors="replace").count("Traceback (most recent call last)")


@contextmanager
def served(folder: Path, *, scripted: bool, settings: Mapping[str, str]) -> Iterator[Served]:
    """Run the page's server while the block runs.

    Args:
        folder: where its library lies.
        scripted: whether the engines are those of the browser tests, which take no processor time.
        settings: further variables of its environment.

    Raises:
        RuntimeError: it did not start.
    """
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    log = folder / "log"
    process = _start(folder, log, port, scripted=scripted, settings=settings)
    try:
        _wait(process, port, log)
        server = Served(psutil.Process(process.pid), port, log)
        try:
            yield server
        finally:
            server.stop_watching()
    finally:
        process.terminate()
        try:
            process.wait(_STOP)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _start(
    folder: Path, log: Path, port: int, *, scripted: bool, settings: Mapping[str, str]
) -> subprocess.Popen[bytes]:
    environment = {
        **os.environ,
        "BELEGT_DATA": str(folder / "data"),
        "BELEGT_MEMORY": "off",
        "BELEGT_TEST_CONNECTIONS": str(folder / "connections"),
        **settings,
    }
    script = _SCRIPTED if scripted else _ROOT / "app.py"
    command = [sys.executable, "-m", "streamlit", "run", str(script)]
    command += ["--server.port", str(port), "--server.headless", "true"]
    with log.open("ab") as file:
        return subprocess.Popen(command, cwd=_ROOT, env=environment, stdout=file, stderr=subprocess.STDOUT)


def _wait(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    """Wait until the server answers."""
    over = time.monotonic() + _START
    while time.monotonic() < over and process.poll() is None:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=1).close()
            return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"The page did not start:\n{log.read_text(encoding='utf-8', errors='replace')}")
