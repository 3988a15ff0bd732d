"""Engines are measured by texts that lie in the project, and compared with what was kept of others."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from chat.article import paragraphs, sentences
from chat.cli import main
from chat.errors import ModelFailed
from chat.evaluation import by_language, figures, measuring, texts
from chat.evaluation.by_language import LanguageFigures
from chat.evaluation.figures import Figures
from chat.models import languages, registry
from chat.models.base import Message, Translator
from chat.models.registry import Engines
from chat.models.scripted import Scripted
from chat.models.translators.prompted import PromptedTranslator
from chat.settings import Settings
from tests.builders import sentence_asked

TOPICS = 6


def test_the_sentences_are_of_six_topics_in_turns_so_that_any_number_has_all() -> None:
    lines = texts.sentences()
    assert len(lines) == 120 == len({line.german for line in lines})
    assert Counter(line.topic for line in lines).most_common(1)[0][1] == 20
    rounds = iter(lines)
    while part := [line.topic for line in islice(rounds, TOPICS)]:
        assert len(set(part)) == TOPICS
    assert all(line.german and line.english for line in lines)


@pytest.mark.parametrize("article", texts.articles(), ids=lambda article: article.name)
def test_the_proof_of_each_question_is_a_sentence_of_its_article(article: texts.Article) -> None:
    found = sentences.split(paragraphs.build(article.text, max_characters=100_000))
    assert Counter(bool(asked.proof) for asked in article.asked) == {True: 6, False: 2}
    for asked in article.asked:
        for begins in asked.proof:
            assert len([one for one in found if one.text.startswith(begins)]) == 1, begins


def perfect() -> Engines:
    """Return engines that know the translations by heart, and answer nothing."""
    known = {line.german: line.english for line in texts.sentences()}
    translate = Scripted(default=lambda messages: known.get(sentence_asked(messages), "It is so."))
    return Engines(
        model=Scripted(default="The article does not say."), translator=PromptedTranslator(translate), embedder=None
    )


def measured(engines: Engines, **options: int) -> Figures:
    return measuring.measure(engines, loaded=1.5, **{"lines": 12, "most_articles": 1, **options})  # type: ignore[arg-type]


def test_a_perfect_translator_has_the_best_figures() -> None:
    seen: list[str] = []
    found = measuring.measure(
        perfect(), loaded=1.5, lines=12, most_articles=1, on_progress=lambda stage, done, total: seen.append(stage)
    )
    assert (found.lines, found.chrf, found.asked, found.unanswerable) == (12, 100.0, 6, 2)
    assert found.doubtful <= 1
    assert found.refused == 2 and found.right <= 6
    assert found.per_minute > 0 and found.memory > 10**7 and found.seconds > found.loaded == 1.5
    assert seen[0] == "Translating" and seen[-1].startswith("Asking")


def test_a_bad_translator_has_worse_ones() -> None:
    bad = Engines(
        model=Scripted(default="x"),
        translator=PromptedTranslator(Scripted(default="A bridge is closed.")),
        embedder=None,
    )
    found = measured(bad)
    assert found.chrf < 30 and found.doubtful > 6


SOME = Figures(
    version="1", date="2026-11-27", machine="2 cores", model="a", translator="b", lines=50, chrf=55.25, doubtful=9,
    per_minute=16, asked=18, right=15, unanswerable=6, refused=3, seconds_per_answer=1.04, memory=2**31, loaded=2,
    seconds=300,
)  # fmt: skip


def test_figures_are_told_beside_others() -> None:
    better = SOME.model_copy(update={"chrf": 60.0, "right": 17, "memory": 2**30})
    lines = {line.split("  ")[0]: line for line in figures.told(better, SOME).splitlines()}
    assert lines["chrF against our English"].split() == ["chrF", "against", "our", "English", "60.0", "55.2", "+4.8"]
    assert lines["answers right"].endswith("17 of 18  15 of 18  +2")
    assert lines["memory"].split() == ["memory", "1.0", "GB", "2.0", "GB", "-1.0"]
    assert figures.are_alike(better, SOME) and not figures.are_alike(SOME.model_copy(update={"lines": 12}), SOME)
    assert "before" not in figures.told(SOME)


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[Settings]:
    """Have the command find perfect engines, and return the settings that it opened them with."""
    monkeypatch.setenv("BELEGT_HOME", str(tmp_path / "home"))
    found: list[Settings] = []

    def open_engines(settings: Settings) -> Engines:
        found.append(settings)
        return perfect()

    monkeypatch.setattr(registry, "open_engines", open_engines)
    return found


def run(*arguments: str) -> int:
    return main.main(["models", "evaluate", "--lines", "6", "--articles", "1", *arguments])


def test_the_command_measures_and_keeps_and_compares(
    opened: list[Settings], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = tmp_path / "kept.json"
    assert run("--out", str(kept)) == 0
    assert "100.0" in capsys.readouterr().out
    assert json.loads(kept.read_text(encoding="utf-8"))["chrf"] == 100
    assert run("--against", str(kept)) == 0
    assert "+0.0" in capsys.readouterr().out
    assert main.main(["models", "evaluate", "--lines", "12", "--articles", "1", "--against", str(kept)]) == 0
    assert "not measured on the same texts" in capsys.readouterr().err
    assert not any(settings.memory for settings in opened)  # what was remembered would be too fast


@pytest.mark.parametrize(
    ("name", "model", "translator"),
    [
        ("granite-4.0-micro", "granite-4.0-micro", "granite-4.0-micro"),
        ("opus-mt-de-en", "qwen2.5-coder-1.5b", "opus-mt-de-en"),
        ("hy-mt2-1.8b", "qwen2.5-coder-1.5b", "hy-mt2-1.8b"),
    ],
)
def test_an_engine_is_named(opened: list[Settings], name: str, model: str, translator: str) -> None:
    assert run(name) == 0
    choice = registry.choose(opened[0])
    assert (choice.model, choice.translator) == (model, translator)


def test_a_model_that_is_named_answers_whatever_server_is_set(
    opened: list[Settings], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BELEGT_BASE_URL", "http://127.0.0.1:9/v1")
    assert run("granite-4.0-micro") == 0
    assert registry.choose(opened[0]).model == "granite-4.0-micro"


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["minilm"], 2),
        (["opus-mt-fr-en"], 2),
        (["no-model"], 2),
        (["--against", "missing.json"], 2),
        (["--out", "no/such/folder/x.json"], 2),
    ],
)
def test_bad_usage_is_told_before_anything_is_loaded(
    opened: list[Settings], arguments: list[str], code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(*arguments) == code and not opened
    assert "Error" in capsys.readouterr().err


def test_a_file_that_has_no_figures_is_told(opened: list[Settings], tmp_path: Path) -> None:
    (tmp_path / "other.json").write_text("[]")
    assert run("--against", str(tmp_path / "other.json")) == 2 and not opened


@pytest.mark.parametrize("lines", ["0", "121", "many"])
def test_so_many_sentences_as_there_are(lines: str) -> None:
    with pytest.raises(SystemExit) as stop:
        main.main(["models", "evaluate", "--lines", lines])
    assert stop.value.code == 2


def test_there_are_twelve_sentences_in_each_language_that_is_read_which_say_the_same() -> None:
    assert set(texts.languages()) == languages.readable() - {"en"}
    english = [one.english for one in texts.sentences_in("de")]
    assert len(set(english)) == 12
    for code in texts.languages():
        assert [one.english for one in texts.sentences_in(code)] == english
        assert len({one.sentence for one in texts.sentences_in(code)}) == 12


def by_heart(*, without: str = "") -> PromptedTranslator:
    """Return a translator that knows the sentences of all languages by heart, but for some words."""
    known = {one.sentence: one.english for code in texts.languages() for one in texts.sentences_in(code)}

    def reply(messages: Sequence[Message]) -> str:
        english = known.get(sentence_asked(messages), "It is so.")
        return english.replace(without, "some") if without else english

    return PromptedTranslator(Scripted(default=reply))


def test_a_language_that_is_translated_by_heart_has_the_best_figures() -> None:
    seen: list[tuple[str, int, int]] = []
    found = by_language.measure(by_heart(), "uk", on_progress=lambda *step: seen.append(step))
    assert (found.language, found.sentences, found.chrf, found.numbers) == ("uk", 12, 100.0, 1.0)
    assert seen[-1] == ("Translating Ukrainian", 12, 12)


def test_numbers_that_are_lost_are_counted() -> None:
    found = by_language.measure(by_heart(without="850"), "pl")
    assert found.chrf < 100 and 0.9 < found.numbers < 1


def test_the_command_measures_languages(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("BELEGT_HOME", str(tmp_path / "home"))
    opened: list[Settings] = []

    def open_translator(settings: Settings) -> PromptedTranslator:
        opened.append(settings)
        return by_heart()

    monkeypatch.setattr(registry, "open_translator", open_translator)
    kept = tmp_path / "kept.json"
    arguments = ["models", "evaluate", "qwen3-4b", "--language", "fr", "tr", "--out", str(kept)]
    assert main.main(arguments) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[:4] for line in lines[1:]] == [
        ["French", "12", "100.0", "100%"],
        ["Turkish", "12", "100.0", "100%"],
    ]
    assert [row["language"] for row in json.loads(kept.read_text(encoding="utf-8"))] == ["fr", "tr"]
    assert (opened[0].translator, opened[0].memory) == ("qwen3-4b", False)


def test_what_was_measured_stays_where_the_next_language_fails(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("BELEGT_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(registry, "open_translator", lambda settings: by_heart())
    measure = by_language.measure

    def fail_in_turkish(translator: Translator, code: str, **options: Any) -> LanguageFigures:
        if code == "tr":
            raise ModelFailed("The model stumbled.")
        return measure(translator, code, **options)

    monkeypatch.setattr(by_language, "measure", fail_in_turkish)
    kept = tmp_path / "kept.json"
    assert main.main(["models", "evaluate", "--language", "fr", "tr", "--out", str(kept)]) == 3
    assert "French" in capsys.readouterr().out
    assert [row["language"] for row in json.loads(kept.read_text(encoding="utf-8"))] == ["fr"]


@pytest.mark.parametrize(
    "arguments",
    [
        ["opus-mt-fr-en", "--language", "es"],
        ["minilm", "--language", "fr"],
        ["--language", "fr", "--against", "x.json"],
    ],
)
def test_what_cannot_be_measured_by_language_is_told(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main(["models", "evaluate", *arguments]) == 2
    assert "Error" in capsys.readouterr().err
