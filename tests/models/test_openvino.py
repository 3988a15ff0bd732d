"""OpenVINO as the runtime of the chat models: where it is not installed, and how characters come out of tokens."""

from __future__ import annotations

import queue
import sys
from pathlib import Path

import pytest

from chat.errors import ModelFailed
from chat.models import registry
from chat.models.in_flight import Asked
from chat.models.openvino import OpenVino, _Request
from chat.settings import Settings


def test_without_the_package_the_command_is_told_that_installs_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "openvino_genai", None)
    path = tmp_path / "model.gguf"
    path.write_bytes(b"weights")
    with pytest.raises(ModelFailed) as error:
        OpenVino(path, name="some-model")
    assert "requirements-openvino.txt" in error.value.hint


def test_only_whole_characters_are_given_out() -> None:
    class Bytes:
        """A tokenizer with a token for each byte."""

        def decode(self, tokens: list[int]) -> str:
            return bytes(tokens).decode("utf-8", "replace")

    request = _Request(queue.SimpleQueue(), Asked([], 9))
    for token in "für 5 €".encode():
        request.take([token], Bytes())
    request.end()
    pieces = list(request.text())
    assert "".join(pieces) == "für 5 €"
    assert not any("\ufffd" in piece for piece in pieces)


def test_what_is_in_use_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    settings = Settings(home=tmp_path, runtime="openvino")
    assert "OpenVINO" in registry.choose(settings).why
    assert "OpenVINO" not in registry.choose(Settings(home=tmp_path)).why
