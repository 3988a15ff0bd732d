"""`verify`: what a quotation is worth, told in a terminal and row by row."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from chat.cli import main
from tests.engines import ARTICLE

WRONG = "Every day 15,000 vehicles cross the bridge."


def test_a_quotation_is_told_with_its_german(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    quoted = next(part for part in ARTICLE.split("„")[1:]).split("“")[0]
    assert main.main(["verify", str(article), f"»{quoted}«", WRONG]) == 0
    shown = capsys.readouterr().out
    assert "  verbatim\n" in shown and "  changed\n" in shown
    assert "15,000 is not in the German." in shown and "12.500" in shown


def test_german_quotations_need_no_model(
    article: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("chat.models.registry.open_engines", lambda settings: pytest.fail("a model was opened"))
    quote = "Täglich 20.000 Esel im Hafen"
    assert main.main(["verify", str(article), quote, "--no-translate", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["verdict"] in ("changed", "not in the article")


def test_rows_have_their_quotes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "in.jsonl"
    path.write_text(json.dumps({"id": 1, "text": ARTICLE, "quotes": [WRONG, "Nobody likes cake."]}), encoding="utf-8")
    assert main.main(["verify", "--jsonl", str(path)]) == 0
    (row,) = map(json.loads, capsys.readouterr().out.splitlines())
    assert [quote["verdict"] for quote in row["quotes"]] == ["changed", "not in the article"]


@pytest.mark.parametrize("quotes", ["text", [1]])
def test_quotes_that_are_none_are_an_error(quotes: object, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "in.jsonl"
    path.write_text(json.dumps({"id": 1, "text": ARTICLE, "quotes": quotes}), encoding="utf-8")
    main.main(["verify", "--jsonl", str(path)])
    shown = capsys.readouterr()
    assert "list of strings" in shown.out + shown.err


def test_no_quotation_is_an_error_with_a_hint(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main(["verify", str(article)]) == 2
    assert "quotation marks" in capsys.readouterr().err
