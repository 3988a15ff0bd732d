"""The command line as a script would use it, on the scripted model."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import docx
import pytest

from chat import pipeline
from chat.cli import main
from chat.errors import DownloadFailed, WeightsMissing
from chat.intake import web
from chat.models import registry
from chat.models.weights import store
from chat.schema import Reading
from tests.cli.made import give
from tests.engines import ARTICLE, scripted_engines

DANISH = "Broen forbliver åben for lastbiler og biler, sagde borgmesteren mandag, men ingen ved, hvor længe. " * 2


def test_read_prints_the_summary_as_markdown(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main(["read", str(article)]) == 0
    shown = capsys.readouterr()
    assert shown.out.startswith("# Dispute over the harbour bridge")
    assert "Kommentar" not in shown.out and "Sandholm" not in shown.out
    assert "Drafting" in shown.err and "Drafting" not in shown.out


def test_read_as_json_is_a_reading(article: Path, tmp_path: Path) -> None:
    out = tmp_path / "reading.json"
    assert main.main(["read", str(article), "--format", "json", "--out", str(out)]) == 0
    assert Reading.model_validate_json(out.read_text(encoding="utf-8")).article.text == ARTICLE


def test_a_reading_is_followed_line_by_line(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main(["read", str(article), "--format", "json", "--follow"]) == 0
    readings = [Reading.model_validate_json(line) for line in capsys.readouterr().out.splitlines()]
    assert list(dict.fromkeys(reading.layer for reading in readings)) == ["known", "drafted", "checked", "told"]
    known = next(reading for reading in readings if reading.claims)
    assert known.layer == "known" and not known.count("draft", "checked")
    assert readings[-1].summary.sentences


def test_what_is_known_is_told_before_a_model_is_missing(
    article: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def missing(settings: object) -> registry.Engines:
        raise WeightsMissing("No weights.", hint="Fetch them.")

    monkeypatch.setattr(registry, "open_engines", missing)
    assert main.main(["read", str(article), "--format", "json", "--follow"]) == 3
    shown = capsys.readouterr()
    assert Reading.model_validate_json(shown.out.splitlines()[-1]).claims
    assert "No weights." in shown.err


@pytest.mark.parametrize("options", [["--format", "md"], ["--format", "docx"], []])
def test_only_the_json_of_one_article_can_be_followed(
    options: list[str], article: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main.main(["read", str(article), "--follow", *options]) == 2
    assert "followed" in capsys.readouterr().err


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


@pytest.mark.parametrize("more", [[], ["--no-translate"]])
def test_claims_of_a_text_that_no_translator_knows_are_refused(
    more: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "article.txt"
    path.write_text(DANISH, encoding="utf-8")
    assert main.main(["claims", str(path), *more]) == 2
    assert "--language" in capsys.readouterr().err


@pytest.mark.parametrize(("code", "told"), [("fr", True), ("gsw", False), ("de", False), ("", False)])
def test_it_is_said_where_claims_are_found_in_the_translation_only(
    code: str, told: bool, article: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    language = ["--language", code] if code else []
    assert main.main(["claims", str(article), "--no-translate", *language]) == 0
    shown = capsys.readouterr()
    assert ("Who claims what in French is found in the translation" in shown.err) is told
    assert ("Dahl" in shown.out) is not told


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

    monkeypatch.setattr(pipeline, "known", interrupt)
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


def test_another_model_is_used_from_now_on(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("BELEGT_HOME", str(tmp_path))
    assert main.main(["models", "use", "granite-4.0-micro"]) == 0
    assert "models pull granite-4.0-micro" in capsys.readouterr().out
    assert main.main(["models", "list"]) == 0
    assert "\n* granite-4.0-micro" in capsys.readouterr().out
    assert main.main(["models", "use", "minilm"]) == 2
    monkeypatch.setenv("BELEGT_MODEL", "qwen2.5-1.5b")
    assert main.main(["models", "use", "qwen3-4b"]) == 0
    assert "qwen2.5-1.5b is used as long as BELEGT_MODEL" in capsys.readouterr().err


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


def test_what_no_translator_knows_is_told_with_the_option_that_reads_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "article.txt"
    path.write_text(DANISH, encoding="utf-8")
    assert main.main(["read", str(path)]) == 2
    assert "--language" in capsys.readouterr().err
    assert main.main(["read", str(path), "--language", "da"]) == 0


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "The mayor said on Monday that the bridge would stay open for lorries and cars. ",
            "English, recognised with 1.00; read as it is",
        ),
        (
            "Le pont reste ouvert aux camions et aux voitures, a dit la maire lundi devant le conseil. ",
            "French, recognised with 1.00; translated by the embedded model",
        ),
    ],
)
def test_other_languages_are_read_by_themselves_and_it_is_said_how_well(
    text: str, told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "article.txt"
    path.write_text(text * 3, encoding="utf-8")
    assert main.main(["read", str(path)]) == 0
    shown = capsys.readouterr()
    assert told in shown.err and told not in shown.out
    assert ("models pull opus-mt-fr-en" in shown.err) is ("French" in told)


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
