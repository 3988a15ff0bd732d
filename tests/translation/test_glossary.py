"""A reader's own terms: read, looked for in the translation, named when it is made again, and marked where it fails."""

from __future__ import annotations

from pathlib import Path

import pytest

from chat import pipeline
from chat.cli import main
from chat.errors import InputError
from chat.lang.de.text import GermanText
from chat.models.scripted import Scripted
from chat.models.translators.prompted import PromptedTranslator
from chat.translation import glossary
from chat.translation.checked import translate
from chat.translation.reply import judged
from tests.engines import ARTICLE, scripted_engines


@pytest.mark.parametrize(
    "text",
    [
        "Stadtrat,town council\nKlage,lawsuit",
        "German;English\nStadtrat;town council\nKlage;lawsuit\n",
        "\ufeffStadtrat\ttown council\r\n\r\n# mine\r\nKlage\tlawsuit",
        "Stadtrat = town council\nKlage = lawsuit",
        '"Stadtrat","town council"\n"Klage","lawsuit"',
        "Stadtrat; town council\n\n\nKlage, lawsuit",
    ],
)
def test_a_glossary_is_read_in_the_forms_that_people_write(text: str) -> None:
    assert glossary.parse(text) == {"Stadtrat": "town council", "Klage": "lawsuit"}


def test_a_separator_may_stand_within_a_term_where_another_parts_the_line() -> None:
    assert glossary.parse("Recht, Gesetz; law, statute") == {"Recht, Gesetz": "law, statute"}
    assert glossary.parse("E = mc², die Formel\tthe formula") == {"E = mc², die Formel": "the formula"}


@pytest.mark.parametrize(
    "text", ["Stadtrat", "a,b,c", ",town council", "Stadtrat,", "x" * 200 + ",y", "x" * 200_000, '"a,b', "a\0"]
)
def test_a_line_that_is_no_term_is_named_by_its_number_in_the_file(text: str) -> None:
    with pytest.raises(InputError, match="Line 4") as caught:
        glossary.parse(f"# mine\nKlage,lawsuit\n\n{text}")
    assert caught.value.hint


def test_a_glossary_that_is_too_long_is_refused() -> None:
    with pytest.raises(InputError, match="1,001 terms"):
        glossary.parse("".join(f"Wort{number},word{number}\n" for number in range(1_001)))


def test_a_term_is_asked_for_and_marked_where_it_does_not_come() -> None:
    model = Scripted(["The city council meets.", "The town council meets."])
    terms = {"Stadtrat": "town council"}
    (made,) = dict(translate(["Der Stadtrat tagt."], PromptedTranslator(model), glossary=terms)).values()
    assert (made.english, made.warnings) == ("The town council meets.", ())
    assert "In it, “Stadtrat” means “town council”." in model.calls[1][1]["content"]
    stubborn = Scripted(default="The city council meets.")
    (made,) = dict(translate(["Der Stadtrat tagt."], PromptedTranslator(stubborn), glossary=terms)).values()
    assert [(doubt.kind, doubt.german) for doubt in made.warnings] == [("glossary", "Stadtrat")]


@pytest.mark.parametrize("reply", ["The tenant sues the city.", "The lessor sues the city."])
def test_a_term_of_the_reader_has_no_other_meaning_besides(reply: str) -> None:
    made = judged(GermanText("Der Vermieter klagt."), reply, glossary={"Vermieter": "lessor"})
    assert made.lacking == (() if "lessor" in reply else (("Vermieter", "lessor"),))


def test_a_reading_keeps_to_the_glossary() -> None:
    engines, _ = scripted_engines()
    reading = pipeline.read(ARTICLE, engines, glossary={"Nordhaven": "Northport"})
    assert any(doubt.kind == "glossary" for sentence in reading.sentences for doubt in sentence.warnings)


def test_the_command_takes_a_glossary(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from chat.models import registry

    monkeypatch.setattr(registry, "open_engines", lambda settings: scripted_engines()[0])
    article, terms = tmp_path / "artikel.txt", tmp_path / "terms.csv"
    article.write_text(ARTICLE, encoding="utf-8")
    terms.write_text("Nordhaven,Northport", encoding="utf-8")
    assert main.main(["read", str(article), "--format", "json", "--glossary", str(terms)]) == 0
    assert "Northport" in capsys.readouterr().out
    terms.write_text("Nordhaven", encoding="utf-8")
    assert main.main(["read", str(article), "--glossary", str(terms)]) == 2
    assert "Line 1" in capsys.readouterr().err
