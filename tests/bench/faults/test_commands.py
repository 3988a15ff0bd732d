"""Commands whose output has no room, whose settings cannot be read, whose memory ends."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import apsw
import pytest

from chat import settings
from chat.cli import claims, main
from chat.errors import InputError, TooLittleMemory
from chat.jobs import Job
from chat.storage.library import Library


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device is always full here")
def test_output_that_has_no_room_is_told_without_a_traceback() -> None:
    with open("/dev/full", "wb") as full:
        ended = subprocess.run(
            [sys.executable, "-m", "chat", "models", "list"], stdout=full, stderr=subprocess.PIPE, check=False
        )
    told = ended.stderr.decode()
    assert ended.returncode == 2
    assert "The result cannot be written: No space left on device." in told
    assert "Traceback" not in told and "Exception" not in told


@pytest.mark.parametrize("fault", ["no text", "no right to"])
def test_settings_that_cannot_be_read_are_told(fault: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".env").write_bytes(b"BELEGT_MODEL=\xff\xfe")
    if fault == "no right to":

        def refused(*_: object, **__: object) -> None:
            raise PermissionError(13, os.strerror(13), ".env")

        monkeypatch.setattr(settings, "Settings", refused)
    with pytest.raises(InputError, match=r"The file \.env in this folder cannot be read") as error:
        settings.load()
    assert error.value.hint


def test_memory_that_ends_is_told(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def greedy(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr(claims.given, "text", greedy)
    assert main.main(["claims", "artikel.txt"]) == 3
    assert "There is not enough memory for this." in capsys.readouterr().err


def test_a_job_whose_memory_ends_says_so() -> None:
    def greedy(*_: object) -> None:
        raise MemoryError

    job: Job[None, None] = Job(greedy)
    assert job.wait(60)
    assert isinstance(job.error, TooLittleMemory) and job.state == "failed"


def test_a_library_whose_memory_ends_says_so_and_not_that_it_is_damaged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = Library(tmp_path / "library.sqlite3")
    kept.begin("ada", "Text")

    def refused(*_: object) -> None:
        raise apsw.NoMemError("out of memory")

    with monkeypatch.context() as patch:
        patch.setattr(apsw, "Connection", refused)
        with pytest.raises(MemoryError):
            kept.begin("ada", "More")
    assert kept.set_aside == () and len(kept.unfinished("ada")) == 1
