"""The end of the terminal: a command that `nohup` started goes on to its end."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

TEXT = "Die Brücke bleibt gesperrt, sagte Bürgermeisterin Anna Voss am Montag. Niemand wurde verletzt."

pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGHUP"), reason="no terminal tells of its end there")


@pytest.mark.parametrize("ignored", [True, False])
def test_a_command_ends_with_its_terminal_unless_it_is_to_outlive_it(ignored: bool, tmp_path: Path) -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN if ignored else signal.SIG_DFL)  # as it inherits it
    try:
        command = subprocess.Popen(
            [sys.executable, "-m", "chat", "claims", "-", "--no-translate"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            env={**os.environ, "BELEGT_HOME": str(tmp_path), "BELEGT_DATA": str(tmp_path)},
        )  # fmt: skip
    finally:
        signal.signal(signal.SIGHUP, before)
    command.send_signal(signal.SIGHUP)  # whenever that comes, it waits for its text
    told, complained = command.communicate(TEXT.encode(), timeout=120)
    if ignored:
        assert (command.returncode, complained) == (0, b"") and "Anna Voss" in told.decode()
    else:
        assert command.returncode == -signal.SIGHUP
