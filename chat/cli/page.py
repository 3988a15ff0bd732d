"""`page`: the page in the browser, served to this machine alone until it is stopped.

Knows where the page's file lies, and nothing of what is in it: Streamlit runs it, in a process of its own. How it
listens and looks stands in `.streamlit/config.toml` beside that file.
"""

from __future__ import annotations

import argparse
import errno
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from chat.cli.terminal import program
from chat.errors import CALLED, InputError
from chat.settings import Settings

# The packages lie beside each other, in a checkout as where they are installed.
_ROOT = Path(__file__).parents[2]
_PORTS = range(1, 65536)
# What ends the server: Ctrl-C, being terminated, and the end of the terminal, which Windows has not.
_ENDS = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]
_VERBOSE = "--verbose"


def add(commands: Any) -> None:
    """Add the command."""
    page = commands.add_parser("page", help="open the page in the browser; Ctrl-C ends it")
    page.add_argument("--port", type=_port, metavar="N", help="where it listens; default: 8501, or the next free one")
    page.add_argument("--no-browser", action="store_true", help="serve it only, and open no browser")
    page.add_argument(
        "--server",
        action="store_true",
        help="serve it to a newsroom, with /health and /metrics; see docs/deployment.md",
    )
    page.set_defaults(run=_run)


def _port(text: str) -> int:
    if not text.isdecimal() or int(text) not in _PORTS:
        raise argparse.ArgumentTypeError(f"“{text}” is no port: a number from 1 to 65535")
    return int(text)


def _run(options: argparse.Namespace, settings: Settings) -> int:
    if options.server:
        command = [sys.executable, "-P", "-m", "ui.server"]
        if options.port:
            _check_free(options.port)
            command += ["--port", str(options.port)]
        return _serve(command + [_VERBOSE] * options.verbose, {**_environment(), CALLED: program()})
    # -P: what lies in the folder it is started from, such as somebody's `typing.py`, is not taken for a module.
    command = [sys.executable, "-P", "-m", "streamlit", "run", str(_ROOT / "ui" / "page.py")]
    if options.port:
        _check_free(options.port)
        command += ["--server.port", str(options.port)]
    if options.no_browser:
        command += ["--server.headless", "true"]
    if options.verbose:
        command += ["--", _VERBOSE]  # for the page: what Streamlit says of itself would hold what readers type
    return _serve(command, {**_environment(), CALLED: program()})


def _check_free(port: int) -> None:
    """Look whether the page can listen at a port.

    Raises:
        InputError: it cannot.
    """
    try:
        socket.create_server(("127.0.0.1", port)).close()
    except OSError as error:
        reason = "is taken" if error.errno == errno.EADDRINUSE else f"cannot be used: {error.strerror}"
        raise InputError(
            f"Port {port} {reason}.", hint="Name another one with --port, or none: then the next free one is taken."
        ) from error


def _environment() -> dict[str, str]:
    """Return the server's environment: in a checkout, which is installed nowhere, it has to be told of the packages."""
    if Path.cwd() != _ROOT:
        return dict(os.environ)
    known = os.environ.get("PYTHONPATH")
    return {**os.environ, "PYTHONPATH": os.pathsep.join((str(_ROOT), known)) if known else str(_ROOT)}


def _serve(command: Sequence[str], environment: Mapping[str, str]) -> int:
    """Run the server until it ends, and return its exit code; 0 where it was told to end, as by Ctrl-C."""
    stopped = False
    with subprocess.Popen(command, env=environment) as server:

        def stop(*_: object) -> None:
            nonlocal stopped
            stopped = True
            server.terminate()

        before = {number: signal.signal(number, stop) for number in _ENDS if not _outlives(number)}
        try:
            code = server.wait()
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)
    return 0 if stopped else code


def _outlives(number: signal.Signals) -> bool:
    """Return whether the page is to outlive a signal: the end of its terminal, where `nohup` started it."""
    return number not in (signal.SIGINT, signal.SIGTERM) and signal.getsignal(number) is signal.SIG_IGN
