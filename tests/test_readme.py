"""What the README shows works as it is shown."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import chat
from tests.engines import ARTICLE, scripted_engines

README = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")


def test_the_python_example_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (example,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    (tmp_path / "article.txt").write_text(ARTICLE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(chat, "open_engines", lambda _: scripted_engines()[0], raising=False)
    exec(compile(example, "README.md", "exec"), {})
    shown = capsys.readouterr().out
    assert shown.startswith("Dispute over the harbour bridge")
    assert "Ruth Klein says" in shown
    assert shown.splitlines()[-1].endswith("]")


def test_every_setting_is_told() -> None:
    settings = {f"BELEGT_{name.upper()}" for name in chat.Settings.model_fields}
    assert {name for name in settings if f"`{name}`" not in README} == set()
