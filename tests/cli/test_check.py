"""`check`: a translation made elsewhere, from files and from rows; no model is loaded."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from chat.cli.main import main
from chat.models import registry


@pytest.fixture(autouse=True)
def _no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a model is opened")

    monkeypatch.setattr(registry, "open_engines", refuse)
    monkeypatch.setattr(registry, "open_translator", refuse)


def files(tmp_path: Path, german: str, english: str) -> list[str]:
    paths = tmp_path / "german.txt", tmp_path / "english.txt"
    for path, text in zip(paths, (german, english), strict=True):
        path.write_text(text, encoding="utf-8")
    return [str(path) for path in paths]


def test_doubts_are_told_by_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    german, english = "Sie kam.\nDer Vermieter zahlt.\n", "She came.\nThe tenant pays.\n"
    assert main(["check", *files(tmp_path, german, english)]) == 0
    out, err = capsys.readouterr()
    assert out == "2: A word: “Vermieter” means landlord or landlady; the English has “tenant”.\n"
    assert "1 doubt in 2 lines." in err


def test_rows_get_their_doubts(tmp_path: Path) -> None:
    rows = [
        {"id": "a", "german": "Kern bestritt das.", "english": "Kern admitted that."},
        {"id": "b", "german": "Sie kam.", "english": "She came."},
        {"id": "c", "german": "Der Gletscher schmilzt.", "english": "The mountain melts."},
    ]
    given, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    given.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    assert main(["check", "--jsonl", str(given), "--out", str(out)]) == 0
    first, second, third = (json.loads(line) for line in out.read_text(encoding="utf-8").splitlines())
    (stance,) = first["doubts"]
    assert first["id"] == "a" and stance == {
        "kind": "stance",
        "german": "bestritt",
        "english": "admitted",
        "message": "“bestritt” means deny; the English has “admitted”.",
    }
    assert second == {"id": "b", "doubts": []}
    assert ("rendering", "Gletscher") in [(doubt["kind"], doubt["german"]) for doubt in third["doubts"]]


def test_a_row_whose_text_is_none_is_told_and_the_others_go_on(tmp_path: Path) -> None:
    given, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    rows = [{"id": 1, "german": None, "english": "x"}, {"id": 2, "german": "Ja.", "english": "Yes."}]
    given.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    assert main(["check", "--jsonl", str(given), "--out", str(out)]) == 2
    first, second = (json.loads(line) for line in out.read_text(encoding="utf-8").splitlines())
    assert "german is no text" in first["error"]["message"] and second["doubts"] == []


@pytest.mark.parametrize(
    ("german", "english", "said"),
    [
        ("Eins.\nZwei.\n", "One.\n", "has 2 lines"),
        ("Eins.\n", None, "cannot be read"),
        ("Eins.\n", b"\xff\xfe\x00", "no text"),
    ],
)
def test_files_that_do_not_fit_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], german: str, english: str | bytes | None, said: str
) -> None:
    paths = files(tmp_path, german, english if isinstance(english, str) else "")
    if english is None:
        Path(paths[1]).unlink()
    elif isinstance(english, bytes):
        Path(paths[1]).write_bytes(english)
    assert main(["check", *paths]) == 2
    assert said in capsys.readouterr().err


def test_one_file_is_not_enough(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", files(tmp_path, "Ja.", "Yes.")[0]]) == 2
    assert "--jsonl" in capsys.readouterr().err


def test_the_result_never_goes_over_what_is_checked(tmp_path: Path) -> None:
    paths = files(tmp_path, "Ja.\n", "Yes.\n")
    assert main(["check", *paths, "--out", paths[1]]) == 2
    assert Path(paths[1]).read_text(encoding="utf-8") == "Yes.\n"


def test_a_line_without_english_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", *files(tmp_path, "Die Steuern steigen.\n\n", "\n\n")]) == 0
    assert capsys.readouterr().out == "1: A part that is missing: There is no English.\n"


def test_words_said_freely_are_told_of_files_where_they_are_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paths = files(tmp_path, "Der Gletscher schmilzt.\n", "The mountain melts.\n")
    assert main(["check", *paths]) == 0
    without = capsys.readouterr().out
    assert main(["check", "--all", *paths]) == 0
    assert "A word said freely: “Gletscher” usually means glacier" in capsys.readouterr().out
    assert "said freely" not in without
