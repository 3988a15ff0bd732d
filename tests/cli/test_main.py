"""The command line as a script would use it, on the scripted model."""

from __future__ import annotations

import io
import json
import logging
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import docx
import pytest

from chat import pipeline
from chat.cli import main
from chat.errors import DownloadFailed, ModelFailed, WeightsMissing
from chat.intake import web
from chat.models import registry
from chat.models.weights import store
from chat.schema import Reading
from chat.translation import glossary
from tests.engines import ARTICLE, scripted_engines


@pytest.fixture(autouse=True)
def engines(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """Every command runs on the scripted model, in a home of its own, and leaves the log as quiet as it was."""
    monkeypatch.setenv("BELEGT_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(registry, "open_engines", lambda settings: scripted_engines()[0])
    monkeypatch.setattr(registry, "open_translator", lambda settings: scripted_engines()[0].translator)
    yield
    logging.getLogger("chat").setLevel(logging.NOTSET)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "artikel.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


def give(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    """Put bytes on standard input."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))


def write_rows(path: Path, *rows: dict[str, object]) -> Path:
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    return path


def read_rows(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_read_prints_the_summary_as_markdown(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main(["read", str(article)]) == 0
    shown = capsys.readouterr()
    assert shown.out.startswith("# Dispute over the harbour bridge")
    assert "Kommentar" not in shown.out and "Sandholm" not in shown.out
    assert "Translating" in shown.err and "Translating" not in shown.out


def test_read_as_json_is_a_reading(article: Path, tmp_path: Path) -> None:
    out = tmp_path / "reading.json"
    assert main.main(["read", str(article), "--format", "json", "--out", str(out)]) == 0
    assert Reading.model_validate_json(out.read_text(encoding="utf-8")).article.text == ARTICLE


def test_read_takes_standard_input(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    give(monkeypatch, ARTICLE.encode())
    assert main.main(["read", "-"]) == 0
    assert "harbour bridge" in capsys.readouterr().out


def test_standard_input_may_be_a_word_file(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    document = docx.Document()
    for paragraph in ARTICLE.split("\n\n"):
        document.add_paragraph(paragraph)
    data = io.BytesIO()
    document.save(data)
    give(monkeypatch, data.getvalue())
    assert main.main(["read", "-"]) == 0
    assert "harbour bridge" in capsys.readouterr().out


def test_read_takes_a_web_address(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    asked = []

    def page(url: str) -> web.Page:
        asked.append(url)
        return web.Page(data=ARTICLE.encode(), kind="text", charset="utf-8", url=url)

    monkeypatch.setattr(web, "page", page)
    assert main.main(["read", "https://beispiel.de/artikel"]) == 0
    assert asked == ["https://beispiel.de/artikel"]
    assert "harbour bridge" in capsys.readouterr().out


def test_addresses_that_may_not_be_asked_are_an_input_error(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main.main(["read", "http://127.0.0.1:8501/"]) == 2
    monkeypatch.setenv("BELEGT_FETCH", "off")
    assert main.main(["read", "https://beispiel.de/"]) == 2
    shown = capsys.readouterr().err
    assert "usual ports" in shown and "BELEGT_FETCH is off" in shown and "Traceback" not in shown


def test_short_summaries_are_shorter_than_long_ones(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    counts = []
    for length in ("short", "medium", "long"):
        assert main.main(["read", str(article), "--format", "json", "--length", length]) == 0
        counts.append(len(json.loads(capsys.readouterr().out)["summary"]["sentences"]))
    assert counts == sorted(set(counts))


def test_rows_have_every_field(tmp_path: Path) -> None:
    given = write_rows(tmp_path / "in.jsonl", {"id": "a", "text": ARTICLE}, {"id": "b", "text": ARTICLE})
    out = tmp_path / "out.jsonl"
    assert main.main(["read", "--jsonl", str(given), "--out", str(out)]) == 0
    rows = read_rows(out)
    assert [row["id"] for row in rows] == ["a", "b"]
    assert all(row.keys() == {"id", "language", "sentences", "summary", "claims", "seconds"} for row in rows)


def test_a_row_that_cannot_be_read_does_not_stop_the_others(tmp_path: Path) -> None:
    given = write_rows(tmp_path / "in.jsonl", {"id": "a", "text": ""}, {"id": "b", "text": ARTICLE})
    out = tmp_path / "out.jsonl"
    assert main.main(["read", "--jsonl", str(given), "--out", str(out)]) == 2
    first, second = read_rows(out)
    assert "error" in first and "summary" in second


def test_translate_gives_back_each_line_in_order(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = [f"Das ist Satz {number}." for number in range(7)]
    lines.insert(3, "")
    give(monkeypatch, "\n".join(lines).encode())
    assert main.main(["translate", "--lines"]) == 0
    shown = capsys.readouterr().out.splitlines()
    assert shown == [f"English of {line}" if line else "" for line in lines]


def test_a_line_that_fails_comes_back_as_it_was(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    broken, model = scripted_engines()
    model._default = ""
    monkeypatch.setattr(registry, "open_translator", lambda settings: broken.translator)
    give(monkeypatch, b"Das ist ein Satz.\n")
    assert main.main(["translate", "--lines"]) == 0
    shown = capsys.readouterr()
    assert shown.out == "Das ist ein Satz.\n"
    assert "1 of 1 lines" in shown.err


def test_ask_answers_with_the_german_sentence(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main(["ask", str(article), "How many vehicles cross the structure?", "--format", "json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["verdict"] == "answered"
    citation, naming = answer["citations"]
    assert "Ruth Klein" in answer["text"] and "Ruth Klein" in naming["german"]
    assert ARTICLE[citation["start"] : citation["end"]] == citation["german"]
    assert "12.500" in citation["german"]


def test_ask_refuses_what_is_not_there(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main(["ask", str(article), "What did Angela Merkel say?"]) == 0
    assert "The article does not say." in capsys.readouterr().out


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
    read = pipeline.read
    monkeypatch.setattr(pipeline, "read", lambda text, *more, **how: texts.append(text) or read(text, *more, **how))
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


@pytest.mark.parametrize("more", [[], ["--no-translate"]])
def test_claims_of_english_text_are_refused(
    more: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "article.txt"
    path.write_text("The mayor said on Monday that the bridge would stay open for lorries and cars. " * 3)
    assert main.main(["claims", str(path), *more]) == 2
    assert "--language" in capsys.readouterr().err


@pytest.mark.parametrize(("code", "told"), [("en", True), ("gsw", True), ("de", False), ("", False)])
def test_it_is_said_that_claims_are_found_in_german_only(
    code: str, told: bool, article: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    language = ["--language", code] if code else []
    assert main.main(["claims", str(article), "--no-translate", *language]) == 0
    shown = capsys.readouterr()
    assert ("Claims are found in German only" in shown.err) is told and ("Dahl" in shown.out) is not told
    assert ("--language de" in shown.err) is (code == "gsw")


@pytest.mark.parametrize("arguments", [["read", "{article}"], ["models", "list"], ["page"]])
def test_a_setting_that_cannot_be_ends_with_2_and_says_what_can(
    arguments: list[str], article: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("BELEGT_HISTORY", "vielleicht")
    assert main.main([argument.replace("{article}", str(article)) for argument in arguments]) == 2
    assert "BELEGT_HISTORY cannot be “vielleicht”." in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [[], ["read", "x", "--format", "exe"], ["translate"], ["fly"]])
def test_bad_usage_ends_with_2(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main.main(arguments)
    assert stop.value.code == 2


def test_missing_weights_end_with_3_and_say_how_to_get_them(
    article: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.undo()
    monkeypatch.setenv("BELEGT_HOME", str(article.parent / "nothing"))
    assert main.main(["read", str(article)]) == WeightsMissing.exit_code == 3
    assert "models pull" in capsys.readouterr().err


def test_a_failed_download_ends_with_3(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def fail(name: str, **options: object) -> Path:
        raise DownloadFailed("No source answered.", hint="Check the network.")

    monkeypatch.setattr(store, "pull", fail)
    assert main.main(["models", "pull"]) == 3
    assert "Check the network." in capsys.readouterr().err


def test_an_interrupt_ends_with_130(article: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*arguments: object, **options: object) -> Reading:
        raise KeyboardInterrupt

    monkeypatch.setattr(pipeline, "read", interrupt)
    assert main.main(["read", str(article)]) == 130


def test_models_are_listed_with_what_is_needed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main(["models", "list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    (needed,) = [line for line in lines if line.startswith("* q")]
    assert "qwen2.5-coder-1.5b" in needed and "absent" in needed
    assert [line.split()[1] for line in lines if line.startswith("+ ")] == ["minilm", "opus-mt-de-en"]


def test_all_that_the_settings_use_is_pulled(monkeypatch: pytest.MonkeyPatch) -> None:
    pulled: list[str] = []
    monkeypatch.setattr(store, "pull", lambda name, **options: pulled.append(name))
    assert main.main(["models", "pull"]) == 0
    assert pulled == ["qwen2.5-coder-1.5b", "minilm", "opus-mt-de-en"]


def test_verify_says_when_weights_are_absent(capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main(["models", "verify"]) == 3
    assert "absent" in capsys.readouterr().err


def test_nothing_heavy_is_imported_before_it_is_used() -> None:
    import subprocess

    heavy = {"torch", "transformers", "openai", "xllamacpp", "bm25s", "lxml"}
    code = f"import sys, chat.cli; print(*{heavy} & {{*sys.modules}})"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == ""


def test_claims_without_translation_load_no_model(
    article: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(registry, "open_engines", lambda settings: pytest.fail("an engine was opened"))
    assert main.main(["claims", str(article), "--no-translate"]) == 0
    shown = capsys.readouterr().out
    assert "Sprecher Henrik Dahl" in shown and "„einseitig“" in shown


def test_claims_as_json_have_the_english_of_their_sentences(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main(["claims", str(article), "--format", "json"]) == 0
    claims = json.loads(capsys.readouterr().out)["claims"]
    (called,) = [claim for claim in claims if claim["content"][0]["text"] == "„einseitig“"]
    assert "one-sided" in called["english"]["content"]
    assert ARTICLE[called["speaker"]["start"] : called["speaker"]["end"]] == called["speaker"]["text"]


def test_claims_of_rows_come_back_by_id(tmp_path: Path) -> None:
    given = write_rows(tmp_path / "in.jsonl", {"id": "a", "text": ARTICLE})
    out = tmp_path / "out.jsonl"
    assert main.main(["claims", "--jsonl", str(given), "--out", str(out), "--no-translate"]) == 0
    (row,) = read_rows(out)
    assert row["id"] == "a" and row["claims"]


def test_english_text_is_told_with_the_option_that_reads_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "article.txt"
    path.write_text("The mayor said on Monday that the bridge would stay open for lorries and cars. " * 3)
    assert main.main(["read", str(path)]) == 2
    assert "--language" in capsys.readouterr().err
    assert main.main(["read", str(path), "--language", "en"]) == 0


@pytest.mark.parametrize("command", [["read"], ["ask", "Who warned of losses?"], ["claims"]])
def test_verbose_says_what_is_done_and_nothing_that_the_article_says(
    command: list[str], article: Path, caplog: pytest.LogCaptureFixture
) -> None:
    name, *questions = command
    assert main.main(["--verbose", name, str(article), *questions]) == 0
    log = caplog.text
    assert f"The text has {len(ARTICLE)} characters" in log and "Chat model: scripted" in log and "Claims: " in log
    assert not any(name in log for name in ("Nordhaven", "Klein", "Dahl", "losses"))


def test_verbose_may_stand_after_the_command(article: Path, caplog: pytest.LogCaptureFixture) -> None:
    assert main.main(["claims", str(article), "--no-translate", "--verbose"]) == 0
    assert "Finding the claims" in caplog.text


def test_without_verbose_nothing_is_logged(article: Path, caplog: pytest.LogCaptureFixture) -> None:
    assert main.main(["read", str(article), "--verbose"]) == 0
    caplog.clear()
    assert main.main(["read", str(article)]) == 0
    assert caplog.text == ""


def test_verbose_counts_the_lines_that_are_translated(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    give(monkeypatch, b"Das ist Satz 1.\nDas ist Satz 2.\n")
    assert main.main(["translate", "--lines", "--verbose"]) == 0
    assert "Lines: 2" in caplog.text and "Satz" not in caplog.text
