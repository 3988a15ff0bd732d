"""What commands say on standard error."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable

import pytest

from chat.cli import terminal
from chat.pipeline import Progress


@pytest.mark.parametrize(
    ("argument", "name"),
    [
        ("/usr/local/bin/belegt", "belegt"),
        ("C:/venv/Scripts/belegt.exe", "belegt"),
        ("/checkout/chat/__main__.py", "python -m chat"),
    ],
)
def test_messages_name_the_program_as_it_was_called(
    argument: str, name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", [argument])
    terminal.say("Fetch them with: python -m chat models pull minilm")
    assert capsys.readouterr().err == f"Fetch them with: {name} models pull minilm\n"


def test_a_message_has_nothing_that_a_terminal_obeys(capsys: pytest.CaptureFixture[str]) -> None:
    terminal.say("no\x1b[31m\x9b1m\u202e\x07\udcff.txt cannot be read.\nCheck  its path.")
    assert capsys.readouterr().err == "no[31m1m.txt cannot be read.\nCheck  its path.\n"


@pytest.fixture
def read(caplog: pytest.LogCaptureFixture) -> Callable[[int], list[str]]:
    """Go through the stages of a reading at that level of the log, and return what is logged."""

    def run(level: int) -> list[str]:
        with caplog.at_level(level, logger="chat"):
            status = terminal.Status()
            for progress in (Progress("preparing"), Progress("drafting", 1, 2), Progress("drafting", 2, 2)):
                status.reading(progress)
            status.end()
        return [record.getMessage().partition(":")[0] for record in caplog.records]

    return run


def test_each_stage_is_logged_once_with_its_seconds(read: Callable[[int], list[str]]) -> None:
    assert read(logging.INFO) == ["Preparing", "Drafting"]


def test_nothing_is_logged_unless_it_is_asked_for(
    read: Callable[[int], list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    assert read(logging.WARNING) == []
    assert capsys.readouterr().err == "Preparing\nDrafting\n"
