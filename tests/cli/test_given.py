"""What commands are given: articles, rows and terms, there or not; and what is left of a result after a fault."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from chat import pipeline
from chat.cli import main
from chat.errors import ModelFailed
from chat.models import registry
from chat.translation import glossary
from tests.cli.made import read_rows, write_rows
from tests.engines import ARTICLE


def test_rows_have_every_field(tmp_path: Path) -> None:
    given = write_rows(tmp_path / "in.jsonl", {"id": "a", "text": ARTICLE}, {"id": "b", "text": ARTICLE})
    out = tmp_path / "out.jsonl"
    assert main.main(["read", "--jsonl", str(given), "--out", str(out)]) == 0
    rows = read_rows(out)
    assert [row["id"] for row in rows] == ["a", "b"]
    assert all(row.keys() == {"id", "language", "sentences", "summary", "claims", "seconds"} for row in rows)


def test_a_mail_is_read_like_any_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "artikel.eml"
    head = "From: Jana <jana@zeitung.example>\nSubject: Artikel\nContent-Type: text/plain; charset=utf-8\n\n"
    path.write_text(head + ARTICLE, encoding="utf-8")
    assert main.main(["read", str(path), "--format", "json"]) == 0
    assert "Nordhaven" in capsys.readouterr().out


def test_a_row_that_cannot_be_read_does_not_stop_the_others(tmp_path: Path) -> None:
    given = write_rows(tmp_path / "in.jsonl", {"id": "a", "text": ""}, {"id": "b", "text": ARTICLE})
    out = tmp_path / "out.jsonl"
    assert main.main(["read", "--jsonl", str(given), "--out", str(out)]) == 2
    first, second = read_rows(out)
    assert "error" in first and "summary" in second


def test_questions_of_rows_come_back_by_id(tmp_path: Path) -> None:
    questions = [{"id": "q1", "question": "Who warned of losses?"}, {"id": "q2", "question": "What did Merkel say?"}]
    given = write_rows(tmp_path / "in.jsonl", {"id": "a", "text": ARTICLE, "questions": questions})
    out = tmp_path / "out.jsonl"
    assert main.main(["ask", "--jsonl", str(given), "--out", str(out)]) == 0
    (row,) = read_rows(out)
    answers = row["answers"]
    assert [(a["id"], a["verdict"]) for a in answers] == [("q1", "answered"), ("q2", "not_in_article")]  # type: ignore[attr-defined,index]
    assert all(isinstance(a["seconds"], float) for a in answers)  # type: ignore[attr-defined,index]


@pytest.mark.parametrize(
    "questions",
    [["Who?"], "Who?", None, [{"question": "Who?"}], [{"id": "q1"}], [{"id": "q1", "question": 7}]],
)
def test_a_row_whose_questions_are_none_gets_its_error_before_it_is_read(
    questions: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = []
    known = pipeline.known
    monkeypatch.setattr(pipeline, "known", lambda text, **how: texts.append(text) or known(text, **how))
    sound = {"id": "b", "text": ARTICLE, "questions": [{"id": "q1", "question": "Who warned of losses?"}]}
    given = write_rows(tmp_path / "in.jsonl", {"id": "a", "text": ARTICLE, "questions": questions}, sound)
    out = tmp_path / "out.jsonl"
    assert main.main(["ask", "--jsonl", str(given), "--out", str(out)]) == 2
    first, second = read_rows(out)
    assert '"question"' in first["error"]["hint"] and second["answers"]  # type: ignore[index]
    assert texts == [ARTICLE]


@pytest.mark.parametrize("command", ["read", "claims"])
def test_a_row_whose_text_is_none_gets_its_error(command: str, tmp_path: Path) -> None:
    given = write_rows(tmp_path / "in.jsonl", {"id": "a", "text": None}, {"id": "b", "text": ARTICLE})
    out = tmp_path / "out.jsonl"
    assert main.main([command, "--jsonl", str(given), "--out", str(out)]) == 2
    first, second = read_rows(out)
    assert '"text"' in first["error"]["hint"] and second["claims"]  # type: ignore[index]


def test_half_characters_in_rows_come_back_as_they_were(tmp_path: Path) -> None:
    questions = [{"id": "q\ud83c", "question": "Who warned of \ud83closses?"}]
    rows: list[dict[str, object]] = [
        {"id": "ü\ud83c", "text": ARTICLE, "questions": questions},
        {"id": "b\udc00", "text": "\ud83c", "questions": questions},
    ]
    given, out = write_rows(tmp_path / "in.jsonl", *rows), tmp_path / "out.jsonl"
    assert main.main(["ask", "--jsonl", str(given), "--out", str(out)]) == 2
    first, second = read_rows(out)
    assert (first["id"], second["id"]) == ("ü\ud83c", "b\udc00")
    assert first["answers"][0]["id"] == "q\ud83c"  # type: ignore[index]
    assert "ü\\ud83c" in out.read_text(encoding="utf-8")


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> Callable[[BaseException], None]:
    """Let the second article fail as is asked for."""

    def fail(error: BaseException) -> None:
        claims, read = pipeline.claims, []

        def once(text: str, *more: Any, **how: Any) -> Any:
            read.append(text)
            if len(read) > 1:
                raise error
            return claims(text, *more, **how)

        monkeypatch.setattr(pipeline, "claims", once)

    return fail


@pytest.mark.parametrize(("error", "code"), [(ModelFailed("The model is gone."), 3), (KeyboardInterrupt(), 130)])
@pytest.mark.parametrize("before", [None, "before\n"])
def test_what_was_written_before_a_fault_is_kept_and_spoils_nothing(
    error: BaseException,
    code: int,
    before: str | None,
    failing: Callable[[BaseException], None],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    given = write_rows(tmp_path / "in.jsonl", {"id": "a", "text": ARTICLE}, {"id": "b", "text": ARTICLE})
    out, part = tmp_path / "out.jsonl", tmp_path / ".out.jsonl.part"
    if before:
        out.write_text(before)
    failing(error)
    assert main.main(["claims", "--jsonl", str(given), "--out", str(out), "--no-translate"]) == code
    assert out.read_text() == before if before else not part.exists()
    (row,) = read_rows(part if before else out)
    assert row["id"] == "a" and (str(part) in capsys.readouterr().err) is bool(before)


@pytest.mark.parametrize("before", [None, "before"])
def test_a_command_that_fails_leaves_the_place_of_its_result_as_it_was(
    before: str | None, article: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "result.txt"
    if before:
        out.write_text(before)

    def fail(*_: object, **__: object) -> None:
        raise ModelFailed("The model is gone.")

    monkeypatch.setattr(pipeline, "ask", fail)
    assert main.main(["ask", str(article), "Who?", "--out", str(out)]) == 3
    assert out.read_text() == before if before else not out.exists()
    assert {path.name for path in tmp_path.iterdir()} <= {"artikel.txt", "result.txt"}


@pytest.mark.parametrize(
    "command", [["read"], ["ask", "Who warned of losses?"], ["read", "--jsonl"], ["ask", "--jsonl"]]
)
def test_terms_that_come_through_a_pipe_are_read_once(
    command: list[str], article: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read, used = [], []
    monkeypatch.setattr(glossary, "from_file", lambda path: read.append(path) or {"Hafenbrücke": "port bridge"})
    for name in ("read", "ask"):
        real = getattr(pipeline, name)
        monkeypatch.setattr(
            pipeline, name, lambda *given, real=real, **how: used.append(how["glossary"]) or real(*given, **how)
        )
    questions = [{"id": "q", "question": "Who warned of losses?"}]
    row: dict[str, object] = {"id": "a", "text": ARTICLE, "questions": questions}
    rows = write_rows(tmp_path / "in.jsonl", row, row)
    name, *rest = command
    given = ["--jsonl", str(rows)] if rest == ["--jsonl"] else [str(article), *rest]
    assert main.main([name, *given, "--glossary", "terms.csv"]) == 0
    assert len(read) == 1 and all(terms == {"Hafenbrücke": "port bridge"} for terms in used)


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (["read", "no-such-file.txt"], "no-such-file.txt"),
        (["read"], "--jsonl"),
        (["ask", "{article}"], "question"),
        (["models", "pull", "qwen2.5-coder-1.5"], "qwen2.5-coder-1.5b"),
        (["read", "--jsonl", "{article}"], "JSON"),
        (["read", "--jsonl", "no-such-file.jsonl"], "no-such-file.jsonl"),
        (["ask", ".", "Who?"], ". cannot be read: it is a folder."),
        (["claims", "."], ". cannot be read: it is a folder."),
        (["claims"], "--jsonl"),
        (["claims", "no-such-file.txt"], "Check the path"),
        (["claims", "--jsonl", "no-such-file.jsonl"], "JSON lines"),
        (["claims", "{empty}"], "Paste the text"),
        (["claims", "{binary}"], "paste the text"),
        (["read", "{article}", "--out", "no/such/folder/x.md"], "--out"),
        (["read", "{article}", "--out", "."], "it is a folder"),
        (["ask", "{article}", "Who?", "--out", ".."], "it is a folder"),
        (["claims", "{article}", "--out", "/"], "it is a folder"),
        (["claims", "{article}", "--out", "{article}"], "it is what is to be read"),
        (["read", "--jsonl", "{article}", "--out", "{article}"], "it is what is to be read"),
    ],
)
def test_bad_input_ends_with_2_and_a_hint(
    arguments: list[str], hint: str, article: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)))
    named = {"{article}": str(article), "{empty}": f"{tmp_path}/empty.txt", "{binary}": f"{tmp_path}/binary.txt"}
    assert main.main([named.get(argument, argument) for argument in arguments]) == 2
    shown = capsys.readouterr()
    assert hint in shown.err
    assert "Traceback" not in shown.err
    assert article.read_text(encoding="utf-8") == ARTICLE


@pytest.mark.parametrize(
    "arguments",
    [
        ["claims"],
        ["claims", "no-such-file.txt"],
        ["claims", "."],
        *(
            [command, *given, *questions, "--out", "."]
            for command, *questions in (["read"], ["claims"], ["ask", "Who?"])
            for given in (["{article}"], ["--jsonl", "{article}"])
        ),
        ["read", "--jsonl", "no-such-file.jsonl"],
        ["read", "{article}", "--glossary", "no-such-file.csv"],
    ],
)
def test_what_is_wrong_is_told_before_an_engine_is_opened(
    arguments: list[str], article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(registry, "open_engines", lambda settings: pytest.fail("an engine was opened"))
    assert main.main([argument.replace("{article}", str(article)) for argument in arguments]) == 2


@pytest.mark.parametrize("arguments", [["claims", "-"], ["read", "-"], ["translate", "--lines"]])
def test_a_closed_standard_input_is_told(
    arguments: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    assert main.main(arguments) == 2
    assert "Standard input is closed." in capsys.readouterr().err


def test_claims_of_rows_come_back_by_id(tmp_path: Path) -> None:
    given = write_rows(tmp_path / "in.jsonl", {"id": "a", "text": ARTICLE})
    out = tmp_path / "out.jsonl"
    assert main.main(["claims", "--jsonl", str(given), "--out", str(out), "--no-translate"]) == 0
    (row,) = read_rows(out)
    assert row["id"] == "a" and row["claims"]
