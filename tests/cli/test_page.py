"""The command that serves the page: how Streamlit is started, and how it ends."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from chat.cli import main

ROOT = Path(__file__).parents[2]


class Server:
    """A server that ends as it is told: by itself with a code, or once it is terminated."""

    def __init__(self, command: list[str], *, env: dict[str, str], meanwhile: Callable[[], int]) -> None:
        self.command, self.environment, self._meanwhile = command, env, meanwhile
        self.terminated = False

    def __enter__(self) -> Server:
        return self

    def __exit__(self, *exception: object) -> None:
        pass

    def terminate(self) -> None:
        self.terminated = True

    def wait(self) -> int:
        return self._meanwhile()


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Server]:
    """Run the command on a server that does something meanwhile, and return that server."""
    servers: list[Server] = []

    def run(*arguments: str, meanwhile: Callable[[], int] = lambda: 0, code: int = 0) -> Server:
        def popen(command: list[str], *, env: dict[str, str]) -> Server:
            servers.append(Server(command, env=env, meanwhile=meanwhile))
            return servers[-1]

        monkeypatch.setattr(subprocess, "Popen", popen)
        assert main.main(["page", *arguments]) == code
        return servers[-1]

    return run


@pytest.fixture
def taken() -> Iterator[int]:
    """A port at which something else listens."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        yield other.getsockname()[1]


@pytest.fixture
def free() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
    return port


def test_streamlit_runs_the_page_on_this_python(started: Callable[..., Server]) -> None:
    command = started().command
    assert command[0] == sys.executable
    assert command[-1] == str(ROOT / "ui" / "page.py") and Path(command[-1]).is_file()


def test_the_port_and_the_browser_are_as_asked_for(started: Callable[..., Server], free: int) -> None:
    command = started("--port", str(free), "--no-browser").command
    assert command[-4:] == ["--server.port", str(free), "--server.headless", "true"]


def test_a_newsroom_is_served_with_more(started: Callable[..., Server], free: int) -> None:
    command = started("--server", "--port", str(free), "--verbose").command
    assert command[1:] == ["-P", "-m", "ui.server", "--port", str(free), "--verbose"]


def test_a_port_that_is_taken_is_told_before_anything_starts(taken: int, capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main(["page", "--port", str(taken)]) == 2
    shown = capsys.readouterr().err
    assert f"Port {taken} is taken." in shown and "--port" in shown


@pytest.mark.parametrize("port", ["0", "65536", "-1", "http"])
def test_what_is_no_port_is_bad_usage(port: str) -> None:
    with pytest.raises(SystemExit) as stop:
        main.main(["page", "--port", port])
    assert stop.value.code == 2


def test_the_page_is_told_to_say_what_is_done(started: Callable[..., Server], free: int) -> None:
    assert started("--verbose", "--port", str(free)).command[-2:] == ["--", "--verbose"]
    assert "--" not in started().command


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_being_told_to_stop_stops_the_server_and_ends_well(
    started: Callable[..., Server], number: signal.Signals
) -> None:
    def interrupted() -> int:
        signal.raise_signal(number)
        return -15

    before = signal.getsignal(number)
    assert started(meanwhile=interrupted).terminated
    assert signal.getsignal(number) is before


def test_under_nohup_the_server_outlives_the_terminal(started: Callable[..., Server]) -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        assert not started(meanwhile=lambda: signal.raise_signal(signal.SIGHUP) or 0).terminated
    finally:
        signal.signal(signal.SIGHUP, before)


def test_a_server_that_fails_gives_its_exit_code(started: Callable[..., Server]) -> None:
    assert not started(meanwhile=lambda: 1, code=1).terminated


def test_a_checkout_tells_the_server_where_its_packages_are(
    started: Callable[..., Server], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PYTHONPATH", "elsewhere")
    monkeypatch.chdir(ROOT)
    assert started().environment["PYTHONPATH"] == os.pathsep.join((str(ROOT), "elsewhere"))
    monkeypatch.chdir(tmp_path)
    assert started().environment["PYTHONPATH"] == "elsewhere"


def test_the_page_is_set_up_alike_however_it_is_started() -> None:
    in_checkout, installed = ROOT / ".streamlit" / "config.toml", ROOT / "ui" / ".streamlit" / "config.toml"
    settings = tomllib.loads(installed.read_text(encoding="utf-8"))
    assert settings == tomllib.loads(in_checkout.read_text(encoding="utf-8"))
    assert settings["server"]["address"] in ("localhost", "127.0.0.1")
    assert settings["browser"]["gatherUsageStats"] is False


@pytest.mark.parametrize(
    ("program", "called"), [("/somewhere/bin/belegt", "belegt"), ("/somewhere/chat/__main__.py", "python -m chat")]
)
def test_the_server_is_told_how_the_program_was_called(
    started: Callable[..., Server], monkeypatch: pytest.MonkeyPatch, program: str, called: str
) -> None:
    monkeypatch.setattr(sys, "argv", [program])
    assert started().environment["BELEGT_CALLED"] == called
